"""Numbers that change from day to day, with the days on which each holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

# First number of reports of each step of the map's shading.
STEPS = (1, 2, 3, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A number on the days from `since` to before `gone`.

    Attributes:
        number: How many.
        since: Index of the first day.
        gone: Index of the first day on which it is another number; 0 where there is none.
    """

    number: int
    since: int
    gone: int

    @property
    def step(self) -> int:
        """Return the step of the map's shading, from 1."""
        return sum(self.number >= first for first in STEPS)


def tallies(ids: Sequence[Collection[object]]) -> tuple[Tally, ...]:
    """Return the numbers of ids over the days, equal days together, days without any left out.

    >>> [(it.number, it.since, it.gone) for it in tallies([set(), {"a"}, {"b"}, {"a", "b"}])]
    [(1, 1, 3), (2, 3, 0)]
    """
    found, day = [], 0
    for number, days in groupby(map(len, ids)):
        since, day = day, day + len(list(days))
        if number:
            found.append(Tally(number=number, since=since, gone=day if day < len(ids) else 0))
    return tuple(found)
