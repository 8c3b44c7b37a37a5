"""The view of origins: what stands in it on each day, and that the drawing and the table agree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from benchmarks.news import as_report
from hypothesis import given
from hypothesis import strategies as st

from reportedly.analysis import analyse
from reportedly.memory import ShortMemory
from reportedly.model import Given, Picture
from reportedly.present.flows import Carrier, draw
from reportedly.present.lasting import Lasting
from reportedly.present.lookup import Ref
from reportedly.present.origins import OriginsView, Row, origins_of
from reportedly.present.shown import Shown, shown_story
from reportedly.present.ways import Way, runs
from reportedly.reading import Reading
from reportedly.settings import Settings


@pytest.fixture(scope="module")
def shown(example: Reading, memory: ShortMemory) -> Shown:
    [latest] = analyse(example.reports, Settings(), memory=memory).pictures
    days = sorted(r.published_until for r in latest.reports if r.published_until)
    [early] = analyse(example.reports, Settings(), memory=memory, as_of=days[3]).pictures
    return shown_story(latest, {days[3]: early}, version="1")


@pytest.fixture(scope="module")
def view(shown: Shown) -> OriginsView:
    return origins_of(shown)


def on(view: OriginsView, day: int, days: int) -> list[tuple[str, str, int, str]]:
    """Return what the table says on one of the days."""
    return sorted(
        (row.way.who, row.way.through, row.way.report, row.way.value)
        for group in view.groups
        for row in group.rows
        if row.since <= day < (row.gone or days)
    )


def test_each_day_reads_as_if_it_were_alone(shown: Shown, view: OriginsView) -> None:
    days = len(shown.lookups)
    assert days == 2
    early = origins_of(shown.on(shown.isos[0]))
    assert on(view, 0, days) == on(early, 0, 1)
    assert view.summaries[0].it == early.summaries[0].it
    assert on(view, 1, days) == on(origins_of(shown.alone()), 0, 1)


def test_every_line_of_the_drawing_stands_in_the_table(view: OriginsView) -> None:
    assert view.drawing is not None
    rows = [row for group in view.groups for row in group.rows if row.way.who]
    told = {_title(row) for row in rows}
    assert {edge.title for edge in view.drawing.edges} == told
    assert {node.full for node in view.drawing.names} == {row.way.who for row in rows}


def test_no_two_names_stand_in_one_place_on_one_day(view: OriginsView, shown: Shown) -> None:
    assert view.drawing is not None
    for day in range(len(shown.lookups)):
        for column in (view.drawing.names, view.drawing.channels, view.drawing.reports):
            there = [node.y for node in column if node.since <= day < (node.gone or 9)]
            assert len(set(there)) == len(there)
            assert max(there) < view.drawing.height


def test_what_nobody_is_named_for_is_in_the_table_only(view: OriginsView) -> None:
    silent = [group for group in view.groups if not group.who]
    assert silent
    assert view.groups[-len(silent) :] == tuple(silent)


def test_a_question_leaves_the_statements_that_answer_it_on_each_day(
    shown: Shown, view: OriginsView
) -> None:
    assert view.asked
    for day, lookup in enumerate(shown.lookups):
        rows = [row for group in view.groups for row in group.rows if row.since <= day]
        ways = [row.way for row in rows if day < (row.gone or len(shown.lookups))]
        for one in view.asked:
            found = {
                ref.number
                for way in ways
                for ref, asked in zip(way.refs, way.asked, strict=True)
                if one.number in asked
            }
            same = [it for it in lookup.picture.questions if it.text == one.question]
            answers = {row.id for it in same for row in lookup.members(it)}
            numbers = {lookup.numbering.refs[key].number for key in answers}
            assert found == numbers & {ref.number for way in ways for ref in way.refs}


def test_one_question_alone_shows_what_it_leaves_of_the_whole(
    shown: Shown, view: OriginsView
) -> None:
    for one in view.asked:
        alone = origins_of(shown, one.question)
        assert alone.question == one.question
        assert one in alone.asked
        days = len(shown.lookups)
        for day in range(days):
            whole = [
                row
                for group in view.groups
                for row in group.rows
                if row.since <= day < (row.gone or days) and one.number in row.way.questions
            ]
            found = {(row.way.who, row.way.through, row.way.report) for row in whole}
            # The whole leaves out origins of few statements.
            assert found <= {held[:3] for held in on(alone, day, days)}
            assert all(row.way.questions == (one.number,) for g in alone.groups for row in g.rows)


def _title(row: Row) -> str:
    return f"{row.way.who} → {row.way.through or 'not stated'} → {row.outlet}"


def way(who: str, report: int, *, through: str = "", side: str = "") -> Way:
    return Way(
        who=who,
        side=side,
        absent=False,
        through=through,
        unseen=False,
        stated=bool(through),
        report=report,
        value="first to tell it",
        copied=False,
        refs=(Ref(outlet="A", number=report, since=0, source="a:0"),),
    )


ways = st.builds(
    way,
    st.sampled_from(["", "Arlen", "Velk", "officials"]),
    st.integers(1, 4),
    through=st.sampled_from(["", "state radio", "the Courier"]),
    side=st.sampled_from(["", "Velisk", "Sundria"]),
)


@given(st.lists(st.lists(ways, max_size=6), min_size=1, max_size=4))
def test_runs_give_back_every_day(days: Sequence[Sequence[Way]]) -> None:
    found = runs([list(dict.fromkeys(day)) for day in days])
    for at, day in enumerate(days):
        there = {one.it for one in found if one.since <= at < (one.gone or len(days))}
        assert there == set(day)


@given(st.lists(ways, min_size=1, max_size=12))
def test_anything_can_be_drawn(told: Sequence[Way]) -> None:
    shown: list[Lasting[Way]] = list(runs([list(dict.fromkeys(told))]))
    carriers = {n: Carrier(number=n, title=f"Outlet {n}", note="5 May") for n in range(1, 5)}
    drawing = draw(shown, carriers, [Lasting(it=((1, 2), "2 reports share wording"))], ["Sundria"])
    assert len(drawing.edges) <= len([one for one in told if one.who])
    assert len(drawing.brackets) == 1


def test_a_story_without_sources_has_nothing_to_draw(latest: Picture) -> None:
    view = origins_of(shown_story(latest, {}, version="1"))
    assert view.drawing is None
    assert view.groups


@pytest.fixture
def latest(memory: ShortMemory) -> Picture:
    text = "Storm over Elsund\n\nThe storm took the roof off the mill. The mill is closed.\n"
    report = as_report("storm.txt", text, Given(outlet="Elsund Courier", published="2031-05-06"))
    [found] = analyse([report], Settings(), memory=memory).pictures
    return found
