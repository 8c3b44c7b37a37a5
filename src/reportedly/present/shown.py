"""A story as it is shown: its picture on each day that can be chosen, looked up and named.

Every view is built from a `Shown`. The saved page gives all its days; the served app gives those
up to the day that is asked for, so that nothing later is at hand when the view is built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.model import Picture
from reportedly.present.labels import day_label
from reportedly.present.lookup import Lookup, look_up, number
from reportedly.present.words import clipped
from reportedly.rulings import side_order

# A story with more days shows the first, the last, and an even choice between: each day
# carries its own brief.
DAYS = 14
TITLE = 160  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which of the pages of a view is shown, where it has more than one.

    Attributes:
        number: Its number, from 1.
        size: How many items a page holds; 0: all.
    """

    number: int = 1
    size: int = 0

    def of(self, total: int) -> slice:
        """Return which of `total` items stand on this page."""
        return slice((self.number - 1) * self.size, self.number * self.size or total)

    def pages(self, total: int) -> int:
        """Return how many pages `total` items make.

        >>> Part(size=50).pages(101), Part(size=50).pages(0), Part().pages(9)
        (3, 1, 1)
        """
        return max(1, -(-total // self.size)) if self.size else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A story as shown.

    Attributes:
        titles: The story's working title, as the reports of each day give it.
        version: Version of the program.
        lookups: The story on each day, earliest first; views are of the last unless they
            show several.
        labels: The days in few characters.
        isos: The days as YYYY-MM-DD; "" for everything at hand.
        note: What is said where not every day can be chosen; else "".
        sides: The order of the sides; those not named follow by the alphabet.
        settings: Settings of the run that differ from the defaults, as name and value.
        part: Which page of a long view is shown.
    """

    titles: tuple[str, ...]
    version: str
    lookups: tuple[Lookup, ...]
    labels: tuple[str, ...]
    isos: tuple[str, ...]
    note: str = ""
    sides: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    part: Part = Part()

    @property
    def last(self) -> Lookup:
        """The story on the day that is shown."""
        return self.lookups[-1]

    @property
    def title(self) -> str:
        """The working title on the day that is shown."""
        return self.titles[-1]

    def on(self, iso: str) -> Shown:
        """Return the story as known on one of its days, nothing later at hand."""
        until = self.isos.index(iso) + 1
        return replace(
            self,
            titles=self.titles[:until],
            lookups=self.lookups[:until],
            labels=self.labels[:until],
            isos=self.isos[:until],
        )

    def alone(self) -> Shown:
        """Return the last day without those before it."""
        return replace(
            self,
            titles=self.titles[-1:],
            lookups=self.lookups[-1:],
            labels=self.labels[-1:],
            isos=self.isos[-1:],
        )


def shown_story(
    picture: Picture,
    days: Mapping[date, Picture],
    *,
    version: str,
    sides: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Shown:
    """Return a story as shown; `days` holds what was known on each earlier day."""
    chosen, note = _chosen(picture, days)
    pictures = [*chosen.values(), picture]
    numbering = number(pictures)
    years = numbering.year
    labels = [day_label(day, day, year=years) for day in chosen]
    labels.append(_last_label(picture, labels, year=years))
    return Shown(
        titles=tuple(clipped(one.story.title, TITLE) or "Untitled story" for one in pictures),
        version=version,
        lookups=tuple(look_up(one, numbering) for one in pictures),
        labels=tuple(labels),
        isos=(*(day.isoformat() for day in chosen), ""),
        note=note,
        sides=tuple(sides) or side_order(picture.rulings),
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
