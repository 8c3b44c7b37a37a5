"""The steps that bring a project file to the present schema, in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import resources

from reportedly import __version__


def schema() -> str:
    """Return the schema that a new project file begins with."""
    source = resources.files("reportedly.store") / "schema.sql"
    return source.read_text(encoding="utf-8")


def m001_begin(connection: sqlite3.Connection) -> None:
    """Create every table."""
    # In one transaction: a disk that fills up half-way must not leave half of the tables.
    connection.executescript(f"BEGIN;\n{schema()}")


def m002_add_what_is_new(connection: sqlite3.Connection) -> None:
    """Add the tables and columns that the schema has gained since."""
    new = sqlite3.connect(":memory:")
    try:
        new.executescript(schema())
        found = {name for _, name, *_ in _things(connection)}
        for kind, name, sql in _things(new):
            if name not in found:
                connection.execute(sql)
            elif kind == "table":
                _add_columns(connection, name, new)
    finally:
        new.close()


def _things(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return kind, name and SQL of tables and indexes, tables first."""
    sql = (
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        "AND name NOT LIKE 'statement_words_%' ORDER BY type = 'index', rowid"
    )
    return connection.execute(sql).fetchall()


def _add_columns(connection: sqlite3.Connection, table: str, new: sqlite3.Connection) -> None:
    sql = "SELECT name, type, [notnull] FROM pragma_table_info(?)"
    known = {name for name, *_ in connection.execute(sql, (table,))}
    for name, kind, required in new.execute(sql, (table,)):
        if name not in known:
            # What is required and was not there before are lists and yes-or-no: empty, and no.
            empty = f" NOT NULL DEFAULT {'0' if kind == 'INTEGER' else repr('[]')}"
            connection.execute(
                f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}{empty if required else ""}'
            )


def m003_add_rulings(connection: sqlite3.Connection) -> None:
    """Add the log of what people decided, and any column gained besides."""
    m002_add_what_is_new(connection)


def m004_add_read_marks(connection: sqlite3.Connection) -> None:
    """Add the marks of what was read, and which version took each step."""
    m002_add_what_is_new(connection)


def m005_add_repeated_lines(connection: sqlite3.Connection) -> None:
    """Add which lines of a report repeat across the project."""
    m002_add_what_is_new(connection)


def m006_add_groupings(connection: sqlite3.Connection) -> None:
    """Add what copies and stories are gone on from."""
    m002_add_what_is_new(connection)


def m007_add_owners(connection: sqlite3.Connection) -> None:
    """Add the owner groups of outlets."""
    m002_add_what_is_new(connection)


def m008_group_in_rows(connection: sqlite3.Connection) -> None:
    """Keep what copies and stories are gone on from in rows; it is made anew from the reports."""
    connection.execute("DROP TABLE IF EXISTS groupings")
    m002_add_what_is_new(connection)


def m009_keep_layers(connection: sqlite3.Connection) -> None:
    """Keep half-gathered stories in layers; they are made anew from the reports."""
    connection.execute("DROP TABLE IF EXISTS gathered")
    connection.execute("DELETE FROM groupings")
    m002_add_what_is_new(connection)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    m001_begin,
    m002_add_what_is_new,
    m003_add_rulings,
    m004_add_read_marks,
    m005_add_repeated_lines,
    m006_add_groupings,
    m007_add_owners,
    m008_group_in_rows,
    m009_keep_layers,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Run the steps that this file has not been through, and record them."""
    for step in MIGRATIONS[len(steps_done(connection)) :]:
        step(connection)
        connection.execute("INSERT INTO migrations (name) VALUES (?)", (step.__name__,))
        # The column is younger than the first steps: an old file gains it on the way.
        if "version" in _columns(connection, "migrations"):
            sql = "UPDATE migrations SET version = ? WHERE name = ?"
            connection.execute(sql, (__version__, step.__name__))
        connection.commit()


def steps_done(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the steps that this file has been through; [] for an empty file."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"
    if not connection.execute(sql).fetchone():
        return []
    return [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY rowid")]


def version_needed(connection: sqlite3.Connection) -> str | None:
    """Return the version that took the last step; None where the file does not say."""
    if "version" not in _columns(connection, "migrations"):
        return None
    sql = "SELECT version FROM migrations ORDER BY rowid DESC LIMIT 1"
    found = connection.execute(sql).fetchone()
    return found[0] if found else None


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    sql = "SELECT name FROM pragma_table_info(?)"
    return {name for (name,) in connection.execute(sql, (table,))}
