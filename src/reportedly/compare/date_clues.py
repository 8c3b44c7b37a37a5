"""Read what a report without a date tells of the day on which it was published.

Its times and statements go in, constraints come out: each a question to a day ("may it have been
published then?") with the words that it rests on.

    "said Wednesday", "now in its second day", "crossed the border last week", "earlier this month"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.model import Clue, Report, Statement, TimeMention

FAR_RULES = frozenset({"last week", "this month", "ordinal day"})  # name a day by themselves
READ_BLOCKS = frozenset({"headline", "standfirst", "body"})
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_DAYS = re.compile(r"P(\d{1,3})D")
_OTHER_WEEK = re.compile(r"^(?:next|last|previous|this coming|the following|every|each)\b", re.I)
# "Thousands are expected to come to the town's "long mile" on Sunday": what is ahead may be told in
# some words with signs between them, but in one sentence.
_AHEAD = re.compile(
    r"\b(?:will|would|due|expected|scheduled|plans?|planned|until|by|before|next|from|to be)"
    r"(?: \w+){0,6} (?:on )?$"
    r"|\b(?:will|due|expected|scheduled|planned) (?:[^\s.;!?]{1,30} ){0,10}(?:on )?$",
    re.I,
)
_BEGAN = re.compile(
    r"\b(?:launch|beg[aiu]n|start|cross|storm|erupt|invad|str(?:uck|ike)|hit|explo|burst|rupture|"
    r"crash|collaps|attack|open|kill|shook|shak|broke|sank|fire|blast|raid|incursion)\w*",
    re.I,
)
_NEAR = 120  # characters around "last week" in which the beginning of the event must be told
_HOW = {
    1: "the day itself, being named again and again",
    2: "that day or the next",
    3: "that day or one of the next two, as nobody is quoted on it",
}
_AGAIN = 3  # times that a weekday must be named to be taken for the day itself
_LEADS = 2  # times that the first weekday must be named to come before the latest
_FRAME = 60  # characters around a cue in which the day of speech stands


@dataclass(frozen=True, slots=True)
class Constraint:
    """Days on which a report may have been published, by one rule.

    Attributes:
        rule: Short code; also the order in which rules are given up when they cannot all hold.
        allows: Whether a day is possible.
        clues: The words of the report it rests on.
        words: The rule in words, for the reason.
    """

    rule: str
    allows: Callable[[date], bool]
    clues: tuple[Clue, ...]
    words: str


def read_times(report: Report, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the times of `report` that its own text tells, no feeds, no captions."""
    kept = []
    for time in sorted(times, key=lambda row: row.span):
        block = report.block_at(time.span.start)
        if block is None or block.kind in READ_BLOCKS:
            kept.append(time)
    return kept


def constraints(
    report: Report,
    times: Sequence[TimeMention],
    statements: Sequence[Statement],
    began: date | None,
) -> Iterator[Constraint]:
    """Yield what the times of one report tell; `began` is the first day of the event."""
    weekdays = _weekdays(report, times, statements)
    if weekdays:
        yield _by_weekday(report, weekdays)
    if began is None:
        return
    for time in times:
        words = time.span.of(report.text).lower()
        near = report.text[max(0, time.span.start - _NEAR) : time.span.end + _NEAR]
        count = _DAYS.fullmatch(time.value or "")
        if time.mod == "ORDINAL_DAY" and count:
            yield _ordinal(report, time, began, int(count[1]))
        elif "last week" in words and (_BEGAN.search(near) or _names_day(near, began)):
            yield _week_after(report, time, began)
        elif "earlier this month" in words and _BEGAN.search(near):
            yield _same_month(report, time, began)


@dataclass(frozen=True, slots=True)
class _Weekday:
    day: int  # Monday is 0
    time: TimeMention
    spoken: bool  # stands where a report tells when somebody spoke


def _weekdays(
    report: Report, times: Sequence[TimeMention], statements: Sequence[Statement]
) -> list[_Weekday]:
    frames = sorted(
        ((statement.cue or statement.source)[-1].end, number)
        for number, statement in enumerate(statements)
        if statement.source or statement.cue
    )
    found = []
    for time in times:
        match = _WEEKDAY.fullmatch(time.value or "")
        words = time.span.of(report.text)
        before = report.text[max(0, time.span.start - _NEAR) : time.span.start]
        if not match or time.type != "DATE" or _OTHER_WEEK.match(words):
            continue
        first = bisect_left(frames, (time.span.start - _FRAME, -1))
        last = bisect_left(frames, (time.span.end + _FRAME, -1))
        spoken = any(_is_frame(time, statements[number]) for _, number in frames[first:last])
        if spoken or not _AHEAD.search(before):
            found.append(_Weekday(int(match[1]) - 1, time, spoken))
    return found


