"""The page of a story: what the shell round its views may use.

Pictures, one a day -> Shown -> story_page -> StoryPage -> templates/story.html
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.present.labels import counted
from reportedly.present.lasting import Lasting, one_a_day
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.method import troubles_of
from reportedly.present.shown import Shown
from reportedly.present.views import VIEWS, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that can be chosen.

    Attributes:
        index: Its number, from 0.
        label: The day in few characters.
        iso: The day as YYYY-MM-DD; "" for everything at hand.
        latest: Whether it is everything at hand.
    """

    index: int
    label: str
    iso: str
    latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """What the shell of a page of one story may use.

    Attributes:
        title: The story's working title.
        titles: The same, as the reports of each day give it.
        version: Version of the program that made it.
        days: The days that can be chosen, earliest first.
        showing: How many statements of how many reports are shown.
        note: What is said where not every day can be chosen; else "".
        views: The views that it leads to.
        problems: How many inputs could not be read, whole or in part.
        example: A chip to show what one looks like; None where there is no statement.
    """

    title: str
    titles: tuple[Lasting[str], ...]
    version: str
    days: tuple[Day, ...]
    showing: tuple[Lasting[str], ...]
    note: str
    views: tuple[View, ...]
    problems: int
    example: Ref | None


def story_page(shown: Shown) -> StoryPage:
    """Return what the shell of a page of `shown` may use."""
    refs = shown.last.numbering.refs
    days = list(zip(shown.labels, shown.isos, strict=True))
    return StoryPage(
        title=shown.title,
        titles=one_a_day(shown.titles),
        version=shown.version,
        days=tuple(
            Day(index=at, label=label, iso=iso, latest=not iso)
            for at, (label, iso) in enumerate(days)
        ),
        showing=one_a_day(map(_showing, shown.lookups, shown.isos)),
        note=shown.note,
        views=VIEWS,
        problems=len(troubles_of(shown.last)),
        example=next((refs[key] for key in shown.last.statements), None),
    )


def _showing(lookup: Lookup, iso: str) -> str:
    picture = lookup.picture
    statements = sum(row.counted for row in picture.statements)
    sources = f"{counted(statements, 'statement')} from {counted(len(picture.reports), 'report')}"
    return f"Showing {'' if iso else 'all '}{sources}"
