"""The project file: one SQLite database that holds reports, their facts and their stories."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import ProjectError, UsageError
from reportedly.memory import Kept, Rows
from reportedly.model import (
    Agent,
    Attribution,
    Capture,
    Conflict,
    Copy,
    DateInference,
    Denial,
    Derivation,
    Figure,
    Mention,
    Origin,
    PlaceMention,
    Problem,
    Proposition,
    Question,
    Report,
    Sentence,
    Statement,
    Status,
    Story,
    TimeMention,
    Update,
    Utterance,
    WordChoice,
)
from reportedly.store import queries
from reportedly.store.codec import Value
from reportedly.store.migrations import MIGRATIONS, migrate, steps_done
from reportedly.text import words_of

HEADER = b"SQLite format 3\x00"
OF_REPORT = (
    Sentence,
    Mention,
    TimeMention,
    Figure,
    PlaceMention,
    Attribution,
    Statement,
    WordChoice,
)
OF_STORY = (
    Agent,
    Utterance,
    Origin,
    Derivation,
    Question,
    Proposition,
    Denial,
    Conflict,
    Update,
    Status,
)
BATCH = 50  # reports between commits: little is lost on an interrupt, and little time on commits


def is_project(path: str) -> bool:
    """Return whether a file begins as an SQLite database does."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(HEADER)) == HEADER
    except OSError:
        return False


@contextmanager
def open_project(path: str, *, create: bool = False) -> Iterator[Project]:
    """Open a project file; with `create`, make it where there is none.

    Raises:
        UsageError: there is no such file, or it is something else.
        ProjectError: it is damaged, of a newer version, in use, or the disk is full.
    """
    if Path(path).is_file() and Path(path).stat().st_size and not is_project(path):
        raise UsageError(f"{path} is not a project file; name a new or an existing project first")
    if not create and not is_project(path):
        raise UsageError(f"no project file {path}; make one: reportedly add {path} REPORTS...")
    with _explained(path):
        connection = sqlite3.connect(path, timeout=10)
    try:
        with _explained(path):
            _prepare(connection, path)
            yield Project(connection)
    finally:
        connection.close()


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Say in words what SQLite found wrong with the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise ProjectError(
                f"{path}: the disk is full; free some space and run again"
            ) from error
        if "locked" in str(error):
            raise ProjectError(f"{path} is being written by another run; try again") from error
        raise ProjectError(f"{path} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        reason = f"{path} is damaged ({error}); restore a copy, or add the reports to a new file"
        raise ProjectError(reason) from error


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    known = [step.__name__ for step in MIGRATIONS]
    done = steps_done(connection)
    if done != known[: len(done)]:
        raise ProjectError(f"{path} was made by a newer version of reportedly; update reportedly")
    if len(done) < len(known):
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection)


