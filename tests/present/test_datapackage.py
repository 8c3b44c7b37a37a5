"""An export as a data package, read back by Frictionless."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frictionless
import pytest

from reportedly.projects import add_to_project, export_project

REPORT = """Varnholm Post
12 March 2025

Bridge at Sund closed after flood

At least 40 people were hurt when the Sund bridge gave way, Mayor Ilse Brandt said on Wednesday.
"It will be rebuilt," Brandt said.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("package")
    (base / "post.txt").write_text(REPORT, encoding="utf-8")
    project = str(base / "kept.db")
    add_to_project(project, paths=[str(base / "post.txt")])
    out = base / "out"
    for _ in range(2):  # the second replaces the first
        export_project(project, str(out), "datapackage", story=None, as_of=None)
    return out


def test_frictionless_finds_nothing_wrong(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


def test_the_rows_are_typed(folder: Path) -> None:
    package: Any = frictionless.Package(str(folder / "datapackage.json"))
    rows = package.get_resource("ledger").read_rows()
    assert [row["speaker"] for row in rows].count("Ilse Brandt") == 2
    assert all(row["counted"] in (True, False) and row["start"] >= 0 for row in rows)
    assert {row["published_from"].isoformat() for row in rows} == {"2025-03-12"}
