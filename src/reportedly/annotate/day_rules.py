"""Read days that are said by their place in a week, a month, or from another day.

    "Friday next week"      "the first Monday of October"      "the 20th of next month"
    "two days from tomorrow"      "two Sundays ago"      "a year and two months ago"

The functions read matches of their patterns in `day_patterns`, like those of `time_rules`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.annotate.calendars import (
    month_days,
    nth_weekday,
    shifted,
    value_at,
    weekday_near,
)
from reportedly.annotate.narration import told_year
from reportedly.annotate.time_readings import (
    NO_DAY,
    UNKNOWN_DAY,
    Reading,
    Setting,
    dated,
    day_number,
    number_of,
)
from reportedly.annotate.time_rules import month_number, nearest_month_year
from reportedly.annotate.time_words import MONTH, NUMBER, ORDINALS, PARTS, UNIT, UNITS, WEEKDAYS

SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
DAY_WORD_SHIFTS = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1}
AMOUNT = re.compile(rf"(?P<number>{NUMBER})[\s-](?P<unit>{UNIT})s?".replace(" ", r"\s"), re.I)


def _shift(words: str | None) -> int:
    return SHIFTS.get((words or "").lower(), 0)


def _weekday(words: str) -> int:
    return WEEKDAYS[words.lower().rstrip(".")]


def read_weekday_of_week(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "Friday next week", "Sunday of next week", "next week on Friday"."""
    weekday = _weekday(match["weekday"] or match["weekday2"])
    part = f"T{PARTS[match['part'].lower()]}" if match["part"] else ""
    if setting.anchor is None:
        return Reading(type="TIME" if part else "DATE", value=f"XXXX-WXX-{weekday}{part}")
    week = shifted(setting.anchor, _shift(match["which"] or match["which2"]), "W")
    day = weekday_near(week, weekday, "this") if week else None
    return dated(day.isoformat() + part, anchor="published") if day else None


def read_nth_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the first Friday of July", "the last Monday of next month"."""
    words = match["nth"].lower()
    number, weekday = ORDINALS.get(words, -1), _weekday(match["weekday"])
    month = _month_named(match, setting)
    if month is None:
        return Reading(type="DATE", value=f"XXXX-WXX-{weekday}")
    day = nth_weekday(month.year, month.month, weekday, number)
    if day.month != month.month:
        return NO_DAY  # a fifth Sunday where there are four
    return dated(day.isoformat(), anchor=None if match["year"] else "published")


def _month_named(match: re.Match[str], setting: Setting) -> date | None:
    """Return the first day of the month that `month` and `year`, or `which`, name."""
    if match["month"]:
        month = month_number(match["month"])
        narrated = told_year(setting, month) or ""
        said = match["year"] or (narrated if narrated.isdigit() else None)
        year = int(said) if said else nearest_month_year(month, setting, match)
        return date(year, month, 1) if year else None
    if setting.anchor is None:
        return None
    return shifted(setting.anchor.replace(day=1), _shift(match["which"]), "M")


def read_day_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the 20th of next month"."""
    if setting.anchor is None:
        return Reading(type="DATE", value=UNKNOWN_DAY)
    first = shifted(setting.anchor.replace(day=1), _shift(match["which"]), "M")
    day = day_number(match["day"])
    if first is None or not 1 <= day <= month_days(first.year, first.month)[1].day:
        return NO_DAY
    return dated(first.replace(day=day).isoformat(), anchor="published")


