"""Bringing a project up to date makes what an analysis makes, and loads only what that needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from reportedly import pipeline
from reportedly.analysis import analyse
from reportedly.memory import Kept, Overlay, ShortMemory
from reportedly.model import Report, Story
from reportedly.reading import Reading
from reportedly.renewing import renew
from reportedly.settings import Settings
from reportedly.stage import Stage


class Asked(ShortMemory):
    """A memory that tells what was loaded from it."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def recall(self, keys: Sequence[str]) -> Mapping[str, Kept]:
        self.loaded += keys
        return super().recall(keys)


def test_what_is_kept_is_what_an_analysis_makes(
    example: Reading, settings: Settings, memory: ShortMemory
) -> None:
    analysis = analyse(example.reports, settings, memory=memory)
    found = renew(example.reports, settings, memory=Overlay(memory))
    assert [one.story for one in found.stories] == [picture.story for picture in analysis.pictures]
    assert found.reports == analysis.reports
    assert found.copies == analysis.copies
    assert found.dates == analysis.dates
    assert found.versions == analysis.versions
    assert found.problems == analysis.problems
    assert found.dates  # the story has an undated report: its days are inferred in both


def test_nothing_is_loaded_where_nothing_is_new(
    example: Reading, settings: Settings, memory: ShortMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = [report for report in example.reports if report.published_from]
    asked = Asked()
    monkeypatch.setattr(asked, "_kept", memory._kept)
    first = renew(dated, settings, memory=asked)
    asked.loaded.clear()
    assert renew(dated, settings, memory=asked) == first
    assert asked.loaded == []


def test_what_does_not_depend_on_a_date_is_made_once(
    example: Reading, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, str]] = []
    run = pipeline.run_stage

    def run_stage(
        stage: Stage, unit: Report | Story, rows: Mapping[type, tuple[object, ...]], held: Settings
    ) -> object:
        made.append((stage.name, unit.id))
        return run(stage, unit, rows, held)

    monkeypatch.setattr(pipeline, "run_stage", run_stage)
    undated = [report for report in example.reports if report.published_from is None]
    dated = [report for report in example.reports if report.published_from][:4]
    memory = ShortMemory()
    renewed = renew([*dated, *undated], settings, memory=memory)
    assert {one.report_id for one in renewed.dates} == {report.id for report in undated}
    again = {stage for stage, owner in made if made.count((stage, owner)) > 1}
    assert again == {"times", "speeches", "statements", "wording"}
    kept = [rows for one in memory._kept.values() for rows in one.rows]
    assert not {stage.writes for stage in pipeline.REPORT_STAGES if not stage.kept} & set(kept)
