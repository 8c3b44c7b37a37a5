"""A stage that breaks costs its own rows, is told, and is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from reportedly import pipeline
from reportedly.annotate import figures
from reportedly.memory import ShortMemory
from reportedly.model import Figure, Sentence
from reportedly.pipeline import annotate
from reportedly.reading import Reading
from reportedly.settings import Settings


def broken(*_: object) -> Iterator[Figure]:
    raise ZeroDivisionError("one over none")


def test_a_broken_stage_is_told_and_tried_again(
    example: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = ShortMemory()
    stages = tuple(
        replace(stage, run=broken) if stage is figures.STAGE else stage
        for stage in pipeline.REPORT_STAGES
    )
    monkeypatch.setattr(pipeline, "REPORT_STAGES", stages)
    [facts] = annotate(example.reports[:1], Settings(), memory=memory)
    [problem] = facts.problems
    assert (problem.stage, problem.lost) == ("figures", False)
    assert "internal error, ZeroDivisionError: one over none" in problem.reason
    assert facts.of(Sentence)
    assert not facts.of(Figure)

    monkeypatch.undo()
    [facts] = annotate(example.reports[:1], Settings(), memory=memory)
    assert not facts.problems
    assert facts.of(Figure)
