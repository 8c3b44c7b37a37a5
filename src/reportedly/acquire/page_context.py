"""What a first pass says of the lines around each line of a page, and in its elements.

answers, 0 to 1, of all lines  ->  a row for each: its neighbours' answers, shares, maxima
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line
from reportedly.acquire.page_features import Matrix, Numbers, bare_path

OFFSETS = (1, 2, 3, 4)  # single neighbours whose first answer is seen
WIDTHS = (3, 8, 20)  # lines above and below over which first answers are averaged


def context(lines: Sequence[Line], answers: Numbers) -> Matrix:
    """Return what the first pass says of the lines around each line and in its elements."""
    count = len(lines)
    length = np.asarray([len(line.text) for line in lines], np.float32)
    reach = max(OFFSETS)
    padded = np.concatenate([np.zeros(reach), answers, np.zeros(reach)])
    columns: list[npt.NDArray[np.floating]] = [answers]
    for offset in OFFSETS:
        columns += [padded[reach - offset :][:count], padded[reach + offset :][:count]]
    mass = _sums(length * answers)
    columns += _windows(mass, _sums(length), _sums(answers))
    whole = mass[-1] + 1.0
    columns += [mass[:-1] / whole, (mass[-1] - mass[1:]) / whole]
    columns += [np.full(count, np.log1p(whole))]
    highest = np.maximum.accumulate(answers)
    lowest = np.maximum.accumulate(answers[::-1])[::-1]
    columns += [np.append(0.0, highest[:-1]), np.append(lowest[1:], 0.0)]
    for group in _groups(lines):
        held = np.bincount(group, length * answers)
        columns += [(held / np.bincount(group, length))[group], (held / whole)[group]]
    return np.stack(columns, axis=1).astype(np.float32)


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


def _groups(lines: Sequence[Line]) -> list[npt.NDArray[np.intp]]:
    """Return, for four levels of elements and for like paths, the number of each line's group."""
    found = [
        [line.parents[level] if len(line.parents) > level else 0 for line in lines]
        for level in (0, 1, 2, 3)
    ]
    paths: dict[str, int] = {}
    found.append([paths.setdefault(bare_path(line.place or ""), len(paths)) for line in lines])
    return [np.unique(np.asarray(numbers), return_inverse=True)[1] for numbers in found]
