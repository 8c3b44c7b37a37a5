"""The pages of one story: its views, the evidence of a statement, words in their document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reportedly.model import Statement
from reportedly.present.html import render, render_view
from reportedly.present.ledger import entries_for
from reportedly.present.listings import Filters
from reportedly.present.shown import Part, Shown
from reportedly.present.views import VIEWS, View, view_named
from reportedly.serving.numbers import Numbers
from reportedly.serving.pages import day_named, fragment, is_fragment, page_of
from reportedly.serving.pictures import OpenStory
from reportedly.serving.shells import SHORT, Served, head_of
from reportedly.serving.site import Site, site_of

# Items on one page of a long view: what a reader scrolls through, and a tenth of a second's work.
SIZES = {"ledger": 50, "documents": 10}
DOCUMENTS = view_named("documents")
NOT_BY_THEN = "No report of this story is shown to be published by {day}."
WORKING = 202  # accepted, not yet done


def story_of(request: Request) -> tuple[OpenStory, date | None]:
    """Return the story and the day that an address names."""
    found = site_of(request).shelf.story(request.path_params["story"])
    if found is None:
        raise HTTPException(404)
    asked = request.query_params.get("asof", "")
    day = day_named(asked)
    try:
        return found, found.day_known(day)
    except LookupError as error:
        raise HTTPException(404, NOT_BY_THEN.format(day=asked)) from error


def view_page(request: Request) -> Response:
    """Show one view of a story."""
    return show_view(request, request.path_params.get("view", "brief"))


def show_view(request: Request, name: str) -> Response:
    """Show the view of this name."""
    site = site_of(request)
    story, day = story_of(request)
    view = next((one for one in VIEWS if one.name == name), None)
    if view is None:
        raise HTTPException(404)
    shown, missing = story.over_time(day) if view.several else (story.shown(day), 0)
    if shown is None:
        return working(request, story, day)
    if name == "ledger":
        return ledger_page(request, story, shown, day)
    part = _part(request, name)
    words = _words(site, story, day, view, shown, part)
    total = len(shown.last.picture.reports) if name == "documents" else 0
    pager = pager_of(links_of(story, day), name, part, total) if part.size else None
    return shown_page(
        request, story, shown, day, name, view.title, words=words, pager=pager, missing=missing
    )


def prepare(site: Site, story: OpenStory) -> None:
    """Render what a reader is likely to open first, so that nobody waits for it."""
    for view in VIEWS:
        if not view.several and view.name != "ledger":
            part = Part(size=SIZES.get(view.name, 0))
            _words(site, story, None, view, story.shown_latest(), part)


def _words(
    site: Site, story: OpenStory, day: date | None, view: View, shown: Shown, part: Part
) -> Markup:
    links = links_of(story, day)
    key = (story.id, story.revision, day, view.name, part.number, len(shown.lookups))
    return site.rendered.get(key, lambda: render_view(view, replace(shown, part=part), links))


def shown_page(
    request: Request,
    story: OpenStory,
    shown: Shown,
    day: date | None,
    name: str,
    title: str,
    **names: object,
) -> Response:
    """Return a page of a story: `names` are what stands in it."""
    site = site_of(request)
    links = links_of(story, day)
    head = head_of(story, shown, day, name, request.url.path)
    more = {"pager": None, "missing": 0, "filters": None, "matching": ""} | names
    return HTMLResponse(
        render(
            "view.html",
            page=page_of(site, f"{shown.title} · {title}"),
            head=head,
            view=name,
            heading=title,
            links=links,
            **more,
        )
    )


def links_of(story: OpenStory, day: date | None) -> Served:
    """Return the links of a story on a day."""
    return Served(story=story.id[:SHORT], day=day.isoformat() if day else "")


def _part(request: Request, name: str) -> Part:
    asked = request.query_params.get("part", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
    return Part(number=max(1, number), size=SIZES.get(name, 0))


def pager_of(
    links: Served, name: str, part: Part, total: int, query: dict[str, str] | None = None
) -> dict[str, object] | None:
    """Return what leads to the other pages of a long view; None where there is one page."""
    pages = part.pages(total)
    if pages < 2:
        return None
    first = (part.number - 1) * part.size + 1

    def to(number: int) -> str:
        return links.part(name, number, **(query or {})) if 1 <= number <= pages else ""

    return {
        "first": to(1) if part.number > 1 else "",
        "before": to(part.number - 1),
        "after": to(part.number + 1),
        "last": to(pages) if part.number < pages else "",
        "here": f"{first:,}–{min(total, first + part.size - 1):,} of {total:,}",
    }


def working(request: Request, story: OpenStory, day: date | None) -> Response:
    """Say that a day is still being worked out; the page asks again by itself."""
    head = head_of(story, story.shown_latest(), day, "", request.url.path)
    query = f"?{urlencode(request.query_params.multi_items())}"
    page = page_of(site_of(request), "Being worked out")
    return HTMLResponse(
        render("working.html", page=page, head=head, again=f"{request.url.path}{query}"), WORKING
    )


# --- the ledger ------------------------------------------------------------------------------


def ledger_page(request: Request, story: OpenStory, shown: Shown, day: date | None) -> Response:
    """Show the ledger, or what its filters leave of it."""
    site = site_of(request)
    links = links_of(story, day)
    asked = {
        name: value.strip()[:200]
        for name, value in request.query_params.items()
        if name in ("speaker", "outlet", "side", "kind") and value.strip()
    }
    filters = Filters(
        speaker=asked.get("speaker"),
        outlet=asked.get("outlet"),
        side=asked.get("side"),
        quoted=asked.get("kind") == "quoted",
        own_voice=asked.get("kind") == "own voice",
        hedged=asked.get("kind") == "hedged",
    )
    numbers = story.numbers(day, shown)
    found = numbers.passing(filters)
    part = _part(request, "ledger")
    wanted = found[part.of(len(found))]
    key = (story.id, story.revision, day, "entries", wanted)
    rows = [numbers.rows[number] for number in wanted]
    words = site.rendered.get(key, lambda: _entries(rows, shown, links))
    return shown_page(
        request,
        story,
        shown,
        day,
        "ledger",
        "Ledger",
        words=words,
        pager=pager_of(links, "ledger", part, len(found), asked),
        filters={
            "sides": numbers.sides,
            **{n: asked.get(n, "") for n in ("speaker", "outlet", "side", "kind")},
        },
        matching=f"{len(found):,} of {len(numbers.rows):,} statements" if asked else "",
    )


# --- one statement ---------------------------------------------------------------------------


def statement_page(request: Request) -> Response:
    """Show the evidence of a statement, by its number or by its id, with its document."""
    story, day = story_of(request)
    shown = story.shown(day)
    if shown is None:
        return working(request, story, day)
    numbers = story.numbers(day, shown)
    number = number_named(numbers, request.path_params["statement"])
    row = numbers.rows[number]
    links = links_of(story, day)
    rendered = site_of(request).rendered
    key = (story.id, story.revision, day, "statement", number)
    words = rendered.get(key, lambda: _entries([row], shown, links))
    if is_fragment(request):
        return fragment("pane.html", words=words)
    part = Part(number=_place_of(shown, row) + 1, size=1)
    key = (story.id, story.revision, day, "document", part.number)
    document = rendered.get(key, lambda: render_view(DOCUMENTS, replace(shown, part=part), links))
    title = f"Statement {number}"
    return shown_page(request, story, shown, day, "statement", title, words=words + document)


def _place_of(shown: Shown, row: Statement) -> int:
    """Return which of the documents holds a statement, from 0."""
    return [report.id for report in shown.last.picture.reports].index(row.report_id)


def _entries(rows: Sequence[Statement], shown: Shown, links: Served) -> Markup:
    return Markup(render("entries.html", entries=entries_for(rows, shown.last), links=links))


def number_named(numbers: Numbers, named: str) -> int:
    """Return the number of a statement named by number or id; it must be known on the day."""
    number = numbers.named(named)
    if number is None:
        raise HTTPException(404, f"There is no statement {named[:40]} on this day.")
    return number


def words_page(request: Request) -> Response:
    """Lead to the words of a statement in their document."""
    story, day = story_of(request)
    shown = story.shown(day)
    if shown is None:
        return working(request, story, day)
    numbers = story.numbers(day, shown)
    number = number_named(numbers, request.path_params["statement"])
    row = numbers.rows[number]
    return _to_document(story, day, _place_of(shown, row), f"#m{number}")


def document_page(request: Request) -> Response:
    """Lead to a document by its number in the story."""
    story, day = story_of(request)
    shown = story.shown(day)
    if shown is None:
        return working(request, story, day)
    numbers = shown.last.numbering.reports
    wanted = request.path_params["document"]
    every = [str(numbers[one.id]) for one in shown.last.picture.reports]
    if wanted not in every:
        raise HTTPException(404, f"There is no document {wanted[:40]} on this day.")
    return _to_document(story, day, every.index(wanted), f"#d{wanted}")


def _to_document(story: OpenStory, day: date | None, at: int, place: str) -> Response:
    page = at // SIZES["documents"] + 1
    return RedirectResponse(links_of(story, day).part("documents", page) + place, 303)
