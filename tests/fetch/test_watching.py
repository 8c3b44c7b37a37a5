"""Feeds on this machine, watched as a user would."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from tests.fetch.loopback import Loopback, loopback

PAGE = """<!DOCTYPE html><html><head><title>{title}</title></head><body><article>
<h1>{title}</h1><p>The ferry to {town} was stopped on Monday after a fire in its engine room.</p>
<p>{hurt} people were hurt, the harbour master of {town}, Tora Lind, said on Monday evening.</p>
</article></body></html>"""
TEXT = "The bridge in Orrest was shut on Tuesday, said the mayor, Ilse Marant. " * 8


@pytest.fixture
def site() -> Iterator[Loopback]:
    with loopback() as found:
        page(found, "/arnvik", "Arnvik", "Two")
        page(found, "/elsund", "Elsund", "Three")
        yield found


@pytest.fixture
def project(tmp_path: Path) -> str:
    settings = "[fetch]\ndelay_seconds = 0.0\nlongest_wait = 0.1\n"
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    return str(tmp_path / "ferries.db")


def page(site: Loopback, path: str, town: str, hurt: str) -> None:
    words = PAGE.format(title=f"Ferry to {town} stopped after fire", town=town, hurt=hurt)
    site.serve(path, words.encode())


def feed(site: Loopback, *items: tuple[str, str], path: str = "/feed", more: str = "") -> str:
    """Serve a feed that links to pages; an item is a path and a date."""
    listed = "".join(
        f"<item><title>Ferry</title><link>{site.origin}{link}</link><pubDate>{day}</pubDate></item>"
        for link, day in items
    )
    words = f'<rss version="2.0"><channel><title>Echo</title>{listed}{more}</channel></rss>'
    return site.serve(path, words.encode())


def watch(project: str, *feeds: str) -> Result:
    settings = str(Path(project).parent / "settings.toml")
    options = ("--project", project, "--once", "--allow-private", "--config", settings)
    return CliRunner().invoke(main, ["watch", *feeds, *options])


MONDAY = "Mon, 03 Mar 2025 18:00:00 GMT"
TUESDAY = "Tue, 04 Mar 2025 18:00:00 GMT"


def test_what_a_feed_links_to_comes_in_once(site: Loopback, project: str) -> None:
    url = feed(site, ("/arnvik", MONDAY), ("/elsund", MONDAY))
    done = watch(project, url)
    assert done.exit_code == 0, done.stderr
    assert [line.split("  ")[-1] for line in done.stdout.splitlines()] == [
        f"{site.origin}/arnvik",
        f"{site.origin}/elsund",
    ]
    assert "2 came in; reports in all: 2" in done.stderr
    assert site.paths() == ["/feed", "/arnvik", "/elsund"]
    again = watch(project, url)
    assert again.stdout == ""
    assert "0 came in; reports in all: 2" in again.stderr
    assert site.paths()[3:] == ["/feed"]


def test_an_entry_that_changes_becomes_a_version(site: Loopback, project: str) -> None:
    watch(project, feed(site, ("/arnvik", MONDAY)))
    page(site, "/arnvik", "Arnvik", "Nine")
    done = watch(project, feed(site, ("/arnvik", TUESDAY), ("/elsund", MONDAY)))
    assert "2 came in; reports in all: 2" in done.stderr
    rows = CliRunner().invoke(main, ["versions", project, "--nl"]).stdout.splitlines()
    assert [(row["removed"], row["added"]) for row in map(json.loads, rows)] == [("Two", "Nine")]


def test_where_a_page_may_not_be_fetched_the_text_of_the_feed_is_taken(
    site: Loopback, project: str
) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /bridge")
    item = (
        f"<item><title>Bridge shut in Orrest</title><link>{site.origin}/bridge</link>"
        f"<description>{TEXT}</description><pubDate>{TUESDAY}</pubDate></item>"
    )
    url = feed(site, more=item)
    done = watch(project, url)
    assert "2025-03-04" in done.stdout
    assert "Bridge shut in Orrest" in done.stdout
    assert site.paths() == ["/feed"]


def test_a_page_that_fails_is_tried_some_rounds_and_then_let_be(
    site: Loopback, project: str
) -> None:
    url = feed(site, ("/gone", MONDAY), ("/arnvik", MONDAY))
    done = watch(project, url)
    assert done.exit_code == 3
    assert f"{site.origin}/gone: answered 404 Not Found" in done.stderr
    assert "1 came in" in done.stderr
    for _ in range(4):
        watch(project, url)
    assert site.paths().count("/gone") == 3
    assert site.paths().count("/arnvik") == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(PAGE, "not a feed; look on the site for the address", id="a page"),
        pytest.param("<rss><channel><item><title>x", "", id="cut off"),
        pytest.param("", "not a feed", id="empty"),
    ],
)
def test_what_is_no_feed_is_named(site: Loopback, project: str, words: str, expected: str) -> None:
    done = watch(
        project, site.serve("/feed", words.encode()), feed(site, ("/arnvik", MONDAY), path="/b")
    )
    assert expected in done.stderr
    assert "1 came in; reports in all: 1" in done.stderr


def test_a_path_is_no_feed_to_watch(project: str) -> None:
    done = watch(project, "feeds/echo.xml")
    assert done.exit_code == 2
    assert "is no address of a feed" in done.stderr
    assert not Path(project).exists()


def test_a_pause_ends_with_an_interrupt(
    site: Loopback, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    real = time.sleep

    def sleep(seconds: float) -> None:
        if seconds < 60:
            return real(seconds)
        pauses.append(seconds)
        if len(pauses) == 2:
            raise KeyboardInterrupt
        page(site, "/elsund", "Elsund", "Four")
        feed(site, ("/arnvik", MONDAY), ("/elsund", TUESDAY))
        return None

    monkeypatch.setattr(time, "sleep", sleep)
    settings = str(Path(project).parent / "settings.toml")
    url = feed(site, ("/arnvik", MONDAY))
    options = ["--project", project, "--every", "5", "--allow-private", "--config", settings]
    done = CliRunner().invoke(main, ["watch", url, *options])
    assert done.exit_code == 0, done.stderr
    assert pauses == [300, 300]
    assert len(done.stdout.splitlines()) == 2


def test_what_an_interrupted_round_left_is_told_in_the_next(
    site: Loopback, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    url = feed(site, ("/arnvik", MONDAY))
    with monkeypatch.context() as patch:
        patch.setattr("reportedly.watching.analysed_again", interrupt)
        assert watch(project, url).exit_code == 130
    done = watch(project, url)
    assert "0 came in; reports in all: 1, stories: 1" in done.stderr
