"""Read the time of a day: "8:35 p.m.", "noon", "half past two", "four in the morning"."""

from __future__ import annotations

import re

from reportedly.annotate.number_words import ONES

HOUR = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?(?!\d)")
HALF = re.compile(r"([ap])\.?m\b|(morning|afternoon|evening|night)")
PAST = {"half past": 30, "quarter past": 15, "quarter to": -15}
NAMED = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def clock_value(words: str | None) -> str:
    """Return "T20:35" for "8:35 PM", "" for what is no time of the day.

    The hour is open ("TXX:30") where nothing says which half of the day is meant by words.

    >>> clock_value("8:35 PM"), clock_value("half past two"), clock_value("3.54pm")
    ('T20:35', 'TXX:30', 'T15:54')
    """
    if not words:
        return ""
    lower = " ".join(words.lower().split())
    if (first := lower.split(" ")[0]) in NAMED:  # "noon", "midnight EST"
        return NAMED[first]
    shift = next((minutes for phrase, minutes in PAST.items() if phrase in lower), 0)
    found = HOUR.search(lower)
    hour, minute = _hour_in_words(lower), 0
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
    if hour < 0:
        return ""
    half = HALF.search(lower)
    if half:
        hour = _of_half(hour, half[1] or half[2])
    elif shift:
        return f"TXX:{shift % 60:02}"
    hour, minute = divmod(hour * 60 + minute + shift, 60)
    return f"T{hour:02}:{minute:02}" if 0 <= hour < 24 else ""


def _hour_in_words(lower: str) -> int:
    return next((ONES[word] for word in lower.split() if 0 < ONES.get(word, 0) < 13), -1)


def _of_half(hour: int, half: str) -> int:
    """Return the hour on a clock of 24: at night is before midnight from six on."""
    if hour > 12:
        return hour
    late = half in ("p", "afternoon", "evening") or (half == "night" and 6 <= hour < 12)
    return hour % 12 + (12 if late else 0)
