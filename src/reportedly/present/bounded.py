"""Names and labels cut to a length that can be shown; exact words are not touched.

A speaker, a role or a headline comes from the text of a report, and a hostile or broken report
can make it as long as it likes. What is cut stands whole in the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from reportedly.model import Agent, Picture, Problem, Question, Report, Statement, Status, Story
from reportedly.present.words import clipped

Row = TypeVar("Row", Agent, Problem, Question, Report, Statement, Status, Story)

# The longest name met in real reports, a ministry with its country, has 140 characters.
LONGEST = 240
FIELDS: dict[type, tuple[str, ...]] = {
    Agent: ("name", "side"),
    Problem: ("path", "reason"),
    Question: ("text",),
    Report: ("title", "outlet", "url", "authors"),
    Statement: ("speaker", "role", "about", "channel", "candidates"),
    Status: ("label", "flags", "why"),
    Story: ("title",),
}


def bounded(picture: Picture) -> Picture:
    """Return `picture` with no name or label longer than can be shown."""
    return replace(
        picture,
        story=_short(picture.story),
        reports=_all(picture.reports),
        statements=_all(picture.statements),
        agents=_all(picture.agents),
        questions=_all(picture.questions),
        statuses=_all(picture.statuses),
        problems=_all(picture.problems),
    )


def _all(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(map(_short, rows))


def _short(row: Row) -> Row:
    """Return `row` itself where nothing in it is too long."""
    changed: dict[str, Any] = {}
    for name in FIELDS[type(row)]:
        value = getattr(row, name)
        cut = tuple(map(_cut, value)) if isinstance(value, tuple) else _cut(value)
        if cut != value:
            changed[name] = cut
    return replace(row, **changed) if changed else row


def _cut(value: str | None) -> str | None:
    return clipped(value, LONGEST) if value is not None else None
