"""What a page shows on a day is what a page of that day alone would show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from reportedly.analysis import analyse, pictures_by_day
from reportedly.memory import ShortMemory
from reportedly.present.html import render_view, view_words
from reportedly.present.lasting import lasting, one_a_day
from reportedly.present.links import InPage
from reportedly.present.shown import Shown, shown_story
from reportedly.present.views import VIEWS, View
from reportedly.reading import Reading
from reportedly.settings import Settings
from tests.present.pictures import ferry, ferry_days


@pytest.fixture(scope="module")
def varnholm(example: Reading, memory: ShortMemory) -> Shown:
    analysis = analyse(example.reports, Settings(), memory=memory)
    story = max(analysis.pictures, key=lambda picture: len(picture.reports))
    days = pictures_by_day(story, example.reports, Settings(), memory=memory)
    return shown_story(story, days, version="1")


def _visible(words: str, day: int) -> list[str]:
    """Return the words that are visible on a day, and the links, one after another."""
    root = html.fragment_fromstring(words, create_parent="div")
    return list(_words(root, day))


def _words(one: HtmlElement, day: int) -> Iterator[str]:
    since = [int(name[1:]) for name in one.classes if re.fullmatch(r"f\d+", name)]
    until = [int(name[1:]) for name in one.classes if re.fullmatch(r"u\d+", name)]
    if not (any(day < first for first in since) or any(day >= end for end in until)):
        yield " ".join((one.text or "").split())
        for child in one:
            if isinstance(child.tag, str):
                yield from _words(child, day)
            yield " ".join((child.tail or "").split())


def _same(view: View, shown: Shown, day: int) -> None:
    every = str(view_words(view, view.build(shown), InPage()))
    alone = str(render_view(view, shown.on(shown.isos[day]), InPage()))
    stepped = [word for word in _visible(every, day) if word]
    assert stepped == [word for word in _visible(alone, day) if word]


DAILY = ["brief", "who", "ledger", "method"]


@pytest.mark.parametrize("name", DAILY)
def test_every_day_of_the_example(name: str, varnholm: Shown) -> None:
    view = next(view for view in VIEWS if view.name == name)
    for day in range(len(varnholm.isos)):
        if name == "ledger" and day < len(varnholm.isos) - 1:
            continue  # an entry tells of the whole story; what it tells is of the last day
        _same(view, varnholm, day)


@pytest.mark.parametrize("day", [0, 1])
@pytest.mark.parametrize("name", ["brief", "who"])
def test_every_day_of_a_small_story(name: str, day: int) -> None:
    view = next(view for view in VIEWS if view.name == name)
    _same(view, shown_story(ferry(), ferry_days(), version="1"), day)


ROWS = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=7)


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_one_list_gives_every_day_its_own_in_its_order(days: list[list[str]]) -> None:
    kept = lasting(days)
    for day, rows in enumerate(days):
        on = [one.it for one in kept if one.since <= day < (one.gone or len(days))]
        assert on == rows
    assert len(kept) <= sum(map(len, days))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([None, "x", "y"]), min_size=1, max_size=8), st.integers(0, 3))
def test_one_value_a_day(days: list[str | None], start: int) -> None:
    kept = one_a_day(days, start=start)
    for day, value in enumerate(days, start=start):
        end = start + len(days)
        on = [one.it for one in kept if (one.since or start) <= day < (one.gone or end)]
        assert on == ([] if value is None else [value])
    assert all(one.it != other.it or one.gone < other.since for one, other in pairwise(kept))
