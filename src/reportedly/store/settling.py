"""After a run: which rows make up the picture, which can go, and which words can be searched.

Only what a run changed is touched, so that adding one report to a large project stays cheap.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reportedly.model import Statement
from reportedly.store import queries
from reportedly.text import words_of


def settle(
    connection: sqlite3.Connection, used: Sequence[str], owners: Sequence[str] | None = None
) -> None:
    """Make the last used key of each owner current, and drop what the run did not use.

    Of what was made for others than `owners` everything stays; None: of nothing. An undated report
    has two keys in one run: as read, and as dated by its story. The second is the one to show; the
    first stays, because the next run begins with it again.
    """
    _write_used(connection, used, owners)
    _mark_current(connection)
    _forget_words(connection)
    connection.execute(
        f"DELETE FROM made WHERE {_OF_RUN} AND key NOT IN (SELECT key FROM temp.used)"
    )
    _write_words(connection)
    for table in ("used", "latest", "owners"):
        connection.execute(f"DROP TABLE temp.{table}")


_OF_RUN = "owner IN (SELECT owner FROM temp.owners)"


def _write_used(
    connection: sqlite3.Connection, used: Sequence[str], owners: Sequence[str] | None
) -> None:
    for table in ("used", "latest", "owners"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    connection.execute("CREATE TEMP TABLE owners (owner TEXT PRIMARY KEY)")
    if owners is None:
        connection.execute("INSERT INTO temp.owners SELECT DISTINCT owner FROM made")
    else:
        rows = ((owner,) for owner in set(owners))
        connection.executemany("INSERT INTO temp.owners VALUES (?)", rows)
    connection.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY, place INTEGER)")
    places = {key: place for place, key in enumerate(used)}
    connection.executemany("INSERT INTO temp.used VALUES (?, ?)", places.items())
    connection.execute("CREATE TEMP TABLE latest (key TEXT PRIMARY KEY)")
    # Beside max(), SQLite takes the other columns from the row that has the greatest value.
    connection.execute(
        "INSERT INTO temp.latest SELECT key FROM ("
        "  SELECT key, max(place) FROM temp.used CROSS JOIN made USING (key) GROUP BY owner)"
    )


def _mark_current(connection: sqlite3.Connection) -> None:
    latest = "(SELECT key FROM temp.latest)"
    connection.execute(
        f"UPDATE made SET current = 0 WHERE {_OF_RUN} AND current AND key NOT IN {latest}"
    )
    connection.execute(f"UPDATE made SET current = 1 WHERE key IN {latest} AND NOT current")


def _forget_words(connection: sqlite3.Connection) -> None:
    gone = f"{_OF_RUN} AND searchable AND NOT current"
    connection.execute(
        "DELETE FROM statement_words WHERE rowid IN ("
        f"  SELECT row FROM statements JOIN made ON key = made_by WHERE {gone})"
    )
    connection.execute(f"UPDATE made SET searchable = 0 WHERE {gone}")


def _write_words(connection: sqlite3.Connection) -> None:
    waiting = connection.execute(
        "SELECT key, text FROM made JOIN reports ON reports.id = owner "
        f"WHERE {_OF_RUN} AND current AND NOT searchable"
    ).fetchall()
    for key, text in waiting:
        numbers = connection.execute(
            "SELECT row FROM statements WHERE made_by = ? ORDER BY row", (key,)
        ).fetchall()
        made: list[tuple[str, Statement]] = list(queries.rows_made(connection, Statement, [key]))
        connection.executemany(
            "INSERT INTO statement_words (rowid, exact, speaker) VALUES (?, ?, ?)",
            (
                (number, words_of(statement.content, text), statement.speaker)
                for (number,), (_, statement) in zip(numbers, made, strict=True)
            ),
        )
    connection.executemany(
        "UPDATE made SET searchable = 1 WHERE key = ?", ((key,) for key, _ in waiting)
    )
