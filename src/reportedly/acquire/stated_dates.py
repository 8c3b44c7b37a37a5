"""Collect the places of a page or a text that say when it was published or last changed.

    <meta property="article:published_time">   JSON-LD   .../2024/08/07/...   <time datetime>
    "By Ann Reed, 7 August 2024"   "Published on 7 August 2024"   "Last updated: 8 August 2024"

What each is worth follows from how often it was right on 1,010 development pages: the address and
article:published_time in 95 to 100 of 100, JSON-LD in 83 to 100 (some give the day of the last
change for that of publication), a line that says so in 84 to 100, a bare date beside the headline
in 89, five lines off in 55, names in other scripts ("publishedAt") in 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from reportedly.acquire.dates import (
    Order,
    WrittenDate,
    lines_with_dates,
    order_of,
    read_date,
    written_dates,
)
from reportedly.acquire.datings import Statement
from reportedly.acquire.html import Page
from reportedly.acquire.lines import Line
from reportedly.acquire.page_data import PageData
from reportedly.model import Block, Span
from reportedly.text import word_list

URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/_.-]|$|\D)")
COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
# A date in these is that of another story, a comment or an event.
FAR = frozenset({"related", "nav", "aside"})
ELSEWHERE = frozenset({"comment", "today"})
NOWHERE: frozenset[str] = frozenset()
CAPTIONS = frozenset({"caption", "credit", "teaser"})
SAYS_WHEN = frozenset({"byline", "dateline"})
FARTHEST = 20  # lines; what stands farther off is dated for itself: other stories, comments
SHORT = 120  # characters of a line that may say little but when
LONGEST = 300  # characters of a line that may say "published on" in passing
BEFORE = 40  # characters before a date in which "updated" or "published" stands
# fmt: off
DAY_FIRST = frozenset(
    {
        "au", "bd", "gh", "hk", "ie", "in", "jm", "ke", "lk", "mt", "my", "ng", "nz", "pk", "sg",
        "ug", "uk", "za", "zm", "zw",
    }
)
# fmt: on
MONTH_FIRST = frozenset({"edu", "gov", "mil", "us"})
MONTH_FIRST_LANGUAGES = frozenset({"en-us", "en_us", "en-ph", "en_ph"})

DELIBERATE, WEAK, SCRIPT = 4.0, 2.0, 0.6
LINE, LINE_SAYS, NEAR, SAYS, LIGHT = 3.0, 4.5, 2.0, 3.5, 0.1
MANY = 4  # different days near the article, of which at most one can be its own
BESIDE = 1.7  # weight of a date within three lines of headline or body
WEAK_NAMES = re.compile(r"\b(?:date|dc\.date|dcterms\.date|created|dc\.date\.created|release_date"
                        r"|datecreated|dateCreated|gentime|dcterms\.created)$")  # fmt: skip


def stated_by_page(
    page: Page, data: PageData, blocks: Sequence[Block], *, url: str | None
) -> Iterator[Statement]:
    """Yield what a page says of its own dates, in its data and in its visible text."""
    order = page_order(data.language, url or data.url, page.text)
    for text, where in data.published:
        weight = WEAK if WEAK_NAMES.search(where) else DELIBERATE
        weight += 0.2 * (where == "meta article:published_time")
        yield from _read(text, order, where.split()[0], where, weight)
    for text, where in data.revised:
        family = "JSON-LD change" if where.startswith("JSON-LD") else "meta change"
        for found in _read(text, order, family, where, WEAK):
            yield _as_revision(found)
    if day := day_of_url(url or data.url):
        yield Statement(day=day, family="address", reason="address", weight=DELIBERATE)
    for name, text in page.data_dates:
        if name == "datePublished":
            yield from _read(text, order, "JSON-LD", "datePublished in a script", DELIBERATE - 0.1)
        else:
            yield from _read(text, order, "script", f"{name} in a script", SCRIPT)
    yield from _time_elements(page, blocks, order)
    yield from stated_by_lines(page.text, blocks, page.lines, order=order, language=data.language)


def page_order(language: str | None, url: str | None, text: str) -> Order | None:
    """Return which number of 03/04/2024 is the day, by language, country and the other dates.

    >>> page_order("de", None, ""), page_order("en", "https://herald.example.uk/a", "")
    ('day', 'day')
    >>> page_order("en", None, "Shut on 12/25/2023"), page_order("en", None, "")
    ('month', None)
    """
    language = (language or "").lower()
    if language and language[:2] != "en":
        return "day"
    if language in MONTH_FIRST_LANGUAGES:
        return "month"
    if language[:2] == "en" and len(language) > 3:
        return "day"
    try:
        country = (urlsplit(url or "").hostname or "").rpartition(".")[2]
    except ValueError:
        country = ""
    if country in DAY_FIRST:
        return "day"
    return "month" if country in MONTH_FIRST else order_of(text)


def day_of_url(url: str | None) -> date | None:
    """Return the day that an address holds.

    >>> day_of_url("https://herald.example/2024/08/07/bridge")
    datetime.date(2024, 8, 7)
    """
    match = URL_DATE.search((url or "")[:2_000])
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _read(
    text: str, order: Order | None, family: str, reason: str, weight: float
) -> Iterator[Statement]:
    if found := read_date(text, order=order):
        yield _statement(found, family, reason, weight)


def _statement(
    found: WrittenDate, family: str, reason: str, weight: float, start: int | None = None
) -> Statement:
    """Return what a written date states; `start` is where its text begins in the report."""
    spans = (Span(start + found.span.start, start + found.span.end),) if start is not None else ()
    return Statement(
        day=found.day, other=found.other, at=found.at,
        family=family, reason=reason, weight=weight, spans=spans,
    )  # fmt: skip


def _as_revision(found: Statement) -> Statement:
    return Statement(
        day=found.day, other=found.other, at=found.at, family=found.family,
        reason=found.reason, weight=found.weight, spans=found.spans, revised=True,
    )  # fmt: skip


def _time_elements(page: Page, blocks: Sequence[Block], order: Order | None) -> Iterator[Statement]:
    """Yield what the element nearest to the article says, and those that say what they are."""
    first = next((i for i, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    best: tuple[int, Statement] | None = None
    for written, line, marks in page.times:
        found = read_date(written, order=order)
        if found is None:
            continue
        words = page.lines[line].text[:BEFORE] if line < len(page.lines) else ""
        start = page.lines[line].span.start if line < len(page.lines) else None
        if "revised" in marks or REVISED.search(words):
            yield _as_revision(_statement(found, "time", "<time> element", WEAK))
        elif "published" in marks and "comment" not in marks:
            yield _statement(found, "microdata", "microdata datePublished", DELIBERATE)
        elif not marks & {"related", "comment", "nav", "footer", "aside"}:
            away = abs(line - first) + 5 * ("article" not in marks and "main" not in marks)
            if away <= 60 and (best is None or away < best[0]):
                best = (away, _statement(found, "time", "<time> element", LINE))
                if start is not None:
                    span = page.lines[line].span
                    best = (away, _with_span(best[1], span))
    if best is not None:
        yield best[1]


def _with_span(found: Statement, span: Span) -> Statement:
    return Statement(
        day=found.day, other=found.other, at=found.at, family=found.family,
        reason=found.reason, weight=found.weight, spans=(span,),
    )  # fmt: skip


# --- the visible text ------------------------------------------------------------------------


CJK = "\u2e80"  # from here on scripts write words without spaces between them


def _phrases(kind: str) -> re.Pattern[str]:
    entries = (line.split(":", 1) for line in word_list("date_phrases"))
    forms = [form.strip() for name, forms in entries if name == kind for form in forms.split("|")]
    spaced = [re.escape(form) for form in sorted(forms, key=len, reverse=True) if form < CJK]
    joined = [re.escape(form) for form in sorted(forms) if form >= CJK]
    return re.compile(
        rf"(?<![^\W\d])(?:{'|'.join(spaced)})(?!\w)|{'|'.join(joined)}", re.IGNORECASE
    )


PUBLISHED, REVISED = _phrases("published"), _phrases("revised")


def stated_by_lines(
    text: str,
    blocks: Sequence[Block],
    lines: Sequence[Line] = (),
    *,
    order: Order | None = None,
    language: str | None = None,
) -> Iterator[Statement]:
    """Yield what the lines of a report say of its dates, in text order.

    `lines` are those of a page, with what the elements around them are named; in a text without
    markup only lines that say when it was published count.
    """
    short = (language or "")[:2].lower() or None
    where = _Where(blocks, lines)
    near: list[Statement] = []
    # Most lines hold none; the rest is not asked of them.
    for index in lines_with_dates(text, [block.span.start for block in blocks]):
        block = blocks[index]
        words = block.span.of(text)[:LONGEST]
        dates = list(written_dates(words, order=order, language=short))
        if not dates or where.is_elsewhere(index) or COPYRIGHT.search(words[:BEFORE]):
            continue
        label = blocks[index - 1].span.of(text) if index else ""
        for found in dates:
            said = _said_before(words, found, label)
            if stated := _by_line(found, words, block, said, where.away(index)):
                yield stated
            elif lines and (stated := _nearest(found, words, block, index, where)):
                near.append(stated)
    # Many days, none of them beside the headline, are those of a list.
    if len({one.day for one in near}) < MANY or max(one.weight for one in near) > BESIDE:
        yield from near


class _Where:
    """How far the lines of a report stand from its headline and its body."""

    def __init__(self, blocks: Sequence[Block], lines: Sequence[Line]) -> None:
        self.blocks = blocks
        body = [index for index, block in enumerate(blocks) if block.kind == "body"]
        self.first = body[0] if body else len(blocks)
        self.last = body[-1] if body else len(blocks)
        heads = (index for index, block in enumerate(blocks) if block.kind == "headline")
        self.head = next(heads, self.first)
        self.marks = {line.span.start: line.marks for line in lines}
        # Names that stand around the article as well say nothing about a line.
        own = self.around(self.first) | self.around(self.head)
        self.telling = FAR - own

    def around(self, index: int) -> frozenset[str]:
        """Return what the elements around a line are named."""
        if index >= len(self.blocks):
            return NOWHERE
        return self.marks.get(self.blocks[index].span.start, NOWHERE)

    def is_elsewhere(self, index: int) -> bool:
        """Return whether a line is surely of something else: a comment, a feed, the masthead."""
        block = self.blocks[index]
        if block.kind in CAPTIONS and self.away(index) > 2:
            return True
        return bool(self.around(index) & ELSEWHERE) or block.reason in {"feed", "comment"}

    def away(self, index: int) -> int:
        """Return how many lines a line stands off; below the beginning it counts more."""
        far = 10 * bool(self.around(index) & self.telling)
        if self.head <= index <= self.first:
            return far
        away = min(abs(index - self.head), abs(index - self.first))
        if index > self.first:
            away = min(away, abs(index - self.last)) + 3
        return away + far


def _by_line(
    found: WrittenDate, words: str, block: Block, said: str | None, away: int
) -> Statement | None:
    """Return what a line states that says itself what its date is, or is a byline."""
    start = block.span.start
    whole = len(words) < LONGEST
    if said == "revised":
        weight = WEAK if whole and (block.kind in SAYS_WHEN or away <= FARTHEST) else LIGHT
        return _as_revision(_statement(found, "line", "line of the last change", weight, start))
    if said == "published" and whole and block.kind != "body" and away <= 2 * FARTHEST:
        weight = LINE_SAYS if block.kind in SAYS_WHEN else SAYS
        return _statement(found, "line", "line that says published", weight, start)
    if block.kind in SAYS_WHEN and away <= 2 * FARTHEST:
        return _statement(found, "line", f"{block.kind} line", LINE - away / 20, start)
    return None


def _nearest(
    found: WrittenDate, words: str, block: Block, index: int, where: _Where
) -> Statement | None:
    """Return what a short line states by standing near, or the first words of the article do."""
    away = where.away(index)
    if away > FARTHEST or where.first >= len(where.blocks):
        return None
    if block.kind == "body":
        # "Delmare, 3.5.2024 -" and "(3.5.2024) The bridge", as press releases begin.
        if index > where.first + 2 or found.span.start > BEFORE // 2:
            return None
        away += 8
    elif len(words) > SHORT or found.span.start > SHORT // 2:
        return None
    start = block.span.start
    return _statement(found, "line", "nearest date", NEAR - away / 12, start)


def _said_before(words: str, found: WrittenDate, label: str) -> str | None:
    """Return whether "published" or "updated" stands before a date; the nearer counts.

    `label` is the line above, which may say so of a line that begins with its date.
    """
    before = words[max(0, found.span.start - BEFORE) : found.span.start]
    if not before.strip() and len(label) < BEFORE:
        before = label
    revised = max((match.end() for match in REVISED.finditer(before)), default=-1)
    published = max((match.end() for match in PUBLISHED.finditer(before)), default=-1)
    if revised < 0 and published < 0:
        return None
    return "revised" if revised >= published else "published"
