"""Put numbers, ranges, currencies, units and hedges together to quantities.

The pieces of a sentence go in; what comes out says where each quantity stands, which
interval it means, in which unit, and which words hedge it. Nothing here needs the parse.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.apart import CLOSING, OPENING, age_after, is_age, is_apart, is_time_span
from reportedly.annotate.directions import direction
from reportedly.annotate.hedges import BOUNDS, CHANGES, Hedge, hedge_after, hedge_before, widened
from reportedly.annotate.number_words import Numeral, Piece, glued
from reportedly.annotate.numerals import begins_number, numeral_at
from reportedly.annotate.ranges import DASHES, range_at
from reportedly.annotate.units import (
    FRACTION,
    TIME_UNITS,
    TIMES,
    Unit,
    currency_before,
    rate_after,
    unit_after,
)
from reportedly.model import Bound

# "PS" is what some wires send for "£"; before a small number it names a console.
LEAST_OF_PS = 10
INCH = Unit("inch", "metre", 0.0254)
# What an amount in one unit is told more finely in, and the share of that unit.
SMALLER: dict[str, dict[str, float]] = {
    "foot": {"inch": 1 / 12},
    "pound": {"ounce": 1 / 16},
    "stone": {"pound": 1 / 14},
    "metre": {"centimetre": 0.01},
    "kilogram": {"gram": 0.001},
    "hour": {"minute": 1 / 60},
    "minute": {"second": 1 / 60},
    "US dollar": {"cent": 0.01},
    "euro": {"cent": 0.01},
    "pound sterling": {"pence": 0.01},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity in pieces `first` up to, not including, `last`, hedges included."""

    first: int
    last: int
    number: int  # the piece at which the number itself begins
    after: int  # the piece after number and unit, where what is counted may begin
    low: float | None
    high: float | None
    unit: Unit | None = None
    unit_first: int = 0
    unit_last: int = 0
    per: str | None = None
    hedge: str | None = None
    bound: Bound = "exact"
    change: str = "="
    vague: bool = False
    single: bool = False
    modifier: bool = False  # "a 185-hp engine": says of what sort a thing is


@dataclass(frozen=True, slots=True)
class _Core:
    """Number, range and unit, before hedges are looked at."""

    first: int
    last: int
    number: int
    low: float
    high: float
    form: str
    unit: Unit | None = None
    unit_first: int = 0
    unit_last: int = 0
    open_high: float | None = None
    modifier: bool = False


def find_quantities(pieces: Sequence[Piece], text: str, *, about: float) -> Iterator[Quantity]:
    """Yield the quantities in `pieces`, in reading order, none overlapping another."""
    index, floor = 0, 0
    while index < len(pieces):
        piece = pieces[index]
        if not begins_number(piece):
            index += 1
            continue
        core, index = _core_at(pieces, index)
        if core is None:
            continue
        quantity = _hedged(pieces, text, core, floor, about)
        if not _is_idle(pieces, quantity):
            yield quantity
        index = floor = max(index, quantity.last)


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def _core_at(pieces: Sequence[Piece], index: int) -> tuple[_Core | None, int]:
    """Return the quantity that begins with the number at `index`, and the piece to go on from."""
    currency = currency_before(pieces, index)
    owed = currency is None and _currency_and_minus(pieces, index)
    if owed:
        currency = owed
    numeral = numeral_at(pieces, index, money=currency is not None)
    if numeral is None:
        return _one_of_a_unit(pieces, index), index + 1
    if currency and pieces[index - 1].text == "PS" and numeral.low < LEAST_OF_PS:
        return None, numeral.last
    age = is_age(pieces, numeral)
    first = currency[1] if currency else index
    ranged = range_at(pieces, numeral, first)
    whole = ranged or numeral
    if ranged:
        age = age_after(pieces, ranged.last) or (age and (age[0], ranged.last))
    if age:
        unit, end = age
        ends = (whole.low, (whole.high if ranged else None) or whole.low)
        return _Core(index, end, index, *ends, "age", unit, whole.last, end), end
    measured = ranged and (numeral.form == "words" or unit_after(pieces, ranged.last))
    if is_apart(pieces, numeral, first) and not measured:
        return None, max(numeral.last, _end_of_apart(pieces, numeral))
    core = _with_unit(pieces, numeral, whole, first, currency[0] if currency else None)
    if core is None:
        return None, _end_of_apart(pieces, whole)
    if owed:
        return replace(core, low=-core.high, high=-core.low), core.last
    core = _with_smaller_unit(pieces, core)
    return _signed(pieces, core), core.last


