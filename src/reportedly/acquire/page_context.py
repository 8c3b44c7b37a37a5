"""What a first pass says of the lines around each line of a page, and in its boxes.

answers, 0 to 1, of all lines  ->  a row for each: its neighbours' answers, shares, maxima
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reportedly.acquire.page_boxes import Boxes, Numbers
from reportedly.acquire.page_features import Matrix

OFFSETS = (1, 2, 3, 4)  # single neighbours whose first answer is seen
WIDTHS = (3, 8, 20)  # lines above and below over which first answers are averaged


def context(boxes: Boxes, lengths: npt.NDArray[np.int_], answers: Numbers) -> Matrix:
    """Return what the first pass says of the lines around each line and in its boxes."""
    count = len(lengths)
    reach = max(OFFSETS)
    padded = np.concatenate([np.zeros(reach), answers, np.zeros(reach)])
    columns: list[Numbers] = [answers]
    for offset in OFFSETS:
        columns += [padded[reach - offset :][:count], padded[reach + offset :][:count]]
    mass = _sums(lengths * answers)
    columns += _windows(mass, _sums(lengths), _sums(answers))
    whole = mass[-1] + 1.0
    columns += [mass[:-1] / whole, (mass[-1] - mass[1:]) / whole]
    columns += [np.full(count, np.log1p(whole))]
    highest = np.maximum.accumulate(answers)
    lowest = np.maximum.accumulate(answers[::-1])[::-1]
    columns += [np.append(0.0, highest[:-1]), np.append(lowest[1:], 0.0)]
    held = boxes.held(lengths * answers)
    shares = boxes.spread(held / np.maximum(boxes.held(lengths), 1.0))
    rows = np.vstack([*columns, shares, boxes.spread(held / whole)])
    return np.ascontiguousarray(rows.T, np.float32)


def _sums(values: Numbers) -> npt.NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def _windows(
    mass: npt.NDArray[np.float64], length: npt.NDArray[np.float64], answers: npt.NDArray[np.float64]
) -> list[npt.NDArray[np.float64]]:
    count = len(mass) - 1
    here = np.arange(count)
    columns = []
    for width in WIDTHS:
        low, high = np.maximum(here - width, 0), np.minimum(here + width + 1, count)
        columns += [
            (mass[here] - mass[low]) / (length[here] - length[low] + 1.0),
            (mass[high] - mass[here + 1]) / (length[high] - length[here + 1] + 1.0),
            (answers[here] - answers[low]) / width,
            (answers[high] - answers[here + 1]) / width,
        ]
    return columns
