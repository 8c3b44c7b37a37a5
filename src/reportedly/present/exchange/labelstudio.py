"""Label Studio: one task a report, the statements as predictions that a person can correct.

Its offsets count UTF-16 code units, as JavaScript does; ours count code points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportedly.model import Picture, Pieces, Report
from reportedly.present.exchange.said import Provenance, Said, every_report, every_said

CONFIG = """\
<View>
  <Relations><Relation value="said by"/><Relation value="tied by"/></Relations>
  <Labels name="label" toName="text">
    <Label value="Content"/><Label value="Source"/><Label value="Cue"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""
Task = dict[str, Any]


def tasks(pictures: Sequence[Picture], made: Provenance) -> list[Task]:
    """Return the reports of the stories as tasks to import."""
    held: dict[str, list[Said]] = {}
    for picture in pictures:
        for said in every_said(picture):
            held.setdefault(said.report.id, []).append(said)
    return [_task(report, held.get(report.id, []), made) for report in every_report(pictures)]


def _task(report: Report, statements: Sequence[Said], made: Provenance) -> Task:
    units = _units(report.text)
    result = [region for said in statements for region in _regions(said, units)]
    return {
        "data": {
            "text": report.text,
            "report_id": report.id,
            "outlet": report.outlet,
            "title": report.title,
            "path": report.path,
            "sha256": report.sha256,
            "as_of": made.as_of,
            "labels": CONFIG,
        },
        "predictions": [{"model_version": f"reportedly {made.version}", "result": result}],
    }


def _units(text: str) -> Sequence[int]:
    """Return for each place between characters how many UTF-16 code units stand before it."""
    if max(text, default="") <= "\uffff":
        return range(len(text) + 1)
    found = [0]
    for char in text:
        found.append(found[-1] + 1 + (char > "\uffff"))
    return found


def _regions(said: Said, units: Sequence[int]) -> Iterator[Task]:
    row = said.statement
    content = list(_labelled(said, "Content", row.content, units))
    yield from content
    for label, relation, pieces in (("Source", "said by", row.source), ("Cue", "tied by", row.cue)):
        found = list(_labelled(said, label, pieces, units))
        yield from found
        for one in found[:1]:
            yield {
                "type": "relation",
                "from_id": content[0]["id"],
                "to_id": one["id"],
                "direction": "right",
                "labels": [relation],
            }


def _labelled(said: Said, label: str, pieces: Pieces, units: Sequence[int]) -> Iterator[Task]:
    for number, piece in enumerate(pieces):
        value: Task = {
            "start": units[piece.start],
            "end": units[piece.end],
            "text": piece.of(said.report.text),
            "labels": [label],
        }
        yield {
            "id": f"{said.statement.id}-{label.lower()}-{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": value,
            "meta": {"text": [said.chain()]} if label == "Content" else {},
        }
