"""Groups that are gone on from are those of a run over everything, whatever came when."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from reportedly.cluster.copies import CopySettings, find_copies, publication_order
from reportedly.cluster.fingerprints import unpacked
from reportedly.cluster.gathering import Gathering, StorySettings
from reportedly.cluster.kept_groups import Groups, group_reports
from reportedly.cluster.stories import group_stories
from reportedly.model import Block, BlockKind, Report, Span

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
        sha256="",
        text=f"{title}\n{text}",
        title=title,
        title_span=Span(0, len(title)),
        published_from=published,
        published_until=published,
    )


def in_steps(parts: Sequence[Sequence[Report]], copying: CopySettings) -> Groups:
    groups = Groups(copies=(), stories=(), kept={})
    there: list[Report] = []
    for part in parts:
        there = [*there, *part]
        groups = group_reports(there, groups.copies, groups.kept, copying, TELLING)
    return groups


def at_once(reports: Sequence[Report], copying: CopySettings) -> tuple[object, object]:
    copies = tuple(find_copies(reports, copying))
    return copies, tuple(group_stories(reports, copies, TELLING))


@pytest.mark.parametrize("copying", [COPYING, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("order", ["published", "any", "latest first"])
@pytest.mark.parametrize("seed", range(3))
def test_steps_give_what_one_run_gives(copying: CopySettings, order: str, seed: int) -> None:
    reports = heap(60, seed)
    if order != "any":
        reports.sort(key=lambda report: (report.published_from or date.max, report.id))
    if order == "latest first":
        reports.reverse()
    cuts = [0, 20, 21, 21, 45, 60]
    parts = [reports[a:b] for a, b in pairwise(cuts)]
    groups = in_steps(parts, copying)
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
def test_reports_that_are_gone_or_read_otherwise_leave_nothing(copying: CopySettings) -> None:
    reports = heap(60, 7)
    groups = in_steps([reports], copying)
    rest = [*reports[::2], *map(read_otherwise, reports[1:30:2])]
    again = group_reports(rest, groups.copies, groups.kept, copying, TELLING)
    assert (again.copies, again.stories) == at_once(rest, copying)


def test_what_is_kept_is_plain_arrays() -> None:
    """Nothing that would have to run when a project file is opened."""
    for found in in_steps([heap(30, 3), heap(30, 4)], COPYING).kept.values():
        assert isinstance(found, np.ndarray)
        assert found.dtype != np.dtype(object)


def test_a_large_story_is_kept_whole() -> None:
    texts = [f"The ferry Alba sank off Elsund; witness number {n} told of it." for n in range(90)]
    chance = random.Random(1)
    reports = [made(n, text, n // 4, chance) for n, text in enumerate(texts)]
    groups = in_steps([reports[:50], reports[50:70], reports[70:]], COPYING)
    assert (groups.copies, groups.stories) == at_once(reports, COPYING)
    assert max(len(story.report_ids) for story in groups.stories) > 40


def read_again(parts: Iterable[object], fn: Callable[[object], object]) -> Iterator[object]:
    """Yield results as from another process: only what can be pickled comes through."""
    for part in parts:
        yield pickle.loads(pickle.dumps(fn(pickle.loads(pickle.dumps(part)))))


def test_reports_compared_elsewhere_give_the_same() -> None:
    reports = heap(60, 5)
    elsewhere = group_reports(
        reports, (), {}, COPYING, TELLING, lambda fn, parts: read_again(parts, fn)
    )
    assert (elsewhere.copies, elsewhere.stories) == at_once(reports, COPYING)


def test_what_stands_before_the_latest_day_is_not_gathered_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reports = sorted(heap(120, 6), key=publication_order)
    dated = [report for report in reports if report.published_from]
    added: list[str] = []
    add = Gathering.add

    def counted(self: Gathering, report: Report, originals: Iterable[str]) -> None:
        added.append(report.id)
        add(self, report, originals)

    groups = in_steps([dated[:-1]], COPYING)
    monkeypatch.setattr(Gathering, "add", counted)
    again = group_reports(dated, groups.copies, groups.kept, COPYING, TELLING)
    last = dated[-2].published_from or START
    assert added == [report.id for report in dated if (report.published_from or START) >= last]
    monkeypatch.undo()
    assert (again.copies, again.stories) == at_once(dated, COPYING)


def test_a_report_from_the_future_does_not_have_all_gathered_again() -> None:
    """One in a hundred may bear a day that is yet to come."""
    reports = [report for report in heap(250, 8) if report.published_from]
    ahead = replace(
        reports.pop(), published_from=date(2099, 1, 1), published_until=date(2099, 1, 1)
    )
    groups = in_steps([[*reports, ahead]], COPYING)
    days = {report.published_from for report in reports if report.published_from}
    for border in ("near", "far"):
        [settled] = unpacked(groups.kept[f"{border} settled"])
        assert settled <= f"0{max(days)}"


def test_an_earlier_report_that_comes_late_leaves_the_other_stories_as_they_are() -> None:
    reports = sorted(heap(60, 9), key=publication_order)
    late = reports.pop(2)
    before = in_steps([reports], COPYING)
    after = group_reports([*reports, late], before.copies, before.kept, COPYING, TELLING)
    assert (after.copies, after.stories) == at_once([*reports, late], COPYING)


@pytest.mark.parametrize("part", ["near ", "far ", ("near ", "far ")])
def test_what_an_older_version_did_not_keep_is_gathered_anew(part: str | tuple[str, ...]) -> None:
    reports = sorted(heap(60, 10), key=publication_order)
    before = in_steps([reports[:50]], COPYING)
    kept = {name: array for name, array in before.kept.items() if not name.startswith(part)}
    after = group_reports(reports, before.copies, kept, COPYING, TELLING)
    assert (after.copies, after.stories) == at_once(reports, COPYING)
