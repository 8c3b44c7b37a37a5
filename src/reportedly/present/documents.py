"""The documents: each report's full text, with its statements marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportedly.model import COUNTED_BLOCKS, Block, CreditKind, Report, Span, Statement
from reportedly.present.changes import ShownVersion, shown_versions
from reportedly.present.labels import day_label
from reportedly.present.lines import CUE, speaker_of, style_of
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.shown import Part, Shown
from reportedly.present.words import clipped
from reportedly.text import trimmed
from reportedly.text import words_of as joined

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
LINE = re.compile(r"\n\s*")
# Lines longer than this are paragraphs; shorter ones are lines of a paragraph broken by hand.
HARD_WRAPPED = 100
# What stands round an article, and how many paragraphs of it in a row are shown at once.
AROUND = frozenset({"furniture", "teaser"})
SHORT = 3
BASIS = {
    "stated": "stated in the report",
    "inferred": "inferred",
    "given": "given by the user",
    "none": "not known",
}
CREDITED: dict[CreditKind, str] = {
    "wire": "signs it",
    "contributed": "contributed",
    "first published": "published it first",
    "hat tip": "reported it first",
    "agencies": "not said which",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Characters that the same statements cover.

    Attributes:
        text: The characters.
        number: Number of the innermost statement; None where there is none.
        style: Name of its style; "" where there is none.
        begins: Whether the words of that statement begin here.
        starts: Other statements whose words begin here.
    """

    text: str
    number: int | None
    style: str
    begins: bool
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

    @property
    def text(self) -> str:
        """Its characters in one string."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Paragraphs one after another that are shown, or folded, together.

    Attributes:
        folded: Whether it is a long run of what surrounds an article, which unfolds.
        paragraphs: Its paragraphs.
    """

    folded: bool
    paragraphs: tuple[Paragraph, ...]


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
        owner: Whose outlet it is, by the register of outlets; "" where that does not say.
        day: When it was published.
        day_basis: On what the date rests.
        authors: Who wrote it, as it says; "" where it does not say.
        credits: Whom it credits for its words, with what for; "" where it credits nobody.
        path: The file.
        url: Where it was published, as text; "" where not known.
        sha256: Hash of the bytes received.
        language: Its language; "" where not known.
        statements: How many statements stand in it.
        versions: How it came to be what it is, where it was captured more than once.
        passages: Its text.
    """

    number: int
    short: str
    since: int
    gone: int
    title: str
    outlet: str
    outlet_basis: str
    owner: str
    day: str
    day_basis: str
    authors: str
    credits: str
    path: str
    url: str
    sha256: str
    language: str
    statements: int
    versions: tuple[ShownVersion, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The reports of a story, or one page of them.

    Attributes:
        documents: The reports in full.
        part: Which page this is.
        total: How many reports there are on all pages.
    """

    documents: tuple[Document, ...]
    part: Part
    total: int


def documents_of(shown: Shown) -> Documents:
    """Return the reports of all days that are shown, those of the last one first."""
    last = shown.lookups[-1]
    held = [(0, last, report) for report in last.picture.reports]
    held += [(gone, shown.lookups[gone - 1], one) for gone, one in gone_reports(shown.lookups)]
    chosen = held[shown.part.of(len(held))]
    wanted = {report.id for _, _, report in chosen}
    statements: dict[str, list[Statement]] = {}
    for lookup in dict.fromkeys(id(lookup) for _, lookup, _ in chosen):
        source = next(one for one in shown.lookups if id(one) == lookup)
        for statement in source.picture.statements:
            if statement.report_id in wanted:
                statements.setdefault(statement.report_id, []).append(statement)
    return Documents(
        documents=tuple(
            _document(report, statements.get(report.id, []), lookup, gone)
            for gone, lookup, report in chosen
        ),
        part=shown.part,
        total=len(held),
    )


def gone_reports(lookups: Sequence[Lookup]) -> list[tuple[int, Report]]:
    """Return the reports that are missing on the last day, each with the first day without it.

    What is missing is a version that another one has taken the place of.
    """
    found: list[tuple[int, Report]] = []
    seen = {report.id for report in lookups[-1].picture.reports}
    for index in reversed(range(len(lookups) - 1)):
        gone = [one for one in lookups[index].picture.reports if one.id not in seen]
        found += [(index + 1, one) for one in gone]
        seen.update(one.id for one in gone)
    return found


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
        owner=report.owner_group or "",
        day=day_label(report.published_from, report.published_until, year=True),
        day_basis=day_basis(report),
        authors=", ".join(report.authors),
        credits=credits_of(report),
        path=report.path,
        url=report.url or "",
        sha256=report.sha256,
        language=report.language or "",
        statements=len(statements),
        versions=shown_versions(report, lookup.picture),
        passages=tuple(_passages(_paragraphs(report, statements, lookup))),
    )


def outlet_of(report: Report, lookup: Lookup) -> str:
    """Return the outlet, or that it is not stated, with its letter."""
    short = lookup.numbering.outlets[report.id]
    return report.outlet or f"Outlet not stated ({short.rstrip('*')})"


def credits_of(report: Report) -> str:
    """Return whom a report credits, in its own words, each with what for."""
    said = (f"“{one.span.of(report.text)}” ({CREDITED[one.kind]})" for one in report.credits)
    return ", ".join(dict.fromkeys(said))


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


def _passages(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    for around, run in groupby(paragraphs, key=lambda one: one.kind in AROUND):
        held = tuple(run)
        yield Passage(folded=around and len(held) > SHORT, paragraphs=held)


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
        begun = [row for mark, row in active if mark.start == start and mark == row.content[0]]
        yield Segment(
            text=text[start:end],
            number=None if inner is None else lookup.numbering.refs[inner[1].id].number,
            style="" if inner is None else style_of(inner[1], lookup),
            begins=inner is not None and inner[1] in begun,
            starts=tuple(
                lookup.numbering.refs[row.id]
                for row in begun
                if inner is None or row is not inner[1]
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
