"""Places: where reports say that something is, by region, as a table and as a map of its regions.

Towns and districts count for the region they lie in. Countries are in the table only: a report
that names a country does not say that something happened all over it. What was not resolved
stays in the table as it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import PlaceMention
from reportedly.present.atlas import atlas
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.maps import Drawing, Shape, draw, frame_of
from reportedly.present.named_places import (
    COUNTRIES,
    LONGEST,
    LOOSE,
    UNKNOWN,
    NamedPlace,
    by_region,
    gathered,
    united,
)
from reportedly.present.namesakes import namesakes
from reportedly.present.tallies import STEPS, Tally, tallies
from reportedly.present.words import clipped

ROWS = 80  # places in the table; a story that names more is about no place in particular
FORMS = 4  # ways in which one place is named
CHIPS = 6  # statements that a row leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A place in the words of a report.

    Attributes:
        text: The words.
        since: Index of the first day on which they are known.
    """

    text: str
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A report that names a place outside its statements.

    Attributes:
        outlet: Short form of its outlet.
        number: Number of the report.
        since: Index of the first day on which it is known.
    """

    outlet: str
    number: int
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place.

    Attributes:
        forms: What reports call it; a last one of no words stands for others.
        name: What it is read as; "" where that was not decided.
        precision: How exact that is, in words.
        may_be: What it may be, where that was not decided.
        ids: Its ids, as "ISO RU" and "GeoNames 1".
        tallies: How many reports name it.
        statements: How many statements name it.
        refs: Chips of the first statements that name it.
        others: Reports that name it outside their statements only.
        since: Index of the first day on which it is named.
        gone: Index of the first day on which it is no longer; 0 where there is none.
    """

    forms: tuple[Form, ...]
    name: str
    precision: str
    may_be: tuple[str, ...]
    ids: tuple[str, ...]
    tallies: tuple[Tally, ...]
    statements: tuple[Tally, ...]
    refs: tuple[Ref, ...]
    others: tuple[Naming, ...]
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The places of one region, or those that lie in none.

    Attributes:
        title: The region.
        code: Its ISO 3166-2 code; "" for the groups that are no region.
        note: Where it is on the map, or why not.
        tallies: How many reports name it or a place in it.
        statements: How many statements do.
        rows: The places.
        shape: Its place on the map; None where it is not on it.
        since: Index of the first day on which it is named.
        gone: Index of the first day on which it is no longer; 0 where there is none.
    """

    title: str
    code: str
    note: str
    tallies: tuple[Tally, ...]
    statements: tuple[Tally, ...]
    rows: tuple[Row, ...]
    shape: Shape | None
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of a story.

    Attributes:
        groups: Regions, those that most reports name first; then what is in no region.
        drawing: The map; None where no region is named that it knows.
        legend: The steps of the shading that occur, with their numbers of reports in words.
        dashed: Whether the map has regions whose country is not agreed on.
        left: How many places more there are.
    """

    groups: tuple[Group, ...]
    drawing: Drawing | None
    legend: tuple[tuple[int, str], ...]
    dashed: bool
    left: int


def places_of(lookups: Sequence[Lookup]) -> Places:
    """Return the places that the reports of each day name, earliest day first, latest last."""
    named = gathered([lookup.picture for lookup in lookups])
    together = by_region(named[:ROWS])
    framed = frame_of({held[0].code: _most(held) for _, held in together if held[0].code})
    drawing = draw(*framed) if framed is not None else None
    shapes = {shape.code: shape for shape in drawing.shapes} if drawing else {}
    groups = tuple(_group(title, held, shapes, lookups[-1]) for title, held in together)
    shaded = (one for one in groups if one.shape and one.shape.path and not one.shape.contested)
    steps = sorted({it.step for group in shaded for it in group.tallies})
    return Places(
        groups=groups,
        drawing=drawing,
        legend=tuple((step, _range(step)) for step in steps),
        dashed=bool(drawing and drawing.dashed),
        left=max(0, len(named) - ROWS),
    )


def _most(held: Sequence[NamedPlace]) -> int:
    """Return how many reports name one of several places, on the day with most."""
    return max(map(len, united([place.reports for place in held])))


def _group(title: str, held: list[NamedPlace], shapes: dict[str, Shape], latest: Lookup) -> Group:
    code = held[0].code
    shape = shapes.get(code)
    numbers = tallies(united([place.reports for place in held]))
    return Group(
        title=title,
        code=code,
        note=_note(title, code, shape),
        tallies=numbers,
        statements=tallies(united([place.statements for place in held])),
        rows=tuple(_row(place, latest) for place in held),
        shape=shape,
        since=numbers[0].since,
        gone=numbers[-1].gone,
    )


def _note(title: str, code: str, shape: Shape | None) -> str:
    notes = {
        COUNTRIES: "not drawn: to name a country is not to say where in it",
        LOOSE: "not on the map",
        UNKNOWN: "not on the map: unknown, or several places could be meant",
    }
    if title in notes:
        return notes[title]
    if shape is None or not shape.path:
        return "outside this map" if code in atlas().by_code else "no outline known"
    return "dashed on the map and not shaded" if shape.contested else ""


def _range(step: int) -> str:
    """Return the numbers of reports of one step, in words.

    >>> [_range(step) for step in (1, 3, 5)]
    ['1 report', '3–4 reports', '10 or more reports']
    """
    first = STEPS[step - 1]
    if step == len(STEPS):
        return f"{first} or more reports"
    last = STEPS[step] - 1
    return f"{first}{f'–{last}' if last > first else ''} report{'s' if last > 1 else ''}"


def _row(place: NamedPlace, latest: Lookup) -> Row:
    first, numbering = place.first, latest.numbering
    numbers = tallies(place.reports)
    forms = [Form(text=text, since=day) for text, day in sorted(place.forms.items(), key=_by_day)]
    told = (numbering.refs[key] for key in set().union(*place.statements))
    silent = set().union(*place.reports) - place.told
    return Row(
        forms=(*forms[:FORMS], *(Form(text="", since=one.since) for one in forms[FORMS:][:1])),
        name=clipped(first.name, LONGEST) if place.is_resolved else "",
        precision=place.precision,
        may_be=() if place.is_resolved else namesakes(first.name),
        ids=tuple(_ids(first)),
        tallies=numbers,
        statements=tallies(place.statements),
        refs=tuple(sorted(told, key=lambda ref: ref.number)[:CHIPS]),
        others=tuple(_namings(silent, latest))[:CHIPS],
        since=numbers[0].since,
        gone=numbers[-1].gone,
    )


def _by_day(form: tuple[str, int]) -> tuple[int, str]:
    return form[1], form[0]


def _ids(mention: PlaceMention) -> Iterator[str]:
    if mention.precision == "admin1" and mention.region:
        yield f"ISO {mention.region}"
    if mention.precision == "country" and mention.country:
        yield f"ISO {mention.country}"
    if mention.geonames_id:
        yield f"GeoNames {mention.geonames_id}"


def _namings(report_ids: Iterable[str], lookup: Lookup) -> Iterator[Naming]:
    numbering = lookup.numbering
    for report_id in sorted(report_ids, key=lambda key: numbering.reports[key]):
        yield Naming(
            outlet=numbering.outlets[report_id],
            number=numbering.reports[report_id],
            since=numbering.since[report_id],
        )
