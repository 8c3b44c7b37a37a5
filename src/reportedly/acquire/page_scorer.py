"""How likely each line of a page is the article's own, from 0 to 1, by learned trees.

    names and words of each line -> two tables of weights -> two columns more
    rows -> first trees -> what they say of the lines around and in the same elements
    rows and that -> second trees -> answers

The weights are in `models/lines_page.npz`; their card beside it says from what they were learned
and how well they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line
from reportedly.acquire.page_context import context
from reportedly.acquire.page_features import Columns, Matrix, page_rows
from reportedly.acquire.wording import Guess

Scores = npt.NDArray[np.float32]

BUCKETS = 1 << 13  # of each table of weights
WORD = re.compile(r"\w+|[^\w\s]")
FIRST_WORDS, LAST_WORDS = 6, 2
SHORT_WORDS = 8  # a line of so few is seen as a whole too
LAST_PART = 40  # characters in which the last words are looked for
LOOKED_AT = 80  # characters, at the beginning
AT_ONCE = 2_048  # rows walked down the trees together, so that memory stays bounded
MOST_NAMES = 12  # of one element


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Regression trees whose leaves are summed; all nodes of all trees in one row of arrays.

    A leaf leads to itself, so that every tree can be walked down equally far.
    """

    roots: npt.NDArray[np.signedinteger]
    column: npt.NDArray[np.signedinteger]
    limit: Matrix
    # Of node n: 2n where not above the limit, 2n + 1 above it.
    children: npt.NDArray[np.signedinteger]
    value: Matrix
    depth: int
    base: float

    def answer(self, rows: Matrix) -> Scores:
        """Return the answer for each row, 0 to 1."""
        parts = [self._sums(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
        return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate(parts))), np.float32)

    def _sums(self, rows: Matrix) -> Matrix:
        flat = np.ascontiguousarray(rows).ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            above = flat.take(first + self.column.take(node)) > self.limit.take(node)
            node = self.children.take(2 * node + above)
        return np.asarray(self.value.take(node).sum(axis=1) + self.base, np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageModel:
    """What was learned: see the module."""

    names: list[float]  # weight of each bucket of names
    words: list[float]
    first: Trees
    second: Trees


def score_page_lines(
    lines: Sequence[Line], own: Sequence[Guess], *, title: str | None = None, stated: str = ""
) -> Scores:
    """Return how likely each line is the article's own; `stated` is the body the data gives."""
    if not lines:
        return np.zeros(0, np.float32)
    model = page_model()
    columns, rows = page_rows(lines, own, title, stated, token_columns(lines, model))
    if columns != _columns():
        raise RuntimeError("models/lines_page.npz was learned from other columns")
    answers = model.first.answer(rows)
    return model.second.answer(np.hstack([rows, context(lines, answers)]))


def token_columns(lines: Sequence[Line], model: PageModel) -> Columns:
    """Return what the tables of weights make of the names and words of each line."""
    names, words = model.names.__getitem__, model.words.__getitem__
    return {
        "named": [sum(map(names, name_buckets(line.tag, line.names))) for line in lines],
        "worded": [sum(map(words, word_buckets(line.text))) for line in lines],
    }


@lru_cache(maxsize=20_000)
def name_buckets(tag: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the buckets of a line's tag and of the names of the elements around it."""
    found = {f"T:{tag}"}
    for sort, around in (("N", names[:1]), ("A", names[1:4])):
        for one in around:
            found.update([f"{sort}:{name}" for name in one.lower().split()[:MOST_NAMES]])
    return _buckets(found)


@lru_cache(maxsize=20_000)
def word_buckets(text: str) -> tuple[int, ...]:
    """Return the buckets of the first and last words of a line."""
    low = text[:LOOKED_AT].lower()
    words = WORD.findall(low)
    first = words[:FIRST_WORDS]
    found = {f"w:{word}" for word in first}
    found.update([f"b:{one} {two}" for one, two in pairwise(first)])
    last = words if len(text) <= LAST_PART else WORD.findall(text[-LAST_PART:].lower())
    found.update([f"e:{word}" for word in last[-LAST_WORDS:]])
    if len(words) <= SHORT_WORDS and len(text) <= LOOKED_AT:
        found.add(f"=:{low}")
    return _buckets(found)


def _buckets(tokens: Iterable[str]) -> tuple[int, ...]:
    found = set(map(_bucket, tokens))
    return tuple(sorted(found))  # in order, so that sums of floats are always the same


@lru_cache(maxsize=50_000)
def _bucket(token: str) -> int:
    return crc32(token.encode("utf-8", "replace")) % BUCKETS


@cache
def _stored() -> Mapping[str, npt.NDArray[np.generic]]:
    source = resources.files("reportedly") / "models" / "lines_page.npz"
    with source.open("rb") as file, np.load(file) as stored:
        return {name: stored[name] for name in stored.files}


@cache
def _columns() -> list[str]:
    return [str(name) for name in _stored()["columns"]]


@cache
def page_model() -> PageModel:
    """Return the model that ships with the package."""
    stored = _stored()
    return PageModel(
        names=np.asarray(stored["names"], float).tolist(),
        words=np.asarray(stored["words"], float).tolist(),
        first=_trees(stored, 1),
        second=_trees(stored, 2),
    )


def _trees(stored: Mapping[str, npt.NDArray[np.generic]], number: int) -> Trees:
    depth, base = np.asarray(stored[f"depth_base{number}"], float)
    # As numpy takes places: others it would turn into these at each step down.
    return Trees(
        roots=np.asarray(stored[f"roots{number}"], np.intp),
        column=np.asarray(stored[f"column{number}"], np.intp),
        limit=np.asarray(stored[f"limit{number}"], np.float32),
        children=np.asarray(stored[f"children{number}"], np.intp),
        value=np.asarray(stored[f"value{number}"], np.float32),
        depth=int(depth),
        base=float(base),
    )
