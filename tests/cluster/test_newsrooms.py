"""Newsrooms told from speakers, and chains that lead through either."""

from __future__ import annotations

import pytest
from benchmarks.news import as_report
from hypothesis import given
from hypothesis import strategies as st

from reportedly.analysis import analyse
from reportedly.cluster.newsrooms import Newsrooms
from reportedly.model import Agent, Credit, Given, MentionType, Report, Span
from reportedly.settings import Settings


def agent(name: str, type_: MentionType = "org") -> Agent:
    return Agent(id=name, story_id="s", name=name, names=(name,), type=type_, named=True)


def report(outlet: str | None, *credits: str) -> Report:
    found = tuple(Credit(name=name, span=Span(0, 1)) for name in credits)
    return Report(id=str(outlet), path="", sha256="", text="x", outlet=outlet, credits=found)


@pytest.mark.parametrize(
    ("name", "type_", "holds"),
    [
        pytest.param("Reuters", "org", True, id="in the register"),
        pytest.param("Elsund Courier", "org", True, id="a report of it is here"),
        pytest.param("Elsund Courier", "person", True, id="and taken for a person"),
        pytest.param("NPA", "org", True, id="credited"),
        pytest.param("Northern Press Agency", "org", True, id="credited by its initials"),
        pytest.param("Tarn Messenger", "org", True, id="by its noun"),
        pytest.param("Coast Guard", "org", False, id="a body"),
        pytest.param("Ministry of Health", "org", False, id="a ministry"),
        pytest.param("Fox", "person", False, id="a surname"),
        pytest.param("Mia Post", "person", False, id="a person whose name ends like a paper's"),
    ],
)
def test_newsrooms(name: str, type_: MentionType, *, holds: bool) -> None:
    rooms = Newsrooms([report("Elsund Courier", "NPA")], [], [agent(name, type_)])
    assert rooms.holds(name, agent(name, type_)) == holds


def test_an_agency_is_one_under_all_its_names() -> None:
    names = ("NPA", "NPA Newswire", "the Northern Press Agency")
    rooms = Newsrooms([report("NPA Newswire", "NPA")], [], [agent("Northern Press Agency")])
    assert len({rooms.key(name) for name in names}) == 1
    assert rooms.key("Elsund Courier") != rooms.key("NPA")


def test_a_short_name_means_the_one_newsroom_that_ends_in_it() -> None:
    rooms = Newsrooms([report("Tarn Messenger", "Messenger")], [], [])
    assert rooms.key("Messenger") == rooms.key("Tarn Messenger")
    two = Newsrooms([report("Tarn Messenger", "Messenger"), report("Merra Messenger")], [], [])
    assert two.key("Messenger") != two.key("Tarn Messenger")


@given(st.lists(st.text(max_size=20), max_size=5))
def test_no_names_break_it(names: list[str]) -> None:
    rooms = Newsrooms([report(name or None) for name in names], [], [agent(n) for n in names])
    for name in names:
        assert rooms.key(name) == rooms.key(name)
        rooms.holds(name)


@pytest.mark.parametrize(
    ("told", "named"),
    [
        pytest.param(
            "Officials said that Mira Arlen had told them that the mill was unsafe.",
            {"Mira Arlen"},
            id="passed on by officials",
        ),
        pytest.param(
            "Hanne Brolin, a cook, said that Mira Arlen had told her that the mill was unsafe.",
            {"Mira Arlen"},
            id="passed on by a person",
        ),
        pytest.param(
            "Hanne Brolin, a cook, said that Mira Arlen had spoken to her and said the mill was "
            "unsafe.",
            {"Mira Arlen"},
            id="who had spoken to her",
        ),
        pytest.param(
            "Hanne Brolin, a cook, said Mira Arlen had rung her and said the mill was unsafe.",
            {"Mira Arlen"},
            id="who had rung her",
        ),
        pytest.param(
            "The Weekly Compass has withdrawn its report that the mill was unsafe.",
            set(),
            id="an outlet that withdraws it",
        ),
        pytest.param(
            "Mira Arlen said that the mill was unsafe, the Tarn Messenger reported.",
            {"Mira Arlen"},
            id="reported by a paper",
        ),
        pytest.param(
            "The mill was unsafe, the Tarn Messenger reported on Tuesday.", set(), id="by nobody"
        ),
    ],
)
def test_a_chain_goes_back_to_whoever_said_it(told: str, named: set[str]) -> None:
    text = f"Mill closed in Elsund\n\nThe mill of Elsund was closed on Monday. {told}\n"
    made = as_report("a.txt", text, Given(outlet="Elsund Courier", published="2031-05-06"))
    [picture] = analyse([made], Settings()).pictures
    telling = {
        s.id for s in picture.statements if any("unsafe" in p.of(made.text) for p in s.content)
    }
    found = {o.name for o in picture.origins if telling & set(o.statement_ids)}
    assert {o for o in found if o in {"Mira Arlen", "Hanne Brolin"}} == named
    kinds = {o.kind for o in picture.origins if telling & set(o.statement_ids)}
    assert kinds <= {"speaker", "outlet"}


def test_an_exact_copy_adds_no_origin() -> None:
    text = (
        "Mill closed in Elsund\n\nThe mill of Elsund was closed on Monday after an inspection of "
        "its roof by engineers from the capital. “It was unsafe,” mayor Mira Arlen said. The "
        "miller denied that the roof had leaked. Officials said it would open again in June.\n"
    )
    one = as_report("a.txt", text, Given(outlet="Elsund Courier", published="2031-05-06"))
    two = as_report("b.txt", text, Given(outlet="Tarn Observer", published="2031-05-07"))
    [once], [twice] = analyse([one], Settings()).pictures, analyse([one, two], Settings()).pictures
    assert [(o.kind, o.name) for o in once.origins] == [(o.kind, o.name) for o in twice.origins]
