"""Every SQL statement that reads or writes rows, each in a named function.

Values are always parameters; the names of tables and columns come from the domain types alone,
through one quoting function.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from reportedly.model import Report
from reportedly.store.codec import Value, column_names, from_row, table_of, to_row

Row = TypeVar("Row")
MOST_PARAMETERS = 500  # SQLite refuses more than 999 in old builds


def quoted(name: str) -> str:
    """Return a table or column name as SQL.

    >>> quoted("on")
    '"on"'
    """
    return '"' + name.replace('"', '""') + '"'


def _names(kind: type) -> str:
    return ", ".join(map(quoted, column_names(kind)))


def insert_rows(
    connection: sqlite3.Connection, kind: type, rows: Iterable[object], **more: Value
) -> None:
    """Write rows of one type; `more` gives columns that the type itself has not."""
    names = ", ".join([*map(quoted, more), _names(kind)])
    marks = ", ".join("?" * (len(more) + len(column_names(kind))))
    sql = f"INSERT OR REPLACE INTO {quoted(table_of(kind))} ({names}) VALUES ({marks})"
    connection.executemany(sql, ([*more.values(), *to_row(row)] for row in rows))


def all_rows(
    connection: sqlite3.Connection, kind: type[Row], order: str = "rowid"
) -> Iterator[Row]:
    """Yield every row of one type, in the order of a column."""
    sql = f"SELECT {_names(kind)} FROM {quoted(table_of(kind))} ORDER BY {quoted(order)}"
    for values in connection.execute(sql):
        yield from_row(kind, values)


def rows_by_id(
    connection: sqlite3.Connection, kind: type[Row], ids: Sequence[str]
) -> Iterator[Row]:
    """Yield the rows of one type with these ids, in no special order."""
    for start in range(0, len(ids), MOST_PARAMETERS):
        some = ids[start : start + MOST_PARAMETERS]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT {_names(kind)} FROM {quoted(table_of(kind))} WHERE id IN ({marks})"
        for values in connection.execute(sql, some):
            yield from_row(kind, values)


def rows_of_story(connection: sqlite3.Connection, kind: type[Row], story_id: str) -> list[Row]:
    """Return the rows of one type that name a story, in the order written."""
    sql = f"SELECT {_names(kind)} FROM {quoted(table_of(kind))} WHERE story_id = ? ORDER BY rowid"
    return [from_row(kind, values) for values in connection.execute(sql, (story_id,))]


def rows_made(
    connection: sqlite3.Connection, kind: type[Row], keys: Sequence[str]
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one type made under the keys, each with its key, in the order made."""
    for start in range(0, len(keys), MOST_PARAMETERS):
        some = keys[start : start + MOST_PARAMETERS]
        sql = (
            f"SELECT made_by, {_names(kind)} FROM {quoted(table_of(kind))} "
            f"WHERE made_by IN ({', '.join('?' * len(some))}) ORDER BY rowid"
        )
        for made_by, *values in connection.execute(sql, some):
            yield made_by, from_row(kind, values)


def made_problems(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, str]:
    """Return which of the keys are known, with the problems met in making them, as JSON."""
    found: dict[str, str] = {}
    for start in range(0, len(keys), MOST_PARAMETERS):
        some = keys[start : start + MOST_PARAMETERS]
        marks = ", ".join("?" * len(some))
        found |= dict(
            connection.execute(f"SELECT key, problems FROM made WHERE key IN ({marks})", some)
        )
    return found


def insert_made(connection: sqlite3.Connection, key: str, owner: str, problems: str) -> None:
    """Write that something was made for an owner under a key."""
    sql = "INSERT OR REPLACE INTO made (key, owner, problems) VALUES (?, ?, ?)"
    connection.execute(sql, (key, owner, problems))


