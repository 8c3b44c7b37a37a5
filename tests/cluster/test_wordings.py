"""The words of a report, where they stand, and which are somebody's speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.wordings import read_wording
from reportedly.model import Block, Report, Span
from reportedly.text import WORD

_PIECES = ("I", "we", "I'm", "xI", "é", "\u0301I", "“", "”", '"', "\n", ". ", " ", "-", "’", "_I")


def report_of(text: str, *body: Span) -> Report:
    blocks = tuple(Block(report_id="r", span=each, kind="body", reason="") for each in body)
    return Report(id="r", path="r", sha256="", text=text, blocks=blocks)


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), st.integers(0, 40))
def test_words_are_found_where_they_stand(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    spans = Span(0, cut), Span(cut, len(text))
    wording = read_wording(report_of(text, *spans))
    words = [found.span() for one in spans for found in WORD.finditer(text, one.start, one.end)]
    assert list(zip(wording.starts.tolist(), wording.ends.tolist(), strict=True)) == words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The mill burned. We ran for our lives. It fell.", "We ran for our lives"),
        ("The mill burned. I'm safe. It fell.", "I'm safe"),
        ("Wes came to Weir. HMS My_ship sank, as did the Lame.", ""),
        ("Our mill burned", "Our mill burned"),
        ("He said “no” and left.", "no"),
    ],
)
def test_a_sentence_in_the_first_person_is_speech(text: str, quoted: str) -> None:
    wording = read_wording(report_of(text))
    places = zip(wording.starts, wording.ends, wording.quoted, strict=True)
    assert [text[a:b] for a, b, inside in places if inside] == WORD.findall(quoted)
