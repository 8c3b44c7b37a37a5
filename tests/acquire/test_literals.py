"""A pattern that begins in the middle of its strings finds what a plain one finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.credits import MAY_CREDIT
from reportedly.acquire.literals import any_of
from reportedly.acquire.phrases import _inside, _pattern

WORDS = st.text("aekqx (", min_size=1, max_size=5)


@given(st.lists(WORDS, min_size=1, max_size=5), st.text("aekqx (", max_size=30))
def test_any_of_is_found_where_one_of_its_strings_stands(words: list[str], text: str) -> None:
    assert (any_of(words).search(text) is not None) == any(word in text for word in words)


@given(st.data())
def test_stock_phrases_are_found_by_their_rarest_letters(data: st.DataObject) -> None:
    plain, sorts = _pattern("in")
    phrase = data.draw(st.sampled_from(sorted(sorts)))
    text = data.draw(st.text("abk ", max_size=5)) + phrase[data.draw(st.integers(0, 2)) :]
    assert (_inside().search(text) is not None) == (plain.search(text) is not None)


def test_words_that_credit_are_found() -> None:
    assert MAY_CREDIT.search("NPA contributed to this report")
    assert MAY_CREDIT.search("Hat tip: Ann Reed")
    assert MAY_CREDIT.search("© 2024 NPA")
    assert not MAY_CREDIT.search("The bridge was shut on Monday.")