def settle_made(connection: sqlite3.Connection, used: Sequence[str]) -> None:
    """Mark the last used key of each owner as current, and drop what no run used."""
    connection.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY, place INTEGER)")
    places = ((key, place) for place, key in enumerate(used))
    connection.executemany("INSERT OR REPLACE INTO used VALUES (?, ?)", places)
    connection.execute("DELETE FROM made WHERE key NOT IN (SELECT key FROM used)")
    connection.execute(
        "UPDATE made SET current = key = (SELECT u.key FROM used u JOIN made m USING (key) "
        "WHERE m.owner = made.owner ORDER BY u.place DESC LIMIT 1)"
    )
    connection.execute(
        "DELETE FROM statement_words WHERE made_by NOT IN (SELECT key FROM made WHERE current)"
    )
    connection.execute("DROP TABLE used")


def current_keys(connection: sqlite3.Connection, owners: Sequence[str]) -> list[str]:
    """Return the keys of what was made last for the owners, in their order."""
    found: dict[str, str] = {}
    for start in range(0, len(owners), MOST_PARAMETERS):
        some = owners[start : start + MOST_PARAMETERS]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT owner, key FROM made WHERE current AND owner IN ({marks})"
        found |= dict(connection.execute(sql, some))
    return [found[owner] for owner in owners if owner in found]


def insert_words(
    connection: sqlite3.Connection, made_by: str, rows: Iterable[tuple[str, str | None, str]]
) -> None:
    """Write (exact words, speaker, statement id) for full-text search."""
    sql = "INSERT INTO statement_words (exact, speaker, statement_id, made_by) VALUES (?, ?, ?, ?)"
    connection.executemany(sql, ((*row, made_by) for row in rows))


def text_of(connection: sqlite3.Connection, report_id: str) -> str:
    """Return the text of a report."""
    [(text,)] = connection.execute("SELECT text FROM reports WHERE id = ?", (report_id,))
    return str(text)


def insert_capture(connection: sqlite3.Connection, values: tuple[str, str, str, bytes]) -> None:
    """Write (sha256, path, media type, compressed bytes); the first path of the bytes stays."""
    connection.execute("INSERT OR IGNORE INTO captures VALUES (?, ?, ?, ?)", values)


def clear_stories(connection: sqlite3.Connection) -> None:
    """Forget the outcome of the last run over the whole project."""
    for table in ("story_reports", "stories", "copies", "date_inferences"):
        connection.execute(f"DELETE FROM {quoted(table)}")


def insert_members(
    connection: sqlite3.Connection, story_id: str, reports: Sequence[Report]
) -> None:
    """Write which reports a story holds, with their dates, inferred ones included."""
    connection.executemany(
        "INSERT INTO story_reports VALUES (?, ?, ?, ?, ?)",
        (
            (
                story_id,
                report.id,
                report.published_from.isoformat() if report.published_from else None,
                report.published_until.isoformat() if report.published_until else None,
                report.published_basis,
            )
            for report in reports
        ),
    )


def find_words(connection: sqlite3.Connection, query: str) -> list[str]:
    """Return the ids of the statements that match a full-text query, best first."""
    sql = (
        "SELECT statement_id FROM statement_words JOIN made ON key = made_by AND current "
        "WHERE statement_words MATCH ? ORDER BY rank, statement_id"
    )
    return [statement_id for (statement_id,) in connection.execute(sql, (query,))]


def table_names(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that hold rows of the domain, sorted."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name"
    )
    return [name for (name,) in connection.execute(sql)]


def table_rows(
    connection: sqlite3.Connection, table: str
) -> tuple[list[str], Iterator[list[Value]]]:
    """Return the columns of a table and its rows; of what stages made, only what is current."""
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({quoted(table)})")]
    made = "made_by" in columns
    shown = [name for name in columns if name not in ("made_by", "content")]
    where = " WHERE made_by IN (SELECT key FROM made WHERE current)" if made else ""
    names = ", ".join(map(quoted, shown))
    rows = connection.execute(f"SELECT {names} FROM {quoted(table)}{where} ORDER BY rowid")
    return shown, (list(row) for row in rows)
