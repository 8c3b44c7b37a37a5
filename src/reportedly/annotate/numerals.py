"""Read numbers, in digits and in words.

Text goes in, the pieces of a sentence and the number that begins at one of them come out:

    "two and a half million"  ->  2,500,000
    "tens of thousands"       ->  10,000 and upward, vague
    "1,00,000.5.2"            ->  nothing: not a number that can be read one way only

Only the number itself is read here; ranges, hedges, units and what is counted are the
business of `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.annotate.number_words import (
    FEW,
    MONEY_MULTIPLES,
    MULTIPLES,
    OF_PLURALS,
    ONES,
    PARTS,
    PLURALS,
    SHORT_MULTIPLES,
    TENS,
    UNICODE_PARTS,
    Numeral,
    Piece,
    glued,
    value_of,
)
from reportedly.annotate.number_words import lower_at as _lower
from reportedly.annotate.parts import more_than_whole, part_at, point_after, ratio_after


def numeral_at(pieces: Sequence[Piece], index: int, *, money: bool = False) -> Numeral | None:
    """Return the longest number that begins at piece `index`, or None.

    `money` says that a currency stands before it, so that "m" is a million, not a metre.
    """
    piece = pieces[index]
    if piece.kind == "number":
        found = _digits(pieces, index, money=money)
        return found if found is None or money else _ratio(pieces, found)
    if piece.text in UNICODE_PARTS:
        return Numeral(index, index + 1, UNICODE_PARTS[piece.text], None, "part")
    if piece.kind != "word" or piece.lower not in NUMBER_STARTS:
        return _fold(pieces, index) if piece.lower.endswith("fold") else None
    found = _vague(pieces, index) or part_at(pieces, index) or _words(pieces, index)
    return found if found is None else _ratio(pieces, found)


def _ratio(pieces: Sequence[Piece], numeral: Numeral) -> Numeral:
    return ratio_after(pieces, numeral, _small_at) or numeral


# A word that is none of these begins no number: most words of a text are passed over by it.
NUMBER_STARTS = frozenset(
    {*ONES, *TENS, *MULTIPLES, *PLURALS, *OF_PLURALS, *FEW, "a", "an", "half", "quarter"}
)


def begins_number(piece: Piece) -> bool:
    """Return whether a number can begin at a piece: at most pieces none does."""
    if piece.kind == "number" or piece.lower in NUMBER_STARTS:
        return True
    return piece.text in UNICODE_PARTS or piece.lower.endswith("fold")


LARGEST = 1e16  # "a hundred hundred hundred ..." goes no further


def _small_at(pieces: Sequence[Piece], index: int) -> tuple[float, int] | None:
    """Return a whole number in digits or words at `index`, and the piece after it."""
    if index >= len(pieces):
        return None
    found = None
    if pieces[index].kind == "number":
        value = value_of(pieces[index].text)
        found = None if value is None else (value, index + 1)
    elif pieces[index].lower in ONES or pieces[index].lower in TENS:
        numeral = _sum(pieces, index)
        found = (numeral.low, numeral.last) if numeral else None
    return found if found and found[0] == int(found[0]) else None


def _fold(pieces: Sequence[Piece], index: int) -> Numeral | None:
    """Read "sixfold"; "the aim is twofold" says of how many parts a thing is, not how many."""
    word = pieces[index].lower
    value = ONES.get(word.removesuffix("fold"), TENS.get(word.removesuffix("fold")))
    if not word.endswith("fold") or not value or (value == 2 and _lower(pieces, index - 1) == "is"):
        return None
    return Numeral(index, index + 1, float(value), None, "fold")


def _digits(pieces: Sequence[Piece], index: int, *, money: bool) -> Numeral | None:
    value = value_of(pieces[index].text)
    if value is None:
        return None
    last = index + 1
    if last < len(pieces) and pieces[last].text in UNICODE_PARTS:
        value, last = value + UNICODE_PARTS[pieces[last].text], last + 1
    elif last < len(pieces) and value == int(value) and "/" in pieces[last].text:
        part = value_of(pieces[last].text)
        if part is not None and part < 1:
            value, last = value + part, last + 1
    power, last = _power_of_ten(pieces, last)
    multiple, last = _multiples(pieces, last, money=money)
    form = "part" if value < 1 and "/" in pieces[index].text else "digits"
    value = float(f"{value * power * multiple:.15g}")  # 2.07 billion is no 2069999999.9999998
    return more_than_whole(pieces, Numeral(index, last, value, None, form, multiple), _multiples)


def _power_of_ten(pieces: Sequence[Piece], index: int) -> tuple[float, int]:
    """Return what "x 10^6", "× 10^-4" after a number multiplies it by, and the piece after."""
    words = [_lower(pieces, index + n) for n in range(3)]
    if words[0] not in ("x", "×") or words[1:] != ["10", "^"]:
        return 1.0, index
    minus = _lower(pieces, index + 3) in ("-", "−")
    at = index + 4 if minus or _lower(pieces, index + 3) == "+" else index + 3
    digits = _lower(pieces, at)
    if not digits.isdecimal() or len(digits) > 2:
        return 1.0, index
    return 10.0 ** (-int(digits) if minus else int(digits)), at + 1


def _multiples(pieces: Sequence[Piece], index: int, *, money: bool) -> tuple[float, int]:
    multiple = 1.0
    if _lower(pieces, index) == "-" and _lower(pieces, index + 1) in MULTIPLES:
        index += 1
    elif _is_closing(pieces, index) and _lower(pieces, index + 1) in MULTIPLES:
        index += 1  # “we ask for $5.6” billion
    while index < len(pieces):
        piece = pieces[index]
        times = _multiple(piece.lower)
        if times and times * multiple < LARGEST:
            multiple, index = multiple * times, index + 1
            continue
        if multiple == 1.0 and piece.text in SHORT_MULTIPLES:
            lone = piece.text in MONEY_MULTIPLES
            clear = piece.text in ("M", "K", "k", "B", "b") and glued(pieces, index)
            counts = piece.text == "m" and glued(pieces, index) and _counts(pieces, index + 1)
            if not lone or money or clear or counts:
                multiple, index = float(SHORT_MULTIPLES[piece.text]), index + 1
        break
    return multiple, index


def _is_closing(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether a quotation mark closes right behind a number."""
    return _lower(pieces, index) in ("”", "’", '"', "'", "»") and glued(pieces, index)