def _with_smaller_unit(pieces: Sequence[Piece], core: _Core) -> _Core:
    """Read "5 feet 2 inches", "13 dollars and 45 cents" as one amount."""
    if core.unit is None or core.unit.name not in SMALLER or core.low != core.high:
        return core
    at = core.last + (_lower(pieces, core.last) in ("and", ","))
    second = numeral_at(pieces, at) if at < len(pieces) else None
    if second is None:
        return core
    unit = unit_after(pieces, second.last) or _inches(pieces, core, second.last)
    if unit is None or unit[0].name not in SMALLER[core.unit.name]:
        return core
    share = SMALLER[core.unit.name][unit[0].name]
    if second.form not in ("digits", "words") or not 0 < second.low * share < 1:
        return core
    whole = core.low + float(f"{second.low * share:.12g}")
    return replace(core, last=unit[1], low=whole, high=whole)


def _inches(pieces: Sequence[Piece], core: _Core, at: int) -> tuple[Unit, int] | None:
    """Read the "in" of "6ft 2in", which is a unit nowhere else."""
    feet = core.unit is not None and core.unit.name == "foot"
    return (INCH, at + 1) if feet and _lower(pieces, at) == "in" and glued(pieces, at) else None


def _one_of_a_unit(pieces: Sequence[Piece], index: int) -> _Core | None:
    """Read "less than a mile", "about an acre": "a" counts only where a hedge stands before it."""
    if _lower(pieces, index) not in ("a", "an") or index + 1 >= len(pieces):
        return None
    hedge, found = hedge_before(pieces, index), unit_after(pieces, index + 1)
    if hedge is None or found is None or found[0].money or found[0].name in TIME_UNITS:
        return None
    if hedge.last - hedge.first == 1 and hedge.sort == "about":
        return None  # "some a day", "over a foot" and the like are more often something else
    return _Core(index, found[1], index, 1.0, 1.0, "words", found[0], index + 1, found[1])


def _currency_and_minus(pieces: Sequence[Piece], index: int) -> tuple[Unit, int] | None:
    """Return the currency before a minus, as in "$-50.8bn"."""
    minus = index > 1 and pieces[index - 1].text in "-−" and glued(pieces, index)
    return currency_before(pieces, index - 1) if minus and glued(pieces, index - 1) else None


def _signed(pieces: Sequence[Piece], core: _Core) -> _Core:
    """Read the minus of "-1.3 %" and "-5 yards"; a dash that opens a list item is none."""
    at = core.first - 1
    if at < 0 or core.low != core.high or not _is_minus(pieces, core, at):
        return core
    return replace(core, first=at, low=-core.low, high=-core.high)


def _is_minus(pieces: Sequence[Piece], core: _Core, at: int) -> bool:
    word = pieces[at].lower
    if word in ("minus", "negative"):
        taken = at > 0 and pieces[at - 1].kind == "number"  # "10 minus 3"
        return not taken and (word == "minus" or core.unit is not None)
    if word not in ("-", "−") or not glued(pieces, core.first) or glued(pieces, at):
        return False
    listed = at == 0 and word == "-"  # "-5 yards" may be an item of a list, "-5 °C" is none
    degrees = core.unit is not None and core.unit.base.startswith("degree")
    return core.unit is not None and (not listed or degrees)


def _end_of_apart(pieces: Sequence[Piece], numeral: Numeral) -> int:
    """Return the piece after a number that is no figure, with what hangs on it by hyphens."""
    index = numeral.last
    while (
        index + 1 < len(pieces)
        and pieces[index].text in DASHES
        and glued(pieces, index)
        and glued(pieces, index + 1)
    ):
        index += 2
    return index


def _with_unit(
    pieces: Sequence[Piece],
    numeral: Numeral,
    whole: Numeral,
    first: int,
    currency: Unit | None,
) -> _Core | None:
    last, high = whole.last, whole.low if whole is numeral else whole.high
    ceiling = whole.high if whole.form == "vague" else None
    if whole.form == "vague":
        high = whole.low
    first, last = _inside_quotes(pieces, first, last)
    core = _Core(
        first, last, numeral.first, whole.low, high or whole.low, whole.form, open_high=ceiling
    )
    if whole.form == "fold":
        return replace(core, unit=TIMES, unit_first=core.first, unit_last=core.last)
    if currency is not None:
        after = unit_after(pieces, last)
        end = after[1] if after and after[0].money else last
        start = numeral.first - 1
        return replace(core, last=end, unit=currency, unit_first=start, unit_last=numeral.first)
    at = last
    if glued(pieces, at) and pieces[at].text in DASHES:
        if not glued(pieces, at + 1) or at + 1 >= len(pieces):
            return core if pieces[at].text == "—" else None
        if pieces[at].text == "—":
            return core
        at += 1
    elif whole.form == "vague" and _lower(pieces, at) == "of":
        at += 1
    return _unit_at(pieces, core, at)


def _inside_quotes(pieces: Sequence[Piece], first: int, last: int) -> tuple[int, int]:
    """Take in the quotation marks where they hold the number alone."""
    opens = first > 0 and pieces[first - 1].text in OPENING and pieces[first - 1].text != "("
    if opens and last < len(pieces) and pieces[last].text in CLOSING and glued(pieces, last):
        return first - 1, last + 1
    return first, last


