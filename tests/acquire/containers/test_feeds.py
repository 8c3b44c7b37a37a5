from __future__ import annotations

import pytest

from reportedly.acquire.containers.feeds import is_whole, parse_feed, parse_json_feed
from reportedly.errors import CannotHandle
from tests.acquire.containers.opened import opened, report_in
from tests.acquire.containers.samples import ATOM, JSON_FEED, LONG, RSS


def test_entry_with_its_text_is_a_report_and_what_the_feed_says_holds() -> None:
    report = report_in("news.rss", RSS)
    assert report.title == "Bridge shut & closed now"
    assert (report.outlet, report.outlet_basis) == ("Delmare Echo", "stated")
    assert report.authors == ("Ann Reed",)
    assert report.published_at is not None
    assert (report.published_at.isoformat(), report.published_basis) == (
        "2025-03-04T08:00:00+00:00",
        "stated",
    )
    assert report.published_reason.endswith("the feed")
    assert report.url == "https://echo.example/1"
    assert report.text.startswith("Bridge shut & closed now\n")
    assert [block.kind for block in report.blocks] == ["headline", "body", "body"]


def test_entries_that_only_link_are_named_and_lose_nothing() -> None:
    _, problems = opened("news.rss", RSS)
    assert [problem.path for problem in problems] == [
        "news.rss > https://echo.example/2",
        "news.rss > 3",
    ]
    assert "add https://echo.example/2" in problems[0].reason
    assert "neither text nor link" in problems[1].reason
    assert not any(problem.lost for problem in problems)


def test_atom_knows_its_last_change_from_its_publication() -> None:
    first, second = parse_feed(ATOM).entries
    assert first.told.by == "the feed, as its last change"
    assert first.told.published == "2025-03-04T08:00:00+00:00"
    assert second.told.by == "the feed"
    assert second.told.published == "2025-03-05T08:00:00+01:00"
    assert first.told.title == "Bridge shut"
    assert first.told.url == "https://echo.example/1"
    assert "<p>The bridge" in second.html


def test_json_feed() -> None:
    whole, link = parse_json_feed(JSON_FEED).entries
    assert whole.told.authors == ("Ann Reed",)
    assert whole.whole
    assert not link.whole
    assert link.told.url == "https://echo.example/2"


@pytest.mark.parametrize(
    ("content", "summary", "expected"),
    [
        pytest.param(LONG, "", True, id="content"),
        pytest.param("", LONG, False, id="a summary as long as that is still one"),
        pytest.param("", LONG * 3, True, id="long description"),
        pytest.param(LONG + "<p>Continue reading</p>", "", False, id="ends in an invitation"),
        pytest.param(LONG + "<p>and so […]</p>", "", False, id="cut"),
        pytest.param(LONG + "and so on …", "", False, id="ellipsis"),
        pytest.param(
            LONG + "<p>The post Bridge appeared first on <a>Echo</a>.</p>", "", True, id="WordPress"
        ),
        pytest.param("<p>Shut.</p>", LONG * 3, False, id="short content"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_what_counts_as_the_text_of_an_entry(content: str, summary: str, expected: bool) -> None:
    assert is_whole(content, summary) is expected


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&b;&c;</title></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(BOMB, "entities of its own", id="entities"),
        pytest.param("<rss></rss>", "without entries", id="empty"),
        pytest.param("<rss version='2.0'", "feed", id="head only"),
        pytest.param('{"version": "https://jsonfeed.org/version/1"', "JSON Feed", id="cut JSON"),
        pytest.param(
            '{"version": "https://jsonfeed.org/version/1", "items": 3}',
            "without a list",
            id="no list",
        ),
    ],
)
def test_feeds_that_cannot_be_read_say_why(content: str, reason: str) -> None:
    captures, problems = opened("news.xml", content.encode())
    assert not captures
    assert reason in problems[0].reason
    assert problems[0].lost


def test_feed_that_is_a_page_is_read_as_a_page() -> None:
    [capture], _ = opened("feed.xml", b"<!DOCTYPE html><html><body><p>Not found</p></body></html>")
    assert capture.media_type == "text/html"


def test_cut_feed_gives_what_stands_before_and_says_so() -> None:
    cut = RSS.replace(b"</channel></rss>", b"")[: RSS.index(b"Ferry") + 30]
    [capture], problems = opened("news.rss", cut)
    assert capture.told.url == "https://echo.example/1"
    assert problems[0].lost
    assert "last entry is lost" in problems[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_encodings_of_feeds(encoding: str) -> None:
    words = f"<?xml version='1.0' encoding='{encoding}'?><rss><channel><title>Эхо</title><item>"
    words += "<title>Мост закрыт</title><link>https://echo.example/1</link></item></channel></rss>"
    feed = parse_feed(words.encode(encoding))
    assert feed.title == "Эхо"
    assert feed.entries[0].told.title == "Мост закрыт"


def test_control_characters_and_html_names_do_not_end_a_feed() -> None:
    words = "<rss><channel><item><title>A\x0bb &eacute;&copy; &amp;amp; &bogus;</title></item>"
    [entry] = parse_feed((words + "</channel></rss>").encode()).entries
    assert entry.told.title is not None
    assert entry.told.title.startswith("A b é© &")


def test_page_is_no_feed() -> None:
    with pytest.raises(CannotHandle, match="no feed"):
        parse_feed(b"<html><body><p>x</p></body></html>")


def test_aggregator_names_the_outlet_of_each_entry() -> None:
    words = (
        "<rss><channel><title>All the news</title><item><title>Rain</title>"
        "<source url='https://echo.example/'>Delmare Echo</source></item></channel></rss>"
    )
    assert parse_feed(words.encode()).entries[0].told.outlet == "Delmare Echo"
