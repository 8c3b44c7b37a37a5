from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.asked_trees import AskedTrees
from reportedly.acquire.html import read_page
from reportedly.acquire.page_scorer import Trees, near_any, page_trees, score_page_lines
from reportedly.acquire.page_tokens import name_buckets, word_buckets
from reportedly.acquire.stated_body import stated_body
from reportedly.acquire.wording import guess_by_wording

PAGE = (
    "<title>Bridge shut</title><nav><ul><li><a href=1>News</a><li><a href=2>Sport</a></ul></nav>"
    "<article><h1>Bridge shut</h1>"
    + "<p>The bridge at Delmare was shut on Monday after a long crack was found in it.</p>"
    + "<p>The bridge will stay shut until Friday at least, the mayor, Ann Reed, told reporters.</p>"
    + "<p>The bridge carries some 12,000 cars a day; they now cross the river at Elsund.</p>"
    + "<p>The bridge was built in 1961, and its piers were last looked at nine years ago.</p>"
    + "</article><footer><p>© 2025 Delmare Echo. All rights reserved.</p></footer>"
)
# Column 0 at most 1? then 0.5, else column 1 at most 3? then -1.0, else 2.0.
TREES = Trees(
    roots=np.asarray([0, 5], np.int32),
    column=np.asarray([0, 0, 1, 0, 0, 0], np.int16),
    limit=np.asarray([1, 0, 3, 0, 0, 0], np.float32),
    children=np.asarray([1, 2, 1, 1, 3, 4, 3, 3, 4, 4, 5, 5], np.int32),
    value=np.asarray([0, 0.5, 0, -1.0, 2.0, 0.25], np.float32),
    depth=2,
    base=-0.25,
)


@pytest.mark.parametrize(
    ("row", "total"), [([1, 9], 0.5), ([2, 3], -1.0), ([2, 4], 2.0), ([0, 0], 0.5)]
)
def test_trees_are_walked_down(row: list[float], total: float) -> None:
    found = TREES.answer(np.asarray([row, row], np.float32))
    assert found == pytest.approx([1 / (1 + np.exp(-total))] * 2)


def test_many_rows_are_answered_like_one() -> None:
    rows = np.asarray([[number % 3, number % 5] for number in range(5_000)], np.float32)
    whole = TREES.answer(rows)
    assert list(whole[::700]) == [float(TREES.answer(row[None])[0]) for row in rows[::700]]


def test_every_leaf_of_the_model_leads_to_itself() -> None:
    for trees in page_trees():
        node = trees.roots
        for _ in range(trees.depth):
            node = trees.children[2 * node + 1]
        assert (trees.children[2 * node] == node).all()
        assert (trees.children[2 * node + 1] == node).all()


def test_paragraphs_score_above_menus() -> None:
    page = read_page(PAGE)
    scores = score_page_lines(page.lines, guess_by_wording(page.lines), title="Bridge shut")
    body = [line.text.startswith("The bridge") for line in page.lines]
    inside = [score for score, belongs in zip(scores, body, strict=True) if belongs]
    outside = [score for score, line in zip(scores, page.lines, strict=True) if "nav" in line.marks]
    assert min(inside) > 0.4 > max(outside)  # the threshold of `PageSettings`


def test_a_hundred_thousand_characters_in_short_lines_take_bounded_time() -> None:
    page = read_page("<ul>" + "<li>a" * 20_000)
    started = time.monotonic()
    assert len(score_page_lines(page.lines, guess_by_wording(page.lines))) == 20_000
    assert time.monotonic() - started < 30  # under a second on a quiet machine


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=5))
def test_a_text_has_the_same_buckets_among_others_as_alone(texts: list[str]) -> None:
    texts = [text.replace("\n", " ") for text in texts]
    whole = word_buckets(texts)
    for number, text in enumerate(texts):
        alone = word_buckets([text])
        assert sorted(whole.bucket[whole.line == number]) == sorted(alone.bucket)


def test_names_count_for_the_lines_that_have_them() -> None:
    page = read_page('<div class="story text"><p>One<p class="note">Two</div><p>Three')
    found = name_buckets(page.lines)
    counts = np.bincount(found.line, minlength=3)
    # The tag, the names of the element, and of those around it.
    assert counts.tolist() == [3, 4, 1]
    assert not set(found.bucket[found.line == 2]) - set(found.bucket[found.line == 0])


def test_the_second_pass_is_asked_of_lines_beside_likely_ones() -> None:
    answers = np.zeros(20, np.float32)
    answers[[7, 19]] = 0.5
    assert np.flatnonzero(near_any(answers)).tolist() == [*range(3, 12), *range(15, 20)]
    assert not near_any(np.zeros(3, np.float32)).any()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param('{"articleBody": "One \\"two\\"."}', 'One "two".', id="escaped"),
        pytest.param('{"articleBody": ""}', "", id="empty"),
        pytest.param('{"articleBody": "One', "", id="without end"),
        pytest.param('{"articleBody": "\\u12"}', "", id="broken escape"),
        pytest.param('{"articleBody": ["One"]}', "", id="a list"),
        pytest.param('{"articleBody": "' + "\\\\" * 500_000, "", id="escapes without end"),
        pytest.param('{"articleBody": "a"}' * 1_000, "a", id="many"),
    ],
)
def test_stated_body(script: str, expected: str) -> None:
    assert stated_body([script]) == expected


@pytest.mark.parametrize("count", [1, 2, 7, 3_000])
def test_asking_all_trees_at_once_gives_what_walking_down_them_gives(count: int) -> None:
    rows = np.random.default_rng(count).normal(0, 3, (count, 700)).astype(np.float32)
    for trees in page_trees():
        asked = AskedTrees.of(
            trees.roots, trees.column, trees.limit, trees.children, trees.value, trees.base
        )
        assert (asked.answer(rows) == trees.answer(rows)).all()
