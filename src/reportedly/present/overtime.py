"""Over time: how the questions stood day by day, and the figures that answer them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.present.grid import Grid, grid_of
from reportedly.present.shown import Shown
from reportedly.present.strip import Strip, strips_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The head of a column.

    Attributes:
        index: The number of the day, from 0.
        label: The day in few characters.
        latest: Whether it is everything at hand.
    """

    index: int
    label: str
    latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """A story over its days.

    Attributes:
        days: The columns of the grid.
        grid: Questions by days.
        strips: The figures that answer questions.
    """

    days: tuple[Day, ...]
    grid: Grid
    strips: tuple[Strip, ...]


def over_time(shown: Shown) -> OverTime:
    """Return a story over its days."""
    days = enumerate(zip(shown.labels, shown.isos, strict=True))
    return OverTime(
        days=tuple(Day(index=at, label=label, latest=not iso) for at, (label, iso) in days),
        grid=grid_of(shown.lookups, shown.labels),
        strips=strips_of(shown.last),
    )
