"""What is kept of copies and stories so that reports can be added to them at little cost.

    kept: order, fingerprints of each report; stories as gathered up to two borders
    asked for: what stands behind a few fingerprints, a few terms, a few reports

A project keeps it in tables (`store/stock.py`). Nothing of it is loaded but what is asked for, and
what is to be written is handed over as one `Change`, which counts once the run is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reportedly.cluster.fingerprints import Fingerprints
from reportedly.cluster.wordings import Shingles
from reportedly.model import Copy

Pieces = dict[tuple[str, str], bytes]  # of half-gathered stories, by kind and name
FAR, NEAR, LAST = "far", "near", "last"  # the borders up to which stories are kept, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Up to where stories are gathered and kept, and how much they hold there."""

    settled: str  # the last order of publication that is gathered
    reports: int
    terms: int
    stories: int


@dataclass(slots=True)
class Layer:
    """What to write of the stories as they stood at a border."""

    border: Border
    pieces: Pieces
    anew: bool  # whether what was kept before goes


@dataclass(slots=True)
class Change:
    """What a run has to write."""

    anew: bool = False  # whether all that was kept of reports goes
    taken: Fingerprints | None = None  # of the reports taken in
    layers: dict[str, Layer] = field(default_factory=dict)  # by border


class Stock(Protocol):
    """What is kept, to be asked."""

    def orders(self) -> list[str]:
        """Return the order of every report that is kept, in the order they were taken in."""
        ...

    def fingerprints(self) -> Fingerprints:
        """Return the fingerprints of every report that is kept, in that order."""
        ...

    def copies(self) -> Sequence[Copy]:
        """Return the copies as last saved."""
        ...

    def border(self, name: str) -> Border | None:
        """Return one of the borders; None where nothing is kept up to it."""
        ...

    def piece(self, border: str, kind: str, name: str) -> bytes | None:
        """Return a piece of the stories as they stood at a border."""
        ...


class Few(Stock, Protocol):
    """What is kept, asked for the few reports that others share something with."""

    def behind(self, prints: Shingles) -> Fingerprints:
        """Return the reports that have any of these fingerprints, and which of them they have."""
        ...

    def after(self, order: str) -> list[str]:
        """Return the orders of all reports that come after one, ascending."""
        ...

    def last_dated(self, most: int) -> tuple[list[str], int]:
        """Return the last orders of dated reports, ascending, and how many these are in all."""
        ...
