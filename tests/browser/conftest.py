"""A real browser for the tests of pages: Chromium as it is installed, without a network.

Where none is found the tests are skipped and say so; with REPORTEDLY_BROWSER=required, as
`make browser` sets it, they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.analysis import analyse, pictures_by_day
from reportedly.memory import ShortMemory
from reportedly.present.html import render_page
from reportedly.present.shown import Shown, shown_story
from reportedly.reading import Reading
from reportedly.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
Opener = Callable[..., "Page"]


def _executable() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = _executable()
    if path is None:
        reason = f"no browser on PATH; install one of: {', '.join(NAMES)}"
        if os.environ.get("REPORTEDLY_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path)
        yield found
        found.close()


@pytest.fixture(scope="session")
def shown(example: Reading, memory: ShortMemory) -> Shown:
    """The example story on all its days."""
    settings = Settings()
    analysis = analyse(example.reports, settings, memory=memory)
    story = max(analysis.pictures, key=lambda picture: len(picture.reports))
    days = pictures_by_day(story, example.reports, settings, memory=memory)
    return shown_story(story, days, version="1")


@pytest.fixture(scope="session")
def saved(shown: Shown, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the example story as a file."""
    path = tmp_path_factory.mktemp("saved") / "varnholm.html"
    path.write_text(render_page(shown), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Opens a file in a fresh page; the test fails where the page asks for anything else."""
    contexts = []
    outside: list[str] = []
    errors: list[str] = []

    def open_page(path: Path, *, query: str = "", **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: outside.append(asked.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(path.as_uri() + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [url for url in outside if not url.startswith("file:")]
    assert not errors
