"""The places of a story as exact as is asked for: by region, by district, or as the table has them.

    picture -> gathered -> located -> rows of `places`, features of GeoJSON

A coarser place takes in what lies in it and gives no point. What lies in no known region, a
country and what was not resolved stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from reportedly.annotate.place_table import Place, places_named, table
from reportedly.errors import UsageError
from reportedly.model import Picture
from reportedly.present.atlas import atlas
from reportedly.present.named_places import PRECISIONS, NamedPlace, gathered

Coarsening = Literal["admin1", "admin2", "none"]
POINTS = {"settlement", "feature"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place with all that lies in it.

    Attributes:
        name: Its name in the table of places; where it was not resolved, the report's words.
        precision: How exact it is, in words.
        country: ISO 3166-1 code.
        region: ISO 3166-2 code.
        geonames_id: Its number in GeoNames.
        lat: Latitude, only where nothing was coarsened.
        lon: Longitude, likewise.
        held: The places as they are named.
    """

    name: str
    precision: str
    country: str | None
    region: str | None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    held: tuple[NamedPlace, ...] = ()

    @property
    def reports(self) -> frozenset[str]:
        """Return the ids of the reports that name it or a place in it."""
        return frozenset().union(*(place.reports[-1] for place in self.held))

    @property
    def statements(self) -> frozenset[str]:
        """Return the ids of the statements that do."""
        return frozenset().union(*(place.statements[-1] for place in self.held))

    @property
    def forms(self) -> list[str]:
        """Return what reports call it, without double."""
        return sorted({form for place in self.held for form in place.forms})


def coarsening(words: str) -> Coarsening:
    """Return how far to coarsen, as an option names it."""
    for known in get_args(Coarsening):
        if words == known:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"places can be coarsened to admin1 or admin2, or none; not to {words!r}")


def located(picture: Picture, coarsen: Coarsening = "admin1") -> list[Located]:
    """Return the places of a story, those that most reports name first."""
    found: dict[tuple[object, ...], Located] = {}
    for place in gathered([picture]):
        whole = _coarsened(place, coarsen)
        key = (whole.name, whole.precision, whole.country, whole.region, whole.geonames_id)
        before = found.get(key)
        found[key] = replace(whole, held=(*before.held, place) if before else (place,))
    return sorted(found.values(), key=_rank)


def _rank(place: Located) -> tuple[int, int, str]:
    return -len(place.reports), -sum(one.mentions for one in place.held), place.name


def _coarsened(place: NamedPlace, coarsen: Coarsening) -> Located:
    """Return where a place lies, as exactly as is asked for."""
    first = place.first
    within = first.region is not None and first.precision in {*POINTS, "admin2"}
    if coarsen == "none" or not within:
        point = coarsen == "none" and first.precision in POINTS
        return Located(
            name=first.name,
            precision=place.precision,
            country=first.country,
            region=first.region,
            geonames_id=first.geonames_id,
            lat=first.lat if point else None,
            lon=first.lon if point else None,
        )
    district = _district(place) if coarsen == "admin2" else None
    if district is not None:
        return Located(
            name=district.name,
            precision=PRECISIONS["admin2"],
            country=first.country,
            region=first.region,
            geonames_id=district.geonames_id,
        )
    return _region(place)


def _region(place: NamedPlace) -> Located:
    """Return the region that a place lies in, as the same row as the region's own name."""
    code = place.first.region or ""
    known = next((one for one in places_named(atlas().name(code)) if _is_region(one, code)), None)
    return Located(
        name=known.name if known else atlas().name(code),
        precision=PRECISIONS["admin1"],
        country=place.first.country,
        region=code,
        geonames_id=known.geonames_id if known else None,
    )


def _is_region(place: Place, code: str) -> bool:
    return place.kind == "A" and place.region == code


def _district(place: NamedPlace) -> Place | None:
    """Return the district that a place lies in; None where the table has none."""
    first = place.first
    same = (one for one in places_named(first.name) if one.geonames_id == first.geonames_id)
    for one in same:
        around = (table().place(number, alias=False) for number in one.parents)
        return one if one.kind == "D" else next((p for p in around if p.kind == "D"), None)
    return None
