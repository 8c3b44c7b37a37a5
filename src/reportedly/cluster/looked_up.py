"""Which stories a term leads to; what was kept of it is unpacked only where it is asked for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_NO_PAIRS, _NO_WEIGHTS = np.zeros((0, 2), np.int64), np.zeros(0)


class Index(dict[int, dict[int, float]]):
    """By the number of a term the places of the stories that it weighs much in, with its weight.

    The stories of a term stand in order of use. Of a large project few terms are ever asked for
    by what is added, and to unpack all of them would take longer than to add a report.

    >>> index = Index(np.array([(7, 0), (7, 2), (9, 1)]), np.array([0.5, 0.25, 0.75]))
    >>> index[7], index[8]
    ({0: 0.5, 2: 0.25}, {})
    >>> index.to_arrays()["index"].tolist()
    [[9, 1], [7, 0], [7, 2]]
    """

    def __init__(
        self,
        pairs: npt.NDArray[np.int64] = _NO_PAIRS,
        weights: npt.NDArray[np.float64] = _NO_WEIGHTS,
    ) -> None:
        """Begin with what was kept as pairs of a term and a story, those of a term together."""
        super().__init__()
        self._pairs, self._weights = pairs, weights
        self._left = np.ones(len(pairs), dtype=bool)  # what is not unpacked yet
        begins = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
        ends = [*begins[1:].tolist(), len(pairs)]
        where = zip(begins.tolist(), ends[: len(begins)], strict=True)
        self._where = dict(zip(pairs[begins, 0].tolist(), where, strict=True))

    def __missing__(self, number: int) -> dict[int, float]:
        """Return the stories of a term that has not been asked for before; none of a new one."""
        part = slice(*self._where.pop(number, (0, 0)))
        self._left[part] = False
        places, weights = self._pairs[part, 1].tolist(), self._weights[part].tolist()
        self[number] = found = dict(zip(places, weights, strict=True))
        return found

    def to_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return all pairs and weights, to be kept."""
        pairs = [(number, place) for number, found in self.items() for place in found]
        weights = [weight for found in self.values() for weight in found.values()]
        own = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return {
            "index": np.concatenate([self._pairs[self._left], own]).astype(np.int32),
            "weights": np.concatenate([self._weights[self._left], np.array(weights, np.float64)]),
        }
