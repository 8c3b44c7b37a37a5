"""The pictures of a story's earlier days: each worked out once, the least used let go first.

Line -> KeptDays -> Picture, its rows those of the story where they are equal
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import replace
from datetime import date
from typing import Any

from reportedly.model import Picture

# What a report holds is the same on every day on which it is known, but for what its inferred
# date changes.
OF_REPORTS = (
    "reports",
    "statements",
    "attributions",
    "figures",
    "times",
    "places",
    "mentions",
    "word_choices",
)
# What a day needs beside the rows that it shares with the story, as a part of a story: estimated
# on 900 reports with 23,000 statements.
SHARE = 3
Ask = Callable[[date, bool], "Future[Picture | None]"]


class KeptDays:
    """The earlier days of one story."""

    def __init__(self, latest: Picture, ask: Ask) -> None:
        """Know no day yet; `ask` has one worked out, at once or when nobody waits."""
        self._latest = latest
        self._ask = ask
        self._coming: dict[date, Future[Picture | None]] = {}
        self._ready: OrderedDict[date, Picture] = OrderedDict()
        self._rows: dict[str, dict[object, Any]] | None = None
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """How much is held, in statements of a story with all their rows."""
        with self._lock:
            return sum(len(one.statements) for one in self._ready.values()) // SHARE

    def ready(self) -> dict[date, Picture]:
        """Return the days that are worked out."""
        with self._lock:
            return dict(self._ready)

    def take(self, day: date, picture: Picture) -> None:
        """Take a day that is known already."""
        with self._lock:
            self._ready[day] = self._sharing(picture)

    def begin(self, day: date, *, now: bool = False) -> None:
        """Have a day worked out, with `now` before those that nobody waits for."""
        with self._lock:
            coming = self._coming.get(day)
            if day not in self._ready and (coming is None or (now and not coming.done())):
                self._coming[day] = self._ask(day, now)

    def now(self, day: date) -> Picture | None:
        """Return a day if it is worked out."""
        with self._lock:
            if day in self._ready:
                self._ready.move_to_end(day)
                return self._ready[day]
            coming = self._coming.get(day)
            if coming is None or not coming.done() or coming.exception() is not None:
                return None
            found = coming.result()
            if found is not None:
                del self._coming[day]
                self._ready[day] = self._sharing(found)
            return self._ready.get(day)

    def wait(self, day: date, patience: float) -> Picture | None:
        """Return a day; None where it is not worked out within `patience` seconds."""
        self.begin(day, now=True)
        with self._lock:
            coming = self._coming.get(day)
        try:
            if coming is not None:
                coming.result(patience)
        except NotYet:
            return None
        except Exception:
            with self._lock:  # the next reader tries again
                self._coming.pop(day, None)
            raise
        return self.now(day)

    def let_go(self, most: int, *, but: Collection[date] = ()) -> list[date]:
        """Let go of the days used longest ago until no more than `most` is held; return them."""
        gone = []
        with self._lock:
            held = sum(len(one.statements) for one in self._ready.values())
            for day in [day for day in self._ready if day not in but]:
                if held <= most * SHARE:
                    break
                held -= len(self._ready.pop(day).statements)
                gone.append(day)
        return gone

    def _sharing(self, picture: Picture) -> Picture:
        """Return a day whose rows are those of the story wherever they are equal."""
        if self._rows is None:
            self._rows = {
                name: {_key(row): row for row in getattr(self._latest, name)} for name in OF_REPORTS
            }
        changed: dict[str, Any] = {}
        for name, known in self._rows.items():
            rows = getattr(picture, name)
            changed[name] = tuple(
                one if (one := known.get(_key(row))) is not None and one == row else row
                for row in rows
            )
        return replace(picture, **changed)


def _key(row: object) -> object:
    return getattr(row, "id", row)
