"""The project analysed again beside the pages, after somebody ruled: one run at a time.

Rulings that come while a run is on are taken up by the next one.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from reportedly.errors import ProjectError, ReportedlyError
from reportedly.projects import analysed_again
from reportedly.settings import read_settings
from reportedly.store.database import open_project

TRIES, WAIT = 300, 2.0  # ten minutes in all; an add of a thousand reports takes less
Rerun = Callable[[str, str | None], str]  # project and settings file -> what went wrong, or ""


class Reruns:
    """Runs that are asked for, in the order asked; several asked for at once are one."""

    def __init__(
        self, project: str, *, config: str | None = None, run: Rerun | None = None
    ) -> None:
        """Run for a project; `config` names its settings, `run` how it is done."""
        self.trouble = ""  # why the last run failed; "" where it did not
        self._project = project
        self._config = config
        self._run = run or rerun_beside
        self._wanted = False
        self._busy = False
        self._lock = threading.Lock()
        self._idle = threading.Event()
        self._idle.set()

    @property
    def busy(self) -> bool:
        """Whether something ruled is not yet taken into account."""
        return self._busy

    def wait(self, seconds: float) -> bool:
        """Return whether all that was asked for is done, within some seconds."""
        return self._idle.wait(seconds)

    def ask(self) -> None:
        """Ask for a run; return at once."""
        with self._lock:
            self._wanted = True
            if self._busy:
                return
            self._busy = True
            self._idle.clear()
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._busy = False
                    self._idle.set()
                    return
                self._wanted = False
            self.trouble = self._run(self._project, self._config)


def rerun_beside(project: str, config: str | None) -> str:
    """Analyse a project again in a process of its own, so that it slows no reader down."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    work = context.Process(target=_rerun_in, args=(there, project, config), daemon=True)
    work.start()
    there.close()
    try:
        done: str = here.recv()
    except EOFError:
        done = "taking the rulings into account was broken off; the next run takes them up"
    work.join()
    return done


def _rerun_in(answer: Connection, project: str, config: str | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this too
    answer.send(rerun_here(project, config))


def rerun_here(project: str, config: str | None) -> str:
    """Analyse a project again in this process; return what went wrong, or "".

    While reports are being added it waits: those that add take up only what was ruled before.
    """
    trouble = ""
    for _ in range(TRIES):
        try:
            with open_project(project, create=True) as kept:
                analysed_again(kept, read_settings(config))
        except ProjectError as error:
            trouble = str(error)
            time.sleep(WAIT)
        except ReportedlyError as error:
            return str(error)
        else:
            return ""
    return trouble