def _unit_at(pieces: Sequence[Piece], core: _Core, at: int) -> _Core | None:
    found = unit_after(pieces, at)
    hyphened = at > core.last and pieces[at - 1].text in DASHES
    if hyphened and (found is None or found[0].name in TIME_UNITS):
        return None
    if found is None or not _is_unit_here(pieces, core, found[0], at, found[1]):
        if core.form == "part":
            return replace(core, unit=FRACTION, unit_first=core.first, unit_last=core.last)
        return core
    return replace(
        core, last=found[1], unit=found[0], unit_first=at, unit_last=found[1], modifier=hyphened
    )


def _is_unit_here(pieces: Sequence[Piece], core: _Core, unit: Unit, at: int, after: int) -> bool:
    """Keep apart "5 m" and "5 A players", "10 pounds" and "10 million pounds"."""
    word = pieces[at].text
    alone = after == at + 1 and len(word) == 1 and word.isalpha() and word not in "WV"
    if alone and not glued(pieces, at):
        return after >= len(pieces) or pieces[after].kind != "word" or unit.money
    return not (core.form == "single" and word.lower() == "second")


def _hedged(pieces: Sequence[Piece], text: str, core: _Core, floor: int, about: float) -> Quantity:
    before = hedge_before(pieces, core.first)
    if before is not None and before.first < floor:
        before = None
    if before and core.low < core.high and _lower(pieces, core.first - 1) == "from":
        before = None  # "starting from 450 up to 900" has both its ends
    after = hedge_after(pieces, core.last) if before is None else None
    hedge = before or after
    money = core.unit is not None and core.unit.money
    rate = rate_after(pieces, core.last, money=money) if core.unit is not None else None
    last = rate[1] if rate else core.last
    between = _lower(pieces, core.first - 1) == "between" and core.low < core.high
    first = before.first if before else core.first - 1 if between else core.first
    quantity = Quantity(
        first=max(first, floor),
        last=max(last, after.last if after else 0),
        number=core.number,
        after=last,
        low=core.low,
        high=core.high,
        unit=core.unit,
        unit_first=core.unit_first,
        unit_last=core.unit_last,
        per=rate[0] if rate else None,
        hedge=_words(pieces, text, hedge),
        bound="between" if core.low < core.high else "exact",
        single=core.form == "single",
        vague=core.form == "vague",
        modifier=core.modifier,
    )
    quantity = _with_ends(quantity, core, hedge.sort if hedge else None, about)
    way = direction(pieces, quantity.first, quantity.after, quantity.last, core.low, core.unit)
    return replace(quantity, change=way or (CHANGES[hedge.sort] if hedge else "="))


def hedged_behind(
    pieces: Sequence[Piece], text: str, quantity: Quantity, offset: int, *, about: float
) -> Quantity:
    """Return `quantity` with the hedge that stands at `offset`, behind what is counted.

    "40 ships or more": the hedge belongs to the number, though not to its span.
    """
    if quantity.hedge or quantity.vague or quantity.low is None or quantity.high is None:
        return quantity
    index = bisect_left(pieces, offset, key=lambda piece: piece.start)
    hedge = hedge_after(pieces, index)
    if hedge is None:
        return quantity
    low, high = widened(quantity.low, quantity.high, hedge.sort, about=about)
    change = CHANGES[hedge.sort] if quantity.change == "=" else quantity.change
    words, bound = _words(pieces, text, hedge), BOUNDS[hedge.sort]
    return replace(quantity, low=low, high=high, hedge=words, bound=bound, change=change)


def _words(pieces: Sequence[Piece], text: str, hedge: Hedge | None) -> str | None:
    if hedge is None:
        return None
    return " ".join(text[pieces[hedge.first].start : pieces[hedge.last - 1].end].split())


def _with_ends(quantity: Quantity, core: _Core, sort: str | None, about: float) -> Quantity:
    bound = BOUNDS.get(sort or "", quantity.bound)
    if quantity.bound == "between" and bound == "about":
        bound = "between"
    if quantity.vague:
        # "dozens" has no upper end; after "up to" or "less than" the next power of ten is one.
        top = core.open_high if core.open_high else core.low * 10
        if sort in ("up to", "less than"):
            return replace(quantity, low=None, high=top, bound=bound)
        return replace(quantity, high=core.open_high, bound=bound if sort else "about")
    low, high = widened(core.low, core.high, sort, about=about)
    return replace(quantity, low=low, high=high, bound=bound)


def _is_idle(pieces: Sequence[Piece], quantity: Quantity) -> bool:
    """Return whether the quantity only places something in time, or is a figure of speech."""
    unit = quantity.unit
    if unit and is_time_span(pieces, quantity.last, unit.name):
        return True
    words = {_lower(pieces, quantity.number), _lower(pieces, quantity.number + 1)}
    away = _lower(pieces, quantity.last) in ("away", "from")
    return words == {"a", "million"} and away
