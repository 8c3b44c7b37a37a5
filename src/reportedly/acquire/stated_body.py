"""The body that a page's own data states: the `articleBody` of its JSON-LD, without markup."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

# Possessive: a body that never ends is given up at once.
STATED = re.compile(r'"articleBody"\s{0,9}:\s{0,9}"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
MARKUP = re.compile(r"<[^<>]{0,2000}>")
LONGEST = 2_000_000  # characters of one script


def stated_body(scripts: Sequence[str]) -> str:
    r"""Return the longest body that JSON-LD `scripts` state, "" where none does.

    >>> stated_body(['{"@type": "NewsArticle", "articleBody": "<p>One.</p>\\nTwo."}'])
    ' One. \nTwo.'
    """
    best = ""
    for script in scripts:
        if "articleBody" not in script or len(script) > LONGEST:
            continue
        for match in STATED.finditer(script):
            best = max(best, _read(match.group(1)), key=len)
    return best


def _read(written: str) -> str:
    try:
        return MARKUP.sub(" ", json.loads(f'"{written}"', strict=False))
    except ValueError:
        return ""
