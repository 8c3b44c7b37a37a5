from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.quotations import QuotationIndex, find_quotations
from reportedly.annotate.sentences import STAGE, split_sentences
from reportedly.model import Report


def quoted(text: str) -> list[str]:
    report = Report(id="r", path="-", sha256="", text=text)
    sentences = list(split_sentences(report, STAGE.settings))
    return [quotation.inner.of(text) for quotation in find_quotations(sentences, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“It is safe,” she said.", ["It is safe,"], id="curly"),
        pytest.param('"It is safe," she said. "Go."', ["It is safe,", "Go."], id="straight"),
        pytest.param("''It is safe,'' she said.", ["It is safe,"], id="doubled"),
        pytest.param("«It is safe», she said.", ["It is safe"], id="guillemets"),
        pytest.param("„Es ist sicher“, sagte sie.", ["Es ist sicher"], id="low"),
        pytest.param("Seen after ‘1,000’ crossed", ["1,000"], id="single"),
        pytest.param("It's the ship's crew, in the '90s.", [], id="apostrophes"),
        pytest.param("'It's safe,' she said.", ["It's safe,"], id="single with an apostrophe"),
        pytest.param("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"], id="nested"),
        pytest.param('A pipe of 6" broke.', [], id="inches"),
        pytest.param("“It is safe.\n“Go.”", ["It is safe.", "Go."], id="goes on"),
        pytest.param("She said: “It is safe.\nIt was.", ["It is safe."], id="never closes"),
        pytest.param("The “safe bridge fell.\nIt was old.", [], id="a stray mark"),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_where_a_character_stands() -> None:
    text = "“It is safe,” she said."
    report = Report(id="r", path="-", sha256="", text=text)
    index = QuotationIndex(find_quotations(list(split_sentences(report, STAGE.settings)), text))
    assert index.at(3) is not None
    assert index.at(text.index("she")) is None


@given(st.text(alphabet="aB “”\"'‘’«».,\n", max_size=60))
def test_no_text_breaks_it_and_quotations_do_not_overlap(text: str) -> None:
    report = Report(id="r", path="-", sha256="", text=text)
    found = find_quotations(list(split_sentences(report, STAGE.settings)), text)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
    assert all(one.outer.covers(one.inner) for one in found)


def test_many_marks_are_no_burden() -> None:
    assert len(quoted("“" * 100_000)) <= 1
    assert len(quoted("'a " * 20_000)) == 0
