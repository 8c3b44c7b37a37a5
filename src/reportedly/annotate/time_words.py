"""The words of time expressions in English, and the patterns made of them.

Everything here is data: names with their numbers, and the building blocks of the patterns
that `time_rules` gives a meaning.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.annotate.number_words import ONES, TENS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        ),
        start=1,
    )
    for name in names
}
NUMBERS = {
    "a": 1,
    "an": 1,
    **{word: number for word, number in ONES.items() if number},
    **TENS,
    "hundred": 100,
    "both": 2,
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ),
        start=1,
    )
}
# Units with the letters of ISO 8601 durations; TimeML adds DE and CE.
UNITS = {
    "second": "TS",
    "sec": "TS",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "hr": "TH",
    "h": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "yr": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI"}
_ONE_TO_NINTH = tuple(word for word, number in ORDINALS.items() if number < 10)
# Days of a month in words, from "first" to "thirty-first", and as they are said after a month.
DAY_WORDS = {
    **ORDINALS,
    **{
        word: number
        for number, word in enumerate(
            (
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
                "twentieth",
            ),
            start=13,
        )
    },
    **{f"twenty {word}": 20 + number for number, word in enumerate(_ONE_TO_NINTH, start=1)},
    "thirtieth": 30,
    "thirty first": 31,
}
SPOKEN_DAYS = {
    **{word: number for word, number in ONES.items() if number > 9},
    "twenty": 20,
    "thirty": 30,
    **{f"twenty {word}": 20 + number for word, number in ONES.items() if 0 < number < 10},
    "thirty one": 31,
}
SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
}
REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "at the moment": "PRESENT_REF",
    "so far": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "the past": "PAST_REF",
    "the other day": "PAST_REF",
    "recent": "PAST_REF",
    "soon": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "future": "FUTURE_REF",
}
MODS = {
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "less than": "LESS_THAN",
    "under": "LESS_THAN",
    "just under": "LESS_THAN",
    "well under": "LESS_THAN",
    "more than": "MORE_THAN",
    "over": "MORE_THAN",
    "just over": "MORE_THAN",
    "well over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE",
    "no more than": "EQUAL_OR_LESS",
    "no longer than": "EQUAL_OR_LESS",
    "no less than": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
    "as much as": "EQUAL_OR_LESS",
    "early": "START",
    "earlier": "START",
    "the beginning of": "START",
    "the start of": "START",
    "beginning of": "START",
    "mid": "MID",
    "the middle of": "MID",
    "late": "END",
    "later": "END",
    "the end of": "END",
}


# Years as they are spoken: "nineteen ninety-six", "two thousand and four".
_SPOKEN_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SPOKEN_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_SPOKEN_TEENS = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    rf"|twenty(?:[- ]{_SPOKEN_ONES})?)"
)
SPOKEN_YEAR = (
    rf"(?:(?:eighteen|nineteen|twenty)[- ](?:{_SPOKEN_TENS}(?:[- ]{_SPOKEN_ONES})?"
    r"|hundred|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    rf"|(?:oh|zero)[- ]{_SPOKEN_ONES})"
    rf"|two thousand(?:(?: and)? (?:{_SPOKEN_ONES}|{_SPOKEN_TEENS})\b)?)"
)


def _choice(words: Iterable[str]) -> str:
    listed = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(listed) + ")"


def _cased(names: Iterable[str]) -> list[str]:
    """Return names with a capital, in capitals and in small letters; "may" and "mar" are words."""
    small = [name for name in names if name not in ("may", "march", "mar", "dec", "sep", "jun")]
    return [*map(str.capitalize, names), *map(str.upper, names), *small]


_FULL_MONTHS = [name for name in MONTHS if len(name) > 4 or name in ("june", "july", "may")]
_SHORT_MONTHS = [name for name in MONTHS if len(name) <= 4 and name not in _FULL_MONTHS]
MONTH = f"(?:{_choice(_cased(_FULL_MONTHS))}|{_choice(_cased(_SHORT_MONTHS))}\\b\\.?)"
WEEKDAY = (
    "(?:"
    + _choice(_cased([name for name in WEEKDAYS if len(name) > 5]))
    + r"|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.(?=,? (?:[A-Z]|\d|[ap]\.)))"
)
HALVES = r"(?: (?:1/2|and a half)|½)"
NUMBER = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
    r"(?:one|two|three|four|five|six|seven|eight|nine)\b"
    rf"|{_choice(set(NUMBERS) - {'both', 'hundred'})}\b|\d{{1,4}}(?:\.\d)?|a hundred|one hundred)"
)
VAGUE = r"(?:(?:a )?(?:few|couple(?: of)?)|several|many|some|numerous|a number of)"
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|centur(?:y|ie))"
YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
DAY_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|[,.]\d|%)"
DAY_WORD = "(?i:" + _choice(DAY_WORDS).replace(" ", "[- ]") + r"\b)"
SPOKEN_DAY = "(?i:" + _choice({**DAY_WORDS, **SPOKEN_DAYS}).replace(" ", "[- ]") + r"\b)"
SEASON = _choice(SEASONS)
PART = "(?:morning|afternoon|evening|night)"
ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
)
_HOUR_WORDS = "(?:" + "|".join(word for word, number in ONES.items() if 0 < number < 13) + ")"
_OF_DAY = "(?:in the (?:morning|afternoon|evening)|at night)"
ZONE = (
    r"(?:(?:GMT|UTC|EST|EDT|ET|PST|PDT|PT|CST|CDT|BST|CET|CEST|EET|EEST|MSK|local time)\b"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2} [Tt]ime\b)"
)
CLOCK = (
    r"(?:(?:[01]\d|2[0-3])[0-5]\d(?= (?:GMT|UTC|local time)\b)"
    r"|(?<=[Aa]t )(?:[01]\d|2[0-3])[0-5]\d hours\b"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    rf"(?: ?(?:[ap]\.m\.|[AaPp][Mm]\b)| {_OF_DAY})?"
    r"|(?:1[0-2]|[1-9])\.[0-5]\d ?(?:[ap]\.m\.|[AaPp][Mm]\b)"
    r"|(?:1[0-2]|[1-9]) ?(?:[ap]\.m\.|[AaPp][Mm]\b)"
    rf"|(?:1[0-2]|[1-9]|{_HOUR_WORDS}) o['’]clock(?: {_OF_DAY})?"
    rf"|(?:1[0-2]|[1-9]|{_HOUR_WORDS}) {_OF_DAY}"
    rf"|(?:half past|(?:a )?quarter (?:past|to)) (?:1[0-2]|[1-9]|{_HOUR_WORDS})\b(?: {_OF_DAY})?)"
    rf"(?: ?{ZONE})?"
)
HEDGE = (
    r"(?:about|around|approximately|roughly|nearly|almost|no (?:more|less|longer) than|less than"
    r"|more than|(?:just |well )?over|(?:just |well )under|at least|at most|up to)"
)
