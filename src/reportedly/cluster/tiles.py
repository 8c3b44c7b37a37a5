"""Runs of words that two reports share, each word used once, the longest runs first.

    a:  the mill burned down on Sunday . No one was hurt
    b:  No one was hurt when the mill burned down on Sunday
        [the mill burned down on Sunday] [No one was hurt]

Shared shingles are joined where they follow one another in both texts; of runs that overlap the
longer one keeps its words, and what is left of the other still counts where it is long enough
(greedy string tiling, Wise 1993).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reportedly.cluster.wordings import Shingles

_PLACES = 8  # of one shingle in one text that are looked at: a repeated word stays linear
_MOST_RUNS = 2_000  # tiled in a pair: far more than news shares, and a text of one word ends
_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tile:
    """A run of `length` words from word `a` of one report and word `b` of the other."""

    a: int
    b: int
    length: int


class Shingled:
    """The shingles of one report, sorted for look-up."""

    __slots__ = ("order", "values", "words")

    def __init__(self, shingles: Shingles, words: int) -> None:
        """Sort the shingles of a report of so many words."""
        self.order = np.argsort(shingles, kind="stable").astype(np.int32)
        self.values = shingles[self.order]
        self.words = words


def find_tiles(a: Shingled, b: Shingled, least: int) -> list[Tile]:
    """Return the runs of `least` words or more that both have, in the order of `a`."""
    in_a, in_b = _matches(a, b)
    if not len(in_a):
        return []
    starts, lengths = _diagonals(in_a, in_b)
    lengths += least - 1  # from shingles to words
    order = np.lexsort((in_b[starts], in_a[starts], -lengths))[:_MOST_RUNS]
    used_a = np.zeros(a.words, dtype=bool)
    used_b = np.zeros(b.words, dtype=bool)
    tiles: list[Tile] = []
    for at, length in zip(starts[order].tolist(), lengths[order].tolist(), strict=True):
        run = Tile(int(in_a[at]), int(in_b[at]), length)
        for tile in _free(run, used_a, used_b, least):
            used_a[tile.a : tile.a + tile.length] = True
            used_b[tile.b : tile.b + tile.length] = True
            tiles.append(tile)
    return sorted(tiles, key=lambda tile: tile.a)


def _matches(a: Shingled, b: Shingled) -> tuple[_Places, _Places]:
    """Return the places of equal shingles, along the diagonals and down each of them."""
    first = np.searchsorted(b.values, a.values, side="left")
    count = np.minimum(np.searchsorted(b.values, a.values, side="right") - first, _PLACES)
    some = np.flatnonzero(count)
    first, count = first[some], count[some]
    if not len(some):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    ends = np.cumsum(count)
    nth = np.arange(ends[-1]) - np.repeat(ends - count, count)
    in_a = np.repeat(a.order[some], count).astype(np.int64)
    in_b = b.order[np.repeat(first, count) + nth].astype(np.int64)
    along = np.lexsort((in_a, in_b - in_a))
    return in_a[along], in_b[along]


def _diagonals(in_a: _Places, in_b: _Places) -> tuple[_Places, _Places]:
    """Return where unbroken runs of matches begin, and how many matches each has."""
    breaks = (np.diff(in_a) != 1) | (np.diff(in_b) != 1)
    starts = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    return starts, np.diff(np.concatenate([starts, [len(in_a)]]))


def _free(
    run: Tile, used_a: npt.NDArray[np.bool_], used_b: npt.NDArray[np.bool_], least: int
) -> Iterator[Tile]:
    """Yield the parts of a run whose words no other has used."""
    taken = used_a[run.a : run.a + run.length] | used_b[run.b : run.b + run.length]
    if not taken.any():
        # A run may lie over itself where a text repeats its words: then it counts as it stands.
        yield run
        return
    edges = np.flatnonzero(np.diff(np.concatenate([[True], taken, [True]]).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start >= least:
            yield Tile(run.a + start, run.b + start, end - start)
