"""How matters move on while they are reported: the ladders of `words/ladders.toml`.

missing -> injured -> dead
at large -> arrested -> charged -> on trial -> convicted -> sentenced
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportedly.compare.patterns import compiled, heads
from reportedly.rarity import meaning, stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """One ladder; every pattern is matched against flat text.

    Attributes:
        id: Its name.
        persons: Whether persons climb it, or whatever `of` names.
        of: The nouns for what climbs it, by what they mean.
        steps: What is told at each step, the first first.
        any: Any of them: most sentences tell none.
        heads: How the words begin with which any of them begins.
    """

    id: str
    persons: bool
    of: frozenset[str]
    steps: tuple[re.Pattern[str], ...]
    any: re.Pattern[str]
    heads: frozenset[str]


@cache
def ladders() -> tuple[Ladder, ...]:
    """Return all ladders, in file order.

    >>> [ladder.id for ladder in ladders()][:3]
    ['fate', 'search', 'recovery']
    """
    source = resources.files("reportedly") / "words" / "ladders.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(
        Ladder(
            id=entry["id"],
            persons=entry["of"] == "person",
            of=_meanings(table["roles"] if entry["of"] == "person" else entry["of"]),
            steps=tuple(compiled(step) for step in entry["steps"]),
            any=compiled(pattern for step in entry["steps"] for pattern in step),
            heads=heads(pattern for step in entry["steps"] for pattern in step),
        )
        for entry in table["ladder"]
    )


def _meanings(words: str) -> frozenset[str]:
    return frozenset(meaning(stem(word)) for word in words.split())
