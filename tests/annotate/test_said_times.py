"""Times as news says them: days by their place, parts of years, clocks, sets; and what is not read.

The sentences are invented. Those not read are the kinds that the benchmark on the specifications of
assistants counts apart: a kind that is read one day makes its line fail, and moves up.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from reportedly.annotate import parses, sentences, times
from reportedly.model import Block, Report, Span, TimeMention

PUBLISHED = date(2024, 8, 8)  # a Thursday

READ = (
    # (sentence, words, value), by kind
    ("The vote is on Friday next week.", "Friday next week", "2024-08-16"),
    ("They meet on Tuesday of next week.", "Tuesday of next week", "2024-08-13"),
    ("They will meet next week on Monday.", "next week on Monday", "2024-08-12"),
    ("They vote on the first Sunday of October.", "the first Sunday of October", "2024-10-06"),
    ("They vote on the last Monday of next month.", "the last Monday of next month", "2024-09-30"),
    ("It is due on the 20th of next month.", "the 20th of next month", "2024-09-20"),
    ("The ferry sank on the 5th.", "the 5th", "2024-08-05"),
    ("It opened on Friday the 2nd.", "Friday the 2nd", "2024-08-02"),
    ("He will be back two days after tomorrow.", "two days after tomorrow", "2024-08-11"),
    ("They met two Sundays ago.", "two Sundays ago", "2024-07-28"),
    ("They will meet a week from Tuesday.", "a week from Tuesday", "2024-08-20"),
    ("It began a year and two months ago.", "a year and two months ago", "2023-06"),
    ("It began 1 month, 21 days ago.", "1 month, 21 days ago", "2024-06-17"),
    ("It fell on May twenty-first.", "May twenty-first", "2024-05-21"),
    ("It fell on the Fourth of July.", "the Fourth of July", "2024-07-04"),
    ("It fell on the tenth of May, 1391.", "the tenth of May, 1391", "1391-05-10"),
    ("It fell on May 3, nineteen eighty-one.", "May 3, nineteen eighty-one", "1981-05-03"),
    ("It fell on MONDAY, AUG. 5.", "MONDAY, AUG. 5", "2024-08-05"),
    ("It fell on monday, may the camp go on.", "monday", "2024-08-05"),
    ("It fell on 13.5.2023.", "13.5.2023", "2023-05-13"),
    ("It fell on 3-7-2023.", "3-7-2023", "2023-03-07"),
    ("It fell on 7-Mar-2023.", "7-Mar-2023", "2023-03-07"),
    ("It fell on Jan. 3 and 4.", "4", "2024-01-04"),
    ("Q3 2023 was good.", "Q3 2023", "2023-Q3"),
    ("It fell in the first half of last year.", "the first half of last year", "2023-H1"),
    ("Sales rose in the quarter ended June 30.", "the quarter", "2024-Q2"),
    ("It began in the spring of last year.", "the spring of last year", "2023-SP"),
    ("This summer it will close.", "This summer", "2024-SU"),
    ("It rose early in the week.", "early in the week", "2024-W32"),
    ("It fell the week before last.", "the week before last", "2024-W30"),
    ("He came this past Monday.", "this past Monday", "2024-08-05"),
    ("It stood in the 19th century.", "the 19th century", "18"),
    ("It stood in the late eighties.", "late eighties", "198"),
    ("It opened in the first week of March.", "the first week of March", "2024-03"),
    ("It fell at 5 p.m. yesterday.", "5 p.m. yesterday", "2024-08-07T17:00"),
    ("It fell on Tuesday at noon.", "Tuesday at noon", "2024-08-06T12:00"),
    ("It fell at 0830 GMT.", "0830 GMT", "2024-08-08T08:30"),
    ("It fell at half past two at night.", "half past two at night", "2024-08-08T02:30"),
    ("It fell at half past two.", "half past two", "2024-08-08TXX:30"),
    ("It fell at four in the morning.", "four in the morning", "2024-08-08T04:00"),
    ("They march every other Friday.", "every other Friday", "XXXX-WXX-5"),
    ("They march every morning.", "every morning", "XXXX-XX-XXTMO"),
    ("Mass is at 9 a.m. on Sundays.", "9 a.m. on Sundays", "XXXX-WXX-7T09:00"),
    ("It rings every night at 9.", "every night at 9", "XXXX-XX-XXT21:00"),
    ("It rained all day.", "all day", "P1D"),
    ("It took half an hour.", "half an hour", "PT30M"),
    ("It took half a year.", "half a year", "P6M"),
    ("It took two hours and 30 minutes.", "two hours and 30 minutes", "PT2H30M"),
    ("It took 45 min to land.", "45 min", "PT45M"),
    ("It grew for 12 straight quarters.", "12 straight quarters", "P36M"),
    ("It lasted well over a year.", "well over a year", "P1Y"),
    ("It will soon close.", "soon", "FUTURE_REF"),
    ("It opens Wednesday.", "Wednesday", "2024-08-14"),
    ("The deadline is Friday.", "Friday", "2024-08-09"),
    ("He was to leave Saturday.", "Saturday", "2024-08-10"),
    ("They say they expect a ruling Monday.", "Monday", "2024-08-12"),
    ("The strike could begin Tuesday.", "Tuesday", "2024-08-13"),
    ("She could not be reached Tuesday.", "Tuesday", "2024-08-06"),
    ("The strike, set for Tuesday, was called off.", "Tuesday", "2024-08-13"),
    ("She meets voters in Orrest on Tuesday.", "Tuesday", "2024-08-06"),
    ("Ships sank over the weekend.", "the weekend", "2024-W31-WE"),
    ("They will meet this weekend.", "this weekend", "2024-W32-WE"),
    ("The third quarter of next year will be good.", "The third quarter of next year",
     "2025-Q3"),
    ("It is to end in the first quarter.", "the first quarter", "2025-Q1"),
    ("It fell at 1600 hours.", "1600 hours", "2024-08-08T16:00"),
    ("It fell at 6:15 in the evening.", "6:15 in the evening", "2024-08-08T18:15"),
    ("It fell over the summer.", "the summer", "2024-SU"),
    ("It ends a weeklong strike.", "weeklong", "P1W"),
    ("It lasted half-an-hour.", "half-an-hour", "PT30M"),
    ("It will close by midyear.", "midyear", "2024"),
    ("It rose by year's end.", "year's end", "2024"),
    ("It ends at midnight EST on Nov. 6.", "midnight EST on Nov. 6", "2024-11-06T24:00"),
    ("It fell at 9:30 a.m. Pacific time Tuesday.", "9:30 a.m. Pacific time Tuesday",
     "2024-08-06T09:30"),
    ("It fell at 8:35 p.m. (2035 GMT) Tuesday.", "8:35 p.m.", "2024-08-06T20:35"),
    ("On Tuesday it fell at 9 p.m. there.", "9 p.m.", "2024-08-06T21:00"),
    ("The prior year was bad.", "The prior year", "2023"),
    ("It fell in 2020 and, worse, in the year before.", "the year before", "2019"),
    ("It grew over the past year.", "the past year", "P1Y"),
    ("It grew over the last decade.", "the last decade", "P1DE"),
    ("In the fiscal first quarter ended June 30 it fell.", "the fiscal first quarter", "2024-Q2"),
    ("Its second-half net fell.", "second-half", "2024-H2"),
    ("They hope to bypass Tuesday's ruling.", "Tuesday", "2024-08-06"),
    ("It fell on Black Friday 2023.", "Black Friday 2023", "2023-11-24"),
    ("It fell on Presidents' Day 2024.", "Presidents' Day 2024", "2024-02-19"),
)  # fmt: skip

NOT_READ = (
    # (kind, sentence, words, value): what news seldom writes, or writes in another sense
    ("days of the month alone", "They come back on the 27 for lunch.", "the 27", "2024-08-27"),
    ("day and month in digits", "They will come back on 22/09, he said.", "22/09", "2024-09-22"),
    ("short years tied by hyphens", "It was signed 3-7-21 in Orrest.", "3-7-21", "2021-03-07"),
    ("month and day tied by a sign", "It was signed Oct/2 in Orrest.", "Oct/2", "2023-10-02"),
    ("years ago, to the day", "It fell two years ago.", "two years ago", "2022-08-08"),
    ("the next day, from today", "They will leave the next day.", "the next day", "2024-08-09"),
    ("short forms of messages", "See you tmrw at the gate.", "tmrw", "2024-08-09"),
    ("next Monday, one week on", "They will go next Monday.", "next Monday", "2024-08-19"),
    ("weekdays of no named month", "They pray on first Sundays.", "first Sundays", "2024-08-04"),
    ("business days", "It will come in four business days.", "four business days", "2024-08-14"),
    ("how often, by an adjective", "The quarterly meeting is long.", "quarterly", "P3M"),
    ("feasts by the moon", "It closed for Eid al-Fitr.", "Eid al-Fitr", "2024-04-10"),
    ("whole years", "It hopes for a full-year gain.", "full-year", "P1Y"),
    ("dates cut apart", "It fell on 16. Nov. 2023.", "16. Nov. 2023", "2023-11-16"),
    ("ages of things", "The 20-year-old law expired.", "20-year-old", "P20Y"),
    ("a day or two", "It takes a day or two.", "a day or two", "PXD"),
    ("two ends of a duration", "It lasts two weeks to a month.", "two weeks to a month", "PXW"),
    ("decades that may be this century's", "It stood in the twenties.", "the twenties", "192"),
)  # fmt: skip


@cache
def found() -> dict[str, list[TimeMention]]:
    """Return the times of each sentence, each read as a report of its own."""
    texts = [text for text, *_ in READ] + [text for _, text, *_ in NOT_READ]
    return {text: _read(text) for text in texts}


def _read(text: str) -> list[TimeMention]:
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="given")
    report = Report(
        id="r",
        path="-",
        sha256="",
        text=text,
        blocks=(block,),
        published_from=PUBLISHED,
        published_until=PUBLISHED,
    )
    split = list(sentences.STAGE.run(report, sentences.STAGE.settings))
    parsed = list(parses.STAGE.run(report, split, parses.STAGE.settings))
    return list(times.STAGE.run(report, split, parsed, times.STAGE.settings))


def values(text: str) -> list[tuple[str, str | None]]:
    return [(time.span.of(text), time.value) for time in found()[text]]


@pytest.mark.parametrize(
    ("text", "words", "value"), [pytest.param(*row, id=row[1]) for row in READ]
)
def test_said(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    ("text", "words", "value"), [pytest.param(*row[1:], id=row[0]) for row in NOT_READ]
)
@pytest.mark.xfail(strict=True, reason="a kind that is not claimed")
def test_not_read(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It rose in the fiscal first quarter.", id="quarter"),
        pytest.param("It rose in fiscal 2023.", id="year"),
    ],
)
def test_the_days_of_a_fiscal_time_are_open(text: str) -> None:
    [found] = _read(text)
    assert (found.day_from, found.day_until) == (None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("It opened in the first week of March.", (3, 1), (3, 7), id="first week"),
        pytest.param("It closed in the last week of May.", (5, 25), (5, 31), id="last week"),
        pytest.param("They met between 2 and 5 July.", (7, 2), (7, 5), id="between"),
        pytest.param("They met on July 2 to 5.", (7, 2), (7, 5), id="to"),
        pytest.param("The board will vote in two weeks.", (8, 19), (8, 25), id="in two weeks"),
    ],
)
def test_days_that_are_covered(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    [time] = _read(text)
    assert (time.day_from, time.day_until) == (date(2024, *first), date(2024, *last))


def test_the_order_of_day_and_month_is_learned_from_the_report() -> None:
    day_first = _read("It closed on 3/4/2024 and opened on 25/4/2024.")
    assert [time.value for time in day_first] == ["2024-04-03", "2024-04-25"]
    assert [time.value for time in _read("It closed on 3/4/2024.")] == ["2024-03-04"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The shop is open 24/7 there.", id="24/7"),
        pytest.param("They won 3-0 in a 4-4-2.", id="score and formation"),
        pytest.param("Call +47 22 33 44 55 or 555-1998.", id="telephone"),
        pytest.param("The lift stopped on the 10th floor.", id="floor"),
        pytest.param("He may 3 times refuse.", id="may"),
        pytest.param("They fought in the year 0 of it.", id="year 0"),
        pytest.param("It began at 25:61 on the board.", id="no clock"),
        pytest.param("He soon left.", id="soon, long past"),
        pytest.param("It is a million miles away.", id="a million miles away"),
    ],
)
def test_no_times(text: str) -> None:
    assert [time for time in _read(text) if time.value] == []
