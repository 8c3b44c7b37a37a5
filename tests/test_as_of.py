"""As known on a day equals a run over the reports published by that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.analysis import Analysis, analyse, pictures_by_day, published_by
from reportedly.memory import ShortMemory
from reportedly.model import Picture
from reportedly.reading import Reading
from reportedly.settings import Settings

SOURCES = ["example", "kursk"]


def without_day(analysis: Analysis) -> list[Picture]:
    return [replace(picture, as_of=None) for picture in analysis.pictures]


def days(analysis: Analysis) -> list[date]:
    return sorted({r.published_until for r in analysis.reports if r.published_until})


@pytest.mark.parametrize("source", SOURCES)
def test_every_day_equals_a_run_over_the_reports_published_by_then(
    source: str, request: pytest.FixtureRequest, memory: ShortMemory
) -> None:
    reading: Reading = request.getfixturevalue(source)
    whole = analyse(reading.reports, Settings(), memory=memory)
    for day in days(whole):
        known = published_by(day, whole.reports, reading.reports)
        as_of = analyse(reading.reports, Settings(), memory=memory, as_of=day)
        alone = analyse(known, Settings(), memory=ShortMemory())
        assert without_day(as_of) == without_day(alone)
        assert all(picture.as_of == day for picture in as_of.pictures)


@pytest.mark.parametrize("source", SOURCES)
def test_no_report_of_a_later_day_shows(
    source: str, request: pytest.FixtureRequest, memory: ShortMemory
) -> None:
    reading: Reading = request.getfixturevalue(source)
    whole = analyse(reading.reports, Settings(), memory=memory)
    dates = {report.id: report.published_until for report in whole.reports}
    for picture in whole.pictures:
        by_day = pictures_by_day(picture, reading.reports, Settings(), memory=memory)
        for day, earlier in by_day.items():
            last = [dates[report.id] for report in earlier.reports]
            assert all(published is not None and published <= day for published in last)
            assert earlier.statements


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_subset_on_any_day(example: Reading, memory: ShortMemory, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(example.reports), min_size=1), label="reports")
    subset = [report for report in example.reports if report in chosen]
    whole = analyse(subset, Settings(), memory=memory)
    if not days(whole):
        return
    day = data.draw(st.sampled_from(days(whole)), label="day")
    known = published_by(day, whole.reports, subset)
    as_of = analyse(subset, Settings(), memory=memory, as_of=day)
    assert without_day(as_of) == without_day(analyse(known, Settings(), memory=memory))


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(
    example: Reading, memory: ShortMemory, random: object
) -> None:
    reports = list(example.reports)
    random.shuffle(reports)  # type: ignore[attr-defined]
    first = analyse(example.reports, Settings(), memory=memory)
    assert analyse(reports, Settings(), memory=memory).pictures == first.pictures
