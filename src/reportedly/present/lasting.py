"""What stays the same from day to day, kept once.

A page that can be stepped through holds a list of rows for every day. Most rows are equal on
many days; here the lists become one, in which each row says from which day to which it is
shown. Read on any day, the one list gives that day's rows in that day's order: where two days
order two rows differently, one of the two rows stands in it twice.

    day 0: a b      day 1: b a c    ->    b (from 1), a, c (from 1), b (until 1)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Generic, TypeVar

from reportedly.present.lines import Line

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
# Whether what is kept may stand for a row of an earlier day.
Same = Callable[[T, T, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting(Generic[T]):
    """Something that is shown on some days in a row.

    Attributes:
        it: What is shown.
        since: Index of the first day on which it is shown; 0 where it is shown from the start.
        gone: Index of the first day on which it is not shown any more; 0: shown to the end.
    """

    it: T
    since: int = 0
    gone: int = 0


@dataclass(slots=True)
class _Kept(Generic[T]):
    it: T
    first: int
    last: int


def lasting(
    days: Sequence[Sequence[T]], *, start: int = 0, same: Same[T] | None = None
) -> tuple[Lasting[T], ...]:
    """Return the lists of all days as one; the first of `days` has the index `start`.

    >>> for one in lasting(["ab", "bac"]):
    ...     print(one.it, one.since, one.gone)
    b 1 0
    a 0 0
    c 1 0
    b 0 1
    """
    alike = same or _equal
    kept: list[_Kept[T]] = []
    for day in reversed(range(len(days))):
        kept = _with_day(kept, days[day], day, start, alike)
    end = len(days) - 1
    return tuple(
        Lasting(
            it=one.it,
            since=start + one.first if one.first else 0,
            gone=start + one.last + 1 if one.last < end else 0,
        )
        for one in kept
    )


def _equal(kept: T, one: T, day: int) -> bool:
    return bool(kept == one)


def _with_day(
    kept: list[_Kept[T]], rows: Sequence[T], day: int, start: int, same: Same[T]
) -> list[_Kept[T]]:
    """Return `kept` with the rows of an earlier day, as few as possible of them added."""
    pairs = _matched(
        [[one.first == day + 1 and same(one.it, row, start + day) for row in rows] for one in kept],
        len(rows),
    )
    found: list[_Kept[T]] = []
    done = 0
    for place, one in enumerate(kept):
        if place in pairs:
            found += [_Kept(row, day, day) for row in rows[done : pairs[place]]]
            done = pairs[place] + 1
            one.first = day
        found.append(one)
    return found + [_Kept(row, day, day) for row in rows[done:]]


def _matched(fits: Sequence[Sequence[bool]], width: int) -> dict[int, int]:
    """Return the longest run of pairs in which both places rise."""
    height = len(fits)
    best = [[0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            best[i][j] = (
                best[i + 1][j + 1] + 1 if fits[i][j] else max(best[i + 1][j], best[i][j + 1])
            )
    pairs: dict[int, int] = {}
    i = j = 0
    while i < height and j < width:
        if fits[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def one_a_day(values: Iterable[T | None], *, start: int = 0) -> tuple[Lasting[T], ...]:
    """Return a value that changes from day to day; None where there is none on a day.

    >>> [(one.it, one.since, one.gone) for one in one_a_day(["x", "x", None, "y"])]
    [('x', 0, 2), ('y', 3, 0)]
    """
    runs = [(value, len(list(days))) for value, days in groupby(values)]
    ends = list(accumulate(length for _, length in runs))
    return tuple(
        Lasting(
            it=value,
            since=start + end - length if end > length else 0,
            gone=start + end if end < ends[-1] else 0,
        )
        for (value, length), end in zip(runs, ends, strict=True)
        if value is not None
    )


def window(one: Lasting[T], days: int) -> range:
    """Return the days on which something is shown."""
    return range(one.since, one.gone or days)


def same_line(most: int) -> Same[Line]:
    """Return whether a line may stand for one of an earlier day.

    It may where it differs only in chips that are not known on that day, which are hidden
    then; `most` chips are written, and how many more there are is another number every day.
    """

    def same(kept: Line, one: Line, day: int) -> bool:
        if kept == one:
            return True
        if len(kept.same) > most or len(kept.other) > most or kept.ref != one.ref:
            return False
        known = known_line(kept, day)
        return known == one and bool(known.other) == bool(kept.other)

    return same


def known_line(line: Line, day: int) -> Line:
    """Return `line` without the chips that are not known on `day`."""
    return replace(
        line,
        more=tuple(ref for ref in line.more if ref.since <= day),
        other=tuple(ref for ref in line.other if ref.since <= day),
    )


def drawn(line: Line) -> Line:
    """Return `line` without what it was chosen by, so that equal drawings are equal."""
    return replace(line, weight=(), turn="", figured=0, number=None, telling=())
