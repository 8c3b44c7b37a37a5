"""Quotes: the same utterance as several reports tell it, word beside word.

Only tellings inside quotation marks are laid side by side; what is marked in them is where the
quoted words part. Tellings in a reporter's own words follow as chips.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Span, Statement, Utterance
from reportedly.present.labels import counted
from reportedly.present.lines import speaker_of
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.words import words_of
from reportedly.text import plain, trimmed
from reportedly.text import words_of as joined

LINEAGES = 16
TELLINGS = 4  # beside one another; more do not fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that stand together.

    Attributes:
        text: The words.
        changed: Whether another report quotes them otherwise, or not at all.
    """

    text: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An utterance in the words of one report, or of several that quote the same words.

    Attributes:
        refs: Chips of the statements.
        since: Index of the first day on which it is known.
        language: Language of the report; "" where not known.
        opening: The report's own opening quotation mark.
        runs: The words.
        closing: The report's own closing quotation mark.
    """

    refs: tuple[Ref, ...]
    since: int
    language: str
    opening: str
    runs: tuple[Run, ...]
    closing: str

    @property
    def text(self) -> str:
        """Its words in one string."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """One utterance that reports quote in different words.

    Attributes:
        speaker: Who said it.
        note: In how many ways the quoted words part, in words.
        since: Index of the first day on which two tellings are known.
        tellings: The quotations, in order of publication.
        others: Tellings in a reporter's own words.
    """

    speaker: str
    note: str
    since: int
    tellings: tuple[Telling, ...]
    others: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """The quotations that differ.

    Attributes:
        lineages: One for each utterance.
        alike: How many utterances more are quoted by several reports, all in the same words.
        left: How many more differ and are not shown.
    """

    lineages: tuple[Lineage, ...]
    alike: int
    left: int


def quotes_of(lookup: Lookup) -> Quotes:
    """Return the utterances that two or more reports put between quotation marks."""
    lineages = []
    for utterance in lookup.picture.utterances:
        group = _quotations(utterance, lookup)
        if len({row.report_id for row in group}) > 1:
            lineages.append(_lineage(utterance, group, lookup))
    parted = [lineage for lineage in lineages if len(lineage.tellings) > 1]
    parted.sort(key=lambda lineage: not lineage.note)
    return Quotes(
        lineages=tuple(parted[:LINEAGES]),
        alike=len(lineages) - len(parted),
        left=max(0, len(parted) - LINEAGES),
    )


def _members(utterance: Utterance, lookup: Lookup) -> list[Statement]:
    ids = dict.fromkeys(utterance.statement_ids)
    rows = [lookup.statements[key] for key in ids if key in lookup.statements]
    return sorted(rows, key=lambda row: lookup.numbering.refs[row.id].number)


def _quotations(utterance: Utterance, lookup: Lookup) -> list[Statement]:
    rows = _members(utterance, lookup)
    return [row for row in rows if row.kind in {"direct", "mixed"} and row.content]


def _lineage(utterance: Utterance, group: Sequence[Statement], lookup: Lookup) -> Lineage:
    changed: dict[str, set[Span]] = {}
    places = 0
    for difference in utterance.differences:
        if difference.quoted and difference.kind != "paraphrase":
            places += 1
            changed.setdefault(difference.a, set()).add(difference.a_span)
            changed.setdefault(difference.b, set()).add(difference.b_span)
    same: dict[str, list[Statement]] = {}
    for row in group:
        words = plain(joined(row.content, lookup.reports[row.report_id].text))
        same.setdefault(words.strip("\"' ,."), []).append(row)
    tellings = [
        _telling(rows, changed.get(rows[0].id, set()), lookup)
        for rows in list(same.values())[:TELLINGS]
    ]
    refs = lookup.numbering.refs
    quoted = {row.id for row in group}
    others = (row for row in _members(utterance, lookup) if row.id not in quoted)
    known = sorted(telling.since for telling in tellings)
    return Lineage(
        speaker=speaker_of(group[0], lookup) or "Speaker not named",
        note=f"{counted(places, 'difference')} inside the quotation marks" if places else "",
        since=known[min(1, len(known) - 1)],
        tellings=tuple(tellings),
        others=tuple(refs[row.id] for row in others),
    )


def _telling(rows: Sequence[Statement], changed: Iterable[Span], lookup: Lookup) -> Telling:
    report = lookup.reports[rows[0].report_id]
    shown = words_of(rows[0], report, lookup.numbering.reports[report.id])
    refs = tuple(lookup.numbering.refs[row.id] for row in rows)
    return Telling(
        refs=refs,
        since=refs[0].since,
        language=report.language or "",
        opening=shown.opening,
        runs=tuple(_runs(rows[0], sorted(changed), report.text)),
        closing=shown.closing,
    )


def _runs(row: Statement, changed: Sequence[Span], text: str) -> Iterator[Run]:
    """Yield the words of a statement, cut where other reports quote them otherwise."""
    last: Span | None = None
    for piece in (trimmed(span, text) for span in row.content):
        if last is not None:
            touching = not text[last.end : piece.start].strip()
            yield Run(text=" " if touching else " … ", changed=False)
        here = piece.start
        for span in changed:
            if span.start == span.end or not (here <= span.start and span.end <= piece.end):
                continue
            yield Run(text=text[here : span.start], changed=False)
            yield Run(text=span.of(text), changed=True)
            here = span.end
        yield Run(text=text[here : piece.end], changed=False)
        last = piece
