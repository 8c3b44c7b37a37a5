"""The log of what people decided, and what a ruling is about."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Ruling, Span, Statement, Words
from reportedly.rulings import Meant, as_words, in_force, meant_by, of_reports, ruling
from reportedly.store.database import open_project

AT = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)


def statement(start: int, end: int, *, report: str = "r1") -> Statement:
    return Statement(
        id=f"{report}-{start}-{end}",
        report_id=report,
        attribution_id=None,
        kind="own voice",
        content=(Span(start, end),),
        context=Span(start, end),
    )


def undo(one: Ruling) -> Ruling:
    return ruling("undo", at=AT, undoes=one.id)


def test_what_was_taken_back_no_longer_holds() -> None:
    first = ruling("right", at=AT, words=[Words(report_id="r1", span=Span(0, 9))])
    second = ruling("story title", at=AT, reports=["r1"], names=["Floods in Varnholm"])
    assert in_force([first, second, undo(first)]) == (second,)
    assert in_force([undo(first), first, second, undo(undo(first))]) == in_force([second, first])


def test_taking_back_an_undo_brings_back_what_it_undid() -> None:
    first = ruling("story title", at=AT, reports=["r1"], names=["Floods"])
    taken = undo(first)
    assert in_force([first, taken, undo(taken)]) == (first,)


@given(st.lists(st.integers(0, 20), max_size=20))
def test_undoing_all_leaves_nothing(numbers: list[int]) -> None:
    made = {ruling("side", at=AT, names=[str(n)]): None for n in numbers}
    log = [*made, *map(undo, made)]
    assert in_force(log) == ()
    assert in_force(made) == tuple(sorted(made, key=lambda one: one.id))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param((10, 50), "r1-10-50", id="the same words"),
        pytest.param((10, 44), "r1-10-50", id="a clause less"),
        pytest.param((4, 56), "r1-10-50", id="a clause more"),
        pytest.param((60, 80), "r1-60-80", id="the next one"),
        pytest.param((30, 75), None, id="half of one and half of the next"),
        pytest.param((90, 99), None, id="words that nothing stands for any more"),
    ],
)
def test_a_ruling_finds_its_statement_again(span: tuple[int, int], expected: str | None) -> None:
    statements = [statement(10, 50), statement(60, 80), statement(10, 50, report="r2")]
    found = meant_by(Words(report_id="r1", span=Span(*span)), statements)
    assert (found.id if found else None) == expected


@given(st.data())
def test_the_order_of_the_log_does_not_matter(data: st.DataObject) -> None:
    log = [ruling("side", at=AT, names=[str(number)]) for number in range(3)]
    for _ in range(data.draw(st.integers(0, 6))):
        log.append(undo(data.draw(st.sampled_from(log))))
    assert in_force(data.draw(st.permutations(log))) == in_force(log)


def test_a_conflict_without_the_words_that_stand_against_the_rest_is_none() -> None:
    rows = [statement(0, 9), statement(0, 9, report="r2"), statement(0, 9, report="r3")]
    one = ruling("conflict", at=AT, words=[as_words(row) for row in rows])
    assert of_reports([one], ["r2", "r3"]) == ()
    assert [len(found.words) for found in of_reports([one], ["r1", "r3"])] == [2]
    assert Meant(rows).all(one) == tuple(rows)
    assert Meant(rows[1:]).all(one) == ()
    assert Meant(rows[1:]).lost(one) == one.words[:1]


def test_of_reports_leaves_only_what_was_there() -> None:
    one = ruling(
        "same utterance", at=AT, words=[as_words(statement(0, 9, report=r)) for r in ("r1", "r2")]
    )
    names = ruling("one agent", at=AT, names=["Lund", "Mia Lund"])
    [kept, everywhere] = of_reports([one, names], ["r1"])
    assert [words.report_id for words in kept.words] == ["r1"]
    assert (kept.id, everywhere) == (one.id, names)
    assert of_reports([one], ["r3"]) == ()


def test_a_project_keeps_the_log_in_its_order(tmp_path: Path) -> None:
    path = str(tmp_path / "kept.db")
    first = ruling("wrong", at=AT, words=[as_words(statement(3, 8))], by="mia", note="a caption")
    log = [first, undo(first), ruling("one story", at=AT, reports=["r1", "r2"])]
    with open_project(path, create=True) as project:
        project.rule(log[:2])
        project.rule(log)
    with open_project(path) as project:
        assert project.rulings() == log
