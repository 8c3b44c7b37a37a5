"""Which questions of a story can be chosen by themselves, and on how many origins each rests.

    Shown -> asked_of -> Asked, one for each question that two origins or more answer

Counted from the derivations alone, without the ways in between, so that a page of one question
of a long story need not build those of all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.present.labels import counted
from reportedly.present.lasting import Lasting, one_a_day
from reportedly.present.lookup import Lookup
from reportedly.present.shown import Shown

# What accounts part on comes first: it is what one looks up the origins for.
CONTESTS = {"disputed": 0, "denied": 1, "changed": 2, "differ": 3}
_Told = Mapping[str, tuple[str, str, str]]  # by statement: name and side of its origin, report


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that can be chosen.

    Attributes:
        number: Its number among those that can be chosen, from 1.
        question: Its words.
        counts: How many named origins answer it in how many reports, day by day.
        since: Index of the first day on which it is asked.
        gone: Index of the first day on which it is not asked any more; 0: to the end.
    """

    number: int
    question: str
    counts: tuple[Lasting[str], ...]
    since: int
    gone: int


def asked_of(shown: Shown, most: int | None = None) -> tuple[Asked, ...]:
    """Return the questions of the last day that two named or unnamed origins answer.

    Those that are contested on that day come first. With `most`, only so many.
    """
    told = [_told(lookup) for lookup in shown.lookups]
    answers = [_answers(lookup) for lookup in shown.lookups]
    found: list[Asked] = []
    for question in _by_contest(shown.last):
        rows = [
            [day[i] for i in by_question.get(question, ()) if i in day]
            for day, by_question in zip(told, answers, strict=True)
        ]
        if len({who for held in rows for who, _, _ in held}) < 2:
            continue
        found.append(
            Asked(
                number=len(found) + 1,
                question=question,
                counts=one_a_day(map(_counts, rows)),
                since=[question in day for day in answers].index(True),
                gone=0,
            )
        )
        if len(found) == most:
            break
    return tuple(found)


def _by_contest(lookup: Lookup) -> list[str]:
    """Return the questions of a day, the contested first, those alike in their own order."""
    ranks: dict[str, int] = {}
    for one in lookup.picture.questions:
        status = lookup.statuses.get(one.id)
        rank = CONTESTS.get(status.contest, 9) if status is not None else 9
        ranks[one.text] = min(rank, ranks.get(one.text, rank))
    return sorted(ranks, key=ranks.__getitem__)


def answering(question: str, lookup: Lookup) -> set[str]:
    """Return the statements that answer a question on a day."""
    asked = [one for one in lookup.picture.questions if one.text == question]
    return {row.id for one in asked for row in lookup.members(one)}


def _answers(lookup: Lookup) -> dict[str, set[str]]:
    """Return the statements that answer each question of a day, by its words."""
    found: dict[str, set[str]] = {}
    for one in lookup.picture.questions:
        found.setdefault(one.text, set()).update(row.id for row in lookup.members(one))
    return found


def _told(lookup: Lookup) -> _Told:
    """Return the origin and the report of each counted statement that goes back to somebody."""
    origins = {origin.id: origin for origin in lookup.picture.origins}
    found: dict[str, tuple[str, str, str]] = {}
    for row in lookup.picture.derivations:
        statement = lookup.statements.get(row.statement_id or "")
        origin = origins.get(row.on)
        if statement is None or not statement.counted or origin is None:
            continue
        if origin.kind != "not stated":
            found[statement.id] = (origin.name, origin.side or "", statement.report_id)
    return found


def _counts(rows: Iterable[tuple[str, str, str]]) -> str | None:
    held = list(rows)
    if not held:
        return None
    origins = len({(who, side) for who, side, _ in held})
    reports = len({report for _, _, report in held})
    return f"{counted(reports, 'report')}, {counted(origins, 'origin')}"
