"""Give what comes again its TIMEX3 value: "daily", "every week", and "every Sunday at 9 a.m.".

The functions read matches of their patterns in `set_patterns`, like those of `time_rules`.
"""

from __future__ import annotations

import re

from reportedly.annotate.clocks import clock_value
from reportedly.annotate.duration_rules import duration
from reportedly.annotate.time_readings import UNKNOWN_DAY, Reading, Setting, number_of
from reportedly.annotate.time_words import MONTHS, PARTS, SETS, UNITS, WEEKDAYS


def read_set(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "daily", "every week", "each Monday", "a month" after a price."""
    groups = match.groupdict()
    if groups.get("word"):
        return Reading(type="SET", value=SETS[match["word"].lower()])
    if groups.get("weekday"):
        number = WEEKDAYS[match["weekday"].lower().rstrip("s")]
        part = f"T{PARTS[groups['part'].lower()]}" if groups.get("part") else ""
        return Reading(type="SET", value=f"XXXX-WXX-{number}{part}")
    if groups.get("month"):
        return Reading(type="SET", value=f"XXXX-{MONTHS[match['month'].rstrip('.').lower()]:02}")
    unit = match["unit"].lower()
    code = UNITS[unit.rstrip("s")]
    every = 2.0 if groups.get("other") else 1.0
    count = number_of(groups["number"]) if groups.get("number") else every
    return Reading(type="SET", value=duration(count, code))


def read_set_at(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "every morning", "every Sunday at 9 a.m.", "3 p.m. every day", "9 a.m. on Sundays"."""
    groups = match.groupdict()
    part = (groups.get("part") or "").lower().rstrip("s")
    words = groups.get("clock") or ""
    if words.isdigit() and part:
        words = f"{words} in the {part}"
    time = clock_value(words) or (f"T{PARTS[part]}" if part else "")
    named = groups.get("weekday") or groups.get("weekdays") or ""
    weekday = named.lower().rstrip("s.")
    day = f"XXXX-WXX-{WEEKDAYS[weekday]}" if weekday else UNKNOWN_DAY
    return Reading(type="SET", value=day + time)
