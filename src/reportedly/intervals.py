"""Compare two figures: the algebra on their intervals.

A figure is an interval, open on a side where the words leave it open:

    "at least 20 miles"       20 ----------------->
    "as much as six miles"   <----- 6
    "about 1,000"                 900 -- 1,100
    "one to two kilometres"    1 - 2

Two figures go in, one `Relation` with its reason comes out. Dates, speakers and what is
asked are not looked at: whether two figures answer the same question, and which of them is
the later, is for the caller to know.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportedly.model import Figure

RelationKind = Literal["equal", "compatible", "refines", "conflicts", "not comparable"]
Side = Literal["a", "b"]

# A figure in the news is seldom exact to more than one part in twenty: "20 miles" stands for
# 32 km and "6 miles" for 10 km, the usual conversions between desks, and both lie within 5 %
# a side. Wider, "8 miles" and "10 miles" would no longer be told apart.
ROUNDING = 0.05
# Counts under this are counted, not rounded: 20 dead and 22 dead are two different figures.
ROUND_COUNT = 100

# Nouns that news uses for each other when it counts them. A noun stands in one group only;
# the nouns of PEOPLE count any sort of person.
PEOPLE = frozenset({"person", "people", "man", "other", "victim", "casualty", "individual"})
SAME_THINGS: tuple[frozenset[str], ...] = (
    frozenset({"soldier", "serviceman", "servicewoman", "troop", "troops", "fighter", "militant"}),
    frozenset({"civilian", "resident", "inhabitant", "villager", "citizen", "evacuee"}),
    frozenset({"child", "kid", "minor"}),
    frozenset({"prisoner", "captive", "detainee"}),
    frozenset({"worker", "employee", "staff"}),
    frozenset({"dead", "killed", "death", "fatality", "body"}),
    frozenset({"wounded", "injured", "injury"}),
    frozenset({"drone", "uav"}),
    frozenset({"town", "village", "settlement", "community"}),
    frozenset({"vehicle", "car"}),
    frozenset({"home", "house"}),
)
_COUNT_PERSONS = frozenset(
    {"soldier", "civilian", "child", "prisoner", "worker", "dead", "wounded"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two figures stand to each other; `finer` says which one refines the other."""

    kind: RelationKind
    reason: str  # short code: "same value", "converted", "narrower", "apart", "scope" ...
    finer: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An interval of numbers in one unit; `None` is an open end."""

    low: float | None
    high: float | None
    low_slack: float = 0.0  # how far rounding may have moved the end
    high_slack: float = 0.0

    def within(self, other: Interval) -> bool:
        """Return whether every number of this interval lies in `other`."""
        return _floor(other.low) <= _floor(self.low) and _ceiling(self.high) <= _ceiling(other.high)

    def gap(self, other: Interval) -> float:
        """Return how far the two lie apart; 0 where they share a number."""
        above = _floor(other.low) - _ceiling(self.high)
        below = _floor(self.low) - _ceiling(other.high)
        return max(above, below, 0.0)


def compare(a: Figure, b: Figure) -> Relation:
    """Return the relation between two figures, with the reason for it.

    `equal`: the same interval, also across units. `refines`: one lies inside the other, `finer`
    says which. `compatible`: they share a number, or rounding may explain the gap.
    `conflicts`: no number fits both. `not comparable`: they measure different things.

    >>> from reportedly.model import Span
    >>> six = Figure(id="1", report_id="r", span=Span(0, 0), low=None, high=6.0, unit="mile",
    ...              base_high=9656.064, base_unit="metre", bound="up to")
    >>> twenty = Figure(id="2", report_id="s", span=Span(0, 0), low=20.0, high=None, unit="mile",
    ...                 base_low=32186.88, base_unit="metre", bound="at least")
    >>> compare(six, twenty)
    Relation(kind='conflicts', reason='apart', finer=None)
    """
    reason = _why_not_comparable(a, b)
    if reason:
        return Relation(kind="not comparable", reason=reason)
    one, two = interval(a), interval(b)
    converted = a.unit != b.unit
    if _same(one, two, converted=converted):
        return Relation(kind="equal", reason="converted" if converted else "same value")
    gap = one.gap(two)
    if gap > 0:
        if gap < _slack_between(one, two):
            return Relation(kind="compatible", reason="within rounding")
        return Relation(kind="conflicts", reason="apart")
    if one.within(two) or two.within(one):
        finer: Side = "a" if one.within(two) else "b"
        return Relation(kind="refines", reason="vague" if _vague(a, b) else "narrower", finer=finer)
    return Relation(kind="compatible", reason="vague" if _vague(a, b) else "overlap")


def interval(figure: Figure) -> Interval:
    """Return the interval of `figure` in its base unit, or as said where it has none."""
    if figure.base_low is not None or figure.base_high is not None:
        low, high = figure.base_low, figure.base_high
    else:
        low, high = figure.low, figure.high
    return Interval(
        low=low,
        high=high,
        low_slack=_slack(figure.low, low, figure),
        high_slack=_slack(figure.high, high, figure),
    )


def nominal(figure: Figure) -> float | None:
    """Return the one number that the words name; the middle of a range, None for no number.

    >>> from reportedly.model import Span
    >>> nominal(Figure(id="1", report_id="r", span=Span(0, 0), low=900.0, high=1100.0,
    ...                hedge="about", bound="about"))
    1000.0
    """
    if figure.low is None or figure.high is None:
        return figure.high if figure.low is None else figure.low
    if figure.bound == "about" and figure.hedge and figure.hedge.casefold() in UNDER:
        return figure.high
    if figure.bound == "about" and figure.hedge and figure.hedge.casefold() in OVER:
        return figure.low
    return round((figure.low + figure.high) / 2, 9)


def value(figure: Figure | None) -> float:
    """Return the one number that a figure names, in its base unit; 0 for none."""
    value = nominal(figure) if figure else None
    if figure is None or value is None:
        return 0.0
    ratio = 1.0
    for base, said in ((figure.base_low, figure.low), (figure.base_high, figure.high)):
        if base is not None and said:
            ratio = base / said
    return value * ratio


# Hedges that put the number at the top, or at the bottom, of an "about" interval.
UNDER = frozenset(
    {"almost", "nearly", "close to", "just under", "a little under", "just short of", "approaching"}
)
OVER = frozenset(
    {"just over", "just above", "slightly more than", "a little over", "slightly over"}
)


def _floor(low: float | None) -> float:
    return -math.inf if low is None else low


def _ceiling(high: float | None) -> float:
    return math.inf if high is None else high


def _vague(a: Figure, b: Figure) -> bool:
    return a.vague or b.vague


def _same(one: Interval, two: Interval, *, converted: bool) -> bool:
    lows = (one.low, two.low, one.low_slack + two.low_slack)
    highs = (one.high, two.high, one.high_slack + two.high_slack)
    return all(_same_end(*end, converted=converted) for end in (lows, highs))


def _same_end(x: float | None, y: float | None, slack: float, *, converted: bool) -> bool:
    if x is None or y is None:
        return x is y
    if x == y:
        return True
    apart = abs(x - y)
    return apart <= 1e-9 * max(abs(x), abs(y)) or (converted and apart < slack)


def _slack_between(one: Interval, two: Interval) -> float:
    if _floor(two.low) > _ceiling(one.high):
        return one.high_slack + two.low_slack
    return one.low_slack + two.high_slack


def _slack(said: float | None, base: float | None, figure: Figure) -> float:
    """Return how far rounding may have moved an end: half its last digit, at most 5 %."""
    if said is None or base is None or not math.isfinite(said) or said == 0:
        return 0.0
    if figure.unit is None and abs(said) < ROUND_COUNT:
        return 0.0
    return min(grain(said) / 2, abs(said) * ROUNDING) * abs(base / said)


def grain(value: float) -> float:
    """Return the place of the last digit that is not a trailing zero.

    >>> grain(1000.0), grain(117.0), grain(9.5)
    (1000.0, 1.0, 0.1)
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(f"1e{exponent}") if isinstance(exponent, int) else 0.0


