"""Pages out: a template in its shell, as a response; and what is said where there is no page."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reportedly.errors import ReportedlyError
from reportedly.present.html import render
from reportedly.serving.shells import Page
from reportedly.serving.site import Site, site_of

MISSING = "There is nothing at this address. It may have been merged into another story, or moved."


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


def not_found(request: Request, error: Exception) -> Response:
    """Say that there is no such page."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    reason = error.detail if isinstance(error, HTTPException) and status != 404 else MISSING
    if isinstance(error, HTTPException) and error.detail not in ("", "Not Found"):
        reason = error.detail
    return show(request, "trouble.html", "Not found", status=status, reason=reason)


def in_trouble(request: Request, error: Exception) -> Response:
    """Say what is wrong with the project, or with what was asked."""
    status = 503 if isinstance(error, ReportedlyError) else 500
    return show(request, "trouble.html", "Not to be shown", status=status, reason=str(error))
