from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.sentences import STAGE, split_sentences
from reportedly.model import Block, Report, Span


def split(text: str) -> list[str]:
    report = Report(id="r", path="-", sha256="", text=text)
    return [s.span.of(text) for s in split_sentences(report, STAGE.settings)]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["It is safe.", "He left."], id="two"),
        pytest.param(["Maj. Gen. Ada Ode of the U.S. Army left on Aug. 7."], id="titles"),
        pytest.param(["They met in the U.S.", "The talks failed."], id="acronym"),
        pytest.param(["“It is safe.", "Come in,” she said."], id="inside a quotation"),
        pytest.param(["“It is safe.”", "He left."], id="closing mark stays"),
        pytest.param(['"It is safe."', '"No, it is not."'], id="straight marks"),
        pytest.param(["“Why?” he asked."], id="lower case after a question"),
        pytest.param(["“Why?” Ada Ode asked.", "“Go!”"], id="speaker after a question"),
        pytest.param(["It fell by 3.5 percent.", "It rose."], id="decimal point"),
        pytest.param(["J. K. Ode and A. Bo agreed.", "So it is."], id="initials"),
        pytest.param(["She wrote so on X.", "Others laughed."], id="a platform of one letter"),
        pytest.param(["We waited ... and nothing came."], id="ellipsis goes on"),
        pytest.param(["We waited…", "Nothing came."], id="ellipsis ends"),
        pytest.param(["(It rained.)", "We left."], id="brackets"),
        pytest.param(["Acme Inc. said so.", "It works for Acme Inc.", "The end."], id="company"),
        pytest.param(["At 5 p.m. on Monday it ended at 6 p.m.", "He left."], id="time of day"),
        pytest.param(["He said No. 7 won.", "They said no.", "We left."], id="number"),
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_lines_and_blocks_end_sentences() -> None:
    text = "A headline\nThe body goes\n\non. And on"
    assert split(text) == ["A headline", "The body goes", "on.", "And on"]
    cut = 2
    blocks = tuple(
        Block(report_id="r", span=span, kind="body", reason="test")
        for span in (Span(0, cut), Span(cut, len(text)))
    )
    report = Report(id="r", path="-", sha256="", text=text, blocks=blocks)
    assert [s.span.of(text) for s in split_sentences(report, STAGE.settings)] == [
        "A",
        "headline\nThe body goes",
        "on.",
        "And on",
    ]


def test_a_block_of_several_lines_is_one_paragraph() -> None:
    text = "The bridge was\nshut. It is\nstill shut."
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="test")
    report = Report(id="r", path="-", sha256="", text=text, blocks=(block,))
    found = [s.span.of(text) for s in split_sentences(report, STAGE.settings)]
    assert found == ["The bridge was\nshut.", "It is\nstill shut."]


@given(st.text(alphabet='aB .“”"!?…\n)(1', max_size=80))
def test_no_text_breaks_it_and_every_word_lies_in_one_sentence(text: str) -> None:
    report = Report(id="r", path="-", sha256="", text=text)
    spans = [s.span for s in split_sentences(report, STAGE.settings)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all("\n" not in span.of(text) and span.of(text).strip() for span in spans)


def test_long_text_is_linear() -> None:
    assert len(split("U.S. " * 20_000)) >= 1
    assert len(split('."' * 50_000)) >= 1