def _why_not_comparable(a: Figure, b: Figure) -> str | None:
    if not _has_number(a) or not _has_number(b):
        return "no number"
    if (a.base_unit or a.unit) != (b.base_unit or b.unit):
        return "unit"
    if _kind_of_scope(a) != _kind_of_scope(b):
        return "scope"
    if _moves(a) != _moves(b):
        return "change"
    # Tonnes of fuel and tonnes of diesel may be the same tonnes: what they are of names no count.
    counts = a.unit is None or a.base_unit == "percent"
    if counts and not same_thing(a.counted_head, b.counted_head):
        return "counted"
    if (a.part_of is None) != (b.part_of is None) and not (a.counted_head and b.counted_head):
        return "part"
    return None


def _has_number(figure: Figure) -> bool:
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return bool(ends) and all(math.isfinite(end) for end in ends)


def _kind_of_scope(figure: Figure) -> str:
    return figure.scope if figure.scope in ("daily", "rate") else "total"


def _moves(figure: Figure) -> str | None:
    return figure.change if figure.change in ("up", "down") else None


def same_thing(first: str | None, second: str | None) -> bool:
    """Return whether two counted nouns may name the same thing; an unknown one fits all.

    >>> same_thing("soldier", "troop"), same_thing("soldier", "civilian"), same_thing("drone", None)
    (True, False, True)
    """
    if first is None or second is None or first == second:
        return True
    if first in PEOPLE or second in PEOPLE:
        other = second if first in PEOPLE else first
        return other in PEOPLE or _group(other) in _PERSONS
    group = _group(first)
    return group is not None and group is _group(second)


def _group(noun: str) -> frozenset[str] | None:
    return next((group for group in SAME_THINGS if noun in group), None)


_PERSONS = tuple(group for group in SAME_THINGS if group & _COUNT_PERSONS)
