"""Read two numbers that are the ends of one quantity.

"one to two"        "between 5% and 6%"        "1-2 million"        "from 450 up to 900"
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.annotate.directions import FALLS, RISES
from reportedly.annotate.number_words import Numeral, Piece, glued
from reportedly.annotate.number_words import lower_at as _lower
from reportedly.annotate.numerals import numeral_at
from reportedly.annotate.units import currency_before, unit_after

DASHES = frozenset("-–—")


def range_at(pieces: Sequence[Piece], numeral: Numeral, first: int) -> Numeral | None:
    """Return a numeral for "one to two", "5% and 6%" after "between", "1 to 2 thousand"."""
    if numeral.form not in ("digits", "words"):
        return None
    money = first < numeral.first
    before = [_lower(pieces, first - n) for n in range(1, 5)]
    link = numeral.last
    unit = unit_after(pieces, link)
    if unit and not _links(pieces, link, before):
        link = unit[1]
    if not _links(pieces, link, before):
        return None
    link = _whole_link(pieces, link)
    at = _after_currency(pieces, link + 1)
    second = numeral_at(pieces, at, money=money) if at < len(pieces) else None
    if second is None or second.form not in ("digits", "words"):
        return None
    if glued(pieces, second.last) and pieces[second.last].lower in ("st", "nd", "rd", "th"):
        return None
    other = unit_after(pieces, second.last)
    if link != numeral.last and unit and (other is None or other[0] != unit[0]) and not money:
        return None
    low = numeral.low
    if numeral.multiple == 1.0 and second.multiple > 1.0 and low < second.low / second.multiple:
        low *= second.multiple
    if not low < second.low:
        return None
    if _lower(pieces, link) == "or" and (second.low > 2 * low or link != numeral.last):
        return None
    return Numeral(numeral.first, second.last, low, second.low, numeral.form, second.multiple)


def _whole_link(pieces: Sequence[Piece], link: int) -> int:
    """Return the last piece of what ties two numbers, from its first."""
    word, after = _lower(pieces, link), _lower(pieces, link + 1)
    if word in DASHES and after == "to":
        return link + (2 if _lower(pieces, link + 2) in DASHES else 1)  # "0-to-60-mph"
    if word == "up":
        return link + 1  # "from 450 up to 900"
    return link + 1 if after in DASHES and glued(pieces, link + 1) else link  # "to-260,000"


def _after_currency(pieces: Sequence[Piece], index: int) -> int:
    """Return where the number begins, when a currency begins at `index`, else `index`."""
    for at in range(min(index + 3, len(pieces) - 1), index, -1):
        found = currency_before(pieces, at)
        if found and found[1] == index:
            return at
    return index


def _links(pieces: Sequence[Piece], link: int, before: Sequence[str]) -> bool:
    """Return whether the piece at `link` ties two numbers; `before` are words, backwards."""
    word = _lower(pieces, link)
    if word in DASHES:
        return link + 1 < len(pieces)
    if word == "and":
        return before[0] == "between"
    if word == "up":
        return before[0] == "from" and link + 2 < len(pieces) and pieces[link + 1].lower == "to"
    if word == "to":
        return not (before[0] == "from" and set(before[1:]) & (RISES | FALLS))
    return word == "or"
