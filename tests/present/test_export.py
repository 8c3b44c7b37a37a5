from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from reportedly.errors import ProjectError, ReportedlyError, UsageError
from reportedly.memory import Kept
from reportedly.model import Report, Span, Statement
from reportedly.present import export
from reportedly.present.export import CODEBOOK, FORMS, export_tables
from reportedly.present.listings import LEDGER, Filters, statement_rows
from reportedly.store.database import Project, open_project
from reportedly.store.tables import exported_tables
from tests.present.pictures import ferry
from tests.store.store_rows import comparison, facts, page, read, saved, statement, story

TEXT = '=HYPERLINK("http://x") said “café, «нет»”\nand no more.\tEnd; "quoted", with a comma.'


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with open_project(str(tmp_path / "p.db"), create=True) as project:
        rows = facts("r").rows
        rows[Statement] = (
            statement("r", Span(0, 22), "st1", speaker="Ada; \r Falk"),
            statement("r", Span(23, len(TEXT)), "st2"),
        )
        capture = page("r", TEXT)
        day = date(2025, 3, 4)
        report = Report(
            id="r", path="r.txt", sha256=capture.sha256, text=TEXT, outlet="Herald",
            published_from=day, published_until=day, published_basis="stated",
        )  # fmt: skip
        project.add([(capture, report), *read("b")])
        project.keep("k", "r", Kept(rows=rows))
        project.keep("k2", "b", facts("b"))
        project.keep("c", "s1", comparison("s1"))
        project.save([story("r", "b")], project.reports(), (), ())
        yield project


Reader = Callable[[Path], list[dict[str, Any]]]


