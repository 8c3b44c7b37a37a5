"""The forms of what comes again, and of spans of time that are said as a whole."""

from __future__ import annotations

from reportedly.annotate.duration_rules import read_duration, read_sum, read_whole
from reportedly.annotate.set_rules import read_set, read_set_at
from reportedly.annotate.time_forms import Rule, rule
from reportedly.annotate.time_words import CLOCK, MONTH, NUMBER, PART, UNIT, WEEKDAY

_EVERY = r"(?:each|every)(?: other)?"
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days"
_AMOUNT = rf"{NUMBER}[ -]{UNIT}s?"
_SECOND_AMOUNT = rf"(?!an? ){_AMOUNT}"  # "24 hours a day" is no sum

SET_RULES: tuple[Rule, ...] = (
    rule(rf"(?:each|every) (?P<month>{MONTH})", read_set),
    rule(rf"(?P<weekday>{WEEKDAY}) (?P<part>{PART})s", read_set),
    rule(r"(?P<word>hourly|daily|nightly|weekly|monthly|yearly)", read_set),
    rule(
        rf"(?:each|every)(?: (?P<number>two|three|four|five|six|\d+)|(?P<other> other))?"
        rf" (?:(?P<weekday>{WEEKDAY})|(?P<unit>day|night|week|month|quarter|year|hour|minute)s?)",
        read_set,
        any_case=True,
    ),
    rule(rf"(?P<weekday>{_DAYS})", read_set),
    rule(
        rf"{_EVERY} (?:(?P<weekday>{WEEKDAY})|(?P<part>{PART})|day)"
        rf"(?:(?: at)? (?P<clock>{CLOCK}|(?<=at )(?:1[0-2]|[1-9])\b(?!\.\d)))",
        read_set_at,
        any_case=True,
    ),
    rule(rf"{_EVERY} (?P<part>morning|afternoon|evening)", read_set_at, any_case=True),
    rule(rf"(?:each|every) other (?P<weekday>{WEEKDAY})", read_set_at, any_case=True),
    rule(
        rf"(?P<clock>{CLOCK}) (?:{_EVERY} (?:(?P<weekday>{WEEKDAY})|(?P<part>{PART})|day)"
        rf"|(?:on )?(?P<weekdays>{_DAYS}))",
        read_set_at,
        any_case=True,
    ),
    rule(
        rf"(?P<part>{PART}s) at (?P<clock>{CLOCK}|(?:1[0-2]|[1-9])\b(?!\.\d))",
        read_set_at,
        any_case=True,
    ),
    rule(
        r"(?:(?:all|the (?:whole|entire)|whole|another)[ -]|full[ -](?=day|week|month))(?P<half>)"
        r"(?P<unit>hour|day|night|week|month|year|decade|century)",
        read_whole,
        any_case=True,
    ),
    rule(
        r"(?:(?P<half>half)[ -]an?|(?P<half2>half)(?=[ -](?:hour|day|year|century)\b))[ -]"
        r"(?P<unit>hour|minute|day|year|decade|century)",
        read_whole,
        any_case=True,
    ),
    rule(rf"{_AMOUNT}(?:(?:,? and|,)? {_SECOND_AMOUNT}){{1,3}}", read_sum, any_case=True),
    rule(
        rf"(?P<number>\d+(?:\.\d+)?|{NUMBER}(?= ))[ -]?(?P<unit>hrs?|h|mins?|secs?|yrs?)\b"
        r"(?P<mod>)(?P<which>)",
        read_duration,
    ),
    rule(
        r"(?P<number>\d+(?:\.\d+)?) ?(?P<unit>(?:second|minute|hour|day|week|month|year)s?)"
        r"(?P<mod>)(?P<which>)(?! (?:ago|earlier|later|old|from now)\b)",
        read_duration,
    ),
)
