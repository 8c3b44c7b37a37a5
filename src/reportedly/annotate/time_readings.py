"""What a time expression means, and what it is read against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.annotate.calendars import Days, days_of
from reportedly.annotate.time_words import MODS, NUMBERS

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Frame = Literal["past", "future"]
UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression means."""

    type: TimeType
    value: str | None
    mod: str | None = None
    anchor: str | None = None  # "published", "text" or None
    days: Days | None = None


NO_DAY = Reading(type="DATE", value=None)  # "30 February": its words are kept, no day is made up


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against."""

    anchor: date | None
    last: date | None
    quarter: tuple[int, int] | None  # the last quarter named: "a year ago" is seen from it
    frame: Callable[[int, int], Frame | None]
    told: str | None = None  # the last date named with its year, as a value: see `narration`


def dated(value: str, mod: str | None = None, anchor: str | None = None) -> Reading:
    """Return a date, or a time of day, with the days that its value covers."""
    kind: TimeType = "TIME" if "T" in value[4:] and not value.startswith("P") else "DATE"
    return Reading(type=kind, value=value, mod=mod, anchor=anchor, days=days_of(value))


def mod_of(match: re.Match[str]) -> str | None:
    """Return the TIMEX3 modifier that the words matched as `mod` stand for."""
    words = match.groupdict().get("mod")
    return MODS.get(" ".join(words.lower().replace("-", " ").split())) if words else None


def number_of(words: str) -> float | None:
    """Return the number that digits or number words mean, None for no number."""
    words = words.lower().replace("-", " ")
    if words[0].isdigit():
        return float(words)
    if words in ("a hundred", "one hundred"):
        return 100.0
    values = [NUMBERS.get(word) for word in words.split()]
    return None if None in values else float(sum(filter(None, values)))
