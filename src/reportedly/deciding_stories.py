"""What people decide about stories: unite them, part reports from one, rename one, take it back.

    stories and reports as the user names them -> rulings -> the project, analysed again

Each decision is one or more rulings, each a microsecond after the one before: they hold in that
order, and `undo_decision` takes them back together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reportedly.cluster.story_rulings import KINDS
from reportedly.errors import UsageError
from reportedly.loading import story_place
from reportedly.model import Problem, Report, Ruling, RulingKind, Story, Version
from reportedly.projects import analysed_again
from reportedly.rulings import in_force, ruling
from reportedly.settings import read_settings
from reportedly.store.database import Project, open_project

LONGEST_TITLE = 300  # characters; a title is a line, not a text
STEP = timedelta(microseconds=1)  # between the rulings of one decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Who decides, when and why.

    Attributes:
        by: Name of the person; "" where not given.
        note: Why, in the person's words.
        at: The moment; None: now.
        config: Settings file of the run that follows; None: the usual one.
        later: Whether that run is left to whoever asked.
    """

    by: str = ""
    note: str = ""
    at: datetime | None = None
    config: str | None = None
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided, in one line, and what the run that followed met."""

    summary: str
    rulings: tuple[Ruling, ...]
    problems: tuple[Problem, ...] = ()


def unite_stories(project: str, wanted: Sequence[str], decider: Decider) -> Decided:
    """Make one story of several, each named by its number, id or title."""

    def make(kept: Project, at: datetime) -> tuple[str, list[Ruling]]:
        stories = kept.stories()
        places = sorted({story_place(name, stories) for name in wanted})
        if len(places) < 2:
            raise UsageError("name two or more different stories to make one of")
        chosen = [stories[place] for place in places]
        versions = kept.versions()[0]
        reports = [i for story in chosen for i in _with_versions(story.report_ids, versions)]
        titles = "; ".join(story.title for story in chosen)
        return f"made one story of: {titles}", [_ruled("one story", at, decider, reports=reports)]

    return _decide(project, make, decider)


def part_reports(project: str, story: str, names: Sequence[str], decider: Decider) -> Decided:
    """Give reports of a story, named by path, file name or id, a story of their own."""

    def make(kept: Project, at: datetime) -> tuple[str, list[Ruling]]:
        stories = kept.stories()
        whole = stories[story_place(story, stories)]
        chosen = _named(names, whole, kept)
        inside = set(chosen)
        rest = [i for i in whole.report_ids if i not in inside]
        if not rest:
            raise UsageError(f"these are all the reports of {whole.title!r}; leave one or more")
        versions = kept.versions()[0]
        others = _with_versions(rest, versions)
        made = [
            _ruled("other story", at, decider, reports=[i, *others])
            for i in _with_versions(chosen, versions)
        ]
        if len(chosen) > 1:
            together = _with_versions(chosen, versions)
            made.append(_ruled("one story", at, decider, reports=together))
        count = f"{len(chosen)} report{'s' if len(chosen) > 1 else ''}"
        return f"parted {count} from: {whole.title}", made

    return _decide(project, make, decider)


def rename_story(project: str, story: str, title: str, decider: Decider) -> Decided:
    """Call a story by another title."""
    title = " ".join(title.split())
    if not 0 < len(title) <= LONGEST_TITLE:
        raise UsageError(f"a title has 1 to {LONGEST_TITLE} characters; this one has {len(title)}")

    def make(kept: Project, at: datetime) -> tuple[str, list[Ruling]]:
        stories = kept.stories()
        one = stories[story_place(story, stories)]
        reports = _with_versions(one.report_ids, kept.versions()[0])
        made = _ruled("story title", at, decider, reports=reports, names=[title])
        return f"renamed: {one.title} -> {title}", [made]

    return _decide(project, make, decider)


def undo_decision(project: str, wanted: str | None, decider: Decider) -> Decided:
    """Take back a decision on stories: the one of a ruling's id, or the last that holds."""

    def make(kept: Project, at: datetime) -> tuple[str, list[Ruling]]:
        standing = [one for one in in_force(kept.rulings()) if one.kind in KINDS]
        chosen = [one for one in standing if one.id.startswith(wanted)] if wanted else standing
        if not chosen:
            named = f" {wanted!r}" if wanted else ""
            raise UsageError(f"no decision{named} on stories to take back")
        last = chosen[-1]
        made = [_ruled("undo", at, decider, undoes=one.id) for one in _with(last, standing)]
        return f"taken back: {_in_words(last)}", made

    return _decide(project, make, decider)


