from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.memory import Kept
from reportedly.model import Span, Statement
from reportedly.store.database import open_project
from reportedly.store.search import fts_query
from tests.store.store_rows import comparison, facts, read, statement, story

TEXT = "The harbour is open. Two ships left the Côte. Ships of two ports met."
SENTENCES = (Span(0, 20), Span(21, 45), Span(46, 69))


@pytest.fixture(scope="module")
def project_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("search") / "harbour.db")
    rows = {**facts("r").rows}
    rows[Statement] = tuple(
        statement("r", span, f"s{n}", "Ada Falk" if n == 0 else None)
        for n, span in enumerate(SENTENCES)
    )
    with open_project(path, create=True) as project:
        project.add(read("r", text=TEXT))
        project.keep("k", "r", Kept(rows=rows))
        project.keep("c", "s1", comparison("s1"))
        project.save([story("r")], project.reports(), (), ())
    return path


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("harbour", ["s0"], id="a word"),
        pytest.param("HARBOUR", ["s0"], id="in any case"),
        pytest.param("cote", ["s1"], id="with or without accents"),
        pytest.param("two ships", ["s1", "s2"], id="all words, in any order"),
        pytest.param('"two ships"', ["s1"], id="a phrase"),
        pytest.param("falk", ["s0"], id="the speaker"),
        pytest.param("lighthouse", [], id="nothing"),
        pytest.param("ships NOT two", [], id="operators are words"),
        pytest.param("ship*", [], id="no wildcards"),
    ],
)
def test_search(project_file: str, words: str, expected: list[str]) -> None:
    with open_project(project_file) as project:
        assert sorted(project.search(words)) == expected


@pytest.mark.parametrize("words", ["", " ", '"', '""', "?!", "* -"])
def test_nothing_to_search_for(project_file: str, words: str) -> None:
    with open_project(project_file) as project, pytest.raises(UsageError, match="at least one"):
        project.search(words)


@given(st.text(alphabet="ab\" *:^()-+NEAR{}'.\x00é", max_size=30))
def test_no_words_break_a_query(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    query = fts_query(words)
    if query:
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()


def test_the_project_can_be_read_by_sql_alone(project_file: str) -> None:
    connection = sqlite3.connect(Path(project_file))
    sql = (
        "SELECT substr(text, span_start + 1, span_end - span_start) FROM sentences "
        "JOIN reports ON reports.id = report_id"
    )
    assert connection.execute(sql).fetchone() == (TEXT[:19],)
    connection.close()
