"""Say on which day of a year a named day falls: "Christmas", "Thanksgiving", "Election Day".

Only days that news names without their date, and that fall on one day wherever they are kept.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.annotate.calendars import nth_weekday
from reportedly.annotate.time_readings import Reading, Setting, dated

FIXED = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "st patrick's day": (3, 17),
    "saint patrick's day": (3, 17),
    "earth day": (4, 22),
    "april fools' day": (4, 1),
    "may day": (5, 1),
    "juneteenth": (6, 19),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year eve": (12, 31),
}
# Month, ISO weekday, which one of the month; -1 is the last.
MOVING = {
    "martin luther king day": (1, 1, 3),
    "mlk day": (1, 1, 3),
    "presidents' day": (2, 1, 3),
    "mother's day": (5, 7, 2),
    "father's day": (6, 7, 3),
    "memorial day": (5, 1, -1),
    "labor day": (9, 1, 1),
    "columbus day": (10, 1, 2),
    "thanksgiving day": (11, 4, 4),
    "thanksgiving": (11, 4, 4),
    "thanks giving day": (11, 4, 4),
    "thanks giving": (11, 4, 4),
}
# Days from Thanksgiving.
OF_THANKSGIVING = {"black friday": 1, "cyber monday": 4}
# Days from Easter Sunday.
OF_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
    "pentecost": 49,
}
NAMES = sorted(
    {*FIXED, *MOVING, *OF_EASTER, *OF_THANKSGIVING, "election day"},
    key=lambda name: (-len(name), name),
)
HOLIDAY = (
    "(?:"
    + "|".join(
        # "of" and the like stay small; an apostrophe may be straight, curly or left out.
        name.title().replace("'S", "'s").replace("'", "['’]?").replace("St ", r"St\.? ")
        for name in NAMES
    )
    + ")"
)
NOT_LETTERS = re.compile(r"[’'.]")


def read_holiday(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "Christmas 2010", "last Thanksgiving", "Easter": by tense where no year is said."""
    name = " ".join(match["holiday"].lower().split())
    if match["year"]:
        return _dated(day_in(name, int(match["year"])), None)
    if setting.anchor is None:
        return Reading(type="DATE", value="XXXX-XX-XX")
    year = setting.anchor.year
    days = [day for y in (year - 1, year, year + 1) if (day := day_in(name, y))]
    which = (match["which"] or "").lower()
    future = which == "next" or setting.frame(match.start(), match.end()) == "future"
    if which == "this":
        return _dated(day_in(name, year), "published")
    anchor = setting.anchor
    if future:
        return _dated(next((d for d in days if d >= anchor), None), "published")
    if which == "last" or setting.frame(match.start(), match.end()) == "past":
        return _dated(next((d for d in reversed(days) if d <= anchor), None), "published")
    return _dated(min(days, key=lambda d: abs((d - anchor).days), default=None), "published")


def _dated(day: date | None, anchor: str | None) -> Reading | None:
    return dated(day.isoformat(), anchor=anchor) if day else None


def day_in(name: str, year: int) -> date | None:
    """Return the day that `name` (in lower case) falls on in `year`, None beyond the calendar.

    >>> day_in("easter", 2024), day_in("thanksgiving", 1999), day_in("christmas", 2010)
    (datetime.date(2024, 3, 31), datetime.date(1999, 11, 25), datetime.date(2010, 12, 25))
    """
    if not 1583 <= year <= 9998:  # the calendar as it is now
        return None
    plain = NOT_LETTERS.sub("", name)
    for fixed, (month, number) in FIXED.items():
        if NOT_LETTERS.sub("", fixed) == plain:
            return date(year, month, number)
    moving = next((when for day, when in MOVING.items() if NOT_LETTERS.sub("", day) == plain), None)
    if moving:
        return nth_weekday(year, *moving)
    if name in OF_THANKSGIVING:
        thanksgiving = nth_weekday(year, *MOVING["thanksgiving"])
        return thanksgiving + timedelta(days=OF_THANKSGIVING[name])
    if name in OF_EASTER:
        return easter(year) + timedelta(days=OF_EASTER[name])
    # The Tuesday after the first Monday of November.
    return nth_weekday(year, 11, 1, 1) + timedelta(days=1) if name == "election day" else None


def easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian calendar (after Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, correction = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * correction + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
