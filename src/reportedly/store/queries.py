"""Every SQL statement that reads or writes rows, each in a named function.

Values are always parameters; the names of tables and columns come from the domain types alone,
through one quoting function.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from reportedly.acquire.repeats import repeated_in
from reportedly.model import Copy, FeedEntry, Problem, Report, Ruling, Story
from reportedly.store.codec import Value, column_names, encodable, from_row, table_of, to_row

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


def _batches(values: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield marks for the values, and the values, as many at a time as SQLite takes."""
    for start in range(0, len(values), MOST_PARAMETERS):
        some = values[start : start + MOST_PARAMETERS]
        yield ", ".join("?" * len(some)), some


def in_batches(
    connection: sqlite3.Connection, sql: str, values: Sequence[Value]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query that asks for any of the values, where it says {}."""
    for start in range(0, len(values), MOST_PARAMETERS):
        some = values[start : start + MOST_PARAMETERS]
        yield from connection.execute(sql.format(", ".join("?" * len(some))), some)


# --- rows of any type ----------------------------------------------------------------------


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


def rows_of_story(connection: sqlite3.Connection, kind: type[Row], story_id: str) -> list[Row]:
    """Return the rows of one type that name a story, in the order written."""
    sql = f"SELECT {_names(kind)} FROM {quoted(table_of(kind))} WHERE story_id = ? ORDER BY rowid"
    return [from_row(kind, values) for values in connection.execute(sql, (story_id,))]


def table_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], *, made: bool
) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table; with `made` only what belongs to the picture as last analysed."""
    current = " WHERE made_by IS NULL OR made_by IN (SELECT key FROM made WHERE current)"
    names = ", ".join(map(quoted, columns))
    where = current if made else ""
    yield from connection.execute(f"SELECT {names} FROM {quoted(table)}{where} ORDER BY rowid")


# --- reports -------------------------------------------------------------------------------


def read_from(connection: sqlite3.Connection, path: str, sha256: str) -> str | None:
    """Return the id of the report that was read from this path and these bytes."""
    sql = "SELECT id FROM reports WHERE path = ? AND sha256 = ?"
    found = connection.execute(sql, (path, sha256)).fetchone()
    return found[0] if found else None


def is_there(connection: sqlite3.Connection, report_id: str) -> bool:
    """Return whether there is a report with this id."""
    sql = "SELECT 1 FROM reports WHERE id = ?"
    return connection.execute(sql, (report_id,)).fetchone() is not None


def delete_report(connection: sqlite3.Connection, report_id: str) -> None:
    """Remove a report, what was made for it, and the stories that held it."""
    held = "(SELECT story_id FROM story_reports WHERE report_id = :id)"
    rests = "(SELECT made_by FROM derivations WHERE report_id = :id)"
    for sql in (
        "DELETE FROM statement_words WHERE rowid IN (SELECT row FROM statements "
        "JOIN made ON key = made_by WHERE owner = :id)",
        f"DELETE FROM made WHERE owner = :id OR owner IN {held} OR key IN {rests}",
        f"DELETE FROM date_inferences WHERE story_id IN {held}",
        f"DELETE FROM stories WHERE id IN {held}",
        "DELETE FROM copies WHERE a = :id OR b = :id",
        "DELETE FROM versions WHERE earlier = :id OR later = :id",
        "DELETE FROM problems WHERE report_id = :id",
        "DELETE FROM reports WHERE id = :id",
        "INSERT OR IGNORE INTO waiting (report_id) VALUES (:id)",
    ):
        connection.execute(sql, {"id": report_id})


def write_report(connection: sqlite3.Connection, report: Report) -> None:
    """Write a report; one that is known takes everything from the new row but the path."""
    kept = ("id", "path")
    changed = (quoted(name) for name in column_names(Report) if name not in kept)
    marks = ", ".join("?" * len(column_names(Report)))
    sql = (
        f"INSERT INTO reports ({_names(Report)}) VALUES ({marks}) ON CONFLICT (id) "
        f"DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in changed)}"
    )
    connection.execute(sql, to_row(report))
    connection.execute("INSERT OR IGNORE INTO waiting (report_id) VALUES (?)", (report.id,))


def insert_capture(connection: sqlite3.Connection, values: tuple[str, str, str, bytes]) -> None:
    """Write (sha256, path, media type, compressed bytes); the first path of the bytes stays."""
    sha256, path, *rest = values
    sql = "INSERT OR IGNORE INTO captures VALUES (?, ?, ?, ?)"
    connection.execute(sql, (sha256, encodable(path), *rest))


def reports_by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Report]:
    """Return the reports with these ids."""
    found: dict[str, Report] = {}
    for marks, some in _batches(ids):
        sql = f"SELECT {_names(Report)} FROM reports WHERE id IN ({marks})"
        for values in connection.execute(sql, some):
            report = from_row(Report, values)
            found[report.id] = report
    return found


