from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.memory import Overlay
from reportedly.store.database import Project, open_project
from reportedly.store.opening import opened
from reportedly.store.settling import settle
from tests.store.store_rows import comparison, facts, read, saved, story


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "p.db")


@pytest.fixture
def project(path: str) -> Iterator[Project]:
    with open_project(path, create=True) as project:
        yield project


def made(path: str) -> dict[str, int]:
    """Return which keys there are, and which of them are current."""
    connection = sqlite3.connect(path)
    found = dict(connection.execute("SELECT key, current FROM made ORDER BY key"))
    connection.close()
    return found


def words(path: str) -> list[str]:
    """Return the speakers that can be searched for."""
    connection = sqlite3.connect(path)
    found = [who for (who,) in connection.execute("SELECT speaker FROM statement_words")]
    connection.close()
    return sorted(found)


def settled(project: Project, *report_ids: str) -> None:
    project.save([story(*report_ids)], project.reports(), (), ())


def test_the_last_used_key_of_an_owner_is_current(project: Project, path: str) -> None:
    project.add(read("a"))
    project.keep("as read", "a", facts("a", speaker="the clerk"))
    project.keep("as dated", "a", facts("a", speaker="the mayor"))
    settled(project, "a")
    assert made(path) == {"as dated": 1, "as read": 0}
    assert words(path) == ["the mayor"]


def test_what_became_current_again_can_be_searched_again(project: Project, path: str) -> None:
    project.add(read("a"))
    project.keep("as read", "a", facts("a", speaker="the clerk"))
    project.keep("as dated", "a", facts("a", speaker="the mayor"))
    settled(project, "a")
    project.add([])
    project.recall(["as dated"])
    project.recall(["as read"])
    settled(project, "a")
    assert made(path) == {"as dated": 0, "as read": 1}
    assert words(path) == ["the clerk"]
    assert project.search("clerk") == ["st-a"]


def test_what_a_run_did_not_use_goes(project: Project, path: str) -> None:
    project.add(read("a"))
    project.keep("old settings", "a", facts("a", speaker="the clerk"))
    project.keep("old story", "s1", comparison("s1"))
    settled(project, "a")
    project.add([])
    project.keep("new settings", "a", facts("a"))
    project.keep("new story", "s1", comparison("s1"))
    settled(project, "a")
    assert made(path) == {"new settings": 1, "new story": 1}
    assert words(path) == ["the mayor"]
    connection = sqlite3.connect(path)
    for table in ("statements", "sentences", "agents"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table
    connection.close()


def test_a_look_at_an_earlier_day_leaves_no_trace(project: Project, path: str) -> None:
    project.add(read("a", "b"))
    project.keep("as read", "a", facts("a"))
    project.keep("as dated", "a", facts("a"))
    project.keep("b", "b", facts("b"))
    project.keep("c", "s1", comparison("s1"))
    settled(project, "a", "b")
    before = made(path)
    look = Overlay(project)
    assert set(look.recall(["as read", "none"])) == {"as read"}
    look.keep("as of", "s1", comparison("s1"))
    assert set(look.recall(["as of"])) == {"as of"}
    assert made(path) == before
    saved(project, "a", "b")  # a run after the look: other keys, and all of the old ones go
    assert set(made(path)) == {"facts-a", "facts-b", "comparison-a-b"}


def test_searching_goes_on_after_a_vacuum(project: Project, path: str) -> None:
    saved(project, "a", "b", "c")
    project.keep("newer", "a", facts("a", speaker="the clerk"))
    project.recall(["facts-b", "facts-c", "comparison-a-b-c"])
    settled(project, "a", "b", "c")
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()
    assert project.search("clerk") == ["st-a"]


def test_a_hundred_thousand_rows_settle_in_seconds(path: str) -> None:
    """Each report has two keys, and a run that adds one report touches one."""
    count = 50_000
    keys = [f"{stage}-{n}" for stage in ("read", "dated") for n in range(count)]
    with opened(path, create=True) as connection:
        connection.executemany(
            "INSERT INTO made (key, owner, tables) VALUES (?, ?, '[]')",
            ((key, key.split("-")[1]) for key in keys),
        )
        for used in (keys, [*keys, "dated-7"]):
            started = time.perf_counter()
            settle(connection, used)
            # Measured: about one second on a busy core. The bound is wide for a busier one.
            assert time.perf_counter() - started < 20
        current = connection.execute("SELECT count(*), min(key) FROM made WHERE current")
        assert current.fetchone() == (count, "dated-0")
