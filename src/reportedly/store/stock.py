"""What copies and stories are gone on from, in tables of the project file.

    arranged: every report that was there in the last run    fingerprints, lines: by what they hold
    gathered: half-gathered stories in pieces                groupings: what made all that, borders

Adding a report reads and writes some hundred rows of these, however large the project is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property

import numpy as np

from reportedly.cluster.copies import order_id
from reportedly.cluster.fingerprints import Fingerprints
from reportedly.cluster.stock import FAR, LAST, NEAR, Border, Change
from reportedly.cluster.versions import version_keys
from reportedly.cluster.wordings import Shingles
from reportedly.model import Copy
from reportedly.store import queries
from reportedly.store.lines import write_lines

_LAYER = {FAR: 0, NEAR: 1, LAST: 2}
_STATE = "state"


class ProjectStock:
    """The tables, asked for what was made by the same stages and settings; else as if empty."""

    def __init__(self, connection: sqlite3.Connection, made_by: str) -> None:
        """Ask a project for what was made by stages and settings with this mark."""
        self._connection = connection
        sql = "SELECT content FROM groupings WHERE name = ? AND made_by = ?"
        found = connection.execute(sql, (_STATE, made_by)).fetchone()
        self._state: Mapping[str, Mapping[str, str | int]] = json.loads(found[0]) if found else {}

    # --- all of it -----------------------------------------------------------------------

    def orders(self) -> list[str]:
        """Return the order of every report that is kept, in the order they were taken in."""
        return [order for _, order, _ in self._kept]

    @cached_property
    def _kept(self) -> list[tuple[int, str, int]]:
        if not self._state:
            return []
        sql = "SELECT number, sort_order, prints FROM arranged WHERE sort_order IS NOT NULL"
        return self._connection.execute(f"{sql} ORDER BY number").fetchall()

    def fingerprints(self) -> Fingerprints:
        """Return the fingerprints of every report that is kept, in that order."""
        if not self._kept:
            return Fingerprints()
        rows = self._connection.execute("SELECT value, number FROM fingerprints")
        return _index(self._kept, rows)

    def copies(self) -> list[Copy]:
        """Return the copies as last saved."""
        return list(queries.all_rows(self._connection, Copy)) if self._state else []

    def border(self, name: str) -> Border | None:
        """Return one of the borders; None where nothing is kept up to it."""
        found = self._state.get(name)
        return Border(**found) if found else None  # type: ignore[arg-type]

    def piece(self, border: str, kind: str, name: str) -> bytes | None:
        """Return a piece of the stories as they stood at a border."""
        sql = (
            "SELECT content FROM gathered WHERE kind = ? AND name = ? AND layer <= ? "
            "ORDER BY layer DESC LIMIT 1"
        )
        found = self._connection.execute(sql, (kind, name, _LAYER[border])).fetchone()
        return found[0] if found else None

    # --- little of it --------------------------------------------------------------------

    def behind(self, prints: Shingles) -> Fingerprints:
        """Return the reports that have any of these fingerprints, and which of them they have."""
        wanted: list[int] = prints.view(np.int64).tolist()
        rows = list(
            queries.in_batches(
                self._connection,
                "SELECT value, number FROM fingerprints WHERE value IN ({})",
                wanted,
            )
        )
        numbers = sorted({number for _, number in rows})
        sql = "SELECT number, sort_order, prints FROM arranged WHERE number IN ({})"
        return _index(sorted(queries.in_batches(self._connection, sql, numbers)), rows)

    def after(self, order: str) -> list[str]:
        """Return the orders of all reports that come after one, ascending."""
        sql = "SELECT sort_order FROM arranged WHERE sort_order > ? ORDER BY sort_order"
        return [found for (found,) in self._connection.execute(sql, (order,))]

    def last_dated(self, most: int) -> tuple[list[str], int]:
        """Return the last orders of dated reports, ascending, and how many these are in all."""
        dated = "FROM arranged WHERE sort_order < '1'"
        [(count,)] = self._connection.execute(f"SELECT count(*) {dated}")
        sql = f"SELECT sort_order {dated} ORDER BY sort_order DESC LIMIT ?"
        last = [order for (order,) in self._connection.execute(sql, (most,))]
        return last[::-1], count


def _index(kept: Sequence[tuple[int, str, int]], rows: Iterable[tuple[int, int]]) -> Fingerprints:
    """Return an index of reports (number, order, count) with fingerprints (value, number)."""
    found = np.fromiter((each for row in rows for each in row), np.int64).reshape(-1, 2)
    values = found[:, 0].copy().view(np.uint64)
    owners = np.searchsorted([number for number, _, _ in kept], found[:, 1])
    order = np.lexsort((owners, values))
    return Fingerprints(
        orders=[order for _, order, _ in kept],
        sizes=np.array([count for _, _, count in kept], np.int64),
        values=values[order],
        owners=owners[order].astype(np.int64),
    )


# --- what is written -----------------------------------------------------------------------


def write_stock(connection: sqlite3.Connection, made_by: str, change: Change) -> None:
    """Write what a run has changed, and what it found of reports that were not there."""
    waiting = [one for (one,) in connection.execute("SELECT report_id FROM waiting")]
    if change.anew:
        for table in ("arranged", "fingerprints", "lines"):
            connection.execute(f"DELETE FROM {table}")
    else:
        _write_again(connection, waiting)
    taken = change.taken or Fingerprints()
    _write_arranged(connection, taken, anew=change.anew)
    there = queries.in_batches(
        connection,
        "SELECT report_id, number FROM arranged WHERE report_id IN ({})",
        [order_id(order) for order in taken.orders],
    )
    numbers = dict(there)
    owners = np.array([numbers[order_id(order)] for order in taken.orders], np.int64)
    rows = zip(taken.values.view(np.int64).tolist(), owners[taken.owners].tolist(), strict=True)
    connection.executemany("INSERT INTO fingerprints (value, number) VALUES (?, ?)", rows)
    connection.execute("DELETE FROM waiting")
    _write_layers(connection, made_by, change)


def _write_again(connection: sqlite3.Connection, waiting: Sequence[str]) -> None:
    """Write what is kept of reports that were read otherwise, in nothing that groups them."""
    sql = "SELECT report_id, number FROM arranged WHERE report_id IN ({})"
    there = dict(queries.in_batches(connection, sql, waiting))
    for report in queries.reports_by_id(connection, list(there)).values():
        connection.execute("DELETE FROM lines WHERE number = ?", (there[report.id],))
        write_lines(connection, report)
        connection.execute(
            "UPDATE arranged SET article = ?, headline = ? WHERE report_id = ?",
            (*version_keys(report), report.id),
        )


def _write_arranged(connection: sqlite3.Connection, taken: Fingerprints, *, anew: bool) -> None:
    """Write what is not there of reports and of the lines they hold."""
    orders = {order_id(order): order for order in taken.orders}
    sizes = dict(zip(orders, taken.sizes.tolist(), strict=True))
    # After all were forgotten every report is new; else what is new is waiting.
    among = "" if anew else "id IN (SELECT report_id FROM waiting) AND "
    known = "SELECT 1 FROM arranged WHERE report_id = id"
    sql = f"SELECT id FROM reports WHERE {among}NOT EXISTS ({known}) ORDER BY rowid"
    new = [one for (one,) in connection.execute(sql)]
    for start in range(0, len(new), queries.MOST_PARAMETERS):
        some = new[start : start + queries.MOST_PARAMETERS]
        for report in queries.reports_by_id(connection, some).values():
            place = (orders.get(report.id), sizes.get(report.id, 0))
            connection.execute(
                "INSERT INTO arranged (report_id, sort_order, prints, article, headline) "
                "VALUES (?, ?, ?, ?, ?)",
                (report.id, *place, *version_keys(report)),
            )
            write_lines(connection, report)


def _write_layers(connection: sqlite3.Connection, made_by: str, change: Change) -> None:
    found = connection.execute(
        "SELECT content FROM groupings WHERE name = ? AND made_by = ?", (_STATE, made_by)
    ).fetchone()
    state = json.loads(found[0]) if found else {}
    for name, layer in change.layers.items():
        state[name] = asdict(layer.border)
        if layer.anew:
            connection.execute("DELETE FROM gathered WHERE layer = ?", (_LAYER[name],))
        connection.executemany(
            "INSERT OR REPLACE INTO gathered (kind, name, layer, content) VALUES (?, ?, ?, ?)",
            ((kind, of, _LAYER[name], piece) for (kind, of), piece in layer.pieces.items()),
        )
    connection.execute("DELETE FROM groupings")
    connection.execute(
        "INSERT INTO groupings (name, made_by, content) VALUES (?, ?, ?)",
        (_STATE, made_by, json.dumps(state)),
    )


def write_mark(connection: sqlite3.Connection, mark: str) -> None:
    """Write what all of the project was made by, once all of it is."""
    connection.execute("DELETE FROM groupings WHERE name = 'whole'")
    if mark:
        sql = "INSERT INTO groupings (name, made_by, content) VALUES ('whole', ?, '{}')"
        connection.execute(sql, (mark,))