def read_csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def read_parquet(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


READERS: dict[str, Reader] = {"csv": read_csv, "jsonl": read_jsonl, "parquet": read_parquet}


@pytest.mark.parametrize("form", FORMS)
def test_every_table_goes_out_with_its_columns(project: Project, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    lines = export_tables(project, out, form)
    names = [table.name for table in exported_tables()] + ["ledger"]
    assert sorted(os.listdir(out)) == sorted([CODEBOOK, *(f"{name}.{form}" for name in names)])
    assert f"{out / 'reports'}.{form}: 2 rows" in lines
    assert f"{out / 'questions'}.{form}: 1 row" in lines
    for table in [*exported_tables(), LEDGER]:
        expected = [column.name for column in table.columns]
        for row in READERS[form](out / f"{table.name}.{form}"):
            assert list(row) == expected


@pytest.mark.parametrize("form", FORMS)
def test_words_are_exact_and_values_typed(project: Project, tmp_path: Path, form: str) -> None:
    export_tables(project, tmp_path / "out", form)
    [report, other] = READERS[form](tmp_path / "out" / f"reports.{form}")
    assert report["text"] == TEXT
    first, second, _ = READERS[form](tmp_path / "out" / f"ledger.{form}")
    assert (first["exact"], second["exact"]) == (TEXT[:22], TEXT[23:])
    assert first["speaker"] == "Ada; \r Falk"
    assert second["prefix"] == TEXT[:23]
    assert first["sha256"] == report["sha256"]
    day: Any = {"parquet": date(2025, 3, 4)}.get(form, "2025-03-04")
    assert (report["published_from"], first["published_from"]) == (day, day)
    assert other["published_from"] == ("" if form == "csv" else None)
    counted: Any = "true" if form == "csv" else True
    assert (first["counted"], first["start"]) == (counted, "0" if form == "csv" else 0)
    [row, *_] = READERS[form](tmp_path / "out" / f"statements.{form}")
    assert row["content"] == ([[0, 22]] if form == "jsonl" else "[[0,22]]")


def test_parquet_files_carry_types_and_notes(project: Project, tmp_path: Path) -> None:
    export_tables(project, tmp_path / "out", "parquet")
    schema = pq.read_schema(tmp_path / "out" / "figures.parquet")  # types without a single row
    assert [str(schema.field(name).type) for name in ("low", "vague", "span_start", "unit")] == [
        "double", "bool", "int64", "string",
    ]  # fmt: skip
    assert not schema.field("span_start").nullable
    assert schema.field("low").metadata[b"description"].startswith(b"least value")


def test_the_same_project_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    for form in FORMS:
        export_tables(project, tmp_path / "one", form)
        export_tables(project, tmp_path / "two", form)
    for name in os.listdir(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_an_empty_project_gives_tables_without_rows(tmp_path: Path) -> None:
    with open_project(str(tmp_path / "p.db"), create=True) as project:
        for form in FORMS:
            export_tables(project, tmp_path / "out", form)
            assert READERS[form](tmp_path / "out" / f"ledger.{form}") == []
    header = (tmp_path / "out" / "sentences.csv").read_text(encoding="utf-8")
    assert header == "report_id,span_start,span_end,block\n"


def test_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BATCH", 7)
    names = [f"r{n}" for n in range(20)]
    with open_project(str(tmp_path / "p.db"), create=True) as project:
        saved(project, *names)
        export_tables(project, tmp_path / "out", "parquet")
    found = read_parquet(tmp_path / "out" / "reports.parquet")
    assert [row["id"] for row in found] == names


def test_the_codebook_describes_every_column(project: Project, tmp_path: Path) -> None:
    export_tables(project, tmp_path / "out", "csv")
    book = (tmp_path / "out" / CODEBOOK).read_text(encoding="utf-8")
    for table in [*exported_tables(), LEDGER]:
        part = book.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert table.note in part
        for column in table.columns:
            assert f"| `{column.name}` | {column.form} |" in part


def test_cells_that_look_like_formulas_are_told_of(project: Project, tmp_path: Path) -> None:
    [note] = [line for line in export_tables(project, tmp_path / "out", "csv") if "note" in line]
    assert "3 cells begin with = + - @" in note  # the text, the exact words, and what precedes
    assert "import the columns as text" in note


# --- where it may write --------------------------------------------------------------------


def test_an_export_is_written_over_an_export(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_tables(project, out, "csv")
    export_tables(project, out, "jsonl")
    (out / ".DS_Store").touch()
    (out / "reports.csv").write_text("older", encoding="utf-8")
    export_tables(project, out, "csv")
    assert len(read_csv(out / "reports.csv")) == 2


@pytest.mark.parametrize("name", ["notes.txt", "reports.csv", CODEBOOK])
def test_a_folder_with_other_files_is_refused(project: Project, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine\n", encoding="utf-8")
    with pytest.raises(UsageError, match=f"holds files that are no export, such as {name}"):
        export_tables(project, out, "csv")
    assert os.listdir(out) == [name]
    assert (out / name).read_text(encoding="utf-8") == "mine\n"


def test_a_file_as_destination(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"p\.db is a file; name a folder"):
        export_tables(project, tmp_path / "p.db", "csv")


@pytest.mark.parametrize(
    ("number", "kind", "message"),
    [
        pytest.param(errno.ENOSPC, ProjectError, "disk is full", id="full disk"),
        pytest.param(errno.EACCES, UsageError, "cannot write to .*ermission", id="no permission"),
        pytest.param(errno.EROFS, UsageError, "cannot write to .*ead-only", id="read-only disk"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_disk_that_refuses(
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    number: int,
    kind: type[ReportedlyError],
    message: str,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(kind, match=message):
            export_tables(project, out, form)
    assert os.listdir(out) == []  # nothing half-written stays
    export_tables(project, out, form)


# --- the ledger ----------------------------------------------------------------------------


def test_the_ledger_has_the_columns_that_it_says_it_has() -> None:
    names = [column.name for column in LEDGER.columns]
    rows = list(statement_rows(ferry(), Filters()))
    assert rows
    assert all(list(row) == names for row in rows)
    for row in rows:
        report = next(one for one in ferry().reports if one.id == row["report_id"])
        assert report.text[: row["start"]].endswith(row["prefix"])
        assert report.text[row["end"] :].startswith(row["suffix"])
    required = [column.name for column in LEDGER.columns if not column.optional]
    assert all(row[name] is not None for row in rows for name in required)
