"""Find time expressions and say which days they cover.

    "The bridge was closed on Thursday"     DATE 2024-08-08, the day before publication
    "more than 10 years"                    DURATION P10Y, mod MORE_THAN
    "now in its third day"                  DURATION P3D, mod ORDINAL_DAY

Types, values and mods are those of TimeML's TIMEX3; ORDINAL_DAY is ours and says that an
event has lasted so long. A report that is not dated to the day leaves what hangs on that day
open ("XXXX-WXX-4" for some Thursday) and without days; where it is dated to a range of days, what
is the same seen from the first and from the last of them is read ("this month", "last year").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from reportedly.annotate.narration import is_told
from reportedly.annotate.period_rules import read_quarter_ended
from reportedly.annotate.tense import Tense
from reportedly.annotate.time_gates import NEEDS, sorts_in
from reportedly.annotate.time_patterns import RULES
from reportedly.annotate.time_readings import Reading, Setting
from reportedly.model import Parse, Report, Sentence, Span, TimeMention
from reportedly.stage import Stage
from reportedly.text import key, lowered

QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
YEAR_ALONE = re.compile(r"\d{4}$")
# Sentences for which the last year named still holds, in a report that is dated itself.
NARRATED = 2
# A date of the report that can only be read with its day first: "25/12/2024".
DAY_FIRST = re.compile(r"(?<![\d/.-])(?:1[3-9]|2\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d\b")
OPENING = 25  # characters in which a sentence says when it is set: "In early 1919 the army"
LONGEST_SENTENCE = 10_000  # characters; a longer one is a table or a dump, read in part


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSettings:
    """How times are resolved.

    Attributes:
        references: Whether words without a date ("now", "recently", "soon") are yielded.
    """

    references: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    reading: Reading
    ended: bool = False  # whether it is a quarter whose last month is said


def find_times(
    report: Report, sentences: Sequence[Sentence], parses: Sequence[Parse], settings: TimeSettings
) -> Iterator[TimeMention]:
    """Yield the time expressions of `report`, in reading order.

    >>> text = "The bridge was closed on Thursday."
    >>> day = date(2024, 8, 9)
    >>> report = Report(id="r1", path="-", sha256="", text=text, published_from=day,
    ...                 published_until=day)
    >>> whole = Sentence(report_id="r1", span=Span(0, len(text)), block="body")
    >>> [found] = find_times(report, [whole], [], TimeSettings())
    >>> found.span.of(text), found.value
    ('Thursday', '2024-08-08')
    """
    first, last = report.published_from, report.published_until
    if first is None or first == last or last is None:
        anchor = first if first == last else None
        yield from _seen_from(anchor, report, sentences, parses, settings)
        return
    early, late = (
        {found.span: found for found in _seen_from(day, report, sentences, parses, settings)}
        for day in (first, last)
    )
    for found in _seen_from(None, report, sentences, parses, settings):
        seen = early.get(found.span)
        yield seen if seen is not None and seen == late.get(found.span) else found


def _seen_from(
    anchor: date | None,
    report: Report,
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    settings: TimeSettings,
) -> Iterator[TimeMention]:
    """Yield the time expressions as they read if the report came out on the day `anchor`."""
    parse = parses[0] if parses else None
    day_first = DAY_FIRST.search(report.text) is not None
    setting = Setting(anchor, None, None, lambda start, end: None, day_first=day_first)
    lower = lowered(report.text)
    named = 0  # in which sentence the narration's last date stands
    for number, sentence in enumerate(sentences):
        end = min(sentence.span.end, sentence.span.start + LONGEST_SENTENCE)
        span = Span(sentence.span.start, end)
        sorts = sorts_in(lower, span.start, span.end)
        if not sorts:
            continue
        if anchor is not None and number - named > NARRATED:
            setting = replace(setting, told=None)
        setting = replace(setting, frame=Tense(report.text, span, parse).frame, here=None)
        for found in _in_sentence(report.text, span, setting, sorts):
            if not settings.references and (found.reading.value or "").endswith("_REF"):
                continue
            if is_told(found.reading):
                named = number
            if not _in_passing(found.reading, setting, found.span.start - span.start):
                setting = _going_on(setting, found)
            yield _mention(report, found)


def _in_passing(reading: Reading, setting: Setting, place: int) -> bool:
    """Return whether a bare year late in a sentence only looks back or ahead of a narration."""
    bare = YEAR_ALONE.fullmatch(reading.value or "") is not None
    return bare and place > OPENING and len(setting.told or "") > len("2024")


def _going_on(setting: Setting, found: _Found) -> Setting:
    """Return the setting of what follows an expression."""
    reading = found.reading
    return replace(
        setting,
        last=_day(reading) or setting.last,
        here=_day(reading) or setting.here,
        # "The first quarter" of a firm may be the third of the calendar.
        quarter=(found.ended and _quarter(reading)) or setting.quarter or _quarter(reading),
        told=reading.value if is_told(reading) else setting.told,
    )


def _mention(report: Report, found: _Found) -> TimeMention:
    reading, span = found.reading, found.span
    return TimeMention(
        id=key("time", report.id, span.start, span.end),
        report_id=report.id,
        span=span,
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        anchor=reading.anchor,
        day_from=reading.days[0] if reading.days else None,
        day_until=reading.days[1] if reading.days else None,
    )


def _day(reading: Reading) -> date | None:
    """Return the day that "the following day" in a later sentence is seen from."""
    if reading.type in ("DATE", "TIME") and reading.days and reading.days[0] == reading.days[1]:
        return reading.days[0]
    return None


def _quarter(reading: Reading) -> tuple[int, int] | None:
    found = QUARTER.match(reading.value or "")
    return (int(found[1]), int(found[2])) if found and reading.anchor != "text" else None


_NEEDS = tuple(tuple(int(sort) for sort in NEEDS[read]) for _, read in RULES)


@lru_cache(maxsize=4096)
def _tried(sorts: int) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return the patterns worth trying on a sentence with these sorts of words, in order."""
    return tuple(
        (order, pattern)
        for order, (pattern, _) in enumerate(RULES)
        if all(sorts & need for need in _NEEDS[order])
    )


