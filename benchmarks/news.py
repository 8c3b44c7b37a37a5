"""The sets of labelled events, read into reports as the program reads any text file."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from benchmarks.table import data_folder
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.model import Capture, Given, Report


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with the event that people say it is on."""

    name: str  # id in the set
    event: str
    report: Report


def as_report(name: str, text: str, given: Given) -> Report:
    """Return the report that a text file with this content would be."""
    content = text.encode("utf-8", "replace")
    digest = hashlib.sha256(content).hexdigest()
    capture = Capture(
        path=name, sha256=digest, content=content, media_type="text/plain", given=given
    )
    return read_report(capture, ReportSettings())


def _rows(name: str) -> list[dict[str, Any]]:
    path = data_folder() / "stories" / name
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def news_rows() -> list[dict[str, Any]]:
    """Return the development half of NewsEvents as it is stored; [] where it is not at hand."""
    return _rows("news_events_dev.jsonl.gz")


def news_events(sample: int | None = None) -> list[Labelled]:
    """Return the development half of NewsEvents; [] where it is not at hand."""
    return list(_news_events(sample))


def _news_events(sample: int | None) -> Iterator[Labelled]:
    for row in news_rows()[:sample]:
        name = row["id"][:12]
        given = Given(outlet=row["outlet"], published=row["published"][:10], url=row["url"])
        text = f"{row['title']}\n\n{row['text']}"
        yield Labelled(name, row["event"], as_report(name, text, given))


def event_triples(sample: int | None = None) -> list[Labelled]:
    """Return the development half of the event triples; [] where it is not at hand."""
    return list(_event_triples(sample))


def _event_triples(sample: int | None) -> Iterator[Labelled]:
    for place, row in enumerate(_rows("event_triples_dev.jsonl.gz")[:sample]):
        name = f"{row['event'][:8]}-{row['outlet']}-{place}"
        given = Given(outlet=row["outlet"], published=row["published"])
        text = "\n\n".join([row["title"], *row["paragraphs"]])
        yield Labelled(name, row["event"], as_report(name, text, given))


# Which of the local papers' reports tell of one event, by their numbers there: found by one reader
# among those that an earlier version of the program had put into one story. Others may be missing.
_TOLD_TWICE = (
    ("41630220", "41759218"),
    ("41197277", "41539050"),
    ("44145259", "44220000"),
    ("41397243", "42050290", "41447397"),
    ("40320537", "40668374"),
    ("42873895", "41694033"),
    ("40263965", "40712733"),
    ("42528273", "44256185"),
    ("44092525", "44305704"),
)


def local_reports(sample: int | None = None) -> list[Labelled]:
    """Return the reports of LGL, from many small papers, nearly all on events of their own.

    They bear no dates; all are taken for reports of one day. [] where they are not at hand.
    """
    return list(_local_reports(sample))


def _local_reports(sample: int | None) -> Iterator[Labelled]:
    path = data_folder() / "places" / "lgl_geovirus.zip"
    if not path.is_file():
        return
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("lgl.xml"))
    twice = {number: numbers[0] for numbers in _TOLD_TWICE for number in numbers}
    for row in list(root.iter("article"))[:sample]:
        name = row.get("docid", "")
        given = Given(outlet=row.findtext("domain"), published="2009-03-24")
        text = "\n\n".join((row.findtext("title") or "", row.findtext("text") or ""))
        yield Labelled(name, twice.get(name, name), as_report(name, text, given))
