"""Find place names and say which place each means.

Names of places go in; for each its candidates in the shipped table are ranked by size, by the
region or country named beside it ("Salem, Oregon"), and by the countries and regions that the
rest of the report names. Where no candidate stands out, the place stays unresolved: its name
is kept, everything else is None. A capital that acts or owns ("Washington said") is a
government and no place; a people ("Danish") is no place either.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reportedly.annotate.gazetteer import countries, seats
from reportedly.annotate.place_table import Place, places_named
from reportedly.annotate.time_words import MONTHS
from reportedly.model import Mention, Parse, PlaceMention, Precision, Report, Span
from reportedly.stage import Stage
from reportedly.text import key

REGION_WORDS = (
    r"region|oblast|province|state|governorate|prefecture|krai|republic|department|district|"
    r"county|parish|canton|voivodeship|autonomous region"
)
REGION_AFTER = re.compile(rf"(?:'s|’s)?\s+(?:{REGION_WORDS})s?\b", re.IGNORECASE)
REGION_INSIDE = re.compile(rf"^(?:the\s+)?(.+?)\s+(?:{REGION_WORDS})$", re.IGNORECASE)
# "the Kursk, Voronezh and Belgorod regions": each name of the list.
REGION_LIST = re.compile(
    r"(?:,?\s(?:and\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?){1,8}\s(?:region|oblast|province|state)s\b"
)
# A capital in these places of a sentence is a government; elsewhere it is the city.
GOVERNMENT_NOUNS = frozenset({"official", "government", "authority", "leader", "leadership"})
PLACE_VERBS = frozenset(
    {"attack", "bomb", "capture", "enter", "hit", "leave", "reach", "shell", "strike", "target"}
    | {"visit", "cross", "flee", "seize", "storm", "occupy", "surround", "pass", "approach"}
)
LOCATIVE = frozenset({"in", "near", "at", "from", "around", "outside", "across", "toward"})
SUB_REGION = re.compile(r"(?:'s|’s)?\s+(?:county|parish|district)\b", re.IGNORECASE)
PARENT_AFTER = re.compile(r",\s+((?:[A-Z][\w.]*\.?)(?:\s+[A-Z]\w+){0,2})")
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
PRECISIONS: dict[str, Precision] = {
    "K": "unknown",
    "C": "country",
    "A": "admin1",
    "P": "settlement",
}

Candidates = tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettings:
    """How sure a resolution must be.

    Attributes:
        least_score: Below this score the best candidate is not taken.
        least_lead: The best candidate must lead the next, elsewhere, by as much.
    """

    # A score is about the power of ten of the inhabitants, plus what the context adds: a town
    # of under 10,000 that nothing else in the report speaks for stays unresolved.
    least_score: float = 4.0
    least_lead: float = 0.2


@dataclass(frozen=True, slots=True)
class _Toponym:
    span: Span
    name: str
    full: str  # with "region", where that is part of the name
    region_said: bool  # "Kursk region": the region is meant, not its city
    small_region: bool  # "Rapides Parish": smaller than any region of the table
    parent: str | None  # "Oregon" in "Salem, Oregon"


def find_places(
    report: Report, parses: Sequence[Parse], mentions: Sequence[Mention], settings: PlaceSettings
) -> Iterator[PlaceMention]:
    """Yield the places that `report` names, in reading order, resolved or not.

    >>> text = "The bridge at Salem, Oregon, was closed."
    >>> report = Report(id="r1", path="-", sha256="", text=text)
    >>> mention = Mention(report_id="r1", span=Span(14, 19), type="place")
    >>> [found] = find_places(report, [], [mention], PlaceSettings())
    >>> found.name, found.country, found.region
    ('Salem', 'US', 'US-OR')
    """
    governments = _governments(parses)
    spans = {mention.span for mention in mentions if mention.type == "place" and mention.named}
    spans.update(_unmentioned(report.text, parses, mentions))
    toponyms = [_toponym(report.text, span) for span in sorted(spans - governments)]
    candidates = {toponym: _candidates(toponym) for toponym in toponyms}
    around = _context(report.text, candidates)
    chosen: dict[str, Place | None] = {}
    for toponym in toponyms:
        place = _choose(toponym, candidates[toponym], around, settings)
        # One sense a report: a name with its region beside it tells for the bare one too.
        if toponym.parent or toponym.name not in chosen:
            chosen[toponym.name] = place or chosen.get(toponym.name)
    for toponym in toponyms:
        place = _choose(toponym, candidates[toponym], around, settings)
        same = chosen.get(toponym.name)
        if same is not None and not toponym.region_said and not toponym.parent:
            place = same
        yield _mention(report, toponym, place)


def _unmentioned(text: str, parses: Sequence[Parse], mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield names after "in", "near" and the like, and "Oregon" after "Salem,", not mentioned."""
    taken = sorted(mention.span for mention in mentions if mention.named)
    for parse in parses:
        for first, last in _runs_of_names(parse):
            span = parse.span(first, last)
            place = bisect_right(taken, span)
            beside = taken[max(0, place - 1) : place + 1]
            if any(span.overlaps(other) for other in beside) or not places_named(span.of(text)):
                continue
            if span.of(text).lower() in MONTHS:
                continue
            before = parse.tokens[first - 1] if first else None
            if before and (before.text.lower() in LOCATIVE or before.text == ","):
                yield span


