"""A project of one large story, made in seconds: paragraphs of the invented example, recombined.

    the example, annotated once -> paragraphs with their rows -> made reports with those rows moved
    to where the paragraph stands now -> the stages over reports and stories, as ever

Reading a thousand reports takes minutes; here only what compares them runs.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from reportedly.analysis import analyse
from reportedly.memory import Kept
from reportedly.model import Block, BlockKind, Capture, Report, Span
from reportedly.pipeline import REPORT_STAGES, Facts, annotate, facts_key, fingerprint
from reportedly.reading import read
from reportedly.settings import Settings
from reportedly.store.database import OF_REPORT, open_project
from reportedly.text import key

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "varnholm"
FIRST = date(2031, 3, 1)
DAYS = 20
OUTLETS = 60
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    facts: Facts
    span: Span
    kind: BlockKind


def make_project(path: Path, count: int, *, seed: int = 1) -> None:
    """Write a project of `count` made reports on one event, analysed."""
    settings = Settings()
    version = fingerprint(REPORT_STAGES, settings)
    sources = annotate(read([str(EXAMPLE)], settings).reports, settings)
    pool = [list(_paragraphs(facts)) for facts in sources]
    chance = random.Random(seed)
    with open_project(str(path), create=True) as project:
        made = [_made(pool, number, count, seed, chance) for number in range(count)]
        project.add((_capture(report), report) for report, _ in made)
        for report, rows in made:
            project.keep(facts_key(report, version), report.id, Kept(rows=rows))
        analysis = analyse(project.reports(), settings, memory=project)
        project.save(
            [picture.story for picture in analysis.pictures],
            analysis.reports,
            analysis.copies,
            analysis.dates,
            analysis.versions,
        )


def _paragraphs(facts: Facts) -> Iterator[_Paragraph]:
    for block in facts.report.blocks:
        if block.kind not in ("headline", "standfirst", "body"):
            continue
        start = block.span.start
        words = block.span.of(facts.report.text)
        ends = [*((gap.start(), gap.end()) for gap in _GAP.finditer(words)), (len(words),) * 2]
        for end, after in ends:
            if words[start - block.span.start : end].strip():
                yield _Paragraph(facts, Span(start, block.span.start + end), block.kind)
            start = block.span.start + after


def _made(
    pool: Sequence[Sequence[_Paragraph]], number: int, count: int, seed: int, chance: random.Random
) -> tuple[Report, dict[type, tuple[Any, ...]]]:
    """Return a made report with its rows: a headline, then paragraphs of two of the example."""
    one, two = chance.sample(pool, 2)
    body = [each for each in (*one[1:], *two[1:]) if each.kind == "body"]
    kept = sorted(chance.sample(range(len(body)), min(len(body), chance.randint(9, 14))))
    parts = [one[0], *(body[at] for at in kept)]
    texts = [part.span.of(part.facts.report.text) for part in parts]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 2)
    text = "\n\n".join(texts) + f"\n\nReport {seed}-{number}.\n"
    outlet = f"Outlet {chance.randrange(OUTLETS)}"
    day = FIRST + timedelta(days=number * DAYS // count)
    report_id = key("report", text, outlet)
    report = Report(
        id=report_id,
        path=f"made-{seed}-{number:05}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        language="en",
        title=texts[0],
        title_span=Span(0, len(texts[0])),
        outlet=outlet,
        outlet_basis="given",
        published_from=day,
        published_until=day,
        published_basis="given",
        blocks=tuple(
            Block(
                report_id=report_id,
                span=Span(start, start + len(words)),
                kind="body" if at else "headline",
                reason="made",
            )
            for at, (start, words) in enumerate(zip(starts, texts, strict=False))
        ),
    )
    rows: dict[type, list[Any]] = {kind: [] for kind in OF_REPORT}
    for part, start in zip(parts, starts, strict=False):
        move = _Move(part, start - part.span.start, report_id)
        for kind, moved in rows.items():
            moved += [move.row(row) for row in part.facts.rows[kind] if move.holds(row)]
    return report, {kind: tuple(moved) for kind, moved in rows.items()}


class _Move:
    """Takes rows of a paragraph to where it stands in another report."""

    def __init__(self, part: _Paragraph, by: int, report_id: str) -> None:
        self._span, self._by, self._report_id = part.span, by, report_id
        every = chain.from_iterable(part.facts.rows[kind] for kind in OF_REPORT)
        self._ids = {row.id: self.holds(row) for row in every if hasattr(row, "id")}

    def holds(self, row: Any) -> bool:  # noqa: ANN401
        """Return whether a row stands in the paragraph."""
        pieces = [*getattr(row, "content", ())]
        pieces += [getattr(row, name) for name in ("span", "context") if hasattr(row, name)]
        return all(map(self._inside, pieces))

    def _inside(self, span: Span) -> bool:
        return self._span.start <= span.start and span.end <= self._span.end

    def row(self, row: Any) -> Any:  # noqa: ANN401
        """Return a row as it stands in the other report; what it names elsewhere is left out."""
        changed = {field.name: self._value(getattr(row, field.name)) for field in fields(row)}
        return replace(row, **changed | {"report_id": self._report_id})

    def _value(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, Span):
            if not self._inside(value):
                return None
            return Span(value.start + self._by, value.end + self._by)
        if isinstance(value, str) and value in self._ids:
            return key("made", value, self._report_id, self._by) if self._ids[value] else None
        if isinstance(value, tuple):
            return tuple(new for one in value if (new := self._value(one)) is not None)
        return self.row(value) if is_dataclass(value) and hasattr(value, "report_id") else value


def _capture(report: Report) -> Capture:
    content = report.text.encode()
    return Capture(path=report.path, sha256=report.sha256, content=content, media_type="text/plain")
