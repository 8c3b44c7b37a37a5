"""The Review view: forms that rule, the log, undo, names, and what is refused."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from starlette.testclient import TestClient

from reportedly.model import Ruling
from reportedly.rulings import in_force
from reportedly.store.database import open_project
from tests.serving.conftest import OWN, Served, entered, story_of


@pytest.fixture
def browser(copied: str, served: Served) -> TestClient:
    return entered(served(copied))


def post(client: TestClient, path: str, **fields: object) -> object:
    return client.post(path, data=fields, headers=OWN)


def at_hand(page: str) -> str:
    """Return the statement that a page of the queue is about."""
    found = re.search(r'name="statement" value="([0-9a-f]{16})"', page)
    assert found is not None
    return found[1]


def log(path: str) -> list[Ruling]:
    with open_project(path) as kept:
        return kept.rulings()


def settled(client: TestClient) -> None:
    reruns = client.app.app.state.site.reruns if hasattr(client.app, "app") else None
    for _ in range(200):
        if reruns is None or not reruns.busy:
            return
        time.sleep(0.05)


def test_the_queue_begins_with_what_is_disputed(browser: TestClient) -> None:
    page = unescape(browser.get(f"{story_of(browser)}/review").text)
    assert "the weightiest first" in page
    assert "Disputed" in page or "differ" in page
    assert 'data-press="y"' in page
    assert "review.js" in page


def test_a_ruling_is_kept_named_and_shown(browser: TestClient, copied: str) -> None:
    review = f"{story_of(browser)}/review"
    post(browser, f"{review}/name", by="Mia Ø", at="")
    first = at_hand(browser.get(review).text)
    answer = browser.post(
        review,
        data={"kind": "wrong", "statement": first, "after": "", "note": "a <caption>"},
        headers=OWN,
    )
    assert answer.status_code == 303
    [one] = log(copied)
    assert (one.kind, one.by, one.note) == ("wrong", "Mia Ø", "a <caption>")
    after = browser.get(review).text
    assert at_hand(after) != first
    assert "1 reviewed by Mia Ø" in after
    again = browser.get(f"{review}?at={first}").text
    assert "read wrongly, not counted: Mia Ø" in again
    assert "a &lt;caption&gt;" in again


def test_what_follows_is_worked_out_beside(browser: TestClient, copied: str) -> None:
    story = story_of(browser)
    first = at_hand(browser.get(f"{story}/review").text)
    post(browser, f"{story}/review", kind="wrong", statement=first)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with open_project(copied) as kept:
            told = [i for s in kept.stories() for p in kept.story_rows(s).values() for i in p]
        held = [one for one in told if first in getattr(one, "because", ())]
        if not held:
            break
        time.sleep(0.05)
    assert not held
    while time.monotonic() < deadline:
        page = browser.get(f"{story}/statement/{first}").text
        if "reviewed by a reviewer" in page:
            break
        time.sleep(0.05)
    assert "reviewed by a reviewer" in page


def test_undo_takes_back_the_own_last_ruling(browser: TestClient, copied: str) -> None:
    review = f"{story_of(browser)}/review"
    first = at_hand(browser.get(review).text)
    post(browser, f"{review}/name", by="mia")
    post(browser, review, kind="right", statement=first)
    post(browser, f"{review}/name", by="jon")
    answer = browser.post(f"{review}/undo", headers=OWN)
    assert answer.status_code == 404, answer.text
    post(browser, f"{review}/name", by="mia")
    assert browser.post(f"{review}/undo", data={"at": "log"}, headers=OWN).status_code == 303
    assert in_force(log(copied)) == ()
    assert "taken back" in browser.get(f"{review}/log").text


def test_two_reviewers_on_the_same_words(browser: TestClient) -> None:
    review = f"{story_of(browser)}/review"
    first = at_hand(browser.get(review).text)
    for name, kind in (("mia", "right"), ("jon", "wrong")):
        post(browser, f"{review}/name", by=name)
        post(browser, review, kind=kind, statement=first)
    page = browser.get(f"{review}/log").text
    assert "reading: jon and mia agree on 0 of 1" in page
    assert "jon: read wrongly" in page
    assert "mia: read rightly" in page


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        pytest.param({"kind": "speaker", "name": "Tor Lind"}, "speaker", id="a speaker"),
        pytest.param({"kind": "question", "name": "Who did it?"}, "question", id="a question"),
        pytest.param({"kind": "conflict", "with": "3"}, "conflict", id="a conflict, by number"),
        pytest.param({"kind": "same utterance", "with": "3"}, "same utterance", id="one speech"),
        pytest.param(
            {"kind": "one agent", "first": "Tor Lind", "second": "Ada Venn"},
            "one agent",
            id="agents",
        ),
        pytest.param({"kind": "side", "first": "North", "second": "Per Holt"}, "side", id="a side"),
    ],
)
def test_every_form(browser: TestClient, copied: str, fields: dict[str, str], kind: str) -> None:
    review = f"{story_of(browser)}/review"
    first = at_hand(browser.get(review).text)
    sent: dict[str, object] = {k: v for k, v in fields.items() if k != "with"}
    sent["statement"] = [first, fields["with"]] if "with" in fields else first
    assert browser.post(review, data=sent, headers=OWN).status_code == 303
    assert [one.kind for one in log(copied)] == [kind]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "guess"}, "No ruling is called"),
        ({"kind": "conflict"}, "two or more different statements"),
        ({"kind": "right", "statement": "99999"}, "There is no statement"),
        ({"kind": "question", "name": "x" * 900}, "1 to 200 characters"),
        ({"kind": "one agent", "first": "Nobody", "second": "Ada Venn"}, "nobody is called"),
        ({"kind": "speaker", "name": "\x00"}, "characters"),
    ],
)
def test_what_makes_no_sense_is_refused(
    browser: TestClient, copied: str, fields: dict[str, str], words: str
) -> None:
    review = f"{story_of(browser)}/review"
    sent = {"statement": at_hand(browser.get(review).text)} | fields
    answer = browser.post(review, data=sent, headers=OWN)
    assert answer.status_code == 400
    assert words.lower() in unescape(answer.text).lower()
    assert log(copied) == []


def test_read_only_shows_without_forms(copied: str, served: Served) -> None:
    client = entered(served(copied, read_only=True))
    review = f"{story_of(client)}/review"
    page = client.get(review).text
    assert "What rests on it" in page
    assert "<button name" not in page
    assert client.post(review, data={"kind": "right"}, headers=OWN).status_code == 403
    assert "Undo" not in client.get(f"{review}/log").text


def test_another_site_cannot_rule(browser: TestClient, copied: str) -> None:
    review = f"{story_of(browser)}/review"
    sent = {"kind": "right", "statement": at_hand(browser.get(review).text)}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {}):
        assert browser.post(review, data=sent, headers=headers).status_code == 403
    assert log(copied) == []
