from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.blocks import BlockSettings, type_blocks
from reportedly.acquire.html import read_page
from reportedly.acquire.lines import flat_lines

BODY = [
    "The bridge at Delmare was shut on Monday after a long crack was found in its middle span.",
    "“Nobody was hurt, and nobody will be,” the mayor, Ann Reed, told reporters there.",
    "Lorries have been sent over the ferry at Elsund, 40 kilometres to the north, the county said.",
    "Engineers will look at the piers on Wednesday, and the county will decide after that.",
    "The crack was found by a painter who had come to look at the railing, it said.",
]

CASES = [
    pytest.param(
        [
            ("headline", "Bridge at Delmare shut after crack is found"),
            ("byline", "By Bo Lind"),
            *BODY,
        ],
        id="headline and byline",
    ),
    pytest.param(
        [
            ("furniture", "×"),
            ("furniture", "Enjoying our ad-free pages?"),
            ("furniture", "Your support can help us keep them so."),
            ("furniture", "Support us"),
            ("headline", "Bridge at Delmare shut after crack is found"),
            ("credit", "Ann Holm / Reuters"),
            *BODY,
        ],
        id="appeal above the headline",
    ),
    pytest.param(
        [
            *BODY[:2],
            ("teaser", "Furious Mayor Forced to Take the Ferry to Her Own Wedding"),
            *BODY[2:],
            ("furniture", "Read more at The Delmare Echo."),
            ("furniture", "Get the Echo’s best stories delivered to your inbox. Sign up now."),
        ],
        id="linked headline inside",
    ),
    pytest.param(
        [
            ("headline", "Bridge at Delmare shut after crack is found"),
            ("byline", "by Bo Lind March 3, 2025 8:35 PM 2 min read"),
            (
                "caption",
                "Cars wait at the bridge in Delmare on Jan. 2, 2024. (Ann Holm/Getty Images)",
            ),
            ("furniture", "This audio is created with the help of a machine"),
            *BODY,
            ("furniture", "News Feed"),
            ("furniture", "8:08 PM"),
            ("furniture", "Elsund votes for a new bridge after half a year."),
            (
                "furniture",
                "The council of Elsund voted for a bridge on Thursday, the mayor there said.",
            ),
            ("furniture", "Enter your email to subscribe"),
            ("furniture", "* indicates required"),
            ("furniture", "* indicates required"),
        ],
        id="feed and form below",
    ),
    pytest.param(
        [
            ("headline", "Bridge at Delmare shut after crack is found"),
            *BODY,
            ("furniture", "A Message from The Delmare Echo:"),
            ("furniture", "Dear readers,"),
            ("furniture", "We are a small paper, and the county wants to see us closed this year."),
            ("furniture", "If you can, please support us every month from two crowns on."),
            ("furniture", "Once"),
            ("furniture", "Monthly"),
        ],
        id="appeal below",
    ),
    pytest.param(
        [
            ("headline", "Bridge at Delmare shut after crack is found"),
            *BODY[:4],
            ("body", "What happens next"),
            *BODY[4:],
            ("credit", "(Reporting by Bo Lind in Delmare; Editing by Ann Holm)"),
            ("furniture", "© Northern Press 2025. All rights reserved."),
        ],
        id="subheading, credit and rights",
    ),
]


def kinds(text: str) -> list[tuple[str, str]]:
    blocks = type_blocks(flat_lines(text), "r", BlockSettings())
    return [(block.kind, block.span.of(text)) for block in blocks]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["no blank lines", "blank lines"])
@pytest.mark.parametrize("lines", CASES)
def test_flat_text(lines: list[str | tuple[str, str]], gap: str) -> None:
    expected = [("body", line) if isinstance(line, str) else line for line in lines]
    assert kinds(gap.join(line for _, line in expected)) == expected


def test_a_dateline_is_split_from_its_paragraph() -> None:
    first, second, *_ = kinds("DELMARE, Sundmark, March 3 (NPA) - " + "\n".join(BODY))
    assert first == ("dateline", "DELMARE, Sundmark, March 3 (NPA) -")
    assert second == ("body", BODY[0])


def test_a_gallery_in_one_line_is_a_caption() -> None:
    gallery = "Photos: Flood in Delmare A barge lies on the quay. Hide Caption 1 of 12 " * 3
    paragraph = "The bridge was shut on Monday after a crack was found in its main pier."
    found = kinds(f"{paragraph}\n{gallery.strip()}\n{paragraph[:-1]} again.")
    assert [kind for kind, _ in found] == ["body", "caption", "body"]


def test_one_paragraph_without_line_ends_is_body() -> None:
    text = " ".join(BODY * 50)
    assert kinds(text) == [("body", text)]


def test_a_page() -> None:
    page = read_page(
        "<title>Bridge shut</title><header><nav><ul><li><a href=1>News</a><li><a href=2>Sport</a>"
        "</ul></nav></header><main><article><h1>Bridge shut</h1><p class=byline>By Bo Lind</p>"
        "<figure><img><figcaption>The bridge on Monday.</figcaption></figure>"
        + "".join(f"<p>{line}</p>" for line in BODY)
        + "<aside class=related><h4>More news</h4><ul><li><a href=3>Ferry fares to rise by nine per"
        " cent in April</a></ul></aside></article></main><footer><p>© 2025 Delmare Echo</footer>"
    )
    blocks = list(type_blocks(page.lines, "r", BlockSettings(), title="Bridge shut"))
    found = {block.span.of(page.text): block.kind for block in blocks}
    assert found["Bridge shut"] == "headline"
    assert found["By Bo Lind"] == "byline"
    assert found["The bridge on Monday."] == "caption"
    assert [found[line] for line in BODY] == ["body"] * len(BODY)
    assert found["Ferry fares to rise by nine per cent in April"] in {"teaser", "furniture"}
    assert found["News"] == found["© 2025 Delmare Echo"] == "furniture"
    assert all(block.place for block in blocks)


LINE = st.sampled_from([*BODY, "Subscribe", "By Bo Lind", "8:08 PM", "", "News Feed", "“", "a"])


@given(st.one_of(st.text(max_size=200), st.lists(LINE, max_size=25).map("\n".join)))
def test_blocks_cover_all_words_in_order(text: str) -> None:
    blocks = list(type_blocks(flat_lines(text), "r", BlockSettings()))
    last = 0
    for block in blocks:
        assert not text[last : block.span.start].strip()
        assert block.span.start < block.span.end
        last = block.span.end
    assert not text[last:].strip()


def test_the_page_s_own_description_is_its_standfirst() -> None:
    summary = "A crack in a pier has shut the only bridge over the Delm until further notice"
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    source = (
        "<title>Bridge shut</title><div><h1>Bridge shut</h1>"
        f"<div class='related'><a href=1>{summary}</a></div></div><article>{paragraphs}</article>"
    )
    page = read_page(source)
    for summaries, expected in (((), False), ((f"{summary}, and then until spring.",), True)):
        blocks = type_blocks(
            page.lines, "r", BlockSettings(), title="Bridge shut", summaries=summaries
        )
        kinds = {block.span.of(page.text): block.kind for block in blocks}
        assert (kinds[summary] == "standfirst") == expected
        assert [kinds[line] for line in BODY] == ["body"] * len(BODY)
