"""Every stage, in order, and what runs them: reports to facts, facts to pictures.

    Report -> annotate -> Facts -> analyse -> Picture, one a story

As known on a day is a run over the reports published by that day, and nothing else: that is why
nothing said later can show through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from reportedly.annotate import (
    attributions,
    figures,
    names,
    parses,
    places,
    sentences,
    statements,
    times,
    wording,
)
from reportedly.cluster import copies, origins, stories
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
from reportedly.errors import CannotHandle
from reportedly.memory import Kept, Memory, Rows, ShortMemory
from reportedly.model import (
    Agent,
    Attribution,
    Conflict,
    Copy,
    DateInference,
    Denial,
    Derivation,
    Figure,
    Mention,
    Origin,
    Parse,
    Picture,
    PlaceMention,
    Problem,
    Proposition,
    Question,
    Report,
    Statement,
    Status,
    Story,
    TimeMention,
    Update,
    Utterance,
    WordChoice,
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
class Analysis:
    """The result of a run: one picture a story, the largest story first."""

    pictures: tuple[Picture, ...]
    reports: tuple[Report, ...]  # with inferred dates, in order of publication
    copies: tuple[Copy, ...]
    dates: tuple[DateInference, ...]
    problems: tuple[Problem, ...]
    as_of: date | None = None


# --- one report ----------------------------------------------------------------------------


def annotate(
    reports: Iterable[Report],
    settings: Settings,
    *,
    runner: Runner | None = None,
    memory: Memory | None = None,
    undated: Mapping[str, Kept] | None = None,
) -> list[Facts]:
    """Return the facts of each report, in the order given; only what is new is computed.

    `undated` holds, by report id, the rows made before the report's date was inferred; of those
    only what depends on the date is made again.
    """
    runner, memory, undated = runner or LocalRunner(), memory or ShortMemory(), undated or {}
    reports = list(reports)
    version = fingerprint(REPORT_STAGES, settings)
    keys = [facts_key(report, version) for report in reports]
    known = dict(memory.recall(keys))
    missing = {k: r for k, r in zip(keys, reports, strict=True) if k not in known}
    units = [(report, undated.get(report.id)) for report in missing.values()]
    made = runner.map(partial(_annotate_unit, settings=settings), units)
    for (made_by, report), kept in zip(missing.items(), made, strict=True):
        memory.keep(made_by, report.id, kept)
        known[made_by] = kept
    pairs = zip(keys, reports, strict=True)
    return [Facts(report=r, rows=known[k].rows, problems=known[k].problems) for k, r in pairs]


def _annotate_unit(unit: tuple[Report, Kept | None], settings: Settings) -> Kept:
    return annotate_report(unit[0], settings, before=unit[1])


def annotate_report(report: Report, settings: Settings, *, before: Kept | None = None) -> Kept:
    """Run every stage of one report, in order.

    `before` holds the rows made when the report had no date; those that do not depend on it stay.
    The parse is dropped at the end, unless a date may still be inferred.
    """
    rows: Rows = {}
    problems: list[Problem] = []
    if before is not None and Parse in before.rows:
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
        rows.pop(Parse)
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
        reason = f"internal error, {type(error).__name__}: {error}; please report it"
    return (), Problem(path="", stage=stage.name, reason=reason)


def facts_key(report: Report, version: str) -> str:
    """Return the key of a report's facts: content, date and everything that makes them."""
    dated = (report.published_from, report.published_until, report.published_basis)
    return key("facts", report.id, report.language, report.outlet, *dated, version)


def fingerprint(stages: Iterable[Stage], settings: Settings) -> str:
    """Return a short string that changes when a stage's version or settings do."""
    return key("stages", *(f"{s.name}:{s.version}:{settings.of(s)!r}" for s in stages))


# --- many reports --------------------------------------------------------------------------


def analyse(
    reports: Sequence[Report],
    settings: Settings,
    *,
    runner: Runner | None = None,
    memory: Memory | None = None,
    as_of: date | None = None,
) -> Analysis:
    """Lay out who says what in these reports; one picture a story.

    With `as_of`, only reports shown to be published by that day take part: the result equals
    that of a run over only those.
    """
    memory = memory or ShortMemory()
    if as_of is not None:
        dated = _dated(list(reports), settings, runner, memory)[0]
        reports = published_by(as_of, [facts.report for facts in dated], reports)
    facts, shared, groups = _dated(list(reports), settings, runner, memory)
    by_id = {one.report.id: one for one in facts}
    pictures = [
        _picture(story, [by_id[i] for i in story.report_ids], shared, inferred, settings, memory)
        for story, inferred, _ in groups
    ]
    problems = [problem for *_, found in groups for problem in found]
    problems += [problem for picture in pictures for problem in picture.problems]
    return Analysis(
        pictures=tuple(
            replace(picture, as_of=as_of)
            for picture in sorted(pictures, key=lambda p: (-len(p.reports), p.story.id))
        ),
        reports=tuple(sorted((one.report for one in facts), key=publication_order)),
        copies=shared,
        dates=tuple(found for _, inferred, _ in groups for found in inferred),
        problems=tuple(problems),
        as_of=as_of,
    )


def published_by(
    day: date, dated: Iterable[Report], reports: Iterable[Report]
) -> tuple[Report, ...]:
    """Return those of `reports` whose dated twin was surely published by `day`."""
    ids = {r.id for r in dated if r.published_until is not None and r.published_until <= day}
    return tuple(report for report in reports if report.id in ids)


def publication_order(report: Report) -> tuple[date, date, str, str]:
    """Return the sort key for reports: by date, undated last, then by title and id."""
    last = report.published_until or date.max
    return (report.published_from or date.max, last, report.title or "", report.id)


