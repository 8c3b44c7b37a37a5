"""Every stage, in order, and what runs them on one report: `Report -> annotate -> Facts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from reportedly.acquire.repeats import repeated_in
from reportedly.annotate import (
    attributions,
    figures,
    names,
    parses,
    places,
    sentences,
    speeches,
    statements,
    times,
    wording,
)
from reportedly.cluster import origins
from reportedly.compare import (
    agents,
    conflicts,
    dates,
    denials,
    propositions,
    questions,
    support,
    updates,
    utterances,
)
from reportedly.errors import INTERNAL, CannotHandle
from reportedly.memory import Kept, Memory, Rows, ShortMemory
from reportedly.model import (
    Problem,
    Report,
    Story,
)
from reportedly.runners.base import Runner
from reportedly.runners.local import LocalRunner
from reportedly.settings import Settings
from reportedly.stage import Stage
from reportedly.text import key

REPORT_STAGES: tuple[Stage, ...] = (
    sentences.STAGE,
    parses.STAGE,
    names.STAGE,
    times.STAGE,
    figures.STAGE,
    places.STAGE,
    attributions.STAGE,
    speeches.STAGE,
    statements.STAGE,
    wording.STAGE,
)
DATE_STAGE: Stage = dates.STAGE  # runs before the others of a story: they need the dates it finds
STORY_STAGES: tuple[Stage, ...] = (
    agents.STAGE,
    utterances.STAGE,
    origins.STAGE,
    origins.DERIVATIONS,
    questions.STAGE,
    propositions.STAGE,
    denials.STAGE,
    conflicts.STAGE,
    updates.STAGE,
    support.STAGE,
)
STAGES: tuple[Stage, ...] = (*REPORT_STAGES, DATE_STAGE, *STORY_STAGES)


def _dated_stages() -> tuple[Stage, ...]:
    """Return the stages of a report that depend on its date, directly or through what they read."""
    found: list[Stage] = []
    for stage in REPORT_STAGES:
        if stage.dated or {made.writes for made in found} & set(stage.reads):
            found.append(stage)
    return tuple(found)


DATED_STAGES = _dated_stages()
# Rows that only other stages of the report need; they would take more room than all the others.
_PASSING = frozenset(stage.writes for stage in REPORT_STAGES if not stage.kept)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything found in one report."""

    report: Report
    rows: Rows
    problems: tuple[Problem, ...] = ()

    def of(self, kind: type[Row]) -> tuple[Row, ...]:
        """Return the rows of one type, in reading order."""
        return self.rows.get(kind, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A report whose facts are kept, and what went wrong in making them."""

    report: Report
    key: str  # under which they are kept
    problems: tuple[Problem, ...] = ()
    undated: Kept | None = None  # facts just made that change once a date is inferred


def annotate(
    reports: Iterable[Report],
    settings: Settings,
    *,
    runner: Runner | None = None,
    memory: Memory | None = None,
) -> list[Facts]:
    """Return the facts of each report, in the order given; only what is new is computed."""
    memory = memory or ShortMemory()
    return recalled(note_down(reports, settings, runner=runner, memory=memory), memory)


def recalled(noted: Sequence[Noted], memory: Memory) -> list[Facts]:
    """Return the facts of reports whose facts are kept, in the order given."""
    found = memory.recall([one.key for one in noted])
    return [
        Facts(report=one.report, rows=found[one.key].rows, problems=one.problems) for one in noted
    ]


def note_down(
    reports: Iterable[Report],
    settings: Settings,
    *,
    runner: Runner | None = None,
    memory: Memory,
    undated: Mapping[str, Kept] | None = None,
) -> list[Noted]:
    """Make the facts that are missing, and keep them; what is known is not loaded.

    Of a large project next to nothing is needed when a report is added. `undated` holds, by report
    id, the rows made before the report's date was inferred; of those only what depends on the date
    is made again.
    """
    reports = list(reports)
    version = fingerprint(REPORT_STAGES, settings)
    keys = [facts_key(report, version) for report in reports]
    known = memory.known(keys)
    missing = {k: r for k, r in zip(keys, reports, strict=True) if k not in known}
    made: dict[str, Noted] = {}
    for made_by, kept_by, kept in _made(missing, settings, runner, memory, undated or {}):
        report = missing[made_by]
        waiting = kept if kept.rows.keys() >= _PASSING else None
        made[made_by] = Noted(report=report, key=kept_by, problems=kept.problems, undated=waiting)
    return [
        made[k] if k in made else Noted(report=r, key=k, problems=known[k])
        for k, r in zip(keys, reports, strict=True)
    ]


def _made(
    missing: Mapping[str, Report],
    settings: Settings,
    runner: Runner | None,
    memory: Memory,
    undated: Mapping[str, Kept],
) -> Iterator[tuple[str, str, Kept]]:
    """Make and keep the facts of reports; yield the key, that under which they are kept, and them.

    They differ where a stage itself broke: nobody asks for the second.
    """
    units = [(report, undated.get(report.id)) for report in missing.values()]
    made = (runner or LocalRunner()).map(partial(_annotate_unit, settings=settings), units)
    for (made_by, report), kept in zip(missing.items(), made, strict=True):
        kept_by = kept_under(made_by, kept)
        memory.keep(kept_by, report.id, replace(kept, rows=_lasting(kept.rows)))
        yield made_by, kept_by, kept


def _lasting(rows: Rows) -> Rows:
    return {kind: found for kind, found in rows.items() if kind not in _PASSING}


def _annotate_unit(unit: tuple[Report, Kept | None], settings: Settings) -> Kept:
    return annotate_report(unit[0], settings, before=unit[1])


def annotate_report(report: Report, settings: Settings, *, before: Kept | None = None) -> Kept:
    """Run every stage of one report, in order.

    `before` holds the rows made when the report had no date; those that do not depend on it stay.
    What is not kept is dropped at the end, unless a date may still be inferred.
    """
    rows: Rows = {}
    problems: list[Problem] = []
    if before is not None and before.rows.keys() >= _PASSING:
        kept = [stage.writes for stage in REPORT_STAGES if stage not in DATED_STAGES]
        rows = {kind: before.rows[kind] for kind in kept}
        problems = [p for p in before.problems if p.stage not in {s.name for s in DATED_STAGES}]
    for stage in REPORT_STAGES:
        if stage.writes in rows:
            continue
        rows[stage.writes], problem = run_stage(stage, report, rows, settings)
        if problem:
            problems.append(replace(problem, path=report.path, report_id=report.id, lost=False))
    if report.published_basis != "none":
        rows = _lasting(rows)
    return Kept(rows=rows, problems=tuple(problems))


def run_stage(
    stage: Stage, unit: Report | Story, rows: Mapping[type, tuple[Any, ...]], settings: Settings
) -> tuple[tuple[Any, ...], Problem | None]:
    """Run one stage on one unit: its rows, or none and the problem."""
    inputs = [rows.get(kind, ()) for kind in stage.reads]
    try:
        return tuple(stage.run(unit, *inputs, settings.of(stage))), None
    except CannotHandle as error:
        reason = str(error)
    except Exception as error:  # one odd report must not end the run over a thousand others
        reason = f"{INTERNAL}, {type(error).__name__}: {error}; please report it"
    return (), Problem(path="", stage=stage.name, reason=reason)


def kept_under(made_by: str, kept: Kept) -> str:
    """Return the key to keep rows under: one that nobody asks for where a stage itself broke.

    What could be made is kept, and the next run tries again.
    """
    broken = any(problem.reason.startswith(INTERNAL) for problem in kept.problems)
    return key("broken", made_by) if broken else made_by


def facts_key(report: Report, version: str) -> str:
    """Return the key of a report's facts: content, date and everything that makes them."""
    dated = (report.published_from, report.published_until, report.published_basis)
    known = (report.id, report.language, report.outlet, *dated, *repeated_in(report))
    return key("facts", *known, version)


def fingerprint(stages: Iterable[Stage], settings: Settings) -> str:
    """Return a short string that changes when a stage's version or settings do."""
    return key("stages", *(f"{s.name}:{s.version}:{settings.of(s)!r}" for s in stages))
