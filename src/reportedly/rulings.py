"""What people decided about rows: the log, what of it holds, and what a ruling is about.

    log -> in_force -> the rulings that nobody took back
    Ruling, statements -> Meant -> the statements that its words stand for

Rulings are rows beside what they judge. A stage that can be overruled reads them like any other
rows; the rows that it would have made without them are not kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from reportedly.model import (
    Problem,
    Report,
    Ruling,
    RulingKind,
    Span,
    Statement,
    Version,
    Words,
)
from reportedly.text import flat_name, key

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

    Taking back an `undo` brings back what it undid. The order of the log itself does not matter:
    the logs of two reviewers may be put together in any way.
    """
    known = {one.id: one for one in log}
    waiting = Counter(one.undoes for one in known.values() if one.kind == "undo")
    settled = [one for one in known.values() if not waiting[one.id]]
    undone: set[str] = set()
    for one in settled:  # grows: what takes something back is settled before what it takes back
        if one.kind != "undo" or one.undoes not in known:
            continue
        if one.id not in undone:
            undone.add(one.undoes)
        waiting[one.undoes] -= 1
        if not waiting[one.undoes]:
            settled.append(known[one.undoes])
    kept = (one for one in known.values() if one.kind != "undo" and one.id not in undone)
    return tuple(sorted(kept, key=_decided))


def _decided(one: Ruling) -> tuple[datetime, str]:
    return one.at, one.id


def of_reports(rulings: Iterable[Ruling], report_ids: Iterable[str]) -> tuple[Ruling, ...]:
    """Return the rulings that are about these reports, or about names alone.

    Words in other reports are left out of them: as known on a day, a ruling reaches only what
    was there by that day. A conflict without the words that it sets against the rest is none.
    """
    inside = set(report_ids)
    found = []
    for one in rulings:
        words = tuple(words for words in one.words if words.report_id in inside)
        if one.kind in _ONE_AGAINST_THE_REST and words[:1] != one.words[:1]:
            continue
        reports = tuple(report for report in one.reports if report in inside)
        if words or reports or not (one.words or one.reports):
            found.append(replace(one, words=words, reports=reports))
    return tuple(found)


def carried(
    rulings: Iterable[Ruling], versions: Iterable[Version], reports: Iterable[Report]
) -> tuple[Ruling, ...]:
    """Return the rulings with words of an earlier version found again in the last one.

    Only where they stand there once and unchanged; otherwise they stay with the earlier one.
    """
    rulings = tuple(rulings)
    later = {version.earlier: version.later for version in versions}
    if not any(words.report_id in later for one in rulings for words in one.words):
        return rulings
    texts = {report.id: report.text for report in reports}
    return tuple(
        replace(one, words=tuple(_carried(words, later, texts) for words in one.words))
        for one in rulings
    )


def _carried(words: Words, later: Mapping[str, str], texts: Mapping[str, str]) -> Words:
    exact = words.span.of(texts.get(words.report_id, ""))
    seen = {words.report_id}
    while exact.strip() and words.report_id in later and later[words.report_id] not in seen:
        report_id = later[words.report_id]
        seen.add(report_id)
        text = texts.get(report_id, "")
        start = text.find(exact)
        if start < 0 or text.find(exact, start + 1) >= 0:
            break
        words = Words(report_id=report_id, span=Span(start, start + len(exact)))
    return words


def lost_words(
    rulings: Iterable[Ruling], reports: Iterable[Report], statements: Iterable[Statement]
) -> Iterator[Problem]:
    """Yield a problem for each words of a ruling in these reports that no statement holds."""
    paths = {report.id: report.path for report in reports}
    meant = Meant(statements)
    for one in rulings:
        for words in meant.lost(one):
            if words.report_id in paths:
                yield Problem(
                    path=paths[words.report_id],
                    stage="rulings",
                    reason=_lost(one, words),
                    report_id=words.report_id,
                    lost=False,
                )


def _lost(one: Ruling, words: Words) -> str:
    where = f"characters {words.span.start}-{words.span.end}"
    return (
        f"ruling {one.id[:8]} ({one.kind}, by {reviewer(one)}) rests on words that are not in "
        f"these reports any more ({where}): it has no effect on them; rule again, or undo it"
    )


_ONE_AGAINST_THE_REST = frozenset({"conflict", "no conflict"})


def reviewer(one: Ruling) -> str:
    """Return who decided, as it reads on a label.

    >>> reviewer(ruling("right", at=datetime(2025, 3, 4), by="mia"))
    'mia'
    >>> reviewer(ruling("right", at=datetime(2025, 3, 4)))
    'a reviewer'
    """
    return one.by or "a reviewer"


def declared_sides(rulings: Iterable[Ruling]) -> dict[str, str]:
    """Return the side of each member that somebody named, by flat name; the latest decides."""
    found: dict[str, str] = {}
    for one in rulings:
        if one.kind == "side" and one.names:
            found.update((flat_name(name), one.names[0]) for name in one.names)
    return found


def side_order(rulings: Iterable[Ruling]) -> tuple[str, ...]:
    """Return the sides that were declared and still have members, in the order declared."""
    rulings = list(rulings)
    standing = set(declared_sides(rulings).values())
    named = (one.names[0] for one in rulings if one.kind == "side" and one.names)
    return tuple(side for side in dict.fromkeys(named) if side in standing)


def as_words(statement: Statement) -> Words:
    """Return where a statement stands, for a ruling to hold on to."""
    pieces = statement.content
    return Words(report_id=statement.report_id, span=Span(pieces[0].start, pieces[-1].end))


class Meant:
    """The statements that rulings are about, found by the words that the rulings hold on to."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Index the statements by report."""
        self._of: dict[str, list[Statement]] = {}
        for statement in statements:
            self._of.setdefault(statement.report_id, []).append(statement)

    def one(self, words: Words) -> Statement | None:
        """Return the statement that stands where the words do; None where there is none."""
        return meant_by(words, self._of.get(words.report_id, ()))

    def all(self, ruling: Ruling) -> tuple[Statement, ...]:
        """Return the statements that a ruling is about, in its order, each once.

        Of one against the rest nothing is left where the one is no longer there.
        """
        found = [self.one(words) for words in ruling.words]
        if ruling.kind in _ONE_AGAINST_THE_REST and not any(found[:1]):
            return ()
        return tuple({one.id: one for one in found if one is not None}.values())

    def lost(self, ruling: Ruling) -> tuple[Words, ...]:
        """Return the words of a ruling at which no statement stands any more."""
        return tuple(words for words in ruling.words if self.one(words) is None)


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
