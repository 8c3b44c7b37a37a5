"""The sizes of all stories, counted once for each state of the project."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from reportedly.store.overview import Overview, StoryCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the desk counts.

    Attributes:
        stories: The stories with their sizes, the largest first.
        undecided: How many statements of each story have a speaker that could not be decided.
        places: The names of the places that each story's reports name.
    """

    stories: tuple[StoryCounts, ...]
    undecided: dict[str, int]
    places: dict[str, list[str]]


class Tallies:
    """Keeps the last tally for as long as it holds."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self._revisions: dict[str, str] | None = None
        self._tally: Tally | None = None
        self._lock = threading.Lock()

    def of(self, overview: Overview) -> Tally:
        """Return the tally of the project as it stands."""
        revisions = overview.revisions()
        with self._lock:
            if self._tally is None or revisions != self._revisions:
                self._tally = Tally(
                    stories=tuple(overview.counts()),
                    undecided=overview.undecided(),
                    places=overview.places(),
                )
                self._revisions = revisions
            return self._tally
