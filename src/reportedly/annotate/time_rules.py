"""Give time expressions their TIMEX3 values: one function for each form that news uses.

Each reads a match of its pattern in `time_patterns`. What it is read against is a `Setting`:
the day that the report was published (None where it is not known to the day), whether the
words look back or ahead, and the last day that the text named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.annotate.calendars import SEASON_MONTHS, days_of, shifted, value_at, weekday_near
from reportedly.annotate.clocks import clock_value
from reportedly.annotate.narration import read_that, told, told_year
from reportedly.annotate.time_readings import (
    NO_DAY,
    UNKNOWN_DAY,
    Reading,
    Setting,
    dated,
    day_number,
    mod_of,
    spoken_year,
)
from reportedly.annotate.time_words import (
    MONTHS,
    ORDINALS,
    PARTS,
    REFERENCES,
    SEASONS,
    UNITS,
    WEEKDAYS,
)

# A month without a year is the nearest one; one on the wrong side of the tense counts as so many
# days further off. Swept 0 to 300 on half of TimeBank and AQUAINT: best from 100 to 150.
AGAINST_TENSE = 150
# With these a month is seen from where a narration has come to; "last April" is seen from today.
AROUND = ("", "previous", "following")


def month_number(words: str) -> int:
    """Return the number of a month by its name, whole or short."""
    return MONTHS[words.rstrip(".").lower()]


def _real(year: int, month: int, day: int) -> bool:
    return days_of(f"{year:04}-{month:02}-{day:02}") is not None


def read_full_date(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "Aug. 7, 2024", "7 August", "Friday, Oct. 27": the year from context if not said."""
    month, day = month_number(match["month"]), day_number(match["day"])
    groups = match.groupdict()
    part = clock_value(groups.get("clock"))
    spoken = groups.get("spoken")
    said = match["year"] or (str(spoken_year(spoken)) if spoken else None)
    narrated = None if said else told_year(setting, month)
    if said or (narrated or "").isdigit():
        year: int | None = int(said or narrated or 0)
    elif narrated:
        return Reading(type="DATE", value=f"{narrated}-{month:02}-{day:02}", anchor="text")
    else:
        real = _real(2000, month, day)
        year = nearest_year(month, day, setting, match) if real else 0
        if year is None:
            return Reading(type="DATE", value=f"XXXX-{month:02}-{day:02}")
    if not year or not _real(year, month, day):
        return NO_DAY
    basis = "text" if narrated else None if said else "published"
    found = dated(f"{year:04}-{month:02}-{day:02}{part}", anchor=basis)
    until = groups.get("until")
    if until and _real(year, month, day_number(until)) and day_number(until) > day:
        return replace(found, days=(date(year, month, day), date(year, month, day_number(until))))
    return found


def read_part_of_date(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the night of 8 February 1904"."""
    day = read_full_date(match, setting)
    if day is None or day.value is None:
        return day
    value = f"{day.value}T{PARTS[match['part'].lower()]}"
    return replace(day, type="TIME", value=value)


def nearest_year(month: int, day: int, setting: Setting, match: re.Match[str]) -> int | None:
    """Return the year that a month and day without one are in, by the tense around them."""
    if setting.anchor is None:
        return None
    anchor = setting.anchor
    years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if _real(y, month, day)]
    if not years:
        return None
    frame = setting.frame(match.start(), match.end())

    def apart(year: int) -> int:
        days = (date(year, month, day) - anchor).days
        against = days < 0 if frame == "future" else days > 0 and frame == "past"
        return abs(days) + (AGAINST_TENSE if against else 0)

    return min(years, key=apart)


