"""Find where a name begins and ends among the tokens that the tagger takes for it.

"Special Agent Ada Ode", "AFP Ada Ode", "the Ode Says"  ->  "Ada Ode", "Ode"
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.annotate.bearers import given_names
from reportedly.annotate.gazetteer import body_nouns, peoples, person_nouns, platforms, titles
from reportedly.model import Token
from reportedly.text import listed, plain

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_EDGES = "\"'“”‘’«»()[]{}.,;:!?-–—/"
# Titles without which nobody would know the name.
_KEPT_TITLES = frozenset({"king", "queen", "prince", "princess", "pope", "sheikh", "saint"})
# Verbs that headlines write with a capital behind a name; none of them ends a common surname.
_SAYING = frozenset(
    ["say", "tell", "warn", "vow", "claim", "deny", "admit", "accuse", "announce", "insist",
     "reveal", "urge", "slam", "blame", "confirm", "declare"]
)  # fmt: skip


def without_edges(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """Return a name's tokens without marks, articles and endings; None where nothing is left."""
    while first <= last and (
        tokens[first].text.strip(_EDGES) == ""
        or tokens[first].text.lower() in {"the", "a", "an"}
        or tokens[first].text in POSSESSIVE
    ):
        first += 1
    while last >= first and (
        tokens[last].text.strip(_EDGES) == "" or tokens[last].text in POSSESSIVE
    ):
        last -= 1
    return (first, last) if first <= last else None


def person_edges(
    tokens: Sequence[Token], first: int, last: int, taken: set[int]
) -> tuple[int, int]:
    """Leave titles out of a person's name, and take in a first name that the tagger missed."""
    first, last = _bare(tokens, first, last)
    for index in range(first, last):
        if is_title(tokens[index]):
            first = index + 1  # "Special Agent Ode": the name begins behind the title
    while last + 2 < len(tokens) and tokens[last + 1].text == "-" and _is_glued(tokens, last + 1):
        last += 2  # the tagger cuts "Ji-woo" in two
    before = tokens[first - 1] if first else None
    while (
        before is not None
        and before.pos == "PROPN"
        and before.text[:1].isupper()
        and before.dep in {"compound", "nsubj", "nmod"}
        and first <= before.head <= last
        and first - 1 not in taken
        and before.lemma.lower() not in person_nouns() | body_nouns() | titles().keys()
        and before.text.lower() not in titles()
        and before.text not in peoples()
    ):
        first -= 1
        before = tokens[first - 1] if first else None
    return _bare(tokens, first, last)


def is_title(token: Token) -> bool:
    """Tell a title or a noun for what somebody is, also of several: "Actors Ada Ode and"."""
    low = token.text.lower()
    known = low in titles() or low in person_nouns()
    return low not in _KEPT_TITLES and (known or token.lemma.lower() in person_nouns())


def _bare(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out whose picture or report it is and what a headline lets somebody do.

    "Getty Images Ada Ode", "Ode Says" in "Bridge Is Safe, Ode Says": the tagger takes all for
    the name.
    """
    first += _library(tokens, first, last)
    while last - first > 1 and tokens[first].text in peoples():
        first += 1  # "American Ada Ode"
    while first < last and _is_headline_verb(tokens[last].text.lower()):
        last -= 1
    return first, last


def _library(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return how many tokens at the start name a picture library, agency or platform."""
    for size in (3, 2, 1):
        words = " ".join(token.text for token in tokens[first : first + size])
        if first + size <= last and (
            words.lower() in listed("photo_agencies") or words in platforms()
        ):
            return size
    return 0


def is_behind_library(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell "Getty Images Ada Ode", where the tagger takes all for a body's name."""
    begin = first + _library(tokens, first, last)
    return first < begin < last and plain(tokens[begin].text) in given_names()


def _is_headline_verb(low: str) -> bool:
    for ending in ("s", "es"):
        if low.endswith(ending) and low.removesuffix(ending) in _SAYING:
            return True
    return low == "briefed"


def _is_glued(tokens: Sequence[Token], index: int) -> bool:
    before, here, after = tokens[index - 1 : index + 2]
    return before.end == here.start and here.end == after.start and after.text.isalpha()
