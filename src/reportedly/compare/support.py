"""Tell how each question and each proposition stands: support, contest, flags, the single chip.

Support says how many origins stand behind it (`backing`), contest whether anything stands
against it; the two are kept apart. The chip is the first that holds of: disputed, denied,
differ, changed, then the support. Flags never change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.compare.backing import STRENGTH, Backing, Origins
from reportedly.compare.flags import Flags
from reportedly.compare.own_word import own_words
from reportedly.model import (
    Agent,
    Conflict,
    Contest,
    Copy,
    Derivation,
    Origin,
    Proposition,
    Question,
    Report,
    Ruling,
    Statement,
    Status,
    Story,
    Support,
    Update,
)
from reportedly.stage import Stage
from reportedly.text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportSettings:
    """How support is counted; the rules are fixed, so that they can be printed."""


# The order of the vocabulary; contest comes before support on the chip.
_SUPPORT: tuple[Support, ...] = (
    "corroborated",
    "several origins",
    "repeated",
    "reported",
    "single",
    "unattributed",
    "no account",
    "not yet reported",
)
_CONTEST: tuple[Contest, ...] = ("disputed", "denied", "differ", "changed", "none")


def count_support(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    agents: Sequence[Agent],
    copies: Sequence[Copy],
    origins: Sequence[Origin],
    derivations: Sequence[Derivation],
    questions: Sequence[Question],
    propositions: Sequence[Proposition],
    conflicts: Sequence[Conflict],
    updates: Sequence[Update],
    rulings: Sequence[Ruling],
    settings: SupportSettings,
) -> Iterator[Status]:
    """Yield for each question its roll-up and then the status of each of its propositions."""
    book = _Book(
        story=story,
        statements={statement.id: statement for statement in statements},
        agents={i: agent for agent in agents for i in agent.statement_ids},
        origins=Origins(
            reports,
            statements,
            origins,
            derivations,
            copies,
            own_words(reports, statements, agents),
        ),
        flags=Flags(reports, statements, propositions, updates, rulings),
        conflicts=_by_question(conflicts),
        updates=_by_question(updates),
    )
    by_id = {proposition.id: proposition for proposition in propositions}
    for question in questions:
        members = [by_id[i] for i in question.proposition_ids if i in by_id]
        parts = [book.of_proposition(question, member) for member in members]
        yield book.of_question(question, members, parts)
        yield from parts


_Row = TypeVar("_Row", Conflict, Update)


def _by_question(rows: Sequence[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.question_id, []).append(row)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """All that a status is counted from."""

    story: Story
    statements: dict[str, Statement]
    agents: dict[str, Agent]
    origins: Origins
    flags: Flags
    conflicts: dict[str, list[Conflict]]
    updates: dict[str, list[Update]]

    def of_proposition(self, question: Question, proposition: Proposition) -> Status:
        """Return how one proposition stands."""
        backing = self.origins.backing(proposition.statement_ids)
        inside = set(proposition.statement_ids)
        against = [
            row
            for row in self.conflicts.get(question.id, ())
            if any(inside & set(side) for side in row.sides)
        ]
        contest = self._contest(question, against, [proposition])
        said = proposition.statement_ids
        return self._status(question, proposition, said, backing, backing.support, contest, against)

    def of_question(
        self, question: Question, members: Sequence[Proposition], parts: Sequence[Status]
    ) -> Status:
        """Return the roll-up: the strongest contest, else the strongest support."""
        said = tuple(dict.fromkeys(i for member in members for i in member.statement_ids))
        backing = self.origins.backing(said)
        spoken = [
            (part, member)
            for part, member in zip(parts, members, strict=True)
            if member.stance != "?"
        ] or list(zip(parts, members, strict=True))
        support = _rolled_up([part.support for part, _ in spoken], backing)
        if question.reason == _BESIDE:
            support = _plain(backing)
        elif support == "corroborated":
            best = [member for part, member in spoken if part.support == "corroborated"]
            backing = replace(backing, apart=self._most_apart(best))
        against = self.conflicts.get(question.id, [])
        contest = self._contest(question, against, members)
        return self._status(question, None, said, backing, support, contest, against)

    def _most_apart(self, members: Iterable[Proposition]) -> tuple[str, ...]:
        """Return the independent origins of the answer that has most of them."""
        found = (self.origins.backing(member.statement_ids).apart for member in members)
        return max(found, key=len, default=())

    def _contest(
        self,
        question: Question,
        against: Sequence[Conflict],
        members: Sequence[Proposition],
    ) -> Contest:
        found: set[Contest] = {"none"}
        for row in against:
            if row.reason == "account changed":
                found.add("changed")
                continue
            found.add("disputed" if self._is_dispute(row) else "differ")
        if self._is_denied(members):
            found.add("denied")
        inside = {i for member in members for i in member.statement_ids}
        for update in self.updates.get(question.id, ()):
            changed = update.kind == "account changed"
            if changed and inside & {*update.earlier, *update.later}:
                found.add("changed")
        return min(found, key=_CONTEST.index)

    def _is_dispute(self, row: Conflict) -> bool:
        """Return whether two sides, or a side and an outlet itself, stand against each other."""
        if row.kind not in ("polarity", "denial", "account") or row.score < 1:
            return False
        sides = [{self._side(i) for i in side} for side in row.sides]
        return any(
            a != b
            for n, first in enumerate(sides)
            for second in sides[n + 1 :]
            for a in first
            for b in second
        )

    def _side(self, statement_id: str) -> str:
        statement = self.statements[statement_id]
        agent = self.agents.get(statement_id)
        if statement.kind == "own voice" or agent is None:
            return f"outlet:{statement.report_id}"
        return agent.side or agent.principal or agent.id

    def _is_denied(self, members: Sequence[Proposition]) -> bool:
        """Return whether somebody negates it and nobody in these reports affirms it.

        "The policy has not changed" and "we did not know" are answers, not denials; "he denied
        it" is one.
        """
        if any(member.stance == "+" for member in members):
            return False
        said = [self.statements[i] for m in members if m.stance == "-" for i in m.statement_ids]
        return any(statement.act == "deny" for statement in said)

    def _status(
        self,
        question: Question,
        proposition: Proposition | None,
        said: Sequence[str],
        backing: Backing,
        support: Support,
        contest: Contest,
        against: Sequence[Conflict],
    ) -> Status:
        names = [row.kind for row in against]
        return Status(
            id=key("status", question.id, proposition.id if proposition else None),
            story_id=self.story.id,
            question_id=question.id,
            proposition_id=proposition.id if proposition else None,
            support=support,
            contest=contest,
            flags=self.flags.of(question.id, said),
            label=_label(support, contest, names, backing),
            reports=backing.reports,
            outlets=backing.outlets,
            origins=backing.origins,
            sides=backing.sides,
            because=tuple(
                dict.fromkeys([*said, *(row.id for row in against), *backing.origin_ids])
            ),
            why=_why(support, contest, against, backing),
        )


# What stands beside all questions is many things, each with its own support; together they are
# no more than reported.
_BESIDE = "frame told"


def _rolled_up(found: Sequence[Support], backing: Backing) -> Support:
    """Return the support of a question from that of its answers, and of all of them together.

    Answers differ, so origins of different sides do not add up over them; those of one side do.
    One answer repeated from one origin does not make a question of three origins "repeated".
    """
    best = max(map(STRENGTH.__getitem__, found), default=0)
    if best == STRENGTH["corroborated"]:
        return "corroborated"
    if best == STRENGTH["several origins"] or (best and backing.one_side):
        return "several origins"
    if best < STRENGTH["single"] and backing.reports > 1 and best:
        return "reported"
    together = _plain(backing) if STRENGTH[backing.support] > best else backing.support
    fitting = [together if s == "repeated" != backing.support else s for s in found]
    return min([*fitting, together], key=_SUPPORT.index)


def _plain(backing: Backing) -> Support:
    """Return the support of what one report tells by name, or of what several tell."""
    return "single" if backing.reports == 1 and backing.origins else "reported"


def _label(support: Support, contest: Contest, kinds: Iterable[str], backing: Backing) -> str:
    if contest == "differ":
        return "Figures differ" if set(kinds) == {"figures"} else "Accounts differ"
    if contest != "none":
        return {"disputed": "Disputed", "denied": "Denied", "changed": "Account changed"}[contest]
    if support == "corroborated":
        return f"Corroborated by {len(backing.apart)} independent origins"
    if support == "several origins" and backing.sides > 1:
        return "Several origins"  # of a question to which another side gives another answer
    return _LABELS[support]


_LABELS: dict[Support, str] = {
    "several origins": "Several origins, one side",
    "repeated": "Repeated",
    "reported": "Reported",
    "single": "Single origin",
    "unattributed": "Unattributed",
    "no account": "No account",
    "not yet reported": "Not yet reported",
}


def _why(support: Support, contest: Contest, against: Sequence[Conflict], backing: Backing) -> str:
    if contest in ("disputed", "differ") and against:
        return against[0].why
    if contest == "denied":
        return "It is negated, and nobody in these reports affirms it."
    if contest == "changed":
        return "The same speaker or side says something incompatible later."
    if support in ("reported", "repeated") and backing.publisher:
        return f"{backing.reports} reports in the own voice of one owner: {backing.publisher}."
    if support == "repeated" and not backing.names:
        return f"{backing.reports} reports, all traced to one origin, which is not named."
    if support == "reported" and backing.sides > 1 and backing.of_itself:
        return (
            f"{backing.reports} reports; named origins: {', '.join(backing.names)}; what a party "
            f"says of itself confirms nothing: {', '.join(backing.of_itself)}."
        )
    if support == "several origins" and backing.sides > 1:
        return f"Several named origins, at least two of one side: {', '.join(backing.names)}."
    if support == "reported" and backing.reports == 1 and not backing.names:
        return "One report, whose source has no name."
    return _REASONS[support].format(
        reports=f"{backing.reports} report{'s' if backing.reports != 1 else ''}",
        names=", ".join(backing.apart if support == "corroborated" else backing.names) or "none",
    )


_REASONS: dict[Support, str] = {
    "corroborated": "Named origins of different bodies, none resting on another: {names}.",
    "several origins": "Named origins of one side, none shown on another: {names}.",
    "repeated": "{reports}, all traced to one origin: {names}.",
    "reported": "{reports}; named origins: {names}; independence not shown.",
    "single": "One report; named origin: {names}.",
    "unattributed": "In an outlet's own voice in one report; no source given.",
    "no account": "Only that somebody has not commented.",
    "not yet reported": "Nothing in these reports.",
}

STAGE = Stage(
    name="support",
    version=11,
    per=Story,
    reads=(
        Report,
        Statement,
        Agent,
        Copy,
        Origin,
        Derivation,
        Question,
        Proposition,
        Conflict,
        Update,
        Ruling,
    ),
    writes=Status,
    settings=SupportSettings(),
    run=count_support,
)