_Group = tuple[Story, tuple[DateInference, ...], tuple[Problem, ...]]


def _dated(
    reports: list[Report], settings: Settings, runner: Runner | None, memory: Memory
) -> tuple[list[Facts], tuple[Copy, ...], list[_Group]]:
    """Annotate, group into stories, and date the undated reports from their stories."""
    facts = annotate(reports, settings, runner=runner, memory=memory)
    facts.sort(key=lambda one: publication_order(one.report))
    shared = tuple(copies.find_copies([one.report for one in facts], settings.copies))
    grouped = stories.group_stories([one.report for one in facts], shared, settings.stories)
    by_id = {one.report.id: one for one in facts}
    groups: list[_Group] = []
    for story in grouped:
        inferred, problems = _infer(story, [by_id[i] for i in story.report_ids], settings)
        before = {i: by_id[i] for i in (found.report_id for found in inferred)}
        changed = [before[found.report_id].report.dated_by(found) for found in inferred]
        undated = {i: Kept(rows=one.rows, problems=one.problems) for i, one in before.items()}
        for one in annotate(changed, settings, runner=runner, memory=memory, undated=undated):
            by_id[one.report.id] = one
        groups.append((story, inferred, problems))
    return [by_id[one.report.id] for one in facts], shared, groups


def _infer(
    story: Story, facts: Sequence[Facts], settings: Settings
) -> tuple[tuple[DateInference, ...], tuple[Problem, ...]]:
    found, problem = run_stage(DATE_STAGE, story, _rows_of(facts), settings)
    return found, (replace(problem, path=story.title, lost=False),) if problem else ()


def _rows_of(facts: Sequence[Facts]) -> Rows:
    rows: Rows = {Report: tuple(one.report for one in facts)}
    for stage in REPORT_STAGES:
        rows[stage.writes] = tuple(chain.from_iterable(one.of(stage.writes) for one in facts))
    return rows


def _picture(
    story: Story,
    facts: list[Facts],
    shared: tuple[Copy, ...],
    inferred: tuple[DateInference, ...],
    settings: Settings,
    memory: Memory,
) -> Picture:
    facts = sorted(facts, key=lambda one: publication_order(one.report))
    story = replace(story, report_ids=tuple(one.report.id for one in facts))
    rows = _rows_of(facts)
    inside = set(story.report_ids)
    rows[Copy] = tuple(copy for copy in shared if copy.a in inside and copy.b in inside)
    rows[DateInference] = inferred
    made_by = story_key(story, facts, settings)
    kept = memory.recall([made_by]).get(made_by)
    if kept is None:
        kept = compare_story(story, rows, settings)
        memory.keep(made_by, story.id, kept)
    problems = [problem for one in facts for problem in one.problems]
    return picture_from(story, rows | kept.rows, (*problems, *kept.problems))


def compare_story(story: Story, rows: Rows, settings: Settings) -> Kept:
    """Run every stage of one story, in order, over the rows of its reports."""
    rows = dict(rows)
    problems: list[Problem] = []
    for stage in STORY_STAGES:
        rows[stage.writes], problem = run_stage(stage, story, rows, settings)
        if problem:
            problems.append(replace(problem, path=story.title, lost=False))
    made = {stage.writes: rows[stage.writes] for stage in STORY_STAGES}
    return Kept(rows=made, problems=tuple(problems))


def story_key(story: Story, facts: Sequence[Facts], settings: Settings) -> str:
    """Return the key of a story's rows: its reports, their facts and everything that makes them."""
    version = fingerprint(REPORT_STAGES, settings)
    reports = [facts_key(one.report, version) for one in facts]
    version = f"{settings.copies!r} {fingerprint(STORY_STAGES, settings)}"
    return key("picture", story.id, *reports, version)


def picture_from(
    story: Story, rows: Rows, problems: tuple[Problem, ...], as_of: date | None = None
) -> Picture:
    """Return the picture that the rows of one story make."""
    return Picture(
        story=story,
        as_of=as_of,
        reports=rows[Report],
        statements=rows[Statement],
        attributions=rows[Attribution],
        figures=rows[Figure],
        times=rows[TimeMention],
        places=rows[PlaceMention],
        mentions=rows[Mention],
        word_choices=rows[WordChoice],
        copies=rows[Copy],
        dates=rows[DateInference],
        agents=rows[Agent],
        utterances=rows[Utterance],
        origins=rows[Origin],
        derivations=rows[Derivation],
        questions=rows[Question],
        propositions=rows[Proposition],
        conflicts=rows[Conflict],
        denials=rows[Denial],
        updates=rows[Update],
        statuses=rows[Status],
        problems=problems,
    )


def days_of(picture: Picture) -> list[date]:
    """Return the days by which another report of the story was surely published, ascending."""
    return sorted({r.published_until for r in picture.reports if r.published_until is not None})


def pictures_by_day(
    picture: Picture,
    reports: Sequence[Report],
    settings: Settings,
    *,
    memory: Memory | None = None,
    most: int | None = None,
) -> dict[date, Picture]:
    """Return the story as known on each of its days, the last `most` of them.

    `reports` are those of the whole input as read, before dates were inferred. A day on which
    nothing of the story could be made out is left out.
    """
    memory = memory or ShortMemory()
    found: dict[date, Picture] = {}
    own = {report.id for report in picture.reports}
    raw = [report for report in reports if report.id in own]
    for day in days_of(picture)[-most if most else None :]:
        known = published_by(day, picture.reports, raw)
        parts = analyse(known, settings, memory=memory).pictures
        if parts:
            found[day] = replace(parts[0], as_of=day)
    return found
