"""Inputs that `--meta` names before they come."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.projects import add_to_project, project_problems

ROWS = "path,outlet,published\na.txt,Herald,2031-05-04\nlate/b.txt,Courier,2031-05-05\n"


@pytest.mark.parametrize(("name", "left"), [("late/b.txt", []), ("other/b.txt", ["late/b.txt"])])
def test_what_was_named_before_it_came_is_no_problem_once_it_is_there(
    tmp_path: Path, name: str, left: list[str]
) -> None:
    project = str(tmp_path / "story.db")
    first, second, rows = tmp_path / "a.txt", tmp_path / name, tmp_path / "meta.csv"
    first.write_text("The mayor said the bridge was safe.")
    rows.write_text(ROWS)
    add_to_project(project, paths=[str(first)], meta=str(rows))
    assert [problem.path for problem in project_problems(project)] == ["late/b.txt"]
    second.parent.mkdir()
    second.write_text("Two boats sank off Tarn Island, the crew said.")
    add_to_project(project, paths=[str(second)])
    assert [problem.path for problem in project_problems(project)] == left
