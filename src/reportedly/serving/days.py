"""Stories as known on earlier days: worked out in line, what a reader waits for first.

    Job -> Line -> Here or Beside -> Picture

That is a whole analysis of the reports published by then. `Beside` runs it in a process of its
own, so that it slows nobody down who reads the pages.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, fields, replace
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, PriorityQueue
from typing import Any

from reportedly.analysis import analyse
from reportedly.errors import ProjectError, ReportedlyError
from reportedly.memory import Kept, Memory, Overlay, ShortMemory
from reportedly.model import Picture, Problem
from reportedly.settings import Settings
from reportedly.store.overview import open_snapshot

# Rows that travel at once: taking them in holds up the other threads for a hundredth of a second.
PIECE = 500
IDLE = 60.0  # seconds after which a process that has nothing to do is let go, with its memory
BROKEN = "working out that day was broken off; load the page again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A day of a story to work out.

    Attributes:
        path: The project file.
        settings: Those that the project is filled with.
        story: The story, and its state in the file.
        day: The day.
        report_ids: The reports published by then.
    """

    path: str
    settings: Settings
    story: tuple[str, str]
    day: date
    report_ids: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What tells it from other jobs."""
        return self.story, self.day


WorkOut = Callable[[Job], Picture | None]
Key = tuple[tuple[str, str], date]


class Here:
    """Works out days in this process; the rows of the story asked for last are read only once."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._story: tuple[str, str] | None = None
        self._known = _Recalled()

    def __call__(self, job: Job) -> Picture | None:
        """Return the story as known on the day; None where nothing could be made out."""
        if job.story != self._story:
            self._story, self._known = job.story, _Recalled()
        with open_snapshot(job.path) as (project, overview):
            self._known.under = project
            reports = overview.reports(job.report_ids)
            found = analyse(
                [reports[one] for one in job.report_ids if one in reports],
                job.settings,
                memory=Overlay(self._known),
                rulings=project.rulings(),
            ).pictures
        return replace(found[0], as_of=job.day) if found else None


class _Recalled(ShortMemory):
    """What a project remembers, read from the file once for all the days of a story.

    Inherits, because it is that memory, filled from another one as it is asked.
    """

    under: Memory

    def recall(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        """Return what is known under each of the keys."""
        known = super().recall(keys)
        found = self.under.recall([key for key in keys if key not in known])
        for key, kept in found.items():
            self.keep(key, "", kept)
        return {**known, **found}

    def known(self, keys: Sequence[str]) -> Mapping[str, tuple[Problem, ...]]:
        """Return which of the keys are known, with what went wrong there; read no rows."""
        return {**self.under.known(keys), **super().known(keys)}


class Beside:
    """Works out days in another process, which is begun when it is needed."""

    def __init__(self) -> None:
        """Begin no process yet."""
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def __call__(self, job: Job) -> Picture | None:
        """Return the story as known on the day; None where nothing could be made out."""
        try:
            pipe = self._begun()
            pipe.send(job)
            return _received(pipe)
        except (EOFError, OSError) as error:
            self.rest()
            raise ProjectError(BROKEN) from error

    def _begun(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, there = context.Pipe()
            self._process = context.Process(target=_work, args=(there,), daemon=True)
            self._process.start()
            there.close()
        return self._pipe

    def rest(self) -> None:
        """Let the process go."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.terminate()
        self._pipe = self._process = None


def _work(pipe: Connection) -> None:
    """Work out one day after another, for as long as somebody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this too
    os.nice(5)
    here = Here()
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            _send(pipe, here(job))
        except ReportedlyError as error:
            pipe.send(str(error))


def _send(pipe: Connection, picture: Picture | None) -> None:
    for field in fields(picture) if picture is not None else ():
        value = getattr(picture, field.name)
        if isinstance(value, tuple):
            for start in range(0, len(value), PIECE):
                pipe.send((field.name, value[start : start + PIECE]))
        else:
            pipe.send((field.name, value))
    pipe.send(None)


def _received(pipe: Connection) -> Picture | None:
    values: dict[str, Any] = {}
    rows: dict[str, list[Any]] = {}
    while (part := pipe.recv()) is not None:
        if isinstance(part, str):
            raise ProjectError(part)
        name, value = part
        if isinstance(value, tuple):
            rows.setdefault(name, []).extend(value)
        else:
            values[name] = value
    if not values:
        return None
    lists = {field.name: () for field in fields(Picture) if field.name not in values}
    return Picture(**values, **lists | {name: tuple(found) for name, found in rows.items()})


class Line:
    """Jobs in line: those that a reader waits for before the others, each done once."""

    def __init__(self, work_out: WorkOut) -> None:
        """Wait for the first job."""
        self._work_out = work_out
        self._queue: PriorityQueue[tuple[bool, int, Job | None]] = PriorityQueue()
        self._count = itertools.count()
        self._futures: dict[Key, Future[Picture | None]] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask(self, job: Job, *, now: bool) -> Future[Picture | None]:
        """Put a job in line, or with `now` before those that nobody waits for."""
        with self._lock:
            future = self._futures.get(job.key)
            if future is None or now:
                self._queue.put((not now, next(self._count), job))
            if future is None:
                future = self._futures[job.key] = Future()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="days", daemon=True)
                self._thread.start()
            return future

    def close(self) -> None:
        """Leave what is not done yet."""
        self._queue.put((False, -1, None))

    def _run(self) -> None:
        while True:
            try:
                *_, job = self._queue.get(timeout=IDLE)
            except Empty:
                self._rest()
                continue
            if job is None:
                self._rest()
                return
            future = self._futures.get(job.key)
            if future is not None and future.set_running_or_notify_cancel():
                self._do(job, future)

    def _do(self, job: Job, future: Future[Picture | None]) -> None:
        try:
            found = self._work_out(job)
        except Exception as error:  # who waits is told; the line goes on
            future.set_exception(error)
        else:
            future.set_result(found)
        with self._lock:
            del self._futures[job.key]

    def _rest(self) -> None:
        rest = getattr(self._work_out, "rest", None)
        if rest is not None:
            rest()
