"""The steps that bring a project file to the present schema, in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import resources


def schema() -> str:
    """Return the schema that a new project file begins with."""
    source = resources.files("reportedly.store") / "schema.sql"
    return source.read_text(encoding="utf-8")


def m001_begin(connection: sqlite3.Connection) -> None:
    """Create every table."""
    # In one transaction: a disk that fills up half-way must not leave half of the tables.
    connection.executescript(f"BEGIN;\n{schema()}")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (m001_begin,)


def migrate(connection: sqlite3.Connection) -> None:
    """Run the steps that this file has not been through, and record them."""
    for step in MIGRATIONS[len(steps_done(connection)) :]:
        step(connection)
        connection.execute("INSERT INTO migrations (name) VALUES (?)", (step.__name__,))
        connection.commit()


def steps_done(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the steps that this file has been through; [] for an empty file."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"
    if not connection.execute(sql).fetchone():
        return []
    return [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY rowid")]
