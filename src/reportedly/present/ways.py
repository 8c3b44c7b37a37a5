"""The ways of statements into reports over the days of a story, each kept once.

    Lookups, one a day -> ways_over -> Lasting[Way]

A way is a path (`origin_paths`) as it is shown: equal on two days where nothing of it changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportedly.present.lasting import Lasting
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.origin_paths import CREDIT, Path

# What a row says of its value: see "Origins" in the guide.
VALUES = {
    "independent": "first to tell it",
    "same": "tells it again",
    "not shown": "not shown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way by which statements came into a report, as shown.

    Attributes:
        who: The origin; "" where the report names none.
        side: Whom the origin speaks for; "" where not known.
        absent: Whether it is an outlet whose own report is not among these.
        through: Through what, in the report's words; "" where not stated.
        unseen: Whether that is an outlet whose own report is not among these.
        stated: Whether the report says how it got the words.
        report: Number of the report.
        value: Whether the report is the first to tell the origin, in words.
        copied: Whether the words are copied from another report.
        refs: Chips of the statements.
        asked: Numbers of the questions that each of these statements answers.
    """

    who: str
    side: str
    absent: bool
    through: str
    unseen: bool
    stated: bool
    report: int
    value: str
    copied: bool
    refs: tuple[Ref, ...]
    asked: tuple[tuple[int, ...], ...] = ()

    @property
    def questions(self) -> tuple[int, ...]:
        """Numbers of the questions that any of its statements answers."""
        return tuple(sorted({number for numbers in self.asked for number in numbers}))


def way_of(
    path: Path,
    lookup: Lookup,
    chosen: Collection[str],
    asked: Mapping[str, tuple[int, ...]] | None = None,
) -> Way | None:
    """Return a path as shown, of its statements only those chosen; None where there are none.

    `asked` holds the numbers of the questions that statements answer.
    """
    rows = [one for one in path.statements if one.id in chosen]
    if not rows:
        return None
    return Way(
        who=path.origin.name if path.told else "",
        side=path.origin.side or "",
        absent=path.absent,
        through="credited in the report" if path.through == CREDIT else path.through,
        unseen=path.through_absent,
        stated=bool(path.through),
        report=lookup.numbering.reports[path.report.id],
        value=VALUES[path.value],
        copied=path.way == "copy",
        refs=tuple(lookup.numbering.refs[one.id] for one in rows),
        asked=tuple((asked or {}).get(one.id, ()) for one in rows),
    )


def runs(days: Sequence[Sequence[Way]]) -> tuple[Lasting[Way], ...]:
    """Return each way once for every run of days on which it is shown.

    The order is that of the last day; ways that it lacks follow in that of the days before.
    """
    known: dict[Way, list[int]] = {}
    for day in reversed(range(len(days))):
        for way in days[day]:
            known.setdefault(way, []).append(day)
    return tuple(
        Lasting(it=way, since=first, gone=0 if last + 1 == len(days) else last + 1)
        for way, held in known.items()
        for first, last in _stretches(sorted(held))
    )


def _stretches(days: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last day of each run of days.

    >>> _stretches([0, 1, 3])
    [(0, 1), (3, 3)]
    """
    parted = groupby(enumerate(days), key=lambda one: one[1] - one[0])
    found = [[day for _, day in held] for _, held in parted]
    return [(held[0], held[-1]) for held in found]