def _with(one: Ruling, standing: Sequence[Ruling]) -> list[Ruling]:
    """Return the rulings of the decision that a ruling is part of."""
    own = [other for other in standing if other.by == one.by]
    place = own.index(one)
    first = last = place
    while first and own[first].at - own[first - 1].at == STEP:
        first -= 1
    while last + 1 < len(own) and own[last + 1].at - own[last].at == STEP:
        last += 1
    return own[first : last + 1]


def decision_rows(project: str) -> list[dict[str, Any]]:
    """Return what people decided about stories, the earliest first, with whether it holds."""
    with open_project(project) as kept:
        log = kept.rulings()
    standing = {one.id for one in in_force(log)}
    return [
        {
            "ruling_id": one.id,
            "at": one.at.isoformat(),
            "by": one.by,
            "kind": one.kind,
            "what": _in_words(one),
            "reports": list(one.reports),
            "holds": one.id in standing,
            "note": one.note,
        }
        for one in log
        if one.kind in KINDS
    ]


def _decide(
    project: str,
    make: Callable[[Project, datetime], tuple[str, list[Ruling]]],
    decider: Decider,
) -> Decided:
    settings = read_settings(decider.config)
    # A project that is not there must not be made by a slip in its name.
    with open_project(project, create=Path(project).exists()) as kept:
        summary, made = make(kept, decider.at or datetime.now(UTC))
        made = [_moved(one, number) for number, one in enumerate(made)]
        kept.rule(made)
        problems = () if decider.later else analysed_again(kept, settings).problems
    return Decided(summary=summary, rulings=tuple(made), problems=problems)


def _moved(one: Ruling, steps: int) -> Ruling:
    return ruling(
        one.kind,
        at=one.at + steps * STEP,
        reports=one.reports,
        names=one.names,
        undoes=one.undoes,
        by=one.by,
        note=one.note,
    )


def _ruled(
    kind: RulingKind,
    at: datetime,
    decider: Decider,
    *,
    reports: Sequence[str] = (),
    names: Sequence[str] = (),
    undoes: str | None = None,
) -> Ruling:
    return ruling(
        kind,
        at=at,
        reports=reports,
        names=names,
        undoes=undoes,
        by=decider.by,
        note=decider.note,
    )


def _with_versions(report_ids: Iterable[str], versions: Sequence[Version]) -> list[str]:
    """Return reports with their earlier versions: as known before, those are all there is."""
    earlier: dict[str, list[str]] = {}
    for version in versions:
        earlier.setdefault(version.later, []).append(version.earlier)
    found: dict[str, None] = {}
    waiting = list(report_ids)[::-1]
    while waiting:
        report_id = waiting.pop()
        if report_id not in found:
            found[report_id] = None
            waiting += earlier.get(report_id, ())
    return list(found)


def _named(names: Sequence[str], story: Story, kept: Project) -> list[str]:
    """Return the ids of the reports of a story that a user names."""
    inside = set(story.report_ids)
    reports = [report for report in kept.reports() if report.id in inside]
    if not names:
        raise UsageError("name the reports to part from the story: paths, file names or ids")
    found: dict[str, None] = {}
    for name in names:
        matches = [report.id for report in reports if _is_called(report, name)]
        if len(matches) != 1:
            listed = ", ".join(sorted(report.path for report in reports)[:9])
            many = "no report" if not matches else f"{len(matches)} reports"
            raise UsageError(f"{many} {name!r} in {story.title!r}; it holds: {listed}")
        found[matches[0]] = None
    return list(found)


def _is_called(report: Report, name: str) -> bool:
    file = report.path.replace("\\", "/").rpartition("/")[2]
    return name in (report.path, file) or (len(name) >= 6 and report.id.startswith(name))


_WORDS = {
    "one story": "made one story of {} reports",
    "other story": "parted a report from {} others",
    "story title": "named a story of {} reports “{}”",
}


def _in_words(one: Ruling) -> str:
    count = len(one.reports) - (one.kind == "other story")
    return _WORDS[one.kind].format(count, *one.names)
