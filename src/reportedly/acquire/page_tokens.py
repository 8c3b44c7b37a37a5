"""What the names of the elements around a line, and its own words, weigh: two learned tables.

names, words of all lines  ->  a hash of each token  ->  buckets  ->  the sum of their weights

All tokens of a page are hashed at once, as rows of numbers; a token is never a string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float64]

BITS = 13
BUCKETS = 1 << BITS  # of each table of weights
FIRST_WORDS, LAST_WORDS = 10, 3
PAIRS = 5  # words at the beginning that are also seen with the word after
SHORT_WORDS = 8  # a line of so few is seen as a whole too
FIRST_PART, LAST_PART = 110, 50  # characters in which the words are looked for
NAMED = 4  # elements around a line whose names are seen
NAME_PART = 120  # characters of the names of one
# Odd numbers of 64 bits, taken at random once: two to mix with, and one for each sort of token.
MIX, STEP = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
WORD, PAIR, END, WHOLE, TAG, NAME, ABOVE = (
    np.uint64(0xA0761D6478BD642F + 0x1F123BB5159A55E5 * n & (1 << 64) - 1) for n in range(7)
)
LONGEST = 64  # characters of a token that count each by its place


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of all texts in order."""

    text: Places  # the number of the text that each stands in
    hash: Hashes
    rank: Places  # from the beginning of its text
    left: Places  # to the end of its text


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of all lines: which line, which bucket."""

    line: Places
    bucket: Places

    def sums(self, table: Weights, count: int) -> Weights:
        """Return the summed weights of each of `count` lines."""
        weights = table.take(self.bucket)
        return np.asarray(np.bincount(self.line, weights, minlength=count), np.float64)


def word_buckets(texts: Sequence[str]) -> Buckets:
    """Return the buckets of the first and last words of each text, and of short ones as a whole."""
    cut = FIRST_PART + LAST_PART
    parts = [t if len(t) <= cut else f"{t[:FIRST_PART]} {t[-LAST_PART:]}" for t in texts]
    tokens = _tokens(parts, letters=True)
    first, last = tokens.rank < FIRST_WORDS, tokens.left < LAST_WORDS
    paired = (tokens.rank < PAIRS) & (tokens.left > 0)
    following = np.append(tokens.hash[1:], np.uint64(0))
    short = tokens.rank + tokens.left < SHORT_WORDS
    power = _powers().take(np.minimum(tokens.rank, SHORT_WORDS))
    wholes = np.zeros(len(parts), np.uint64)
    np.add.at(wholes, tokens.text[short], (tokens.hash * power)[short])
    whole = np.flatnonzero(wholes)
    return _joined(
        (tokens.text[first], tokens.hash[first] ^ WORD),
        (tokens.text[last], tokens.hash[last] ^ END),
        (tokens.text[paired], (tokens.hash[paired] * MIX + following[paired]) ^ PAIR),
        (whole, wholes[whole] ^ WHOLE),
    )


def name_buckets(lines: Sequence[Line]) -> Buckets:
    """Return the buckets of each line's tag and of the names of the elements around it."""
    numbers: dict[str, int] = {}
    own, tags = [], []
    above: list[int] = []
    holders: list[int] = []
    for place, line in enumerate(lines):
        tags.append(numbers.setdefault(line.tag, len(numbers)))
        names = [numbers.setdefault(name, len(numbers)) for name in line.names[:NAMED]]
        own.append(names[0] if names else -1)
        above += names[1:]
        holders += [place] * (len(names) - 1)
    tokens = _tokens([name[:NAME_PART] for name in numbers], letters=False)
    first = np.searchsorted(tokens.text, np.arange(len(numbers) + 1))
    named = np.flatnonzero(np.asarray(own) >= 0)
    return _joined(
        _spread(tokens, first, np.asarray(tags), np.arange(len(lines)), TAG),
        _spread(tokens, first, np.asarray(own)[named], named, NAME),
        _spread(tokens, first, np.asarray(above, np.intp), np.asarray(holders, np.intp), ABOVE),
    )


def _spread(
    tokens: Tokens, first: Places, texts: Places, lines: Places, sort: np.uint64
) -> tuple[Places, Hashes]:
    """Return, for each line, the hashes of the tokens of the text that it has."""
    counts = first[texts + 1] - first[texts]
    starts = np.cumsum(counts) - counts
    at = np.arange(counts.sum()) - np.repeat(starts - first[texts], counts)
    return np.repeat(lines, counts), tokens.hash[at] ^ sort


def _joined(*parts: tuple[Places, Hashes]) -> Buckets:
    hashes = np.concatenate([part[1] for part in parts])
    hashes = (hashes ^ (hashes >> np.uint64(32))) * MIX
    return Buckets(
        np.concatenate([part[0] for part in parts]),
        (hashes >> np.uint64(64 - BITS)).astype(np.intp),
    )


def _tokens(texts: Sequence[str], *, letters: bool) -> Tokens:
    """Return the tokens of texts: words and single other marks, or what spaces part.

    A text holds no line end: these part the texts.
    """
    low = ("\n".join(texts) + "\n").lower()
    codes = np.frombuffer(low.encode("utf-32-le", "replace"), np.uint32)
    sorts = _sorts().take(np.minimum(codes, 0xFFFF).astype(np.intp))
    filled = sorts > 0
    going_on = sorts > 1 if letters else filled
    begins = filled.copy()
    begins[1:] &= ~(going_on[1:] & going_on[:-1])
    starts = np.flatnonzero(begins)
    number = np.cumsum(begins) - 1
    text = np.cumsum(codes == ord("\n"))[starts]
    if not len(starts):
        return Tokens(text, np.zeros(0, np.uint64), starts, starts)
    within = np.clip(np.arange(len(codes)) - starts[number], 0, LONGEST)
    values = np.where(filled, codes, 0).astype(np.uint64) * _powers().take(within)
    hashes = np.add.reduceat(values, starts)
    counts = np.bincount(text, minlength=len(texts))
    rank = np.arange(len(starts)) - (np.cumsum(counts) - counts)[text]
    return Tokens(text, hashes * MIX, rank, counts[text] - rank - 1)


@cache
def _sorts() -> npt.NDArray[np.uint8]:
    """Return 0 for white space, 2 for what words are made of, 1 for other characters."""
    found = [0 if chr(c).isspace() else 1 + (chr(c).isalnum() or c == 95) for c in range(0x10000)]
    return np.asarray(found, np.uint8)


@cache
def _powers() -> Hashes:
    return np.asarray([pow(int(STEP), n, 1 << 64) for n in range(LONGEST + 1)], np.uint64)
