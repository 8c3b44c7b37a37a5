"""Trees that say how likely each piece of flat text is of each kind.

    rows (pieces, columns) -> for each kind the sum of one tree after another -> chances

All nodes of all trees stand in one row of arrays; a leaf leads to itself, so that every tree can be
walked down equally far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]
Wide = npt.NDArray[np.float64]
Places = npt.NDArray[np.signedinteger]

AT_ONCE = 1_024  # rows walked down together, so that memory stays bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTrees:
    """One tree for each kind in each round, in this order.

    Of node n the next is at 2n where its column is not above its limit, at 2n + 1 above it.
    """

    roots: Places
    column: Places
    limit: Rows
    children: Places
    value: Rows
    base: Rows
    depth: int

    def answer(self, rows: Rows) -> Wide:
        """Return the chance of each kind for each row."""
        parts = [self._sums(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
        return softmax(np.concatenate(parts))

    def _sums(self, rows: Rows) -> Wide:
        flat = np.ascontiguousarray(rows).ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            above = flat.take(first + self.column.take(node)) > self.limit.take(node)
            node = self.children.take(2 * node + above)
        found = self.value.take(node).reshape(len(rows), -1, len(self.base)).sum(axis=1)
        return np.asarray(found + self.base, np.float64)


def softmax(scores: npt.NDArray[np.floating]) -> Wide:
    """Return chances that add up to one in each row."""
    shifted = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    raised = np.exp(shifted)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
