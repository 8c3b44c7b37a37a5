"""The forms of time expressions: a table of patterns, each with the function that reads it.

Where two patterns match at one place, the longer match counts, then the earlier line.
"""

from __future__ import annotations

import re

from reportedly.annotate.day_patterns import DAY_RULES
from reportedly.annotate.day_rules import (
    read_day_alone,
    read_day_of_month,
    read_from_day,
    read_long_ago,
    read_nth_weekday,
    read_part_of_month,
    read_short_quarter,
    read_weekday_of_week,
    read_weekdays_away,
)
from reportedly.annotate.duration_rules import (
    read_ago,
    read_duration,
    read_ordinal_day,
    read_sum,
    read_whole,
)
from reportedly.annotate.holidays import HOLIDAY, read_holiday
from reportedly.annotate.narration import read_bc, read_that
from reportedly.annotate.period_rules import (
    read_latest,
    read_quarter_of_year,
    read_spoken_year,
    read_week_of,
    read_whole_year,
    read_year_earlier,
    read_year_end,
)
from reportedly.annotate.set_patterns import SET_RULES
from reportedly.annotate.set_rules import read_set_at
from reportedly.annotate.time_forms import Read, Rule, rule
from reportedly.annotate.time_rules import (
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
from reportedly.annotate.time_words import (
    CLOCK,
    DAY_NUMBER,
    DAY_WORD,
    HALVES,
    HEDGE,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    SEASON,
    SPOKEN_DAY,
    SPOKEN_YEAR,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
)

_WEEKDAY_MONTH = rf"(?:{WEEKDAY},? )?"
_UP_TO = r"(?: ?[-–] ?| to |(?<=between \d) and |(?<=between \d\d) and )"
_YEAR_TAIL = rf"(?:,? (?P<year>1\d{{3}}|20\d\d|21\d\d)|,? (?:in )?(?P<spoken>{SPOKEN_YEAR}))?"
_EDGE = r"(?:the )?(?:beginning|start|middle|end) of"
_MOD_MONTH = rf"(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|{_EDGE})[ -])?"
_WHICH = r"(?P<which>last|this|next|past|previous|coming|following)"
_CLOCK_TAIL = rf"(?:,? (?:at )?(?P<clock>{CLOCK}))?"
_BC = r"(?:B\.C\.(?:E\.)?|BCE?)"
_LONG_UNIT = r"(?:week|weekend|month|quarter|year|decade|century)"

RULES: tuple[Rule, ...] = (
    *DAY_RULES,
    *SET_RULES,
    rule(
        rf"{_WEEKDAY_MONTH}(?P<month>{MONTH}) (?:the )?(?P<day>{DAY_NUMBER}|{SPOKEN_DAY})"
        rf"(?:(?: ?[-–] ?| to )(?P<until>{DAY_NUMBER}))?{_YEAR_TAIL}{_CLOCK_TAIL}",
        read_full_date,
    ),
    rule(
        rf"{_WEEKDAY_MONTH}(?:the )?(?:(?P<day>{DAY_NUMBER}|{DAY_WORD}(?= of ))"
        rf"(?:{_UP_TO}(?P<until>{DAY_NUMBER}))?)"
        rf"(?: of)? (?P<month>{MONTH}){_YEAR_TAIL}",
        read_full_date,
    ),
    rule(
        rf"(?:the )?(?P<part>night|evening|afternoon|morning) of (?P<month>{MONTH}) "
        rf"(?P<day>{DAY_NUMBER})(?:,? (?P<year>{YEAR}))?",
        read_part_of_date,
    ),
    rule(
        rf"(?:the )?(?P<part>night|evening|afternoon|morning) of (?P<day>{DAY_NUMBER}) "
        rf"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
        read_part_of_date,
    ),
    rule(r"(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)", read_numeric_date),
    rule(r"(?P<month>\d\d?)[/](?P<day>\d\d?)[/](?P<year>\d{4}|\d\d)", read_numeric_date),
    rule(rf"{_MOD_MONTH}(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})", read_month),
    rule(
        rf"(?:(?P<which>last|this|next|past|the previous|the following) )?{_MOD_MONTH}"
        rf"(?P<month>{MONTH})(?P<year>)"
        rf"(?!\.? {DAY_NUMBER})"
        rf"(?=(?:(?: and | to | through | or | ?[-–] ?){MONTH},? (?P<ahead>{YEAR}))?)"
        rf"(?: (?:of )?(?P<relative>this|last|next) year)?",
        read_month,
    ),
    rule(
        rf"(?P<mod>(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater) )?"
        rf"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast) )?(?P<weekday>{WEEKDAY})"
        rf"(?: (?P<part>{PART}))?",
        read_weekday,
    ),
    rule(
        r"(?P<mod>(?:early|late|earlier|later) )?"
        rf"(?P<word>yesterday|today|tomorrow|tonight|this(?= {PART})|last(?= night| evening))"
        rf"(?: (?P<part>{PART}))?",
        read_day_word,
        any_case=True,
    ),
    rule(
        r"the day (?P<word>before yesterday|after tomorrow)(?P<part>)",
        read_day_word,
        any_case=True,
    ),
    rule(r"overnight", read_overnight, any_case=True),
    rule(
        rf"(?:the|that) (?P<which>following|next|previous|same)"
        rf"(?: day\b|(?= {PART})|(?: (?P<weekday>{WEEKDAY})))(?: (?P<part>{PART}))?",
        read_that_day,
        any_case=True,
    ),
    rule(
        rf"(?:(?P<mod>early|earlier|late|later|mid|{_EDGE})[ -])?"
        rf"(?:the )?{_WHICH} (?:fiscal )?(?P<unit>{_LONG_UNIT}|{SEASON})",
        read_relative,
        any_case=True,
    ),
    rule(
        rf"(?:(?P<mod>{_EDGE}) the (?P<unit>day|{_LONG_UNIT})|the (?P<unit2>weekend|quarter))"
        r"(?P<which>)(?! (?:of|before|after|that|when|ended|earlier))",
        read_relative,
        any_case=True,
    ),
    rule(
        rf"(?:the )?(?:(?P<mod>early|late|mid)[ -])?(?P<unit>{SEASON})(?: of)? (?P<year>{YEAR})",
        read_season_of_year,
        any_case=True,
    ),
    rule(
        r"(?:(?<=in )|(?<=of )|(?<=by )|(?<=since )|(?<=during )|(?<=throughout ))"
        r"(?:the )?(?:(?P<mod>early|late|mid)[ -])?(?P<unit>spring|summer|autumn|winter)",
        read_season_of_year,
    ),
    rule(r"(?<=in )the (?P<mod>)(?P<unit>fall)(?! (?:of|in|from))", read_season_of_year),
    rule(
        r"(?:the )?(?:(?P<year2>fiscal) )?(?P<ordinal>first|second|third|fourth)[ -]"
        rf"(?P<half>quarter|half(?= of {YEAR}))(?: of (?:fiscal )?(?P<year>{YEAR}))?",
        read_quarter,
        any_case=True,
    ),
    rule(
        rf"(?:(?P<mod>{HEDGE}) )?(?:(?P<number>{NUMBER})|{VAGUE})[ -](?P<unit>{UNIT}s?)"
        r" (?P<way>ago|earlier|later|from now|previously)",
        read_ago,
        any_case=True,
    ),
    rule(
        rf"(?P<number>)(?P<mod>)(?P<unit>{UNIT}s) (?P<way>ago|earlier|later)",
        read_ago,
        any_case=True,
    ),
    rule(
        rf"(?:(?P<mod>{HEDGE}) (?!the ))?"
        rf"(?:(?:the )?(?P<which>past|last|next|previous|coming|first|final|latest) "
        rf"|the (?!{NUMBER}-))?"
        rf"(?:(?:(?P<least>{NUMBER})(?: to | or |-| ?– ?))?(?P<number>{NUMBER})(?P<half>{HALVES})?"
        rf"|{VAGUE})(?: more| full| straight| consecutive)?"
        rf"[ -](?P<unit>(?!second){UNIT}s?)(?P<and_a_half> and a half)?(?![ -](?:old|of age))",
        read_duration,
        any_case=True,
    ),
    rule(
        r"(?:the )?(?:latest|most recent|current|full) (?:fiscal )?(?P<unit>quarter|year)"
        r"|the fiscal year|(?<=in )(?:the|that) fiscal (?P<unit2>year)",
        read_latest,
        any_case=True,
    ),
    rule(
        r"(?:(?:the|a) )?year[ -](?:ago|earlier)[ -]"
        r"(?:(?P<ordinal>first|second|third|fourth)[ -])?(?P<unit>quarter|period|half|month)",
        read_year_earlier,
        any_case=True,
    ),
    rule(
        rf"(?:the )?(?P<year>{YEAR})(?:['’]s)?[ -](?:(?P<ordinal>first|second|third|fourth)[ -])?"
        r"(?P<unit>quarter|period)",
        read_quarter_of_year,
        any_case=True,
    ),
    rule(r"the (?P<mod>)(?P<unit>year)(?= ended\b| ending\b)", read_whole_year, any_case=True),
    rule(
        r"(?:(?<=for )|(?<=of )|(?<=in ))the (?P<mod>)(?P<which>)(?P<unit>year)"
        r"(?!-| (?:of|before|after|that|when|since|earlier|later|ago|\d|to\b|two\b))",
        read_relative,
        any_case=True,
    ),
    rule(r"(?:the )?year[ -]end", read_year_end, any_case=True),
    rule(rf"(?:the )?year (?P<spoken>{SPOKEN_YEAR})", read_spoken_year, any_case=True),
    rule(
        rf"(?:(?<=in )|(?<=of )|(?<=by )|(?<=since )|(?<=from ))(?P<spoken>{SPOKEN_YEAR})",
        read_spoken_year,
        any_case=True,
    ),
    rule(
        rf"the week (?:of|beginning|starting) (?P<month>{MONTH}) (?P<day>{DAY_NUMBER})"
        rf"(?:,? (?P<year>{YEAR}))?",
        read_week_of,
    ),
    rule(
        rf"(?:(?P<which>last|this|next) )?(?P<holiday>{HOLIDAY})(?:,? (?:of )?(?P<year>{YEAR}))?",
        read_holiday,
        any_case=True,
    ),
    rule(
        rf"{_MOD_MONTH}(?:(?P<month>{MONTH})|(?P<unit>{SEASON})) (?:of )?(?P<bc>\d{{1,4}}) {_BC}",
        read_bc,
    ),
    rule(rf"(?:(?P<mod>early|mid|late|{_EDGE})[ -])?(?:the )?(?P<tens>\d{{1,2}})0s {_BC}", read_bc),
    rule(rf"(?P<bc>[1-9]\d{{0,3}})(?: {_BC}|(?=(?: ?[-–/] ?| to | and )\d{{1,4}} {_BC}))", read_bc),
    rule(rf"(?<=\d[-–/])(?P<bc>[1-9]\d{{0,3}}) {_BC}", read_bc),
    rule(
        rf"(?:(?P<mod>early|earlier|late|later|mid|{_EDGE})[ -])?(?:in )?"
        rf"(?:the (?P<which>same|following|previous) |that (?:same )?)"
        rf"(?P<unit>year|month|week|{SEASON})",
        read_that,
        any_case=True,
    ),
    rule(
        r"the (?P<which>past|last|previous) (?P<number>)(?P<mod>)"
        r"(?P<unit>day|hour|decade|century)",
        read_duration,
        any_case=True,
    ),
    rule(
        r"(?:(?<=in )|(?<=for )|(?<=of )|(?<=over )|(?<=after )|(?P<which>(?:more )?recent ))"
        r"(?P<mod>)(?P<number>)(?P<unit>days|weeks|months|years|decades|centuries|quarters)",
        read_duration,
        any_case=True,
    ),
    rule(
        rf"(?:(?<=its )|(?<=their )|(?:(?<= a )|(?<=the ))(?!first))(?P<ordinal>{ORDINAL})"
        r"(?: (?:straight|consecutive|full))? (?P<unit>day|week|month|year)(?! of (?:the )?[A-Z])",
        read_ordinal_day,
        any_case=True,
    ),
    rule(
        rf"(?:(?P<mod>{HEDGE}) )?(?P<clock>{CLOCK}|noon|midday|midnight)"
        rf"(?:,? (?:on )?(?:(?P<weekday>{WEEKDAY})|(?P<month>{MONTH}) (?P<day>{DAY_NUMBER})))?",
        read_clock,
    ),
    rule(
        rf"(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|{_EDGE})[ -])?(?:fiscal )?(?P<year>{YEAR})", read_year
    ),
    rule(
        r"(?:(?P<mod>early|mid|late)[ -])?(?:the )?(?P<decade>(?:1[6-9]|20)\d0|['’]\d0)['’]?s",
        read_decade,
        any_case=True,
    ),
    rule(
        r"(?:(?:right )?now|currently|at present|presently|so far|nowadays|recently|lately"
        r"|these days|the (?:near )?future|(?<=in )the past(?! \w))",
        read_reference,
        any_case=True,
    ),
)

# What a sentence must hold for the rules of one function to be tried: most hold little of it, and
# trying every rule everywhere took four fifths of the time.
_MONTHS_GATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP"
    r"|OCT|NOV|DEC|jan|feb|april|june|july|aug|sep|oct|nov|december)"
)
_UNITS_GATE = re.compile(
    r"second|minute|hour|\d\s?(?:h|min|sec|yr)|da[yi]|night|week|month|quarter|half|year|decade|centur"
    r"|spring|summer|autumn|fall|winter",
    re.IGNORECASE,
)
_SEASONS_GATE = re.compile(r"spring|summer|autumn|fall|winter", re.IGNORECASE)
_ORDINALS_GATE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|final) (?:\w+day|week|half|days)\b", re.IGNORECASE
)
_DIGITS_GATE = re.compile(r"\d")
_BUSINESS_GATE = re.compile(r"quarter|year|period|half|fiscal", re.IGNORECASE)
_YEAR_GATE = re.compile(r"year", re.IGNORECASE)
GATES: dict[Read, re.Pattern[str]] = {
    read_full_date: _MONTHS_GATE,
    read_part_of_date: _MONTHS_GATE,
    read_month: _MONTHS_GATE,
    read_week_of: _MONTHS_GATE,
    read_numeric_date: _DIGITS_GATE,
    read_year: _DIGITS_GATE,
    read_decade: _DIGITS_GATE,
    read_quarter_of_year: _DIGITS_GATE,
    read_bc: re.compile(r"B\.?C"),
    read_weekday: re.compile(r"day|DAY|Mon|Tue|Wed|Thu|Fri|Sat|Sun"),
    read_weekday_of_week: re.compile(r"day\b.*week\b|week\b.*day\b", re.IGNORECASE | re.DOTALL),
    read_nth_weekday: _ORDINALS_GATE,
    read_day_of_month: re.compile(r" of (?:the )?\w+ month", re.IGNORECASE),
    read_day_alone: re.compile(r" the \d|day,? the ", re.IGNORECASE),
    read_from_day: re.compile(r"(?:from|after|before)\s(?:tomorrow|yesterday|today)", re.I),
    read_weekdays_away: re.compile(r"days?\s(?:ago|from|later|earlier)", re.IGNORECASE),
    read_long_ago: re.compile(r"\b(?:ago|later|earlier|from now)\b", re.IGNORECASE),
    read_part_of_month: _ORDINALS_GATE,
    read_short_quarter: re.compile(r"\b[QH][1-4]\b"),
    read_set_at: re.compile(
        r"\b(?:every|each)\b|(?:day|morning|afternoon|evening|night)s\b", re.IGNORECASE
    ),
    read_overnight: re.compile(r"overnight", re.IGNORECASE),
    read_relative: _UNITS_GATE,
    read_that: _UNITS_GATE,
    read_ago: _UNITS_GATE,
    read_duration: _UNITS_GATE,
    read_ordinal_day: _UNITS_GATE,
    read_whole: re.compile(r"\b(?:all|whole|entire|another|full|half)[\s-]", re.IGNORECASE),
    read_sum: _UNITS_GATE,
    read_season_of_year: _SEASONS_GATE,
    read_quarter: _BUSINESS_GATE,
    read_latest: _BUSINESS_GATE,
    read_year_earlier: _YEAR_GATE,
    read_whole_year: _YEAR_GATE,
    read_year_end: _YEAR_GATE,
    read_spoken_year: re.compile(r"eighteen|nineteen|twenty|thousand", re.IGNORECASE),
    read_clock: re.compile(
        r"\d|noon|midday|midnight|o['’]clock|in the |at night|half past|quarter "
    ),
    read_holiday: re.compile(
        r"day\b|eve\b|thing|christmas|easter|thank|hallow|teenth|pentecost", re.I
    ),
}

# One word at least must be there for any of the rules to match: sentences without are skipped.
TRIGGER = re.compile(
    r"\d|day|week|month|year|quarter|decade|centur|hour|minute|night|morning|evening|noon|tomorrow"
    r"|spring|summer|autumn|fall|winter|now|current|present|so far|recent|late|soon|future|annual"
    r"|Christmas|Easter|Thanksgiving|Hallow|Juneteenth|Pentecost|Eve"
    r"|the past|nineteen|twenty|two thousand"
    r"|daily|hourly|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
    re.IGNORECASE,
)
