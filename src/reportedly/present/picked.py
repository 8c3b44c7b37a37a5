"""Which lines of a question are shown where not all of them fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from reportedly.present.lines import BARE, LATEST, Line

QUIET = frozenset({"silent", "unverified"})
FEWEST_NUMBERS = 3  # of a series; two are a figure and what it was before


def series(lines: Sequence[Line], most: int) -> list[Line]:
    """Return at most `most` lines that show how a number moved, in their order; [] for no series.

    The latest is always among them and each number is shown once, by the line that tells most:
    precise rather than "dozens", one that overtook another or was overtaken, with a speaker, in
    several reports. Of more numbers than fit, those that tell least are left out.
    """
    numbered: dict[float, list[Line]] = {}
    for line in lines:
        if line.number is not None:
            numbered.setdefault(line.number, []).append(line)
    if len(numbered) < FEWEST_NUMBERS:
        return []
    latest = _latest(lines)
    kept = [
        latest
        if latest is not None and latest in held
        else min(held, key=lambda line: (line.telling, line.ref.number))
        for held in numbered.values()
    ]
    kept.sort(key=lambda line: (line is not latest, line.telling, line.ref.number))
    chosen = {line.ref.number for line in kept[:most]}
    return [line for line in lines if line.ref.number in chosen]


def best(lines: Sequence[Line], most: int) -> list[Line]:
    """Return at most `most` of `lines`, in their order, so that every side is heard first.

    The latest figure is always among them. Sides take turns, once for each side of a conflict
    that they are on. Of one side those come first that give a figure, then what denies or
    negates, then what a conflict names, has a source, stands in the text rather than a headline,
    is quoted, is told by several reports. Silence and cautions have the room that words leave.
    """
    lines = _latest_first(lines)
    quiet = [line for line in lines if line.style in QUIET]
    order = [*_in_turn([line for line in lines if line.style not in QUIET]), *_in_turn(quiet)]
    chosen = {line.ref.number for line in order[:most]}
    return [line for line in lines if line.ref.number in chosen]


def _latest_first(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with the latest figure before all others."""
    last = _latest(lines)
    return [
        replace(line, weight=(LATEST, *line.weight[1:])) if line is last else line for line in lines
    ]


def _latest(lines: Sequence[Line]) -> Line | None:
    found = (line for line in lines if line.figured)
    return max(found, key=lambda line: line.figured, default=None)


def _in_turn(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the best line of every side first, then the others, the more telling kind first."""
    turns: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: (*line.weight, line.ref.number)):
        turns.setdefault(line.turn, []).append(line)
    order = sorted(turns, key=lambda side: (turns[side][0].weight, side))
    heard: set[str] = set()
    waiting: list[Line] = []
    for line in (turns[side][0] for side in order):
        # The bare words of a party wait where it has more telling ones on another side.
        if line.party in heard and line.weight[:1] >= (BARE,):
            waiting.append(line)
        else:
            heard.add(line.party)
            yield line
    rounds = zip_longest(*(turns[side][1:] for side in order))
    waiting.extend(line for held in rounds for line in held if line is not None)
    yield from sorted(waiting, key=lambda line: line.weight[:1])
