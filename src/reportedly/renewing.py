"""Bring a project up to date: make only what is missing, load only what that needs.

    all reports, what is kept -> facts of new reports, rows of touched stories -> Renewed

What is kept afterwards is what `analyse` would have kept; no pictures are put together. Adding one
report to thousands loads the reports themselves and the rows of the stories that it touches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reportedly.analysis import (
    compare_story,
    copies_within,
    group_standing,
    infer_dates_of,
    latest,
    publication_order,
    rows_of,
    story_key,
)
from reportedly.cluster.versions import find_versions
from reportedly.memory import Memory, Rows
from reportedly.model import (
    Copy,
    DateInference,
    Problem,
    Report,
    Ruling,
    Statement,
    Story,
    Version,
)
from reportedly.pipeline import Facts, Noted, kept_under, note_down
from reportedly.rulings import carried, in_force, lost_words, of_reports
from reportedly.runners.base import Runner
from reportedly.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What a project holds after a run."""

    stories: tuple[Story, ...]  # the largest first
    reports: tuple[Report, ...]  # with inferred dates, in order of publication
    copies: tuple[Copy, ...]
    dates: tuple[DateInference, ...]
    versions: tuple[Version, ...]
    problems: tuple[Problem, ...]


def renew(
    reports: Sequence[Report],
    settings: Settings,
    *,
    memory: Memory,
    runner: Runner | None = None,
    rulings: Sequence[Ruling] = (),
) -> Renewed:
    """Make and keep what is missing of the facts of `reports` and of the rows of their stories.

    `rulings` is the log of what people decided, whatever was undone included.
    """
    versions = tuple(find_versions(reports, settings.versions))
    held = carried(in_force(rulings), versions, reports)
    run = _Run(settings, memory, runner, held)
    noted = note_down(latest(reports, versions), settings, runner=runner, memory=memory)
    noted.sort(key=lambda one: publication_order(one.report))
    standing = [one.report for one in noted]
    shared, ruled = group_standing(standing, versions, held, settings, memory, runner)
    run.noted = {one.report.id: one for one in noted}
    dates = {story.id: tuple(run.date(story)) for story in ruled}
    within = copies_within(ruled, shared)
    stories = [run.compare(story, within.get(story.id, ()), dates[story.id]) for story in ruled]
    replaced = {version.earlier for version in versions}
    earlier = [report for report in reports if report.id in replaced]
    run.problems += lost_words(held, earlier, ())  # what was not found again in a later version
    dated = (run.noted[report.id].report for report in standing)
    return Renewed(
        stories=tuple(sorted(stories, key=lambda story: (-len(story.report_ids), story.id))),
        reports=tuple(sorted(dated, key=publication_order)),
        copies=shared,
        dates=tuple(chain.from_iterable(dates.values())),
        versions=versions,
        problems=tuple(run.problems),
    )


class _Run:
    """One run over a project; a class because dates found in a story change its reports."""

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        runner: Runner | None,
        rulings: Sequence[Ruling],
    ) -> None:
        self.noted: dict[str, Noted] = {}
        self.problems: list[Problem] = []
        self._settings, self._memory, self._runner = settings, memory, runner
        self._rulings = rulings

    def date(self, story: Story) -> Iterator[DateInference]:
        """Yield the days on which undated reports of a story may have been published."""
        noted = [self.noted[report_id] for report_id in story.report_ids]
        days = [one.report.published_from for one in noted]
        if None not in days or not any(days):
            return
        inferred, problems = infer_dates_of(story, self._facts(noted), self._settings)
        self.problems += problems
        changed = [self.noted[one.report_id].report.dated_by(one) for one in inferred]
        undated = {one.report.id: one.undated for one in noted if one.undated is not None}
        for one in note_down(
            changed, self._settings, runner=self._runner, memory=self._memory, undated=undated
        ):
            self.noted[one.report.id] = one
        yield from inferred

    def compare(
        self, story: Story, shared: tuple[Copy, ...], dates: tuple[DateInference, ...]
    ) -> Story:
        """Make and keep the rows of a story, unless they are known; return it as it is listed."""
        noted = [self.noted[report_id] for report_id in story.report_ids]
        noted.sort(key=lambda one: publication_order(one.report))
        story = replace(story, report_ids=tuple(one.report.id for one in noted))
        rulings = of_reports(self._rulings, story.report_ids)
        reports = [one.report for one in noted]
        made_by = story_key(story, reports, self._settings, rulings)
        known = self._memory.known([made_by])
        problems = known.get(made_by, ())
        self.problems += [problem for one in noted for problem in one.problems]
        if made_by not in known or any(one.words for one in rulings):
            rows = rows_of(self._facts(noted))
            self.problems += lost_words(rulings, reports, rows[Statement])
        if made_by not in known:
            more: Rows = {Copy: shared, DateInference: dates, Ruling: rulings}
            kept = compare_story(story, rows | more, self._settings)
            self._memory.keep(kept_under(made_by, kept), story.id, kept)
            problems = kept.problems
        self.problems += problems
        return story

    def _facts(self, noted: Sequence[Noted]) -> list[Facts]:
        found = self._memory.recall([one.key for one in noted])
        return [
            Facts(report=one.report, rows=found[one.key].rows, problems=one.problems)
            for one in noted
        ]
