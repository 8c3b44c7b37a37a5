"""Origins as rows and drawings, counting by origin, and leaving one out: on the example story."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.analysis import analyse
from reportedly.compare.backing import STRENGTH
from reportedly.memory import ShortMemory
from reportedly.model import Picture
from reportedly.present.collapsing import collapsed, collapsed_story, repeated
from reportedly.present.figure_rows import figure_rows
from reportedly.present.leaving_out import leave_out, without_rows
from reportedly.present.listings import Filters, statement_rows, story_row
from reportedly.present.origin_paths import paths_of
from reportedly.present.origin_rows import _quoted, origin_dot, origin_rows
from reportedly.reading import Reading
from reportedly.settings import Settings


@pytest.fixture(scope="module")
def picture(example: Reading, memory: ShortMemory) -> Picture:
    [found] = analyse(example.reports, Settings(), memory=memory).pictures
    return found


def test_every_statement_has_one_way_into_its_report(picture: Picture) -> None:
    found = Counter(row for path in paths_of(picture) for row in path.statements)
    assert set(found.values()) == {1}
    assert len(found) == len(picture.statements)


def test_rows_name_the_way_and_its_words(picture: Picture) -> None:
    rows = list(origin_rows(picture))
    assert {row["value"] for row in rows} == {"same", "independent", "not shown"}
    texts = {report.id: " ".join(report.text.split()) for report in picture.reports}
    assert all(words in texts[row["report_id"]] for row in rows for words in row["evidence"])
    assert all(row["origin"] is None for row in rows if row["origin_kind"] == "not stated")
    assert any(row["through"] for row in rows)


def test_the_drawing_names_every_node_that_an_edge_joins(picture: Picture) -> None:
    drawn = origin_dot([picture])
    nodes = set(re.findall(r"^ {4}(\w+) \[label", drawn, re.MULTILINE))
    edges = re.findall(r"^ {4}(\w+) -> (\w+)[ ;]", drawn, re.MULTILINE)
    assert edges
    assert {end for edge in edges for end in edge} <= nodes
    assert drawn.count("{") == drawn.count("}")


@given(st.text(max_size=30))
def test_no_words_break_out_of_a_label(words: str) -> None:
    quoted = _quoted(words)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\.)*"', quoted)


def test_counting_by_origin_keeps_every_row_in_one_group(picture: Picture) -> None:
    rows = list(statement_rows(picture, Filters()))
    found = list(collapsed(picture, rows))
    assert len(found) < len(rows)
    assert sum(row["rows"] for row in found) == len(rows)
    assert max(row["outlets"] for row in found) > 1
    leader = repeated(picture)
    assert {row["statement_id"] for row in found} == set(leader.values())
    assert (
        story_row(picture)["statements"]
        > collapsed_story(picture, story_row(picture))["statements"]
    )


def test_two_figures_of_one_statement_stay_two(picture: Picture) -> None:
    rows = list(figure_rows(picture, Filters()))
    found = list(collapsed(picture, rows))
    assert sum(row["rows"] for row in found) == len(rows)
    said = {(row["base_low"], row["base_high"], row["base_unit"]) for row in rows}
    assert {(row["base_low"], row["base_high"], row["base_unit"]) for row in found} == said


def test_leaving_an_origin_out_never_raises_an_answer(picture: Picture) -> None:
    found = leave_out(picture)
    assert found
    for one in found:
        for answer in one.weakened:
            assert STRENGTH[answer.after] < STRENGTH[answer.before]
    assert len(list(without_rows(picture))) == sum(len(one.weakened) for one in found)
