from __future__ import annotations

import pytest

from reportedly.acquire.containers import FileSettings
from reportedly.acquire.reports import ReportSettings, read_report
from tests.acquire.containers.opened import opened
from tests.acquire.containers.samples import CSV, JSON_LINES


def test_rows_are_reports_with_what_their_columns_say() -> None:
    captures, problems = opened("reports.csv", CSV)
    report = read_report(captures[0], ReportSettings())
    assert report.text == "Bridge shut\n\nThe bridge, she said, is shut.\nIt stays so.\n"
    assert (report.title, report.outlet) == ("Bridge shut", "Delmare Echo")
    assert str(report.published_from) == "2025-03-04"
    assert report.published_reason.endswith("its row in the table")
    assert report.url == "https://echo.example/1"
    assert ["3/4/2025" in problem.reason for problem in problems] == [True, False]
    assert "1 row without a text left out: https://echo.example/2" in problems[1].reason
    assert not any(problem.lost for problem in problems)


def test_lines_of_json() -> None:
    captures, [problem] = opened("reports.jsonl", JSON_LINES)
    assert captures[0].content == b"Bridge shut\n\nThe bridge is shut.\n"
    assert captures[0].told.published == "2025-03-04T08:00:00+00:00"
    assert captures[1].media_type == "text/html"
    assert captures[1].told.outlet == "Delmare Echo"
    assert problem.path == "reports.jsonl > line 2"
    assert problem.lost


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.csv", "text;title\nShut.;Bridge\n", ["Bridge\n\nShut.\n"], id="semicolons"),
        pytest.param("a.tsv", "text\ttitle\nShut.\tBridge\n", ["Bridge\n\nShut.\n"], id="tabs"),
        pytest.param("a.csv", "\ufefftext\nShut.\n", ["Shut.\n"], id="mark"),
        pytest.param("a.csv", "text,title\nBridge shut now.,Bridge shut\n",
                     ["Bridge shut now.\n"], id="text begins with the title"),
        pytest.param("a.csv", "text\nA short\x00 word.\n", ["A short word.\n"], id="zero byte"),
        pytest.param("a.json", '[{"text": "One."}, {"text": "Two."}]',
                     ["One.\n", "Two.\n"], id="list"),
        pytest.param("a.json", '{"text": "One."}', ["One.\n"], id="one object"),
        pytest.param("a.json", '{"text": "One."}\n{"text": "Two."}\n',
                     ["One.\n", "Two.\n"], id="lines in a file named json"),
        pytest.param("a.ndjson", '{"Text": "One.", "title": null}\n', ["One.\n"], id="nulls"),
    ],
)  # fmt: skip
def test_forms_of_tables(name: str, content: str, words: list[str]) -> None:
    captures, _ = opened(name, content.encode())
    assert [capture.content.decode() for capture in captures] == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_encodings_of_tables(encoding: str) -> None:
    [capture], _ = opened("a.csv", "text,title\n“Zoë,” she said.,x\n".encode(encoding))
    assert "Zoë" in capture.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.csv", "path,outlet\na.txt,Echo\n", "--meta", id="table about files"),
        pytest.param("a.csv", "text\n\n", "no row with a text", id="no rows"),
        pytest.param("a.csv", 'text\n"Shut.\nMore.\n', "quotation mark", id="open quotation"),
        pytest.param("a.json", "[" * 100_000, "not JSON", id="nested without end"),
        pytest.param("a.json", '{"a": 1}', "no row with a text", id="no reports"),
        pytest.param("a.jsonl", "[1]\n", "not an object", id="lists"),
        pytest.param("a.jsonl", '{"text": ' + "1" * 5_000 + "}\n", "not JSON", id="long number"),
    ],
)
def test_tables_that_cannot_be_read_say_why(name: str, content: str, reason: str) -> None:
    _, problems = opened(name, content.encode())
    assert any(reason in problem.reason for problem in problems)
    assert any(problem.lost for problem in problems)


def test_line_without_end_is_a_limit() -> None:
    settings = FileSettings(max_bytes=10_000)
    captures, [problem] = opened("a.csv", b"text\nOne.\n" + b"x" * 50_000, settings)
    assert len(captures) == 1
    assert "files.max_bytes" in problem.reason
