"""The served app in a browser: evidence beside every view, days, search, keys, dropped files."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe

from reportedly.model import Statement
from reportedly.present.views import VIEWS
from reportedly.present.words import MOST, clipped
from reportedly.rulings import in_force
from reportedly.serving.app import make_app
from reportedly.serving.days import Here
from reportedly.serving.security import Access
from reportedly.store.database import open_project
from tests.browser.test_accessibility import TAGS
from tests.serving.conftest import KEY, copied, filled  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = [view.name for view in VIEWS if view.name != "brief"]
Opener = Callable[..., "Page"]
# A line of the drawing of origins is a link too, and has no `click` of its own.
CLICK = "(one) => one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def serve(project: str, **more: Any) -> Iterator[str]:  # noqa: ANN401
    """Serve a project from a thread; yield where."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    port = listening.getsockname()[1]
    app = make_app(project, Access(key=KEY, port=port), work_out=Here(), **more)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def base(filled: str) -> Iterator[str]:  # noqa: F811
    yield from serve(filled)


@pytest.fixture
def enter(browser: Browser) -> Iterator[Opener]:
    """Opens a served project in a fresh browser; fails where a page asks for anything else."""
    contexts, outside, errors = [], [], []
    served = ""

    def open_page(address: str, path: str = "/", **options: object) -> Page:
        nonlocal served
        served = address
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: outside.append(asked.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        name = f"reportedly-{address.rsplit(':', 1)[-1]}"
        context.add_cookies([{"name": name, "value": KEY, "url": address}])
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [url for url in outside if not url.startswith(served + "/")]
    assert not errors


@pytest.fixture(scope="module")
def story(filled: str) -> str:  # noqa: F811
    with open_project(filled) as project:
        return f"/s/{project.stories()[0].id[:10]}"


@pytest.fixture(scope="module")
def stored(filled: str) -> set[str]:  # noqa: F811
    """The exact words of every statement, as the reports hold them."""
    with open_project(filled) as project:
        [one] = project.stories()
        texts = {report.id: report.text for report in project.reports()}
        rows = project.story_rows(one)[Statement]
    found = set()
    for row in rows:
        found.add(" ".join(clipped(p.of(texts[row.report_id]), MOST) for p in row.content))
    return found


def _violations(page: Page) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def _chips(page: Page) -> list[str]:
    links = page.eval_on_selector_all(
        "main a[href*='/statement/']", "(all) => all.map((one) => one.getAttribute('href'))"
    )
    return sorted(set(links))


@pytest.mark.parametrize(
    "view", ["", "/who", "/time", "/origins", "/wording", "/documents", "/ledger"]
)
def test_every_chip_opens_the_right_words(
    enter: Opener, base: str, story: str, stored: set[str], view: str
) -> None:
    page = enter(base, story + view)
    chips = _chips(page)
    assert chips
    for chip in chips:
        number = re.search(r"#s(\d+)$", chip)
        assert number
        page.locator(f"main a[href='{chip}']").first.evaluate(CLICK)
        entry = page.locator(f"#s{number.group(1)}:target")
        entry.wait_for()
        assert " ".join(entry.locator("mark").all_text_contents()) in stored
        assert entry.evaluate("(one) => getComputedStyle(one).position") == "fixed"
        assert page.url.endswith(f"#s{number.group(1)}")


def test_the_printed_address_leads_in(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/?key={KEY}")
    page.wait_for_url(f"{base}/")
    assert page.locator("main h1").inner_text() == "Stories"
    context.close()


def test_an_address_with_a_statement_opens_it(enter: Opener, base: str, story: str) -> None:
    page = enter(base, f"{story}?asof=2025-05-06#s2")
    page.locator("#pane #s2:target").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#pane .entry").count() == 0


def test_from_the_evidence_to_the_words_in_the_document(
    enter: Opener, base: str, story: str
) -> None:
    page = enter(base, f"{story}#s2")
    page.locator("#pane #s2").wait_for()
    words = page.locator("#pane mark").first.text_content()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents?part=1#m2")
    marked = page.locator("a.m[href$='#s2'] mark").first
    assert marked.text_content() == words
    assert marked.is_visible()


def test_stepping_the_day_rebuilds_the_page(enter: Opener, base: str, story: str) -> None:
    page = enter(base, story)
    assert "Tor Lind" in page.locator("main").inner_text()
    page.keyboard.press("[")
    page.wait_for_url("**asof=2025-05-06")
    page.keyboard.press("[")
    page.wait_for_url("**asof=2025-05-05")
    page.locator("main h1").wait_for()
    text = page.locator("body").inner_text()
    assert "Lind" not in text
    assert "Fjord" not in text
    page.locator(".steps").get_by_text("latest").click()
    page.wait_for_url(base + story)


def test_by_keys_alone(enter: Opener, base: str, story: str) -> None:
    page = enter(base, story)
    page.keyboard.press("j")
    first = page.locator("#pane .entry:target")
    first.wait_for()
    number = first.get_attribute("id")
    page.keyboard.press("j")
    page.wait_for_function(
        f"() => location.hash !== '#{number}' && document.querySelector('#pane .entry')"
    )
    page.keyboard.press("k")
    page.wait_for_url(f"**#{number}")
    for key, view in (("l", "ledger"), ("w", "who"), ("b", "")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"**{story}/{view}" if view else f"{base}{story}")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("#pane .entry").count() == 0
    page.keyboard.press("?")
    page.locator("#keys-on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("bridge is safe")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.locator(".hits a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/statement/**")


def test_without_javascript(enter: Opener, base: str, story: str, stored: set[str]) -> None:
    page = enter(base, story, java_script_enabled=False)
    page.locator("main a.ev").first.click()
    page.wait_for_url("**/statement/**")
    entry = page.locator(".entry")
    assert " ".join(entry.locator("mark").all_text_contents()) in stored
    assert entry.is_visible()
    page.get_by_role("link", name="Open in document").click()
    page.wait_for_url("**/documents**")
    assert page.locator("mark").first.is_visible()
    page.locator("#find").fill("mayor")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/search**")
    assert page.locator(".hits li").count()


BESIDE = ("/statement/2#s2", "/review", "/review/log", "/arrange", "/origins?question=1")


@pytest.mark.parametrize("view", ["", *(f"/{name}" for name in NAMES), *BESIDE])
def test_a_view_has_no_violation(enter: Opener, base: str, story: str, view: str) -> None:
    page = enter(base, story + view)
    assert _violations(page) == []
    assert page.evaluate(WIDER) <= 0
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(WIDER) <= 0


@pytest.mark.parametrize("path", ["/", "/search?q=bridge", "/search", "/?place=none"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_other_pages_have_no_violation(
    enter: Opener, base: str, path: str, scheme: str
) -> None:
    page = enter(base, path, color_scheme=scheme)
    assert _violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(WIDER) <= 0
    assert _violations(page) == []


def test_hostile_words_are_text(enter: Opener, base: str, story: str) -> None:
    page = enter(base, f"{story}/documents")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    assert "<script>alert(3)</script>" in (page.locator("main").text_content() or "")
    assert page.locator("main script, main img, main [onclick]").count() == 0


def test_a_review_by_keys_and_its_undo(enter: Opener, copied: str, story: str) -> None:  # noqa: F811
    """What is ruled stands in the log of the project, and is taken back."""

    def standing() -> list[str]:
        with open_project(copied) as kept:
            return [one.kind for one in in_force(kept.rulings())]

    for base in serve(copied, rerun=lambda *_: ""):
        page = enter(base, f"{story}/review")
        first = page.locator(".case mark").first.text_content()
        page.get_by_label("Reviewing as").fill("Mia")
        page.get_by_role("button", name="Set", exact=True).click()
        page.get_by_text("by Mia").first.wait_for()
        page.keyboard.press("n")
        page.get_by_text("1 reviewed by Mia").wait_for()
        assert page.locator(".case mark").first.text_content() != first
        assert standing() == ["wrong"]
        page.keyboard.press("u")
        page.get_by_text("0 reviewed by Mia").wait_for()
        assert page.locator(".case mark").first.text_content() == first
        assert standing() == []
        page.keyboard.press("s")
        assert page.evaluate("document.activeElement.name") == "name"
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("e")
        assert page.evaluate("document.activeElement.className") == "long"


def test_a_review_without_javascript(enter: Opener, copied: str, story: str) -> None:  # noqa: F811
    for base in serve(copied, rerun=lambda *_: ""):
        page = enter(base, f"{story}/review", java_script_enabled=False)
        page.get_by_role("button", name="Right").click()
        page.get_by_text("1 reviewed").wait_for()
        page.get_by_role("link", name="Log and disagreements").click()
        page.get_by_role("button", name="Undo: ").click()
        page.get_by_role("cell", name="taken back").wait_for()


def test_dropping_a_file(
    enter: Opener,
    copied: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    late = tmp_path / "late.txt"
    late.write_text("Blast at the Olsund bridge\n\nMayor Ada Venn said 31 people were killed.\n")
    for base in serve(copied):
        page = enter(base)
        page.locator("input[type=file]").set_input_files(str(late))
        page.get_by_role("button", name="Add to the project").click()
        page.get_by_text("1 report added").wait_for(timeout=60_000)
        page.get_by_text("Load the stories again").click()
        assert "4" in page.locator("td[data-l=Reports]").first.inner_text()
        page.get_by_role("button", name="Mark read: ").click()
        page.get_by_role("cell", name="nothing").wait_for()