def copies_among(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Copy]:
    """Return the copies both of whose reports are among these."""
    wanted, found = set(ids), []
    for marks, some in _batches(ids):
        sql = f"SELECT {_names(Copy)} FROM copies WHERE a IN ({marks}) ORDER BY id"
        rows = (from_row(Copy, values) for values in connection.execute(sql, some))
        found += [copy for copy in rows if copy.b in wanted]
    return found


def copies_of(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Copy]:
    """Return the copies that any of these reports takes part in."""
    found: dict[str, Copy] = {}
    for side in ("a", "b"):
        sql = f"SELECT {_names(Copy)} FROM copies WHERE {side} IN ({{}})"
        for values in in_batches(connection, sql, ids):
            copy = from_row(Copy, values)
            found[copy.id] = copy
    return list(found.values())


def entries_of_feed(connection: sqlite3.Connection, feed: str) -> list[FeedEntry]:
    """Return the entries of a feed that were seen."""
    sql = f"SELECT {_names(FeedEntry)} FROM feed_entries WHERE feed = ? ORDER BY rowid"
    return [from_row(FeedEntry, values) for values in connection.execute(sql, (feed,))]


def append_rulings(connection: sqlite3.Connection, rulings: Iterable[Ruling]) -> None:
    """Write rulings after those that are there; one that is there already stays as it is."""
    marks = ", ".join("?" * len(column_names(Ruling)))
    sql = f"INSERT OR IGNORE INTO rulings ({_names(Ruling)}) VALUES ({marks})"
    connection.executemany(sql, map(to_row, rulings))


def replace_problems(
    connection: sqlite3.Connection, paths: Iterable[str], problems: Iterable[Problem]
) -> None:
    """Write the problems met in reading these inputs; those of an earlier reading go."""
    sql = "DELETE FROM problems WHERE made_by IS NULL AND path = ?"
    connection.executemany(sql, ((encodable(path),) for path in paths))
    insert_rows(connection, Problem, problems)


