"""Tell numbers that measure or count from those that do not.

Dates, years, clock times, scores, telephone numbers, ages, addresses, names with a number
("Boeing 737", "Section 12", "G7") and "one" as a pronoun are not figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.annotate.number_words import Numeral, Piece, glued
from reportedly.annotate.time_words import MONTHS
from reportedly.annotate.units import AGE, TIME_UNITS, Unit, unit_after
from reportedly.text import listed

LABELS = listed("number_labels")
# Labels also where they are written small; the others are verbs or nouns as often as labels.
SMALL_LABELS = frozenset({"lap", "page", "pages", "chapter", "paragraph", "verse", "gate", "room"})
DOTTED_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
BEFORE_CLOCK = frozenset({"at", "by", "until", "updated", "around", "since", "before", "after"})
STREETS = frozenset(
    {"street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "drive", "highway"}
)
ONE_NOUNS = frozenset(
    {"day", "way", "thing", "side", "time", "point", "another", "night", "morning", "end"}
)
NOT_BEFORE_ONE = frozenset(
    {
        "no",
        "any",
        "this",
        "that",
        "the",
        "every",
        "each",
        "which",
        "other",
        "number",
        "only",
        "new",
        "same",
    }
)
AFTER_ONE = frozenset(
    {"of", "another", "or", "and", "in", "who", "that", "is", "was", "'s", "has", "to", "for", "as"}
    | {"can", "could", "would", "should", "will", "may", "might", "must", "by", "with", "from"}
)
# A number from 1500 to 2100 after one of these is a year, whatever follows it.
BEFORE_YEAR = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "of",
        "during",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "the",
        "fiscal",
        "through",
        "to",
        "between",
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
        "year",
        "its",
        "his",
        "their",
        "our",
        "this",
        "circa",
        "around",
    }
)
SURE_COUNT = frozenset({"than", "least", "nearly", "almost", "approximately", "roughly", "some"})
PEOPLE = frozenset({"people", "men", "women", "children", "troops", "police", "dead", "km", "m"})
INITIALS = frozenset("BCDEFGHJKLMNPQRSTUVWXYZ")  # "A" and "I" are words
OPENING = frozenset("“\"'‘«„(")
CLOSING = frozenset("”\"'’»“)")


def is_apart(pieces: Sequence[Piece], numeral: Numeral, first: int) -> bool:
    """Return whether the number is no figure; `first` is where its currency, if any, begins."""
    if first < numeral.first:
        return False
    if numeral.form == "digits":
        return (
            _is_code(pieces, numeral) or _is_calendar(pieces, numeral) or _is_label(pieces, numeral)
        )
    if numeral.form == "words":
        return (
            _is_pronoun(pieces, numeral) or _is_label(pieces, numeral) or _is_clock(pieces, numeral)
        )
    if numeral.form == "vague":
        return _lower(pieces, numeral.first - 1) in ("the", "early", "late", "mid") or (
            numeral.low == 20 and _lower(pieces, numeral.last) != "of"
        )
    return False


def age_after(pieces: Sequence[Piece], last: int) -> tuple[Unit, int] | None:
    """Return the unit of "-year-old", "months old", "years of age" at `last`, and its end."""
    words = [_lower(pieces, last + n) for n in range(4)]
    at = 1 if words[0] in ("-", "–") else 0
    if words[at] == "yo":
        return AGE, last + at + 1
    unit = AGES.get(words[at].removesuffix("s"))
    if unit is None:
        return None
    if words[at + 1 : at + 3] == ["of", "age"]:
        return unit, last + at + 3
    old = at + 2 if words[at + 1] in ("-", "–") else at + 1
    return (unit, last + old + 1) if _lower(pieces, last + old) in ("old", "olds") else None


def is_age(pieces: Sequence[Piece], numeral: Numeral) -> tuple[Unit, int] | None:
    """Return unit and end of an age ("44-year-old", "aged 44", "Mary Poe, 44,"), else None."""
    found = age_after(pieces, numeral.last)
    if found:
        return found
    if not 0 < numeral.low <= 120 or numeral.low != int(numeral.low):
        return None
    before = [_lower(pieces, numeral.first - n) for n in (1, 2, 3)]
    if before[0] in ("between", "from"):
        before = before[1:]
    aged = before[0] in ("aged", "age", "ages") or before[:2] == ["of", "age"]
    if aged or _is_apposed_age(pieces, numeral) or _is_age_of_somebody(pieces, numeral):
        return AGE, numeral.last
    return None


def _is_age_of_somebody(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    """Is it "he is 35.", "she turned 80 in May", "will be 60 by then"?"""
    before = [_lower(pieces, numeral.first - n) for n in range(1, 4)]
    being = before[0] in ("is", "was", "'s") and before[1] in ("he", "she")
    will_be = before[:2] == ["be", "will"] and before[2] in ("he", "she")
    died = before[0] == "at" and before[1] in ("dies", "died", "dead")
    if before[0] not in TURNS and not being and not will_be and not died:
        return False
    after = _lower(pieces, numeral.last)
    return numeral.low >= 10 and (after in AFTER_AGE or numeral.last >= len(pieces))


TURNS = frozenset({"turned", "turns", "turning"})
AFTER_AGE = frozenset({".", ",", ";", "and", "when", "by", "in", "on", "at", "this", "next", "now"})
IN_A_YEAR = {"year": 1, "month": 12, "week": 52.1786, "day": 365.25}
AGES = {unit: Unit(f"{unit} of age", AGE.base, 1 / count) for unit, count in IN_A_YEAR.items()}


PERSONS = frozenset(
    {"man", "woman", "boy", "girl", "mother", "father", "son", "daughter", "brother", "sister"}
    | {"husband", "wife", "driver", "student", "suspect", "victim"}
)


def _is_apposed_age(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    before = numeral.first - 2
    if numeral.form != "digits" or _lower(pieces, before + 1) != "," or before < 0:
        return False
    named = pieces[before].kind == "word" and pieces[before].text[:1].isupper()
    named = named or pieces[before].lower in PERSONS
    ends = numeral.last == len(pieces) or _lower(pieces, numeral.last) in (",", ".", ";")
    return named and ends and numeral.low < 110 and pieces[before].lower not in MONTHS


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def _text(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].text if 0 <= index < len(pieces) else ""


def _is_code(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    """Is it part of a name, a code, an address on the web or a longer string of digits?"""
    first, last = numeral.first, numeral.last
    if glued(pieces, first):
        before = pieces[first - 1]
        if before.kind == "word" or before.text in "#@/_.:№\\=&":
            return True
        if before.text in "-–" and glued(pieces, first - 1):
            return _lower(pieces, first - 2) not in ("sub", "a", "an", "now")
    if glued(pieces, last):
        after = pieces[last]
        if after.kind == "word" and numeral.last == numeral.first + 1:
            if after.lower in ("st", "nd", "rd", "th"):
                return True  # "the 21st brigade"
            return unit_after(pieces, last) is None
        if after.text in "/_\\@=" or (after.kind == "number"):
            return unit_after(pieces, last + 1) is None
    return _is_string_of_digits(pieces, first)


def _is_string_of_digits(pieces: Sequence[Piece], first: int) -> bool:
    """Telephone numbers, "555-12-34", and listed scores."""
    run = first
    if _is_telephone(pieces, first):
        return True
    while (
        run + 2 < len(pieces)
        and pieces[run + 1].text in "-–."
        and pieces[run + 2].kind == "number"
        and glued(pieces, run + 1)
        and glued(pieces, run + 2)
    ):
        run += 2
    return run > first + 2


def _is_telephone(pieces: Sequence[Piece], first: int) -> bool:
    """Is it one of the groups of "+47 22 33 44 55", "020 7946 0018"?"""
    start = end = first
    while start > 0 and first - start < MOST_GROUPS and _next_group(pieces, start - 1):
        start -= 1
    while end - first < MOST_GROUPS and _next_group(pieces, end):
        end += 1
    groups = end - start + 1
    prefixed = _text(pieces, start - 1) == "+" or pieces[start].text.startswith("0")
    return groups > 3 or (groups > 1 and prefixed and len(pieces[start].text) > 1)


MOST_GROUPS = 8


def _next_group(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether two runs of digits stand at `index`, a space or nothing else between them."""
    if index + 1 >= len(pieces) or pieces[index + 1].kind != "number":
        return False
    one, other = pieces[index], pieces[index + 1]
    whole = one.text.isdecimal() and other.text.isdecimal()
    return whole and other.start - one.end == 1 and 1 < len(other.text) < 5


