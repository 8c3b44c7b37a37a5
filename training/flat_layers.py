"""The network that tells the kinds of flat lines, as it is learned (torch).

`reportedly.acquire.flat_networks` asks the same network in numpy. Here several texts are learned
from at once, noise and lost words make it lean on no single number or word, and what is kept is
the running mean of the weights.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.acquire.flat_features import KINDS, Features
from reportedly.acquire.flat_networks import REACHES, WHOLE_AFTER

WORD_BUCKETS = 1 << 15  # of the hashes, which have twice as many
WORD_WIDTH, WIDTH = 24, 72
RATE, DECAY = 2e-3, 2e-2
WARMING = 100  # steps in which the rate rises
MEAN = 0.995  # share of the running mean that stays at each step
NOISE, LOST, LOST_WORDS, LOST_NUMBERS = 0.1, 0.2, 0.4, 0.1
SMOOTHED = 0.05  # share of each answer given to all kinds
LINES = 3_000  # lines learned from at once, places left empty counted
WAYS, MIXES = 2, 2  # texts of each page drawn in a round, beside the whole page

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One flattened text as the network sees it."""

    page: str
    sort: str  # "whole", "way" or "mix"
    features: Features  # its numbers scaled
    answers: npt.NDArray[np.intp]
    weights: Floats


class Network(nn.Module):
    """The layers that `flat_networks.Network` has."""

    def __init__(self, numbers: int) -> None:
        super().__init__()
        self.words = nn.EmbeddingBag(WORD_BUCKETS, WORD_WIDTH, mode="sum")
        nn.init.normal_(self.words.weight, 0, 0.05)
        self.first = nn.Linear(numbers + WORD_WIDTH, WIDTH)
        self.steps = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=reach, dilation=reach) for reach in REACHES
        )
        self.whole = nn.Linear(2 * WIDTH, WIDTH)
        self.last = nn.Linear(2 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(KINDS))

    def forward(self, batch: Batch) -> Tensor:
        """Return the scores of all lines of a batch, one text after another."""
        told = self.words(batch.hashes, batch.starts, per_sample_weights=batch.shares)
        seen = self._lose(torch.cat([batch.numbers, told], 1), LOST_NUMBERS)
        alone = functional.relu(self.first(seen))
        padded = torch.cat([alone, alone.new_zeros(1, WIDTH)])
        rows = padded[batch.places].transpose(1, 2)
        there = batch.there[:, None, :]
        for place, step in enumerate(self.steps):
            rows = (rows + functional.relu(step(self._lose(rows, LOST)))) * there
            if place == WHOLE_AFTER:
                mean = rows.sum(2) / there.sum(2)
                pooled = torch.cat([mean, rows.max(2).values], 1)
                rows = (rows + functional.relu(self.whole(pooled))[:, :, None]) * there
        found = rows.transpose(1, 2)[batch.there.bool()]
        last = functional.relu(self.last(self._lose(torch.cat([found, alone], 1), LOST)))
        scores: Tensor = self.out(self._lose(last, LOST))
        return scores

    def _lose(self, rows: Tensor, share: float) -> Tensor:
        return functional.dropout(rows, share, self.training)

    def arrays(self, number: int) -> dict[str, Any]:
        """Return its weights as `flat_networks` reads them."""
        words = self.words.weight.detach().numpy()
        step = np.abs(words).max() / 127
        found: dict[str, Any] = {
            "words": np.round(words / step).astype(np.int8),
            "words scale": np.float32(step),
        }
        for name in ("first", "whole", "last", "out"):
            layer = getattr(self, name)
            found[name] = layer.weight.detach().numpy().T.astype(np.float16)
            found[f"{name} bias"] = layer.bias.detach().numpy()
        for place, step_layer in enumerate(self.steps):
            weights = step_layer.weight.detach().numpy()  # (out, in, above to below)
            stacked = weights.transpose(2, 1, 0).reshape(-1, WIDTH)
            found[f"step{place}"] = stacked.astype(np.float16)
            found[f"step{place} bias"] = step_layer.bias.detach().numpy()
        return {f"{number} {name}": array for name, array in found.items()}


# --- batches ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Several texts at once: their lines in one row, and where each stands in which text."""

    numbers: Tensor
    hashes: Tensor
    starts: Tensor
    shares: Tensor
    places: Tensor
    there: Tensor
    answers: Tensor
    weights: Tensor


