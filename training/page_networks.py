"""Learn which lines of a page are the article's own, by a network that reads all its lines at once.

    python -m training.page_networks      writes src/reportedly/models/page_networks.npz

Reads the pages that `training.page_lines` learns from. The network sees what its trees say of a
page; here trees say it that were learned from other hosts (five folds), as they will be of pages
to come. Needs torch and scikit-learn, which the package itself does not; some five minutes of one
core, most of them for the trees.

A page is exact when none of its lines is wrong. What is made small is the logarithm of one and the
summed loss of its lines: a page that will be wrong in thirty places, as its annotator saw it, pulls
no harder than one with a single line in doubt.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.acquire.flat_networks import scaled
from reportedly.acquire.page_boxes import Boxes
from reportedly.acquire.page_networks import GROUPED, REACHES, Groups, network_rows
from reportedly.acquire.page_scorer import near_any
from training.page_lines import Answers, Matrix, read_examples, stacked

OUT = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models" / "page_networks.npz"
FOLDS = 5
SEEDS = (0,)  # of the networks whose answers are averaged; each takes 5 % of reading a page
ROUNDS = 12
PAGES = 4  # learned from at once
RATE, DECAY, RISING = 2e-3, 1e-2, 0.15
WIDTH, HELD, LAST = 48, 16, 32
LOST = 0.2  # share of the numbers left out at each look
EVERY = 3  # of so many lines one tells the mean and scale of the numbers
LEAST_SCALE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One page as the networks see it: the lines near those that the first trees leave."""

    rows: Matrix
    boxes: Groups
    answers: Answers


class Step(nn.Module):
    """The layers of `page_networks.Step`."""

    def __init__(self, reach: int, sorts: int) -> None:
        super().__init__()
        self.reach = reach
        self.near = nn.Linear(3 * WIDTH, WIDTH)
        self.held = nn.Linear(WIDTH, HELD)
        self.boxes = nn.Linear(HELD * (sorts + 1), WIDTH)

    def forward(self, rows: Tensor, boxes: Groups) -> Tensor:
        """Return the rows with what was seen added."""
        edge = rows.new_zeros(self.reach, WIDTH)
        padded = torch.cat([edge, rows, edge])
        beside = torch.cat([padded[: len(rows)], rows, padded[2 * self.reach :]], 1)
        rows = rows + functional.relu(self.near(_lose(beside, self)))
        held = functional.relu(self.held(rows))
        whole = held.mean(0, keepdim=True).expand(len(held), -1)
        around = torch.cat([whole, _means(held, boxes)], 1)
        return rows + functional.relu(self.boxes(_lose(around, self)))


class Network(nn.Module):
    """The layers of one of the `page_networks.Networks`."""

    def __init__(self, numbers: int, sorts: int) -> None:
        super().__init__()
        self.first = nn.Linear(numbers, WIDTH)
        self.steps = nn.ModuleList(Step(reach, sorts) for reach in REACHES)
        self.last = nn.Linear(2 * WIDTH, LAST)
        self.out = nn.Linear(LAST, 1)

    def forward(self, rows: Tensor, boxes: Groups) -> Tensor:
        """Return the score of each line."""
        alone = found = functional.relu(self.first(_lose(rows, self)))
        for step in self.steps:
            found = step(found, boxes)
        scores: Tensor = self.out(functional.relu(self.last(torch.cat([found, alone], 1))))
        return scores[:, 0]

    def arrays(self, number: int) -> dict[str, Any]:
        """Return its weights as `page_networks` reads them."""
        layers = {"first": self.first, "last": self.last, "out": self.out}
        for place, step in enumerate(self.steps):
            for name in ("near", "held", "boxes"):
                layers[f"{name}{place}"] = getattr(step, name)
        found: dict[str, Any] = {}
        for name, layer in layers.items():
            found[f"{number} {name}"] = layer.weight.detach().numpy().T.astype(np.float16)
            found[f"{number} {name} bias"] = layer.bias.detach().numpy()
        return found


def main() -> None:
    """Learn the networks and write them."""
    examples = read_examples(FOLDS)
    columns, rows, first, second = stacked(examples)
    pages = [
        seen(Boxes(example.lines), row, one, other, example.answers)
        for example, row, one, other in zip(examples, rows, first, second, strict=True)
    ]
    np.savez_compressed(OUT, columns=columns, **learned(pages))


def seen(boxes: Boxes, rows: Matrix, first: Answers, second: Answers, answers: Answers) -> Seen:
    """Return a page as the networks see it; `rows` are those of the second trees."""
    taken = near_any(first)
    return Seen(
        rows=network_rows(rows[taken], first[taken], second[taken]),
        boxes=Groups.of(boxes.numbers()[GROUPED][:, taken]),
        answers=answers[taken],
    )


def learned(pages: Sequence[Seen], seeds: Sequence[int] = SEEDS) -> dict[str, Any]:
    """Return the arrays of the model."""
    torch.set_num_threads(1)
    pages = [page for page in pages if len(page.answers)]
    sample = np.vstack([page.rows[::EVERY] for page in pages]).astype(np.float64)
    mean, scale = sample.mean(axis=0), sample.std(axis=0) + LEAST_SCALE
    found: dict[str, Any] = {"mean": mean.astype(np.float32), "scale": scale.astype(np.float32)}
    rows = [torch.from_numpy(scaled(page.rows, found["mean"], found["scale"])) for page in pages]
    for number, seed in enumerate(seeds):
        found |= _fit(pages, rows, seed).arrays(number)
    return found


def _fit(pages: Sequence[Seen], rows: Sequence[Tensor], seed: int) -> Network:
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    network = Network(rows[0].shape[1], pages[0].boxes.sorts)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = ROUNDS * -(-len(pages) // PAGES)
    rate = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=steps + 1, pct_start=RISING
    )
    for turn in range(ROUNDS):
        order, total = draw.permutation(len(pages)), 0.0
        for at in range(0, len(order), PAGES):
            chosen = order[at : at + PAGES]
            optimiser.zero_grad()
            for place in chosen:
                page = pages[place]
                scores = network(rows[place], page.boxes)
                wanted = torch.from_numpy(page.answers)
                losses = functional.binary_cross_entropy_with_logits(
                    scores, wanted, reduction="none"
                )
                loss = torch.log1p(losses.sum()) / PAGES
                loss.backward()
                total += loss.item()
            optimiser.step()
            rate.step()
        print(f"seed {seed}, round {turn + 1}: {PAGES * total / len(order):.3f}", file=sys.stderr)
    return network.eval()


def _lose(rows: Tensor, layer: nn.Module) -> Tensor:
    return functional.dropout(rows, LOST, layer.training)


def _means(rows: Tensor, boxes: Groups) -> Tensor:
    """Return what `Groups.means` does, as a step that can be learned through."""
    box = torch.from_numpy(boxes.box).reshape(boxes.sorts, len(rows))
    count = len(boxes.starts)
    sums = rows.new_zeros(count, rows.shape[1]).index_add(0, box.ravel(), rows.repeat(len(box), 1))
    held = sums / torch.bincount(box.ravel(), minlength=count)[:, None]
    return held[box].transpose(0, 1).reshape(len(rows), -1)


if __name__ == "__main__":
    main()
