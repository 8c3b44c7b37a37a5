"""Learn of which kind each piece of flat text is, by networks that look far up and down.

    python -m training.flat_networks      writes src/reportedly/models/flat_networks.npz

Reads WCXB articles (dev) and the outlet pages (dev) without the hosts held aside for
`benchmarks.flat`, flattened in its ways and mixed with one another. Needs torch, which the package
itself does not; about eleven minutes on one core.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.flattening import WAYS, Flattened, flattened_lines
from benchmarks.page_sets import outlet_pages, wcxb_pages
from benchmarks.true_lines import true_lines

from reportedly.acquire.flat import FlatSettings, guess_by_place
from reportedly.acquire.flat_features import KINDS, flat_features
from reportedly.acquire.flat_networks import COLUMNS, network_features, scaled
from reportedly.acquire.lines import flat_lines
from reportedly.acquire.pieces import pieces
from reportedly.acquire.wording import guess_by_wording
from training.flat import (
    FAR_ABOVE,
    FAR_BELOW,
    FULL_LINES,
    NEWS,
    RARE_KINDS,
    Marks,
    Numbers,
    truth,
)
from training.flat_layers import Example, Floats, learned
from training.flat_mixing import MANY_LINES, Source, mixed

OUT = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models" / "flat_networks.npz"
SEEDS = (0, 1, 2)  # of the networks whose answers are averaged
ROUNDS = 8
OTHER_WAYS = 5  # of flattening, for each page, beside the whole page
EVERY = 10  # of so many texts one tells the mean and scale of the numbers
LEAST_SCALE = 0.05
FAR = 0.3  # of what a piece far outside the article counts: long menus teach little


def main() -> None:
    """Learn the networks and write them."""
    sources: dict[str, Source] = {}
    for page in (*wcxb_pages(), *outlet_pages()):
        if page.body and not page.held_aside and (lines := true_lines(page)):
            sources[page.name] = Source(lines=tuple(lines), is_news="/" in page.name)
    examples = [one for name in sources for one in _examples(name, sources)]
    print(f"{len(examples)} texts of {len(sources)} pages", file=sys.stderr)
    rows = np.vstack([one.features.numbers for one in examples[::EVERY]]).astype(np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + LEAST_SCALE
    stored = {"mean": mean.astype(np.float32), "scale": scale.astype(np.float32)}
    examples = [_scaled(one, stored["mean"], stored["scale"]) for one in examples]
    for number, seed in enumerate(SEEDS):
        stored |= learned(examples, seed=seed, count=ROUNDS).arrays(number)
    np.savez_compressed(OUT, names=np.asarray(COLUMNS), **stored)


# --- examples ---------------------------------------------------------------------------------


def _examples(name: str, sources: dict[str, Source]) -> Iterator[Example]:
    source = sources[name]
    seed = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
    drawn = sorted(
        list(WAYS)[1:], key=lambda way: hashlib.sha256(f"{seed} {way}".encode()).digest()
    )
    for way in ("whole page", *drawn[:OTHER_WAYS]):
        sort = "whole" if way == "whole page" else "way"
        yield _example(name, sort, flattened_lines(source.lines, name, way), source)
    if len(source.lines) > MANY_LINES:
        return
    others = [one for one in sources.values() if len(one.lines) <= MANY_LINES]
    for text in mixed(source, others, seed):
        yield _example(name, "mix", text, source)


def _example(name: str, sort: str, text: Flattened, source: Source) -> Example:
    lines = pieces(flat_lines(text.text))
    own = guess_by_wording(lines)
    rules = guess_by_place(lines, own, FlatSettings())
    features = network_features(flat_features(lines, own, rules), lines, own, rules)
    # Half as many bits are enough, and all texts must be held at once.
    features = replace(features, numbers=features.numbers.astype(np.float16))
    answers, certain = truth(lines, text)
    weights = _weights(answers, certain, is_news=source.is_news)
    return Example(page=name, sort=sort, features=features, answers=answers, weights=weights)


def _scaled(example: Example, mean: Floats, scale: Floats) -> Example:
    numbers = scaled(example.features.numbers, mean, scale).astype(np.float16)
    return replace(example, features=replace(example.features, numbers=numbers))


def _weights(answers: Numbers, certain: Marks, *, is_news: bool) -> Floats:
    """Return how much each piece counts."""
    kinds = np.asarray([RARE_KINDS.get(kind, 1.0) for kind in KINDS])
    inside = np.flatnonzero(answers < KINDS.index("teaser"))
    here = np.arange(len(answers))
    near = np.ones(len(answers), bool)
    if len(inside):
        near = (here >= inside[0] - FAR_ABOVE) & (here <= inside[-1] + FAR_BELOW)
    page = min(1.0, FULL_LINES / len(answers)) ** 0.5 * (NEWS if is_news else 1.0)
    return np.asarray(kinds[answers] * certain * np.where(near, 1.0, FAR) * page, np.float32)


if __name__ == "__main__":
    main()
