"""The provenance of a story as PROV-JSON: who said what, through what, in which report.

    report      an entity, attributed to its outlet
    statement   an entity, derived from its report; a quotation is quoted from it; attributed to
                whoever is said to have said it, who acts on behalf of a side
    copy        the later report was derived from the earlier one; where that is not shown, the two
                are alternates of each other
    version     the later one was a revision of the earlier one
    unseen      an outlet's report that is cited and not among these: an entity marked so

PROV: https://www.w3.org/TR/prov-dm/; its JSON: https://www.w3.org/Submission/prov-json/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportedly.model import Agent, Origin, Picture, Report, Statement
from reportedly.present.origin_paths import CREDIT, NO_OUTLET, Path, paths_of, report_links
from reportedly.text import hull, key, words_of

NAMESPACE = "https://reportedly.example/ns#"
Values = dict[str, Any]


def prov_document(pictures: Iterable[Picture]) -> Values:
    """Return stories as one PROV document in JSON, a bundle for each story.

    The document validates with the `prov` library. Statements outside the article body are left
    out.
    """
    bundles: Values = {}
    entities: Values = {}
    prefix = {"rep": NAMESPACE, "sha256": "urn:sha256:"}
    for picture in pictures:
        name = f"rep:story-{picture.story.id}"
        entities[name] = {"prov:type": _type("prov:Bundle"), "prov:label": picture.story.title}
        bundles[name] = {"prefix": prefix, **_Bundle(picture).records}
    return {"prefix": prefix, "entity": entities, "bundle": bundles}


def _type(name: str) -> Values:
    return {"$": name, "type": "xsd:QName"}


class _Bundle:
    """The records of one story; a class because every relation needs an id of its own."""

    def __init__(self, picture: Picture) -> None:
        self.records: dict[str, Values] = {}
        self._reports = {report.id: report for report in (*picture.reports, *picture.earlier)}
        self._agents = {i: agent for agent in picture.agents for i in agent.statement_ids}
        for report in self._reports.values():
            self._report(report)
        for path in paths_of(picture, counted=True):
            self._path(path)
        for link in report_links(picture):
            if link.certain:
                self._relate(
                    "wasDerivedFrom",
                    generatedEntity=_report_id(link.report),
                    usedEntity=_report_id(link.on),
                )
            else:
                self._relate(
                    "alternateOf",
                    alternate1=_report_id(link.report),
                    alternate2=_report_id(link.on),
                )
        for version in picture.versions:
            if version.later in self._reports and version.earlier in self._reports:
                self._relate(
                    "wasDerivedFrom",
                    {"prov:type": _type("prov:Revision")},
                    generatedEntity=_report_id(self._reports[version.later]),
                    usedEntity=_report_id(self._reports[version.earlier]),
                )

    def _record(self, kind: str, name: str, values: Values) -> str:
        self.records.setdefault(kind, {}).setdefault(
            name, {label: value for label, value in values.items() if value is not None}
        )
        return name

    def _relate(self, kind: str, extra: Values | None = None, **ends: str) -> None:
        named = {f"prov:{end}": name for end, name in ends.items()}
        values = {**named, **(extra or {})}
        self._record(kind, f"_:{key(kind, *sorted(map(str, values.items())))}", values)

    def _report(self, report: Report) -> None:
        day = report.published_until
        entity = self._record(
            "entity",
            _report_id(report),
            {
                "prov:type": _type("rep:Report"),
                "prov:label": report.title or report.path,
                "rep:path": report.path,
                "rep:url": report.url,
                "rep:sha256": report.sha256,
                "rep:publishedUntil": day.isoformat() if day else None,
            },
        )
        if report.outlet:
            outlet = self._organization(report.outlet, "rep:Outlet")
            self._relate("wasAttributedTo", entity=entity, agent=outlet)

    def _organization(self, name: str, kind: str) -> str:
        values = {"prov:type": _type(kind), "prov:label": name}
        return self._record("agent", f"rep:agent-{key('prov agent', kind, name)}", values)

    def _path(self, path: Path) -> None:
        for statement in path.statements:
            entity = self._statement(statement, path)
            quoted = {"prov:type": _type("prov:Quotation")}
            self._relate(
                "wasDerivedFrom",
                quoted if statement.kind == "direct" else None,
                generatedEntity=entity,
                usedEntity=_report_id(path.report),
            )
            if path.told and not path.absent:
                agent = self._speaker(path.origin, self._agents.get(statement.id))
                self._relate("wasAttributedTo", entity=entity, agent=agent)
            self._unseen(entity, path)

    def _statement(self, statement: Statement, path: Path) -> str:
        span = hull(statement.content) if statement.content else statement.context
        return self._record(
            "entity",
            f"rep:statement-{statement.id}",
            {
                "prov:type": _type("rep:Statement"),
                "prov:value": words_of(statement.content, path.report.text),
                "rep:start": span.start,
                "rep:end": span.end,
                "rep:kind": statement.kind,
                "rep:through": path.through or None,
                "rep:independence": path.value,
            },
        )

    def _speaker(self, origin: Origin, agent: Agent | None) -> str:
        person = agent is not None and agent.type == "person" and origin.agent_id == agent.id
        kind = "prov:Person" if person else "prov:Organization"
        speaker = self._record(
            "agent",
            f"rep:origin-{origin.id}",
            {"prov:type": _type(kind), "prov:label": origin.name, "rep:kind": origin.kind},
        )
        if origin.side and origin.side != origin.name:
            side = self._organization(origin.side, "rep:Side")
            self._relate("actedOnBehalfOf", delegate=speaker, responsible=side)
        return speaker

    def _unseen(self, entity: str, path: Path) -> None:
        """Write that a statement rests on a report that is cited and not among these."""
        outlet = path.origin.name if path.absent else path.through if path.through_absent else ""
        if not outlet or outlet in (CREDIT, NO_OUTLET):
            return
        unseen = self._record(
            "entity",
            f"rep:unseen-{key('unseen report', outlet)}",
            {"prov:type": _type("rep:UnseenReport"), "prov:label": f"a report of {outlet}"},
        )
        attributed = self._organization(outlet, "rep:Outlet")
        self._relate("wasAttributedTo", entity=unseen, agent=attributed)
        self._relate(
            "wasDerivedFrom",
            {"prov:type": _type("prov:PrimarySource")},
            generatedEntity=entity,
            usedEntity=unseen,
        )


def _report_id(report: Report) -> str:
    return f"rep:report-{report.id}"
