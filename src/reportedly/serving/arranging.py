"""What people decide about a whole story: its title, what belongs to it, and taking that back.

A decision is in the project when its form is answered; what follows is worked out beside
(`reruns`), as with rulings on statements.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.deciding_stories import (
    LONGEST_TITLE,
    Decider,
    decision_rows,
    part_reports,
    rename_story,
    undo_decision,
    unite_stories,
)
from reportedly.errors import UsageError
from reportedly.present.html import render
from reportedly.present.words import clipped
from reportedly.serving.reviewers import field, note_in, reviewer_of
from reportedly.serving.site import site_of
from reportedly.serving.stories import links_of, shown_page, story_of
from reportedly.store.overview import open_overview

OTHERS = 200  # stories to choose from, the largest
TITLE = 120  # characters
MOST_REPORTS = 5_000  # that one form names


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the page may use.

    Attributes:
        url: Where its forms lead.
        title: The story's title.
        reports: Its reports: id, title, outlet and day.
        others: Other stories: id and title.
        decided: What was decided before, the latest first: when, by whom, what.
        working: Whether something decided is not yet taken into account.
        trouble: Why the last run failed; "" where it did not.
        longest: How many characters a title may have.
    """

    url: str
    title: str
    reports: tuple[tuple[str, str, str], ...]
    others: tuple[tuple[str, str], ...]
    decided: tuple[tuple[str, str, str], ...]
    working: bool
    trouble: str
    longest: int


def arrange_page(request: Request) -> Response:
    """Show the forms that rename a story, unite it with another, or part reports from it."""
    story, _ = story_of(request)
    site = site_of(request)
    shown = story.shown_latest()
    lookup = shown.last
    with open_overview(site.path) as overview:
        stories = site.tallies.of(overview).stories
    log = [one for one in decision_rows(site.path) if one["holds"]]
    sheet = Sheet(
        url=f"/s/{links_of(story, None).story}/arrange",
        title=shown.title,
        reports=tuple(
            (
                report.id,
                clipped(report.title or report.path, TITLE),
                f"{report.outlet or 'outlet not stated'}, {lookup.day(report.id)}",
            )
            for report in lookup.picture.reports
        ),
        others=tuple(
            (one.id, clipped(one.title, TITLE))
            for one in stories[: OTHERS + 1]
            if one.id != story.id
        )[:OTHERS],
        decided=tuple(
            (one["at"][:10], one["by"], clipped(one["what"], TITLE)) for one in reversed(log)
        ),
        working=site.reruns.busy,
        trouble=site.reruns.trouble,
        longest=LONGEST_TITLE,
    )
    words = Markup(render("arrange.html", it=sheet, read_only=site.access.read_only))
    return shown_page(request, story, shown, None, "arrange", "Rename, unite or part", words=words)


async def arrange(request: Request) -> Response:
    """Take a decision from a form, and go back to it."""
    async with request.form(max_files=0, max_fields=MOST_REPORTS) as form:
        return await run_in_threadpool(_arranged, request, form)


def _arranged(request: Request, form: FormData) -> Response:
    story, _ = story_of(request)
    site = site_of(request)
    decider = Decider(by=reviewer_of(request), note=note_in(form), later=True)
    what = field(form, "what")
    try:
        if what == "rename":
            rename_story(site.path, story.id, field(form, "title"), decider)
        elif what == "unite":
            unite_stories(site.path, [story.id, field(form, "other")], decider)
        elif what == "part":
            chosen = [one for one in form.getlist("report") if isinstance(one, str)]
            part_reports(site.path, story.id, chosen, decider)
        elif what == "undo":
            undo_decision(site.path, None, decider)
        else:
            raise HTTPException(400, f"Nothing is called {what[:40]!r}.")
    except UsageError as error:
        raise HTTPException(400, f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    site.reruns.ask()
    return RedirectResponse(f"/s/{links_of(story, None).story}/arrange", 303)
