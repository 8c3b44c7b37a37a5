"""What changed between the versions of an article: rows for a list, parts of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.model import Change, Picture, Pieces, Report, Version
from reportedly.present.labels import day_label
from reportedly.present.words import clipped
from reportedly.text import words_of

# What a terminal has room for; the other forms give every column.
SHORT = ("kind", "removed", "added", "outlet", "appeared", "title")


LONGEST = 280  # characters of a change that a document shows
MOST = 40  # changes of one version that a document shows; the list has all of them

KINDS = {
    "corrected": "Corrected",
    "updated": "Updated",
    "changed without notice": "Changed without notice",
    "same words": "Captured again, the same words",
}
BASES = {
    "revised": "the page states this change",
    "captured": "found when the page was captured again",
    "published": "the page bears a later date",
    "not shown": "which of the two was first is not shown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """Words taken out or put in.

    Attributes:
        removed: The words taken out; "" where there are none.
        added: The words put in; "" where there are none.
    """

    removed: str
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """A step from one version of an article to the next.

    Attributes:
        title: What sort of step it was.
        day: By when it was made; "" where that is not shown.
        basis: On what the order of the two rests.
        note: The note with which the outlet owns up to a correction; "" where there is none.
        path: The file of the earlier version.
        changes: What was taken out and put in.
        more: How many further changes there are.
    """

    title: str
    day: str
    basis: str
    note: str
    path: str
    changes: tuple[ShownChange, ...]
    more: int


def shown_versions(report: Report, picture: Picture) -> tuple[ShownVersion, ...]:
    """Return the steps by which an article came to what `report` has, the last one first."""
    reports = {one.id: one for one in (*picture.reports, *picture.earlier)}
    before = {version.later: version for version in picture.versions}
    found: list[ShownVersion] = []
    here = report.id
    while version := before.get(here):
        found.append(_shown(version, reports[version.earlier], reports[version.later]))
        here = version.earlier
    return tuple(found)


def _shown(version: Version, earlier: Report, later: Report) -> ShownVersion:
    day = day_label(version.appeared, version.appeared, year=True) if version.appeared else ""
    return ShownVersion(
        title=KINDS[version.kind],
        day=day,
        basis=BASES[version.basis],
        note=clipped(version.note.of(later.text), LONGEST) if version.note else "",
        path=earlier.path,
        changes=tuple(
            ShownChange(
                removed=clipped(words_of(change.removed, earlier.text), LONGEST),
                added=clipped(words_of(change.added, later.text), LONGEST),
            )
            for change in version.changes[:MOST]
        ),
        more=max(0, len(version.changes) - MOST),
    )


def version_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Yield one row for each change between versions, in the order of the versions.

    A version in which no word of the article changed has one row without words.
    """
    reports = {report.id: report for report in (*picture.reports, *picture.earlier)}
    for version in picture.versions:
        earlier, later = reports[version.earlier], reports[version.later]
        for change in version.changes or (Change(removed=(), added=()),):
            yield _row(version, change, earlier, later) | {"story_id": picture.story.id}


def _row(version: Version, change: Change, earlier: Report, later: Report) -> dict[str, Any]:
    return {
        "kind": version.kind,
        "removed": words_of(change.removed, earlier.text) or None,
        "added": words_of(change.added, later.text) or None,
        "note": version.note.of(later.text) if version.note else None,
        "outlet": later.outlet or earlier.outlet,
        "title": later.title,
        "url": later.url or earlier.url,
        "appeared": version.appeared.isoformat() if version.appeared else None,
        "basis": version.basis,
        "reason": version.reason,
        "earlier": version.earlier,
        "earlier_path": earlier.path,
        "removed_spans": _pairs(change.removed),
        "later": version.later,
        "later_path": later.path,
        "added_spans": _pairs(change.added),
        "version_id": version.id,
    }


def _pairs(pieces: Pieces) -> list[list[int]]:
    return [[piece.start, piece.end] for piece in pieces]
