"""Who says what on every day that is shown: the tables of the days, what they share kept once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.present.days import question_keys
from reportedly.present.labels import Label
from reportedly.present.lasting import Lasting, drawn, lasting, one_a_day, same_line, window
from reportedly.present.lines import Line
from reportedly.present.shown import Shown
from reportedly.present.table import Cell, Heading, Row, table_of

CHIPS = 4  # of other statements that say the same, beside a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How a question stands.

    Attributes:
        label: Its chip.
        counts: Reports and named origins behind it.
        flags: What else is printed beside the chip.
    """

    label: Label
    counts: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoCell:
    """What one side says on one question.

    Attributes:
        since: Index of the first day on which its column is shown; 0: with its row.
        gone: Index of the first day on which its column is not shown; 0: with its row.
        heard: The side, on the days on which it says something.
        silent: The days on which it says nothing.
        first: The lines that are open.
        rest: The lines that unfold.
        folded: How many lines unfold.
        fold: The days on which some do; None: never.
        left: How many statements more the ledger holds.
    """

    since: int
    gone: int
    heard: tuple[Lasting[str], ...]
    silent: tuple[Lasting[bool], ...]
    first: tuple[Lasting[Line], ...]
    rest: tuple[Lasting[Line], ...]
    folded: tuple[Lasting[int], ...]
    fold: Lasting[bool] | None
    left: tuple[Lasting[int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoRow:
    """One question.

    Attributes:
        number: Its number on the last day, from 1; 0 where it is not shown on it.
        since: Index of the first day on which it is shown.
        gone: Index of the first day on which it is not shown; 0: shown to the end.
        questions: The question.
        heads: How it stands.
        why: Why it stands so, by the rule.
        cells: What each side says.
    """

    number: int
    since: int
    gone: int
    questions: tuple[Lasting[str], ...]
    heads: tuple[Lasting[Head], ...]
    why: tuple[Lasting[str], ...]
    cells: tuple[WhoCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who says what.

    Attributes:
        headings: The columns, sides first.
        rows: The questions.
        left: How many questions more the ledger holds.
    """

    headings: tuple[Lasting[Heading], ...]
    rows: tuple[WhoRow, ...]
    left: tuple[Lasting[int], ...]


def who_says_what(shown: Shown) -> Who:
    """Return who says what on every day that is shown."""
    tables = [table_of(lookup, shown.sides) for lookup in shown.lookups]
    keys = question_keys([lookup.picture for lookup in shown.lookups])
    headings = lasting([table.headings for table in tables])
    orders = [[key[row.id] for row in table.rows] for key, table in zip(keys, tables, strict=True)]
    found = [
        dict(zip(order, table.rows, strict=True))
        for order, table in zip(orders, tables, strict=True)
    ]
    return Who(
        headings=headings,
        rows=tuple(_row(one, found, headings) for one in lasting(orders)),
        left=one_a_day(table.left or None for table in tables),
    )


def _row(
    one: Lasting[str], found: Sequence[Mapping[str, Row]], headings: Sequence[Lasting[Heading]]
) -> WhoRow:
    days = window(one, len(found))
    rows = {day: found[day][one.it] for day in days}
    return WhoRow(
        number=0 if one.gone else list(found[-1]).index(one.it) + 1,
        since=one.since,
        gone=one.gone,
        questions=one_a_day((row.question for row in rows.values()), start=days.start),
        heads=one_a_day(map(_head, rows.values()), start=days.start),
        why=one_a_day((row.why or None for row in rows.values()), start=days.start),
        cells=tuple(_cells(rows, headings, days, len(found))),
    )


def _head(row: Row) -> Head:
    return Head(
        label=row.label,
        counts=row.counts,
        flags=row.flags,
    )


def _cells(
    rows: Mapping[int, Row], headings: Sequence[Lasting[Heading]], days: range, total: int
) -> Iterator[WhoCell]:
    for heading in headings:
        column = window(heading, total)
        both = range(max(days.start, column.start), min(days.stop, column.stop))
        # A column that is never shown together with the row has no cell in it.
        if not both:
            continue
        title = heading.it.title
        cells = [next(c for c in rows[day].cells if c.heading == title) for day in both]
        yield _cell(
            title,
            cells,
            since=both.start if both.start > days.start else 0,
            gone=both.stop if both.stop < days.stop else 0,
            start=both.start,
        )


def _cell(title: str, cells: Sequence[Cell], *, since: int, gone: int, start: int) -> WhoCell:
    same = same_line(CHIPS)
    first = [tuple(map(drawn, cell.first)) for cell in cells]
    rest = [tuple(map(drawn, cell.rest)) for cell in cells]
    folded = one_a_day((len(cell.rest) or None for cell in cells), start=start)
    fold = Lasting(it=True, since=folded[0].since, gone=folded[-1].gone) if folded else None
    return WhoCell(
        since=since,
        gone=gone,
        heard=one_a_day((title if cell.first else None for cell in cells), start=start),
        silent=one_a_day((None if cell.first else True for cell in cells), start=start),
        first=lasting(first, start=start, same=same),
        rest=lasting(rest, start=start, same=same),
        folded=folded,
        fold=fold,
        left=one_a_day((cell.left or None for cell in cells), start=start),
    )
