from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.memory import Kept
from reportedly.model import (
    Capture,
    Clue,
    Copy,
    DateInference,
    Given,
    Problem,
    Report,
    SharedRuns,
    Span,
    Statement,
    Story,
)
from reportedly.store import queries
from reportedly.store.database import OF_REPORT, OF_STORY, Project, open_project
from tests.store.store_rows import comparison, facts, page, read, report, saved, statement, story


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "p.db")


@pytest.fixture
def project(path: str) -> Iterator[Project]:
    with open_project(path, create=True) as project:
        yield project


# --- reports -------------------------------------------------------------------------------


def test_reports_come_back_in_the_order_added(project: Project) -> None:
    assert project.add(read("z", "a", "m")) == (3, [])
    assert project.reports() == [report("z"), report("a"), report("m")]


def test_a_known_report_is_not_new(project: Project) -> None:
    project.add(read("a", "b"))
    assert project.add(read("b", "c")) == (1, [])
    assert [one.id for one in project.reports()] == ["a", "b", "c"]


def test_what_the_user_says_of_a_known_report_replaces_it(project: Project) -> None:
    said = Given(outlet="Herald")
    project.add(read("a", "b"))
    project.add([(page("a", given=said), report("a", outlet="Herald"))])
    assert [one.outlet for one in project.reports()] == ["Herald", None]
    project.add(read("a"))  # nothing is said now: what was said before stays
    assert [one.outlet for one in project.reports()] == ["Herald", None]


def test_a_report_may_get_another_id_by_what_the_user_says(project: Project) -> None:
    """Its outlet is part of a report's id: the same words in two outlets are two reports."""
    saved(project, "a", "b")
    told = replace(report("a", outlet="Herald"), id="a-herald")
    capture = page("a", given=Given(outlet="Herald"))
    assert project.add([(capture, told)]) == (0, [])
    assert [one.id for one in project.reports()] == ["b", "a-herald"]
    assert project.stories() == []  # until the run is finished
    assert project.search("mayor") == ["st-b"]
    project.add(read("a"))  # the same file, and nothing is said of it now
    assert [one.id for one in project.reports()] == ["b", "a-herald"]


def test_the_bytes_are_kept(project: Project, path: str) -> None:
    import zlib

    project.add(read("a"))
    connection = sqlite3.connect(path)
    [(packed,)] = connection.execute("SELECT content FROM captures")
    connection.close()
    assert zlib.decompress(packed) == page("a").content


def problem(path: str, reason: str = "empty; nothing to read", *, lost: bool = True) -> Problem:
    return Problem(path=path, stage="files", reason=reason, lost=lost)


def test_problems_are_those_of_the_last_reading_of_each_input(project: Project) -> None:
    project.add([problem("x.txt"), problem("y.txt")])
    project.add([problem("x.txt"), problem("y.txt")])
    assert project.problems() == [problem("x.txt"), problem("y.txt")]
    project.add([problem("x.txt", "a picture")])
    assert project.problems() == [problem("y.txt"), problem("x.txt", "a picture")]
    project.add([(page("y"), report("y"))])
    assert project.problems() == [problem("x.txt", "a picture")]


def test_an_input_may_have_a_problem_and_a_report(project: Project) -> None:
    twice = problem("a.txt", "the same bytes as a.txt; counted once", lost=False)
    assert project.add([*read("a"), twice]) == (1, [twice])
    assert project.problems() == [twice]


# --- memory --------------------------------------------------------------------------------


def test_recall_gives_what_was_kept(project: Project) -> None:
    project.add(read("a", "b"))
    broken = Kept(
        rows=facts("b").rows,
        problems=(Problem(path="b.txt", stage="times", reason="odd", report_id="b", lost=False),),
    )
    project.keep("k1", "a", facts("a"))
    project.keep("k2", "b", broken)
    project.keep("k3", "s1", comparison("s1"))
    assert project.recall(["k3", "k1", "none", "k2"]) == {
        "k1": facts("a"),
        "k2": broken,
        "k3": comparison("s1"),
    }


def test_rows_of_no_stage_are_kept_as_such(project: Project) -> None:
    """A story on which nothing was found must not be taken for a report without facts."""
    project.add(read("a"))
    empty: dict[str, Kept] = {
        "k1": Kept(rows=dict.fromkeys(OF_REPORT, ())),
        "k2": Kept(rows=dict.fromkeys(OF_STORY, ())),
        "k3": Kept(rows={}),
    }
    for key, kept in empty.items():
        project.keep(key, "a", kept)
    assert project.recall(list(empty)) == empty


spans = st.builds(Span, st.integers(0, 9), st.integers(9, 99))
st.register_type_strategy(Span, spans)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_kept_is_recalled(project: Project, data: st.DataObject) -> None:
    project.add(read("a"))
    kind: Any = data.draw(st.sampled_from([*OF_REPORT, *OF_STORY]))
    numbers = {float: st.floats(allow_nan=False), int: st.integers(-(2**63), 2**63 - 1)}
    for number, strategy in numbers.items():
        st.register_type_strategy(number, strategy)
    own = {"report_id": st.just("a")} if "report_id" in kind.__slots__ else {}
    rows = tuple(data.draw(st.lists(st.builds(kind, **own), max_size=3)))
    kept = Kept(rows={kind: rows})
    project.keep("k", "a", kept)
    assert project.recall(["k"]) == {"k": kept}


