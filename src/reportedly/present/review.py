"""The Review view: the statements of a story one at a time, those first on which most rests.

Lookup, rulings -> queue_of -> the order of the statements
Lookup, a statement -> case_of -> all that a reviewer needs to rule on it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.agreement import Agreement, agreements
from reportedly.model import Conflict, Ruling, Statement
from reportedly.present.documents import outlet_of
from reportedly.present.ledger import Entry, entry_of
from reportedly.present.lines import speaker_of
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.reviews import Review, review_of, reviews_of
from reportedly.present.words import Words, words_of
from reportedly.rulings import Meant, in_force, of_reports

_CONTEST = ("disputed", "denied", "differ", "changed", "none")
READ = frozenset({"right", "wrong", "speaker"})  # rulings that say how a statement is to be read
MOST = 8  # other statements of one sort that a statement is shown beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another statement that a reviewer may compare with the one at hand.

    Attributes:
        id: The statement.
        ref: Its chip.
        who: Who says it, or that the outlet does.
        words: Its exact words.
        language: Of its words.
        relation: "utterance", "answer" or "conflict": what the two are taken for.
    """

    id: str
    ref: Ref
    who: str
    words: Words
    language: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that the statement answers.

    Attributes:
        text: The question.
        label: How it stands, as one chip.
        why: Why it stands so.
    """

    text: str
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One statement to review.

    Attributes:
        id: The statement.
        place: Its place in the queue, from 1.
        total: How many are in the queue.
        entry: The statement with its evidence.
        speaker: Who says it, as read now; "" for the outlet itself.
        asked: The questions whose status rests on it.
        beside: The statements to compare it with.
        reviews: What was ruled on it.
        before: The statement before it in the queue; "" for none.
        after: The one after it; "" for none.
    """

    id: str
    place: int
    total: int
    entry: Entry
    speaker: str
    asked: tuple[Asked, ...]
    beside: tuple[Beside, ...]
    reviews: tuple[Review, ...]
    before: str
    after: str


def queue_of(
    lookup: Lookup, rulings: Iterable[Ruling] = (), *, by: str = "", again: bool = False
) -> tuple[str, ...]:
    """Return the statements to review: disputed questions first, then those that more rest on.

    What a reviewer has read already is left out, unless `again`; without a name, what anybody
    has.
    """
    order = weighed(lookup)
    return order if again else unread(order, lookup, rulings, by)


def weighed(lookup: Lookup) -> tuple[str, ...]:
    """Return all statements that have words, those first on which most rests."""
    rank: dict[str, tuple[int, int]] = {}
    for status in lookup.statuses.values():
        for key in status.because:
            if key in lookup.statements:
                first, rests = rank.get(key, (len(_CONTEST), 0))
                rank[key] = (min(first, _CONTEST.index(status.contest)), rests - 1)
    last = (len(_CONTEST), 0)
    rows = [row for row in lookup.picture.statements if row.content]
    rows.sort(key=lambda row: (not row.counted, *rank.get(row.id, last)))
    return tuple(row.id for row in rows)


def unread(
    order: Sequence[str], lookup: Lookup, rulings: Iterable[Ruling], by: str = ""
) -> tuple[str, ...]:
    """Return of statements those that a reviewer has not read; without a name, that nobody has."""
    done = _read(lookup, rulings, by)
    return tuple(key for key in order if key not in done)


def _read(lookup: Lookup, rulings: Iterable[Ruling], by: str) -> set[str]:
    own = [one for one in rulings if one.kind in READ and (not by or one.by == by)]
    meant = Meant(lookup.picture.statements) if own else Meant(())
    return {row.id for one in own for row in meant.all(one)}


def case_of(
    lookup: Lookup, statement_id: str, queue: Sequence[str], rulings: Iterable[Ruling] = ()
) -> Case:
    """Return a statement with all that a reviewer needs; it need not be in the queue.

    `rulings` are those that hold now; the picture may not yet take the latest into account.
    """
    row = lookup.statements[statement_id]
    place = queue.index(statement_id) if statement_id in queue else -1
    return Case(
        id=statement_id,
        place=place + 1,
        total=len(queue),
        entry=entry_of(row, lookup),
        speaker="" if row.kind == "own voice" else speaker_of(row, lookup),
        asked=tuple(_asked(row, lookup)),
        beside=tuple(_beside(row, lookup)),
        reviews=reviews_of(lookup.picture.statements, rulings).get(statement_id, ()),
        before=queue[place - 1] if place > 0 else "",
        after=queue[place + 1] if place + 1 < len(queue) else "",
    )


