"""Read the regions of the map: codes, names, middles, outlines.

The file is Natural Earth 1:10m admin-1 (public domain) as TopoJSON, with GeoNames ids.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Ring = list[tuple[float, float]]
# The source gives the city of Moscow the code of the region around it, and the other way round.
CODES = {524894: "RU-MOW", 524925: "RU-MOS"}  # by GeoNames id
NAMES = {524925: "Moscow Oblast"}
FAR = (17.0, 40.0)  # degrees of latitude and longitude: Alaska, French Guiana are left out


@dataclass(frozen=True, slots=True)
class MapRegion:
    """One region of the map; `ident` is 0 where the source gives no GeoNames id."""

    code: str
    name: str
    own_name: str
    ident: int
    lat: float
    lon: float
    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]

    @property
    def country(self) -> str:
        """Return its country's ISO 3166-1 code."""
        return self.code[:2]

    def holds(self, lat: float, lon: float) -> bool:
        """Return whether a point lies in it."""
        if not self.is_near(lat, lon):
            return False
        return any(_inside(lon, lat, ring) for ring in self.rings)

    def is_near(self, lat: float, lon: float) -> bool:
        """Return whether a point lies in the box around it."""
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north

    @property
    def area(self) -> float:
        """Return its area in square degrees: for comparing only."""
        return sum(abs(_area(ring)) for ring in self.rings) or 1e-6


def read_regions(path: str) -> list[MapRegion]:
    """Return the regions of the map that have a code of ISO 3166-2."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        topology = json.load(file)
    return list(_regions(topology))


def _regions(topology: dict[str, Any]) -> Iterator[MapRegion]:
    arcs = list(read_arcs(topology))
    for shape in topology["objects"]["build"]["geometries"]:
        about = shape["properties"]
        code = code_of(about)
        if not re.fullmatch(r"[A-Z]{2}-\w+", code) or not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = tuple(_ring(polygon[0], arcs) for polygon in polygons)
        xs, ys = [[point[axis] for ring in rings for point in ring] for axis in (0, 1)]
        yield MapRegion(
            code=code,
            name=NAMES.get(about["gn_id"]) or about["name_en"] or about["name"] or code,
            own_name=about["name"] or "",
            ident=max(0, int(about["gn_id"] or 0)),  # negative ids are not GeoNames'
            lat=about["latitude"],
            lon=about["longitude"],
            rings=rings,
            box=(min(xs), min(ys), max(xs), max(ys)),
        )


def code_of(about: dict[str, Any]) -> str:
    """Return the ISO 3166-2 code of a region; "" where the source gives none."""
    return CODES.get(about["gn_id"]) or about["iso_3166_2"] or ""


def read_arcs(topology: dict[str, Any]) -> Iterator[Ring]:
    """Yield the lines that regions share, in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        yield points


def _ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indexes:
        ring.extend(arcs[index] if index >= 0 else reversed(arcs[~index]))
    return ring


def country_middles(regions: list[MapRegion]) -> dict[str, tuple[float, float]]:
    """Return where each country is: the middle of its regions by area, far-off ones left out."""
    places: dict[str, list[tuple[float, float, float]]] = {}
    for region in regions:
        places.setdefault(region.country, []).append((region.area, region.lat, region.lon))
    found = {}
    for code, weighted in places.items():
        lat, lon = _median(weighted, 1), _median(weighted, 2)
        close = [p for p in weighted if abs(p[1] - lat) < FAR[0] and abs(p[2] - lon) < FAR[1]]
        total = sum(weight for weight, _, _ in close or weighted)
        found[code] = (
            sum(weight * lat for weight, lat, _ in close or weighted) / total,
            sum(weight * lon for weight, _, lon in close or weighted) / total,
        )
    return found


def _median(places: list[tuple[float, float, float]], column: int) -> float:
    half, passed = sum(weight for weight, _, _ in places) / 2, 0.0
    for place in sorted(places, key=lambda place: place[column]):
        passed += place[0]
        if passed >= half:
            return place[column]
    return places[-1][column]


def _area(ring: Ring) -> float:
    closed = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in closed) / 2


def _inside(x: float, y: float, ring: Ring) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
