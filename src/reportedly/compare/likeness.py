"""How sure it is that two statements say the same: a few measures of a pair, weighed together.

    shared words, their order, names, numbers, who says it, where it stands -> one number

The weights are in `models/same.npz`; the card beside it says from what they were learned and how
well they do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from reportedly.compare.weighed import Sentence, Weighed, Wording
from reportedly.shipped import shipped_arrays

_LEAST_COSINE = 0.05  # what shares less is not asked about; lower ones gain nothing
_FEW, _FEWEST_COSINE = 3, 0.15  # two words, often a name, must be more of what is said
_SHORT = 3  # words; a statement of fewer says little
NEVER = -math.inf

MEASURES = (
    "cosine",
    "shared words",
    "their weight",
    "share of the lighter",
    "share of the heavier",
    "pairs of words in order",
    "same digits",
    "other digits",
    "same figures",
    "other figures",
    "figures in one",
    "share of names",
    "words of the shorter",
    "share of lengths",
    "both own voice",
    "one own voice",
    "both quoted",
    "both headlines",
    "one headline",
    "both first",
    "a bare phrase",
    "few words",
    "cosine of sentences",
    "statements of the story",
)
SPEAKERS = ("same speaker", "other speaker", "one remark")


def measures(a: Weighed, b: Weighed) -> list[float] | None:
    """Return the measures of a pair; None where it is plain that they do not say the same."""
    if a.wording.negated != b.wording.negated or (a.wording.bare and b.wording.bare):
        return None
    few, many = (a, b) if len(a.rare) <= len(b.rare) else (b, a)
    shared = [few.rare[word] for word in few.rare if word in many.rare]
    if not shared:
        return None
    cosine = sum(value * value for value in shared) / (few.length * many.length)
    if cosine < (_FEWEST_COSINE if len(shared) < _FEW else _LEAST_COSINE):
        return None
    common = sum(shared)
    return [
        cosine,
        float(len(shared)),
        common,
        common / min(few.total, many.total),
        common / max(few.total, many.total),
        *_of_words(few.wording, many.wording),
        _of_sentences(few.around, many.around),
        math.log(few.among),
    ]


def _of_words(a: Wording, b: Wording) -> Sequence[float]:
    both = a.figures and b.figures
    same_figures = len(a.figures & b.figures)
    own = (a.voice == "own") + (b.voice == "own")
    headlines = a.headline + b.headline
    return (
        len(a.pairs & b.pairs) / max(1, min(len(a.pairs), len(b.pairs))),
        float(len(a.digits & b.digits)),
        float(len(a.digits ^ b.digits)),
        float(same_figures),
        float(bool(both) and not same_figures),
        float(bool(a.figures) != bool(b.figures)),
        len(a.names & b.names) / max(1, len(a.names | b.names)),
        float(len(a.stems)),
        len(a.stems) / max(1, len(b.stems)),
        float(own == 2),
        float(own == 1),
        float(a.voice == b.voice == "quoted"),
        float(headlines == 2),
        float(headlines == 1),
        float(a.first and b.first),
        float(a.bare or b.bare),
        float(len(a.stems) < _SHORT),
    )


def _of_sentences(a: Sentence, b: Sentence) -> float:
    few, many = (a.rare, b.rare) if len(a.rare) <= len(b.rare) else (b.rare, a.rare)
    return sum(value * value for word, value in few.items() if word in many) / (a.length * b.length)


def speakers(a: Weighed, b: Weighed) -> tuple[float, float, float]:
    """Return whether one speaker says both, whether two who are named do, and whether at once."""
    known = a.agent is not None and b.agent is not None
    return (
        float(known and a.agent == b.agent),
        float(known and a.agent != b.agent),
        float(a.utterance == b.utterance),
    )


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learned: a weight for each measure, and for each of who says it."""

    weights: tuple[float, ...]
    speakers: tuple[float, ...]
    base: float


@cache
def judge() -> Judge:
    """Return what the package has learned."""
    stored = shipped_arrays("same")
    names = tuple(str(name) for name in stored["names"])
    weights = np.asarray(stored["weights"], float).tolist()
    if names != (*MEASURES, *SPEAKERS):
        raise RuntimeError("models/same.npz was learned from other measures")
    count = len(MEASURES)
    return Judge(tuple(weights[:count]), tuple(weights[count:-1]), weights[-1])


def likeness(a: Weighed, b: Weighed) -> float:
    """Return how sure it is that two statements say the same, whoever says them; 0 is even."""
    found = measures(a, b)
    if found is None:
        return NEVER
    learned = judge()
    return learned.base + sum(map(float.__mul__, learned.weights, found))


def by_speakers(a: Weighed, b: Weighed) -> float:
    """Return by how much it is surer for who says them."""
    return sum(map(float.__mul__, judge().speakers, speakers(a, b)))
