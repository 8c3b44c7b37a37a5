"""Wording: which words each outlet chose for the same thing, and with which verbs it reports.

    lookups, one a day -> Material -> tables of names and nouns, by outlet
                       -> verbs that introduce the words of each side, in five classes

Counts are raw. What stands inside quotation marks is a source's word and is counted apart from
the outlet's own voice. Every number opens the places where the words stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import Report
from reportedly.present.choices import Choice, Material, Occurrence, name_choices, spelled_concepts
from reportedly.present.event_nouns import noun_choices
from reportedly.present.labels import counted
from reportedly.present.lookup import Lookup
from reportedly.present.tallies import Tally, tallies
from reportedly.present.verbs import Introductions, introductions
from reportedly.present.words import clipped

NAMES = 10  # names with competing forms
FORMS = 8  # of one name
COLUMNS = 10  # outlets; the words of others are counted together
USES = 2  # places that one number opens
FEW_COLUMNS = 6  # with more outlets a number opens the first place only: the page would double
AROUND = 28  # characters on either side of the words
LONGEST = 60  # characters of a form
FEW = 50  # reports: below this no count says how an outlet usually writes
OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An outlet.

    Attributes:
        short: Its short form.
        name: Its name; "" where it has none, or where several outlets stand together.
        reports: How many reports of it there are.
    """

    short: str
    name: str
    reports: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Words where they stand.

    Attributes:
        before: What stands before them.
        words: The words.
        after: What stands after them.
        quoted: Whether they stand inside quotation marks.
        statement: Number of the statement that holds them; 0 for none.
        document: Number of the report.
        since: Index of the first day on which they are known.
    """

    before: str
    words: str
    after: str
    quoted: bool
    statement: int
    document: int
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How often an outlet uses one form.

    Attributes:
        own: In its own voice.
        quoted: Inside quotation marks.
        uses: Where, the first of them.
    """

    own: tuple[Tally, ...]
    quoted: tuple[Tally, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One form.

    Attributes:
        form: The words.
        cells: One for each outlet.
        since: Index of the first day on which it is known.
    """

    form: str
    cells: tuple[Cell, ...]
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """One thing and the forms that compete for it.

    Attributes:
        title: Its commonest form, or what it is.
        rows: The forms, the commonest first.
        left: How many forms are not shown.
        since: Index of the first day on which two of them are known.
    """

    title: str
    rows: tuple[Row, ...]
    left: int
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence that holds on some days.

    Attributes:
        text: The sentence.
        since: Index of the first day.
        gone: Index of the first day on which it is another; 0 where there is none.
    """

    text: str
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The choices of words in a story.

    Attributes:
        remarks: What the counts rest on, day by day.
        columns: The outlets.
        nouns: The nouns for the event; empty where reports use only one.
        names: Names with competing forms.
        left: How many such names more there are.
        verbs: The verbs that introduce the words of each side.
    """

    remarks: tuple[Remark, ...]
    columns: tuple[Column, ...]
    nouns: tuple[Forms, ...]
    names: tuple[Forms, ...]
    left: int
    verbs: Introductions


def wording_of(lookups: Sequence[Lookup]) -> Wording:
    """Return the choices of words on each day, earliest day first, latest last."""
    material = Material([lookup.picture for lookup in lookups])
    spelled = spelled_concepts()
    names = name_choices(material, spelled)
    nouns = noun_choices(material, spelled)
    sheet = _Sheet(lookups, material, [*names, *([nouns] if nouns else [])])
    return Wording(
        remarks=_remarks(lookups),
        columns=sheet.columns(),
        nouns=(sheet.forms(nouns, "Nouns for the event"),) if nouns else (),
        names=tuple(sheet.forms(choice, _titled(choice)) for choice in names[:NAMES]),
        left=max(0, len(names) - NAMES),
        verbs=introductions(lookups),
    )


def _titled(choice: Choice) -> str:
    return f"{choice.concept} ({choice.part})" if choice.part else choice.concept


def _remarks(lookups: Sequence[Lookup]) -> tuple[Remark, ...]:
    """Return how much the counts of each day rest on, equal days together."""
    texts = [_remark(lookup) for lookup in lookups]
    starts = [0, *(day for day, (a, b) in enumerate(pairwise(texts), 1) if a != b)]
    ends = [*starts[1:], 0]
    return tuple(
        Remark(text=texts[since], since=since, gone=gone)
        for since, gone in zip(starts, ends, strict=True)
    )


def _remark(lookup: Lookup) -> str:
    reports = lookup.picture.reports
    outlets = len({lookup.numbering.outlets[report.id] for report in reports})
    what = f"Counted in {counted(len(reports), 'report')} by {counted(outlets, 'outlet')}"
    if len(reports) >= FEW:
        return f"{what}. The numbers are of these reports only."
    return (
        f"{what}. That is enough to see which words these reports chose, and far too few "
        "to say how an outlet usually writes or why."
    )


class _Sheet:
    """The outlets of a story, and what each of them writes on each day."""

    def __init__(self, lookups: Sequence[Lookup], material: Material, shown: list[Choice]) -> None:
        self._days = [{report.id for report in lookup.picture.reports} for lookup in lookups]
        self._material = material
        self._numbering = lookups[-1].numbering
        self._statements = _contents(lookups)
        uses = Counter(
            self._numbering.outlets[one.report_id]
            for choice in shown
            for held in choice.forms.values()
            for one in held
        )
        reports = sorted(material.reports.values(), key=self._number)
        shorts = list(dict.fromkeys(self._numbering.outlets[report.id] for report in reports))
        kept = set(sorted(shorts, key=lambda short: -uses[short])[:COLUMNS])
        self._shorts = [short for short in shorts if short in kept]
        if len(shorts) > COLUMNS:
            self._shorts.append(OTHERS)
        self._reports = reports

    def _number(self, report: Report) -> int:
        return self._numbering.reports[report.id]

    def _column(self, report_id: str) -> str:
        short = self._numbering.outlets[report_id]
        return short if short in self._shorts else OTHERS

    def columns(self) -> tuple[Column, ...]:
        """Return the outlets in the order of their first reports."""
        held: dict[str, list[Report]] = {short: [] for short in self._shorts}
        for report in self._reports:
            held[self._column(report.id)].append(report)
        return tuple(
            Column(
                short=short,
                name="" if short == OTHERS else clipped(reports[0].outlet or "", LONGEST),
                reports=tallies([{one.id for one in reports} & day for day in self._days]),
            )
            for short, reports in held.items()
        )

    def forms(self, choice: Choice, title: str) -> Forms:
        """Return one thing with the forms that compete for it."""
        rows = [self._row(form, held) for form, held in choice.forms.items()]
        known = sorted(row.since for row in rows)
        return Forms(
            title=clipped(title, LONGEST),
            rows=tuple(rows[:FORMS]),
            left=max(0, len(rows) - FORMS),
            since=known[min(1, len(known) - 1)],
        )

    def _row(self, form: str, held: Iterable[Occurrence]) -> Row:
        ordered = sorted(held, key=self._place)
        cells = {short: [one for one in ordered if self._column(one.report_id) == short]
                 for short in self._shorts}  # fmt: skip
        return Row(
            form=clipped(form, LONGEST),
            cells=tuple(self._cell(uses) for uses in cells.values()),
            since=min(self._numbering.since[one.report_id] for one in ordered),
        )

    def _place(self, one: Occurrence) -> tuple[int, int]:
        return self._numbering.reports[one.report_id], one.span.start

    def _cell(self, uses: Sequence[Occurrence]) -> Cell:
        numbers = [
            tallies([
                [one for one in uses if one.quoted is quoted and one.report_id in day]
                for day in self._days
            ])
            for quoted in (False, True)
        ]  # fmt: skip
        shown = USES if len(self._shorts) <= FEW_COLUMNS else 1
        return Cell(
            own=numbers[0], quoted=numbers[1], uses=tuple(self._use(one) for one in uses[:shown])
        )

    def _use(self, one: Occurrence) -> Use:
        text = self._material.reports[one.report_id].text
        before, after = around(text, one.span.start, one.span.end)
        covering = [
            (end - start, number)
            for start, end, number in self._statements.get(one.report_id, ())
            if start <= one.span.start and one.span.end <= end
        ]
        return Use(
            before=before,
            words=clipped(" ".join(one.span.of(text).split()), LONGEST),
            after=after,
            quoted=one.quoted,
            statement=min(covering, default=(0, 0))[1],
            document=self._numbering.reports[one.report_id],
            since=self._numbering.since[one.report_id],
        )


def _contents(lookups: Sequence[Lookup]) -> dict[str, list[tuple[int, int, int]]]:
    """Return where the words of each report's statements stand, with their numbers."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    refs = lookups[-1].numbering.refs
    for lookup in lookups:
        for row in lookup.picture.statements:
            for piece in row.content:
                place = (piece.start, piece.end, refs[row.id].number)
                found.setdefault(row.report_id, []).append(place)
    return found


def around(text: str, start: int, end: int) -> tuple[str, str]:
    r"""Return what stands on either side of words in their paragraph, whole words only.

    >>> around("One line.\nThe bridge fell.\nMore.", 14, 20)
    ('The ', ' fell.')
    """
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    if len(before) == AROUND and " " in before:
        before = "… " + before.partition(" ")[2]
    if len(after) == AROUND and " " in after:
        after = after.rpartition(" ")[0] + " …"
    return before, after
