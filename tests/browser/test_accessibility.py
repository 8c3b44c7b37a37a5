"""axe finds nothing against WCAG 2.2 AA in any view, by day and by night."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from reportedly.present.views import VIEWS, View
from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Rows of one kind are written by one template: eight stand for all of them.
CUT = """(view) => {
  for (const section of document.querySelectorAll("main > section")) {
    if (section.id !== view) section.remove();
  }
  for (const list of document.querySelectorAll("section, tbody, ol, ul, dl.defs, .txt")) {
    for (const row of [...list.children].slice(8)) row.remove();
  }
  for (const closed of document.querySelectorAll("details")) closed.open = true;
}"""


def _violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds; of all rules, or of some."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": only}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_no_violation(opened: Opener, saved: Path, view: View) -> None:
    page = opened(saved, reduced_motion="reduce")  # no colour half-way to another
    page.evaluate(CUT, view.name)
    assert _violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert _violations(page, ["color-contrast"]) == []


def test_the_evidence_and_the_keys_have_no_violation(opened: Opener, saved: Path) -> None:
    page = opened(saved, query="#s1")
    page.evaluate(CUT, "ledger")
    assert _violations(page) == []
    page.keyboard.press("?")
    assert _violations(page) == []


def test_a_small_screen_has_no_violation(opened: Opener, saved: Path) -> None:
    page = opened(saved, viewport={"width": 360, "height": 800})
    page.evaluate(CUT, "brief")
    assert _violations(page) == []
