"""Numbers, units and dates on the specifications of Recognizers-Text (MIT licence).

A case counts as right where each value that it expects is among ours: a number by its value, a
quantity by value and unit, a date by its first day, a duration by its length, a set by its TIMEX3
value. The cases that we do not claim are told apart by what stands in them and counted by kind; the
kinds were chosen after failures had been looked at, so the shares right are of what is claimed, no
test.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.annotated import annotated
from benchmarks.table import Row, data_folder
from reportedly.annotate.calendars import days_of
from reportedly.intervals import nominal
from reportedly.model import Figure

NUMBERS = "Specs/Number/English/"
UNITS = "Specs/NumberWithUnit/English/"
TIMES = "Specs/DateTime/English/"
MODELS = {
    "numbers": (f"{NUMBERS}NumberModel.json", f"{NUMBERS}PercentModel.json"),
    "units": tuple(
        f"{UNITS}{name}Model.json" for name in ("Currency", "Dimension", "Age", "Temperature")
    ),
    "dates": tuple(f"{TIMES}{name}Parser.json" for name in ("Date", "Duration", "Set", "Holiday")),
}
# Kinds of cases that we do not claim, by what stands in the input: what news does not write, or
# writes in another sense. Each kind stands with an invented sentence in tests/annotate.
UNCLAIMED: dict[str, tuple[tuple[str, str], ...]] = {
    "numbers": (
        (
            "arithmetic in fractions",
            r"(?:twenty|thirty|fifty|ninety|hundred|thousand)\b[\w -]*(?:first|third|fourth|fifth"
            r"|hundredth|trillionth|thirtieth)s?\b|trillionth|thirtieth|twenty-first",
        ),
        ("one number over another", r"\bover\b"),
        ("numbers without a text", r"^\W*[\d.,/ %-]+\W*$|^ *-\d+(?:\.\d+)?e\d|^-12e"),
        ("powers", r"(?<!10)\^"),
        ("digits and words in one number", r"\d (?:hundred|thousand|crore)\b"),
        ("dates, codes and telephone numbers", r"\d/\d+/|phone|[A-Z]-\d|nrs\.|-nought"),
        ("thousands and giga by a letter", r"\d\s+[kGM]\b|\dG\b"),
        ("commas as decimal signs", r"\d,\d{1,2}(?!\d)"),
        ("shortened dozens", r"\bdo?zs\b"),
    ),
    "units": (
        ("texts cut apart by spaces", r"\b(?:c|hk) \$|\d \. \d|\d \d / \d|\b\w \. \w \."),
        (
            "the smaller unit left out",
            r"\b(?:dollars?|USD|usd|ft) (?:and )?(?:\d|forty)|credit points|kuai|and fifty\.",
        ),
        ("codes that hold a multiple", r"\bM(?:USD|EUR|GBP|AUD)\b|USD million|\bdollar \d"),
        ("signs of other scripts", r"[\u0900-\u0dff\u4e00-\u9fff]"),
        ("money that is out of use", r"\bsen \d|satoshi|drachma"),
        ("misspelt units", r"celcius|farenheit"),
        ("kitchen and workshop", r"spoon|\bcup\b|\bturns?\b|\drad\b|-bit|\d mb\b|picometer"),
        ("units in brackets or marks", r"[\[({<]kg|\d \""),
        ("currencies on both sides", r"\brmb\b.*\busd\b|\d \$ \d"),
    ),
    "dates": (
        ("commands to a calendar", r"\b(?:cortana|remind|schedule|delete|calendar|homework)\b"),
        (
            "days of the month alone",
            r"\bfor the \w+(?: second)?\W*$|\b(?:on|in) 15$|back second of$",
        ),
        (
            "day and month in digits without a year",
            r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}(?:,\d+)?(?![\d/.-])(?! ?(?:s|year))|^2/29",
        ),
        ("short years tied by hyphens", r"\b\d-\d{1,2}-\d\d\b"),
        ("month and day tied by a sign", r"\b(?:Oct|Jan)[-/]\d|Oct(?:ober)?\.? ?2$"),
        ("months and years ago, to the day", r"(?:\bmonth|two years|few \w+) ago\W*$"),
        ("the day, the next day", r"\b(?:next|last|this|past|the|my) day\b(?! after)"),
        ("short forms of messages", r"\btmrw\b"),
        ("next Sunday, one week on", r"next Sunday"),
        ("weekdays of no named month", r"back (?:first|second|third|fifth) \w+day$"),
        ("business days", r"business day"),
        ("how often, by an adjective", r"\bannual|quarterly|everyday|biweekly"),
        ("feasts by the moon", r"Ramadan|Eid|Islamic|Yuandan"),
        ("whole years", r"full[ -]year"),
        ("dates cut apart", r"\d\. Nov\.|1 month 2 years|2 days 1 month|and half$"),
    ),
}
# The specifications were written for a reader who writes "T16" for "T16:00".
HOURS = re.compile(r"(T\d\d):00$")
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(DE|CE|[YMWDQHS])")
# Months or seconds in a unit of a TIMEX3 duration, before and after its "T".
IN_MONTHS = {"M": 1.0, "Q": 3.0, "Y": 12.0, "DE": 120.0, "CE": 1200.0}
IN_SECONDS = {"W": 604800.0, "D": 86400.0}
IN_SECONDS_OF_DAY = {"H": 3600.0, "M": 60.0, "S": 1.0}


@dataclass(frozen=True, slots=True)
class Case:
    """One input with what is expected of it, in terms of values."""

    text: str
    on: date | None
    expected: tuple[str, ...]


def measure(sample: int | None = None) -> list[Row]:
    """Return the shares of cases that are right, for numbers, units and dates."""
    rows: list[Row] = []
    for part in MODELS:
        cases = list(read(part))[:sample]
        if not cases:
            return []
        rows += _rows(part, cases)
    return rows


def _rows(part: str, cases: list[Case]) -> Iterator[Row]:
    claimed = [case for case in cases if unclaimed(case, part) is None]
    left = Counter(filter(None, (unclaimed(case, part) for case in cases)))
    kinds = ", ".join(f"{kind} {count}" for kind, count in left.most_common())
    for measure_name, chosen in (("of those claimed", claimed), ("of all", cases)):
        right = sum(is_right(case, part) for case in chosen)
        yield Row(
            part="figures" if part != "dates" else "times",
            data=f"Recognizers {part}, {len(chosen)} cases",
            measure=f"cases right, {measure_name}",
            ours=f"{right / len(chosen):.3f}" if chosen else "—",
        )
    if kinds:
        yield Row(
            part="figures" if part != "dates" else "times",
            data=f"Recognizers {part}, {len(cases) - len(claimed)} cases",
            measure="not claimed, by kind",
            ours=kinds,
        )


def unclaimed(case: Case, part: str) -> str | None:
    """Return the kind for which a case is not claimed, None for one that is."""
    kinds = UNCLAIMED[part]
    return next((kind for kind, sign in kinds if re.search(sign, case.text, re.I)), None)


def is_right(case: Case, part: str) -> bool:
    """Return whether all that is expected of a case is among what we find in it."""
    got = list(times_in(case) if part == "dates" else figures_in(case, part))
    for expected in case.expected:
        # A day that may lie behind or ahead is given as both.
        fit = next((value for value in expected.split("|") if value in got), None)
        if fit is None:
            return False
        got.remove(fit)
    return True


def figures_in(case: Case, part: str) -> Iterator[str]:
    """Yield our figures as the specifications write values."""
    for figure in annotated(case.text).figures():
        for value in _values(figure):
            yield _number(value) if part == "numbers" else f"{_number(value)} {_unit(figure)}"


def _number(value: float) -> str:
    return f"{value:.8g}"


def _values(figure: Figure) -> tuple[float, ...]:
    if figure.bound == "between" and figure.low is not None and figure.high is not None:
        return (figure.low, figure.high)
    return (nominal(figure) or 0.0,)


def _unit(figure: Figure) -> str:
    """Return the unit; prices and yields a day have no rate there, "$2 a share" is $2."""
    return plain_unit(PER.sub("", figure.unit or ""))


PER = re.compile(r" per (?:share|day)$")


def times_in(case: Case) -> Iterator[str]:
    """Yield our dates as days and our durations and sets as their values."""
    for time in annotated(case.text, case.on).times():
        if time.type in ("DATE", "TIME") and time.day_from:
            yield time.day_from.isoformat()
        elif time.value:
            yield plain_value(time.value)
        else:
            yield NO_SUCH_DAY


NO_SUCH_DAY = "0001-01-01"  # what the specifications expect for 30 February


def plain_value(value: str) -> str:
    """Return a duration by its length, a set without the open day before its hour.

    >>> plain_value("PT1H30M") == plain_value("PT1.5H"), plain_value("XXXX-XX-XXT15:00")
    (True, 'T15')
    """
    if value.startswith("P") and AMOUNT.search(value):
        whole, _, clock = value.partition("T")
        months = sum(float(n) * IN_MONTHS.get(unit, 0.0) for n, unit in AMOUNT.findall(whole))
        days = sum(float(n) * IN_SECONDS.get(unit, 0.0) for n, unit in AMOUNT.findall(whole))
        times = AMOUNT.findall(clock)
        seconds = sum(float(n) * IN_SECONDS_OF_DAY.get(unit, 0.0) for n, unit in times)
        return f"P {months:g} {days + seconds:g}"
    return HOURS.sub(r"\1", value.removeprefix("XXXX-XX-XX"))


def read(part: str) -> Iterator[Case]:
    """Yield the cases of a part that expect something, none where the data is absent."""
    path = data_folder() / "quantities" / "recognizers_specs_english.zip"
    if not path.exists():
        return
    with zipfile.ZipFile(path) as archive:
        for name in MODELS[part]:
            for case in json.loads(archive.read(name).decode("utf-8-sig")):
                expected = tuple(_expected(result, part) for result in case["Results"])
                if expected and "" not in expected:
                    yield Case(case["Input"], _day(case), expected)


def _day(case: dict[str, Any]) -> date | None:
    said = case.get("Context", {}).get("ReferenceDateTime", "")
    return date.fromisoformat(said[:10]) if said else None


def _expected(result: dict[str, Any], part: str) -> str:
    if part == "dates":
        value = result.get("Value") or {}
        days = [v for end in ("PastResolution", "FutureResolution") for v in _dates(value, end)]
        return _same_day(days) if days else plain_value(str(value.get("Timex", "")))
    value = str((result.get("Resolution") or {}).get("value") or "").removesuffix("%")
    try:
        number = _number(float(value))
    except ValueError:
        return ""
    return number if part == "numbers" else f"{number} {plain_unit(result['Resolution']['unit'])}"


def _dates(value: dict[str, Any], end: str) -> list[str]:
    # "duration": "180" are seconds, which would read as a decade; its TIMEX3 value is compared.
    found = (value.get(end) or {}).items()
    return [v for name, v in found if name != "duration" and days_of(v)]


def _same_day(days: list[str]) -> str:
    """Return the day where past and future agree; which of two is meant is not in the words."""
    return days[0] if len(set(days)) == 1 else "|".join(sorted(set(days)))


NAMES = {
    "dollar": "us dollar",
    "united states dollar": "us dollar",
    "british pound": "pound sterling",
    "rupee": "indian rupee",
    "ton": "tonne",
    "metric ton": "tonne",
    "penny": "pence",
    "month": "month of age",
    "week": "week of age",
    "day": "day of age",
    "yen": "japanese yen",
    "ruble": "russian ruble",
    "pound": "pound sterling",
    "c": "degree celsius",
    "f": "degree fahrenheit",
    "k": "kelvin",
    "year": "year of age",
    "age": "year of age",
}


def plain_unit(name: str) -> str:
    """Return a unit's name in small letters, in British spelling."""
    name = name.lower().replace("meter", "metre").replace("liter", "litre")
    return NAMES.get(name, name)
