"""Runs of words that two reports share, each word used once, the longest runs first.

    a:  the mill burned down on Sunday . No one was hurt
    b:  No one was hurt when the mill burned down on Sunday
        [the mill burned down on Sunday] [No one was hurt]

Shared shingles are joined where they follow one another in both texts; of runs that overlap the
longer one keeps its words, and what is left of the other still counts where it is long enough
(greedy string tiling, Wise 1993).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.cluster.wordings import Shingles

_PLACES = 8  # of one shingle in one text that are looked at: a repeated word stays linear
_MOST_RUNS = 2_000  # tiled in a pair: far more than news shares, and a text of one word ends
_Places = npt.NDArray[np.int64]


class Tile(NamedTuple):
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


def find_tiles_of(many: Sequence[Shingled], b: Shingled, least: int) -> list[list[Tile]]:
    """Return for each of `many` the runs of `least` words or more that it has in common with `b`.

    They are gone over as one text, one after the other: arrays of a few hundred numbers cost more
    to handle than to search. No run goes from one into the next, whose first shingle begins at
    least `least` words after its last.
    """
    bases = np.cumsum([0, *(a.words for a in many)])
    in_a, in_b = _matches(many, bases, b)
    if not len(in_a):
        return [[] for _ in many]
    starts, lengths = _diagonals(in_a, in_b)
    lengths += least - 1  # from shingles to words
    in_a, in_b = in_a[starts], in_b[starts]
    owners = np.searchsorted(bases, in_a, side="right") - 1
    order = np.lexsort((in_b, in_a, -lengths, owners))
    begins = np.searchsorted(owners[order], np.arange(len(many) + 1)).tolist()
    at_a, at_b = (in_a - bases[owners])[order].tolist(), in_b[order].tolist()
    long = lengths[order].tolist()
    found: list[list[Tile]] = []
    for number, a in enumerate(many):
        some = slice(begins[number], min(begins[number + 1], begins[number] + _MOST_RUNS))
        runs = zip(at_a[some], at_b[some], long[some], strict=True)
        used = bytearray(a.words), bytearray(b.words)
        found.append(sorted(_tiled(map(Tile._make, runs), *used, least)))
    return found


def _tiled(
    runs: Iterator[Tile], used_a: bytearray, used_b: bytearray, least: int
) -> Iterator[Tile]:
    """Yield the runs, or what is left of them; the words of those before are marked with 1.

    There are dozens of runs of a dozen words in a pair: too short for arrays.
    """
    for run in runs:
        at_a, at_b, length = run
        # A run may lie over itself where a text repeats its words: then it counts as it stands.
        free = used_a.find(1, at_a, at_a + length) < 0 and used_b.find(1, at_b, at_b + length) < 0
        for tile in [run] if free else _free(run, used_a, used_b, least):
            ones = b"\x01" * tile.length
            used_a[tile.a : tile.a + tile.length] = ones
            used_b[tile.b : tile.b + tile.length] = ones
            yield tile


def _matches(many: Sequence[Shingled], bases: _Places, b: Shingled) -> tuple[_Places, _Places]:
    """Return the places of equal shingles, along the diagonals and down each of them."""
    if not len(b.values):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    values = np.concatenate([a.values for a in many])
    places = np.concatenate([a.order + base for a, base in zip(many, bases, strict=False)])
    first = np.searchsorted(b.values, values, side="left")
    some = np.flatnonzero(b.values[np.minimum(first, len(b.values) - 1)] == values)
    first = first[some]
    count = np.searchsorted(b.values, values[some], side="right") - first
    count = np.minimum(count, _PLACES)
    if len(some) == count.sum():  # as good as always: news does not repeat itself
        in_a, in_b = places[some], b.order[first].astype(np.int64)
    else:
        ends = np.cumsum(count)
        nth = np.arange(ends[-1]) - np.repeat(ends - count, count)
        in_a = np.repeat(places[some], count)
        in_b = b.order[np.repeat(first, count) + nth].astype(np.int64)
    along = np.argsort(((in_b - in_a) << 32) + in_a)
    return in_a[along], in_b[along]


def _diagonals(in_a: _Places, in_b: _Places) -> tuple[_Places, _Places]:
    """Return where unbroken runs of matches begin, and how many matches each has."""
    breaks = (in_a[1:] - in_a[:-1] != 1) | (in_b[1:] - in_b[:-1] != 1)
    starts = np.concatenate([[0], np.flatnonzero(breaks) + 1, [len(in_a)]])
    return starts[:-1], starts[1:] - starts[:-1]


def _free(run: Tile, used_a: bytearray, used_b: bytearray, least: int) -> Iterator[Tile]:
    """Yield the parts of a run whose words no other has used."""
    at_a, at_b, length = run
    in_a = int.from_bytes(used_a[at_a : at_a + length], "big")
    taken = in_a | int.from_bytes(used_b[at_b : at_b + length], "big")
    for part in _gaps(least).finditer(taken.to_bytes(length, "big")):
        yield Tile(at_a + part.start(), at_b + part.start(), part.end() - part.start())


@cache
def _gaps(least: int) -> re.Pattern[bytes]:
    return re.compile(rb"\x00{%d,}" % least)
