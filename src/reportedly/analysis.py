"""From reports to pictures: `reports -> annotate -> Facts -> analyse -> Picture`, one a story.

As known on a day is a run over the reports published by that day, and nothing else: that is why
nothing said later can show through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain

from reportedly.cluster import copies, stories
from reportedly.cluster.kept_groups import group_reports
from reportedly.cluster.story_rulings import rule_stories
from reportedly.cluster.versions import find_versions
from reportedly.compare.ruled_statements import as_ruled
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
    Picture,
    PlaceMention,
    Problem,
    Proposition,
    Question,
    Report,
    Ruling,
    Statement,
    Status,
    Story,
    TimeMention,
    Update,
    Utterance,
    Version,
    WordChoice,
)
from reportedly.pipeline import (
    DATE_STAGE,
    REPORT_STAGES,
    STORY_STAGES,
    Facts,
    annotate,
    facts_key,
    fingerprint,
    kept_under,
    run_stage,
)
from reportedly.rulings import carried, in_force, lost_words, of_reports
from reportedly.runners.base import Runner
from reportedly.runners.counted import uncounted
from reportedly.settings import Settings
from reportedly.stage import Stage
from reportedly.text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The result of a run: one picture a story, the largest story first."""

    pictures: tuple[Picture, ...]
    reports: tuple[Report, ...]  # with inferred dates, in order of publication
    copies: tuple[Copy, ...]
    dates: tuple[DateInference, ...]
    problems: tuple[Problem, ...]
    as_of: date | None = None
    versions: tuple[Version, ...] = ()
    earlier: tuple[Report, ...] = ()  # versions that a later one has taken the place of


def analyse(
    reports: Sequence[Report],
    settings: Settings,
    *,
    runner: Runner | None = None,
    memory: Memory | None = None,
    as_of: date | None = None,
    rulings: Sequence[Ruling] = (),
) -> Analysis:
    """Lay out who says what in these reports; one picture a story.

    With `as_of`, only reports shown to be published by that day take part: the result equals
    that of a run over only those. Of several versions of an article only the last takes part.
    `rulings` is the log of what people decided, whatever was undone included.
    """
    memory = memory or ShortMemory()
    held = in_force(rulings)
    versions = tuple(find_versions(reports, settings.versions))
    if as_of is not None:
        dated = _dated(reports, versions, held, settings, runner, memory)[0]
        reports = published_by(as_of, [facts.report for facts in dated], reports, versions)
        versions = tuple(find_versions(reports, settings.versions))
    held = carried(held, versions, reports)
    facts, shared, groups = _dated(reports, versions, held, settings, runner, memory)
    by_id = {one.report.id: one for one in facts}
    replaced = {version.earlier for version in versions}
    earlier = tuple(report for report in reports if report.id in replaced)
    within = copies_within((story for story, *_ in groups), shared)
    pictures = [
        with_versions(
            _picture(
                story,
                [by_id[i] for i in story.report_ids],
                within.get(story.id, ()),
                inferred,
                of_reports(held, story.report_ids),
                settings,
                memory,
            ),
            versions,
            earlier,
        )
        for story, inferred, _ in groups
    ]
    problems = [problem for *_, found in groups for problem in found]
    problems += [problem for picture in pictures for problem in picture.problems]
    problems += lost_words(held, earlier, ())  # what was not found again in a later version
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
        versions=versions,
        earlier=earlier,
    )


def latest(reports: Sequence[Report], versions: Sequence[Version]) -> list[Report]:
    """Return the reports that no later version has taken the place of."""
    replaced = {version.earlier for version in versions}
    return [report for report in reports if report.id not in replaced]


def with_versions(
    picture: Picture, versions: Sequence[Version], earlier: Sequence[Report]
) -> Picture:
    """Return the picture with the earlier versions of its reports."""
    wanted = {report.id for report in picture.reports}
    found: list[Version] = []
    for version in reversed(versions):  # of each article the last step comes first here
        if version.later in wanted:
            found.append(version)
            wanted.add(version.earlier)
    held = tuple(report for report in earlier if report.id in wanted)
    return replace(picture, versions=tuple(reversed(found)), earlier=held)


