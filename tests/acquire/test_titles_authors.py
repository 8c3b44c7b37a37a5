from __future__ import annotations

import pytest

from reportedly.acquire.page_data import PageData
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.acquire.titles import find_title
from reportedly.model import Block, Capture, Report, Span

BODY = "".join(
    f"<p>{line}</p>"
    for line in (
        "The bridge at Delmare was shut on Monday after a long crack was found in its middle span.",
        "The mayor, Ann Reed, told reporters that nobody had been hurt and that nobody would be.",
        "Lorries have been sent over the ferry at Elsund, 40 kilometres to the north, she said.",
        "The county will decide next week whether a second crossing is to be built, she said.",
    )
)
NEWS = '<script type="application/ld+json">{{"@type": "NewsArticle", {}}}</script>'


def read(head: str, above: str = "", heading: str = "Bridge shut after crack is found") -> Report:
    content = (
        f"<html><head>{head}</head><body><article><h1>{heading}</h1>{above}{BODY}"
        "</article></body></html>"
    )
    capture = Capture(path="a", sha256="0" * 64, content=content.encode(), media_type="text/html")
    return read_report(capture, ReportSettings())


SITE = '<meta property="og:site_name" content="Delmare Echo">'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("", "Bridge shut after crack is found", id="heading"),
        pytest.param(
            SITE + '<meta property="og:title" content="Bridge shut after crack is found | Delmare'
            ' Echo">',
            "Bridge shut after crack is found",
            id="name of the site",
        ),
        pytest.param(
            NEWS.format('"headline": "Bridge closed"')
            + '<meta property="og:title" content="Bridge closed - Delmare">'
            + "<title>Bridge closed</title>",
            "Bridge closed",
            id="news means the title it shares",
        ),
        pytest.param(
            '<meta property="og:title" content="10 bridges: the best guide of 2024">',
            "Bridge shut after crack is found",
            id="elsewhere the heading counts",
        ),
        pytest.param(
            SITE + "<title>Delmare Echo - Bridge shut after crack is found</title>",
            "Bridge shut after crack is found",
            id="name of the site before it",
        ),
        pytest.param(
            NEWS.format('"headline": "Bridge shut after crack"')
            + '<meta property="og:title" content="Bridge shut after crack">',
            "Bridge shut after crack is found",
            id="cut off in the middle",
        ),
        pytest.param(
            NEWS.format('"headline": "Ferry takes lorries"')
            + '<meta property="og:title" content="Ferry takes lorries | Local News">'
            '<meta property="og:url" content="https://echo.example/local-news/ferry-1">',
            "Ferry takes lorries",
            id="section of the address",
        ),
        pytest.param(
            NEWS.format('"headline": "Bridge shut after crack is found"')
            + '<meta property="og:title" content="Crack shuts bridge">'
            '<meta name="twitter:title" content="Crack shuts bridge">'
            "<title>Bridge shut after crack is found</title>",
            "Bridge shut after crack is found",
            id="three places outweigh what a page shares twice",
        ),
    ],
)
def test_title(head: str, expected: str) -> None:
    assert read(head).title == expected


def test_the_words_of_a_title_that_is_a_line() -> None:
    report = read("", heading="Elsund: Bridge shut after crack is found")
    assert report.title_span is not None
    assert report.title_span.of(report.text) == report.title
    shared = '<meta property="og:title" content="Something else entirely is shared here">'
    other = read(NEWS.format('"headline": "Something else entirely is shared here"') + shared)
    assert (other.title, other.title_span) == ("Something else entirely is shared here", None)


@pytest.mark.parametrize(
    ("head", "above", "expected"),
    [
        pytest.param(
            NEWS.format('"author": [{"givenName": "Bo", "familyName": "Lind"}]'),
            "",
            ("Bo Lind",),
            id="parts of a name",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author":'
            '{"@id": "#bo"}}, {"@id": "#bo", "@type": "Person", "name": "Bo Lind"}]}</script>',
            "",
            ("Bo Lind",),
            id="by reference",
        ),
        pytest.param(
            NEWS.format('"author": {"name": "Bo Lind og Ann Holm"}'),
            "",
            ("Bo Lind", "Ann Holm"),
            id="two in one",
        ),
        pytest.param(
            SITE + NEWS.format('"author": {"@type": "Organization", "name": "Delmare Echo"}'),
            "<p class=byline>By Bo Lind</p>",
            ("Bo Lind",),
            id="a person before the outlet",
        ),
        pytest.param(
            SITE + NEWS.format('"author": {"@type": "Organization", "name": "Delmare Echo"}'),
            "",
            ("Delmare Echo",),
            id="the outlet alone",
        ),
        pytest.param("", "<p>7 August 2024 • Bo Lind • 3 min</p>", ("Bo Lind",), id="by the date"),
        pytest.param("", "<p class=byline>By NPA, in News</p>", ("NPA",), id="letters"),
        pytest.param("", "", (), id="nobody"),
    ],
)
def test_authors(head: str, above: str, expected: tuple[str, ...]) -> None:
    assert read(head, above).authors == expected


def test_the_largest_heading_counts_elsewhere_where_no_line_was_typed_as_the_headline() -> None:
    text = "Delmare\nThe long way over the bridge\nShut on Monday."
    places = ("/html/body/div/a", "/html/body/div/h1", "/html/body/div/p")
    spans = (Span(0, 7), Span(8, 36), Span(37, 52))
    blocks = [
        Block(report_id="r", kind="furniture", span=span, place=place, reason="scored")
        for span, place in zip(spans, places, strict=True)
    ]
    data = PageData(titled=(("og:title", "10 best bridges"),))
    assert find_title(text, blocks, data, None) == ("The long way over the bridge", spans[1])


@pytest.mark.parametrize(
    ("titled", "page_title", "expected"),
    [
        pytest.param(
            ("Best bridges [Length, Height, and More]",),
            "Best bridges [Length, Height]",
            "Best bridges [Length, Height, and More]",
            id="cut off within brackets",
        ),
        pytest.param(
            ("Is the bridge shut? Plain words", "Is the bridge shut? Plain words"),
            "Is the bridge shut? Plain words by engineers",
            "Is the bridge shut? Plain words",
            id="what three places give was cut off by none",
        ),
    ],
)
def test_what_was_cut_off(titled: tuple[str, ...], page_title: str, expected: str) -> None:
    places = ("headline", "og:title", "other")
    pairs = tuple(zip(places, (*titled, titled[0]), strict=False))
    assert find_title("", (), PageData(titled=pairs), page_title)[0] == expected
