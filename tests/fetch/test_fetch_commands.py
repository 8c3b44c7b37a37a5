"""`--fetch` as a user of the command line meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from tests.fetch.loopback import PAGE, Loopback, answer, loopback


@pytest.fixture
def site() -> Iterator[Loopback]:
    with loopback() as found:
        yield found


@pytest.fixture
def settings(tmp_path: Path) -> str:
    path = tmp_path / "settings.toml"
    path.write_text("[fetch]\ndelay_seconds = 0.0\nlongest_wait = 0.1\n", encoding="utf-8")
    return str(path)


def reportedly(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_an_address_is_refused_unless_fetching_is_asked_for(tmp_path: Path) -> None:
    project = tmp_path / "new.db"
    for command in (["brief"], ["inspect"], ["compare"], ["add", str(project)]):
        done = reportedly(*command, "https://news.test/a")
        assert done.exit_code == 2
        assert "https://news.test/a is an address on the web; add --fetch" in done.stderr
    assert not project.exists()


def test_a_page_is_fetched_and_read(site: Loopback, settings: str) -> None:
    url = site.serve("/a")
    done = reportedly("inspect", url, "--fetch", "--allow-private", "--config", settings)
    assert done.exit_code == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["path"] == url
    assert record["title"] == "Ferry stopped in Arnvik"


def test_a_server_that_lies_about_the_encoding_is_not_believed(
    site: Loopback, settings: str
) -> None:
    body = PAGE.replace(b"Tora Lind", "Zoë Lind".encode())
    url = site.serve("/a", body, Content_Type="text/html; charset=windows-1251")
    done = reportedly("inspect", url, "--fetch", "--allow-private", "--config", settings)
    assert "Zoë Lind" in json.loads(done.stdout)["text"]


def test_an_encoding_that_only_the_server_names_is_used(site: Loopback, settings: str) -> None:
    body = PAGE.replace(b"Tora Lind", "Мира Ланова".encode("windows-1251"))
    url = site.serve("/a", body, Content_Type="text/html; charset=windows-1251")
    done = reportedly("inspect", url, "--fetch", "--allow-private", "--config", settings)
    assert "Мира Ланова" in json.loads(done.stdout)["text"]


def test_what_cannot_be_fetched_is_named_and_the_rest_is_read(
    site: Loopback, settings: str
) -> None:
    good, gone = site.serve("/a"), f"{site.origin}/gone"
    options = ("--fetch", "--allow-private", "--config", settings)
    done = reportedly("inspect", gone, good, *options)
    assert done.exit_code == 3
    assert f"{gone}: answered 404 Not Found; check the address" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_private_networks_need_a_word_of_their_own(site: Loopback, settings: str) -> None:
    url = site.serve("/a")
    done = reportedly("inspect", url, "--fetch", "--config", settings)
    assert done.exit_code == 3
    assert "add --allow-private" in done.stderr
    assert site.asked == []


def test_a_project_asks_only_for_changes(site: Loopback, settings: str, tmp_path: Path) -> None:
    def send(request: BaseHTTPRequestHandler) -> None:
        if request.headers["If-None-Match"] == '"1"':
            answer(b"", 304, ETag='"1"')(request)
        else:
            answer(ETag='"1"')(request)

    site.answers["/a"] = send
    project = str(tmp_path / "ferry.db")
    options = (f"{site.origin}/a", "--fetch", "--allow-private", "--config", settings)
    first = reportedly("add", project, *options)
    assert first.stderr == f"{project}: 1 report added, 1 in all, 1 story\n"
    again = reportedly("add", project, *options)
    assert again.stderr == (f"{project}: 0 reports added, 1 in all, 1 story; 1 address unchanged\n")
    given = reportedly("add", project, *options, "--outlet", "Arnvik Post")
    assert "unchanged" not in given.stderr
