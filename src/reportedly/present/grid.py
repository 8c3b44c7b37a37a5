"""Over time: how each question stands on each day, and what changed between two days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Question, Status
from reportedly.present.days import twins
from reportedly.present.labels import NOT_YET, Label, counts_of, label_of
from reportedly.present.lookup import Lookup, Ref

ROWS = 60
BECAUSE = 4  # chips behind a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one question stands on one day.

    Attributes:
        label: Its chip.
        counts: Reports and named origins behind it; "" where they are those of the day before.
        changed: Whether it differs from the day before.
        day: Index of the day.
    """

    label: Label
    counts: str
    changed: bool
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One question over all days.

    Attributes:
        question: The question.
        since: Index of the first day on which something is reported on it.
        days: How it stands, a day each.
    """

    question: str
    since: int
    days: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A question that stands otherwise than on the day before.

    Attributes:
        day: Index of the day.
        date: The day, in few characters.
        question: The question.
        before: How it stood.
        after: How it stands.
        why: Why, by the rule.
        because: Chips of statements that became known on that day.
    """

    day: int
    date: str
    question: str
    before: Label
    after: Label
    why: str
    because: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Questions by days.

    Attributes:
        tracks: One for each question.
        changes: What changed, in order of days.
        left: How many questions more there are.
    """

    tracks: tuple[Track, ...]
    changes: tuple[Change, ...]
    left: int


def grid_of(lookups: Sequence[Lookup], dates: Sequence[str]) -> Grid:
    """Return how the questions of the latest day stood on every day."""
    latest = lookups[-1]
    questions = latest.picture.questions[:ROWS]
    earlier = [twins(latest.picture, lookup.picture) for lookup in lookups]
    tracks: list[Track] = []
    changes: list[Change] = []
    for question in questions:
        held = [twins.get(question.id) for twins in earlier]
        statuses = [
            None if twin is None else lookup.statuses.get(twin.id)
            for twin, lookup in zip(held, lookups, strict=True)
        ]
        tracks.append(_track(question, statuses))
        changes.extend(_changes(question, statuses, lookups, dates))
    return Grid(
        tracks=tuple(tracks),
        changes=tuple(sorted(changes, key=lambda change: change.day)),
        left=len(latest.picture.questions) - len(questions),
    )


def _track(question: Question, statuses: Sequence[Status | None]) -> Track:
    standings = []
    before: Label | None = None
    last = ""
    for day, status in enumerate(statuses):
        label, counts = label_of(status), counts_of(status)
        standings.append(
            Standing(
                label=label,
                counts="" if counts == last else counts,
                changed=before is not None and label != before,
                day=day,
            )
        )
        before, last = label, counts
    known = (day for day, status in enumerate(statuses) if label_of(status) != NOT_YET)
    return Track(
        question=question.text,
        since=next(known, len(statuses) - 1),
        days=tuple(standings),
    )


def _changes(
    question: Question,
    statuses: Sequence[Status | None],
    lookups: Sequence[Lookup],
    dates: Sequence[str],
) -> Iterator[Change]:
    for day in range(1, len(statuses)):
        before, after = label_of(statuses[day - 1]), label_of(statuses[day])
        status = statuses[day]
        if before == after or status is None:
            continue
        # A question that is first met without any conflict is in the grid, and no news.
        if before == NOT_YET and status.contest == "none":
            continue
        new = [
            lookups[-1].numbering.refs[row.id]
            for row in lookups[-1].members(question)
            if lookups[-1].numbering.refs[row.id].since == day
        ]
        yield Change(
            day=day,
            date=dates[day],
            question=question.text,
            before=before,
            after=after,
            why=status.why.split("; ")[0].rstrip("."),
            because=tuple(new[:BECAUSE]),
        )
