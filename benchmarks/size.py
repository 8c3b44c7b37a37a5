"""How copies and stories grow with the size of a heap: 1,000 to 10,000 reports, or more.

`python -m benchmarks size --sample 100000` goes up to 100,000. Copies are compared in two processes
and stories gathered in one, as with `--jobs 2`. Processor time is measured, that of all processes;
the exponent is that of the power of the number of reports that fits the times best.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.clusterings import bcubed
from benchmarks.heaps import make_heap
from benchmarks.table import Row
from reportedly.cluster.copies import CopySettings, add_copies, publication_order
from reportedly.cluster.fingerprints import Fingerprints
from reportedly.cluster.kept_groups import Groups, NewGroups, group_new, group_reports
from reportedly.cluster.stock import Change
from reportedly.cluster.stories import StorySettings, group_stories
from reportedly.model import Capture, Copy, Report, Story
from reportedly.runners.processes import ProcessRunner
from reportedly.store.database import Project, open_project

_SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
_LARGEST = 10_000
_JOBS = 2


@dataclass(frozen=True, slots=True)
class _Run:
    reports: int
    passed: float  # seconds by the clock, for copies and stories
    copies: float  # seconds of processor time
    stories: float
    pairs: int
    groups: int
    before: float  # megabytes, of the reports alone
    peak: float
    agreement: float
    added: float  # seconds for 1,000 more, to these and to none
    added_alone: float
    same: bool  # whether adding them gave what one run over all gives


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows for sizes up to `sample`; none where the data is not at hand."""
    runs: list[_Run] = []
    for size in _SIZES:
        if size > (sample or _LARGEST):
            break
        # Each with a peak of its own; a process of `Pool` could not begin others.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            run = pool.submit(_measured, size).result()
        if run is None:
            return []
        runs.append(run)
    return [*map(_row, runs), *_growth(runs), *map(_added, runs[1:])]


def _measured(size: int) -> _Run | None:
    heap = list(make_heap(size))
    if not heap:
        return None
    reports = [report for _, report in heap]
    with _watched() as used:
        before = max(used, default=0.0)
        made, begun = _spent(), time.monotonic()
        spread = ProcessRunner(_JOBS).map
        copies = list(add_copies(reports, (), Fingerprints(), CopySettings(), spread))
        compared = _spent()
        stories = list(group_stories(reports, copies, StorySettings()))
        grouped, ended = _spent(), time.monotonic()
    peak = max(used)
    added, alone, same = _adding(reports, copies, stories)
    found = {report_id: story.id for story in stories for report_id in story.report_ids}
    return _Run(
        reports=size,
        passed=ended - begun,
        copies=compared - made,
        stories=grouped - compared,
        pairs=len(copies),
        groups=len(stories),
        before=before,
        peak=peak,
        agreement=bcubed(found, {report.id: event for event, report in heap}),
        added=added,
        added_alone=alone,
        same=same,
    )


def _adding(
    reports: Sequence[Report], copies: Sequence[Copy], stories: Sequence[Story]
) -> tuple[float, float, bool]:
    """Time the addition of the latest thousand reports, or half, to the others and to none."""
    ordered = sorted(reports, key=publication_order)
    new = min(1_000, len(ordered) // 2)
    old, latest = ordered[:-new], ordered[-new:]
    settings = CopySettings(), StorySettings()
    with tempfile.TemporaryDirectory() as folder:
        with open_project(f"{folder}/p.db", create=True) as project:
            _keep(project, old, group_reports(old, project.stock("k"), *settings))
        with open_project(f"{folder}/p.db", create=True) as project:
            begun, near, known = time.process_time(), project.nearby(), project.stock("k").copies()
            known_by = time.process_time()
            project.add(map(_captured, latest))
            found = group_new(latest, project.stock("k"), near.standing, near.copies_of, *settings)
            project.keep_groups("k", found.change if found else Change())
            project.save_added((), (), found.copies if found else (), (), "")
            added = time.process_time() - (known_by - begun)
    with tempfile.TemporaryDirectory() as folder, open_project(f"{folder}/p.db", create=True) as p:
        alone = time.process_time()
        _keep(p, latest, group_reports(latest, p.stock("k"), *settings))
        alone = time.process_time() - alone
    return added - begun, alone, found is not None and _same(found, known, copies, stories)


def _keep(project: Project, reports: Sequence[Report], groups: Groups) -> None:
    """Write what grouping has found; of the stories only which reports they hold."""
    project.add(map(_captured, reports))
    project.keep_groups("k", groups.change)
    project.save(groups.stories, reports, groups.copies, ())


def _captured(report: Report) -> tuple[Capture, Report]:
    named = replace(report, sha256=report.id)
    capture = Capture(path=report.path, sha256=report.id, content=b"", media_type="text/plain")
    return capture, named


def _same(
    found: NewGroups, known: Sequence[Copy], copies: Sequence[Copy], stories: Sequence[Story]
) -> bool:
    """Return whether an addition gave the copies and stories of a run over all."""
    if {one.id: one for one in (*known, *found.copies)} != {one.id: one for one in copies}:
        return False
    homes = {one: story for story in stories for one in story.report_ids}
    told = [growing for growing in map(found.story_of, found.regathered) if growing is not None]
    return len(told) == len(found.regathered) and all(
        set(homes[growing.report_ids[0]].report_ids) == set(growing.report_ids)
        for growing in (*told, *found.gathered)
        if growing.report_ids
    )


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Note the memory of this process and those it began together, in megabytes, as it goes on.

    Taken from outside: what a process reports of itself at its end counts for each that was begun
    from a large one the size of that too.
    """
    used, done = [_memory()], threading.Event()

    def look() -> None:
        while not done.wait(_EVERY):
            used.append(_memory())

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield used
    finally:
        done.set()
        watch.join()


_EVERY = 0.5  # seconds


def _memory() -> float:
    """Return the resident memory of this process and those it began, as Linux tells it."""
    own = os.getpid()
    pages = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and own in (int(folder.name), _parent(folder)):
            with suppress(OSError):
                pages += int((folder / "statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1_000_000


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def _spent() -> float:
    """Return the processor time of this process and of those it began and saw end."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, both))


def _row(run: _Run) -> Row:
    return Row(
        part="size",
        data=f"{run.reports:,} made reports, {run.groups:,} stories (BCubed {run.agreement:.2f})",
        measure="processor time of copies, of stories; by the clock; peak memory, of which reports",
        ours=f"{run.copies:.1f} s ({run.pairs:,} pairs), {run.stories:.1f} s; {run.passed:.0f} s; "
        f"{run.peak:.0f} MB, {run.before:.0f} MB",
    )


def _added(run: _Run) -> Row:
    return Row(
        part="size",
        data=f"the latest 1,000 of {run.reports:,} made reports, added to the others",
        measure="processor time of copies and stories; of adding them to none; as in one run",
        ours=f"{run.added:.1f} s; {run.added_alone:.1f} s; {'yes' if run.same else 'NO'}",
    )


def _growth(runs: list[_Run]) -> list[Row]:
    if len(runs) < 2:
        return []
    sizes = np.log([run.reports for run in runs])
    copies = np.polyfit(sizes, np.log([run.copies for run in runs]), 1)[0]
    stories = np.polyfit(sizes, np.log([run.stories for run in runs]), 1)[0]
    return [
        Row(
            part="size",
            data=f"{runs[0].reports:,} to {runs[-1].reports:,} made reports",
            measure="exponent of growth of copies, of stories (1: linear)",
            ours=f"{copies:.2f}, {stories:.2f}",
        )
    ]
