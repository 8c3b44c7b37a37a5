"""Numbers, units and dates on the specifications of Recognizers-Text (MIT licence).

A case counts as right where each value that it expects is among ours: a number by its value, a
quantity by value and unit, a date, duration or set by the days or the TIMEX3 value. The cases that
we do not claim are told apart by what stands in them and counted by kind. Some of the kinds were
added after failures had been looked at: the shares right are of what is claimed, no test.
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
# Kinds of cases that we do not claim, by what stands in the input.
UNCLAIMED: tuple[tuple[str, str], ...] = (
    ("powers and scientific notation", r"\^|\d[eE][+-]?\d"),
    ("spelled out digit by digit or point", r"\bpoint\b|\b(?:one|two|three) (?:zero|oh)\b"),
    ("minus in words", r"\b(?:minus|negative)\b"),
    ("commands to a calendar", r"\b(?:cortana|remind|schedule|delete|appointment|calendar)\b"),
    ("names with numbers and codes", r"\d[A-Za-z]+\d|[A-Z]\d{3,}|0x"),
    ("fractions over words", r"\bover\b|\bout of\b"),
    ("numbers without a text", r"^\W*[\d.,/ %-]+\W*$"),
    ("other scripts and their signs", r"[\u0900-\u0dff\u10a0-\u10ff\u4e00-\u9fff\u20b0-\u20bf₡₭]"),
    ("amounts in two units", r"\b(?:dollars?|USD|ft|m) (?:and )?\d+\b|\bkuai\b|\bfive mao\b"),
    ("multiples glued to codes", r"\bM(?:USD|EUR|GBP|AUD)\b|USD (?:million|50)|\d ?[GM]\b"),
    ("days of the month alone", r"\b(?:the|on|for|in) (?:the )?\d{1,2}(?:st|nd|rd|th)?\W*$"),
    ("day and month in digits without a year", r"(?<![\d/-])\d{1,2}[/.-]\d{1,2}(?![/\d.-])"),
    ("days in words", r"\b(?:first|second|third|twenty|thirty|fourth|fifth)\b"),
)


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
    claimed = [case for case in cases if unclaimed(case) is None]
    left = Counter(filter(None, map(unclaimed, cases)))
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


def unclaimed(case: Case) -> str | None:
    """Return the kind for which a case is not claimed, None for one that is."""
    return next((kind for kind, sign in UNCLAIMED if re.search(sign, case.text)), None)


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
            yield f"{value:.10g}" if part == "numbers" else f"{value:.10g} {_unit(figure)}"


def _values(figure: Figure) -> tuple[float, ...]:
    if figure.bound == "between" and figure.low is not None and figure.high is not None:
        return (figure.low, figure.high)
    return (nominal(figure) or 0.0,)


def _unit(figure: Figure) -> str:
    return plain_unit(figure.unit or "")


def times_in(case: Case) -> Iterator[str]:
    """Yield our dates as days and our durations and sets as their values."""
    for time in annotated(case.text, case.on).times():
        if time.type in ("DATE", "TIME") and time.day_from:
            yield time.day_from.isoformat()
        elif time.value:
            yield time.value


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
        return _same_day(days) if days else str(value.get("Timex", ""))
    value = str((result.get("Resolution") or {}).get("value") or "").removesuffix("%")
    try:
        number = f"{float(value):.10g}"
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
}


def plain_unit(name: str) -> str:
    """Return a unit's name in small letters, in British spelling."""
    name = name.lower().replace("meter", "metre").replace("liter", "litre")
    return NAMES.get(name, name)
