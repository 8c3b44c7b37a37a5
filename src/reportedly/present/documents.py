"""The documents: each report's full text, with its statements marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import COUNTED_BLOCKS, Block, Report, Span, Statement
from reportedly.present.changes import ShownVersion, shown_versions
from reportedly.present.labels import day_label
from reportedly.present.lines import CUE, speaker_of, style_of
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.words import clipped
from reportedly.text import trimmed
from reportedly.text import words_of as joined

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
LINE = re.compile(r"\n\s*")
# Lines longer than this are paragraphs; shorter ones are lines of a paragraph broken by hand.
HARD_WRAPPED = 100
BASIS = {
    "stated": "stated in the report",
    "inferred": "inferred",
    "given": "given by the user",
    "none": "not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Characters that the same statements cover.

    Attributes:
        text: The characters.
        number: Number of the innermost statement; None where there is none.
        style: Name of its style; "" where there is none.
        starts: Statements whose words begin here.
    """

    text: str
    number: int | None
    style: str
    starts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note in the margin.

    Attributes:
        ref: The chip of the statement.
        speaker: Who says it; "" for the outlet itself.
        cue: The report's words that say so.
    """

    ref: Ref
    speaker: str
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a report.

    Attributes:
        kind: What kind of block it belongs to.
        counted: Whether statements in it count.
        segments: Its characters, all of them.
        notes: The notes beside it.
    """

    kind: str
    counted: bool
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report as a whole.

    Attributes:
        number: Number of the report in this story.
        short: Short form of its outlet.
        since: Index of the first day on which it is known.
        gone: Index of the first day on which a later version takes its place; 0: never.
        title: Its headline.
        outlet: Who published it.
        outlet_basis: On what the outlet rests.
        day: When it was published.
        day_basis: On what the date rests.
        authors: Who wrote it, as it says; "" where it does not say.
        path: The file.
        url: Where it was published, as text; "" where not known.
        sha256: Hash of the bytes received.
        language: Its language; "" where not known.
        statements: How many statements stand in it.
        versions: How it came to be what it is, where it was captured more than once.
        paragraphs: Its text.
    """

    number: int
    short: str
    since: int
    gone: int
    title: str
    outlet: str
    outlet_basis: str
    day: str
    day_basis: str
    authors: str
    path: str
    url: str
    sha256: str
    language: str
    statements: int
    versions: tuple[ShownVersion, ...]
    paragraphs: tuple[Paragraph, ...]


def every_document(lookups: Sequence[Lookup]) -> tuple[Document, ...]:
    """Return the reports of all days, those of the last one first.

    What is missing on the last day is a version that another one has taken the place of.
    """
    found = list(documents_of(lookups[-1]))
    seen = {report.id for report in lookups[-1].picture.reports}
    for index in reversed(range(len(lookups) - 1)):
        gone = {report.id for report in lookups[index].picture.reports} - seen
        if gone:
            found += documents_of(lookups[index], only=gone, gone=index + 1)
            seen |= gone
    return tuple(found)


def documents_of(
    lookup: Lookup, *, only: Collection[str] | None = None, gone: int = 0
) -> tuple[Document, ...]:
    """Return the reports of a picture, or some of them by id, in order of publication."""
    held: dict[str, list[Statement]] = {}
    for statement in lookup.statements.values():
        held.setdefault(statement.report_id, []).append(statement)
    return tuple(
        _document(report, held.get(report.id, []), lookup, gone)
        for report in lookup.picture.reports
        if only is None or report.id in only
    )


def _document(
    report: Report, statements: Sequence[Statement], lookup: Lookup, gone: int
) -> Document:
    numbering = lookup.numbering
    return Document(
        number=numbering.reports[report.id],
        short=numbering.outlets[report.id],
        since=numbering.since.get(report.id, 0),
        gone=gone,
        title=report.title or "No headline found",
        outlet=outlet_of(report, lookup),
        outlet_basis=BASIS[report.outlet_basis],
        day=day_label(report.published_from, report.published_until, year=True),
        day_basis=day_basis(report),
        authors=", ".join(report.authors),
        path=report.path,
        url=report.url or "",
        sha256=report.sha256,
        language=report.language or "",
        statements=len(statements),
        versions=shown_versions(report, lookup.picture),
        paragraphs=tuple(_paragraphs(report, statements, lookup)),
    )


def outlet_of(report: Report, lookup: Lookup) -> str:
    """Return the outlet, or that it is not stated, with its letter."""
    short = lookup.numbering.outlets[report.id]
    return report.outlet or f"Outlet not stated ({short.rstrip('*')})"


def day_basis(report: Report) -> str:
    """Return on what the date of a report rests, with its words where it has some."""
    words = " + ".join(f"“{span.of(report.text).strip()}”" for span in report.published_spans[:4])
    basis = BASIS[report.published_basis]
    return ": ".join(part for part in (basis, words or report.published_reason) if part)


def _paragraphs(
    report: Report, statements: Sequence[Statement], lookup: Lookup
) -> Iterator[Paragraph]:
    marks = _pieces(statements)
    waiting = 0
    active: list[tuple[Span, Statement]] = []
    for block in report.blocks:
        for span in _parts(block, report.text):
            while waiting < len(marks) and marks[waiting][0].start < span.end:
                active.append(marks[waiting])
                waiting += 1
            active = [pair for pair in active if pair[0].end > span.start]
            inside = active.copy()
            yield Paragraph(
                kind=block.kind,
                counted=block.kind in COUNTED_BLOCKS,
                segments=tuple(_segments(span, inside, report.text, lookup)),
                notes=tuple(_notes(span, inside, report.text, lookup)),
            )


def _pieces(statements: Sequence[Statement]) -> list[tuple[Span, Statement]]:
    pieces = [(piece, row) for row in statements for piece in row.content]
    return sorted(pieces, key=lambda pair: (pair[0].start, -pair[0].end, pair[1].id))


def _parts(block: Block, text: str) -> Iterator[Span]:
    """Yield the paragraphs of a block."""
    words = block.span.of(text)
    broken = PARAGRAPH
    if not PARAGRAPH.search(words) and max(map(len, words.split("\n"))) > HARD_WRAPPED:
        broken = LINE
    start = block.span.start
    for gap in broken.finditer(words):
        end = block.span.start + gap.start()
        part = trimmed(Span(start, end), text)
        if part.start < part.end:
            yield part
        start = block.span.start + gap.end()
    part = trimmed(Span(min(start, block.span.end), block.span.end), text)
    if part.start < part.end:
        yield part


def _segments(
    span: Span, marks: Sequence[tuple[Span, Statement]], text: str, lookup: Lookup
) -> Iterator[Segment]:
    """Yield `span` cut wherever a mark begins or ends; the innermost mark gives the look."""
    cuts = {span.start, span.end}
    for mark, _ in marks:
        cuts.update({max(mark.start, span.start), min(mark.end, span.end)})
    ordered = sorted(cuts)
    active: list[tuple[Span, Statement]] = []
    waiting = 0
    for start, end in pairwise(ordered):
        while waiting < len(marks) and marks[waiting][0].start <= start:
            active.append(marks[waiting])
            waiting += 1
        active = [pair for pair in active if pair[0].end > start]
        inner = min(active, key=lambda pair: pair[0].end - pair[0].start, default=None)
        yield Segment(
            text=text[start:end],
            number=None if inner is None else lookup.numbering.refs[inner[1].id].number,
            style="" if inner is None else style_of(inner[1], lookup),
            starts=tuple(
                lookup.numbering.refs[row.id]
                for mark, row in active
                if mark.start == start and mark == row.content[0]
            ),
        )


def _notes(
    span: Span, marks: Sequence[tuple[Span, Statement]], text: str, lookup: Lookup
) -> Iterator[Note]:
    for mark, row in marks:
        if mark == row.content[0] and span.start <= mark.start:
            yield Note(
                ref=lookup.numbering.refs[row.id],
                speaker=speaker_of(row, lookup),
                cue=clipped(joined(row.cue, text), CUE),
            )
