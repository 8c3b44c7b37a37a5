"""Title, outlet, authors and publication date of a report, and what they rest on.

A date in a caption, in a feed of newer stories or in a copyright line says nothing of when the
report was published; the byline, the line below the headline and the page's own data do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportedly.acquire.dates import WrittenDate, read_date, written_dates
from reportedly.acquire.html import Page
from reportedly.acquire.page_data import PageData
from reportedly.model import Block, Pieces, Span
from reportedly.text import plain

URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/_.-]|$|\D)")
TITLE_END = re.compile(r"\s+[|–—·»•]\s+|\s+-\s+|\s+:: ")
REVISED = re.compile(r"\b(?:updated|modified|edited|last changed|aktualisiert|mis à jour)\b", re.I)
CUT = re.compile(
    r"\s*(?:\||•|·|–|—|/| - |\d|@|\bfor\b|\bin [A-Z]|\bat\b|\bof\b|"
    r"\b(?:updated|published|posted|min read|follow|email)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
# A date in these is that of another story, a comment or an event.
FAR = frozenset({"related", "comment", "nav", "aside"})
NONE: frozenset[str] = frozenset()
FARTHEST = 20  # lines; what stands farther off is dated for itself: other stories, comments
SHORT = 120  # characters of a line that may say little but when
NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,4}")
ROLE = re.compile(
    r"\b(?:desk|staff|editors?|correspondent|reporter|writer|newsroom|bureau|agenc(?:y|ies)|team|"
    r"admin|contributor|columnist|producer|service|online)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a report was published, as far as it says so."""

    day: date | None = None
    at: datetime | None = None
    spans: Pieces = ()
    reason: str = ""


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


def date_from_page(page: Page, data: PageData, blocks: Sequence[Block], url: str | None) -> Dating:
    """Return the date that a page gives itself, the most deliberate statement first."""
    month_first = (data.language or "en").lower() in {"en", "en-us"}
    dated = _first_read(data.published)
    if dated.day:
        return dated
    if in_url := date_of_url(url or data.url):
        return Dating(day=in_url, reason="address")
    if timed := _from_time_elements(page, blocks):
        return timed
    dated = date_from_text(page.text, blocks, month_first=month_first)
    if dated.day:
        return dated
    dated = _first_read([(text, f"{name} in a script") for name, text in page.data_dates])
    if dated.day:
        return dated
    dated = _near_the_article(page, blocks, month_first=month_first)
    return dated if dated.day else _first_read(data.revised)


def _first_read(written: Sequence[tuple[str, str]]) -> Dating:
    """Return the first of some dates that can be read; each is text, and where it stands."""
    for text, where in written:
        if found := read_date(text):
            return Dating(day=found.day, at=found.at, reason=where)
    return Dating()


