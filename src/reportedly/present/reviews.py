"""What reviewers said of each statement, in words for the page: `Ruling -> Review`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.model import Ruling, Statement
from reportedly.rulings import Meant, reviewer

_SAYS = {
    "right": "read rightly",
    "wrong": "read wrongly, not counted",
    "speaker": "said by {}",
    "same utterance": "one act of speech with others",
    "other utterance": "another act of speech than others",
    "same answer": "says the same as others",
    "other answer": "says something else than others",
    "question": "put to the question “{}”",
    "conflict": "cannot hold together with others",
    "no conflict": "can hold together with others",
    "one agent": "one and the same: {}",
    "other agent": "not the same: {}",
    "side": "on the side {}",
    "one story": "one story of these reports",
    "other story": "a report of another story",
    "story title": "the story is called “{}”",
    "undo": "taken back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What one reviewer decided.

    Attributes:
        id: The ruling.
        by: Who decided.
        says: What, in words.
        day: The day of the decision, as YYYY-MM-DD.
        note: Why, in the reviewer's words; may be empty.
        kind: The kind of ruling.
    """

    id: str
    by: str
    says: str
    day: str
    note: str
    kind: str


def review_of(one: Ruling) -> Review:
    """Return a ruling in words."""
    return Review(
        id=one.id,
        by=reviewer(one),
        says=_says(one),
        day=one.at.date().isoformat(),
        note=one.note,
        kind=one.kind,
    )


def _says(one: Ruling) -> str:
    words = _SAYS[one.kind]
    if one.kind == "speaker" and not one.names:
        return "said by the outlet itself"
    if one.kind == "side" and one.names:
        return f"on the side {one.names[0]}: {', '.join(one.names[1:])}"
    if "agent" in one.kind:
        return words.format(", ".join(one.names))
    return words.format(one.names[0] if one.names else "")


def reviews_of(
    statements: Iterable[Statement], rulings: Iterable[Ruling]
) -> Mapping[str, tuple[Review, ...]]:
    """Return what was ruled on each statement of a story, by its id, in the order decided."""
    rulings = [one for one in rulings if one.words]
    if not rulings:
        return {}
    meant = Meant(statements)
    found: dict[str, list[Review]] = {}
    for one in rulings:
        told = review_of(one)
        for statement in meant.all(one):
            found.setdefault(statement.id, []).append(told)
    return {key: tuple(held) for key, held in found.items()}
