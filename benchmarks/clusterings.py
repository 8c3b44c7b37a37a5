"""How well one grouping of things agrees with another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from math import comb

from scipy.optimize import linear_sum_assignment

Grouping = Mapping[str, Hashable]


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _groups(grouping: Grouping) -> dict[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = defaultdict(set)
    for thing, label in grouping.items():
        found[label].add(thing)
    return found


def bcubed(found: Grouping, true: Grouping) -> float:
    """Return BCubed F1 (Bagga and Baldwin 1998)."""
    a, b = _groups(found), _groups(true)
    precision = recall = 0.0
    for thing in true:
        mine, theirs = a[found[thing]], b[true[thing]]
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    return f1(precision / len(true), recall / len(true))


def ceaf_e(found: Grouping, true: Grouping) -> float:
    """Return entity-based CEAF F1 (Luo 2005)."""
    a, b = list(_groups(found).values()), list(_groups(true).values())
    gains = [[-2 * len(x & y) / (len(x) + len(y)) for y in b] for x in a]
    rows, columns = linear_sum_assignment(gains)
    total = -sum(gains[i][j] for i, j in zip(rows, columns, strict=True))
    return f1(total / len(a), total / len(b))


def adjusted_rand(found: Grouping, true: Grouping) -> float:
    """Return the Rand index adjusted for chance (Hubert and Arabie 1985)."""
    pairs = Counter((found[thing], true[thing]) for thing in true)
    both = sum(comb(n, 2) for n in pairs.values())
    mine = sum(comb(n, 2) for n in Counter(found[thing] for thing in true).values())
    theirs = sum(comb(n, 2) for n in Counter(true.values()).values())
    expected = mine * theirs / comb(len(true), 2)
    most = (mine + theirs) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0
