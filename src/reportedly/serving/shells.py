"""What stands round every page: where it belongs, the views beside it, the days to step to.

The pages of a story share one head; `Served` says where its links lead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from reportedly import __version__
from reportedly.present.labels import counted, day_label
from reportedly.present.shown import Shown
from reportedly.present.views import VIEWS
from reportedly.serving.pictures import OpenStory
from reportedly.serving.static import addresses

SHORT = 10  # characters of an id in addresses; they are told apart by fewer
STEPS = 9  # days to step to that stand beside each other; others are typed

# Views that only the app has, after those of the saved page: name, title, key after g.
BESIDE: tuple[tuple[str, str, str], ...] = (("review", "Review", "r"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A view to go to.

    Attributes:
        title: Its heading.
        url: Where it is.
        key: The key that leads to it, after g; "" for none.
        here: Whether it is shown.
    """

    title: str
    url: str
    key: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A day to step to.

    Attributes:
        label: The day in few characters.
        url: The page as known on it.
        here: Whether it is shown.
    """

    label: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a page of a story.

    Attributes:
        story: The story's id, as it stands in addresses.
        title: Its working title, as known on the day.
        front: Where its brief is.
        tabs: The views.
        steps: The days to step to.
        before: The page as known a day before; "" for none.
        after: The page as known a day after; "" for none.
        day: The day shown, as YYYY-MM-DD; "" for everything at hand.
        first: The first day that can be asked for; "" where no report has a date.
        last: The last such day.
        here: Where this page is, without the day.
        showing: How many statements of how many reports are shown.
        stale: Whether something newer is being loaded.
    """

    story: str
    title: str
    front: str
    tabs: tuple[Tab, ...]
    steps: tuple[Step, ...]
    before: str
    after: str
    day: str
    first: str
    last: str
    here: str
    showing: str
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Links of a story behind the server, on one day."""

    story: str
    day: str  # YYYY-MM-DD; "" for everything at hand

    def _to(self, rest: str, fragment: str = "", **query: str) -> str:
        asked = {**query, **({"asof": self.day} if self.day else {})}
        path = f"/s/{self.story}{rest}"
        return f"{path}?{urlencode(asked)}{fragment}" if asked else path + fragment

    def view(self, name: str) -> str:
        """Return the address of a view."""
        return self._to("" if name == "brief" else f"/{name}")

    def part(self, name: str, number: int, **query: str) -> str:
        """Return the address of a page of a long view."""
        return self._to(f"/{name}", **query, part=str(number))

    def statement(self, number: int) -> str:
        """Return the address of the evidence of a statement."""
        return self._to(f"/statement/{number}", f"#s{number}")

    def mark(self, number: int) -> str:
        """Return the address of the words of a statement in their document."""
        return self._to(f"/words/{number}", f"#m{number}")

    def origins(self, question: int) -> str:
        """Return the address of the origins of one question."""
        return self._to("/origins", question=str(question))

    def review(self, number: int) -> str:
        """Return the address where a statement is reviewed."""
        return f"/s/{self.story}/review?at={number}"

    def document(self, number: int) -> str:
        """Return the address of a document."""
        return self._to(f"/document/{number}", f"#d{number}")


def head_of(story: OpenStory, shown: Shown, day: date | None, view: str, path: str) -> Head:
    """Return the head of a page of a story; `path` is where the page is."""
    links = Served(story=story.id[:SHORT], day=day.isoformat() if day else "")
    steps = tuple(_steps(story, shown, day, path))
    at = next(place for place, step in enumerate(steps) if step.here)
    picture = shown.last.picture
    sources = (
        f"{counted(shown.last.counted, 'statement')} from {counted(len(picture.reports), 'report')}"
    )
    return Head(
        story=links.story,
        title=shown.title,
        front=links.view("brief"),
        tabs=tuple(_tabs(links, view)),
        steps=steps,
        before=steps[at - 1].url if at else "",
        after=steps[at + 1].url if at + 1 < len(steps) else "",
        day=links.day,
        first=story.days[0].isoformat() if story.days else "",
        last=story.days[-1].isoformat() if story.days else "",
        here=path,
        showing=f"Showing {'' if day else 'all '}{sources}",
        stale=story.stale,
    )


def _tabs(links: Served, here: str) -> list[Tab]:
    # One word each: there are a dozen.
    views = [(view.name, view.title.removesuffix(" and custody"), view.key) for view in VIEWS]
    return [
        Tab(title=title, url=links.view(name), key=key, here=name == here)
        for name, title, key in (*views, *BESIDE)
    ]


def _steps(story: OpenStory, shown: Shown, day: date | None, path: str) -> list[Step]:
    """Return the days round the one that is shown, the first one and the latest."""
    days: list[date | None] = [*story.days, None]
    at = days.index(day)
    start = max(0, min(at - STEPS // 2, len(days) - STEPS))
    near = days[start : start + STEPS]
    near = [*([days[0]] if start else []), *near]
    near = [*near, *([None] if near[-1] is not None else [])]
    year = shown.last.numbering.year
    return [
        Step(
            label=day_label(one, one, year=year) if one else f"{story.latest_label} · latest",
            url=f"{path}?asof={one.isoformat()}" if one else path,
            here=one == day,
        )
        for one in near
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page shows.

    Attributes:
        title: What stands in the title of the window.
        project: Name of the project.
        version: Version of the program.
        read_only: Whether nothing can be changed.
        words: What was searched for; "" elsewhere.
        assets: Addresses of the files of the pages, by name.
    """

    title: str
    project: str
    version: str = __version__
    read_only: bool = False
    words: str = ""
    assets: Mapping[str, str] = field(default_factory=addresses)
