from __future__ import annotations

import re
import sqlite3
import time
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.cluster.stories import id_of_story
from reportedly.model import Report, Statement
from reportedly.present.views import VIEWS
from reportedly.projects import add_to_project
from reportedly.store.database import open_project
from tests.serving.conftest import OWN, Served, entered, story_of

WORDS = [view.name for view in VIEWS if view.name != "brief"]


def test_the_desk_lists_stories(page: TestClient) -> None:
    desk = page.get("/").text
    assert "Olsund bridge" in desk
    assert "5–7 May 2025" in desk
    assert "3 outlets" in desk
    assert "not marked read yet" in desk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("outlet=fjord", True),
        ("outlet=nobody", False),
        ("since=2025-05-07", True),
        ("since=2025-05-08", False),
        ("until=2025-05-04", False),
        ("place=nowhere", False),
    ],
)
def test_the_desk_is_narrowed(page: TestClient, query: str, found: bool) -> None:
    assert ("/s/" in page.get(f"/?{query}").text) is found


def test_a_day_that_is_none_is_said(page: TestClient) -> None:
    answer = page.get("/?since=tomorrow")
    assert answer.status_code == 400
    assert "2024-08-07" in answer.text
    assert page.get(f"{story_of(page)}?asof=2025-02-30").status_code == 400


@pytest.mark.parametrize("view", ["", *WORDS])
def test_every_view_is_served(page: TestClient, view: str) -> None:
    answer = page.get(f"{story_of(page)}/{view}" if view else story_of(page))
    assert answer.status_code == 200
    assert 'aria-current="page"' in answer.text
    assert "Showing all" in answer.text


@pytest.mark.parametrize("view", ["", *WORDS])
def test_no_markup_of_a_source_reaches_a_page(page: TestClient, view: str) -> None:
    text = page.get(f"{story_of(page)}/{view}" if view else story_of(page)).text
    own = re.findall(r"<script[^>]*>", text)
    assert all('src="/static/' in tag for tag in own)
    assert "<img" not in text
    assert "<b>Bold" not in text
    assert "javascript:" not in text
    assert not re.search(r"<[^>]+\son\w+=", text)
    assert not re.search(r"<[^>]+\sstyle=", text)


def test_hostile_words_stand_as_text(page: TestClient) -> None:
    text = unescape(page.get(f"{story_of(page)}/documents").text)
    assert "<script>alert(3)</script>" in text
    assert "<b>Bold</b> Herald" in text


def test_each_chip_leads_to_its_words(page: TestClient) -> None:
    story = story_of(page)
    numbers = set(re.findall(rf'href="{story}/statement/(\d+)#s\1"', page.get(story).text))
    assert numbers
    for number in numbers:
        answer = page.get(f"{story}/statement/{number}")
        assert answer.status_code == 200
        assert f'id="s{number}"' in answer.text
        fragment = page.get(f"{story}/statement/{number}", headers={"HX-Request": "true"}).text
        assert "<html" not in fragment
        assert f'id="s{number}"' in fragment
        led = page.get(f"{story}/words/{number}")
        assert led.status_code == 303
        document = page.get(led.headers["location"]).text
        exact = re.search(r"<mark>(.*?)</mark>", fragment, re.DOTALL)
        assert exact
        assert exact.group(1) in document


def test_a_statement_keeps_its_address_by_id(page: TestClient, filled: str) -> None:
    with open_project(filled) as project:
        [story] = project.stories()
        rows = project.story_rows(story)
    statement = rows[Statement][0]
    answer = page.get(f"{story_of(page)}/statement/{statement.id}")
    assert answer.status_code == 200
    missing = page.get(f"{story_of(page)}/statement/99999")
    assert missing.status_code == 404
    assert "<h1>Nothing here</h1>" in missing.text
    assert page.get(f"{story_of(page)}/statement/none").status_code == 404


