"""The front of a story: its size, the counts in its header, and the brief, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Picture
from reportedly.present.brief import Column, Item, brief_of
from reportedly.present.days import disputed, question_keys
from reportedly.present.labels import Label, counted, day_label, period
from reportedly.present.lasting import Lasting, drawn, lasting, one_a_day, same_line, window
from reportedly.present.lines import Line
from reportedly.present.shown import Shown

CHIPS = 3  # of other statements that say the same, beside a line
_Run = tuple[str, int]  # a side, and how many times it was heard before on the question
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
class FrontCount:
    """A number in the header, on every day.

    Attributes:
        name: What is counted.
        numbers: How many, of how many.
        under: What the number leaves out.
    """

    name: str
    numbers: tuple[Lasting[tuple[str, str]], ...]
    under: tuple[Lasting[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHead:
    """How a question of the brief stands.

    Attributes:
        question: The question.
        label: Its chip.
        counts: Reports and named origins behind it.
        flags: What else is printed beside the chip.
    """

    question: str
    label: Label
    counts: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The lines of one side on one question.

    Attributes:
        since: Index of the first day on which it is heard; 0: with its question.
        gone: Index of the first day on which it is not heard; 0: with its question.
        side: The side; "" where none is known.
        lines: Its lines.
    """

    since: int
    gone: int
    side: str
    lines: tuple[Lasting[Line], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontItem:
    """A question of the brief.

    Attributes:
        since: Index of the first day on which it is shown.
        gone: Index of the first day on which it is not shown; 0: shown to the end.
        heads: How it stands.
        voices: What each side says.
        left: How many statements more there are on it.
    """

    since: int
    gone: int
    heads: tuple[Lasting[ItemHead], ...]
    voices: tuple[Voices, ...]
    left: tuple[Lasting[int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontColumn:
    """A column of the brief.

    Attributes:
        title: Its heading.
        symbol: The symbol beside the heading.
        style: Name of its style.
        items: Its questions.
        empty: What is said on days on which it has none.
        left: How many questions more there are.
    """

    title: str
    symbol: str
    style: str
    items: tuple[FrontItem, ...]
    empty: tuple[Lasting[str], ...]
    left: tuple[Lasting[int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front of a story.

    Attributes:
        sentences: How many reports of which days it rests on.
        counts: The numbers in the header.
        columns: The brief.
        missing: What these reports do not hold, in words.
    """

    sentences: tuple[Lasting[str], ...]
    counts: tuple[FrontCount, ...]
    columns: tuple[FrontColumn, ...]
    missing: tuple[Lasting[str], ...]


def front_of(shown: Shown) -> Front:
    """Return the front of a story on every day that is shown."""
    pictures = [lookup.picture for lookup in shown.lookups]
    counts = [counts_of_picture(picture) for picture in pictures]
    briefs = [brief_of(lookup) for lookup in shown.lookups]
    keys = question_keys(pictures)
    return Front(
        sentences=one_a_day(map(_sentence, pictures)),
        counts=tuple(_front_count(days) for days in zip(*counts, strict=True)),
        columns=tuple(
            _column(days, keys, shown.isos)
            for days in zip(*(brief.columns for brief in briefs), strict=True)
        ),
        missing=one_a_day("; ".join(brief.missing) or None for brief in briefs),
    )


def _front_count(days: Sequence[Count]) -> FrontCount:
    return FrontCount(
        name=days[-1].name,
        numbers=one_a_day((day.number, day.of) for day in days),
        under=one_a_day(day.under for day in days),
    )


def _column(
    days: Sequence[Column], keys: Sequence[Mapping[str, str]], isos: Sequence[str]
) -> FrontColumn:
    found = [
        {key[item.id]: item for item in column.items}
        for key, column in zip(keys, days, strict=True)
    ]
    last = days[-1]
    nothing = [
        None if column.items else "Nothing in these reports" + (" yet." if iso else ".")
        for column, iso in zip(days, isos, strict=True)
    ]
    return FrontColumn(
        title=last.title,
        symbol=last.symbol,
        style=last.style,
        items=tuple(_item(one, found) for one in lasting([list(day) for day in found])),
        empty=one_a_day(nothing),
        left=one_a_day(column.left or None for column in days),
    )


def _item(one: Lasting[str], found: Sequence[Mapping[str, Item]]) -> FrontItem:
    days = window(one, len(found))
    items = [found[day][one.it] for day in days]
    groups = [_runs(item) for item in items]
    return FrontItem(
        since=one.since,
        gone=one.gone,
        heads=one_a_day(map(_item_head, items), start=days.start),
        voices=tuple(
            _voices(run, groups, days)
            for run in lasting([list(group) for group in groups], start=days.start)
        ),
        left=one_a_day((item.left or None for item in items), start=days.start),
    )


def _runs(item: Item) -> dict[_Run, tuple[Line, ...]]:
    """Return the lines of a question by side; by day a side may be heard more than once."""
    times: Counter[str] = Counter()
    found: dict[_Run, tuple[Line, ...]] = {}
    for side, lines in item.groups:
        found[side, times[side]] = lines
        times[side] += 1
    return found


def _item_head(item: Item) -> ItemHead:
    return ItemHead(question=item.question, label=item.label, counts=item.counts, flags=item.flags)


def _voices(
    run: Lasting[_Run], groups: Sequence[Mapping[_Run, Sequence[Line]]], days: range
) -> Voices:
    heard = range(run.since or days.start, run.gone or days.stop)
    lines = [tuple(map(drawn, groups[day - days.start][run.it])) for day in heard]
    return Voices(
        since=run.since,
        gone=run.gone,
        side=run.it[0],
        lines=lasting(lines, start=heard.start, same=same_line(CHIPS)),
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
