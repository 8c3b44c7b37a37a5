from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import ProjectError, UsageError
from reportedly.model import Visit
from reportedly.store import migrations, opening
from reportedly.store.database import is_project, open_project
from tests.store.store_rows import read, report, saved


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = str(tmp_path / "p.db")
    with open_project(path, create=True) as project:
        saved(project, "r1", "r2")
    return path


def test_a_project_is_one_file_of_ours(project: str) -> None:
    assert is_project(project)
    assert os.listdir(Path(project).parent) == ["p.db"]
    connection = sqlite3.connect(project)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA application_id").fetchone() == (opening.OURS,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_foreign_keys_are_watched(project: str) -> None:
    with (
        pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"),
        opening.opened(project) as connection,
    ):
        connection.execute("INSERT INTO story_reports VALUES ('s', 'r', NULL, NULL, 'none', '[]')")


@pytest.mark.parametrize(
    ("content", "create", "message"),
    [
        pytest.param(None, False, "no project file .*reportedly add", id="no file"),
        pytest.param(b"", False, "not a project file", id="empty, to read"),
        pytest.param(b"Mayor: bridge safe\n", False, "not a project file", id="a report, to read"),
        pytest.param(b"Mayor: bridge safe\n", True, "not a project file", id="a report, to write"),
        pytest.param(b"SQLite format 3\x00", True, "damaged", id="a header alone"),
        pytest.param(b"SQLite format 3\x00" + b"\x7f" * 9000, True, "damaged|newer", id="garbage"),
    ],
)
def test_what_is_not_a_project(
    tmp_path: Path, content: bytes | None, create: bool, message: str
) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with (
        pytest.raises((UsageError, ProjectError), match=message) as caught,
        open_project(str(path), create=create),
    ):
        pass
    assert "x.db" in str(caught.value)
    assert not (tmp_path / "x.db-lock").exists()
    if content is not None:
        assert path.read_bytes() == content  # whatever it is, it is left alone


