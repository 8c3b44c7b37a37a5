"""Read calendar dates that are written out in full, with the time and zone beside them.

    "August 7, 2024 8:35 PM"   "7. Mai 2024, 14:05 Uhr"   "2024-08-07T18:35:00Z"   "07.08.2024"

Only whole dates count: a day without its year says nothing certain about publication.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from reportedly.model import Span
from reportedly.text import word_list

EARLIEST = 1990  # year before which no page on the web was published
LATEST = 2100
ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "est": -300, "edt": -240, "et": None,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "aest": 600,
    "aedt": 660, "jst": 540, "hkt": 480, "sgt": 480, "wib": 420,
}  # fmt: skip
CLOCK = re.compile(
    r"[^\n\w]{0,4}(?:T|at|um|a las|alle|à|kl\.?|ore|o|в|о)?[ ,|•·–—-]{0,3}"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"\s{0,2}(?P<half>[ap]\.?m\b\.?)?(?:\s?Uhr\b)?"
    r"\s{0,2}\(?(?P<zone>[+-]\d{2}:?\d{2}\b|\b[A-Za-z]{1,4}\b|Z)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as written, and where."""

    span: Span
    day: date
    at: datetime | None = None  # only where time and zone are both written


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in word_list("months"):
        number, names = entry.split(":", 1)
        for name in names.split():
            found.setdefault(_bare(name), int(number))
    return found


def _bare(name: str) -> str:
    pieces = unicodedata.normalize("NFKD", name)
    return "".join(c for c in pieces if not unicodedata.combining(c)).casefold()


ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
PATTERNS = (
    # 2024-08-07, 2024/08/07, 2024. 8. 7., 2024年8月7日
    re.compile(
        r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?:[-/]|\. ?|年 ?|년 ?)(?P<month>\d{1,2})"
        r"(?:[-/]|\. ?|月 ?|월 ?)(?P<day>\d{1,2})(?!\d)"
    ),
    # 7 August 2024, 7. August 2024, 7 de agosto de 2024
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}}){ORDINAL}(?: of| de|-|/)?[ \u00a0-]{{0,2}}"
        r"(?P<name>[^\W\d_]{3,12})\.?,?(?: de| del)?[ \u00a0,/-]{1,3}(?P<year>(?:19|20)\d{2})(?!\d)"
    ),
    # August 7, 2024
    re.compile(
        rf"(?P<name>[^\W\d_]{{3,12}})\.? ?(?P<day>\d{{1,2}}){ORDINAL},?[ \u00a0]?,?[ ]?"
        r"(?P<year>(?:19|20)\d{2})(?!\d)"
    ),
    # 07.08.2024, 8/7/2024: which is the month is decided by the separator and the numbers
    re.compile(
        r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)"
        r"(?P<year>(?:19|20)\d{2}|\d{2}(?=[,\s]|$))(?!\d)"
    ),
)
COMPACT = re.compile(r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")


def written_dates(text: str, *, month_first: bool = False) -> Iterator[WrittenDate]:
    """Yield the whole dates in `text`, in text order.

    `month_first` decides only what the numbers leave open: whether 8/7/2024 is in August.

    >>> [(str(found.day), found.span.of("Aug. 7, 2024 or 03.05.2024"))
    ...  for found in written_dates("Aug. 7, 2024 or 03.05.2024")]
    [('2024-08-07', 'Aug. 7, 2024'), ('2024-05-03', '03.05.2024')]
    """
    found: list[WrittenDate] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            day = _day(match, month_first)
            span = Span(*match.span())
            if day and not any(span.overlaps(other.span) for other in found[-40:]):
                found.append(_with_clock(text, span, day))
    yield from sorted(found, key=lambda one: one.span)


def read_date(text: str) -> WrittenDate | None:
    """Return the date that a meta tag or a script gives, None where it gives none.

    >>> read_date("2024-08-07T20:35:00+03:00").at.isoformat()
    '2024-08-07T20:35:00+03:00'
    """
    text = text.strip()[:100]
    if compact := COMPACT.match(text):
        day = _date(int(compact["year"]), int(compact["month"]), int(compact["day"]))
        return WrittenDate(span=Span(*compact.span()), day=day) if day else None
    return next(written_dates(text, month_first=True), None)


def _day(match: re.Match[str], month_first: bool) -> date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    year += 2000 if year < 100 else 0
    if parts.get("name"):
        month = _months().get(_bare(parts["name"]))
        return _date(year, month, int(parts["day"])) if month else None
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        swapped = first <= 12 and (second > 12 or (month_first and parts["mark"] != "."))
        return _date(year, first, second) if swapped else _date(year, second, first)
    return _date(year, int(parts["month"]), int(parts["day"]))


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
