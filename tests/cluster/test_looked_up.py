"""What an index is asked for is found, and what was not asked for is left where it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.looked_up import Index, Led, led_bytes, led_from

_NUMBERS = st.integers(0, 9)
_TERMS = st.dictionaries(_NUMBERS, st.dictionaries(_NUMBERS, st.floats(0, 1), max_size=4))


@given(_TERMS, st.lists(_NUMBERS), st.lists(st.tuples(_NUMBERS, _NUMBERS)))
def test_what_was_kept_is_found_whatever_was_asked_for(
    terms: dict[int, Led], asked: list[int], used: list[tuple[int, int]]
) -> None:
    kept = {number: led_bytes(led) for number, led in terms.items()}
    index = Index(lambda number: led_from(kept[number]) if number in kept else {})
    for number in asked:
        assert index[number] == terms.get(number, {})
    for number, place in used:  # put back at the end, as a story that has been joined is
        weight = terms.setdefault(number, {}).pop(place, 0.0)
        terms[number][place] = weight
        index[number].pop(place, None)
        index[number][place] = weight
    assert set(index) == {*asked, *(number for number, _ in used)}
    for number in range(10):
        found = led_from(led_bytes(index[number]))
        assert list(found.items()) == list(terms.get(number, {}).items())
