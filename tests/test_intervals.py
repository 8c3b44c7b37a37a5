"""The algebra on figures, and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intervals import Relation, compare, grain, nominal, same_thing
from reportedly.model import Bound, Figure, Span

METRES = {"mile": 1609.344, "kilometre": 1000.0, "metre": 1.0, "foot": 0.3048}
Scope = str | None


def figure(
    low: float | None,
    high: float | None,
    unit: str | None = None,
    *,
    counted: str | None = None,
    bound: Bound = "exact",
    hedge: str | None = None,
    change: str | None = None,
    scope: str | None = None,
    vague: bool = False,
) -> Figure:
    factor = METRES.get(unit or "")
    return Figure(
        id="f",
        report_id="r",
        span=Span(0, 1),
        low=low,
        high=high,
        unit=unit,
        base_low=None if low is None or factor is None else low * factor,
        base_high=None if high is None or factor is None else high * factor,
        base_unit="metre" if factor else None,
        counted_head=counted,
        bound=bound,
        hedge=hedge,
        change=change,
        scope=scope,  # type: ignore[arg-type]
        vague=vague,
    )


@pytest.mark.parametrize(
    ("a", "b", "kind", "reason"),
    [
        pytest.param(figure(40, 40), figure(40, 40), "equal", "same value", id="same"),
        pytest.param(figure(20, 20), figure(22, 22), "conflicts", "apart", id="two counts"),
        pytest.param(
            figure(20, 20, "mile"),
            figure(32, 32, "kilometre"),
            "equal",
            "converted",
            id="20 mi 32 km",
        ),
        pytest.param(
            figure(6, 6, "mile"), figure(10, 10, "kilometre"), "equal", "converted", id="6 mi 10 km"
        ),
        pytest.param(
            figure(None, 6, "mile"),
            figure(20, None, "mile"),
            "conflicts",
            "apart",
            id="up to, at least",
        ),
        pytest.param(
            figure(None, 6, "mile"),
            figure(None, 8, "mile"),
            "refines",
            "narrower",
            id="two upper bounds",
        ),
        pytest.param(
            figure(8, 8, "mile"), figure(10, 10, "mile"), "conflicts", "apart", id="8 and 10 miles"
        ),
        pytest.param(figure(900, 1100), figure(1000, 1000), "refines", "narrower", id="about"),
        pytest.param(
            figure(1000, None, vague=True), figure(1100, 1100), "refines", "vague", id="thousands"
        ),
        pytest.param(
            figure(1000, None, vague=True),
            figure(300, 300),
            "conflicts",
            "apart",
            id="not thousands",
        ),
        pytest.param(
            figure(1000, 1000), figure(1020, 1020), "compatible", "within rounding", id="round"
        ),
        pytest.param(figure(10, 20), figure(15, 30), "compatible", "overlap", id="overlap"),
        pytest.param(
            figure(1, 2, "kilometre", scope="daily"),
            figure(20, None, "mile"),
            "not comparable",
            "scope",
            id="a day's gain, not a total",
        ),
        pytest.param(
            figure(20, 20, "mile"), figure(20, 20, "percent"), "not comparable", "unit", id="unit"
        ),
        pytest.param(
            figure(5, 5, change="up"), figure(5, 5), "not comparable", "change", id="risen by"
        ),
        pytest.param(
            figure(5, 5, counted="drone"),
            figure(6, 6, counted="bridge"),
            "not comparable",
            "counted",
            id="different things",
        ),
        pytest.param(
            figure(5, 5, counted="soldier"),
            figure(6, 6, counted="serviceman"),
            "conflicts",
            "apart",
            id="same things",
        ),
        pytest.param(
            figure(None, None), figure(1, 1), "not comparable", "no number", id="no number"
        ),
    ],
)
def test_relation(a: Figure, b: Figure, kind: str, reason: str) -> None:
    found = compare(a, b)
    assert (found.kind, found.reason) == (kind, reason)


def test_nominal_is_the_number_named() -> None:
    assert nominal(figure(180_000, 200_000, bound="about", hedge="almost")) == 200_000
    assert nominal(figure(100, 110, bound="about", hedge="just over")) == 100
    assert nominal(figure(900, 1100, bound="about", hedge="about")) == 1000
    assert nominal(figure(None, 6, bound="up to")) == 6
    assert nominal(figure(None, None)) is None


@pytest.mark.parametrize("value", [0.0, 1e308, 1e-300, float("inf"), float("nan"), 12345.678])
def test_any_number_has_a_grain(value: float) -> None:
    assert grain(value) >= 0


def test_people_cover_soldiers_but_not_bridges() -> None:
    assert same_thing("people", "soldier")
    assert not same_thing("people", "bridge")


ENDS = st.one_of(
    st.none(),
    st.integers(0, 10_000).map(float),
    st.floats(min_value=0.01, max_value=1e9, allow_nan=False),
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return figure(
        low,
        high,
        draw(st.sampled_from([None, "mile", "kilometre", "metre", "foot", "percent"])),
        counted=draw(st.sampled_from([None, "soldier", "troop", "people", "drone"])),
        scope=draw(st.sampled_from([None, "total", "daily", "so far", "since", "rate"])),
        change=draw(st.sampled_from([None, "=", "up", "down"])),
        vague=draw(st.booleans()),
    )


@given(figures(), figures())
def test_order_does_not_matter(a: Figure, b: Figure) -> None:
    there, back = compare(a, b), compare(b, a)
    swapped = {None: None, "a": "b", "b": "a"}[back.finer]
    assert there == Relation(kind=back.kind, reason=back.reason, finer=swapped)  # type: ignore[arg-type]


@given(figures())
def test_a_figure_equals_itself(a: Figure) -> None:
    expected = "equal" if (a.low, a.high) != (None, None) else "not comparable"
    assert compare(a, a).kind == expected


@given(st.integers(1, 99_999), st.sampled_from(sorted(METRES)), st.sampled_from(sorted(METRES)))
def test_conversion_keeps_the_value(value: int, unit: str, other: str) -> None:
    there = figure(value, value, unit)
    converted = value * METRES[unit] / METRES[other]
    assert compare(there, figure(converted, converted, other)).kind == "equal"


@given(
    st.integers(1, 99_999),
    st.floats(1.25, 50),
    st.sampled_from(sorted(METRES)),
    st.sampled_from(sorted(METRES)),
)
def test_far_apart_conflicts_in_every_unit(
    value: int, factor: float, unit: str, other: str
) -> None:
    far = value * factor * METRES[unit] / METRES[other]
    assert compare(figure(value, value, unit), figure(far, far, other)).kind == "conflicts"
