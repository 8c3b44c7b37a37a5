"""The origins of one question of a long story, by its own address."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from reportedly.present import origins
from tests.serving.conftest import story_of


def test_a_long_story_leads_to_the_origins_of_each_question(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origins, "ROWS", 1)
    story = story_of(page)
    whole = page.get(f"{story}/origins?asof=2025-05-06").text
    assert "into later reports" in whole
    links = re.findall(rf'href="?({story}/origins\?question=\d+[^" >]*)', whole)
    assert links
    monkeypatch.setattr(origins, "ROWS", 20)
    for link in links:
        one = page.get(link.replace("&amp;", "&"))
        assert one.status_code == 200
        questions = one.text.partition("<nav class=oq")[2].partition("</nav>")[0]
        assert questions.count("aria-current=page") == 1


@pytest.mark.parametrize("asked", ["99", "x", "-1", "1" * 400])
def test_a_question_that_is_not_there(page: TestClient, asked: str) -> None:
    assert page.get(f"{story_of(page)}/origins?question={asked}").status_code == 404