def batched(examples: Sequence[Example], draw: np.random.Generator) -> Batch:
    """Return texts as one batch, with noise on their numbers and some of their words lost."""
    longest = max(len(one.answers) for one in examples)
    counts = [len(one.answers) for one in examples]
    total = sum(counts)
    places = np.full((len(examples), longest), total, np.int64)
    there = np.zeros((len(examples), longest), np.float32)
    starts: list[npt.NDArray[np.int64]] = []
    shares: list[Floats] = []
    lines = hashes = 0
    for row, one in enumerate(examples):
        count = counts[row]
        places[row, :count] = np.arange(lines, lines + count)
        there[row, :count] = 1.0
        held = np.bincount(one.features.owners, minlength=count)
        starts.append(np.concatenate([[0], np.cumsum(held)])[:-1] + hashes)
        shares.append((1 / np.sqrt(held)).astype(np.float32)[one.features.owners])
        lines, hashes = lines + count, hashes + len(one.features.hashes)
    kept = draw.random(hashes) >= LOST_WORDS
    numbers = np.vstack([one.features.numbers for one in examples]).astype(np.float32)
    numbers += NOISE * draw.standard_normal(numbers.shape).astype(np.float32)
    words = np.concatenate([one.features.hashes for one in examples]).astype(np.int64)
    return Batch(
        numbers=torch.from_numpy(numbers),
        hashes=torch.from_numpy(words % WORD_BUCKETS),
        starts=torch.from_numpy(np.concatenate(starts)),
        shares=torch.from_numpy(
            np.concatenate(shares) * kept.astype(np.float32) / (1 - LOST_WORDS)
        ),
        places=torch.from_numpy(places),
        there=torch.from_numpy(there),
        answers=torch.from_numpy(
            np.concatenate([one.answers for one in examples]).astype(np.int64)
        ),
        weights=torch.from_numpy(np.concatenate([one.weights for one in examples])),
    )


def rounds(examples: Sequence[Example], draw: np.random.Generator) -> list[list[Example]]:
    """Return the texts of one round, those of like length together: all whole pages, some ways."""
    pages: dict[str, list[Example]] = {}
    for one in examples:
        pages.setdefault(one.page, []).append(one)
    chosen: list[Example] = []
    for texts in pages.values():
        for sort, count in (("whole", 1), ("way", WAYS), ("mix", MIXES)):
            held = [one for one in texts if one.sort == sort]
            chosen += [held[number] for number in draw.permutation(len(held))[:count]]
    chosen.sort(key=lambda one: len(one.answers))
    groups: list[list[Example]] = []
    for one in chosen:
        if not groups or (len(groups[-1]) + 1) * len(one.answers) > LINES:
            groups.append([])
        groups[-1].append(one)
    return [groups[number] for number in draw.permutation(len(groups))]


# --- learning ---------------------------------------------------------------------------------


def learned(examples: Sequence[Example], *, seed: int, count: int) -> Network:
    """Return a network that went over the examples `count` times."""
    draw = np.random.default_rng(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    network = Network(examples[0].features.numbers.shape[1])
    mean = copy.deepcopy(network)
    words = [network.words.weight]
    others = [one for name, one in network.named_parameters() if not name.startswith("words")]
    optimiser = torch.optim.AdamW(
        [{"params": words, "weight_decay": 0.0}, {"params": others, "weight_decay": DECAY}]
    )
    planned = [group for _ in range(count) for group in rounds(examples, draw)]
    network.train()
    for step, group in enumerate(planned, 1):
        for parameters in optimiser.param_groups:
            parameters["lr"] = _rate(step, len(planned))
        batch = batched(group, draw)
        losses = functional.cross_entropy(
            network(batch), batch.answers, reduction="none", label_smoothing=SMOOTHED
        )
        loss = (losses * batch.weights).sum() / batch.weights.sum()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        _follow(mean, network, min(MEAN, step / (step + 10)))
        if step % 200 == 0:
            print(f"seed {seed}: {step} of {len(planned)}, {loss.item():.3f}", file=sys.stderr)
    return mean.eval()


def _rate(step: int, steps: int) -> float:
    return (
        RATE * min(1.0, step / WARMING) * (0.5 + 0.5 * float(np.cos(np.pi * step / steps)) + 0.02)
    )


@torch.no_grad()
def _follow(mean: Network, network: Network, share: float) -> None:
    for old, new in zip(mean.parameters(), network.parameters(), strict=True):
        old.lerp_(new, 1 - share)
