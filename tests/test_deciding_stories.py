"""Stories put right by hand in a project: it holds for later runs, and can be taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.deciding_stories import (
    Decider,
    decision_rows,
    part_reports,
    rename_story,
    undo_decision,
    unite_stories,
)
from reportedly.errors import UsageError
from reportedly.projects import add_to_project, opened_pictures
from tests.test_incremental import CHESS

FERRY = (
    "Ferry Alba aground off Elsund\n\nBy Jo Falk, 4 March 2025\n\n"
    "The ferry Alba ran aground on the sandbank off Elsund on Tuesday. Nobody was hurt.\n\n"
    "“We shall float her with the tide,” harbour master Ove Lund said.\n"
)


def decider(minute: int) -> Decider:
    return Decider(by="Ada", at=datetime(2025, 3, 9, 12, minute, tzinfo=UTC))


@pytest.fixture
def project(tmp_path: Path) -> str:
    for number, text in enumerate(CHESS[:2]):
        (tmp_path / f"chess{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    path = str(tmp_path / "desk.db")
    add_to_project(path, paths=[str(tmp_path / f) for f in ("chess0.txt", "chess1.txt")])
    add_to_project(path, paths=[str(tmp_path / "ferry.txt")])
    return path


def stories(project: str, *, as_of: date | None = None) -> list[tuple[str, list[str]]]:
    """Return the id of each story and the file names of its reports."""
    with opened_pictures(project, as_of=as_of) as pictures:
        return [
            (picture.story.id, sorted(Path(report.path).name for report in picture.reports))
            for picture in pictures
        ]


def test_united_stories_hold_for_later_reports_and_earlier_days(
    project: str, tmp_path: Path
) -> None:
    (chess, _), (ferry, _) = stories(project)
    unite_stories(project, ["1", "2"], decider(0))
    files = ["chess0.txt", "chess1.txt", "ferry.txt"]
    assert stories(project) in ([(chess, files)], [(ferry, files)])
    (tmp_path / "chess2.txt").write_text(CHESS[2], encoding="utf-8")
    add_to_project(project, paths=[str(tmp_path / "chess2.txt")])
    assert [found for _, found in stories(project)] == [sorted([*files, "chess2.txt"])]
    assert [found for _, found in stories(project, as_of=date(2025, 3, 4))] == [files]


def test_what_was_parted_stays_apart_and_taking_it_back_restores_everything(project: str) -> None:
    before = stories(project)
    part_reports(project, "1", ["chess1.txt"], decider(0))
    assert sorted(found for _, found in stories(project)) == [
        ["chess0.txt"],
        ["chess1.txt"],
        ["ferry.txt"],
    ]
    undo_decision(project, None, decider(1))
    assert stories(project) == before
    assert [row["holds"] for row in decision_rows(project)] == [False]


def test_several_reports_are_parted_together_and_taken_back_together(project: str) -> None:
    unite_stories(project, ["1", "2"], decider(0))
    made = part_reports(project, "1", ["chess0.txt", "chess1.txt"], decider(1))
    assert sorted(found for _, found in stories(project)) == [
        ["chess0.txt", "chess1.txt"],
        ["ferry.txt"],
    ]
    undo_decision(project, made.rulings[0].id, decider(2))
    assert len(stories(project)) == 1


def test_a_story_bears_the_title_that_it_was_given(project: str) -> None:
    rename_story(project, "2", "  Alba\naground ", decider(0))
    with opened_pictures(project, as_of=None) as pictures:
        assert "Alba aground" in [picture.story.title for picture in pictures]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["merge", "1", "1"], "two or more different stories", id="one story"),
        pytest.param(["merge", "1", "zz"], "no story 'zz'", id="no such story"),
        pytest.param(["split", "1", "ferry.txt"], "no report 'ferry.txt'", id="no such report"),
        pytest.param(["split", "2", "ferry.txt"], "all the reports", id="nothing left"),
        pytest.param(["rename", "1", "  "], "a title has 1 to 300", id="empty title"),
        pytest.param(["undo"], "no decision on stories", id="nothing to take back"),
    ],
)
def test_a_slip_says_what_is_wrong(project: str, arguments: list[str], message: str) -> None:
    verb, *rest = arguments
    result = CliRunner().invoke(main, ["stories", verb, project, *rest])
    assert result.exit_code == 2
    assert message in result.output


def test_no_project_is_made_by_a_slip_in_its_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no project file"):
        undo_decision(str(tmp_path / "none.db"), None, decider(0))
    assert not list(tmp_path.iterdir())


def test_the_command_lists_without_a_verb(project: str) -> None:
    runner = CliRunner()
    plain = runner.invoke(main, ["stories", project, "--fields", "title"])
    assert plain.exit_code == 0
    assert (
        plain.output
        == runner.invoke(main, ["stories", "list", project, "--fields", "title"]).output
    )
    assert runner.invoke(main, ["stories", "rename", project, "1", "Chess", "-q"]).exit_code == 0
    assert '"title": "Chess"' in runner.invoke(main, ["stories", project]).output
    assert "named a story" in runner.invoke(main, ["stories", "decided", project]).output
