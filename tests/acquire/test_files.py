from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from reportedly.acquire.containers import FileSettings
from reportedly.acquire.files import MetaRow, read_captures, read_meta
from reportedly.errors import UsageError
from reportedly.model import Capture, Given, Problem
from tests.acquire.containers.samples import packed, records, samples, zipped

SETTINGS = FileSettings()
TEXT = "The bridge at Delmare was shut on Monday after a crack was found.\n"


def test_folder_is_read_in_sorted_order_and_what_is_left_out_is_named(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.txt", "picture.png", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = list(read_captures([str(tmp_path)], SETTINGS))
    names = [os.path.relpath(c.path, tmp_path) for c in found if isinstance(c, Capture)]
    assert names == ["a.html", "b.txt", os.path.join("sub", "c.txt")]
    [problem] = [one for one in found if isinstance(one, Problem)]
    assert "picture.png" in problem.reason
    assert not problem.lost


def test_folder_without_reports_is_a_problem(tmp_path: Path) -> None:
    [problem] = read_captures([str(tmp_path)], SETTINGS)
    assert isinstance(problem, Problem)
    assert problem.lost
    assert "no reports" in problem.reason


def test_missing_path_is_named() -> None:
    with pytest.raises(UsageError, match="nowhere"):
        list(read_captures(["nowhere.txt"], SETTINGS))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t\n", "empty", id="white space"),
        pytest.param(bytes(range(256)) * 20, "binary", id="binary"),
        pytest.param(b"a" * 2_000, "larger than", id="too large"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    settings = FileSettings(max_bytes=1_000 if b"a" * 1_500 in content else 100_000)
    [problem] = read_captures([str(path)], settings)
    assert isinstance(problem, Problem)
    assert expected in problem.reason


def test_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    found = list(read_captures([str(tmp_path)], SETTINGS))
    assert len(found) == 2
    assert all(isinstance(one, Problem) for one in found)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    [capture] = read_captures(["-"], SETTINGS, given=Given(outlet="Delmare Echo"))
    assert isinstance(capture, Capture)
    assert (capture.path, capture.content) == ("-", TEXT.encode())
    assert capture.given.outlet == "Delmare Echo"


def test_meta_is_joined_by_path_name_and_address(tmp_path: Path) -> None:
    page = '<html><head><link rel="canonical" href="https://www.echo.example/1/"></head><p>Hello'
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.html").write_text(page)
    (tmp_path / "meta.csv").write_text(
        "path,url,outlet,published\n"
        "one.txt,,Delmare Echo,2025-03-01\n"
        ",http://echo.example/1,Echo Online,\n"
    )
    rows = read_meta(str(tmp_path / "meta.csv"))
    paths = [str(tmp_path / "one.txt"), str(tmp_path / "two.html")]
    found = list(read_captures(paths, SETTINGS, meta=rows, given=Given(outlet="X", language="en")))
    given = [one.given for one in found if isinstance(one, Capture)]
    assert [one.outlet for one in given] == ["Delmare Echo", "Echo Online"]
    assert [one.published for one in given] == ["2025-03-01", None]
    assert [one.language for one in given] == ["en", "en"]


def test_meta_tells_files_of_one_name_apart_and_names_unused_rows(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"The bridge is shut, says {folder}.")
    rows = [
        MetaRow(path="one/a.txt", given=Given(outlet="Herald")),
        MetaRow(path="two/a.txt", given=Given(outlet="Courier")),
        MetaRow(path="three/b.txt", given=Given(outlet="Lantern")),
    ]
    *captures, problem = read_captures([str(tmp_path)], SETTINGS, meta=rows)
    assert [c.given.outlet for c in captures if isinstance(c, Capture)] == ["Herald", "Courier"]
    assert isinstance(problem, Problem)
    assert (problem.path, problem.lost) == ("three/b.txt", False)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("outlet\nEcho\n", "no column named path or url", id="no key"),
        pytest.param("path,published\na.txt,last week\n", "line 2: not a date", id="not a date"),
        pytest.param("", "no column", id="empty"),
    ],
)
def test_wrong_meta_says_what_is_wrong(tmp_path: Path, written: str, expected: str) -> None:
    (tmp_path / "meta.csv").write_text(written)
    with pytest.raises(UsageError, match=expected):
        read_meta(str(tmp_path / "meta.csv"))


def test_missing_meta_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_meta(str(tmp_path / "meta.csv"))


def test_meta_row_may_name_a_path_only() -> None:
    assert MetaRow(path="a.txt", given=Given()).url is None


def given_of(folder: Path, rows: str) -> dict[str, Given]:
    """Return what is given for each input of a folder, by its path."""
    (folder / "rows.csv").write_text(rows)
    meta = read_meta(str(folder / "rows.csv"))
    found = read_captures([str(folder)], SETTINGS, meta=meta)
    captures = [one for one in found if isinstance(one, Capture)]
    return {one.path.removeprefix(f"{folder}/"): one.given for one in captures}


def test_meta_names_members_by_name_by_address_and_by_what_they_are_packed_in(
    tmp_path: Path,
) -> None:
    (tmp_path / "week.zip").write_bytes(zipped({"a/one.txt": TEXT, "b/one.txt": TEXT + "2"}))
    (tmp_path / "news.warc.gz").write_bytes(packed(records(2)))
    given = given_of(
        tmp_path,
        "path,url,outlet,published,language\n"
        "week.zip > a/one.txt,,Herald,,\n"
        "b/one.txt,,Courier,,\n"
        "week.zip,,Nobody,2025-03-01,en\n"
        ",https://echo.example/1,Echo,,\n"
        "news.warc.gz,,,2025-03-02,\n",
    )
    assert given["week.zip > a/one.txt"] == Given(
        outlet="Herald", published="2025-03-01", language="en"
    )
    assert given["week.zip > b/one.txt"].outlet == "Courier"
    web = "news.warc.gz > https://echo.example/"
    assert (given[f"{web}0"].outlet, given[f"{web}0"].published) == (None, "2025-03-02")
    assert (given[f"{web}1"].outlet, given[f"{web}1"].published) == ("Echo", "2025-03-02")


def test_folder_opens_containers_and_passes_over_what_only_looks_like_one(tmp_path: Path) -> None:
    for name, content in samples().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "meta.csv").write_text("path,outlet\na.txt,Echo\n")
    (tmp_path / "sitemap.xml").write_text("<urlset><url/></urlset>")
    (tmp_path / "package.json").write_text('{"name": "x"}')
    found = list(read_captures([str(tmp_path)], SETTINGS))
    opened = {
        os.path.basename(one.path.split(" > ")[0]) for one in found if isinstance(one, Capture)
    }
    assert opened == set(samples())
    left = [one.reason for one in found if isinstance(one, Problem) and one.path == str(tmp_path)]
    assert len(left) == 1
    assert "3 files left out" in left[0]
    assert "meta.csv, package.json, sitemap.xml" in left[0]


def test_containers_come_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(packed(records(2)))

    monkeypatch.setattr(sys, "stdin", Input())
    found = list(read_captures(["-"], SETTINGS))
    assert [one.path for one in found] == [f"- > https://echo.example/{n}" for n in range(2)]
