"""Quality gate: what comparison finds of the gold of the example story may not sink.

The floors are pinned a little under what was measured when they were set. They may be raised;
whoever lowers one says why. The gold is pinned by its checksum: floors for another gold mean
nothing.
"""

from __future__ import annotations

import hashlib

import pytest
from benchmarks.comparison import GOLD, Score, score_example

from reportedly.memory import ShortMemory

CHECKSUM = "81cbf8c413161335"
FLOORS = {"conflicts": 17, "updates": 11, "answers": 98, "statuses": 82}
PRECISION = 0.8  # of the conflicts reported, the share that the gold lists


@pytest.fixture(scope="module")
def score(memory: ShortMemory) -> Score:
    return score_example(memory)


def test_the_gold_is_the_one_that_the_floors_were_set_on() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest()[:16] == CHECKSUM


@pytest.mark.parametrize(("what", "floor"), list(FLOORS.items()))
def test_what_is_found_does_not_sink(score: Score, what: str, floor: int) -> None:
    _, found = getattr(score, what)
    assert found >= floor


def test_no_pair_that_is_none_is_reported_as_a_conflict(score: Score) -> None:
    assert score.false[1] == 0


def test_most_conflicts_reported_are_in_the_gold(score: Score) -> None:
    reported, fitting = score.listed
    assert fitting >= PRECISION * reported
