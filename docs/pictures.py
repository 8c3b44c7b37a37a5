"""Take the pictures of the page that the documentation shows, of the invented example story.

    make pictures

Needs a Chromium on PATH; asks for nothing from outside.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from reportedly.loading import analysed, load
from reportedly.reporting import write_brief

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "varnholm"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAPER = (794, 1123)  # A4 at 96 dots an inch


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: its name, where in the page it is taken, and how."""

    name: str
    size: tuple[int, int]
    place: str = ""
    scheme: str = "light"
    media: str = "screen"
    day: int | None = None


SHOTS = (
    Shot(name="brief", size=(1440, 900), place="#s28"),
    Shot(name="dark", size=(1440, 900), place="#who", scheme="dark"),
    Shot(name="early", size=(1440, 640), place="#brief", day=1),
    Shot(name="phone", size=(360, 740), place="#s28"),
    Shot(name="time", size=(1440, 700), place="#time"),
    Shot(name="print", size=PAPER, media="print"),
)


def take(browser: Browser, page: Path, shot: Shot) -> None:
    """Write one picture beside this file."""
    width, height = shot.size
    opened = browser.new_page(viewport={"width": width, "height": height})
    opened.emulate_media(color_scheme=shot.scheme, media=shot.media, reduced_motion="reduce")
    opened.goto(page.as_uri() + shot.place)
    if shot.day is not None:
        opened.locator(f"label:has(#asof-{shot.day})").click()
    opened.wait_for_timeout(200)
    opened.screenshot(path=HERE / "pictures" / f"{shot.name}.png")
    opened.close()


def main() -> None:
    """Take all pictures."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit(f"no browser on PATH; install one of: {', '.join(BROWSERS)}")
    (HERE / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "varnholm.html"
        with load(paths=[str(EXAMPLE.relative_to(Path.cwd()))]) as loaded:
            write_brief(analysed(loaded, as_of=None, story=None), str(page), given=[])
        browser = driver.chromium.launch(executable_path=path)
        for shot in SHOTS:
            take(browser, page, shot)
        browser.close()


if __name__ == "__main__":
    main()
