"""The commands on places, wording and quotes, from files to rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportedly.cli import main

REPORTS = {
    "a.txt": "Train stops near Salem\n\nBy Ann Reed, 4 March 2025\n\nA freight train derailed near "
    "Salem, Oregon, on Tuesday, the rail company said. “The crash hurt nobody in Salem,” the "
    "spokesman, Jon Hallmann, told reporters. The company claimed that the track was safe.\n",
    "b.txt": "Train derailed in Oregon\n\nBy Jo Falk, 5 March 2025\n\nThe freight train that "
    "derailed near Salem, Oregon, hurt nobody, the rail company said on Wednesday. “The crash hurt "
    "nobody at all in Salem,” the spokesman, Jon Halman, said. The accident shut the line to "
    "Portland.\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("trains")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = str(folder / "trains.db")
    assert CliRunner().invoke(main, ["add", path, str(folder)]).exit_code == 0
    return path


def rows(*arguments: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_places_are_counted_for_their_region_unless_told(project: str) -> None:
    oregon = next(row for row in rows("places", project) if row["region"] == "US-OR")
    assert (oregon["place"], oregon["precision"], oregon["reports"]) == ("Oregon", "region", 2)
    assert {"Salem", "Oregon"} <= set(oregon["words"])
    assert oregon["lat"] is None
    exact = rows("places", project, "--coarsen", "none")
    salem = next(row for row in exact if row["place"] == "Salem")
    assert salem["precision"] == "town or city"
    assert round(salem["lat"]) == 45
    text = REPORTS[Path(salem["path"]).name]
    assert text[salem["start"] : salem["end"]] == "Salem"


def test_places_as_known_on_a_day(project: str) -> None:
    early = rows("places", project, "--as-of", "2025-03-04", "--coarsen", "none")
    assert "Salem" in {row["place"] for row in early}
    assert "Portland" not in {row["place"] for row in early}


def test_a_wrong_coarsening_is_explained(project: str) -> None:
    done = CliRunner().invoke(main, ["places", project, "--coarsen", "street"])
    assert done.exit_code == 2
    assert "admin1" in done.stderr


def test_wording_counts_and_lists(project: str) -> None:
    each = rows("wording", project, "--each")
    assert {row["kind"] for row in each} >= {"verb"}
    for row in each:
        text = REPORTS[Path(row["path"]).name]
        assert text[row["start"] : row["end"]] == row["words"]
    counted = rows("wording", project)
    assert sum(row["n"] for row in counted) == len(each)
    claim = next(row for row in counted if row["form"] == "claim")
    assert (claim["verb_class"], claim["voice"]) == ("distancing", "outlet")


def test_quotes_and_where_they_part(project: str) -> None:
    told = rows("quotes", project)
    assert len({row["utterance_id"] for row in told}) >= 1
    assert len({row["path"] for row in told}) == 2
    altered = rows("quotes", project, "--altered")
    assert any("at all" in row["a_words"] + row["b_words"] for row in altered)
    assert all(row["quoted"] for row in altered)
