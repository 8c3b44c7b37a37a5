"""Find the likeliest sequence of labels, where it counts which label follows which."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]


def best_sequence(scores: Scores, follows: Scores) -> npt.NDArray[np.int64]:
    """Return the number of the label of each place in the best sequence (Viterbi 1967).

    Args:
        scores: (places, labels), as logarithms.
        follows: (labels, labels): what is added where the second comes right after the first.

    >>> best_sequence(np.array([[0.0, 1.0], [1.0, 0.9]]), np.array([[0.0, 0.0], [-9.0, 0.0]]))
    array([1, 1])
    """
    found = np.zeros(len(scores), dtype=np.int64)
    if not len(scores):
        return found
    back = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0]
    for at in range(1, len(scores)):
        step = total[:, None] + follows
        back[at] = step.argmax(axis=0)
        total = step.max(axis=0) + scores[at]
    found[-1] = total.argmax()
    for at in range(len(scores) - 1, 0, -1):
        found[at - 1] = back[at, found[at]]
    return found
