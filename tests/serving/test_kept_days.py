from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import date

import pytest

from reportedly.errors import ProjectError
from reportedly.model import Picture
from reportedly.serving.days import Here
from reportedly.serving.kept_days import SHARE, KeptDays
from reportedly.serving.pictures import OpenStory, Shelf
from reportedly.settings import Settings

DAYS = [date(2025, 5, day) for day in (5, 6, 7)]


@pytest.fixture
def story(filled: str) -> Iterator[OpenStory]:
    shelf = Shelf(filled, Settings(), Here())
    found = shelf.story(next(iter(shelf.revisions())))
    assert found is not None
    yield found
    shelf.close()


class Asked:
    """Works nothing out; remembers what was asked for."""

    def __init__(self) -> None:
        self.futures: list[Future[Picture | None]] = []

    def __call__(self, day: date, now: bool) -> Future[Picture | None]:
        self.futures.append(Future())
        return self.futures[-1]


def test_a_day_shares_the_rows_of_its_story(story: OpenStory) -> None:
    kept = KeptDays(story.picture, Asked())
    copies = tuple(replace(row) for row in story.picture.statements)
    assert copies[0] is not story.picture.statements[0]
    kept.take(DAYS[0], replace(story.picture, statements=copies))
    found = kept.now(DAYS[0])
    assert found is not None
    assert all(a is b for a, b in zip(found.statements, story.picture.statements, strict=True))
    assert found == story.picture


def test_the_days_used_longest_ago_are_let_go_first(story: OpenStory) -> None:
    kept = KeptDays(story.picture, Asked())
    for day in DAYS:
        kept.take(day, story.picture)
    kept.now(DAYS[0])
    size = len(story.picture.statements)
    assert kept.size == 3 * size // SHARE
    assert kept.let_go(2 * size // SHARE + 1, but=[DAYS[1]]) == [DAYS[2]]
    assert kept.let_go(0, but=[DAYS[1]]) == [DAYS[0]]
    assert list(kept.ready()) == [DAYS[1]]


def test_a_day_is_asked_for_once_and_again_where_it_failed(story: OpenStory) -> None:
    asked = Asked()
    kept = KeptDays(story.picture, asked)
    kept.begin(DAYS[0])
    kept.begin(DAYS[0])
    assert len(asked.futures) == 1
    assert kept.now(DAYS[0]) is None
    asked.futures[0].set_exception(ProjectError("gone"))
    with pytest.raises(ProjectError, match="gone"):
        kept.wait(DAYS[0], 0.01)
    assert kept.wait(DAYS[0], 0.01) is None
    asked.futures[1].set_result(story.picture)
    assert kept.wait(DAYS[0], 0.01) == story.picture


def test_days_that_stay_as_they_were_are_taken_over(filled: str, story: OpenStory) -> None:
    shelf = Shelf(filled, Settings(), Here())
    first = story.days[0]
    known = story.shown(first)
    assert known is not None
    again = OpenStory(filled, story.id, "later", Settings(), shelf._line, before=story)
    assert list(again._kept.ready()) == [first]
    shown = again.shown(first)
    assert shown is not None
    assert shown.last.picture == known.last.picture
    shelf.close()
