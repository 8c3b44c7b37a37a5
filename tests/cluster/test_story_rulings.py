from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.story_rulings import rule_stories
from reportedly.model import Copy, Report, Ruling, RulingKind, SharedRuns, Story, Version
from reportedly.rulings import ruling

START = datetime(2031, 5, 2, tzinfo=UTC)


def report(name: str, day: int) -> Report:
    return Report(
        id=name,
        path=f"{name}.txt",
        sha256="",
        text=f"Headline of {name}, as printed. More words.",
        published_from=date(2031, 5, day),
        published_until=date(2031, 5, day),
    )


REPORTS = [report(name, day) for day, name in enumerate("abcdef", 1)]


def grouped(*members: str) -> list[Story]:
    return [
        Story(id=f"S{each[0]}", title=f"On {each}", title_report=each[0], report_ids=tuple(each))
        for each in members
    ]


def ruled(
    stories: Sequence[Story],
    *rulings: tuple[RulingKind, str] | tuple[RulingKind, str, str],
    copies: Sequence[Copy] = (),
    versions: Sequence[Version] = (),
    reports: Sequence[Report] = REPORTS,
) -> list[tuple[str, str]]:
    """Return id and members of the stories after rulings on reports with one-letter ids."""
    made: list[Ruling] = [
        ruling(one[0], at=START + timedelta(minutes=n), reports=list(one[1]), names=list(one[2:]))
        for n, one in enumerate(rulings)
    ]
    found = rule_stories(stories, reports, made, copies, versions)
    return [(story.id, "".join(story.report_ids)) for story in found]


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        pytest.param([("one story", "ad")], ["abcd", "ef"], id="two stories become one"),
        pytest.param([("one story", "adef")], ["abcdef"], id="three stories become one"),
        pytest.param([("one story", "ab")], ["abc", "d", "ef"], id="one already"),
        pytest.param([("one story", "az")], ["abc", "d", "ef"], id="a report that is not there"),
        pytest.param([("other story", "bac")], ["ac", "b", "d", "ef"], id="one is parted"),
        pytest.param([("other story", "bz")], ["abc", "d", "ef"], id="from one not there"),
        pytest.param([("other story", "bd")], ["abc", "d", "ef"], id="from a story it is not in"),
        pytest.param(
            [("other story", "ac"), ("other story", "bc"), ("one story", "ab")],
            ["ab", "c", "d", "ef"],
            id="two are parted together",
        ),
        pytest.param([("other story", "bac"), ("one story", "bd")], ["ac", "bd", "ef"], id="moved"),
        pytest.param(
            [("one story", "ad"), ("other story", "dabc")], ["abc", "d", "ef"], id="later decides"
        ),
    ],
)
def test_rulings(rulings: list[tuple[RulingKind, str]], expected: list[str]) -> None:
    found = [members for _, members in ruled(grouped("abc", "d", "ef"), *rulings)]
    assert found == expected


def test_a_united_story_keeps_the_older_id_and_a_parted_one_leaves_it() -> None:
    assert ruled(grouped("bc", "ad"), ("one story", "cd")) == [("Sb", "abcd")]
    # The report that gave the story its id is parted: the rest keeps the id all the same.
    [(one, _), (rest, _)] = ruled(grouped("abc"), ("other story", "abc"))
    assert rest == "Sa"
    assert one not in ("Sa", "Sb", "Sc")


def test_a_parted_report_has_the_same_id_on_a_day_when_it_was_alone() -> None:
    later = ruled(grouped("abc"), ("other story", "abc"))[0]
    earlier = ruled(grouped("a"), ("other story", "abc"), reports=REPORTS[:1])
    assert earlier == [later]


def test_a_title_by_hand_follows_most_of_its_reports() -> None:
    made = [
        ruling("story title", at=START, reports=["a", "b", "d"], names=["Fire in Elsund"]),
        ruling("one story", at=START, reports=["a", "e"]),
    ]
    found = rule_stories(grouped("abc", "d", "ef"), REPORTS, made)
    assert [story.title for story in found] == ["Fire in Elsund", "On d"]
    assert found[0].title_report is None


def test_what_is_left_of_a_story_is_titled_anew_when_its_title_goes() -> None:
    made = [ruling("other story", at=START, reports=["a", "b", "c"])]
    found = rule_stories(grouped("abc"), REPORTS, made)
    assert [story.title for story in found] == [f"Headline of {name}, as printed" for name in "ab"]


def test_copies_that_come_later_follow_what_was_parted() -> None:
    copy = Copy(
        id="x", a="b", b="d", containment_a=1, containment_b=1, runs=SharedRuns(), kind="copy",
        direction="a first", reason="", score=1,
    )  # fmt: skip
    found = ruled(grouped("abcd"), ("other story", "bac"), copies=[copy])
    assert [members for _, members in found] == ["ac", "bd"]


def test_a_ruling_on_an_earlier_version_holds_for_the_later_one() -> None:
    version = Version(
        id="v", earlier="z", later="b", kind="updated", changes=(), basis="captured", reason=""
    )
    found = ruled(grouped("abc"), ("other story", "zac"), versions=[version])
    assert [members for _, members in found] == ["ac", "b"]


names = st.text("abcdefz", min_size=1, max_size=4)
kinds: st.SearchStrategy[RulingKind] = st.sampled_from(["one story", "other story"])


@given(st.lists(st.tuples(kinds, names), max_size=6))
def test_no_rulings_lose_a_report_or_give_two_stories_one_id(
    rulings: list[tuple[RulingKind, str]],
) -> None:
    found = ruled(grouped("abc", "d", "ef"), *rulings)
    assert sorted("".join(members for _, members in found)) == list("abcdef")
    assert len({story_id for story_id, _ in found}) == len(found)
