"""Every runner gives what the local one gives, in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from reportedly.errors import ReportedlyError
from reportedly.runners.local import LocalRunner
from reportedly.runners.processes import ProcessRunner


def double(number: int) -> int:
    return 2 * number


def letters(word: str) -> list[str]:
    return sorted(set(word))


def joined(key: object, group: Sequence[str]) -> str:
    return f"{key}: {' '.join(group)}"


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_runners_call_in_order(count: int) -> None:
    expected = [2 * number for number in range(count)]
    assert list(LocalRunner().map(double, range(count))) == expected
    assert list(ProcessRunner(2, batch=3).map(double, range(count))) == expected


def test_runners_group_alike() -> None:
    words = ["ab", "b", "ca"]
    expected = ["a: ab ca", "b: ab b", "c: ca"]
    assert list(LocalRunner().map_groups(letters, joined, words)) == expected
    assert list(ProcessRunner(2).map_groups(letters, joined, words)) == expected


def fail(number: int) -> int:
    raise ValueError(f"no {number}")


def test_runners_pass_errors_on() -> None:
    for runner in (LocalRunner(), ProcessRunner(2)):
        with pytest.raises(ValueError, match="no 1"):
            list(runner.map(fail, [1, 2]))


def die(number: int) -> int:
    os._exit(number)


def test_a_process_that_dies_is_explained() -> None:
    with pytest.raises(ReportedlyError, match="fewer --jobs"):
        list(ProcessRunner(2).map(die, [1, 2]))


def test_a_long_input_is_not_held_whole() -> None:
    taken = 0

    def units() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = ProcessRunner(2, batch=2).map(double, units())
    assert next(results) == 0
    assert taken < 100
    results.close()  # type: ignore[attr-defined]
