"""Learn the tagger.

    python -m training.tagger.train FOLDER ENCODER [--epochs N] [--layers N]

FOLDER holds what `training.tagger.prepare` wrote; ENCODER the `model.safetensors` and
`tokenizer.json` of all-MiniLM-L6-v2. After every epoch FOLDER/state.pt is renewed; the command
goes on from it. FOLDER/best.safetensors is the epoch with the best sum
of two F1 on dev: that of all spans, and that of exact relations.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR

from reportedly.annotate.tag_decoding import Found, allowed, best_labels, linked, runs_of
from reportedly.annotate.tag_inputs import LABELS, ROLES, Vocabulary
from training.tagger.network import Tagger, chain_loss, load_encoder
from training.tagger.windows import Article, Batch, batch, batches, load, windows

LONGEST = 256  # word pieces of a window
SIZE = 16
ENCODER_RATE, NEW_RATE = 2e-4, 1e-3
WARM_UP = 0.06
WITHOUT_RULES = 0.1  # of windows are seen without what the rules say, lest it be all that counts
AVERAGED = 0.998  # the average of weights that is kept decays so (Polyak and Juditsky 1992)


def main() -> None:
    """Learn, epoch by epoch."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="best")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    kept = json.loads((options.folder / "vocabulary.json").read_text(encoding="utf-8"))
    train = load(options.folder / "train.jsonl.gz", tokenizer)[: options.limit]
    dev = load(options.folder / "dev.jsonl.gz", tokenizer)
    model = Tagger(Vocabulary.of(kept).sizes, len(LABELS))
    load_encoder(model, options.encoder / "model.safetensors")
    Learner(model, options).learn(train, dev)


class Learner:
    """Model, optimiser and the average of the weights."""

    def __init__(self, model: Tagger, options: argparse.Namespace) -> None:
        self.model, self.options = model, options
        old, new = [], []
        for name, weights in model.named_parameters():
            is_old = name.startswith(("words", "positions", "norm", "layers"))
            (old if is_old else new).append(weights)
        self.optimiser = torch.optim.AdamW(
            [{"params": old, "lr": ENCODER_RATE}, {"params": new, "lr": NEW_RATE}],
            weight_decay=0.01,
        )
        self.average = {k: v.detach().clone() for k, v in model.state_dict().items()}
        self.epoch, self.best = 0, 0.0
        self.state = options.folder / f"{options.name}.state.pt"

    def learn(self, train: Sequence[Article], dev: Sequence[Article]) -> None:
        """Learn until the last epoch, from the last state kept."""
        steps = len(windows(train, LONGEST, random.Random(0))) // SIZE * self.options.epochs
        schedule = LambdaLR(
            self.optimiser,
            lambda step: min(step / (WARM_UP * steps), max(0.0, 1 - step / steps) + 0.01),
        )
        self._restore(schedule)
        while self.epoch < self.options.epochs:
            chance = random.Random(100 * self.options.seed + self.epoch)
            began, total = time.time(), 0.0
            self.model.train()
            found = windows(train, LONGEST, chance)
            for done, item in enumerate(batches(found, SIZE, chance), 1):
                total += self._step(item, chance)
                schedule.step()
                if done % 20 == 0:
                    print(f"{done} {total / done:.2f} {time.time() - began:.0f} s", flush=True)
            self.epoch += 1
            self._report(dev)
            self._keep(schedule)

    def _step(self, item: Batch, chance: random.Random) -> float:
        for row in range(len(item.links)):
            if chance.random() < WITHOUT_RULES:
                item.columns[row, :, 6:] = 0
        loss = losses(self.model, item) / len(item.links)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        with torch.no_grad():
            for name, weights in self.model.state_dict().items():
                self.average[name].lerp_(weights, 1 - AVERAGED)
        return loss.item()

    def _report(self, dev: Sequence[Article]) -> None:
        kept = {k: v.clone() for k, v in self.model.state_dict().items()}
        for name, weights in (("last", kept), ("average", self.average)):
            self.model.load_state_dict(weights)
            figures = measure(self.model, dev)
            print(self.epoch, name, json.dumps(figures), flush=True)
            together = figures["all"] + figures["exact"]
            if together > self.best:
                self.best = together
                save_file(weights, self.options.folder / f"{self.options.name}.safetensors")
        self.model.load_state_dict(kept)

    def _keep(self, schedule: LambdaLR) -> None:
        parts = (self.model, self.optimiser, schedule)
        states = [part.state_dict() for part in parts]
        fresh = self.state.with_suffix(".new")
        torch.save([states, self.average, self.epoch, self.best], fresh)
        fresh.replace(self.state)

    def _restore(self, schedule: LambdaLR) -> None:
        if self.state.exists():
            states, self.average, self.epoch, self.best = torch.load(self.state)
            for part, state in zip((self.model, self.optimiser, schedule), states, strict=True):
                part.load_state_dict(state)


