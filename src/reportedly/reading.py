"""From paths to reports: read, decode, type the blocks, and say what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.acquire.files import MetaRow, read_captures
from reportedly.acquire.reports import read_report
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Given, Problem, Report
from reportedly.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came in: reports, and a problem for each input that could not be read."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def read(
    paths: Sequence[str],
    settings: Settings,
    *,
    meta: Sequence[MetaRow] = (),
    given: Given | None = None,
) -> Reading:
    """Read files and folders into reports, in the order found.

    The same bytes twice are one report; the second is a `Problem` that loses nothing.
    """
    reports: dict[str, Report] = {}
    problems: list[Problem] = []
    for found in read_captures(paths, settings.files, meta=meta, given=given or Given()):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        report, problem = _read_one(found, settings)
        if problem:
            problems.append(problem)
        elif report and report.id in reports:
            problems.append(_twice(found.path, reports[report.id]))
        elif report:
            reports[report.id] = report
    return Reading(reports=tuple(reports.values()), problems=tuple(problems))


def _read_one(capture: Capture, settings: Settings) -> tuple[Report | None, Problem | None]:
    try:
        return read_report(capture, settings.reports), None
    except CannotHandle as error:
        return None, Problem(path=capture.path, stage="read", reason=str(error))


def _twice(path: str, first: Report) -> Problem:
    reason = f"the same bytes as {first.path}; counted once"
    return Problem(path=path, stage="read", reason=reason, report_id=first.id, lost=False)
