"""The ways by which statements came into reports: origin -> through what -> report.

    Picture -> paths_of -> Path, one for each way that a report shows
            -> report_links -> Link, one for two reports of which one rests on the other

The listing, the drawing and the exports of origins are all made from these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from reportedly.cluster.newsrooms import Newsrooms
from reportedly.model import Agent, Derivation, Independence, Origin, Picture, Report, Statement
from reportedly.text import hull

CREDIT = "credit"  # what stands for the channel where the report credits the outlet itself
NO_OUTLET = "a report that names no outlet"
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "who", "which", "that", "this", "we", "i", "her", "him", "them"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Statements that came into one report by one way.

    Attributes:
        origin: Where the chain ends.
        absent: Whether it is an outlet whose own report is not among these.
        through: Through what the words came, in the report's words; "" where not stated.
        through_absent: Whether that is an outlet whose own report is not among these.
        way: What the derivation rests on: speech, channel, credit, copy or own voice.
        value: Whether they repeat the origin, are the first to tell it, or that is not shown.
        reason: Why.
        report: The report.
        statements: The statements, in order of text.
        evidence: The words of this report that show it, each once; pronouns only in want of names.
    """

    origin: Origin
    absent: bool
    through: str
    through_absent: bool
    way: str
    value: Independence
    reason: str
    report: Report
    statements: tuple[Statement, ...]
    evidence: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether the report names an origin at all."""
        return self.origin.kind != "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A report that rests on another one as a whole.

    Attributes:
        report: The later report.
        on: The one that it rests on.
        way: "copy", or "revision" for versions.
        certain: Whether it is shown which was first.
        reason: What shows it.
    """

    report: Report
    on: Report
    way: str
    certain: bool
    reason: str


def paths_of(
    picture: Picture, *, counted: bool = False, among: Collection[str] | None = None
) -> list[Path]:
    """Return the paths of a story, in order of origin and of report.

    With `counted`, statements outside the article body are left out; with `among`, all but
    those with these ids.
    """
    book = _Book(picture)
    groups: dict[tuple[str, ...], list[tuple[Derivation, Statement]]] = {}
    for row in picture.derivations:
        statement = book.statements.get(row.statement_id or "")
        if statement is None or row.on not in book.origins:
            continue
        if among is not None and statement.id not in among:
            continue
        if counted and not statement.counted:
            continue
        key = (row.on, row.report_id, book.through(row, statement), row.kind, row.value)
        groups.setdefault(key, []).append((row, statement))
    places = {origin.id: place for place, origin in enumerate(picture.origins)}
    ordered = sorted(groups.items(), key=lambda one: (places[one[0][0]], book.order[one[0][1]]))
    return [book.path(key[2], held) for key, held in ordered]


def report_links(picture: Picture) -> list[Link]:
    """Return which reports rest on which as a whole, in order of report."""
    reports = {report.id: report for report in picture.reports}
    known = {frozenset((copy.a, copy.b)): copy.direction for copy in picture.copies}
    return [
        Link(
            report=reports[row.report_id],
            on=reports[row.on],
            way=row.kind,
            certain=known.get(frozenset((row.report_id, row.on))) == "a first",
            reason=row.reason,
        )
        for row in picture.derivations
        if row.statement_id is None and row.report_id in reports and row.on in reports
    ]


class _Book:
    """The rows of a picture by id; a class because every path is read from the same ones."""

    def __init__(self, picture: Picture) -> None:
        self.reports = {report.id: report for report in picture.reports}
        self.order = {report.id: place for place, report in enumerate(picture.reports)}
        self.statements = {row.id: row for row in picture.statements}
        self.origins = {origin.id: origin for origin in picture.origins}
        self._agents: Mapping[str, Agent] = {
            i: agent for agent in picture.agents for i in agent.statement_ids
        }
        self._around = {row.within for row in picture.statements if row.within}
        self._newsrooms = Newsrooms(picture.reports, picture.statements, picture.agents)
        key = self._newsrooms.key
        self._outlets = {key(report.outlet) for report in picture.reports} - {""}

    def through(self, row: Derivation, statement: Statement) -> str:
        """Return through what a statement came, as far as its report states it."""
        origin = self.origins[row.on]
        if row.kind == "copy":
            other = next((c.report_id for c in row.evidence if c.report_id != row.report_id), "")
            source = self.reports.get(other)
            return (source.outlet or NO_OUTLET) if source else ""
        if statement.channel and not self._same_name(statement.channel, origin.name):
            return statement.channel
        speaker = self._speaker(statement)
        passes_on = statement.id in self._around or self._newsrooms.holds(speaker)
        if speaker and passes_on and not self._same_name(speaker, origin.name):
            return speaker
        around = self.statements.get(statement.within or "")
        teller = self._speaker(around) if around else ""
        if teller and not self._same_name(teller, origin.name):
            return teller
        return CREDIT if row.kind == "credit" else ""

    def path(self, through: str, held: list[tuple[Derivation, Statement]]) -> Path:
        """Return the path of statements that came the same way."""
        row, first = held[0]
        origin = self.origins[row.on]
        words = dict.fromkeys(word for pair in held for word in self._evidence(*pair))
        telling = [word for word in words if word.lower() not in _PRONOUNS]
        if not telling and origin.kind != "not stated":
            telling = list(words)
        return Path(
            origin=origin,
            absent=origin.kind == "outlet"
            and self._newsrooms.key(origin.name) not in self._outlets,
            through=through,
            through_absent=self._is_absent(through),
            way=row.kind,
            value=row.value,
            reason=row.reason,
            report=self.reports[first.report_id],
            statements=tuple(statement for _, statement in held),
            evidence=tuple(telling),
        )

    def _speaker(self, statement: Statement) -> str:
        agent = self._agents.get(statement.id)
        return (agent.name if agent else statement.speaker) or ""

    def _is_absent(self, through: str) -> bool:
        if through in ("", CREDIT, NO_OUTLET) or not self._newsrooms.holds(through):
            return False
        return self._newsrooms.key(through) not in self._outlets

    def _same_name(self, a: str, b: str) -> bool:
        return self._newsrooms.key(a) == self._newsrooms.key(b)

    def _evidence(self, row: Derivation, statement: Statement) -> Iterator[str]:
        """Yield the words that show a way; of words that were copied those of the statement."""
        said = hull(statement.content) if statement.content else statement.context
        for clue in row.evidence:
            if clue.report_id != row.report_id:
                continue
            start, end = clue.span.start, clue.span.end
            if clue.rule == "copied words" and start < said.end and said.start < end:
                start, end = max(start, said.start), min(end, said.end)
            text = self.reports[row.report_id].text
            yield " ".join(text[start:end].split())
