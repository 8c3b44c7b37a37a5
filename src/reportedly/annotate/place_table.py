"""The table of places that the package ships, by name: countries, regions, cities.

`models/places.tsv.gz` is made by `training/build_gazetteer.py`; countries' other names and
words for their people come from `words/countries.txt`.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
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
def _lines() -> list[str]:
    """Return the lines of the table, sorted, not yet taken apart: few are ever asked for."""
    packed = resources.files("reportedly") / "models" / "places.tsv.gz"
    return gzip.decompress(packed.read_bytes()).decode("utf-8").splitlines()


@cache
def _aliases() -> dict[str, list[int]]:
    """Return the lines under names that are not their first: they are not in its order."""
    found: dict[str, list[int]] = {}
    lines = _lines()
    for number, line in enumerate(lines):
        if "|" in line:
            for form in line[: line.index("\t")].split("|")[1:]:
                found.setdefault(form, []).append(number)
    for country in countries():
        named = _numbers(lookup_form(country.name), found)
        entry = next((number for number in named if _is_country(lines[number])), None)
        for alias in map(lookup_form, country.aliases):
            if entry is not None and entry not in _numbers(alias, found):
                found.setdefault(alias, []).append(entry)
    return found


def _numbers(form: str, aliases: dict[str, list[int]]) -> list[int]:
    """Return the numbers of the lines under a name: its own first, other places' names last."""
    lines = _lines()
    found: list[int] = []
    for mark in "\t|":  # a line's first form ends with one of them
        number = bisect_left(lines, form + mark)
        while number < len(lines) and lines[number].startswith(form + mark):
            found.append(number)
            number += 1
    return [*found, *aliases.get(form, ())]


def _is_country(line: str) -> bool:
    return line.split("\t", 3)[2] == "C"


def lookup_form(name: str) -> str:
    """Return the form under which a name is looked up: "St. Louis" and "Saint Louis" are one."""
    words = plain(name).replace("'", "").replace("-", " ").replace(".", "").split()
    if words[:1] == ["the"]:
        del words[0]
    return " ".join("saint" if word == "st" else word for word in words)


def places_named(name: str) -> tuple[Place, ...]:
    """Return every place of that name, of any kind: those whose own name it is come first.

    >>> [(place.kind, place.region) for place in places_named("Kursk")]
    [('A', 'RU-KRS'), ('P', 'RU-KRS')]
    """
    form = lookup_form(name)
    return tuple(_place(_lines()[number], form) for number in _numbers(form, _aliases()))


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