def read_numeric_date(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "2024-08-07", "08/07/2024", "13.5.2024", "1-Sep-2024".

    Dots put the day first; strokes and hyphens the month, but where that cannot be, or where
    another date of the report shows that its days stand first.
    """
    year, day, named = int(match["year"]), int(match["day"]), match["month"]
    month = int(named) if named.isdigit() else month_number(named)
    if year < 100:
        year += 1900 if year > 50 else 2000
    if named.isdigit() and (month > 12 or (setting.day_first and _may_turn(match, day))):
        month, day = day, month
    value = f"{year:04}-{month:02}-{day:02}"
    return dated(value) if month <= 12 and _real(year, month, day) else NO_DAY


def _may_turn(match: re.Match[str], day: int) -> bool:
    """Return whether the order of day and month is open: the year last, no dots, no day over 12."""
    return day <= 12 and match.end("year") == match.end() and "." not in match.group()


def read_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "February 2022", "in May", "early August"."""
    month = month_number(match["month"])
    said = match["year"] or match.groupdict().get("ahead")  # "August and September 1914"
    if said:
        return dated(f"{int(said):04}-{month:02}", mod_of(match))
    relative = (match.groupdict().get("relative") or "").lower()
    if relative and setting.anchor:
        shift = {"last": -1, "next": 1}.get(relative, 0)
        value = f"{setting.anchor.year + shift:04}-{month:02}"
        return dated(value, mod_of(match), "published")
    which = (match.groupdict().get("which") or "").lower().removeprefix("the ")
    narrated = told_year(setting, month, which) if which in AROUND else None
    if narrated:
        return dated(f"{narrated}-{month:02}", mod_of(match), "text")
    year = nearest_month_year(month, setting, match)
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{month:02}", mod=mod_of(match))
    return dated(f"{year:04}-{month:02}", mod_of(match), "published")


def nearest_month_year(month: int, setting: Setting, match: re.Match[str]) -> int | None:
    """Return the year that a month without one is in, by the tense around it; None if undated."""
    anchor = setting.anchor
    if anchor is None:
        return None
    which = (match.groupdict().get("which") or "").lower()
    frame = setting.frame(match.start(), match.end())
    if which == "last":
        return anchor.year if month < anchor.month else anchor.year - 1
    if which == "next":
        return anchor.year if month > anchor.month else anchor.year + 1

    def apart(year: int) -> int:
        months = (year - anchor.year) * 12 + month - anchor.month
        against = months < 0 if frame == "future" else months > 0 and frame == "past"
        return abs(months) * 30 + (AGAINST_TENSE if against else 0)

    return min((anchor.year, anchor.year - 1, anchor.year + 1), key=apart)


def read_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "2022", "fiscal 1989", "late 1990"."""
    return _of_a_firm(match, dated(match["year"], mod_of(match)))


def read_decade(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the 1990s", "mid-'80s"."""
    groups = match.groupdict()
    said = (groups["decade"] or groups["decade2"]).lower()
    digits = DECADES.get(said) or re.sub(r"\D", "", said)
    value = digits[:3] if len(digits) == 4 else f"19{digits[0]}"
    return dated(value, mod_of(match))


DECADES = {
    word: str(number)
    for number, word in enumerate(("thirties", "forties", "fifties", "sixties"), start=3)
} | {"seventies": "7", "eighties": "8", "nineties": "9"}


def read_century(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the 19th century", "the early twentieth century"."""
    number = day_number(match["number"])
    if match["era"]:
        return Reading(type="DATE", value=f"BC{number - 1:02}", mod=mod_of(match))
    return dated(f"{number - 1:02}", mod_of(match))


def read_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the third quarter", "the first half of 1990"."""
    number = ORDINALS[match["ordinal"].lower()]
    letter = "Q" if match["half"].lower() == "quarter" else "H"
    if number > (4 if letter == "Q" else 2):
        return None
    if match["year"]:
        return _of_a_firm(match, dated(f"{match['year']}-{letter}{number}", mod_of(match)))
    if setting.anchor is None:
        return Reading(type="DATE", value=f"XXXX-{letter}{number}", mod=mod_of(match))
    year = setting.anchor.year
    first = (number - 1) * (3 if letter == "Q" else 6) + 1
    future = setting.frame(match.start(), match.end()) == "future"
    if first > setting.anchor.month and not future and first - setting.anchor.month > 3:
        year -= 1
    # Results of a quarter that is just over are expected too.
    if future and first + (2 if letter == "Q" else 5) + 3 < setting.anchor.month:
        year += 1
    return _of_a_firm(match, dated(f"{year}-{letter}{number}", mod_of(match), "published"))


def _of_a_firm(match: re.Match[str], reading: Reading) -> Reading:
    """Return a reading without its days where the words say "fiscal": each firm has its own."""
    return replace(reading, days=None) if "fiscal" in match.group().lower() else reading


def read_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "Thursday", "last Saturday", "Monday morning", by tense where nothing else tells."""
    number = WEEKDAYS[match["weekday"].rstrip(".").lower()]
    part = clock_value(match["clock"]) or _part_value(match["part"])
    if setting.anchor is None:
        return Reading(type="TIME" if part else "DATE", value=f"XXXX-WXX-{number}{part}")
    which = (match["which"] or "").lower().split()[-1:]
    directions = {"last": "before", "next": "after", "this": "this", "past": "before"}
    direction = {**directions, "coming": "after"}.get("".join(which))
    if direction is None:
        frame = setting.frame(match.start(), match.end())
        direction = "future" if frame == "future" else "past"
    day = weekday_near(setting.anchor, number, direction)
    return dated(day.isoformat() + part, anchor="published")


def _part_value(words: str | None) -> str:
    return f"T{PARTS[words.lower()]}" if words else ""


def read_day_word(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "yesterday", "today", "tomorrow night", "tonight", "this morning", "last night"."""
    word = " ".join(match["word"].lower().split())
    shift = {
        "yesterday": -1,
        "tomorrow": 1,
        "last": -1,
        "before yesterday": -2,
        "after tomorrow": 2,
    }.get(word, 0)
    part = "TNI" if word == "tonight" else _part_value(match["part"])
    part = clock_value(match.groupdict().get("clock")) or part
    return _day_from_anchor(setting.anchor, shift, part, "published")


def _day_from_anchor(anchor: date | None, shift: int, part: str, basis: str) -> Reading | None:
    if anchor is None:
        return Reading(type="TIME" if part else "DATE", value=UNKNOWN_DAY + part)
    day = shifted(anchor, shift, "D")
    return dated(day.isoformat() + part, anchor=basis) if day else None


def read_overnight(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "overnight": the night that ends on the day of publication."""
    if setting.anchor is None:
        return Reading(type="TIME", value=UNKNOWN_DAY + "TNI")
    before = shifted(setting.anchor, -1, "D") or setting.anchor
    value = setting.anchor.isoformat() + "TNI"
    return Reading(type="TIME", value=value, anchor="published", days=(before, setting.anchor))


def read_that_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the following day", "the same day": seen from the last day that the text named."""
    word = (match["which"] or "").lower()
    shift = {"following": 1, "next": 1, "previous": -1}.get(word, 0)
    part = _part_value(match["part"])
    if setting.last is None and not word:
        return None
    if match["weekday"]:
        if setting.last is None:
            return None
        number = WEEKDAYS[match["weekday"].lower()]
        direction = {"following": "after", "previous": "before"}.get(word, "past")
        day = weekday_near(setting.last, number, direction)
        return dated(day.isoformat() + part, anchor="text")
    return _day_from_anchor(setting.last, shift, part, "text")


SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "before": -2,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def read_relative(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "last week", "this year", "earlier this month", "next quarter", "the month"."""
    unit = (match["unit"] or match["unit2"]).lower()
    word = "".join((match["which"] or "").lower().split()[-1:])
    shift = SHIFTS.get(word, 0)
    if unit in SEASONS:
        return _season(match, setting, shift)
    if word in ("following", "previous", "preceding") or (match["unit"] is not None and not word):
        found = read_that(match, setting) if told(setting) else None
        if found:
            return found
    code = UNITS[unit]
    step = "W" if code == "WE" else code
    if unit == "quarter" and match["unit"] is None and setting.quarter:
        year, number = setting.quarter  # "the quarter" is the one the text speaks of
        return dated(f"{year}-Q{number}", mod_of(match), "text")
    if setting.anchor is None:
        unknown = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
        return Reading(type="DATE", value=unknown.get(code, "XXXX"), mod=mod_of(match))
    if code == "WE" and shift == 0 and setting.anchor.isoweekday() < 6:
        # On a Monday "over the weekend" is the one that has just been.
        ahead = setting.frame(match.start(), match.end()) == "future"
        shift = 0 if ahead or word == "this" else -1
    day = shifted(setting.anchor.replace(day=1) if step in "MQ" else setting.anchor, shift, step)
    return dated(value_at(day, code), mod_of(match), "published") if day else None


def _season(match: re.Match[str], setting: Setting, shift: int) -> Reading | None:
    code = SEASONS[match["unit"].lower()]
    year = match.groupdict().get("year")
    if year:
        return dated(f"{year}-{code}", mod_of(match))
    relative = match.groupdict().get("relative")
    if relative and setting.anchor:
        value = f"{setting.anchor.year + SHIFTS.get(relative.lower(), 0):04}-{code}"
        return dated(value, mod_of(match), "published")
    narrated = told_year(setting, SEASON_MONTHS[code][0]) if shift == 0 else None
    if narrated:
        return dated(f"{narrated}-{code}", mod_of(match), "text")
    if setting.anchor is None:
        return Reading(type="DATE", value=f"XXXX-{code}", mod=mod_of(match))
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    base = setting.anchor.year - (shift < 0 and first + 2 >= setting.anchor.month)
    future = shift > 0 or setting.frame(match.start(), match.end()) == "future"
    this = (match.groupdict().get("which") or "").lower() == "this"
    if future and not this and first < setting.anchor.month:
        base += 1
    return dated(f"{base}-{code}", mod_of(match), "published")


def read_season_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the summer of 2010", "spring 2011", "in the summer"."""
    return _season(match, setting, 0)


def read_clock(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "8:35 p.m.", "noon", "10.45pm GMT", "3 a.m. Friday"."""
    value = clock_value(match["clock"])
    if not value:
        return None
    weekday = match["weekday"] or match["ahead"]
    day, basis = setting.anchor, "published"
    if setting.last and told(setting):
        day, basis = setting.last, "text"
    elif setting.here and not weekday:
        day, basis = setting.here, "text"
    if match["word"] and setting.anchor:
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}
        day = shifted(setting.anchor, shift.get(" ".join(match["word"].lower().split()), 0), "D")
    if match["month"]:
        month, number = month_number(match["month"]), day_number(match["day"])
        year = nearest_year(month, number, setting, match) if _real(2000, month, number) else None
        day = date(year, month, number) if year else None
    if weekday and day is not None:
        frame = setting.frame(match.start(), match.end())
        direction = "future" if frame == "future" else "past"
        day = weekday_near(day, WEEKDAYS[weekday.lower()], direction)
    if day is None:
        return Reading(type="TIME", value=UNKNOWN_DAY + value, mod=mod_of(match))
    return dated(day.isoformat() + value, mod_of(match), basis)


def read_reference(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "now", "so far", "recently", "soon": the last only where the words look ahead."""
    if match.group().lower() == "soon" and setting.frame(match.start(), match.end()) != "future":
        return None
    return Reading(type="DATE", value=REFERENCES[" ".join(match.group().lower().split())])
