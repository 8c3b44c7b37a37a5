from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.tag_windows import END, START, cut

words = st.lists(st.lists(st.integers(200, 300), min_size=1, max_size=6), max_size=60)


@given(words, st.integers(10, 40), st.data())
def test_windows_hold_every_word_once_and_are_short_enough(
    pieces: list[list[int]], longest: int, data: st.DataObject
) -> None:
    marks = st.lists(st.integers(0, 2), min_size=len(pieces), max_size=len(pieces))
    breaks = np.array(data.draw(marks), dtype=np.int64)
    found = list(cut(pieces, breaks, longest))
    assert [k for w in found for k in range(w.first, w.last)] == list(range(len(pieces)))
    for window in found:
        assert len(window.pieces) <= longest
        assert (window.pieces[0], window.pieces[-1]) == (START, END)
        starts = [window.pieces[at] for at in window.firsts]
        assert starts == [pieces[k][0] for k in range(window.first, window.last)]


def test_a_window_ends_with_its_last_whole_paragraph() -> None:
    pieces = [[200]] * 20
    breaks = np.zeros(20, dtype=np.int64)
    breaks[[0, 7, 9, 14]] = [2, 2, 1, 2]
    assert [(w.first, w.last) for w in cut(pieces, breaks, 12)] == [(0, 7), (7, 14), (14, 20)]


def test_a_word_longer_than_a_window_is_cut_and_nothing_is_lost() -> None:
    [first, second] = cut([[200] * 50, [201]], np.array([2, 0]), 12)
    assert len(first.pieces) == 12
    assert second.pieces == [START, 201, END]


def test_columns_and_heads_are_spread_over_pieces() -> None:
    [window] = cut([[1, 2], [3], [4, 5]], np.array([2, 0, 0]), 20)
    assert window.spread(np.array([[7], [8], [9]])).tolist() == [[0], [7], [7], [8], [9], [9], [0]]
    # The second word hangs on the third, which begins with the fourth piece.
    assert window.heads(np.array([0, 2, 2])).tolist() == [0, 1, 1, 4, 4, 4, 6]


def test_a_head_outside_the_window_is_the_word_itself() -> None:
    windows = list(cut([[1]] * 4, np.array([2, 0, 2, 0]), 4))
    assert windows[1].heads(np.array([0, 0, 0, 1])).tolist() == [0, 1, 2, 3]
