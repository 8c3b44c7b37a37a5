"""Places: candidates ranked, parents and regions beside a name, governments kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.annotate import names, parses, places, sentences
from reportedly.annotate.place_forms import lookup_form
from reportedly.annotate.place_table import places_named
from reportedly.annotate.places import PlaceSettings, find_places
from reportedly.model import Block, Mention, PlaceMention, Report, Span


def read(
    text: str, *known: Mention, settings: PlaceSettings = places.STAGE.settings
) -> list[PlaceMention]:
    """Return the places of `text`, names and parse included; `known` replaces the names."""
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="given")
    report = Report(id="r", path="-", sha256="", text=text, blocks=(block,))
    split = list(sentences.STAGE.run(report, sentences.STAGE.settings))
    parsed = list(parses.STAGE.run(report, split, parses.STAGE.settings))
    mentions = list(names.STAGE.run(report, split, parsed, names.STAGE.settings))
    return list(places.STAGE.run(report, parsed, known or mentions, settings))


def of(text: str, name: str) -> PlaceMention:
    """Return the place that `name` means in `text`."""
    start = text.index(name)
    mention = Mention(report_id="r", span=Span(start, start + len(name)), type="place")
    return next(place for place in read(text, mention) if place.span.overlaps(mention.span))


@pytest.mark.parametrize(
    ("text", "name", "country", "region", "precision"),
    [
        pytest.param("It fell in Denmark.", "Denmark", "DK", None, "country", id="country"),
        pytest.param("It fell in Paris.", "Paris", "FR", "FR-75", "settlement", id="the large one"),
        pytest.param(
            "A fire in Paris, Texas.", "Paris", "US", "US-TX", "settlement", id="its state"
        ),
        pytest.param(
            "A fire in Salem, Ore.", "Salem", "US", "US-OR", "settlement", id="short state"
        ),
        pytest.param(
            "The Tula region is calm.", "Tula", "RU", "RU-TUL", "admin1", id="region beside"
        ),
        pytest.param(
            "The Tula Oblast is calm.", "Tula Oblast", "RU", "RU-TUL", "admin1", id="oblast"
        ),
        pytest.param("It fell in Ohio.", "Ohio", "US", "US-OH", "admin1", id="state"),
        pytest.param("A fire in Berlin.", "Berlin", "DE", "DE-BE", "settlement", id="enclave"),
        pytest.param("A fire in Moscow.", "Moscow", "RU", "RU-MOW", "settlement", id="its code"),
        pytest.param("It fell in Kiev.", "Kiev", "UA", "UA-30", "settlement", id="other spelling"),
        pytest.param(
            "It fell in Washington.", "Washington", "US", "US-DC", "settlement", id="capital"
        ),
        pytest.param(
            "The Tula, Oryol and Kaluga regions.", "Tula", "RU", "RU-TUL", "admin1", id="list"
        ),
    ],
)
def test_resolved(text: str, name: str, country: str, region: str | None, precision: str) -> None:
    found = of(text, name)
    assert (found.country, found.region, found.precision) == (country, region, precision)
    assert found.geonames_id is not None
    assert found.lat is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("It fell in Varnholm.", "Varnholm", id="not in the table"),
        pytest.param("It fell in Mason County.", "Mason", id="a county is no region of the table"),
        pytest.param("It fell in the Dale district.", "Dale", id="district"),
    ],
)
def test_left_open(text: str, name: str) -> None:
    found = of(text, name)
    assert (found.name, found.lat, found.country, found.precision) == (name, None, None, "unknown")


def test_other_countries_named_decide() -> None:
    assert of("Danish police came to Odense.", "Odense").country == "DK"
    text = "Sarov is a city. Ukrainian and Ukraine's officials spoke of Pokrovsk."
    assert of(text, "Pokrovsk").country == "UA"


def test_a_capital_that_acts_is_a_government() -> None:
    text = "Warsaw has not commented. Shells fell near Warsaw."
    assert [place.span.start for place in read(text)] == [text.rindex("Warsaw")]


def test_a_namesake_of_a_capital_is_a_town_where_it_acts_too() -> None:
    text = "Dublin, Ohio, has ten sirens. A fire broke out in Dublin. Dublin operates the sirens."
    assert [found.region for found in read(text) if found.name == "Dublin"] == ["US-OH"] * 3


def test_a_body_of_a_city_lies_in_the_city() -> None:
    text = "A fire broke out in Dublin, Ohio. The Dublin City Council met in Columbus, Ohio."
    assert {f.region for f in read(text) if f.span.of(text) == "Dublin City"} <= {"US-OH", None}


def test_a_name_of_two_words_is_not_its_own_family_name() -> None:
    text = "A fire broke out in Glen Allen, Virginia. Glen Allen was quiet later."
    assert [found.region for found in read(text) if found.name == "Glen Allen"] == ["US-VA"] * 2


def test_derived_gives_peoples_as_their_countries() -> None:
    text = "Danish officials met their Sri Lankan guests in Odense."
    assert [place.span.of(text) for place in read(text)] == ["Odense"]
    wide = read(text, settings=PlaceSettings(derived=True))
    found = [(place.span.of(text), place.country) for place in wide]
    assert found == [("Danish", "DK"), ("Sri Lankan", "LK"), ("Odense", "DK")]


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        pytest.param(
            "Deputies of the Mason County Sheriff's Office in Washington state met in Shelton.",
            "Mason County",
            "US-WA",
            id="county in the name of a body",
        ),
        pytest.param(
            "Floods hit Georgia, Oklahoma, Missouri and Illinois.", "Georgia", "US-GA", id="list"
        ),
        pytest.param(
            "A fire in Springfield, Ill., was put out.", "Springfield", "US-IL", id="Ill."
        ),
    ],
)
def test_what_stands_around_decides(text: str, name: str, region: str) -> None:
    assert of(text, name).region == region


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Jordan said so. Jordan did not say why.", id="family name"),
        pytest.param("The White House said so.", id="a government"),
        pytest.param("Mr. Lincoln and Paris Hamilton left.", id="first name"),
    ],
)
def test_persons_and_governments_are_no_places(text: str) -> None:
    assert [place for place in read(text) if place.lat is not None] == []


def test_a_name_with_its_region_tells_for_the_bare_one() -> None:
    text = "A fire began in Paris, Texas. Paris has two fire engines, and Paris is small."
    found = [place for place in read(text) if place.name == "Paris"]
    assert {place.region for place in found} == {"US-TX"}


@pytest.mark.parametrize(
    ("name", "form"),
    [("St. Louis", "saint louis"), ("Donets'k", "donetsk"), ("The Hague", "hague")],
)
def test_lookup_form(name: str, form: str) -> None:
    assert lookup_form(name) == form


def test_every_line_of_the_table_can_be_read() -> None:
    for name in ("Kursk", "Berlin", "Africa", "England", "Texas", "Springfield"):
        assert places_named(name)
        for place in places_named(name):
            assert -90 <= place.lat <= 90
            assert -180 <= place.lon <= 180


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="Paris, Texregion'’\n ", max_size=60), st.data())
def test_no_text_breaks_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    report = Report(id="r", path="-", sha256="", text=text)
    mention = Mention(report_id="r", span=Span(start, end), type="place")
    for found in find_places(report, [], [mention], PlaceSettings()):
        assert found.span == mention.span
