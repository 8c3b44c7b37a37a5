"""Learn which lines of a page are the article's own.

    python -m training.lines page      writes src/reportedly/models/lines_page.npz

Reads WCXB articles (dev) and the outlet pages (dev) without the hosts held aside for
`benchmarks.pages`. The second pass learns on answers of the first that it gave for pages it had not
seen (four folds by host). Needs scikit-learn, which the package itself does not.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.page_sets import GoldPage, lines_in, outlet_pages, wcxb_pages
from sklearn.neural_network import MLPClassifier

from reportedly.acquire.decoding import decode
from reportedly.acquire.features import Matrix, around, line_features, names
from reportedly.acquire.html import read_page
from reportedly.acquire.lines import Line
from reportedly.acquire.metadata import bare_title
from reportedly.acquire.page_data import page_data
from reportedly.acquire.scorer import Layer, context
from reportedly.acquire.wording import guess_by_wording
from reportedly.errors import CannotHandle

MODELS = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models"
FOLDS = 4
HIDDEN = 32  # chosen for size and speed; other widths were not tried
EPOCHS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One page as the model sees it."""

    fold: int
    lines: tuple[Line, ...]
    rows: Matrix
    answers: Matrix


def main() -> None:
    """Learn both passes and write them."""
    sort = sys.argv[1]
    pages = [page for page in (*wcxb_pages(), *outlet_pages()) if page.body and not page.held_aside]
    examples = [example for page in pages for example in _examples(page)]
    first_rows = [around(example.rows) for example in examples]
    seen = _answers_unseen(examples, first_rows)
    second_rows = [
        np.hstack([example.rows, context(example.lines, answers)])
        for example, answers in zip(examples, seen, strict=True)
    ]
    learned = {"names": np.asarray(names())}
    for number, rows in ((1, first_rows), (2, second_rows)):
        layer = _learn(examples, rows)
        for name in ("mean", "scale", "hidden", "hidden_bias", "out", "out_bias"):
            learned[f"{name}{number}"] = np.asarray(getattr(layer, name), np.float16)
    np.savez_compressed(MODELS / f"lines_{sort}.npz", **learned)  # type: ignore[arg-type]


def _examples(page: GoldPage) -> Iterator[Example]:
    try:
        read = read_page(decode(page.content, is_html=True)[0])
    except CannotHandle:
        return
    fold = int(hashlib.sha256(page.host.encode()).hexdigest(), 16) // 5 % FOLDS
    texts = [line.text for line in read.lines]
    belongs = lines_in(texts, page.body)
    if not any(belongs):
        return
    titles = page_data(read).titles
    title = titles[0] if titles else bare_title(read.title) if read.title else None
    rows = line_features(read.lines, guess_by_wording(read.lines), title)
    answers = np.asarray(belongs, np.float32)
    yield Example(fold=fold, lines=read.lines, rows=rows, answers=answers)


def _answers_unseen(examples: list[Example], rows: list[Matrix]) -> list[Matrix]:
    found: list[Matrix] = [np.zeros(0, np.float32)] * len(examples)
    for fold in range(FOLDS):
        inside = [i for i, example in enumerate(examples) if example.fold != fold]
        layer = _learn([examples[i] for i in inside], [rows[i] for i in inside])
        for index, example in enumerate(examples):
            if example.fold == fold:
                found[index] = layer.answer(rows[index])
    return found


def _learn(examples: list[Example], rows: list[Matrix]) -> Layer:
    stacked = np.vstack(rows)
    mean, scale = stacked.mean(axis=0), stacked.std(axis=0) + 1e-3
    scaled = np.clip((stacked - mean) / scale, -5.0, 5.0)
    network: Any = MLPClassifier(
        (HIDDEN,), alpha=1e-3, batch_size=512, max_iter=EPOCHS, random_state=0
    )
    network.fit(scaled, np.concatenate([example.answers for example in examples]))
    return Layer(
        mean=mean,
        scale=scale,
        hidden=network.coefs_[0],
        hidden_bias=network.intercepts_[0],
        out=network.coefs_[1][:, 0],
        out_bias=float(network.intercepts_[1][0]),
    )


if __name__ == "__main__":
    main()
