"""Read calendar dates that are written out in full, with the time and zone beside them.

    "August 7, 2024 8:35 PM"   "7. Mai 2024, 14:05 Uhr"   "2024-08-07T18:35:00Z"   "07.08.2024"

Only whole dates count: a day without its year says nothing certain about publication. Of
"03/04/2024" both readings are kept unless the page's language, its country or its other dates
decide between them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from typing import Literal

from reportedly.model import Span
from reportedly.text import word_list

EARLIEST = 1990  # year before which no page on the web was published
LATEST = 2100
BUDDHIST = 543  # years by which the calendar of Thailand is ahead
ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
    "wet": 0, "west": 60, "eet": 120, "eest": 180, "msk": 180, "ist": None, "est": -300,
    "edt": -240, "et": None, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "awst": 480, "acst": 570, "acdt": 630,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "jst": 540, "kst": 540, "hkt": 480,
    "sgt": 480, "wib": 420, "wita": 480, "wit": 540, "pkt": 300, "sast": 120, "eat": 180,
    "cat": 120, "wat": 60, "brt": -180, "art": -180,
}  # fmt: skip
CLOCK = re.compile(
    r"(?:[^\n\w]{0,4}(?:T|at|um|a las|alle|à|kl\.?|ore|o|в|о)?[ ,|•·–—-]{0,3}|T)"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"\s{0,2}(?P<half>[ap]\.?m\b\.?)?(?:\s?Uhr\b)?"
    r"\s{0,2}\(?(?P<zone>[+-]\d{2}:?\d{2}\b|\b[A-Za-z]{1,4}\b|Z)?",
    re.IGNORECASE,
)
Order = Literal["day", "month"]  # which of the two numbers of 03/04/2024 comes first


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as written, and where."""

    span: Span
    day: date
    other: date | None = None  # the second reading of "03/04/2024", where nothing decides
    at: datetime | None = None  # only where time and zone are both written


@cache
def _months() -> dict[str, dict[str, int]]:
    """Return the number of each month's name, by language."""
    found: dict[str, dict[str, int]] = {}
    for entry in word_list("months"):
        language, number, *names = entry.split()
        for name in names:
            found.setdefault(_bare(name), {}).setdefault(language, int(number))
    return found


def month_number(name: str, language: str | None = None) -> int | None:
    """Return the month that a name stands for, None for a word that names none or two.

    >>> month_number("Août"), month_number("listopada"), month_number("listopada", "hr")
    (8, None, 10)
    """
    numbers = _months().get(_bare(name), {})
    if language in numbers:
        return numbers[language]
    return next(iter(numbers.values())) if len(set(numbers.values())) == 1 else None


