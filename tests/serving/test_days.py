from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import ProjectError
from reportedly.model import Picture
from reportedly.serving.days import Beside, Here, Job, Line
from reportedly.serving.pictures import OpenStory, Shelf, chosen
from reportedly.settings import Settings

DAY = date(2025, 5, 6)


def job(day: int) -> Job:
    return Job(
        path="p.db",
        settings=Settings(),
        story=("s", "1"),
        day=date(2025, 5, day),
        report_ids=("r",),
    )


def test_what_a_reader_waits_for_comes_first() -> None:
    go, done = threading.Event(), []

    def work_out(one: Job) -> Picture | None:
        go.wait(10)
        done.append(one.day.day)
        return None

    line = Line(work_out)
    waiting = [line.ask(job(day), now=False) for day in (1, 2, 3)]
    waiting.append(line.ask(job(3), now=True))
    go.set()
    for future in waiting:
        assert future.result(10) is None
    line.close()
    assert sorted(done) == [1, 2, 3]  # each once
    assert done.index(3) < done.index(2)


def test_a_job_that_fails_is_told_and_the_line_goes_on() -> None:
    def work_out(one: Job) -> Picture | None:
        if one.day.day == 1:
            raise ProjectError("gone")
        return None

    line = Line(work_out)
    with pytest.raises(ProjectError, match="gone"):
        line.ask(job(1), now=True).result(10)
    assert line.ask(job(2), now=True).result(10) is None
    line.close()


def opened(path: str) -> tuple[OpenStory, Shelf]:
    shelf = Shelf(path, Settings(), Here())
    story = shelf.story(next(iter(shelf.revisions())))
    assert story is not None
    return story, shelf


def test_a_process_beside_gives_what_this_one_gives(filled: str) -> None:
    story, shelf = opened(filled)
    reports = [one for one in story.picture.reports if (one.published_until or DAY) <= DAY]
    asked = Job(
        path=filled,
        settings=Settings(),
        story=(story.id, story.revision),
        day=DAY,
        report_ids=tuple(one.id for one in reports),
    )
    beside = Beside()
    try:
        here, there = Here()(asked), beside(asked)
        assert here == there
        assert here is not None
        assert len(here.reports) == 2
        gone = Job(
            path=f"{filled}-none", settings=Settings(), story=("x", "y"), day=DAY, report_ids=()
        )
        with pytest.raises(ProjectError, match="no project file"):
            beside(gone)
    finally:
        beside.rest()
        shelf.close()


def test_days_that_look_alike_are_one(filled: str) -> None:
    story, shelf = opened(filled)
    assert story.days == (date(2025, 5, 5), DAY)
    assert story.day_known(None) is None
    assert story.day_known(date(2025, 5, 7)) is None
    assert story.day_known(date(2031, 1, 1)) is None
    assert story.day_known(DAY) == DAY
    with pytest.raises(LookupError):
        story.day_known(date(2025, 5, 4))
    shelf.close()


def test_the_days_beside_each_other(filled: str) -> None:
    story, shelf = opened(filled)
    shown, missing = story.over_time(None)
    while missing:
        shown, missing = story.over_time(None)
    assert shown.isos == ("2025-05-05", "2025-05-06", "")
    shown, _ = story.over_time(DAY)
    assert shown.isos == ("2025-05-05", "2025-05-06")
    shelf.close()


def test_few_days_are_all_chosen() -> None:
    days = [date(2025, 1, day) for day in range(1, 32)]
    assert chosen(days[:13]) == days[:13]
    found = chosen(days)
    assert found[0] == days[0]
    assert found[-1] == days[-1]
    assert len(found) == 13


def test_a_story_that_is_gone(filled: str, tmp_path: Path) -> None:
    _, shelf = opened(filled)
    assert shelf.story("none") is None
    assert shelf.story("") is None
    shelf.close()
