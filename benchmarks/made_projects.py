"""A project of one large story, made in minutes: paragraphs of the invented example, recombined.

    the example, told otherwise VARIANTS times (made_texts.py), annotated once
    -> paragraphs with their rows -> made reports with those rows moved to where the paragraph
    stands now -> the stages over reports and stories, as ever

A paragraph stands in about four reports of a thousand, as agency copy does, and what it tells in
some seventy others in other words and with other figures. Such a project is made once and kept in
a folder that is named after what it is made from.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks import made_texts
from reportedly.analysis import analyse
from reportedly.memory import Kept
from reportedly.model import Block, BlockKind, Capture, Report, Span
from reportedly.pipeline import REPORT_STAGES, STAGES, Facts, annotate, facts_key, fingerprint
from reportedly.reading import read
from reportedly.settings import Settings
from reportedly.store.database import OF_REPORT, open_project
from reportedly.text import key

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "varnholm"
FIRST = date(2031, 3, 1)
DAYS = 20
OUTLETS = 60
VARIANTS = 24
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    facts: Facts
    span: Span
    kind: BlockKind


def kept_project(count: int) -> Path:
    """Return a project of `count` made reports: the one that is kept, or one made now.

    REPORTEDLY_SERVING names the folder to keep it in; else it lies among temporary files.
    """
    given = os.environ.get("REPORTEDLY_SERVING")
    folder = Path(given or Path(tempfile.gettempdir()) / "reportedly-serving")
    path = folder / f"story-{count}-{_made_from()}.db"
    if not path.exists():
        started = time.monotonic()
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".making")
        unfinished.unlink(missing_ok=True)
        make_project(unfinished, count)
        unfinished.rename(path)
        print(f"serving: project made, {time.monotonic() - started:.0f} s", file=sys.stderr)
    return path


def _made_from() -> str:
    """Return what names all that a made project depends on."""
    texts = [path.read_bytes() for path in sorted(EXAMPLE.iterdir()) if path.is_file()]
    code = [Path(each).read_bytes() for each in (__file__, made_texts.__file__)]
    digest = hashlib.sha256(b"".join([*texts, *code]))
    digest.update(fingerprint(STAGES, Settings()).encode())
    return digest.hexdigest()[:12]


def made_texts_of(folder: Path, variants: int, *, seed: int = 1) -> None:
    """Write the example, and that so many times told otherwise, as files into a folder."""
    for path in sorted(EXAMPLE.glob("[0-9]*")):
        content = path.read_bytes()
        try:
            text = content.decode()
        except UnicodeDecodeError:
            text = content.decode("cp1252")
        for number in range(variants):
            chance = random.Random(f"{seed} {path.name} {number}")
            told = made_texts.told_otherwise(text, chance) if number else text
            name = f"{path.stem}-{number:03}{path.suffix}"
            (folder / name).write_text(told, encoding="utf-8")


def make_project(path: Path, count: int, *, seed: int = 1) -> None:
    """Write a project of `count` made reports on one event, analysed."""
    settings = Settings()
    version = fingerprint(REPORT_STAGES, settings)
    with tempfile.TemporaryDirectory() as folder:
        variants = max(1, min(VARIANTS, count // 10))
        made_texts_of(Path(folder), variants, seed=seed)
        sources = annotate(read([folder], settings).reports, settings)
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
