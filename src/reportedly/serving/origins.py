"""The Origins view: of a whole story, and of the statements that answer one question."""

from __future__ import annotations

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.present.asking import asked_of
from reportedly.present.html import render_built
from reportedly.present.origins import OWN_PAGES, origins_of
from reportedly.present.shown import Shown
from reportedly.present.views import view_named
from reportedly.serving.shells import Served
from reportedly.serving.site import site_of
from reportedly.serving.stories import links_of, show_view, shown_page, story_of, working

ORIGINS = view_named("origins")


def origins_page(request: Request) -> Response:
    """Show the origins; with `?question=`, those of one question of a long story."""
    asked = request.query_params.get("question", "")
    if not asked:
        return show_view(request, "origins")
    story, day = story_of(request)
    shown = story.shown(day)
    if shown is None:
        return working(request, story, day)
    links = links_of(story, day)
    words = site_of(request).rendered.get(
        (story.id, story.revision, day, "origins of", asked),
        lambda: _of_question(shown.alone(), asked, links),
    )
    return shown_page(request, story, shown, day, "origins", ORIGINS.title, words=words)


def _of_question(shown: Shown, asked: str, links: Served) -> Markup:
    questions = asked_of(shown, OWN_PAGES)
    chosen = {str(one.number): one.question for one in questions}
    if asked not in chosen:
        raise HTTPException(404, f"There is no question {asked[:40]} among those of this day.")
    return render_built(ORIGINS, origins_of(shown, chosen[asked], asked=questions), links)
