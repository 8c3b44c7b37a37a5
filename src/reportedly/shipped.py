"""The arrays that ship with the package: `models/<name>.npz`, all of numbers and words, no code."""

from __future__ import annotations

from importlib import resources

import numpy as np
import numpy.typing as npt


def shipped_arrays(name: str) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays of a shipped model by their names.

    >>> sorted(shipped_arrays("same"))
    ['names', 'weights']
    """
    source = resources.files("reportedly") / "models" / f"{name}.npz"
    with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return {key: stored[key] for key in stored.files}
