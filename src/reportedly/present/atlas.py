"""The regions of the world, read from `models/regions.json.gz` (Natural Earth, public domain).

`training/build_regions.py` makes the file. Neighbours share their lines, so that a border is
simplified and drawn once:

    arcs      points in steps of the grid: the first point, then the step to each next one
    regions   ISO 3166-2 code, name, country, contested or not, polygons as the numbers of the
              arcs of each ring; the first ring is the edge, the others are holes
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import accumulate

Point = tuple[float, float]
Ring = tuple[int, ...]
Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Region:
    """One region, by the numbers of its lines, `~number` for one that runs backwards."""

    code: str
    name: str
    country: str
    contested: bool  # its code belongs to another country than the one the source draws it under
    polygons: tuple[tuple[Ring, ...], ...]  # the first ring of each is its edge

    @property
    def rings(self) -> Iterator[Ring]:
        """Yield the rings of all polygons, holes too."""
        return (ring for polygon in self.polygons for ring in polygon)


@dataclass(frozen=True, slots=True)
class Atlas:
    """All regions, and the lines between them, in steps of a grid of `grid` to a degree."""

    grid: int
    countries: dict[str, str]  # names, by ISO 3166-1 code
    arcs: tuple[tuple[tuple[int, int], ...], ...]
    boxes: tuple[Box, ...]  # of the arcs
    regions: tuple[Region, ...]
    by_code: dict[str, Region]

    def box(self, region: Region) -> Box:
        """Return the box of a region with all its islands."""
        return hull(self.boxes[line(arc)] for ring in region.rings for arc in ring)

    def main_box(self, region: Region) -> Box:
        """Return the box of the largest part of a region: far-off islands do not count."""
        boxes = [hull(self.boxes[line(arc)] for arc in ring) for ring in region.rings]
        return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))

    def degrees(self, ring: Sequence[int]) -> list[Point]:
        """Return the points of a ring as longitude and latitude, the last one the first again."""
        found: list[Point] = []
        for arc in ring:
            points = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            found += [(x / self.grid, y / self.grid) for x, y in points[bool(found) :]]
        return found

    def name(self, code: str, *, country: bool = False) -> str:
        """Return the name of a region, with that of its country if asked; unknown: the code.

        >>> atlas().name("US-OR", country=True), atlas().name("XX-1")
        ('Oregon, United States of America', 'XX-1')
        """
        region = self.by_code.get(code)
        if region is None:
            return code
        around = f", {self.countries.get(region.country, region.country)}" if country else ""
        return region.name + around


def line(arc: int) -> int:
    """Return the number of an arc, whichever way it runs."""
    return max(arc, ~arc)


def hull(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes.

    >>> hull([(0, 0, 1, 1), (2, -1, 3, 0)])
    (0, -1, 3, 1)
    """
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


@cache
def atlas() -> Atlas:
    """Return the regions of the world, read on first use."""
    packed = (resources.files("reportedly") / "models" / "regions.json.gz").read_bytes()
    read = json.loads(gzip.decompress(packed))
    arcs = tuple(_points(steps) for steps in read["arcs"])
    regions = tuple(
        Region(code, name, country, bool(contested), tuple(map(_rings, polygons)))
        for code, name, country, contested, polygons in read["regions"]
    )
    return Atlas(
        grid=read["grid"],
        countries=read["countries"],
        arcs=arcs,
        boxes=tuple(_box(arc) for arc in arcs),
        regions=regions,
        by_code=_by_code(regions),
    )


def _by_code(regions: Iterable[Region]) -> dict[str, Region]:
    """Return the regions by code; what the source parted since under one code is one region."""
    found: dict[str, Region] = {}
    for region in regions:
        first = found.get(region.code)
        whole = replace(first, polygons=first.polygons + region.polygons) if first else region
        if region.code:
            found[region.code] = whole
    return found


def _rings(polygon: Sequence[Sequence[int]]) -> tuple[Ring, ...]:
    return tuple(map(tuple, polygon))


def _points(steps: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


def _box(points: Sequence[tuple[int, int]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
