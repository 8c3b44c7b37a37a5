from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.html import read_page
from reportedly.acquire.page_elements import Element
from reportedly.errors import CannotHandle


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>One<p>Two", ["One", "Two"], id="unclosed"),
        pytest.param(
            "<p>A <b>bold</b>\n  word&nbsp;&amp; more", ["A bold word\xa0& more"], id="space"
        ),
        pytest.param("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"], id="text between"),
        pytest.param("<p>One<br>Two</p>", ["One", "Two"], id="line break"),
        pytest.param("<p>One<script>x()</script> two</p>", ["One two"], id="script"),
        pytest.param("<style>p{}</style><p>One", ["One"], id="style"),
        pytest.param("<p>One</p><p hidden>Two</p>", ["One"], id="hidden"),
        pytest.param("<p>One</p><p style='display: NONE'>Two</p>", ["One"], id="not displayed"),
        pytest.param("<p>One<span hidden>Two</span> three</p>", ["One three"], id="hidden words"),
        pytest.param("<p>One<div hidden>Two</div>", ["One"], id="hidden at the end"),
        pytest.param("<html><p>One</html><p>Two", ["One", "Two"], id="after the end"),
        pytest.param("<svg><title>T</title><text>x</text></svg><p>One", ["One"], id="picture"),
        pytest.param("<pre>a = 1\nb = 2</pre>", ["a = 1", "b = 2"], id="preserved"),
        pytest.param("<pre><code>a = 1\nb = 2</code></pre>", ["a = 1", "b = 2"], id="code"),
        pytest.param("<ul><li>One<li>Two</ul>", ["One", "Two"], id="list"),
        pytest.param("<p>By<time>3 May</time>now</p>", ["By 3 May now"], id="time set apart"),
        pytest.param("<p>O\x00ne", ["One"], id="null byte"),
        pytest.param('<?xml version="1.0" encoding="x"?><p>One', ["One"], id="declaration"),
        pytest.param("<p>&lol;&#xD800;One&#0;", ["One"], id="entities"),
        pytest.param("<p>שלום עולם</p>", ["שלום עולם"], id="right to left"),
    ],
)
def test_visible_text(source: str, expected: list[str]) -> None:
    found = [line.text for line in read_page(source).lines]
    assert [text.replace("&lol;", "").replace("\ufffd", "") for text in found] == expected


def test_lines_know_their_place_their_marks_and_their_links() -> None:
    page = read_page(
        "<body><nav><a href=x>Home</a></nav><article class=c-story><div class=article-body>"
        "<p>One <a href=y>two</a></p></div></article>"
    )
    home, one = page.lines
    assert (home.place, home.linked) == ("/html/body/nav/a", 1.0)
    assert "nav" in home.marks
    assert one.place == "/html/body/article/div/p"
    assert {"article", "text"} <= one.marks
    assert 0 < one.linked < 1


def test_every_line_stands_in_the_text() -> None:
    page = read_page("<h1>One</h1><p>Two <i>three</i></p><ul><li>Four")
    assert [line.span.of(page.text) for line in page.lines] == [line.text for line in page.lines]


def test_a_long_hidden_part_is_read() -> None:
    # Pages that stream their parts put the article into such an element; a script shows it.
    long = "".join(f"<p>Paragraph {number} of a long article.</p>" for number in range(80))
    assert len(read_page(f"<div hidden>{long}</div>").lines) == 80


def test_the_head_is_kept_apart() -> None:
    page = read_page(
        '<html lang="en-GB"><head><title> Bridge  shut </title>'
        '<meta property="OG:site_name" content="Echo"><link rel=canonical href="https://e.example/">'
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script></head><p>One'
    )
    assert (page.language, page.title) == ("en-GB", "Bridge shut")
    assert ("og:site_name", "Echo") in page.metas
    assert page.links == (("canonical", "https://e.example/"),)
    assert page.scripts == ('{"@type": "NewsArticle"}',)


@pytest.mark.parametrize("opened", ["<div>", "<b>", "<p><span>", "<table><tr><td>", "<ul><li>"])
def test_depth_of_100_000_is_read_to_the_end(opened: str) -> None:
    started = time.monotonic()
    page = read_page(opened * 100_000 + "deep</b> and <p>the last")
    assert "deep" in page.text
    assert page.lines[-1].text.endswith("the last")
    assert time.monotonic() - started < 20


def test_attributes_of_a_megabyte_are_no_trouble() -> None:
    page = read_page(f'<div class="{"nav " * 250_000}" style="{"x" * 1_000_000}"><p>One</p></div>')
    assert [line.text for line in page.lines] == ["One"]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>One" + "<a href=x><b><i>" * 30_000, id="nothing closed"),
        pytest.param("<p>One" + "</div></p></b>" * 50_000, id="nothing opened"),
        pytest.param("<p>One<p " + "a=b " * 200_000, id="a tag that never ends"),
        pytest.param("<p>One<" + "x" * 1_000_000, id="a name of a megabyte"),
        pytest.param("<p>One<!--" + "-" * 1_000_000, id="a comment that never ends"),
        pytest.param("<p>One" + "&amp" * 250_000, id="entities without end"),
        pytest.param("<p>One" + "<![CDATA[" * 50_000, id="sections that never end"),
        pytest.param("<p>One<script>" + "<!--<script>" * 50_000, id="scripts in scripts"),
        pytest.param("<p>One" + "<table><tr><td>" * 20_000, id="tables in tables"),
        pytest.param("<p>One" + '<div class="' + "a-b_c " * 150_000 + '">', id="many classes"),
        pytest.param("<p>One" + "\x00<\x00p\x00>" * 50_000, id="null bytes"),
        pytest.param("<p>One" + "<span hidden><div>x" * 20_000, id="hidden in hidden"),
        pytest.param("<p>One" + "<ul><li><a href='#x'>y</a>" * 20_000, id="lists in lists"),
    ],
)
def test_hostile_pages_are_read_in_bounded_time(source: str) -> None:
    started = time.monotonic()
    page = read_page(source)
    assert page.text.startswith("One")
    assert all(line.span.of(page.text) == line.text for line in page.lines)
    # Each takes under half a second on a quiet machine.
    assert time.monotonic() - started < 20


def test_nothing_at_all() -> None:
    with pytest.raises(CannotHandle):
        read_page("")


@given(st.text(alphabet="<>/ab p=\"'&;!-\n\x00ü", min_size=1, max_size=120))
def test_no_markup_breaks_it(source: str) -> None:
    try:
        page = read_page(source)
    except CannotHandle:
        return
    for line in page.lines:
        assert line.span.of(page.text) == line.text
        assert line.text.strip()


def test_a_page_that_was_read_leaves_no_elements_behind() -> None:
    gc.collect()
    gc.disable()
    try:
        page = read_page("<div><p>One <b>two</b><div hidden>no</div></div>" * 50)
        left = [one for one in gc.get_objects() if isinstance(one, Element)]
    finally:
        gc.enable()
    assert page.lines
    assert not left
