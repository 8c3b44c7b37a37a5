from __future__ import annotations

import time

import pytest

from reportedly.acquire.phrases import _sort_of, furniture_sort, is_date_line
from reportedly.acquire.titles import _kept_key, _key


@pytest.mark.parametrize(
    "line",
    [
        "2025-12-19",
        "06.11.2025, 21:18 Uhr",
        "12.03. 14:30 Uhr",
        "19-Dec-2025",
        "Updated on 11/23/25",
        "2024.03.31 19:59",
        "Published 10.12 14:00",
    ],
)
def test_a_line_of_a_date_and_nothing_else_is_a_date_line(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["281-555-3141", "20.41", "8.0", "24/7", "1/2", "129.20 (18.32)"])
def test_telephones_and_decimal_numbers_are_no_dates(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize("unit", ["1", "1.", "12/12/", "1:", "11-11-11", "may "])
def test_no_line_takes_long(unit: str) -> None:
    started = time.process_time()
    is_date_line(unit * 20_000)
    is_date_line((unit * 90)[:90])
    assert time.process_time() - started < 0.5


def test_lines_of_any_length_are_not_kept() -> None:
    line = "bridge " * 20_000
    kept = _sort_of.cache_info().currsize, _kept_key.cache_info().currsize
    assert furniture_sort(line) is None
    assert len(_key(line)) == 20_000
    assert (_sort_of.cache_info().currsize, _kept_key.cache_info().currsize) == kept
