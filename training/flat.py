"""Learn of which kind each piece of flat text is.

    python -m training.flat      writes src/reportedly/models/flat.npz

Reads WCXB articles (dev) and the outlet pages (dev) without the hosts held aside for
`benchmarks.flat`, flattened as a whole and in some of its other ways. Each step learns on answers
that the step before it gave for pages it had not seen (two halves by host). Needs scikit-learn,
which the package itself does not.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from benchmarks.flattening import WAYS, Flattened, flattened
from benchmarks.page_sets import GoldPage, outlet_pages, wcxb_pages
from benchmarks.true_lines import true_lines
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import SGDClassifier

from reportedly.acquire.flat import FlatSettings, guess_by_place
from reportedly.acquire.flat_features import BUCKETS, KINDS, NAMES, Features, flat_features
from reportedly.acquire.flat_scorer import first_rows, second_rows, worded
from reportedly.acquire.flat_trees import KindTrees
from reportedly.acquire.lines import Line, flat_lines
from reportedly.acquire.pieces import pieces
from reportedly.acquire.wording import guess_by_wording

OUT = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models" / "flat.npz"
OTHER_WAYS = 4  # of flattening, for each page, beside the whole page
LEAST_WEIGHT = 0.05  # of a hashed word, below which it is left out
ROUNDS = 40
FIRST_ROWS, SECOND_ROWS = 80_000, 60_000  # drawn by their weight
BINS = 60  # of each column
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

    half: int
    news: bool
    features: Features
    sizes: npt.NDArray[np.float64]
    answers: Numbers
    kept: Marks  # pieces to learn from

    def weights(self, *, rare: bool) -> Floats:
        """Return how much each piece that is learned from counts; `rare` kinds count more."""
        kinds = np.asarray([RARE_KINDS.get(kind, 1.0) if rare else 1.0 for kind in KINDS])
        page = min(1.0, FULL_LINES / max(1, int(self.kept.sum()))) ** 0.5
        page *= NEWS if self.news else 1.0
        return np.asarray(kinds[self.answers[self.kept]] * page, np.float32)


def main() -> None:
    """Learn the table of words and both rows of trees, and write them."""
    pages = [page for page in (*wcxb_pages(), *outlet_pages()) if page.body and not page.held_aside]
    examples = [one for page in pages for one in _examples(page) if one.kept.any()]
    print(f"{len(examples)} texts of {len(pages)} pages", file=sys.stderr)
    words, bias = _fit_words(examples)
    said = _unseen(examples, _fit_words, lambda table, i: worded(examples[i].features, *table))
    print("words learned", file=sys.stderr)
    rows = [first_rows(one.features, told) for one, told in zip(examples, said, strict=True)]
    first = _fit_trees(examples, rows, FIRST_ROWS)
    alone = _unseen(
        list(zip(examples, rows, strict=True)),
        lambda chosen: _fit_trees([e for e, _ in chosen], [r for _, r in chosen], FIRST_ROWS),
        lambda trees, i: trees.answer(rows[i]),
    )
    print("first trees learned", file=sys.stderr)
    rows = [
        second_rows(row, told, one.sizes)
        for row, told, one in zip(rows, alone, examples, strict=True)
    ]
    second = _fit_trees(examples, rows, SECOND_ROWS)
    np.savez_compressed(
        OUT,
        names=np.asarray(NAMES),
        follows=_follows(examples).astype(np.float16),
        **_stored_words(words, bias),
        **_stored_trees(first, 1),
        **_stored_trees(second, 2),
    )


# --- examples ---------------------------------------------------------------------------------


def _examples(page: GoldPage) -> Iterator[Example]:
    if not true_lines(page):
        return
    number = int(hashlib.sha256(page.name.encode()).hexdigest(), 16)
    others = sorted(
        list(WAYS)[1:], key=lambda way: hashlib.sha256(f"{number} {way}".encode()).hexdigest()
    )
    half = int(hashlib.sha256(page.host.encode()).hexdigest(), 16) // 5 % 5 % 2
    for text in flattened(page, ["whole page", *others[:OTHER_WAYS]]):
        yield _example(text, half, news="/" in page.name, seed=number % 2**32)


def _example(text: Flattened, half: int, *, news: bool, seed: int) -> Example:
    lines = pieces(flat_lines(text.text))
    own = guess_by_wording(lines)
    features = flat_features(lines, own, guess_by_place(lines, own, FlatSettings()))
    answers, certain = _truth(lines, text)
    return Example(
        half=half,
        news=news,
        features=features,
        sizes=np.asarray([len(line.text) for line in lines], np.float64),
        answers=answers,
        kept=certain & _near_article(answers, seed),
    )


def _truth(lines: Sequence[Line], text: Flattened) -> tuple[Numbers, Marks]:
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
    if not len(inside):
        return np.zeros(len(answers), bool)
    here = np.arange(len(answers))
    far = (here < inside[0] - FAR_ABOVE) | (here > inside[-1] + FAR_BELOW)
    drawn = np.random.default_rng(seed).random(len(answers)) < KEPT
    return np.asarray(~far | drawn)


def _unseen(
    examples: Sequence[Any],
    fit: Callable[[Sequence[Any]], Any],
    answer: Callable[[Any, int], Any],
) -> list[Any]:
    """Return the answers for each example of what was learned from the other half of the hosts."""
    halves = [(one if isinstance(one, Example) else one[0]).half for one in examples]
    found: list[Any] = [None] * len(examples)
    for half in (0, 1):
        model = fit([one for one, own in zip(examples, halves, strict=True) if own != half])
        for index, own in enumerate(halves):
            if own == half:
                found[index] = answer(model, index)
    return found


# --- words ------------------------------------------------------------------------------------


def _fit_words(examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """Return a weight of each bucket for each kind, and what stands for no word at all."""
    stacked = sparse.vstack([_word_rows(one)[one.kept] for one in examples], format="csr")
    model = SGDClassifier(loss="log_loss", alpha=2e-5, max_iter=6, tol=None, random_state=0)
    model.fit(
        stacked,
        np.concatenate([one.answers[one.kept] for one in examples]),
        sample_weight=np.concatenate([one.weights(rare=False) for one in examples]),
    )
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def _word_rows(example: Example) -> sparse.csr_matrix:
    features = example.features
    ones = np.ones(len(features.hashes), np.float32)
    shape = (len(features.numbers), BUCKETS)
    return sparse.csr_matrix((ones, (features.owners, features.hashes)), shape=shape)


def _stored_words(words: Floats, bias: Floats) -> dict[str, Any]:
    kept = np.flatnonzero(np.abs(words).max(axis=1) > LEAST_WEIGHT)
    step = np.abs(words).max() / 127
    return {
        "word_rows": kept.astype(np.uint32),
        "words": np.round(words[kept] / step).astype(np.int8),
        "words_scale": np.float32(step),
        "words_bias": bias,
    }


# --- trees ------------------------------------------------------------------------------------


def _fit_trees(examples: Sequence[Example], rows: Sequence[Floats], count: int) -> KindTrees:
    stacked = np.vstack([row[one.kept] for row, one in zip(rows, examples, strict=True)])
    answers = np.concatenate([one.answers[one.kept] for one in examples])
    weights = np.concatenate([one.weights(rare=True) for one in examples]).astype(np.float64)
    if count < len(stacked):
        drawn = np.random.default_rng(0).choice(
            len(stacked), size=count, replace=False, p=weights / weights.sum()
        )
        stacked, answers, weights = stacked[drawn], answers[drawn], np.ones(count)
    edges = [_edges(column) for column in stacked[::3].T]
    # Binned here: with weights scikit-learn looks for the limits of its bins far more slowly.
    binned = [
        np.searchsorted(limits, column) for limits, column in zip(edges, stacked.T, strict=True)
    ]
    model = HistGradientBoostingClassifier(
        learning_rate=0.15,
        max_iter=ROUNDS,
        max_leaf_nodes=24,
        max_depth=7,
        min_samples_leaf=30,
        l2_regularization=5.0,
        max_features=0.3,
        max_bins=BINS + 2,
        early_stopping=False,
        random_state=0,
    )
    model.fit(np.stack(binned, axis=1).astype(np.float32), answers, sample_weight=weights)
    return _as_trees(model, edges)


def _edges(column: Floats) -> Floats:
    """Return the limits of the bins of a column: what is not above the first is in bin 0."""
    found = np.unique(column)
    if len(found) > BINS:
        found = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1), method="lower"))
    return np.asarray(found, np.float32)


def _as_trees(model: HistGradientBoostingClassifier, edges: Sequence[Floats]) -> KindTrees:
    """Return the trees of a fitted scikit-learn model as flat arrays."""
    roots: list[int] = []
    parts = []
    count = depth = 0
    for nodes in (tree.nodes for grown in model._predictors for tree in grown):
        roots.append(count)
        leaf = nodes["is_leaf"].astype(bool)
        here = np.arange(len(nodes)) + count
        left = np.where(leaf, here, nodes["left"] + count)
        right = np.where(leaf, here, nodes["right"] + count)
        parts.append((nodes, leaf, np.stack([left, right], axis=1).ravel()))
        count += len(nodes)
        depth = max(depth, int(nodes["depth"].max()))
    nodes = np.concatenate([part[0] for part in parts])
    leaf = np.concatenate([part[1] for part in parts])
    limits = [
        0.0 if end else edges[node["feature_idx"]][: int(node["num_threshold"]) + 1][-1]
        for node, end in zip(nodes, leaf, strict=True)
    ]
    return KindTrees(
        roots=np.asarray(roots, np.int32),
        column=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16),
        limit=np.asarray(limits, np.float32),
        children=np.concatenate([part[2] for part in parts]).astype(np.int32),
        value=np.where(leaf, nodes["value"], 0.0).astype(np.float32),
        base=np.ravel(model._baseline_prediction).astype(np.float32),
        depth=depth,
    )


def _stored_trees(trees: KindTrees, number: int) -> dict[str, Any]:
    names = ("roots", "column", "limit", "children", "base")
    found: dict[str, Any] = {f"{name}{number}": getattr(trees, name) for name in names}
    found[f"value{number}"] = trees.value.astype(np.float16)
    found[f"depth{number}"] = np.int32(trees.depth)
    return found


# --- sequences --------------------------------------------------------------------------------


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
