"""Whether any of many fixed strings stands in a line, found out fast.

"in your inbox", "terms of use"  ->  one pattern that begins at x and m, the rarest letters of each

A pattern of strings that begin with most letters of the alphabet is tried at most places of a
line. One that begins in their middle, at a letter that few words hold, passes over nearly all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# The commonest last; other characters than these are rarer still.
COMMON = "zqxjkvbpygwmfucdlhrsnioate "


def any_of(literals: Iterable[str]) -> re.Pattern[str]:
    r"""Return a pattern that is found in a text where one of `literals` stands, and nowhere else.

    What it matches is only the rest of one, from its rarest letter on.

    >>> any_of(["in your inbox", "cookie"]).pattern
    '(?:k(?:(?<=cook)ie)|x(?:(?<=in\\ your\\ inbox)))'
    """
    groups: dict[str, list[str]] = {}
    for literal in sorted(literals):
        at = min(range(len(literal)), key=lambda place: COMMON.find(literal[place].lower()))
        head, rest = re.escape(literal[: at + 1]), re.escape(literal[at + 1 :])
        groups.setdefault(re.escape(literal[at]), []).append(f"(?<={head}){rest}")
    forms = (f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(groups.items()))
    return re.compile(f"(?:{'|'.join(forms)})")
