"""Reading without the collector of cycles."""

from __future__ import annotations

import gc

import pytest

from reportedly.acquire.html import read_page
from reportedly.collecting import uncollected


def test_the_collector_runs_again_afterwards() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_runs_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()


def test_a_page_leaves_little_for_the_collector() -> None:
    source = "<p>A line of words</p>" * 500
    read_page(source)
    gc.collect()
    with uncollected():
        read_page(source)
        assert gc.collect() < 100


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
