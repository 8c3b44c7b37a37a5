from __future__ import annotations

import time

import numpy as np
import pytest

from reportedly.acquire.flat_more import MORE, more_features
from reportedly.acquire.flat_trees import KindTrees
from reportedly.acquire.lines import flat_lines
from reportedly.acquire.wording import guess_by_wording


def test_each_kind_sums_its_own_trees() -> None:
    """Two kinds, two rounds: the first kind's trees ask whether column 0 is above 1."""
    trees = KindTrees(
        roots=np.array([0, 3, 4, 7]),
        column=np.array([0, 0, 0, 0, 0, 0, 0, 0]),
        limit=np.array([1, 0, 0, 0, 1, 0, 0, 0], np.float32),
        children=np.array([1, 2, 1, 1, 2, 2, 3, 3, 5, 6, 5, 5, 6, 6, 7, 7]),
        value=np.array([0, -1, 1, 0, 0, -1, 1, 0], np.float32),
        base=np.array([0, 0], np.float32),
        depth=1,
    )
    found = trees.answer(np.array([[0.0], [2.0]], np.float32))
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert found[0, 0] == pytest.approx(1 / (1 + np.exp(2)))
    assert found[1, 0] == pytest.approx(1 / (1 + np.exp(-2)))


def column(text: str, name: str) -> list[float]:
    lines = flat_lines(text)
    own = guess_by_wording(lines)
    rows = more_features(lines, own, own)
    assert rows.shape == (len(lines), len(MORE))
    return [float(value) for value in rows[:, MORE.index(name)]]


def test_lines_that_return_every_few_lines_are_alike() -> None:
    feed = "\n".join(
        f"Bridge number {number} shut\n{number} August 2024\nRead on" for number in range(1, 6)
    )
    report = (
        "Bridge shut\nThe bridge at Delmare was shut on Monday.\nNobody was hurt, said Ann Reed, "
        "the mayor, who had come from Elsund with her deputy and two engineers.\nBo Lind\n7 August"
    )
    assert min(column(feed, "alike")) > max(column(report, "alike"))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("DELMARE (NPA) - The bridge was shut on Monday.", "placed", id="place"),
        pytest.param("Ann Reed", "given_name", id="first name"),
        pytest.param("3 hours ago", "ago", id="time gone by"),
        pytest.param("The bridge at dusk. Photo: Bo Lind", "pictured", id="picture"),
    ],
)
def test_what_a_line_holds(line: str, name: str) -> None:
    other = "The mayor came to the bridge and told everybody to go home."
    assert column(f"{line}\n{other}", name) == [1.0, 0.0]


@pytest.mark.parametrize("unit", ["A", "A ", "(A", '"', "A-", "1 "])
def test_no_line_takes_long(unit: str) -> None:
    started = time.process_time()
    column(unit * 20_000 + "\nThe end.", "placed")
    assert time.process_time() - started < 1.0
