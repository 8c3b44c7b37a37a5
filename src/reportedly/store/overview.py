"""What a desk over a whole project needs to know, without loading its stories.

project file -> Overview -> counts, revisions, findings, marks
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from reportedly.cluster.stories import id_of_story
from reportedly.model import Problem, Report, Statement
from reportedly.store import queries
from reportedly.store.codec import column_names, from_row
from reportedly.store.database import Project
from reportedly.store.opening import opened
from reportedly.store.search import find_statements
from reportedly.text import key

MOST_FOUND = 2000  # matches of one search that are looked at; the rest are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCounts:
    """The size of a story as last saved.

    Attributes:
        id: The story.
        title: Its working title.
        revision: Changes whenever anything about the story does.
        report_ids: Its reports.
        first: First day on which one of them may have been published; None: no dates.
        last: Last such day.
        outlets: Names of the outlets.
        statements: Statements that count.
        origins: Named origins.
        questions: Questions.
        disputed: Words of the questions that are disputed.
    """

    id: str
    title: str
    revision: str
    report_ids: tuple[str, ...]
    first: date | None
    last: date | None
    outlets: tuple[str, ...]
    statements: int
    origins: int
    questions: int
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a story stood when somebody marked it read.

    Attributes:
        report_ids: Its reports.
        disputed: Words of the questions that were disputed.
        read_at: The moment (ISO 8601).
    """

    report_ids: frozenset[str]
    disputed: frozenset[str]
    read_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement that a search found, with what it takes to show it."""

    statement: Statement
    report: Report
    story_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A speaker or a place that a search found in one story."""

    name: str
    detail: str  # role or side of a speaker; precision of a place
    story_id: str
    statements: int
    reports: int


@contextmanager
def open_overview(path: str, *, write: bool = False) -> Iterator[Overview]:
    """Open a project to look at as a whole; with `write` also to mark stories as read.

    A mark is one short transaction: it does not wait for a run that is adding reports.
    """
    with opened(path) as connection:
        if not write:
            connection.execute("PRAGMA query_only = ON")
        yield Overview(connection)


@contextmanager
def open_snapshot(path: str) -> Iterator[tuple[Project, Overview]]:
    """Open a project to read at one moment: a run that ends meanwhile does not show through."""
    with opened(path) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        try:
            yield Project(connection), Overview(connection)
        finally:
            connection.rollback()


