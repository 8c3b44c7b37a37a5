"""Who is spoken of and does not speak: the sides without an account of their own on a question.

    "Velisk poisoned our harbour," the mayor said     Velisk is said to act
    no statement of Velisk's answers the question     "no account from Velisk in these reports"

A side is one that speaks elsewhere in the reports. It is no finding that somebody was silent,
only that these reports hold no words of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.compare.parties import Parties
from reportedly.model import Agent, Picture, Question, Statement
from reportedly.present.days import BESIDE, statements_of, status_of

_FEWEST = 2  # statements anywhere, for a side; a single one is often a misread name


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A side that is said to act, and gives no account.

    Attributes:
        question_id: The question on which there is none.
        side: The side.
        said_of: The statements by others that say it acts, in order of publication.
        note: Whether the reports themselves say that it does not comment.
    """

    question_id: str
    side: str
    said_of: tuple[str, ...]
    note: bool


def silences(picture: Picture) -> Iterator[Silence]:
    """Yield the sides without an account, in the order of the questions, then by name."""
    agents = {i: agent for agent in picture.agents for i in agent.statement_ids}
    parties = Parties(picture.agents)
    statements = {one.id: one for one in picture.statements}
    counts = Counter(_side(a) for i, a in agents.items() if statements[i].counted)
    speaking = {side for side, count in counts.items() if side and count >= _FEWEST}
    told = statements_of(picture)
    for question in picture.questions:
        said = [statements[i] for i in dict.fromkeys(told[question.id]) if statements[i].counted]
        if question.reason != BESIDE:  # who is silent on many things is silent on none
            yield from _on(question, said, agents, parties, speaking)


def shown_silences(picture: Picture, most: int) -> list[tuple[str, Question]]:
    """Return the sides without an account that a brief names, on contested questions first.

    Those of whom several statements say that they act; of a contested question, one is enough.
    """
    questions = {question.id: question for question in picture.questions}
    contested = {i for i, status in status_of(picture).items() if status.contest != "none"}
    found = [
        one for one in silences(picture) if len(one.said_of) > 1 or one.question_id in contested
    ]
    found.sort(key=lambda one: (one.question_id not in contested, -len(one.said_of)))
    return [(one.side, questions[one.question_id]) for one in found[:most]]


def _on(
    question: Question,
    said: list[Statement],
    agents: dict[str, Agent],
    parties: Parties,
    speaking: set[str],
) -> Iterator[Silence]:
    acting: dict[str, list[Statement]] = {}
    heard: set[str] = set()
    mute: set[str] = set()
    for one in said:
        agent = agents.get(one.id)
        own = {side for side in (agent.side, agent.principal) if side} if agent else set()
        if one.act in ("silent", "decline"):
            mute |= own | {side for side in [parties.meant(one.about or "")] if side}
            continue
        heard |= own
        if one.act == "say" and one.polarity != "u":
            for side in sorted(_acting(one, parties) - own):
                acting.setdefault(side, []).append(one)
    if not heard:  # no side has spoken on it: it is the outlets' own account, of a truck's weight
        return
    for side in sorted((acting.keys() & speaking) - heard):
        yield Silence(
            question_id=question.id,
            side=side,
            said_of=tuple(one.id for one in acting[side]),
            note=side in mute,
        )


def _acting(statement: Statement, parties: Parties) -> set[str]:
    """Return the parties that are the subject of a verb in a statement."""
    found = (parties.among(predicate.subject) for predicate in statement.predicates)
    return {party for party in found if party}


def _side(agent: Agent) -> str | None:
    return agent.side or agent.principal
