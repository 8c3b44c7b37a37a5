from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reportedly.acquire.datings import Statement, decide
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.acquire.stated_dates import page_order
from reportedly.model import Capture, Report, Told

BODY = "".join(
    f"<p>{line}</p>"
    for line in (
        "The bridge at Delmare was shut on Monday after a long crack was found in its middle span.",
        "The mayor, Ann Reed, told reporters that nobody had been hurt and that nobody would be.",
        "Lorries have been sent over the ferry at Elsund, 40 kilometres to the north, she said.",
    )
)


def read(
    content: str,
    media_type: str = "text/html",
    captured_at: datetime | None = None,
    told: Told | None = None,
) -> Report:
    capture = Capture(
        path="a",
        sha256="0" * 64,
        content=content.encode(),
        media_type=media_type,
        captured_at=captured_at,
        told=told or Told(),
    )
    return read_report(capture, ReportSettings())


def page(head: str = "", above: str = "", below: str = "", language: str = "en") -> str:
    return (
        f'<html lang="{language}"><head><title>Bridge shut</title>{head}</head><body>'
        f"<article><h1>Bridge shut at Delmare</h1>{above}{BODY}{below}</article></body></html>"
    )


PUBLISHED = '<meta property="article:published_time" content="{}">'
CHANGED = '<meta property="article:modified_time" content="2024-09-01T08:00:00Z">'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(page(PUBLISHED.format("2024-08-07")), "2024-08-07", id="meta"),
        pytest.param(page(CHANGED), None, id="only a tag of the last change"),
        pytest.param(
            page(above="<p class=date>Updated 8 August 2024</p>"), "2024-08-08", id="only changed"
        ),
        pytest.param(
            page(above="<p>Updated: 9 August 2024</p><p>Published: 7 August 2024</p>"),
            "2024-08-07",
            id="published before updated",
        ),
        pytest.param(
            page(above="<p>Published</p><p>7 August 2024</p>"), "2024-08-07", id="label above"
        ),
        pytest.param(
            page(below="<footer>This entry was posted on 7 August 2024 by Bo Lind</footer>"),
            "2024-08-07",
            id="posted below",
        ),
        pytest.param(
            page(
                PUBLISHED.format("2024-08-01")
                + '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":'
                '"2024-08-07"}</script>',
                above="<time datetime='2024-08-07'>7 August</time>",
            ),
            "2024-08-07",
            id="two against one",
        ),
        pytest.param(
            page(
                '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":'
                '"2024-08-06T22:05:00Z"}</script>',
                above="<p class=date>7. August 2024</p>",
                language="de",
            ),
            "2024-08-07",
            id="the outlet's own day, not that of UTC",
        ),
        pytest.param(
            page(below="<figure><figcaption>Cars wait, March 21, 2023 (Ann Holm)</figcaption>"),
            None,
            id="caption",
        ),
        pytest.param(page(below="<p>© 2023 Delmare Echo, January 1, 2023</p>"), None, id="rights"),
        pytest.param(
            page(below="<div class=comments><p>Bo, 3 April 2025</p><p>Right!</p></div>"),
            None,
            id="comment",
        ),
        pytest.param(
            page(
                below="<div class=related>"
                + "".join(f"<p>{day} May 2023</p><p>Other story {day}</p>" for day in range(3, 9))
                + "</div>"
            ),
            None,
            id="list of other stories",
        ),
    ],
)
def test_the_day_of_a_page(content: str, expected: str | None) -> None:
    report = read(content)
    assert (str(report.published_from) if report.published_from else None) == expected
    assert report.published_from == report.published_until


def test_the_words_are_kept_that_agree_with_the_data() -> None:
    report = read(page(PUBLISHED.format("2024-08-07T10:00:00+02:00"), "<p>7 August 2024</p>"))
    [span] = report.published_spans
    assert span.of(report.text) == "7 August 2024"
    assert report.published_reason == "meta article:published_time, dateline line"
    assert report.published_at == datetime.fromisoformat("2024-08-07T10:00:00+02:00")


def test_a_day_after_the_capture_loses() -> None:
    captured = datetime(2024, 8, 10, tzinfo=UTC)
    content = page(PUBLISHED.format("2031-01-01"), "<p class=date>7 August 2024</p>")
    assert str(read(content, captured_at=captured).published_from) == "2024-08-07"
    assert str(read(content).published_from) == "2031-01-01"


def test_a_day_before_that_of_the_address_loses() -> None:
    old = Statement(day=date(2019, 3, 2), family="line", reason="line", weight=9)
    new = Statement(day=date(2024, 8, 7), family="address", reason="address", weight=4)
    assert decide([old, new], address=date(2024, 8, 7)).day == date(2024, 8, 7)


def test_an_open_date_stays_a_pair() -> None:
    report = read(page(above="<p class=date>03/04/2024</p>"))
    assert (str(report.published_from), str(report.published_until)) == ("2024-03-04", "2024-04-03")
    assert report.published_basis == "stated"
    again = read(page(above="<p class=date>03/04/2024</p>", language="en-GB"))
    assert (str(again.published_from), str(again.published_until)) == ("2024-04-03", "2024-04-03")


def test_another_statement_decides_an_open_date() -> None:
    content = page(PUBLISHED.format("2024-03-04"), "<p class=date>03/04/2024</p>")
    report = read(content)
    assert str(report.published_from) == str(report.published_until) == "2024-03-04"


@pytest.mark.parametrize(
    ("language", "url", "text", "expected"),
    [
        ("de", None, "", "day"),
        ("en-US", None, "", "month"),
        ("en-AU", None, "", "day"),
        ("en", "https://herald.example.uk/", "", "day"),
        ("en", "https://city.gov/a", "", "month"),
        (None, None, "seen on 25/12/2023", "day"),
        (None, "http://[", "", None),
    ],
)
def test_order_of_day_and_month(
    language: str | None, url: str | None, text: str, expected: str | None
) -> None:
    assert page_order(language, url, text) == expected


def test_what_a_feed_told_weighs_more_than_a_line_and_less_than_two_places() -> None:
    told = Told(by="the feed", published="2024-08-07T09:00:00+00:00")
    line = read(page(above="<p class=date>5 August 2024</p>"), told=told)
    assert (str(line.published_from), line.published_reason) == ("2024-08-07", "stated by the feed")
    head = PUBLISHED.format("2024-08-05") + (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":"2024-08-05"}'
        "</script>"
    )
    assert str(read(page(head), told=told).published_from) == "2024-08-05"
