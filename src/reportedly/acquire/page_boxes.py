"""Which lines of a page stand in one box, and what each box holds.

boxes: the five nearest blocks around a line | path: lines on like paths | style: of one name too

A box is known by a number; lines that stand in none share the number of the page.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line

Numbers = npt.NDArray[np.floating | np.integer]
Columns = dict[str, npt.ArrayLike]

LEVELS = 5  # blocks around a line that are looked at
SORTS = (*(f"box{level}" for level in range(LEVELS)), "path", "style")
ORDERED = 3  # boxes in which it counts how many lines stand before and after one


class Boxes:
    """The boxes of all lines of a page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.count = len(lines)
        paths = _numbered([line.path for line in lines])
        styles = [
            (path, line.names[0] if line.names else "")
            for path, line in zip(paths.tolist(), lines, strict=True)
        ]
        numbers = np.vstack([_parents(lines), paths, _numbered(styles)])
        first = np.cumsum(numbers.max(axis=1) + 1)
        numbers[1:] += first[:-1, None]
        # All sorts of boxes in one row, so that each thing is counted once for all.
        self._of = numbers.ravel()

    def held(self, values: Numbers) -> Numbers:
        """Return, by box, the sum of what its lines have."""
        return np.bincount(self._of, np.tile(values, len(SORTS)))

    def spread(self, held: Numbers) -> Numbers:
        """Return what each box holds as a row of lines for each sort of box."""
        return held[self._of].reshape(len(SORTS), self.count)

    def numbers(self) -> npt.NDArray[np.intp]:
        """Return the number of the box that each line stands in, a row for each sort of box."""
        return self._of.reshape(len(SORTS), self.count)

    def columns(
        self, lengths: npt.NDArray[np.int_], mass: Numbers, linked: Numbers, titles: Numbers
    ) -> Columns:
        """Return what the boxes around each line hold, and where in them it stands."""
        whole = float(mass.sum()) + 1.0
        count, length = np.bincount(self._of), self.held(lengths)
        prose = self.held(mass)
        length = np.maximum(length, 1.0)
        shown = {
            "share": prose / whole,
            "prose": prose / length,
            "linked": self.held(linked) / length,
            "count": np.log1p(count),
            "length": np.log1p(length / np.maximum(count, 1)),
            "title": self.held(titles) > 0,
        }
        found: Columns = {}
        for name, values in shown.items():
            for sort, row in zip(SORTS, self.spread(values), strict=True):
                found[f"{sort} {name}"] = row
        return found | self._order(len(count))

    def _order(self, boxes: int) -> Columns:
        places = np.arange(self.count)
        here = self._of[: ORDERED * self.count]
        first, last = np.zeros(boxes, np.intp), np.zeros(boxes, np.intp)
        last[here] = np.tile(places, ORDERED)
        first[here[::-1]] = np.tile(places[::-1], ORDERED)
        before = np.log1p(np.tile(places, ORDERED) - first[here]).reshape(ORDERED, -1)
        after = np.log1p(last[here] - np.tile(places, ORDERED)).reshape(ORDERED, -1)
        found: Columns = {f"box{level} before": before[level] for level in range(ORDERED)}
        return found | {f"box{level} after": after[level] for level in range(ORDERED)}


def _parents(lines: Sequence[Line]) -> npt.NDArray[np.intp]:
    """Return the numbers of the blocks around each line, nearest first, 0 where there is none."""
    rows = [(*line.parents[:LEVELS], 0, 0, 0, 0, 0)[:LEVELS] for line in lines]
    return np.asarray(rows, np.intp).T


def _numbered(keys: Sequence[Hashable]) -> npt.NDArray[np.intp]:
    numbers: dict[Hashable, int] = {}
    return np.asarray([numbers.setdefault(key, len(numbers)) for key in keys], np.intp)
