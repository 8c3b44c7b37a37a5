"""Write the regions that the page draws: `models/regions.json.gz`.

    python -m training.build_regions PATH

`PATH` is Natural Earth 1:10m admin-1 (public domain) as TopoJSON. Lines stay shared between
neighbours, on a grid of a hundredth of a degree, so that a border is drawn once. A region whose
ISO code belongs to another country than the one that Natural Earth draws it under, or that has
none, is marked.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from training.map_regions import NAMES, Ring, code_of, read_arcs

TARGET = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models"
GRID = 100  # steps of a degree: about a kilometre, less than a pixel on a map of one region


def main(path: str) -> None:
    """Write the file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        topology = json.load(file)
    shapes = [shape for shape in topology["objects"]["build"]["geometries"] if shape.get("arcs")]
    owners = _owners(shapes)
    written = {
        "grid": GRID,
        "countries": _countries(shapes, owners),
        "arcs": [_steps(arc) for arc in read_arcs(topology)],
        "regions": [_region(shape, owners) for shape in shapes],
    }
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    (TARGET / "regions.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _steps(arc: Ring) -> list[int]:
    """Return an arc as its first point and the steps from each point to the next."""
    points = [(round(x * GRID), round(y * GRID)) for x, y in arc]
    steps = list(points[0])
    for (x, y), (next_x, next_y) in pairwise(points):
        if (x, y) != (next_x, next_y):
            steps += [next_x - x, next_y - y]
    return steps


def _prefix(shape: dict[str, Any]) -> str:
    """Return the country of a region's ISO code; "" where it has none."""
    code = shape["properties"]["iso_3166_2"] or ""
    return code[:2] if re.match(r"[A-Z]{2}-", code) else ""


def _owners(shapes: list[dict[str, Any]]) -> dict[str, str]:
    """Return the country under which most regions of each ISO country are drawn."""
    seen: dict[str, Counter[str]] = {}
    for shape in shapes:
        seen.setdefault(_prefix(shape), Counter())[shape["properties"]["adm0_a3"]] += 1
    return {prefix: counts.most_common(1)[0][0] for prefix, counts in seen.items() if prefix}


def _countries(shapes: list[dict[str, Any]], owners: dict[str, str]) -> dict[str, str]:
    named = {
        prefix: shape["properties"]["admin"]
        for shape in shapes
        if owners.get(prefix := _prefix(shape)) == shape["properties"]["adm0_a3"]
    }
    return dict(sorted(named.items()))


def _region(shape: dict[str, Any], owners: dict[str, str]) -> list[Any]:
    """Return code, name, country, whether code and source disagree, and the arcs of each polygon.

    The first ring of a polygon is its edge, the others are holes.
    """
    about = shape["properties"]
    code = code_of(about)
    official = code if re.fullmatch(r"[A-Z]{2}-\w+", code) else ""
    prefix = _prefix(shape)
    return [
        official,
        _name(about) or official,
        prefix,
        int(_is_contested(prefix, about["adm0_a3"], owners)),
        [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"],
    ]


def _name(about: dict[str, Any]) -> str:
    """Return the English name, without what the region's own name leaves out ("Prefecture")."""
    if about["gn_id"] in NAMES:
        return NAMES[about["gn_id"]]
    full, short = about["name_en"] or about["name"] or "", about["name"] or ""
    return short if short and re.search(rf"\b{re.escape(short)}\b", full) else full


def _is_contested(prefix: str, drawn: str, owners: dict[str, str]) -> bool:
    """Return whether ISO knows no such country, or another one than the map's source.

    A territory that both know as one of its own (Puerto Rico, US-PR and PR) is not contested.
    """
    return not prefix or (owners[prefix] != drawn and drawn in owners.values())


if __name__ == "__main__":
    main(sys.argv[1])
