"""The page of a story as PDF, printed from the same HTML by WeasyPrint or by a browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from reportedly.errors import MissingExtra, UsageError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 120


def pdf(html: str) -> bytes:
    """Return a page as PDF.

    Raises:
        MissingExtra: neither WeasyPrint nor a browser is installed.
        UsageError: the browser failed.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: a library that it needs is not on this machine
        return _by_browser(html)
    return bytes(HTML(string=html, url_fetcher=_nothing).write_pdf())


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Fetch nothing: the page stands alone, and words of a report must not reach the network."""
    raise ValueError(f"not fetched: {url}")


def _by_browser(html: str) -> bytes:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise MissingExtra(
            "PDF needs WeasyPrint or Chromium; run: pip install 'reportedly[pdf]', "
            "or write .html and print it from a browser"
        )
    with TemporaryDirectory() as folder:
        page, paper = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",  # the page runs nothing of its own: its script is named by hash
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={paper}",
            page.as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)
            return paper.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UsageError(f"{browser} could not print the page: {error}") from error
