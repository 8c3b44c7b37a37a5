"""What is unpacked of an index, and what is not, is kept alike."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.looked_up import Index

_NUMBERS = st.integers(0, 9)
_TERMS = st.dictionaries(_NUMBERS, st.dictionaries(_NUMBERS, st.floats(0, 1), max_size=4))


def kept(terms: Mapping[int, Mapping[int, float]]) -> Index:
    pairs = [(number, place) for number, found in terms.items() for place in found]
    weights = [weight for found in terms.values() for weight in found.values()]
    return Index(np.array(pairs, np.int64).reshape(-1, 2), np.array(weights, np.float64))


def again(index: Index) -> Index:
    arrays = index.to_arrays()
    return Index(arrays["index"].astype(np.int64), arrays["weights"].astype(np.float64))


@given(_TERMS, st.lists(_NUMBERS), st.lists(st.tuples(_NUMBERS, _NUMBERS)))
def test_what_was_kept_is_found_whatever_was_asked_for(
    terms: dict[int, dict[int, float]], asked: list[int], used: list[tuple[int, int]]
) -> None:
    index = kept(terms)
    for number in asked:
        assert index[number] == terms.get(number, {})
    for number, place in used:  # put back at the end, as a story that has been joined is
        weight = terms.setdefault(number, {}).pop(place, 0.0)
        terms[number][place] = weight
        index[number].pop(place, None)
        index[number][place] = weight
    found = again(again(index))
    for number in range(10):
        assert list(found[number].items()) == list(terms.get(number, {}).items())
