"""Whether two answers to one question say the same."""

from __future__ import annotations

from reportedly.compare.answers import Answer
from reportedly.compare.material import Material, rarity
from reportedly.intervals import compare
from reportedly.model import Figure

# Share of the shorter answer's rare words, by rarity, that the longer one must have. Read off the
# pairs of the example story: tellings of one account share 0.6 and more, other accounts under 0.4.
_SAME_WORDS = 0.5


def same_answer(
    a: Answer, b: Answer, material: Material, common: frozenset[str] = frozenset()
) -> bool:
    """Return whether two answers say the same.

    Figures must be equal as intervals, stances equal; other answers must be tellings of one
    utterance or share half of their rare words, `common` ones apart.
    """
    if a.remark or b.remark:
        return a.remark == b.remark and a.actor == b.actor
    if a.frame == b.frame == "told":
        return a.topic == b.topic
    if a.stance != b.stance or a.former != b.former:
        return False
    if a.clock is not None or b.clock is not None:
        return a.clock == b.clock
    if a.figure is not None and b.figure is not None:
        return a.where == b.where and a.degree == b.degree and same_figure(a.figure, b.figure)
    if a.figure is not None or b.figure is not None:
        return False
    if material.utterance(a.statement_id) == material.utterance(b.statement_id):
        return True
    return _alike(a.terms - common, b.terms - common)


def same_figure(a: Figure, b: Figure) -> bool:
    """Return whether two figures are the same interval of the same thing."""
    return compare(a, b).kind == "equal" and a.bound == b.bound


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = a & b
    if len(shared) < 2:
        return False
    lighter = min(_weight(a), _weight(b))
    return _weight(shared) >= _SAME_WORDS * lighter


def _weight(terms: frozenset[str]) -> float:
    return sum(rarity(term) for term in sorted(terms))
