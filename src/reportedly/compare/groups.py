"""A question with the answers to it, before it becomes rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reportedly.compare.answers import Answer
from reportedly.compare.frames import Frame
from reportedly.intervals import value


@dataclass(frozen=True, kw_only=True)  # no slots: what is asked for often is kept
class Group:
    """One question: its frame, what it is asked of, and the answers to it.

    `propositions` holds the answers that say the same, in order of publication. Where somebody
    ruled on it, `ruled` says who; `text` is set where the words of the question are theirs, and
    `why` holds a reason for each proposition, "" where nobody ruled on it.
    """

    id: str
    frame: Frame
    actor: str | None
    counted: str | None
    topic: str | None
    word: str | None
    propositions: tuple[tuple[Answer, ...], ...]
    text: str | None = None
    ruled: str = ""
    why: tuple[str, ...] = ()

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """All answers, proposition by proposition."""
        return tuple(answer for said in self.propositions for answer in said)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What somebody ruled on each proposition; "" for each where nobody did."""
        return self.why or ("",) * len(self.propositions)

    @cached_property
    def numbers(self) -> dict[tuple[date | None, str | None], set[float]]:
        """The numbers given as answers, by their first day and by how badly people are hurt."""
        found: dict[tuple[date | None, str | None], set[float]] = {}
        for answer in self.answers:
            if answer.figure:
                given = found.setdefault((answer.day_from, answer.degree), set())
                given.add(value(answer.figure))
        return found

    @cached_property
    def beside(self) -> dict[float, frozenset[str]]:
        """The words beside each figure that answers, in any report, by its number."""
        found: dict[float, set[str]] = {}
        for answer in self.answers:
            if answer.figure:
                found.setdefault(value(answer.figure), set()).update(answer.terms)
        return {number: frozenset(words) for number, words in found.items()}
