"""The ledger: every statement, numbered, with all that its evidence pane shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import COUNTED_BLOCKS, Figure, Question, Report, Span, Statement
from reportedly.present.documents import BASIS, day_basis, outlet_of
from reportedly.present.labels import day_label
from reportedly.present.lines import (
    CUE,
    NO_SOURCE,
    around,
    channel_of,
    later_note,
    role_of,
    speaker_of,
)
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.shown import Part, Shown
from reportedly.present.strip import converted, interval
from reportedly.present.table import ROWS
from reportedly.present.words import MOST, Words, clipped, words_of
from reportedly.text import hull
from reportedly.text import words_of as joined

AROUND = 60  # characters of context before and after the sentence
SHORT = 100  # characters of a sentence that is understood only with what stands round it
SENTENCE = 500  # characters of the sentence itself on either side of the words
TOPICS = 3  # questions
RELATED = 6  # other statements on the same question
KINDS = {
    "direct": "direct quotation",
    "mixed": "partly quoted",
    "indirect": "reporter’s wording",
    "own voice": "outlet’s own voice",
}
ACTS = {
    "say": "",
    "deny": "denial",
    "decline": "declines to comment",
    "silent": "notes silence",
    "unverified": "outlet’s caution",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of an attribution chain.

    Attributes:
        name: Who or what passes the words on.
        does: What it does, in the report's words or ours.
    """

    name: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One named property of a statement.

    Attributes:
        name: What it is.
        value: Its value.
        quoted: Whether the value is the report's own words.
    """

    name: str
    value: str
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A run of characters round or in the exact words.

    Attributes:
        text: The characters.
        style: "near" outside the sentence, "sentence" inside it, "exact" for the words.
    """

    text: str
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question that a statement answers.

    Attributes:
        number: Its number in the table of who says what, from 1; 0: it is not in it.
        since: Index of the first day on which another statement on it is known.
        question: The question.
        related: Other statements on it, the nearest in the ledger.
    """

    number: int
    since: int
    question: str
    related: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One statement with its evidence, always in this order.

    Attributes:
        ref: Its chip.
        counted: Whether it counts; False outside the article body.
        words: The exact words.
        language: Language of the report; "" where not known.
        context: The exact words in their sentence.
        chain: Report, channel, speaker.
        facts: Kind, hedge, value and the like.
        report: Who published it.
        day: When.
        day_basis: On what the date rests.
        basis: The same without the report's words for it.
        place: The characters, as "start–end".
        path: The file, as it was given.
        number: Number of the report, whose document names its file.
        sha256: Hash of the file.
        topics: The questions that it answers, with other statements on them.
        gone: Index of the first day on which its report is replaced by a later version; 0: never.
    """

    ref: Ref
    counted: bool
    words: Words
    language: str
    context: tuple[Context, ...]
    chain: tuple[Link, ...]
    facts: tuple[Fact, ...]
    report: str
    day: str
    day_basis: str
    basis: str
    place: str
    path: str
    number: int
    sha256: str
    topics: tuple[Topic, ...]
    gone: int = 0

    @property
    def all(self) -> str:
        """All characters of the context, to find their direction."""
        return "".join(run.text for run in self.context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The statements of a story, or one page of them.

    Attributes:
        entries: The statements with their evidence.
        part: Which page this is.
        total: How many statements there are on all pages.
    """

    entries: tuple[Entry, ...]
    part: Part
    total: int


Held = tuple[int, Lookup, Statement]  # the day on which its report is replaced, or 0


def ledger_of(shown: Shown) -> Ledger:
    """Return the statements of all days that are shown, those of the last one first."""
    return next(ledger_pages(shown, [shown.part]))


def ledger_pages(shown: Shown, parts: Iterable[Part]) -> Iterator[Ledger]:
    """Yield some pages of the ledger."""
    held = held_statements(shown)
    for part in parts:
        rows = held[part.of(len(held))]
        yield Ledger(entries=_entries(rows), part=part, total=len(held))


def entries_on(lookup: Lookup) -> tuple[Entry, ...]:
    """Return the statements of one day by number."""
    numbers = lookup.numbering.refs
    rows = sorted(lookup.statements.values(), key=lambda row: numbers[row.id].number)
    return _entries([(0, lookup, row) for row in rows])


def entries_of(shown: Shown, numbers: Container[int]) -> tuple[Entry, ...]:
    """Return the statements with these numbers, with their evidence."""
    refs = shown.last.numbering.refs
    return _entries([one for one in held_statements(shown) if refs[one[2].id].number in numbers])


def entries_for(rows: Sequence[Statement], lookup: Lookup) -> tuple[Entry, ...]:
    """Return these statements with their evidence, on the day of `lookup` alone."""
    return _entries([(0, lookup, row) for row in rows])


def entry_of(row: Statement, lookup: Lookup) -> Entry:
    """Return one statement with its evidence, on the day of `lookup` alone."""
    return _entry(row, lookup, 0)


def held_statements(shown: Shown) -> list[Held]:
    """Return the statements in the order of the ledger, each with the day that it is of."""
    return list(_held(shown))


def _held(shown: Shown) -> Iterator[Held]:
    """Yield the statements, by number on each day.

    What is missing on the last day stands in a version that another one has taken the place of.
    """
    numbers = shown.last.numbering.refs
    seen: set[str] = set()
    for index in reversed(range(len(shown.lookups))):
        lookup = shown.lookups[index]
        rows = [row for key, row in lookup.statements.items() if key not in seen]
        gone = 0 if lookup is shown.last else index + 1
        for row in sorted(rows, key=lambda row: numbers[row.id].number):
            yield gone, lookup, row
        seen.update(lookup.statements)


def _entries(held: Sequence[Held]) -> tuple[Entry, ...]:
    return tuple(_entry(row, lookup, gone) for gone, lookup, row in held)


def _entry(row: Statement, lookup: Lookup, gone: int) -> Entry:
    report = lookup.reports[row.report_id]
    ref = lookup.numbering.refs[row.id]
    return Entry(
        ref=ref,
        counted=row.counted,
        words=words_of(row, report, lookup.numbering.reports[report.id]),
        language=report.language or "",
        context=tuple(_context(row, report)),
        chain=tuple(_chain(row, report, lookup)),
        facts=tuple(_facts(row, report, lookup)),
        report=outlet_of(report, lookup),
        day=day_label(report.published_from, report.published_until, year=True),
        day_basis=day_basis(report),
        basis=BASIS[report.published_basis],
        place=", ".join(f"{piece.start}–{piece.end}" for piece in row.content),
        path=report.path,
        number=lookup.numbering.reports[report.id],
        sha256=report.sha256,
        topics=tuple(
            _topic(question, ref, lookup) for question in lookup.questions.get(row.id, ())[:TOPICS]
        ),
        gone=gone,
    )


def _topic(question: Question, ref: Ref, lookup: Lookup) -> Topic:
    near = _near(ref, lookup.members(question), lookup)
    place = lookup.places.get(question.id, 0)
    return Topic(
        number=place if place <= ROWS else 0,
        since=min((one.since for one in near), default=0),
        question=question.text,
        related=near,
    )


def _near(ref: Ref, others: Sequence[Statement], lookup: Lookup) -> tuple[Ref, ...]:
    """Return the statements nearest to `ref` among those on its question, which are in order."""
    refs = lookup.numbering.refs
    place = bisect_left(others, ref.number, key=lambda other: refs[other.id].number)
    start = max(0, min(place - RELATED // 2, len(others) - RELATED - 1))
    near = (refs[row.id] for row in others[start : start + RELATED + 1])
    return tuple(one for one in near if one != ref)


def _context(row: Statement, report: Report) -> Iterator[Context]:
    """Yield the exact words in their sentence, and a little of what stands round it."""
    if not row.content:
        yield Context(text=row.context.of(report.text), style="sentence")
        return
    words = hull(row.content)
    start = max(min(row.context.start, words.start), words.start - SENTENCE)
    end = min(max(row.context.end, words.end), words.end + SENTENCE)
    around = AROUND if end - start < SHORT else 0
    block = report.block_at(words.start)
    limits = block.span if block is not None else Span(start, end)
    first = max(min(limits.start, start), start - around)
    last = min(max(limits.end, end), end + around)
    yield Context(text=_cut_before(report.text, first, start, limits.start), style="near")
    here = start
    for piece in row.content:
        yield Context(text=report.text[here : piece.start], style="sentence")
        yield Context(text=clipped(piece.of(report.text), MOST), style="exact")
        here = piece.end
    yield Context(text=report.text[here:end], style="sentence")
    yield Context(text=_cut_after(report.text, end, last, limits.end), style="near")


def _cut_before(text: str, first: int, start: int, limit: int) -> str:
    words = text[first:start]
    if first <= limit or " " not in words.strip():
        return words if first <= limit else "… "
    return "… " + words.split(" ", 1)[1]


def _cut_after(text: str, end: int, last: int, limit: int) -> str:
    words = text[end:last]
    if last >= limit or " " not in words.strip():
        return words if last >= limit else " …"
    return words.rsplit(" ", 1)[0] + " …"


def _chain(row: Statement, report: Report, lookup: Lookup) -> Iterator[Link]:
    outlet = outlet_of(report, lookup)
    if row.kind == "own voice":
        yield Link(name=outlet, does=f"in its own voice; {NO_SOURCE}")
        return
    yield Link(name=outlet, does="reports")
    yield from (_speaker(one, report, lookup) for one in reversed(around(row, lookup)))
    channel = channel_of(row)
    told = {speaker_of(one, lookup) for one in (row, *around(row, lookup))}
    if channel and row.channel not in told:
        yield Link(name=row.channel or channel, does="through which it was said")
    yield _speaker(row, report, lookup)


def _speaker(row: Statement, report: Report, lookup: Lookup) -> Link:
    name = speaker_of(row, lookup) or "somebody not named"
    told = role_of(row)
    role = f", {told}" if told and told.lower() not in name.lower() else ""
    return Link(name=name + role, does=clipped(joined(row.cue, report.text), CUE))


def _source_facts(row: Statement, report: Report) -> Iterator[Fact]:
    """Yield who a speaker may be that could not be decided, and why a source is not named."""
    if row.candidates:
        yield Fact(name="May be", value=" or ".join(row.candidates), quoted=False)
    if row.anonymity:
        why = clipped(joined(row.anonymity, report.text), CUE)
        yield Fact(name="Why unnamed", value=why, quoted=True)


def _facts(row: Statement, report: Report, lookup: Lookup) -> Iterator[Fact]:
    act = ACTS[row.act] or ("denial" if row.id in lookup.denied else "")
    kind = " · ".join(part for part in (KINDS[row.kind], act) if part)
    yield Fact(name="Kind", value=kind, quoted=False)
    yield from _source_facts(row, report)
    if row.hedges:
        words = "”, “".join(dict.fromkeys(clipped(one.of(report.text), CUE) for one in row.hedges))
        yield Fact(name="Hedge", value=words, quoted=True)
    if row.certainty in {"probable", "possible"}:
        yield Fact(name="Certainty", value=f"{row.certainty}, as said", quoted=False)
    for key in row.figures[:4]:
        if key in lookup.figures:
            yield Fact(name="Value", value=_value(lookup.figures[key], report), quoted=False)
    if row.about:
        yield Fact(name="About", value=row.about, quoted=True)
    if row.said_from is not None:
        said = day_label(row.said_from, row.said_until, year=True)
        yield Fact(name="Said", value=said, quoted=False)
    topics = lookup.questions.get(row.id, ())
    updates = (lookup.later.get((question.id, row.id)) for question in topics)
    update = next(filter(None, updates), None)
    if update is not None:
        note = later_note(update, lookup)
        chips = ", ".join(f"{ref.outlet} {ref.number}" for ref in note.refs)
        yield Fact(name="Update", value=f"{note.text} {chips}".rstrip(), quoted=False)
    if row.block not in COUNTED_BLOCKS:
        yield Fact(name="Flag", value=f"outside article body ({row.block})", quoted=False)
    for one in lookup.reviews.get(row.id, ()):
        said = f"reviewed by {one.by}, {one.day}: {one.says}"
        yield Fact(name="Flag", value=said + (f" ({one.note})" if one.note else ""), quoted=False)


def _value(figure: Figure, report: Report) -> str:
    """Return a figure as said, as an interval, and converted where its unit was."""
    said = " ".join(figure.span.of(report.text).split())
    given = interval(figure.low, figure.high, 1, figure.unit or "")
    counted = f" ({figure.counted})" if figure.counted else ""
    base = converted(figure)
    return f"“{said}”: {given}{counted}" + (f"; {base} converted" if base else "")
