"""See dates from where a narration has come to, not from the day of publication.

    "The war began in October 1918. In March the army ..."     March 1919

An undated report is read so throughout. One that is dated is read so while it speaks of a time
that lies years before it: within a few sentences of naming such a year.
"""

from __future__ import annotations

import re
from datetime import date

from reportedly.annotate.calendars import days_of, shifted, value_at
from reportedly.annotate.time_readings import Reading, Setting, dated, mod_of
from reportedly.annotate.time_words import MONTHS, SEASONS, UNITS

TOLD = re.compile(r"(BC\d{4}|\d{4})(?:-(\d\d))?")
# A year so long before publication is history. News that looks back a few years and then says "in
# April" means its own year: with 2 years, five months of half of TimeBank went wrong, none right.
LONG_AGO = 25
# A narration goes forward: one month back is as far as so many ahead. Swept 1 to 4 on WikiWars'
# half: best at 3, hardly worse from 1 to 2, worse at 4.
BACK = 3


def told(setting: Setting) -> str | None:
    """Return the value that the narration has come to, None where the report is no narration."""
    if setting.told is None or (setting.anchor is not None and not _is_long_ago(setting)):
        return None
    return setting.told


def _is_long_ago(setting: Setting) -> bool:
    value = setting.told or ""
    if setting.anchor is None or value.startswith("BC"):
        return True
    return setting.anchor.year - int(value[:4]) >= LONG_AGO


def is_told(reading: Reading) -> bool:
    """Return whether a narration goes on from what was read: a year with or without more."""
    value = reading.value or ""
    return reading.type in ("DATE", "TIME") and TOLD.match(value) is not None


def told_year(setting: Setting, month: int, which: str = "") -> str | None:
    """Return the year ("1919", "BC0480") of a month named without one, in a narration.

    `which` is "previous" or "following" where the words say so.
    """
    match = TOLD.match(told(setting) or "")
    if match is None:
        return None
    if match[2] is None or match[1].startswith("BC"):
        return match[1]
    year, last = int(match[1]), int(match[2])

    if which == "previous":
        return f"{year - (month >= last):04}"
    if which == "following":
        return f"{year + (month <= last):04}"

    def apart(candidate: int) -> float:
        months = (candidate - year) * 12 + month - last
        return months if months >= 0 else -months * BACK

    return f"{min((year - 1, year, year + 1), key=apart):04}"


def shifted_year(year: str, by: int) -> str:
    """Return a year moved by some years: "BC0490" by one is "BC0489".

    >>> shifted_year("1918", 1), shifted_year("BC0490", 1), shifted_year("BC0001", 1)
    ('1919', 'BC0489', '0001')
    """
    number = 1 - int(year[2:]) if year.startswith("BC") else int(year)
    moved = number + by
    return f"{moved:04}" if moved > 0 else f"BC{1 - moved:04}"


def read_bc(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "480 BC", "August 480 BC", "late autumn of 481 BC": years that have no days here."""
    groups = match.groupdict()
    if groups.get("tens"):
        return Reading(type="DATE", value=f"BC{int(match['tens']):03}", mod=mod_of(match))
    value = f"BC{int(match['bc']):04}"
    if groups.get("month"):
        value += f"-{MONTHS[match['month'].rstrip('.').lower()]:02}"
    elif groups.get("unit"):
        value += f"-{SEASONS[match['unit'].lower()]}"
    return Reading(type="DATE", value=value, mod=mod_of(match))


def read_that(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "that year", "the following month", "the same summer": from the last date named."""
    value, unit = setting.told, (match["unit"] or "").lower()
    if value is None or unit not in (*SEASONS, "day", "week", "month", "year"):
        return None
    shift = {"following": 1, "next": 1, "previous": -1}.get((match["which"] or "").lower(), 0)
    if unit in SEASONS:
        year = (TOLD.match(value) or [None, ""])[1]
        return dated(f"{shifted_year(str(year), shift)}-{SEASONS[unit]}", mod_of(match), "text")
    code = UNITS[unit]
    if code == "Y":
        year = (TOLD.match(value) or [None, ""])[1]
        return dated(shifted_year(str(year), shift), mod_of(match), "text")
    days = days_of(value)
    if days is None or (days[1] - days[0]).days > 31:
        return None
    first = days[0].replace(day=1) if code == "M" else days[0]
    day: date | None = shifted(first, shift, code)
    return dated(value_at(day, code), mod_of(match), "text") if day else None
