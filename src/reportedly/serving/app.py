"""The local app: every address, and what answers it.

A request passes the `Guard`, then one of `ROUTES`. Pages are plain links and forms; htmx swaps
parts of them where there is JavaScript. What takes time runs in threads, not in the event loop.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from reportedly.errors import ReportedlyError
from reportedly.serving import arranging, desk, origins, reader, review, search, static, stories
from reportedly.serving.days import Beside, WorkOut
from reportedly.serving.pages import broken, fragment, in_trouble, not_found
from reportedly.serving.pictures import PATIENCE, Shelf
from reportedly.serving.reruns import Rerun, Reruns
from reportedly.serving.security import Access, Guard, TooMuchSent, too_much_sent
from reportedly.serving.site import Site, site_of
from reportedly.serving.uploads import MOST_FILES, Inbox, Run
from reportedly.settings import read_settings


async def add_files(request: Request) -> Response:
    """Take dropped files, begin to add them, and go back to the desk."""
    async with request.form(max_files=MOST_FILES, max_fields=10) as form:
        files = [
            (one.filename or "", one.file)
            for one in form.getlist("files")
            if not isinstance(one, str) and one.filename
        ]
        if not files:
            raise HTTPException(400, "No file came; choose some and send them again.")
        await run_in_threadpool(site_of(request).inbox.take, files)
    return RedirectResponse("/#drop", 303)


async def read(request: Request) -> Response:
    """Mark one story or all as read."""
    async with request.form(max_files=0, max_fields=4) as form:
        story = form.get("story", "")
    return await run_in_threadpool(desk.mark_read, request, str(story))


def drops(request: Request) -> Response:
    """Tell how far the dropped files are."""
    found = tuple(site_of(request).inbox.drops())
    return fragment("drops.html", drops=found, busy=any(not drop.done for drop in found))


# First match wins. A view that only the app has goes before the line with {view}.
ROUTES: tuple[BaseRoute, ...] = (
    Route("/", desk.desk_page),
    Route("/add", add_files, methods=["POST"]),
    Route("/drops", drops),
    Route("/read", read, methods=["POST"]),
    Route("/search", search.search_page),
    Route("/r/{report}", reader.report_page),
    Route("/r/{report}/original", reader.original),
    Route("/s/{story}", stories.view_page),
    Route("/s/{story}/review", review.review_page),
    Route("/s/{story}/review", review.rule, methods=["POST"]),
    Route("/s/{story}/review/log", review.log_page),
    Route("/s/{story}/review/undo", review.take_back, methods=["POST"]),
    Route("/s/{story}/review/name", review.sign, methods=["POST"]),
    Route("/s/{story}/statement/{statement}", stories.statement_page),
    Route("/s/{story}/words/{statement}", stories.words_page),
    Route("/s/{story}/document/{document}", stories.document_page),
    Route("/s/{story}/arrange", arranging.arrange_page),
    Route("/s/{story}/arrange", arranging.arrange, methods=["POST"]),
    Route("/s/{story}/origins", origins.origins_page),
    Route("/s/{story}/{view}", stories.view_page),
    Route("/static/{name:path}", static.static_file),
)


def make_app(
    project: str,
    access: Access,
    *,
    config: str | None = None,
    patience: float = PATIENCE,
    run: Run | None = None,
    rerun: Rerun | None = None,
    work_out: WorkOut | None = None,
    ahead: bool = False,
) -> ASGIApp:
    """Return the app for one project file.

    With `ahead`, the largest story is opened and the views of each are rendered before anybody
    asks for them.

    `run` is how dropped files are added, `rerun` how rulings are taken into account, `work_out`
    how a story becomes known as on an earlier day: all in processes beside, unless told.
    """
    site = Site(
        path=project,
        name=Path(project).name,
        access=access,
        shelf=Shelf(
            project,
            read_settings(config),
            work_out or Beside(),
            patience=patience,
            prepare=(lambda story: stories.prepare(site, story)) if ahead else None,
        ),
        inbox=Inbox(project, config=config, run=run),
        reruns=Reruns(project, config=config, run=rerun),
    )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if ahead:
            site.shelf.open_largest()
        yield
        site.shelf.close()

    app = Starlette(
        routes=ROUTES,
        exception_handlers={
            HTTPException: not_found,
            TooMuchSent: too_much_sent,
            ReportedlyError: in_trouble,
            Exception: broken,
        },
        lifespan=lifespan,
    )
    app.state.site = site
    # Outermost, so that nothing answers without it, the page of an error in the program neither.
    return Guard(app, access)
