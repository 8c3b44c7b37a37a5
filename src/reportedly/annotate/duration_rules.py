"""Give durations and distances in time ("a week ago") their TIMEX3 values.

The functions read matches of their patterns in `time_patterns`, like those of `time_rules`.
"""

from __future__ import annotations

import re
from datetime import date

from reportedly.annotate.calendars import Days, days_of, shifted, value_at
from reportedly.annotate.time_readings import Reading, Setting, dated, mod_of, number_of
from reportedly.annotate.time_words import NUMBER, ORDINALS, UNIT, UNITS


def read_ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "eleven years ago", "a week earlier", "two days later": a date, as coarse as said."""
    number = number_of(match["number"]) if match["number"] else None
    code = UNITS[match["unit"].lower().rstrip("s")]
    back = match["way"].lower() in ("ago", "earlier", "before", "previously")
    if code == "Y" and number == 1 and setting.quarter and back:
        year, quarter = setting.quarter
        return dated(f"{year - 1}-Q{quarter}", mod_of(match), "text")
    if number is None or code.startswith("T"):
        value = "PAST_REF" if back else "FUTURE_REF"
        return Reading(type="DATE", value=value, mod=mod_of(match))
    text = match["way"].lower() in ("later", "after")
    anchor = setting.last if text else setting.anchor
    days = days_of(setting.told) if setting.told and (text or anchor is None) else None
    if days and (anchor is None or (days[0] > anchor) == text):
        anchor = days[0]  # "Italy joined in May 1915. Fifteen months later ..."
    if anchor is None:
        return Reading(type="DATE", value="XXXX", mod=mod_of(match))
    day = shifted(anchor, int(-number if back else number), code)
    if day is None:
        return None
    code = "Y" if code == "DE" else code  # "a decade ago" is the year ten years back
    return dated(value_at(day, code), mod_of(match), "text" if text else "published")


CLOCK_HOURS = re.compile(r"[0-2]\d[0-5]\d hours$")
SOME_DAY = re.compile(r"(?:some|a number of)\s\w+[^s\W]$", re.IGNORECASE)  # no duration


def _is_no_duration(match: re.Match[str], unit: str) -> bool:
    """Tell "some day", "three quarters of its food" and "at 1600 hours" from durations."""
    if CLOCK_HOURS.match(match.group()):
        return match.string[max(0, match.start() - 3) : match.start()].lower() == "at "
    some = SOME_DAY.match(match.group()) and not match["number"]
    return bool(some) or (unit == "quarter" and match.string.startswith(" of ", match.end()))


def read_duration(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "more than 10 years", "two-day", "several months", "the past 24 hours"."""
    plural = match["unit"].lower().rstrip("s")
    if _is_no_duration(match, plural):
        return None
    code = UNITS[plural]
    groups = match.groupdict()
    number = number_of(match["number"]) if match["number"] else None
    if groups.get("least"):
        # TIMEX3 has no room for two ends; how many is then left open.
        return Reading(type="DURATION", value=duration(None, code), mod=mod_of(match))
    if number and (groups.get("half") or groups.get("and_a_half")):
        return Reading(type="DURATION", value=_and_a_half(number, code), mod=mod_of(match))
    if plural == "fortnight" and number:
        number *= 2
    if code == "Q" and number and number > 100:
        return dated(f"{number:.0f}")  # "the 1988 quarter"
    if match["unit"].lower() == plural and not match["number"] and match["which"]:
        number = 1.0  # "the past day"
    if not match["number"] and re.search(r"\bcouple\b", match.group(), re.IGNORECASE):
        number = 2.0
    value = duration(number, code)
    mod, which = mod_of(match), (match.groupdict().get("which") or "").lower()
    days = None
    if setting.anchor and number and which in ("past", "last", "previous", "next", "coming"):
        days = _window(setting.anchor, number, code, ahead=which in ("next", "coming"))
    elif number and not mod and not which:
        days = _ahead(match, setting, number, code)
    anchor = "published" if days else None
    return Reading(type="DURATION", value=value, mod=mod, anchor=anchor, days=days)


