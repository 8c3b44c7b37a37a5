"""Find place names and say which place each means.

The parse and the names go in, `PlaceMention` rows come out. `toponyms` finds the words that the
table of places knows, `place_evidence` and `place_ranking` what speaks for each being a place and
for each of its places, `place_model` weighs it. Below a threshold the name of a place is kept and
everything else is None. A capital that acts or owns ("Washington said") is a government and no
place; a people ("Danish") is no place either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.gazetteer import countries, peoples
from reportedly.annotate.place_model import Reading, read_places
from reportedly.annotate.place_table import Kind, Place, places_named
from reportedly.annotate.toponyms import find_toponyms
from reportedly.model import Mention, Parse, PlaceMention, Precision, Report, Span
from reportedly.stage import Stage
from reportedly.text import key

# A capital in these places of a sentence is a government; elsewhere it is the city.
GOVERNMENT_NOUNS = frozenset({"official", "government", "authority", "leader", "leadership"})
PLACE_VERBS = frozenset(
    {"attack", "bomb", "capture", "enter", "hit", "leave", "reach", "shell", "strike", "target"}
    | {"visit", "cross", "flee", "seize", "storm", "occupy", "surround", "pass", "approach"}
)
# Bodies that go by the name of a house or street, with namesakes among towns.
BODIES = frozenset({"white house", "kremlin", "downing street", "whitehall", "pentagon"})
BODIES |= {"capitol hill", "wall street", "scotland yard", "elysee", "number 10"}
PRECISIONS: dict[Kind, Precision] = {
    "K": "unknown",
    "C": "country",
    "A": "admin1",
    "D": "admin2",
    "P": "settlement",
    "F": "feature",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettings:
    """How sure a resolution must be.

    Attributes:
        least_likely: Below this likelihood a name is not resolved, 0 to 1.
        derived: Whether words for peoples ("Danish") and capitals that stand for governments are
            given too, as the place of their country or the city.
    """

    # On the training articles of LGL and GeoVirus F1 is flat from .3 to .5; a wrong place on the
    # map costs more than a missing one.
    least_likely: float = 0.45
    derived: bool = False  # nothing happens in Denmark because a Danish minister said so


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
    governments = {} if settings.derived else _governments(parses)
    toponyms = find_toponyms(report.text, parses, mentions)
    found: dict[Span, Place | None] = {
        reading.toponym.span: reading.place
        for reading in read_places(report.text, toponyms, parses, mentions)
        if _is_resolved(reading, settings) and not _sits_there(reading, governments)
    }
    if settings.derived:
        found = {**dict(_peoples(parses)), **found}
    resolved = sorted(found)
    for mention in mentions:
        span = mention.span
        is_place = mention.type == "place" and mention.named and span not in governments
        if is_place and not _touches(span, resolved):
            found[span] = None
    for span in sorted(found):
        yield _mention(report, span, found[span])


def _is_resolved(reading: Reading, settings: PlaceSettings) -> bool:
    if reading.place is None or reading.likely < settings.least_likely:
        return False
    return bool(reading.toponym.behind) or reading.toponym.form not in BODIES


def _sits_there(reading: Reading, governments: Mapping[Span, str]) -> bool:
    """Return whether a name stands for a government: not where it is read as a town elsewhere."""
    country = governments.get(reading.toponym.span)
    return country is not None and (reading.place is None or reading.place.country == country)


def _touches(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1])


def _governments(parses: Sequence[Parse]) -> dict[Span, str]:
    """Return the spans of capitals that stand for a government, with the code of its country.

    They act, own or are dealt with.
    """
    found: dict[Span, str] = {}
    capitals = _capitals()
    for parse in parses:
        for token in parse.tokens:
            if token.text not in capitals:
                continue
            head = parse.tokens[token.head]
            acts = token.dep in ("nsubj", "poss", "dative")
            names = token.dep == "compound" and head.lemma in GOVERNMENT_NOUNS
            met = token.dep == "dobj" and head.lemma not in PLACE_VERBS
            if acts or names or met:
                found[Span(token.start, token.end)] = capitals[token.text]
    return found


def _peoples(parses: Sequence[Parse]) -> Iterator[tuple[Span, Place]]:
    """Yield the words for peoples with the countries that they are called after."""
    known = peoples()
    for parse in parses:
        tokens = parse.tokens
        for number, token in enumerate(tokens):
            if not token.text[0].isupper():
                continue
            for last in (number + 1, number):  # "Sri Lankan"
                words = " ".join(one.text for one in tokens[number : last + 1])
                country = _country_of(known[words]) if words in known else None
                if country is not None:
                    yield Span(token.start, tokens[min(last, len(tokens) - 1)].end), country
                    break


@cache
def _country_of(name: str) -> Place | None:
    """Return the country of that name."""
    return next((place for place in places_named(name) if place.kind == "C"), None)


@cache
def _capitals() -> dict[str, str]:
    """Return the last word of the name of each capital -> the code of its country."""
    return {seat.split()[-1]: one.code for one in countries() for seat in one.seats}


def _mention(report: Report, span: Span, place: Place | None) -> PlaceMention:
    ident = key("place", report.id, span.start, span.end)
    if place is None:
        return PlaceMention(id=ident, report_id=report.id, span=span, name=span.of(report.text))
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
    version=4,  # raise it when the same input would give other rows
    per=Report,
    reads=(Parse, Mention),
    writes=PlaceMention,
    settings=PlaceSettings(),
    run=find_places,
)
