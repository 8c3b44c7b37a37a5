"""How likely each piece of flat text is of each kind, by networks that look far up and down.

    numbers and hashed words of a piece -> one row
    rows -> steps that look 1, 3, 9 and 27 pieces up and down, and once at the whole text -> chances

Several networks of this shape are asked, and the mean of their answers taken. The weights are in
`models/flat_networks.npz`; the card beside it says from what they were learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.flat_features import NAMES, Features
from reportedly.acquire.flat_more import MORE, more_features
from reportedly.acquire.lines import Line
from reportedly.acquire.wording import Guess
from reportedly.shipped import shipped_arrays

Array = npt.NDArray[np.float32]
Wide = npt.NDArray[np.float64]

COLUMNS = (*NAMES, *MORE)
CLIP = 4.0  # standard deviations
REACHES = (1, 3, 9, 27)  # pieces up and down that each step looks at
WHOLE_AFTER = 1  # the step after which the whole text is looked at
AT_ONCE = 4_096  # pieces whose words are summed together, so that memory stays bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A linear layer."""

    weights: Array
    bias: Array

    def answer(self, rows: Array) -> Array:
        """Return the sums for each row."""
        return np.asarray(rows @ self.weights + self.bias, np.float32)

    def positive(self, rows: Array) -> Array:
        """Return the sums for each row, none below zero."""
        found = self.answer(rows)
        return np.maximum(found, 0.0, out=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The layers of one network, in the order in which they are asked."""

    words: Array  # a row for each bucket
    first: Layer
    steps: tuple[Layer, ...]
    whole: Layer
    last: Layer
    out: Layer

    def answer(self, numbers: Array, features: Features) -> Wide:
        """Return how likely each piece is of each kind; `numbers` are scaled."""
        alone = self.first.positive(np.hstack([numbers, worded(features, self.words)]))
        rows = alone
        for place, (step, reach) in enumerate(zip(self.steps, REACHES, strict=True)):
            rows = rows + step.positive(beside(rows, reach))
            if place == WHOLE_AFTER:
                pooled = np.concatenate([rows.mean(axis=0), rows.max(axis=0)])[None, :]
                rows = rows + self.whole.positive(pooled)
        return _softmax(self.out.answer(self.last.positive(np.hstack([rows, alone]))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """The networks, and what the numbers that they see are held against.

    Attributes:
        mean: Of each number.
        scale: Of each number.
        networks: All count alike.
    """

    mean: Array
    scale: Array
    networks: tuple[Network, ...]


@cache
def flat_networks() -> Networks:
    """Return the networks that ship with the package."""
    held = shipped_arrays("flat_networks")
    if tuple(held.pop("names")) != COLUMNS:
        raise RuntimeError("models/flat_networks.npz was learned from other columns")
    count = len({name.partition(" ")[0] for name in held if " " in name})
    return Networks(
        mean=np.asarray(held["mean"], np.float32),
        scale=np.asarray(held["scale"], np.float32),
        networks=tuple(_network(held, f"{number} ") for number in range(count)),
    )


def _network(held: dict[str, npt.NDArray[np.generic]], number: str) -> Network:
    def layer(name: str) -> Layer:
        return Layer(
            weights=np.asarray(held[f"{number}{name}"], np.float32),
            bias=np.asarray(held[f"{number}{name} bias"], np.float32),
        )

    words = np.asarray(held[f"{number}words"], np.float32)
    return Network(
        words=words * np.float32(held[f"{number}words scale"]),
        first=layer("first"),
        steps=tuple(layer(f"step{place}") for place in range(len(REACHES))),
        whole=layer("whole"),
        last=layer("last"),
        out=layer("out"),
    )


def network_features(
    features: Features, lines: Sequence[Line], own: Sequence[Guess], rules: Sequence[Guess]
) -> Features:
    """Return features with the numbers that only the networks look at."""
    numbers = np.hstack([features.numbers, more_features(lines, own, rules)])
    return replace(features, numbers=numbers.astype(np.float32))


def network_kinds(features: Features) -> Wide:
    """Return the chance of each kind for each piece; the numbers are those of `COLUMNS`."""
    model = flat_networks()
    numbers = scaled(features.numbers, model.mean, model.scale)
    found = [network.answer(numbers, features) for network in model.networks]
    return np.asarray(np.mean(found, axis=0), np.float64)


def scaled(numbers: Array, mean: Array, scale: Array) -> Array:
    """Return numbers in standard deviations."""
    return np.asarray(np.clip((numbers - mean) / scale, -CLIP, CLIP), np.float32)


def worded(features: Features, words: Array) -> Array:
    """Return the sum of what the words of each piece say, by the root of how many they are."""
    count = len(features.numbers)
    held = np.bincount(features.owners, minlength=count)
    # The owners stand in order and none is without words.
    starts = np.concatenate([[0], np.cumsum(held)])
    found = np.empty((count, words.shape[1]), np.float32)
    for at in range(0, count, AT_ONCE):
        to = min(count, at + AT_ONCE)
        chosen = features.hashes[starts[at] : starts[to]] % len(words)
        found[at:to] = np.add.reduceat(words[chosen], starts[at:to] - starts[at], axis=0)
    return np.asarray(found / np.sqrt(held)[:, None], np.float32)


def beside(rows: Array, reach: int) -> Array:
    """Return each row with those `reach` above and below it; beyond the ends there is nothing."""
    padded = np.pad(rows, ((reach, reach), (0, 0)))
    count = len(rows)
    return np.hstack([padded[:count], rows, padded[2 * reach :]])


def _softmax(scores: Array) -> Wide:
    shifted = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    raised = np.exp(shifted)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
