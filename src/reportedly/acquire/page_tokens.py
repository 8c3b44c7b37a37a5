"""What the names of the elements around a line, and its own words, weigh: two learned tables.

names, words of a line  ->  tokens  ->  buckets  ->  the sum of their weights

What a token weighs is kept, so that each is hashed once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

BUCKETS = 1 << 13  # of each table of weights
FIRST_WORDS, LAST_WORDS = 6, 2
SHORT_WORDS = 8  # a line of so few is seen as a whole too
LAST_PART = 40  # characters in which the last words are looked for
LOOKED_AT = 80  # characters, at the beginning
MOST_NAMES = 12  # of one element
NAMED = 4  # elements around a line whose names are seen
MOST_KEPT = 50_000  # tokens
WORD = re.compile(r"\w+|[^\w\s]")


class Weights(dict[str, float]):
    """What each token that was asked for weighs in one table."""

    def __init__(self, table: Sequence[float]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, token: str) -> float:
        """Look up what a token weighs, and keep it."""
        if len(self) >= MOST_KEPT:
            self.clear()
        weight = self[token] = self._table[bucket(token)]
        return weight

    def total(self, tokens: dict[str, None]) -> float:
        """Return what tokens weigh together."""
        return sum(map(self.__getitem__, tokens))


def bucket(token: str) -> int:
    """Return the bucket of a token."""
    return crc32(token.encode("utf-8", "replace")) % BUCKETS


def name_tokens(tag: str, names: Sequence[str]) -> dict[str, None]:
    """Return the tokens of a line's tag and of the names of the elements around it, each once."""
    found = [f"T:{tag}"]
    for place, around in enumerate(names[:NAMED]):
        sort = "A" if place else "N"
        found += [f"{sort}:{name}" for name in around.lower().split()[:MOST_NAMES]]
    return dict.fromkeys(found)


def word_tokens(text: str) -> dict[str, None]:
    """Return the tokens of the first and last words of a line, each once.

    >>> list(word_tokens("Share it."))
    ['w:share', 'w:it', 'w:.', 'b:share it', 'b:it .', 'e:it', 'e:.', '=:share it.']
    """
    low = text[:LOOKED_AT].lower()
    words = WORD.findall(low)
    first = words[:FIRST_WORDS]
    found = [f"w:{word}" for word in first]
    found += [f"b:{one} {two}" for one, two in pairwise(first)]
    last = words if len(text) <= LAST_PART else WORD.findall(text[-LAST_PART:].lower())
    found += [f"e:{word}" for word in last[-LAST_WORDS:]]
    if len(words) <= SHORT_WORDS and len(text) <= LOOKED_AT:
        found.append(f"=:{low}")
    return dict.fromkeys(found)
