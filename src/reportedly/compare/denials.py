"""Pair explicit denials with what they deny; a denial of nothing in the reports is kept as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.layout import laid_out
from reportedly.compare.material import Material
from reportedly.compare.opposition import are_apart, is_denial, negates, what, whose
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
        for denial_id, answer_ids in _denied_in(group, material):
            denied.setdefault(denial_id, set()).update(answer_ids)
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


def _denied_in(group: Group, material: Material) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each denial among the answers to a question, and the statements that it denies.

    A thousand reports repeat a few sentences: each wording is held against each other one once.
    """
    denials = [answer for answer in group.answers if is_denial(answer, material)]
    if not denials or (group.frame.opposes == "never" and not any(a.figure for a in denials)):
        return  # nothing can be denied there
    affirmed: _Wordings = {}
    for answer in group.answers:
        if answer.stance == "+" and not answer.remark:
            said = affirmed.setdefault(what(group, answer, material), {})
            said.setdefault(whose(answer, material), []).append(answer)
    known: dict[tuple[object, ...], list[str]] = {}
    for denial in denials:
        one = (what(group, denial, material), whose(denial, material))
        if one not in known:
            known[one] = list(_against(denial, affirmed, group, material))
        yield denial.statement_id, _left(denial, known[one], material)


_Wordings = dict[tuple[object, ...], dict[tuple[object, ...], list[Answer]]]


def _against(
    denial: Answer, affirmed: _Wordings, group: Group, material: Material
) -> Iterator[str]:
    for by_whom in affirmed.values():
        first = next(iter(by_whom.values()))[0]
        if negates(group, first, denial, material):
            for answers in by_whom.values():
                if are_apart(answers[0], denial, material):
                    yield from (answer.statement_id for answer in answers)


def _left(denial: Answer, answer_ids: Sequence[str], material: Material) -> Sequence[str]:
    """Return what a denial may stand against, by its own words and by what people ruled."""
    if denial.against:
        answer_ids = [one for one in answer_ids if one in denial.against]
    if not material.ruled:
        return answer_ids
    return [one for one in answer_ids if not material.may_stand(one, denial.statement_id)]


STAGE = Stage(
    name="denials",
    version=9,
    per=Story,
    reads=(Report, Statement, Figure, TimeMention, PlaceMention, Agent, Utterance, Ruling),
    writes=Denial,
    settings=DenialSettings(),
    run=link_denials,
)
