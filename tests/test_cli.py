"""What a user of the command line meets: streams, exit codes, forms of output, messages."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from reportedly import pipeline, renewing
from reportedly.cli import main
from reportedly.present.listings import LEDGER
from tests.conftest import EXAMPLE

REPORT = (
    "Bridge shut in Orrest\n\nBy Ann Reed, 4 March 2025\n\nThe old bridge in Orrest was shut on "
    "Tuesday. “It is not safe,” said the mayor, Ilse Marant.\n\nThe builders denied that. At "
    "least 40 drivers had to turn back, police said.\n"
)
OTHER = (
    "Orrest bridge stays shut\n\nBy Jo Falk, 5 March 2025\n\nThe bridge in Orrest will stay shut "
    "for weeks, mayor Ilse Marant told reporters on Wednesday. “It is not safe,” she said "
    "again.\n"
)
ROW_COMMANDS = ["stories", "statements", "figures", "search"]


def reportedly(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def project(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("project") / "orrest.db")
    done = reportedly("add", path, str(folder))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr == f"{path}: 2 reports added, 2 in all, 1 story\n"
    return path


# --- help ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(name: str) -> None:
    done = reportedly(name, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Usage: main {name} ")
    command = main.commands[name]
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert all(option.help for option in options)
    assert reportedly(name, "-h").stdout == done.stdout


def test_version() -> None:
    assert reportedly("--version").stdout.startswith("reportedly, version ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["breif", "x"], "No such command 'breif'", id="unknown command"),
        pytest.param(["brief", "--colour"], "No such option", id="unknown option"),
        pytest.param(["brief", "none.txt"], "none.txt: no such file or folder", id="no file"),
        pytest.param(["brief", "{a}", "--as-of", "soon"], "write it as YYYY-MM-DD", id="no day"),
        pytest.param(["brief", "{a}", "-o", "x.doc"], "end the name in .html, .md", id="ending"),
        pytest.param(["brief", "{a}", "-o", "no/x.md"], "cannot write no/x.md", id="no folder"),
        pytest.param(["brief", "{a}", "--story", "9"], "no story '9'; there are: 1", id="story"),
        pytest.param(["brief", "{a}", "--meta", "no.csv"], "no.csv: no such file", id="no meta"),
        pytest.param(["brief", "{a}", "--config", "no.toml"], "no.toml", id="no settings"),
        pytest.param(["brief", "{a}", "--published", "soon"], "soon", id="no date"),
        pytest.param(["brief", "{a}", "--jobs", "0"], "--jobs", id="no processes"),
        pytest.param(["stories", "no.db"], "reportedly add no.db", id="no project"),
        pytest.param(["stories", "{a}"], "not a project file", id="a report as project"),
        pytest.param(["add", "{a}", "{a}"], "not a project file", id="a report to add to"),
        pytest.param(["add", "{new}", "no.txt"], "no.txt: no such file", id="no file to add"),
        pytest.param(["add", "{new}"], "name the files or folders to add", id="nothing to add"),
        pytest.param(["search", "{db}", "?!"], "at least one word", id="no words"),
        pytest.param(["stories", "{db}", "--fields", "titel"], "no column 'titel'", id="field"),
        pytest.param(["statements", "{db}", "--since", "x"], "not a day: 'x'", id="since"),
        pytest.param(["statements", "{db}", "nine"], "no story 'nine'", id="no such story"),
        pytest.param(["export", "{db}", "{a}", "--format", "csv"], "is a file", id="export"),
        pytest.param(["export", "{db}", "x", "--format", "xls"], "'xls' is not one of", id="form"),
    ],
)
def test_mistakes_are_explained(
    folder: Path, project: str, tmp_path: Path, arguments: list[str], message: str
) -> None:
    known = {"a": str(folder / "a.txt"), "db": project, "new": str(tmp_path / "new.db")}
    done = reportedly(*(argument.format(**known) for argument in arguments))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "new.db").exists()


# --- the main job --------------------------------------------------------------------------


def test_brief_prints_the_account(folder: Path) -> None:
    done = reportedly("brief", str(folder))
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Bridge shut in Orrest" in done.stdout
    assert "2 reports" in done.stdout
    assert done.stdout == reportedly("brief", str(folder)).stdout  # the same bytes again


def test_brief_says_what_to_do_next(folder: Path, project: str) -> None:
    assert f"reportedly add story.db {folder}" in unwrapped("brief", str(folder))
    assert f"reportedly statements {project}" in unwrapped("brief", project)


def unwrapped(*arguments: str) -> str:
    return " ".join(reportedly(*arguments).stdout.split())


def test_brief_writes_what_the_ending_names(folder: Path, tmp_path: Path) -> None:
    for ending, begins in ((".html", "<!doctype html>"), (".md", "#"), (".json", "{")):
        path = tmp_path / f"x{ending}"
        done = reportedly("brief", str(folder), "-o", str(path))
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == f"wrote {path}\n"
        assert path.read_text(encoding="utf-8").lower().startswith(begins)
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["reports"]
    printed = reportedly("brief", str(folder), "-o", "-")
    assert printed.stdout == (tmp_path / "x.md").read_text(encoding="utf-8")


def test_brief_as_known_on_a_day(folder: Path) -> None:
    both, early = (
        json.loads(reportedly("compare", str(folder), "--json", *more).stdout)
        for more in ((), ("--as-of", "2025-03-04"))
    )
    assert (len(both["reports"]), len(early["reports"])) == (2, 1)
    assert reportedly("brief", str(folder), "--as-of", "2025-03-04").exit_code == 0


def test_inspect_prints_a_line_a_report(folder: Path) -> None:
    done = reportedly("inspect", str(folder / "b.txt"), str(folder / "a.txt"), "--nl")
    assert (done.exit_code, done.stderr) == (0, "")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(record["path"]).name for record in records] == ["b.txt", "a.txt"]
    assert records[1]["text"] == REPORT


@pytest.mark.parametrize("command", [["brief"], ["inspect"], ["brief", "-"], ["inspect", "-"]])
def test_standard_input(command: list[str]) -> None:
    done = reportedly(*command, stdin=REPORT.encode())
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Bridge shut in Orrest" in done.stdout


def test_standard_input_may_be_a_page() -> None:
    page = f"<!doctype html><html><body><article><p>{REPORT}</p></article></body></html>"
    [record] = map(json.loads, reportedly("inspect", "-", stdin=page.encode()).stdout.splitlines())
    assert record["path"] == "-"
    assert "<p>" not in record["text"]


def test_what_the_user_says_of_the_input(folder: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("path,outlet,published\na.txt,The Orrest Mail,2025-03-06\n", encoding="utf-8")
    said = ("--meta", str(meta), "--outlet", "Somebody", "--published", "2025-03-07")
    done = reportedly("inspect", str(folder), *said)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["outlet"], first["published"]["from"]) == ("The Orrest Mail", "2025-03-06")
    assert (second["outlet"], second["published"]["basis"]) == ("Somebody", "given")


def test_several_processes_give_the_same(folder: Path) -> None:
    one, two = (reportedly("inspect", str(folder), "--jobs", jobs).stdout for jobs in "12")
    assert one == two


# --- rows ----------------------------------------------------------------------------------


def rows(*arguments: str) -> list[dict[str, Any]]:
    done = reportedly(*arguments)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_figures_come_with_words_interval_speaker_and_place(project: str, folder: Path) -> None:
    [row] = [row for row in rows("figures", project) if row["counted"] == "drivers"]
    assert (row["said"], row["value"], row["low"], row["high"]) == (
        "At least 40",
        "at least 40",
        40.0,
        None,
    )
    assert (row["hedge"], row["counted_head"], row["published_until"]) == (
        "At least",
        "driver",
        "2025-03-04",
    )
    assert REPORT[row["start"] : row["end"]] == row["said"]
    assert row["speaker"] == "police"


def test_figures_are_filtered_by_speaker(project: str) -> None:
    assert rows("figures", project, "--speaker", "marant") == []


def test_changes_lists_what_came_in_between(project: str) -> None:
    found = reportedly("changes", project, "--from", "2025-03-03", "--json")
    assert found.exit_code == 1
    reports = [row for row in json.loads(found.stdout) if row["kind"] == "report"]
    assert [(row["before"], row["published_until"]) for row in reports] == [
        ("not yet published", "2025-03-04"),
        ("not yet published", "2025-03-05"),
    ]


def test_no_change_exits_with_0(project: str) -> None:
    found = reportedly("changes", project, "--from", "2025-03-05", "--to", "2025-03-06", "--json")
    assert (found.exit_code, json.loads(found.stdout)) == (0, [])


def test_changes_wants_its_days_in_order(project: str) -> None:
    found = reportedly("changes", project, "--from", "2025-03-06", "--to", "2025-03-05")
    assert found.exit_code == 2
    assert "is after" in found.stderr


@pytest.mark.parametrize("command", ROW_COMMANDS)
def test_every_form_gives_the_same_rows(project: str, command: str) -> None:
    words = ["safe"] if command == "search" else []
    expected = rows(command, project, *words)  # JSON lines where stdout is not a terminal
    assert expected
    assert rows(command, project, *words, "--nl") == expected
    assert json.loads(reportedly(command, project, *words, "--json").stdout) == expected
    for form, mark in (("--csv", ","), ("--tsv", "\t")):
        text = reportedly(command, project, *words, form).stdout
        found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark))
        assert [list(row) for row in found] == [list(row) for row in expected]
        assert [row["story_id"] for row in found] == [row["story_id"] for row in expected]
    markdown = reportedly(command, project, *words, "--md").stdout.splitlines()
    assert len(markdown) == len(expected) + 2
    table = reportedly(command, project, *words, "--table").stdout.splitlines()
    assert len(table) > len(expected)


def test_fields_and_limit(project: str) -> None:
    found = rows("statements", project, "--fields", "exact, speaker", "--limit", "2")
    assert [list(row) for row in found] == [["exact", "speaker"]] * 2
    assert len(rows("stories", project, "--limit", "5")) == 1


def test_statements_are_the_ledger(project: str) -> None:
    found = rows("statements", project)
    assert list(found[0]) == [column.name for column in LEDGER.columns]
    assert len(rows("statements", project, "1")) == len(found)
    assert rows("statements", project, "--as-of", "2025-03-03") == []


@pytest.mark.parametrize(
    ("option", "holds"),
    [
        (["--speaker", "marant"], lambda row: "Marant" in row["speaker"]),
        (["--quoted"], lambda row: row["kind"] in ("direct", "mixed")),
        (["--own-voice"], lambda row: row["kind"] == "own voice"),
        (["--hedged"], lambda row: row["hedges"]),
        (["--since", "2025-03-05"], lambda row: row["published_from"] == "2025-03-05"),
        (["--until", "2025-03-04"], lambda row: row["published_until"] == "2025-03-04"),
    ],
)
def test_filters(project: str, option: list[str], holds: Any) -> None:  # noqa: ANN401
    every = rows("statements", project)
    found = rows("statements", project, *option)
    assert found == [row for row in every if row["speaker"] is not None and holds(row)] or (
        found == [row for row in every if holds(row)]
    )


def test_search_exits_as_grep_does(project: str) -> None:
    assert reportedly("search", project, "safe").exit_code == 0
    assert "not safe" in rows("search", project, '"not safe"')[0]["exact"]
    nothing = reportedly("search", project, "lighthouse")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (1, "", "")


def test_export(project: str, tmp_path: Path) -> None:
    done = reportedly("export", project, str(tmp_path / "out"), "--format", "jsonl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{tmp_path / 'out' / 'reports.jsonl'}: 2 rows" in done.stderr
    written = (tmp_path / "out" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == rows("statements", project)


def test_a_project_reads_like_a_folder(project: str, folder: Path) -> None:
    assert rows("inspect", project) == rows("inspect", str(folder))
    for more in ((), ("--as-of", "2025-03-04")):
        one, other = (
            json.loads(reportedly("compare", path, "--json", *more).stdout)
            for path in (project, str(folder))
        )
        assert one == other
        early = rows("statements", project, *more)
        assert {row["report_id"] for row in early} == {report["id"] for report in one["reports"]}


# --- bad input -----------------------------------------------------------------------------

MARKS = '“Never, she said. “Not once, «nor twice. "Or thrice.\n' * 40
HEBREW = "הגשר נסגר ביום שלישי. ראש העיר אמרה: „הוא לא בטוח”.\n\nהמשטרה מסרה כי 40 נהגים חזרו.\n"
BAD: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 3, "empty; save the report again"),
    "blank": (b" \n\t\n\n", 3, "empty; save the report again"),
    "binary": (bytes(range(256)) * 40, 3, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(400), 3, "a picture"),
    "pdf": (b"%PDF-1.7\n" + b"x" * 400, 3, "a damaged PDF"),
    "a page without text": (b"<!doctype html><script>let x = 1</script>", 3, "no visible text"),
    "wrong encoding": (REPORT.replace("shut", "schloß").encode("latin-1", "replace"), 0, ""),
    "mixed encodings": (REPORT.encode() + "caf\xe9 na\xefve".encode("latin-1"), 0, ""),
    "utf-16": (REPORT.encode("utf-16"), 0, ""),
    "no paragraphs": (" ".join(REPORT.split()).encode(), 0, ""),
    "one long line": (b"The bridge was shut on Tuesday, police said. " * 100, 0, ""),
    "one long word": (b"x" * 100_000, 0, ""),
    "unbalanced quotation marks": (MARKS.encode(), 0, ""),
    "right to left": (HEBREW.encode(), 0, ""),
    "unknown language": (("Xoq zirru vlat. " * 30).encode(), 0, ""),
    "more than a report": (b"The bridge was shut.\n\n" * 60_000, 3, "more than one report; split"),
    "deeply nested page": (b"<html>" + b"<div>" * 5000 + b"<p>Safe, she said." * 9, 0, ""),
    "control characters": (REPORT.replace(" ", " \x00\x1b[2J", 3).encode(), 0, ""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_leaves_the_rest_unharmed(folder: Path, tmp_path: Path, name: str) -> None:
    content, code, message = BAD[name]
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    done = reportedly("inspect", str(path), str(folder / "a.txt"))
    assert done.exit_code == code, done.stderr
    assert message in done.stderr
    assert "internal error" not in done.stderr
    assert ("bad.txt: " in done.stderr) == bool(code)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records[-1]["text"] == REPORT
    assert records[-1]["attributions"]
    assert all(not record["problems"] for record in records[-1:])
    brief = reportedly("brief", str(path), str(folder / "a.txt"), "-q")
    assert (brief.exit_code, brief.stderr) == (code, "")
    assert "Orrest" in brief.stdout


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff" + bytes(99))
    done = reportedly("brief", str(tmp_path))
    assert done.exit_code == 3
    assert f"{tmp_path}: no reports in this folder; " in done.stderr
    assert "photo.jpg" in done.stderr
    assert done.stdout == ""


def test_nothing_but_unreadable_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    for form in ("html", "md"):
        done = reportedly("brief", str(tmp_path), "-o", str(tmp_path / f"x.{form}"))
        assert done.exit_code in (2, 3)
        assert "nothing to read" in done.stderr or "no report could be read" in done.stderr
    done = reportedly("add", str(tmp_path / "p.db"), str(tmp_path))
    assert done.exit_code == 3
    assert "0 reports added" in done.stderr
    assert rows("stories", str(tmp_path / "p.db")) == []


def test_the_same_bytes_twice_are_one_report(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(REPORT, encoding="utf-8")
    done = reportedly("inspect", str(folder / "a.txt"), str(tmp_path / "copy.txt"))
    assert done.exit_code == 0
    assert "copy.txt: the same bytes as" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_damaged_project(project: str, tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    content = bytearray(Path(project).read_bytes())
    content[100:] = b"\x55" * (len(content) - 100)
    path.write_bytes(content)
    for arguments in (["brief"], ["stories"], ["statements"], ["add", str(EXAMPLE)]):
        done = reportedly(arguments[0], str(path), *arguments[1:])
        assert done.exit_code == 2
        assert "damaged.db" in done.stderr
        assert "restore a copy" in done.stderr or "update reportedly" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="such names exist on other systems only")
def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(REPORT.encode())
    [record] = rows("inspect", str(tmp_path))
    assert record["path"].endswith("caf\udce9.txt")
    project = str(tmp_path / "p.db")
    assert reportedly("add", project, os.fsdecode(name)).exit_code == 0
    assert rows("statements", project)[0]["path"].endswith("caf\\udce9.txt")
    assert reportedly("brief", str(tmp_path)).exit_code == 0


@pytest.mark.parametrize("stages", ["REPORT_STAGES", "STORY_STAGES"])
def test_a_stage_that_breaks_is_told_of(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stages: str
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("no answer")

    every = getattr(pipeline, stages)
    changed = (*every[:-1], replace(every[-1], run=broken))
    monkeypatch.setattr(pipeline, stages, changed)
    monkeypatch.setattr(renewing, stages, changed)
    for arguments in (["brief", str(folder)], ["add", str(tmp_path / "p.db"), str(folder)]):
        done = reportedly(*arguments)
        assert done.exit_code == 3
        assert "internal error, ZeroDivisionError: no answer; please report it" in done.stderr


# --- being stopped -------------------------------------------------------------------------


def test_an_interrupt_ends_quietly_and_keeps_what_was_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    project = str(tmp_path / "p.db")
    with monkeypatch.context() as patch:
        patch.setattr("reportedly.projects.renew", interrupt)
        patch.setattr("reportedly.loading.analyse", interrupt)
        for arguments in (["add", project, str(folder)], ["brief", str(folder)]):
            done = reportedly(*arguments)
            assert done.exit_code == 130
            assert "Traceback" not in done.stderr
            assert "interrupted" in done.stderr
    done = reportedly("add", project, str(folder))
    assert done.stderr == f"{project}: 0 reports added, 2 in all, 1 story\n"


def test_a_reader_that_stops_early(project: str) -> None:
    command = f"{sys.executable} -m reportedly statements {project} --nl --fields exact"
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 5"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout.startswith('{"exa')
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk always full")
@pytest.mark.parametrize("command", ["statements", "brief"])
def test_a_full_disk_under_the_output(project: str, command: str) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reportedly", command, project],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "Error: the disk is full; free some space, run again\n"


def test_a_terminal_without_our_letters(project: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reportedly", "statements", project, "--nl"],
        capture_output=True,
        timeout=120,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == rows("statements", project)
