"""One story in a notebook: its brief, statements, comparison, figures, changes and quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from reportedly.errors import UsageError
from reportedly.loading import day_from
from reportedly.model import Picture
from reportedly.notebook.briefs import BriefView, brief_view
from reportedly.notebook.evidence import Evidence, every_evidence
from reportedly.notebook.rows import Row, Rows
from reportedly.notebook.showing import Bundle, bundle, paragraphs
from reportedly.notebook.sources import Source
from reportedly.notebook.wordings import Wordings
from reportedly.present import (
    answer_rows,
    changes,
    day_changes,
    figure_rows,
    listings,
    origin_rows,
    place_rows,
    quote_rows,
)
from reportedly.present.brief import summary
from reportedly.present.collapsing import collapsed
from reportedly.present.labels import day_label, period
from reportedly.present.listings import LEDGER, Filters
from reportedly.present.lookup import look_up, number
from reportedly.text import plain

Day = date | str | None


def as_day(day: Day) -> date | None:
    """Return a day given as a date or as `YYYY-MM-DD`."""
    return day_from(day) if isinstance(day, str) else day


class Statements(Rows[Evidence]):
    """Statements in order of report and text; each is its own evidence."""

    def find(self, words: str) -> Self:
        """Return the statements whose exact words or speaker hold these words, in any case."""
        wanted = plain(words)
        return self._like(
            one for one in self if wanted in plain(f"{one['exact']} | {one['speaker'] or ''}")
        )


@dataclass(frozen=True)
class Quotations:
    """The utterances of a story that several reports tell."""

    picture: Picture

    def all(self) -> Rows[Row]:
        """Return one row for each telling of an utterance that several reports carry."""
        return Rows(quote_rows.telling_rows(self.picture), short=quote_rows.SHORT)

    def altered(self, *, quoted: bool = True) -> Rows[Row]:
        """Return where tellings of one utterance part; with `quoted`, inside quotation marks."""
        rows = quote_rows.altered_rows(self.picture, quoted=quoted)
        return Rows(rows, short=quote_rows.SHORT_ALTERED)


class StoryView:
    """One story as known on a day, or by everything at hand; shows itself as a card."""

    def __init__(self, picture: Picture, source: Source) -> None:
        """Look at `picture`; `source` is where other days of it come from."""
        self.picture = picture
        self._source = source
        self._lookup = look_up(picture, number([picture]))

    @property
    def id(self) -> str:
        """The id of the story, the same in every run."""
        return self.picture.story.id

    @property
    def title(self) -> str:
        """Words of one of its reports."""
        return self.picture.story.title

    @property
    def reports(self) -> Rows[Row]:
        """One row for each report."""
        return Rows(map(listings.report_row, self.picture.reports), short=listings.REPORT_SHORT)

    @property
    def statements(self) -> Statements:
        """Every statement, furniture included (`counted` says which count)."""
        columns = [column.name for column in LEDGER.columns]
        held = every_evidence(self._lookup).values()
        return Statements(held, columns=columns, short=listings.SHORT)

    @property
    def quotes(self) -> Quotations:
        """The utterances that several reports tell."""
        return Quotations(self.picture)

    @property
    def origins(self) -> Rows[Row]:
        """Who said it, through what, and which report carries it."""
        return Rows(origin_rows.origin_rows(self.picture), short=origin_rows.SHORT)

    @property
    def places(self) -> Rows[Row]:
        """The places that its reports name, by region."""
        return Rows(place_rows.place_rows(self.picture), short=place_rows.SHORT)

    @property
    def wording(self) -> Wordings:
        """The words that its outlets chose."""
        return Wordings((self.picture,))

    def by_origin(self) -> Rows[Row]:
        """Return the statements counted by origin: what repeats one is one row with the first."""
        rows = listings.statement_rows(self.picture, Filters())
        return Rows(
            collapsed(self.picture, rows), short=(*listings.SHORT[:3], "reports", "outlets")
        )

    def as_of(self, day: Day) -> StoryView | None:
        """Return the story as known on a day; None where nothing of it was known yet."""
        chosen = as_day(day)
        if chosen is None:
            return self
        found = self._source.on(self.picture, chosen)
        return StoryView(found, self._source) if found else None

    def brief(self, as_of: Day = None) -> BriefView:
        """Return the brief: reported, conflicting, unknown; with `as_of`, as known on a day.

        Raises:
            UsageError: nothing of the story was known by that day.
        """
        view = self.as_of(as_of)
        if view is None:
            raise UsageError(f"no report of this story is shown to be published by {as_of}")
        return brief_view(view._lookup)

    def compare(self, by: answer_rows.By = "side") -> Rows[Row]:
        """Return who says what on each question, under sides, speakers, outlets or days."""
        if by not in answer_rows.BY:
            raise UsageError(f"cannot compare by {by!r}; there are: {', '.join(answer_rows.BY)}")
        return Rows(answer_rows.answer_rows(self.picture, by), short=answer_rows.SHORT)

    def figures(self, words: str | None = None, *, unit: str | None = None) -> Rows[Row]:
        """Return the figures; those whose question or counted thing holds `words`, in a unit."""
        rows = figure_rows.figure_rows(self.picture, Filters())
        wanted = plain(words or "")
        return Rows(
            (
                row
                for row in rows
                if wanted in plain(f"{row['question'] or ''} | {row['counted'] or ''}")
                and unit in (None, row["unit"], row["base_unit"])
            ),
            short=figure_rows.SHORT,
        )

    def changes(self, first: Day, last: Day = None) -> Rows[Row]:
        """Return what changed between two days; without `last`, up to everything at hand."""
        before, after = self.as_of(first), self.as_of(last)
        if after is None:
            return Rows((), columns=day_changes.COLUMNS)
        rows = day_changes.change_rows(before.picture if before else None, after.picture)
        return Rows(rows, columns=day_changes.COLUMNS, short=day_changes.SHORT)

    def versions(self) -> Rows[Row]:
        """Return what outlets changed in articles that were captured more than once."""
        return Rows(changes.version_rows(self.picture), short=changes.SHORT)

    def report(self, path: str) -> str:
        """Write the page of the story (.html, .md or .json by ending); return where it is."""
        self._source.write(self.picture, path)
        return path

    def __repr__(self) -> str:
        return f"{self.title}\n  {summary(self.picture)} · {self._days()}"

    def _days(self) -> str:
        return day_label(*period(self.picture.reports), year=True)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        brief = brief_view(self._lookup)
        lines = paragraphs(self.title, f"{summary(self.picture)} · {self._days()}")
        return bundle(repr(self), lines + brief.html(most=3))