def _ahead(match: re.Match[str], setting: Setting, number: float, code: str) -> Days | None:
    """Return the days that "in two weeks" leads to, where the words look ahead."""
    after_in = match.string[max(0, match.start() - 3) : match.start()].lower() == "in "
    if not after_in or setting.anchor is None or code not in ("D", "W", "M", "Y"):
        return None
    if setting.frame(match.start(), match.end()) != "future":
        return None
    day = shifted(setting.anchor, int(number), code)
    return days_of(value_at(day, code)) if day else None


def read_window(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the past year", "the last decade": so long, up to the day of publication."""
    code = UNITS[(match["unit"] or match["unit2"]).lower()]
    days = _window(setting.anchor, 1, code, ahead=False) if setting.anchor else None
    anchor = "published" if days else None
    return Reading(type="DURATION", value=duration(1.0, code), anchor=anchor, days=days)


def read_long(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "weeklong", "month-long", "decades-long"."""
    unit = (match["one"] or match["some"]).lower().removesuffix("s")
    return Reading(type="DURATION", value=duration(1.0 if match["one"] else None, UNITS[unit]))


def duration(number: float | None, code: str) -> str:
    """Return the TIMEX3 value of so many units: "P3D", "PT4H", "PXM"."""
    if code == "Q":  # ISO 8601 has no quarters
        number, code = number and 3 * number, "M"
    amount = "X" if number is None else f"{number:g}"
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"


# Half of a unit in the next smaller one, where that is a whole number.
HALF = {"Y": "6M", "DE": "5Y", "CE": "50Y", "D": "T12H", "TH": "30M", "TM": "30S"}


def _and_a_half(number: float, code: str) -> str:
    """Return "P2Y6M" for two and a half years, "P2.5M" where the half is no whole number."""
    half = HALF.get(code)
    return duration(number, code) + half if half else duration(number + 0.5, code)


def _window(anchor: date, number: float, code: str, *, ahead: bool) -> Days | None:
    if code.startswith("T"):
        days = {"TS": 1, "TM": 1, "TH": max(1, round(number / 24))}[code]
        number, code = days, "D"
    if code == "WE":
        code = "W"
    end = shifted(anchor, int(number if ahead else -number), code)
    if end is None:
        return None
    return (anchor, end) if ahead else (end, anchor)


def read_ordinal_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "its third day": as long as the event has lasted, so that its reports can be dated.

    The value is a duration with the modifier ORDINAL_DAY, which TimeML does not have.
    """
    words = match["ordinal"].lower()
    number = ORDINALS.get(words) or int(re.sub(r"\D", "", words))
    code = UNITS[match["unit"].lower()]
    return Reading(type="DURATION", value=f"P{number}{code}", mod="ORDINAL_DAY")


def read_whole(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "all day", "the whole week", "another hour", "half an hour", "half a year"."""
    unit = match["unit"].lower()
    groups = match.groupdict()
    if groups["half"] or groups.get("half2"):
        half = HALF.get(UNITS[unit])
        tied = f"PT{half}" if UNITS[unit].startswith("T") else f"P{half}"
        return Reading(type="DURATION", value=tied if half else duration(0.5, UNITS[unit]))
    return Reading(type="DURATION", value=duration(1.0, UNITS[unit]))


AMOUNT = re.compile(rf"({NUMBER})[\s-]?({UNIT})s?".replace(" ", r"\s"), re.IGNORECASE)


def read_sum(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "1 year 2 months", "two hours and 30 minutes": one duration in several units."""
    days, times = "", ""
    for number, unit in AMOUNT.findall(match.group()):
        code, amount = UNITS[unit.lower()], number_of(number)
        if amount is None:
            return None
        if code.startswith("T"):
            times += f"{amount:g}{code[1]}"
        else:
            days += f"{amount:g}{code}"
    return Reading(type="DURATION", value=f"P{days}T{times}" if times else f"P{days}")
