"""The project file: one SQLite database that holds reports, their facts and their stories."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath

from reportedly.acquire.repeats import type_repeated, with_repeated
from reportedly.cluster.copies import in_order_of_publication
from reportedly.cluster.stock import Change
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
    FeedEntry,
    Figure,
    Given,
    Mention,
    Origin,
    PlaceMention,
    Problem,
    Proposition,
    Question,
    Report,
    Ruling,
    Sentence,
    Statement,
    Status,
    Story,
    TimeMention,
    Update,
    Utterance,
    Version,
    Visit,
    WordChoice,
)
from reportedly.rulings import carried, in_force, of_reports
from reportedly.store import queries
from reportedly.store.codec import Value, encodable, table_of
from reportedly.store.nearby import Nearby
from reportedly.store.opening import is_project, opened
from reportedly.store.search import find_statements
from reportedly.store.settling import settle
from reportedly.store.stock import ProjectStock, write_mark, write_stock

__all__ = ["OF_REPORT", "OF_STORY", "Project", "is_project", "open_project"]

OF_REPORT: tuple[type, ...] = (
    Sentence,
    Mention,
    TimeMention,
    Figure,
    PlaceMention,
    Attribution,
    Statement,
    WordChoice,
)
OF_STORY: tuple[type, ...] = (
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


@contextmanager
def open_project(path: str, *, create: bool = False) -> Iterator[Project]:
    """Open a project file to read; with `create` also to write, made where there is none.

    Raises:
        UsageError: there is no such file, or it is something else.
        ProjectError: it is damaged, of a newer version, in use, or the disk is full.
    """
    with opened(path, create=create) as connection:
        yield Project(connection)


class Project:
    """An open project file; also the memory that the pipeline keeps its rows in.

    Every report, and all that is made for one report or story, is committed as a whole: an
    interrupted run keeps what it finished, and the next one goes on from there.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Wrap an open connection; see `open_project`."""
        self._connection = connection
        self._used: dict[str, None] = {}  # keys recalled or kept in this run, last used last
        self._groups: tuple[str, Change] | None = None  # kept in this run, not yet written

    # --- reports -------------------------------------------------------------------------

    def add(self, found: Iterable[tuple[Capture, Report] | Problem]) -> tuple[int, list[Problem]]:
        """Write reports with their bytes; return how many are new, and the problems met.

        A known report is left as it is, unless the user now says something of it (`--meta`,
        `--outlet` ...): that replaces what was known. Problems with an input replace those
        that an earlier reading of it met.
        """
        self._used.clear()
        problems: list[Problem] = []
        paths: list[str] = []
        names: set[str] = set()  # by which `--meta` may have named an input before it came
        added = 0
        for one in found:
            if isinstance(one, Problem):
                problems.append(one)
                paths.append(one.path)
                continue
            capture, report = one
            paths.append(report.path)
            names.update(_endings(report.path), [report.url] if report.url else ())
            path = encodable(report.path)
            before = queries.read_from(self._connection, path, report.sha256)
            new = before is None and not queries.is_there(self._connection, report.id)
            if new or capture.given != Given():
                self._write(capture, report, instead_of=before)
            added += new
        with self._connection:
            queries.drop_waiting(self._connection, names)
            queries.replace_problems(self._connection, paths, problems)
        return added, problems

    def _write(self, capture: Capture, report: Report, *, instead_of: str | None = None) -> None:
        packed = zlib.compress(capture.content)
        values = (capture.sha256, capture.path, capture.media_type, packed)
        if instead_of == report.id:
            there = queries.reports_by_id(self._connection, [report.id])[report.id]
            if replace(there, path=report.path) == report:
                return  # what the user says of it is known
        with self._connection:
            # The outlet and the address that the user gives are part of a report's id.
            if instead_of not in (None, report.id):
                queries.delete_report(self._connection, str(instead_of))
            queries.insert_capture(self._connection, values)
            queries.write_report(self._connection, report)

    def reports(self) -> list[Report]:
        """Return every report in the order added, lines that repeat typed; no date is inferred."""
        return list(type_repeated(list(queries.all_rows(self._connection, Report))))

    def problems(self) -> list[Problem]:
        """Return what could not be read, in the order met."""
        return queries.reading_problems(self._connection)

    def found_problems(self) -> list[Problem]:
        """Return what the stages could not handle of what is there now."""
        return queries.found_problems(self._connection)

    def nearby(self) -> Nearby:
        """Return the project to be asked for little, whatever its size."""
        return Nearby(self._connection)

    def visits(self) -> dict[str, Visit]:
        """Return what each address brought when it was last asked."""
        return {visit.url: visit for visit in queries.all_rows(self._connection, Visit)}

    def remember(self, visits: Iterable[Visit]) -> None:
        """Write what addresses brought; only once that is in the project."""
        with self._connection:
            queries.insert_rows(self._connection, Visit, visits)

    def feed_entries(self, feed: str) -> dict[str, FeedEntry]:
        """Return the entries of a feed that were seen, by what the feed calls them."""
        return {row.address: row for row in queries.entries_of_feed(self._connection, feed)}

    def remember_entry(self, entry: FeedEntry) -> None:
        """Write that an entry of a feed was seen."""
        with self._connection:
            queries.insert_rows(self._connection, FeedEntry, [entry])

    def rulings(self) -> list[Ruling]:
        """Return everything that people decided, undone or not, in the order decided."""
        return list(queries.all_rows(self._connection, Ruling))

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """Add to what people decided; a ruling that is there already changes nothing."""
        with self._connection:
            queries.append_rulings(self._connection, rulings)

    # --- the memory of the pipeline ------------------------------------------------------

    def recall(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        """Return the rows that were made under each of the keys."""
        held = queries.made_tables(self._connection, keys)
        found = [key for key in keys if key in held]
        self._use(found)
        rows = self._rows(held)
        problems: dict[str, list[Problem]] = {key: [] for key in held}
        for key, problem in queries.rows_made(self._connection, Problem, found):
            problems[key].append(problem)
        return {key: Kept(rows=rows[key], problems=tuple(problems[key])) for key in found}

    def known(self, keys: Sequence[str]) -> Mapping[str, tuple[Problem, ...]]:
        """Return which of the keys are known, with what went wrong there; load no other rows."""
        held = queries.made_tables(self._connection, keys)
        found = [key for key in keys if key in held]
        self._use(found)
        problems: dict[str, list[Problem]] = {}
        for key, problem in queries.rows_made(self._connection, Problem, found):
            problems.setdefault(key, []).append(problem)
        return {key: tuple(problems.get(key, ())) for key in found}

    def keep(self, key: str, owner: str, kept: Kept) -> None:
        """Write the rows of one report or story under a key."""
        tables = [table_of(kind) for kind in kept.rows]
        with self._connection:
            queries.insert_made(self._connection, key, owner, tables)
            for kind, rows in kept.rows.items():
                queries.insert_rows(self._connection, kind, rows, made_by=key)
            queries.insert_rows(self._connection, Problem, kept.problems, made_by=key)
        self._use([key])

    def stock(self, key: str) -> ProjectStock:
        """Return what grouping goes on from, of what was made under a key."""
        return ProjectStock(self._connection, key)

    def keep_groups(self, key: str, change: Change) -> None:
        """Remember what grouping goes on from; it is written with the copies, by `save`."""
        self._groups = key, change

    def _use(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._used.pop(key, None)
            self._used[key] = None

    def _rows(self, held: Mapping[str, Sequence[str]]) -> dict[str, Rows]:
        """Return the rows under each key, of the tables that it is said to hold."""
        found: dict[str, Rows] = {key: {} for key in held}
        for kind in (*OF_REPORT, *OF_STORY):
            keys = [key for key, tables in held.items() if table_of(kind) in tables]
            rows: dict[str, list[object]] = {key: [] for key in keys}
            made: Iterator[tuple[str, object]] = queries.rows_made(self._connection, kind, keys)
            for key, row in made:
                rows[key].append(row)
            for key in keys:
                found[key][kind] = tuple(rows[key])
        return found

    # --- stories -------------------------------------------------------------------------

    def save(
        self,
        stories: Sequence[Story],
        reports: Sequence[Report],
        copies: Sequence[Copy],
        dates: Sequence[DateInference],
        versions: Sequence[Version] = (),
        mark: str = "",
    ) -> None:
        """Write the outcome of a run over the whole project, and drop what it did not use.

        The run is everything recalled and kept since `add`. A look at an earlier day goes
        through an `Overlay` and must not come between the two. `mark` names everything that it
        was made by; without one, the next run goes over the whole project again.
        """
        dated = {report.id: report for report in reports}
        with self._connection:
            queries.clear_stories(self._connection)
            for place, story in enumerate(stories):
                members = [dated[report_id] for report_id in story.report_ids]
                self._write_story(story, members, place)
            queries.insert_rows(self._connection, Version, versions)
            queries.replace_copies(self._connection, copies)
            queries.insert_rows(self._connection, DateInference, dates)
            self._settle(mark)

    def save_added(
        self,
        stories: Iterable[tuple[Story, Sequence[Report]]],
        gone: Sequence[str],
        copies: Sequence[Copy],
        dates: Iterable[DateInference],
        mark: str,
    ) -> None:
        """Write the outcome of a run over a few reports: the stories that they changed.

        `gone` are the ids of stories that are no more, or are other stories now; `copies` the new
        ones. All else stays.
        """
        owners = list(gone)
        with self._connection:
            stories = list(stories)
            queries.delete_stories(self._connection, [*gone, *(story.id for story, _ in stories)])
            for story, members in stories:
                self._write_story(story, members, -1)
                owners += [story.id, *story.report_ids]
            queries.place_stories(self._connection)
            queries.insert_rows(self._connection, Copy, copies)
            queries.insert_rows(self._connection, DateInference, dates)
            self._settle(mark, owners)

    def _write_story(self, story: Story, members: Sequence[Report], place: int) -> None:
        queries.insert_rows(self._connection, Story, [story], place=place)
        queries.insert_members(self._connection, story.id, members)

    def _settle(self, mark: str, owners: Sequence[str] | None = None) -> None:
        if self._groups:
            write_stock(self._connection, *self._groups)
        write_mark(self._connection, mark)
        settle(self._connection, list(self._used), owners)
        self._used.clear()
        self._groups = None

    def versions(self) -> tuple[list[Version], list[Report]]:
        """Return each step between versions as last saved, and the earlier versions themselves."""
        found = list(queries.all_rows(self._connection, Version))
        reports = queries.reports_by_id(self._connection, [one.earlier for one in found])
        return found, list(reports.values())

    def stories(self, *, holding: Sequence[str] | None = None) -> list[Story]:
        """Return the stories as last saved, the largest first.

        With `holding`, only those that hold any of the statements with these ids.
        """
        found = list(queries.all_rows(self._connection, Story, "place"))
        if holding is None:
            return found
        wanted = queries.stories_holding(self._connection, holding)
        return [story for story in found if story.id in wanted]

    def story_rows(self, story: Story) -> Rows:
        """Return every row of one story and of its reports, as last made."""
        reports = queries.reports_by_id(self._connection, story.report_ids)
        copies = queries.copies_among(self._connection, story.report_ids)
        shared = tuple(in_order_of_publication(copies, reports.values()))  # as read, not as dated
        inferred = queries.rows_of_story(self._connection, DateInference, story.id)
        for found in inferred:
            reports[found.report_id] = reports[found.report_id].dated_by(found)
        for report_id, starts in queries.repeated_lines(
            self._connection, "story_id", [story.id]
        ).items():
            reports[report_id] = with_repeated(reports[report_id], starts)
        rows: Rows = {
            Report: tuple(reports[report_id] for report_id in story.report_ids),
            DateInference: tuple(inferred),
            Copy: shared,
            Ruling: of_reports(self._in_force(), story.report_ids),
        }
        rows |= self._current(story.report_ids, OF_REPORT)
        rows |= self._current([story.id], OF_STORY)
        return rows

    def _in_force(self) -> tuple[Ruling, ...]:
        held = in_force(self.rulings())
        if not held:
            return ()
        versions, earlier = self.versions()
        ids = [version.later for version in versions]
        later = queries.reports_by_id(self._connection, ids).values()
        return carried(held, versions, [*earlier, *later])

    def _current(self, owners: Sequence[str], kinds: Sequence[type]) -> Rows:
        """Return the rows of some types last made for the owners, in their order."""
        keys = queries.current_keys(self._connection, owners)
        made = self._rows({key: [table_of(kind) for kind in kinds] for key in keys})
        return {kind: tuple(row for key in keys for row in made[key][kind]) for kind in kinds}

    def search(self, words: str) -> list[str]:
        """Return the ids of the statements that hold all the words, best first.

        Words inside double quotation marks must stand together.
        """
        return find_statements(self._connection, words)

    def table(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Value, ...]]:
        """Yield the columns of a table that stages or readers fill, only what is current."""
        made = any(table_of(kind) == name for kind in (*OF_REPORT, *OF_STORY, Problem))
        return queries.table_rows(self._connection, name, columns, made=made)


def _endings(path: str) -> list[str]:
    """Return a path without its first folders: "a/b/c", "b/c", "c"."""
    parts = PurePath(path).parts
    return [str(PurePath(*parts[number:])) for number in range(len(parts))]
