"""Whether two answers to one question say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from reportedly.compare.answers import Answer
from reportedly.compare.material import Material, rarity
from reportedly.intervals import compare
from reportedly.model import Figure, Span
from reportedly.rarity import meaning, stem

# Share of the shorter answer's rare words, by rarity, that the longer one must have; and what a
# word counts for at most, so that one odd word decides nothing. Swept on NAnCo's development
# questions and the example story: 0.3 and four words would put more of NAnCo's answers together,
# rightly, but two rival accounts of the example as well.
_SAME_WORDS = 0.4
_MOST = 4.0
_SHORT = 2  # words of an answer of which one is enough; longer ones must share two


def same_answer(
    a: Answer, b: Answer, material: Material, common: frozenset[str] = frozenset()
) -> bool:
    """Return whether two answers say the same.

    Figures must be equal as intervals, stances equal; other answers must be tellings of one
    utterance or share enough of their rare words, `common` ones apart.
    """
    if a.remark or b.remark:
        return a.remark == b.remark and a.actor == b.actor
    if a.frame == b.frame == "told":
        return a.topic == b.topic
    if a.stance != b.stance or a.former != b.former or a.corrects != b.corrects:
        return False
    if a.step is not None or b.step is not None:
        return a.step == b.step
    if a.clock is not None or b.clock is not None:
        return a.clock == b.clock
    if a.figure is not None and b.figure is not None:
        return a.where == b.where and a.degree == b.degree and same_figure(a.figure, b.figure)
    if a.figure is not None or b.figure is not None:
        return False
    if material.utterance(a.statement_id) == material.utterance(b.statement_id):
        return True
    return alike(a.terms - common, b.terms - common)


def looked_at(answer: Answer, material: Material) -> tuple[object, object]:
    """Return what `same_answer` may look at: answers of which it is equal are one to it."""
    if answer.frame == "told" and not answer.remark:
        return answer.frame, answer.topic
    figure = answer.figure and replace(answer.figure, id="", report_id="", span=_NOWHERE)
    nobody = replace(answer, statement_id="", report_id="", at=0, figure=figure)
    bare = replace(nobody, day_from=None, day_until=None, whose=frozenset(), asked=None)
    return bare, "" if answer.remark else material.utterance(answer.statement_id)


_NOWHERE = Span(0, 0)


def same_figure(a: Figure, b: Figure) -> bool:
    """Return whether two figures are the same interval of the same thing."""
    return compare(a, b).kind == "equal" and a.bound == b.bound


def alike(a: frozenset[str], b: frozenset[str], rarity: Callable[[str], float] = rarity) -> bool:
    """Return whether two answers in words share enough of their words to be one.

    >>> alike(frozenset({"valve", "rust"}), frozenset({"valve", "break", "inspector"}))
    True
    >>> alike(frozenset({"valve", "rust"}), frozenset({"drone", "harbour"}))
    False
    """
    one, two = _told(a, rarity), _told(b, rarity)
    shared, fewest = one.keys() & two.keys(), min(len(one), len(two))
    if not shared or (len(shared) < 2 and fewest > _SHORT):
        return False
    lighter = min(sum(one.values()), sum(two.values()))
    return sum(min(one[word], two[word]) for word in sorted(shared)) >= _SAME_WORDS * lighter


@lru_cache(maxsize=20_000)
def _told(words: frozenset[str], rarity: Callable[[str], float]) -> dict[str, float]:
    """Return the meanings of some words, each as telling as its rarest word."""
    found: dict[str, float] = {}
    for word in sorted(words):
        kept = meaning(stem(word))
        found[kept] = max(found.get(kept, 0.0), min(rarity(word), _MOST))
    return found
