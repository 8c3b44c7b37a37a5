"""Which stories a term leads to; what was kept of it is fetched only where it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Led = dict[int, float]  # the places of stories, in order of use, with the weight of the term


class Index(dict[int, Led]):
    """By the number of a term the places of the stories that it weighs much in, with its weight.

    The stories of a term stand in order of use. Of a large project few terms are ever asked for
    by what is added.

    >>> index = Index(lambda number: led_from(led_bytes({0: 0.5, 2: 0.25})) if number == 7 else {})
    >>> index[7], index[8]
    ({0: 0.5, 2: 0.25}, {})
    """

    def __init__(self, find: Callable[[int], Led] | None = None) -> None:
        """Begin with what `find` finds of a term; with nothing where there is no such function."""
        super().__init__()
        self._find = find

    def __missing__(self, number: int) -> Led:
        """Return the stories of a term that has not been asked for before; none of a new one."""
        self[number] = found = self._find(number) if self._find else {}
        return found


def led_bytes(led: Led) -> bytes:
    """Return the places and weights of a term as bytes."""
    places = np.fromiter(led, np.int32, len(led))
    return places.tobytes() + np.fromiter(led.values(), np.float64, len(led)).tobytes()


def led_from(content: bytes) -> Led:
    """Return what `led_bytes` made bytes of."""
    count = len(content) // 12
    places = np.frombuffer(content, np.int32, count)
    weights = np.frombuffer(content, np.float64, count, offset=4 * count)
    return dict(zip(places.tolist(), weights.tolist(), strict=True))
