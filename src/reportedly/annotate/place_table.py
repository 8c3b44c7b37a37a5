"""The table of places that the package ships, by name: countries, regions, counties, cities.

`models/places.npz` is made by `training/build_gazetteer.py`. It is a set of arrays: one column for
each thing known of a place, and an index from the form of a name to the places so named:

    forms, form_ends          all forms in the order of their bytes; where each ends
    postings, posting_ends    for each form its places, own names first; where each form's end
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from reportedly.annotate.place_forms import lookup_form

# Continent, country, first-level region, second-level region, settlement, natural feature.
Kind = Literal["K", "C", "A", "D", "P", "F"]
_KINDS: tuple[Kind, ...] = ("K", "C", "A", "D", "P", "F")
_STEPS = 25  # of a power of ten: people are kept as logarithms


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `region` is its ISO 3166-2 code, `parents` the numbers of the regions it lies in.

    `power` is the power of ten of the people who live there, 0 where the table gives none.
    """

    number: int
    name: str
    kind: Kind
    country: str
    region: str | None
    lat: float
    lon: float
    power: float
    geonames_id: int | None
    parents: tuple[int, ...]
    alias: bool = False  # found under another name than its own

    def __hash__(self) -> int:
        """Return a hash that costs little: what is known of a place follows from its number."""
        return 2 * self.number + self.alias


class PlaceTable:
    """The arrays of the table, with what looks a name up."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        self._forms = arrays["forms"].tobytes()
        self._names = arrays["names"].tobytes()
        self._form_ends = arrays["form_ends"].data
        self._name_ends = arrays["name_ends"].data
        self._posting_ends = arrays["posting_ends"].data
        self._postings = arrays["postings"].data
        self._parents = arrays["parent"].data
        self._columns = arrays
        self._codes = [code.decode() for code in arrays["region_codes"].tolist()]
        self._order = range(len(self._form_ends))

    def _form(self, number: int) -> bytes:
        return self._forms[self._form_ends[number - 1] if number else 0 : self._form_ends[number]]

    def numbers(self, form: str) -> list[tuple[int, bool]]:
        """Return number and "under another name" of each place with that form, own names first."""
        wanted = form.encode("utf-8", "replace")
        at = bisect_left(self._order, wanted, key=self._form)
        if at == len(self._order) or self._form(at) != wanted:
            return []
        first = self._posting_ends[at - 1] if at else 0
        return [(p >> 1, bool(p & 1)) for p in self._postings[first : self._posting_ends[at]]]

    def parents(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the regions that a place lies in, the smallest first."""
        found = []
        while (number := self._parents[number]) >= 0:
            found.append(number)
        return tuple(found)

    def large(self, kind: Kind, power: float) -> Iterator[Place]:
        """Yield the places of a kind with at least that power of ten of people."""
        wanted = self._columns["kind"] == _KINDS.index(kind)
        wanted &= self._columns["people"] >= power * _STEPS
        for number in np.flatnonzero(wanted).tolist():
            yield self.place(number, alias=False)

    def place(self, number: int, alias: bool) -> Place:
        """Return one place."""
        columns = self._columns
        first = self._name_ends[number - 1] if number else 0
        return Place(
            number=number,
            name=self._names[first : self._name_ends[number]].decode("utf-8"),
            kind=_KINDS[columns["kind"][number]],
            country=columns["country"][number].decode(),
            region=self._codes[columns["region"][number]] or None,
            lat=int(columns["lat"][number]) / 100,
            lon=int(columns["lon"][number]) / 100,
            power=int(columns["people"][number]) / _STEPS,
            geonames_id=int(columns["ident"][number]) or None,
            parents=self.parents(number),
            alias=alias,
        )


@cache
def table() -> PlaceTable:
    """Return the table, loaded on first use."""
    packed = (resources.files("reportedly") / "models" / "places.npz").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = [name.removesuffix(".npy") for name in archive.namelist()]
        return PlaceTable({name: np.load(archive.open(f"{name}.npy")) for name in names})


def places_named(name: str) -> tuple[Place, ...]:
    """Return every place of that name, of any kind: those whose own name it is come first.

    >>> [(place.kind, place.region) for place in places_named("Kursk")]
    [('A', 'RU-KRS'), ('P', 'RU-KRS')]
    """
    return places_of_form(lookup_form(name))


@lru_cache(maxsize=16_384)
def places_of_form(form: str) -> tuple[Place, ...]:
    """Return every place under a form that `lookup_form` gave."""
    known = table()
    return tuple(known.place(number, alias) for number, alias in known.numbers(form))
