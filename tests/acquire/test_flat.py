from __future__ import annotations

import textwrap
import time
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.acquire.blocks import BlockSettings, type_blocks
from reportedly.acquire.flat import FlatSettings, guess_by_place, guess_flat
from reportedly.acquire.flat_features import BUCKETS, KINDS, NAMES, flat_features
from reportedly.acquire.flat_scorer import best_kinds, flat_model, score_kinds
from reportedly.acquire.lines import flat_lines
from reportedly.acquire.wording import guess_by_wording

HEAD = ["Bridge at Delmare shut after crack is found", "By Bo Lind"]
BODY = [
    "The bridge at Delmare was shut on Monday after a long crack was found in its middle span,"
    " and lorries were sent over the ferry at Elsund.",
    "“Nobody was hurt, and nobody will be,” the mayor, Ann Reed, told reporters there. She said"
    " that engineers would look at the piers on Wednesday.",
    "The county will decide after that. The crack was found by a painter who had come to look at"
    " the railing, it said in a statement.",
]
SETTINGS = BlockSettings()


def kinds(text: str) -> list[tuple[str, str]]:
    blocks = type_blocks(flat_lines(text), "r", SETTINGS)
    return [(block.kind, block.span.of(text)) for block in blocks]


@pytest.mark.parametrize("width", [66, 72, 80])
def test_a_hard_wrapped_paragraph_is_one_block(width: int) -> None:
    wrapped = [textwrap.fill(line, width) for line in [*HEAD, *BODY]]
    found = kinds("\n\n".join(wrapped))
    assert found == list(zip(["headline", "byline", *["body"] * 3], wrapped, strict=True))


@pytest.mark.parametrize("width", [66, 72, 80])
def test_without_blank_lines_no_block_of_a_wrapped_text_holds_two_paragraphs(width: int) -> None:
    wrapped = [textwrap.fill(line, width) for line in [*HEAD, *BODY]]
    found = kinds("\n".join(wrapped))
    assert [kind for kind, _ in found[:3]] == ["headline", "byline", "body"]
    assert all(any(words in paragraph for paragraph in wrapped) for _, words in found)
    assert any("\n" in words for _, words in found)


GLUED = [
    pytest.param("Sign up for our newsletter", "furniture", id="form"),
    pytest.param("Read more: Mayor of Elsund opens ferry to the public", "furniture", id="link"),
    pytest.param("Follow us on Facebook", "furniture", id="social"),
    pytest.param("(Reporting by Bo Lind; Editing by Ann Holm)", "credit", id="credit"),
]


@pytest.mark.parametrize("space", ["", " "], ids=["no space", "a space"])
@pytest.mark.parametrize(("glued", "kind"), GLUED)
def test_what_is_glued_onto_a_paragraph_is_a_block_of_its_own(
    glued: str, kind: str, space: str
) -> None:
    text = "\n".join([*HEAD, *BODY]) + space + glued
    assert kinds(text)[-2:] == [("body", BODY[-1]), (kind, glued)]


def test_paragraphs_glued_together_stay_one_block() -> None:
    text = "\n".join([*HEAD, " ".join(BODY)])
    assert kinds(text)[-1] == ("body", " ".join(BODY))


def test_lists_of_short_lines_are_not_joined() -> None:
    lines = [f"Item {number} of the list" for number in range(12)]
    assert len(kinds("\n".join([*HEAD, *BODY, *lines]))) == 5 + 12


def test_columns_and_weights_agree() -> None:
    model = flat_model()
    assert model.first.numbers.shape == (len(NAMES), len(KINDS))
    assert model.first.words.shape == (BUCKETS, len(KINDS))
    assert model.second.hidden.shape[0] == len(model.second.mean)


def test_chances_sum_to_one() -> None:
    lines = flat_lines("\n".join([*HEAD, *BODY]))
    own = guess_by_wording(lines)
    sizes = np.asarray([len(line.text) for line in lines], float)
    chances = score_kinds(flat_features(lines, own, own), sizes)
    assert np.allclose(chances.sum(axis=1), 1.0)


def test_the_likeliest_sequence_is_the_best_of_all() -> None:
    scores = np.log(np.random.default_rng(3).dirichlet(np.ones(len(KINDS)), size=4))
    follows = 0.5 * flat_model().follows

    def total(chosen: tuple[int, ...]) -> float:
        own = sum(scores[place, kind] for place, kind in enumerate(chosen))
        return float(own + sum(follows[one, two] for one, two in pairwise(chosen)))

    best = max(product(range(len(KINDS)), repeat=4), key=total)
    assert best_kinds(scores, 0.5) == list(best)


# --- hostile text -----------------------------------------------------------------------------

