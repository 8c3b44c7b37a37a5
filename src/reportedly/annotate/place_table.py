"""The table of places that the package ships, by name: countries, regions, cities.

`models/places.tsv.gz` is made by `training/build_gazetteer.py`; countries' other names and
words for their people come from `words/countries.txt`.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from reportedly.annotate.gazetteer import countries
from reportedly.text import plain

Kind = Literal["K", "C", "A", "P"]  # continent, country, first-level region, city


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `region` is its ISO 3166-2 code, `people` 0 where the table gives none."""

    name: str
    kind: Kind
    country: str
    region: str | None
    lat: float
    lon: float
    people: int
    geonames_id: int | None
    alias: bool = False  # found under another name than its own


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    """Return plain name -> lines of the table, not yet taken apart: few are ever asked for."""
    packed = resources.files("reportedly") / "models" / "places.tsv.gz"
    found: dict[str, list[str]] = {}
    for line in gzip.decompress(packed.read_bytes()).decode("utf-8").splitlines():
        for form in line[: line.index("\t")].split("|"):
            found.setdefault(form, []).append(line)
    for country in countries():
        named = found.get(lookup_form(country.name), ())
        entry = next((line for line in named if _is_country(line)), None)
        for alias in map(lookup_form, country.aliases):
            if entry is not None and entry not in found.get(alias, ()):
                found.setdefault(alias, []).append(entry)
    return {form: tuple(lines) for form, lines in found.items()}


def _is_country(line: str) -> bool:
    return line.split("\t", 3)[2] == "C"


def lookup_form(name: str) -> str:
    """Return the form under which a name is looked up: "St. Louis" and "Saint Louis" are one."""
    words = plain(name).replace("'", "").replace("-", " ").replace(".", "").split()
    if words[:1] == ["the"]:
        del words[0]
    return " ".join("saint" if word == "st" else word for word in words)


def places_named(name: str) -> tuple[Place, ...]:
    """Return every place of that name, of any kind, in the order of the table.

    >>> [(place.kind, place.region) for place in places_named("Kursk")]
    [('A', 'RU-KRS'), ('P', 'RU-KRS')]
    """
    form = lookup_form(name)
    return tuple(_place(line, form) for line in _lines().get(form, ()))


@cache
def _place(line: str, form: str) -> Place:
    forms, name, kind, country, region, lat, lon, people, ident = line.split("\t")
    return Place(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        country=country,
        region=region or None,
        lat=float(lat),
        lon=float(lon),
        people=int(people),
        geonames_id=int(ident) if ident else None,
        alias=forms.split("|")[0] != form,
    )
