"""The page of a story: all that its template may use, as frozen dataclasses.

    Pictures, one a day -> story_page -> StoryPage -> templates/story.html

Parts that depend on the day (counts, brief, who says what) are made once for each day; parts
that hold every statement or report carry the day from which they are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.model import Picture
from reportedly.present.brief import Brief, brief_of
from reportedly.present.days import disputed
from reportedly.present.documents import Document, every_document
from reportedly.present.grid import Grid, grid_of
from reportedly.present.labels import DEFINITIONS, FLAGS, Definition, counted, day_label, period
from reportedly.present.ledger import Entry, every_entry
from reportedly.present.lookup import Lookup, look_up, number
from reportedly.present.quotes import Quotes, quotes_of
from reportedly.present.strip import Strip, strips_of
from reportedly.present.table import Table, table_of
from reportedly.present.words import clipped

# A story with more days shows the first, the last, and an even choice between: each day
# carries its own brief and table.
DAYS = 14
TITLE = 160  # characters
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
class Day:
    """The story as known on one day.

    Attributes:
        index: Its number, from 0.
        label: The day in few characters.
        iso: The day as YYYY-MM-DD; "" for everything at hand.
        latest: Whether it is everything at hand.
        sentence: How many reports of which days it rests on.
        showing: How many statements are shown.
        counts: The numbers in the header.
        brief: The three columns.
        table: Who says what.
    """

    index: int
    label: str
    iso: str
    latest: bool
    sentence: str
    showing: str
    counts: tuple[Count, ...]
    brief: Brief
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An input, or a part of it, that could not be read.

    Attributes:
        path: Which.
        stage: Where it failed.
        reason: Why, and what to do.
        lost: Whether nothing of it is in the page.
    """

    path: str
    stage: str
    reason: str
    lost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """The page of one story.

    Attributes:
        title: The story's working title.
        version: Version of the program that made it.
        days: The days that can be chosen, earliest first.
        day_note: What is said where not every day can be chosen; else "".
        grid: Questions by days.
        strips: The figures that answer questions.
        quotes: Utterances that reports quote in different words.
        documents: The reports in full.
        ledger: The statements with their evidence.
        problems: What could not be read.
        definitions: What the labels mean.
        flags: What the flags beside a label mean.
        settings: Settings of the run that differ from the defaults, as name and value.
    """

    title: str
    version: str
    days: tuple[Day, ...]
    day_note: str
    grid: Grid
    strips: tuple[Strip, ...]
    quotes: Quotes
    documents: tuple[Document, ...]
    ledger: tuple[Entry, ...]
    problems: tuple[Trouble, ...]
    definitions: tuple[Definition, ...]
    flags: tuple[Definition, ...]
    settings: tuple[tuple[str, str], ...]


def story_page(
    picture: Picture,
    days: Mapping[date, Picture],
    *,
    version: str,
    sides: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> StoryPage:
    """Return the page of a story; `days` holds what was known on each earlier day."""
    chosen, note = _chosen(picture, days)
    pictures = [*chosen.values(), picture]
    numbering = number(pictures)
    lookups = [look_up(one, numbering) for one in pictures]
    years = numbering.year
    labels = [day_label(day, day, year=years) for day in chosen]
    labels.append(_last_label(picture, labels, year=years))
    isos = [day.isoformat() for day in chosen] + [""]
    return StoryPage(
        title=clipped(picture.story.title, TITLE) or "Untitled story",
        version=version,
        days=tuple(
            _day(index, label, iso, lookup, sides)
            for index, (label, iso, lookup) in enumerate(zip(labels, isos, lookups, strict=True))
        ),
        day_note=note,
        grid=grid_of(lookups, labels),
        strips=strips_of(lookups[-1]),
        quotes=quotes_of(lookups[-1]),
        documents=every_document(lookups),
        ledger=every_entry(lookups),
        problems=tuple(
            Trouble(path=row.path, stage=row.stage, reason=row.reason, lost=row.lost)
            for row in lookups[-1].picture.problems
        ),
        definitions=DEFINITIONS,
        flags=FLAGS,
        settings=tuple(sorted((settings or {}).items())),
    )


def _chosen(picture: Picture, days: Mapping[date, Picture]) -> tuple[dict[date, Picture], str]:
    """Return the earlier days that can be chosen, and what to say of those left out."""
    whole = {report.id for report in picture.reports}
    kept = {
        day: days[day]
        for day in sorted(days)
        if days[day].reports and {one.id for one in days[day].reports} != whole
    }
    if len(kept) < DAYS:
        return kept, ""
    ordered = list(kept)
    step = (len(ordered) - 1) / (DAYS - 2)
    some = sorted({ordered[round(step * index)] for index in range(DAYS - 1)})
    note = f"{len(some) + 1} of {len(ordered) + 1} days can be chosen here."
    return {day: kept[day] for day in some}, note


def _last_label(picture: Picture, earlier: Sequence[str], *, year: bool) -> str:
    """Return what everything at hand is called; reports without a date belong to no day."""
    label = day_label(*_last_days(picture), year=year)
    undated = sum(one.published_until is None for one in picture.reports)
    return f"{label} and {undated} undated" if label in earlier and undated else label


def _last_days(picture: Picture) -> tuple[date | None, date | None]:
    """Return when the last dated report was published."""
    dated = [one for one in picture.reports if one.published_until is not None]
    if not dated:
        return None, None
    last = max(dated, key=lambda one: (one.published_until or date.min, one.id))
    return last.published_from, last.published_until


def _day(index: int, label: str, iso: str, lookup: Lookup, sides: Sequence[str]) -> Day:
    picture = lookup.picture
    statements = sum(row.counted for row in picture.statements)
    sources = f"{counted(statements, 'statement')} from {counted(len(picture.reports), 'report')}"
    return Day(
        index=index,
        label=label,
        iso=iso,
        latest=not iso,
        sentence=_sentence(picture),
        showing=f"Showing {'all ' if not iso else ''}{sources}",
        counts=tuple(counts_of_picture(picture)),
        brief=brief_of(lookup),
        table=table_of(lookup, sides, folded=not iso),
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
