"""Whether two answers to one question say the same."""

from __future__ import annotations

from reportedly.compare.answers import Answer
from reportedly.compare.frames import Frame
from reportedly.compare.material import Material
from reportedly.intervals import compare
from reportedly.model import Figure

_SAME_WORDS = 0.5  # share of the rare words of the shorter answer that the longer one has


def same_answer(frame: Frame, a: Answer, b: Answer, material: Material) -> bool:
    """Return whether two answers say the same.

    Figures must be equal as intervals, stances equal; answers in words must be tellings of one
    utterance or share half of their rare words.
    """
    if a.remark or b.remark:
        return a.remark == b.remark and a.actor == b.actor
    if a.stance != b.stance or a.former != b.former:
        return False
    if a.figure is not None and b.figure is not None:
        return a.where == b.where and same_figure(a.figure, b.figure)
    if a.figure is not None or b.figure is not None:
        return False
    if frame.answer != "words":
        return True
    if material.utterance(a.statement_id) == material.utterance(b.statement_id):
        return True
    return _alike(a, b)


def same_figure(a: Figure, b: Figure) -> bool:
    """Return whether two figures are the same interval of the same thing."""
    return compare(a, b).kind == "equal" and a.bound == b.bound


def _alike(a: Answer, b: Answer) -> bool:
    shorter = min(len(a.terms), len(b.terms))
    return shorter > 1 and len(a.terms & b.terms) >= _SAME_WORDS * shorter
