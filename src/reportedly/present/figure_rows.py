"""The figures of a story as flat rows: each with its words, interval, speaker, report and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportedly.model import Figure, Picture, Statement
from reportedly.present.listings import CONTEXT, Filters, statement_rows
from reportedly.present.strip import interval

# What a terminal has room for; the other forms give every column.
SHORT = (
    "said",
    "value",
    "counted",
    "hedge",
    "speaker",
    "outlet",
    "published_until",
    "path",
    "start",
)
# Columns that a figure shares with the statement that it stands in, as the ledger has them.
OF_STATEMENT = (
    "statement_id",
    "exact",
    "speaker",
    "side",
    "kind",
    "channel",
    "polarity",
    "said_from",
    "said_until",
)
OF_REPORT = (
    "outlet",
    "published_from",
    "published_until",
    "date_basis",
    "path",
    "report_id",
    "sha256",
    "story_id",
)


def figure_rows(picture: Picture, filters: Filters) -> Iterator[dict[str, Any]]:
    """Yield the figures in the statements that the filters leave, in order of report and text.

    A figure in a statement within another is given once, with the innermost speaker.
    """
    statements = {statement.id: statement for statement in picture.statements}
    inner = _innermost(picture)
    texts = {report.id: report.text for report in picture.reports}
    figures = {figure.id: figure for figure in picture.figures}
    for row in statement_rows(picture, filters):
        statement = statements[row["statement_id"]]
        own = [figures[i] for i in statement.figures if inner.get(i) == statement.id]
        for figure in sorted(own, key=lambda found: found.span.start):
            yield _row(figure, row, texts[figure.report_id], figures)


def worded(figure: Figure) -> str:
    """Return the interval of a figure in words and in the unit it was given in."""
    words = interval(figure.low, figure.high, 1.0, figure.unit or "")
    if figure.bound == "more than":
        return words.replace("at least", "more than", 1)
    return words.replace("up to", "less than", 1) if figure.bound == "less than" else words


def _innermost(picture: Picture) -> dict[str, str]:
    """Return for each figure the shortest statement that holds it."""
    found: dict[str, tuple[int, str]] = {}
    for statement in picture.statements:
        size = _length(statement)
        for figure in statement.figures:
            if figure not in found or size < found[figure][0]:
                found[figure] = (size, statement.id)
    return {figure: statement for figure, (_, statement) in found.items()}


def _length(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.content)


def _row(
    figure: Figure, row: dict[str, Any], text: str, figures: dict[str, Figure]
) -> dict[str, Any]:
    start, end = figure.span.start, figure.span.end
    before = figures.get(figure.change_from or "")
    return {
        "figure_id": figure.id,
        "said": figure.span.of(text),
        "value": worded(figure),
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "base_low": figure.base_low,
        "base_high": figure.base_high,
        "base_unit": figure.base_unit,
        "hedge": figure.hedge,
        "bound": figure.bound,
        "vague": figure.vague,
        "counted": figure.counted,
        "counted_head": figure.counted_head,
        "scope": figure.scope,
        "change": figure.change,
        "changed_from": before.span.of(text) if before else None,
        "part_of": figure.part_of,
        **{name: row[name] for name in OF_STATEMENT},
        **{name: row[name] for name in OF_REPORT},
        "start": start,
        "end": end,
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "question": row["question"],
    }
