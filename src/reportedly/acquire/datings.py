"""Decide when a report was published, from all the places that say so.

    JSON-LD, meta tags, address, <time>, byline, "Published on ...", scripts
      -> statements, each with a weight  ->  the day that most of the weight agrees on

A date in a caption, in a feed of newer stories, in a comment or in a copyright line says nothing
of when the report was published and is no statement. A day on which the page cannot have been
published (after it was fetched, long before its address was given out) loses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from reportedly.model import Pieces

# A moment in UTC may be the day before or after where the outlet sits.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)
UTC_SHARE = 0.9  # of its weight goes to the neighbouring day: the stated day itself comes first
# Of pages with nothing else this was the stated day in 3 of 4 where they say so in their text or in
# JSON-LD, in 1 of 9 where a meta tag does.
TELLING_CHANGES = frozenset({"line", "JSON-LD change"})
EARLY = timedelta(days=2)  # before the day in the address
SHOWN_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a report was published, as far as it says so.

    `until` is the other day of a pair: of "03/04/2024" where nothing tells March from April.
    """

    day: date | None = None
    until: date | None = None
    at: datetime | None = None
    spans: Pieces = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One place that says when the report was published or last changed.

    Attributes:
        day: The day; of a date that can be read in two ways, the first of both.
        other: The second of both.
        at: The moment, where its zone is stated.
        family: Sort of place; of one family only the heaviest statement of a day counts.
        reason: The place in words.
        weight: How much it counts.
        spans: The words, where they stand in the text.
        revised: Whether it says when the report was last changed.
    """

    day: date
    other: date | None = None
    at: datetime | None = None
    family: str
    reason: str
    weight: float
    spans: Pieces = ()
    revised: bool = False


def decide(
    statements: Iterable[Statement],
    *,
    address: date | None = None,
    captured: datetime | None = None,
    least: float = 0.0,
) -> Dating:
    """Return the day that the statements agree on best; none where they are lighter than `least`.

    >>> meta = Statement(day=date(2024, 8, 7), family="meta", reason="meta date", weight=2)
    >>> byline = Statement(day=date(2024, 8, 6), family="line", reason="byline", weight=3)
    >>> decide([meta, byline]).day
    datetime.date(2024, 8, 6)
    """
    may_be = partial(_is_possible, address=address, captured=captured)
    possible = [one for one in _read_once(statements) if may_be(one.day)]
    found = [one for one in possible if not one.revised]
    if not found:
        # A page that only says when it was last changed was published then, or once before.
        found = [one for one in possible if one.family in TELLING_CHANGES and one.weight > 1]
    days = dict.fromkeys(one.day for one in found)
    weights = {day: _weight(day, found) for day in days}
    best = max(days, key=lambda day: weights[day], default=None)
    if best is None or weights[best] < least:
        return Dating()
    own = sorted((o for o in found if best in (o.day, o.other)), key=lambda o: -o.weight)
    pair = next((o.other if o.day == best else o.day for o in own if o.other), None)
    until = pair if pair and all(o.other for o in own) else None
    return Dating(
        day=min(best, until) if until else best,
        until=max(best, until) if until else None,
        at=None if until else _moment(best, found),
        spans=next((one.spans for one in own if one.spans), ()),
        reason=", ".join(list(dict.fromkeys(one.reason for one in own))[:SHOWN_REASONS]),
    )


def _read_once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements, one with two readings as two of half the weight."""
    for one in statements:
        if one.other is None:
            yield one
        else:
            yield replace(one, weight=one.weight / 2)
            yield replace(one, day=one.other, other=one.day, weight=one.weight / 2)


def _is_possible(day: date, *, address: date | None, captured: datetime | None) -> bool:
    if captured is not None and day > captured.date() + timedelta(days=1):
        return False
    return address is None or day >= address - EARLY


def _weight(day: date, found: Sequence[Statement]) -> float:
    heaviest: dict[str, float] = {}
    for one in found:
        if one.day == day:
            weight = one.weight
        elif one.at is not None and _is_utc(one.at) and _falls_on(one.at, day):
            weight = one.weight * UTC_SHARE
        else:
            continue
        heaviest[one.family] = max(weight, heaviest.get(one.family, 0.0))
    return sum(heaviest.values())


def _is_utc(at: datetime) -> bool:
    return not at.utcoffset()


def _falls_on(at: datetime, day: date) -> bool:
    """Return whether a moment in UTC is on that day somewhere.

    >>> _falls_on(datetime.fromisoformat("2024-08-06T22:05:00+00:00"), date(2024, 8, 7))
    True
    """
    return (at - WEST).date() <= day <= (at + EAST).date()


def _moment(day: date, found: Sequence[Statement]) -> datetime | None:
    """Return the moment of the heaviest statement that gives one on that day."""
    timed = [one for one in found if one.at is not None]
    for one in sorted(timed, key=lambda one: (one.day != day, -one.weight)):
        if one.at and (one.day == day or (_is_utc(one.at) and _falls_on(one.at, day))):
            return one.at
    return None
