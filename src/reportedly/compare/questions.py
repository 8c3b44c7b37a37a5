"""Find the questions on which the reports of a story speak, most contested first.

The text of a question is a template of its frame, filled from the reports' own words: the
party that acts, the noun that is counted, the word for the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.layout import laid_out
from reportedly.compare.material import Material
from reportedly.compare.opposition import opposed
from reportedly.compare.question_words import text_of
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
    Utterance,
)
from reportedly.stage import Stage
from reportedly.text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSettings:
    """Which questions are asked; nothing to set that is not in `words/questions.toml`."""


def find_questions(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    rulings: Sequence[Ruling],
    settings: QuestionSettings,
) -> Iterator[Question]:
    """Yield the questions of `story`: those with most opposition, then most speakers, first."""
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
    weight = {group.id: _weight(group, material) for group in groups}
    for group in sorted(groups, key=lambda g: (*weight[g.id], g.id)):
        yield Question(
            id=group.id,
            story_id=story.id,
            text=text_of(group, material),
            kind=group.frame.kind,
            proposition_ids=tuple(proposition_id(group, said) for said in group.propositions),
            reason=group.ruled or f"frame {group.frame.id}",
        )


# What many repeat comes after what is asked, then who keeps silent; what several reports say
# besides is no question of its own and comes last.
_LAST = {"shared": 1, "comment": 2, "told": 3}


def _weight(group: Group, material: Material) -> tuple[int, int, int, int]:
    """Return the sort key: opposed pairs, then voices, then statements, all descending."""
    voices = {material.voice(answer.statement_id) for answer in group.answers}
    said = {answer.statement_id for answer in group.answers}
    pairs = min(len(opposed(group, material)), 3)
    return _LAST.get(group.frame.id, 0), -pairs, -len(voices), -len(said)


def proposition_id(group: Group, said: Sequence[Answer]) -> str:
    """Return the id of a proposition: its question and the first statement that makes it."""
    first = said[0]
    return key("proposition", group.id, first.statement_id, first.at, first.stance, first.remark)


STAGE = Stage(
    name="questions",
    version=20,
    per=Story,
    reads=(Report, Statement, Figure, TimeMention, PlaceMention, Agent, Utterance, Ruling),
    writes=Question,
    settings=QuestionSettings(),
    run=find_questions,
)
