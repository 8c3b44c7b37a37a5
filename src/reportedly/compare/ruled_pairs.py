"""What people ruled on two statements at a time: the latest ruling on a pair is the one that holds.

same answer a, b, c   ->  a b, a c, b c
conflict a against b, c  ->  a b, a c
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from reportedly.model import Ruling, RulingKind
from reportedly.rulings import Meant

Pair = tuple[str, str]  # statement ids, the smaller first
Kinds = tuple[RulingKind, RulingKind]

UTTERANCES: Kinds = ("same utterance", "other utterance")
ANSWERS: Kinds = ("same answer", "other answer")
CONFLICTS: Kinds = ("conflict", "no conflict")


def pair(a: str, b: str) -> Pair:
    """Return two ids as a pair."""
    return (a, b) if a < b else (b, a)


def standing(rulings: Iterable[Ruling], kinds: Kinds, meant: Meant) -> dict[Pair, Ruling]:
    """Return for each pair the last ruling of two opposite kinds, in the order decided."""
    found: dict[Pair, Ruling] = {}
    for one in rulings:
        if one.kind in kinds:
            for a, b in _pairs(one, meant):
                found.pop(pair(a, b), None)
                found[pair(a, b)] = one
    return found


def _pairs(one: Ruling, meant: Meant) -> Iterator[tuple[str, str]]:
    # What is ruled wrong is kept and compared with nothing.
    ids = [statement.id for statement in meant.all(one) if statement.counted]
    if one.kind not in CONFLICTS:
        yield from combinations(ids, 2)
        return
    lead = meant.one(one.words[0]) if one.words else None
    if lead is not None and lead.counted:
        yield from ((lead.id, other) for other in ids if other != lead.id)