def _bare(name: str) -> str:
    if name.isascii():
        return name.casefold()
    pieces = unicodedata.normalize("NFKD", name)
    return "".join(c for c in pieces if not unicodedata.combining(c)).casefold()


ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
# Letters with the vowel signs that stand above, below and beside them in the scripts of India.
NAME = r"[^\s\d.,;:/|()\[\]<>\"'_-]{2,16}"
YEAR = r"(?:19|20)\d{2}"
PATTERNS = (
    # 2024-08-07, 2024/08/07, 2024. 8. 7., 2024年8月7日
    re.compile(
        rf"(?<![\d.])(?P<year>{YEAR})(?:[-/]|\. ?|年 ?|년 ?)(?P<month>\d{{1,2}})"
        r"(?:[-/]|\. ?|月 ?|월 ?)(?P<day>\d{1,2})(?!\d)"
    ),
    # 7 August 2024, 7. August 2024, 7 de agosto de 2024, 7 สิงหาคม 2567, 7-Aug-2024
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}}){ORDINAL}(?: of| de|-|/)?[ \u00a0-]{{0,2}}(?P<name>{NAME})"
        rf"(?: / (?P<second_name>{NAME}))?"
        rf"\.?,?(?: de| del|,)?[ \u00a0,/-]{{1,3}}(?P<year>{YEAR}|25[3-9]\d)(?!\d)"
    ),
    # August 7, 2024
    re.compile(
        rf"(?P<name>{NAME})\.? ?(?P<day>\d{{1,2}}){ORDINAL},?[ \u00a0]?,?[ ]?"
        rf"(?P<year>{YEAR})(?!\d)"
    ),
    # 2024 Aug 7, 2024. augusztus 7., 2024 m. rugpjūčio 7 d., 2024. gada 7. augusts
    re.compile(
        rf"(?<![\d.])(?P<year>{YEAR})\.?(?: m\.)? (?P<name>{NAME})\.? (?P<day>\d{{1,2}})(?!\d)"
    ),
    re.compile(rf"(?<![\d.])(?P<year>{YEAR})\. gada (?P<day>\d{{1,2}})\. (?P<name>{NAME})"),
    # 07.08.2024, 7. 8. 2024, 8/7/2024, 26 | 01 | 2022
    re.compile(
        r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[./-]|\. | \| )(?P<second>\d{1,2})(?P=mark)"
        rf"(?P<year>{YEAR}|\d{{2}}(?=[,\s]|$))(?!\d)"
    ),
)
NUMERIC = PATTERNS[-1]
COMPACT = re.compile(r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
# What stands in every date, and in one with a year of four digits: no pattern has longer gaps.
NUMBERS = re.compile(r"\d(?=[^\d\n]{1,51}+\d)")
WITH_YEAR = re.compile(r"\d(?:\D{1,51}+[12]\d{3}|(?<=[12])\d{3}\D{1,24}+\d)")
ANY_NUMERIC = re.compile(r"\d(?:[./-]|\. | \| )\d")
NUMERIC_BEGINS = re.compile(r"\d(?=\d?(?:[./-]|\. | \| )\d)")
ANY_EASTERN = re.compile("[٠-٩۰-۹]")
EASTERN = {ord(digit): str(n % 10) for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}


def written_dates(
    text: str, *, order: Order | None = None, language: str | None = None
) -> Iterator[WrittenDate]:
    """Yield the whole dates in `text`, in text order.

    `order` decides only what the numbers leave open: whether 8/7/2024 is in August. Without it
    both readings are given.

    >>> [(str(found.day), found.span.of("Aug. 7, 2024 or 03.05.2024"))
    ...  for found in written_dates("Aug. 7, 2024 or 03.05.2024")]
    [('2024-08-07', 'Aug. 7, 2024'), ('2024-05-03', '03.05.2024')]
    """
    if NUMBERS.search(text) is None:
        return
    if not text.isascii() and ANY_EASTERN.search(text):
        text = text.translate(EASTERN)
    found: list[WrittenDate] = []
    for pattern in _patterns(text):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if any(span.overlaps(other.span) for other in found[-40:]):
                continue
            days = list(_days(match, order, language))
            if days:
                read = _with_clock(text, span, days[0])
                found.append(replace(read, other=days[1], at=None) if days[1:] else read)
    yield from sorted(found, key=lambda one: one.span)


def _patterns(text: str) -> tuple[re.Pattern[str], ...]:
    """Return those that may match: only dates in numbers can have a year of two digits."""
    if WITH_YEAR.search(text):
        return PATTERNS
    return (NUMERIC,) if ANY_NUMERIC.search(text) else ()


def read_date(text: str, *, order: Order | None = "month") -> WrittenDate | None:
    """Return the date that a meta tag or a script gives, None where it gives none.

    >>> read_date("2024-08-07T20:35:00+03:00").at.isoformat()
    '2024-08-07T20:35:00+03:00'
    """
    text = text.strip()[:100]
    if compact := COMPACT.match(text):
        day = _date(int(compact["year"]), int(compact["month"]), int(compact["day"]))
        return WrittenDate(span=Span(*compact.span()), day=day) if day else None
    return next(written_dates(text, order=order), None)


def lines_with_dates(text: str, starts: Sequence[int]) -> list[int]:
    r"""Return the numbers of the lines, which begin at `starts`, that may hold a date.

    >>> lines_with_dates("Shut\non 7 August 2024\nin 2024", [0, 5, 22])
    [1]
    """
    held = {bisect_right(starts, match.start()) - 1 for match in NUMBERS.finditer(text)}
    return sorted(number for number in held if number >= 0)


def order_of(text: str) -> Order | None:
    """Return the order of day and month that the numeric dates in `text` show, if they agree.

    >>> order_of("from 25/12/2023 to 3/4/2024"), order_of("3/4/2024")
    ('day', None)
    """
    shown: set[Order] = set()
    end = 0
    for begins in NUMERIC_BEGINS.finditer(text):
        match = NUMERIC.match(text, begins.start()) if begins.start() >= end else None
        if match is None:
            continue
        end = match.end()
        first, second = int(match["first"]), int(match["second"])
        if match["mark"].strip() != "." and (first <= 12) != (second <= 12):
            shown.add("month" if first <= 12 else "day")
    return shown.pop() if len(shown) == 1 else None


def _days(match: re.Match[str], order: Order | None, language: str | None) -> Iterator[date]:
    """Yield the day that a date names; both where its numbers can be read in two ways."""
    parts = match.groupdict()
    year = int(parts["year"])
    year += 2000 if year < 100 else 0
    if parts.get("name"):
        readings = [(_named(parts, language), int(parts["day"]))]
        year -= BUDDHIST if year > LATEST else 0
    elif parts.get("first"):
        readings = _readings(int(parts["first"]), int(parts["second"]), parts["mark"], order)
    else:
        readings = [(int(parts["month"]), int(parts["day"]))]
    for month, day in readings:
        if month and (found := _date(year, month, day)):
            yield found


def _named(parts: dict[str, str], language: str | None) -> int:
    """Return the month of a date in words; 0 for a word that is none, or two that differ."""
    number = month_number(parts["name"], language)
    second = parts.get("second_name")
    if second and month_number(second, language) != number:
        return 0
    return number or 0


def _readings(first: int, second: int, mark: str, order: Order | None) -> list[tuple[int, int]]:
    """Return month and day of a date in numbers, in the ways in which it can be read."""
    open_ = mark in "/-"  # points and bars stand behind the day
    if first == second or second > 12 or (order == "month" and open_ and first <= 12):
        return [(first, second)]
    if first > 12 or order == "day" or not open_:
        return [(second, first)]
    return [(second, first), (first, second)]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _with_clock(text: str, span: Span, day: date) -> WrittenDate:
    match = CLOCK.match(text, span.end, span.end + 40)
    if match is None:
        return WrittenDate(span=span, day=day)
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        return WrittenDate(span=span, day=day)
    zone, known = _zone(match["zone"])
    end = match.end() if known else (match.start("zone") if match["zone"] else match.end())
    end = span.start + len(text[span.start : end].rstrip(" ("))
    at = datetime.combine(day, time(hour, minute, tzinfo=zone)) if zone else None
    return WrittenDate(span=Span(span.start, end), day=day, at=at)


def _zone(written: str | None) -> tuple[timezone | None, bool]:
    """Return the zone, and whether the word is one at all ("ET" may be either of two)."""
    if not written:
        return None, False
    if written[0] in "+-":
        digits = written[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        if minutes > 14 * 60:
            return None, False
        return timezone(timedelta(minutes=minutes if written[0] == "+" else -minutes)), True
    offset = ZONES.get(written.lower())
    if offset is None:
        return None, written.lower() in ZONES
    return timezone(timedelta(minutes=offset)), True
