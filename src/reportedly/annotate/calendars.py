"""Turn TIMEX3 values into days and back: weeks, quarters, seasons, decades, parts of a day.

A value is what TimeML writes: "2024-08-07", "2024-08-07TNI", "2024-W32", "2024-Q3", "2024-SU",
"202" (a decade), "XXXX-WXX-4" (some Thursday), "P3D" (three days).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
QUARTER = re.compile(r"(\d{4})-(Q|H)([1-4])$")
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
YEAR = re.compile(r"\d{2,4}$")
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}

Days = tuple[date, date]


def days_of(value: str) -> Days | None:
    """Return the first and last day that a TIMEX3 value covers, None where it fixes none.

    >>> days_of("2024-02"), days_of("2024-W32-WE"), days_of("XXXX-WXX-4")
    ((datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)), \
(datetime.date(2024, 8, 10), datetime.date(2024, 8, 11)), None)
    """
    try:
        return _days_of(value)
    except (ValueError, OverflowError):  # 30 February, year 0
        return None


def _days_of(value: str) -> Days | None:
    if match := DAY.match(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := MONTH.match(value):
        return month_days(int(match[1]), int(match[2]))
    if match := WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first = monday + timedelta(days=5) if match[3] else monday
        return first, monday + timedelta(days=6)
    if match := QUARTER.match(value):
        length = 3 if match[2] == "Q" else 6
        last = int(match[3]) * length
        if last > 12:
            return None
        return date(int(match[1]), last - length + 1, 1), month_days(int(match[1]), last)[1]
    if match := SEASON.match(value):
        begins, ends = SEASON_MONTHS[match[2]]
        year = int(match[1])
        return date(year, begins, 1), month_days(year + (ends < begins), ends)[1]
    if YEAR.match(value):
        return _years(value)
    return None


def _years(value: str) -> Days:
    span = 10 ** (4 - len(value))
    first = int(value) * span
    return date(first, 1, 1), date(first + span - 1, 12, 31)


def month_days(year: int, month: int) -> Days:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def shifted(day: date, count: int, unit: str) -> date | None:
    """Return `day` moved by `count` days, weeks, months or years; None beyond the calendar."""
    try:
        if unit == "D":
            return day + timedelta(days=count)
        if unit == "W":
            return day + timedelta(weeks=count)
        months = count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except OverflowError:
        return None


def value_at(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the day, week, month, quarter, year ... that holds `day`.

    >>> value_at(date(2024, 8, 7), "Q"), value_at(date(2024, 8, 7), "W")
    ('2024-Q3', '2024-W32')
    """
    if unit == "W":
        week = day.isocalendar()
        return f"{week.year:04}-W{week.week:02}"
    if unit == "WE":
        return value_at(day, "W") + "-WE"
    year = f"{day.year:04}"
    forms = {
        "D": day.isoformat(),
        "M": f"{year}-{day.month:02}",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "Y": year,
        "DE": year[:3],
        "CE": year[:2],
    }
    return forms[unit]


def weekday_near(anchor: date, weekday: int, direction: str) -> date:
    """Return the day with ISO weekday `weekday` nearest `anchor`.

    `direction`: "past" (the same day allowed), "before" (not), "future", "after", "this" (week).
    """
    back = (anchor.isoweekday() - weekday) % 7
    if direction == "past":
        return anchor - timedelta(days=back)
    if direction == "before":
        return anchor - timedelta(days=back or 7)
    ahead = (weekday - anchor.isoweekday()) % 7
    if direction == "future":
        return anchor + timedelta(days=ahead)
    if direction == "after":
        return anchor + timedelta(days=ahead or 7)
    return anchor + timedelta(days=weekday - anchor.isoweekday())


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the `number`-th ISO weekday of a month; -1 is the last.

    >>> nth_weekday(2024, 11, 4, 4), nth_weekday(2024, 5, 1, -1)
    (datetime.date(2024, 11, 28), datetime.date(2024, 5, 27))
    """
    first, last = month_days(year, month)
    if number < 0:
        return weekday_near(last, weekday, "past")
    return weekday_near(first, weekday, "future") + timedelta(weeks=number - 1)
