"""How a form of time expression is written down: a pattern and the function that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportedly.annotate.time_readings import Reading, Setting

Read = Callable[[re.Match[str], Setting], Reading | None]
Rule = tuple[re.Pattern[str], Read]

# No expression begins inside a word, an amount or a number with hyphens ("555-1998"); the second
# of two years or days tied by a hyphen does ("1919-1920", "14 August-24 August").
_EDGE_BEFORE = r"(?<![\w$£€.])(?:(?<!\d-)|(?<=\b1[5-9]\d\d-)|(?<=\b20\d\d-))"


def rule(pattern: str, read: Read, *, any_case: bool = False) -> Rule:
    """Return a form: spaces in `pattern` stand for any white space, "[ -]" also for a hyphen."""
    # Texts that are wrapped break their lines inside an expression.
    pattern = pattern.replace("[ -]", r"[\s-]").replace("[- ]", r"[\s-]").replace(" ", r"\s")
    return re.compile(rf"{_EDGE_BEFORE}{pattern}(?!\w)", re.IGNORECASE if any_case else 0), read