def _in_sentence(text: str, sentence: Span, setting: Setting, sorts: int) -> Iterator[_Found]:
    """Yield what the rules find, the leftmost first, the longest where several begin there."""
    matches = [
        (match.start(), -match.end(), order, match)
        for order, pattern in _tried(sorts)
        for match in pattern.finditer(text, sentence.start, sentence.end)
    ]
    reached = sentence.start
    for start, _, order, match in sorted(matches, key=lambda found: found[:3]):
        if start < reached or _is_no_time(text, sentence, match):
            continue
        reading = RULES[order][1](match, setting)
        if reading is not None:
            reached = match.end()
            ended = RULES[order][1] is read_quarter_ended
            found = _Found(Span(match.start(), match.end()), reading, ended)
            if not _in_passing(reading, setting, match.start() - sentence.start):
                setting = _going_on(setting, found)
            yield found


BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|by|until|till|from|to|and|between|through|during|last|this|next|early|late"
    r"|mid|before|after|every|for|is|was|or|as|past|beginning|start|end|middle|around)[ -]$",
    re.IGNORECASE,
)
NOT_A_YEAR = re.compile(
    r"\s+(?:people|men|women|children|troops|soldiers|miles|km|kilomet|met(?:er|re)s|feet|tons"
    r"|tonnes|dollars|euros|points|percent|per cent|shares|workers|jobs|units|hours|homes|houses"
    r"|pounds|barrels|acres|square|cases|deaths|mph|horsepower|hp)\b|\s?[%°]"
)


SHORT_MONTHS = frozenset({"Mar", "Jan", "Sep", "Dec", "Apr", "Jun", "Jul", "Nov", "Feb"})


def _is_no_time(text: str, sentence: Span, match: re.Match[str]) -> bool:
    """Keep apart "May said", "1,989 people", "the second" and the like."""
    words = match.group()
    before = text[max(sentence.start, match.start() - 12) : match.start()]
    after = text[match.end() : match.end() + 14]
    if words.capitalize() in ("May", "March"):
        return not BEFORE_MONTH.search(before) and not before.endswith("(")
    if words.rstrip(".").capitalize() in (
        "Mar",
        "Jan",
        "Sep",
        "Dec",
        "Apr",
        "Jun",
        "Jul",
        "Nov",
        "Feb",
    ):
        if words[-1] != "." and after[:1] == " " and after[1:2].isupper():
            return True  # "Jan Kavan" is a name
        return not BEFORE_MONTH.search(before) and not after[:5].strip(" .,").isdigit()
    if YEAR_ALONE.match(words):
        return bool(
            NOT_A_YEAR.match(after) or re.match(r"[,.:]\d", after) or re.search(r"\d[,:]$", before)
        )
    return False


STAGE = Stage(
    name="times",
    version=5,  # raise it when the same input would give other rows
    per=Report,
    reads=(Sentence, Parse),
    writes=TimeMention,
    settings=TimeSettings(),
    run=find_times,
    dated=True,
)
