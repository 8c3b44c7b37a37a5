"""Give periods of business and of whole years their TIMEX3 values.

    "the latest quarter", "the year-earlier period", "the 1988 third quarter", "year-end",
    "nineteen ninety-six", "the week of March 6"

The functions read matches of their patterns in `time_patterns`, like those of `time_rules`.
"""

from __future__ import annotations

import re
from datetime import date

from reportedly.annotate.calendars import days_of, shifted, value_at
from reportedly.annotate.time_readings import Reading, Setting, dated, spoken_year
from reportedly.annotate.time_rules import month_number, nearest_month_year, read_full_date
from reportedly.annotate.time_words import ORDINALS, UNITS


def read_latest(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the latest quarter", "the current fiscal year": the one the text speaks of."""
    unit = (match["unit"] or match["unit2"] or ("quarter" if match["unit3"] else "year")).lower()
    if unit == "quarter" and setting.quarter:
        year, number = setting.quarter
        return dated(f"{year}-Q{number}", anchor="text")
    if setting.anchor is None:
        return Reading(type="DATE", value="XXXX-QX" if unit == "quarter" else "XXXX")
    if unit == "quarter":
        return dated(_last_quarter(setting.anchor), anchor="published")
    return dated(f"{setting.anchor.year:04}", anchor="published")


def _last_quarter(day: date) -> str:
    """Return the last quarter that was over on `day`: reports of results look back on it."""
    number = (day.month - 1) // 3
    return f"{day.year:04}-Q{number}" if number else f"{day.year - 1:04}-Q4"


def read_year_earlier(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the year-earlier period", "the year-ago third quarter"."""
    if match["ordinal"] and setting.anchor:
        letter = "H" if match["unit"].lower() == "half" else "Q"
        number = ORDINALS[match["ordinal"].lower()]
        return dated(f"{setting.anchor.year - 1:04}-{letter}{number}", anchor="published")
    if setting.quarter:
        year, number = setting.quarter
        return dated(f"{year - 1:04}-Q{number}", anchor="text")
    if setting.anchor is None:
        return Reading(type="DATE", value="XXXX")
    return dated(f"{setting.anchor.year - 1:04}", anchor="published")


def read_quarter_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the 1988 third quarter", "1989's second quarter", "the 1988 period"."""
    year = match["year"]
    if match["ordinal"]:
        return dated(f"{year}-Q{ORDINALS[match['ordinal'].lower()]}")
    if setting.quarter:
        return dated(f"{year}-Q{setting.quarter[1]}", anchor="text")
    return dated(year) if match["unit"].lower() == "period" else dated(f"{year}-QX")


def read_half(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the first half of last year", "the third quarter of next year"."""
    letter = "H" if match["unit"].lower() == "half" else "Q"
    code = f"{letter}{ORDINALS[match['ordinal'].lower()]}"
    if setting.anchor is None:
        return Reading(type="DATE", value=f"XXXX-{code}")
    shift = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    return dated(f"{setting.anchor.year + shift:04}-{code}", anchor="published")


def read_quarter_ended(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the quarter ended Sept. 30", "the fiscal first quarter ended June 30".

    The month tells which one of the calendar it is; it stays open where it is none of it.
    """
    month = month_number(match["month"])
    year = nearest_month_year(month, setting, match)
    if month % 3 or year is None:
        return Reading(type="DATE", value="XXXX-QX" if year is None else f"{year}-QX")
    return dated(f"{year:04}-Q{month // 3}", anchor="published")


def read_whole_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the year" in "the year ended June 30": how long it was, not which."""
    return Reading(type="DURATION", value=f"P1{UNITS[match['unit'].lower()]}")


def read_year_end(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "year-end", "midyear": the end or the middle of the year of publication."""
    mod = "MID" if match["mid"] else "END"
    if setting.anchor is None:
        return Reading(type="DATE", value="XXXX", mod=mod)
    return dated(f"{setting.anchor.year:04}", mod, "published")


def read_one_before(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the year before", "the night before" where nothing follows: seen from the text."""
    unit = match["unit"].lower()
    code = UNITS[unit]
    days = days_of(setting.told) if setting.told and code in "MY" else None
    day = days[0] if days else setting.last
    if day is None:
        return None
    earlier = shifted(day, -1, code)
    part = "TNI" if unit == "night" else ""
    return dated(value_at(earlier, code) + part, anchor="text") if earlier else None


def read_spoken_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "nineteen ninety-six", "the year two thousand and four"."""
    return dated(f"{spoken_year(match['spoken']):04}")


def read_week_of(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the week of March 6": the week that holds the day."""
    day = read_full_date(match, setting)
    days = days_of(day.value or "") if day else None
    return dated(value_at(days[0], "W"), anchor=day.anchor if day else None) if days else None
