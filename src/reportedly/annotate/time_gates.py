"""Which words a sentence must hold for a form of time expression to be tried on it.

Most sentences hold little of it, and trying every form everywhere took four fifths of the time: one
pass finds the sorts of words that there are, and each form names the sorts that it needs.
"""

from __future__ import annotations

import re
from enum import IntFlag

from reportedly.annotate.day_rules import (
    read_day_alone,
    read_day_of_month,
    read_from_day,
    read_long_ago,
    read_nth_weekday,
    read_part_of_month,
    read_second_day,
    read_short_quarter,
    read_weekday_of_week,
    read_weekdays_away,
    read_weeks_from,
)
from reportedly.annotate.duration_rules import (
    read_ago,
    read_duration,
    read_long,
    read_ordinal_day,
    read_sum,
    read_whole,
    read_window,
)
from reportedly.annotate.holidays import read_holiday
from reportedly.annotate.narration import read_bc, read_that
from reportedly.annotate.period_rules import (
    read_half,
    read_latest,
    read_one_before,
    read_quarter_ended,
    read_quarter_of_year,
    read_spoken_year,
    read_week_of,
    read_whole_year,
    read_year_earlier,
    read_year_end,
)
from reportedly.annotate.set_rules import read_set, read_set_at
from reportedly.annotate.time_forms import Read
from reportedly.annotate.time_rules import (
    read_century,
    read_clock,
    read_day_word,
    read_decade,
    read_full_date,
    read_month,
    read_numeric_date,
    read_overnight,
    read_part_of_date,
    read_quarter,
    read_reference,
    read_relative,
    read_season_of_year,
    read_that_day,
    read_weekday,
    read_year,
)


class Sort(IntFlag):
    """A sort of words that forms of time expressions are made of."""

    DIGIT = 1
    MONTH = 2
    WEEKDAY = 4
    UNIT = 8
    SEASON = 16
    BUSINESS = 32  # "quarter", "fiscal", "period"
    YEAR = 64
    PART = 128  # of a day: "morning", "night"
    DAY = 256  # "today", "overnight"
    ORDINAL = 512
    NUMBER = 1024
    SPOKEN = 2048  # what begins a year in words
    AWAY = 4096  # "ago", "later", "from"
    WHICH = 8192  # "last", "next", "same"
    EVERY = 16384
    WHOLE = 32768
    CLOCK = 65536
    HOLIDAY = 131072
    ERA = 262144
    REFERENCE = 524288
    SHORT = 1048576  # "Q3"
    THAT = 2097152
    DATE = 4194304  # in digits
    DECADE = 8388608
    CENTURY = 16777216


_S = Sort
# In small letters; of two that begin alike the longer stands first.
WORDS: tuple[tuple[Sort, str], ...] = (
    (_S.DIGIT | _S.ORDINAL, r"\d\d?(?:st|nd|rd|th)\b"),
    (_S.DIGIT | _S.DECADE, r"\d{0,3}0['’]?s\b"),
    (
        _S.DIGIT | _S.UNIT,
        r"\d[\d.]{0,9}[\s-]?(?:(?:h|hrs?|mins?|secs?|yrs?)\b|second|minute|hour|day|week|month|year)",
    ),
    (_S.DIGIT | _S.DATE, r"\d{1,4}[-/][\da-z]|\d{1,4}\.\d{1,2}\.\d"),
    (_S.DIGIT, r"\d"),
    (_S.DECADE, r"(?:thir|for|fif|six|seven|eigh|nine)ties"),
    (
        _S.HOLIDAY | _S.MONTH,
        r"(?:may\s+day|april\s+fool|new\s+year|st\.?\s+pat|saint\s+pat|good\s+fri|ash\s+wed"
        r"|palm\s+sun|maundy|easter|pentecost|bastille|armistice|veterans|christmas|boxing\s"
        r"|martin\s+l|mlk\s|memorial\s|labor\s|columbus\s|thanks\s?giv|mother['’]?s|father['’]?s"
        r"|presidents['’]?\s|black\s+fri|cyber\s+mon|election\s|earth\s+day|valentine|halloween"
        r"|juneteenth)",
    ),
    (_S.WEEKDAY | _S.EVERY, r"(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"),
    (
        _S.WEEKDAY,
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|fri|sat|sun)\.",
    ),
    (
        _S.MONTH,
        r"(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b|january|february|march|mar\b|april|may\b"
        r"|june|july|august|september|october|november|december",
    ),
    (_S.REFERENCE, r"now|current|present|so\s+far|recent|lately|these\s+days|the\s+past|future"),
    (_S.REFERENCE, r"the\s+(?:near\s+)?future|at\s+present|right\s+now|soon"),
    (_S.UNIT | _S.ORDINAL, r"second"),
    (_S.UNIT | _S.PART | _S.EVERY, r"night"),
    (_S.UNIT | _S.BUSINESS | _S.YEAR, r"year(?!ly)"),
    (_S.UNIT | _S.BUSINESS | _S.WHOLE | _S.CLOCK, r"quarter|half"),
    (_S.EVERY, r"every|each\b|hourly|daily|weekly|monthly|yearly"),
    (
        _S.UNIT,
        r"day|week|month|minute|hour|decade|fortnight|(?:hrs?|h|mins?|secs?|yrs?)\b",
    ),
    (_S.UNIT | _S.CENTURY, r"centur"),
    (_S.SEASON, r"spring|summer|autumn|fall\b|winter"),
    (_S.BUSINESS, r"fiscal|period"),
    (_S.PART | _S.EVERY, r"(?:morning|afternoon|evening)s\b"),
    (_S.PART, r"morning|afternoon|evening"),
    (_S.CLOCK, r"noon|midday|midnight|o['’]clock"),
    (_S.DAY, r"yesterday|today|tomorrow|tonight|overnight"),
    (_S.SPOKEN | _S.NUMBER | _S.ORDINAL, r"eighteen|nineteen|twent"),
    (_S.SPOKEN | _S.NUMBER, r"two\b"),
    (_S.ORDINAL | _S.WHICH, r"last|final|latest"),
    (
        _S.ORDINAL | _S.NUMBER,
        r"first|third|four|fif|six|seven|eigh|nin|ten|eleven|twel|thir|one\b|three\b|forty",
    ),
    (_S.AWAY, r"ago\b|earlier|later\b|previously|from\b|after\b|before\b"),
    (_S.REFERENCE | _S.UNIT, r"the\s+other\s+day"),
    (_S.UNIT | _S.BUSINESS | _S.YEAR, r"mid-?year"),
    (_S.REFERENCE, r"at\s+the\s+moment"),
    (_S.WHICH, r"this\b|prior\b|preceding\b|next\b|past\b|previous\b|coming\b|following\b|same\b"),
    (_S.WHOLE, r"all\b|whole\b|entire\b|another\b|full\b"),
    (_S.THAT, r"that\b"),
    (_S.ERA, r"b\.?c"),
    (_S.SHORT, r"[qh][1-4]\b"),
)
ANY = re.compile(r"\b(?:" + "|".join(f"({pattern})" for _, pattern in WORDS) + ")")
_SORTS = (0, *(int(sort) for sort, _ in WORDS))

