"""Which reports of a project hold a line, so that what repeats is seen without reading them all.

Of each line only its first few days are asked for: what stands in three reports by a day repeats,
however many more there are (`acquire/repeats.py`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reportedly.acquire.repeats import FEWEST_FILES, repeated_in, typed_by_counts
from reportedly.model import Report
from reportedly.store import queries

_NEW = -1  # stands for a report that has no number yet
_Held = list[tuple[int, int]]  # by day: the days on which the first reports appeared, their numbers


def write_lines(connection: sqlite3.Connection, report: Report) -> None:
    """Write which lines a report holds; one without a date shows nothing to others."""
    if report.published_until is None:
        return
    until = report.published_until.toordinal()
    sql = "SELECT number FROM arranged WHERE report_id = ?"
    [number] = connection.execute(sql, (report.id,)).fetchone()
    connection.executemany(
        "INSERT INTO lines (line, until, number) VALUES (?, ?, ?)",
        ((line, until, number) for line in sorted(set(_lines(report)))),
    )


def typed_among(connection: sqlite3.Connection, new: Sequence[Report]) -> list[Report] | None:
    """Return new reports with lines typed that repeat; None where they make some of others repeat.

    The same as `type_repeated` gives of these and all that are there.
    """
    before: dict[int, _Held] = {}
    _look_up(connection, new, before)
    after = {line: list(held) for line, held in before.items()}
    for report in new:
        if report.published_until is not None:
            for line in set(_lines(report)):
                after[line].append((report.published_until.toordinal(), _NEW))
    if _others_change(connection, before, after):
        return None
    return [typed_by_counts(report, _counts(report, after)) for report in new]


def _others_change(
    connection: sqlite3.Connection, before: dict[int, _Held], after: dict[int, _Held]
) -> bool:
    """Return whether a report that is there is typed otherwise once the new ones are."""
    seen = {
        number
        for line, held in after.items()
        for until, number in held
        if number != _NEW and _count(before[line], until) != _count(held, until)
    }
    sql = "SELECT report_id FROM arranged WHERE number IN ({})"
    ids = [one for (one,) in queries.in_batches(connection, sql, sorted(seen))]
    there = list(queries.reports_by_id(connection, ids).values())
    more: dict[int, _Held] = {}
    _look_up(connection, there, more)
    more |= before
    both = more | after
    return any(
        repeated_in(typed_by_counts(report, _counts(report, more)))
        != repeated_in(typed_by_counts(report, _counts(report, both)))
        for report in there
    )


def _look_up(
    connection: sqlite3.Connection, reports: Iterable[Report], found: dict[int, _Held]
) -> None:
    sql = "SELECT until, number FROM lines WHERE line = ? ORDER BY until, number LIMIT ?"
    for report in reports:
        for line in _lines(report):
            if line not in found:
                found[line] = connection.execute(sql, (line, FEWEST_FILES)).fetchall()


def _counts(report: Report, held: Mapping[int, _Held]) -> list[int]:
    """Return of each line in how many reports it stands by the day of this one, if few."""
    if report.published_until is None:
        return []
    until = report.published_until.toordinal()
    return [_count(held[line], until) for line in _lines(report)]


def _count(held: _Held, until: int) -> int:
    return min(FEWEST_FILES, sum(day <= until for day, _ in held))


def _lines(report: Report) -> list[int]:
    """Return a hash of the text of each block, as SQLite takes it."""
    return [_hash(block.span.of(report.text)) for block in report.blocks]


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
