"""What the brief shows of a figure that moved, and of what several reports say beside all else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.analysis import analyse, pictures_by_day
from reportedly.present.brief import REPORTED, Item, brief_of
from reportedly.present.front import front_of
from reportedly.present.lines import Line, lines_on
from reportedly.present.lookup import look_up, number
from reportedly.present.picked import most_told
from reportedly.present.shown import Shown, shown_story
from reportedly.settings import Settings
from tests.compare.accounts import Account
from tests.present.pictures import ferry

ASKED = "How many people were killed?"
CROWD = "A lorry drove into a crowd in the port of Sundholm. {} The port was shut."
TOLLS = (
    ("Herald", 3, "At least 60 people were killed, witnesses said."),
    ("Courier", 4, "77 people were killed, the Russian president said."),
    ("Tarn Post", 5, "80 people were killed, the Ukrainian interior minister said."),
    ("Gazette", 6, "81 people were killed, the Russian president said."),
    ("Echo", 7, "85 people were killed, a hospital said."),
)


@pytest.fixture(scope="module")
def shown() -> Shown:
    reports = Account(*((outlet, day, CROWD.format(told)) for outlet, day, told in TOLLS)).reports
    (story,) = analyse(reports, Settings()).pictures
    return shown_story(story, pictures_by_day(story, reports, Settings()), version="1")


def _asked(shown: Shown) -> Item:
    brief = brief_of(shown.lookups[-1])
    items = (item for column in brief.columns for item in column.items)
    return next(item for item in items if item.question == ASKED)


def test_each_number_is_shown_once_from_first_to_latest(shown: Shown) -> None:
    told = [line.words.plain.split(" people")[0] for line in _asked(shown).lines]
    assert [words[-2:] for words in told] == ["60", "77", "80", "81", "85"]


def test_the_page_keeps_that_order_though_sides_take_turns(shown: Shown) -> None:
    items = (item for column in front_of(shown).columns for item in column.items)
    item = next(item for item in items if item.heads[-1].it.question == ASKED)
    last = len(shown.isos) - 1
    refs = [
        line.it.ref.number
        for voice in item.voices
        if not voice.gone
        for line in voice.lines
        if not line.gone or line.gone > last
    ]
    assert refs == [line.ref.number for line in _asked(shown).lines]
    assert len({voice.side for voice in item.voices}) < len(item.voices)


def test_what_is_only_told_last_does_not_lead() -> None:
    told = (
        ("Herald", 3, "12 people were killed, the police said."),
        ("Courier", 3, "12 people were killed, the mayor said."),
        ("Gazette", 4, "12 people were killed. Six people died when a seaplane fell near Quay."),
    )
    reports = Account(*((outlet, day, CROWD.format(words)) for outlet, day, words in told)).reports
    (story,) = analyse(reports, Settings()).pictures
    asked = _asked(shown_story(story, {}, version="1"))
    assert [line.words.plain[:2] for line in asked.lines] == ["12", "12"]
    assert asked.left


def test_what_several_say_beside_all_questions_stands_last_and_is_asked_nowhere_else() -> None:
    same = "The harbour master Oslund was asked for the keys of the old lighthouse at once."
    told = (
        ("Herald", 3, f"12 people were killed, the police said. {same}"),
        ("Courier", 3, f"12 people were killed, the mayor said. {same}"),
        ("Gazette", 4, f"{same} The police said 12 people were killed, the Elsund Post reported."),
        ("Beacon", 4, f"{same} The police said 12 people were killed, the Elsund Post reported."),
    )
    reports = Account(*((outlet, day, CROWD.format(words)) for outlet, day, words in told)).reports
    (story,) = analyse(reports, Settings()).pictures
    brief = brief_of(shown_story(story, {}, version="1").lookups[-1])
    item = brief.column(REPORTED).items[-1]
    assert item.question == "What else do several reports say?"
    assert same in [line.words.plain for line in item.lines]
    assert not any("killed" in line.words.plain for line in item.lines)


def test_what_most_voices_and_then_outlets_say_comes_first_once() -> None:
    lines = [_line(n, outlets) for n, outlets in enumerate(("A", "AB", "C", "BCD", "E"), start=1)]
    homes = {1: "shut", 2: "open", 3: "shut", 4: "late"}  # the fifth answers another question
    voices = {1: "first", 2: "second", 3: "third", 4: "fourth"}
    found = most_told(lines, homes, voices, 2)
    assert [line.ref.number for line in found] == [1, 4]
    assert [(ref.outlet, ref.number) for ref in found[0].other] == [("C", 3)]
    found = most_told(lines, homes, dict.fromkeys(homes, "one agency"), 2)
    assert [line.ref.number for line in found] == [4, 1]
    alone = {1: "shut", 2: "open", 5: "left"}  # of the first and the last no other outlet tells
    assert [line.ref.number for line in most_told(lines, alone, voices, 3)] == [2]


def _line(place: int, outlets: str) -> Line:
    whole = ferry()
    line = lines_on(whole.questions[0], look_up(whole, number([whole])))[0]
    refs = [replace(line.ref, number=place, outlet=outlet) for outlet in outlets]
    return replace(line, ref=refs[0], more=tuple(refs[1:]), other=())
