"""The places of a story as GeoJSON (RFC 7946): regions as areas, never as invented points.

A place without a known area or point (a country, a larger area, what was not resolved) is a
feature without geometry, so that no row is lost on the way. A point is given only where nothing is
coarsened, and only for what the table of places has as a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportedly.model import Picture
from reportedly.present.atlas import Point, Region, atlas
from reportedly.present.located import Coarsening, Located, located
from reportedly.present.outlines import area

LEAST = 4  # positions of a ring, the last one the first again


def places_as_geojson(picture: Picture, coarsen: Coarsening = "admin1") -> dict[str, Any]:
    """Return the places of a story as a feature collection, those that most reports name first."""
    return {
        "type": "FeatureCollection",
        "story_id": picture.story.id,
        "as_of": picture.as_of.isoformat() if picture.as_of else None,
        "coarsened": coarsen,
        "boundaries": "Natural Earth, for orientation only, not a position on sovereignty",
        "features": [_feature(place) for place in located(picture, coarsen)],
    }


def _feature(place: Located) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": _geometry(place),
        "properties": {
            "name": place.name,
            "precision": place.precision,
            "country": place.country,
            "iso_3166_2": place.region,
            "geonames_id": place.geonames_id,
            "words": place.forms,
            "reports": len(place.reports),
            "report_ids": sorted(place.reports),
            "statement_ids": sorted(place.statements),
        },
    }


def _geometry(place: Located) -> dict[str, Any] | None:
    if place.lat is not None and place.lon is not None:
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    region = atlas().by_code.get(place.region or "")
    # A district lies in the region, but its own outline is not known.
    return _areas(region) if region is not None and place.precision == "region" else None


def _areas(region: Region) -> dict[str, Any] | None:
    """Return a region as polygons: edges run anticlockwise, holes clockwise."""
    polygons = []
    for polygon in region.polygons:
        rings = [atlas().degrees(ring) for ring in polygon]
        edge, *holes = (_turned(ring, left=not at) for at, ring in enumerate(rings))
        if len(edge) >= LEAST:
            polygons.append([edge, *(hole for hole in holes if len(hole) >= LEAST)])
    return {"type": "MultiPolygon", "coordinates": polygons} if polygons else None


def _turned(ring: Sequence[Point], *, left: bool) -> list[list[float]]:
    """Return a ring running anticlockwise, or clockwise."""
    turned = ring if (area(ring) > 0) == left else ring[::-1]
    return [list(point) for point in turned]
