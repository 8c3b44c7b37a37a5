"""Open a project file, or say in words why it cannot be opened.

    path -> connection to a file that is ours, whole, of this version, and locked if written to

One run at a time writes: it holds `<project>-lock`, an empty SQLite file, for as long as it
lasts. SQLite's own lock covers one transaction, and a run commits after every report.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from reportedly import __version__
from reportedly.errors import ProjectError, UsageError
from reportedly.store.migrations import MIGRATIONS, migrate, steps_done, version_needed

HEADER = b"SQLite format 3\x00"
OURS = 0x7265706F  # "repo", written as the application id into the header of every project
OLDEST_SQLITE = (3, 37)  # the first with STRICT tables


def is_project(path: str) -> bool:
    """Return whether a file begins as an SQLite database does."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(HEADER)) == HEADER
    except OSError:
        return False


@contextmanager
def opened(path: str, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a project file to read; with `create` also to write, made where there is none.

    Raises:
        UsageError: there is no such file, or it is something else.
        ProjectError: it is damaged, of a newer version, in use, or the disk is full.
    """
    _check(path, create=create)
    new = not Path(path).exists()
    with explained(path), _lock(path) if create else nullcontext():
        connection = _connected(path)
        empty = False
        try:
            _prepare(connection, path, locked=create)
            yield connection
        except UsageError:
            empty = new and not connection.execute("SELECT 1 FROM reports").fetchone()
            raise
        finally:
            connection.close()
            if empty:  # a slip in the command leaves nothing behind
                Path(path).unlink()


def _check(path: str, *, create: bool) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise ProjectError(
            f"project files need SQLite 3.37 or newer, this Python has {sqlite3.sqlite_version}"
        )
    file = Path(path)
    if file.is_dir():
        raise UsageError(f"{path} is a folder; name a project file, such as {path.rstrip('/')}.db")
    if not create and not file.exists():
        raise UsageError(f"no project file {path}; make one: reportedly add {path} REPORTS...")
    if file.exists() and not is_project(path) and (file.stat().st_size or not create):
        raise UsageError(f"{path} is not a project file; name a new or an existing project first")
    if create and not file.parent.is_dir():
        raise UsageError(f"no folder {file.parent} to make {path} in; make the folder first")


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Say in words what SQLite found wrong with a project file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ProjectError(f"{path}: {_in_words(str(error))}") from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise  # a broken constraint or a wrong call: our mistake, not the file's
        raise ProjectError(
            f"{path} is damaged ({error}); restore a copy, or add the reports to a new project"
        ) from error


def _in_words(error: str) -> str:
    if "full" in error:
        return "the disk is full; free some space and run again, what was done so far is kept"
    if "locked" in error:
        return "another run is writing to it; wait until that has finished and run again"
    if "readonly" in error or "unable to open" in error:
        return f"cannot be written ({error}); check the permissions of the file and its folder"
    return f"cannot be used ({error}); restore a copy, or add the reports to a new project"


@contextmanager
def _lock(path: str) -> Iterator[None]:
    """Keep a second writer out until this one has finished or died."""
    name = f"{path}-lock"
    lock = sqlite3.connect(name, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            with suppress(OSError):
                os.unlink(name)
    finally:
        lock.close()


def _connected(path: str) -> sqlite3.Connection:
    """Connect; a file in a place where nothing can be written is only read."""
    file = Path(path).resolve()
    if not file.exists() or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return sqlite3.connect(path, timeout=10)
    address = f"{file.as_uri()}?mode=ro"
    try:
        connection = sqlite3.connect(address, uri=True, timeout=10)
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # There is no log beside it and none can be made: nobody writes, it may be taken as it is.
        return sqlite3.connect(f"{address}&immutable=1", uri=True)
    return connection


def _prepare(connection: sqlite3.Connection, path: str, *, locked: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    [(mark,)] = connection.execute("PRAGMA application_id")
    [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_master")
    if tables and mark != OURS:
        raise UsageError(f"{path} is a database of another program; name another file")
    known = [step.__name__ for step in MIGRATIONS]
    done = steps_done(connection)
    if done != known[: len(done)]:
        needed = version_needed(connection)
        than = f" ({needed}; this is {__version__})" if needed else ""
        raise ProjectError(f"{path} needs a newer version of reportedly{than}; update reportedly")
    if len(done) < len(known):
        with nullcontext() if locked else _lock(path):
            _bring_up_to_date(connection, path, known)
    # With a write-ahead log this is safe against a crash of the program, and commits cost little.
    connection.execute("PRAGMA synchronous = NORMAL")


def _bring_up_to_date(connection: sqlite3.Connection, path: str, known: list[str]) -> None:
    done = steps_done(connection)  # another process may have been here before the lock was ours
    if 0 < len(done) < len(known):
        _back_up(connection, f"{path}-before-{known[len(done)][:4]}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA application_id = {OURS}")
    migrate(connection)


def _back_up(connection: sqlite3.Connection, path: str) -> None:
    """Copy a project as it is before it is brought up to date; a copy that is there stays."""
    if Path(path).exists():
        return
    copy = sqlite3.connect(path)
    try:
        connection.backup(copy)
    finally:
        copy.close()
