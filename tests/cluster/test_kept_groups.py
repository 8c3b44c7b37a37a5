"""Groups that are gone on from are those of a run over everything, whatever came when."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reportedly.cluster.copies import (
    CopySettings,
    Mapped,
    find_copies,
    order_day,
    publication_order,
)
from reportedly.cluster.gathering import Gathering, StorySettings
from reportedly.cluster.kept_groups import Groups, group_new, group_reports
from reportedly.cluster.stock import FAR, LAST, NEAR
from reportedly.cluster.stories import group_stories, id_of_story
from reportedly.model import Block, BlockKind, Capture, Copy, Report, Span
from reportedly.store import queries
from reportedly.store.database import Project, open_project

COPYING = CopySettings(least_words=8, least_run=6)
NARROW = replace(COPYING, widest=2)  # so that few reports displace others
TELLING = StorySettings(lookup_terms=6, looked_up=5, compared=2)
START = date(2031, 5, 1)
THINGS = ("ferry", "mill", "comet", "sugar tax", "tunnel", "reservoir")
PLACES = ("Elsund", "Oltesk", "Mount Velisk", "Harsund", "Merra")
VERBS = ("sank", "burned down", "was closed", "came into view", "was opened", "split two parties")


def heap(count: int, seed: int, days: int = 40) -> list[Report]:
    """Return made reports on few things, every third one a copy of another."""
    chance = random.Random(seed)
    texts: list[tuple[str, int]] = []
    for _ in range(count):
        if texts and chance.random() < 0.35:
            text, day = chance.choice(texts)
            texts.append((text[: max(60, chance.randrange(len(text)))], day + chance.randrange(3)))
            continue
        thing, place = chance.choice(THINGS), chance.choice(PLACES)
        told = [
            f"The {thing} of {place} {chance.choice(VERBS)} at {chance.randrange(1, 13)} o'clock, "
            f"{chance.choice(PLACES)} heard from witness number {chance.randrange(99)}."
            for _ in range(4)
        ]
        texts.append((" ".join(told), chance.randrange(days)))
    return [made(n, text, day, chance) for n, (text, day) in enumerate(texts)]


def made(number: int, text: str, day: int, chance: random.Random) -> Report:
    title = " ".join(text.split()[:6])
    published = START + timedelta(days=day) if chance.random() < 0.9 else None
    return Report(
        id=f"{chance.randrange(10**6):06d}-{number}",
        path=f"{number}.txt",
        sha256=f"{number}",
        text=f"{title}\n{text}",
        title=title,
        title_span=Span(0, len(title)),
        published_from=published,
        published_until=published,
    )


class Kept:
    """A project to keep groups in, of which nothing but the groups is made."""

    def __init__(self, project: Project, copying: CopySettings = COPYING) -> None:
        self.project = project
        self.copying = copying

    def grouped(self, reports: Sequence[Report], mapped: Mapped = map) -> Groups:
        """Group the reports, of which others may have been grouped before, and keep that."""
        project, there = self.project, {one.id: one for one in self.project.reports()}
        with project._connection:
            for gone in [one for one in there.values() if one not in reports]:
                queries.delete_report(project._connection, gone.id)
        project.add((capture(one), one) for one in reports)
        found = group_reports(reports, project.stock("k"), self.copying, TELLING, mapped)
        project.keep_groups("k", found.change)
        project.save(found.stories, reports, found.copies, ())
        return found

    def in_steps(self, parts: Sequence[Sequence[Report]]) -> Groups:
        """Group ever more reports; return what came last."""
        there: list[Report] = []
        for part in parts:
            there = [*there, *part]
            groups = self.grouped(there)
        return groups


def capture(report: Report) -> Capture:
    return Capture(path=report.path, sha256=report.sha256, content=b"", media_type="text/plain")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with open_project(str(tmp_path / "p.db"), create=True) as project:
        yield Kept(project)


def at_once(reports: Sequence[Report], copying: CopySettings) -> tuple[object, object]:
    copies = tuple(find_copies(reports, copying))
    return copies, tuple(group_stories(reports, copies, TELLING))


@pytest.mark.parametrize("copying", [COPYING, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("order", ["published", "any", "latest first"])
@pytest.mark.parametrize("seed", range(3))
def test_steps_give_what_one_run_gives(
    kept: Kept, copying: CopySettings, order: str, seed: int
) -> None:
    reports = heap(60, seed)
    if order != "any":
        reports.sort(key=lambda report: (report.published_from or date.max, report.id))
    if order == "latest first":
        reports.reverse()
    cuts = [0, 20, 21, 21, 45, 60]
    kept.copying = copying
    groups = kept.in_steps([reports[a:b] for a, b in pairwise(cuts)])
    assert (groups.copies, groups.stories) == at_once(reports, copying)
    assert any(copy.kind == "copy" for copy in groups.copies)
    assert len(groups.stories) < len(reports)


def read_otherwise(report: Report) -> Report:
    """Return a report of which the second half has turned out to be furniture."""
    whole, half = Span(0, len(report.text)), len(report.text) // 2
    halves: list[tuple[BlockKind, Span]] = [
        ("body", Span(0, half)),
        ("furniture", Span(half, whole.end)),
    ]
    blocks = [Block(report_id=report.id, span=s, kind=k, reason="") for k, s in halves]
    return replace(report, outlet="The Herald", blocks=tuple(blocks))


@pytest.mark.parametrize("copying", [COPYING, NARROW], ids=["wide", "narrow"])
def test_reports_that_are_gone_or_read_otherwise_leave_nothing(
    kept: Kept, copying: CopySettings
) -> None:
    reports = heap(60, 7)
    kept.copying = copying
    kept.grouped(reports)
    rest = [*reports[::2], *map(read_otherwise, reports[1:30:2])]
    again = kept.grouped(rest)
    assert (again.copies, again.stories) == at_once(rest, copying)


def test_a_large_story_is_kept_whole(kept: Kept) -> None:
    texts = [f"The ferry Alba sank off Elsund; witness number {n} told of it." for n in range(90)]
    chance = random.Random(1)
    reports = [made(n, text, n // 4, chance) for n, text in enumerate(texts)]
    groups = kept.in_steps([reports[:50], reports[50:70], reports[70:]])
    assert (groups.copies, groups.stories) == at_once(reports, COPYING)
    assert max(len(story.report_ids) for story in groups.stories) > 40


def read_again(parts: Iterable[object], fn: Callable[[object], object]) -> Iterator[object]:
    """Yield results as from another process: only what can be pickled comes through."""
    for part in parts:
        yield pickle.loads(pickle.dumps(fn(pickle.loads(pickle.dumps(part)))))


def test_reports_compared_elsewhere_give_the_same(kept: Kept) -> None:
    reports = heap(60, 5)
    elsewhere = kept.grouped(reports, lambda fn, parts: read_again(parts, fn))
    assert (elsewhere.copies, elsewhere.stories) == at_once(reports, COPYING)


def test_what_stands_before_the_latest_day_or_the_last_is_not_gathered_again(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = sorted(heap(90, 6), key=publication_order)
    dated = [report for report in reports if report.published_from]
    added: list[str] = []
    add = Gathering.add

    def counted(self: Gathering, report: Report, originals: Iterable[str]) -> None:
        added.append(report.id)
        add(self, report, originals)

    last = dated[-1]
    before, after = (replace(last, id=sign, path=sign, sha256=sign) for sign in "!~")
    kept.grouped(dated)
    monkeypatch.setattr(Gathering, "add", counted)
    dated.append(before)  # of the same day
    kept.grouped(dated)
    same_day = [one.id for one in dated if one.published_from == last.published_from]
    assert added == sorted(same_day)
    added.clear()
    after = replace(last, id="~", path="~", sha256="~")  # the last of its day
    again = kept.grouped([*dated, after])
    assert added == ["~"]
    monkeypatch.undo()
    assert (again.copies, again.stories) == at_once([*dated, after], COPYING)


def test_a_report_from_the_future_does_not_have_all_gathered_again(kept: Kept) -> None:
    """One in a hundred may bear a day that is yet to come."""
    reports = [report for report in heap(250, 8) if report.published_from]
    ahead = replace(
        reports.pop(), published_from=date(2099, 1, 1), published_until=date(2099, 1, 1)
    )
    kept.grouped([*reports, ahead])
    days = {report.published_from for report in reports if report.published_from}
    for name in (FAR, NEAR):
        border = kept.project.stock("k").border(name)
        assert border is not None
        assert border.settled <= f"0{max(days)}"
    border = kept.project.stock("k").border(LAST)
    assert border is not None
    assert order_day(border.settled) < date(2099, 1, 1)


def test_an_earlier_report_that_comes_late_leaves_the_other_stories_as_they_are(
    kept: Kept,
) -> None:
    reports = sorted(heap(60, 9), key=publication_order)
    late = reports.pop(2)
    kept.grouped(reports)
    after = kept.grouped([*reports, late])
    assert (after.copies, after.stories) == at_once([*reports, late], COPYING)


def test_what_was_made_by_other_settings_is_grouped_anew(kept: Kept) -> None:
    reports = heap(60, 10)
    kept.grouped(reports[:50])
    assert kept.project.stock("other").orders() == []
    assert kept.project.stock("other").border(NEAR) is None
    found = group_reports(reports, kept.project.stock("other"), COPYING, TELLING)
    assert found.change.anew
    assert (found.copies, found.stories) == at_once(reports, COPYING)


@dataclass
class Known:
    """What new reports are looked up in."""

    reports: list[Report]
    copies: Sequence[Copy]

    def find(self, ids: Sequence[str]) -> dict[str, Report]:
        """Return reports by their ids."""
        wanted = set(ids)
        return {one.id: one for one in self.reports if one.id in wanted}

    def copies_of(self, ids: Sequence[str]) -> list[Copy]:
        """Return the copies of any of the reports."""
        return [copy for copy in self.copies if {copy.a, copy.b} & set(ids)]


@pytest.mark.parametrize("copying", [COPYING, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("seed", range(2))
def test_new_reports_alone_change_what_all_together_change(
    kept: Kept, copying: CopySettings, seed: int
) -> None:
    """Nothing is loaded but what the new ones share something with, and the latest days."""
    kept.copying = copying
    reports = sorted(heap(90, seed), key=publication_order)
    dated = [one for one in reports if one.published_from]
    chance, met = random.Random(seed), 0
    there, coming = dated[:50], [*dated[50:], *(one for one in reports if not one.published_from)]
    kept.grouped(there)
    while coming:
        # Now and then one is late by some days.
        new = [coming.pop(min(len(coming) - 1, chance.choice((0, 0, 0, 4)))) for _ in range(2)]
        stock = kept.project.stock("k")
        known = Known(there, stock.copies())
        found = group_new(new, stock, known.find, known.copies_of, copying, TELLING)
        there = [*there, *new]
        whole = kept.grouped(there)
        if found is None:
            continue
        met += 1
        assert {one.id: one for one in (*known.copies, *found.copies)} == {
            one.id: one for one in whole.copies
        }
        homes = {one: story for story in whole.stories for one in story.report_ids}
        for growing in found.gathered:
            for one in growing.report_ids:
                assert set(homes[one].report_ids) == set(growing.report_ids)
        for one in found.regathered:
            story = found.story_of(one)
            assert story is not None
            assert id_of_story(story.report_ids[0]) == homes[one].id
    assert met > 8
