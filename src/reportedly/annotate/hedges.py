"""Read the words beside a number that widen it or leave one end open.

`words/figure_hedges.txt` lists them with what the number then is:

    at least, more than   the number and upward        up to, less than   at most the number
    about                 either side of the number    nearly, just over  on one side of it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.number_words import Piece, pieces_of
from reportedly.model import Bound
from reportedly.text import word_list

Ends = tuple[float | None, float | None]

# May stand between a hedge and its number ("about just 40", "more than only 40").
BETWEEN = frozenset({"only", "just", "now"})
# These stand after the number; everything else in the list stands before it.
AFTER = frozenset(
    {
        "or so",
        "more or less",
        "give or take",
        "or more",
        "and more",
        "or greater",
        "and counting",
        "plus",
        "+",
        "or less",
        "or fewer",
        "at most",
        "at the most",
        "at least",
    }
)
MOVES = frozenset(
    {"back", "rise", "rises", "rose", "rising", "climb", "climbed", "inched", "inching", "went"}
    | {"going", "moved", "moving", "crept", "creeping", "edged", "jumped", "shot", "pushed"}
)
CHANGES = {
    "about": "~",
    "nearly": "~",
    "just under": "<",
    "just over": ">",
    "at least": ">",
    "more than": ">",
    "up to": "<",
    "less than": "<",
}
BOUNDS: dict[str, Bound] = {
    "about": "about",
    "nearly": "about",
    "just under": "about",
    "just over": "about",
    "at least": "at least",
    "more than": "more than",
    "up to": "up to",
    "less than": "less than",
}


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge in the text: which sort, from piece `first` up to, not including, `last`."""

    sort: str
    first: int
    last: int


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in word_list("figure_hedges"):
        phrase, sort = (field.strip() for field in line.split(";"))
        words = tuple(piece.lower for piece in pieces_of(phrase, 0, len(phrase)))
        found[words] = sort
    return found


@cache
def _after() -> dict[tuple[str, ...], str]:
    return {words: sort for words, sort in _phrases().items() if " ".join(words) in AFTER}


@cache
def _only_after() -> frozenset[tuple[str, ...]]:
    return frozenset(words for words in _after() if words not in (("at", "least"), ("at", "most")))


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


def hedge_before(pieces: Sequence[Piece], index: int) -> Hedge | None:
    """Return the longest hedge that ends before piece `index`."""
    last = index
    while last > 0 and pieces[last - 1].lower in BETWEEN and index - last < 2:
        found = _ending_at(pieces, last)
        if found:
            return found
        last -= 1
    found = _ending_at(pieces, last) if last > 0 else None
    if found and found.sort == "up to" and last < index and pieces[last].lower == "now":
        return None  # "Up to now 40 wells have dried out" limits the time, not the number
    return found


def _ending_at(pieces: Sequence[Piece], last: int) -> Hedge | None:
    phrases = _phrases()
    for length in range(min(_longest(), last), 0, -1):
        words = tuple(piece.lower for piece in pieces[last - length : last])
        if words not in phrases or words in _only_after():
            continue
        if words == ("up", "to") and last > 2 and pieces[last - 3].lower in MOVES:
            return None  # "inched back up to 4.8 percent" is where it came to, not a limit
        return Hedge(phrases[words], last - length, last)
    return None


def hedge_after(pieces: Sequence[Piece], index: int) -> Hedge | None:
    """Return the longest hedge that begins at piece `index`."""
    for length in range(min(4, len(pieces) - index), 0, -1):
        words = tuple(piece.lower for piece in pieces[index : index + length])
        if words == ("+",) and index + 1 < len(pieces) and pieces[index + 1].kind == "number":
            return None
        if words in _after():
            return Hedge(_after()[words], index, index + length)
    return None


def widened(low: float, high: float, sort: str | None, *, about: float) -> Ends:
    """Return the ends of an interval after a hedge; `about` is the share it is widened by.

    >>> widened(1000, 1000, "about", about=0.1), widened(6, 6, "up to", about=0.1)
    ((900.0, 1100.0), (None, 6))
    """
    if low != high and sort in ("about", "nearly", "just under", "just over"):
        return low, high  # a range that is hedged once more is wide enough
    if sort == "about":
        return round(low - abs(low) * about, 9), round(high + abs(high) * about, 9)
    if sort in ("nearly", "just under"):
        return round(low - abs(low) * about, 9), high
    if sort == "just over":
        return low, round(high + abs(high) * about, 9)
    if sort in ("at least", "more than"):
        return low, None
    if sort in ("up to", "less than"):
        return None, high
    return low, high
