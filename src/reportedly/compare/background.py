"""What a report recalls of other days: "the 2004 storm, which killed 130", "two launches in July".

Such words are no answer to what is asked of the story's own event, and nothing stands against
them. Words belong to a time where no break parts them from it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from reportedly.compare.material import Material, Piece
from reportedly.compare.patterns import flat
from reportedly.model import Span, Statement, TimeMention

# Reports follow an event within days: an event that none of them follows so is another story's.
_FOLLOW = timedelta(days=7)
# "Nov. 13" without a year, read as months to come, was last year's: what is counted has happened.
_AHEAD = timedelta(days=30)
_BREAK = re.compile(
    r"[.!?;:—–()]|(?<!\d),|,(?!\d)"
    r"|\b(?:since|than|but|while|although|whereas|compared|when|where|until|now|this|because)\b"
)
_OPENING = re.compile(r"^\W*(?:[\w'-]+\W+){0,4}$")  # "Almost exactly" eight months ago
_SINCE = re.compile(r"\b(?:since|until|from|than)(?: the| about| around)?\W*$")
_FRAME = re.compile(
    r"\bin the past\b(?! (?:day|week|hour|month|few|two|three|24|48|\d))"
    r"|\b(?:years?|months?|decades?) (?:ago|earlier|before|previously)\b"
    r"|\bin (?:previous|past|earlier|prior) (?:attacks?|years|cases|incidents?|launches|tests)\b"
    r"|\b(?:last|previous) (?:year|winter|spring|summer|autumn)(?:'s)?\b"
)
_WANTED = re.compile(
    r"\b(?:vow|pledg|promis|threaten|plan|want|intend|hop|prepar|offer|agree|urg|order|ask|"
    r"aim|seek|sought|warn|call)\w* (?:\w+ ){0,3}?to (?:\w+ ){0,2}$"
)


_ASKING = re.compile(
    r"\b(?:seek(?:s|ing)?|sought|ask(?:s|ed|ing)? (?:about|for|over)|explain(?:s|ed|ing)?|"
    r"discuss(?:es|ed|ing)?|question(?:s|ed|ing)?|examin(?:es|ed|ing)|mum|silent|"
    r"speculat(?:es|ed|ing) (?:about|on)|claims? (?:on|about))$"
    r"|\b(?:mum|silent|tight-lipped) (?:on|about|over)$"
)
_CLAUSE = re.compile(r"[“\"‘«„]|(?:that|why|how|whether|if|when|where|what|who)\b", re.IGNORECASE)


def is_recalled(statement: Statement, span: Span, material: Material) -> bool:
    """Return whether some words of a statement tell of another day, well before the story."""
    piece = next((p for p in material.pieces(statement) if _holds(p, span)), None)
    if piece is None:
        return False
    at, end = span.start - piece.start, span.end - piece.start
    if any(_is_beside(piece.text, at, end, *m.span()) for m in _FRAME.finditer(piece.text)):
        return True
    return any(
        _is_beside(piece.text, at, end, time.span.start - piece.start, time.span.end - piece.start)
        for time_id in statement.times
        if (time := material.times.get(time_id))
        and _holds(piece, time.span)
        and _is_of_another_day(time, material)
    )


def is_topic(statement: Statement, material: Material) -> bool:
    """Return whether a cue only brings a matter up: "seeks answers on", "mum about the aim of".

    A clause or quotation behind such a cue says something all the same.
    """
    report = material.reports.get(statement.report_id)
    if report is None or not statement.cue or not statement.content:
        return False
    cue = flat(" ".join(span.of(report.text) for span in statement.cue))
    begins = statement.content[0].of(report.text)
    return bool(_ASKING.search(cue)) and not _CLAUSE.match(begins)


def is_wanted(statement: Statement, span: Span, material: Material) -> bool:
    """Return whether a verb tells only what somebody vowed, planned or was asked to do."""
    piece = next((p for p in material.pieces(statement) if _holds(p, span)), None)
    return piece is not None and bool(
        _WANTED.search(piece.text[max(0, span.start - piece.start - 60) : span.start - piece.start])
    )


def _holds(piece: Piece, span: Span) -> bool:
    return piece.start <= span.start and span.end <= piece.start + len(piece.text)


def _is_of_another_day(time: TimeMention, material: Material) -> bool:
    report = material.reports.get(time.report_id)
    told = (report.published_until if report else None) or material.first_day
    if told is None or time.type not in ("DATE", "TIME"):
        return False
    first, last = time.day_from, time.day_until
    if first is None or last is None:
        return False
    if last < told - _FOLLOW:
        return not any(first <= day <= last + _FOLLOW for day in material.days)
    return first > told + _AHEAD and not _has_year(time)


def _has_year(time: TimeMention) -> bool:
    return time.anchor is None


def _is_beside(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Return whether nothing parts the words at `start` from the time at `first`."""
    if _SINCE.search(text[max(0, first - 20) : first]):
        return False
    if last <= start:
        between = text[last:start]
        sentence = max(text.rfind(mark, 0, first) for mark in ".!?") + 1
        if _OPENING.match(text[sentence:first]):  # "In 2004, ..." is the time of all that follows
            between = between.removeprefix(",")
    else:
        between = text[end:first]
    return _BREAK.search(between) is None
