"""How far long work is: a bar on a terminal, else a line for each tenth, all on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

Tell = Callable[[int, int], None]
FEW = 20  # reports that are analysed before anybody wonders; below that nothing is said
WHAT = "analysing reports"


@contextmanager
def progress(*, quiet: bool) -> Iterator[Tell | None]:
    """Give what is to be told how many reports of how many are analysed; None when quiet."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        bar = _Bar()
        try:
            yield bar
        finally:
            bar.stop()
    else:
        yield _Lines()


class _Bar:
    """One bar for each pass over reports, gone when the pass is: data is printed afterwards."""

    def __init__(self) -> None:
        self._bars: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        if total < FEW:
            return
        if self._bars is None:
            self._bars = _started(total)
        self._bars.update(self._bars.task_ids[0], completed=done)
        if done == total:
            self.stop()

    def stop(self) -> None:
        """Take the bar away, also half-way."""
        if self._bars is not None:
            self._bars.stop()
            self._bars = None


def _started(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    # Standard output is data: it must never be led through the terminal that shows the bar.
    bars = Progress(
        console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
    )
    bars.add_task(WHAT, total=total)
    bars.start()
    return bars


class _Lines:
    """A line for each tenth: what a log can bear."""

    def __init__(self) -> None:
        self._tenth = 0

    def __call__(self, done: int, total: int) -> None:
        if done == 0:
            self._tenth = 0
        tenth = done * 10 // total
        if total >= FEW and tenth > self._tenth:
            self._tenth = tenth
            click.echo(f"{WHAT}: {tenth * 10}% ({done:,} of {total:,})", err=True)