LONG = [
    pytest.param("The bridge was shut on Monday. " * 10_000, id="one line"),
    pytest.param("a" * 300_000, id="one word"),
    pytest.param(".A" * 150_000, id="sentence ends"),
    pytest.param(".”" * 150_000, id="closing marks"),
    pytest.param("\n" * 1_000_000 + "x", id="blank lines"),
    pytest.param("a\n" * 30_000, id="short lines"),
    pytest.param("Sign up for our newsletter. " * 10_000, id="appeals in one line"),
]


@pytest.mark.parametrize("text", LONG)
def test_long_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    found = kinds(text)
    assert time.process_time() - started < 8.0
    assert sum(len(words.split()) for _, words in found) == len(text.split())


def test_above_the_limit_only_the_rules_judge() -> None:
    lines = flat_lines("\n".join([*HEAD, *BODY]))
    found = guess_flat(lines, FlatSettings(most_scored=2))
    assert [kind for kind, _ in found] == ["headline", "byline", *["body"] * 3]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Subscribe\nSign up now\n* indicates required\nCookie policy", id="forms"),
        pytest.param("8:08 PM\n×\nNews Feed\n7:21 PM", id="feed"),
    ],
)
def test_furniture_alone_is_no_article(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"furniture"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Bridge at Delmare shut", id="headline alone"),
        pytest.param("×", id="one mark"),
        pytest.param(
            "قال العمدة إن الجسر أغلق يوم الاثنين.\nوستنقل العبارة الشاحنات إلى إلسوند.",
            id="Arabic",
        ),
        pytest.param("市长周一表示，该桥已关闭。\n渡轮将运送卡车。", id="Chinese"),
        pytest.param("Мост закрыли в понедельник.\n\nОб этом сообщил мэр.", id="Russian"),
        pytest.param("\u200b\n\ufeff\n\u2028", id="invisible characters"),
        pytest.param("\ud800 lone surrogate", id="lone surrogate"),
    ],
)
def test_odd_text_is_covered(text: str) -> None:
    assert "".join("".join(words.split()) for _, words in kinds(text)) == "".join(text.split())


LINE = st.sampled_from([*HEAD, *BODY, BODY[0] + "Read more", "Subscribe", "8:08 PM", "", "“", "a"])


@settings(deadline=None)  # the first example loads the model
@given(st.lists(LINE, max_size=20).map("\n".join), st.sampled_from([40, 70, 200]))
def test_blocks_cover_wrapped_and_glued_text_in_order(text: str, width: int) -> None:
    text = "\n".join(textwrap.fill(line, width) for line in text.split("\n"))
    blocks = list(type_blocks(flat_lines(text), "r", SETTINGS))
    last = 0
    for block in blocks:
        assert not text[last : block.span.start].strip()
        assert block.span.start < block.span.end
        last = block.span.end
    assert not text[last:].strip()


def test_a_short_text_keeps_its_headline_below_the_date() -> None:
    text = (
        "Sund Radio\n13 March 2025\n\nFlood closes Sund bridge\n\n"
        "About 60 people were hurt at the Sund bridge, hospital director Jon Aske said.\n"
    )
    kinds = [kind for kind, _ in guess_flat(flat_lines(text), FlatSettings())]
    assert kinds[-2:] == ["headline", "body"]


def test_a_path_of_sections_is_no_headline() -> None:
    found = kinds("\n".join(["Home > World > Lethenia and Sundmark", *HEAD, *BODY]))
    assert [kind for kind, _ in found] == ["furniture", "headline", "byline", *["body"] * 3]


def test_a_linked_headline_is_a_teaser_but_titled_subheadings_are_not() -> None:
    titled = ["Mayor Of Elsund Opens The New Ferry", "What The Painter Saw On The Railing"]
    short = ["Piers of the bridge", "The ferry at Elsund", "What comes next", "Costs so far"]
    alone = guess_by_place_of([*HEAD, *BODY, titled[0], *BODY])
    assert alone[titled[0]] == "teaser"
    many = guess_by_place_of([*HEAD, *BODY, titled[1], *short, *BODY])
    assert many[titled[1]] == "body"


def guess_by_place_of(text: list[str]) -> dict[str, str]:
    lines = flat_lines("\n".join(text))
    found = guess_by_place(lines, guess_by_wording(lines), FlatSettings())
    return {line.text: guess[0] for line, guess in zip(lines, found, strict=True)}


def test_an_opening_paragraph_is_no_caption() -> None:
    opening = "A long crack in a pier, seen from the ferry, has shut the only bridge at Delmare."
    found = {words: kind for kind, words in kinds("\n".join([*HEAD, opening, *BODY]))}
    assert found[opening] in {"body", "standfirst"}
