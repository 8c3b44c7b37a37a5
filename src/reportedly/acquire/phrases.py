"""Recognise the stock phrases of page furniture, photo credits, bylines and datelines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from reportedly.acquire.literals import any_of
from reportedly.text import listed, plain, word_list

# A stock phrase in the middle of a paragraph longer than this is something the article says.
LONGEST_FURNITURE = 320

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
DAYS = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
DAY_WORDS = (
    rf"(?:{MONTHS}|{DAYS}|\d{{1,4}}(?:st|nd|rd|th|am|pm|h)?|am|pm|a\.m|p\.m|[a-z]{{2,4}}t|utc|gmt"
    "|uhr|updated|published)"
)
# A telephone's number ("281-555-3141") and a decimal one ("20.41") are no dates.
MONTH_OR_NUMBERS = re.compile(
    rf"{MONTHS}|(?<![\d./-])(?:\d{{4}}([/.-])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}}([/.-])\d{{1,2}}"
    r"(?:\2(?:\d{4}|\d\d)|\.(?=\s)|(?=.*\d:\d\d)))(?!\d)",
    re.IGNORECASE,
)
CLOCK = re.compile(r"^\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s*\(.{0,40}\))?$", re.IGNORECASE)
# Words must be set apart: digits that may be split anywhere would be tried in every way.
DATE_ONLY = re.compile(
    r"^(?:(?:first |last )?(?:published|updated|posted|modified|created|date|on|at|edited|issued)"
    rf"(?: on| at)?:? ?){{0,2}}(?:{DAY_WORDS}(?:[\s,.:/|•·–—()+-]+|$)){{2,14}}$",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?:(?:[Ww]ritten |[Rr]eported |[Ss]tory |[Tt]ext )?[Bb][Yy]:? |Author: ?|BY:? )"
    r"(?=[^\W\d_a-z])(?!the way\b)"
)
DIGIT = re.compile(r"\d")
DAY_OR_MONTH = re.compile(rf"(?:{DAYS}|{MONTHS})\b", re.IGNORECASE)
NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
CREDIT_START = re.compile(
    r"^(?:(?:photo(?:graph)?s?|picture|image|illustration|video|graphic)s?(?: by| credit| source)?"
    r"|(?:photo|image|picture) courtesy(?: of)?|credit|source|foto|courtesy(?: of)?)\s*[:/|]",
    re.IGNORECASE,
)
CREDIT_INSIDE = re.compile(
    r"(?:(?:photo|picture|image|credit|photograph)s?(?: by)?:\s?[^.:]{3,60}"
    r"|[\[(][^()\[\]]{0,60}(?:/|via |photo|image|handout|picture)[^()\[\]]{0,60}[)\]]"
    r"|©\s?[^.]{3,50})\.?$",
    re.IGNORECASE,
)
# One of these stands in all that it matches.
CLOSED = (")", "]", ").", "].")
PICTURES = ("photo", "picture", "image", "credit")
BETWEEN_NAMES = re.compile(r"\s?[/|]\s?|\bvia\b")
SIGNATURE = re.compile(r"^\([A-Z]{2,5}(?:[/, ]{1,2}[A-Z]{2,5})*\)$")  # "(NPA/AAP)"
REPORTING = re.compile(
    r"^\W?(?:(?:additional |with )?(?:reporting|editing|writing|compiled|translated)"
    r"(?: and \w+)? by"
    r"|this (?:story|article|report) was (?:first |originally )?(?:published|produced))",
    re.IGNORECASE,
)


@cache
def _whole_lines() -> dict[str, str]:
    return {phrase: sort for phrase, sort, how in _phrases() if how == "is"}


def _phrases() -> list[tuple[str, str, str]]:
    found = []
    for entry in word_list("furniture_phrases"):
        head, phrase = entry.split(": ", 1)
        sort, how = head.split()
        found.append((phrase, sort, how))
    return found


@cache
def _pattern(how: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for all phrases of a kind, the longest first, and their sorts."""
    sorts = {phrase: sort for phrase, sort, kind in _phrases() if kind == how}
    longest = sorted(sorts, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(_alternatives(longest, (1, 2))), sorts


@cache
def _inside() -> re.Pattern[str]:
    """Return what is found where any phrase stands that may stand anywhere in a line."""
    return any_of(_pattern("in")[1])


def _alternatives(phrases: Sequence[str], shared: Sequence[int]) -> str:
    """Return a pattern of `phrases`; those that begin alike, in so many letters, go together.

    At most places of a line no first letter fits, and nothing more is tried.

    >>> _alternatives(["added", "adds", "by"], (1, 2))
    'a(?:dd(?:ed|s))|b(?:y(?:))'
    """
    if not shared:
        return "|".join(map(re.escape, phrases))
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[: shared[0]], []).append(phrase[shared[0] :])
    forms = ((head, _alternatives(rest, shared[1:])) for head, rest in groups.items())
    return "|".join(f"{re.escape(head)}(?:{rest})" for head, rest in forms)