def test_as_known_on_a_day_nothing_later_shows(page: TestClient) -> None:
    story = story_of(page)
    for view in ("", *(f"/{name}" for name in WORDS)):
        text = page.get(f"{story}{view}?asof=2025-05-05").text
        body = text[text.index("<main") : text.index("</main>")]
        assert "Tor Lind" not in body, view
        assert "Fjord" not in body, view
        assert "Herald" not in body, view
    front = page.get(f"{story}?asof=2025-05-06").text
    assert "Two reports" in front
    assert f'href="{story}?asof=2025-05-05"' in front


def test_a_day_keeps_in_every_link(page: TestClient) -> None:
    story = story_of(page)
    text = page.get(f"{story}/who?asof=2025-05-06").text
    links = [unescape(link) for link in re.findall(r'href="(/s/[^"]+)"', text)]
    inside = [link for link in links if "/statement/" in link or link.endswith("/ledger")]
    assert inside
    assert all("asof=2025-05-06" in link for link in inside)


def test_days_between_before_and_after(page: TestClient) -> None:
    story = story_of(page)
    before = page.get(f"{story}?asof=2025-05-04")
    assert before.status_code == 404
    assert "No report of this story is shown to be published by 2025-05-04" in before.text
    assert "Three reports" in page.get(f"{story}?asof=2031-01-01").text


def test_the_ledger_is_narrowed(page: TestClient) -> None:
    story = story_of(page)
    text = page.get(f"{story}/ledger?speaker=lind").text
    assert "Tor Lind" in text
    assert 'id="s1"' not in text
    assert "No statement passes" in page.get(f"{story}/ledger?speaker=nobody").text


def test_documents_by_number_and_by_report(page: TestClient, filled: str) -> None:
    with open_project(filled) as project:
        reports = project.reports()
    for report in reports:
        led = page.get(f"/r/{report.id}")
        assert led.status_code == 303
        led = page.get(led.headers["location"])
        assert led.status_code == 303
        assert re.search(r"#d\d$", led.headers["location"])
        original = page.get(f"/r/{report.id}/original")
        assert original.headers["content-disposition"].startswith("attachment")
        assert original.headers["content-type"] == "application/octet-stream"
        assert original.content == (Path(filled).parent / report.path).read_bytes()
    assert page.get("/r/none").status_code == 404
    assert page.get("/r/none/original").status_code == 404
    assert page.get(f"{story_of(page)}/document/77").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/s/none", "/s/", "/s/x/who", "/s/%00", "/r/%2e%2e", "/static/page.css", "/static/../app.py"],
)
def test_there_is_nothing_else(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 404


@pytest.mark.parametrize("part", ["0", "-3", "9999999", "x", "99999999999999999999", "²"])
def test_odd_pages_of_a_long_view(page: TestClient, part: str) -> None:
    assert page.get(f"{story_of(page)}/ledger?part={part}").status_code == 200
    assert page.get(f"{story_of(page)}/documents?part={part}").status_code == 200
    assert page.get(f"/?part={part}").status_code == 200


def test_search_in_its_order(page: TestClient) -> None:
    text = page.get("/search?q=bridge").text
    titles = re.findall(r"<h2>(\w+) <small>", text)
    assert titles == [t for t in ("Statements", "Speakers", "Places", "Documents") if t in titles]
    assert titles[0] == "Statements"
    assert "<mark>bridge</mark>" in text
    assert "Speakers" in page.get("/search?q=venn").text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"bridge is safe"', True),
        ('"safe is bridge"', False),
        ("safe bridge is", True),
        ("zebra", False),
    ],
)
def test_words_in_quotes_stand_together(page: TestClient, words: str, found: bool) -> None:
    text = page.get("/search", params={"q": words}).text
    assert ("<h2>Statements" in text) is found


