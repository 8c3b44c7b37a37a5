"""The places of a story as flat rows: what they are read as, how exactly, and who names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportedly.model import Picture, Report
from reportedly.present.atlas import atlas
from reportedly.present.located import Coarsening, Located, located
from reportedly.present.namesakes import namesakes
from reportedly.text import words_of

# What a terminal has room for; the other forms give every column.
SHORT = ("place", "country", "region", "precision", "reports", "statements", "words")


def place_rows(picture: Picture, coarsen: Coarsening = "admin1") -> Iterator[dict[str, Any]]:
    """Yield the places of a story, those that most reports name first."""
    order = {report.id: number for number, report in enumerate(picture.reports)}
    first_words = {
        row.id: words_of(row.content, picture.reports[order[row.report_id]].text)
        for row in picture.statements
        if row.places
    }
    for place in located(picture, coarsen):
        yield _row(place, picture, order, first_words)


def _row(
    place: Located, picture: Picture, order: Mapping[str, int], words: Mapping[str, str]
) -> dict[str, Any]:
    mention = min((one.first for one in place.held), key=lambda m: (order[m.report_id], m.span))
    report: Report = picture.reports[order[mention.report_id]]
    exact = next((said for key, said in words.items() if key in place.statements), None)
    return {
        "place": place.name,
        "country": place.country,
        "region": place.region,
        "region_name": atlas().name(place.region, country=True) if place.region else None,
        "precision": place.precision,
        "candidates": [] if place.held[0].is_resolved else list(namesakes(place.name)),
        "geonames_id": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "reports": len(place.reports),
        "statements": len(place.statements),
        "mentions": sum(one.mentions for one in place.held),
        "words": place.forms,
        "exact": exact,
        "outlet": report.outlet,
        "path": report.path,
        "start": mention.span.start,
        "end": mention.span.end,
        "report_id": report.id,
        "story_id": picture.story.id,
    }
