"""Which lines of a question are shown where not all of them fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


def most_told(
    lines: Sequence[Line], homes: Mapping[int, str], voices: Mapping[int, str], most: int
) -> list[Line]:
    """Return one line for each of at most `most` things that several reports say, most told first.

    `homes` gives for the number of a line what it says; lines without are not shown. `voices` gives
    for the number of a statement whose it is; more of them come before more outlets. What one
    outlet alone is left to say, where the others answer something else, is not shown. Of those
    that say one thing that is shown which most outlets have, with a speaker where there is one;
    the others follow it as chips.
    """
    held: dict[str, list[Line]] = {}
    for line in lines:
        if line.ref.number in homes:
            held.setdefault(homes[line.ref.number], []).append(line)
    groups = sorted(
        (group for group in held.values() if len(frozenset().union(*map(_outlets, group))) > 1),
        key=lambda group: (
            -len({voices.get(ref.number) for line in group for ref in (line.ref, *line.more)}),
            -len(frozenset().union(*map(_outlets, group))),
            group[0].ref.number,
        ),
    )
    return [_leading(group) for group in groups[:most]]


def _leading(group: Sequence[Line]) -> Line:
    first = min(group, key=lambda line: (-len(_outlets(line)), not line.speaker, line.ref.number))
    rest = tuple(ref for line in group if line is not first for ref in (line.ref, *line.more))
    return replace(first, more=(*first.more, *rest), other=(*first.other, *rest))


def _outlets(line: Line) -> frozenset[str]:
    return frozenset(ref.outlet for ref in (line.ref, *line.more))


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
