"""The saved page in a browser: chips, days, keys, and everything without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.present.pages import story_page
from reportedly.present.shown import Shown
from reportedly.present.views import VIEWS
from reportedly.present.words import MOST, clipped
from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page

FOLLOWED = 24  # chips that are opened, of all
# The chips of the page: what each says and where it leads.
CHIPS = """() => [...document.querySelectorAll("a.ev[href^='#s']")]
  .map((chip) => [chip.textContent, chip.hash])"""
# What the evidence of each chip holds.
HOLD = """(hashes) => hashes.map((hash) =>
  [...document.querySelectorAll(`.entry${hash} mark`)].map((mark) => mark.textContent))"""
# What the evidence shows once a chip is followed.
FOLLOW = """(hashes) => hashes.map((hash) => {
  location.hash = hash;
  const entry = document.querySelector(".entry:target");
  const pane = entry !== null && getComputedStyle(entry).position === "fixed";
  return pane ? [...entry.querySelectorAll("mark")].map((mark) => mark.textContent) : [];
})"""
FIRST = """() => [...document.querySelectorAll("#brief .col a.ev")]
  .find((chip) => chip.checkVisibility())"""
VISIBLE = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility()).length"""


@pytest.fixture(scope="module")
def stored(shown: Shown) -> dict[str, list[str]]:
    """The exact words of every statement as the report holds them, by chip."""
    found = {}
    for lookup in shown.lookups:
        for row in lookup.statements.values():
            ref, text = lookup.numbering.refs[row.id], lookup.reports[row.report_id].text
            words = [clipped(piece.of(text), MOST) for piece in row.content]
            found[f"{ref.outlet} {ref.number}"] = words
    return found


def _first_chip(page: Page) -> ElementHandle:
    chip = page.evaluate_handle(FIRST).as_element()
    assert chip is not None
    return chip


