"""What a stage is: a pure function of one shape, and what it declares about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step: reads rows of some types for one unit, yields rows of one type.

    Attributes:
        name: What it is called in logs, settings and the store.
        version: Raised whenever the same input would give other rows.
        per: The unit, `Report` or `Story`; the first argument of `run`.
        reads: Row types it reads, one sequence each, in the order of the arguments.
        writes: The type of row it yields.
        settings: Its settings, a frozen dataclass; the last argument of `run`.
        run: The function itself, at module level.
        dated: Whether it uses the publication date; what reads its rows then depends on it too.
        kept: Whether its rows are remembered; those that are not serve other stages alone.
    """

    name: str
    version: int
    per: type
    reads: tuple[type, ...]
    writes: type
    settings: Any
    run: Callable[..., Iterator[Any]]
    dated: bool = False
    kept: bool = True
