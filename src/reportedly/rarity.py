"""How rare a word is in news: what makes a shared word tell something.

Words are compared by stems. Their rarity comes from a fixed list, not from the reports at
hand, so that a judgement about two reports never depends on which others there are.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from reportedly.text import word_list

_ENDINGS = re.compile(r"(?:'s|s'|(?<=[^s])s|ed|ing|ly)$")


@lru_cache(maxsize=100_000)  # a text repeats its words, and a story its texts
def stem(word: str) -> str:
    """Return a plain word without its commonest endings; crude, the same for all reports.

    >>> [stem(word) for word in ("ferries", "ferry", "stopped", "stopping", "sinks", "boss")]
    ['ferri', 'ferri', 'stop', 'stop', 'sink', 'boss']
    """
    for _ in range(2):
        shorter = _ENDINGS.sub("", word)
        if len(shorter) < 3 or shorter == word:
            break
        word = shorter
    if word.endswith("ie"):
        word = word[:-1]
    elif len(word) > 3 and word[-1] in "ey":
        word = word[:-1] + ("i" if word[-1] == "y" else "")
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "slz":
        word = word[:-1]
    return word


@cache
def rarity() -> dict[str, float]:
    """Return for each common stem the logarithm of one over its share of news texts."""
    found: dict[str, float] = {}
    for line in word_list("document_frequencies"):
        word, count = line.split()
        found[word] = math.log(10_000 / int(count))
    return found


@cache
def _rarest() -> float:
    return max(rarity().values(), default=1.0) + 1.0


def weight(word: str) -> float:
    """Return how rare a stem is in news: 0 for one that stands in every text."""
    return rarity().get(word, _rarest())


@lru_cache(maxsize=50_000)
def meaning(word: str) -> str:
    """Return the stem that stands for all that news uses for the same as a stem.

    >>> meaning(stem("pact")) == meaning(stem("agreement")), meaning("barge")
    (True, 'barge')
    """
    return _meanings().get(word, word)


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in word_list("same_meaning"):
        words = [stem(word) for word in line.split()]
        for word in words:
            found.setdefault(word, words[0])
    return found
