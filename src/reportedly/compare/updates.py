"""Find what later statements overtake without contradicting it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.compare.layout import laid_out
from reportedly.compare.overtaking import overtaken
from reportedly.model import (
    Agent,
    Figure,
    PlaceMention,
    Question,
    Report,
    Ruling,
    Statement,
    Story,
    TimeMention,
    Update,
    Utterance,
)
from reportedly.stage import Stage
from reportedly.text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSettings:
    """Which updates are shown; nothing to set yet."""


def find_updates(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    questions: Sequence[Question],
    rulings: Sequence[Ruling],
    settings: UpdateSettings,
) -> Iterator[Update]:
    """Yield the updates of `story`, in the order of its questions."""
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
        for found in overtaken(group, material) if group else ():
            yield Update(
                id=key("update", question.id, found.earlier, found.later),
                story_id=story.id,
                question_id=question.id,
                earlier=found.earlier,
                later=found.later,
                kind=found.kind,
                reason=found.reason,
                why=found.why,
            )


STAGE = Stage(
    name="updates",
    version=10,
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
        Ruling,
    ),
    writes=Update,
    settings=UpdateSettings(),
    run=find_updates,
)
