"""`compare --by`: who says what as rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main

REPORT = """Varnholm Post
12 March 2025

Bridge at Sund closed after flood

At least 40 people were hurt when the Sund bridge gave way, Mayor Ilse Brandt said on Wednesday.
The bridge in Sund was built in 1962. At least 12 people died, hospital officials said.
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "post.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("speaker", {"Ilse Brandt", "hospital officials"}),
        ("outlet", {"Varnholm Post"}),
        ("day", {"12 Mar"}),
    ],
)
def test_rows_under_headings(file: str, by: str, headings: set[str]) -> None:
    done = CliRunner().invoke(main, ["compare", file, "--by", by, "--nl"])
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["heading"] for row in rows} == headings
    text = Path(file).read_text(encoding="utf-8")
    for row in rows:
        assert row["exact"] in text[row["start"] : row["end"]]


def test_without_headings_it_is_one_object(file: str) -> None:
    done = CliRunner().invoke(main, ["compare", file, "--json"])
    assert set(json.loads(done.stdout)) > {"reports", "questions", "conflicts"}
