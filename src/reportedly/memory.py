"""Where the rows of reports and stories are kept between runs, and under what key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from reportedly.model import Problem

Rows = dict[type, tuple[Any, ...]]  # the rows of one unit, by their type


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The rows made for one report or story, and what went wrong on the way."""

    rows: Rows
    problems: tuple[Problem, ...] = ()


class Memory(Protocol):
    """Where the rows of reports and stories are kept between runs.

    A key says everything that made the rows: content, dates, stage versions and settings. What
    is not found under its key is made again; that is the whole of incremental running.
    """

    def recall(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        """Return what is known under each of the keys."""
        ...

    def known(self, keys: Sequence[str]) -> Mapping[str, tuple[Problem, ...]]:
        """Return which of the keys are known, with what went wrong there; load no other rows."""
        ...

    def keep(self, key: str, owner: str, kept: Kept) -> None:
        """Remember the rows of one report or story (`owner` is its id) under a key."""
        ...

    def stock(self, key: str) -> Any:  # noqa: ANN401
        """Return what grouping goes on from (a `Stock`) made under a key; None: nothing is kept."""
        ...

    def keep_groups(self, key: str, change: Any) -> None:  # noqa: ANN401
        """Remember what grouping goes on from (a `Change`) when more reports come."""
        ...


class ShortMemory:
    """Rows kept for the length of one run."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: dict[str, Kept] = {}

    def recall(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        """Return what is known under each of the keys."""
        return {key: self._kept[key] for key in keys if key in self._kept}

    def known(self, keys: Sequence[str]) -> Mapping[str, tuple[Problem, ...]]:
        """Return which of the keys are known, with what went wrong there."""
        return {key: self._kept[key].problems for key in keys if key in self._kept}

    def keep(self, key: str, owner: str, kept: Kept) -> None:
        """Remember the rows of one report or story under a key."""
        self._kept[key] = kept

    def stock(self, key: str) -> None:
        """Return nothing: a single run groups its reports once."""

    def keep_groups(self, key: str, change: object) -> None:
        """Remember nothing."""


class Overlay:
    """Reads what another memory knows, and keeps what is new only for this run."""

    def __init__(self, under: Memory) -> None:
        """Look first in this run's own rows, then in `under`, which is never written to."""
        self._under = under
        self._own = ShortMemory()

    def recall(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        """Return what is known under each of the keys."""
        own = self._own.recall(keys)
        missing = [key for key in keys if key not in own]
        return {**self._under.recall(missing), **own}

    def known(self, keys: Sequence[str]) -> Mapping[str, tuple[Problem, ...]]:
        """Return which of the keys are known, with what went wrong there."""
        return {**self._under.known(keys), **self._own.known(keys)}

    def keep(self, key: str, owner: str, kept: Kept) -> None:
        """Remember the rows of one report or story for this run."""
        self._own.keep(key, owner, kept)

    def stock(self, key: str) -> None:
        """Return nothing: what is looked at here are other reports than those of `under`."""

    def keep_groups(self, key: str, change: object) -> None:
        """Remember nothing."""
