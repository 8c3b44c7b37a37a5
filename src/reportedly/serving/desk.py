"""The desk: the stories of a project as rows, what is new in each, what needs a look.

Overview -> Desk -> templates/desk.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.model import Problem
from reportedly.present.labels import counted, day_label
from reportedly.present.words import clipped
from reportedly.serving.pages import day_named, show
from reportedly.serving.shells import SHORT
from reportedly.serving.site import site_of
from reportedly.serving.tallies import Tally
from reportedly.serving.uploads import Drop
from reportedly.store.overview import Mark, Overview, StoryCounts, open_overview
from reportedly.text import plain

ROWS = 50  # stories on a page
QUEUE = 12  # things of one kind that need a look, named one by one
TITLE = 160  # characters
NEW = 3  # newly disputed questions named in a row
UNREAD = "not marked read yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One story on the desk.

    Attributes:
        id: The story.
        url: Where it is.
        title: Its working title.
        days: From the first report to the last.
        reports: How many.
        outlets: How many, as far as they are named.
        origins: How many named origins.
        statements: How many that count.
        disputed: How many disputed questions.
        questions: Of how many.
        news: What changed since the reader marked it read, in words.
        unread: Whether anything did.
    """

    id: str
    url: str
    title: str
    days: str
    reports: int
    outlets: int
    origins: int
    statements: int
    disputed: int
    questions: int
    news: tuple[str, ...]
    unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Things of one kind that need a person's look.

    Attributes:
        title: What is the matter.
        items: Them, each with where it is ("" for nowhere) and what is said of it.
        left: How many more.
    """

    title: str
    items: tuple[tuple[str, str, str], ...]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the desk is asked to show.

    Attributes:
        place: Part of the name of a place that a report names.
        outlet: Part of the name of an outlet.
        since: Only stories with a report on or after this day.
        until: Only stories with a report on or before this day.
        part: Which page of the rows.
    """

    place: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    part: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.place or self.outlet or self.since or self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The desk.

    Attributes:
        rows: The stories, or one page of them.
        total: How many stories pass the filters.
        stories: How many there are.
        asked: The filters.
        pages: How many pages the rows fill.
        looks: What needs a look.
        drops: Files that were dropped here in this run.
        busy: Whether files are being added.
    """

    rows: tuple[Row, ...]
    total: int
    stories: int
    asked: Asked
    pages: int
    looks: tuple[Look, ...]
    drops: tuple[Drop, ...]
    busy: bool


def desk_page(request: Request) -> Response:
    """Show the desk."""
    site = site_of(request)
    asked = _asked(request)
    drops = tuple(site.inbox.drops())
    with open_overview(site.path) as overview:
        desk = desk_of(overview, site.tallies.of(overview), asked, drops)
    return show(request, "desk.html", site.name, desk=desk)


def mark_read(request: Request, story: str) -> Response:
    """Mark one story, or with no id all of them, as read as they stand."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with open_overview(site_of(request).path, write=True) as overview:
        stories = [one for one in overview.counts() if story in ("", one.id)]
        if story and not stories:
            raise HTTPException(404)
        overview.mark(stories, now)
    return RedirectResponse("/", 303)


def desk_of(overview: Overview, tally: Tally, asked: Asked, drops: Sequence[Drop]) -> Desk:
    """Return the desk of a project, as far as the filters leave it."""
    counts = tally.stories
    found = [one for one in counts if _passes(one, asked, tally.places.get(one.id, ()))]
    marks = overview.marks()
    first = (asked.part - 1) * ROWS
    return Desk(
        rows=tuple(row_of(one, marks.get(one.id)) for one in found[first : first + ROWS]),
        total=len(found),
        stories=len(counts),
        asked=asked,
        pages=max(1, -(-len(found) // ROWS)),
        looks=tuple(look for look in _looks(overview, tally) if look.items),
        drops=tuple(drops),
        busy=any(not drop.done for drop in drops),
    )


def _asked(request: Request) -> Asked:
    given = {name: value.strip()[:200] for name, value in request.query_params.items()}
    part = given.get("part", "1")
    for name in ("since", "until"):
        day_named(given.get(name, ""))
    return Asked(
        place=given.get("place", ""),
        outlet=given.get("outlet", ""),
        since=given.get("since", ""),
        until=given.get("until", ""),
        part=max(1, int(part)) if part.isascii() and part.isdigit() and len(part) < 8 else 1,
    )


def _passes(one: StoryCounts, asked: Asked, places: Sequence[str]) -> bool:
    since, until = day_named(asked.since), day_named(asked.until)
    return all(
        (
            not asked.outlet or any(plain(asked.outlet) in plain(name) for name in one.outlets),
            not asked.place or any(plain(asked.place) in plain(name) for name in places),
            since is None or (one.last is not None and one.last >= since),
            until is None or (one.first is not None and one.first <= until),
        )
    )


def row_of(one: StoryCounts, mark: Mark | None) -> Row:
    """Return a story as a row; `mark` says how it stood when it was marked read."""
    news = tuple(_news(one, mark)) if mark else (UNREAD,)
    return Row(
        id=one.id,
        url=f"/s/{one.id[:SHORT]}",
        title=clipped(one.title, TITLE) or "Untitled story",
        days=day_label(one.first, one.last, year=True),
        reports=len(one.report_ids),
        outlets=len(one.outlets),
        origins=one.origins,
        statements=one.statements,
        disputed=len(one.disputed),
        questions=one.questions,
        news=news,
        unread=bool(news),
    )


def _news(one: StoryCounts, mark: Mark) -> list[str]:
    """Return what changed since a story was marked read, in words."""
    news = []
    fresh = len(set(one.report_ids) - mark.report_ids)
    if fresh:
        news.append(f"{counted(fresh, 'new report')}")
    now = [words for words in one.disputed if words not in mark.disputed]
    news += [f"now disputed: {clipped(words, TITLE)}" for words in now[:NEW]]
    if len(now) > NEW:
        news.append(f"{len(now) - NEW} more now disputed")
    before = len(mark.disputed - set(one.disputed))
    if before:
        news.append(f"{counted(before, 'question')} no longer disputed")
    return news


# --- what needs a look -----------------------------------------------------------------------


def _looks(overview: Overview, tally: Tally) -> list[Look]:
    titles = {one.id: clipped(one.title, TITLE) for one in tally.stories}
    lacking = overview.lacking()
    undated = [(path, f"/r/{one[:SHORT]}", "") for one, path, _, lacks, _ in lacking if lacks]
    unnamed = [(path, f"/r/{one[:SHORT]}", "") for one, path, _, _, lacks in lacking if lacks]
    undecided = [
        (titles[story], f"/s/{story[:SHORT]}/ledger", counted(number, "statement"))
        for story, number in _largest(tally.undecided, titles)
    ]
    return [
        _look("Could not be read", [_problem(one) for one in overview.problems()]),
        _look("Reports without a date", undated),
        _look("Reports without an outlet", unnamed),
        _look("Speaker not decided", undecided),
    ]


def _problem(one: Problem) -> tuple[str, str, str]:
    url = f"/r/{one.report_id[:SHORT]}" if one.report_id else ""
    return clipped(one.path, TITLE), url, one.reason


def _largest(numbers: Mapping[str, int], titles: Mapping[str, str]) -> list[tuple[str, int]]:
    known = [(story, number) for story, number in numbers.items() if story in titles]
    return sorted(known, key=lambda pair: (-pair[1], pair[0]))


def _look(title: str, items: Sequence[tuple[str, str, str]]) -> Look:
    return Look(title=title, items=tuple(items[:QUEUE]), left=max(0, len(items) - QUEUE))
