"""Which of the lines that a walk gathered a reader sees, each with what the elements say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.acquire.lines import Line
from reportedly.acquire.page_elements import (
    INSIDE,
    Element,
    box_of,
    own_marks,
    parents_of,
    place_of,
    told_of,
)
from reportedly.model import Span

PROSE_TAGS = frozenset({"p", "li", "h2", "h3", "td", "pre"})
MUCH_TEXT = 1_500  # characters

# A moment as written, the number of the next line, the marks around it, the hidden element.
RawTime = tuple[str, int, frozenset[str], int]
Time = tuple[str, int, frozenset[str]]


class RawLine(NamedTuple):
    """A line before it is known whether its hidden part is shown."""

    text: str
    last: Element  # open at its end
    owner: Element  # that it begins in
    around: Element  # that all of it stands in
    linked: float
    bold: bool


def shown(
    raw_lines: Sequence[RawLine], raw_times: Sequence[RawTime]
) -> tuple[tuple[Line, ...], tuple[Time, ...]]:
    """Return the lines, and the times with the numbers of the lines they are in."""
    held: Counter[int] = Counter()
    for raw in raw_lines:
        if raw.owner.hidden and box_of(raw.last).tag in PROSE_TAGS:
            held[raw.owner.hidden] += int(len(raw.text) * (1.0 - raw.linked))
    # Pages that stream their parts (React) keep the whole article in a hidden element, which
    # a script shows; several of the development pages do.
    parts = {0, *(number for number, length in held.items() if length > MUCH_TEXT)}
    lines: list[Line] = []
    numbers: list[int] = []  # of each raw line among the lines
    start = 0
    for raw in raw_lines:
        numbers.append(len(lines))
        if raw.owner.hidden in parts:
            lines.append(_line(raw, start))
            start += len(raw.text) + 1
    numbers.append(len(lines))
    times = [(when, numbers[at], marks) for when, at, marks, part in raw_times if part in parts]
    return tuple(lines), tuple(times)


def _line(raw: RawLine, start: int) -> Line:
    text, last, owner, around, linked, bold = raw
    box = box_of(last)
    marks, names = owner.told or told_of(owner)
    if owner.hidden:
        marks = marks | {"hidden"}
    near = own_marks(owner)  # of the elements open at its end and its beginning
    if box is not owner:
        near = own_marks(box) | near
    place, path = around.place or place_of(around)
    parents = parents_of(owner)
    span, inside = Span(start, start + len(text)), owner.traits & INSIDE > 0
    # In the order of the fields: some hundred are made, and naming them takes half as long again.
    return Line(
        span, text, False, False, box.tag, marks, near, linked, place, path, parents, names, bold,
        inside,
    )  # fmt: skip
