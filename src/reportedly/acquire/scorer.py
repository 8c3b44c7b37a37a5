"""How likely each line is the article's own, from 0 to 1, by two small learned layers.

    features -> first pass, each line with its neighbours -> second pass, with the first's answers
                                                             around it and in the same elements

The weights are in `models/lines_page.npz` and `models/lines_flat.npz`; their card beside them
says from what they were learned and how well they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from reportedly.acquire.features import Matrix, around, line_features, line_path, names
from reportedly.acquire.lines import Line
from reportedly.acquire.wording import Guess

Scores = npt.NDArray[np.float32]

OFFSETS = (1, 2, 3, 4)  # single neighbours whose first score is seen
WIDTHS = (3, 8, 20)  # lines above and below over which first scores are averaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A network with one hidden layer and one answer."""

    mean: Matrix
    scale: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    out_bias: float

    def answer(self, rows: Matrix) -> Scores:
        """Return the answer for each row, 0 to 1."""
        scaled = np.clip((rows - self.mean) / self.scale, -5.0, 5.0)
        inner = np.maximum(scaled @ self.hidden + self.hidden_bias, 0.0)
        return np.asarray(1.0 / (1.0 + np.exp(-(inner @ self.out + self.out_bias))), np.float32)


@cache
def _layers(sort: str) -> tuple[Layer, Layer]:
    source = resources.files("reportedly") / "models" / f"lines_{sort}.npz"
    with source.open("rb") as file, np.load(file) as stored:
        if list(stored["names"]) != names():
            raise RuntimeError(f"models/lines_{sort}.npz was learned from other columns")
        first, second = (
            Layer(
                mean=stored[f"mean{number}"].astype(np.float32),
                scale=stored[f"scale{number}"].astype(np.float32),
                hidden=stored[f"hidden{number}"].astype(np.float32),
                hidden_bias=stored[f"hidden_bias{number}"].astype(np.float32),
                out=stored[f"out{number}"].astype(np.float32),
                out_bias=float(stored[f"out_bias{number}"]),
            )
            for number in (1, 2)
        )
    return first, second


def score_lines(
    lines: Sequence[Line],
    own: Sequence[Guess],
    *,
    title: str | None = None,
    rules: Sequence[Guess] = (),
) -> Scores:
    """Return how likely each line is the article's own; `rules` only for flat text."""
    if not lines:
        return np.zeros(0, np.float32)
    first, second = _layers("flat" if rules else "page")
    rows = line_features(lines, own, title, rules)
    answers = first.answer(around(rows))
    return second.answer(np.hstack([rows, context(lines, answers)]))


def context(lines: Sequence[Line], answers: Scores) -> Matrix:
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


def _sums(values: Scores) -> npt.NDArray[np.float64]:
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
    """Return, for three levels of elements and for like paths, the number of each line's group."""
    found = [
        [line.parents[level] if len(line.parents) > level else 0 for line in lines]
        for level in (1, 2, 3)
    ]
    paths: dict[str, int] = {}
    found.append([paths.setdefault(line_path(line), len(paths)) for line in lines])
    return [np.unique(np.asarray(numbers), return_inverse=True)[1] for numbers in found]
