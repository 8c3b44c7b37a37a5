"""Where the rows of a picture are found again: by id, by statement, by question.

A `Numbering` is made once for a story, over all its days, so that a statement keeps its
number whatever day is shown; a `Lookup` is made for each day's picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from reportedly.cluster.families import group_families
from reportedly.compare.backing import Origins
from reportedly.model import (
    Agent,
    Figure,
    Picture,
    Proposition,
    Question,
    Report,
    Span,
    Statement,
    Status,
    Update,
    Utterance,
)
from reportedly.present.bounded import bounded
from reportedly.present.labels import abbreviations, day_label, short_paths
from reportedly.present.leaving_out import origins_in
from reportedly.present.reviews import Review, reviews_of

T = TypeVar("T")
Row = TypeVar("Row", Report, Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A chip that leads to the evidence of one statement, such as "KI 5".

    Attributes:
        outlet: Short form of the outlet.
        number: Number of the statement in this story.
        since: Index of the first day on which it is known.
        source: The file and the place in it, as "file:offset".
    """

    outlet: str
    number: int
    since: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Numbers and short names that hold for all days of a story."""

    refs: Mapping[str, Ref]  # by statement id
    outlets: Mapping[str, str]  # short form of the outlet, by report id
    reports: Mapping[str, int]  # number of the report, from 1, by report id
    since: Mapping[str, int]  # index of the first day it is known, by report id
    year: bool  # whether days need their year to be told apart


def number(pictures: Sequence[Picture]) -> Numbering:
    """Return the numbering of a story from its pictures, earliest day first, latest last."""
    latest = pictures[-1]
    reports = list(_once(one for picture in reversed(pictures) for one in picture.reports))
    since: dict[str, int] = {}
    for index, picture in enumerate(pictures):
        for report in picture.reports:
            since.setdefault(report.id, index)
    shorts = abbreviations(reports)
    earlier = (row for picture in pictures[:-1] for row in picture.statements)
    rows = _once([*latest.statements, *earlier])
    paths = short_paths(reports)
    refs = {
        row.id: Ref(
            outlet=shorts[row.report_id],
            number=place,
            since=since.get(row.report_id, 0),
            source=f"{paths[row.report_id]}:{_start(row)}",
        )
        for place, row in enumerate(rows, start=1)
    }
    years = {
        day.year
        for one in reports
        for day in (one.published_from, one.published_until)
        if day is not None
    }
    return Numbering(
        refs=refs,
        outlets=shorts,
        reports={report.id: place for place, report in enumerate(reports, start=1)},
        since=since,
        year=len(years) > 1,
    )


def _start(row: Statement) -> int:
    return row.content[0].start if row.content else row.context.start


def _once(rows: Iterable[Row]) -> list[Row]:
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.id, row)
    return list(found.values())


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """Return the interval of a figure, in its base unit where it has one."""
    if figure.base_unit is not None:
        return figure.base_low, figure.base_high
    return figure.low, figure.high


Key = tuple[str, str]  # ids of a question and of a statement that answers it


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """The rows of one picture, by what they belong to."""

    picture: Picture
    numbering: Numbering
    reports: Mapping[str, Report]
    statements: Mapping[str, Statement]
    agents: Mapping[str, Agent]  # by statement id
    figures: Mapping[str, Figure]
    propositions: Mapping[str, Proposition]
    questions: Mapping[str, tuple[Question, ...]]  # by statement id
    wordings: Mapping[str, str]  # words of a question, by its id
    places: Mapping[str, int]  # number of a question, from 1, by its id
    answers: Mapping[Key, Proposition]
    statuses: Mapping[str, Status]  # the roll-up, by question id
    later: Mapping[Key, Update]  # by the later statement
    numeric: frozenset[str]  # ids of the questions that a figure answers
    overtaken: frozenset[Key]  # what a later statement refines, supersedes or corrects
    utterances: Mapping[str, Utterance]  # by statement id
    contested: Mapping[Key, int]  # which side of a conflict a statement is on
    denied: Mapping[str, tuple[str, ...]]  # statements denied, by id of the denying statement
    reviews: Mapping[str, tuple[Review, ...]]  # what people ruled on it, by statement id

    @cached_property
    def origins(self) -> Origins:
        """What backs each statement."""
        return origins_in(self.picture)

    @cached_property
    def families(self) -> list[tuple[str, ...]]:
        """The ids of reports that share wording, by family."""
        inside = {report.id for report in self.picture.reports}
        return group_families(one for one in self.picture.copies if {one.a, one.b} <= inside)

    @cached_property
    def counted(self) -> int:
        """How many statements count."""
        return sum(row.counted for row in self.picture.statements)

    @cached_property
    def _members(self) -> dict[str, tuple[Statement, ...]]:
        return {}  # by question id, of those asked for: to sort a long one is dear

    def members(self, question: Question) -> tuple[Statement, ...]:
        """Return the statements on `question`, in order of publication."""
        if question.id not in self._members:
            self._members[question.id] = self._gathered(question)
        return self._members[question.id]

    def _gathered(self, question: Question) -> tuple[Statement, ...]:
        ids = (
            statement_id
            for proposition_id in question.proposition_ids
            if proposition_id in self.propositions
            for statement_id in self.propositions[proposition_id].statement_ids
            if statement_id in self.statements
        )
        rank = self.numbering.refs
        found = (self.statements[key] for key in dict.fromkeys(ids))
        return tuple(sorted(found, key=lambda row: rank[row.id].number))

    def day(self, report_id: str) -> str:
        """Return when a report was published, in few characters."""
        report = self.reports[report_id]
        return day_label(report.published_from, report.published_until, year=self.numbering.year)

    def answer(self, key: Key) -> Figure | None:
        """Return the figure that a statement gives for an answer; None where it is no number."""
        answer = self.answers.get(key)
        return self.figures.get((answer.figure_id or "") if answer is not None else "")

    def focus(self, statement: Statement, question_id: str) -> Span | None:
        """Return where the figure stands with which `statement` answers a question."""
        figure = self.answer((question_id, statement.id))
        if figure is None:
            return None
        own = (self.figures[key] for key in statement.figures if key in self.figures)
        return next((one.span for one in own if bounds(one) == bounds(figure)), None)

    def asked(self, question_id: str) -> str:
        """Return the words of a question; "" where it is not in this picture."""
        return self.wordings.get(question_id, "")

    def side(self, statement: Statement) -> str:
        """Return the side that speaks in `statement`; "" where none is known."""
        agent = self.agents.get(statement.id)
        return (agent.side or "") if agent is not None else ""


def look_up(picture: Picture, numbering: Numbering) -> Lookup:
    """Return `picture` with its rows indexed, in one pass over each kind of row."""
    picture = bounded(picture)
    propositions = {row.id: row for row in picture.propositions}
    answers = {
        (question.id, key): propositions[answer]
        for question in picture.questions
        for answer in reversed(question.proposition_ids)
        if answer in propositions
        for key in propositions[answer].statement_ids
    }
    asked: dict[str, dict[str, Question]] = {}
    for question in picture.questions:
        for answer in question.proposition_ids:
            for key in propositions[answer].statement_ids if answer in propositions else ():
                asked.setdefault(key, {})[question.id] = question
    return Lookup(
        picture=picture,
        numbering=numbering,
        reports={row.id: row for row in picture.reports},
        statements={row.id: row for row in picture.statements},
        agents=_by(picture.agents, "statement_ids"),
        figures={row.id: row for row in picture.figures},
        propositions=propositions,
        questions={key: tuple(held.values()) for key, held in asked.items()},
        wordings={row.id: row.text for row in picture.questions},
        places={row.id: place for place, row in enumerate(picture.questions, start=1)},
        answers=answers,
        statuses={row.question_id: row for row in picture.statuses if row.proposition_id is None},
        later={
            (row.question_id, key): row for row in reversed(picture.updates) for key in row.later
        },
        numeric=frozenset(row.question_id for row in picture.propositions if row.figure_id),
        overtaken=frozenset(
            (row.question_id, key) for row in picture.updates for key in row.earlier
        ),
        utterances=_by(picture.utterances, "statement_ids"),
        contested={
            (row.question_id, key): place
            for row in reversed(picture.conflicts)
            for place, side in enumerate(row.sides)
            for key in side
        },
        denied={row.statement_id: row.denies for row in picture.denials},
        reviews=reviews_of(picture.statements, picture.rulings),
    )


def _by(rows: Iterable[T], field: str) -> dict[str, T]:
    """Return the first row that names each id in `field`."""
    found: dict[str, T] = {}
    for row in rows:
        for key in getattr(row, field):
            found.setdefault(key, row)
    return found
