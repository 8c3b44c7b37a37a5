"""Group the statements of a story that say the same: one `Proposition` for each answer given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.compare.answers import Answer
from reportedly.compare.layout import laid_out
from reportedly.compare.questions import proposition_id
from reportedly.model import (
    Agent,
    Figure,
    PlaceMention,
    Proposition,
    Report,
    Ruling,
    Statement,
    Story,
    TimeMention,
    Utterance,
)
from reportedly.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionSettings:
    """How statements are grouped; nothing to set yet that is not in `words/questions.toml`."""


def group_propositions(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    rulings: Sequence[Ruling],
    settings: PropositionSettings,
) -> Iterator[Proposition]:
    """Yield the propositions of `story`, question by question."""
    _, groups = laid_out(
        tuple(reports),
        tuple(statements),
        tuple(figures),
        tuple(times),
        tuple(places),
        tuple(agents),
        tuple(utterances),
        tuple(rulings),
    )
    for group in groups:
        for said, why in zip(group.propositions, group.reasons, strict=True):
            yield Proposition(
                id=proposition_id(group, said),
                story_id=story.id,
                question_id=group.id,
                statement_ids=tuple(dict.fromkeys(answer.statement_id for answer in said)),
                figure_id=said[0].figure.id if said[0].figure else None,
                stance=_stance(said[0]),
                reason=why or _reason(said[0]),
            )


def _stance(answer: Answer) -> Literal["+", "-", "?"]:
    return "-" if answer.stance == "-" else "+" if answer.stance == "+" else "?"


def _reason(answer: Answer) -> str:
    if answer.remark:
        return answer.remark
    if answer.figure:
        return "former figure" if answer.former else "same figure"
    return "same words" if answer.terms else "same stance"


STAGE = Stage(
    name="propositions",
    version=18,
    per=Story,
    reads=(Report, Statement, Figure, TimeMention, PlaceMention, Agent, Utterance, Ruling),
    writes=Proposition,
    settings=PropositionSettings(),
    run=group_propositions,
)
