"""Pages out: a template in its shell, as a response; and what is said where there is no page."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reportedly.present.html import render
from reportedly.serving.shells import Page
from reportedly.serving.site import Site, site_of

MISSING = "There is nothing at this address. It may have been merged into another story, or moved."
_TITLES = {
    400: "Not understood",
    403: "Not allowed",
    404: "Nothing here",
    405: "Not allowed",
    413: "Too large",
    500: "The program failed here",
    503: "Not possible just now",
}


def page_of(site: Site, title: str, words: str = "") -> Page:
    """Return what the shell of a page shows."""
    return Page(title=title, project=site.name, read_only=site.access.read_only, words=words[:200])


def show(
    request: Request,
    template: str,
    title: str,
    *,
    status: int = 200,
    words: str = "",
    **names: object,
) -> Response:
    """Return a template, rendered in its shell."""
    page = page_of(site_of(request), title, words)
    return HTMLResponse(render(template, page=page, **names), status)


def fragment(template: str, **names: object) -> Response:
    """Return a template as it stands, to be put into a page."""
    return HTMLResponse(render(template, **names))


def is_fragment(request: Request) -> bool:
    """Return whether only a part of a page is asked for."""
    return request.headers.get("hx-request") == "true"


def day_named(words: str) -> date | None:
    """Return the day that an address gives as YYYY-MM-DD; None where it gives none."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        reason = f"{words[:40]!r} is no day; write it as 2024-08-07"
        raise HTTPException(400, reason) from error


def not_found(request: Request, error: Exception) -> Response:
    """Say that there is no such page, or what is wrong with what was asked."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    told = error.detail if isinstance(error, HTTPException) else ""
    reason = MISSING if told in ("", "Not Found") else told
    return _trouble(request, status, reason)


def in_trouble(request: Request, error: Exception) -> Response:
    """Say what is wrong with the project."""
    return _trouble(request, 503, str(error))


def broken(request: Request, error: Exception) -> Response:
    """Say that the program itself failed; the log has the rest."""
    reason = f"The program failed on this page ({type(error).__name__}). The others still work."
    return _trouble(request, 500, reason)


def _trouble(request: Request, status: int, reason: str) -> Response:
    title = _TITLES.get(status, "Not to be shown")
    return show(request, "trouble.html", title, status=status, reason=reason)
