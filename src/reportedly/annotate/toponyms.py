"""Find the words of a report that the table of places knows as names, and what stands around them.

Tokens and mentions go in, `Toponym` comes out: each the longest name that the table has from its
first word on, with what is said of its sort ("county"), and the regions named right behind
it ("Salem, Oregon"). Nothing is decided here: "Jordan" in "Michael Jordan" is one too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reportedly.annotate.place_forms import lookup_form, region_core
from reportedly.annotate.place_table import Place, places_named, places_of_form, table
from reportedly.annotate.time_words import MONTHS
from reportedly.model import Mention, Parse, Span, Token
from reportedly.rarity import stem, weight
from reportedly.text import word_list

Said = Literal["", "region", "county", "city"]

# How rare a word must be to be a name though the tagger takes it for none. The towns that begin
# sentences of the training articles of LGL and are missed otherwise have 5.2 and more, "drivers" 3.
RARE = 4.5
LONGEST = 5  # words; "Bosnia and Herzegovina" has three
MOST_PLACES = 25  # the largest of a name's places; "San Antonio" has hundreds
# Lower-case words that may stand inside a name.
_INNER = frozenset({"of", "the", "and", "de", "del", "la", "le", "on", "upon", "al", "el", "du"})
_INNER |= {"-", "’s", "'s", "-on", "sur", "am", "an", "da", "do", "dos", "das", "y", "e", "i", "in"}
_COUNTY = re.compile(r"(?:'s|’s)? (?:county|parish|counties|co\.|district)\b", re.IGNORECASE)
_REGION = re.compile(
    r"(?:'s|’s)? (?:region|oblast|province|state|governorate|prefecture|krai|republic|"
    r"department|voivodeship|canton)s?\b",
    re.IGNORECASE,
)
# "the Kursk, Voronezh and Belgorod regions": each name of the list.
_LIST = re.compile(
    r"(?:,?\s(?:and\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?){1,8}"
    r"\s(?:(?P<county>counties|parishes|districts)|(?:region|oblast|province|state)s)\b"
)
_BEFORE = re.compile(
    r"\b(?:(?P<city>city|town|village|suburb|port|capital) of|county(?: of)?) $", re.IGNORECASE
)
_BODY = re.compile(r"(.+) (?:City|CITY|Town)$")  # "Dublin City" stands before "Council", "Hall"
_REGION_NAME = re.compile(_REGION.pattern + "$", re.IGNORECASE)
_COUNTY_NAME = re.compile(_COUNTY.pattern + "$", re.IGNORECASE)
_BEHIND = re.compile(r",? \(?((?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,2})")


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that may name a place.

    `first` and `last` are token numbers in `parse`; `parse` is None where only a mention tells
    of the name. `behind` holds the numbers of the regions, and the codes of the countries, that
    the words right behind name.
    """

    span: Span
    form: str
    said: Said
    places: tuple[Place, ...]
    behind: frozenset[int | str]
    parse: Parse | None = None
    first: int = -1
    last: int = -1

    @property
    def key(self) -> tuple[str, Said]:
        """Return what all mentions of the same name in the same sense share."""
        return self.form, self.said


def find_toponyms(text: str, parses: Sequence[Parse], mentions: Sequence[Mention]) -> list[Toponym]:
    """Return the toponyms of a report in reading order; none overlap."""
    found = [one for parse in parses for one in _scan(text, parse)]
    taken = [one.span for one in found]
    taken.sort(key=lambda span: span.start)
    found.extend(
        _toponym(text, mention.span)
        for mention in mentions
        if mention.named and mention.type == "place" and not _touches(mention.span, taken)
    )
    return sorted(found, key=lambda one: (one.span.start, one.span.end))


def _touches(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1])


def _scan(text: str, parse: Parse) -> Iterator[Toponym]:
    tokens = parse.tokens
    capitals = [token.text[0].isupper() for token in tokens]
    entities = {entity.first for entity in parse.entities if entity.label in ("GPE", "LOC")}
    for first, end in parse.sentences:
        number = first
        while (number := _index(capitals, number, end)) < end:
            sure = number > first or number in entities
            if _may_begin(tokens, number, sure):
                last = _longest(text, tokens, capitals, number, end)
                if last >= 0:
                    span = Span(tokens[number].start, tokens[last].end)
                    yield _toponym(text, span, parse, number, last)
                    number = last
            number += 1


def _index(capitals: list[bool], first: int, end: int) -> int:
    """Return the first token with a capital, `end` where there is none before it."""
    try:
        return capitals.index(True, first, end)
    except ValueError:
        return end


def _may_begin(tokens: Sequence[Token], number: int, sure: bool) -> bool:
    token = tokens[number]
    if token.text in ("The", "THE", "A"):
        return False
    # A word that begins its sentence is capital anyway: the tagger must take it for a name.
    if sure or token.tag.startswith("NN") or _goes_on(tokens, number):
        return True
    return weight(stem(token.text.lower())) >= RARE


