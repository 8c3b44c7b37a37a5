"""Which reports to lay side by side: those behind the same fingerprints, found by sorting.

    fingerprints, sorted -> runs of one value -> pairs of reports that share enough of them

Everything is done on whole arrays: a hundred thousand reports have ten million fingerprints.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from reportedly.cluster.wordings import Shingles

Numbers = npt.NDArray[np.int64]

_AT_ONCE = 1 << 22  # shared fingerprints that are counted at a time: 32 MB of pairs


def pairs_behind(
    values: Shingles, owners: Numbers, sizes: Numbers, widest: int
) -> Iterator[tuple[int, int]]:
    """Yield the reports (a, b) that share fingerprints enough, ascending by b and a.

    The fingerprints are sorted by value and owner, the owners numbered in order of publication;
    `sizes` says how many each has in all. Of the reports behind one fingerprint the first `widest`
    are paired with all that follow them.

    >>> values, owners = np.array([3, 3, 5, 5, 8, 8], np.uint64), np.array([0, 2, 0, 2, 0, 2])
    >>> list(pairs_behind(values, owners, np.array([3, 0, 3]), widest=12))
    [(0, 2)]
    """
    place = places_in_runs(values)
    for first, last in _parts(place, owners, widest, len(sizes)):
        yield from _pairs_in(owners, place, sizes, widest, (first, last))


def places_in_runs(values: Shingles) -> Numbers:
    """Return how many stand before each value in its run of equal ones."""
    numbers = np.arange(len(values))
    begins = np.ones(len(values), dtype=bool)
    begins[1:] = values[1:] != values[:-1]
    return numbers - np.maximum.accumulate(np.where(begins, numbers, 0))


def _parts(place: Numbers, owners: Numbers, widest: int, count: int) -> Iterator[tuple[int, int]]:
    """Yield runs of reports that together have few enough shared fingerprints to count at once."""
    load = np.bincount(owners, weights=np.minimum(place, widest), minlength=count)
    part = (np.cumsum(load) // _AT_ONCE).astype(np.int64)
    for number in np.unique(part):
        found = np.flatnonzero(part == number)
        yield int(found[0]), int(found[-1])


def _pairs_in(
    owners: Numbers, place: Numbers, sizes: Numbers, widest: int, part: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    inside = np.flatnonzero((owners >= part[0]) & (owners <= part[1]))
    count = len(sizes)
    found: list[Numbers] = []
    for nth in range(widest):
        later = inside[place[inside] > nth]
        found.append(owners[later] * count + owners[later - place[later] + nth])
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    b, a = np.divmod(pairs, count)
    # One shared fingerprint is a chance phrase or one quotation, save in very short texts.
    enough = shared >= np.clip(np.minimum(sizes[a], sizes[b]) // 4, 1, 3)
    yield from zip(a[enough].tolist(), b[enough].tolist(), strict=True)
