"""The places that the reports of a story name, each once, over the days that are shown.

    pictures, one a day -> gathered -> NamedPlace -> by_region

A mention counts where the article itself stands. One that was not resolved is a place of its own
by its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.model import COUNTED_BLOCKS, Picture, PlaceMention, Precision, Report
from reportedly.present.atlas import atlas
from reportedly.present.words import clipped

LONGEST = 80  # characters of a name
PRECISIONS: dict[Precision, str] = {
    "settlement": "town or city",
    "feature": "feature",
    "admin2": "district",
    "admin1": "region",
    "country": "country",
    "unknown": "larger area",
}
COUNTRIES = "Countries and larger areas"
LOOSE = "No region known"
UNKNOWN = "Not read as one place"
NO_REGION = (LOOSE, COUNTRIES, UNKNOWN)


@dataclass(slots=True)
class NamedPlace:
    """One place; `reports` and `statements` hold ids, a set for each day."""

    first: PlaceMention
    reports: list[set[str]]
    statements: list[set[str]]
    mentions: int = 0  # on the last day
    forms: dict[str, int] = field(default_factory=dict)  # first day, by words
    told: set[str] = field(default_factory=set)  # ids of reports whose statements name it

    @property
    def is_resolved(self) -> bool:
        """Return whether it was read as one place."""
        return bool(self.first.geonames_id or self.first.region or self.first.country)

    @property
    def title(self) -> str:
        """Return the group it belongs to: its region, or why it has none."""
        if not self.is_resolved:
            return UNKNOWN
        if self.first.precision in {"country", "unknown"}:
            return COUNTRIES
        if self.first.region is None:
            return LOOSE
        return atlas().name(self.first.region, country=True)

    @property
    def code(self) -> str:
        """Return the ISO 3166-2 code of its group; "" where that is no region."""
        return "" if self.title in NO_REGION else self.first.region or ""

    @property
    def precision(self) -> str:
        """Return how exact its place is, in words."""
        return PRECISIONS[self.first.precision] if self.is_resolved else "not decided"

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Return what puts those first that most reports name."""
        return -max(map(len, self.reports)), -self.mentions, self.first.name, self.title


def gathered(pictures: Sequence[Picture]) -> list[NamedPlace]:
    """Return the places that reports name on any day, those that most reports name first."""
    named: dict[tuple[object, ...], NamedPlace] = {}
    for day, picture in enumerate(pictures):
        texts = {report.id: report.text for report in picture.reports}
        holders = _holders(picture)
        for mention in _counted(picture):
            empty = NamedPlace(mention, [set() for _ in pictures], [set() for _ in pictures])
            place = named.setdefault(_key(mention), empty)
            place.reports[day].add(mention.report_id)
            place.mentions += day == len(pictures) - 1
            words = " ".join(mention.span.of(texts[mention.report_id]).split())
            place.forms.setdefault(clipped(words, LONGEST), day)
            if mention.id in holders:
                place.statements[day].update(holders[mention.id])
                place.told.add(mention.report_id)
    return sorted(named.values(), key=lambda place: place.rank)


def _holders(picture: Picture) -> dict[str, list[str]]:
    """Return the statements that name each mention."""
    found: dict[str, list[str]] = {}
    for row in picture.statements:
        for mention_id in row.places:
            found.setdefault(mention_id, []).append(row.id)
    return found


def _counted(picture: Picture) -> Iterator[PlaceMention]:
    """Yield the mentions that stand in the article itself."""
    articles = {report.id: _Article(report) for report in picture.reports}
    for mention in picture.places:
        if mention.report_id in articles and articles[mention.report_id].holds(mention.span.start):
            yield mention


class _Article:
    """Where in a report the article itself stands."""

    def __init__(self, report: Report) -> None:
        self._blocks = sorted(report.blocks, key=lambda block: block.span.start)
        self._starts = [block.span.start for block in self._blocks]

    def holds(self, place: int) -> bool:
        at = bisect_right(self._starts, place) - 1
        return not self._blocks or (at >= 0 and self._blocks[at].kind in COUNTED_BLOCKS)


def _key(mention: PlaceMention) -> tuple[object, ...]:
    if not (mention.geonames_id or mention.region or mention.country):
        return ("", mention.name.casefold())
    return (mention.precision, mention.geonames_id or mention.name, mention.region, mention.country)


def by_region(named: Sequence[NamedPlace]) -> list[tuple[str, list[NamedPlace]]]:
    """Return places by their group: regions that most reports name first, what has none last."""
    held: dict[tuple[str, str], list[NamedPlace]] = {}
    for place in named:
        held.setdefault((place.title, place.code), []).append(place)

    def rank(group: tuple[str, str]) -> tuple[int, int, int, str, str]:
        title, code = group
        last = NO_REGION.index(title) + 1 if title in NO_REGION else 0
        most = max(map(len, united([place.reports for place in held[group]])))
        return last, -most, -sum(place.mentions for place in held[group]), title, code

    return [(group[0], held[group]) for group in sorted(held, key=rank)]


def united(days: Sequence[Sequence[set[str]]]) -> list[set[str]]:
    """Return for each day what one of several has on it.

    >>> united([[{"a"}, {"a", "b"}], [set(), {"c"}]]) == [{"a"}, {"a", "b", "c"}]
    True
    """
    return [set().union(*sets) for sets in zip(*days, strict=True)]
