"""Provenance as PROV-JSON, read back with the library of the standard's authors."""

from __future__ import annotations

import json

import pytest
from benchmarks.news import as_report
from prov.model import ProvDocument

from reportedly.analysis import analyse
from reportedly.memory import ShortMemory
from reportedly.model import Given, Picture
from reportedly.present.prov import prov_document
from reportedly.reading import Reading
from reportedly.settings import Settings


@pytest.fixture(scope="module")
def picture(example: Reading, memory: ShortMemory) -> Picture:
    [found] = analyse(example.reports, Settings(), memory=memory).pictures
    return found


def read(picture: Picture) -> ProvDocument:
    words = json.dumps(prov_document([picture]))
    return ProvDocument.deserialize(content=words, format="json")


def test_the_library_reads_it_and_writes_it_again(picture: Picture) -> None:
    document = read(picture)
    [bundle] = document.bundles
    kinds = {str(record.get_type()) for record in bundle.get_records()}
    assert {"prov:Entity", "prov:Agent", "prov:Derivation", "prov:Attribution"} <= kinds
    assert document == ProvDocument.deserialize(content=document.serialize(), format="json")


def test_every_relation_joins_what_is_there(picture: Picture) -> None:
    [bundle] = prov_document([picture])["bundle"].values()
    known = set(bundle["entity"]) | set(bundle["agent"])
    relations = [kind for kind in bundle if kind not in ("prefix", "entity", "agent")]
    for kind in relations:
        for values in bundle[kind].values():
            ends = [name for name in values.values() if isinstance(name, str)]
            assert set(ends) <= known


def test_every_counted_statement_and_every_report_is_there(picture: Picture) -> None:
    [bundle] = prov_document([picture])["bundle"].values()
    entities = bundle["entity"]
    for statement in picture.statements:
        assert (f"rep:statement-{statement.id}" in entities) == statement.counted
    for report in picture.reports:
        assert entities[f"rep:report-{report.id}"]["rep:sha256"] == report.sha256


def test_a_report_that_is_cited_and_not_there_is_marked_unseen(memory: ShortMemory) -> None:
    text = "Storm over Elsund\n\nThe mill must close, mayor Ove Lund told the Tarn Messenger.\n"
    report = as_report("storm.txt", text, Given(outlet="Elsund Courier", published="2031-05-06"))
    [found] = analyse([report], Settings(), memory=memory).pictures
    [bundle] = prov_document([found])["bundle"].values()
    unseen = [one for name, one in bundle["entity"].items() if name.startswith("rep:unseen-")]
    assert [one["prov:label"] for one in unseen] == ["a report of Tarn Messenger"]


def test_it_is_the_same_every_time(picture: Picture) -> None:
    assert json.dumps(prov_document([picture])) == json.dumps(prov_document([picture]))
