"""What speaks for each of the places that a name may mean, as numbers.

All mentions of a name in one report are ranked together: one name, one place. The other names
of the report speak through `weights`: how likely each of their places is, so far.
`NAMES` names the columns; `place_model` weighs them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reportedly.annotate.gazetteer import countries, seats
from reportedly.annotate.place_table import Place
from reportedly.annotate.toponyms import Toponym
from reportedly.model import Parse

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

KINDS = "KCADPF"
EARTH_KM = 6371.0
NEAR = (60.0, 250.0, 1000.0)  # kilometres
NAMES = (
    "people",
    "people below the largest",
    "the largest",
    "places of that name",
    *(f"kind {kind}" for kind in KINDS),
    "another name",
    "another name beside an own one",
    "spelled the same",
    "a capital",
    "said region",
    "said county",
    "said city",
    "in the region behind",
    "another is in the region behind",
    "in the United States",
    "words",
    "its people named",
    "listed with its like",
    "country shared",
    "region shared",
    "county shared",
    "country named",
    "region named",
    "county named",
    *(f"others within {km:.0f} km" for km in NEAR),
    "likelihood so far",
    "best so far",
    "behind the best so far",
)


@dataclass(frozen=True, slots=True)
class Field:
    """All places that the names of a report may mean, one row each, name by name."""

    keys: list[tuple[str, str]]
    places: list[Place]
    group: Ints  # for each row the number of its name in `keys`
    fixed: Floats  # the columns that do not depend on the other names
    country: Ints
    region: Ints
    county: Ints
    number: Ints
    unit: Floats  # where it is, as a vector of length one
    starts: Ints  # the first row of each name


def peoples_named(parses: Sequence[Parse]) -> Counter[str]:
    """Return how often the words for each country's people stand in a report.

    >>> peoples_named([])
    Counter()
    """
    found: Counter[str] = Counter()
    words = _peoples()
    for parse in parses:
        for token in parse.tokens:
            if token.text in words:
                found[words[token.text]] += 1
    return found


@cache
def _peoples() -> dict[str, str]:
    return {word: country.code for country in countries() for word in country.people}


def build(toponyms: Sequence[Toponym], text: str, peoples: Counter[str]) -> Field | None:
    """Return the places of the names that have any, None where no name has."""
    grouped: dict[tuple[str, str], list[Toponym]] = {}
    for one in toponyms:
        if one.places:
            grouped.setdefault(one.key, []).append(one)
    if not grouped:
        return None
    places: list[Place] = []
    group: list[int] = []
    rows: list[list[float]] = []
    listed = _listed(toponyms, text)
    for number, (key, members) in enumerate(grouped.items()):
        found = members[0].places
        places.extend(found)
        group.extend([number] * len(found))
        alike = [float((place.kind, place.country) in listed.get(key, ())) for place in found]
        fixed = _fixed(members, text, peoples)
        rows.extend([*row, like] for row, like in zip(fixed, alike, strict=True))
    return _field(list(grouped), places, group, rows)


def _listed(toponyms: Sequence[Toponym], text: str) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Return the sorts of place, by country, that the neighbours of each name in a list may be.

    "Georgia, Oklahoma and Ohio" are three states: what they have in common tells.
    """
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one, other in pairwise(toponyms):
        between = text[one.span.end : other.span.start]
        if one.form != other.form and between.strip() in (",", "and", ", and", "or", "&", "to"):
            for this, that in ((one, other), (other, one)):
                sorts = {(place.kind, place.country) for place in that.places if place.kind != "P"}
                found.setdefault(this.key, set()).update(sorts)
    return found


