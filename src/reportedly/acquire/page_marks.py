"""What the tag, classes and ids of an element of a page say about it.

`<div class="c-articleBody">`  ->  "c-articleBody", {article, text}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from reportedly.text import word_list

NAMING = ("class", "id", "role", "itemprop", "data-testid")
NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
NO_MARKS: frozenset[str] = frozenset()


def element_names(said: Mapping[str, str]) -> str:
    """Return the class, id and such of an element; a cap: some are a megabyte long."""
    if len(said) == 1:  # most have a class and nothing else
        (name,) = said
        return said[name][:200] if name in NAMING else ""
    return " ".join([said[name][:200] for name in NAMING if name in said])


@cache
def _marks_by_word() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in word_list("page_marks"):
        mark, words = entry.split(":", 1)
        for word in words.split():
            found[word] = mark.strip()
    return found


@lru_cache(maxsize=20_000)
def page_marks(tag: str, names: str) -> frozenset[str]:
    """Return what an element's tag and its class, id and role say about it.

    >>> sorted(page_marks("div", "c-articleBody related_posts"))
    ['article', 'related', 'text']
    """
    table = _marks_by_word()
    found = [table[tag]] if tag in table else []
    if tag == "form":
        found.append("form")
    # A cap: names a megabyte long say nothing more than their beginning.
    for name in names[:400].split():
        found += _marks_of_name(name)
    return frozenset(found) if found else NO_MARKS


@lru_cache(maxsize=20_000)
def _marks_of_name(name: str) -> tuple[str, ...]:
    table = _marks_by_word()
    parts = NAME_PARTS.findall(name)
    if not name.islower():
        parts = [part.lower() for part in parts]
    if len(parts) > 1:
        parts += [first + second for first, second in pairwise(parts)]
    return tuple([table[part] for part in parts if part in table])
