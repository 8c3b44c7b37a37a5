"""Whatever the bytes, the readers answer; a longer search is `python -m tests.fuzz_readers`."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.acquire.containers.sniffing import READABLE, may_hold_reports, sort_of
from tests.acquire.containers.samples import samples
from tests.fuzz_readers import check, mutated

SAMPLES = samples()
HEADS = st.sampled_from(sorted({content[:60] for content in SAMPLES.values()}))


@given(HEADS, st.binary(max_size=200), st.sampled_from(sorted(READABLE)))
@settings(max_examples=80, deadline=None)
def test_no_bytes_behind_any_head_break_a_reader(head: bytes, tail: bytes, suffix: str) -> None:
    check(f"input{suffix}", head + tail)


@given(st.text(max_size=300), st.sampled_from(sorted(READABLE)))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_a_reader(text: str, suffix: str) -> None:
    check(f"input{suffix}", text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", sorted(SAMPLES))
@given(seed=st.integers(min_value=0, max_value=10**9))
@settings(max_examples=4, deadline=None)
def test_no_change_to_a_sample_breaks_a_reader(name: str, seed: int) -> None:
    check(name, mutated(SAMPLES[name], random.Random(seed), SAMPLES))


@given(st.binary(max_size=400), st.text(max_size=20))
def test_sniffing_answers_always(head: bytes, name: str) -> None:
    assert sort_of(head, name)
    assert may_hold_reports(head, name) in (True, False)
