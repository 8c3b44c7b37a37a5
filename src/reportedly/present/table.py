"""Who says what: one row for each question, one column for each side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Question
from reportedly.present.labels import Label, counts_of, label_of
from reportedly.present.lines import NO_SOURCE, OWN_VOICE, Line, lines_on
from reportedly.present.lookup import Lookup

OTHER = "Other named"
# More columns than this are too narrow to read at 1,100 px.
SIDES = 4
ROWS = 60
FIRST = 4  # lines of a cell that are open; the others unfold
MOST = 12  # lines of a cell that are written at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one side says on one question.

    Attributes:
        heading: The side.
        first: The lines that are open.
        rest: The lines that unfold.
        left: How many statements more the ledger holds.
    """

    heading: str
    first: tuple[Line, ...]
    rest: tuple[Line, ...]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question.

    Attributes:
        id: Id of the question.
        question: The question.
        label: Its chip.
        counts: Reports and named origins behind it.
        flags: What else is printed beside the chip.
        why: Why it stands so, by the rule.
        cells: One for each column.
    """

    id: str
    question: str
    label: Label
    counts: str
    flags: tuple[str, ...]
    why: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The head of one column.

    Attributes:
        title: The side, or what stands in its place.
        under: What belongs in the column.
    """

    title: str
    under: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Who says what, as known on one day.

    Attributes:
        headings: The columns, sides first.
        rows: The questions.
        left: How many questions more the ledger holds.
    """

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    left: int


def table_of(lookup: Lookup, sides: Sequence[str] = ()) -> Table:
    """Return the table of one day's picture; `sides` orders the columns, else the alphabet."""
    questions = lookup.picture.questions[:ROWS]
    lines = [lines_on(question, lookup) for question in questions]
    columns = _columns(lines, sides)
    headings = [Heading(title=side, under="") for side in columns]
    headings.append(Heading(title=OTHER, under="people, bodies and groups of no side shown here"))
    headings.append(Heading(title=OWN_VOICE, under=NO_SOURCE))
    names = [heading.title for heading in headings]
    return Table(
        headings=tuple(headings),
        rows=tuple(
            _row(question, held, names, lookup)
            for question, held in zip(questions, lines, strict=True)
        ),
        left=len(lookup.picture.questions) - len(questions),
    )


def _columns(lines: Sequence[Sequence[Line]], given: Sequence[str]) -> list[str]:
    """Return the sides that get a column: those who speak on most questions."""
    spoken: Counter[str] = Counter()
    for held in lines:
        spoken.update({line.side for line in held if line.side})
    known = [side for side in given if side in spoken]
    others = sorted(spoken.keys() - set(known), key=lambda side: (-spoken[side], side))
    # A side that speaks on a single question makes a column of dashes.
    wide = [side for side in others if spoken[side] > 1] or others
    return known + sorted(wide[: max(0, SIDES - len(known))])


def _row(question: Question, lines: Sequence[Line], names: list[str], lookup: Lookup) -> Row:
    status = lookup.statuses.get(question.id)
    held: dict[str, list[Line]] = {name: [] for name in names}
    for line in lines:
        place = OWN_VOICE if not line.speaker else line.side if line.side in held else OTHER
        held[place].append(line)
    return Row(
        id=question.id,
        question=question.text,
        label=label_of(status),
        counts=counts_of(status),
        flags=status.flags if status is not None else (),
        why=status.why if status is not None else "",
        cells=tuple(_cell(name, held[name]) for name in names),
    )


def _cell(heading: str, lines: Sequence[Line]) -> Cell:
    return Cell(
        heading=heading,
        first=tuple(lines[:FIRST]),
        rest=tuple(lines[FIRST:MOST]),
        left=sum(1 + len(line.more) for line in lines[MOST:]),
    )