def test_an_empty_file_becomes_a_project(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    with open_project(str(path), create=True) as project:
        assert project.add(read("r1")) == (1, [])


def test_a_slip_leaves_no_project_behind(project: str, tmp_path: Path) -> None:
    def slip(path: str, *, reports: bool) -> None:
        with open_project(path, create=True) as kept:
            kept.add(read("r7") if reports else [])
            raise UsageError("no such file")

    for path, reports in ((project, False), (str(tmp_path / "a.db"), True)):
        with pytest.raises(UsageError, match="no such file"):
            slip(path, reports=reports)
        assert Path(path).exists()
    with pytest.raises(UsageError, match="no such file"):
        slip(str(tmp_path / "b.db"), reports=False)
    assert sorted(os.listdir(tmp_path)) == ["a.db", "p.db"]


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"), open_project(str(tmp_path), create=True):
        pass
    with (
        pytest.raises(UsageError, match=r"no folder .*make the folder first"),
        open_project(str(tmp_path / "none" / "x.db"), create=True),
    ):
        pass


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()
    for create in (False, True):
        with (
            pytest.raises(UsageError, match="another program"),
            open_project(str(path), create=create),
        ):
            pass
    assert path.read_bytes() == before


def test_a_project_of_a_newer_version(project: str) -> None:
    connection = sqlite3.connect(project)
    with connection:
        connection.execute("INSERT INTO migrations VALUES ('m999_from_the_future', '7.8.9')")
    connection.close()
    with (
        pytest.raises(ProjectError, match=r"newer version.*7\.8\.9; this is.*update reportedly"),
        open_project(project),
    ):
        pass


def test_a_project_of_an_older_version_is_brought_up_to_date(
    project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def m999_add_notes(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE notes (words TEXT)")

    monkeypatch.setattr(opening, "MIGRATIONS", (*migrations.MIGRATIONS, m999_add_notes))
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, m999_add_notes))
    with open_project(project) as kept:
        assert len(kept.reports()) == 2
    connection = sqlite3.connect(project)
    assert migrations.steps_done(connection)[-2:] == [
        migrations.MIGRATIONS[-2].__name__,
        "m999_add_notes",
    ]
    connection.close()


def test_a_project_from_before_the_web_learns_of_it(project: str) -> None:
    connection = sqlite3.connect(project)
    with connection:
        connection.execute("DROP TABLE visits")
        connection.execute("ALTER TABLE reports DROP COLUMN captured_at")
        connection.execute("DELETE FROM migrations WHERE name != 'm001_begin'")
    connection.close()
    visit = Visit(url="u", final_url="u", sha256="0", visited_at=datetime(2025, 3, 4, tzinfo=UTC))
    with open_project(project, create=True) as kept:
        assert len(kept.reports()) == 2
        kept.remember([visit])
    with open_project(project) as kept:
        assert kept.visits() == {"u": visit}
    copy = sqlite3.connect(f"{project}-before-m002")
    assert migrations.steps_done(copy) == ["m001_begin"]
    assert copy.execute("SELECT count(*) FROM reports").fetchone() == (2,)
    copy.close()


def test_pages_overwritten_in_the_middle(project: str) -> None:
    content = bytearray(Path(project).read_bytes())
    content[4096:] = os.urandom(1) * (len(content) - 4096)
    Path(project).write_bytes(content)
    with (
        pytest.raises(ProjectError, match=r"damaged|cannot be used"),
        open_project(project) as kept,
    ):
        kept.reports()


def test_a_second_writer_waits_for_its_turn(project: str) -> None:
    with open_project(project, create=True) as first:
        first.add(read("r3"))
        with (
            pytest.raises(ProjectError, match="another run is writing"),
            open_project(project, create=True),
        ):
            pass
        with open_project(project) as reader:
            assert len(reader.reports()) == 3
        first.add(read("r4"))
    with open_project(project, create=True) as second:
        assert len(second.reports()) == 4


def test_a_full_disk(project: str) -> None:
    def fill() -> None:
        with opening.opened(project, create=True) as connection:
            [(pages,)] = connection.execute("PRAGMA page_count")
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")
            from reportedly.store.database import Project

            Project(connection).add(read("r3", text="long " * 50_000))

    with pytest.raises(ProjectError, match="disk is full; free some space"):
        fill()
    with open_project(project) as kept:  # what was there is whole
        assert [one.id for one in kept.reports()] == ["r1", "r2"]


def test_a_disk_that_is_full_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE migrations (name TEXT)")
        raise sqlite3.OperationalError("database or disk is full")

    path = str(tmp_path / "x.db")
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (full,))
        with pytest.raises(ProjectError, match="disk is full"), open_project(path, create=True):
            pass
    with open_project(path, create=True) as kept:  # nothing half-made stands in the way
        kept.add(read("r1"))


def test_a_place_where_nothing_can_be_written(
    project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_project(project) as kept:
        assert kept.reports()[0] == report("r1")
    with (
        pytest.raises(ProjectError, match=r"cannot be written.*permissions"),
        open_project(project, create=True) as kept,
    ):
        kept.add(read("r9"))


def test_a_disk_that_is_read_only(project: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """There SQLite cannot make the log that it wants even for reading."""
    connect = sqlite3.connect

    def refuse(address: str, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        if "immutable" not in address:
            raise sqlite3.OperationalError("unable to open database file")
        found: sqlite3.Connection = connect(address, **options)
        return found

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(sqlite3, "connect", refuse)
    with open_project(project) as kept:
        assert kept.reports()[0] == report("r1")


def test_our_own_mistakes_are_not_blamed_on_the_file(project: str) -> None:
    with (
        pytest.raises(sqlite3.ProgrammingError),
        opening.opened(project) as connection,
    ):
        connection.execute("SELECT ?")
