"""Title, outlet, authors and publication date of a report, and what they rest on.

A date in a caption, in a feed of newer stories or in a copyright line says nothing of when the
report was published; the byline, the line below the headline and the page's own data do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from reportedly.acquire.dates import read_date
from reportedly.acquire.datings import Dating, Statement, decide
from reportedly.acquire.html import Page
from reportedly.acquire.page_data import PageData
from reportedly.acquire.stated_dates import (
    day_of_url,
    page_order,
    stated_by_lines,
    stated_by_page,
)
from reportedly.model import Block, Span
from reportedly.text import plain

TITLE_END = re.compile(r"\s+[|–—·»•]\s+|\s+-\s+|\s+:: ")
LEAST = 0.5  # weight of a date that stands alone, some twenty lines off the article


def find_title(
    text: str, blocks: Sequence[Block], data: PageData, page_title: str | None
) -> tuple[str | None, Span | None]:
    """Return the title and, where it is a line of the report, its words there."""
    headline = next((block.span for block in blocks if block.kind == "headline"), None)
    if headline is not None:
        words = headline.of(text)
        for title in data.titles:
            # "Elsund: Bridge shut" holds the topic and the title that the page gives itself.
            at = words.find(title)
            if at >= 0 and len(title) * 2 > len(words):
                headline = Span(headline.start + at, headline.start + at + len(title))
                break
        return " ".join(headline.of(text).replace("\xad", "").split()), headline
    if data.titles:
        return data.titles[0], None
    if page_title:
        return bare_title(page_title), None
    return None, None


def bare_title(title: str) -> str:
    """Return a page's <title> without the name of the site at its end.

    >>> bare_title("Bridge shut after crack is found | The Varnholm Herald")
    'Bridge shut after crack is found'
    """
    pieces = TITLE_END.split(title)
    longest = max(pieces, key=len)
    return pieces[0] if len(pieces[0]) * 2 >= len(longest) else longest


def date_from_page(
    page: Page,
    data: PageData,
    blocks: Sequence[Block],
    *,
    url: str | None,
    captured: datetime | None = None,
    told: Sequence[Statement] = (),
) -> Dating:
    """Return the day on which most of what a page says of its publication agrees."""
    address = day_of_url(url or data.url)
    stated = [*told, *stated_by_page(page, data, blocks, url=url)]
    return decide(stated, address=address, captured=captured, least=LEAST)


def date_from_text(
    text: str,
    blocks: Sequence[Block],
    *,
    language: str | None = None,
    url: str | None = None,
    captured: datetime | None = None,
    told: Sequence[Statement] = (),
) -> Dating:
    """Return the date that the lines of a flat text say it was published on."""
    order = page_order(language, url, text)
    stated = [*told, *stated_by_lines(text, blocks, order=order, language=language)]
    return decide(stated, address=day_of_url(url), captured=captured)


def revised_at(data: PageData) -> datetime | None:
    """Return the moment at which a page says it was last changed."""
    for text, _ in data.revised:
        found = read_date(text)
        if found and found.at:
            return found.at
    return None


def outlet_from_page(data: PageData, page_title: str | None) -> str | None:
    """Return the outlet that a page names as its own."""
    for name in data.outlets:
        if 1 < len(name) <= 60 and not name.startswith("http"):
            return name
    if page_title:
        pieces = TITLE_END.split(page_title)
        if len(pieces) > 1 and data.titles and plain(pieces[0]) in plain(data.titles[0]):
            return pieces[-1].strip() or None
    return None
