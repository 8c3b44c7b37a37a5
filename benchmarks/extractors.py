"""Other programs that take the body out of a page, each as a function from its source to text.

Those that are not installed are left out: `uv pip install resiliparse readability-lxml newspaper4k`
brings all but trafilatura, which the development group holds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module

from reportedly.acquire.html import read_page
from reportedly.errors import CannotHandle

Extract = Callable[[str], str]


def extractors() -> dict[str, Extract]:
    """Return the programs that are installed, by name."""
    makers = {
        "trafilatura": _trafilatura,
        "resiliparse": _resiliparse,
        "readability-lxml": _readability,
        "newspaper4k": _newspaper,
    }
    found: dict[str, Extract] = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def _trafilatura() -> Extract:
    extract = import_module("trafilatura").extract
    return lambda source: extract(source) or ""


def _resiliparse() -> Extract:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda source: str(
        extract(source, main_content=True, comments=False, alt_texts=False, list_bullets=False)
    )


def _readability() -> Extract:
    document = import_module("readability").Document
    logging.getLogger("readability").setLevel(logging.CRITICAL)

    def extract(source: str) -> str:
        # It returns HTML; ours shows that as a browser would.
        return read_page(document(source).summary()).text

    return lambda source: _or_nothing(extract, source)


def _newspaper() -> Extract:
    article = import_module("newspaper").Article
    logging.getLogger("newspaper").setLevel(logging.CRITICAL)

    def extract(source: str) -> str:
        # Images off: to choose one it would ask the page's hosts for them.
        page = article("https://page.example/", fetch_images=False)
        page.download(input_html=source)
        page.parse()
        return str(page.text or "")

    return lambda source: _or_nothing(extract, source)


def _or_nothing(extract: Extract, source: str) -> str:
    """Return "" where a program gives up on a page; each has exceptions of its own."""
    try:
        return extract(source)
    except (CannotHandle, ValueError, TypeError, AttributeError, ArithmeticError, LookupError):
        return ""
    except Exception as error:
        if type(error).__name__ in {"Unparseable", "ArticleException", "ParserError", "LxmlError"}:
            return ""
        raise
