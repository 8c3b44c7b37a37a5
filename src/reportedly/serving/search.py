"""Search over a whole project: statements, speakers, places, documents, in that order.

words -> Overview -> Results -> templates/search.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from reportedly.model import Report
from reportedly.present.labels import counted, day_label
from reportedly.present.words import clipped
from reportedly.serving.pages import day_named, show
from reportedly.serving.shells import SHORT
from reportedly.serving.site import site_of
from reportedly.store.overview import Found, Named, Overview, open_overview
from reportedly.text import hull, words_of

SHOWN = 20  # of each kind on the first page
LOOKED_AT = 2_000  # statements, and documents, of which those of a day are found
MORE = 100  # statements or documents, where more are asked for
LONGEST = 500  # characters of what is searched for
SENTENCE = 300  # characters round the words that were found
PART = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters of a result.

    Attributes:
        text: The characters.
        hit: Whether they are what was searched for.
    """

    text: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found.

    Attributes:
        url: Where it is.
        runs: Its words.
        detail: Who says it, where, when; or how much there is.
        language: Language of the words; "" where not known.
    """

    url: str
    runs: tuple[Run, ...]
    detail: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind.

    Attributes:
        name: Its name in addresses.
        title: What it is.
        hits: What is shown.
        total: How many there are.
    """

    name: str
    title: str
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found.

    Attributes:
        words: What was searched for.
        groups: What was found, in the order shown.
        only: The one kind that is asked for; "" for all.
        nothing: Whether nothing was found.
        day: The day until which reports are looked at, as YYYY-MM-DD; "" for all.
    """

    words: str
    groups: tuple[Group, ...]
    only: str
    nothing: bool
    day: str = ""


def search_page(request: Request) -> Response:
    """Show what a search finds."""
    words = request.query_params.get("q", "").strip()[:LONGEST]
    only = request.query_params.get("only", "")
    day = day_named(request.query_params.get("asof", ""))
    with open_overview(site_of(request).path) as overview:
        if day is None:
            results = results_of(overview, words, only)
        else:
            results = results_by(overview, words, day)
    title = f"Search: {clipped(words, 60)}" if words else "Search"
    return show(request, "search.html", title, words=words, results=results)


def results_of(overview: Overview, words: str, only: str = "") -> Results:
    """Return what a project holds of some words; those in quotation marks stand together."""
    parts = parts_of(words)
    if not any(char.isalnum() for char in words):
        return Results(words=words, groups=(), only="", nothing=False)
    most = MORE if only else SHOWN
    groups = [
        make(overview, parts, words, most)
        for name, make in _GROUPS.items()
        if only in ("", name) or only not in _GROUPS
    ]
    found = tuple(group for group in groups if group.total)
    return Results(words=words, groups=found, only=only, nothing=not found)


def results_by(overview: Overview, words: str, day: date) -> Results:
    """Return what the reports published by a day hold of some words.

    Speakers and places are counted over the whole project, and are left out.
    """
    parts = parts_of(words)
    iso = day.isoformat()
    if not parts:
        return Results(words=words, groups=(), only="", nothing=False, day=iso)
    statements = [
        _statement(one, parts)
        for one in overview.shown(overview.statements(words)[:LOOKED_AT])
        if _is_by(one.report, day)
    ]
    ids = [report_id for report_id, _ in overview.documents(" ".join(parts))][:LOOKED_AT]
    reports = overview.reports(ids)
    documents = [_document(reports[i], parts) for i in ids if _is_by(reports[i], day)]
    groups = [
        Group(name=name, title=title, hits=tuple(hits[:MORE]), total=len(hits))
        for name, title, hits in (
            ("statements", "Statements", [_as_of(hit, iso) for hit in statements]),
            ("documents", "Documents", [_as_of(hit, iso) for hit in documents]),
        )
        if hits
    ]
    return Results(words=words, groups=tuple(groups), only="", nothing=not groups, day=iso)


def _is_by(report: Report, day: date) -> bool:
    return report.published_until is not None and report.published_until <= day


def _as_of(hit: Hit, iso: str) -> Hit:
    return replace(hit, url=f"{hit.url}?asof={iso}")


def parts_of(words: str) -> tuple[str, ...]:
    """Return the words of a search, and the phrases in quotation marks.

    >>> parts_of('harbour "two ships"')
    ('harbour', 'two ships')
    """
    found = (phrase or word for phrase, word in PART.findall(words))
    return tuple(part.strip() for part in found if any(char.isalnum() for char in part))


def _statements(overview: Overview, parts: Sequence[str], words: str, most: int) -> Group:
    ids = overview.statements(words)
    found = overview.shown(ids[:most])
    return Group(
        name="statements",
        title="Statements",
        hits=tuple(_statement(one, parts) for one in found),
        total=len(ids),
    )


def _statement(one: Found, parts: Sequence[str]) -> Hit:
    row, report = one.statement, one.report
    exact = words_of(row.content, report.text) or row.context.of(report.text)
    speaker = row.speaker or "No source given"
    place = hull(row.content).start if row.content else row.context.start
    detail = f"{speaker} · {_report(report)} · {report.path}:{place}"
    return Hit(
        url=f"/s/{one.story_id[:SHORT]}/statement/{row.id}",
        runs=marked(clipped(exact, SENTENCE), parts),
        detail=detail,
        language=report.language or "",
    )


def _report(report: Report) -> str:
    day = day_label(report.published_from, report.published_until, year=True)
    return f"{clipped(report.outlet, 80) if report.outlet else 'Outlet not stated'}, {day}"


def _speakers(overview: Overview, parts: Sequence[str], words: str, most: int) -> Group:
    found = overview.speakers(" ".join(parts))
    return Group(
        name="speakers",
        title="Speakers",
        hits=tuple(_named(one, parts, _ledger(one, "speaker")) for one in found[:most]),
        total=len(found),
    )


def _places(overview: Overview, parts: Sequence[str], words: str, most: int) -> Group:
    found = overview.places_named(" ".join(parts))
    return Group(
        name="places",
        title="Places",
        hits=tuple(_named(one, parts, f"/s/{one.story_id[:SHORT]}/places") for one in found[:most]),
        total=len(found),
    )


def _ledger(one: Named, field: str) -> str:
    return f"/s/{one.story_id[:SHORT]}/ledger?{urlencode({field: one.name})}"


def _named(one: Named, parts: Sequence[str], url: str) -> Hit:
    amount = counted(one.reports, "report") if one.reports else counted(one.statements, "statement")
    detail = " · ".join(filter(None, (clipped(one.detail, 80), amount)))
    return Hit(url=url, runs=marked(clipped(one.name, 160), parts), detail=detail)


def _documents(overview: Overview, parts: Sequence[str], words: str, most: int) -> Group:
    found = overview.documents(" ".join(parts))
    reports = overview.reports([report_id for report_id, _ in found[:most]])
    return Group(
        name="documents",
        title="Documents",
        hits=tuple(_document(reports[report_id], parts) for report_id, _ in found[:most]),
        total=len(found),
    )


def _document(report: Report, parts: Sequence[str]) -> Hit:
    return Hit(
        url=f"/r/{report.id[:SHORT]}",
        runs=marked(clipped(report.title or report.path, 160), parts),
        detail=f"{_report(report)} · {report.path}",
        language=report.language or "",
    )


def marked(text: str, parts: Sequence[str]) -> tuple[Run, ...]:
    """Return text cut where what was searched for stands in it, in any case.

    >>> [run.text for run in marked("Two ships sank", ["ships"]) if run.hit]
    ['ships']
    """
    if not parts:
        return (Run(text=text, hit=False),)
    pattern = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    runs, here = [], 0
    for found in re.finditer(pattern, text, re.IGNORECASE):
        runs.append(Run(text=text[here : found.start()], hit=False))
        runs.append(Run(text=found.group(), hit=True))
        here = found.end()
    runs.append(Run(text=text[here:], hit=False))
    return tuple(run for run in runs if run.text)


_GROUPS = {
    "statements": _statements,
    "speakers": _speakers,
    "places": _places,
    "documents": _documents,
}
