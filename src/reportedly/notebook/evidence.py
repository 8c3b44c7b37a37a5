"""One statement with all that it rests on: words, chain, report, place, a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from reportedly.errors import UsageError
from reportedly.model import Report, Span, Statement
from reportedly.notebook.rows import Row
from reportedly.notebook.showing import Bundle, bundle, paragraphs
from reportedly.present.lines import NO_SOURCE, around, channel_of, speaker_of
from reportedly.present.listings import Filters, statement_rows
from reportedly.present.lookup import Lookup
from reportedly.text import hull, words_of

Style = Literal["apa", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of the chain through which words came.

    Attributes:
        who: The outlet, the channel or the speaker; None where none is stated.
        relation: What the step does: publishes, through, says.
        words: The report's own words for the step; "" for the publication.
    """

    who: str | None
    relation: Literal["publishes", "through", "says"]
    words: str


class Evidence(Row):
    """One statement, its exact words and what they rest on; as a row, its line in the ledger."""

    __slots__ = ("_lookup", "report", "statement")

    def __init__(self, lookup: Lookup, statement: Statement, row: Mapping[str, Any]) -> None:
        """Look at `statement` in the picture of `lookup`; `row` is its row in the ledger."""
        super().__init__(row)
        self._lookup = lookup
        self.statement = statement
        self.report: Report = lookup.reports[statement.report_id]

    @property
    def exact(self) -> str:
        """The exact words; an ellipsis stands between pieces that do not touch."""
        return words_of(self.statement.content, self.report.text)

    @property
    def span(self) -> Span:
        """Where the words stand in the text of the report, in code points."""
        return hull(self.statement.content)

    @property
    def speaker(self) -> str | None:
        """The fullest name the story gives the speaker; None for an outlet's own voice."""
        return speaker_of(self.statement, self._lookup) or None

    @property
    def side(self) -> str | None:
        """The party the speaker speaks for; None where none is known."""
        return self._lookup.side(self.statement) or None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that the statement answers."""
        return tuple(one.text for one in self._lookup.questions.get(self.statement.id, ()))

    @property
    def chain(self) -> tuple[Link, ...]:
        """How the words came to the page: outlet, channel, speakers from the outermost in."""
        text = self.report.text
        links = [Link(who=self.report.outlet, relation="publishes", words="")]
        if self.statement.channel is not None:
            words = channel_of(self.statement)
            links.append(Link(who=self.statement.channel, relation="through", words=words))
        for one in (*reversed(around(self.statement, self._lookup)), self.statement):
            if one.kind != "own voice":
                who = speaker_of(one, self._lookup) or None
                words = " ".join(
                    filter(None, (words_of(one.source, text), words_of(one.cue, text)))
                )
                links.append(Link(who=who, relation="says", words=words))
        return tuple(links)

    def context(self, characters: int = 80) -> str:
        """Return the words with so many characters of the report on either side."""
        span = self.span
        return self.report.text[max(0, span.start - characters) : span.end + characters]

    def cite(self, style: Style = "apa") -> str:
        """Return a citation of the report, with the place of the words in it.

        Raises:
            UsageError: there is no such style.
        """
        if style not in ("apa", "plain"):
            raise UsageError(f"no style {style!r}; there are: apa, plain")
        place = f"characters {self.span.start}–{self.span.end}"
        title = self.report.title or self.report.path
        if style == "plain":
            who = self.report.outlet or "outlet not named"
            return f"{title} ({who}, {_day(self.report)}), {place}, SHA-256 {self.report.sha256}"
        authors = self.report.authors or ((self.report.outlet,) if self.report.outlet else ())
        head = f"{_apa_names(authors)} ({_apa_day(self.report)}). {title}"
        if not authors:
            head = f"{title} ({_apa_day(self.report)})"
        outlet = f" {self.report.outlet}." if self.report.outlet and self.report.authors else ""
        where = f" {self.report.url}" if self.report.url else ""
        return f"{head} [{place}].{outlet}{where}"

    def __repr__(self) -> str:
        who = self.speaker or NO_SOURCE
        where = self.report.outlet or self.report.path
        return f"{self.exact}\n  {who} · {where} · {_day(self.report)}"

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        chain = " → ".join(link.who or "not stated" for link in self.chain)
        return bundle(repr(self), paragraphs(self.context(), chain, self.cite("plain")))


def every_evidence(lookup: Lookup) -> dict[str, Evidence]:
    """Return the statements of a picture by id, in order of report and text."""
    rows = statement_rows(lookup.picture, Filters())
    return {
        row["statement_id"]: Evidence(lookup, lookup.statements[row["statement_id"]], row)
        for row in rows
    }


def _day(report: Report) -> str:
    first, last = report.published_from, report.published_until
    if first is None or last is None:
        return "no date"
    return first.isoformat() if first == last else f"{first}/{last}"


def _apa_day(report: Report) -> str:
    day: date | None = report.published_until
    if day is None or report.published_from != day:
        return f"ca. {day.year}" if day else "n.d."
    return f"{day.year}, {day:%B} {day.day}"


def _apa_names(names: Iterable[str]) -> str:
    """Return names as they stand in the byline: which part is the family name is not known."""
    listed = list(names)
    return " & ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else listed[0]
