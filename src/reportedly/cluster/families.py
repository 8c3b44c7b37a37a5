"""Families of copies: all reports that go back to one text."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import Copy


def group_families(copies: Iterable[Copy]) -> list[tuple[str, ...]]:
    """Return the reports that copies and versions link, each family and the list sorted.

    A partial copy links nothing: a round-up takes a part from each of many reports, and
    would make one family of them all.
    """
    parent: dict[str, str] = {}
    for copy in copies:
        if copy.kind != "partial":
            first, second = sorted((_root(parent, copy.a), _root(parent, copy.b)))
            parent[second] = first
    members: dict[str, list[str]] = {}
    for report_id in sorted(parent):
        members.setdefault(_root(parent, report_id), []).append(report_id)
    return sorted(tuple(family) for family in members.values() if len(family) > 1)


def _root(parent: dict[str, str], report_id: str) -> str:
    parent.setdefault(report_id, report_id)
    while parent[report_id] != report_id:
        parent[report_id] = parent[parent[report_id]]  # shortens the way for the next search
        report_id = parent[report_id]
    return report_id
