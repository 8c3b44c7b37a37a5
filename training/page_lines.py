"""Learn which lines of a page are the article's own.

    python -m training.page_lines      writes src/reportedly/models/lines_page.npz
    python -m training.page_lines --limit 40 --out trial.npz      from 40 pages, to see that it runs

Reads WCXB articles (dev) and the outlet pages (dev) without the hosts held aside for
`benchmarks.pages`. Each step learns on answers that the step before it gave for pages it had not
seen (three folds by host). Needs scikit-learn, which the package itself does not.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.page_sets import GoldPage, outlet_pages, wcxb_pages
from scipy.sparse import csr_matrix, vstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import SGDClassifier

from reportedly.acquire.decoding import decode
from reportedly.acquire.html import read_page
from reportedly.acquire.lines import Line
from reportedly.acquire.page_boxes import Boxes
from reportedly.acquire.page_context import context
from reportedly.acquire.page_data import page_data
from reportedly.acquire.page_features import Matrix, page_rows
from reportedly.acquire.page_scorer import Trees
from reportedly.acquire.page_tokens import BUCKETS, name_buckets, word_buckets
from reportedly.acquire.stated_body import stated_body
from reportedly.acquire.titles import bare_title
from reportedly.acquire.wording import Guess, guess_by_wording
from reportedly.errors import CannotHandle
from training.alignment import aligned_lines

MODEL = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models" / "lines_page.npz"
FOLDS = 3
# Lines around the article that are all learned from; of those farther off one in four.
ABOVE, BELOW, FAR = 12, 25, 4
ROUNDS = 100
NEWS = 2.5  # how much more a line of a news outlet counts: there are six times fewer pages
BINS = 60  # of each column

Answers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One page as the model sees it."""

    fold: int
    lines: tuple[Line, ...]
    own: tuple[Guess, ...]
    title: str | None
    stated: str
    answers: Answers
    is_news: bool = False

    def lengths(self) -> npt.NDArray[np.int_]:
        """Return how many characters each line has."""
        return np.asarray([len(line.text) for line in self.lines])

    def buckets(self, sort: str) -> csr_matrix:
        """Return a row for each line, which holds how often each bucket is its names' or words'."""
        texts = [line.text for line in self.lines]
        found = name_buckets(self.lines) if sort == "names" else word_buckets(texts)
        ones = np.ones(len(found.line), np.float32)
        return csr_matrix((ones, (found.line, found.bucket)), shape=(len(texts), BUCKETS))


def main() -> None:
    """Learn the tables and both rows of trees, and write them."""
    parser = argparse.ArgumentParser(description="Learn which lines of a page are the article's.")
    parser.add_argument("--limit", type=int, help="learn from this many pages of the whole")
    parser.add_argument("--out", type=Path, help="the file written; needed with --limit")
    chosen = parser.parse_args()
    if chosen.limit and not chosen.out:
        parser.error("--limit needs --out: a model of few pages is not to be shipped")
    learned = learn(read_examples(FOLDS, chosen.limit))
    np.savez_compressed(chosen.out or MODEL, **learned)


