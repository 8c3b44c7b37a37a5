"""Turn a capture into a report: text, typed blocks, and what it says about itself.

Capture (bytes) -> text -> lines -> blocks -> title, outlet, authors, date, language -> Report
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from reportedly.acquire.authors import find_authors
from reportedly.acquire.blocks import BlockSettings, type_blocks
from reportedly.acquire.credits import find_credits
from reportedly.acquire.datings import Dating, Statement
from reportedly.acquire.decoding import decode
from reportedly.acquire.documents import DOCUMENTS, document_page
from reportedly.acquire.html import Page, read_page
from reportedly.acquire.language import find_language
from reportedly.acquire.lines import flat_lines
from reportedly.acquire.metadata import (
    date_from_page,
    date_from_text,
    outlet_from_page,
    revised_at,
)
from reportedly.acquire.outlets import outlet_in_text, shown_name
from reportedly.acquire.page_data import PageData, page_data
from reportedly.acquire.stated_body import stated_body
from reportedly.acquire.titles import bare_title, find_title
from reportedly.collecting import uncollected
from reportedly.errors import CannotHandle
from reportedly.model import Basis, Block, Capture, Report
from reportedly.register import Register, register_with
from reportedly.text import key

# A feed or a mail says when it sent the report out; only two places of the page's own data that
# agree with one another outweigh it.
TOLD = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """How captures are read.

    Attributes:
        blocks: How lines are told apart.
        longest: Longest visible text, in characters. A million are about 160,000 words, more
            than a novel: no report is that long, and parsing it would take minutes.
        max_pages: Most pages of a PDF.
        outlets: A TOML file of outlets of your own, which come before the shipped list.
    """

    blocks: BlockSettings = field(default_factory=BlockSettings)
    longest: int = 1_000_000
    max_pages: int = 200
    outlets: str = ""


def read_report(capture: Capture, settings: ReportSettings) -> Report:
    r"""Return the report that a capture holds; raise `CannotHandle` where nothing can be read.

    >>> content = "Bridge shut\n\nBy Ann Reed, 7 August 2024\n\nThe bridge was shut.".encode()
    >>> capture = Capture(path="a.txt", sha256="0" * 64, content=content, media_type="text/plain")
    >>> report = read_report(capture, ReportSettings())
    >>> report.title, report.authors, str(report.published_from), report.published_basis
    ('Bridge shut', ('Ann Reed',), '2024-08-07', 'stated')
    """
    with uncollected():
        return _read(capture, settings)


def _read(capture: Capture, settings: ReportSettings) -> Report:
    is_html = capture.media_type == "text/html"
    if capture.media_type in DOCUMENTS:
        decoded, encoding, is_html = _document(capture, settings), "utf-8", True
    else:
        decoded, encoding = decode(capture.content, is_html=is_html, hint=capture.told.encoding)
    if is_html:
        page = read_page(decoded)
        _check_length(page.text, settings)
        data = page_data(page)
    else:
        text = decoded.replace("\r\n", "\n").replace("\r", "\n")
        _check_length(text, settings)
        page, data = Page(text=text, lines=tuple(flat_lines(text))), PageData()
    if not page.lines:
        raise CannotHandle("no visible text; if the page builds itself with scripts, save its text")
    if capture.told.title:
        titled = (("told", capture.told.title), *data.titled)
        data = replace(data, titles=(capture.told.title, *data.titles), titled=titled)
    url = capture.given.url or capture.told.url or data.url
    report_id = key("report", capture.sha256, url or "", capture.given.outlet or "")
    title = data.titles[0] if data.titles else bare_title(page.title) if page.title else None
    stated = stated_body(page.scripts)
    blocks = tuple(
        type_blocks(
            page.lines,
            report_id,
            settings.blocks,
            title=title,
            stated=stated,
            summaries=data.summaries,
        )
    )
    register = register_with(settings.outlets)
    return _described(capture, page, data, blocks, register, url=url, encoding=encoding)


def _document(capture: Capture, settings: ReportSettings) -> str:
    return document_page(
        capture.content,
        capture.media_type,
        longest=settings.longest,
        max_pages=settings.max_pages,
    )


def _check_length(text: str, settings: ReportSettings) -> None:
    if len(text) > settings.longest:
        raise CannotHandle(
            f"{len(text):,} characters of text are more than one report; "
            "split the file, or raise reports.longest"
        )


def _described(
    capture: Capture,
    page: Page,
    data: PageData,
    blocks: tuple[Block, ...],
    register: Register,
    *,
    url: str | None,
    encoding: str,
) -> Report:
    listed = register.at(url)
    title, title_span = find_title(page.text, blocks, data, page.title, url=url, listed=listed)
    outlet, outlet_basis = _outlet(capture, page, data, blocks, url, register)
    body = " ".join(block.span.of(page.text) for block in blocks if block.kind == "body")
    language = capture.given.language or capture.told.language or find_language(body or page.text)
    dating, published_basis = _dating(capture, page, data, blocks, url=url, language=language)
    return Report(
        id=blocks[0].report_id,
        path=capture.path,
        url=url,
        sha256=capture.sha256,
        text=page.text,
        media_type=capture.media_type,
        encoding=encoding,
        language=language,
        title=title,
        title_span=title_span,
        outlet=outlet,
        outlet_basis=outlet_basis,
        owner_group=register.owner(outlet, url),
        authors=find_authors(page.text, blocks, data) or capture.told.authors,
        published_from=dating.day,
        published_until=dating.until or dating.day,
        published_at=dating.at,
        published_basis=published_basis,
        published_spans=dating.spans,
        published_reason=dating.reason,
        revised_at=revised_at(data),
        captured_at=capture.captured_at,
        credits=tuple(find_credits(page.text, blocks, register)),
        blocks=blocks,
    )


def _outlet(
    capture: Capture,
    page: Page,
    data: PageData,
    blocks: tuple[Block, ...],
    url: str | None,
    register: Register,
) -> tuple[str | None, Basis]:
    if capture.given.outlet:
        return capture.given.outlet, "given"
    if capture.told.outlet:
        return shown_name(capture.told.outlet, register, url), "stated"
    # The address of a listed outlet says more than the name that a section gives itself.
    if listed := register.at(url):
        return listed.name, "stated"
    if name := outlet_from_page(data, page.title):
        return shown_name(name, register), "stated"
    if found := outlet_in_text(page.text, blocks):
        return shown_name(found[0], register), "stated"
    return None, "none"


def _dating(
    capture: Capture,
    page: Page,
    data: PageData,
    blocks: tuple[Block, ...],
    *,
    url: str | None,
    language: str | None,
) -> tuple[Dating, Basis]:
    if capture.given.published:
        day, moment = _as_said(capture.given.published)
        return Dating(day=day, at=moment, reason="given by the user"), "given"
    told = []
    if capture.told.published:
        day, moment = _as_said(capture.told.published)
        reason = f"stated by {capture.told.by}"
        told = [Statement(day=day, at=moment, family="told", reason=reason, weight=TOLD)]
    if capture.media_type != "text/plain":
        dating = date_from_page(
            page, data, blocks, url=url, captured=capture.captured_at, told=told
        )
    else:
        dating = date_from_text(
            page.text, blocks, language=language, url=url, captured=capture.captured_at, told=told
        )
    return dating, "stated" if dating.day else "none"


def _as_said(published: str) -> tuple[date, datetime | None]:
    try:
        day = date.fromisoformat(published[:10])
        at = datetime.fromisoformat(published)
    except ValueError as error:
        raise CannotHandle(f"not a date: {published!r}") from error
    return day, at if at.tzinfo is not None else None
