r"""Read the visible text of one page in reading order, one line per block-level element.

    <article><h1>Bridge closed</h1><p>A <b>crack</b> was found.</p></article>
    ->  "Bridge closed\\nA crack was found."  with /html/body/article/h1 and .../p beside them

Scripts, styles and hidden elements are not visible and give no text; what they say about the
page (JSON-LD, meta tags) is kept apart for `metadata`. The walk itself is in
`page_walk`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from reportedly.acquire.lines import Line
from reportedly.acquire.page_shown import shown
from reportedly.acquire.page_walk import PageWalk
from reportedly.errors import CannotHandle

CHUNK = 1 << 16  # characters given to the parser at a time
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Data that scripts carry for the page, where it gives no JSON-LD: "publishedAt":"2024-08-07T...".
# The date is looked for first: few strings begin like one.
DATA_DATES = tuple(
    re.compile(quote + r"((?:19|20)\d{2}-?\d{2}-?\d{2}[^\"'\\]{0,30})") for quote in ('"', "'")
)
DATA_NAME = re.compile(
    r"[\"'](datePublished|publishedAt|published_at|publishedDate|publishDate|publish_date"
    r"|publicationDate|firstPublished\w{0,12}|pubDate|uploadDate|first_publish\w{0,10}|dateCreated)"
    r"\\?[\"']\s{0,2}:\s{0,2}\\?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows, and what its head says about it."""

    text: str
    lines: tuple[Line, ...]
    language: str | None = None
    title: str | None = None  # the <title>
    metas: tuple[tuple[str, str], ...] = ()  # name or property in lower case, and content
    links: tuple[tuple[str, str], ...] = ()  # rel and href of the head's links
    scripts: tuple[str, ...] = ()  # JSON-LD, as text
    times: tuple[tuple[str, int, frozenset[str]], ...] = ()  # datetime, line it is in, marks
    data_dates: tuple[tuple[str, str], ...] = ()  # name and value in a script's data


def read_page(source: str) -> Page:
    r"""Return the visible text of `source` and what stands beside it.

    >>> page = read_page("<title>T</title><p>A&nbsp;<b>crack</b>\n was found.<p>Two")
    >>> page.text
    'A\xa0crack was found.\nTwo'
    >>> [line.place for line in page.lines]
    ['/html/body/p', '/html/body/p[2]']
    """
    if "\x00" in source:
        source = source.replace("\x00", "")
    source = DECLARATION.sub("", source, count=1)
    walk = PageWalk()
    parser = etree.HTMLParser(target=walk, huge_tree=True, encoding="utf-8")
    try:
        for start in range(0, len(source), CHUNK):
            parser.feed(source[start : start + CHUNK].encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError:
        pass  # what was read before it stays
    if not walk.elements:
        raise CannotHandle("no text: the page is empty")
    lines, times = shown(walk.lines, walk.times)
    head = walk.head
    page = Page(
        text="\n".join(line.text for line in lines),
        lines=lines,
        language=head.language,
        title=head.title,
        metas=tuple(head.metas),
        links=tuple(head.links),
        scripts=tuple(head.scripts),
        times=times,
        data_dates=_data_dates(source),
    )
    # lxml's parser is in a cycle with itself, and would keep all this until that is collected.
    vars(walk).clear()
    return page


def _data_dates(source: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[int, str, str]] = []
    for pattern in DATA_DATES:
        for match in pattern.finditer(source):
            at = match.start()
            if name := DATA_NAME.search(source[max(0, at - 60) : at]):
                found.append((at, name.group(1), match.group(1)))
    return tuple((name, value) for _, name, value in sorted(found)[:20])
