"""What a few reports that are added touch is all that changes, and is what a whole run makes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reportedly import adding, pipeline, projects, renewing
from reportedly.acquire.repeats import type_repeated
from reportedly.cluster.copies import publication_order
from reportedly.memory import Kept, Rows
from reportedly.model import Block, Capture, Report, Span, Story
from reportedly.pipeline import REPORT_STAGES, STORY_STAGES
from reportedly.projects import analysed_again
from reportedly.settings import Settings
from reportedly.store.database import Project, open_project

SETTINGS = Settings()
START = date(2031, 5, 1)
THINGS = ("ferry Alba", "mill", "comet", "sugar tax", "tunnel", "reservoir", "opera house")
PLACES = ("Elsund", "Oltesk", "Mount Velisk", "Harsund", "Merra")
VERBS = ("sank", "burned down", "was closed", "came into view", "was opened", "split two parties")
OUTLETS = ("The Herald", "Elsund Post", "Radio Merra")


@pytest.fixture(autouse=True)
def no_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stages find in a report or story takes long, and is not what is looked at here."""

    def annotate_report(report: Report, settings: Settings, *, before: Kept | None = None) -> Kept:
        return Kept(rows={stage.writes: () for stage in REPORT_STAGES if stage.kept})

    def compare_story(story: Story, rows: Rows, settings: Settings) -> Kept:
        return Kept(rows={stage.writes: () for stage in STORY_STAGES})

    monkeypatch.setattr(pipeline, "annotate_report", annotate_report)
    monkeypatch.setattr(renewing, "compare_story", compare_story)


def heap(count: int, seed: int) -> list[Report]:
    """Return made reports: events over some days, copies, lines that an outlet prints around."""
    chance = random.Random(seed)
    texts: list[tuple[str, str, int]] = []
    for _ in range(count):
        if texts and chance.random() < 0.3:
            title, text, day = chance.choice(texts)
            texts.append((title, text[: max(90, chance.randrange(len(text)))], day))
            continue
        thing, place = chance.choice(THINGS), chance.choice(PLACES)
        told = [
            f"The {thing} of {place} {chance.choice(VERBS)} at {chance.randrange(1, 13)} o'clock, "
            f"{chance.choice(PLACES)} heard from witness number {chance.randrange(99)} on that day."
            for _ in range(5)
        ]
        day = chance.randrange(30)
        texts.append((f"{thing} of {place}: number {chance.randrange(99)}", " ".join(told), day))
    return [made(n, *each, chance) for n, each in enumerate(texts)]


def made(number: int, title: str, text: str, day: int, chance: random.Random) -> Report:
    outlet = chance.choice(OUTLETS)
    lines = [title, text, *chance.sample([f"Read {outlet} at home", "Share this", "Print it"], 2)]
    blocks, at = [], 0
    for kind, line in zip(("headline", "body", "body", "body"), lines, strict=True):
        span = Span(at, at + len(line))
        blocks.append(Block(report_id=str(number), span=span, kind=kind, reason=""))  # type: ignore[arg-type]
        at += len(line) + 1
    published = START + timedelta(days=day) if chance.random() < 0.95 else None
    return Report(
        id=f"{chance.randrange(10**6):06d}-{number}",
        path=f"{number}.txt",
        sha256=f"{number}",
        text="\n".join(lines),
        title=title,
        title_span=Span(0, len(title)),
        outlet=outlet,
        url=f"https://paper.example/{number // 2 if chance.random() < 0.05 else number}/story",
        published_from=published,
        published_until=published,
        published_basis="given" if published else "none",
        blocks=tuple(blocks),
    )


def add(project: Project, reports: Sequence[Report]) -> None:
    project.add(
        (Capture(path=one.path, sha256=one.sha256, content=b"", media_type="text/plain"), one)
        for one in reports
    )


