"""A report by its own id: to its place in its story, or its bytes as they were received."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.model import Report
from reportedly.serving.pages import show
from reportedly.serving.shells import SHORT
from reportedly.serving.site import site_of
from reportedly.store.overview import Overview, open_overview


def report_page(request: Request) -> Response:
    """Lead to a report in its story; one that is in none is shown by itself."""
    site = site_of(request)
    with open_overview(site.path) as overview:
        report = _report(request, overview)
        story_id = overview.story_of(report.id)
    story = site.shelf.story(story_id) if story_id else None
    if story is not None:
        asked = request.url.query
        ids = [one.id for one in story.picture.reports]
        if report.id in ids:
            number = story.shown_latest().last.numbering.reports[report.id]
            query = f"?{asked}" if asked else ""
            return RedirectResponse(f"/s/{story.id[:SHORT]}/document/{number}{query}", 303)
    return show(request, "report.html", report.title or report.path, report=report)


def original(request: Request) -> Response:
    """Hand out the bytes as received: to keep, never to be shown by the browser."""
    with open_overview(site_of(request).path) as overview:
        report = _report(request, overview)
        found = overview.original(report.sha256)
    if found is None:
        raise HTTPException(404, "The bytes of this report are not kept.")
    name = report.path.replace("\\", "/").rsplit("/", 1)[-1] or report.id
    return Response(
        found[1],
        media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )


def _report(request: Request, overview: Overview) -> Report:
    report = overview.report_named(request.path_params["report"])
    if report is None:
        raise HTTPException(404)
    return report