def published_by(
    day: date,
    dated: Iterable[Report],
    reports: Iterable[Report],
    versions: Sequence[Version] = (),
) -> tuple[Report, ...]:
    """Return those of `reports` whose dated twin was surely published by `day`.

    A later version was so by the day it appeared; the first one, where it bears no date of its
    own, by that of the article.
    """
    until = {report.id: report.published_until for report in dated}
    for version in reversed(versions):
        until[version.earlier] = until.get(version.later)
    until |= {report.id: report.published_until for report in reports if report.published_until}
    until |= {version.later: version.appeared for version in versions}
    known = {report_id for report_id, last in until.items() if last and last <= day}
    return tuple(report for report in reports if report.id in known)


def publication_order(report: Report) -> tuple[date, date, str, str]:
    """Return the sort key for reports: by date, undated last, then by title and id."""
    last = report.published_until or date.max
    return (report.published_from or date.max, last, report.title or "", report.id)


_MANY = 5_000  # reports
_Group = tuple[Story, tuple[DateInference, ...], tuple[Problem, ...]]


def _dated(
    reports: Sequence[Report],
    versions: Sequence[Version],
    rulings: Sequence[Ruling],
    settings: Settings,
    runner: Runner | None,
    memory: Memory,
) -> tuple[list[Facts], tuple[Copy, ...], list[_Group]]:
    """Annotate, group into stories, and date the undated reports from their stories."""
    facts = annotate(latest(reports, versions), settings, runner=runner, memory=memory)
    facts.sort(key=lambda one: publication_order(one.report))
    standing = [one.report for one in facts]
    shared, ruled = group_standing(standing, versions, rulings, settings, memory, runner)
    by_id = {one.report.id: one for one in facts}
    groups: list[_Group] = []
    for story in ruled:
        inferred, problems = infer_dates_of(story, [by_id[i] for i in story.report_ids], settings)
        before = {i: by_id[i] for i in (found.report_id for found in inferred)}
        changed = [before[found.report_id].report.dated_by(found) for found in inferred]
        undated = {i: Kept(rows=one.rows, problems=one.problems) for i, one in before.items()}
        for one in annotate(changed, settings, runner=runner, memory=memory, undated=undated):
            by_id[one.report.id] = one
        groups.append((story, inferred, problems))
    return [by_id[one.report.id] for one in facts], shared, groups


def group_standing(
    standing: Sequence[Report],
    versions: Sequence[Version],
    rulings: Sequence[Ruling],
    settings: Settings,
    memory: Memory,
    runner: Runner | None = None,
) -> tuple[tuple[Copy, ...], list[Story]]:
    """Return the copies and the stories of reports in order of publication, as people ruled."""
    made_by = fingerprint((copies.STAGE, stories.STAGE), settings)
    known, kept = memory.groups(made_by)
    # Below that, to start processes takes longer than to compare.
    mapped = uncounted(runner).map if runner and len(standing) >= _MANY else map
    found = group_reports(standing, known, kept, settings.copies, settings.stories, mapped)
    memory.keep_groups(made_by, found.kept)
    ruled = rule_stories(found.stories, standing, rulings, found.copies, versions)
    return found.copies, ruled


def infer_dates_of(
    story: Story, facts: Sequence[Facts], settings: Settings
) -> tuple[tuple[DateInference, ...], tuple[Problem, ...]]:
    """Return the days on which undated reports of a story may have been published."""
    found, problem = run_stage(DATE_STAGE, story, rows_of(facts), settings)
    return found, (replace(problem, path=story.title, lost=False),) if problem else ()


def rows_of(facts: Sequence[Facts]) -> Rows:
    """Return the rows of several reports together, by their type."""
    rows: Rows = {Report: tuple(one.report for one in facts)}
    for stage in REPORT_STAGES:
        rows[stage.writes] = tuple(chain.from_iterable(one.of(stage.writes) for one in facts))
    return rows


def copies_within(stories: Iterable[Story], shared: Iterable[Copy]) -> dict[str, tuple[Copy, ...]]:
    """Return by story the copies that have both reports in it."""
    home = {report_id: story.id for story in stories for report_id in story.report_ids}
    found: dict[str, list[Copy]] = {}
    for copy in shared:
        if home[copy.a] == home[copy.b]:
            found.setdefault(home[copy.a], []).append(copy)
    return {story_id: tuple(among) for story_id, among in found.items()}


