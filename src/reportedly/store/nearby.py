"""What a few reports have to do with others of a project, without a look at all of these."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reportedly.acquire.repeats import with_repeated
from reportedly.cluster.copies import order_id
from reportedly.cluster.versions import VersionSettings, find_versions, version_keys
from reportedly.errors import INTERNAL
from reportedly.model import Copy, Report, Story
from reportedly.store import queries
from reportedly.store.lines import typed_among

_KEYS = ("article", "headline")  # columns, as `version_keys` gives them
_MOST_HELD = 200  # reports that are held against one another; a title of a page stands over more


class Nearby:
    """A project, asked for little."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Ask the project behind a connection."""
        self._connection = connection

    def is_whole(self, mark: str) -> bool:
        """Return whether it was last saved under a mark, and no stage of it broke."""
        sql = "SELECT 1 FROM groupings WHERE name = 'whole' AND made_by = ?"
        if self._connection.execute(sql, (mark,)).fetchone() is None:
            return False
        return not any(
            problem.reason.startswith(INTERNAL)
            for problem in queries.found_problems(self._connection)
        )

    def waiting(self) -> list[Report] | None:
        """Return what has come since it was saved, in order; None where something else changed."""
        ids = [one for (one,) in self._connection.execute("SELECT report_id FROM waiting")]
        sql = "SELECT report_id FROM arranged WHERE report_id IN ({})"
        if list(queries.in_batches(self._connection, sql, ids)):
            return None
        found = queries.reports_by_id(self._connection, ids)
        return list(found.values()) if len(found) == len(ids) else None

    def typed(self, new: Sequence[Report]) -> list[Report] | None:
        """Return new reports with lines typed that repeat; None where others change by that."""
        return typed_among(self._connection, new)

    def makes_versions(self, new: Iterable[Report], settings: VersionSettings) -> bool:
        """Return whether any may be a version of an article that is there, or of one another.

        Held against each other are all that have an address, or outlet and headline, in common,
        if only by others: among these versions are told as among all.
        """
        found = {report.id: report for report in new}
        waiting, seen = list(found.values()), set[str]()
        while waiting:
            for column, value in zip(_KEYS, version_keys(waiting.pop()), strict=True):
                if value is not None and value not in seen:
                    seen.add(value)
                    there = self._having(column, value)
                    if there is None or len(found) > _MOST_HELD:
                        return True
                    waiting += [one for one in there if one.id not in found]
                    found |= {one.id: one for one in there if one.id not in found}
        return any(find_versions(list(found.values()), settings))

    def _having(self, column: str, value: str) -> list[Report] | None:
        """Return the reports with an address or headline; None where one has other versions."""
        sql = f"SELECT report_id, sort_order FROM arranged WHERE {column} = ?"
        rows = self._connection.execute(sql, (value,)).fetchall()
        ids = [report_id for report_id, _ in rows]
        later = queries.in_batches(
            self._connection, "SELECT 1 FROM versions WHERE later IN ({})", ids
        )
        if any(order is None for _, order in rows) or any(later):
            return None
        return list(self.standing(ids).values())

    def standing(self, ids: Sequence[str]) -> dict[str, Report]:
        """Return reports by their ids, lines that repeat typed; no date is inferred."""
        found = queries.reports_by_id(self._connection, sorted(set(ids)))
        repeated = queries.repeated_lines(self._connection, "report_id", list(found))
        return found | {one: with_repeated(found[one], at) for one, at in repeated.items()}

    def orders_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return what reports are sorted by when they are grouped."""
        sql = "SELECT sort_order FROM arranged WHERE report_id IN ({})"
        rows = queries.in_batches(self._connection, sql, sorted(set(ids)))
        return {order_id(order): order for (order,) in rows}

    def copies_of(self, ids: Sequence[str]) -> list[Copy]:
        """Return the copies that any of the reports takes part in."""
        return queries.copies_of(self._connection, ids)

    def stories_of(self, ids: Iterable[str]) -> dict[str, Story]:
        """Return by their ids the stories as last saved that hold any of the reports."""
        sql = "SELECT DISTINCT story_id FROM story_reports WHERE report_id IN ({})"
        found = queries.in_batches(self._connection, sql, sorted(set(ids)))
        return queries.stories_by_id(self._connection, sorted({story for (story,) in found}))

    def counted(self) -> Mapping[str, int]:
        """Return how many reports that count, stories and versions there are."""
        tables = {"reports": "story_reports", "stories": "stories", "versions": "versions"}
        return {
            name: self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for name, table in tables.items()
        }