def _is_calendar(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    return _is_date(pieces, numeral) or _is_clock(pieces, numeral) or _is_year(pieces, numeral)


def _is_date(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    before, after = numeral.first - 1, numeral.last
    if _lower(pieces, before) == ".":
        before -= 1
    if _is_month(pieces, before) and (numeral.low <= 31 or 1000 <= numeral.low <= 2100):
        return True
    if numeral.low <= 31 and _is_month(pieces, after):
        return True
    if _lower(pieces, after) in ("-", "–", "to", "and") and _is_month(pieces, after + 2):
        return numeral.low <= 31  # "21-23 October"
    # "Oct. 18-22", "April 3 and 4": the second day.
    linked = _lower(pieces, numeral.first - 1) in ("-", "–", "and", "to", ",", "&")
    day_before = numeral.first - 2 >= 0 and pieces[numeral.first - 2].kind == "number"
    if numeral.low <= 31 and linked and day_before:
        at = numeral.first - 3
        return _is_month(pieces, at - 1 if _lower(pieces, at) == "." else at)
    return False


def _is_month(pieces: Sequence[Piece], index: int) -> bool:
    return _lower(pieces, index) in MONTHS and pieces[index].text[0].isupper()


def _is_clock(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    words = [_lower(pieces, numeral.last + n) for n in range(3)]
    text = pieces[numeral.first].text
    dotted = DOTTED_CLOCK.fullmatch(text) and _lower(pieces, numeral.first - 1) in BEFORE_CLOCK
    if dotted and words[0] in ("on", ")", "yesterday", "local", "today"):
        return True
    if words[0] in ("am", "pm", "o'clock", "o’clock", "gmt", "noon", "et", "est", "edt"):
        return numeral.low <= 2400
    return words[0] in ("a", "p") and words[1] == "." and words[2] == "m"


def _is_year(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    text = pieces[numeral.first].text
    if text.isdigit() and len(text) <= 4 and _is_in_era(pieces, numeral):
        return True
    whole = numeral.last == numeral.first + 1 and len(text) == 4 and text.isdigit()
    if not whole or not 1500 <= numeral.low <= 2100:
        return False
    possessive = _text(pieces, numeral.last) == "′" and _lower(pieces, numeral.last + 1) == "s"
    if unit_after(pieces, numeral.last) and _lower(pieces, numeral.last) not in ("a", "h", "s"):
        return possessive
    before, after = _lower(pieces, numeral.first - 1), _text(pieces, numeral.last)
    if before in SURE_COUNT or _lower(pieces, numeral.first - 2) in ("average", "total"):
        return False
    if before in BEFORE_YEAR or before == "'s" or _text(pieces, numeral.first - 1)[:1].isupper():
        return True
    plural = after.islower() and after.endswith("s") and len(after) > 3
    return not (plural or after in PEOPLE)


def _is_in_era(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    """Is it "A.D. 1000", "1000 BC", or the second year of "A.D. 1000 and 1260"?"""
    first = numeral.first
    if _lower(pieces, first - 1) in ("and", "to", "-", "–") and first >= 2:
        first = first - 2 if pieces[first - 2].kind == "number" else first
    before = "".join(_text(pieces, first - n) for n in range(4, 0, -1))
    after = "".join(_text(pieces, numeral.last + n) for n in range(4))
    return before.endswith(("A.D.", "AD")) or after.startswith(("A.D.", "B.C.", "AD", "BC"))


def _is_label(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    """Is it "Section 427", "No. 1", "Game Two", "16 Station Road" or "1." before an item?"""
    before = numeral.first - 1
    if _lower(pieces, before) == "." and _lower(pieces, before - 1) in ("no", "nos", "vol", "fig"):
        return True
    if _text(pieces, before) in SMALL_LABELS and _lower(pieces, numeral.last) not in ("of", "-"):
        return True
    if _lower(pieces, before) in LABELS and _text(pieces, before)[:1].isupper() and before >= 0:
        return True
    if _lower(pieces, before) == ("year" if numeral.low == 0 else "number"):
        return True  # "the year 0", "number 7"
    if before > 0 and len(_text(pieces, before)) == 1 and _text(pieces, before) in INITIALS:
        return True  # "S P 500"
    if _text(pieces, before) in ("-", "–") and _lower(pieces, before - 1) in LABELS:
        return _text(pieces, before - 1)[:1].isupper()  # "COVID -19"
    if _lower(pieces, before) in ("bottom", "top") or _lower(pieces, numeral.last) == "'s":
        return True
    if numeral.form == "words" and before >= 0 and pieces[numeral.first].text[0].isupper():
        return pieces[before].text[0].isupper()  # "the Kick Six"
    if numeral.first == 0 and numeral.low < 100 and _lower(pieces, numeral.last) in (".", ")"):
        return numeral.last + 1 < len(pieces) and glued(pieces, numeral.last)
    following = [_lower(pieces, numeral.last + n) for n in (1, 2)]
    street = _text(pieces, numeral.last)[:1].isupper() and any(w in STREETS for w in following)
    return street or _is_score(pieces, numeral)


def _is_score(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    """Is it "2-0" or "3–1", glued, with nothing counted behind it?"""
    middle, second = numeral.last, numeral.last + 1
    if _lower(pieces, middle) not in ("-", "–", ":") or not glued(pieces, middle):
        return False
    if second >= len(pieces) or pieces[second].kind != "number" or not glued(pieces, second):
        return False
    other = pieces[second].text
    falling = other.isdigit() and float(other[:18]) <= numeral.low
    after = second + 1
    counts = after < len(pieces) and (pieces[after].kind == "word" or pieces[after].text in '%°”"’')
    return (
        numeral.low < 100 and (falling or not counts) and other.isdigit() and int(other[:9]) < 200
    )


def _is_pronoun(pieces: Sequence[Piece], numeral: Numeral) -> bool:
    """Is it a "one" that counts nothing, or a number that is half of a compound?"""
    last = numeral.last
    if glued(pieces, last) and pieces[last].text == "-":
        return False  # compounds are looked at with their unit
    if glued(pieces, numeral.first) and _text(pieces, numeral.first - 1) in ("-", "_"):
        return True
    if last < len(pieces) and pieces[last].lower in ("thirty", "forty", "fifty", "sixty", "eighty"):
        return True  # "nineteen eighty-four"
    if numeral.low != 1.0 or last != numeral.first + 1:
        return False
    if _lower(pieces, numeral.first - 1) in NOT_BEFORE_ONE or last >= len(pieces):
        return True
    after = pieces[last]
    if after.lower == "hand":
        return _lower(pieces, numeral.first - 1) == "on"
    return after.kind != "word" or after.lower in AFTER_ONE or after.lower in ONE_NOUNS


def is_time_span(pieces: Sequence[Piece], last: int, unit: str | None) -> bool:
    """Return whether "ten years ago" or "a week before" places something in time."""
    after = [_lower(pieces, last), _lower(pieces, last + 1)]
    return unit in TIME_UNITS and (
        after[0] in ("ago", "earlier", "before") or after == ["from", "now"]
    )
