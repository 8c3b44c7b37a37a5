"""What a runner is: two verbs, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Protocol


class Runner(Protocol):
    """Calls functions on units, here or elsewhere; results come in the order of the units."""

    def map(self, fn: Callable[[Any], Any], units: Iterable[Any]) -> Iterator[Any]:
        """Yield `fn(unit)` for each unit, in order."""
        ...

    def map_groups(
        self,
        keys: Callable[[Any], Iterable[Hashable]],
        fn: Callable[[Hashable, Sequence[Any]], Any],
        rows: Iterable[Any],
    ) -> Iterator[Any]:
        """Bring rows that share a key together; yield `fn(key, group)`, keys in sorted order."""
        ...


def grouped(
    keys: Callable[[Any], Iterable[Hashable]], rows: Iterable[Any]
) -> list[tuple[Hashable, list[Any]]]:
    """Return the rows under each of their keys, keys sorted by their printed form.

    >>> grouped(lambda word: [word[0]], ["b1", "a1", "b2"])
    [('a', ['a1']), ('b', ['b1', 'b2'])]
    """
    groups: dict[Hashable, list[Any]] = {}
    for row in rows:
        for key in keys(row):
            groups.setdefault(key, []).append(row)
    return sorted(groups.items(), key=lambda item: repr(item[0]))
