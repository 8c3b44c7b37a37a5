"""The forms of time expressions: a table of patterns, each with the function that reads it.

Where two patterns match at one place, the longer match counts, then the earlier line.
"""

from __future__ import annotations

from reportedly.annotate.day_patterns import DAY_RULES
from reportedly.annotate.duration_rules import (
    read_ago,
    read_duration,
    read_long,
    read_ordinal_day,
    read_window,
)
from reportedly.annotate.holidays import HOLIDAY, read_holiday
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
from reportedly.annotate.set_patterns import SET_RULES
from reportedly.annotate.time_forms import Rule, rule
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
    ZONE,
)

_WEEKDAY_MONTH = rf"(?:{WEEKDAY},? )?"
_UP_TO = r"(?: ?[-–] ?| to |(?<=between \d) and |(?<=between \d\d) and )"
_YEAR_TAIL = rf"(?:,? (?P<year>1\d{{3}}|20\d\d|21\d\d)|,? (?:in )?(?P<spoken>{SPOKEN_YEAR}))?"
_EDGE = r"(?:the )?(?:beginning|start|middle|end) of"
_MOD_MONTH = rf"(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|{_EDGE})[ -])?"
_WHICH = r"(?P<which>last|next|(?:this )?(?:past|coming)|this|previous|prior|preceding|following)"
_CLOCK_TAIL = rf"(?:,? (?:at )?(?P<clock>{CLOCK}))?"
_AT_CLOCK = rf"(?: at (?P<clock>{CLOCK}|noon|midday|midnight))?"
_BC = r"(?:B\.C\.(?:E\.)?|BCE?)"
_LONG_UNIT = r"(?:week|weekend|month|quarter|year|decade|century)"

