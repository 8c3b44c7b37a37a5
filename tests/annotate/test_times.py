"""Times: TIMEX3 types, values, mods and the days covered."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.annotate import parses, sentences, times
from reportedly.annotate.calendars import days_of, shifted, weekday_near
from reportedly.annotate.holidays import day_in
from reportedly.annotate.time_gates import NEEDS
from reportedly.annotate.time_patterns import RULES
from reportedly.annotate.times import TimeSettings, find_times
from reportedly.model import Block, Report, Sentence, Span, TimeMention
from reportedly.text import lowered

PUBLISHED = date(2024, 8, 8)  # a Thursday


def read(
    text: str, published: date | None = PUBLISHED, until: date | None = None
) -> list[TimeMention]:
    """Return the time expressions of `text`, sentences and parse included."""
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="given")
    report = Report(
        id="r",
        path="-",
        sha256="",
        text=text,
        blocks=(block,),
        published_from=published,
        published_until=until or published,
    )
    split = list(sentences.STAGE.run(report, sentences.STAGE.settings))
    parsed = list(parses.STAGE.run(report, split, parses.STAGE.settings))
    return list(times.STAGE.run(report, split, parsed, times.STAGE.settings))


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "mod"),
    [
        pytest.param("It fell on Aug. 7.", "Aug. 7", "DATE", "2024-08-07", None, id="month day"),
        pytest.param(
            "It fell on August 7, 2023.", "August 7, 2023", "DATE", "2023-08-07", None, id="full"
        ),
        pytest.param(
            "It fell on 7 August 2023.", "7 August 2023", "DATE", "2023-08-07", None, id="day first"
        ),
        pytest.param("It fell on 2023-08-07.", "2023-08-07", "DATE", "2023-08-07", None, id="ISO"),
        pytest.param(
            "It fell in February 2022.", "February 2022", "DATE", "2022-02", None, id="month year"
        ),
        pytest.param("It fell in May.", "May", "DATE", "2024-05", None, id="month"),
        pytest.param(
            "It fell in December.", "December", "DATE", "2023-12", None, id="month, year before"
        ),
        pytest.param(
            "It will open in October.", "October", "DATE", "2024-10", None, id="month to come"
        ),
        pytest.param("It fell in 1991.", "1991", "DATE", "1991", None, id="year"),
        pytest.param("It fell in late 1991.", "late 1991", "DATE", "1991", "END", id="late year"),
        pytest.param("It fell in the 1990s.", "the 1990s", "DATE", "199", None, id="decade"),
        pytest.param("It fell on Monday.", "Monday", "DATE", "2024-08-05", None, id="weekday"),
        pytest.param(
            "It fell on Thursday.", "Thursday", "DATE", "2024-08-08", None, id="the same day"
        ),
        pytest.param("It will meet on Friday.", "Friday", "DATE", "2024-08-09", None, id="will"),
        pytest.param(
            "It fell last Saturday.", "last Saturday", "DATE", "2024-08-03", None, id="last"
        ),
        pytest.param(
            "It fell Monday night.", "Monday night", "TIME", "2024-08-05TNI", None, id="night"
        ),
        pytest.param("It fell yesterday.", "yesterday", "DATE", "2024-08-07", None, id="yesterday"),
        pytest.param(
            "It fell this morning.", "this morning", "TIME", "2024-08-08TMO", None, id="morning"
        ),
        pytest.param("It fell last week.", "last week", "DATE", "2024-W31", None, id="last week"),
        pytest.param(
            "It fell earlier this month.",
            "earlier this month",
            "DATE",
            "2024-08",
            "START",
            id="earlier",
        ),
        pytest.param(
            "It fell in the second quarter.",
            "the second quarter",
            "DATE",
            "2024-Q2",
            None,
            id="quarter",
        ),
        pytest.param(
            "It fell eleven years ago.", "eleven years ago", "DATE", "2013", None, id="ago"
        ),
        pytest.param(
            "It fell three days ago.", "three days ago", "DATE", "2024-08-05", None, id="days ago"
        ),
        pytest.param(
            "It fell at 8:35 p.m. there.", "8:35 p.m.", "TIME", "2024-08-08T20:35", None, id="clock"
        ),
        pytest.param(
            "It lasted more than 10 years.",
            "more than 10 years",
            "DURATION",
            "P10Y",
            "MORE_THAN",
            id="years",
        ),
        pytest.param("It was a two-day visit.", "two-day", "DURATION", "P2D", None, id="two-day"),
        pytest.param("It was the worst in months.", "months", "DURATION", "PXM", None, id="months"),
        pytest.param("It lasted 36 hours.", "36 hours", "DURATION", "PT36H", None, id="hours"),
        pytest.param(
            "It is now in its second day.",
            "second day",
            "DURATION",
            "P2D",
            "ORDINAL_DAY",
            id="second day",
        ),
        pytest.param(
            "It has entered its third day.",
            "third day",
            "DURATION",
            "P3D",
            "ORDINAL_DAY",
            id="third day",
        ),
        pytest.param(
            "It sails every Monday.", "every Monday", "SET", "XXXX-WXX-1", None, id="every"
        ),
        pytest.param("It sails daily there.", "daily", "SET", "P1D", None, id="daily"),
        pytest.param("It has so far held.", "so far", "DATE", "PRESENT_REF", None, id="so far"),
        pytest.param(
            "It held since the beginning of the day.",
            "the beginning of the day",
            "DATE",
            "2024-08-08",
            "START",
            id="beginning",
        ),
    ],
)
def test_value(text: str, words: str, kind: str, value: str, mod: str | None) -> None:
    found = {time.span.of(text): time for time in read(text)}
    assert words in found
    assert (found[words].type, found[words].value, found[words].mod) == (kind, value, mod)


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        pytest.param(
            "It fell overnight.", "overnight", ("2024-08-07", "2024-08-08"), id="overnight"
        ),
        pytest.param("It fell last week.", "last week", ("2024-07-29", "2024-08-04"), id="week"),
        pytest.param("It fell in May.", "May", ("2024-05-01", "2024-05-31"), id="month"),
        pytest.param(
            "It fell over the past day.",
            "the past day",
            ("2024-08-07", "2024-08-08"),
            id="past day",
        ),
        pytest.param(
            "It fell in the past 24 hours.",
            "the past 24 hours",
            ("2024-08-07", "2024-08-08"),
            id="24 hours",
        ),
        pytest.param(
            "It ran Aug. 2-5.", "Aug. 2-5", ("2024-08-02", "2024-08-05"), id="range of days"
        ),
    ],
)
def test_days(text: str, words: str, days: tuple[str, str]) -> None:
    [found] = [time for time in read(text) if time.span.of(text) == words]
    assert (str(found.day_from), str(found.day_until)) == days


def test_the_following_day_is_seen_from_the_text() -> None:
    text = "It began on Aug. 1. It went on into the following day."
    found = read(text)[-1]
    assert (found.span.of(text), found.value, found.anchor) == (
        "the following day",
        "2024-08-02",
        "text",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("It fell on Thursday.", "XXXX-WXX-4", id="weekday"),
        pytest.param("It fell on Aug. 6.", "XXXX-08-06", id="month and day"),
        pytest.param("It fell last week.", "XXXX-WXX", id="week"),
        pytest.param("It fell overnight.", "XXXX-XX-XXTNI", id="overnight"),
    ],
)
def test_an_undated_report_leaves_days_open(text: str, value: str) -> None:
    [found] = read(text, None)
    assert (found.value, found.day_from, found.anchor) == (value, None, None)


def test_a_range_of_publication_days_leaves_open_what_differs_within_it() -> None:
    [found] = read("It fell on Friday.", date(2024, 8, 8), date(2024, 8, 9))
    assert (found.value, found.day_from) == ("XXXX-WXX-5", None)


@pytest.mark.parametrize(
    ("text", "last", "value"),
    [
        pytest.param("It fell earlier this month.", 28, "2024-08", id="this month"),
        pytest.param("It fell in May.", 28, "2024-05", id="month"),
        pytest.param("It fell last year.", 28, "2023", id="year"),
        pytest.param("It fell on Thursday.", 9, "2024-08-08", id="weekday"),
    ],
)
def test_a_range_of_publication_days_fixes_what_is_the_same_from_both_ends(
    text: str, last: int, value: str
) -> None:
    [found] = read(text, date(2024, 8, 8), date(2024, 8, last))
    assert (found.value, found.anchor) == (value, "published")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They may leave.", id="may"),
        pytest.param("Ms May left the room.", id="a name"),
        pytest.param("They march on.", id="march"),
        pytest.param("They hold 1,991 ships.", id="a count"),
        pytest.param("Some 2000 people came.", id="a count like a year"),
        pytest.param("She came second.", id="second"),
        pytest.param("He is a 44-year-old sailor.", id="age"),
    ],
)
def test_no_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("words", ["February 30, 2024", "31 April", "2024-13-45"])
def test_a_day_that_does_not_exist_keeps_its_words_only(words: str) -> None:
    text = f"It fell on {words}."
    [found] = read(text)
    assert (found.span.of(text), found.value, found.day_from) == (words, None, None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        pytest.param("It fell on Election Day.", "Election Day", "2023-11-07", id="election day"),
        pytest.param("It fell last Christmas.", "last Christmas", "2023-12-25", id="last holiday"),
        pytest.param("It fell at Easter 2010.", "Easter 2010", "2010-04-04", id="Easter"),
        pytest.param("It fell on Good Friday 2024.", "Good Friday 2024", "2024-03-29", id="Friday"),
        pytest.param("It fell in nineteen ninety-six.", "nineteen ninety-six", "1996", id="spoken"),
        pytest.param(
            "It fell in the year two thousand.", "the year two thousand", "2000", id="2000"
        ),
        pytest.param(
            "It grew in the latest quarter.", "the latest quarter", "2024-Q2", id="latest"
        ),
        pytest.param("It grew by year-end.", "year-end", "2024", id="year-end"),
        pytest.param(
            "It fell in the year-ago third quarter.",
            "the year-ago third quarter",
            "2023-Q3",
            id="year-ago quarter",
        ),
        pytest.param(
            "It met the week of March 4.", "the week of March 4", "2024-W10", id="week of"
        ),
        pytest.param("It lasted 2 1/2 years.", "2 1/2 years", "P2Y6M", id="and a half"),
        pytest.param("It takes two to three weeks.", "two to three weeks", "PXW", id="range"),
        pytest.param("They march each July.", "each July", "XXXX-07", id="each month"),
        pytest.param("It fell in 480 BC.", "480 BC", "BC0480", id="BC"),
        pytest.param("It fell a decade ago.", "a decade ago", "2014", id="a decade ago"),
        pytest.param("It opened in June last year.", "June last year", "2023-06", id="last year"),
        pytest.param(
            "It fell on the night of 5 May 2023.",
            "the night of 5 May 2023",
            "2023-05-05TNI",
            id="night of",
        ),
        pytest.param(
            "It had been due to end on Friday.", "Friday", "2024-08-02", id="had been due"
        ),
        pytest.param("It had sunk by Wednesday.", "Wednesday", "2024-08-07", id="by, past"),
        pytest.param(
            "It fell the day before yesterday.",
            "the day before yesterday",
            "2024-08-06",
            id="before yesterday",
        ),
        pytest.param("Jan Kavan met Mar Poe.", None, None, id="names that look like months"),
    ],
)
def test_named_and_counted_periods(text: str, words: str | None, value: str | None) -> None:
    found = [(time.span.of(text), time.value) for time in read(text)]
    assert found == ([(words, value)] if words else [])


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        pytest.param(
            "The war began in October 1918. In March it spread.", None, "1919-03", id="on"
        ),
        pytest.param("It began in May 1918. On 2 June they met.", None, "1918-06-02", id="day"),
        pytest.param("They met in 480 BC. The following year they left.", None, "BC0479", id="BC"),
        pytest.param("He left in May 1918. They met that year.", PUBLISHED, "1918", id="that year"),
        pytest.param("It fell in May 1918. In July it rose.", PUBLISHED, "1918-07", id="in news"),
        pytest.param("It fell in May 2023. In July it rose.", PUBLISHED, "2024-07", id="last year"),
        pytest.param(
            "It fell in May 1918. So it was. So it was. So it was. In July it rose.",
            PUBLISHED,
            "2024-07",
            id="long after",
        ),
    ],
)
def test_a_narration_goes_on_from_its_last_date(
    text: str, published: date | None, value: str
) -> None:
    assert read(text, published)[-1].value == value


@given(st.integers(1, 9998), st.sampled_from(["easter", "thanksgiving", "election day"]))
def test_holidays_fall_on_their_weekday(year: int, name: str) -> None:
    day = day_in(name, year)
    weekdays = {"easter": 7, "thanksgiving": 4, "election day": 2}
    assert day is None or day.isoweekday() == weekdays[name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It lasted a while.", "a while", id="a while"),
    ],
)
@pytest.mark.xfail(reason="not read yet")
def test_known_gap(text: str, words: str) -> None:
    assert words in [time.span.of(text) for time in read(text)]


WORDS = st.sampled_from(
    [
        "last",
        "next",
        "the",
        "Monday",
        "May",
        "Aug.",
        "7",
        "31",
        "2024",
        "1990s",
        "two",
        "days",
        "ago",
        "week",
        "quarter",
        "every",
        "-",
        ",",
        "10:30",
        "p.m.",
        "early",
        "of",
        "its",
        "third",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60), st.dates() | st.none())
@example("the past " * 300, PUBLISHED)
@example("9999 years from now", date.max)
@example("99 centuries ago", date.min)
def test_no_text_breaks_it_and_spans_lie_inside(text: str, published: date | None) -> None:
    report = Report(
        id="r",
        path="-",
        sha256="",
        text=text,
        published_from=published,
        published_until=published,
    )
    whole = Sentence(report_id="r", span=Span(0, len(text)), block="body")
    last = 0
    for found in find_times(report, [whole], [], TimeSettings()):
        assert last <= found.span.start < found.span.end <= len(text)
        last = found.span.end
        if found.day_from is not None:
            assert found.day_until is not None
            assert found.day_from <= found.day_until


@given(st.dates(), st.integers(1, 7))
def test_weekdays_are_the_nearest(day: date, weekday: int) -> None:
    try:
        found = weekday_near(day, weekday, "past")
    except OverflowError:
        return
    assert found.isoweekday() == weekday
    assert 0 <= (day - found).days < 7


@given(st.dates(), st.integers(-5000, 5000), st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]))
def test_moving_a_day_never_breaks(day: date, count: int, unit: str) -> None:
    moved = shifted(day, count, unit)
    assert moved is None or (moved >= day) == (count >= 0) or moved == day


@pytest.mark.parametrize("value", ["2024-02-30", "0000", "2024-W60", "2024-Q9", "XXXX", "", "P3D"])
def test_values_that_fix_no_day(value: str) -> None:
    assert days_of(value) is None


def test_each_form_says_which_words_it_needs() -> None:
    assert {read for _, read in RULES} == set(NEEDS)


@pytest.mark.parametrize("text", ["İstanbul in May", "ﬃ 3 May", "STRASSE 2024"])
def test_small_letters_keep_their_places(text: str) -> None:
    assert len(lowered(text)) == len(text)