def _runs_of_names(parse: Parse) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each run of up to four proper nouns."""
    first: int | None = None
    for index, token in enumerate(parse.tokens):
        goes_on = token.tag == "NNP" and (first is None or index - first < 4)
        if not goes_on and first is not None:
            yield first, index - 1
        if not goes_on or first is None:
            first = index if token.tag == "NNP" else None


def _toponym(text: str, span: Span) -> _Toponym:
    name = ARTICLE.sub("", span.of(text))
    after = text[span.end : span.end + 120]
    inside = REGION_INSIDE.match(name)
    said = bool(inside or REGION_AFTER.match(after) or REGION_LIST.match(after))
    small = bool(SUB_REGION.match(after)) or bool(inside and SUB_REGION.search(" " + name))
    parent = PARENT_AFTER.match(after)
    return _Toponym(
        span=span,
        name=inside[1] if inside else name,
        full=name,
        region_said=said,
        small_region=small,
        parent=parent[1] if parent else None,
    )


def _candidates(toponym: _Toponym) -> Candidates:
    if toponym.small_region:
        return ()
    found = places_named(toponym.name)
    if not found and toponym.full != toponym.name:
        return places_named(toponym.full)  # "Dominican Republic"
    if toponym.region_said:
        regions = tuple(place for place in found if place.kind == "A")
        return regions or tuple(place for place in found if place.kind == "C")
    return found


@dataclass(frozen=True, slots=True)
class _Context:
    """How often the report names each country, and each region, without doubt."""

    countries: Counter[str]
    regions: Counter[str]


def _context(text: str, candidates: dict[_Toponym, Candidates]) -> _Context:
    named: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    for country in countries():
        for word in (*country.people, country.name):
            if word in text:
                named[country.code] += len(re.findall(rf"\b{re.escape(word)}\b", text))
    for toponym, places in candidates.items():
        where = {place.country for place in places}
        if len(where) == 1:
            named.update(where)
        for place in places:
            said = toponym.region_said or place.country == "US" or len(places) == 1
            if place.kind == "A" and said and place.region:
                regions[place.region] += 1
    return _Context(named, regions)


def _choose(
    toponym: _Toponym, places: Candidates, around: _Context, settings: PlaceSettings
) -> Place | None:
    """Return the candidate that stands out, None where none does."""
    scored = [(_score(toponym, place, around), place) for place in places]
    scored.sort(key=lambda pair: (-pair[0], pair[1].geonames_id or 0))
    if not scored or scored[0][0] < settings.least_score:
        return None
    best = scored[0][1]
    for score, place in scored[1:]:
        if scored[0][0] - score >= settings.least_lead:
            break
        if not _near(best, place):
            return None
    return best


def _score(toponym: _Toponym, place: Place, around: _Context) -> float:
    # Countries first, then cities by size; a region without its "region" counts as a town.
    base = {"K": 9.0, "C": 9.0, "A": 5.2, "P": math.log10(place.people + 10)}[place.kind]
    if place.kind == "A" and place.country == "US":
        base = 7.5  # news names the states of the USA without "state"
    if place.alias:
        base -= 1.0
    if place.kind == "P" and place.name in seats() and base > 5:
        base += 2.5  # "Washington" is the capital, not the state
    if toponym.region_said and place.kind == "A":
        base += 3.0
    if toponym.parent and _is_parent(toponym.parent, place):
        base += 6.0
    total = sum(around.countries.values())
    if total:
        base += 2.5 * around.countries[place.country] / total
    if place.region and around.regions[place.region]:
        base += 2.0
    return base


def _is_parent(words: str, place: Place) -> bool:
    """Return whether `words`, or the first of them, name the region or country of `place`."""
    names = words.split()
    parents = (" ".join(names[:count]) for count in range(1, len(names) + 1))
    for parent in chain.from_iterable(map(places_named, parents)):
        if parent.kind == "C" and parent.country == place.country and place.kind != "C":
            return True
        if parent.kind == "A" and parent.region == place.region and place.kind == "P":
            return True
    return False


def _near(one: Place, other: Place) -> bool:
    """Return whether two places are within a day's walk: a city and its own region."""
    return abs(one.lat - other.lat) < 1 and abs(one.lon - other.lon) < 1.5


def _governments(parses: Sequence[Parse]) -> set[Span]:
    """Return the spans of capitals that stand for a government: they act, own or are dealt with."""
    found: set[Span] = set()
    capitals = {word for seat in seats() for word in seat.split()[-1:]}
    for parse in parses:
        for token in parse.tokens:
            if token.text not in capitals:
                continue
            head = parse.tokens[token.head]
            acts = token.dep in ("nsubj", "poss", "dative")
            names = token.dep == "compound" and head.lemma in GOVERNMENT_NOUNS
            met = token.dep == "dobj" and head.lemma not in PLACE_VERBS
            if acts or names or met:
                found.add(Span(token.start, token.end))
    return found


def _mention(report: Report, toponym: _Toponym, place: Place | None) -> PlaceMention:
    span = toponym.span
    ident = key("place", report.id, span.start, span.end)
    if place is None:
        return PlaceMention(id=ident, report_id=report.id, span=span, name=toponym.name)
    return PlaceMention(
        id=ident,
        report_id=report.id,
        span=span,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        geonames_id=place.geonames_id,
        precision=PRECISIONS[place.kind],
        country=place.country or None,
        region=place.region,
    )


STAGE = Stage(
    name="places",
    version=1,  # raise it when the same input would give other rows
    per=Report,
    reads=(Parse, Mention),
    writes=PlaceMention,
    settings=PlaceSettings(),
    run=find_places,
)
