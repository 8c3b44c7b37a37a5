"""The forms of time expressions: a table of patterns, each with the function that reads it.

Where two patterns match at one place, the longer match counts, then the earlier line.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reportedly.annotate.duration_rules import read_ago, read_duration, read_ordinal_day, read_set
from reportedly.annotate.time_readings import Reading, Setting
from reportedly.annotate.time_rules import (
    read_clock,
    read_day_word,
    read_decade,
    read_full_date,
    read_month,
    read_numeric_date,
    read_overnight,
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
    HEDGE,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    SEASON,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
)

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Setting], Reading | None]]


def _rule(
    pattern: str,
    read: Callable[[re.Match[str], Setting], Reading | None],
    *,
    any_case: bool = False,
) -> Rule:
    # Texts that are wrapped break their lines inside an expression.
    pattern = pattern.replace("[ -]", r"[\s-]").replace(" ", r"\s")
    return re.compile(rf"(?<![\w$£€.-]){pattern}(?!\w)", re.IGNORECASE if any_case else 0), read


_WEEKDAY_MONTH = rf"(?:{WEEKDAY},? )?"
_EDGE = r"(?:the )?(?:beginning|start|middle|end) of"
_MOD_MONTH = rf"(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|{_EDGE})[ -])?"
_WHICH = r"(?P<which>last|this|next|past|previous|coming|following)"
_CLOCK_TAIL = rf"(?:,? (?:at )?(?P<clock>{CLOCK}))?"
_LONG_UNIT = r"(?:week|weekend|month|quarter|year|decade|century)"

RULES: tuple[Rule, ...] = (
    _rule(
        rf"{_WEEKDAY_MONTH}(?P<month>{MONTH}) (?P<day>{DAY_NUMBER})"
        rf"(?: ?[-–] ?(?P<until>{DAY_NUMBER}))?(?:,? (?P<year>{YEAR}))?{_CLOCK_TAIL}",
        read_full_date,
    ),
    _rule(
        rf"{_WEEKDAY_MONTH}(?:the )?(?:(?P<day>{DAY_NUMBER})(?: ?[-–] ?(?P<until>{DAY_NUMBER}))?)"
        rf"(?: of)? (?P<month>{MONTH})"
        rf"(?:,? (?P<year>{YEAR}))?",
        read_full_date,
    ),
    _rule(r"(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)", read_numeric_date),
    _rule(r"(?P<month>\d\d?)[/](?P<day>\d\d?)[/](?P<year>\d{4}|\d\d)", read_numeric_date),
    _rule(rf"{_MOD_MONTH}(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})", read_month),
    _rule(
        rf"(?:(?P<which>last|this|next|past) )?{_MOD_MONTH}(?P<month>{MONTH})(?P<year>)", read_month
    ),
    _rule(
        rf"(?P<mod>(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater) )?"
        rf"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast) )?(?P<weekday>{WEEKDAY})"
        rf"(?: (?P<part>{PART}))?",
        read_weekday,
    ),
    _rule(
        r"(?P<mod>(?:early|late|earlier|later) )?"
        rf"(?P<word>yesterday|today|tomorrow|tonight|this(?= {PART})|last(?= night| evening))"
        rf"(?: (?P<part>{PART}))?",
        read_day_word,
        any_case=True,
    ),
    _rule(r"overnight", read_overnight, any_case=True),
    _rule(
        rf"(?:the|that) (?P<which>following|next|previous|same)"
        rf"(?: day\b|(?= {PART})|(?: (?P<weekday>{WEEKDAY})))(?: (?P<part>{PART}))?",
        read_that_day,
        any_case=True,
    ),
    _rule(
        rf"(?:(?P<mod>early|earlier|late|later|mid|{_EDGE})[ -])?"
        rf"(?:the )?{_WHICH} (?:fiscal )?(?P<unit>{_LONG_UNIT}|{SEASON})",
        read_relative,
        any_case=True,
    ),
    _rule(
        rf"(?:(?P<mod>{_EDGE}) the (?P<unit>day|{_LONG_UNIT})|the (?P<unit2>weekend|quarter))"
        r"(?P<which>)(?! (?:of|before|after|that|when|ended|earlier))",
        read_relative,
        any_case=True,
    ),
    _rule(
        rf"(?:the )?(?:(?P<mod>early|late|mid)[ -])?(?P<unit>{SEASON})(?: of)? (?P<year>{YEAR})",
        read_season_of_year,
        any_case=True,
    ),
    _rule(rf"(?<=in the )(?P<mod>)(?P<unit>{SEASON})", read_season_of_year),
    _rule(
        r"(?:the )?(?:(?P<year2>fiscal) )?(?P<ordinal>first|second|third|fourth)[ -]"
        rf"(?P<half>quarter|half(?= of {YEAR}))(?: of (?:fiscal )?(?P<year>{YEAR}))?",
        read_quarter,
        any_case=True,
    ),
    _rule(
        rf"(?:(?P<mod>{HEDGE}) )?(?:(?P<number>{NUMBER})|{VAGUE})[ -](?P<unit>{UNIT}s?)"
        r" (?P<way>ago|earlier|later|from now|previously)",
        read_ago,
        any_case=True,
    ),
    _rule(
        rf"(?P<number>)(?P<mod>)(?P<unit>{UNIT}s) (?P<way>ago|earlier|later)",
        read_ago,
        any_case=True,
    ),
    _rule(
        rf"(?:(?P<mod>{HEDGE}) (?!the ))?"
        rf"(?:(?:the )?(?P<which>past|last|next|previous|coming|first|final) |the )?"
        rf"(?:(?P<number>{NUMBER})|{VAGUE})(?: more| full| straight| consecutive)?"
        rf"[ -](?P<unit>(?!second){UNIT}s?)(?![ -](?:old|of age))",
        read_duration,
        any_case=True,
    ),
    _rule(
        r"the (?P<which>past|last|previous) (?P<number>)(?P<mod>)"
        r"(?P<unit>day|hour|decade|century)",
        read_duration,
        any_case=True,
    ),
    _rule(
        r"(?:(?<=in )|(?<=for )|(?<=of )|(?<=over )|(?<=after )|(?P<which>(?:more )?recent ))"
        r"(?P<mod>)(?P<number>)(?P<unit>days|weeks|months|years|decades|centuries|quarters)",
        read_duration,
        any_case=True,
    ),
    _rule(
        rf"(?:(?<=its )|(?<=their )|(?:(?<= a )|(?<=the ))(?!first))(?P<ordinal>{ORDINAL})"
        r"(?: (?:straight|consecutive|full))? (?P<unit>day|week|month|year)(?! of (?:the )?[A-Z])",
        read_ordinal_day,
        any_case=True,
    ),
    _rule(r"(?P<word>hourly|daily|nightly|weekly|monthly|yearly)", read_set),
    _rule(
        rf"(?:each|every)(?: (?P<number>two|three|four|five|six|\d+))?"
        rf" (?:(?P<weekday>{WEEKDAY})|(?P<unit>day|night|week|month|quarter|year|hour|minute)s?)",
        read_set,
        any_case=True,
    ),
    _rule(r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s", read_set),
    _rule(
        rf"(?:(?P<mod>{HEDGE}) )?(?P<clock>{CLOCK}|noon|midnight)"
        rf"(?:,? (?:on )?(?:(?P<weekday>{WEEKDAY})|(?P<month>{MONTH}) (?P<day>{DAY_NUMBER})))?",
        read_clock,
    ),
    _rule(
        rf"(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|{_EDGE})[ -])?(?:fiscal )?(?P<year>{YEAR})", read_year
    ),
    _rule(
        r"(?:the )?(?:(?P<mod>early|mid|late)[ -])?(?P<decade>(?:19|20)\d0|['’]\d0)['’]?s",
        read_decade,
        any_case=True,
    ),
    _rule(
        r"(?:now|currently|at present|presently|so far|nowadays|recently|lately|"
        r"the (?:near )?future)",
        read_reference,
        any_case=True,
    ),
)

# One word at least must be there for any of the rules to match: sentences without are skipped.
TRIGGER = re.compile(
    r"\d|day|week|month|year|quarter|decade|centur|hour|minute|night|morning|evening|noon|tomorrow"
    r"|spring|summer|autumn|fall|winter|now|current|present|so far|recent|late|soon|future|annual"
    r"|daily|hourly|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
    re.IGNORECASE,
)
