"""Invented reports that name large places and say nothing else of them, for `training.places`.

The annotated sets are local news of the United States and news of epidemics; without these a
capital that stands alone in a text would be any of its namesakes.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.places import Article, Toponym

from reportedly.annotate.gazetteer import countries
from reportedly.annotate.place_table import Kind, Place, places_named, table

LARGE = 5.9  # power of ten of the people of a city or region that needs no more words
FRAMES = (
    "It fell in {0}.",
    "Shells hit a depot near {0} on Monday, officials in {1} said.",
    "The minister flew to {0} after talks in {1}.",
    "Hundreds of people left {0} overnight, and the roads to {1} were closed.",
    "{0} was calm on Tuesday. Two people had been wounded in {1} the day before.",
    "“We are staying in {0},” she said.",
    "{0} - A fire broke out at a factory outside {1} early on Friday.",
)
REGION_FRAMES = (
    "The {0} region is calm.",
    "Troops crossed into {0} region, the governor said.",
    "Drones attacked the {0} and {1} regions.",
    "A dam broke in {0} province on Sunday.",
)


def invented_articles() -> Iterator[Article]:
    """Yield invented articles with the toponyms that they name."""
    yield from _filled(FRAMES, sorted(_cities(), key=lambda pair: pair[0])[::2])
    yield from _filled(REGION_FRAMES, sorted(_regions(), key=lambda pair: pair[0])[::6])


def _cities() -> Iterator[tuple[str, Place]]:
    seats = {seat for country in countries() for seat in country.seats}
    for name in sorted(seats | _large_names("P")):
        cities = [place for place in places_named(name) if place.kind == "P"]
        if not cities or cities[0].alias or cities[0].power < 4.0:
            continue  # "Whitehall" stands for a government and is a town elsewhere
        if name in seats or not _rivals(name, cities[0]):
            yield name, cities[0]


def _rivals(name: str, city: Place) -> bool:
    """Return whether another place of that name is about as large."""
    others = [p for p in places_named(name) if p.number != city.number and p.kind in "PC"]
    return any(place.power > city.power - 0.8 for place in others)


def _regions() -> Iterator[tuple[str, Place]]:
    for name in sorted(_large_names("A")):
        regions = [place for place in places_named(name) if place.kind == "A"]
        if len(regions) == 1:
            yield name, regions[0]


def _large_names(kind: Kind) -> set[str]:
    known = table()
    return {place.name for place in known.large(kind, LARGE) if place.name.isascii()}


def _filled(frames: tuple[str, ...], named: list[tuple[str, Place]]) -> Iterator[Article]:
    for number, one in enumerate(named):
        frame = frames[number % len(frames)]
        pair = (one, named[(number * 7 + 3) % len(named)])
        text = frame.format(*(name for name, _ in pair))
        found = []
        for (name, place), slot in zip(pair, ("{0}", "{1}"), strict=True):
            if slot in frame:
                start = text.index(name)
                end = start + len(name)
                found.append(Toponym(start, end, place.lat, place.lon, place.geonames_id))
        yield Article(text, tuple(found))
