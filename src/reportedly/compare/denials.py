"""Pair explicit denials with what they deny; a denial of nothing in the reports is kept as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.layout import laid_out
from reportedly.compare.material import Material
from reportedly.compare.opposition import contradict, is_denial
from reportedly.model import (
    Agent,
    Denial,
    Figure,
    PlaceMention,
    Report,
    Ruling,
    Statement,
    Story,
    TimeMention,
    Utterance,
)
from reportedly.stage import Stage
from reportedly.text import key


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
    rulings: Sequence[Ruling],
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
        tuple(rulings),
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


def _denied_by(denial: Answer, group: Group, material: Material) -> Iterator[str]:
    for answer in group.answers:
        affirms = answer.stance == "+" and not answer.remark
        may_stand = material.may_stand(answer.statement_id, denial.statement_id)
        if affirms and not may_stand and contradict(group, answer, denial, material):
            yield answer.statement_id


STAGE = Stage(
    name="denials",
    version=5,
    per=Story,
    reads=(Report, Statement, Figure, TimeMention, PlaceMention, Agent, Utterance, Ruling),
    writes=Denial,
    settings=DenialSettings(),
    run=link_denials,
)
