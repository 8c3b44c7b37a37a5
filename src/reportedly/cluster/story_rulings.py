"""Put right by hand which reports make a story, and what it is called.

    stories as grouped, rulings in force -> united, parted, renamed -> stories

Rulings name reports, not stories: they hold whatever the next run groups. They are applied in the
order decided, so that a later one decides over an earlier one. A ruling reaches only the reports
that are there; as known on a day it does what it can with the reports of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.cluster.stories import title_of
from reportedly.model import Copy, Report, Ruling, RulingKind, Story, Version
from reportedly.text import key

KINDS: tuple[RulingKind, ...] = ("one story", "other story", "story title")


@dataclass(slots=True)
class _Group:
    """A story while rulings are applied to it."""

    id: str
    members: set[str]
    rank: tuple[int, int]  # of two that are united the lower keeps its id
    parts: list[Story]  # the stories it was made from, oldest first
    title: str | None = None
    reason: str = ""


def rule_stories(
    stories: Iterable[Story],
    reports: Sequence[Report],
    rulings: Iterable[Ruling],
    copies: Sequence[Copy] = (),
    versions: Sequence[Version] = (),
) -> list[Story]:
    """Return the stories as people have ruled; `rulings` are those in force, in order.

    United stories keep the id of the oldest. What is parted from a story gets an id of its own,
    the rest of the story keeps its id. `reports` are all that the stories hold, in order of
    publication.

    >>> from datetime import UTC, datetime
    >>> from reportedly.rulings import ruling
    >>> a, b = (Report(id=i, path=i, sha256="", text=f"Fire in {i}.") for i in ("Elsund", "Orrest"))
    >>> grouped = [Story(id=f"of {r.id}", title=r.text, report_ids=(r.id,)) for r in (a, b)]
    >>> one = ruling("one story", at=datetime(2031, 5, 2, tzinfo=UTC), reports=[a.id, b.id])
    >>> [(story.id, story.report_ids) for story in rule_stories(grouped, [a, b], [one])]
    [('of Elsund', ('Elsund', 'Orrest'))]
    """
    stories = list(stories)
    chosen = [one for one in rulings if one.kind in KINDS]
    if not chosen:
        return stories
    book = _Book(stories, reports, copies, versions)
    for one in chosen:
        book.apply(one)
    return book.finished()


class _Book:
    """The groups of a run; a class because each ruling changes what the next one meets."""

    def __init__(
        self,
        stories: Sequence[Story],
        reports: Sequence[Report],
        copies: Sequence[Copy],
        versions: Sequence[Version],
    ) -> None:
        self._reports = {report.id: report for report in reports}
        self._order = {report.id: place for place, report in enumerate(reports)}
        self._later = {version.earlier: version.later for version in versions}
        self._copied = _copied(copies)
        self._made = 0
        self._home: dict[str, _Group] = {}
        for place, story in enumerate(stories):
            group = _Group(story.id, set(story.report_ids), (0, place), [story])
            self._home |= dict.fromkeys(story.report_ids, group)

    def apply(self, one: Ruling) -> None:
        """Do what a ruling says with the reports that are there."""
        there = [self._standing(report_id) for report_id in one.reports]
        if one.kind == "one story":
            self._unite([report_id for report_id in there if report_id])
        elif one.kind == "other story" and there and there[0]:
            self._part(there[0], {report_id for report_id in there[1:] if report_id})
        elif one.kind == "story title" and one.names:
            self._rename([report_id for report_id in there if report_id], one.names[0])

    def _standing(self, report_id: str) -> str | None:
        """Return the version that counts of a report that a ruling names; None: not there."""
        seen: set[str] = set()
        while report_id not in self._home and report_id in self._later and report_id not in seen:
            seen.add(report_id)
            report_id = self._later[report_id]
        return report_id if report_id in self._home else None

    def _unite(self, report_ids: Sequence[str]) -> None:
        groups = sorted({self._home[i].id: self._home[i] for i in report_ids}.values(), key=_rank)
        if len(groups) < 2:
            return
        first = groups[0]
        for other in groups[1:]:
            first.members |= other.members
            first.parts += other.parts
            first.title = first.title or other.title
            self._home |= dict.fromkeys(other.members, first)
        first.reason = "united by hand"

    def _part(self, report_id: str, others: set[str]) -> None:
        """Give a report a story of its own, unless it stands among reports nobody spoke of."""
        group = self._home[report_id]
        taken = {report_id, *self._arrived_with(report_id, others, group)}
        left = group.members - taken
        if left and not left & others:
            return
        self._made += 1
        apart = _Group(
            id=key("story", "apart", report_id),
            members=taken,
            rank=(1, self._made),
            parts=[],
            reason="parted by hand",
        )
        group.members = left
        group.reason = "parted by hand"
        self._home |= dict.fromkeys(taken, apart)

    def _arrived_with(self, report_id: str, others: set[str], group: _Group) -> set[str]:
        """Return the copies of a report that came in after it was parted from the others."""
        found = self._copied.get(report_id, set()) & group.members - others
        return {i for i in found if not self._copied.get(i, set()) & others}

    def _rename(self, report_ids: Sequence[str], title: str) -> None:
        """Name the story that holds most of the reports; of several the oldest."""
        held: dict[str, list[str]] = {}
        for report_id in report_ids:
            held.setdefault(self._home[report_id].id, []).append(report_id)
        if held:
            most = max(len(found) for found in held.values())
            groups = [self._home[found[0]] for found in held.values() if len(found) == most]
            min(groups, key=_rank).title = title

    def finished(self) -> list[Story]:
        """Return the stories, the one with the earliest report first."""
        groups = {id(group): group for group in self._home.values() if group.members}
        found = [self._story(group) for group in groups.values()]
        return sorted(found, key=lambda story: self._order[story.report_ids[0]])

    def _story(self, group: _Group) -> Story:
        members = tuple(sorted(group.members, key=lambda i: self._order[i]))
        story = self._base(group, members)
        if group.title:
            story = replace(story, title=group.title, title_report=None, title_span=None)
        if group.reason:
            story = replace(story, reason=group.reason, score=1.0)
        return replace(story, id=group.id, report_ids=members)

    def _base(self, group: _Group, members: tuple[str, ...]) -> Story:
        """Return the story whose title stands for the group: the largest, if it is still in it."""
        best = max(group.parts, key=lambda part: len(part.report_ids), default=None)
        if best and (best.title_report is None or best.title_report in group.members):
            return best
        title, report_id, span = title_of([self._reports[i] for i in members])
        return Story(
            id=group.id, title=title, title_report=report_id, title_span=span, report_ids=members
        )


def _rank(group: _Group) -> tuple[int, int]:
    return group.rank


def _copied(copies: Iterable[Copy]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for copy in copies:
        if copy.kind != "partial":  # a round-up that takes a part of many follows none of them
            found.setdefault(copy.a, set()).add(copy.b)
            found.setdefault(copy.b, set()).add(copy.a)
    return found
