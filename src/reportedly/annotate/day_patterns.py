"""The forms of days that are said by their place in a week, a month, or from another day."""

from __future__ import annotations

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
from reportedly.annotate.time_forms import Rule, rule
from reportedly.annotate.time_rules import read_numeric_date
from reportedly.annotate.time_words import (
    DAY_NUMBER,
    DAY_WORD,
    MONTH,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    YEAR,
)

_WHICH = r"(?:last|this|next|past|previous|coming|following)"
_NTH = r"(?P<nth>first|second|third|fourth|fifth|last)"
_DAY_ORDINAL = rf"(?:(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)|{DAY_WORD})"
_IN_MONTH = (
    rf"(?:(?:the )?(?P<which>{_WHICH}) month|(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?)"
)
_AMOUNT = rf"{NUMBER}[ -]{UNIT}s?"

DAY_RULES: tuple[Rule, ...] = (
    rule(
        rf"(?:(?P<which>{_WHICH}) week(?: on|,)? (?P<weekday>{WEEKDAY})"
        rf"|(?P<weekday2>{WEEKDAY})(?:,| of)? (?P<which2>{_WHICH}) week)(?: (?P<part>{PART}))?",
        read_weekday_of_week,
        any_case=True,
    ),
    rule(
        rf"(?:the )?{_NTH} (?P<weekday>{WEEKDAY}) (?:of|in) {_IN_MONTH}",
        read_nth_weekday,
        any_case=True,
    ),
    rule(
        rf"(?:the )?(?P<day>{_DAY_ORDINAL})(?: day)? of (?:the )?(?P<which>{_WHICH}) month",
        read_day_of_month,
        any_case=True,
    ),
    rule(
        rf"(?P<weekday>{WEEKDAY}),? the (?P<day>{_DAY_ORDINAL}|fifteen)(?! (?:of|{MONTH}))",
        read_day_alone,
        any_case=True,
    ),
    # "on the 10th floor" is no day: the day ends its phrase.
    rule(
        r"(?<=\bon )the (?P<day>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th))"
        r"(?=$|[.,;:!?)](?:\s|$)| (?:and|but|at|when|after|before|because|while)\b)",
        read_day_alone,
    ),
    rule(
        rf"(?P<number>{NUMBER}) (?P<unit>{UNIT})s? (?P<way>from|after|before) "
        r"(?P<word>tomorrow|yesterday|today)",
        read_from_day,
        any_case=True,
    ),
    rule(
        rf"(?P<number>{NUMBER}) (?P<weekday>{WEEKDAY})s? (?P<way>ago|from now|later|earlier)",
        read_weekdays_away,
        any_case=True,
    ),
    rule(
        rf"(?P<number>an?|one|two|three) weeks? (?P<way>from|ago) (?P<weekday>{WEEKDAY})",
        read_weeks_from,
        any_case=True,
    ),
    rule(
        rf"(?:(?<=[a-z.] \d and )|(?<=[a-z.] \d\d and ))(?P<day>{DAY_NUMBER})"
        r"(?![-\w]| (?:[a-z]+ed\b|[a-z]+s\b))",
        read_second_day,
    ),
    rule(
        rf"(?:{_AMOUNT}(?:,? and|,)? ){{1,3}}{_AMOUNT} (?P<way>ago|earlier|later|from now)",
        read_long_ago,
        any_case=True,
    ),
    rule(
        r"(?:the )?(?P<nth>first|second|third|fourth|last|final) "
        rf"(?P<unit>week|half|days) (?:of|in) (?P<which>)(?P<month>{MONTH})"
        rf"(?:,? (?:of )?(?P<year>{YEAR}))?(?! \d)",
        read_part_of_month,
        any_case=True,
    ),
    rule(
        rf"(?:(?P<year2>{YEAR})[ -])?(?P<letter>[QH])(?P<number>[1-4])"
        rf"(?:(?: of| in|,)?(?: fiscal)? (?P<year>{YEAR}))?",
        read_short_quarter,
    ),
    rule(r"(?P<month>\d\d?)-(?P<day>\d\d?)-(?P<year>(?:1[5-9]|20)\d\d)", read_numeric_date),
    rule(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>(?:1[5-9]|20)\d\d)", read_numeric_date),
    rule(r"(?P<year>(?:1[5-9]|20)\d\d)\.(?P<month>\d\d?)\.(?P<day>\d\d?)", read_numeric_date),
    rule(
        rf"(?P<year>(?:1[5-9]|20)\d\d)[-/](?P<month>{MONTH})[-/](?P<day>\d\d?)",
        read_numeric_date,
        any_case=True,
    ),
    rule(
        rf"(?P<day>\d\d?)[-/](?P<month>{MONTH})[-/](?P<year>(?:1[5-9]|20)\d\d|\d\d)",
        read_numeric_date,
    ),
)
