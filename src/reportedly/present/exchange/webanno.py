"""W3C Web Annotation (2017): one annotation a statement, each piece found by two selectors.

Offsets count Unicode code points in the text whose SHA-256 the source names; the quotation with
its surroundings finds the words again in a copy of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportedly.model import Picture, Span
from reportedly.present.exchange.said import Provenance, Said, every_said, text_hash

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"rp": "urn:reportedly:"}]


def annotation_collection(pictures: Sequence[Picture], made: Provenance) -> dict[str, Any]:
    """Return the statements of the stories as one annotation collection."""
    items = [item for picture in pictures for said in every_said(picture) for item in _items(said)]
    return {
        "@context": CONTEXT,
        "id": "urn:reportedly:statements",
        "type": "AnnotationCollection",
        "label": "; ".join(picture.story.title for picture in pictures),
        "rp:version": made.version,
        "rp:as_of": made.as_of,
        "rp:generated_from": list(made.hashes),
        "total": len(items),
        "first": {
            "id": "urn:reportedly:statements:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _items(said: Said) -> list[dict[str, Any]]:
    return [_annotation(said), *(_denial(said, denied) for denied in said.denies)]


def _denial(said: Said, denied: str) -> dict[str, Any]:
    return {
        "id": f"urn:reportedly:denial:{said.statement.id}:{denied}",
        "type": "Annotation",
        "motivation": "replying",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "denies"}],
        "target": f"urn:reportedly:statement:{denied}",
    }


def _annotation(said: Said) -> dict[str, Any]:
    targets = [_target(said, piece) for piece in said.statement.content]
    return {
        "id": f"urn:reportedly:statement:{said.statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": _bodies(said),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _bodies(said: Said) -> list[dict[str, Any]]:
    tags = [said.statement.kind, *([] if said.statement.counted else ["outside article body"])]
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    told = {
        "speaker": said.speaker,
        "side": said.side,
        "cue": said.cue or None,
        "channel": said.channel or None,
        "outlet": said.report.outlet,
        "chain": said.chain(),
    }
    for name, value in told.items():
        if value:
            body = {"type": "TextualBody", "purpose": "describing", "rp:field": name}
            bodies.append({**body, "value": value})
    return bodies


def _target(said: Said, piece: Span) -> dict[str, Any]:
    prefix, suffix = said.around(piece)
    return {
        "type": "SpecificResource",
        "source": f"urn:sha256:{text_hash(said.report)}",
        "rp:bytes": f"urn:sha256:{said.report.sha256}",
        **({"rp:url": said.report.url} if said.report.url else {}),
        "selector": [
            {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
            {
                "type": "TextQuoteSelector",
                "exact": piece.of(said.report.text),
                "prefix": prefix,
                "suffix": suffix,
            },
        ],
    }