def losses(model: Tagger, item: Batch) -> Tensor:
    """Return the loss of labels and links, summed over the rows of a batch."""
    scores, vectors = run(model, item)
    forbidden = torch.from_numpy(allowed())
    loss = chain_loss(scores, item.labels, item.known, model.transitions + forbidden)
    asks, answers, wants, offers = vectors.chunk(4, dim=2)
    hidden = (~item.known).float() * -1e4
    for row, links in enumerate(item.links):
        if not links:
            continue
        words = scores.shape[1]
        cues = torch.tensor([cue for cue, _, _ in links])
        sources = torch.tensor([source if source >= 0 else words for _, source, _ in links])
        found = _with_nothing(asks[row][cues], answers[row], hidden[row], model.nothing[0])
        loss = loss + functional.cross_entropy(found, sources, reduction="sum")
        pairs = [(at, cue) for cue, _, contents in links for at in contents]
        if pairs:
            starts, owners = torch.tensor(pairs).T
            found = _with_nothing(wants[row][starts], offers[row], hidden[row], model.nothing[1])
            loss = loss + functional.cross_entropy(found, owners, reduction="sum")
    return loss


def _with_nothing(asking: Tensor, answering: Tensor, hidden: Tensor, nothing: Tensor) -> Tensor:
    return torch.cat([asking @ answering.T + hidden, (asking @ nothing)[:, None]], dim=1)


def run(model: Tagger, item: Batch) -> tuple[Tensor, Tensor]:
    """Return scores and vectors of the words of a batch, in full precision."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, vectors = model(item.ids, item.columns, item.heads)
    at = item.firsts[:, :, None]
    picked = (
        part.gather(1, at.expand(-1, -1, part.shape[2])).float() for part in (scores, vectors)
    )
    first, second = picked
    return first, second


@torch.no_grad()
def measure(model: Tagger, articles: Sequence[Article]) -> dict[str, float]:
    """Return F1 of spans and relations, counted in words."""
    model.eval()
    counts = {name: [0, 0, 0] for name in (*ROLES, "exact", "overlap")}
    found = windows(articles, LONGEST, None)
    given: dict[str, list[Found]] = {article["id"]: [] for article in articles}
    rules = model.transitions.numpy() + allowed()
    for at in range(0, len(found), 32):
        group = found[at : at + 32]
        scores, vectors = (part.numpy() for part in run(model, batch(group)))
        for row, (article, window) in enumerate(group):
            size = window.last - window.first
            runs = runs_of(best_labels(scores[row, :size], rules))
            for item in linked(runs, vectors[row, :size], model.nothing.numpy()):
                given[article["id"]].append(item.moved(window.first))
    for article in articles:
        _count(article, given[article["id"]], counts)
    counts["all"] = [sum(counts[role][k] for role in ROLES) for k in range(3)]
    return {
        name: round(2 * right / max(1, one + two), 3) for name, (right, one, two) in counts.items()
    }


def _count(article: Article, given: Sequence[Found], counts: dict[str, list[int]]) -> None:
    runs = runs_of(np.asarray(article["labels"]))
    ends = {role: dict(runs[role]) for role in ROLES}
    wanted = [
        Found(
            source=(source, ends["source"].get(source, source + 1)) if source >= 0 else None,
            cue=(cue, ends["cue"].get(cue, cue + 1)),
            content=tuple((at, ends["content"].get(at, at + 1)) for at in sorted(contents)),
        )
        for cue, source, contents in article["links"]
    ]
    spans: dict[str, set[Any]] = {
        "source": {item.source for item in given if item.source},
        "cue": {item.cue for item in given},
        "content": {run for item in given for run in item.content},
    }
    for role in ROLES:
        _add(counts[role], len(spans[role] & set(runs[role])), len(spans[role]), len(runs[role]))
    _add(counts["exact"], len(set(given) & set(wanted)), len(given), len(wanted))
    _add(counts["overlap"], _overlapping(given, wanted), len(given), len(wanted))


def _add(count: list[int], right: int, found: int, wanted: int) -> None:
    count[0] += right
    count[1] += found
    count[2] += wanted


def _overlapping(given: Sequence[Found], wanted: Sequence[Found]) -> int:
    free = list(wanted)
    for item in given:
        partner = next((other for other in free if _meet(item, other)), None)
        if partner is not None:
            free.remove(partner)
    return len(wanted) - len(free)


def _meet(a: Found, b: Found) -> bool:
    pairs = (
        ((a.source,) if a.source else (), (b.source,) if b.source else ()),
        ((a.cue,), (b.cue,)),
        (a.content, b.content),
    )
    return all(
        any(x < d and c < y for x, y in one for c, d in two) if one and two else not one and not two
        for one, two in pairs
    )


if __name__ == "__main__":
    main()
