from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.html import read_page
from reportedly.acquire.page_networks import (
    GROUPED,
    REACHES,
    Groups,
    network_rows,
    page_networks,
    stored_networks,
)
from reportedly.acquire.page_scorer import score_page_lines
from reportedly.acquire.wording import guess_by_wording

WIDTH, HELD, LAST, NUMBERS = 4, 3, 2, 6
SORTS = len(GROUPED)


def arrays(seed: int = 0, count: int = 2) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed)
    sizes = {"first": (NUMBERS, WIDTH), "last": (2 * WIDTH, LAST), "out": (LAST, 1)}
    for place in range(len(REACHES)):
        sizes[f"near{place}"] = (3 * WIDTH, WIDTH)
        sizes[f"held{place}"] = (WIDTH, HELD)
        sizes[f"boxes{place}"] = (HELD * (SORTS + 1), WIDTH)
    found = {"mean": np.zeros(NUMBERS), "scale": np.ones(NUMBERS)}
    for number in range(count):
        for name, size in sizes.items():
            found[f"{number} {name}"] = draw.standard_normal(size) / 3
            found[f"{number} {name} bias"] = draw.standard_normal(size[1]) / 3
    return found


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_means_are_those_of_the_lines_in_one_box(boxes: list[tuple[int, int]]) -> None:
    rows = np.arange(2 * len(boxes), dtype=np.float32).reshape(-1, 2) ** 2
    numbers = np.asarray(boxes, np.intp).T + np.asarray([[0], [10]])
    found, twice = Groups.of(numbers).means(np.stack([rows, 2 * rows]))
    for place in range(len(boxes)):
        wanted = [rows[sort == sort[place]].mean(axis=0) for sort in numbers]
        assert found[place] == pytest.approx(np.concatenate(wanted))
    assert twice == pytest.approx(2 * found)


def test_a_line_is_answered_by_the_lines_of_its_box() -> None:
    networks = stored_networks(arrays())
    rows = np.random.default_rng(1).standard_normal((40, NUMBERS)).astype(np.float32)
    apart = np.tile(np.arange(40), (SORTS, 1)) + 40 * np.arange(SORTS)[:, None]
    shared = apart.copy()
    shared[0, 39] = shared[0, 0]
    changed = np.flatnonzero(networks.answer(rows, apart) != networks.answer(rows, shared))
    assert {0, 39} <= set(changed.tolist())


def test_the_answer_is_the_mean_of_the_networks() -> None:
    both = arrays()
    alone = [
        {
            name.replace(number, "0", 1): one
            for name, one in both.items()
            if name[0] in f"{number}ms"
        }
        for number in "01"
    ]
    rows = np.random.default_rng(2).standard_normal((5, NUMBERS)).astype(np.float32)
    boxes = np.tile(np.arange(5), (SORTS, 1)) + 5 * np.arange(SORTS)[:, None]
    answers = [stored_networks(held).answer(rows, boxes) for held in (both, *alone)]
    assert answers[0] == pytest.approx((answers[1] + answers[2]) / 2)
    assert answers[1] != pytest.approx(answers[2])


@pytest.mark.parametrize("bias", [-1_000.0, 1_000.0])
def test_the_surest_answers_overflow_nothing(bias: float) -> None:
    held = arrays(count=1)
    held["0 out bias"] = np.asarray([bias])
    rows = np.zeros((3, NUMBERS), np.float32)
    boxes = np.tile(np.arange(3), (SORTS, 1)) + 3 * np.arange(SORTS)[:, None]
    assert stored_networks(held).answer(rows, boxes) == pytest.approx(float(bias > 0))


def test_rows_end_in_both_answers_as_sums() -> None:
    rows = np.ones((3, 2), np.float32)
    found = network_rows(rows, np.asarray([0.5, 0, 1]), np.asarray([0.5, 1, 0]))
    assert found.shape == (3, 4)
    assert np.isfinite(found).all()
    assert found[0].tolist() == [1, 1, 0, 0]


def test_other_columns_are_refused() -> None:
    with pytest.raises(RuntimeError, match="other columns"):
        page_networks(("words", "ended"))


def test_a_page_of_one_line_is_scored() -> None:
    page = read_page("<p>The bridge at Delmare was shut on Monday after a crack was found.</p>")
    (score,) = score_page_lines(page.lines, guess_by_wording(page.lines))
    assert 0.0 <= score <= 1.0
