"""What people decided about rows: the log, what of it holds, and what a ruling is about.

    log -> in_force -> the rulings that nobody took back
    Ruling, statements -> meant_by -> the statements that its words stand for

Rulings are rows beside what they judge. A stage that can be overruled reads them like any other
rows; the rows that it would have made without them are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from reportedly.model import Ruling, RulingKind, Span, Statement, Words
from reportedly.text import key

# Of the longer of the two, in characters: a version of the program that reads a clause more or
# less into a statement still finds it, and never two statements for the same words.
LEAST_SHARED = 0.5


def ruling(
    kind: RulingKind,
    *,
    at: datetime,
    words: Sequence[Words] = (),
    reports: Sequence[str] = (),
    names: Sequence[str] = (),
    undoes: str | None = None,
    by: str = "",
    note: str = "",
) -> Ruling:
    """Return a ruling under the id that its content gives it.

    >>> from datetime import UTC
    >>> made = ruling("one agent", at=datetime(2025, 3, 4, tzinfo=UTC), names=["Lund", "Mia Lund"])
    >>> made.kind, made.names
    ('one agent', ('Lund', 'Mia Lund'))
    """
    parts = [f"{one.report_id}:{one.span.start}-{one.span.end}" for one in words]
    content = (kind, *parts, "|", *reports, "|", *names, "|", undoes or "", by, at.isoformat())
    return Ruling(
        id=key("ruling", *content),
        kind=kind,
        words=tuple(words),
        reports=tuple(reports),
        names=tuple(names),
        undoes=undoes,
        by=by,
        at=at,
        note=note,
    )


def in_force(log: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Return the rulings of a log that nobody took back, in the order decided.

    Taking back an `undo` brings back what it undid.
    """
    log = list(log)
    undone: set[str] = set()
    for one in reversed(log):  # what comes later decides over what came before it
        if one.kind == "undo" and one.undoes and one.id not in undone:
            undone.add(one.undoes)
    return tuple(one for one in log if one.kind != "undo" and one.id not in undone)


def of_reports(rulings: Iterable[Ruling], report_ids: Iterable[str]) -> tuple[Ruling, ...]:
    """Return the rulings that are about these reports, or about names alone.

    Words in other reports are left out of them: as known on a day, a ruling reaches only what
    was there by that day.
    """
    inside = set(report_ids)
    found = []
    for one in rulings:
        words = tuple(words for words in one.words if words.report_id in inside)
        reports = tuple(report for report in one.reports if report in inside)
        if words or reports or not (one.words or one.reports):
            found.append(replace(one, words=words, reports=reports))
    return tuple(found)


def as_words(statement: Statement) -> Words:
    """Return where a statement stands, for a ruling to hold on to."""
    pieces = statement.content
    return Words(report_id=statement.report_id, span=Span(pieces[0].start, pieces[-1].end))


def meant_by(words: Words, statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that stands where the words do; None where there is none any more.

    Where several do, the one that shares most with them, then the earliest and the shortest.
    """
    best: tuple[float, int, int] | None = None
    found = None
    for statement in statements:
        if statement.report_id != words.report_id or not statement.content:
            continue
        own = as_words(statement).span
        common = min(own.end, words.span.end) - max(own.start, words.span.start)
        shared = common / max(_length(own), _length(words.span), 1)
        if shared < LEAST_SHARED:
            continue
        rank = (-shared, own.start, own.end)
        if best is None or rank < best:
            best, found = rank, statement
    return found


def _length(span: Span) -> int:
    return span.end - span.start
