"""How likely each line of a page is the article's own, from 0 to 1, by learned trees.

    names and words of each line -> two tables of weights -> two columns more
    rows -> first trees -> what they say of the lines around and in the same elements
    rows and that -> second trees
    all of that -> a network that reads the lines of a page together; both count alike

The weights are in `models/lines_page.npz` and `models/page_networks.npz`; their cards beside them
say from what they were learned and how well they do.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.asked_trees import AskedTrees
from reportedly.acquire.lines import Line
from reportedly.acquire.page_boxes import Boxes, Columns
from reportedly.acquire.page_context import context
from reportedly.acquire.page_features import Matrix, page_rows
from reportedly.acquire.page_networks import GROUPED, network_rows, page_networks
from reportedly.acquire.page_tokens import Weights, name_buckets, word_buckets
from reportedly.acquire.wording import Guess
from reportedly.shipped import shipped_arrays

Scores = npt.NDArray[np.float32]

AT_ONCE = 2_048  # rows walked down the trees together, so that memory stays bounded
# What the first pass rules out so surely, and all around it, the second is not asked of.
FAINT, BESIDE = 0.01, 4  # lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Regression trees whose leaves are summed; all nodes of all trees in one row of arrays.

    A leaf leads to itself, so that every tree can be walked down equally far. So they are learned
    and stored; pages are read by the `AskedTrees` made of them, which say the same sooner.
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


def score_page_lines(
    lines: Sequence[Line], own: Sequence[Guess], *, title: str | None = None, stated: str = ""
) -> Scores:
    """Return how likely each line is the article's own; `stated` is the body the data gives."""
    if not lines:
        return np.zeros(0, np.float32)
    boxes = Boxes(lines)
    told = token_columns(lines, *_tables())
    columns, rows = page_rows(lines, own, boxes, title=title, stated=stated, told=told)
    first, second = _asked(columns)
    answers = first.answer(rows)
    taken = near_any(answers)
    if taken.any():
        lengths = np.asarray([len(line.text) for line in lines])
        # Column by column, as the trees ask for them.
        beside = context(boxes, lengths, answers).T
        wide = np.vstack([rows.T[:, taken], beside[:, taken]]).T
        alone = second.answer(wide)
        seen = network_rows(wide, answers[taken], alone)
        read = page_networks(columns).answer(seen, boxes.numbers()[GROUPED][:, taken])
        # In cross-validation the network alone gets as many pages exact, but is farther off on
        # those that it gets wrong.
        answers[taken] = (alone + read) / 2
    return answers


def near_any(answers: Scores) -> npt.NDArray[np.bool_]:
    """Return which lines are, or stand beside, any that the first pass does not rule out."""
    holds = answers > FAINT
    summed = np.cumsum(np.concatenate([np.zeros(BESIDE + 1, int), holds, np.zeros(BESIDE, int)]))
    return np.asarray(summed[2 * BESIDE + 1 :] > summed[: -2 * BESIDE - 1])


def token_columns(lines: Sequence[Line], names: Weights, words: Weights) -> Columns:
    """Return what the tables of weights make of the names and words of each line."""
    # Many lines have the same names around them, or are of the same words.
    named, like = _first_of_each([(line.tag, line.names) for line in lines])
    worded, same = _first_of_each([line.text for line in lines])
    by_names = name_buckets([lines[place] for place in named]).sums(names, len(named))
    by_words = word_buckets([lines[place].text for place in worded]).sums(words, len(worded))
    return {"named": by_names[like], "worded": by_words[same]}


def _first_of_each(keys: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    """Return the places of the first of each different key, and which of these each key is."""
    numbers: dict[Hashable, int] = {}
    like = [numbers.setdefault(key, len(numbers)) for key in keys]
    seen = dict(zip(reversed(like), range(len(keys) - 1, -1, -1), strict=True))
    return [seen[number] for number in range(len(numbers))], like


@cache
def _stored() -> Mapping[str, npt.NDArray[np.generic]]:
    return shipped_arrays("lines_page")


@cache
def _tables() -> tuple[Weights, Weights]:
    """Return what names and words weigh."""
    stored = _stored()
    return np.asarray(stored["names"], float), np.asarray(stored["words"], float)


@lru_cache(maxsize=2)
def page_trees(columns: tuple[str, ...] = ()) -> tuple[Trees, Trees]:
    """Return the trees of both passes, for rows of these columns or those learned from."""
    stored = _stored()
    learned = [str(name) for name in stored["columns"]]
    columns = columns or tuple(learned)
    if missing := set(learned) - set(columns):
        raise RuntimeError(f"models/lines_page.npz was learned from other columns: {missing}")
    places = [columns.index(name) for name in learned]
    # What the first pass says stands behind them.
    added = np.arange(len(learned)) + len(columns)
    where = np.append(places, added)
    return _trees(stored, 1, where), _trees(stored, 2, where)


@lru_cache(maxsize=2)
def _asked(columns: tuple[str, ...]) -> tuple[AskedTrees, AskedTrees]:
    first, second = map(_as_asked, page_trees(columns))
    return first, second


def _as_asked(trees: Trees) -> AskedTrees:
    return AskedTrees.of(
        trees.roots, trees.column, trees.limit, trees.children, trees.value, trees.base
    )


def _trees(
    stored: Mapping[str, npt.NDArray[np.generic]], number: int, places: npt.NDArray[np.int_]
) -> Trees:
    """Return stored trees; `places` are those of the columns that they learned from."""
    depth, base = np.asarray(stored[f"depth_base{number}"], float)
    # As numpy takes places: others it would turn into these at each step down.
    return Trees(
        roots=np.asarray(stored[f"roots{number}"], np.intp),
        column=places[np.asarray(stored[f"column{number}"], np.intp)],
        limit=np.asarray(stored[f"limit{number}"], np.float32),
        children=np.asarray(stored[f"children{number}"], np.intp),
        value=np.asarray(stored[f"value{number}"], np.float32),
        depth=int(depth),
        base=float(base),
    )
