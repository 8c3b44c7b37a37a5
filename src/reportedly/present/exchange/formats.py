"""Every form in which stories go out, by name: what it is, what it loses, what writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportedly.model import Picture
from reportedly.present.exchange import (
    brat,
    ftm,
    labelstudio,
    schemaorg,
    stix,
    webanno,
    wordfile,
    workbook,
)
from reportedly.present.exchange.said import Provenance
from reportedly.present.geojson import places_as_geojson
from reportedly.present.prov import prov_document

Files = Iterable[tuple[str, bytes]]
Writer = Callable[[Sequence[Picture], Provenance], Files]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One form.

    Attributes:
        name: What `--format` calls it.
        what: What it is.
        loses: What it cannot hold; "" where nothing is lost.
        write: Yields its files by name; the one file of a form that is no folder has the name "".
    """

    name: str
    what: str
    loses: str
    write: Writer


def _json(make: Callable[[Sequence[Picture], Provenance], object]) -> Writer:
    def write(pictures: Sequence[Picture], made: Provenance) -> Files:
        words = json.dumps(make(pictures, made), ensure_ascii=False, indent=1) + "\n"
        yield "", words.encode("utf-8", "replace")

    return write


def _single(make: Callable[[Sequence[Picture], Provenance], bytes | str]) -> Writer:
    def write(pictures: Sequence[Picture], made: Provenance) -> Files:
        found = make(pictures, made)
        yield "", found if isinstance(found, bytes) else found.encode("utf-8", "replace")

    return write


def _places(pictures: Sequence[Picture], made: Provenance) -> dict[str, object]:
    """Return the places of all stories as one collection, each feature with its story."""
    features = []
    for picture in pictures:
        for feature in places_as_geojson(picture)["features"]:
            told = {**feature["properties"], "story_id": picture.story.id}
            features.append({**feature, "properties": told})
    return {
        "type": "FeatureCollection",
        "reportedly_version": made.version,
        "as_of": made.as_of,
        "generated_from": list(made.hashes),
        "features": features,
    }


def _origins(pictures: Sequence[Picture], made: Provenance) -> dict[str, object]:
    """Return the origins of all stories as one document, each in a bundle of its own."""
    document = prov_document(pictures)
    day = made.as_of or "everything at hand"
    document["entity"]["rep:export"] = {
        "prov:label": f"reportedly {made.version}, as of {day}",
        "rep:generated_from": list(made.hashes),
    }
    return document


FORMATS: tuple[Format, ...] = (
    Format(
        name="webanno",
        what="W3C Web Annotation, one JSON-LD file",
        loses="",
        write=_json(webanno.annotation_collection),
    ),
    Format(
        name="schemaorg",
        what="schema.org claims, quotations and articles, one JSON-LD file",
        loses="the end of a span, the channel, and days of publication known only as a range",
        write=_json(schemaorg.linked_data),
    ),
    Format(
        name="stix",
        what="STIX 2.1 bundle",
        loses="spans and chains stand as text in notes; a range of days becomes its last day",
        write=_json(stix.bundle),
    ),
    Format(
        name="ftm",
        what="FollowTheMoney entities, JSON lines",
        loses="spans and chains stand as text in notes; a range of days becomes its last day",
        write=_single(ftm.entities),
    ),
    Format(
        name="geojson",
        what="places that reports name, as regions, GeoJSON",
        loses="the words; coarsened to regions, see the command `places` for points",
        write=_json(_places),
    ),
    Format(
        name="prov",
        what="origins and what rests on them, W3C PROV as JSON",
        loses="statements outside the article body, questions and figures",
        write=_json(_origins),
    ),
    Format(
        name="brat",
        what="brat standoff, a folder of .txt and .ann files",
        loses="questions, figures and everything across reports",
        write=brat.files,
    ),
    Format(
        name="labelstudio",
        what="Label Studio tasks with predictions, one JSON file",
        loses="questions, figures and everything across reports",
        write=_json(labelstudio.tasks),
    ),
    Format(
        name="xlsx",
        what="workbook with statements, who says what, figures and gaps",
        loses="cells of more than 32,767 characters are cut",
        write=_single(workbook.workbook),
    ),
    Format(
        name="docx",
        what="Word file of the brief, the exact words as a comment on each line",
        loses="statements that the brief does not show",
        write=_single(wordfile.word_file),
    ),
)


FOLDERS = frozenset({"brat"})  # the forms that are a folder of files


def by_name() -> dict[str, Format]:
    """Return the forms by name."""
    return {one.name: one for one in FORMATS}
