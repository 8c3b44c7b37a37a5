"""How likely each line of a page is the article's own, by a network that reads all lines at once.

    numbers of a line, what the trees say of it and of those around it -> one row
    rows -> steps that look up and down, and at the lines of the same boxes -> 0 to 1

Lines of one list, table or class are mostly in the article or out of it together; a tree answers
for each line alone. The weights, of one network or several, are in `models/page_networks.npz`; the
card beside it says from what they were learned. Of several the mean answer is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.flat_networks import Array, Layer, scaled
from reportedly.shipped import shipped_arrays

Places = npt.NDArray[np.intp]

REACHES = (1, 2, 4)  # lines up and down that each step looks at
# Sorts of boxes that are looked at: the three nearest blocks, like paths, like paths and names.
GROUPED = [0, 1, 2, 5, 6]
LEAST = 1e-4  # chance below which a score is as good as none
SUREST = 80.0  # log odds: an exponential of more is beyond what its numbers hold


@dataclass(frozen=True, slots=True)
class Groups:
    """Which lines stand in one box, for several sorts of boxes at once.

    Attributes:
        order: The places of all lines, once for each sort, those of one box beside one another.
        starts: Where in that order each box begins.
        box: The box of each place of the order.
        sorts: How many sorts of boxes there are.
    """

    order: Places
    starts: Places
    box: Places
    sorts: int

    @classmethod
    def of(cls, numbers: Places) -> Groups:
        """Return the groups; `numbers` has a row for each sort, of boxes numbered as of one."""
        sorts, count = numbers.shape
        flat = numbers.ravel()
        order = np.argsort(flat, kind="stable")
        begins = np.append(True, np.diff(flat[order]) > 0)
        box = np.empty(len(flat), np.intp)
        box[order] = np.cumsum(begins) - 1
        return cls(order=order % count, starts=np.flatnonzero(begins), box=box, sorts=sorts)

    def means(self, rows: Array) -> Array:
        """Return, for each line, the means over its boxes, one sort after the other.

        `rows` has one matrix of all lines for each network.
        """
        ends = np.append(self.starts[1:], len(self.order))
        sums = np.add.reduceat(rows[:, self.order], self.starts, axis=1)
        held = sums / (ends - self.starts).astype(np.float32)[:, None]
        networks, count, width = rows.shape
        spread = held[:, self.box].reshape(networks, self.sorts, count, width)
        return np.asarray(spread.swapaxes(1, 2).reshape(networks, count, -1), np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One look up and down, then one at the boxes around each line."""

    near: Layer
    held: Layer
    boxes: Layer

    def answer(self, rows: Array, reach: int, groups: Groups) -> Array:
        """Return the rows with what was seen added."""
        rows = rows + self.near.positive(_beside(rows, reach))
        held = self.held.positive(rows)
        whole = np.broadcast_to(held.mean(axis=1, keepdims=True), held.shape)
        return rows + self.boxes.positive(np.concatenate([whole, groups.means(held)], axis=2))


def _beside(rows: Array, reach: int) -> Array:
    """Return each row with those `reach` above and below it; beyond the ends there is nothing."""
    networks, count, width = rows.shape
    padded = np.zeros((networks, count + 2 * reach, width), np.float32)
    padded[:, reach : reach + count] = rows
    return np.concatenate([padded[:, :count], rows, padded[:, 2 * reach :]], axis=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """Networks of one shape, asked at once: their layers have one matrix of weights for each.

    Attributes:
        mean: Of each number.
        scale: Of each number.
        first: Of each line alone.
        steps: Of the lines together.
        last: Of both.
        out: The score.
    """

    mean: Array
    scale: Array
    first: Layer
    steps: tuple[Step, ...]
    last: Layer
    out: Layer

    def answer(self, rows: Array, boxes: Places) -> Array:
        """Return how likely each line is the article's own; `boxes` as `Groups.of` takes them."""
        alone = found = self.first.positive(scaled(rows, self.mean, self.scale))
        groups = Groups.of(boxes)
        for step, reach in zip(self.steps, REACHES, strict=True):
            found = step.answer(found, reach, groups)
        both = np.concatenate([found, alone], axis=2)
        sums = self.out.answer(self.last.positive(both))[:, :, 0].clip(-SUREST, SUREST)
        return np.asarray((1.0 / (1.0 + np.exp(-sums))).mean(axis=0), np.float32)


def network_rows(rows: Array, answers: Array, second: Array) -> Array:
    """Return what the networks see: the rows of the second trees, and both answers as sums."""
    both = np.clip(np.stack([answers, second], axis=1), LEAST, 1.0 - LEAST)
    return np.asarray(np.hstack([rows, np.log(both / (1.0 - both))]), np.float32)


@lru_cache(maxsize=2)
def page_networks(columns: tuple[str, ...]) -> Networks:
    """Return the networks that ship with the package, for pages told by these columns."""
    held = shipped_arrays("page_networks")
    if tuple(held["columns"]) != columns:
        raise RuntimeError("models/page_networks.npz was learned from other columns")
    return stored_networks(held)


def stored_networks(held: Mapping[str, npt.NDArray[np.generic]]) -> Networks:
    """Return the networks that these arrays hold."""
    count = len({name.partition(" ")[0] for name in held if name[:1].isdigit()})

    def layer(name: str) -> Layer:
        weights = [np.asarray(held[f"{number} {name}"], np.float32) for number in range(count)]
        bias = [np.asarray(held[f"{number} {name} bias"], np.float32) for number in range(count)]
        return Layer(weights=np.stack(weights), bias=np.stack(bias)[:, None])

    return Networks(
        mean=np.asarray(held["mean"], np.float32),
        scale=np.asarray(held["scale"], np.float32),
        first=layer("first"),
        steps=tuple(
            Step(near=layer(f"near{n}"), held=layer(f"held{n}"), boxes=layer(f"boxes{n}"))
            for n in range(len(REACHES))
        ),
        last=layer("last"),
        out=layer("out"),
    )
