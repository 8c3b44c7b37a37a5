"""Make what is missing: facts of reports, stories, dates that can be inferred, rows of stories.

    all reports, what is kept -> facts of new reports -> stories -> rows of touched ones -> Renewed

Everything that is made is kept, and nothing is loaded but what that needs: adding one report to
thousands loads the reports themselves and the rows of the stories that it touches. `analyse` puts
pictures together from what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain

from reportedly.cluster import copies, stories
from reportedly.cluster.kept_groups import group_reports
from reportedly.cluster.story_rulings import rule_stories
from reportedly.cluster.versions import find_versions
from reportedly.compare.ruled_statements import as_ruled
from reportedly.memory import Kept, Memory, Rows
from reportedly.model import (
    Copy,
    DateInference,
    Mention,
    Problem,
    Report,
    Ruling,
    Statement,
    Story,
    Version,
)
from reportedly.pipeline import (
    DATE_STAGE,
    REPORT_STAGES,
    STORY_STAGES,
    Facts,
    Noted,
    facts_key,
    fingerprint,
    kept_under,
    note_down,
    recalled,
    run_stage,
)
from reportedly.rulings import carried, in_force, lost_words, of_reports
from reportedly.runners.base import Runner
from reportedly.runners.counted import uncounted
from reportedly.settings import Settings
from reportedly.stage import Stage
from reportedly.text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewedStory:
    """A story whose rows are kept, and what they were made from."""

    story: Story  # its reports in the order they are listed in
    noted: tuple[Noted, ...]  # the same reports
    copies: tuple[Copy, ...]
    dates: tuple[DateInference, ...]
    rulings: tuple[Ruling, ...]
    key: str  # under which the rows are kept
    problems: tuple[Problem, ...]

    def rows(self, memory: Memory) -> Rows:
        """Return the rows of its reports and its own."""
        return self.facts(memory) | memory.recall([self.key])[self.key].rows

    def facts(self, memory: Memory) -> Rows:
        """Return the rows that those of the story are made from."""
        more: Rows = {Copy: self.copies, DateInference: self.dates, Ruling: self.rulings}
        return rows_of(recalled(self.noted, memory)) | more


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What is kept after a run."""

    stories: tuple[RenewedStory, ...]  # the largest first
    reports: tuple[Report, ...]  # with inferred dates, as they are listed
    copies: tuple[Copy, ...]
    versions: tuple[Version, ...]
    earlier: tuple[Report, ...]  # versions that a later one has taken the place of
    problems: tuple[Problem, ...]

    @property
    def dates(self) -> tuple[DateInference, ...]:
        """The days inferred for undated reports, story by story."""
        return tuple(chain.from_iterable(one.dates for one in self.stories))


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
    run = Run(settings, memory, runner, held)
    dated = run.dated(reports, versions)
    stories = [run.compared(story) for story in run.stories]
    replaced = {version.earlier for version in versions}
    earlier = tuple(report for report in reports if report.id in replaced)
    return Renewed(
        stories=tuple(sorted(stories, key=lambda one: (-len(one.noted), one.story.id))),
        reports=tuple(sorted(dated, key=listed_order)),
        copies=run.copies,
        versions=versions,
        earlier=earlier,
        problems=(
            *run.problems,
            *chain.from_iterable(one.problems for one in stories),
            *lost_words(held, earlier, ()),  # what was not found again in a later version
        ),
    )


def date_reports(
    reports: Sequence[Report],
    versions: Sequence[Version],
    settings: Settings,
    *,
    memory: Memory,
    runner: Runner | None = None,
    rulings: Sequence[Ruling] = (),
) -> list[Report]:
    """Return the reports that no later version replaced, dated from their stories where need be."""
    run = Run(settings, memory, runner, in_force(rulings))
    return run.dated(reports, versions)


def latest(reports: Sequence[Report], versions: Sequence[Version]) -> list[Report]:
    """Return the reports that no later version has taken the place of."""
    replaced = {version.earlier for version in versions}
    return [report for report in reports if report.id not in replaced]


