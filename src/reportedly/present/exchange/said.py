"""A statement as every exchange format needs it: words, place, speaker, chain, report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly import __version__
from reportedly.model import Agent, Picture, Report, Span, Statement
from reportedly.present.lines import around, channel_of, speaker_of
from reportedly.present.listings import CONTEXT
from reportedly.present.lookup import Lookup, look_up, number
from reportedly.text import hull, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What every export says of itself.

    Attributes:
        version: Version of the program.
        as_of: The day as known on; None for everything at hand.
        hashes: SHA-256 of the bytes of every report it was made from, sorted.
    """

    version: str
    as_of: str | None
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement.

    Attributes:
        statement: Its row.
        report: The report that it stands in.
        exact: The exact words, an ellipsis between pieces that do not touch.
        span: From the first to the last character.
        agent: Who speaks, across the story; None for own voice and where nobody is named.
        speaker: The name of the speaker; None for own voice and where nobody is named.
        channel: Through what it was said, with its preposition; "" where not stated.
        via: The speakers that it stands within, the nearest first.
        questions: The questions that it answers.
        denies: Ids of the statements that it explicitly denies.
    """

    statement: Statement
    report: Report
    exact: str
    span: Span
    agent: Agent | None
    speaker: str | None
    channel: str
    via: tuple[str, ...]
    questions: tuple[str, ...]
    denies: tuple[str, ...]

    @property
    def cue(self) -> str:
        """The report's own words that tie the words to the speaker."""
        return words_of(self.statement.cue, self.report.text)

    @property
    def side(self) -> str | None:
        """The party that the speaker speaks for; None where none is known."""
        return self.agent.side if self.agent else None

    def around(self, piece: Span) -> tuple[str, str]:
        """Return the words before and after a piece, enough to find it again."""
        text = self.report.text
        return text[max(0, piece.start - CONTEXT) : piece.start], text[piece.end :][:CONTEXT]

    def chain(self) -> str:
        """Return how the words came to the report, the outlet first."""
        links = [self.report.outlet or "outlet not named"]
        links += [self.channel] if self.channel else []
        links += [*reversed(self.via), self.speaker or "outlet’s own voice"]
        return " → ".join(links)


def every_said(picture: Picture) -> Iterator[Said]:
    """Yield the statements of a story, in order of report and text."""
    lookup = look_up(picture, number([picture]))
    for statement in picture.statements:
        if statement.content:
            yield said_of(statement, lookup)


def said_of(statement: Statement, lookup: Lookup) -> Said:
    """Return one statement of a picture."""
    report = lookup.reports[statement.report_id]
    via = (speaker_of(outer, lookup) for outer in around(statement, lookup))
    return Said(
        statement=statement,
        report=report,
        exact=words_of(statement.content, report.text),
        span=hull(statement.content),
        agent=lookup.agents.get(statement.id),
        speaker=speaker_of(statement, lookup) or None,
        channel=channel_of(statement),
        via=tuple(name for name in via if name),
        questions=tuple(one.text for one in lookup.questions.get(statement.id, ())),
        denies=lookup.denied.get(statement.id, ()),
    )


def provenance_of(pictures: Sequence[Picture]) -> Provenance:
    """Return what an export of these stories says of itself."""
    days = sorted({one.as_of.isoformat() for one in pictures if one.as_of})
    hashes = sorted({report.sha256 for one in pictures for report in one.reports})
    return Provenance(version=__version__, as_of=days[-1] if days else None, hashes=tuple(hashes))


def every_report(pictures: Iterable[Picture]) -> list[Report]:
    """Return the reports of the stories, each once."""
    return list({report.id: report for one in pictures for report in one.reports}.values())


def text_hash(report: Report) -> str:
    """Return the SHA-256 of the text that offsets count in; not that of the bytes received."""
    return hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()


def one_day(report: Report) -> date | None:
    """Return the day of publication where it is known to the day."""
    return report.published_from if report.published_from == report.published_until else None