RULES: tuple[Rule, ...] = (
    # Before what reads "the past" as "last": these are spans of time that end now.
    rule(
        r"(?P<number>)(?P<mod>)(?:the (?P<which>past) (?P<unit>week|month|quarter|year)"
        r"|the (?P<which2>past|last) (?P<unit2>decade|century))",
        read_window,
        any_case=True,
    ),
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
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|(?:[Tt]his )?(?:[Pp]ast|[Cc]oming)|[Tt]his) )?"
        rf"(?P<weekday>{WEEKDAY})(?: (?P<part>{PART}))?{_AT_CLOCK}",
        read_weekday,
    ),
    rule(
        r"(?P<mod>(?:early|late|earlier|later) )?"
        rf"(?P<word>yesterday|today|tomorrow|tonight|this(?= {PART})|last(?= night| evening))"
        rf"(?: (?P<part>{PART}))?{_AT_CLOCK}",
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
        r"(?P<mod>early|earlier|late|later)(?= in) in the (?P<which>)(?P<unit2>)"
        r"(?P<unit>week|month|quarter|year|decade)(?! (?:of|before|after|that|when|ended))",
        read_relative,
        any_case=True,
    ),
    rule(
        r"the (?P<mod>)(?P<unit>week|month|year|weekend) (?P<which>before) last",
        read_relative,
        any_case=True,
    ),
    rule(
        rf"that (?P<which>)(?:day\b|(?={PART}\b))(?P<weekday>)(?: ?(?P<part>{PART}))?",
        read_that_day,
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
        r"(?:(?<=in )|(?<=of )|(?<=by )|(?<=[Oo]ver )|(?<=since )|(?<=during )|(?<=throughout ))"
        r"(?:the )?(?:(?P<mod>early|late|mid)[ -])?(?P<unit>spring|summer|autumn|winter)",
        read_season_of_year,
    ),
    rule(r"(?<=in )the (?P<mod>)(?P<unit>fall)(?! (?:of|in|from))", read_season_of_year),
    rule(
        rf"(?:the )?(?:(?P<mod>early|late|mid)[ -])?(?P<unit>{SEASON}) of"
        r" (?P<relative>last|this|next) year",
        read_season_of_year,
        any_case=True,
    ),
    rule(
        r"(?:the )?(?P<ordinal>first|second|third(?= q)|fourth(?= q)) (?P<unit>half|quarter)"
        r" of (?P<which>last|this|next) year",
        read_half,
        any_case=True,
    ),
    rule(
        r"(?:the )?(?:fiscal[ -])?(?:(?:first|second|third|fourth)[ -](?:fiscal )?)?quarter"
        rf"(?= end(?:ed|ing) (?P<month>{MONTH}))",
        read_quarter_ended,
    ),
    rule(
        r"(?:the )?(?:(?P<year2>fiscal) )?(?P<ordinal>first|second|third|fourth)[ -]"
        rf"(?:(?P<year3>fiscal) )?(?P<half>quarter|half(?= of {YEAR}"
        r"|[ -](?:net|profits?|earnings|results|sales|loss|losses|revenues?|growth)\b))"
        rf"(?: of (?:fiscal )?(?P<year>{YEAR}))?",
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
        r"|(?:the )?latest (?P<unit3>period)"
        r"|the fiscal year|(?<=in )(?:the|that) fiscal (?P<unit2>year)",
        read_latest,
        any_case=True,
    ),
    rule(
        r"(?:(?:the|a) )?year[ -](?:ago|earlier)[ -]"
        r"(?:(?P<ordinal>first|second|third|fourth)[ -])?(?P<unit>quarter|period|half|month)"
        r"|(?:the )?year-(?:ago|earlier)(?= (?:results?|net|loss|profit|figures?|levels?|totals?))",
        read_year_earlier,
        any_case=True,
    ),
    rule(
        rf"(?:the )?(?P<year>{YEAR})(?:['’]s)?[ -](?:(?P<ordinal>first|second|third|fourth)[ -])?"
        r"(?P<unit>quarter|period)",
        read_quarter_of_year,
        any_case=True,
    ),
    rule(
        r"the (?P<mod>)(?P<unit>year|month|week)(?= ended\b| ending\b)",
        read_whole_year,
        any_case=True,
    ),
    rule(
        r"(?:(?<=for )|(?<=of )|(?<=in ))the (?P<mod>)(?P<which>)(?P<unit>year)"
        r"(?!-| (?:of|before|after|that|when|since|earlier|later|ago|\d|to\b|two\b))",
        read_relative,
        any_case=True,
    ),
    rule(r"(?:(?:the )?year(?:['’]s)?[ -]end|mid-?(?P<mid>year))", read_year_end, any_case=True),
    rule(
        r"the (?P<unit>day|night|week|month|year) before(?=[.,;:]|$)",
        read_one_before,
        any_case=True,
    ),
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
        r"(?:(?P<one>hour|day|week|month|year)"
        r"|(?P<some>hours|days|weeks|months|years|decades|centuries))-?long",
        read_long,
    ),
    rule(
        r"the (?P<which>past|last|previous) (?P<number>)(?P<mod>)(?P<unit>day|hour)",
        read_duration,
        any_case=True,
    ),
    rule(
        r"(?:(?<=in )|(?<=for )|(?<=of )|(?<=over )|(?<=after )"
        r"|(?P<which>(?:more )?recent |the coming ))"
        r"(?P<mod>)(?P<number>)(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries|quarters)",
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
        rf"(?:(?P<mod>{HEDGE}) )?(?P<clock>{CLOCK}|(?:noon|midday|midnight)(?: {ZONE})?)"
        rf"(?=(?: \([^()]{{1,20}}\),? (?:on )?(?P<ahead>{WEEKDAY}))?)"
        rf"(?:,? (?:on )?(?:(?P<weekday>{WEEKDAY})|(?P<month>{MONTH}) (?P<day>{DAY_NUMBER})"
        rf"|(?P<word>yesterday|today|tomorrow|tonight|last night|this {PART})))?",
        read_clock,
    ),
    rule(
        rf"(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|{_EDGE})[ -])?(?:fiscal (?:year )?)?(?P<year>{YEAR})",
        read_year,
    ),
    rule(rf"(?P<mod>)(?:the )?(?P<year>{YEAR}) fiscal year", read_year, any_case=True),
    rule(
        r"(?:(?P<mod>early|mid|late)[ -])(?P<decade>(?:thir|for|fif|six|seven|eigh|nine)ties)"
        r"|the (?P<decade2>(?:fif|six|seven|eigh|nine)ties)",
        read_decade,
        any_case=True,
    ),
    rule(
        rf"(?:the )?(?:(?P<mod>early|mid|late)[ -])?(?P<number>\d\d?(?:st|nd|rd|th)|{DAY_WORD})"
        rf"[ -]century(?P<era> {_BC})?",
        read_century,
        any_case=True,
    ),
    rule(
        r"(?:(?P<mod>early|mid|late)[ -])?(?:the )?(?P<decade>(?:1[6-9]|20)\d0|['’]\d0)['’]?s",
        read_decade,
        any_case=True,
    ),
    rule(
        r"(?:(?:right )?now|(?<!as )(?<!too )soon(?! (?:after|as|enough|before))|the other day"
        r"|currently|at the moment|at present|presently|so far|nowadays|recently|lately"
        r"|these days|the (?:near )?future|(?<=in )the past(?! \w))",
        read_reference,
        any_case=True,
    ),
)
