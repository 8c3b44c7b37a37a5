"""Places: LGL (local news) and GeoVirus (news of epidemics), end to end.

A toponym counts as found where one of ours overlaps it; as right where the GeoNames id is the
same (LGL), or where the coordinates are at most 161 km from those annotated. The articles
measured are those held aside by a hash of their text.

LGL counts words for peoples ("Danish") as names of their countries, GeoVirus does not; so does the
setting `derived` of the stage, off by default. LGL is measured with and without it.
"""

from __future__ import annotations

import hashlib
import math
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from benchmarks.annotated import annotated
from benchmarks.table import Row, data_folder
from reportedly.model import PlaceMention

NEAR_KM = 161.0
EARTH_KM = 6371.0
SPEED_SAMPLE = 100
SPEED_RUNS = 3
PEERS = {
    "exact GeoNames id F1": {"mordecai3 family (published)": "~.67"},
    "within 161 km F1": {"mordecai3 family (published)": "~.69"},
}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as annotated; `geonames_id` is None where the set gives none."""

    start: int
    end: int
    lat: float
    lon: float
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article with the toponyms that have coordinates."""

    text: str
    toponyms: tuple[Toponym, ...]

    @property
    def held_out(self) -> bool:
        """Return whether the article lies in the half that is reported."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 2 == 1


def measure(sample: int | None = None) -> list[Row]:
    """Return end-to-end F1 by GeoNames id and by distance, for both sets."""
    rows: list[Row] = []
    for name in ("LGL", "GeoVirus"):
        articles = [article for article in read(name) if article.held_out][:sample]
        if not articles:
            continue
        rows.extend(_scored(name, articles, derived=False))
        if name == "LGL":
            rows.extend(_scored(name, articles, derived=True))
        rows.append(_speed(name, articles))
    return rows


def _scored(name: str, articles: list[Article], *, derived: bool) -> Iterator[Row]:
    scores = score(articles, derived=derived)
    for measure_name, peers in PEERS.items():
        if name == "GeoVirus" and "GeoNames" in measure_name:
            continue  # it gives pages of Wikipedia, no ids
        yield Row(
            part="places",
            data=f"{name}, {len(articles)} articles held out by hash",
            measure=f"{measure_name}{', with words for peoples' if derived else ''}",
            ours=f"{scores[measure_name]:.3f}",
            peers=peers,
        )


def _speed(name: str, articles: list[Article]) -> Row:
    """Time the stage alone: sentences, parse and names are there already."""
    ready = [annotated(article.text) for article in articles[:SPEED_SAMPLE]]
    named = [tuple(one.names()) for one in ready]
    taken = []
    for _ in range(SPEED_RUNS):
        started = time.process_time()
        for one, mentions in zip(ready, named, strict=True):
            tuple(one.places(mentions))
        taken.append(time.process_time() - started)
    return Row(
        part="places",
        data=f"{name}, {len(ready)} articles",
        measure="reports a second of processor time, without parse and names",
        ours=f"{len(ready) / min(taken):.0f}",
    )


def score(articles: list[Article], *, derived: bool = False) -> dict[str, float]:
    """Return F1 of names found, of ids, and of places within 161 km.

    A name of ours that was left unresolved counts against recall, not against precision.
    """
    found = resolved = total = exact = near = 0
    for article in articles:
        rows = annotated(article.text).places(derived=derived)
        ours = [place for place in rows if place.lat is not None]
        resolved += len(ours)
        total += len(article.toponyms)
        for toponym, place in pairs(article.toponyms, ours):
            found += 1
            exact += toponym.geonames_id == place.geonames_id
            near += distance(toponym, place) <= NEAR_KM
    both = (total + resolved) / 2 or 1
    return {
        "found F1": found / both,
        "exact GeoNames id F1": exact / both,
        "within 161 km F1": near / both,
    }


def pairs(
    toponyms: tuple[Toponym, ...], ours: list[PlaceMention]
) -> Iterator[tuple[Toponym, PlaceMention]]:
    """Yield each annotated toponym with the first of ours that overlaps it."""
    left = list(ours)
    for toponym in toponyms:
        fit = next(
            (p for p in left if p.span.start < toponym.end and toponym.start < p.span.end), None
        )
        if fit is not None:
            left.remove(fit)
            yield toponym, fit


class Located(Protocol):
    """What has coordinates, or may have."""

    @property
    def lat(self) -> float | None:
        """Return the latitude in degrees."""

    @property
    def lon(self) -> float | None:
        """Return the longitude in degrees."""


def distance(toponym: Toponym, place: Located) -> float:
    """Return the distance in kilometres, along a great circle."""
    if place.lat is None or place.lon is None:
        return math.inf
    a, b = math.radians(toponym.lat), math.radians(place.lat)
    turn = math.radians(toponym.lon - place.lon)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def read(name: str) -> list[Article]:
    """Return the articles of "LGL" or "GeoVirus", none where the data is absent."""
    path = data_folder() / "places" / "lgl_geovirus.zip"
    if not path.exists():
        return []
    with zipfile.ZipFile(path) as archive:
        source = archive.read("lgl.xml" if name == "LGL" else "GeoVirus.xml")
    tree = etree.fromstring(source, etree.XMLParser(recover=True, huge_tree=True))
    kind = "toponym" if name == "LGL" else "location"
    found = []
    for article in tree.iter("article"):
        text = article.findtext("text") or ""
        tags = (_toponym(tag, offset=0 if name == "LGL" else -1) for tag in article.iter(kind))
        found.append(Article(text, tuple(tag for tag in tags if tag is not None)))
    return found


def _toponym(tag: etree._Element, *, offset: int) -> Toponym | None:
    place = tag.find("gaztag") if tag.tag == "toponym" else tag
    lat, lon = (place.findtext("lat"), place.findtext("lon")) if place is not None else (None, None)
    start, end = tag.findtext("start"), tag.findtext("end")
    if place is None or not lat or not lon or start is None or end is None:
        return None
    ident = place.get("geonameid")
    return Toponym(
        int(start) + offset,
        int(end) + offset,
        float(lat),
        float(lon),
        int(ident) if ident else None,
    )