def test_every_chip_opens_the_right_words(
    opened: Opener, saved: Path, stored: dict[str, list[str]]
) -> None:
    page = opened(saved)
    chips = {(name, hash) for name, hash in page.evaluate(CHIPS)}
    assert len(chips) == len(stored)
    names = sorted(chips)
    held = page.evaluate(HOLD, [hash for _, hash in names])
    assert {name: words for (name, _), words in zip(names, held, strict=True)} == stored
    some = names[:: max(1, len(names) // FOLLOWED)]  # one is opened like another
    shown = page.evaluate(FOLLOW, [hash for _, hash in some])
    assert shown == [stored[name] for name, _ in some]


def test_a_click_on_a_chip_opens_its_evidence_and_escape_closes_it(
    opened: Opener, saved: Path, stored: dict[str, list[str]]
) -> None:
    page = opened(saved)
    chip = _first_chip(page)
    chip.click()
    entry = page.locator(".entry:target")
    assert entry.locator("mark").all_text_contents() == stored[chip.text_content() or ""]
    assert entry.evaluate("(one) => one === document.activeElement")
    assert page.locator("a.ev.sel").count() > 1
    page.keyboard.press("Escape")
    assert page.locator(".entry:target").count() == 0
    assert chip.evaluate("(one) => one === document.activeElement")


def test_stepping_the_day_changes_every_count(opened: Opener, saved: Path, shown: Shown) -> None:
    page = opened(saved)
    before = ""
    for index, day in enumerate(story_page(shown).days):
        page.locator(f"label:has(#asof-{index})").click()
        known = shown.lookups[index]
        assert page.locator(".stats dd").first.inner_text() == str(len(known.picture.reports))
        assert page.evaluate(VISIBLE, ".entry") == len(known.statements)
        assert page.evaluate(VISIBLE, ".doc") == len(known.picture.reports)
        counts = page.locator(".stats").inner_text() + page.locator(".cnt").inner_text()
        assert counts != before
        before = counts
        assert page.url.endswith(f"?asof={day.iso}" if day.iso else ".html")


def test_the_day_stands_in_the_address(opened: Opener, saved: Path, shown: Shown) -> None:
    page = opened(saved, query=f"?asof={shown.isos[1]}#time")
    assert page.locator("input[name=asof]:checked").get_attribute("value") == shown.isos[1]


def test_evidence_of_a_later_day_closes_when_the_day_is_stepped_back(
    opened: Opener, saved: Path, shown: Shown
) -> None:
    last = max(ref.number for ref in shown.last.numbering.refs.values() if ref.since)
    page = opened(saved, query=f"#s{last}")
    assert page.locator(".entry:target").count() == 1
    for _ in shown.isos:
        page.keyboard.press("[")
    assert page.locator(".entry:target").count() == 0


def test_everything_is_done_from_the_keyboard(opened: Opener, saved: Path, shown: Shown) -> None:
    page = opened(saved)
    for key, number in (("j", 1), ("j", 2), ("j", 3), ("k", 2)):
        page.keyboard.press(key)
        assert page.url.endswith(f"#s{number}")
    page.keyboard.press("Enter")
    assert page.url.endswith("#m2")
    assert page.locator("#m2").is_visible()
    for view in VIEWS:
        if view.key:
            page.keyboard.press("g")
            page.keyboard.press(view.key)
            assert page.url.endswith(f"#{view.name}")
    page.keyboard.press("[")
    assert page.locator("input[name=asof]:checked").get_attribute("value") == shown.isos[-2]
    page.keyboard.press("]")
    assert page.locator("input[name=asof]:checked").get_attribute("value") == ""
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("depot")
    number = page.evaluate(VISIBLE, ".entry")
    assert 0 < number < len(shown.last.statements)
    assert page.locator("#found").inner_text().startswith(f"{number} ")


def test_tab_reaches_what_the_mouse_does(opened: Opener, saved: Path) -> None:
    page = opened(saved)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className || document.activeElement.id"))
    assert {"skip", "find", "ev"} <= reached
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_keys_of_one_letter_can_be_switched_off(opened: Opener, saved: Path) -> None:
    page = opened(saved)
    page.locator("#keys").click()
    page.locator("#keys-on").click()
    page.locator("#help-close").click()
    for key in ("j", "?", "]", "g", "l"):
        page.keyboard.press(key)
    assert "#" not in page.url
    assert not page.locator("#help").is_visible()
    page.reload()
    page.keyboard.press("j")
    assert "#" not in page.url


def test_no_key_acts_while_words_are_typed(opened: Opener, saved: Path) -> None:
    page = opened(saved)
    page.keyboard.press("/")
    page.keyboard.type("jk?[]gl")
    assert "#s" not in page.url
    assert page.locator("#find").input_value() == "jk?[]gl"


def test_a_statement_is_copied_with_its_source(opened: Opener, saved: Path) -> None:
    page = opened(saved, query="#s1", permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("c")
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    words = page.locator("#s1 mark").first.text_content() or ""
    assert words in copied
    assert "SHA-256" in copied


def _without_script(opened: Opener, saved: Path) -> Page:
    return opened(saved, java_script_enabled=False)


def test_without_javascript_every_view_and_chip_works(
    opened: Opener, saved: Path, stored: dict[str, list[str]]
) -> None:
    page = _without_script(opened, saved)
    for view in VIEWS:
        assert page.locator(f"#{view.name}").inner_text().strip()
    chip = _first_chip(page)
    chip.click()
    assert page.locator(".entry:target mark").all_text_contents() == stored[chip.inner_text()]
    # What only the script gives is not offered.
    for control in (".find", "#keys", "#help"):
        assert not page.locator(control).first.is_visible()


def test_without_javascript_the_day_can_be_chosen(
    opened: Opener, saved: Path, shown: Shown
) -> None:
    page = _without_script(opened, saved)
    page.locator("label:has(#asof-0)").click()
    first = shown.lookups[0]
    assert page.locator(".stats dd").first.inner_text() == str(len(first.picture.reports))
    page.locator("label:has(#asof-1)").click()
    assert page.evaluate(VISIBLE, ".entry") == len(shown.lookups[1].statements)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_hangs_over_the_edge(opened: Opener, saved: Path, width: int) -> None:
    page = opened(saved, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_small_screen_the_evidence_lies_at_the_foot(opened: Opener, saved: Path) -> None:
    page = opened(saved, viewport={"width": 360, "height": 800}, query="#s1")
    box = page.locator("#s1").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 360)
    assert box["y"] + box["height"] == 800
    assert box["y"] >= 300


def test_it_is_painted_within_half_a_second(opened: Opener, saved: Path) -> None:
    page = opened(saved)
    times = []
    for _ in range(3):
        page.reload()
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        entry = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        times.append(page.evaluate(entry))
    # Three times the aim, as the machine that runs the tests may be busy.
    assert min(times) < 1_500
