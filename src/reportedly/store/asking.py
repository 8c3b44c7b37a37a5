"""Answer a query that a user wrote, over a project file or over rows held in memory.

The query only reads: whatever would write, attach a file or load code is refused by SQLite
itself, and one that runs too long is stopped.
"""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.store.codec import Value
from reportedly.store.opening import explained, opened
from reportedly.store.queries import quoted

SECONDS = 60.0
STEPS = 100_000  # of SQLite's machine between two looks at the clock
NAME = re.compile(r"[a-z][a-z0-9_]*")
# Read, select, call a function, recurse; nothing that writes, attaches or changes settings.
ALLOWED = frozenset(
    {sqlite3.SQLITE_READ, sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)

Table = Sequence[Mapping[str, Any]]


def ask(
    sql: str,
    parameters: Sequence[Value] = (),
    *,
    project: str | None = None,
    tables: Mapping[str, Table] | None = None,
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return the columns and rows of a query over a project's tables and over `tables`.

    Raises:
        UsageError: the query is wrong, does more than read, or runs for too long.
    """
    with _connected(project) as connection:
        for name, rows in (tables or {}).items():
            _fill(connection, name, rows)
        connection.commit()
        _restrain(connection)
        try:
            found = connection.execute(sql, parameters)
            return tuple(column[0] for column in found.description or ()), found.fetchall()
        except sqlite3.DatabaseError as error:
            raise UsageError(f"the query could not be answered: {error}") from error


@contextmanager
def _connected(project: str | None) -> Iterator[sqlite3.Connection]:
    if project is None:
        with closing(sqlite3.connect(":memory:")) as connection:
            yield connection
        return
    with opened(project):
        pass  # brings an older file to the present schema, and says what is wrong with a bad one
    address = f"{Path(project).resolve().as_uri()}?mode=ro"
    with explained(project), closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def _fill(connection: sqlite3.Connection, name: str, rows: Table) -> None:
    """Make a table of this connection alone from rows that share their columns."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    for word in (name, *columns):
        if not NAME.fullmatch(word):
            raise UsageError(f"not a name for a table or column: {word!r}")
    if not columns:
        return
    table = quoted(name)
    connection.execute(f"CREATE TEMP TABLE {table} ({', '.join(map(quoted, columns))})")
    marks = ", ".join("?" * len(columns))
    values = ([_value(row.get(column)) for column in columns] for row in rows)
    connection.executemany(f"INSERT INTO temp.{table} VALUES ({marks})", values)


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False) if _plain(value) else str(value)


def _plain(value: object) -> bool:
    return isinstance(value, list | tuple | dict) and all(
        isinstance(one, str | int | float | None) for one in _items(value)
    )


def _items(value: Iterable[object] | Mapping[object, object]) -> Iterable[object]:
    return value.values() if isinstance(value, Mapping) else value


def _restrain(connection: sqlite3.Connection) -> None:
    def allow(action: int, *_: object) -> int:
        return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY

    end = time.monotonic() + SECONDS
    connection.execute("PRAGMA query_only = ON")
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    connection.set_authorizer(allow)
