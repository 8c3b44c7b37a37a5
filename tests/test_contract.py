"""What every stage, runner and module promises."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from inspect import signature
from typing import Any, get_type_hints

import pytest

import reportedly
from reportedly.model import Copy, DateInference, Report, Ruling, Story
from reportedly.pipeline import REPORT_STAGES, STAGES, STORY_STAGES, annotate, annotate_report
from reportedly.reading import Reading
from reportedly.runners.local import LocalRunner
from reportedly.runners.processes import ProcessRunner
from reportedly.settings import Settings
from reportedly.stage import Stage
from reportedly.store.codec import table_of
from reportedly.store.tables import every_table
from tests.conftest import ROOT

# What the pipeline itself hands to the stages of a story, beside the rows of earlier stages.
HANDED = {Report, Copy, DateInference, Ruling}
PASSING = {stage.writes for stage in STAGES if not stage.kept}


def named(stage: Stage) -> str:
    return stage.name


# --- stages --------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES, ids=named)
def test_a_stage_takes_and_gives_what_it_declares(stage: Stage) -> None:
    hints = get_type_hints(stage.run)
    parameters = list(signature(stage.run).parameters)
    expected = [stage.per, *(Sequence[kind] for kind in stage.reads), type(stage.settings)]  # type: ignore[valid-type]
    assert [hints[name] for name in parameters] == expected
    assert parameters[0] == stage.per.__name__.lower()
    assert parameters[-1] == "settings"
    assert hints["return"] == Iterator[stage.writes]  # type: ignore[name-defined]


@pytest.mark.parametrize("stage", STAGES, ids=named)
def test_a_stage_reads_only_what_is_there_by_then(stage: Stage) -> None:
    assert stage.per is (Report if stage in REPORT_STAGES else Story)
    earlier = {one.writes for one in STAGES[: STAGES.index(stage)]}
    there = earlier if stage in REPORT_STAGES else earlier | HANDED
    assert set(stage.reads) <= there


@pytest.mark.parametrize("stage", STAGES, ids=named)
def test_a_stage_can_run_elsewhere(stage: Stage) -> None:
    run, settings = pickle.loads(pickle.dumps((stage.run, stage.settings)))
    assert run is stage.run
    assert settings == stage.settings == Settings().of(stage)


def test_stages_are_told_apart_by_name_and_by_what_they_write() -> None:
    assert len({stage.name for stage in STAGES}) == len(STAGES)
    assert len({stage.writes for stage in STAGES}) == len(STAGES)
    assert all(stage.version >= 1 for stage in STAGES)


def test_what_stages_write_is_stored() -> None:
    tables = {table.name for table in every_table()}
    assert {table_of(stage.writes) for stage in STAGES} - tables == set(map(table_of, PASSING))


@pytest.mark.parametrize("group", fields(Settings), ids=lambda group: str(group.name))
def test_every_setting_is_frozen_and_explained(group: Any) -> None:  # noqa: ANN401
    settings = getattr(Settings(), group.name)
    assert is_dataclass(settings)
    assert getattr(settings, "__dataclass_params__").frozen  # noqa: B009
    told = type(settings).__doc__ or ""
    for field in fields(settings):
        assert re.search(rf"^    +{field.name}: \S", told, re.MULTILINE), field.name


# --- runners -------------------------------------------------------------------------------


def test_every_runner_gives_the_same_rows(example: Reading) -> None:
    reports = sorted(example.reports, key=lambda report: len(report.text))[:2]
    here = annotate(reports, Settings(), runner=LocalRunner())
    elsewhere = annotate(reports, Settings(), runner=ProcessRunner(2, batch=1))
    assert here == elsewhere
    assert here[0].rows == annotate_report(reports[0], Settings()).rows
    assert set(here[0].rows) | PASSING == {stage.writes for stage in REPORT_STAGES}


# --- the package ---------------------------------------------------------------------------


def test_the_public_names_are_exact() -> None:
    assert reportedly.__all__ == [
        "Analysis", "Collection", "Picture", "Project", "Report", "ReportedlyError", "Settings",
        "Statement", "Story", "StoryView", "analyse", "open", "open_project", "pictures_by_day",
        "read", "read_settings",
    ]  # fmt: skip
    assert len(reportedly.__all__) <= 20
    for name in reportedly.__all__:
        assert getattr(reportedly, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reportedly.nothing


def test_the_changelog_names_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{reportedly.__version__}]" in text


def test_help_is_cold_and_quick() -> None:
    code = (
        "import json, sys\n"
        "from reportedly.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit as done:\n    assert done.code == 0\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    took = time.perf_counter() - started
    loaded = {name.split(".")[0] for name in json.loads(done.stderr)}
    assert not loaded & {"spacy", "numpy", "jinja2", "lxml", "rich", "pyarrow", "sqlite3", "thinc"}
    assert not {"reportedly.pipeline", "reportedly.analysis"} & set(json.loads(done.stderr))
    # 0.15 s where this was measured; wide, because a test machine may be busy.
    assert took < 5
    assert "Usage:" in done.stdout


def test_stages_of_a_story_know_nothing_of_dates_to_come() -> None:
    """As known on a day is a run over fewer reports: no stage is told which day it is."""
    for stage in STORY_STAGES:
        assert not {"as_of", "today", "now"} & set(signature(stage.run).parameters)