def read_examples(folds: int, limit: int | None = None) -> list[Example]:
    """Return the pages learned from, their hosts in so many folds; `limit` takes some of them."""
    pages = [page for page in (*wcxb_pages(), *outlet_pages()) if page.body and not page.held_aside]
    pages = pages[:: max(1, len(pages) // limit)] if limit else pages
    return [one for page in pages for one in _example(page, folds)]


def learn(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the arrays of the model."""
    learned, rows = _told(examples)
    first = _out_of_fold(examples, rows)
    learned |= _stored(_fit(examples, rows), 1)
    return learned | _stored(_fit(examples, _second(examples, rows, first)), 2)


def stacked(
    examples: Sequence[Example],
) -> tuple[Answers, list[Matrix], list[Answers], list[Answers]]:
    """Return the columns and rows of the second trees, and what both say of unseen hosts."""
    learned, rows = _told(examples)
    first = _out_of_fold(examples, rows)
    second = _second(examples, rows, first)
    return learned["columns"], second, first, _out_of_fold(examples, second)


def _told(examples: Sequence[Example]) -> tuple[dict[str, Any], list[Matrix]]:
    """Return the tables of weights and the names of the columns, and the rows of all pages."""
    told: list[dict[str, Answers]] = [{} for _ in examples]
    learned: dict[str, Any] = {}
    for sort, column in (("names", "named"), ("words", "worded")):
        buckets = [example.buckets(sort) for example in examples]
        table, unseen = _table(examples, buckets)
        learned[sort] = table.astype(np.float16)
        for one, answers in zip(told, unseen, strict=True):
            one[column] = answers
    rows: list[Matrix] = []
    for example, columns in zip(examples, told, strict=True):
        names, row = page_rows(
            example.lines,
            example.own,
            Boxes(example.lines),
            title=example.title,
            stated=example.stated,
            told={**columns},
        )
        learned["columns"] = np.asarray(names)
        rows.append(row)
    return learned, rows


def _second(
    examples: Sequence[Example], rows: Sequence[Matrix], first: Sequence[Answers]
) -> list[Matrix]:
    """Return the rows with what the first trees say of the lines around each line."""
    return [
        np.hstack([row, context(Boxes(example.lines), example.lengths(), answers)])
        for example, row, answers in zip(examples, rows, first, strict=True)
    ]


def _example(page: GoldPage, folds: int) -> Iterator[Example]:
    try:
        read = read_page(decode(page.content, is_html=True)[0])
    except CannotHandle:
        return
    belongs = aligned_lines([line.text for line in read.lines], page.body)
    if not any(belongs):
        return
    titles = page_data(read).titles
    yield Example(
        fold=int(hashlib.sha256(page.host.encode()).hexdigest(), 16) // 5 % folds,
        lines=read.lines,
        own=tuple(guess_by_wording(read.lines)),
        title=titles[0] if titles else bare_title(read.title) if read.title else None,
        stated=stated_body(read.scripts),
        answers=np.asarray(belongs, np.float32),
        is_news=page.name.endswith(".html"),  # of the outlet set
    )


def _weights(example: Example) -> Answers:
    """Return how much each line counts: longer ones more, those of long pages less, far ones 0."""
    lengths = example.lengths()
    belongs = np.flatnonzero(example.answers)
    places = np.arange(len(lengths))
    near = (places >= belongs[0] - ABOVE) & (places <= belongs[-1] + BELOW)
    taken = near | (places % FAR == 0)
    page = min(1.0, 150 / len(lengths)) ** 0.5 * (NEWS if example.is_news else 1.0)
    return np.asarray(np.minimum(1 + lengths / 40, 4) * page * taken, np.float32)


def _table(
    examples: Sequence[Example], buckets: Sequence[csr_matrix]
) -> tuple[Matrix, list[Answers]]:
    """Return a weight for each bucket, and the sums for lines that the weights did not see."""

    def fit(chosen: Sequence[int]) -> Matrix:
        weights = np.concatenate([_weights(examples[i]) for i in chosen])
        model = SGDClassifier(loss="log_loss", alpha=3e-5, max_iter=8, tol=None, random_state=0)
        model.fit(
            vstack([buckets[i] for i in chosen]),
            np.concatenate([examples[i].answers for i in chosen]),
            sample_weight=weights,
        )
        return np.asarray(model.coef_[0], np.float32)

    def answer(table: Matrix, index: int) -> Answers:
        return np.asarray(buckets[index] @ table, np.float32)

    return fit(range(len(examples))), _by_fold(examples, fit, answer)


def _out_of_fold(examples: Sequence[Example], rows: Sequence[Matrix]) -> list[Answers]:
    def fit(chosen: Sequence[int]) -> Trees:
        return _fit([examples[i] for i in chosen], [rows[i] for i in chosen])

    return _by_fold(examples, fit, lambda trees, index: trees.answer(rows[index]))


def _by_fold(
    examples: Sequence[Example],
    fit: Callable[[Sequence[int]], Any],
    answer: Callable[[Any, int], Answers],
) -> list[Answers]:
    found: list[Answers] = [np.zeros(0, np.float32)] * len(examples)
    for fold in sorted({example.fold for example in examples}):
        model = fit([i for i, example in enumerate(examples) if example.fold != fold])
        for index, example in enumerate(examples):
            if example.fold == fold:
                found[index] = answer(model, index)
    return found


def _fit(examples: Sequence[Example], rows: Sequence[Matrix]) -> Trees:
    weights = np.concatenate([_weights(example) for example in examples])
    taken = weights > 0
    matrix = np.vstack(rows)[taken]
    edges = [_edges(column) for column in matrix[::4].T]
    # Binned here: with weights scikit-learn looks for the limits of its bins far more slowly.
    binned = [
        np.searchsorted(limits, column) for limits, column in zip(edges, matrix.T, strict=True)
    ]
    model = HistGradientBoostingClassifier(
        learning_rate=0.12,
        max_iter=ROUNDS,
        max_leaf_nodes=24,
        max_depth=7,
        min_samples_leaf=40,
        l2_regularization=5.0,
        max_features=0.3,
        max_bins=BINS + 2,
        early_stopping=False,
        random_state=0,
    )
    answers = np.concatenate([example.answers for example in examples])
    model.fit(
        np.stack(binned, axis=1).astype(np.float32), answers[taken], sample_weight=weights[taken]
    )
    return _as_trees(model, edges)


def _edges(column: Answers) -> Answers:
    """Return the limits of the bins of a column: what is not above the first is in bin 0."""
    found = np.unique(column)
    if len(found) > BINS:
        found = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1), method="lower"))
    return np.asarray(found, np.float32)


def _as_trees(model: HistGradientBoostingClassifier, edges: Sequence[Answers]) -> Trees:
    """Return the trees of a fitted scikit-learn model as flat arrays."""
    roots: list[int] = []
    parts = []
    count = 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        roots.append(count)
        leaf = nodes["is_leaf"].astype(bool)
        here = np.arange(len(nodes)) + count
        left = np.where(leaf, here, nodes["left"] + count)
        right = np.where(leaf, here, nodes["right"] + count)
        parts.append((nodes, leaf, np.stack([left, right], axis=1).ravel()))
        count += len(nodes)
    nodes = np.concatenate([part[0] for part in parts])
    leaf = np.concatenate([part[1] for part in parts])
    limits = [
        0.0 if end else edges[node["feature_idx"]][int(node["num_threshold"])]
        for node, end in zip(nodes, leaf, strict=True)
    ]
    return Trees(
        roots=np.asarray(roots, np.int32),
        column=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16),
        limit=np.asarray(limits, np.float32),
        children=np.concatenate([part[2] for part in parts]).astype(np.int32),
        value=np.where(leaf, nodes["value"], 0.0).astype(np.float32),
        depth=int(nodes["depth"].max()),
        base=float(np.ravel(model._baseline_prediction)[0]),
    )


def _stored(trees: Trees, number: int) -> dict[str, Any]:
    names = ("roots", "column", "limit", "children", "value")
    found: dict[str, Any] = {f"{name}{number}": getattr(trees, name) for name in names}
    found[f"depth_base{number}"] = np.asarray([trees.depth, trees.base])
    return found


if __name__ == "__main__":
    main()
