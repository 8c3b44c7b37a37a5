"""Learn of which kind each piece of flat text is.

    python -m training.flat      writes src/reportedly/models/flat.npz

Reads WCXB articles (dev) and the outlet pages (dev) without the hosts held aside for
`benchmarks.flat`, flattened as a whole and in some of its other ways. The second pass learns on
answers of the first that it gave for pages it had not seen (folds by host). Needs scikit-learn,
which the package itself does not.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from benchmarks.flattening import WAYS, Flattened, flattened
from benchmarks.page_sets import GoldPage, outlet_pages, wcxb_pages
from benchmarks.true_lines import true_lines
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from reportedly.acquire.flat import FlatSettings, guess_by_place
from reportedly.acquire.flat_features import BUCKETS, KINDS, NAMES, Features, flat_features
from reportedly.acquire.flat_scorer import FIRST_CLIP, FIRST_SCALE, SECOND_CLIP, around
from reportedly.acquire.lines import Line, flat_lines
from reportedly.acquire.pieces import pieces
from reportedly.acquire.wording import guess_by_wording

OUT = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models" / "flat.npz"
FOLDS = 4
OTHER_WAYS = 4  # of flattening, for each page, beside the whole page
HIDDEN = 64
PASSES = 5  # over as many rows as there are; they are drawn by their weight
LEAST_WEIGHT = 0.04  # of a hashed word, below which it is left out
# Long menus teach nothing after their first lines: of pieces this far outside the article only some
# are kept.
FAR_ABOVE, FAR_BELOW, KEPT = 12, 25, 0.3
# A page of 1,000 lines counts as four of 60; a news page, of which there are few, as three others.
FULL_LINES, NEWS = 60, 3.0
RARE_KINDS = {
    "headline": 1.2,
    "standfirst": 2.0,
    "byline": 1.5,
    "dateline": 1.2,
    "caption": 2.0,
    "credit": 1.5,
    "teaser": 1.4,
}

Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One flattened text as the model sees it."""

    fold: int
    news: bool
    features: Features
    sizes: npt.NDArray[np.float64]
    answers: Numbers
    kept: Marks  # pieces to learn from


def main() -> None:
    """Learn both passes and write them."""
    pages = [page for page in (*wcxb_pages(), *outlet_pages()) if page.body and not page.held_aside]
    examples = [example for page in pages for example in _examples(page)]
    print(f"{len(examples)} texts of {len(pages)} pages", file=sys.stderr)
    mean, scale = _spread(np.vstack([one.features.numbers[one.kept] for one in examples]))
    rows = [_first_rows(one.features, mean, scale) for one in examples]
    seen: list[Any] = [None] * len(examples)
    for fold in range(FOLDS):
        learned = _first_pass(examples, rows, leave_out=fold)
        for index, example in enumerate(examples):
            if example.fold == fold:
                seen[index] = learned.predict_proba(rows[index])
        print(f"fold {fold} answered", file=sys.stderr)
    first = _first_pass(examples, rows, leave_out=None)
    stored = _first_arrays(first, mean, scale)
    stored |= _second_arrays(examples, seen)
    stored["follows"] = _follows(examples).astype(np.float16)
    np.savez_compressed(OUT, names=np.asarray(NAMES), **stored)


# --- examples ---------------------------------------------------------------------------------


def _examples(page: GoldPage) -> Iterator[Example]:
    if not true_lines(page):
        return
    number = int(hashlib.sha256(page.name.encode()).hexdigest(), 16)
    others = sorted(
        list(WAYS)[1:], key=lambda way: hashlib.sha256(f"{number} {way}".encode()).hexdigest()
    )
    fold = int(hashlib.sha256(page.host.encode()).hexdigest(), 16) // 5 % FOLDS
    for text in flattened(page, ["whole page", *others[:OTHER_WAYS]]):
        yield _example(text, fold, news="/" in page.name, seed=number % 2**32)


def _example(text: Flattened, fold: int, *, news: bool, seed: int) -> Example:
    lines = pieces(flat_lines(text.text))
    own = guess_by_wording(lines)
    features = flat_features(lines, own, guess_by_place(lines, own, FlatSettings()))
    answers, certain = truth(lines, text)
    return Example(
        fold=fold,
        news=news,
        features=features,
        sizes=np.asarray([len(line.text) for line in lines], np.float64),
        answers=answers,
        kept=certain & _near_article(answers, seed),
    )


def truth(lines: Sequence[Line], text: Flattened) -> tuple[Numbers, Marks]:
    """Return the kind of each piece, and whether it is certain."""
    answers = np.zeros(len(lines), np.intp)
    certain = np.ones(len(lines), bool)
    first = 0
    for index, line in enumerate(lines):
        while text.pieces[first].end <= line.span.start:
            first += 1
        best, gold = 0, text.pieces[first]
        for piece in text.pieces[first:]:
            if piece.start >= line.span.end:
                break
            shared = min(piece.end, line.span.end) - max(piece.start, line.span.start)
            if shared > best:
                best, gold = shared, piece
        answers[index] = KINDS.index(gold.kind)
        certain[index] = not gold.doubtful
    return answers, certain