# All of the sorts in a row must be there, any one of those that are tied by "|".
NEEDS: dict[Read, tuple[Sort, ...]] = {
    read_full_date: (_S.MONTH, _S.DIGIT | _S.ORDINAL | _S.NUMBER),
    read_part_of_date: (_S.MONTH, _S.PART, _S.DIGIT),
    read_month: (_S.MONTH,),
    read_week_of: (_S.MONTH, _S.UNIT, _S.DIGIT),
    read_numeric_date: (_S.DATE,),
    read_year: (_S.DIGIT,),
    read_decade: (_S.DECADE,),
    read_quarter_of_year: (_S.DIGIT, _S.BUSINESS),
    read_bc: (_S.ERA, _S.DIGIT),
    read_weekday: (_S.WEEKDAY,),
    read_weekday_of_week: (_S.WEEKDAY, _S.UNIT, _S.WHICH),
    read_nth_weekday: (_S.WEEKDAY, _S.ORDINAL, _S.UNIT | _S.MONTH),
    read_day_of_month: (_S.UNIT, _S.WHICH, _S.DIGIT | _S.ORDINAL),
    read_day_alone: (_S.WEEKDAY | _S.DIGIT, _S.ORDINAL),
    read_from_day: (_S.DAY, _S.UNIT, _S.AWAY),
    read_weekdays_away: (_S.WEEKDAY, _S.AWAY),
    read_long_ago: (_S.UNIT, _S.AWAY),
    read_part_of_month: (_S.MONTH, _S.ORDINAL),
    read_short_quarter: (_S.SHORT,),
    read_set: (_S.EVERY,),
    read_second_day: (_S.MONTH, _S.DIGIT),
    read_weeks_from: (_S.WEEKDAY, _S.UNIT, _S.AWAY),
    read_century: (_S.CENTURY, _S.ORDINAL),
    read_half: (_S.BUSINESS, _S.WHICH),
    read_quarter_ended: (_S.BUSINESS, _S.MONTH),
    read_set_at: (_S.EVERY,),
    read_day_word: (_S.DAY | _S.PART,),
    read_overnight: (_S.DAY,),
    read_that_day: (_S.WHICH | _S.THAT, _S.UNIT | _S.PART | _S.WEEKDAY),
    read_relative: (_S.UNIT | _S.SEASON,),
    read_that: (_S.UNIT | _S.SEASON, _S.WHICH | _S.THAT),
    read_ago: (_S.UNIT, _S.AWAY),
    read_duration: (_S.UNIT,),
    read_ordinal_day: (_S.UNIT, _S.ORDINAL | _S.DIGIT),
    read_whole: (_S.UNIT, _S.WHOLE),
    read_sum: (_S.UNIT, _S.NUMBER | _S.DIGIT),
    read_season_of_year: (_S.SEASON,),
    read_quarter: (_S.BUSINESS, _S.ORDINAL),
    read_latest: (_S.BUSINESS,),
    read_year_earlier: (_S.YEAR,),
    read_whole_year: (_S.UNIT,),
    read_year_end: (_S.YEAR,),
    read_one_before: (_S.UNIT, _S.AWAY),
    read_long: (_S.UNIT,),
    read_window: (_S.UNIT, _S.WHICH | _S.REFERENCE),  # "the past" is of the latter
    read_spoken_year: (_S.SPOKEN,),
    read_clock: (_S.DIGIT | _S.PART | _S.CLOCK,),
    read_holiday: (_S.HOLIDAY,),
    read_reference: (_S.REFERENCE,),
}


def sorts_in(lower: str, start: int, end: int) -> int:
    """Return the sorts of words between two places of a text in small letters, as one number."""
    sorts = 0
    for match in ANY.finditer(lower, start, end):
        sorts |= _SORTS[match.lastindex or 0]
    return sorts
