"""What a time expression means, and what it is read against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.annotate.calendars import Days, days_of
from reportedly.annotate.number_words import ONES, TENS
from reportedly.annotate.time_words import DAY_WORDS, MODS, NUMBERS, SPOKEN_DAYS

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
    quarter: tuple[int, int] | None  # the first quarter named: "a year ago" is seen from it
    frame: Callable[[int, int], Frame | None]
    told: str | None = None  # the last date named with its year, as a value: see `narration`
    here: date | None = None  # the last day that the sentence named: "8 p.m." is on it
    day_first: bool = False  # whether another date of the report shows that "3/4" is 3 April


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


def day_number(words: str) -> int:
    """Return the day of a month: "7", "7th", "seventh", "twenty-first", "twenty one".

    >>> day_number("7th"), day_number("Twenty-first"), day_number("thirty one")
    (7, 21, 31)
    """
    plain = " ".join(words.lower().replace("-", " ").split())
    named = DAY_WORDS.get(plain) or SPOKEN_DAYS.get(plain)
    return named or int(re.sub(r"\D", "", plain))


_SPOKEN = {**ONES, **TENS, "oh": 0, "hundred": 0}


def spoken_year(words: str) -> int:
    """Return the year that "nineteen ninety-six", "two thousand and four" say.

    >>> spoken_year("nineteen ninety-six"), spoken_year("two thousand and eighteen")
    (1996, 2018)
    """
    said = [word for word in re.split(r"[\s-]+", words.lower()) if word != "and"]
    if said[0] == "two":
        return 2000 + sum(_SPOKEN[word] for word in said[2:])
    return _SPOKEN[said[0]] * 100 + sum(_SPOKEN[word] for word in said[1:])
