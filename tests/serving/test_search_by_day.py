"""A search from a page as known on a day finds nothing that was published later."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.serving.conftest import story_of


def test_a_search_on_a_day_knows_nothing_later(page: TestClient) -> None:
    late = page.get("/search?q=engineer").text
    assert "Fjord Daily" in late
    early = page.get("/search?q=engineer&asof=2025-05-05").text
    assert "Fjord" not in early
    assert "Nothing in this project" in early
    found = page.get("/search?q=bridge&asof=2025-05-05").text
    assert "Olsund Post" in found
    assert "Fjord" not in found
    assert "asof=2025-05-05" in found


def test_a_page_of_a_day_searches_on_that_day(page: TestClient) -> None:
    story = story_of(page)
    field = '<input type="hidden" name="asof" value="2025-05-05">'
    assert field in page.get(f"{story}?asof=2025-05-05").text
    assert field not in page.get(story).text


@pytest.mark.parametrize("day", ["monday", "2025-13-01"])
def test_what_is_no_day_is_refused(page: TestClient, day: str) -> None:
    assert page.get(f"/search?q=bridge&asof={day}").status_code == 400
