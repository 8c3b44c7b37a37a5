"""The words of time expressions in English, and the patterns made of them.

Everything here is data: names with their numbers, and the building blocks of the patterns
that `time_rules` gives a meaning.
"""

from __future__ import annotations

from reportedly.annotate.numerals import ONES, TENS

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
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI"}
SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
}
REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "so far": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "the past": "PAST_REF",
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
    "more than": "MORE_THAN",
    "over": "MORE_THAN",
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
SPOKEN_YEAR = (
    rf"(?:(?:eighteen|nineteen|twenty)[- ](?:{_SPOKEN_TENS}(?:[- ]{_SPOKEN_ONES})?"
    r"|hundred|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    rf"|oh[- ]{_SPOKEN_ONES})|two thousand(?:(?: and)? {_SPOKEN_ONES}\b)?)"
)


def _choice(words: object) -> str:
    listed = sorted(map(str, words), key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "(?:" + "|".join(listed) + ")"


_FULL_MONTHS = [name.capitalize() for name in MONTHS if len(name) > 4 or name in ("june", "july")]
_SHORT_MONTHS = [name.capitalize() for name in MONTHS if len(name) <= 4 and name != "may"]
MONTH = f"(?:{_choice([*_FULL_MONTHS, 'May'])}|{_choice(_SHORT_MONTHS)}\\b\\.?)"
WEEKDAY = (
    "(?:"
    + _choice([name.capitalize() for name in WEEKDAYS if len(name) > 5])
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
SEASON = _choice(SEASONS)
PART = "(?:morning|afternoon|evening|night)"
ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
)
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?(?:[ap]\.m\.|[AaPp][Mm]\b))?"
    r"|(?:1[0-2]|[1-9])\.[0-5]\d ?(?:[ap]\.m\.|[AaPp][Mm]\b)"
    r"|(?:1[0-2]|[1-9]) ?(?:[ap]\.m\.|[AaPp][Mm]\b)|(?:1[0-2]|[1-9]) o['’]clock)"
    r"(?: ?(?:GMT|UTC|EST|EDT|ET|PST|PDT|PT|CST|CDT|BST|CET|CEST|EET|EEST|MSK|local time)\b)?"
)
HEDGE = (
    r"(?:about|around|approximately|roughly|nearly|almost|no (?:more|less|longer) than|less than"
    r"|more than|over|at least|at most|up to)"
)
