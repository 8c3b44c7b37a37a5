"""Places: the map, its table, the rows of `places` and GeoJSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import combinations

import geojson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.model import Picture, PlaceMention, Precision, Report, Span, Story
from reportedly.present.atlas import atlas
from reportedly.present.geojson import places_as_geojson
from reportedly.present.html import render_story
from reportedly.present.located import coarsening
from reportedly.present.lookup import look_up, number
from reportedly.present.maps import WIDTH, draw, frame_of
from reportedly.present.named_places import COUNTRIES, UNKNOWN
from reportedly.present.outlines import cut_line, cut_ring, path, simplified
from reportedly.present.place_rows import place_rows
from reportedly.present.places import Group, Places, places_of
from tests.present.pictures import report, said

FIRST = report(
    1,
    ("Train stops", "The train stopped in Salem, an hour from Oregon City.", "Read more: Boise"),
    outlet="Notice",
    day=date(2031, 5, 3),
    furniture=1,
)
SECOND = report(
    2,
    ("Trains", "Oregon counted two. Another stood in Elko, and one in Nowhereville, Mexico."),
    outlet="Gazette",
    day=date(2031, 5, 4),
)
CRIMEA = report(3, ("Ferry", "The ferry left Crimea."), outlet="Post", day=date(2031, 5, 4))


def named(
    source: Report,
    words: str,
    precision: Precision = "unknown",
    *,
    ident: int | None = None,
    country: str | None = None,
    region: str | None = None,
    name: str = "",
) -> PlaceMention:
    start = source.text.index(words)
    return PlaceMention(
        id=f"{source.id}:{start}",
        report_id=source.id,
        span=Span(start, start + len(words)),
        name=name or words,
        geonames_id=ident,
        precision=precision,
        country=country,
        region=region,
        lat=44.9 if ident else None,
        lon=-123.0 if ident else None,
    )


OREGON = {"country": "US", "region": "US-OR"}
PLACES = (
    named(FIRST, "Salem", "settlement", ident=5750162, **OREGON),
    named(FIRST, "Oregon City", "settlement", ident=5744442, **OREGON),
    named(FIRST, "Boise", "settlement", ident=5586437, country="US", region="US-ID"),
    named(SECOND, "Oregon", "admin1", ident=5744337, **OREGON),
    named(SECOND, "Elko", "settlement", ident=5703673, country="US", region="US-NV"),
    named(SECOND, "Nowhereville"),
    named(SECOND, "Mexico", "country", ident=3996063, country="MX"),
)


def trains(*reports: Report, places: Sequence[PlaceMention] = PLACES) -> Picture:
    """Return a story about trains, or what its first reports say."""
    reports = reports or (FIRST, SECOND)
    ids = [one.id for one in reports]
    rows = (
        said("t1", FIRST, "The train stopped in Salem", places=(PLACES[0].id,)),
        said("t2", SECOND, "Oregon counted two", places=(PLACES[3].id,)),
    )
    return Picture(
        story=Story(id="s", title="Trains", report_ids=tuple(ids)),
        as_of=None,
        reports=reports,
        statements=tuple(row for row in rows if row.report_id in ids),
        places=tuple(one for one in places if one.report_id in ids),
    )


def days() -> Places:
    pictures = [trains(FIRST), trains()]
    numbering = number(pictures)
    return places_of([look_up(one, numbering) for one in pictures])


def view(picture: Picture) -> Places:
    return places_of([look_up(picture, number([picture]))])


def group(places: Places, title: str) -> Group:
    return next(one for one in places.groups if one.title.startswith(title))


def test_towns_count_for_their_region_and_the_rest_comes_last() -> None:
    places = days()
    titles = [one.title for one in places.groups]
    assert titles[0] == "Oregon, United States of America"
    assert titles[-2:] == [COUNTRIES, UNKNOWN]
    oregon = group(places, "Oregon")
    assert [row.name for row in oregon.rows] == ["Oregon", "Oregon City", "Salem"]
    forms = [form.text for one in places.groups for row in one.rows for form in row.forms]
    assert "Boise" not in forms, "what stands outside the article is not counted"


def test_every_count_is_that_of_its_day() -> None:
    oregon = group(days(), "Oregon")
    assert [(it.number, it.since, it.gone) for it in oregon.tallies] == [(1, 0, 1), (2, 1, 0)]
    assert [(it.number, it.since, it.gone) for it in oregon.statements] == [(1, 0, 1), (2, 1, 0)]
    nevada = group(days(), "Nevada")
    assert (nevada.since, nevada.gone) == (1, 0)
    alone, both = view(trains(FIRST)), days()
    known = [one for one in both.groups if not one.since]
    assert {one.title for one in alone.groups} == {one.title for one in known}


def test_what_is_on_the_map_is_a_region_never_a_country() -> None:
    places = days()
    assert places.drawing is not None
    assert {shape.code for shape in places.drawing.shapes} == {"US-OR", "US-NV"}
    assert group(places, COUNTRIES).shape is None
    assert group(places, UNKNOWN).rows[0].precision == "not decided"
    assert group(places, UNKNOWN).rows[0].name == ""


def test_a_region_whose_country_is_not_agreed_on_is_dashed_and_not_shaded() -> None:
    mention = named(CRIMEA, "Crimea", "admin1", ident=703883, country="UA", region="UA-43")
    page = render_story(trains(CRIMEA, places=(mention,)), {}, version="0")
    assert re.search(r'class="?ds"?', page)
    assert "at-UA-43" not in page
    assert "different countries" in page
    assert "Boundaries: Natural Earth" in page


def test_what_the_page_says_of_a_place_leads_to_its_words() -> None:
    page = render_story(trains(), {}, version="0")
    section = page[page.index('<section id="places">') :]
    assert "“Nowhereville”" in section
    assert "GeoNames 5750162" in section
    assert 'fill="url(#f2)"' in section  # two reports: a step of shading with its own hatching
    assert " text</a>" in section  # named outside any statement


def test_what_was_not_decided_shows_what_it_may_be() -> None:
    mention = named(CRIMEA, "Ferry")
    found = replace(mention, name="Springfield", span=Span(0, 5))
    picture = trains(CRIMEA, places=(found,))
    [row] = group(view(picture), UNKNOWN).rows
    assert any("Illinois" in one for one in row.may_be)
    assert row.may_be[-1].endswith(" more")
    [listed] = place_rows(picture)
    assert listed["candidates"] == list(row.may_be)


def test_a_story_without_places_says_so() -> None:
    page = render_story(trains(places=()), {}, version="0")
    assert "No place was found in these reports." in page


def test_labels_stand_apart_and_inside() -> None:
    codes = ["RU-KRS", "UA-59", "UA-63", "RU-BEL", "RU-BRY", "RU-ORL", "RU-LIP", "UA-74", "UA-53"]
    framed = frame_of(dict.fromkeys(codes, 1))
    assert framed is not None
    labels = [shape for shape in draw(*framed).shapes if shape.y]
    assert len(labels) > 6
    for a, b in combinations(labels, 2):
        room = (len(a.name) + len(b.name)) * 3.4
        assert abs(a.x - b.x) >= room or abs(a.y - b.y) >= 13, (a.name, b.name)
    assert all(0 < one.x < WIDTH and 0 < one.y < framed[0].height for one in labels)


def test_a_place_in_passing_does_not_widen_the_map() -> None:
    framed = frame_of({"FR-06": 9, "FR-29": 1})
    assert framed is not None
    assert framed[1] == ("FR-06",)
    wider = frame_of({"FR-06": 9, "FR-29": 8})
    assert wider is not None
    assert wider[1] == ("FR-06", "FR-29")


def test_a_map_of_one_region_is_small() -> None:
    for code in ("US-TX", "RU-SA", "GB-ENG", "CL-MA", "FJ-W", "MC-01", "GR-I"):
        framed = frame_of({code: 1})
        if framed is not None:
            drawing = draw(*framed)
            paths = (drawing.land, drawing.lines, drawing.borders, drawing.dashed)
            assert sum(map(len, paths)) < 12_000, code


def test_the_atlas_has_no_country_twice_and_knows_its_lines() -> None:
    world = atlas()
    assert len(world.by_code) > 4_000
    assert world.by_code["UA-43"].contested
    assert not world.by_code["RU-KRS"].contested
    assert not world.by_code["US-OR"].contested
    assert not world.by_code["US-PR"].contested, "a territory that both know"
    assert world.name("UA-43") == "Crimea"


@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=3, max_size=40))
def test_cut_areas_stay_in_their_box(ring: list[tuple[int, int]]) -> None:
    box = (-50.0, -40.0, 60.0, 70.0)
    for x, y in cut_ring(ring, box):
        assert -50.001 <= x <= 60.001
        assert -40.001 <= y <= 70.001


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=2, max_size=60))
def test_simplified_lines_keep_their_ends_and_lose_no_more_than_allowed(
    points: list[tuple[int, int]],
) -> None:
    kept = simplified(points, 2.0)
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    assert set(kept) <= set(points)
    assert simplified(points, 0.0)[0] == points[0]
    for piece in cut_line(points, (-10, -10, 10, 10)):
        assert len(piece) > 1


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=2, max_size=30))
def test_paths_lead_through_their_points(points: list[tuple[int, int]]) -> None:
    written = path(points)
    numbers = [int(number) for number in re.findall(r"-?\d+", written)]
    x, y = sum(numbers[::2]), sum(numbers[1::2])
    assert not written or (x, y) == points[-1]


def test_rows_by_region_by_district_and_as_exactly_as_known() -> None:
    rows = {row["place"]: row for row in place_rows(trains())}
    oregon = rows["Oregon"]
    assert (oregon["precision"], oregon["reports"], oregon["statements"]) == ("region", 2, 2)
    assert oregon["words"] == ["Oregon", "Oregon City", "Salem"]
    assert (oregon["lat"], oregon["lon"]) == (None, None)
    assert oregon["exact"] == "The train stopped in Salem"
    assert FIRST.text[oregon["start"] : oregon["end"]] == "Salem"
    assert rows["Nowhereville"]["precision"] == "not decided"
    exact = {row["place"]: row for row in place_rows(trains(), "none")}
    assert exact["Salem"]["lat"] == 44.9
    assert exact["Oregon"]["lat"] is None, "a region is no point"
    district = [row["place"] for row in place_rows(trains(), "admin2")]
    assert "Salem" not in district


def test_a_coarsening_that_does_not_exist_is_named() -> None:
    assert coarsening("admin2") == "admin2"
    with pytest.raises(UsageError, match="admin1 or admin2, or none; not to 'street'"):
        coarsening("street")


@pytest.mark.parametrize("coarsen", ["admin1", "admin2", "none"])
def test_geojson_is_valid_and_loses_no_row(coarsen: str) -> None:
    found = places_as_geojson(trains(), coarsening(coarsen))
    read = geojson.loads(json.dumps(found))
    assert read.is_valid, read.errors()
    features = {one["properties"]["name"]: one for one in read["features"]}
    assert len(features) == len(list(place_rows(trains(), coarsening(coarsen))))
    assert features["Oregon"]["geometry"]["type"] == "MultiPolygon"
    assert features["Nowhereville"]["geometry"] is None
    assert features["Mexico"]["geometry"] is None, "a country is not drawn"
    assert features["Oregon"]["properties"]["report_ids"]
    kinds = {one["geometry"]["type"] for one in read["features"] if one["geometry"]}
    assert ("Point" in kinds) == (coarsen == "none")


def test_every_region_of_the_atlas_makes_valid_areas() -> None:
    for code in ("ZA-FS", "ZA-EC", "IT-25", "RU-MOS", "FJ-W", "US-AK", "UA-43"):
        if code not in atlas().by_code:
            continue
        mention = replace(PLACES[3], region=code, country=code[:2], name=code)
        read = geojson.loads(json.dumps(places_as_geojson(trains(places=(mention,)))))
        assert read.is_valid, (code, read.errors())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(sorted(atlas().by_code)), min_size=1, max_size=6, unique=True))
def test_any_regions_can_be_drawn(codes: list[str]) -> None:
    framed = frame_of(dict.fromkeys(codes, 1))
    assert framed is not None
    drawing = draw(*framed)
    assert len(drawing.shapes) >= 1
    for field in fields(drawing):
        value = getattr(drawing, field.name)
        assert not isinstance(value, str) or "nan" not in value
