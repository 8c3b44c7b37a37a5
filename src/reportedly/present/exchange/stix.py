"""STIX 2.1: speakers and outlets as identities, statements as notes, denials as opinions.

An opinion is written only where a source itself disagrees with another, never as a view of this
program. STIX has no place for spans: offsets, hashes and the chain stand in the text of a note.
Times are those of publication, so that the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from reportedly.model import Agent, Picture, Report
from reportedly.present.exchange.said import Provenance, Said, every_report, every_said

EPOCH = date(1970, 1, 1)  # for what bears no date: STIX wants one on everything
CLASSES = {"person": "individual", "org": "organization", "group": "group"}

Thing = dict[str, Any]


def bundle(pictures: Sequence[Picture], made: Provenance) -> Thing:
    """Return the stories as one STIX bundle."""
    objects: dict[str, Thing] = {}
    for thing in _objects(pictures, made):
        objects.setdefault(thing["id"], thing)
    return {
        "type": "bundle",
        "id": _id("bundle", made.version, *made.hashes, made.as_of or ""),
        "objects": list(objects.values()),
    }


def _objects(pictures: Sequence[Picture], made: Provenance) -> Iterator[Thing]:
    reports = {report.id: report for report in every_report(pictures)}
    every = [said for picture in pictures for said in every_said(picture)]
    for report in reports.values():
        if report.outlet:
            yield _identity(_outlet_id(report), report.outlet, "organization")
    for said in every:
        if said.agent:
            kind = CLASSES.get(said.agent.type, "unknown")
            yield _identity(_agent_id(said.agent), said.agent.name, kind)
    notes: dict[str, list[str]] = {}
    for said in every:
        notes.setdefault(said.report.id, []).append(_note_id(said.statement.id))
        yield _note(said, made)
    yield from _opinions(every)
    for report in reports.values():
        yield _report(report, notes.get(report.id, []))
    for copy in (copy for picture in pictures for copy in picture.copies):
        first, then = reports[copy.a], reports[copy.b]
        kind = "derived-from" if copy.direction == "a first" else "related-to"
        yield _relationship(_report_id(then), kind, _report_id(first), _day(then))


def _opinions(every: Sequence[Said]) -> Iterator[Thing]:
    known = {said.statement.id for said in every}
    for said in every:
        for denied in said.denies:
            if denied in known:
                yield _opinion(said, denied)


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE_URL, 'urn:reportedly:' + ':'.join((kind, *parts)))}"


def _note_id(statement_id: str) -> str:
    return _id("note", statement_id)


def _outlet_id(report: Report) -> str:
    return _id("identity", "outlet", report.outlet or "")


def _agent_id(agent: Agent) -> str:
    return _id("identity", agent.story_id, agent.id)


def _report_id(report: Report) -> str:
    return _id("report" if report.published_until else "grouping", report.id)


def _day(report: Report) -> str:
    return f"{(report.published_until or EPOCH).isoformat()}T00:00:00.000Z"


def _made(kind: str, key: str, day: str) -> Thing:
    return {"type": kind, "spec_version": "2.1", "id": key, "created": day, "modified": day}


def _identity(key: str, name: str, kind: str) -> Thing:
    # The same speaker in two reports is one object: its day must not depend on a report.
    first = f"{EPOCH.isoformat()}T00:00:00.000Z"
    return {**_made("identity", key, first), "name": name, "identity_class": kind}


def _note(said: Said, made: Provenance) -> Thing:
    place = f"characters {said.span.start}-{said.span.end} of the text"
    who = [_agent_id(said.agent)] if said.agent else []
    who += [_outlet_id(said.report)] if said.report.outlet else []
    content = (
        f"{said.chain()}\n{said.statement.kind}; {place}; "
        f"SHA-256 of the bytes {said.report.sha256}; reportedly {made.version}"
    )
    return {
        **_made("note", _note_id(said.statement.id), _day(said.report)),
        "abstract": said.exact,
        "content": content,
        "authors": [said.speaker or said.report.outlet or "outlet not named"],
        "object_refs": [*who, *([] if who else [_report_id(said.report)])],
    }


def _opinion(said: Said, denied: str) -> Thing:
    return {
        **_made("opinion", _id("opinion", said.statement.id, denied), _day(said.report)),
        "opinion": "strongly-disagree",
        "explanation": said.exact,
        "authors": [said.speaker or said.report.outlet or "outlet not named"],
        "object_refs": [_note_id(denied)],
    }


def _report(report: Report, notes: list[str]) -> Thing:
    refs = [*notes, *([_outlet_id(report)] if report.outlet else [])]
    name = report.title or report.path
    key = _report_id(report)
    shared = {**_made(key.split("--")[0], key, _day(report)), "name": name}
    if not refs:
        refs = [key]
    if report.published_until is None:
        return {**shared, "context": "report without a date", "object_refs": refs}
    return {**shared, "published": _day(report), "object_refs": refs}


def _relationship(source: str, kind: str, target: str, day: str) -> Thing:
    return {
        **_made("relationship", _id("relationship", source, kind, target), day),
        "relationship_type": kind,
        "source_ref": source,
        "target_ref": target,
    }
