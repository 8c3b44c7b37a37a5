"""A question with the answers to it, before it becomes rows."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.compare.answers import Answer
from reportedly.compare.frames import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers, proposition by proposition."""
        return tuple(answer for said in self.propositions for answer in said)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What somebody ruled on each proposition; "" for each where nobody did."""
        return self.why or ("",) * len(self.propositions)