def drop_waiting(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Forget that inputs of these names were told of in `--meta` and not there: now they are."""
    sql = (
        "DELETE FROM problems"
        " WHERE made_by IS NULL AND path = ? AND stage = 'files' AND report_id IS NULL AND NOT lost"
    )
    connection.executemany(sql, ((encodable(name),) for name in names))


def reading_problems(connection: sqlite3.Connection) -> list[Problem]:
    """Return the problems met in reading inputs, in the order met."""
    sql = f"SELECT {_names(Problem)} FROM problems WHERE made_by IS NULL ORDER BY rowid"
    return [from_row(Problem, values) for values in connection.execute(sql)]


# --- what stages made ----------------------------------------------------------------------


def insert_made(
    connection: sqlite3.Connection, key: str, owner: str, tables: Sequence[str]
) -> None:
    """Write that rows of some tables were made for an owner; what the key held before goes."""
    sql = (
        "DELETE FROM statement_words WHERE rowid IN (SELECT row FROM statements WHERE made_by = ?)"
    )
    connection.execute(sql, (key,))
    connection.execute("DELETE FROM made WHERE key = ?", (key,))
    sql = "INSERT INTO made (key, owner, tables) VALUES (?, ?, ?)"
    connection.execute(sql, (key, owner, json.dumps(sorted(tables))))


def made_tables(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return which of the keys are known, and the tables of what was made under each."""
    found: dict[str, list[str]] = {}
    for marks, some in _batches(keys):
        rows = connection.execute(f"SELECT key, tables FROM made WHERE key IN ({marks})", some)
        found |= {key: json.loads(tables) for key, tables in rows}
    return found


def rows_made(
    connection: sqlite3.Connection, kind: type[Row], keys: Sequence[str]
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one type made under the keys, each with its key, in the order made."""
    for marks, some in _batches(keys):
        sql = (
            f"SELECT made_by, {_names(kind)} FROM {quoted(table_of(kind))} "
            f"WHERE made_by IN ({marks}) ORDER BY rowid"
        )
        for made_by, *values in connection.execute(sql, some):
            yield made_by, from_row(kind, values)


def current_keys(connection: sqlite3.Connection, owners: Sequence[str]) -> list[str]:
    """Return the keys of what was made last for the owners, in their order."""
    found: dict[str, str] = {}
    for marks, some in _batches(owners):
        sql = f"SELECT owner, key FROM made WHERE current AND owner IN ({marks})"
        found |= dict(connection.execute(sql, some))
    return [found[owner] for owner in owners if owner in found]


def stories_holding(connection: sqlite3.Connection, statement_ids: Sequence[str]) -> set[str]:
    """Return the ids of the stories that hold any of the statements."""
    found: set[str] = set()
    for marks, some in _batches(statement_ids):
        sql = (
            "SELECT DISTINCT story_id FROM statements JOIN story_reports USING (report_id) "
            f"WHERE id IN ({marks})"
        )
        found |= {story_id for (story_id,) in connection.execute(sql, some)}
    return found


# --- stories -------------------------------------------------------------------------------


def clear_stories(connection: sqlite3.Connection) -> None:
    """Forget the outcome of the last run over the whole project, but not the copies."""
    for table in ("date_inferences", "versions", "story_reports", "stories"):
        connection.execute(f"DELETE FROM {quoted(table)}")


def replace_copies(connection: sqlite3.Connection, copies: Sequence[Copy]) -> None:
    """Write the copies in place of those that are there; one that is unchanged stays."""
    wanted = {copy.id: copy for copy in copies}
    for there in list(all_rows(connection, Copy)):
        if wanted.get(there.id) == there:
            del wanted[there.id]
        elif there.id not in wanted:
            connection.execute("DELETE FROM copies WHERE id = ?", (there.id,))
    insert_rows(connection, Copy, wanted.values())


def insert_members(
    connection: sqlite3.Connection, story_id: str, reports: Sequence[Report]
) -> None:
    """Write which reports a story holds, with their dates as inferred and their repeated lines."""
    rows = (
        (
            story_id,
            report.id,
            report.published_from.isoformat() if report.published_from else None,
            report.published_until.isoformat() if report.published_until else None,
            report.published_basis,
            json.dumps(repeated_in(report)),
        )
        for report in reports
    )
    names = "story_id, report_id, published_from, published_until, published_basis, repeated"
    sql = f"INSERT INTO story_reports ({names}) VALUES (?, ?, ?, ?, ?, ?)"
    connection.executemany(sql, rows)


def repeated_lines(
    connection: sqlite3.Connection, column: str, values: Sequence[str]
) -> dict[str, list[int]]:
    """Return where lines begin that repeat across the project, by report.

    Of the reports with these ids, or of these stories: `column` is "report_id" or "story_id".
    """
    sql = (
        f"SELECT report_id, repeated FROM story_reports WHERE {quoted(column)} IN ({{}}) "
        "AND repeated != '[]'"
    )
    rows = in_batches(connection, sql, values)
    return {report_id: json.loads(at) for report_id, at in rows}


def stories_by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Story]:
    """Return the stories with these ids."""
    sql = f"SELECT {_names(Story)} FROM stories WHERE id IN ({{}})"
    rows = in_batches(connection, sql, ids)
    return {story.id: story for story in (from_row(Story, values) for values in rows)}


def delete_stories(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Forget stories and which reports they hold; the rows made of them stay."""
    for sql in (
        "DELETE FROM date_inferences WHERE story_id = ?",
        "DELETE FROM stories WHERE id = ?",
    ):
        connection.executemany(sql, ((one,) for one in ids))


def place_stories(connection: sqlite3.Connection) -> None:
    """Number the stories in the order in which they are listed: the largest first."""
    connection.execute(
        "WITH listed AS (SELECT id AS one, row_number() OVER ("
        "  ORDER BY json_array_length(report_ids) DESC, id) - 1 AS nth FROM stories) "
        "UPDATE stories SET place = nth FROM listed WHERE one = id AND place != nth"
    )


def found_problems(connection: sqlite3.Connection) -> list[Problem]:
    """Return the problems that the stages met with what is there now."""
    sql = (
        f"SELECT {', '.join(f'problems.{quoted(name)}' for name in column_names(Problem))} "
        "FROM problems JOIN made ON key = made_by WHERE current ORDER BY problems.rowid"
    )
    return [from_row(Problem, values) for values in connection.execute(sql)]
