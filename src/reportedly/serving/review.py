"""The Review view: one statement at a time, forms that rule on it, and the log.

A ruling is in the project when its form is answered; what follows from it is worked out beside
(`reruns`), so that the next statement need not wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reportedly.deciding import (
    KINDS,
    ON_NAMES,
    clean,
    made_on_names,
    made_on_statements,
    standing_ruling,
    taking_back,
    tidy,
)
from reportedly.deciding_stories import Decider
from reportedly.errors import UsageError
from reportedly.model import Ruling, RulingKind, Statement
from reportedly.present.html import render
from reportedly.present.lookup import Lookup
from reportedly.present.review import Case, Logged, case_of, log_of, unread, weighed
from reportedly.rulings import Meant, in_force, of_reports
from reportedly.serving.pages import page_of
from reportedly.serving.pictures import OpenStory
from reportedly.serving.reviewers import LONGEST_NAME, field, note_in, remember, reviewer_of
from reportedly.serving.shells import Served, head_of
from reportedly.serving.site import site_of
from reportedly.serving.static import addresses
from reportedly.serving.stories import links_of, number_named, story_of, working
from reportedly.store.database import Project, open_project

MOST_NAMES = 200  # suggestions for a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the page of one statement to review shows.

    Attributes:
        case: The statement; None where nothing is left to review.
        onward: The next statement that is not yet reviewed; "" for none.
        by: The reviewer's name; "" where not given.
        left: How many statements are left to review.
        done: How many were reviewed.
        url: Where the forms of this story lead.
        names: Names of agents, to choose from.
        questions: Questions, to choose from.
        sides: Sides, to choose from.
        working: Whether something ruled is not yet taken into account.
        trouble: Why the last run failed; "" where it did not.
        read_only: Whether there are no forms.
    """

    case: Case | None
    onward: str
    by: str
    left: int
    done: int
    url: str
    names: tuple[str, ...]
    questions: tuple[str, ...]
    sides: tuple[str, ...]
    working: bool
    trouble: str
    read_only: bool


def review_page(request: Request) -> Response:
    """Show the statement that is named, else the weightiest that is not yet reviewed."""
    story, day = story_of(request)
    shown = story.shown(day)
    if shown is None:
        return working(request, story, day)
    site, lookup, held = site_of(request), shown.last, _held(request, story)
    by = reviewer_of(request)
    key = (story.id, story.revision, day, "order to review")
    # As text, so that it is kept and let go with what is rendered.
    every = site.rendered.get(key, lambda: Markup(" ".join(weighed(lookup)))).split()
    queue = unread(every, lookup, held, by)
    asked = request.query_params.get("at", "")
    chosen = (
        _id_of(lookup, number_named(story.numbers(day, shown), asked))
        if asked
        else next(iter(queue), "")
    )
    case = case_of(lookup, chosen, every, held) if chosen else None
    links = links_of(story, day)
    picture = lookup.picture
    sheet = Sheet(
        case=case,
        onward=_onward(chosen, every, queue),
        by=by,
        left=len(queue),
        done=len(every) - len(queue),
        url=f"/s/{links.story}/review",
        names=tuple(sorted({a.name for a in picture.agents if a.named}))[:MOST_NAMES],
        questions=tuple(q.text for q in picture.questions)[:MOST_NAMES],
        sides=tuple(sorted({a.side for a in picture.agents if a.side})),
        working=site.reruns.busy,
        trouble=site.reruns.trouble,
        read_only=site.access.read_only,
    )
    return _page(
        request,
        story,
        "Review",
        render("review.html", it=sheet, links=links, script=addresses()["review"]),
    )


def log_page(request: Request) -> Response:
    """Show what was ruled on a story, by whom and when, and where reviewers part."""
    story, day = story_of(request)
    shown = story.shown(day)
    if shown is None:
        return working(request, story, day)
    site = site_of(request)
    with open_project(site.path) as kept:
        log = kept.rulings()
    found: Logged = log_of(shown.last, log)
    url = f"/s/{links_of(story, day).story}/review"
    words = render(
        "review_log.html",
        it=found,
        links=links_of(story, day),
        url=url,
        read_only=site.access.read_only,
    )
    return _page(request, story, "Review log", words)


async def rule(request: Request) -> Response:
    """Take a ruling from a form, and go on to the next statement."""
    async with request.form(max_files=0, max_fields=20) as form:
        return await run_in_threadpool(_ruled, request, form)


async def take_back(request: Request) -> Response:
    """Take back the ruling that a form names."""
    async with request.form(max_files=0, max_fields=4) as form:
        return await run_in_threadpool(_taken_back, request, form)


async def sign(request: Request) -> Response:
    """Remember the name of the reviewer in this browser."""
    async with request.form(max_files=0, max_fields=4) as form:
        name = clean(field(form, "by"))[:LONGEST_NAME]
        back = field(form, "at")
    story, _ = await run_in_threadpool(story_of, request)
    answer = RedirectResponse(_address(links_of(story, None), back), 303)
    remember(answer, name)
    return answer