def _is_frame(time: TimeMention, statement: Statement) -> bool:
    """Return whether a time near a cue tells when it was said, and is not what was said."""
    inside = any(piece.covers(time.span) for piece in statement.content)
    return not inside and statement.context.covers(time.span)


def _by_weekday(report: Report, weekdays: Sequence[_Weekday]) -> Constraint:
    """Return the rule of the latest weekday: publication came on that day or soon after.

    Days are put in order by taking the week that ends soonest after them all: of Monday,
    Tuesday and Wednesday the latest is Wednesday. On 103 dated articles with a weekday it was
    the day itself in 66 and the day before in 18. Named twice it still was the day before in
    every fifth; the day itself is taken from the third time on, with the day before named as
    well, which kept nine in ten right. In 7 more it was two days
    before, mostly where nobody was quoted on that day.

    A weekday that the report begins with and names twice as often comes before the latest: it
    told of Wednesday, and once of a Saturday before. Of 135 reports whose date was withheld that
    made 125 right, where 120 had been.
    """
    spoken = [weekday for weekday in weekdays if weekday.spoken] or list(weekdays)
    named = sorted({weekday.day for weekday in spoken})
    latest = min(named, key=lambda day: (max((day - other) % 7 for other in named), day))
    counts = Counter(weekday.day for weekday in spoken)
    first = spoken[0].day
    which = "latest weekday it names for recent words"
    if first != latest and counts[first] >= max(_LEADS, 2 * counts[latest]):
        latest, which = first, "weekday it names first and most often for recent words"
    at_latest = [weekday for weekday in spoken if weekday.day == latest]
    times = sum(weekday.day == latest for weekday in weekdays)
    again = times >= _AGAIN and (latest - 1) % 7 in named
    reach = 1 if again else 2 if spoken[0].spoken else 3  # days it may be, itself included
    allowed = {(latest + age) % 7 for age in range(reach)}
    name = at_latest[0].time.span.of(report.text)
    how = _HOW[reach]
    return Constraint(
        "weekday",
        lambda day: day.weekday() in allowed,
        tuple(Clue(report_id=report.id, span=w.time.span, rule="weekday") for w in spoken),
        f"the {which} is {name} ({how})",
    )


def _ordinal(report: Report, time: TimeMention, began: date, count: int) -> Constraint:
    day = began + timedelta(days=count - 1)
    return Constraint(
        "ordinal day",
        lambda found: found == day,
        (Clue(report_id=report.id, span=time.span, rule="ordinal day"),),
        f"“{time.span.of(report.text)}” counted from {began.isoformat()} is {day.isoformat()}",
    )


def _week_after(report: Report, time: TimeMention, began: date) -> Constraint:
    monday = began - timedelta(days=began.weekday()) + timedelta(days=7)
    return Constraint(
        "last week",
        lambda day: monday - timedelta(days=1) <= day < monday + timedelta(days=7),
        (Clue(report_id=report.id, span=time.span, rule="last week"),),
        f"what began on {began.isoformat()} was “last week”",
    )


def _same_month(report: Report, time: TimeMention, began: date) -> Constraint:
    earliest = began + timedelta(days=4)  # nobody says "earlier this month" of the day before
    return Constraint(
        "this month",
        lambda day: (day.year, day.month) == (began.year, began.month) and day >= earliest,
        (Clue(report_id=report.id, span=time.span, rule="this month"),),
        f"what began on {began.isoformat()} was “{time.span.of(report.text)}”",
    )


def _names_day(words: str, day: date) -> bool:
    month = day.strftime("%B")
    return bool(re.search(rf"\b{month[:3]}\w*\.? {day.day}\b|\b{day.day} {month[:3]}", words))


def month_day(time: TimeMention, years: Sequence[int]) -> Iterator[date]:
    """Yield the days that a month and day without a year may be."""
    match = _MONTH_DAY.fullmatch(time.value or "")
    for year in years if match else ():
        try:
            yield date(year, int(match[1]), int(match[2])) if match else date.min
        except ValueError:
            continue
