"""Cut articles into windows of word pieces, and gather windows into batches."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.annotate.tag_windows import Window, cut

Article = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, as tensors."""

    ids: Tensor
    columns: Tensor
    heads: Tensor
    firsts: Tensor  # (rows, words): index of the first piece of each word
    known: Tensor  # (rows, words)
    labels: Tensor  # (rows, words)
    links: list[list[tuple[int, int, list[int]]]]  # for each row: cue, source or -1, contents


def load(path: Path, tokenizer: Tokenizer) -> list[Article]:
    """Read prepared articles, and cut their words into pieces."""
    articles = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            found = tokenizer.encode_batch(
                [[word] for word in article["words"]],
                is_pretokenized=True,
                add_special_tokens=False,
            )
            article["pieces"] = [encoding.ids or [100] for encoding in found]
            for name in ("columns", "heads", "labels"):
                article[name] = np.array(article[name], dtype=np.int64)
            articles.append(article)
    return articles


def windows(
    articles: Sequence[Article], longest: int, chance: random.Random | None
) -> list[tuple[Article, Window]]:
    """Return the windows of all articles; with `chance` the cuts fall anew each time."""
    found: list[tuple[Article, Window]] = []
    for article in articles:
        first = longest if chance is None else chance.randrange(longest // 4, longest + 1)
        own = cut(article["pieces"], article["columns"][:, 5], longest, first)
        found.extend((article, window) for window in own)
    return found


def batches(
    found: Sequence[tuple[Article, Window]], size: int, chance: random.Random
) -> Iterator[Batch]:
    """Yield batches of windows of like length, in random order."""
    order = sorted(found, key=lambda pair: len(pair[1].pieces) + chance.randrange(24))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(groups)
    yield from map(batch, groups)


def batch(group: Sequence[tuple[Article, Window]]) -> Batch:
    """Return windows as one batch, padded."""
    length = max(len(window.pieces) for _, window in group)
    words = max(window.last - window.first for _, window in group)
    rows = len(group)
    columns = group[0][0]["columns"].shape[1]
    ids, heads = (np.zeros((rows, length), dtype=np.int64) for _ in range(2))
    cells = np.zeros((rows, length, columns), dtype=np.int64)
    firsts, labels = (np.zeros((rows, words), dtype=np.int64) for _ in range(2))
    known = np.zeros((rows, words), dtype=bool)
    links = []
    for row, (article, window) in enumerate(group):
        size, count = len(window.pieces), window.last - window.first
        ids[row, :size] = window.pieces
        cells[row, :size] = window.spread(article["columns"])
        heads[row, :size] = window.heads(article["heads"])
        firsts[row, :count] = window.firsts
        labels[row, :count] = article["labels"][window.first : window.last]
        known[row, :count] = True
        links.append(_links(article, window))
    tensors = map(torch.from_numpy, (ids, cells, heads, firsts, known, labels))
    return Batch(*tensors, links)


def _links(article: Article, window: Window) -> list[tuple[int, int, list[int]]]:
    inside = range(window.first, window.last)
    return [
        (
            cue - window.first,
            source - window.first if source in inside else -1,
            [at - window.first for at in contents if at in inside],
        )
        for cue, source, contents in article["links"]
        if cue in inside and (source in inside or source < 0)
    ]