def furniture_sort(line: str) -> str | None:
    """Return the sort of furniture whose stock phrase a line is, None where it is none.

    >>> furniture_sort("* indicates required"), furniture_sort("The bridge is closed.")
    ('newsletter', None)
    """
    return None if len(line) > LONGEST_FURNITURE else _sort_of(line)


@lru_cache(maxsize=4_096)
def _sort_of(line: str) -> str | None:
    low = line.lower() if line.isascii() else plain(line).strip()
    if sort := _whole_lines().get(low.rstrip(" :.!>»…→|")):
        return sort
    pattern, sorts = _pattern("starts")
    if found := pattern.match(low):
        return sorts[found.group()]
    if '"' in low or _inside().search(low) is None:
        return None
    pattern, sorts = _pattern("in")
    found = pattern.search(low)
    return sorts[found.group()] if found else None


def is_credit(line: str) -> bool:
    """Return whether a line does nothing but credit a picture, a writer or an agency.

    >>> is_credit("Ann Reed / Reuters"), is_credit("He met Reuters / AFP people on Monday.")
    (True, False)
    """
    if REPORTING.match(line) and len(line) < 300:
        return True
    if len(line) > 120:
        return False
    if CREDIT_START.match(line) or SIGNATURE.match(line):
        return True
    bare = line.strip("()[] .")
    joined = "/" in bare or "|" in bare or "via" in bare
    split = BETWEEN_NAMES.split(bare) if joined else [bare]
    parts = [part.strip().casefold() for part in split]
    agencies = listed("photo_agencies")
    if parts[-1] not in agencies and parts[0] not in agencies:
        return False
    return len(bare.split()) <= 9 and (len(parts) > 1 or line[0] in "([" or parts[0] != "x")


def has_credit(line: str) -> bool:
    """Return whether a line ends in the credit of a picture, as captions do.

    >>> has_credit("The mayor speaks in Delmare on May 3. (Ann Reed/Northern Press)")
    True
    """
    end = line[-140:]
    # Without one of these no credit can be there; the search is slow on thousands of lines.
    marked = end.endswith(CLOSED) or "©" in end
    if not marked and ":" in end:
        low = end.lower()
        marked = any(word in low for word in PICTURES)
    return marked and len(line) < 600 and CREDIT_INSIDE.search(end) is not None


def is_date_line(line: str) -> bool:
    """Return whether a line holds a date, perhaps a time, and nothing else.

    >>> is_date_line("Updated: Tuesday, 11 March 2025 16:42 GMT"), is_date_line("May")
    (True, False)
    """
    if len(line) > 90 or not DIGIT.search(line):
        return False
    return DATE_ONLY.match(line) is not None and MONTH_OR_NUMBERS.search(line) is not None


def is_byline(line: str) -> bool:
    """Return whether a line names who wrote the report.

    >>> is_byline("By Ann Reed and Bo Lind, Foreign Desk"), is_byline("By Monday it was over.")
    (True, False)
    """
    if len(line) > 160 or not BYLINE.match(line):
        return False
    rest = line[BYLINE.match(line).end() :]  # type: ignore[union-attr]
    words = NAME_WORD.findall(rest)[:12]
    if not words or DAY_OR_MONTH.match(rest):
        return False
    small = sum(
        word[0].islower() and word not in {"and", "de", "von", "van", "in"} for word in words
    )
    return small <= 2 and not (line.endswith(".") and len(words) > 7)