class Project:
    """An open project file; also the memory that the pipeline keeps its rows in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Wrap an open connection; see `open_project`."""
        self._connection = connection
        self._used: list[str] = []  # keys that this run made or recalled, in order
        self._waiting = 0

    # --- reports -------------------------------------------------------------------------

    def add(self, found: Iterable[tuple[Capture, Report] | Problem]) -> tuple[int, list[Problem]]:
        """Write reports with their bytes; return how many are new, and the problems met."""
        known = {report.id for report in self.reports()}
        problems: list[Problem] = []
        added = 0
        for one in found:
            if isinstance(one, Problem):
                problems.append(one)
                continue
            capture, report = one
            if report.id not in known:
                self._write_capture(capture)
                queries.insert_rows(self._connection, Report, [report])
                known.add(report.id)
                added += 1
            self._commit_sometimes()
        queries.insert_rows(self._connection, Problem, problems)
        self._connection.commit()
        return added, problems

    def _write_capture(self, capture: Capture) -> None:
        packed = zlib.compress(capture.content)
        values = (capture.sha256, capture.path, capture.media_type, packed)
        queries.insert_capture(self._connection, values)

    def reports(self) -> list[Report]:
        """Return every report as read, in the order added; dates not yet inferred."""
        return list(queries.all_rows(self._connection, Report))

    def problems(self) -> list[Problem]:
        """Return what could not be read, in the order met."""
        return list(queries.all_rows(self._connection, Problem))

    # --- the memory of the pipeline ------------------------------------------------------

    def recall(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        """Return the rows that were made under each of the keys."""
        problems = queries.made_problems(self._connection, keys)
        found = [key for key in keys if key in problems]
        self._used.extend(found)
        rows = self._rows(found, (*OF_REPORT, *OF_STORY))
        return {key: Kept(rows=rows[key], problems=_problems_from(problems[key])) for key in found}

    def keep(self, key: str, owner: str, kept: Kept) -> None:
        """Write the rows of one report or story under a key."""
        queries.insert_made(self._connection, key, owner, _problems_as_text(kept.problems))
        for kind, rows in kept.rows.items():
            queries.insert_rows(self._connection, kind, rows, made_by=key)
        self._used.append(key)
        self._write_words(key, owner, kept.rows)
        self._commit_sometimes()

    def _write_words(self, key: str, owner: str, rows: Rows) -> None:
        statements = rows.get(Statement, ())
        if statements:
            text = queries.text_of(self._connection, owner)
            words = ((words_of(s.content, text), s.speaker, s.id) for s in statements)
            queries.insert_words(self._connection, key, words)

    def _commit_sometimes(self) -> None:
        self._waiting += 1
        if self._waiting % BATCH == 0:
            self._connection.commit()

    def _rows(self, keys: Sequence[str], kinds: Iterable[type]) -> dict[str, Rows]:
        found: dict[str, dict[type, list[object]]] = {key: {} for key in keys}
        for kind in kinds:
            made: Iterator[tuple[str, object]] = queries.rows_made(self._connection, kind, keys)
            for key, row in made:
                found[key].setdefault(kind, []).append(row)
        return {
            key: {kind: tuple(found[key].get(kind, ())) for kind in _kinds_of(found[key], kinds)}
            for key in keys
        }

    # --- stories -------------------------------------------------------------------------

    def save(
        self,
        stories: Sequence[Story],
        reports: Sequence[Report],
        copies: Sequence[Copy],
        dates: Sequence[DateInference],
    ) -> None:
        """Write the outcome of a run over the whole project, and drop what it did not use."""
        dated = {report.id: report for report in reports}
        queries.clear_stories(self._connection)
        for place, story in enumerate(stories):
            queries.insert_rows(self._connection, Story, [story], place=place)
            members = [dated[report_id] for report_id in story.report_ids]
            queries.insert_members(self._connection, story.id, members)
        queries.insert_rows(self._connection, Copy, copies)
        queries.insert_rows(self._connection, DateInference, dates)
        queries.settle_made(self._connection, self._used)
        self._connection.commit()

    def stories(self) -> list[Story]:
        """Return the stories as last saved, the largest first."""
        return list(queries.all_rows(self._connection, Story, "place"))

    def story_rows(self, story: Story) -> Rows:
        """Return every row of one story and of its reports, as last made."""
        ids = story.report_ids
        raw = {report.id: report for report in queries.rows_by_id(self._connection, Report, ids)}
        inferred = queries.rows_of_story(self._connection, DateInference, story.id)
        for found in inferred:
            raw[found.report_id] = raw[found.report_id].dated_by(found)
        reports = tuple(raw[i] for i in story.report_ids)
        copies = queries.all_rows(self._connection, Copy)
        rows: Rows = {
            Report: reports,
            DateInference: tuple(inferred),
            Copy: tuple(c for c in copies if c.a in raw and c.b in raw),
        }
        keys = queries.current_keys(self._connection, story.report_ids)
        made = self._rows(keys, OF_REPORT)
        for kind in OF_REPORT:
            rows[kind] = tuple(row for key in keys for row in made[key].get(kind, ()))
        [key] = queries.current_keys(self._connection, [story.id])
        of_story = self._rows([key], OF_STORY)[key]
        return rows | {kind: of_story.get(kind, ()) for kind in OF_STORY}

    # --- looking up ----------------------------------------------------------------------

    def search(self, words: str) -> list[str]:
        """Return the ids of the statements that hold all the words, best first.

        Words inside double quotation marks must stand together.
        """
        query = fts_query(words)
        if not query:
            raise UsageError("nothing to search for: give at least one word")
        return queries.find_words(self._connection, query)

    def tables(self) -> list[str]:
        """Return the names of the tables that can be exported."""
        return [name for name in queries.table_names(self._connection) if name not in _INTERNAL]

    def table(self, name: str) -> tuple[list[str], Iterator[list[Value]]]:
        """Return the columns of a table and its rows, only what is current."""
        return queries.table_rows(self._connection, name)


_INTERNAL = frozenset({"captures", "made", "migrations"})
_QUERY_PART = re.compile(r'"([^"]*)"|(\S+)')


def fts_query(words: str) -> str:
    """Return words as a full-text query in which no character has a special meaning.

    >>> fts_query('harbour "two ships" NEAR(x')
    '"harbour" "two ships" "NEAR(x"'
    """
    parts = (phrase or word for phrase, word in _QUERY_PART.findall(words))
    kept = (part.replace('"', " ").strip() for part in parts)
    return " ".join(f'"{part}"' for part in kept if any(c.isalnum() for c in part))


def _kinds_of(found: Mapping[type, object], kinds: Iterable[type]) -> tuple[type, ...]:
    """Return the types that belong to the same unit as those found."""
    if any(kind in found for kind in OF_STORY):
        return OF_STORY
    return tuple(kind for kind in kinds if kind in OF_REPORT)


def _problems_as_text(problems: Sequence[Problem]) -> str:
    return json.dumps([[p.path, p.stage, p.reason, p.report_id, p.lost] for p in problems])


def _problems_from(text: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(path=path, stage=stage, reason=reason, report_id=report_id, lost=lost)
        for path, stage, reason, report_id, lost in json.loads(text)
    )