def _near_the_article(page: Page, blocks: Sequence[Block], *, month_first: bool) -> Dating:
    """Return the whole date in a short line nearest to where the article begins.

    Then the one that its first or last words give, as press releases do: "Delmare, 3.5.2024 -".
    """
    first = next((i for i, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    head = next((i for i, block in enumerate(blocks) if block.kind == "headline"), first)
    marks = {line.span.start: line.marks for line in page.lines}
    best: tuple[int, Dating] | None = None
    for index, block in enumerate(blocks):
        far = bool(marks.get(block.span.start, NONE) & FAR)
        away = _distance(index, head, first) + 10 * far + 8 * (block.kind == "body")
        if away > FARTHEST or (best is not None and away >= best[0]):
            continue
        words = block.span.of(page.text)
        if (len(words) > SHORT and block.kind != "body") or COPYRIGHT.search(words[:40]):
            continue
        found = next(written_dates(words[:SHORT], month_first=month_first), None)
        if found:
            span = Span(block.span.start + found.span.start, block.span.start + found.span.end)
            best = (away, Dating(day=found.day, at=found.at, spans=(span,), reason="nearest date"))
    return best[1] if best else Dating()


def _distance(index: int, head: int, first: int) -> int:
    """Return how many lines away from the beginning of the article; below it counts more."""
    if head <= index <= first:
        return 0
    return min(abs(index - head), abs(index - first)) + 3 * (index > first)


def date_of_url(url: str | None) -> date | None:
    """Return the day that an address holds.

    >>> date_of_url("https://herald.example/2024/08/07/bridge")
    datetime.date(2024, 8, 7)
    """
    match = URL_DATE.search((url or "")[:2_000])
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _from_time_elements(page: Page, blocks: Sequence[Block]) -> Dating | None:
    first = next((i for i, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    best: tuple[float, WrittenDate, int] | None = None
    for written, line, marks in page.times:
        found = read_date(written)
        if found is None or marks & {"related", "comment", "nav", "footer", "aside"}:
            continue
        score = abs(line - first) + 5 * ("article" not in marks and "main" not in marks)
        score -= 100 * ("published" in marks)  # itemprop="datePublished" says what it is
        if best is None or score < best[0]:
            best = (score, found, line)
    if best is None or best[0] > 60:
        return None
    _, found, line = best
    spans = (page.lines[line].span,) if line < len(page.lines) else ()
    return Dating(day=found.day, at=found.at, spans=spans, reason="<time> element")


def date_from_text(text: str, blocks: Sequence[Block], *, month_first: bool = True) -> Dating:
    """Return the date in the lines that say when the report was published."""
    for block in _dated_blocks(text, blocks):
        words = block.span.of(text)
        found = list(written_dates(words, month_first=month_first))
        if not found:
            continue
        # "Updated ... Published ...": what comes after "published" wins.
        first = next((f for f in found if not _is_revision(words, f)), found[0])
        span = Span(block.span.start + first.span.start, block.span.start + first.span.end)
        return Dating(day=first.day, at=first.at, spans=(span,), reason=f"{block.kind} line")
    return Dating()


def _is_revision(words: str, found: WrittenDate) -> bool:
    before = words[max(0, found.span.start - 30) : found.span.start]
    return REVISED.search(before) is not None and "ublished" not in before


def _dated_blocks(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield bylines and datelines, those that stand nearest to the beginning of the body first."""
    first = next((i for i, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    lines = [
        (abs(index - first) + 3 * (index > first), index, block)
        for index, block in enumerate(blocks)
        if block.kind in {"byline", "dateline"}
    ]
    revised = [entry for entry in lines if REVISED.search(entry[2].span.of(text))]
    stated = [entry for entry in lines if entry not in revised]
    for _, _, block in sorted(stated, key=lambda e: e[:2]) + sorted(revised, key=lambda e: e[:2]):
        yield block


def find_authors(text: str, blocks: Sequence[Block], data: PageData) -> tuple[str, ...]:
    """Return who wrote the report, in the order named, as the page or its byline says."""
    named = [name for entry in data.authors for name in _stated_names(entry)]
    if not named:
        for block in blocks:
            if block.kind == "byline":
                named.extend(
                    _split_names(re.sub(r"^\W*(?:[Bb][Yy]|BY)\b:?\s*", "", block.span.of(text)))
                )
    return tuple(dict.fromkeys(named))


def _stated_names(entry: str) -> Iterator[str]:
    """Yield the names in what a page's data says of its authors, bodies and desks among them."""
    entry = re.sub(r"^(?:by|von|par|por|di|door)\b:?\s+", "", entry.strip(), flags=re.IGNORECASE)
    for piece in re.split(r",|;|\band\b|&|\bund\b|\bet\b", entry):
        name = re.sub(r"\s*\([^()]*\)$", "", piece).strip(" .:|")
        if name and len(name) < 60 and len(name.split()) <= 6 and not name.isdigit():
            yield name


def _split_names(words: str) -> Iterator[str]:
    """Yield the names in a byline.

    >>> list(_split_names("Ann Reed and Bo Lind, Foreign Desk August 7, 2024 2 min read"))
    ['Ann Reed', 'Bo Lind']
    """
    for found in written_dates(words):
        words = words[: found.span.start]
        break
    words = re.sub(r"^(?:by|von|par|por|di|door)\b:?\s+", "", words.strip(), flags=re.IGNORECASE)
    for piece in re.split(r",|;|\band\b|&|\bund\b|\bet\b|\by\b|\n", words):
        name = CUT.sub("", piece).strip(" .:()")
        match = NAME.fullmatch(name)
        if match and not ROLE.search(name) and 1 < len(name.split()) <= 5 and name[0].isupper():
            yield name


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