@pytest.mark.parametrize("words", ['"', "* OR", "NEAR(", "<script>", "a" * 5000, "\x00", "%", "-"])
def test_odd_searches(page: TestClient, words: str) -> None:
    answer = page.get("/search", params={"q": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.replace('<script src="/static/', "")


def test_what_was_read_and_what_is_new_since(copied: str, served: Served, tmp_path: Path) -> None:
    client = entered(served(copied))
    assert client.post("/read", data={"story": ""}, headers=OWN).status_code == 303
    assert "nothing" in client.get("/").text
    late = tmp_path / "late.txt"
    late.write_text(
        "Blast at the Olsund bridge kills 31\n\nMayor Ada Venn said 31 people were killed.\n"
    )
    add_to_project(copied, paths=[str(late)], outlet="Late News", published="2025-05-09")
    assert "1 new report" in client.get("/").text
    # What another run adds shows at once, in a story that was open before too.
    assert "Late News" in client.get(f"{story_of(client)}/documents").text
    assert client.post("/read", data={"story": "none"}, headers=OWN).status_code == 404


def test_dropped_files_are_added(copied: str, served: Served) -> None:
    client = entered(served(copied))
    files = [
        (
            "files",
            ("../../drop.txt", b"Bridge to open\n\nVenn said the Olsund bridge is safe."),
        ),
        ("files", ("empty.txt", b"")),
    ]
    answer = client.post("/add", files=files, headers=OWN)
    assert answer.status_code == 303
    told = client.get("/drops").text
    while "hx-trigger" in told:
        time.sleep(0.05)
        told = client.get("/drops").text
    assert "1 report added" in told
    assert "empty.txt" in told
    assert "drop.txt" in {row.path for row in _reports(copied)}


def _reports(path: str) -> list[Report]:
    with open_project(path) as project:
        return project.reports()


def test_no_file_came(copied: str, served: Served) -> None:
    client = entered(served(copied))
    assert client.post("/add", headers=OWN).status_code == 400
    files = {"files": ("", b"")}
    assert client.post("/add", files=files, headers=OWN).status_code == 400


def test_a_project_in_use_and_a_damaged_one(copied: str, served: Served) -> None:
    client = entered(served(copied))
    assert client.get("/").status_code == 200
    Path(copied).write_bytes(b"SQLite format 3\x00" + b"\x7f" * 9000)
    for suffix in ("-wal", "-shm"):
        Path(copied + suffix).unlink(missing_ok=True)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "damaged" in answer.text or "cannot be used" in answer.text


def test_a_project_of_a_newer_version_says_which(copied: str, served: Served) -> None:
    client = entered(served(copied))
    connection = sqlite3.connect(copied)
    with connection:
        connection.execute("INSERT INTO migrations VALUES ('m999_later', '7.8.9')")
    connection.close()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "7.8.9" in answer.text


def test_a_project_that_is_written_to_is_still_read(copied: str, served: Served) -> None:
    client = entered(served(copied))
    with open_project(copied, create=True):
        assert client.get(story_of(client)).status_code == 200
        # A mark is short and does not wait for the run.
        assert client.post("/read", data={"story": ""}, headers=OWN).status_code == 303


def test_an_id_that_a_story_had_still_leads_to_it(copied: str, served: Served) -> None:
    """It is another one once an earlier report has come in."""
    client = entered(served(copied))
    with open_project(copied) as project:
        story = max(project.stories(), key=lambda one: len(one.report_ids))
    former = {id_of_story(report_id) for report_id in story.report_ids} - {story.id}
    assert len(former) > 1
    for one in former:
        assert client.get(f"/s/{one}").status_code == 200
    assert client.get(f"/s/{id_of_story('none')}").status_code == 404


def test_an_empty_project(tmp_path: Path, served: Served) -> None:
    path = str(tmp_path / "empty.db")
    with open_project(path, create=True):
        pass
    client = entered(served(path))
    assert "No reports yet" in client.get("/").text
    assert client.get("/search?q=bridge").status_code == 200
