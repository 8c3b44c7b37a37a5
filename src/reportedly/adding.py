"""Add a few reports to a project of many: what they touch is made anew, and nothing else looked at.

    reports that are waiting -> what they share with others -> stories that change -> their rows
    None where they may change anything else: then `renew` goes over the whole project

What comes of it is what `renew` would make of all reports, row for row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reportedly import __version__
from reportedly.cluster import copies, stories, versions
from reportedly.cluster.copies import in_order_of_publication
from reportedly.cluster.gathering import Growing
from reportedly.cluster.kept_groups import NewGroups, group_new
from reportedly.model import Copy, Problem, Report, Ruling, Story
from reportedly.pipeline import STAGES, fingerprint
from reportedly.renewing import MANY, Run, groups_key
from reportedly.rulings import in_force
from reportedly.runners.base import Runner
from reportedly.runners.counted import uncounted
from reportedly.settings import Settings
from reportedly.store.database import Project
from reportedly.store.nearby import Nearby
from reportedly.text import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a project holds after a run."""

    reports: int  # earlier versions left out
    stories: int
    versions: int
    problems: tuple[Problem, ...]


def made_by(settings: Settings, rulings: Iterable[Ruling]) -> str:
    """Return a mark of everything but the reports that the picture of a project rests on."""
    stages = (*STAGES, copies.STAGE, stories.STAGE, versions.STAGE)
    decided = (one.id for one in in_force(rulings))
    return key("project", __version__, fingerprint(stages, settings), repr(settings), *decided)


def renew_added(
    project: Project, settings: Settings, *, runner: Runner | None = None
) -> Outcome | None:
    """Make, keep and save what the reports that are waiting change; None where that may be all.

    It may where anything but reports has changed since the project was saved, a person has ruled
    on words or reports, a new report may be a version of another, is older than the days that
    stories are kept before, makes lines of others repeat, or was there before.
    """
    log, near = project.rulings(), project.nearby()
    held = in_force(log)
    mark = made_by(settings, log)
    if any(one.words or one.reports for one in held) or not near.is_whole(mark):
        return None
    waiting = near.waiting()
    new = None if waiting is None else near.typed(waiting)
    if new is None or near.makes_versions(new, settings.versions):
        return None
    if new:
        found = _grouped(project, new, settings, runner)
        touched = None if found is None else _touched(near, new, found)
        if found is None or touched is None:
            return None
        _renew(project, touched, found.copies, Run(settings, project, runner, held), mark)
    return Outcome(**near.counted(), problems=tuple(project.found_problems()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Touched:
    """What is not as it was."""

    stories: list[Story]
    members: dict[str, Report]  # the reports of these by their ids
    gone: list[str]  # ids of stories that are no more


def _grouped(
    project: Project, new: Sequence[Report], settings: Settings, runner: Runner | None
) -> NewGroups | None:
    """Group new reports with what is there, and keep that for the next time."""
    near, made = project.nearby(), groups_key(settings)
    spread = uncounted(runner).map if runner and len(new) >= MANY else map
    how = settings.copies, settings.stories
    stock = project.stock(made)
    found = group_new(new, stock, near.standing, near.copies_of, *how, spread)
    if found:
        project.keep_groups(made, found.change)
    return found


def _touched(near: Nearby, new: Sequence[Report], found: NewGroups) -> _Touched | None:
    """Return the stories that are not as they were; None where reports would be lost or doubled."""
    fresh = {one.id: one for one in new}
    before = near.stories_of(found.regathered)
    there = [one for story in before.values() for one in story.report_ids]
    back = [growing for growing in map(found.story_of, there) if growing is not None]
    grown = {growing.place: growing for growing in (*back, *found.gathered) if growing.report_ids}
    now = {story.id: story for story in _told(near, grown.values(), fresh)}
    # Others may have been taken up by them.
    before |= near.stories_of(one for story in now.values() for one in story.report_ids)
    members = sorted(one for story in now.values() for one in story.report_ids)
    if members != sorted([*(one for story in before.values() for one in story.report_ids), *fresh]):
        return None
    changed = [story for story in now.values() if not _is_as(story, before.get(story.id))]
    return _Touched(
        stories=changed,
        members=_found(near, [one for story in changed for one in story.report_ids], fresh),
        gone=sorted(before.keys() - now.keys()),
    )


def _renew(project: Project, touched: _Touched, new: Sequence[Copy], run: Run, mark: str) -> None:
    """Make the rows of the stories that are not as they were, and save them."""
    members = touched.members
    known = project.nearby().copies_of(list(members))
    among = [one for one in (*known, *new) if one.a in members and one.b in members]
    ordered = in_order_of_publication(among, members.values())
    renewed = run.renewed(touched.stories, members.values(), ordered)
    project.save_added(
        [(one.story, [noted.report for noted in one.noted]) for one in renewed],
        touched.gone,
        new,
        chain.from_iterable(one.dates for one in renewed),
        mark,
    )


def _told(near: Nearby, grown: Iterable[Growing], fresh: Mapping[str, Report]) -> Iterator[Story]:
    """Yield the stories that are gathered, with their titles."""
    grown = list(grown)
    orders = near.orders_of(one for growing in grown for one in growing.report_ids)
    orders |= {one.id: copies.order_key(one) for one in fresh.values()}
    titled = _found(near, list(chain.from_iterable(one.typical() for one in grown)), fresh)
    for growing in grown:
        ids = sorted(growing.report_ids, key=orders.__getitem__)
        yield stories.told(growing, titled, {one: at for at, one in enumerate(ids)})


def _found(near: Nearby, ids: Sequence[str], fresh: Mapping[str, Report]) -> dict[str, Report]:
    """Return reports by their ids, those that are new as they were typed."""
    there = near.standing([one for one in ids if one not in fresh])
    return {**there, **{one: fresh[one] for one in ids if one in fresh}}


def _is_as(story: Story, before: Story | None) -> bool:
    """Return whether a story is as it was saved, where its reports may stand in another order."""
    if before is None or set(story.report_ids) != set(before.report_ids):
        return False
    return replace(story, report_ids=before.report_ids) == before
