from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.present.tables import RowFormat, rows_as_text

ROWS: list[dict[str, Any]] = [
    {"speaker": "Ada Falk", "exact": "“Never,”\nshe said", "hedges": ["may"], "counted": True},
    {"speaker": None, "exact": 'a | b, "c"\td', "hedges": [], "counted": False},
]


def test_json_lines() -> None:
    text = rows_as_text(ROWS, "nl")
    assert [json.loads(line) for line in text.splitlines()] == ROWS
    assert "“Never,”" in text  # readable as it is, not as escapes


def test_json() -> None:
    assert json.loads(rows_as_text(ROWS, "json")) == ROWS
    assert rows_as_text([], "json") == "[]\n"


@pytest.mark.parametrize(("form", "mark"), [("csv", ","), ("tsv", "\t")])
def test_separated(form: RowFormat, mark: str) -> None:
    found = list(csv.reader(io.StringIO(rows_as_text(ROWS, form), newline=""), delimiter=mark))
    assert found == [
        ["speaker", "exact", "hedges", "counted"],
        ["Ada Falk", "“Never,”\nshe said", '["may"]', "true"],
        ["", 'a | b, "c"\td', "[]", "false"],
    ]


def test_markdown() -> None:
    assert rows_as_text(ROWS, "md", fields=["speaker", "exact"]).splitlines() == [
        "| speaker | exact |",
        "| --- | --- |",
        "| Ada Falk | “Never,” she said |",
        '|  | a \\| b, "c" d |',
    ]


def test_a_table_has_the_short_columns_unless_some_are_asked_for() -> None:
    short = rows_as_text(ROWS, "table", short=["speaker", "counted"])
    assert short.splitlines()[0].split() == ["speaker", "counted"]
    asked = rows_as_text(ROWS, "table", short=["speaker"], fields=["exact", "hedges"])
    assert asked.splitlines()[0].split() == ["exact", "hedges"]
    assert json.loads(rows_as_text(ROWS, "nl", short=["speaker"]).splitlines()[0]) == ROWS[0]


def test_a_table_cannot_steer_the_terminal() -> None:
    text = rows_as_text([{"exact": "\x1b[2Jgone\x9b31m\x07"}], "table")
    assert text.splitlines()[1] == "�[2Jgone�31m�"


def test_an_unknown_field() -> None:
    with pytest.raises(UsageError, match="no column 'speakr'; there are: speaker, exact"):
        rows_as_text(ROWS, "csv", fields=["speakr"])


@pytest.mark.parametrize("form", ["nl", "csv", "tsv", "md", "table"])
def test_nothing_gives_nothing(form: RowFormat) -> None:
    assert rows_as_text([], form) == ""


@given(st.lists(st.fixed_dictionaries({"a": st.text(max_size=9), "b": st.text(max_size=9)})))
def test_no_words_break_the_separated_forms(rows: list[dict[str, Any]]) -> None:
    for form, mark in (("csv", ","), ("tsv", "\t")):
        text = rows_as_text(rows, form, fields=["a", "b"])  # type: ignore[arg-type]
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
        assert found[1:] == [[row["a"], row["b"]] for row in rows]
