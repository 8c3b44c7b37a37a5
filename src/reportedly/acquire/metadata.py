"""Title, outlet, authors and publication date of a report, and what they rest on.

A date in a caption, in a feed of newer stories or in a copyright line says nothing of when the
report was published; the byline, the line below the headline and the page's own data do.
"""

from __future__ import annotations

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
from reportedly.acquire.titles import TITLE_END
from reportedly.model import Block
from reportedly.text import plain

LEAST = 0.5  # weight of a date that stands alone, some twenty lines off the article


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
