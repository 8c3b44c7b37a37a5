"""The drop zone: files brought into the project while it is served.

form with files -> a folder of their own -> add_to_project, in a thread -> progress, problems
"""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import ReportedlyError
from reportedly.model import Problem
from reportedly.projects import Added, add_to_project

MOST_FILES = 1000  # in one drop
KEPT = 20  # drops whose outcome is still shown
LONGEST_NAME = 120  # characters; file systems take 255 bytes
UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


Run = Callable[[str, Path, Sequence[str], str | None], Added | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Files that were dropped together.

    Attributes:
        number: Its number in this run, from 1.
        files: How many.
        state: waiting, adding, added or failed.
        summary: What came of it, or why nothing did.
        problems: What could not be read.
    """

    number: int
    files: int
    state: str
    summary: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ("added", "failed")


class Inbox:
    """Takes files in and adds them to the project, one drop at a time."""

    def __init__(self, project: str, *, config: str | None = None, run: Run | None = None) -> None:
        """Take files for a project; `config` names its settings, `run` how they are added."""
        self._project = str(Path(project).resolve())
        self._config = str(Path(config).resolve()) if config else _config_at_hand()
        self._run = run or add_beside
        self._drops: dict[int, Drop] = {}
        self._count = 0
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def drops(self) -> list[Drop]:
        """Return the drops of this run, the latest first."""
        with self._lock:
            return sorted(self._drops.values(), key=lambda drop: -drop.number)

    def take(self, files: Sequence[tuple[str, BinaryIO]]) -> Drop:
        """Keep copies of files, and begin to add them; return at once."""
        folder = Path(tempfile.mkdtemp(prefix="reportedly-"))
        paths = [_written(folder, name, stream, at) for at, (name, stream) in enumerate(files)]
        with self._lock:
            self._count += 1
            drop = Drop(number=self._count, files=len(paths), state="waiting")
            self._drops[drop.number] = drop
            for old in sorted(self._drops)[:-KEPT]:
                if self._drops[old].done:
                    del self._drops[old]
        work = threading.Thread(target=self._add, args=(drop, folder, paths), daemon=True)
        work.start()
        return drop

    def _add(self, drop: Drop, folder: Path, names: Sequence[str]) -> None:
        try:
            with self._turn:
                self._change(drop.number, state="adding")
                done = self._run(self._project, folder, names, self._config)
            if isinstance(done, Added):
                summary = done.summary.removeprefix(f"{self._project}: ")
                self._change(
                    drop.number, state="added", summary=summary, problems=tuple(done.problems)
                )
            else:
                self._change(drop.number, state="failed", summary=done)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _change(self, number: int, **fields: object) -> None:
        with self._lock:
            self._drops[number] = replace(self._drops[number], **fields)  # type: ignore[arg-type]


def add_beside(project: str, folder: Path, names: Sequence[str], config: str | None) -> Added | str:
    """Add files in a process of their own; return what it did, or why it could not.

    Beside this process, so that reading them slows nobody down who reads the pages; and in the
    folder of the files, so that their paths are the names that they came with.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    work = context.Process(
        target=_add_in, args=(there, project, str(folder), list(names), config), daemon=True
    )
    work.start()
    there.close()
    try:
        done: Added | str = here.recv()
    except EOFError:
        done = "adding them was broken off; what was finished is kept, drop them again"
    work.join()
    return done


def _add_in(
    answer: Connection, project: str, folder: str, names: Sequence[str], config: str | None
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this too
    os.chdir(folder)
    answer.send(add_here(project, Path(folder), names, config))


def add_here(project: str, folder: Path, names: Sequence[str], config: str | None) -> Added | str:
    """Add files of the working folder in this process."""
    try:
        return add_to_project(project, paths=names, config=config)
    except ReportedlyError as error:
        return str(error)
    except OSError as error:
        return f"{error.strerror}; what was finished is kept"


def _config_at_hand() -> str | None:
    """Return the settings file that `add` would take here."""
    return str(Path("reportedly.toml").resolve()) if Path("reportedly.toml").is_file() else None


def _written(folder: Path, name: str, stream: BinaryIO, place: int) -> str:
    """Write a file under the name that it came with; return that, as seen from the folder."""
    path = folder / safe_name(name)
    if path.exists():
        path = folder / str(place) / path.name
        path.parent.mkdir()
    with path.open("wb") as file:
        shutil.copyfileobj(stream, file)
    return str(path.relative_to(folder))


def safe_name(name: str) -> str:
    r"""Return the last part of a file name, without what leads elsewhere.

    >>> safe_name("..\\..\\etc/a report.html"), safe_name("../.."), safe_name("")
    ('a report.html', 'report', 'report')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = UNFIT.sub("_", last).strip(" .-")  # a dash would begin an option
    if len(plain) > LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: LONGEST_NAME - 12]}{dot}{ending[:10]}" if dot else plain[:LONGEST_NAME]
    return plain or "report"