def _ruled(request: Request, form: FormData) -> Response:
    story, _ = story_of(request)
    lookup = story.shown_latest().last
    kind = _kind(field(form, "kind"))
    rows = [_statement(lookup, one) for one in _statements(form)]
    decider = Decider(
        by=reviewer_of(request),
        note=note_in(form),
        at=datetime.now(UTC),
    )
    try:
        one = _made(kind, form, lookup, rows, decider)
    except UsageError as error:
        raise HTTPException(400, f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    site = site_of(request)
    with open_project(site.path) as kept:
        kept.rule([one])
    site.reruns.ask()
    moved = kind in ("right", "wrong", "speaker")
    back = field(form, "after" if moved else "at")
    return RedirectResponse(_address(links_of(story, None), back), 303)


def _made(
    kind: RulingKind,
    form: FormData,
    lookup: Lookup,
    rows: list[Statement],
    decider: Decider,
) -> Ruling:
    if kind in ON_NAMES:
        names = [field(form, "first"), field(form, "second")]
        if kind != "side":
            return made_on_names(kind, names, [lookup.picture], decider)
        return made_on_names(kind, [tidy(name) for name in names], [lookup.picture], decider)
    given = field(form, "name")
    names = [given] if given.strip() else []
    if kind == "question" and names and field(form, "leaving"):
        names.append(field(form, "leaving"))
    return made_on_statements(kind, rows, names, decider)


def _taken_back(request: Request, form: FormData) -> Response:
    story, _ = story_of(request)
    site = site_of(request)
    decider = Decider(by=reviewer_of(request))
    wanted = field(form, "ruling")
    with open_project(site.path) as kept:
        try:
            one = standing_ruling(kept, wanted or _last_of(kept, decider.by))
        except UsageError as error:
            raise HTTPException(404, f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
        kept.rule([taking_back(one, decider)])
    site.reruns.ask()
    links = links_of(story, None)
    lookup = story.shown_latest().last
    meant = Meant(lookup.picture.statements).all(one)
    back = "log" if field(form, "at") == "log" else meant[0].id if meant else field(form, "at")
    log = f"/s/{links.story}/review/log"
    return RedirectResponse(log if back == "log" else _address(links, back), 303)


def _last_of(kept: Project, by: str) -> str:
    """Return the last ruling of a reviewer that holds: no other is taken back unnamed."""
    own = [one.id for one in in_force(kept.rulings()) if one.by == by]
    if not own:
        raise UsageError("you have ruled nothing that could be taken back")
    return own[-1]


# --- what a request says -------------------------------------------------------------------


def _statements(form: FormData) -> list[str]:
    return [one for one in form.getlist("statement") if isinstance(one, str) and one.strip()]


def _kind(words: str) -> RulingKind:
    for kind in KINDS:
        if kind == words:
            return kind
    raise HTTPException(400, f"No ruling is called {words[:40]!r}.")


def _statement(lookup: Lookup, named: str) -> Statement:
    """Return a statement by id or number."""
    if named in lookup.statements:
        return lookup.statements[named]
    digits = named.strip().rpartition(" ")[2]
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        for key, row in lookup.statements.items():
            if lookup.numbering.refs[key].number == int(digits):
                return row
    raise HTTPException(400, f"There is no statement {named[:40]!r} in this story.")


def _id_of(lookup: Lookup, number: int) -> str:
    refs = lookup.numbering.refs
    return next(key for key in lookup.statements if refs[key].number == number)


def _onward(at: str, every: Sequence[str], queue: Sequence[str]) -> str:
    """Return the statement to go on to: the next in order that is not yet reviewed."""
    waiting = set(queue) - {at}
    start = every.index(at) + 1 if at in every else 0
    return next((key for key in (*every[start:], *every[:start]) if key in waiting), "")


def _held(request: Request, story: OpenStory) -> tuple[Ruling, ...]:
    """Return the rulings that hold now, those not yet taken into account included."""
    with open_project(site_of(request).path) as kept:
        log = kept.rulings()
    return of_reports(in_force(log), story.picture.story.report_ids)


def _address(links: Served, at: str) -> str:
    path = f"/s/{links.story}/review"
    return f"{path}?{urlencode({'at': at})}" if at else path


def _page(request: Request, story: OpenStory, title: str, words: str) -> Response:
    _, day = story_of(request)
    shown = story.shown(day) or story.shown_latest()
    return HTMLResponse(
        render(
            "view.html",
            page=page_of(site_of(request), f"{shown.title} · {title}"),
            head=head_of(story, shown, day, "review", request.url.path),
            view="review",
            heading=title,
            links=links_of(story, day),
            words=Markup(words),
            pager=None,
            missing=0,
            filters=None,
            matching="",
        )
    )