def _multiple(word: str) -> int | None:
    return 12 if word == "dozens" else MULTIPLES.get(word)


def _counts(pieces: Sequence[Piece], index: int) -> bool:
    """Tell "2.7m digital sales" and "5m people" from "a 37m mast" and "5m above the road"."""
    for piece in pieces[index : index + 5]:
        if piece.kind != "word" or not piece.text.islower() or len(piece.text) < 3:
            return False
        if piece.lower == "people" or (piece.lower.endswith("s") and len(piece.text) > 4):
            return True
    return False


def _vague(pieces: Sequence[Piece], index: int) -> Numeral | None:
    word = pieces[index].lower
    if word in OF_PLURALS and _lower(pieces, index + 1) == "of":
        inner = PLURALS.get(_lower(pieces, index + 2))
        if inner and inner > OF_PLURALS[word]:
            size = OF_PLURALS[word] * inner
            return Numeral(index, index + 3, float(size), None, "vague")
    if word in PLURALS:
        return Numeral(index, index + 1, float(PLURALS[word]), None, "vague")
    at = index + 1 if word == "a" and _lower(pieces, index + 1) in ("few", "couple") else index
    if _lower(pieces, at) in FEW:
        low, high = FEW[_lower(pieces, at)]
        after = at + 2 if _lower(pieces, at + 1) == "of" else at + 1
        multiple = MULTIPLES.get(_lower(pieces, after))
        if multiple:
            return Numeral(index, after + 1, low * multiple, high * multiple, "vague")
    return None


def _words(pieces: Sequence[Piece], index: int) -> Numeral | None:
    word = pieces[index].lower
    if word in ("a", "an"):
        after = _lower(pieces, index + 1)
        if after == "single":
            return Numeral(index, index + 2, 1.0, None, "single")
        if after not in MULTIPLES:
            return None
        return _sum(pieces, index)
    if word in MULTIPLES and _lower(pieces, index + 1) in MULTIPLES:
        return _multiples_alone(pieces, index, index)  # "hundred thousand", in headlines
    return _sum(pieces, index)


def _multiples_alone(pieces: Sequence[Piece], first: int, at: int) -> Numeral:
    multiple, last = _multiples(pieces, at, money=False)
    found = Numeral(first, last, multiple, None, "words", multiple)
    return more_than_whole(pieces, found, _multiples)


def _sum(pieces: Sequence[Piece], index: int) -> Numeral | None:
    """Read "one hundred and twenty-five thousand": sums of ones and tens, times multiples."""
    total, current, last, multiple, at = 0.0, 0.0, index, 1.0, index
    room = 1e18  # what is added must be smaller than the multiple before it
    while at < len(pieces) and total + current <= LARGEST:
        word = pieces[at].lower
        small = ONES.get(word, TENS.get(word))
        if at == index and word in ("a", "an"):
            current = 1.0
        elif small is not None:
            if small >= room or (small == 0 and at > index):
                break
            current += small
            room = 10 if word in TENS else 1
        elif last > index and (times := _multiple(word)) and (times != 12 or current < 100):
            total, current, multiple = _times(total, current, multiple, times)
            room = min(multiple, 1000.0)
        elif word in ("and", "-") and last == at > index and _joins(pieces, at, multiple):
            at += 1
            continue
        else:
            break
        at += 1
        last = at
    if last == index or total + current > LARGEST:
        return None
    found = Numeral(index, last, total + current, None, "words", multiple)
    return _with_point(pieces, found) or more_than_whole(pieces, found, _multiples)


def _times(total: float, current: float, before: float, times: int) -> tuple[float, float, float]:
    """Return the sum, what is not yet in it, and the last multiple, after one more multiple."""
    if before >= 1000 and current == 0:
        return total * times, 0.0, before * times  # "three lakh crore"
    if times < 1000:
        return total, current * times, float(times)
    return total + current * times, 0.0, float(times)


def _with_point(pieces: Sequence[Piece], numeral: Numeral) -> Numeral | None:
    pointed = point_after(pieces, numeral)
    if pointed is None:
        return None
    multiple, last = _multiples(pieces, pointed.last, money=False)
    return replace(pointed, last=last, low=pointed.low * multiple, multiple=multiple)


def _joins(pieces: Sequence[Piece], at: int, multiple: float) -> bool:
    """Return whether "and" or a hyphen at `at` holds one number together."""
    after = _lower(pieces, at + 1)
    if pieces[at].lower == "and":
        if _lower(pieces, at + 2) in PARTS:
            return False  # "six million and two thirds" is no 6,000,002
        if after in ("nought", "naught", "zero"):
            return False
        return multiple >= 100 and (after in ONES or after in TENS)
    if _lower(pieces, at - 1) in TENS:
        return 0 < ONES.get(after, 0) < 10
    return after in MULTIPLES