def _asked(row: Statement, lookup: Lookup) -> Iterable[Asked]:
    for question in lookup.questions.get(row.id, ()):
        status = lookup.statuses.get(question.id)
        yield Asked(
            text=question.text,
            label=status.label if status else "",
            why=status.why if status else "",
        )


def _beside(row: Statement, lookup: Lookup) -> Iterable[Beside]:
    """Yield tellings of the same speech, statements that say the same, and what stands against."""
    seen = {row.id}
    utterance = lookup.utterances.get(row.id)
    for relation, ids in (
        ("utterance", utterance.statement_ids if utterance else ()),
        ("conflict", _against(row.id, lookup.picture.conflicts)),
        ("answer", _same(row, lookup)),
    ):
        fresh = [i for i in dict.fromkeys(ids) if i not in seen and i in lookup.statements]
        for key in fresh[:MOST]:
            seen.add(key)
            yield _one_beside(lookup.statements[key], relation, lookup)


def _one_beside(row: Statement, relation: str, lookup: Lookup) -> Beside:
    report = lookup.reports[row.report_id]
    return Beside(
        id=row.id,
        ref=lookup.numbering.refs[row.id],
        who=speaker_of(row, lookup) or f"{outlet_of(report, lookup)}, in its own voice",
        words=words_of(row, report, lookup.numbering.reports[report.id]),
        language=report.language or "",
        relation=relation,
    )


def _same(row: Statement, lookup: Lookup) -> Iterable[str]:
    for question in lookup.questions.get(row.id, ()):
        yield from lookup.answers[question.id, row.id].statement_ids


def _against(statement_id: str, conflicts: Iterable[Conflict]) -> Iterable[str]:
    for conflict in conflicts:
        if any(statement_id in side for side in conflict.sides):
            for side in conflict.sides:
                if statement_id not in side:
                    yield from side


# --- the log -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One ruling of the log.

    Attributes:
        review: What was decided, by whom and when.
        refs: The statements that it is about.
        holds: Whether nobody took it back.
        lost: Whether words that it rests on are no statement any more.
    """

    review: Review
    refs: tuple[Ref, ...]
    holds: bool
    lost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """Two reviewers on one thing, where they part.

    Attributes:
        about: What is judged.
        refs: The statements that it is about.
        names: The names that it is about, where it is about names.
        a: One reviewer, with what was ruled.
        b: The other.
    """

    about: str
    refs: tuple[Ref, ...]
    names: str
    a: Review
    b: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """The log of one story, the latest ruling first, and how far reviewers agree.

    Attributes:
        entries: The rulings.
        agreed: How far each two reviewers agree.
        apart: Where they part.
    """

    entries: tuple[LogEntry, ...]
    agreed: tuple[Agreement, ...]
    apart: tuple[Parted, ...]


def log_of(lookup: Lookup, log: Iterable[Ruling]) -> Logged:
    """Return what was ruled on a story, and where reviewers part."""
    log = list(log)
    meant = Meant(lookup.picture.statements)
    own = [one for one in of_reports(log, lookup.picture.story.report_ids) if one.kind != "undo"]
    held = {one.id for one in in_force(log)}
    undoing = {one.id for one in own}
    found = agreements([*own, *(one for one in log if one.undoes in undoing)], meant)
    return Logged(
        entries=tuple(
            LogEntry(
                review=review_of(one),
                refs=_refs((row.id for row in meant.all(one)), lookup),
                holds=one.id in held,
                lost=bool(meant.lost(one)),
            )
            for one in sorted(own, key=lambda one: (one.at, one.id), reverse=True)
        ),
        agreed=tuple(found),
        apart=tuple(
            Parted(
                about=x.about,
                refs=_refs(x.thing, lookup),
                names=", ".join(name for name in x.thing if x.about in ("agent", "side")),
                a=review_of(x.ruling),
                b=review_of(y.ruling),
            )
            for one in found
            for x, y in one.apart
        ),
    )


def _refs(ids: Iterable[str], lookup: Lookup) -> tuple[Ref, ...]:
    return tuple(lookup.numbering.refs[key] for key in ids if key in lookup.statements)
