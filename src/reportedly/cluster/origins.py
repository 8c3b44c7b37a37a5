"""Find on what each statement rests, and on how many origins a story does.

    report 1 --speech--> Arlen <--copy-- report 2        one origin, two reports
    report 3 --own voice--> not stated                   shows no origin

`find_origins` names the ends of the chains; `link_derivations` says for each statement how it
comes to its origin, with one of three values: it repeats an origin that an earlier report
has told ("same"), it is the first to tell a visible one ("independent"), or where it comes
from is not shown. Not shown never counts as independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportedly.cluster.chains import End, Rows, find_ends, index_rows
from reportedly.model import (
    Agent,
    Attribution,
    Clue,
    Copy,
    Derivation,
    Independence,
    Origin,
    Report,
    Statement,
    Story,
    Utterance,
)
from reportedly.stage import Stage
from reportedly.text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginSettings:
    """How origins are shown.

    Attributes:
        evidence: Shared runs that are named as evidence of a copy, longest first, at most.
    """

    evidence: int = 5


_Way = Literal["copy", "credit", "channel", "speech", "own voice", "revision"]


@lru_cache(maxsize=1)
def _followed(
    reports: tuple[Report, ...],
    statements: tuple[Statement, ...],
    attributions: tuple[Attribution, ...],
    agents: tuple[Agent, ...],
    utterances: tuple[Utterance, ...],
    copies: tuple[Copy, ...],
) -> tuple[Rows, Mapping[str, End]]:
    """Return the rows of a story, indexed, and where each chain ends; kept for both stages."""
    rows = index_rows(reports, statements, attributions, agents, utterances, copies)
    return rows, find_ends(rows, statements, utterances)


def find_origins(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    attributions: Sequence[Attribution],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    copies: Sequence[Copy],
    settings: OriginSettings,
) -> Iterator[Origin]:
    """Yield where the chains behind `statements` end, in the order in which they are met."""
    _, ends = _followed(
        tuple(reports),
        tuple(statements),
        tuple(attributions),
        tuple(agents),
        tuple(utterances),
        tuple(copies),
    )
    members: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        members.setdefault(ends[statement.id].identity, []).append(statement)
    for identity, told in members.items():
        # An outlet that another report credits is an origin, also for its own report.
        end = min((ends[s.id] for s in told), key=lambda end: end.kind == "not stated")
        found = {statement.report_id for statement in told}
        yield Origin(
            id=key("origin", story.id, *identity),
            story_id=story.id,
            name=end.name,
            kind=end.kind,
            agent_id=end.agent.id if end.agent else None,
            side=end.agent.side if end.agent else None,
            statement_ids=tuple(statement.id for statement in told),
            report_ids=tuple(report.id for report in reports if report.id in found),
        )


def link_derivations(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    attributions: Sequence[Attribution],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    copies: Sequence[Copy],
    origins: Sequence[Origin],
    settings: OriginSettings,
) -> Iterator[Derivation]:
    """Yield how each report rests on others and each statement on its origin."""
    rows, ends = _followed(
        tuple(reports),
        tuple(statements),
        tuple(attributions),
        tuple(agents),
        tuple(utterances),
        tuple(copies),
    )
    for copy in copies:
        if copy.a in rows.reports and copy.b in rows.reports:
            yield _of_copy(story, copy, rows, settings)
    home = {i: origin.id for origin in origins for i in origin.statement_ids}
    resting = [statement for statement in statements if statement.id in home]
    first = _first_tellers(home, ends, resting, rows)
    for statement in resting:
        end, on = ends[statement.id], home[statement.id]
        value, reason = _value(end, statement, first.get(on), rows)
        yield Derivation(
            id=key("derivation", story.id, statement.id, on),
            story_id=story.id,
            report_id=statement.report_id,
            statement_id=statement.id,
            on=on,
            kind=_way(end, statement),
            value=value,
            reason=reason,
            evidence=end.clues,
        )


def _first_tellers(
    home: Mapping[str, str],
    ends: Mapping[str, End],
    statements: Sequence[Statement],
    rows: Rows,
) -> dict[str, str]:
    """Return for each origin the first report that tells it in words that are not copied."""
    first: dict[str, str] = {}
    for statement in sorted(statements, key=lambda s: rows.order.get(s.report_id, 0)):
        if not ends[statement.id].copied_from:
            first.setdefault(home[statement.id], statement.report_id)
    return first


def _of_copy(story: Story, copy: Copy, rows: Rows, settings: OriginSettings) -> Derivation:
    longest = sorted(copy.runs, key=lambda run: (run.b.start - run.b.end, run.b.start))
    evidence = [
        clue
        for run in longest[: settings.evidence]
        for clue in (
            Clue(report_id=copy.b, span=run.b, rule="shared words"),
            Clue(report_id=copy.a, span=run.a, rule="shared words"),
        )
    ]
    evidence += _credits_to(rows.reports[copy.b], rows.reports[copy.a], rows)
    share = f"{100 * copy.containment_b:.0f} % of its words stand in the other"
    editions = f"; editions of one owner, {copy.owner_group}" if copy.owner_group else ""
    return Derivation(
        id=key("derivation", story.id, copy.id),
        story_id=story.id,
        report_id=copy.b,
        statement_id=None,
        on=copy.a,
        kind="revision" if copy.kind == "version" else "copy",
        value="same",
        reason=f"{share}; which was first: {copy.reason}{editions}",
        evidence=tuple(evidence),
    )


def _credits_to(report: Report, other: Report, rows: Rows) -> Iterator[Clue]:
    """Yield where a report credits the outlet of another one, which is not its own."""
    wanted = rows.newsrooms.key(other.outlet)
    if not wanted or wanted == rows.newsrooms.key(report.outlet):
        return
    for credit in report.credits:
        if rows.newsrooms.key(credit.name) == wanted:
            yield Clue(report_id=report.id, span=credit.span, rule="credit")


def _way(end: End, statement: Statement) -> _Way:
    if end.copied_from:
        return "copy"
    if statement.kind == "own voice":
        return "credit" if end.kind == "outlet" else "own voice"
    if end.kind == "outlet":
        return "credit"
    if end.kind == "not stated":
        return "own voice"
    return "channel" if statement.channel or end.via else "speech"


def _value(
    end: End, statement: Statement, first: str | None, rows: Rows
) -> tuple[Independence, str]:
    """Return whether a statement repeats an origin, is the first to tell one, or shows none."""
    if end.circular:
        return "not shown", "the reports cite each other in a circle"
    if end.copied_from:
        return "same", "the words stand in an earlier report"
    repeated = first is not None and first != statement.report_id
    if end.kind == "not stated":
        return "not shown", "the report names no origin"
    if end.kind == "unnamed" and not repeated:
        return "not shown", "the origin is not named"
    if repeated:
        return "same", "an earlier report tells the same origin"
    return "independent", "first of these reports to tell this origin"


_READS = (Report, Statement, Attribution, Agent, Utterance, Copy)

STAGE = Stage(
    name="origins",
    version=10,
    per=Story,
    reads=_READS,
    writes=Origin,
    settings=OriginSettings(),
    run=find_origins,
)

DERIVATIONS = Stage(
    name="derivations",
    version=10,
    per=Story,
    reads=(*_READS, Origin),
    writes=Derivation,
    settings=OriginSettings(),
    run=link_derivations,
)
