"""Find what cannot both hold in a story, as reported: conflicts with both sides and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.compare.layout import laid_out
from reportedly.compare.opposition import opposed
from reportedly.model import (
    Agent,
    Conflict,
    Denial,
    Figure,
    PlaceMention,
    Question,
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
class ConflictSettings:
    """Which conflicts are shown.

    Attributes:
        least: The lowest score shown; accounts that merely differ have 0.5, the rest 1.
    """

    least: float = 0.0


def find_conflicts(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    questions: Sequence[Question],
    denials: Sequence[Denial],
    rulings: Sequence[Ruling],
    settings: ConflictSettings,
) -> Iterator[Conflict]:
    """Yield the conflicts of `story`, in the order of its questions."""
    material, found_groups = laid_out(
        tuple(reports),
        tuple(statements),
        tuple(figures),
        tuple(times),
        tuple(places),
        tuple(agents),
        tuple(utterances),
        tuple(rulings),
    )
    groups = {group.id: group for group in found_groups}
    for question in questions:
        group = groups.get(question.id)
        for found in opposed(group, material) if group else ():
            if found.score >= settings.least:
                yield Conflict(
                    id=key("conflict", question.id, found.kind, found.sides),
                    story_id=story.id,
                    question_id=question.id,
                    kind=found.kind,
                    sides=found.sides,
                    reason=found.reason,
                    why=found.why,
                    score=found.score,
                )


STAGE = Stage(
    name="conflicts",
    version=14,
    per=Story,
    reads=(
        Report,
        Statement,
        Figure,
        TimeMention,
        PlaceMention,
        Agent,
        Utterance,
        Question,
        Denial,
        Ruling,
    ),
    writes=Conflict,
    settings=ConflictSettings(),
    run=find_conflicts,
)
