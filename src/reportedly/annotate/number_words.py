"""The words, signs and runs of digits that numbers are made of.

A sentence goes in, its pieces come out: words, runs of digits, marks. What they mean together
is read by `numerals` and `parts`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# A run of digits with all that may stand between digits is one piece, so that "10:30", "1.2.3"
# and "1,00" are seen whole and refused, not read as several numbers.
PIECE = re.compile(
    # "40 000" and "1 414 021" are one number; "7 200" after "May" may be two, and stays two.
    r"(?P<number>(?<![\w.,])\d{1,3}(?:(?: \d{3})* 000|(?: \d{3}){2,})(?![\w.,]*\d)"
    r"|(?<=[a-z] )(?<!May )(?<!une )(?<!uly )(?<!ary )(?<!ber )(?<!rch )(?<!ril )(?<!ust )"
    r"[1-9]\d{0,2} \d{3}(?= [a-z%])"
    r"|(?<![\w.,])\d+(?:\.\d+)?[eE][+-]?\d{1,2}(?!\w)"
    r"|(?<!\w)\.\d+|\d[\d.,:/\u00a0\u202f]*\d|\d)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
WHOLE = re.compile(r"\d+|\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})?\.\d+")
SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
MOST_DIGITS = 18  # longer runs are serial numbers, and floats no longer hold them exactly

ONES = {
    "zero": 0,
    "nought": 0,
    "naught": 0,
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
    "tln": 1_000_000_000_000,
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
_ONE_OF = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "sixteenth": 16,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1_000,
    "millionth": 1_000_000,
    "billionth": 1_000_000_000,
}
PARTS = {**_ONE_OF, **{f"{word}s": of for word, of in _ONE_OF.items()}, "halves": 2}
WHOLES = frozenset({"the", "its", "his", "her", "their", "our", "all", "those", "these"})
UNICODE_PARTS = {sign: unicodedata.numeric(sign) for sign in "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}


class Piece(NamedTuple):
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


def lower_at(pieces: Sequence[Piece], index: int) -> str:
    """Return the piece at `index` in small letters, "" where there is none."""
    return pieces[index].lower if 0 <= index < len(pieces) else ""


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
    if SCIENTIFIC.fullmatch(digits):
        return float(digits)
    fraction = FRACTION.fullmatch(digits)
    if fraction and 0 < int(fraction[1]) < int(fraction[2]) <= 20:
        return int(fraction[1]) / int(fraction[2])
    return None
