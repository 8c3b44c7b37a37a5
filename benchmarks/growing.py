"""What adding reports to a project costs, by how many it holds: 2,000, or as many as named.

    made reports (heaps.py) and their rows -> a project file -> one report more, a hundred more

Reading a report takes about a second and is the same everywhere, so the rows of a report are made
here: its sentences, a few statements in the outlet's own voice, the capitalised words as names.
What is measured is all the rest: opening, typing, grouping, comparing the touched stories, saving.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.heaps import make_heap
from benchmarks.table import Row
from reportedly.cluster.copies import publication_order
from reportedly.memory import Kept, Rows
from reportedly.model import Capture, Mention, Report, Sentence, Span, Statement
from reportedly.pipeline import REPORT_STAGES, facts_key, fingerprint
from reportedly.projects import analysed_again
from reportedly.settings import Settings
from reportedly.store.database import OF_REPORT, Project, open_project
from reportedly.text import key

_SIZES = (500, 2_000)
_ADDED = (1, 100)
_STATEMENTS = 5  # of a report
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]")
_NAME = re.compile(r"\b[A-Z]\w+")


def measure(sample: int | None = None) -> list[Row]:
    """Return what adding costs at each size up to `sample`; none where the data is not at hand."""
    sizes = sorted({size for size in _SIZES if size <= (sample or _SIZES[-1])} | {sample or 500})
    heap = [report for _, report in make_heap(max(sizes) + sum(_ADDED))]
    if not heap:
        return []
    return [_measured(heap, size) for size in sizes]


def _measured(heap: Sequence[Report], size: int) -> Row:
    # The latest are added, as in life, to so many before them.
    latest = sorted(heap, key=publication_order)[-size - sum(_ADDED) :]
    ordered = [replace(report, sha256=report.id) for report in latest]
    settings = Settings()
    spent: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "p.db")
        for first, last in ((0, size), (size, size + 1), (size + 1, size + 101)):
            with open_project(path, create=True) as project:
                _read_in(project, ordered[first:last], settings)
            begun = time.process_time()
            with open_project(path, create=True) as project:
                project.add(())
                found = analysed_again(project, settings)
            spent.append(time.process_time() - begun)
        megabytes = Path(path).stat().st_size / 1_000_000
    return Row(
        part="growing",
        data=f"a project of {size:,} made reports, {len(found.stories):,} stories, "
        f"{megabytes:.0f} MB",
        measure="processor time of adding 1 report; 100 reports; all at first",
        ours=f"{spent[1]:.1f} s; {spent[2]:.1f} s; {spent[0]:.0f} s",
    )


def _read_in(project: Project, reports: Sequence[Report], settings: Settings) -> None:
    version = fingerprint(REPORT_STAGES, settings)
    project.add((_capture(report), report) for report in reports)
    for report in reports:
        project.keep(facts_key(report, version), report.id, Kept(rows=_rows(report)))


def _capture(report: Report) -> Capture:
    content = report.text.encode("utf-8", "replace")
    return Capture(path=report.path, sha256=report.sha256, content=content, media_type="text/plain")


def _rows(report: Report) -> Rows:
    found: Rows = dict.fromkeys(OF_REPORT, ())
    body = report.blocks[-1].span
    spans = [Span(*match.span()) for match in _SENTENCE.finditer(report.text, body.start, body.end)]
    found[Sentence] = tuple(
        Sentence(report_id=report.id, span=span, block="body") for span in spans
    )
    found[Mention] = tuple(
        Mention(
            report_id=report.id,
            span=Span(*match.span()),
            type="other",
        )
        for match in _NAME.finditer(report.text, body.start, body.end)
    )
    found[Statement] = tuple(
        Statement(
            id=key("statement", report.id, span),
            report_id=report.id,
            attribution_id=None,
            kind="own voice",
            content=(span,),
            context=span,
        )
        for span in spans[:_STATEMENTS]
    )
    return found