def _goes_on(tokens: Sequence[Token], number: int) -> bool:
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return after is not None and after.text[0].isupper()


def _longest(
    text: str, tokens: Sequence[Token], capitals: list[bool], number: int, end: int
) -> int:
    """Return the last token of the longest name that begins with a token, -1 for none."""
    ends = [number]
    for last in range(number + 1, min(number + LONGEST, end)):
        if capitals[last]:
            ends.append(last)
        elif tokens[last].text.lower() not in _INNER:
            break
    start = tokens[number].start
    for last in reversed(ends):
        if _known(text[start : tokens[last].end]):
            return last
    return -1


@lru_cache(maxsize=65_536)
def _known(words: str) -> bool:
    if len(words) == 1 or words.lower() in MONTHS:
        return False
    return bool(places_named(words)) or words.rstrip(".") in abbreviations()


def _toponym(
    text: str, span: Span, parse: Parse | None = None, first: int = -1, last: int = -1
) -> Toponym:
    name = span.of(text)
    said = _said(text, span, name)
    behind = _behind(text, span, said)
    return Toponym(span, lookup_form(name), said, _meant(name, said), behind, parse, first, last)


@lru_cache(maxsize=16_384)
def _meant(name: str, said: Said) -> tuple[Place, ...]:
    """Return the places that a name may mean, of the sort that is said of it."""
    short = abbreviations().get(name.rstrip("."))
    if short is not None:
        return (table().place(short, alias=True),)
    named = places_of_form(lookup_form(name)) or places_named(region_core(name))
    if (body := _BODY.match(name)) and all(place.alias for place in named):
        towns = (place for place in places_named(body[1]) if place.kind == "P")
        named = tuple(dict.fromkeys((*named, *towns)))
    return _narrowed(named, said)[:MOST_PLACES]


def _said(text: str, span: Span, name: str) -> Said:
    several = " " in name  # else the name itself has no word for what it is
    before = text[max(0, span.start - 16) : span.start]
    sort = _BEFORE.search(before) if before.endswith(("y ", "Y ", "of ", "Of ", "OF ")) else None
    end = min(len(text), span.end + 120)
    listed = _LIST.match(text, span.end, end)
    counties = _COUNTY.match(text, span.end, end) or (listed and listed["county"])
    if counties or (sort and not sort["city"]) or (several and _COUNTY_NAME.search(name)):
        return "county"
    if _REGION.match(text, span.end, end) or listed or (several and _REGION_NAME.search(name)):
        return "region"
    return "city" if sort else ""


def _narrowed(places: tuple[Place, ...], said: Said) -> tuple[Place, ...]:
    """Return the places of the sort that is said; all where the table has none of it."""
    wanted = {"region": "AC", "county": "DA", "city": "P"}.get(said)
    if wanted is None:
        return places
    # A county that the table lacks is not its town; a region may go by another word.
    fitting = tuple(place for place in places if place.kind in wanted)
    return fitting if fitting or said == "county" else places


def _behind(text: str, span: Span, said: Said) -> frozenset[int | str]:
    """Return the regions and countries that the words after a name say it lies in."""
    at = span.end
    if said in ("county", "region") and (
        sort := (_COUNTY.match(text, at) or _REGION.match(text, at))
    ):
        at = sort.end()
    found: set[int | str] = set()
    for _ in range(2):  # "Dover, Kent County, Delaware"
        behind = _BEHIND.match(text, at, at + 60)
        if not behind:
            break
        length = _parents(behind[1], found, comma=text[at] == ",")
        if not length:
            break
        at = behind.start(1) + length
    return frozenset(found)


def _parents(words: str, found: set[int | str], *, comma: bool) -> int:
    """Add what the first of `words` name as a region or country; return how long they are."""
    parts = words.split(" ")
    for count in range(len(parts), 0, -1):
        name = " ".join(parts[:count])
        short = abbreviations().get(name.rstrip("."))
        if short is not None:
            found.add(short)
            return len(name)
        if not comma:
            continue
        regions = [place for place in places_named(name.rstrip(".")) if place.kind in "CAD"]
        if regions:
            found.update(p.country if p.kind == "C" else p.number for p in regions)
            return len(name)
    return 0


@cache
def abbreviations() -> dict[str, int]:
    """Return short form of a region or city, without its last full stop -> the place's number."""
    found = {}
    for line in word_list("region_abbreviations"):
        forms, code, name = line.split("\t")
        found_there = [p for p in places_named(name) if p.kind in "AP" and p.region == code]
        place = min(found_there, key=lambda p: (p.kind, -p.power))
        for form in forms.split("|"):
            found[form.rstrip(".")] = place.number
    return found
