"""Decisions on a whole story in the app: its title, what belongs to it, and taking them back."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from reportedly.store.database import open_project
from tests.serving.conftest import OWN, Served, entered, story_of


@pytest.fixture
def browser(copied: str, served: Served) -> TestClient:
    return entered(served(copied))


def settle(client: TestClient) -> None:
    assert client.app._app.state.site.reruns.wait(30)  # type: ignore[attr-defined]


def send(client: TestClient, **fields: object) -> int:
    return client.post(f"{story_of(client)}/arrange", data=fields, headers=OWN).status_code


def test_a_story_is_renamed_and_the_name_taken_back(browser: TestClient, copied: str) -> None:
    before = re.search(
        r'name="title" value="([^"]*)"', browser.get(story_of(browser) + "/arrange").text
    )
    assert before is not None
    assert send(browser, what="rename", title="The  <b>bridge</b> at Olsund", note="short") == 303
    settle(browser)
    page = unescape(browser.get("/").text)
    assert "The <b>bridge</b> at Olsund" in page
    assert "<b>bridge" not in browser.get("/").text
    assert send(browser, what="undo") == 303
    settle(browser)
    with open_project(copied) as kept:
        assert [story.title for story in kept.stories()] == [unescape(before[1])]


def test_reports_are_parted_and_stories_united(browser: TestClient, copied: str) -> None:
    with open_project(copied) as kept:
        [whole] = kept.stories()
    assert send(browser, what="part", report=whole.report_ids[0]) == 303
    settle(browser)
    with open_project(copied) as kept:
        larger, smaller = sorted(kept.stories(), key=lambda one: -len(one.report_ids))
    assert smaller.report_ids == whole.report_ids[:1]
    page = browser.get(f"/s/{larger.id[:10]}/arrange").text
    assert f'value="{smaller.id}"' in page
    answer = browser.post(
        f"/s/{larger.id[:10]}/arrange", data={"what": "unite", "other": smaller.id}, headers=OWN
    )
    assert answer.status_code == 303
    settle(browser)
    with open_project(copied) as kept:
        assert [len(one.report_ids) for one in kept.stories()] == [3]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"what": "rename", "title": "  "}, "A title has 1 to", id="no title"),
        pytest.param({"what": "unite", "other": "none"}, "none", id="no such story"),
        pytest.param({"what": "part", "report": "none"}, "none", id="no such report"),
        pytest.param({"what": "burn"}, "Nothing is called", id="no such thing"),
        pytest.param({"what": "undo"}, "No decision", id="nothing decided"),
    ],
)
def test_what_cannot_be_is_refused(browser: TestClient, fields: dict[str, str], told: str) -> None:
    answer = browser.post(f"{story_of(browser)}/arrange", data=fields, headers=OWN)
    assert answer.status_code == 400
    assert told in unescape(answer.text)


def test_nothing_is_arranged_where_the_project_is_read_only(filled: str, served: Served) -> None:
    client = entered(served(filled, read_only=True))
    page = client.get(f"{story_of(client)}/arrange").text
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert send(client, what="rename", title="x") in (403, 405)