def _field(
    keys: list[tuple[str, str]], places: list[Place], group: list[int], rows: list[list[float]]
) -> Field:
    lat = np.radians([place.lat for place in places])
    lon = np.radians([place.lon for place in places])
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    own = [(place.number if place.kind == "A" else -1 - i) for i, place in enumerate(places)]
    region = [p.parents[-1] if p.parents else n for p, n in zip(places, own, strict=True)]
    county = [
        p.number if p.kind == "D" else p.parents[0] if len(p.parents) > 1 else -1 - i
        for i, p in enumerate(places)
    ]
    return Field(
        keys=keys,
        places=places,
        group=np.array(group),
        starts=np.array([group.index(number) for number in range(len(keys))]),
        fixed=np.array(rows, np.float32),
        country=np.array([_code(place.country) or -1 - i for i, place in enumerate(places)]),
        region=np.array(region),
        county=np.array(county),
        number=np.array([place.number for place in places]),
        unit=unit.astype(np.float32),
    )


def _code(country: str) -> int:
    return ord(country[0]) * 256 + ord(country[1]) if country else 0


_SORTS = {kind: [float(kind == other) for other in KINDS] for kind in KINDS}


def _fixed(members: list[Toponym], text: str, peoples: Counter[str]) -> list[list[float]]:
    one = members[0]
    behind = frozenset().union(*(member.behind for member in members))
    most = max(place.power for place in one.places)
    own = any(not place.alias for place in one.places)
    inside = [_inside(place, behind) for place in one.places]
    total = sum(peoples.values()) or 1
    spelled = {member.span.of(text) for member in members}
    said = [float(one.said == sort) for sort in ("region", "county", "city")]
    return [
        [
            place.power,
            most - place.power,
            float(place.power == most),
            math.log(len(one.places)),
            *_SORTS[place.kind],
            float(place.alias),
            float(place.alias and own),
            float(place.name in spelled),
            float(place.kind == "P" and place.name in seats()),
            *said,
            float(within),
            float(any(inside) and not within),
            float(place.country == "US"),
            float(one.form.count(" ") + 1),
            peoples[place.country] / total,
        ]
        for place, within in zip(one.places, inside, strict=True)
    ]


def _inside(place: Place, behind: frozenset[int | str]) -> bool:
    if place.country in behind and place.kind != "C":
        return True
    return any(number in behind for number in place.parents)


def first_weights(field: Field, likely: Floats) -> Floats:
    """Return how likely each place is by its size and the region named right behind it.

    `likely` is for each name how likely it names a place at all; so it is in what comes back.
    """
    fixed = field.fixed
    kind = fixed[:, 4:10] @ np.array([2, 2, 0.6, 0, 0, 0.5], np.float32)
    behind, another = fixed[:, NAMES.index("in the region behind")], fixed[:, 10]
    return (
        shares(field, np.exp(1.6 * fixed[:, 0] + 2.3 * kind + 6 * behind - another))
        * likely[field.group]
    )


def shares(field: Field, values: Floats) -> Floats:
    """Return `values` divided by their sum for each name."""
    sums = np.add.reduceat(values, field.starts)
    return np.asarray(values / np.maximum(sums, 1e-9)[field.group], np.float32)


def columns(field: Field, weights: Floats) -> Floats:
    """Return one row for each place, columns as in `NAMES`."""
    other = field.group[:, None] != field.group[None, :]
    total = max(float(weights.sum()), 1e-6)
    share = weights / total
    country = field.country[:, None] == field.country[None, :]
    region = field.region[:, None] == field.region[None, :]
    county = field.county[:, None] == field.county[None, :]
    countrywide = (field.fixed[:, 5] > 0)[None, :]
    number = field.number[None, :]
    near = field.unit @ field.unit.T
    seen = [
        (country & other) @ share,
        (region & other) @ share,
        (county & other) @ share,
        (country & other & countrywide) @ weights,
        ((field.region[:, None] == number) & other) @ weights,
        ((field.county[:, None] == number) & other) @ weights,
        *(((near > math.cos(km / EARTH_KM)) & other) @ share for km in NEAR),
    ]
    within = shares(field, weights + 1e-9)
    best = np.maximum.reduceat(within, field.starts)[field.group]
    seen.extend([within, (within >= best).astype(np.float32), best - within])
    return np.column_stack([field.fixed, *seen]).astype(np.float32)
