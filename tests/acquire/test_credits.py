"""Whom a report credits for its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.credits import find_credits
from reportedly.model import Block, BlockKind, Span


def credited(words: str, kind: BlockKind = "credit") -> list[tuple[str, str]]:
    block = Block(report_id="r", span=Span(0, len(words)), kind=kind, reason="credit")
    found = list(find_credits(words, [block]))
    for credit in found:
        assert credit.span.of(words)
    return [(credit.name, credit.kind) for credit in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("With agencies.", [("agencies", "agencies")], id="agencies not named"),
        pytest.param("(with agencies)", [("agencies", "agencies")], id="in brackets"),
        pytest.param(
            "Reuters contributed to this report.", [("Reuters", "contributed")], id="contributed"
        ),
        pytest.param("AFP contributed", [("Agence France-Presse", "contributed")], id="bare"),
        pytest.param("h/t Sund Radio", [("Sund Radio", "hat tip")], id="hat tip"),
        pytest.param(
            "Hat tip to The Velisk Observer", [("The Velisk Observer", "hat tip")], id="to"
        ),
        pytest.param(
            "This article was first published by The Varnholm Post.",
            [("The Varnholm Post", "first published")],
            id="first published",
        ),
        pytest.param(
            "With reporting by AFP and dpa",
            [("Agence France-Presse", "contributed"), ("dpa", "contributed")],
            id="two agencies",
        ),
        pytest.param("Additional reporting by Ann Reed in Sund", [], id="a person is no outlet"),
        pytest.param("With files from Ann Reed and Bo Lind", [], id="two people"),
        pytest.param("Source: TASS", [("TASS", "contributed")], id="source"),
        pytest.param("He came with agencies and left with none.", [], id="agencies in a sentence"),
        pytest.param("Reuters", [("Reuters", "wire")], id="an agency alone"),
    ],
)
def test_credit_lines(words: str, expected: list[tuple[str, str]]) -> None:
    assert credited(words) == expected


def test_a_dateline_is_signed() -> None:
    assert credited("VARNHOLM, March 12 (Reuters) -", "dateline") == [("Reuters", "wire")]


@given(st.text(alphabet="withagenciesAFP hrbyto/.:(Sund)", max_size=80))
def test_no_text_breaks_it(words: str) -> None:
    for _, kind in credited(words, "body"):
        assert kind
