"""FollowTheMoney: reports as articles, speakers as people and bodies, statements as notes.

One entity a line. FollowTheMoney has no offsets and no chains: both stand in the text of a note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from reportedly.model import Agent, Picture, Report
from reportedly.present.exchange.said import Provenance, Said, every_report, every_said

SCHEMAS = {"person": "Person", "org": "Organization", "group": "Organization"}

Entity = dict[str, Any]


def entities(pictures: Sequence[Picture], made: Provenance) -> str:
    """Return the stories as entities, one JSON object a line, each id once."""
    found = {entity["id"]: entity for entity in _entities(pictures, made)}
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found.values())


def _entities(pictures: Sequence[Picture], made: Provenance) -> Iterator[Entity]:
    for report in every_report(pictures):
        yield _article(report)
    for picture in pictures:
        for said in every_said(picture):
            if said.agent:
                yield _speaker(said.agent)
            yield _note(said, made)
        for copy in picture.copies:
            subject, original = _key("report", copy.b), _key("report", copy.a)
            role = "copied from" if copy.direction == "a first" else "shares wording with"
            yield _entity(
                _key("copy", copy.id), "UnknownLink", subject=subject, object=original, role=role
            )


def _key(kind: str, *parts: str) -> str:
    return "-".join(("reportedly", kind, *parts))


def _entity(key: str, schema: str, **properties: str | Sequence[str] | None) -> Entity:
    listed = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in properties.items()
        if value
    }
    return {"id": key, "schema": schema, "properties": listed}


def _article(report: Report) -> Entity:
    day = report.published_until
    return _entity(
        _key("report", report.id),
        "Article",
        title=report.title,
        fileName=report.path,
        author=report.authors,
        publisher=report.outlet,
        publishedAt=day.isoformat() if day else None,
        sourceUrl=report.url,
        language=report.language,
        bodyText=report.text,
        notes=f"SHA-256 of the bytes: {report.sha256}; date {report.published_basis}",
    )


def _speaker(agent: Agent) -> Entity:
    return _entity(
        _key("agent", agent.story_id, agent.id),
        SCHEMAS.get(agent.type, "LegalEntity"),
        name=agent.name,
        alias=[name for name in agent.names if name != agent.name],
        notes=agent.role,
    )


def _note(said: Said, made: Provenance) -> Entity:
    place = f"characters {said.span.start}-{said.span.end}, SHA-256 {said.report.sha256}"
    who = _key("agent", said.agent.story_id, said.agent.id) if said.agent else None
    return _entity(
        _key("statement", said.statement.id),
        "Note",
        name=said.exact[:200],
        summary=said.exact,
        description=f"{said.chain()}; {said.statement.kind}; {place}; reportedly {made.version}",
        entity=who,
        proof=_key("report", said.report.id),
        publisher=said.report.outlet,
        keywords=[said.statement.kind],
    )