def _picture(
    story: Story,
    facts: list[Facts],
    shared: tuple[Copy, ...],
    inferred: tuple[DateInference, ...],
    rulings: tuple[Ruling, ...],
    settings: Settings,
    memory: Memory,
) -> Picture:
    facts = sorted(facts, key=lambda one: publication_order(one.report))
    story = replace(story, report_ids=tuple(one.report.id for one in facts))
    rows = rows_of(facts)
    rows[Copy] = shared
    rows[DateInference] = inferred
    rows[Ruling] = rulings
    made_by = story_key(story, rows[Report], settings, rulings)
    kept = memory.recall([made_by]).get(made_by)
    if kept is None:
        kept = compare_story(story, rows, settings)
        memory.keep(kept_under(made_by, kept), story.id, kept)
    problems = [problem for one in facts for problem in one.problems]
    problems += lost_words(rulings, rows[Report], rows[Statement])
    return picture_from(story, rows | kept.rows, (*problems, *kept.problems))


def compare_story(story: Story, rows: Rows, settings: Settings) -> Kept:
    """Run every stage of one story, in order, over the rows of its reports."""
    rows = {**rows, Statement: _as_ruled(rows)}
    problems: list[Problem] = []
    for stage in STORY_STAGES:
        rows[stage.writes], problem = run_stage(stage, story, rows, settings)
        if problem:
            problems.append(replace(problem, path=story.title, lost=False))
    made = {stage.writes: rows[stage.writes] for stage in STORY_STAGES}
    return Kept(rows=made, problems=tuple(problems))


def _as_ruled(rows: Rows) -> tuple[Statement, ...]:
    """Return the statements as people ruled; those that stages of one report made stay as made."""
    return as_ruled(rows[Statement], rows.get(Mention, ()), rows.get(Ruling, ()))


def story_key(
    story: Story, reports: Sequence[Report], settings: Settings, rulings: Sequence[Ruling] = ()
) -> str:
    """Return the key of a story's rows: its reports, their facts and everything that makes them."""
    version_of_facts, version = _versions_of(settings, REPORT_STAGES, STORY_STAGES)
    facts = [facts_key(report, version_of_facts) for report in reports]
    return key("picture", story.id, *facts, *(ruling.id for ruling in rulings), version)


@lru_cache(maxsize=4)
def _versions_of(
    settings: Settings, of_report: tuple[Stage, ...], of_story: tuple[Stage, ...]
) -> tuple[str, str]:
    """Return what names the stages of reports and of stories, with all that they are set to."""
    of_stories = f"{settings.copies!r} {fingerprint(of_story, settings)}"
    return fingerprint(of_report, settings), of_stories


def picture_from(
    story: Story, rows: Rows, problems: tuple[Problem, ...], as_of: date | None = None
) -> Picture:
    """Return the picture that the rows of one story make."""
    return Picture(
        story=story,
        as_of=as_of,
        reports=rows[Report],
        statements=_as_ruled(rows),
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
        rulings=rows.get(Ruling, ()),
        problems=problems,
    )


def days_of(picture: Picture) -> list[date]:
    """Return the days by which a report of the story, or a version of one, was surely there."""
    days = {report.published_until for report in (*picture.reports, *picture.earlier)}
    days |= {version.appeared for version in picture.versions}
    return sorted(day for day in days if day is not None)


def pictures_by_day(
    picture: Picture,
    reports: Sequence[Report],
    settings: Settings,
    *,
    memory: Memory | None = None,
    most: int | None = None,
    rulings: Sequence[Ruling] = (),
) -> dict[date, Picture]:
    """Return the story as known on each of its days, the last `most` of them.

    `reports` are those of the whole input as read, before dates were inferred. A day on which
    nothing of the story could be made out is left out.
    """
    memory = memory or ShortMemory()
    found: dict[date, Picture] = {}
    own = {report.id for report in (*picture.reports, *picture.earlier)}
    raw = [report for report in reports if report.id in own]
    for day in days_of(picture)[-most if most else None :]:
        known = published_by(day, picture.reports, raw, picture.versions)
        parts = analyse(known, settings, memory=memory, rulings=rulings).pictures
        if parts:
            found[day] = replace(parts[0], as_of=day)
    return found
