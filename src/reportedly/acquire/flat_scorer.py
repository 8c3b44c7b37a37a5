"""How likely each piece of flat text is of each kind, and the likeliest kinds of all together.

    numbers and hashed words -> first pass, each piece alone
                             -> second pass, with the first's answers around it -> best sequence

The weights are in `models/flat.npz`; the card beside it says from what they were learned and how
well they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.flat_features import BUCKETS, KINDS, NAMES, Features
from reportedly.sequences import best_sequence
from reportedly.shipped import shipped_arrays

Array = npt.NDArray[np.float32]
Wide = npt.NDArray[np.float64]

BODY, TEASER, FURNITURE = KINDS.index("body"), KINDS.index("teaser"), KINDS.index("furniture")
HEADLINE, STANDFIRST = KINDS.index("headline"), KINDS.index("standfirst")
REACH = 4  # single neighbours whose first answer is seen
WINDOWS = (3, 8, 20)  # pieces above and below over which first answers are averaged
FIRST_SCALE = 0.3  # of the numbers in the first pass, so that words and numbers weigh alike
FIRST_CLIP, SECOND_CLIP = 4.0, 5.0  # standard deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPass:
    """A linear layer over numbers and hashed words."""

    mean: Array
    scale: Array
    numbers: Array
    words: Array
    bias: Array

    def answer(self, features: Features) -> Wide:
        """Return how likely each piece is of each kind."""
        rows = (features.numbers - self.mean) / self.scale
        scores = np.clip(rows, -FIRST_CLIP, FIRST_CLIP) * FIRST_SCALE @ self.numbers + self.bias
        # The owners stand in order and none is without words.
        starts = np.searchsorted(features.owners, np.arange(len(rows)))
        return _softmax(scores + np.add.reduceat(self.words[features.hashes], starts, axis=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPass:
    """A network with one hidden layer."""

    mean: Array
    scale: Array
    hidden: Array
    hidden_bias: Array
    out: Array
    out_bias: Array

    def answer(self, rows: Array) -> Wide:
        """Return how likely each piece is of each kind."""
        scaled = np.clip((rows - self.mean) / self.scale, -SECOND_CLIP, SECOND_CLIP)
        inner = np.maximum(scaled @ self.hidden + self.hidden_bias, 0.0)
        return _softmax(inner @ self.out + self.out_bias)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatModel:
    """Both passes, and how much oftener than by chance one kind follows another (log odds)."""

    first: FirstPass
    second: SecondPass
    follows: Array


@cache
def flat_model() -> FlatModel:
    """Return the model that ships with the package."""
    stored = shipped_arrays("flat")
    if tuple(stored.pop("names")) != NAMES:
        raise RuntimeError("models/flat.npz was learned from other columns")
    held = {name: array.astype(np.float32) for name, array in stored.items()}
    words = np.zeros((BUCKETS, len(KINDS)), np.float32)
    words[held["word_rows"].astype(np.intp)] = held["words"] * held["words_scale"]
    return FlatModel(
        first=FirstPass(
            mean=held["mean1"],
            scale=held["scale1"],
            numbers=held["numbers"],
            words=words,
            bias=held["bias1"],
        ),
        second=SecondPass(
            mean=held["mean2"],
            scale=held["scale2"],
            hidden=held["hidden"],
            hidden_bias=held["hidden_bias"],
            out=held["out"],
            out_bias=held["out_bias"],
        ),
        follows=held["follows"],
    )


def score_kinds(features: Features, sizes: Wide) -> Wide:
    """Return the chance of each kind for each piece; `sizes` are their lengths in characters."""
    model = flat_model()
    alone = model.first.answer(features)
    return model.second.answer(np.hstack([features.numbers, around(alone, sizes)]))


def _softmax(scores: Array) -> Wide:
    shifted = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    raised = np.exp(shifted)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


# --- what the first pass says of the pieces around each ---------------------------------------


def around(answers: Wide, sizes: Wide) -> Array:
    """Return the first answers for each piece, its neighbours and the text above and below it."""
    count = len(answers)
    here = np.arange(count)
    padded = np.pad(answers, ((REACH, REACH), (0, 0)))
    columns = [answers]
    columns += [padded[REACH + offset :][:count] for offset in (-2, -1, 1, 2)]
    chosen = padded[:, [BODY, TEASER, FURNITURE]]
    columns += [chosen[REACH + offset :][:count] for offset in (-4, -3, 3, 4)]
    body = answers[:, BODY]
    mass = np.concatenate([[0.0], np.cumsum(sizes * body)])
    columns += _windows(answers, mass, sizes)
    whole = mass[-1] + 1.0
    flat = np.ones(count)
    columns.append(
        np.stack(
            [
                mass[:-1] / whole,
                (mass[-1] - mass[1:]) / whole,
                flat * np.log1p(whole),
                flat * body.mean(),
            ],
            axis=1,
        )
    )
    columns += _extremes(answers)
    head = int(answers[:, HEADLINE].argmax())
    columns.append(
        np.stack(
            [
                np.clip(here - head, -30, 30) / 10,
                (here == head).astype(float),
                flat * answers[head, HEADLINE],
            ],
            axis=1,
        )
    )
    columns.append(_distances(body, sizes, mass))
    return np.hstack(columns).astype(np.float32)


def _windows(answers: Wide, mass: Wide, sizes: Wide) -> list[Wide]:
    count = len(answers)
    here = np.arange(count)
    length = np.concatenate([[0.0], np.cumsum(sizes)])
    sums = np.concatenate([np.zeros((1, len(KINDS))), np.cumsum(answers, axis=0)])
    found: list[Wide] = []
    for width in WINDOWS:
        low, high = np.maximum(here - width, 0), np.minimum(here + width + 1, count)
        found += [
            ((mass[here] - mass[low]) / (length[here] - length[low] + 1))[:, None],
            ((mass[high] - mass[here + 1]) / (length[high] - length[here + 1] + 1))[:, None],
        ]
        for kind in (BODY, TEASER, FURNITURE):
            held = sums[:, kind]
            found += [
                ((held[here] - held[low]) / width)[:, None],
                ((held[high] - held[here + 1]) / width)[:, None],
            ]
    return found


def _extremes(answers: Wide) -> list[Wide]:
    """Return the surest headline, standfirst and body above and below each piece."""
    chosen = answers[:, [HEADLINE, STANDFIRST, BODY]]
    none = np.zeros((1, 3))
    above = np.maximum.accumulate(chosen, axis=0)
    below = np.maximum.accumulate(chosen[::-1], axis=0)[::-1]
    return [np.vstack([none, above[:-1]]), np.vstack([below[1:], none])]


def _distances(body: Wide, sizes: Wide, mass: Wide) -> Wide:
    """Return how far each piece is from the ends of the body, and of its longest run."""
    count = len(body)
    here = np.arange(count)
    strong = np.flatnonzero(body > 0.5)
    first, last = (strong[0], strong[-1]) if len(strong) else (0, count - 1)
    start, end = _run((body - 0.5) * np.sqrt(sizes))
    share = (mass[end] - mass[start]) / (mass[-1] + 1.0)
    return np.stack(
        [
            np.clip(here - first, -40, 40) / 10,
            np.clip(last - here, -40, 40) / 10,
            ((here >= start) & (here < end)).astype(float),
            np.clip(here - start, -40, 40) / 10,
            np.clip(end - 1 - here, -40, 40) / 10,
            np.full(count, share),
        ],
        axis=1,
    )


def _run(values: Wide) -> tuple[int, int]:
    """Return the run with the greatest sum: its first place and one past its last."""
    best = held = 0.0
    found, start = (0, len(values)), 0
    for index, value in enumerate(values.tolist()):
        if held <= 0:
            held, start = 0.0, index
        held += value
        if held > best:
            best, found = held, (start, index + 1)
    return found


# --- the likeliest sequence -------------------------------------------------------------------


def best_kinds(scores: Wide, weight: float) -> list[int]:
    """Return the likeliest kinds of all pieces together, as numbers of `KINDS`.

    `scores` are logarithms; `weight` is how much it counts which kind follows which: at 0 each
    piece is on its own.
    """
    found: list[int] = best_sequence(scores, weight * flat_model().follows).tolist()
    return found