def _near_article(answers: Numbers, seed: int) -> Marks:
    inside = np.flatnonzero(answers < KINDS.index("teaser"))
    here = np.arange(len(answers))
    far = (here < inside[0] - FAR_ABOVE) | (here > inside[-1] + FAR_BELOW)
    drawn = np.random.default_rng(seed).random(len(answers)) < KEPT
    return np.asarray(~far | drawn)


# --- the first pass ---------------------------------------------------------------------------


def _spread(rows: Floats) -> tuple[Floats, Floats]:
    return rows.mean(axis=0), rows.std(axis=0) + 1e-3


def _first_rows(features: Features, mean: Floats, scale: Floats) -> sparse.csr_matrix:
    count = len(features.numbers)
    ones = np.ones(len(features.hashes), np.float32)
    words = sparse.csr_matrix((ones, (features.owners, features.hashes)), shape=(count, BUCKETS))
    scaled = np.clip((features.numbers - mean) / scale, -FIRST_CLIP, FIRST_CLIP) * FIRST_SCALE
    return sparse.hstack([words, sparse.csr_matrix(scaled)], format="csr", dtype=np.float32)


def _first_pass(
    examples: Sequence[Example], rows: Sequence[Any], *, leave_out: int | None
) -> LogisticRegression:
    taken = [index for index, example in enumerate(examples) if example.fold != leave_out]
    stacked = sparse.vstack([rows[index][examples[index].kept] for index in taken], format="csr")
    answers = np.concatenate([examples[index].answers[examples[index].kept] for index in taken])
    # Forty steps do not bring it to rest; they bound the time that it takes.
    return LogisticRegression(C=0.3, max_iter=40, tol=1e-3).fit(stacked, answers)


def _first_arrays(learned: LogisticRegression, mean: Floats, scale: Floats) -> dict[str, Any]:
    weights = learned.coef_.T
    words = weights[:BUCKETS]
    kept = np.flatnonzero(np.abs(words).max(axis=1) > LEAST_WEIGHT)
    step = np.abs(words).max() / 127
    return {
        "mean1": mean.astype(np.float32),
        "scale1": scale.astype(np.float32),
        "numbers": weights[BUCKETS:].astype(np.float16),
        "word_rows": kept.astype(np.uint32),
        "words": np.round(words[kept] / step).astype(np.int8),
        "words_scale": np.float32(step),
        "bias1": learned.intercept_.astype(np.float32),
    }


# --- the second pass --------------------------------------------------------------------------


def _second_arrays(examples: Sequence[Example], seen: Sequence[Any]) -> dict[str, Any]:
    rows = np.vstack(
        [
            np.hstack([one.features.numbers, around(answers, one.sizes)])[one.kept]
            for one, answers in zip(examples, seen, strict=True)
        ]
    )
    answers = np.concatenate([one.answers[one.kept] for one in examples])
    weights = np.concatenate([_weights(one) for one in examples])
    mean, scale = _spread(rows)
    scale += 1e-2
    scaled = np.clip((rows - mean) / scale, -SECOND_CLIP, SECOND_CLIP)
    drawn = np.random.default_rng(0).choice(
        len(rows), size=PASSES * len(rows), p=weights / weights.sum()
    )
    network: Any = MLPClassifier(
        (HIDDEN,), alpha=1e-4, batch_size=512, max_iter=1, learning_rate_init=1e-3, random_state=0
    )
    for part in np.array_split(drawn, PASSES):
        network.partial_fit(scaled[part], answers[part], classes=np.arange(len(KINDS)))
    return {
        "mean2": mean.astype(np.float32),
        "scale2": scale.astype(np.float32),
        "hidden": network.coefs_[0].astype(np.float16),
        "hidden_bias": network.intercepts_[0].astype(np.float32),
        "out": network.coefs_[1].astype(np.float16),
        "out_bias": network.intercepts_[1].astype(np.float32),
    }


def _weights(example: Example) -> Floats:
    kinds = np.asarray([RARE_KINDS.get(kind, 1.0) for kind in KINDS], np.float32)
    count = int(example.kept.sum())
    page = min(1.0, FULL_LINES / max(1, count)) ** 0.5 * (NEWS if example.news else 1.0)
    return np.asarray(kinds[example.answers[example.kept]] * page, np.float32)


def _follows(examples: Sequence[Example]) -> npt.NDArray[np.float64]:
    """Return how much oftener than by chance each kind follows each, as log odds."""
    size = len(KINDS)
    pairs, alone = np.full((size, size), 5.0), np.full(size, 5.0)
    for example in examples:
        kinds = example.answers
        page = min(1.0, FULL_LINES / len(kinds)) ** 0.5
        np.add.at(pairs, (kinds[:-1], kinds[1:]), page)
        np.add.at(alone, kinds, page)
    return np.asarray(
        np.log(pairs / pairs.sum(axis=1, keepdims=True)) - np.log(alone / alone.sum())
    )


if __name__ == "__main__":
    main()
