"""Part items into groups as people ruled: the rulings first, then the groups found without them.

    found   (a b c) (d e)      ruled: a and d are the same, b is another than a
    parted  (a c d e) (b)

The latest ruling on two items decides; an earlier one that it cannot hold together with gives way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.compare.ruled_pairs import Pair
from reportedly.model import Ruling


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two items belong together."""

    a: str
    b: str
    same: bool


def verdicts(held: Mapping[Pair, Ruling]) -> list[Verdict]:
    """Return what the rulings that hold for pairs say of them, in the order decided."""
    return [Verdict(a, b, one.kind in SAME) for (a, b), one in held.items()]


SAME = frozenset({"same utterance", "same answer"})


def regrouped(groups: Iterable[Sequence[str]], decided: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """Return the groups as ruled, each in the order of its first appearance; none is lost.

    An item that no group holds, but a verdict names, comes after the others.
    """
    sets = _Sets()
    for verdict in reversed(decided):  # the latest first: what it says is not overturned
        sets.decide(verdict)
    items: list[str] = []
    for group in groups:
        homes: list[str] = []
        for item in group:
            items.append(item)
            fitting = next((home for home in homes if sets.join(home, item)), None)
            if fitting is None:
                homes.append(item)
    items += [item for verdict in decided for item in (verdict.a, verdict.b)]
    found: dict[str, list[str]] = {}
    for item in dict.fromkeys(items):
        found.setdefault(sets.top(item), []).append(item)
    return [tuple(members) for members in found.values()]


class _Sets:
    """Sets of items, and which of the sets must not be made one."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}  # by the item that stands for a set

    def top(self, item: str) -> str:
        """Return the item that stands for the set."""
        above = self._above
        while above.setdefault(item, item) != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, a: str, b: str) -> bool:
        """Make one set of two, unless they must stay apart; return whether they are one."""
        a, b = self.top(a), self.top(b)
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        others = self._apart.pop(b, set())
        self._above[b] = a
        self._apart.setdefault(a, set()).update(others)
        for other in others:
            self._apart[other].discard(b)
            self._apart[other].add(a)
        return True

    def decide(self, verdict: Verdict) -> None:
        """Join two items or keep them apart, unless a later verdict says otherwise."""
        if verdict.same:
            self.join(verdict.a, verdict.b)
            return
        a, b = self.top(verdict.a), self.top(verdict.b)
        if a != b:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
