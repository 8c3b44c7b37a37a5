"""The fingerprints of a project's reports, kept so that new ones are compared with few of them.

    index of 100,000 reports + 1,000 new ones -> the pairs to lay side by side, and the index

What comes of it is what a run over all reports would give, whatever the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from reportedly.cluster.candidates import Numbers, pairs_behind, places_in_runs
from reportedly.cluster.wordings import Shingles


@dataclass(slots=True)
class Fingerprints:
    """Fingerprints by value, with the number of the report that has each.

    Attributes:
        orders: What each report is sorted by, in the order in which they were added.
        sizes: How many fingerprints each has.
        values: All fingerprints, ascending.
        owners: The number of the report that each belongs to.
    """

    orders: list[str] = field(default_factory=list)
    sizes: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    values: Shingles = field(default_factory=lambda: np.zeros(0, np.uint64))
    owners: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    _before: int = 0  # how many there were before the last addition

    def add(self, orders: Sequence[str], prints: Sequence[Shingles]) -> None:
        """Take in reports: what each is sorted by, and its fingerprints."""
        first = self._before = len(self.orders)
        self.orders += orders
        sizes = np.array([len(each) for each in prints], dtype=np.int64)
        self.sizes = np.concatenate([self.sizes, sizes])
        values = np.concatenate([np.zeros(0, np.uint64), *prints])
        owners = first + np.repeat(np.arange(len(prints)), sizes)
        order = np.argsort(values, kind="stable")
        at = np.searchsorted(self.values, values[order])
        self.values = np.insert(self.values, at, values[order])
        self.owners = np.insert(self.owners, at, owners[order])

    def pairs(self, since: int, widest: int) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the reports to compare, the earlier published first.

        Only pairs with a report added as number `since` or later. See `pairs_behind`.
        """
        ranks, numbers = self._ranks()
        values, owners = self._behind(since, ranks)
        for a, b in pairs_behind(values, owners, self.sizes[numbers], widest):
            first, second = int(numbers[a]), int(numbers[b])
            if max(first, second) >= since:
                yield first, second

    def drop(self, gone: Set[str]) -> None:
        """Take reports out again."""
        if not gone:
            return
        stay = np.array([order not in gone for order in self.orders], dtype=bool)
        inside = stay[self.owners]
        self.values, self.owners = self.values[inside], (np.cumsum(stay) - 1)[self.owners[inside]]
        self.sizes = self.sizes[stay]
        self.orders = [order for order in self.orders if order not in gone]

    def displaced(self, widest: int) -> bool:
        """Return whether reports added last may part pairs that were to be compared before.

        They may if by them one that was among the first `widest` behind a fingerprint is no more.
        """
        since = self._before
        if not since or since == len(self.orders):
            return False
        ranks, _ = self._ranks()
        values, owners = self._behind(since, ranks)
        place = places_in_runs(values)
        new = np.isin(owners, ranks[since:])
        come: Numbers = np.cumsum(new) - new
        before = place - (come - come[np.arange(len(place)) - place])  # among those that were there
        return bool((~new & (before < widest) & (place >= widest)).any())

    def _ranks(self) -> tuple[Numbers, Numbers]:
        """Return the place of each report in order of publication, and who is at each place."""
        numbers = np.array(sorted(range(len(self.orders)), key=self.orders.__getitem__), np.int64)
        ranks = np.empty(len(numbers), np.int64)
        ranks[numbers] = np.arange(len(numbers))
        return ranks, numbers

    def _behind(self, since: int, ranks: Numbers) -> tuple[Shingles, Numbers]:
        """Return the values that a report added since shares, once for each owner, with its rank.

        Most fingerprints stand in one report only and make no pair: they go first.
        """
        same = self.values[1:] == self.values[:-1]
        shared = np.zeros(len(self.values), dtype=bool)
        shared[1:] |= same
        shared[:-1] |= same
        values, owners = self.values[shared], self.owners[shared]
        if since:
            begins = np.ones(len(values), dtype=bool)
            begins[1:] = values[1:] != values[:-1]
            run = np.cumsum(begins) - 1
            touched = np.zeros(len(values), dtype=bool)
            touched[run[owners >= since]] = True
            values, owners = values[touched[run]], owners[touched[run]]
        owners = ranks[owners]
        order = np.lexsort((owners, values))
        return values[order], owners[order]

    def since_last(self) -> Fingerprints:
        """Return those of the reports added last alone."""
        since = self._before
        new = self.owners >= since
        return Fingerprints(
            self.orders[since:], self.sizes[since:], self.values[new], self.owners[new] - since
        )
