"""Run stages in this process: the default, and the reference for every other runner."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from reportedly.runners.base import grouped


class LocalRunner:
    """Calls everything here, one unit after another."""

    def map(self, fn: Callable[[Any], Any], units: Iterable[Any]) -> Iterator[Any]:
        """Yield `fn(unit)` for each unit, in order."""
        return map(fn, units)

    def map_groups(
        self,
        keys: Callable[[Any], Iterable[Hashable]],
        fn: Callable[[Hashable, Sequence[Any]], Any],
        rows: Iterable[Any],
    ) -> Iterator[Any]:
        """Yield `fn(key, group)` for the rows that share a key, keys in sorted order."""
        for key, group in grouped(keys, rows):
            yield fn(key, group)
