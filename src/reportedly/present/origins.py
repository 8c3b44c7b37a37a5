"""Origins: who said it, through what, and which report carries it; drawn, and as a table.

What stands in an outlet's own voice has no origin to draw; the table counts it. Lines and rows
know the questions that they answer, so that the page can show those of one question alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reportedly.compare.backing import STRENGTH
from reportedly.model import Report
from reportedly.present.asking import Asked, answering, asked_of
from reportedly.present.documents import outlet_of
from reportedly.present.flows import Carrier, Drawing, Family, draw
from reportedly.present.labels import counted
from reportedly.present.lasting import Lasting, lasting, one_a_day
from reportedly.present.leaving_out import Leaving, leave_out
from reportedly.present.lookup import Lookup
from reportedly.present.origin_paths import Path, paths_of
from reportedly.present.shown import Shown
from reportedly.present.ways import Way, runs, way_of

NAMES = 45  # origins that are drawn and listed; those of most statements
CARRIERS = 40  # reports that are drawn
QUESTIONS = 12  # that can be chosen on one page; origins.css has a rule for each
OWN_PAGES = 60  # that can be looked at by themselves
LEAVINGS = 4  # origins of which it is said what rests on them
ROWS = 20  # ways of one origin on a day: those into the first reports to carry it
BRACKETS = 8  # families of copies that are drawn, the largest
CHIPS = 6  # statements that a row leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way in the table.

    Attributes:
        way: The way.
        outlet: The outlet of its report.
        day: When that was published.
        since: Index of the first day on which it is shown.
        gone: Index of the first day on which it is not shown any more; 0: shown to the end.
    """

    way: Way
    outlet: str
    day: str
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The ways of one origin.

    Attributes:
        who: The origin; "" for what outlets say in their own voice.
        side: Whom it speaks for; "" where not known.
        absent: Whether it is an outlet whose own report is not among these.
        counts: In how many reports and outlets it stands, on days with several.
        rows: Its ways, on each day those into the first reports.
        left: How many more there are, day by day.
        since: Index of the first day on which it is shown.
        gone: Index of the first day on which it is not shown any more; 0: shown to the end.
    """

    who: str
    side: str
    absent: bool
    counts: tuple[Lasting[str], ...]
    rows: tuple[Row, ...]
    left: tuple[Lasting[int], ...]
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsView:
    """Where the statements of a story come from.

    Attributes:
        summaries: The counts of each day, in one sentence.
        circles: Reports that cite each other in a circle, in one sentence a day.
        leavings: What rests on single origins, in one sentence each.
        drawing: The drawing; None where no report names an origin.
        groups: The table.
        left: How many origins of fewer statements are not shown, day by day.
        families: How many groups of reports share wording on the last day.
        cut: Whether there are ways that are not shown.
        asked: The questions that can be chosen.
        question: The question whose answers alone it is built from; "" for those of all.
    """

    summaries: tuple[Lasting[str], ...]
    circles: tuple[Lasting[str], ...]
    leavings: tuple[Lasting[str], ...]
    drawing: Drawing | None
    groups: tuple[Group, ...]
    left: tuple[Lasting[int], ...]
    families: int
    cut: bool
    asked: tuple[Asked, ...]
    question: str = ""


def origins_of(
    shown: Shown, question: str | None = None, *, asked: tuple[Asked, ...] = ()
) -> OriginsView:
    """Return where the statements of a story come from, over the days that are shown.

    With `question`, the words of one, only the statements that answer it are gone through; what
    can be chosen are then many questions, not the first few, as they are where there are more
    ways than can be shown. `asked` are the questions that can be chosen where they are at hand.
    """
    asked = asked or asked_of(shown, OWN_PAGES)
    chosen = [one for one in asked if one.question == question] if question else asked[:QUESTIONS]
    book = _Book(shown, question)
    ways = book.ways([_most(paths) for paths in book.days], book.answered(chosen))
    kept = book.first(ways)
    told = [one for one in kept if one.it.who]
    return OriginsView(
        summaries=one_a_day(_summary(lookup) for lookup in shown.lookups),
        circles=one_a_day(_circle(lookup) for lookup in shown.lookups),
        leavings=lasting([_leavings(lookup, question) for lookup in shown.lookups]),
        drawing=book.drawing(told) if told else None,
        groups=tuple(book.groups(ways, set(kept))),
        left=one_a_day(_left(paths) for paths in book.days),
        families=len(book.families[-1]),
        cut=len(kept) < len(ways),
        asked=asked if question or len(kept) < len(ways) else asked[:QUESTIONS],
        question=question or "",
    )


class _Book:
    """The ways of all days; a class because every part of the view is made from the same ones."""

    def __init__(self, shown: Shown, question: str | None) -> None:
        self._shown = shown
        self.days: list[list[Path]] = [
            paths_of(
                lookup.picture,
                counted=True,
                among=answering(question, lookup) if question else None,
            )
            for lookup in shown.lookups
        ]
        self.families = [
            _families(lookup, {path.report.id for path in paths} if question else None)
            for lookup, paths in zip(shown.lookups, self.days, strict=True)
        ]
        self._carriers = {
            lookup.numbering.reports[report.id]: Carrier(
                number=lookup.numbering.reports[report.id],
                title=outlet_of(report, lookup),
                note=lookup.day(report.id),
            )
            for lookup in shown.lookups
            for report in lookup.picture.reports
        }

    def ways(
        self, chosen: Sequence[Collection[str]], answered: Sequence[Mapping[str, tuple[int, ...]]]
    ) -> tuple[Lasting[Way], ...]:
        """Return the ways of all days; `chosen` names the statements that count on each.

        `answered` holds for each day the numbers of the questions that statements answer.
        """
        found: list[list[Way]] = []
        for day, (lookup, paths) in enumerate(zip(self._shown.lookups, self.days, strict=True)):
            made = (way_of(path, lookup, chosen[day], answered[day]) for path in paths)
            found.append([way for way in made if way is not None])
        return runs(found)

    def drawing(self, ways: Sequence[Lasting[Way]]) -> Drawing:
        """Return the drawing of ways, of the first reports where there are too many."""
        numbers = set(sorted({one.it.report for one in ways if one.it.who})[:CARRIERS])
        kept = [one for one in ways if one.it.report in numbers]
        return draw(kept, self._carriers, self._brackets(numbers), self._shown.sides)

    def _brackets(self, drawn: Collection[int]) -> tuple[Lasting[Family], ...]:
        """Return the families to draw; beyond a few reports only those of reports drawn anyhow."""
        every = {number for day in self.families for numbers, _ in day for number in numbers}
        if len(every | set(drawn)) > CARRIERS:
            every = set(drawn)
        days = [
            [one for one in day if every.issuperset(one[0])][:BRACKETS]
            for day in (sorted(held, key=lambda one: -len(one[0])) for held in self.families)
        ]
        return lasting([sorted(day) for day in days])

    def first(self, ways: Sequence[Lasting[Way]]) -> list[Lasting[Way]]:
        """Return of each origin the ways into the first reports, so many on each day."""
        kept: set[Lasting[Way]] = set()
        for own in _by_origin(ways).values():
            ordered = sorted(own, key=_place)
            for day in range(len(self.days)):
                there = (one for one in ordered if one.since <= day < (one.gone or day + 1))
                kept.update(islice(there, ROWS))
        return [one for one in ways if one in kept]

    def groups(
        self, ways: Sequence[Lasting[Way]], kept: Collection[Lasting[Way]]
    ) -> Iterator[Group]:
        """Yield the table: one group an origin, what outlets say in their own voice last."""
        held = _by_origin(ways)
        for (who, side, absent), own in sorted(held.items(), key=lambda one: not one[0][0]):
            rows = self._rows([one for one in own if one in kept])
            rest = self._each_day([one for one in own if one not in kept])
            ends = [row.gone for row in rows]
            yield Group(
                who=who,
                side=side,
                absent=absent,
                counts=one_a_day(map(self._count, self._each_day(own))),
                rows=tuple(rows),
                left=one_a_day(len(day) or None for day in rest),
                since=min(row.since for row in rows),
                gone=0 if 0 in ends else max(ends),
            )

    def _rows(self, ways: Sequence[Lasting[Way]]) -> list[Row]:
        return [
            Row(
                way=one.it,
                outlet=self._carriers[one.it.report].title,
                day=self._carriers[one.it.report].note,
                since=one.since,
                gone=one.gone,
            )
            for one in sorted(ways, key=_place)
        ]

    def _each_day(self, ways: Sequence[Lasting[Way]]) -> list[list[Way]]:
        last = len(self.days)
        return [
            [one.it for one in ways if one.since <= day < (one.gone or last)] for day in range(last)
        ]

    def _count(self, ways: Sequence[Way]) -> str | None:
        """Return in how many reports and outlets ways lead; None where it is one, which shows."""
        numbers = {way.report for way in ways}
        if len(numbers) < 2:
            return None
        outlets = {self._carriers[number].title for number in numbers}
        return f"{counted(len(numbers), 'report')}, {counted(len(outlets), 'outlet')}"

    def answered(self, asked: Sequence[Asked]) -> list[dict[str, tuple[int, ...]]]:
        """Return for each day the numbers of the questions that statements answer."""
        days = []
        for lookup in self._shown.lookups:
            held: dict[str, tuple[int, ...]] = {}
            for one in asked:
                for key in answering(one.question, lookup):
                    held[key] = (*held.get(key, ()), one.number)
            days.append(held)
        return days


def _by_origin(
    ways: Iterable[Lasting[Way]],
) -> dict[tuple[str, str, bool], list[Lasting[Way]]]:
    held: dict[tuple[str, str, bool], list[Lasting[Way]]] = {}
    for one in ways:
        held.setdefault((one.it.who, one.it.side, one.it.absent), []).append(one)
    return held


def _place(one: Lasting[Way]) -> tuple[int, str]:
    return one.it.report, one.it.through


def _most(paths: Sequence[Path]) -> set[str]:
    """Return the statements of the origins that most statements go back to, and of no origin."""
    kept = set(_by_size(paths)[:NAMES])
    return {
        row.id
        for path in paths
        if not path.told or path.origin.id in kept
        for row in path.statements
    }


def _left(paths: Sequence[Path]) -> int | None:
    return max(0, len(_by_size(paths)) - NAMES) or None


def _by_size(paths: Sequence[Path]) -> list[str]:
    sizes: dict[str, int] = {}
    for path in paths:
        if path.told:
            sizes[path.origin.id] = sizes.get(path.origin.id, 0) + len(path.statements)
    return sorted(sizes, key=lambda origin: (-sizes[origin], origin))


def _summary(lookup: Lookup) -> str:
    picture = lookup.picture
    inside = {row.id for row in picture.statements if row.counted}
    kinds: dict[str, int] = {}
    statements: dict[str, int] = {}
    for origin in picture.origins:
        own = sum(i in inside for i in origin.statement_ids)
        if own:
            kinds[origin.kind] = kinds.get(origin.kind, 0) + 1
            statements[origin.kind] = statements.get(origin.kind, 0) + own
    named = sum(kinds.get(kind, 0) for kind in ("speaker", "document", "footage", "outlet"))
    sides = len({origin.side for origin in picture.origins if origin.side})
    outlets = len({report.outlet for report in picture.reports if report.outlet})
    silent = statements.get("not stated", 0)
    return (
        f"{counted(len(picture.reports), 'report')}, {counted(outlets, 'named outlet')}, "
        f"{counted(named, 'named origin')}, {counted(sides, 'side')}; "
        f"{counted(kinds.get('unnamed', 0), 'origin')} without a name, each counted in its own "
        f"report. {counted(silent, 'statement')} of {len(inside):,} in an outlet’s own voice."
    )


def _circle(lookup: Lookup) -> str | None:
    found = {
        row.report_id
        for row in lookup.picture.derivations
        if row.statement_id and "circle" in row.reason
    }
    if not found:
        return None
    named = [outlet_of(one, lookup) for one in lookup.picture.reports if one.id in found]
    return f"These reports cite each other in a circle: {', '.join(dict.fromkeys(named))}."


def _leavings(lookup: Lookup, question: str | None) -> list[str]:
    """Return what rests on the origins that most answers would miss."""
    found = leave_out(lookup.picture, question, origins=lookup.origins)
    return [_leaving(one) for one in found[:LEAVINGS]]


def _leaving(one: Leaving) -> str:
    weaker = len(one.weakened) - one.lost
    parts = []
    if one.lost:
        parts.append(f"nothing is left of {counted(one.lost, 'answer')}")
    if weaker:
        fell = {STRENGTH[answer.before] for answer in one.weakened}
        less = "across sides " if max(fell) == STRENGTH["corroborated"] else ""
        parts.append(
            f"{counted(weaker, 'answer')} {less}{'rests' if weaker == 1 else 'rest'} on less"
        )
    return f"Without {one.origin.name}: {', '.join(parts)}."


def _families(lookup: Lookup, among: Collection[str] | None = None) -> list[Family]:
    """Return the reports that share wording, with how much of it, in order of their numbers.

    With `among`, of the reports with these ids alone.
    """
    numbers = lookup.numbering.reports
    reports = {r.id: r for r in lookup.picture.reports if among is None or r.id in among}
    inside = reports.keys()
    copies = [one for one in lookup.picture.copies if one.a in inside and one.b in inside]
    parted = (tuple(one for one in family if one in inside) for family in lookup.families)
    families = [family for family in parted if len(family) > 1]
    place = {report_id: at for at, family in enumerate(families) for report_id in family}
    shares = [0.0] * len(families)
    for one in copies:
        at = place.get(one.a)
        if at is not None and at == place.get(one.b):
            shares[at] = max(shares[at], one.containment_a, one.containment_b)
    return sorted(
        (
            tuple(sorted(numbers[i] for i in family)),
            f"{len(family)} reports share wording, up to {100 * share:.0f} % of one"
            f"{_editions([reports[i] for i in family])}",
        )
        for family, share in zip(families, shares, strict=True)
    )


def _editions(reports: Sequence[Report]) -> str:
    """Return whose editions the reports of a family are, where one owner has all the outlets."""
    owners = {report.owner_group for report in reports}
    owner = owners.pop() if len(owners) == 1 else None
    several = len({report.outlet for report in reports}) > 1
    return f"; editions of one owner, {owner}" if owner and several else ""
