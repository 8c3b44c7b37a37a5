"""Figures: intervals, units, hedges, what is counted, and what is no figure."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.annotate import figures, parses, sentences
from reportedly.annotate.figures import FigureSettings, find_figures
from reportedly.annotate.number_words import pieces_of, value_of
from reportedly.annotate.numerals import numeral_at
from reportedly.model import Block, Figure, Report, Sentence, Span

Ends = tuple[float | None, float | None]


def read(text: str) -> list[Figure]:
    """Return the figures of `text`, sentences and parse included."""
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="given")
    report = Report(id="r", path="-", sha256="", text=text, blocks=(block,))
    split = list(sentences.STAGE.run(report, sentences.STAGE.settings))
    parsed = list(parses.STAGE.run(report, split, parses.STAGE.settings))
    return list(figures.STAGE.run(report, split, parsed, figures.STAGE.settings))


def unparsed(text: str) -> list[Figure]:
    report = Report(id="r", path="-", sha256="", text=text)
    whole = Sentence(report_id="r", span=Span(0, len(text)), block="body")
    return list(find_figures(report, [whole], [], FigureSettings()))


@pytest.mark.parametrize(
    ("text", "ends", "bound"),
    [
        pytest.param("The slick is six miles long.", (6, 6), "exact", id="word"),
        pytest.param("They hold 1,250 hostages.", (1250, 1250), "exact", id="thousands separator"),
        pytest.param(
            "They hold 1,50,000 hostages.", (150_000, 150_000), "exact", id="Indian groups"
        ),
        pytest.param("It rose to 3.75 metres.", (3.75, 3.75), "exact", id="decimal"),
        pytest.param(
            "“We ask for $3.4” billion, Lind said.", (3.4e9, 3.4e9), "exact", id="mark inside"
        ),
        pytest.param("They sank .5 metres.", (0.5, 0.5), "exact", id="bare decimal"),
        pytest.param(
            "Two and a half million people left.", (2.5e6, 2.5e6), "exact", id="and a half"
        ),
        pytest.param("Half a million people left.", (5e5, 5e5), "exact", id="half a million"),
        pytest.param("A quarter of a million people left.", (2.5e5, 2.5e5), "exact", id="quarter"),
        pytest.param("One hundred and five ships left.", (105, 105), "exact", id="and"),
        pytest.param("Twenty-five ships left.", (25, 25), "exact", id="hyphen"),
        pytest.param("A dozen ships left.", (12, 12), "exact", id="dozen"),
        pytest.param(
            "More than a dozen ships left.", (12, None), "more than", id="more than a dozen"
        ),
        pytest.param("About 1,000 people left.", (900, 1100), "about", id="about"),
        pytest.param("Some 600 people left.", (540, 660), "about", id="some"),
        pytest.param("Roughly 40 ships left.", (36, 44), "about", id="roughly"),
        pytest.param("The toll is 40 or so.", (36, 44), "about", id="or so"),
        pytest.param("Almost 200,000 people left.", (180_000, 200_000), "about", id="almost"),
        pytest.param("Nearly 50 ships left.", (45, 50), "about", id="nearly"),
        pytest.param("Just under 50 ships left.", (45, 50), "about", id="just under"),
        pytest.param("Just over 50 ships left.", (50, 55), "about", id="just over"),
        pytest.param("At least 40 ships left.", (40, None), "at least", id="at least"),
        pytest.param("No fewer than 40 ships left.", (40, None), "at least", id="no fewer than"),
        pytest.param("They have 40 ships or more.", (40, None), "at least", id="or more"),
        pytest.param("Upwards of 40 ships left.", (40, None), "at least", id="upwards of"),
        pytest.param("More than 40 ships left.", (40, None), "more than", id="more than"),
        pytest.param("Over 40 ships left.", (40, None), "more than", id="over"),
        pytest.param("Well over 40 ships left.", (40, None), "more than", id="well over"),
        pytest.param("Up to 15 kilometres were lost.", (None, 15), "up to", id="up to"),
        pytest.param("They came as much as six miles.", (None, 6), "up to", id="as much as"),
        pytest.param("They came as far as eight miles.", (None, 8), "up to", id="as far as"),
        pytest.param("As many as 12 ships left.", (None, 12), "up to", id="as many as"),
        pytest.param("No more than five ships left.", (None, 5), "up to", id="no more than"),
        pytest.param("They have five ships at most.", (None, 5), "up to", id="at most"),
        pytest.param("Fewer than 10 ships left.", (None, 10), "less than", id="fewer than"),
        pytest.param("Less than 10 percent voted.", (None, 10), "less than", id="less than"),
        pytest.param("They came one to two kilometres.", (1, 2), "between", id="one to two"),
        pytest.param("They lost 10-12 ships.", (10, 12), "between", id="hyphen range"),
        pytest.param("They lost between 10 and 12 ships.", (10, 12), "between", id="between"),
        pytest.param(
            "They lost 1 to 2 thousand men.", (1000, 2000), "between", id="shared multiple"
        ),
        pytest.param("It cost $5-10 million.", (5e6, 1e7), "between", id="money range"),
        pytest.param("Two or three ships left.", (2, 3), "between", id="or"),
        pytest.param("About “1,000” men came.", (900, 1100), "about", id="in quotation marks"),
        pytest.param("It fell to -5 degrees.", (-5, -5), "exact", id="minus"),
        pytest.param(
            "They lost 2.7m combined paper sales.", (2.7e6, 2.7e6), "exact", id="m for million"
        ),
        pytest.param("Two-thirds of voters came.", (2 / 3, 2 / 3), "exact", id="fraction"),
    ],
)
def test_interval(text: str, ends: Ends, bound: str) -> None:
    [found] = read(text)
    assert (found.low, found.high) == pytest.approx(ends)
    assert found.bound == bound


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("Dozens of ships left.", 12, None, id="dozens"),
        pytest.param("Scores of ships left.", 20, None, id="scores"),
        pytest.param("Thousands of people left.", 1000, None, id="thousands"),
        pytest.param("Tens of thousands of people left.", 10_000, None, id="tens of thousands"),
        pytest.param("Several hundred people left.", 200, 1000, id="several hundred"),
        pytest.param("Up to tens of thousands of people left.", None, 100_000, id="up to tens of"),
    ],
)
def test_vague(text: str, low: float | None, high: float | None) -> None:
    [found] = read(text)
    assert (found.low, found.high, found.vague) == (low, high, True)


@pytest.mark.parametrize(
    ("text", "unit", "base", "base_unit"),
    [
        pytest.param("It is six miles long.", "mile", 9656.064, "metre", id="mile"),
        pytest.param("It is 12km long.", "kilometre", 12_000, "metre", id="glued symbol"),
        pytest.param("It weighs 3 tonnes.", "tonne", 3000, "kilogram", id="tonne"),
        pytest.param("It weighs 2 short tons.", "ton", 1814.36948, "kilogram", id="short ton"),
        pytest.param(
            "It covers 2 sq km of land.", "square kilometre", 2e6, "square metre", id="area"
        ),
        pytest.param("It moved at 50 mph.", "mile per hour", 22.352, "metre per second", id="mph"),
        pytest.param("It cost $3.5bn.", "US dollar", 3.5e9, "US dollar", id="dollar"),
        pytest.param("It cost €20 million.", "euro", 2e7, "euro", id="euro"),
        pytest.param("It cost 20 million euros.", "euro", 2e7, "euro", id="euro after"),
        pytest.param(
            "It cost RM120,000.", "Malaysian ringgit", 120_000, "Malaysian ringgit", id="code"
        ),
        pytest.param("It rose 3 per cent.", "percent", 3, "percent", id="per cent"),
        pytest.param("A third of voters came.", "fraction", 100 / 3, "percent", id="fraction"),
        pytest.param(
            "It costs $20 a month.", "US dollar per month", 20, "US dollar per month", id="rate"
        ),
        pytest.param("It lasted three weeks.", "week", 1_814_400, "second", id="weeks"),
    ],
)
def test_unit(text: str, unit: str, base: float, base_unit: str) -> None:
    [found] = read(text)
    assert (found.unit, found.base_unit) == (unit, base_unit)
    assert found.base_low == pytest.approx(base)


@pytest.mark.parametrize(
    ("text", "counted", "head"),
    [
        pytest.param("They took 12 Sarovian sailors.", "Sarovian sailors", "sailor", id="modifier"),
        pytest.param(
            "They hold 74 Sarovian towns and villages.",
            "Sarovian towns and villages",
            "town",
            id="two nouns",
        ),
        pytest.param("Dozens of angry farmers came.", "angry farmers", "farmer", id="of"),
        pytest.param("Almost 200,000 people have fled.", "people", "people", id="people"),
        pytest.param("They took 100 servicemen.", "servicemen", "serviceman", id="irregular"),
        pytest.param("At least 40 were killed.", "killed", "killed", id="state"),
        pytest.param("The death toll rose to 40.", "death toll", "dead", id="toll"),
        pytest.param(
            "The number of missing sailors rose to 12.", "missing sailors", "sailor", id="number of"
        ),
        pytest.param(
            "Some 20 coal-fired power plants closed.",
            "coal-fired power plants",
            "plant",
            id="compound",
        ),
        pytest.param("They sent 40 ships on Monday.", "ships", "ship", id="time is no part"),
    ],
)
def test_counted(text: str, counted: str, head: str) -> None:
    [found] = read(text)
    assert (found.counted, found.counted_head) == (counted, head)
    assert found.counted_span is not None
    assert found.counted_span.of(text) == counted


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        pytest.param("They shot down 20 drones overnight.", "daily", id="overnight"),
        pytest.param("They came two miles since the beginning of the day.", "daily", id="the day"),
        pytest.param("Over the past day, they dropped about 30 bombs.", "daily", id="past day"),
        pytest.param("They have so far lost 30 ships.", "so far", id="so far"),
        pytest.param("They lost a total of 30 ships.", "total", id="total"),
        pytest.param("They have lost 30 ships since March.", "since", id="since"),
        pytest.param("They lost 30 ships.", None, id="not said"),
    ],
)
def test_scope(text: str, scope: str | None) -> None:
    [found] = read(text)
    assert found.scope == scope


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("Prices rose 3 percent.", "up", id="rose"),
        pytest.param("Prices fell by 3 percent.", "down", id="fell by"),
        pytest.param("The toll grew by 12.", "up", id="a count by"),
        pytest.param("They shot down 20 drones.", "=", id="shot down is no fall"),
        pytest.param("They advanced six miles.", "=", id="an advance is no rise"),
        pytest.param("More than 20 drones came.", ">", id="more than"),
        pytest.param("About 20 drones came.", "~", id="about"),
        pytest.param("Up to 20 drones came.", "<", id="up to"),
    ],
)
def test_change(text: str, change: str) -> None:
    [found] = read(text)
    assert found.change == change


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The war began in 1991.", id="year"),
        pytest.param("They met on Aug. 7.", id="date"),
        pytest.param("They met on 7 August 2021.", id="date, day first"),
        pytest.param("They met at 10:30.", id="clock"),
        pytest.param("They met at 8 p.m. there.", id="clock, p.m."),
        pytest.param("It is the 3rd attempt.", id="ordinal"),
        pytest.param("The Boeing 737 landed.", id="aeroplane"),
        pytest.param("The G7 met.", id="group"),
        pytest.param("An F-16 crashed.", id="code"),
        pytest.param("It was one of the ships.", id="one of"),
        pytest.param("No one came.", id="no one"),
        pytest.param("They won 2-0 there.", id="score"),
        pytest.param("Call 555-123-4567 now.", id="telephone"),
        pytest.param("Section 12 applies.", id="section"),
        pytest.param("It crashed on lap 48.", id="lap"),
        pytest.param("The Corvo 1 satellite failed.", id="name with a one"),
        pytest.param("It was a two-day visit.", id="two-day"),
        pytest.param("He lives at 16 Station Road.", id="address"),
        pytest.param("They hold 1.000,5 shares.", id="other decimal comma"),
        pytest.param("It happened eleven years ago.", id="ago"),
        pytest.param("It is a million miles away.", id="figure of speech"),
        pytest.param("They sang in the 1990s.", id="decade"),
        pytest.param("Serial " + "7" * 400 + " was found.", id="400 digits"),
    ],
)
def test_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        pytest.param(
            "He has four-, five- and six-cylinder cars.", "four-, five- and six", None, id="hyphens"
        ),
    ],
)
@pytest.mark.xfail(reason="not read yet")
def test_known_gap(text: str, words: str, unit: str | None) -> None:
    assert any(f.span.of(text) == words and f.unit == unit for f in read(text))


@pytest.mark.parametrize(
    ("text", "words", "unit", "value"),
    [
        pytest.param("Revenue rose sixfold.", "sixfold", "time", 6, id="sixfold"),
        pytest.param("She fell from 208 pounds to 193.", "193", "pound", 193, id="unit said once"),
        pytest.param("It rose from 13.5 to 14.0 mm.", "13.5", "millimetre", 13.5, id="said later"),
        pytest.param("The balance fell to $-5.2bn.", "$-5.2bn", "US dollar", -5.2e9, id="owed"),
        pytest.param("A girl 18 months old.", "18 months old", "month of age", 18, id="months old"),
        pytest.param("She turned 80 in May.", "80", "year of age", 80, id="turned"),
        pytest.param("Those over the age of 21 came.", "21", "year of age", 21, id="age of"),
    ],
)
def test_units_that_are_not_beside_the_number(
    text: str, words: str, unit: str, value: float
) -> None:
    fitting = [f for f in read(text) if f.span.of(text).startswith(words)]
    assert [(f.unit, f.low) for f in fitting] == [(unit, value)]


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        pytest.param("The toll fell from 40 to 30.", 40, 30, id="from to"),
        pytest.param("Output rose to 40 tonnes from 30 tonnes.", 30, 40, id="to from"),
        pytest.param("Rates slowed from 4.8 to 4.7 percent in 2019.", 4.8, 4.7, id="unit once"),
    ],
)
def test_the_two_ends_of_a_change_are_tied(text: str, before: float, now: float) -> None:
    found = {f.id: f for f in read(text)}
    [changed] = [f for f in found.values() if f.change_from]
    assert (changed.low, found[changed.change_from or ""].low) == (now, before)


def test_the_thing_counted_is_said_once_for_two_numbers() -> None:
    found = read("Some 460 vans were stolen, compared with 63 a year earlier.")
    assert [f.counted_head for f in found] == ["van", "van"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("They hold 40 000 hostages.", [40_000], id="space before thousands"),
        pytest.param("It has 1 414 021 100 people.", [1_414_021_100], id="several groups"),
        pytest.param("The fleet has 12 m 2 dm boats.", None, id="no area"),
        pytest.param("It cost Zed$ 10 there.", [], id="another dollar"),
        pytest.param("The 21st brigade left.", [], id="ordinal is no stone"),
        pytest.param("He came at 4.40 am.", [], id="clock with a dot"),
        pytest.param("It has 6,00,00 and 1.000,5 there.", [], id="neither way"),
        pytest.param("Call +47 22 33 44 55 at once.", None, id="telephone in pairs"),
        pytest.param("Some ٤٠ ships and 4０ boats.", None, id="mixed scripts"),
        pytest.param("It fell in the year 0.", None, id="year nought"),
    ],
)
def test_no_wrong_value_is_given_with_confidence(text: str, values: list[float] | None) -> None:
    found = [f.low for f in read(text)]
    assert values is None or found == values
    assert all(f.unit not in ("square metre", "stone", "US dollar") for f in read(text))


def test_age_has_a_unit_of_its_own() -> None:
    [found] = read("Ada Ode, 44, left the city.")
    assert (found.unit, found.low) == ("year of age", 44)


def test_a_subset_points_at_its_whole() -> None:
    whole, part = read("At least 40 people died, including 12 children.")
    assert part.part_of == whole.id
    assert whole.part_of is None


def test_a_single_metre_is_one_metre() -> None:
    text = "They have not come a single metre."
    [found] = read(text)
    assert found.span.of(text) == "a single metre"
    assert (found.low, found.unit) == (1, "metre")


def test_the_hedge_is_part_of_the_span() -> None:
    text = "They came as much as six miles."
    [found] = read(text)
    assert found.span.of(text) == "as much as six miles"
    assert found.hedge == "as much as"
    assert found.unit_span is not None
    assert found.unit_span.of(text) == "miles"


@pytest.mark.parametrize("digits", ["1,00", "1.2.3", "12,34,5", "٣", "9" * 30, "1/0", "0/0"])
def test_what_is_not_one_number_has_no_value(digits: str) -> None:
    assert value_of(digits) is None


WORDS = st.sampled_from(
    [
        "one",
        "two",
        "a",
        "half",
        "million",
        "hundred",
        "and",
        "-",
        "to",
        "$",
        "5",
        "1,000",
        "%",
        "“",
        "”",
        "dozens",
        "of",
        "tens",
        "thousands",
        "more",
        "than",
        "up",
        "km",
        "per",
        "day",
        ".",
        "(",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
@example("1" * 500)
@example("a hundred " * 200)
@example("$" * 300 + "1")
def test_no_text_breaks_it_and_spans_lie_inside(text: str) -> None:
    last = 0
    for found in unparsed(text):
        assert last <= found.span.start < found.span.end <= len(text)
        last = found.span.end
        if found.low is not None and found.high is not None:
            assert found.low <= found.high


@given(st.integers(0, 10**15))
def test_digits_are_read_as_written(value: int) -> None:
    for written in (str(value), f"{value:,}"):
        pieces = pieces_of(written, 0, len(written))
        numeral = numeral_at(pieces, 0)
        assert numeral is not None
        assert numeral.low == value


def test_a_part_behind_its_number_points_at_the_whole() -> None:
    whole, part = read("Some 3,400 people had left, 800 of them on that day alone.")
    assert part.part_of == whole.id


def test_a_share_of_a_number_counts_the_same_thing() -> None:
    three, nine = read("It was burning in three of the depot's nine tanks.")
    assert (three.counted_head, nine.counted_head) == ("tank", "tank")
