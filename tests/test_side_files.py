"""Sides that a user declares: the file, what it does to a story, a first proposal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.analysis import analyse
from reportedly.cli import main
from reportedly.errors import SettingsError
from reportedly.memory import ShortMemory
from reportedly.present.shown import shown_story
from reportedly.present.sides import proposed
from reportedly.present.table import table_of
from reportedly.projects import add_to_project, project_pictures
from reportedly.reading import Reading
from reportedly.rulings import in_force, side_order
from reportedly.settings import Settings
from reportedly.side_files import read_sides
from reportedly.store.database import open_project
from tests.conftest import EXAMPLE

GOOD = """
[[sides]]
name = "The other bank"
bodies = ["Lethenia"]

[[sides]]
name = "Harbour"
bodies = ["Sundmark"]
people = ["Joren Vesterlund"]
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "sides.toml"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no [[sides]]"),
        ("[[side]]\nname='A'", "write each side as a table [[sides]]"),
        ("[sides]\nname='A'", "no [[sides]]"),
        ("[[sides]]\nbodies=['A']", "side 1 has no name"),
        ("[[sides]]\nname=3", "side 1 has no name"),
        ("[[sides]]\nname='A'\nbody=['B']", "unknown key body of side 1; did you mean bodies?"),
        ("[[sides]]\nname='A'\npeople='B'", "must be a list of names"),
        ("[[sides]]\nname='A'\npeople=['']", "1 to 200 characters"),
        (
            "[[sides]]\nname='A'\npeople=['Mia Lund']\n"
            "[[sides]]\nname='B'\nbodies=['the MIA LUND']",
            "'Mia Lund' stands under two sides, 'A' and 'B'",
        ),
        ("[[sides]]\nname='A'\n[[sides]]\nname='A'\npeople=['B']", "two sides bear one name"),
        ("[[sides", "is not valid TOML"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_sides(str(path))
    assert words in str(caught.value)
    assert "mine.toml" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot read the file of sides"):
        read_sides(str(tmp_path / "none.toml"))


def test_sides_are_shown_in_the_order_declared(
    example: Reading, memory: ShortMemory, file: str
) -> None:
    rulings = read_sides(file)
    [picture] = analyse(example.reports, Settings(), memory=memory, rulings=rulings).pictures[:1]
    assert side_order(picture.rulings) == ("The other bank", "Harbour")
    shown = shown_story(picture, {}, version="0")
    assert shown.sides == ("The other bank", "Harbour")
    headings = [one.title for one in table_of(shown.last, shown.sides).headings]
    headings = [title for title in headings if title in shown.sides]
    assert headings == ["The other bank", "Harbour"]
    assert {a.side for a in picture.agents if a.side} == {"The other bank", "Harbour"}


def test_a_proposal_is_a_file_that_can_be_read(
    example: Reading, memory: ShortMemory, tmp_path: Path
) -> None:
    pictures = analyse(example.reports, Settings(), memory=memory).pictures
    text = proposed(pictures)
    path = tmp_path / "sides.toml"
    path.write_text(text, encoding="utf-8")
    names = [one.names for one in read_sides(str(path))]
    assert [one[0] for one in names] == ["Lethenia", "Sundmark"]
    assert "Oleh Dravinsky" in names[0]
    assert "# “Lethenian Foreign Minister" in text
    again = analyse(
        example.reports, Settings(), memory=memory, rulings=read_sides(str(path))
    ).pictures
    assert [a.side for a in again[0].agents] == [a.side for a in pictures[0].agents]


def test_a_project_keeps_its_sides(tmp_path: Path, file: str) -> None:
    project, reports = str(tmp_path / "kept.db"), sorted(map(str, EXAMPLE.iterdir()))
    add_to_project(project, paths=reports[:3], sides=file)

    def sides() -> set[str]:
        with open_project(project) as kept:
            [picture] = list(project_pictures(kept, as_of=None))[:1]
        return {agent.side for agent in picture.agents if agent.side}

    assert sides() <= {"The other bank", "Harbour"}
    add_to_project(project, paths=reports[3:4])
    assert sides() <= {"The other bank", "Harbour"}
    with open_project(project) as kept:
        before = kept.rulings()
    assert run("sides", project, "--set", file).exit_code == 0
    with open_project(project) as kept:
        assert kept.rulings() == before  # the same file again changes nothing
    Path(file).write_text(GOOD.replace("Harbour", "Port"), encoding="utf-8")
    assert "Port" in run("sides", project, "--set", file).output
    assert "Harbour" not in sides()
    with open_project(project) as kept:
        assert [one.names[0] for one in in_force(kept.rulings())] == ["The other bank", "Port"]


def test_the_command_lists_who_is_on_which_side(file: str) -> None:
    paths = sorted(map(str, EXAMPLE.iterdir()))[:4]
    rows = [
        json.loads(line)
        for line in run("sides", *paths, "--sides", file, "--nl").output.splitlines()
    ]
    assert {row["side"] for row in rows} == {"The other bank", "Harbour"}
    assert run("sides", *paths, "--sides", "none.toml").exit_code == 2
    assert run("sides", *paths, "--set", file).exit_code == 2