def test_keeping_again_replaces(project: Project) -> None:
    saved(project, "a")
    project.keep("facts-a", "a", facts("a", speaker="the harbour master"))
    assert project.recall(["facts-a"])["facts-a"] == facts("a", speaker="the harbour master")
    project.save([story("a")], project.reports(), (), ())
    assert project.search("mayor") == []
    assert project.search("harbour") == ["st-a"]


def test_many_keys_at_once(project: Project) -> None:
    names = [f"r{n}" for n in range(queries.MOST_PARAMETERS + 20)]
    saved(project, *names)
    found = project.recall([f"facts-{name}" for name in names])
    assert list(found) == [f"facts-{name}" for name in names]
    assert project.story_rows(project.stories()[0])[Statement][-1].id == f"st-{names[-1]}"


def test_a_run_that_is_interrupted_keeps_what_it_finished(path: str) -> None:
    def statements(report_id: str) -> Iterator[Statement]:
        yield statement(report_id, Span(0, 3), "half")
        raise KeyboardInterrupt

    def run() -> None:
        with open_project(path, create=True) as project:
            project.add(read("a", "b"))
            project.keep("k1", "a", facts("a"))
            project.keep("k2", "b", Kept(rows={Statement: statements("b")}))  # type: ignore[dict-item]

    with pytest.raises(KeyboardInterrupt):
        run()
    with open_project(path, create=True) as project:
        assert len(project.reports()) == 2
        assert project.recall(["k1", "k2"]) == {"k1": facts("a")}
        project.keep("k2", "b", facts("b"))
        assert set(project.recall(["k1", "k2"])) == {"k1", "k2"}


def test_reading_that_is_interrupted_keeps_what_was_read(path: str) -> None:
    def found() -> Iterator[tuple[Capture, Report] | Problem]:
        yield from read("a", "b")
        raise KeyboardInterrupt

    def run() -> None:
        with open_project(path, create=True) as project:
            project.add(found())

    with pytest.raises(KeyboardInterrupt):
        run()
    with open_project(path, create=True) as project:
        assert project.reports() == [report("a"), report("b")]


# --- stories -------------------------------------------------------------------------------


def test_a_story_comes_back_whole(project: Project) -> None:
    copy = Copy(
        id="c", a="a", b="b", containment_a=1.0, containment_b=0.5, runs=SharedRuns(), kind="copy",
        direction="a first", reason="day", score=1.0,
    )  # fmt: skip
    dated = DateInference(
        id="d",
        story_id="s1",
        report_id="b",
        days=(date(2025, 3, 4),),
        clues=(Clue(report_id="b", span=Span(0, 3), rule="weekday"),),
        reason="A weekday.",
    )
    project.add(read("a", "b", "c"))
    for name in "abc":
        project.keep(f"k{name}", name, facts(name))
    project.keep("k", "s1", comparison("s1"))
    project.keep("k2", "s2", comparison("s2"))
    reports = [report("a"), report("b").dated_by(dated), report("c")]
    stories = [story("b", "a"), story("c", id="s2")]
    project.save(stories, reports, [copy], [dated])
    assert project.stories() == stories
    rows = project.story_rows(stories[0])
    assert rows[Report] == (reports[1], reports[0])
    assert rows[Copy] == (copy,)
    assert rows[DateInference] == (dated,)
    assert [one.id for one in rows[Statement]] == ["st-b", "st-a"]
    assert {kind: rows[kind] for kind in OF_STORY} == comparison("s1").rows
    assert project.story_rows(stories[1])[Copy] == ()
    assert project.stories(holding=["st-c", "none"]) == stories[1:]
    assert project.stories(holding=[]) == []


def test_saving_again_changes_nothing(project: Project, path: str) -> None:
    saved(project, "a", "b")
    before = everything(path)
    saved(project, "a", "b")
    assert everything(path) == before


def everything(path: str) -> str:
    connection = sqlite3.connect(path)
    dump = "\n".join(connection.iterdump())
    connection.close()
    return dump


def test_the_title_may_be_that_of_any_report(project: Project) -> None:
    told = Story(id="s1", title="A", title_report="a", title_span=Span(0, 1), report_ids=("a",))
    saved(project, "a")
    project.save([told], project.reports(), (), ())
    assert project.stories() == [told]


def test_tables_give_only_what_is_current(project: Project) -> None:
    saved(project, "a")
    project.keep("older", "a", facts("a", speaker="the clerk"))
    project.recall(["facts-a"])
    project.recall(["comparison-a"])
    project.save([story("a")], project.reports(), (), ())
    assert list(project.table("statements", ["id", "speaker"])) == [("st-a", "the mayor")]
    assert len(list(project.table("reports", ["id"]))) == 1
