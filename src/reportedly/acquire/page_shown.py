"""Which of the lines that a walk gathered a reader sees, each with what the elements say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.acquire.lines import Line
from reportedly.acquire.page_elements import Element, parents_of, place_of
from reportedly.model import Span

PROSE_TAGS = frozenset({"p", "li", "h2", "h3", "td", "pre"})
MUCH_TEXT = 1_500  # characters

# A moment as written, the number of the next line, the marks around it, the hidden element.
RawTime = tuple[str, int, frozenset[str], int]
Time = tuple[str, int, frozenset[str]]


class RawLine(NamedTuple):
    """A line before it is known whether its hidden part is shown."""

    text: str
    tag: str
    owner: Element  # that it begins in
    around: Element  # that all of it stands in
    near: frozenset[str]
    linked: float
    bold: bool


def shown(
    raw_lines: Sequence[RawLine], raw_times: Sequence[RawTime]
) -> tuple[tuple[Line, ...], tuple[Time, ...]]:
    """Return the lines, and the times with the numbers of the lines they are in."""
    held: Counter[int] = Counter()
    for raw in raw_lines:
        if raw.owner.hidden and raw.tag in PROSE_TAGS:
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
    owner = raw.owner
    setting = owner.setting
    place, path = place_of(raw.around)
    return Line(
        span=Span(start, start + len(raw.text)),
        text=raw.text,
        tag=raw.tag,
        marks=setting.marks | {"hidden"} if owner.hidden else setting.marks,
        near=raw.near,
        linked=raw.linked,
        place=place,
        path=path,
        parents=parents_of(owner),
        names=setting.names,
        bold=raw.bold,
        inside=setting.inside,
    )
