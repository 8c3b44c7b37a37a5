"""Pair explicit denials with what they deny; a denial of nothing in the reports is kept as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.layout import laid_out
from reportedly.compare.material import Material
from reportedly.compare.opposition import contradict
from reportedly.model import (
    Agent,
    Denial,
    Figure,
    PlaceMention,
    Report,
    Statement,
    Story,
    TimeMention,
    Utterance,
)
from reportedly.stage import Stage
from reportedly.text import key

_SHARED = 2  # rare words that two answers share where they are one; one is chance


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialSettings:
    """How denials are paired; nothing to set yet."""


def link_denials(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    settings: DenialSettings,
) -> Iterator[Denial]:
    """Yield one `Denial` for each statement that denies, in order of publication."""
    material, groups = laid_out(
        tuple(reports),
        tuple(statements),
        tuple(figures),
        tuple(times),
        tuple(places),
        tuple(agents),
        tuple(utterances),
    )
    denied: dict[str, set[str]] = {}
    for group in groups:
        for answer in group.answers:
            if is_denial(answer, material):
                found = denied.setdefault(answer.statement_id, set())
                found.update(_denied_by(answer, group, material))
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        if statement.act == "deny" and statement.counted:
            against = material.ordered(denied.get(statement_id, ()))
            yield Denial(
                id=key("denial", statement_id, against),
                story_id=story.id,
                statement_id=statement_id,
                denies=against,
                reason="same question, negated" if against else "nobody here affirms it",
            )


def is_denial(answer: Answer, material: Material) -> bool:
    """Return whether an answer is an explicit denial, not merely a negated sentence."""
    return material.statements[answer.statement_id].act == "deny" and not answer.remark


def is_same_proposition(group: Group, affirmed: Answer, denied: Answer, material: Material) -> bool:
    """Return whether what is denied is what was affirmed, not another answer to the question.

    Where many answers may hold together, only the one named is denied: who denies a "bargaining
    chip" denies no "stronger position". Of an exclusive question any answer is.
    """
    if group.frame.opposes != "shared" or group.frame.exclusive:
        return True
    named = _named_senses(group, affirmed, material), _named_senses(group, denied, material)
    return bool(named[0] & named[1]) or len(affirmed.terms & denied.terms) >= _SHARED


def _named_senses(group: Group, answer: Answer, material: Material) -> set[str]:
    """Return the words by which an answer names one of the answers that its frame knows."""
    text = material.words(material.statements[answer.statement_id])
    return {found.group() for found in group.frame.senses.finditer(text)}


def _denied_by(denial: Answer, group: Group, material: Material) -> Iterator[str]:
    for answer in group.answers:
        affirms = answer.stance == "+" and not answer.remark
        if not affirms or not contradict(group, answer, denial, material):
            continue
        if is_same_proposition(group, answer, denial, material):
            yield answer.statement_id


STAGE = Stage(
    name="denials",
    version=3,
    per=Story,
    reads=(Report, Statement, Figure, TimeMention, PlaceMention, Agent, Utterance),
    writes=Denial,
    settings=DenialSettings(),
    run=link_denials,
)