def listed_order(report: Report) -> tuple[date, date, str, str]:
    """Return what to list reports by: their date, undated last, then title and id."""
    last = report.published_until or date.max
    return (report.published_from or date.max, last, report.title or "", report.id)


def compare_story(story: Story, rows: Rows, settings: Settings) -> Kept:
    """Run every stage of one story, in order, over the rows of its reports."""
    rows = {**rows, Statement: ruled_statements(rows)}
    problems: list[Problem] = []
    for stage in STORY_STAGES:
        rows[stage.writes], problem = run_stage(stage, story, rows, settings)
        if problem:
            problems.append(replace(problem, path=story.title, lost=False))
    made = {stage.writes: rows[stage.writes] for stage in STORY_STAGES}
    return Kept(rows=made, problems=tuple(problems))


def ruled_statements(rows: Rows) -> tuple[Statement, ...]:
    """Return the statements as people ruled; those that stages of one report made stay as made."""
    return as_ruled(rows[Statement], rows.get(Mention, ()), rows.get(Ruling, ()))


def rows_of(facts: Sequence[Facts]) -> Rows:
    """Return the rows of several reports together, by their type."""
    rows: Rows = {Report: tuple(one.report for one in facts)}
    for stage in REPORT_STAGES:
        rows[stage.writes] = tuple(chain.from_iterable(one.of(stage.writes) for one in facts))
    return rows


def story_key(
    story: Story, reports: Sequence[Report], settings: Settings, rulings: Sequence[Ruling] = ()
) -> str:
    """Return the key of a story's rows: its reports, their facts and everything that makes them."""
    version_of_facts, version = _versions_of(settings, REPORT_STAGES, STORY_STAGES)
    facts = [facts_key(report, version_of_facts) for report in reports]
    # No fact of a report rests on these; its origins do.
    rested = [f"{report.owner_group!r} {report.credits!r}" for report in reports]
    return key("picture", story.id, *facts, *rested, *(ruling.id for ruling in rulings), version)


def groups_key(settings: Settings) -> str:
    """Return what copies and stories are kept under."""
    return fingerprint((copies.STAGE, stories.STAGE), settings)


@lru_cache(maxsize=4)
def _versions_of(
    settings: Settings, of_report: tuple[Stage, ...], of_story: tuple[Stage, ...]
) -> tuple[str, str]:
    """Return what names the stages of reports and of stories, with all that they are set to."""
    of_stories = f"{settings.copies!r} {fingerprint(of_story, settings)}"
    return fingerprint(of_report, settings), of_stories


MANY = 5_000  # reports to group, from which several processes pay


