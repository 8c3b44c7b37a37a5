"""Who says what, as known on each day that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.present.shown import Shown
from reportedly.present.table import Table, table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoDay:
    """Who says what, as known on one day.

    Attributes:
        index: The number of the day, from 0.
        label: The day in few characters.
        table: Questions by sides.
    """

    index: int
    label: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who says what.

    Attributes:
        days: The table of each day.
    """

    days: tuple[WhoDay, ...]


def who_says_what(shown: Shown) -> Who:
    """Return who says what on every day that is shown."""
    days = enumerate(zip(shown.lookups, shown.labels, shown.isos, strict=True))
    return Who(
        days=tuple(
            WhoDay(index=at, label=label, table=table_of(lookup, shown.sides, folded=not iso))
            for at, (lookup, label, iso) in days
        )
    )
