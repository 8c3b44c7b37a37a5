"""Read fractions in words, and what they add to a whole number.

    "two-thirds"  0.667        "half a million"  500,000        "two and a half million"  2,500,000
    "one in five"  0.2         "nine out of 10"  0.9            "two point five"  2.5

"A third" is as often an ordinal ("a third man"), "three quarters" as often a time: they are
read as fractions where the words beside them leave no doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reportedly.annotate.number_words import (
    MULTIPLES,
    ONES,
    PARTS,
    TENS,
    WHOLES,
    Numeral,
    Piece,
    glued,
)
from reportedly.annotate.number_words import lower_at as _lower

Multiples = Callable[..., tuple[float, int]]
WholeAt = Callable[[Sequence[Piece], int], tuple[float, int] | None]

# Before "a third" these want an amount; after it these do not let it be "a third man".
BEFORE_PART = frozenset(
    {"by", "than", "about", "almost", "nearly", "least", "around", "roughly", "over", "under"}
    | {"only", "approximately", "exactly", "almost"}
)
AFTER_PART = frozenset(
    {"as", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "in", "to", "from"}
    | {"since", "by", "on", "over", "for", "and", "or", "but", "while", "when", "compared"}
    | {"after", "before", "this", "last", "at", "during", "between", "within"}
)
# "The last three quarters" are times of the year.
BEFORE_TIMES = frozenset(
    {"last", "past", "next", "first", "previous", "recent", "these", "those", "all", "final"}
    | {"consecutive", "following", "straight", "other", "remaining", "for", "in", "over"}
)
MOST_COUNTED = 1_000_000  # "one in a million" is the rarest that news writes so
LONGEST_POINT = 9  # digits said one by one after "point"


def part_at(pieces: Sequence[Piece], index: int) -> Numeral | None:
    """Read "half a million", "two-thirds of", "three-fifths"; not "the third", "a third man"."""
    word = _lower(pieces, index)
    if word in ("half", "quarter") and _lower(pieces, index + 1) in MULTIPLES:
        size = MULTIPLES[_lower(pieces, index + 1)]  # "half million", in headlines
        return Numeral(index, index + 2, size / PARTS[word], None, "words", size)
    count, at = (1, index) if word == "half" else _count(pieces, index)
    part = _lower(pieces, at)
    if part not in PARTS or (at == index and word != "half"):
        return None
    if part.endswith(("s", "halves")) != (count > 1):
        return None
    value = count / PARTS[part]
    found = _of_multiple(pieces, index, at + 1, value)
    if found is None and value < 1 and _stands_bare(pieces, index, at, count):
        return Numeral(index, at + 1, value, None, "part")
    return found


def _count(pieces: Sequence[Piece], index: int) -> tuple[int, int]:
    """Return how many parts there are, and the piece that names the part."""
    word = _lower(pieces, index)
    if word in ("a", "an"):
        return 1, index + 1
    count, at = ONES.get(word, 0), index + 1
    if count and _lower(pieces, at) in ("-", "‐", "‑"):
        at += 1
    return (count, at) if count else (0, index)


def _of_multiple(pieces: Sequence[Piece], index: int, after: int, value: float) -> Numeral | None:
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


def _stands_bare(pieces: Sequence[Piece], index: int, at: int, count: int) -> bool:
    """Tell "fell by two-thirds" from "the past three quarters", "by a third" from "a third man"."""
    before, part = _lower(pieces, index - 1), _lower(pieces, at)
    if part == "quarters":
        return count == 3 and (at > index + 1 or before not in BEFORE_TIMES)
    if count > 1:
        return True
    ends = at + 1 >= len(pieces) or pieces[at + 1].kind == "mark"
    amount = ends or _lower(pieces, at + 1) in AFTER_PART
    if _lower(pieces, index) == "one":
        return amount or at > index + 1
    if at == index:
        return False  # "half", which is half of what, or of a game
    return amount and (before in BEFORE_PART or (index == 0 and at + 1 >= len(pieces)))


def more_than_whole(pieces: Sequence[Piece], numeral: Numeral, multiples: Multiples) -> Numeral:
    """Return `numeral` with what "and a half", "and three quarters" after it add."""
    at = numeral.last
    if _lower(pieces, at) != "and" or numeral.low != int(numeral.low):
        return numeral
    count, named = _count(pieces, at + 1)
    part = _lower(pieces, named)
    if named == at + 1 or part not in PARTS or part.endswith("s") != (count > 1):
        return numeral
    if part not in ("half", "quarter") and count == 1 and not _ends(pieces, named + 1):
        return numeral  # "between the second and a third man"
    value = count / PARTS[part]
    multiple, last = multiples(pieces, named + 1, money=False)
    if numeral.multiple >= 1000:
        low = numeral.low + value * (multiple if multiple > 1 else numeral.multiple)
        return replace(numeral, last=last, low=low, form="words")
    low = (numeral.low + value) * multiple
    return replace(numeral, last=last, low=low, form="words", multiple=multiple)


def _ends(pieces: Sequence[Piece], at: int) -> bool:
    return at >= len(pieces) or pieces[at].kind == "mark" or _lower(pieces, at) in AFTER_PART


def point_after(pieces: Sequence[Piece], numeral: Numeral) -> Numeral | None:
    """Return `numeral` with what "point five", "point seventy-one" after it add."""
    at = numeral.last
    if _lower(pieces, at) != "point" or numeral.low >= 1000:
        return None
    at, digits = at + 1, ""
    while _lower(pieces, at) in ONES and len(digits) < LONGEST_POINT:
        digits += str(ONES[_lower(pieces, at)])
        at += 1
    if not digits and _lower(pieces, at) in TENS:
        tens = TENS[_lower(pieces, at)]
        hyphen = _lower(pieces, at + 1) == "-"
        ones = ONES.get(_lower(pieces, at + 2 if hyphen else at + 1), 0)
        digits = str(tens + (ones if ones < 10 else 0))
        at += 1 if not 0 < ones < 10 else 3 if hyphen else 2
    if not digits:
        return None
    return replace(numeral, last=at, low=numeral.low + float(f"0.{digits}"))


def ratio_after(pieces: Sequence[Piece], numeral: Numeral, whole_at: WholeAt) -> Numeral | None:
    """Read "one in five", "nine in 10", "two out of three" as fractions, None for anything else."""
    at = numeral.last
    link = _lower(pieces, at)
    out = link == "out" and _lower(pieces, at + 1) == "of"
    if (link != "in" and not out) or numeral.form not in ("digits", "words"):
        return None
    at += 2 if out else 1
    if _lower(pieces, at) in ("every", "each"):
        at += 1
    whole = whole_at(pieces, at)
    if whole is None or not 0 < numeral.low < whole[0] <= MOST_COUNTED:
        return None
    if not out and not _is_ratio(pieces, numeral, whole):
        return None
    return Numeral(numeral.first, whole[1], numeral.low / whole[0], None, "part")


def _is_ratio(pieces: Sequence[Piece], numeral: Numeral, whole: tuple[float, int]) -> bool:
    """Tell "one in five families" from "two in 2019" and "one in 10 days"."""
    number, after = whole
    if numeral.low != 1 and number not in (10, 100, 1000):
        return False
    if glued(pieces, after) and pieces[after].text != "." and pieces[after].text != ",":
        return False
    return not 1500 <= number <= 2100 and _lower(pieces, after) not in NOT_OF_RATIO


NOT_OF_RATIO = frozenset(
    f"{unit}{end}"
    for unit in ("second", "minute", "hour", "day", "week", "month", "year", "game", "match")
    for end in ("", "s", "es")
)
