from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import ProjectError
from reportedly.model import Report, Sentence, Span
from reportedly.store.codec import column_names, from_row, to_row
from reportedly.store.tables import KINDS

offsets = st.integers(0, 10**9)
spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), offsets, offsets)
st.register_type_strategy(Span, spans)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_every_stored_type_comes_back_as_it_was(kind: Any, data: st.DataObject) -> None:  # noqa: ANN401
    row = data.draw(st.from_type(kind))
    values = to_row(row)
    assert len(values) == len(column_names(kind))
    marks = ", ".join("?" * len(values))
    [stored] = sqlite3.connect(":memory:").execute(f"SELECT {marks}", values)
    assert from_row(kind, stored) == row


def test_a_span_takes_two_columns_and_days_are_iso_text() -> None:
    report = Report(
        id="r", path="r.txt", sha256="", text="Safe.",
        title_span=Span(0, 4), published_from=date(2025, 3, 4),
    )  # fmt: skip
    flat = dict(zip(column_names(Report), to_row(report), strict=True))
    assert (flat["title_span_start"], flat["title_span_end"]) == (0, 4)
    assert flat["published_from"] == "2025-03-04"
    assert flat["published_until"] is None
    assert flat["blocks"] == "[]"


def test_a_file_name_that_is_not_utf8_is_spelt_out() -> None:
    report = Report(id="r", path="caf\udce9.txt", sha256="", text="", authors=("caf\udce9",))
    stored = dict(zip(column_names(Report), to_row(report), strict=True))
    assert stored["path"] == "caf\\udce9.txt"
    assert isinstance(stored["authors"], str)
    stored["authors"].encode("utf-8")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["r", 5, 2, "body"], id="a span that ends before it starts"),
        pytest.param(["r", 5, None, "body"], id="half a span"),
        pytest.param(["r", "x", "y", "body"], id="words for numbers"),
    ],
)
def test_a_damaged_row_is_said_to_be_one(values: list[Any]) -> None:
    with pytest.raises(ProjectError, match="table sentences is damaged"):
        from_row(Sentence, values)


def test_damaged_json_is_said_to_be_so() -> None:
    report = Report(id="r", path="r.txt", sha256="", text="")
    values = ["[[1" if value == "[]" else value for value in to_row(report)]
    with pytest.raises(ProjectError, match="table reports is damaged"):
        from_row(Report, values)
