"""Regression trees over rows of numbers, all asked at once.

rows -> is each number above each limit that any tree asks about -> the leaf of each tree -> sums

No tree is walked down. A question answered "above" rules out the leaves to its left, a bit each;
eight questions of a tree make one number by which all that they rule out together is looked up.
The first leaf that none rules out is the one that a walk would end in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

AT_ONCE = 2_048  # rows answered together, so that memory stays bounded
MOST_LEAVES = 32  # of a tree: bits of one number
TOGETHER = 8  # questions looked up at once
WAYS = 1 << TOGETHER  # in which they may be answered


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTrees:
    """Regression trees whose leaves are summed, as what all of them ask.

    Attributes:
        column: Which number of a row each question is about.
        limit: What it must be above.
        asked: Which question each tree asks; a row for each place among those looked up at once.
        gone: The leaves that answers rule out: a row for each tree and number looked up in it.
        value: The leaves, a row for each tree.
        base: What is added to their sum.
    """

    column: Places
    limit: Matrix
    asked: Places
    gone: npt.NDArray[np.uint32]
    value: Matrix
    base: float

    @classmethod
    def of(
        cls,
        roots: npt.NDArray[np.signedinteger],
        column: Places,
        limit: Matrix,
        children: npt.NDArray[np.signedinteger],
        value: Matrix,
        base: float,
    ) -> AskedTrees:
        """Return the trees of these nodes, of all trees in one row.

        Of node n the children are 2n, where not above the limit, and 2n + 1; a leaf leads to
        itself.
        """
        walks = [_walked(int(root), children) for root in roots]
        most = max(len(leaves) for leaves, _ in walks)
        if most > MOST_LEAVES:
            raise RuntimeError(f"trees of {most} leaves, where {MOST_LEAVES} are the most")
        nodes = sorted({node for _, ruled in walks for node, _ in ruled})
        about = np.stack([column[nodes], limit[nodes]])
        questions, numbers = np.unique(about, axis=1, return_inverse=True)
        number = dict(zip(nodes, numbers.ravel().tolist(), strict=True))
        groups = -(-max(len(ruled) for _, ruled in walks) // TOGETHER)
        asked = np.zeros((len(walks), groups * TOGETHER), np.intp)
        masks = np.zeros(asked.shape, np.uint32)
        values = np.zeros((len(walks), MOST_LEAVES), np.float32)
        for tree, (leaves, ruled) in enumerate(walks):
            values[tree, : len(leaves)] = value[leaves]
            for place, (node, mask) in enumerate(ruled):
                asked[tree, place], masks[tree, place] = number[node], mask
        return cls(
            column=questions[0].astype(np.intp),
            limit=questions[1].astype(np.float32)[:, None],
            asked=np.ascontiguousarray(asked.reshape(-1, TOGETHER).T),
            gone=_looked_up(masks.reshape(-1, TOGETHER)),
            value=values,
            base=base,
        )

    def answer(self, rows: Matrix) -> Matrix:
        """Return the answer for each row, 0 to 1."""
        parts = [self._sums(rows[at : at + AT_ONCE].T) for at in range(0, len(rows), AT_ONCE)]
        return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate(parts))), np.float32)

    def _sums(self, columns: Matrix) -> Matrix:
        trees = len(self.value)
        above = (columns.take(self.column, axis=0) > self.limit).view(np.uint8)
        ways = above.take(self.asked[0], axis=0)
        for bit, questions in enumerate(self.asked[1:], start=1):
            ways |= above.take(questions, axis=0) << np.uint8(bit)
        first = np.arange(0, self.gone.size, WAYS)[:, None]
        gone = np.bitwise_or.reduce(
            self.gone.take(first + ways).reshape(trees, -1, columns.shape[1]), axis=1
        )
        # The lowest bit that is not set; as a float its place is the exponent.
        left = (~gone & (gone + np.uint32(1))).astype(np.float32)
        leaf = (left.view(np.uint32) >> np.uint32(23)) - np.uint32(127)
        values = self.value.take(np.arange(0, self.value.size, MOST_LEAVES)[:, None] + leaf)
        # Each row summed for itself, so that its sum is the same beside any others.
        return np.asarray(np.ascontiguousarray(values.T).sum(axis=1) + self.base, np.float32)


def _walked(
    root: int, children: npt.NDArray[np.signedinteger]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the leaves of a tree, left to right, and what each other node rules out of them."""
    leaves: list[int] = []
    before: list[tuple[int, int]] = []  # a node, and how many leaves stand left of all below it
    ruled: list[tuple[int, int]] = []
    waiting = [(root, False)]
    while waiting:
        node, is_left_done = waiting.pop()
        left, right = int(children[2 * node]), int(children[2 * node + 1])
        if is_left_done:
            _, first = before.pop()
            ruled.append((node, (1 << len(leaves)) - (1 << first)))
        elif left == node:
            leaves.append(node)
        else:
            before.append((node, len(leaves)))
            waiting += [(right, False), (node, True), (left, False)]
    return leaves, ruled


def _looked_up(masks: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return, for each row of masks and each way to choose of them, all bits of those chosen."""
    found = np.zeros((len(masks), 1), np.uint32)
    for place in range(masks.shape[1]):
        found = np.hstack([found, found | masks[:, place, None]])
    return found
