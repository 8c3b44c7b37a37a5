"""Infer when a report without a date was published, from the dated reports of its story.

The dated reports give the year and the first day of the event; weekdays, "now in its second day",
"last week" and the like in the undated report leave the days on which it may have been published:

    began 6 August, "now in its second day", "said Wednesday"   ->  7 August
    began 6 August, "earlier this month", "said on Monday"      ->  12, 13, 19, 20, 26 or 27 August
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.compare.date_clues import (
    FAR_RULES,
    Constraint,
    constraints,
    month_day,
    read_times,
)
from reportedly.model import Clue, DateInference, Report, Statement, Story, TimeMention
from reportedly.stage import Stage
from reportedly.text import key

# When clues cannot all hold, the weaker are given up first.
_WEAKEST_FIRST = ("this month", "last week", "ordinal day", "weekday")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSettings:
    """How far from the dated reports of a story an undated one is looked for.

    Attributes:
        near: Days from a dated report within which a mere weekday is looked for first. In 333
            reports of real events nearly all stood within three days of another of theirs.
        after: Days after the last dated report that clues such as "earlier this month" may reach.
        start: Days before the first dated report within which the event began.
        most: Longest list of days that is given whole; of a longer one the first and last.
    """

    near: int = 3
    after: int = 21
    start: int = 10
    most: int = 10


def infer_dates(
    story: Story,
    reports: Sequence[Report],
    times: Sequence[TimeMention],
    statements: Sequence[Statement],
    settings: DateSettings,
) -> Iterator[DateInference]:
    """Yield the possible days of each undated report of `story` that tells enough."""
    told = _by_report(reports, times)
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.report_id, []).append(statement)
    dated = [report for report in reports if report.published_from and report.published_until]
    undated = [report for report in reports if report.published_from is None]
    if not dated or not undated:
        return
    start = _start(reports, dated, told, settings)
    for report in undated:
        found = _infer(story, report, told[report.id], said.get(report.id, ()), start, settings)
        if found is not None:
            yield found


def _by_report(
    reports: Sequence[Report], times: Sequence[TimeMention]
) -> dict[str, list[TimeMention]]:
    found: dict[str, list[TimeMention]] = {report.id: [] for report in reports}
    for time in times:
        if time.report_id in found:
            found[time.report_id].append(time)
    return {report.id: read_times(report, found[report.id]) for report in reports}


# --- the first day of the event ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Start:
    """What the dated reports tell: the first day of the event, and the days to look at."""

    began: date | None
    clues: tuple[Clue, ...]
    first: date
    last: date
    dated: frozenset[date]


def _start(
    reports: Sequence[Report],
    dated: Sequence[Report],
    told: Mapping[str, Sequence[TimeMention]],
    settings: DateSettings,
) -> _Start:
    """Return the first day of the event: the earliest that enough reports name."""
    earliest = min(report.published_from for report in dated if report.published_from)
    last = max(report.published_until for report in dated if report.published_until)
    named: dict[date, dict[str, Clue]] = {}
    for report in reports:
        for time in told[report.id]:
            for day in _days_of(report, time, (earliest.year, last.year)):
                if earliest - timedelta(days=settings.start) <= day <= last:
                    clue = Clue(report_id=report.id, span=time.span, rule="first day")
                    named.setdefault(day, {}).setdefault(report.id, clue)
    most = max((len(clues) for clues in named.values()), default=0)
    enough = [day for day, clues in named.items() if 3 * len(clues) >= most]
    began = min(enough, default=None)
    clues = tuple(named[began].values())[:3] if began else ()
    known = {report.published_from for report in dated if report.published_from}
    first = min(began or earliest, earliest) - timedelta(days=settings.near)
    return _Start(began, clues, first, last + timedelta(days=settings.after), frozenset(known))


def _days_of(report: Report, time: TimeMention, years: tuple[int, int]) -> Iterator[date]:
    if time.type == "DATE" and time.day_from and time.day_from == time.day_until:
        if report.published_until is None or time.day_from <= report.published_until:
            yield time.day_from
    elif report.published_from is None:
        yield from month_day(time, sorted(set(years)))
    elif time.mod == "ORDINAL_DAY" and (time.value or "")[1:-1].isdigit():
        count = int((time.value or "")[1:-1])
        if count < 60:
            yield report.published_from - timedelta(days=count - 1)


# --- one report ----------------------------------------------------------------------------


def _infer(
    story: Story,
    report: Report,
    times: Sequence[TimeMention],
    statements: Sequence[Statement],
    start: _Start,
    settings: DateSettings,
) -> DateInference | None:
    found = list(constraints(report, times, statements, start.began))
    if not found:
        return None
    span = (start.last - start.first).days
    window = [start.first + timedelta(days=n) for n in range(span + 1)]
    days, kept = _possible(window, found)
    if not any(constraint.rule in FAR_RULES for constraint in kept):
        reach = range(-settings.near, settings.near + 1)
        near = {day + timedelta(days=n) for day in start.dated for n in reach}
        days = [day for day in days if day in near] or days
    if not days or not any(constraint.clues for constraint in kept):
        return None
    clues = [clue for constraint in kept for clue in constraint.clues]
    if any(c.rule != "weekday" for c in kept):
        clues += start.clues
    return DateInference(
        id=key("date", story.id, report.id),
        story_id=story.id,
        report_id=report.id,
        days=tuple(days) if len(days) <= settings.most else (days[0], days[-1]),
        clues=tuple(dict.fromkeys(clues)),
        reason=_reason(kept),
    )


def _possible(
    window: Sequence[date], found: Sequence[Constraint]
) -> tuple[list[date], list[Constraint]]:
    """Return the days that all constraints allow, giving up the weakest until some day is left."""
    kept = list(found)
    for rule in (None, *_WEAKEST_FIRST):
        kept = [constraint for constraint in kept if constraint.rule != rule]
        days = [day for day in window if all(constraint.allows(day) for constraint in kept)]
        if days or not kept:
            return days, kept
    return [], []


def _reason(kept: Sequence[Constraint]) -> str:
    words = list(dict.fromkeys(constraint.words for constraint in kept))
    sentence = "; ".join(words) + "."
    return sentence[0].upper() + sentence[1:]


STAGE = Stage(
    name="dates",
    version=3,
    per=Story,
    reads=(Report, TimeMention, Statement),
    writes=DateInference,
    settings=DateSettings(),
    run=infer_dates,
)
