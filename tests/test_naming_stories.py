"""A story is found by its number, its id, its title, and an id that it had before."""

from __future__ import annotations

import pytest

from reportedly.cluster.stories import id_of_story
from reportedly.errors import UsageError
from reportedly.loading import story_place
from reportedly.model import Story

STORIES = [
    Story(id=id_of_story("ferry1"), title="Ferry sinks", report_ids=("ferry0", "ferry1")),
    Story(id=id_of_story("mill1"), title="Mill burns", report_ids=("mill1",)),
]


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("2", 1),
        (id_of_story("mill1"), 1),
        (id_of_story("mill1")[:8], 1),
        ("Ferry sinks", 0),
        (id_of_story("ferry0"), 0),
    ],
)
def test_a_story_is_found(wanted: str, place: int) -> None:
    assert story_place(wanted, STORIES) == place


@pytest.mark.parametrize("wanted", ["", "3", "Comet", id_of_story("comet1")])
def test_no_other_is_taken_for_it(wanted: str) -> None:
    with pytest.raises(UsageError, match="no story"):
        story_place(wanted, STORIES)
