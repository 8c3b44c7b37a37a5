from __future__ import annotations

import time

import pytest

from reportedly.acquire.flat_more import MORE, more_features
from reportedly.acquire.lines import flat_lines
from reportedly.acquire.wording import guess_by_wording


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


def test_an_entry_of_a_table_of_contents_returns_as_a_heading() -> None:
    text = "1. Piers\n2. Railing\nThe bridge was shut.\nPiers\nThey are old.\nRailing"
    assert column(text, "returns") == [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert column(text, "stood") == [0.0, 0.0, 0.0, 1.0, 0.0, 1.0]


def test_a_credit_that_returns_is_a_credit() -> None:
    text = "Photo: Bo Lind/Reuters\nThe bridge was shut.\n" * 4
    assert column(text, "crediting") == [1.0, 0.0] * 4
    assert column(text, "often_above")[1:] == [1.0] * 7


def test_titles_among_titles_are_counted() -> None:
    text = "Ferries to Delmare late again\nCouncil meets over harbour plan\nThe bridge was shut."
    assert column(text, "title_like") == [1.0, 1.0, 0.0]
    assert column(text, "titles_above") == [0.0, 0.25, 0.5]
    assert column(text, "titles_below") == [0.25, 0.0, 0.0]


@pytest.mark.parametrize("unit", ["A", "A ", "(A", '"', "A-", "1 ", "1.", "—"])
def test_no_line_takes_long(unit: str) -> None:
    started = time.process_time()
    column(unit * 20_000 + "\nThe end.", "placed")
    assert time.process_time() - started < 1.0
