"""When it happened, by the clock: "the first blast came at 4.40 am" against "at 5:10 a.m.".

Only times of day that stand beside a word for the event and a word for its beginning count;
"shortly before five" is no time to hold against another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.compare.answers import REMARKS, Answer, plain_answer
from reportedly.compare.frames import frame_of, topic_at
from reportedly.compare.material import Material
from reportedly.model import Statement, TimeMention

_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_NEAR = 70  # characters between a time and the word for what began then
_VAGUE = re.compile(
    r"\b(?:before|after|about|around|by|until|till|since|from|between|nearly|almost|past|"
    r"approximately|roughly|toward|towards|circa)\s+(?:the\s+)?$"
)


def find_clocks(material: Material) -> Iterator[Answer]:
    """Yield an answer of the frame "when" for each time of day at which something began."""
    frame = frame_of("when")
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        if not statement.counted or statement.act in REMARKS:
            continue
        for time in _clock_times(statement, material):
            for piece in material.pieces(statement):
                at = time.span.start - piece.start
                if not 0 <= at < len(piece.text) or _VAGUE.search(piece.text[:at]):
                    continue
                beside = piece.text[max(0, at - _NEAR) : at + _NEAR]
                topic = topic_at(piece.text, at)
                if not topic or _is_of_another(piece.text, at, topic[1]):
                    continue
                if topic[0] in frame.merge and frame.company.search(beside):
                    yield replace(
                        plain_answer(statement, frame.id, material),
                        at=time.span.start,
                        topic=topic[0],
                        noun=topic[1],
                        clock=minutes(time),
                    )


def _is_of_another(text: str, at: int, event: str) -> bool:
    """Return whether a time of day tells of a noun behind it: "the 9 p.m. show", not the fire."""
    taken = _TAKEN.match(text, at)
    led = _LED.search(text, max(0, at - _LEAD), at)
    return led is not None and taken is not None and event not in taken[1].split()


_LEAD = 8  # characters before a time in which an article stands
_LED = re.compile(r"\b(?:the|an?|this|that|its|his|her|our|their)\s$")
_TAKEN = re.compile(r"[\d:.]+\s?(?:[ap]\.?m\.?)?\s((?:[a-z-]+\s?){1,2})")


def _clock_times(statement: Statement, material: Material) -> list[TimeMention]:
    times = (material.times.get(time_id) for time_id in statement.times)
    return [time for time in times if time is not None and minutes(time) is not None]


def minutes(time: TimeMention) -> int | None:
    """Return the minutes after midnight of a time of day; None for anything vaguer."""
    match = _CLOCK.search(time.value or "")
    return int(match[1]) * 60 + int(match[2]) if match and not time.mod else None