class Run:
    """One run; a class because dates found in a story change its reports.

    Attributes:
        stories: The stories as ruled, in the order they were grouped in.
        copies: The pairs of reports that share text.
        problems: What went wrong in dating.
    """

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        runner: Runner | None,
        rulings: Sequence[Ruling],
    ) -> None:
        self.stories: list[Story] = []
        self.copies: tuple[Copy, ...] = ()
        self.problems: list[Problem] = []
        self._settings, self._memory, self._runner = settings, memory, runner
        self._rulings = rulings
        self._noted: dict[str, Noted] = {}
        self._dates: dict[str, tuple[DateInference, ...]] = {}
        self._within: dict[str, tuple[Copy, ...]] = {}

    def dated(self, reports: Sequence[Report], versions: Sequence[Version]) -> list[Report]:
        """Note down the reports, group them into stories, and date the undated ones from these."""
        noted = self._note(latest(reports, versions))
        standing = sorted((one.report for one in noted), key=listed_order)
        self._group(standing, versions)
        self._noted = {one.report.id: one for one in noted}
        self._dates = {story.id: tuple(self._date(story)) for story in self.stories}
        return [self._noted[report.id].report for report in standing]

    def renewed(
        self, stories: Sequence[Story], members: Iterable[Report], shared: Iterable[Copy]
    ) -> list[RenewedStory]:
        """Make and keep the rows of some stories, of these reports, with the copies among them."""
        self._noted = {one.report.id: one for one in self._note(list(members))}
        self._within = _within(stories, shared)
        self._dates = {story.id: tuple(self._date(story)) for story in stories}
        return [self.compared(story) for story in stories]

    def compared(self, story: Story) -> RenewedStory:
        """Make and keep the rows of a story, unless they are known."""
        noted = [self._noted[report_id] for report_id in story.report_ids]
        noted.sort(key=lambda one: listed_order(one.report))
        reports = [one.report for one in noted]
        listed = replace(story, report_ids=tuple(report.id for report in reports))
        rulings = of_reports(self._rulings, listed.report_ids)
        made_by = story_key(listed, reports, self._settings, rulings)
        found = RenewedStory(
            story=listed,
            noted=tuple(noted),
            copies=self._within.get(story.id, ()),
            dates=self._dates[story.id],
            rulings=rulings,
            key=made_by,
            problems=tuple(chain.from_iterable(one.problems for one in noted)),
        )
        known = self._memory.known([made_by])
        facts: Rows = {}
        if made_by not in known or any(one.words for one in rulings):
            facts = found.facts(self._memory)
            lost = lost_words(rulings, reports, facts[Statement])
            found = replace(found, problems=(*found.problems, *lost))
        if made_by in known:
            return replace(found, problems=(*found.problems, *known[made_by]))
        kept = compare_story(listed, facts, self._settings)
        kept_by = kept_under(made_by, kept)
        self._memory.keep(kept_by, listed.id, kept)
        return replace(found, key=kept_by, problems=(*found.problems, *kept.problems))

    def _note(
        self, reports: Sequence[Report], undated: Mapping[str, Kept] | None = None
    ) -> list[Noted]:
        return note_down(
            reports, self._settings, runner=self._runner, memory=self._memory, undated=undated
        )

    def _group(self, standing: Sequence[Report], versions: Sequence[Version]) -> None:
        """Find the copies and the stories of reports in their order, as people ruled."""
        settings, memory = self._settings, self._memory
        made_by = groups_key(settings)
        stock = memory.stock(made_by)
        # Below that, to start processes takes longer than to compare.
        many = self._runner is not None and len(standing) >= MANY
        mapped = uncounted(self._runner).map if self._runner and many else map
        found = group_reports(standing, stock, settings.copies, settings.stories, mapped)
        memory.keep_groups(made_by, found.change)
        self.copies = found.copies
        self.stories = rule_stories(found.stories, standing, self._rulings, found.copies, versions)
        self._within = _within(self.stories, found.copies)

    def _date(self, story: Story) -> Iterator[DateInference]:
        """Yield the days on which undated reports of a story may have been published."""
        noted = [self._noted[report_id] for report_id in story.report_ids]
        days = [one.report.published_from for one in noted]
        if None not in days or not any(days):
            return
        rows = rows_of(recalled(noted, self._memory))
        found, problem = run_stage(DATE_STAGE, story, rows, self._settings)
        inferred: tuple[DateInference, ...] = found
        if problem:
            self.problems.append(replace(problem, path=story.title, lost=False))
        changed = [self._noted[one.report_id].report.dated_by(one) for one in inferred]
        undated = {one.report.id: one.undated for one in noted if one.undated is not None}
        for one in self._note(changed, undated):
            self._noted[one.report.id] = one
        yield from inferred


def _within(stories: Iterable[Story], shared: Iterable[Copy]) -> dict[str, tuple[Copy, ...]]:
    """Return by story the copies that have both reports in it."""
    home = {report_id: story.id for story in stories for report_id in story.report_ids}
    found: dict[str, list[Copy]] = {}
    for copy in shared:
        if home[copy.a] == home[copy.b]:
            found.setdefault(home[copy.a], []).append(copy)
    return {story_id: tuple(among) for story_id, among in found.items()}
