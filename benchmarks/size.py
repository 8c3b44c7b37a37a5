"""How copies and stories grow with the size of a heap: 1,000 to 10,000 reports, or more.

`python -m benchmarks size --sample 100000` goes up to 100,000. Copies are compared in two processes
and stories gathered in one, as with `--jobs 2`. Processor time is measured, that of all processes;
the exponent is that of the power of the number of reports that fits the times best.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from benchmarks.clusterings import bcubed
from benchmarks.heaps import make_heap
from benchmarks.table import Row
from reportedly.cluster.copies import CopySettings, add_copies, publication_order
from reportedly.cluster.fingerprints import Fingerprints
from reportedly.cluster.kept_groups import group_reports
from reportedly.cluster.stories import StorySettings, group_stories
from reportedly.model import Copy, Report, Story
from reportedly.runners.processes import ProcessRunner

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
    before = _peak()
    made, begun = _spent(), time.monotonic()
    copies = list(add_copies(reports, (), Fingerprints(), CopySettings(), ProcessRunner(_JOBS).map))
    compared = _spent()
    stories = list(group_stories(reports, copies, StorySettings()))
    grouped, ended = _spent(), time.monotonic()
    peak = _peak() + _JOBS * _peak(resource.RUSAGE_CHILDREN)
    added, alone, same = _adding(reports, tuple(copies), tuple(stories))
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
    reports: list[Report], copies: tuple[Copy, ...], stories: tuple[Story, ...]
) -> tuple[float, float, bool]:
    """Time the addition of the latest thousand reports, or half, to the others and to none."""
    ordered = sorted(reports, key=publication_order)
    new = min(1_000, len(ordered) // 2)
    old, latest = ordered[:-new], ordered[-new:]
    settings = CopySettings(), StorySettings()
    before = group_reports(old, (), {}, *settings)
    begun = time.process_time()
    after = group_reports([*old, *latest], before.copies, before.kept, *settings)
    added = time.process_time()
    group_reports(latest, (), {}, *settings)
    alone = time.process_time()
    return added - begun, alone - added, (after.copies, after.stories) == (copies, stories)


def _peak(whose: int = resource.RUSAGE_SELF) -> float:
    """Return the peak memory of this process, or of the largest of those it began."""
    return resource.getrusage(whose).ru_maxrss / 1024


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
