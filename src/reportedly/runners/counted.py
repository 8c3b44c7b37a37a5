"""A runner that tells how far it is, around any other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from reportedly.runners.base import Runner

Tell = Callable[[int, int], None]  # units done, units in all


class CountedRunner:
    """Calls another runner and tells after each unit how many of how many are done.

    >>> from reportedly.runners.local import LocalRunner
    >>> told = []
    >>> list(CountedRunner(LocalRunner(), lambda *now: told.append(now)).map(abs, [-1, -2])), told
    ([1, 2], [(0, 2), (1, 2), (2, 2)])
    """

    def __init__(self, runner: Runner, tell: Tell) -> None:
        """Run with `runner`, and tell `tell`."""
        self._runner = runner
        self._tell = tell

    def map(self, fn: Callable[[Any], Any], units: Iterable[Any]) -> Iterator[Any]:
        """Yield `fn(unit)` for each unit, in order."""
        listed = list(units)
        if not listed:
            return
        self._tell(0, len(listed))
        for done, found in enumerate(self._runner.map(fn, listed), 1):
            yield found
            self._tell(done, len(listed))

    def map_groups(
        self,
        keys: Callable[[Any], Iterable[Hashable]],
        fn: Callable[[Hashable, Sequence[Any]], Any],
        rows: Iterable[Any],
    ) -> Iterator[Any]:
        """Yield `fn(key, group)` for the rows that share a key, keys in sorted order."""
        return self._runner.map_groups(keys, fn, rows)


def uncounted(runner: Runner) -> Runner:
    """Return the runner that a counted one calls: for work that is not counted in reports.

    >>> from reportedly.runners.local import LocalRunner
    >>> uncounted(CountedRunner(LocalRunner(), print)).__class__.__name__
    'LocalRunner'
    """
    return runner._runner if isinstance(runner, CountedRunner) else runner
