from __future__ import annotations

import re
import sqlite3

import pytest

from reportedly.store.codec import columns_of, table_of
from reportedly.store.migrations import schema
from reportedly.store.tables import KINDS, every_table, exported_tables


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema())
    return connection


def columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, str, bool]]:
    """(name, type, required) of each column, in order."""
    rows = connection.execute("SELECT name, type, [notnull] FROM pragma_table_info(?)", (table,))
    return [(name, sql, bool(required)) for name, sql, required in rows]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_columns_are_the_fields_of_the_type(kind: type, connection: sqlite3.Connection) -> None:
    expected = [
        (name, column.sql, not column.optional)
        for column in columns_of(kind)
        for name in column.names
    ]
    more = {"made_by", "row", "place"}
    found = [column for column in columns(connection, table_of(kind)) if column[0] not in more]
    assert found == expected


def test_every_table_and_column_is_described(connection: sqlite3.Connection) -> None:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = {name for (name,) in connection.execute(sql)}
    names = {name for name in names if not re.match("statement_words_", name)}
    described = {table.name: table for table in every_table()}
    assert set(described) == names
    for name, table in described.items():
        noted = [column.name for column in table.columns]
        assert noted == [column[0] for column in columns(connection, name)]


@pytest.mark.parametrize("table", every_table(), ids=lambda table: str(table.name))
def test_comments_say_more_than_the_name(table: object) -> None:
    [found] = [one for one in every_table() if one == table]
    assert len(found.note.split()) >= 4
    for column in found.columns:
        note = re.sub(r": (first character|one past the last character)$", "", column.note)
        said = set(re.findall(r"[a-z]+", note.lower()))
        own = set(column.name.split("_")) | {found.name.removesuffix("s"), "the", "a", "of", "this"}
        assert said - own, f"{found.name}.{column.name}: {column.note!r} only repeats its name"
        assert len(note.split()) > 1, f"{found.name}.{column.name}: {column.note!r}"


def test_queries_by_key_use_an_index(connection: sqlite3.Connection) -> None:
    for kind in KINDS:
        table = table_of(kind)
        if "made_by" not in [name for name, *_ in columns(connection, table)]:
            continue
        plan = connection.execute(f'EXPLAIN QUERY PLAN SELECT * FROM "{table}" WHERE made_by = 1')
        assert "USING INDEX" in str(plan.fetchall()), table


def test_foreign_keys_name_tables_that_exist(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    parents = {
        (table.name, parent)
        for table in every_table()
        for (parent,) in connection.execute(
            "SELECT [table] FROM pragma_foreign_key_list(?)", (table.name,)
        )
    }
    assert {("statements", "made"), ("statements", "reports"), ("reports", "captures")} <= parents
    assert ("story_reports", "stories") in parents


def test_every_foreign_key_has_an_index(connection: sqlite3.Connection) -> None:
    """Without one, SQLite reads the whole table for each row that goes from the other."""
    for table in every_table():
        first = {
            connection.execute("SELECT name FROM pragma_index_info(?)", (index,)).fetchone()[0]
            for (index,) in connection.execute(
                "SELECT name FROM pragma_index_list(?)", (table.name,)
            )
        }
        keys = connection.execute("SELECT [from] FROM pragma_foreign_key_list(?)", (table.name,))
        assert {column for (column,) in keys} <= first, table.name


def test_bookkeeping_is_not_exported() -> None:
    names = [table.name for table in exported_tables()]
    assert names[0] == "reports"
    assert not {"made", "captures", "groupings", "migrations", "statement_words"} & set(names)
    assert all(column.name != "made_by" for table in exported_tables() for column in table.columns)
