"""The brief: what is reported, where accounts conflict, what is not known, as known on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportedly.model import Picture, Question, Status
from reportedly.present.days import BESIDE
from reportedly.present.labels import Label, counted, counts_of, label_of
from reportedly.present.lines import Line, around, lines_on
from reportedly.present.lookup import Lookup
from reportedly.present.picked import best, most_told, series
from reportedly.present.silences import shown_silences
from reportedly.rarity import stem
from reportedly.text import listed, word_set

CONFLICT = "Where accounts conflict"
REPORTED = "Reported, not contradicted here"
UNKNOWN = "Not known or not verified"
LOOKS = {REPORTED: ("◐", "rep"), CONFLICT: ("⇄", "con"), UNKNOWN: ("?", "unk")}
# Lines shown for a question, and questions shown in a column; the rest is in the table and the
# ledger. Chosen so that the brief of thirteen reports fits on two screens.
LINES = {CONFLICT: 4, REPORTED: 2, UNKNOWN: 2}
QUESTIONS = {CONFLICT: 8, REPORTED: 8, UNKNOWN: 6}
NUMBERS = 6  # of a figure that moved and that nobody disputes
TOLD = 6  # of the things that several reports say beside all questions, at least
FULL = 14  # lines of a column; where the questions leave room, more of these things are told
SILENCES = 3  # sides without an account that a brief names
LEADING = 3  # questions with which the conflicts begin; they have room for two lines more
# Flags that most questions of a developing story carry.
COMMON_FLAGS = ("hedged", "date inferred", "updated", "old", "not official")
CASUALTIES = frozenset(
    {"death", "casualty", "victim", "fatality", "toll", "dead", "died", "killed", "injured"}
    | {"wounded", "hurt"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question in the brief.

    Attributes:
        id: Id of the question.
        question: The question, by template from the reports' own words.
        label: Its chip.
        counts: Reports and named origins behind it.
        flags: What else is printed beside the chip.
        lines: The lines shown, those of one side together; of a figure that moved by day.
        left: How many statements more the ledger holds on it.
    """

    id: str
    question: str
    label: Label
    counts: str
    flags: tuple[str, ...]
    lines: tuple[Line, ...]
    left: int

    @property
    def groups(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """The lines of one side together; a figure that moved is told by day, not by side."""
        held = groupby(self.lines, key=lambda line: line.side)
        return tuple((side, tuple(lines)) for side, lines in held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One of the three columns of the brief.

    Attributes:
        title: Its heading.
        symbol: The symbol beside the heading.
        style: Name of its style.
        items: The questions shown in it.
        left: How many questions more there are.
    """

    title: str
    symbol: str
    style: str
    items: tuple[Item, ...]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The three columns, and what was looked for and not found.

    Attributes:
        columns: Reported, conflicting, unknown.
        missing: What these reports do not hold, in words.
    """

    columns: tuple[Column, ...]
    missing: tuple[str, ...]

    def column(self, title: str) -> Column:
        """Return the column headed `title`."""
        return next(column for column in self.columns if column.title == title)


def brief_of(lookup: Lookup) -> Brief:
    """Return the brief of one day's picture."""
    sorted_: dict[str, list[Question]] = {REPORTED: [], CONFLICT: [], UNKNOWN: []}
    for question in lookup.picture.questions:
        sorted_[_column(question, lookup)].append(question)
    # What nobody contests is sought by how many speak of it; equals keep their order.
    sorted_[REPORTED].sort(key=lambda question: -_reports(question, lookup))
    columns = tuple(_shown_column(title, held, lookup) for title, held in sorted_.items())
    return Brief(columns=columns, missing=tuple(_missing(lookup.picture)))


def _shown_column(title: str, questions: Sequence[Question], lookup: Lookup) -> Column:
    symbol, style = LOOKS[title]
    shown = _first(questions, QUESTIONS[title])
    items: list[Item] = []
    for place, question in enumerate(shown):
        most = LINES[title] + 2 * (title == CONFLICT and place < LEADING)
        if question.reason == BESIDE:
            most = max(TOLD, FULL - sum(len(item.lines) for item in items))
        item = _item(question, most, lookup)
        if item.lines or question.reason != BESIDE:
            items.append(item)
    left = len(questions) - len(shown)
    return Column(title=title, symbol=symbol, style=style, items=tuple(items), left=left)


def _reports(question: Question, lookup: Lookup) -> int:
    status = lookup.statuses.get(question.id)
    return status.reports if status is not None else 0


def _first(questions: Sequence[Question], most: int) -> list[Question]:
    """Return the first questions, and after them what several reports say beside them all."""
    beside = [question for question in questions if question.reason == BESIDE]
    asked = [question for question in questions if question.reason != BESIDE]
    return [*asked[:most], *beside]


def _item(question: Question, most: int, lookup: Lookup) -> Item:
    lines = lines_on(question, lookup)
    status = lookup.statuses.get(question.id)
    shown = _shown(question, lines, most, status, lookup)
    total = sum(1 + len(line.more) for line in lines)
    return Item(
        id=question.id,
        question=question.text,
        label=label_of(status),
        counts=counts_of(status),
        flags=telling_flags(status.flags if status is not None else ()),
        lines=tuple(shown),
        left=total - sum(1 + len(line.more) for line in shown),
    )


def _shown(
    question: Question, lines: Sequence[Line], most: int, status: Status | None, lookup: Lookup
) -> Sequence[Line]:
    if question.reason == BESIDE:
        return most_told(lines, _beside(question, lookup), _voices(question, lookup), most)
    agreed = status is None or status.contest == "none"
    # How a figure moved is read by day; who is against whom by side.
    return (series(lines, NUMBERS) if agreed else []) or _by_side(best(lines, most))


def _beside(question: Question, lookup: Lookup) -> dict[int, str]:
    """Return what each statement says, by its number, of those that answer no other question.

    Nor tell of one that does, as "the Herald reported that police said ..." tells of police.
    """
    asked = {
        row.id
        for row in lookup.picture.statements
        if any(one.reason != BESIDE for one in lookup.questions.get(row.id, ()))
    }
    asked |= {outer.id for one in asked for outer in around(lookup.statements[one], lookup)}
    return {
        lookup.numbering.refs[row.id].number: lookup.answers[question.id, row.id].id
        for row in lookup.members(question)
        if row.id not in asked
    }


def _voices(question: Question, lookup: Lookup) -> dict[int, str]:
    """Return for each statement, by its number, its report, or the first that it shares words with.

    Reports that share wording have one voice: that both tell a thing makes it no better known.
    """
    first = {one: family[0] for family in lookup.families for one in family}
    return {
        lookup.numbering.refs[row.id].number: first.get(row.report_id, row.report_id)
        for row in lookup.members(question)
    }


def _by_side(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with those of one side together, in the order in which the sides speak."""
    order = list(dict.fromkeys(line.side for line in lines))
    return sorted(lines, key=lambda line: order.index(line.side))


def _column(question: Question, lookup: Lookup) -> str:
    """Return the column that a question belongs to, by the printed rules."""
    status = lookup.statuses.get(question.id)
    if status is None:
        return REPORTED
    named = status.origins > 0
    if status.contest in {"disputed", "changed"} or (status.contest == "differ" and named):
        return CONFLICT
    if status.contest == "differ" or status.support in {"no account", "not yet reported"}:
        return UNKNOWN
    if _unverified(status) or (status.support == "unattributed" and status.sides > 0):
        return UNKNOWN
    return REPORTED


def telling_flags(flags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the flags that a brief has room for; all stand in the table."""
    told = [flag for flag in flags if not flag.startswith(COMMON_FLAGS)]
    return tuple(told[:2])


def _unverified(status: Status) -> bool:
    """Return whether an outlet's caution stands against less than several named origins."""
    several = status.support in {"several origins", "corroborated"}
    return not several and any("unverified" in flag for flag in status.flags)


def _missing(picture: Picture) -> Iterator[str]:
    """Yield what a reader would look for and these reports do not hold."""
    if not picture.statements:
        yield "any statement"
        return
    kinds = {origin.kind for origin in picture.origins}
    if "footage" not in kinds:
        yield "footage or satellite images named as an origin"
    if "document" not in kinds:
        yield "a document named as an origin"
    heads = {figure.counted_head for figure in picture.figures}
    asked = [word_set(one.text) for one in picture.questions if one.kind == "how many"]
    if _tells_of_harm(picture) and not heads.union(*asked) & CASUALTIES:
        yield "a count of dead or injured"
    rolled = [status for status in picture.statuses if status.proposition_id is None]
    if rolled and all(status.support != "corroborated" for status in rolled):
        yield "an answer on which origins of two sides agree"
    for side, question in shown_silences(picture, SILENCES):
        yield f"an account from {side} on “{question.text}”"


def _tells_of_harm(picture: Picture) -> bool:
    """Return whether a headline tells of an event in which people may be hurt, or there is none."""
    harm = {stem(word) for word in listed("harm")}
    titles = [report.title for report in picture.reports if report.title]
    return not titles or any(stem(word) in harm for one in titles for word in word_set(one))


def summary(picture: Picture) -> str:
    """Return the size of a picture in one phrase."""
    counts = sum(1 for row in picture.statements if row.counted)
    return f"{counted(len(picture.reports), 'report')} · {counted(counts, 'statement')}"
