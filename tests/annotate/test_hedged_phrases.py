"""Figures in 302 invented sentences, by kind: interval with unit, counted thing, scope.

The table is `data/hedged_phrases.csv`: an empty end is open, "none" means that no figure stands
there. The floors are those of the aim; single rows may fail, a kind may not.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from reportedly.annotate import figures, parses, sentences
from reportedly.model import Block, Figure, Report, Span

Row = Mapping[str, str]
TABLE = Path(__file__).parent / "data" / "hedged_phrases.csv"


@cache
def rows() -> tuple[Row, ...]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def found() -> tuple[tuple[Row, list[Figure]], ...]:
    """Return each row with the figures of its sentence, all parsed as one report."""
    text, spans = "", []
    for row in rows():
        spans.append(Span(len(text), len(text) + len(row["text"])))
        text += row["text"] + "\n\n"
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="given")
    report = Report(id="r", path="-", sha256="", text=text, blocks=(block,))
    split = list(sentences.STAGE.run(report, sentences.STAGE.settings))
    parsed = list(parses.STAGE.run(report, split, parses.STAGE.settings))
    all_found = list(figures.STAGE.run(report, split, parsed, figures.STAGE.settings))
    return tuple(
        (row, [f for f in all_found if span.start <= f.span.start < span.end])
        for row, span in zip(rows(), spans, strict=True)
    )


def fitting(row: Row, got: list[Figure]) -> list[Figure]:
    """Return the figures with the interval and unit of the row."""
    low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
    return [
        figure
        for figure in got
        if _same(figure.low, low)
        and _same(figure.high, high)
        and (figure.unit or "") == row["unit"]
    ]


def _same(end: float | None, expected: float | None) -> bool:
    if end is None or expected is None:
        return end is expected
    return end == pytest.approx(expected)


def is_right(row: Row, got: list[Figure]) -> bool:
    return not got if row["low"] == "none" else bool(fitting(row, got))


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 300
    assert len({row["text"] for row in rows()}) == len(rows())


def test_intervals() -> None:
    right = [is_right(row, got) for row, got in found()]
    assert sum(right) / len(right) >= 0.98


def test_no_kind_is_read_badly() -> None:
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for row, got in found():
        by_kind[row["kind"]].append(is_right(row, got))
    assert [kind for kind, right in by_kind.items() if sum(right) / len(right) < 0.85] == []


def test_counted_things() -> None:
    right = [
        any(figure.counted_head == row["counted"] for figure in fitting(row, got))
        for row, got in found()
        if row["counted"]
    ]
    assert sum(right) / len(right) >= 0.95


def test_scopes() -> None:
    right = [
        any(figure.scope == row["scope"] for figure in fitting(row, got))
        for row, got in found()
        if row["scope"]
    ]
    assert sum(right) / len(right) >= 0.95
