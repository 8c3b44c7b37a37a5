"""What an opposition is, and how two answers stand to each other in time and side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.compare.answers import Answer
from reportedly.compare.material import Material
from reportedly.model import ConflictKind

Said = tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """Two or more sides that cannot all hold, as reported."""

    kind: ConflictKind
    sides: tuple[tuple[str, ...], ...]  # statement ids
    reason: str
    why: str
    score: float = 1.0


def is_later(early: Answer, late: Answer) -> bool:
    """Return whether `late` is of a day after that of `early`; an unknown day may be."""
    if early.day_until is None or late.day_from is None:
        return True
    return late.day_from > early.day_until


def days_apart(x: Answer, y: Answer) -> int:
    """Return how many days lie between two answers: 0 where they may be of one day."""
    if x.day_from is None or y.day_from is None:
        return 0
    first, second = sorted([(x.day_from, x.day_until), (y.day_from, y.day_until)], key=_by_start)
    end = first[1] or first[0]
    return max(0, (second[0] - end).days)


def _by_start(days: tuple[date, date | None]) -> date:
    return days[0]


def are_sides(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two answers are those of two known and different sides."""
    a, b = material.side(x.statement_id), material.side(y.statement_id)
    return a is not None and b is not None and a != b


def are_parties(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two answers are those of speakers for two different parties."""
    a, b = material.party(x.statement_id), material.party(y.statement_id)
    return a is not None and b is not None and a != b


def sides_of(
    first: Sequence[Answer], second: Sequence[Answer], material: Material
) -> tuple[tuple[str, ...], ...]:
    """Return the statements of two sides, each in order of publication."""
    return (
        material.ordered(answer.statement_id for answer in first),
        material.ordered(answer.statement_id for answer in second),
    )


# The rule in words, and what would make the opposition vanish.
WHY = {
    "account changed": (
        "The same speaker affirms on one day what it negates on another; "
        "it would vanish if each is meant of its own day only."
    ),
    "one side, two accounts": (
        "One speaker of a side affirms what another speaker of it negates; "
        "it would vanish if they spoke of different things."
    ),
    "grows": (
        "The two figures of the same thing do not meet, and the larger is not the later; "
        "it would vanish if they counted different things or were of different days."
    ),
    "falls": (
        "The two figures of the same thing do not meet, and the smaller is not the later; "
        "it would vanish if they counted different things or were of different days."
    ),
    "varies": (
        "The two figures of the same thing on the same day do not meet; "
        "it would vanish if they counted different things or were of different hours."
    ),
    "steady": (
        "The two figures of the same thing within two days do not meet; "
        "it would vanish if they measured different things or it changed in between."
    ),
    "fixed": (
        "The two figures of the same thing do not meet, and it should not have changed; "
        "it would vanish if they measured different things."
    ),
    "constant": (
        "The two figures of the same person or thing do not meet, and it does not change; "
        "it would vanish if they were of different ones."
    ),
    "other unit": (
        "One speaker is given the same number in two units; "
        "it would vanish if both numbers were really said."
    ),
    "negation": (
        "One side affirms what another negates, on compatible days; "
        "it would vanish if they spoke of different things or times."
    ),
    "negation, days apart": (
        "One side affirms what another negated on another day of the same week; "
        "it would vanish if each is meant of its own day only."
    ),
    "two times of day": (
        "Two speakers give different times of day for one event; "
        "it would vanish if they spoke of different moments or in different time zones."
    ),
    "accounts differ": (
        "Different speakers answer the same question differently, none negating another; "
        "it would vanish if the answers can hold together."
    ),
}
