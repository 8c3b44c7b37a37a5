"""What speaks for each of the places that a name may mean, as numbers.

All mentions of a name in one report are ranked together: one name, one place. The other names
of the report speak through `weights`: how likely each of their places is, so far.
`NAMES` names the columns; `place_model` weighs them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
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
    starts: Ints  # the first row of each name
    where: Ints  # country, region, county and number of each row; below 0 what it has none of
    unit: Floats  # where it is, as a vector of length one
    alike: list[Floats]  # what `_alike` gives of all rows; [] where that is too large to keep


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
    listed = _listed(toponyms, text)
    places: list[Place] = []
    here: list[list[float]] = []
    for key, members in grouped.items():
        places.extend(members[0].places)
        here.extend(_here(members, text, peoples, listed.get(key, frozenset())))
    known = [_known(members[0].form, members[0].places) for members in grouped.values()]
    lengths = np.array([len(one.where) for one in known])
    group = np.repeat(np.arange(len(known)), lengths)
    settled = np.concatenate([one.settled for one in known])
    fixed = np.empty((len(places), len(_SETTLED) + len(_HERE)), np.float32)
    fixed[:, _SETTLED], fixed[:, _HERE] = settled, np.array(here, np.float32)
    where = np.concatenate([one.where for one in known])
    none = -2 - np.arange(len(where))[:, None]  # no two are alike in what they have none of
    field = Field(
        keys=list(grouped),
        places=places,
        group=group,
        fixed=fixed,
        starts=np.cumsum(lengths) - lengths,
        where=np.where(where < 0, none, where),
        unit=np.concatenate([one.unit for one in known]),
        alike=[],
    )
    if len(places) <= _KEPT:
        field.alike.append(_alike(field, 0, len(places)))
    return field


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


def _code(country: str) -> int:
    return ord(country[0]) * 256 + ord(country[1]) if country else -1


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the places of one name, whatever the report."""

    settled: Floats  # the columns at `_SETTLED`
    where: Ints  # country, region, county and its own number; -1 for none
    unit: Floats  # where it is, as a vector of length one


@lru_cache(maxsize=8192)
def _known(form: str, places: tuple[Place, ...]) -> _Known:
    most = max(place.power for place in places)
    own = any(not place.alias for place in places)
    settled = [
        [
            place.power,
            most - place.power,
            place.power == most,
            math.log(len(places)),
            *(place.kind == kind for kind in KINDS),
            place.alias,
            place.alias and own,
            place.kind == "P" and place.name in seats(),
            place.country == "US",
            form.count(" ") + 1,
        ]
        for place in places
    ]
    where = [
        [
            _code(place.country),
            place.parents[-1] if place.parents else place.number if place.kind == "A" else -1,
            _county(place),
            place.number,
        ]
        for place in places
    ]
    lat = np.radians([place.lat for place in places])
    lon = np.radians([place.lon for place in places])
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    return _Known(np.array(settled, np.float32), np.array(where), unit.astype(np.float32))


def _county(place: Place) -> int:
    if place.kind == "D":
        return place.number
    return place.parents[0] if len(place.parents) > 1 else -1


_HERE_NAMES = (
    "spelled the same",
    "said region",
    "said county",
    "said city",
    "in the region behind",
    "another is in the region behind",
    "its people named",
    "listed with its like",
)
_HERE = np.array([NAMES.index(name) for name in _HERE_NAMES])
_SETTLED = np.setdiff1d(np.arange(NAMES.index("country shared")), _HERE)


def _here(
    members: list[Toponym], text: str, peoples: Counter[str], listed: Set[tuple[str, str]]
) -> list[list[float]]:
    """Return the columns at `_HERE`, that hang on the report."""
    one = members[0]
    behind = one.behind
    if len(members) > 1:
        behind = behind.union(*(member.behind for member in members))
    inside = [bool(behind) and _inside(place, behind) for place in one.places]
    another = any(inside)
    total = sum(peoples.values()) or 1
    spelled = {member.span.of(text) for member in members}
    region, county, city = (one.said == sort for sort in ("region", "county", "city"))
    return [
        [
            place.name in spelled,
            region,
            county,
            city,
            within,
            another and not within,
            peoples.get(place.country, 0) / total,
            bool(listed) and (place.kind, place.country) in listed,
        ]
        for place, within in zip(one.places, inside, strict=True)
    ]


def _inside(place: Place, behind: frozenset[int | str]) -> bool:
    if place.country in behind and place.kind != "C":
        return True
    return any(number in behind for number in place.parents)


def _alike(field: Field, first: int, end: int) -> Floats:
    """Return for each way to be alike to which rows of other names those from `first` on are so.

    The last columns in another order: the first `_WEIGHED` ways count by weight.
    """
    country, region, county, number = field.where.T
    near = field.unit[first:end] @ field.unit.T
    alike = np.empty((_WEIGHED + 3 + len(NEAR), end - first, len(field.places)), np.bool_)
    alike[3] = country[first:end, None] == country
    alike[0] = alike[3] & (field.fixed[:, _COUNTRY] > 0)
    alike[1] = region[first:end, None] == number
    alike[2] = county[first:end, None] == number
    alike[4] = region[first:end, None] == region
    alike[5] = county[first:end, None] == county
    for way, km in enumerate(NEAR, start=6):
        alike[way] = near > math.cos(km / EARTH_KM)
    alike &= field.group[first:end, None] != field.group
    return alike.astype(np.float32)


def _blocks(field: Field) -> Iterator[Floats]:
    """Yield what `_alike` gives, so many rows at a time that a list of all towns has room."""
    if field.alike:
        yield field.alike[0]
        return
    count = len(field.places)
    step = max(1, _KEPT * _KEPT // count)
    for first in range(0, count, step):
        yield _alike(field, first, min(count, first + step))


_KEPT = 1000  # rows of which all pairs are kept, 36 MB; a report of news has some 100
_COUNTRY = NAMES.index("kind C")
_BEHIND = NAMES.index("in the region behind")
_ALIAS = NAMES.index("another name")
_WEIGHED = 3
# Of the numbers that `_alike` leads to, those by share are columns before and behind the others.
_ORDER = np.array([3, 4, 5, 0, 1, 2, 6, 7, 8])


def first_weights(field: Field, likely: Floats) -> Floats:
    """Return how likely each place is by its size and the region named right behind it.

    `likely` is for each name how likely it names a place at all; so it is in what comes back.
    """
    fixed = field.fixed
    kind = fixed[:, 4:10] @ np.array([2, 2, 0.6, 0, 0, 0.5], np.float32)
    behind, another = fixed[:, _BEHIND], fixed[:, _ALIAS]
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
    seen = np.concatenate([block @ weights for block in _blocks(field)], 1)
    seen[_WEIGHED:] /= max(float(weights.sum()), 1e-6)
    within = shares(field, weights + 1e-9)
    best = np.maximum.reduceat(within, field.starts)[field.group]
    last = [seen[_ORDER], within[None], (within >= best)[None], (best - within)[None]]
    return np.concatenate([field.fixed, np.concatenate(last).T], 1).astype(np.float32)
