"""Recognise units of measurement and currencies beside a number.

The tables are `words/units.txt` and `words/currencies.txt`. A unit comes out with the base
unit that figures are compared in and the factor to it; a currency is its own base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.number_words import Piece, glued, pieces_of
from reportedly.text import word_list


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, its base unit and the factor to the base; `money` for a currency."""

    name: str
    base: str
    factor: float
    money: bool = False


@dataclass(frozen=True, slots=True)
class UnitTables:
    """Units and currencies by the words they are written with, one word after the other."""

    after: Mapping[tuple[str, ...], Unit]  # as written
    after_lower: Mapping[tuple[str, ...], Unit]  # in any case
    before: Mapping[tuple[str, ...], Unit]  # currencies before the number
    longest: int
    ends: frozenset[str]  # the last words of what stands before a number
    starts: Mapping[str, int]  # how long at most what begins with a word is, in any case


# Forms of up to this length are symbols: "m" is a metre and "M" is not, "mi" and "MI" differ.
SYMBOL_LENGTH = 3

FRACTION = Unit("fraction", "percent", 100.0)
AGE = Unit("year of age", "year of age", 1.0)
TIMES = Unit("time", "time", 1.0)  # "sixfold", "six times"
TIME_UNITS = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)
# What "a" or "per" may be followed by: "$10,000 a month", "three dollars per person".
PER = {"per": "", "a": "", "an": "", "every": "", "each": ""}
RATE_WORDS = TIME_UNITS | {"night", "quarter", "person", "head", "capita", "share", "barrel"}
# "$6.78 billion a year earlier" is no rate.
NOT_AFTER_RATE = frozenset({"earlier", "ago", "later", "before", "after", "old"})
# Short for money also where a space stands before the number.
SHORT_MONEY = frozenset({"Rs", "Rp", "RM", "FCFA"})
RATE_ONLY_PER = frozenset({"cent"})


@cache
def unit_tables() -> UnitTables:
    """Return the tables of units and currencies, read once."""
    after: dict[tuple[str, ...], Unit] = {}
    lower: dict[tuple[str, ...], Unit] = {}
    before: dict[tuple[str, ...], Unit] = {}
    for line in word_list("units"):
        name, base, factor, forms = (field.strip() for field in line.split(";"))
        for form in _forms(forms):
            _add(form, Unit(name, base, float(factor)), after, lower)
    for line in word_list("currencies"):
        name, prefixes, words = (field.strip() for field in line.split(";"))
        unit = Unit(name, name, 1.0, money=True)
        before.update({_split(form): unit for form in _forms(prefixes)})
        for form in _forms(words):
            _add(form, unit, after, lower)
    longest = max(map(len, [*after, *before]))
    starts: dict[str, int] = {}
    for said in (*after, *lower):
        starts[said[0].lower()] = max(len(said), starts.get(said[0].lower(), 0))
    ends = frozenset(said[-1] for said in before)
    return UnitTables(after, lower, before, longest, ends, starts)


def _forms(field: str) -> list[str]:
    return [form.strip() for form in field.split(",") if form.strip()]


def _add(
    form: str,
    unit: Unit,
    after: dict[tuple[str, ...], Unit],
    lower: dict[tuple[str, ...], Unit],
) -> None:
    words = _split(form)
    after.setdefault(words, unit)
    if len(form) > SYMBOL_LENGTH:
        lower.setdefault(tuple(word.lower() for word in words), unit)


@cache
def _split(form: str) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces_of(form, 0, len(form)))


def unit_after(pieces: Sequence[Piece], index: int) -> tuple[Unit, int] | None:
    """Return the unit that begins at piece `index` and the piece after it."""
    tables = unit_tables()
    longest = tables.starts.get(pieces[index].lower, 0) if index < len(pieces) else 0
    for length in range(min(longest, len(pieces) - index), 0, -1):
        words = tuple(piece.text for piece in pieces[index : index + length])
        found = tables.after.get(words)
        if found is None:
            found = tables.after_lower.get(tuple(word.lower() for word in words))
        if found is None and length == 1 and words[0].isupper() and len(words[0]) >= SYMBOL_LENGTH:
            found = tables.after.get((words[0].lower(),))  # "YEN"
        if found is None or _runs_on(pieces, index + length):
            continue
        last = index + length - 1
        if last > index and pieces[last].kind == "number" and not glued(pieces, last):
            continue  # "12 m 2 dm" is no area
        return found, index + length
    return None


def _runs_on(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether digits are glued to the unit, as in "km2" when "km" was found."""
    return (
        index < len(pieces)
        and pieces[index].kind == "number"
        and pieces[index - 1].end == pieces[index].start
    )


def currency_before(pieces: Sequence[Piece], index: int) -> tuple[Unit, int] | None:
    """Return the currency whose sign or code ends before piece `index`, and where it begins."""
    tables = unit_tables()
    if index == 0 or pieces[index - 1].text not in tables.ends:
        return None
    for length in range(min(tables.longest, index), 0, -1):
        words = tuple(piece.text for piece in pieces[index - length : index])
        found = tables.before.get(words)
        if found is None:
            continue
        first = index - length
        # "PS2.7m", "RM120": letters count only where they touch the number or are a code.
        if words[0] == "$" and glued(pieces, first) and pieces[first - 1].kind == "word":
            return None  # "Mex$", "J$": some other dollar or peso
        letters = words[-1].isalpha()
        touching = pieces[index - 1].end == pieces[index].start
        if not letters or touching or len(words[-1]) == len("USD") or words[-1] in SHORT_MONEY:
            return found, first
    return None


def rate_after(
    pieces: Sequence[Piece], index: int, *, money: bool = False
) -> tuple[str, int] | None:
    """Return what a rate is per ("month" for "a month", "hour" for "/h") and the piece after."""
    if index + 1 >= len(pieces):
        return None
    if index + 2 < len(pieces) and pieces[index + 2].lower in NOT_AFTER_RATE:
        return None
    link, word = pieces[index].lower, pieces[index + 1]
    if link == "/" or link in PER:
        found = unit_after(pieces, index + 1)
        if found and not found[0].money and (link in ("/", "per") or found[0].name in TIME_UNITS):
            return found[0].name, found[1]
        if found and money and link in ("a", "an") and not found[0].money:
            return found[0].name, found[1]
        if link in ("a", "an", "every", "each", "per") and word.lower in RATE_WORDS:
            return word.lower, index + 2
        if link == "per" and word.kind == "word" and word.lower not in RATE_ONLY_PER:
            return word.lower, index + 2
    return None
