"""Read numbers, in digits and in words.

Text goes in, the pieces of a sentence and the number that begins at one of them come out:

    "two and a half million"  ->  2,500,000
    "tens of thousands"       ->  10,000 and upward, vague
    "1,00,000.5.2"            ->  nothing: not a number that can be read one way only

Only the number itself is read here; ranges, hedges, units and what is counted are the
business of `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A run of digits with all that may stand between digits is one piece, so that "10:30", "1.2.3"
# and "1,00" are seen whole and refused, not read as several numbers.
PIECE = re.compile(
    # "40 000" and "1 414 021" are one number; "7 200" after "May" may be two, and stays two.
    r"(?P<number>(?<![\w.,])\d{1,3}(?:(?: \d{3})* 000|(?: \d{3}){2,})(?![\w.,]*\d)"
    r"|(?<!\w)\.\d+|\d[\d.,:/\u00a0\u202f]*\d|\d)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
WHOLE = re.compile(r"\d+|\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)?\.\d+")
FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
MOST_DIGITS = 18  # longer runs are serial numbers, and floats no longer hold them exactly

ONES = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
MULTIPLES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
# Written after digits only ("13.6M", "$2bn", "5 mn").
SHORT_MULTIPLES = {
    "k": 1_000,
    "K": 1_000,
    "m": 1_000_000,
    "M": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "mil": 1_000_000,
    "MM": 1_000_000,
    "b": 1_000_000_000,
    "B": 1_000_000_000,
    "bn": 1_000_000_000,
    "Bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
    "T": 1_000_000_000_000,
}
# A lone letter may as well be a metre or a name: it multiplies only what is money.
MONEY_MULTIPLES = frozenset({"m", "b", "B", "T", "k", "K", "M"})
PLURALS = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
    "trillions": 1_000_000_000_000,
}
OF_PLURALS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000}
FEW = {"several": (2, 10), "few": (2, 10), "couple": (2, 3)}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}
WHOLES = frozenset({"the", "its", "his", "her", "their", "our", "all", "those", "these"})
UNICODE_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a run of digits or a mark, with its place in the text."""

    text: str
    lower: str
    start: int
    end: int
    kind: str  # "number", "word" or "mark"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at pieces `first` up to, not including, `last`.

    `form` is "digits" or "words", "single" for "a single", "part" for a fraction such as
    "two-thirds" and "vague" for "dozens"; `multiple` is what its words multiply by.
    """

    first: int
    last: int
    low: float
    high: float | None
    form: str
    multiple: float = 1.0


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """Return the words, numbers and marks of `text` from `start` to `end`."""
    found: list[Piece] = []
    for match in PIECE.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        word = match.group()
        if kind == "word" and word[-2:] in ("'s", "’s"):
            # "Ukraine's": the noun is what the grammar looks at, its ending is a mark.
            cut = match.end() - 2
            found.append(Piece(word[:-2], word[:-2].lower(), match.start(), cut, kind))
            found.append(Piece(word[-2:], "'s", cut, match.end(), "mark"))
        else:
            found.append(Piece(word, word.lower(), match.start(), match.end(), kind))
    return found


def glued(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether the piece at `index` touches the one before it."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def value_of(digits: str) -> float | None:
    """Return the number that a run of digits means, None where it is not one number.

    >>> value_of("1,000"), value_of(".5"), value_of("1.000,5"), value_of("3/4")
    (1000.0, 0.5, None, 0.75)
    """
    digits = digits.replace("\u00a0", ",").replace("\u202f", ",").replace(" ", ",")
    if not digits.isascii() or sum(map(str.isdigit, digits)) > MOST_DIGITS:
        return None
    if WHOLE.fullmatch(digits) or DECIMAL.fullmatch(digits):
        return float(digits.replace(",", ""))
    fraction = FRACTION.fullmatch(digits)
    if fraction and 0 < int(fraction[1]) < int(fraction[2]) <= 20:
        return int(fraction[1]) / int(fraction[2])
    return None


def numeral_at(pieces: Sequence[Piece], index: int, *, money: bool = False) -> Numeral | None:
    """Return the longest number that begins at piece `index`, or None.

    `money` says that a currency stands before it, so that "m" is a million, not a metre.
    """
    piece = pieces[index]
    if piece.kind == "number":
        return _digits(pieces, index, money=money)
    if piece.text in UNICODE_PARTS:
        return Numeral(index, index + 1, UNICODE_PARTS[piece.text], None, "part")
    if piece.kind != "word":
        return None
    return (
        _fold(pieces, index)
        or _vague(pieces, index)
        or _part(pieces, index)
        or _words(pieces, index)
    )


def _fold(pieces: Sequence[Piece], index: int) -> Numeral | None:
    """Read "sixfold"; "the aim is twofold" says of how many parts a thing is, not how many."""
    word = pieces[index].lower
    value = ONES.get(word.removesuffix("fold"), TENS.get(word.removesuffix("fold")))
    if not word.endswith("fold") or not value or (value == 2 and _lower(pieces, index - 1) == "is"):
        return None
    return Numeral(index, index + 1, float(value), None, "fold")


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


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
    multiple, last = _multiples(pieces, last, money=money)
    form = "part" if value < 1 and "/" in pieces[index].text else "digits"
    value = float(f"{value * multiple:.15g}")  # 2.07 billion is no 2069999999.9999998
    return Numeral(index, last, value, None, form, multiple)


def _multiples(pieces: Sequence[Piece], index: int, *, money: bool) -> tuple[float, int]:
    multiple = 1.0
    if _lower(pieces, index) == "-" and _lower(pieces, index + 1) in MULTIPLES:
        index += 1
    while index < len(pieces):
        piece = pieces[index]
        if piece.lower in MULTIPLES and MULTIPLES[piece.lower] * multiple < 1e16:
            multiple, index = multiple * MULTIPLES[piece.lower], index + 1
            continue
        if multiple == 1.0 and piece.text in SHORT_MULTIPLES:
            lone = piece.text in MONEY_MULTIPLES
            clear = piece.text in ("M", "K", "k", "B") and glued(pieces, index)
            counts = piece.text == "m" and glued(pieces, index) and _counts(pieces, index + 1)
            if not lone or money or clear or counts:
                multiple, index = float(SHORT_MULTIPLES[piece.text]), index + 1
        break
    return multiple, index


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


def _part(pieces: Sequence[Piece], index: int) -> Numeral | None:
    """Read "half a million", "two-thirds of", "a quarter of"; not "the third", "a half-hour"."""
    count, at = 1, index
    word = pieces[index].lower
    if word in ("a", "an"):
        at += 1
    elif word in ONES and 1 <= ONES[word] <= 9:
        count, at = ONES[word], index + 1
        if _lower(pieces, at) == "-":
            at += 1
    if _lower(pieces, at) not in PARTS or (at == index and word not in ("half",)):
        return None
    plural = pieces[at].lower.endswith(("s", "halves"))
    if plural != (count > 1):
        return None
    value = count / PARTS[pieces[at].lower]
    return _part_of_multiple(pieces, index, at + 1, value)


def _part_of_multiple(
    pieces: Sequence[Piece], index: int, after: int, value: float
) -> Numeral | None:
    at = after
    while _lower(pieces, at) in ("-", "of", "a", "an") and at < after + 2:
        at += 1
    multiple = MULTIPLES.get(_lower(pieces, at))
    if multiple:
        return Numeral(index, at + 1, value * multiple, None, "words", multiple)
    if _lower(pieces, after) == "of" or (value == 0.5 and _lower(pieces, after) in WHOLES):
        return Numeral(index, after, value, None, "part")
    if _lower(pieces, after) in ("a", "an"):
        return Numeral(index, after + 1, value, None, "words")
    return None


def _words(pieces: Sequence[Piece], index: int) -> Numeral | None:
    word = pieces[index].lower
    if word in ("a", "an"):
        after = _lower(pieces, index + 1)
        if after == "single":
            return Numeral(index, index + 2, 1.0, None, "single")
        if after not in MULTIPLES:
            return None
        multiple, last = _multiples(pieces, index + 1, money=False)
        return _and_a_half(pieces, Numeral(index, last, multiple, None, "words", multiple))
    return _sum(pieces, index)


def _sum(pieces: Sequence[Piece], index: int) -> Numeral | None:
    """Read "one hundred and twenty-five thousand": sums of ones and tens, times multiples."""
    total, current, last, multiple, at = 0.0, 0.0, index, 1.0, index
    room = 1e18  # what is added must be smaller than the multiple before it
    while at < len(pieces):
        word = pieces[at].lower
        small = ONES.get(word, TENS.get(word))
        if small is not None:
            if small >= room or (small == 0 and at > index):
                break
            current += small
            room = 10 if word in TENS else 1
        elif word in MULTIPLES and last > index:
            multiple = float(MULTIPLES[word])
            if multiple < 1000:
                current *= multiple
                room = multiple
            else:
                total += current * multiple
                current, room = 0.0, 1000.0
        elif word in ("and", "-") and last == at > index and _joins(pieces, at, multiple):
            at += 1
            continue
        else:
            break
        at += 1
        last = at
        if total > 1e16:
            return None
    if last == index:
        return None
    return _and_a_half(pieces, Numeral(index, last, total + current, None, "words", multiple))


def _joins(pieces: Sequence[Piece], at: int, multiple: float) -> bool:
    """Return whether "and" or a hyphen at `at` holds one number together."""
    after = _lower(pieces, at + 1)
    if pieces[at].lower == "and":
        if _lower(pieces, at + 2) in PARTS:
            return False  # "six million and two thirds" is no 6,000,002
        return multiple >= 100 and (after in ONES or after in TENS)
    if _lower(pieces, at - 1) in TENS:
        return 0 < ONES.get(after, 0) < 10
    return after in MULTIPLES


def _and_a_half(pieces: Sequence[Piece], numeral: Numeral) -> Numeral:
    at = numeral.last
    if [_lower(pieces, at + n) for n in range(2)] != ["and", "a"]:
        return numeral
    part = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}.get(_lower(pieces, at + 2))
    if part is None:
        return numeral
    if numeral.multiple > 1:
        value = numeral.low + part * numeral.multiple
        return Numeral(numeral.first, at + 3, value, None, "words", numeral.multiple)
    multiple, last = _multiples(pieces, at + 3, money=False)
    return Numeral(numeral.first, last, (numeral.low + part) * multiple, None, "words", multiple)