def read_day_alone(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "Friday the 15th", "on the 15th": the nearest such day by the tense around it."""
    day, said = day_number(match["day"]), match.groupdict().get("weekday")
    if setting.anchor is None:
        return Reading(type="DATE", value=f"XXXX-XX-{day:02}")
    frame = setting.frame(match.start(), match.end())
    step = 1 if frame == "future" else -1
    first = setting.anchor.replace(day=1)
    # A weekday falls on a given day within 14 months; without one the next month has it or the
    # one after that ("the 31st").
    for count in range(15 if said else 3):
        month = shifted(first, step * count, "M")
        if month is None or day > month_days(month.year, month.month)[1].day:
            continue
        found = month.replace(day=day)
        behind = (found - setting.anchor).days * step < 0
        if behind or (said and found.isoweekday() != _weekday(said)):
            continue
        return dated(found.isoformat(), anchor="published")
    return NO_DAY


def read_from_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "two days from tomorrow", "three weeks before yesterday"."""
    number = number_of(match["number"])
    if setting.anchor is None or number is None:
        return Reading(type="DATE", value=UNKNOWN_DAY)
    base = setting.anchor + timedelta(days=DAY_WORD_SHIFTS[match["word"].lower()])
    back = match["way"].lower() == "before"
    code = UNITS[match["unit"].lower()]
    day = None if code.startswith("T") else shifted(base, int(-number if back else number), code)
    return dated(day.isoformat(), anchor="published") if day else None


def read_weekdays_away(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "two Sundays ago", "three Mondays from now"."""
    number, weekday = number_of(match["number"]), _weekday(match["weekday"])
    if setting.anchor is None or number is None:
        return Reading(type="DATE", value=f"XXXX-WXX-{weekday}")
    back = match["way"].lower() in ("ago", "earlier")
    first = weekday_near(setting.anchor, weekday, "before" if back else "after")
    day = shifted(first, int(1 - number if back else number - 1), "W")
    return dated(day.isoformat(), anchor="published") if day else None


def read_weeks_from(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "a week from Tuesday", "a week ago Sunday"."""
    number, weekday = number_of(match["number"]), _weekday(match["weekday"])
    if setting.anchor is None or number is None:
        return Reading(type="DATE", value=f"XXXX-WXX-{weekday}")
    back = match["way"].lower() == "ago"
    first = weekday_near(setting.anchor, weekday, "before" if back else "after")
    day = shifted(first, int(-number if back else number), "W")
    return dated(day.isoformat(), anchor="published") if day else None


MONTH_BEFORE = re.compile(rf"\b(?P<month>{MONTH})\s\d\d?\sand\s$")


def read_second_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read the "4" of "Jan. 3 and 4"."""
    before = MONTH_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    if before is None:
        return None
    month, day = month_number(before["month"]), day_number(match["day"])
    year = nearest_month_year(month, setting, match)
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{month:02}-{day:02}")
    found = dated(f"{year:04}-{month:02}-{day:02}", anchor="published")
    return found if found.days else NO_DAY


def read_long_ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "a year and two months ago", "1 month, 21 days later": as coarse as its last unit."""
    back = match["way"].lower() in ("ago", "earlier", "before")
    day = setting.last if match["way"].lower() == "later" and setting.last else setting.anchor
    codes = []
    for amount in AMOUNT.finditer(match.group()):
        number, code = number_of(amount["number"]), UNITS[amount["unit"].lower()]
        if day is None or number is None or code.startswith("T"):
            return Reading(type="DATE", value="PAST_REF" if back else "FUTURE_REF")
        day = shifted(day, int(-number if back else number), code)
        codes.append(code)
    if day is None or not codes:
        return None
    finest = min(codes, key=["D", "W", "WE", "M", "Q", "Y", "DE", "CE"].index)
    anchor = "text" if match["way"].lower() == "later" and setting.last else "published"
    return dated(value_at(day, finest), anchor=anchor)


def read_part_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the first week of March", "the last days of May 2024": the month, and which days."""
    month = _month_named(match, setting)
    last = match["nth"].lower() in ("last", "final")
    mod = "END" if last else "START" if match["nth"].lower() == "first" else None
    if month is None:
        return Reading(type="DATE", value=f"XXXX-{month_number(match['month']):02}", mod=mod)
    first, end = month_days(month.year, month.month)
    if match["unit"].lower() == "half":
        middle = first + timedelta(days=14)
        days = (first, middle) if mod == "START" else (middle + timedelta(days=1), end)
    elif last:
        days = (end - timedelta(days=6), end)
    else:
        begin = first + timedelta(weeks=ORDINALS[match["nth"].lower()] - 1)
        days = (begin, min(begin + timedelta(days=6), end))
    basis = None if match["year"] else "published"
    return Reading(type="DATE", value=value_at(month, "M"), mod=mod, anchor=basis, days=days)


def read_short_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "Q3 2024", "H1", "2024 Q2"."""
    code = f"{match['letter']}{match['number']}"
    if match["letter"] == "H" and match["number"] > "2":
        return None
    year = match["year"] or match["year2"]
    if year:
        return dated(f"{year}-{code}")
    if setting.anchor is None:
        return Reading(type="DATE", value=f"XXXX-{code}")
    month = (int(match["number"]) - 1) * (3 if match["letter"] == "Q" else 6) + 1
    frame = setting.frame(match.start(), match.end())
    back = month > setting.anchor.month and frame != "future"
    return dated(f"{setting.anchor.year - back}-{code}", anchor="published")
