from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.tag_decoding import allowed, best_labels, linked, runs_of
from reportedly.annotate.tag_inputs import LABELS, mark

scores = st.lists(
    st.lists(st.floats(-5, 5, width=32), min_size=7, max_size=7), min_size=1, max_size=4
)


def _total(chain: tuple[int, ...], given: np.ndarray, rules: np.ndarray) -> float:
    before = (len(LABELS), *chain)
    return float(sum(rules[a, b] + row[b] for a, b, row in zip(before, chain, given, strict=False)))


@given(scores)
def test_the_chain_found_is_the_best_of_all(rows: list[list[float]]) -> None:
    given_, rules = np.array(rows, dtype=np.float32), allowed()
    found = best_labels(given_, rules)
    best = max(_total(chain, given_, rules) for chain in product(range(7), repeat=len(rows)))
    assert abs(_total(tuple(found.tolist()), given_, rules) - best) < 1e-3


@given(scores)
def test_no_span_goes_on_that_did_not_begin(rows: list[list[float]]) -> None:
    found = best_labels(np.array(rows, dtype=np.float32), allowed()).tolist()
    for before, here in zip([0, *found], found, strict=False):
        if LABELS[here].startswith("I-"):
            assert LABELS[before][2:] == LABELS[here][2:]


def test_runs_are_what_was_marked() -> None:
    labels = np.zeros(12, dtype=np.int64)
    wanted = {"source": [(0, 2), (2, 3)], "cue": [(4, 5)], "content": [(5, 9), (10, 12)]}
    for role, runs in wanted.items():
        for run in runs:
            mark(labels, range(*run), role)
    assert runs_of(labels) == wanted


def test_a_cue_takes_its_source_and_contents_take_their_cue() -> None:
    # Width 1: cue asks, source answers, content wants, cue offers.
    vectors = np.zeros((6, 4), dtype=np.float32)
    vectors[2, 0] = vectors[0, 1] = 1  # the cue at 2 wants the source at 0
    vectors[3, 2] = vectors[2, 3] = 1  # the content at 3 wants the cue at 2
    vectors[5, 2] = -1  # the content at 5 wants none
    runs = {"source": [(0, 1)], "cue": [(2, 3)], "content": [(3, 4), (5, 6)]}
    nothing = np.array([[-1], [0]], dtype=np.float32)
    [found] = linked(runs, vectors, nothing)
    assert (found.source, found.cue, found.content) == ((0, 1), (2, 3), ((3, 4),))
    assert found.moved(10).content == ((13, 14),)


def test_a_cue_may_have_no_source() -> None:
    runs = {"source": [], "cue": [(0, 1)], "content": []}
    [found] = linked(runs, np.ones((1, 4), dtype=np.float32), np.ones((2, 1), dtype=np.float32))
    assert found.source is None


def test_nothing_found_is_nothing_linked() -> None:
    ones = np.ones((2, 1), dtype=np.float32)
    assert linked({"source": [(0, 1)], "cue": [], "content": []}, ones, ones) == []
    assert best_labels(np.zeros((0, 7), dtype=np.float32), allowed()).tolist() == []
