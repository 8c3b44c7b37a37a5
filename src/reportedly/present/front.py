"""The front of a story: its size, the counts in its header, and the brief, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Picture
from reportedly.present.brief import Brief, brief_of
from reportedly.present.days import disputed
from reportedly.present.labels import counted, day_label, period
from reportedly.present.lookup import Lookup
from reportedly.present.shown import Shown

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number in the header.

    Attributes:
        name: What is counted.
        number: How many.
        of: Of how many, as " of 10"; "" where it is no part.
        under: What the number leaves out.
    """

    name: str
    number: str
    of: str
    under: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontDay:
    """The front of a story as known on one day.

    Attributes:
        index: The number of the day, from 0.
        latest: Whether it is everything at hand.
        sentence: How many reports of which days it rests on.
        counts: The numbers in the header.
        brief: The three columns.
    """

    index: int
    latest: bool
    sentence: str
    counts: tuple[Count, ...]
    brief: Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front of a story.

    Attributes:
        days: How it stands on each day.
    """

    days: tuple[FrontDay, ...]


def front_of(shown: Shown) -> Front:
    """Return the front of a story on every day that is shown."""
    days = zip(shown.lookups, shown.isos, strict=True)
    return Front(days=tuple(_day(index, lookup, iso) for index, (lookup, iso) in enumerate(days)))


def _day(index: int, lookup: Lookup, iso: str) -> FrontDay:
    return FrontDay(
        index=index,
        latest=not iso,
        sentence=_sentence(lookup.picture),
        counts=tuple(counts_of_picture(lookup.picture)),
        brief=brief_of(lookup),
    )


def _sentence(picture: Picture) -> str:
    total = len(picture.reports)
    amount = NUMBERS[total] if total < len(NUMBERS) else f"{total:,}"
    first, last = period(picture.reports)
    when = f"published {day_label(first, last, year=True)}" if first else "none with a date"
    return f"{amount} report{'' if total == 1 else 's'}, {when}."


def counts_of_picture(picture: Picture) -> list[Count]:
    """Return the numbers in the header."""
    statements = [row for row in picture.statements if row.counted]
    outlets = {one.outlet for one in picture.reports if one.outlet}
    unnamed = sum(one.outlet is None for one in picture.reports)
    speakers = {agent.id for agent in picture.agents if agent.statement_ids}
    origins = sum(one.kind == "speaker" for one in picture.origins)
    own = sum(row.speaker is None for row in statements)
    rolled = [row for row in picture.statuses if row.proposition_id is None]
    total = f" of {len(rolled)}"
    without = f", {unnamed} without an outlet name" if unnamed else ""
    return [
        _count("Reports", len(picture.reports), under=counted(len(outlets), "outlet") + without),
        _count(
            "Statements",
            len(statements),
            under=f"{counted(len(speakers), 'speaker')}, {counted(origins, 'named origin')}",
        ),
        _count("With no source given", own, under="in the outlet’s own voice"),
        _count(
            "Disputed questions",
            disputed(picture),
            of=total,
            under="accounts that cannot both hold",
        ),
        _count(
            "Corroborated across sides",
            sum(row.support == "corroborated" for row in rolled),
            of=total,
            under="independent origins of two sides agree",
        ),
    ]


def _count(name: str, number: int, *, under: str, of: str = "") -> Count:
    return Count(name=name, number=f"{number:,}", of=of, under=under)