class Overview:
    """An open project file, seen as a whole."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Wrap an open connection; see `open_overview`."""
        self._connection = connection

    # --- stories -------------------------------------------------------------------------

    def revisions(self) -> dict[str, str]:
        """Return for each story, the largest first, a word that changes whenever it does."""
        [(steps,)] = self._connection.execute("SELECT count(*) FROM versions")
        sql = (
            "SELECT stories.id, title, key FROM stories "
            "LEFT JOIN made ON owner = stories.id AND current ORDER BY place"
        )
        rows = self._connection.execute(sql)
        return {story_id: key("revision", title, made, steps) for story_id, title, made in rows}

    def counts(self) -> list[StoryCounts]:
        """Return the stories with their sizes, the largest first."""
        titles = dict(self._connection.execute("SELECT id, title FROM stories"))
        reports = self._reports()
        statements = self._numbers(
            "SELECT story_id, count(*) FROM story_reports "
            "JOIN made ON owner = story_reports.report_id "
            "JOIN statements ON made_by = key WHERE current AND counted GROUP BY story_id"
        )
        origins = self._numbers(
            "SELECT story_id, count(*) FROM origins JOIN made ON key = made_by "
            "WHERE current AND kind = 'speaker' GROUP BY story_id"
        )
        questions = self._numbers(
            "SELECT story_id, count(*) FROM questions JOIN made ON key = made_by "
            "WHERE current GROUP BY story_id"
        )
        disputed = self._disputed()
        found = []
        for story_id, revision in self.revisions().items():
            own = reports.get(story_id, [])
            days = [date.fromisoformat(day) for *_, one, two in own for day in (one, two) if day]
            found.append(
                StoryCounts(
                    id=story_id,
                    title=titles[story_id],
                    revision=revision,
                    report_ids=tuple(report_id for report_id, *_ in own),
                    first=min(days, default=None),
                    last=max(days, default=None),
                    outlets=tuple(sorted({outlet for _, outlet, *_ in own if outlet})),
                    statements=statements.get(story_id, 0),
                    origins=origins.get(story_id, 0),
                    questions=questions.get(story_id, 0),
                    disputed=tuple(disputed.get(story_id, ())),
                )
            )
        return found

    def _numbers(self, sql: str) -> dict[str, int]:
        return dict(self._connection.execute(sql))

    def _reports(self) -> dict[str, list[tuple[str, str | None, str | None, str | None]]]:
        sql = (
            "SELECT story_id, report_id, outlet, story_reports.published_from, "
            "story_reports.published_until "
            "FROM story_reports JOIN reports ON reports.id = report_id ORDER BY story_reports.rowid"
        )
        found: dict[str, list[tuple[str, str | None, str | None, str | None]]] = {}
        for story_id, *rest in self._connection.execute(sql):
            found.setdefault(story_id, []).append(tuple(rest))
        return found

    def _disputed(self) -> dict[str, list[str]]:
        sql = (
            "SELECT statuses.story_id, questions.text FROM statuses "
            "JOIN made ON key = statuses.made_by "
            "JOIN questions ON questions.id = question_id "
            "  AND questions.made_by = statuses.made_by "
            "WHERE current AND contest = 'disputed' AND proposition_id IS NULL "
            "ORDER BY questions.rowid"
        )
        found: dict[str, list[str]] = {}
        for story_id, words in self._connection.execute(sql):
            found.setdefault(story_id, []).append(words)
        return found

    def story_of(self, report_id: str) -> str | None:
        """Return the story that holds a report; None where it is in none."""
        sql = "SELECT story_id FROM story_reports WHERE report_id = ?"
        return next((found for (found,) in self._connection.execute(sql, (report_id,))), None)

    def story_once_called(self, former: str) -> str | None:
        """Return the story that had this id before an earlier report came in; None: no such."""
        sql = "SELECT report_id, story_id FROM story_reports"
        found = self._connection.execute(sql)
        return next((story for report, story in found if id_of_story(report) == former), None)

    # --- reports -------------------------------------------------------------------------

    def reports(self, report_ids: Sequence[str]) -> dict[str, Report]:
        """Return reports by their ids, as read."""
        return queries.reports_by_id(self._connection, report_ids)

    def report_named(self, start: str) -> Report | None:
        """Return the report whose id begins so; None where there is not exactly one."""
        sql = "SELECT id FROM reports WHERE substr(id, 1, ?) = ? LIMIT 2"
        ids = [found for (found,) in self._connection.execute(sql, (len(start), start))]
        return self.reports(ids)[ids[0]] if len(ids) == 1 else None

    def original(self, sha256: str) -> tuple[str, bytes] | None:
        """Return media type and bytes of what a report was read from; None where not kept."""
        sql = "SELECT media_type, content FROM captures WHERE sha256 = ?"
        found = self._connection.execute(sql, (sha256,)).fetchone()
        return (found[0], zlib.decompress(found[1])) if found else None

    # --- what needs a look ---------------------------------------------------------------

    def problems(self) -> list[Problem]:
        """Return what could not be read or handled, as far as it still holds."""
        names = ", ".join(f"problems.{queries.quoted(name)}" for name in column_names(Problem))
        sql = (
            f"SELECT {names} FROM problems LEFT JOIN made ON key = made_by "
            "WHERE made_by IS NULL OR current ORDER BY problems.rowid"
        )
        return [from_row(Problem, values) for values in self._connection.execute(sql)]

    def lacking(self) -> list[tuple[str, str, str, bool, bool]]:
        """Return reports without a date or an outlet: id, path, story, no date, no outlet."""
        sql = (
            "SELECT report_id, path, story_id, story_reports.published_until IS NULL AS undated, "
            "outlet IS NULL AS unnamed FROM story_reports JOIN reports ON reports.id = report_id "
            "WHERE undated OR unnamed ORDER BY reports.rowid"
        )
        return [
            (one, path, story, bool(undated), bool(unnamed))
            for one, path, story, undated, unnamed in self._connection.execute(sql)
        ]

    def undecided(self) -> dict[str, int]:
        """Return how many statements of each story have a speaker that could not be decided."""
        return self._numbers(
            "SELECT story_id, count(*) FROM story_reports "
            "JOIN made ON owner = story_reports.report_id "
            "JOIN statements ON made_by = key "
            "WHERE current AND counted AND candidates <> '[]' GROUP BY story_id"
        )

    def places(self) -> dict[str, list[str]]:
        """Return the names of the places that each story's reports name, sorted."""
        sql = (
            "SELECT DISTINCT story_id, name FROM story_reports "
            "JOIN made ON owner = story_reports.report_id "
            "JOIN place_mentions ON made_by = key "
            "WHERE current AND precision <> 'unknown' ORDER BY story_id, name"
        )
        found: dict[str, list[str]] = {}
        for story_id, name in self._connection.execute(sql):
            found.setdefault(story_id, []).append(name)
        return found

    # --- search --------------------------------------------------------------------------

    def statements(self, words: str) -> list[str]:
        """Return the ids of the statements that hold all the words, best first."""
        return find_statements(self._connection, words)[:MOST_FOUND]

    def shown(self, statement_ids: Sequence[str]) -> list[Found]:
        """Return statements with their reports and stories, in the order asked for."""
        names = ", ".join(f"statements.{queries.quoted(name)}" for name in column_names(Statement))
        marks = ", ".join("?" * len(statement_ids))
        sql = (
            f"SELECT story_id, {names} FROM statements JOIN made ON key = made_by "
            f"JOIN story_reports USING (report_id) WHERE current AND statements.id IN ({marks})"
        )
        rows = {}
        for story_id, *values in self._connection.execute(sql, statement_ids):
            statement = from_row(Statement, values)
            rows[statement.id] = (statement, story_id)
        reports = self.reports(sorted({statement.report_id for statement, _ in rows.values()}))
        found = ((key, *rows[key]) for key in statement_ids if key in rows)
        return [
            Found(statement=row, report=reports[row.report_id], story_id=story_id)
            for _, row, story_id in found
        ]

    def speakers(self, words: str) -> list[Named]:
        """Return the speakers in one of whose names the words stand, most statements first."""
        sql = (
            "SELECT name, coalesce(role, side, ''), agents.story_id, "
            "json_array_length(statement_ids) AS number, 0 FROM agents "
            "JOIN made ON key = made_by WHERE current AND number AND names LIKE ? ESCAPE '\\' "
            "ORDER BY number DESC, name LIMIT ?"
        )
        return self._named(sql, _stored(words))

    def places_named(self, words: str) -> list[Named]:
        """Return the places in whose names the words stand, those in most reports first."""
        sql = (
            "SELECT name, min(precision), story_id, count(*), count(DISTINCT owner) AS number "
            "FROM place_mentions JOIN made ON key = made_by "
            "JOIN story_reports ON story_reports.report_id = owner "
            "WHERE current AND name LIKE ? ESCAPE '\\' "
            "GROUP BY name, story_id ORDER BY number DESC, name LIMIT ?"
        )
        return self._named(sql, words)

    def _named(self, sql: str, words: str) -> list[Named]:
        rows = self._connection.execute(sql, (_like(words), MOST_FOUND))
        return [
            Named(name=name, detail=detail, story_id=story_id, statements=number, reports=reports)
            for name, detail, story_id, number, reports in rows
        ]

    def documents(self, words: str) -> list[tuple[str, str]]:
        """Return report and story ids where the words stand in headline, outlet, path or text."""
        sql = (
            "SELECT reports.id, story_id FROM reports "
            "JOIN story_reports ON report_id = reports.id "
            "WHERE title LIKE :like ESCAPE '\\' OR outlet LIKE :like ESCAPE '\\' "
            "OR path LIKE :like ESCAPE '\\' OR text LIKE :like ESCAPE '\\' "
            "ORDER BY coalesce(title LIKE :like ESCAPE '\\', 0) DESC, reports.rowid LIMIT :most"
        )
        values = {"like": _like(words), "most": MOST_FOUND}
        return self._connection.execute(sql, values).fetchall()

    # --- what was read -------------------------------------------------------------------

    def marks(self) -> dict[str, Mark]:
        """Return how each story stood when it was last marked read."""
        sql = "SELECT story_id, report_ids, disputed, read_at FROM read_marks"
        return {
            story_id: Mark(
                report_ids=frozenset(json.loads(reports)),
                disputed=frozenset(json.loads(disputed)),
                read_at=read_at,
            )
            for story_id, reports, disputed, read_at in self._connection.execute(sql)
        }

    def mark(self, stories: Sequence[StoryCounts], read_at: str) -> None:
        """Write that stories were read as they stand."""
        sql = "INSERT OR REPLACE INTO read_marks VALUES (?, ?, ?, ?)"
        with self._connection:
            self._connection.executemany(
                sql,
                (
                    (one.id, _json(sorted(one.report_ids)), _json(one.disputed), read_at)
                    for one in stories
                ),
            )


def _json(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _stored(words: str) -> str:
    """Return words as they stand in a list that is stored as JSON."""
    return json.dumps(words, ensure_ascii=False)[1:-1]


def _like(words: str) -> str:
    r"""Return a pattern that matches where the words stand, with no character special.

    >>> _like("50%_a")
    '%50\\%\\_a%'
    """
    plain = words.replace("\x00", " ").replace("\\", "\\\\")
    return f"%{plain.replace('%', chr(92) + '%').replace('_', chr(92) + '_')}%"
