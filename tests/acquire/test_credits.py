"""Whom a report credits for its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.credits import find_credits
from reportedly.model import Block, BlockKind, Span
from reportedly.register import Listed, Register, shipped_register


def credited(
    words: str, kind: BlockKind = "credit", register: Register | None = None
) -> list[tuple[str, str]]:
    block = Block(report_id="r", span=Span(0, len(words)), kind=kind, reason="credit")
    found = list(find_credits(words, [block], register))
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
        pytest.param(
            "Associated Press writers Ann Reed in Sund and Bo Lind in Elsund contributed to this "
            "report.",
            [("Associated Press", "contributed")],
            id="an agency's writers",
        ),
        pytest.param(
            "Ann Reed of the Tarn Messenger and AFP contributed reporting.",
            [("Agence France-Presse", "contributed"), ("Tarn Messenger", "contributed")],
            id="a person of an outlet, and an agency",
        ),
        pytest.param(
            "Ann Reed in Sund and Bo Lind in Mexico City contributed to this report.",
            [],
            id="people and towns contribute, no outlet",
        ),
        pytest.param("Velisk contributed to the rise of prices.", [], id="no report is meant"),
        pytest.param(
            "This story was originally published in The Varnholm Post on May 3.",
            [("The Varnholm Post", "first published")],
            id="originally published in",
        ),
        pytest.param(
            "This article was first published on May 3 and has been changed since.",
            [],
            id="first published on a day",
        ),
        pytest.param(
            "A version of this article first appeared on Page A1.", [], id="first on a page"
        ),
        pytest.param(
            "First published on varnholmpost.example",
            [("varnholmpost.example", "first published")],
            id="at an address",
        ),
        pytest.param(
            "Reprinted with permission from The Varnholm Post.",
            [("The Varnholm Post", "first published")],
            id="reprinted",
        ),
        pytest.param("Her novel was first published in Sund.", [], id="a novel, not the article"),
        pytest.param(
            "The closure was first reported by the Tarn Messenger.",
            [("Tarn Messenger", "hat tip")],
            id="had the matter first",
        ),
        pytest.param("The illness was first reported in Elsund.", [], id="a town"),
        pytest.param(
            "Copyright 2031 The Associated Press. All rights reserved.",
            [("Associated Press", "wire")],
            id="whose the words are",
        ),
        pytest.param("Copyright 2031 Varnholm Media. All rights reserved.", [], id="own copyright"),
        pytest.param("From wire reports", [("wire reports", "agencies")], id="wires not named"),
        pytest.param("The bridge of Sund ©Bo Lind (AFP)", [], id="who took a picture"),
    ],
)
def test_credit_lines(words: str, expected: list[tuple[str, str]]) -> None:
    assert credited(words) == expected


def test_a_dateline_is_signed() -> None:
    assert credited("VARNHOLM, March 12 (Reuters) -", "dateline") == [("Reuters", "wire")]


def test_a_byline_with_agencies() -> None:
    assert credited("Ann Reed and agencies", "byline") == [("agencies", "agencies")]


def test_an_agency_between_paragraphs_took_a_picture() -> None:
    text = "The bridge fell.\nReuters\nIt was old.\nReuters"
    kinds: list[BlockKind] = ["body", "credit", "body", "credit"]
    blocks, start = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        span = Span(start, start + len(line))
        blocks.append(Block(report_id="r", span=span, kind=kind, reason="credit"))
        start = span.end + 1
    [last] = find_credits(text, blocks)
    assert last.span == blocks[-1].span


def test_an_agency_and_an_outlet_of_the_users_own_file() -> None:
    agency = Listed(name="Northern Press Agency", aliases=("NPA", "Nopra"), agency=True)
    paper = Listed(name="The Delmare Lantern", aliases=("Lantern",))
    register = Register([agency, paper, *shipped_register().outlets])
    expected = [("Northern Press Agency", "wire")]
    assert credited("DELMARE, May 3 (Nopra) -", "dateline", register) == expected
    assert credited("Nopra", "credit", register) == expected
    words = "With reporting by NPA and the Lantern"
    assert credited(words, "credit", register) == [
        ("Northern Press Agency", "contributed"),
        ("The Delmare Lantern", "contributed"),
    ]
    assert credited(words) == []


@given(st.text(alphabet="withagenciesAFP hrbyto/.:(Sund)", max_size=80))
def test_no_text_breaks_it(words: str) -> None:
    for _, kind in credited(words, "body"):
        assert kind
