"""A story written into a file, in the form that its ending names."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.errors import MissingExtra
from reportedly.present.exchange import paper

REPORT = """Varnholm Post
12 March 2025

Bridge at Sund closed after flood

At least 40 people were hurt when the Sund bridge gave way, Mayor Ilse Brandt said on Wednesday.
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "post.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_office_files(ending: str, file: str, tmp_path: Path) -> None:
    out = tmp_path / f"brief.{ending}"
    done = CliRunner().invoke(main, ["brief", file, "-o", str(out)])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(out) as packed:
        assert packed.testzip() is None


def test_an_ending_that_is_not_known_names_those_that_are(file: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["brief", file, "-o", str(tmp_path / "brief.odt")])
    assert done.exit_code == 2
    assert ".html, .md, .json, .docx, .xlsx, .pdf" in done.output


@pytest.mark.skipif(not any(map(shutil.which, paper.BROWSERS)), reason="no Chromium on the path")
def test_a_browser_prints_the_page() -> None:
    assert paper._by_browser("<p>Bridge shut</p>").startswith(b"%PDF-")


def test_without_a_printer_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "BROWSERS", ())
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(MissingExtra, match=r"reportedly\[pdf\]"):
        paper.pdf("<p>Bridge shut</p>")
