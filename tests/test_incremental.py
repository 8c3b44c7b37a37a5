"""Adding to a project computes only what is new or touched, and gives what a fresh run gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportedly import pipeline, renewing
from reportedly.acquire.repeats import REASON
from reportedly.memory import Kept, Rows
from reportedly.model import Picture, Report, Story
from reportedly.projects import add_to_project, project_pictures
from reportedly.reading import read
from reportedly.settings import Settings
from reportedly.store.database import open_project
from tests.conftest import EXAMPLE

CHESS = (
    "Chess: Ilse Marant wins the Orrest open\n\nBy Jo Falk, 4 March 2025\n\n"
    "Ilse Marant won the open chess tournament in Orrest on Tuesday after nine rounds, half a "
    "point ahead of Bo Tellin.\n\n"
    "“I was lost in the last round,” Marant said. The organisers said that 212 players took "
    "part.\n",
    "Marant takes Orrest chess title\n\nBy Ann Reed, 4 March 2025\n\n"
    "Grandmaster Ilse Marant took the Orrest open on Tuesday. Bo Tellin came second in the chess "
    "tournament.\n\n"
    "Tellin said he was content. The organisers counted 212 players over nine rounds in Orrest.\n",
    "Orrest: protest over chess final\n\nBy Ann Reed, 5 March 2025\n\n"
    "Bo Tellin has protested against the result of the Orrest chess tournament, which Ilse Marant "
    "won.\n\n"
    "The organisers denied that the clock in the last round between Marant and Tellin was "
    "broken.\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for path in sorted(EXAMPLE.iterdir())[:3]:
        shutil.copy(path, folder)
    for number, text in enumerate(CHESS[:2]):
        (folder / f"chess{number}.txt").write_text(text, encoding="utf-8")
    return folder


class Calls:
    """What the pipeline computed rather than remembered."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.reports: list[str] = []
        self.stories: list[set[str]] = []
        annotate, compare = pipeline.annotate_report, renewing.compare_story

        def annotate_report(
            report: Report, settings: Settings, *, before: Kept | None = None
        ) -> Kept:
            self.reports.append(Path(report.path).name)
            return annotate(report, settings, before=before)

        def compare_story(story: Story, rows: Rows, settings: Settings) -> Kept:
            self.stories.append({Path(report.path).name for report in rows[Report]})
            return compare(story, rows, settings)

        patch.setattr(pipeline, "annotate_report", annotate_report)
        patch.setattr(renewing, "compare_story", compare_story)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(monkeypatch)


def pictures(project: str) -> list[Picture]:
    with open_project(project) as kept:
        return list(project_pictures(kept, as_of=None))


def test_only_what_a_new_report_touches_is_computed(
    folder: Path, tmp_path: Path, calls: Calls
) -> None:
    project = str(tmp_path / "p.db")
    add_to_project(project, paths=[str(folder)])
    assert len(calls.stories) == 2
    calls.reports.clear()
    calls.stories.clear()

    add_to_project(project, paths=[str(folder)])  # nothing new
    assert (calls.reports, calls.stories) == ([], [])

    (folder / "chess2.txt").write_text(CHESS[2], encoding="utf-8")
    done = add_to_project(project, paths=[str(folder)])
    assert "1 report added, 6 in all" in done.summary
    assert calls.reports == ["chess2.txt"]
    assert calls.stories == [{"chess0.txt", "chess1.txt", "chess2.txt"}]

    fresh = str(tmp_path / "fresh.db")
    add_to_project(fresh, paths=[str(folder)])
    assert pictures(project) == pictures(fresh)


def test_a_run_goes_on_where_it_was_interrupted(
    folder: Path, tmp_path: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = str(tmp_path / "p.db")

    def interrupt(story: Story, rows: Rows, settings: Settings) -> Kept:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(renewing, "compare_story", interrupt)
        with pytest.raises(KeyboardInterrupt):
            add_to_project(project, paths=[str(folder)])
    assert pictures(project) == []  # nothing is shown that was not finished
    calls.reports.clear()

    add_to_project(project, paths=[str(folder)])
    assert calls.reports == []
    assert len(calls.stories) == 2
    assert len(pictures(project)) == 2


def test_what_the_user_says_later_is_taken_up(folder: Path, tmp_path: Path, calls: Calls) -> None:
    project = str(tmp_path / "p.db")
    add_to_project(project, paths=[str(folder)])
    calls.reports.clear()
    path = str(folder / "chess0.txt")
    add_to_project(project, paths=[path], outlet="Orrest Mail", published="2025-03-05")
    assert calls.reports == ["chess0.txt"]
    [report] = [r for p in pictures(project) for r in p.reports if r.path == path]
    assert (report.outlet, str(report.published_from)) == ("Orrest Mail", "2025-03-05")


def test_lines_that_repeat_are_typed_as_in_a_fresh_run(tmp_path: Path) -> None:
    """A third report of an outlet shows which lines it prints around every article."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, text in enumerate(CHESS):
        first, rest = text.split("\n\n", 1)
        text = f"{first}\n\n{rest}\nThe Orrest Courier is yours to share\n"
        (folder / f"chess{number}.txt").write_text(text, encoding="utf-8")
        add_to_project(str(tmp_path / "kept.db"), paths=[str(folder)])
    fresh = {r.id: r.blocks for r in read([str(folder)], Settings()).reports}
    with open_project(str(tmp_path / "kept.db")) as project:
        pictures = list(project_pictures(project, as_of=None))
        reports = project.reports()
    stored = {r.id: r.blocks for picture in pictures for r in picture.reports}
    assert stored == fresh == {report.id: report.blocks for report in reports}
    typed = [block for blocks in fresh.values() for block in blocks if block.reason == REASON]
    # Each is held only against what was published by its own day: two reports by the 4th.
    assert [block.kind for block in typed] == ["furniture"]
    assert all(
        statement.block == "furniture"
        for picture in pictures
        for statement in picture.statements
        if statement.content[0].start in {block.span.start for block in typed}
    )
