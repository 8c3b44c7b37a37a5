"""What adding reports costs, by how many a project holds: 1,000 and 4,000, or as many as named.

    made reports (heaps.py), minutes apart, with rows that are made here -> a project file
    further ones as text files -> `reportedly add` of one, of ten, to it and to an empty project

To read the reports that are there would take a day, so their rows are made here: sentences,
names, a few statements in the outlet's own voice; and their stories are given no rows. Those that
are added take the path that a user's take: files read, lines typed, annotated, grouped, each story
that they touch compared anew with all its reports, saved. Processor time is measured, with all that
`add` does; the models are loaded before.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import process_time

from benchmarks.heaps import make_heap
from benchmarks.table import Row
from reportedly import adding, pipeline, renewing
from reportedly.cluster.copies import publication_order
from reportedly.memory import Kept, Rows
from reportedly.model import Capture, Mention, Report, Sentence, Span, Statement, Story
from reportedly.pipeline import REPORT_STAGES, STORY_STAGES, facts_key, fingerprint
from reportedly.projects import add_to_project, analysed_again
from reportedly.settings import Settings
from reportedly.store.database import OF_REPORT, Project, open_project
from reportedly.text import key

_SIZES = (1_000, 4_000)
_ONES, _MANY = 5, 100  # reports added one at a time, and at once
_STATEMENTS = 5  # of a report
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]")
_NAME = re.compile(r"\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class _Cost:
    ones: list[float]  # seconds of processor time for each that was added alone
    grouping: list[float]  # of that, for everything but reading it and comparing its story
    many: float  # for `_MANY` at once


def measure(sample: int | None = None) -> list[Row]:
    """Return what adding costs at each size up to `sample`; none where the data is not at hand."""
    sizes = sorted({size for size in _SIZES if size <= (sample or _SIZES[-1])} | {sample or 1_000})
    heap = [report for _, report in make_heap(max(sizes) + _ONES + _MANY)]
    if not heap:
        return []
    ordered = list(_at_moments(sorted(heap, key=publication_order)))
    added = ordered[-_ONES - _MANY :]
    with tempfile.TemporaryDirectory() as folder:
        _warm(Path(folder), added[:3])
        alone = _measured(Path(folder) / "alone", [], added)
        rows = [_row(0, alone, alone)]
        for size in sizes:
            there = ordered[-_ONES - _MANY - size : -_ONES - _MANY]
            rows.append(_row(size, _measured(Path(folder) / str(size), there, added), alone))
    return rows


def _at_moments(ordered: Iterable[Report]) -> Iterator[Report]:
    """Yield the reports of each day minutes apart, as pages state when they were published."""
    last, passed = None, 0
    for report in ordered:
        passed = passed + 1 if report.published_from == last else 0
        last = report.published_from
        begin = datetime.combine(last or date.min, time(), UTC)
        yield replace(report, published_at=begin + timedelta(minutes=2 * passed))


def _row(size: int, cost: _Cost, alone: _Cost) -> Row:
    mean, rest = (sum(each) / len(each) for each in (cost.ones, cost.grouping))
    return Row(
        part="growing",
        data=f"`add` to a project of {size:,} made reports" if size else "`add` to a new project",
        measure="processor time of adding 1 report, of that neither reading nor comparing it; of "
        f"{_MANY} at once; times that of a new project",
        ours=f"{mean:.2f} s, {rest:.2f} s; {cost.many:.1f} s; {cost.many / alone.many:.2f}",
    )


def _warm(folder: Path, reports: Sequence[Report]) -> None:
    """Load the models."""
    files, meta = _written(folder / "warm", reports)
    add_to_project(str(folder / "warm.db"), paths=[files], meta=meta)


def _measured(folder: Path, there: Sequence[Report], added: Sequence[Report]) -> _Cost:
    folder.mkdir()
    project = str(folder / "p.db")
    if there:
        _made(project, [replace(report, sha256=report.id) for report in there])
    ones = [_added(folder / f"one{n}", project, [one]) for n, one in enumerate(added[:_ONES])]
    many = _added(folder / "many", project, added[_ONES:])
    return _Cost([spent for spent, _ in ones], [rest for _, rest in ones], many[0])


def _added(folder: Path, project: str, reports: Sequence[Report]) -> tuple[float, float]:
    """Add reports as files; return what that took, and what of it was not for them themselves."""
    files, meta = _written(folder, reports)
    with _timed() as aside:
        begun = process_time()
        add_to_project(project, paths=[files], meta=meta)
        spent = process_time() - begun
    return spent, spent - sum(aside)


@contextmanager
def _timed() -> Iterator[list[float]]:
    """Measure what reports take to annotate and stories to compare."""
    aside: list[float] = []
    annotate, compare = pipeline.annotate_report, renewing.compare_story

    def annotate_report(report: Report, settings: Settings, *, before: Kept | None = None) -> Kept:
        begun = process_time()
        found = annotate(report, settings, before=before)
        aside.append(process_time() - begun)
        return found

    def compare_story(story: Story, rows: Rows, settings: Settings) -> Kept:
        begun = process_time()
        found = compare(story, rows, settings)
        aside.append(process_time() - begun)
        return found

    pipeline.annotate_report, renewing.compare_story = annotate_report, compare_story
    try:
        yield aside
    finally:
        pipeline.annotate_report, renewing.compare_story = annotate, compare


def _written(folder: Path, reports: Sequence[Report]) -> tuple[str, str]:
    """Write reports as text files, and a table of what is known of them."""
    folder.mkdir()
    meta = folder.with_suffix(".csv")
    with meta.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["path", "outlet", "published"])
        for report in reports:
            path = folder / report.path
            path.write_text(report.text, encoding="utf-8")
            moment = report.published_at or report.published_from
            table.writerow([path, report.outlet, moment.isoformat() if moment else ""])
    return str(folder), str(meta)


# --- the reports that are there ------------------------------------------------------------


def _made(path: str, reports: Sequence[Report]) -> None:
    """Write a project whose stories have no rows."""
    settings, compare = Settings(), renewing.compare_story
    renewing.compare_story = _nothing
    try:
        with open_project(path, create=True) as project:
            _read_in(project, reports, settings)
            analysed_again(project, settings)
            assert adding.renew_added(project, settings) is not None
    finally:
        renewing.compare_story = compare


def _nothing(story: Story, rows: Rows, settings: Settings) -> Kept:
    return Kept(rows={stage.writes: () for stage in STORY_STAGES})


def _read_in(project: Project, reports: Sequence[Report], settings: Settings) -> None:
    version = fingerprint(REPORT_STAGES, settings)
    project.add((_capture(report), report) for report in reports)
    for report in project.reports():
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
