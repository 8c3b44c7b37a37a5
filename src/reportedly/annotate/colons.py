"""Find attributions whose cue is a colon: headlines, and the lines of a transcript.

Mayor: the bridge is safe
ODE: We closed it at noon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.drafts import Draft
from reportedly.annotate.gazetteer import body_nouns, person_nouns
from reportedly.annotate.quotations import paragraphs
from reportedly.model import Mention, Sentence, Span
from reportedly.text import WORD, trimmed

_COLON = re.compile(r"(?P<name>[^\W\d_][^:\n\"“”?!;]{0,60}):\s+(?P<words>\S)")
# Labels that look like speakers.
_LABELS = frozenset(
    {"update", "breaking", "watch", "video", "photo", "photos", "note", "related", "exclusive"}
    | {"read", "more", "analysis", "opinion", "live", "correction", "editor", "contact", "source"}
    | {"sources", "by", "tags", "topics", "listen", "graphic", "review", "image", "credit"}
)
_INTERVIEW = (("Q", "A"), ("Question", "Answer"))  # labels of an interview; who asks is the outlet
_WHERE = frozenset({"in", "at", "near", "on", "over", "after"})
_MARKS = "\"'“‘«„"
_MOST_WORDS = 8  # of a speaker before a colon; longer runs are clauses
_LEAST_LINES = 3  # of speakers in capitals that make a report a transcript
_LONGEST_TURN = 12  # paragraphs that one turn of a transcript may run on


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that begins with a name and a colon."""

    run: range
    name: Span
    words: Span
    capitals: bool


def colon_drafts(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], drafts: Sequence[Draft], text: str
) -> Iterator[Draft]:
    """Yield drafts for paragraphs of the form "Name: words"."""
    named = [mention for mention in mentions if mention.named]
    places = {_last(one, text) for one in named if one.type == "place"}
    names = {_last(one, text) for one in named if one.type not in ("place", "other")}
    cues = sorted(piece.start for draft in drafts for piece in draft.cue)
    runs = paragraphs(sentences, text)
    lines = [line for line in (_line(sentences, run, text) for run in runs) if line]
    is_transcript = sum(line.capitals for line in lines) >= _LEAST_LINES
    labels = {line.name.of(text) for line in lines}
    answers = next((answer for asked, answer in _INTERVIEW if {asked, answer} <= labels), None)
    speakers = {line.run[0]: line for line in lines}
    for number, run in enumerate(runs):
        line = speakers.get(run[0])
        if line is None or _has_between(cues, line.name.start, line.name.end):
            continue
        is_answer = line.name.of(text) == answers
        # A country speaks in its own words; else it is where the headline is set.
        able = names | places if text[line.words.start] in _MARKS else names
        if is_answer or line.capitals or _is_speaker(line.name, able, text):
            words = [line.words]
            if is_answer or (is_transcript and line.capitals):
                words += _turn(sentences, runs[number + 1 :][:_LONGEST_TURN], speakers, text)
            yield _draft(line, words, text)


def _last(mention: Mention, text: str) -> str:
    return mention.span.of(text).split()[-1]


def _line(sentences: Sequence[Sentence], run: range, text: str) -> _Line | None:
    paragraph = Span(sentences[run[0]].span.start, sentences[run[-1]].span.end)
    match = _COLON.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    name = trimmed(Span(*match.span("name")), text)
    words = WORD.findall(name.of(text))
    if len(words) > _MOST_WORDS or {word.lower() for word in words} & _LABELS:
        return None
    capitals = name.of(text).isupper() and len(name.of(text)) > 1
    return _Line(
        run, name, _without_stop(Span(match.start("words"), paragraph.end), text), capitals
    )


def _draft(line: _Line, words: list[Span], text: str) -> Draft:
    end = text.find(",", line.name.start + 1, line.name.end)  # "ADA ODE, HOST:"
    end = line.name.end if end < 0 else end
    return Draft(
        source=(line.name,),
        cue=(Span(line.name.end, line.name.end + 1),),
        content=tuple(words),
        sentence=line.run[0],
        head=Span(end - 1, end),
        kind="colon",
    )


def _turn(
    sentences: Sequence[Sentence], runs: Sequence[range], speakers: dict[int, _Line], text: str
) -> Iterator[Span]:
    """Yield the paragraphs that go on with a turn.

    It ends at the next speaker or stage direction, and where the transcript does: at the terms
    of use below it.
    """
    block = sentences[runs[0][0] - 1].block if runs else None
    for run in runs:
        span = Span(sentences[run[0]].span.start, sentences[run[-1]].span.end)
        is_apart = sentences[run[0]].block != block
        if is_apart or run[0] in speakers or not text[span.start].isalpha():
            return
        yield _without_stop(span, text)


def _is_speaker(name: Span, names: set[str], text: str) -> bool:
    """Tell a name or a noun for a person or body before the colon from any other word."""
    words = WORD.findall(name.of(text))
    if not words:
        return False
    place = next((number for number, word in enumerate(words) if word in _WHERE), None)
    if place:  # "Crash in Thorsund: ..." is no speaker, "Officials in Thorsund: ..." is one
        return words[place - 1].lower() in person_nouns() | body_nouns()
    last = words[-1]
    return last in names or last.lower() in person_nouns() or last.lower() in body_nouns()


def _has_between(offsets: Sequence[int], first: int, last: int) -> bool:
    number = bisect_left(offsets, first)
    return number < len(offsets) and offsets[number] < last


def _without_stop(span: Span, text: str) -> Span:
    end = span.end - 1 if text[span.end - 1] == "." else span.end
    return Span(span.start, max(end, span.start + 1))
