"""Run stages in several processes of this machine."""

from __future__ import annotations

import signal
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.runners.base import grouped


class ProcessRunner:
    """Calls functions in a pool of processes; the rows equal those of the local runner.

    Units are handed out in batches of a bounded number, so that a long iterable of units is
    never held in memory whole. Processes are spawned, not forked: the parser's threads do not
    survive a fork.
    """

    def __init__(self, jobs: int, *, batch: int = 2) -> None:
        """Keep `jobs` processes, each given `batch` units at a time.

        A report takes far longer than handing it over, so batches are small: an interrupt waits
        for those under way, and loses them.
        """
        self.jobs = jobs
        self.batch = batch

    def map(self, fn: Callable[[Any], Any], units: Iterable[Any]) -> Iterator[Any]:
        """Yield `fn(unit)` for each unit, in order."""
        waiting = iter(units)
        first = list(islice(waiting, 2))
        if len(first) < 2:  # one unit is not worth starting processes for
            yield from map(fn, first)
            return
        pool = ProcessPoolExecutor(self.jobs, get_context("spawn"), initializer=_leave_interrupts)
        try:
            yield from self._batches(pool, fn, chain(first, waiting))
        except BrokenProcessPool as error:
            raise ReportedlyError(
                "a process died, most likely for want of memory; run again with fewer --jobs"
            ) from error
        finally:
            # After an interrupt, what has not begun must not be waited for.
            pool.shutdown(cancel_futures=True)

    def _batches(
        self, pool: ProcessPoolExecutor, fn: Callable[[Any], Any], units: Iterator[Any]
    ) -> Iterator[Any]:
        while window := list(islice(units, self.jobs * self.batch * 8)):
            yield from pool.map(fn, window, chunksize=self.batch)

    def map_groups(
        self,
        keys: Callable[[Any], Iterable[Hashable]],
        fn: Callable[[Hashable, Sequence[Any]], Any],
        rows: Iterable[Any],
    ) -> Iterator[Any]:
        """Yield `fn(key, group)` for the rows that share a key, keys in sorted order."""
        return self.map(_Call(fn), grouped(keys, rows))


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the parent, which ends this process in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Call:
    """`fn(key, group)` as a function of one argument that can be pickled."""

    def __init__(self, fn: Callable[[Hashable, Sequence[Any]], Any]) -> None:
        self.fn = fn

    def __call__(self, pair: tuple[Hashable, Sequence[Any]]) -> Any:  # noqa: ANN401
        return self.fn(*pair)