def contents(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that a reader of the project may see of how it is grouped."""
    tables = {
        "stories": "*",
        "story_reports": "*",
        "copies": "*",
        "versions": "*",
        "made": "key, owner, current, searchable",
        "waiting": "*",
    }
    return {
        table: sorted(project._connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
        for table, columns in tables.items()
    }


@contextmanager
def both(folder: Path) -> Iterator[tuple[Project, Project]]:
    few, whole = str(folder / "few.db"), str(folder / "whole.db")
    with open_project(few, create=True) as one, open_project(whole, create=True) as other:
        yield one, other


@pytest.mark.parametrize("seed", range(3))
def test_adding_gives_what_a_whole_run_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance, few_times = random.Random(seed), 0
    # As in life: most as they are published, some late by days, and undated ones among them.
    arrives = {
        one.id: ((one.published_from or START) - START).days + chance.choice((0, 0, 0, 0, 3, 12))
        for one in heap(100, seed)
    }
    reports = sorted(heap(100, seed), key=lambda one: (arrives[one.id], one.id))
    cuts = sorted({0, 50, *chance.sample(range(51, 100), 18), 100})
    parts = [reports[since:until] for since, until in pairwise(cuts)]
    with both(tmp_path) as (few, whole):
        for part in parts:
            add(few, part)
            add(whole, part)
            done = adding.renew_added(few, SETTINGS)
            few_times += done is not None
            outcome = done or analysed_again(few, SETTINGS)
            with monkeypatch.context() as patch:
                patch.setattr(projects, "renew_added", lambda *of, **more: None)
                assert analysed_again(whole, SETTINGS) == outcome
            assert contents(few) == contents(whole)
    assert few_times > 2


def test_a_version_or_a_ruling_has_all_looked_at(tmp_path: Path) -> None:
    reports = sorted(heap(30, 9), key=publication_order)
    dated = [one for one in reports if one.published_from]
    last = dated[-1]
    later = replace(last, id="later", path="later.txt", sha256="later", text=last.text + " More.")
    with open_project(str(tmp_path / "p.db"), create=True) as project:
        add(project, dated)
        assert adding.renew_added(project, SETTINGS) is None
        analysed_again(project, SETTINGS)
        assert adding.renew_added(project, SETTINGS) is not None
        add(project, [later])
        assert adding.renew_added(project, SETTINGS) is None
        assert analysed_again(project, SETTINGS).versions == 1


def test_what_was_interrupted_is_taken_up_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = sorted(heap(30, 11), key=publication_order)
    dated = [one for one in reports if one.published_from]

    def interrupt(story: Story, rows: Rows, settings: Settings) -> Kept:
        raise KeyboardInterrupt

    with both(tmp_path) as (few, whole):
        add(few, dated[:-1])
        analysed_again(few, SETTINGS)
        add(few, dated[-1:])
        with monkeypatch.context() as patch:
            patch.setattr(renewing, "compare_story", interrupt)
            with pytest.raises(KeyboardInterrupt):
                analysed_again(few, SETTINGS)
        assert few.nearby().counted()["reports"] == len(dated) - 1
        add(whole, dated)
        assert analysed_again(few, SETTINGS) == analysed_again(whole, SETTINGS)
        assert contents(few) == contents(whole)


def test_lines_that_come_to_repeat_in_others_have_all_looked_at(tmp_path: Path) -> None:
    texts = [
        f"Fire in {place}\nTwo barns near {place} burned down at night, says the mayor.\nShare it"
        for place in PLACES[:3]
    ]
    reports = []
    for number, text in enumerate(texts):
        spans = [Span(m.start(), m.end()) for m in re.finditer(".+", text)]
        blocks = [Block(report_id=str(number), span=s, kind="body", reason="") for s in spans]
        day = START if number < 2 else START - timedelta(days=1)
        made = Report(id=f"r{number}", path=f"{number}", sha256=f"{number}", text=text)
        reports.append(replace(made, blocks=tuple(blocks), published_from=day, published_until=day))
    with open_project(str(tmp_path / "p.db"), create=True) as project:
        add(project, reports[:2])
        analysed_again(project, SETTINGS)
        later = replace(reports[2], published_until=START, published_from=START)
        assert project.nearby().typed([later]) is None  # the third that prints "Share it"
        after = START + timedelta(days=1)
        found = project.nearby().typed(
            [replace(later, published_from=after, published_until=after)]
        )
        [typed] = found or []
        whole = type_repeated([*reports[:2], replace(typed, blocks=later.blocks)])
        assert typed.blocks == whole[-1].blocks
