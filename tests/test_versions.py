"""Versions of an article count as one report, on every day the one that was there."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.analysis import Analysis, analyse, pictures_by_day
from reportedly.cli import main
from reportedly.reading import Reading, read
from reportedly.settings import Settings

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry to Arnvik stopped after fire</title>
<link rel="canonical" href="https://echo.example/ferry">
<meta property="og:site_name" content="Arnvik Echo">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry to Arnvik stopped",
"datePublished": "2025-03-04T08:00:00+00:00", "dateModified": "{revised}"}}</script></head>
<body><article><h1>Ferry to Arnvik stopped after fire</h1>
<p>The ferry to Arnvik was stopped on Monday after a fire in its engine room broke out at dawn.</p>
<p>“{hurt} people were hurt,” said the harbour master, Tora Lind, on Monday evening in the town.</p>
<p>The ferry carries about 300 passengers a day between Arnvik and the islands in the north.</p>
{more}</article></body></html>"""
OTHER = """Fire on the Arnvik ferry

By Jo Falk, 5 March 2025

Lind Post

The fire on the ferry to Arnvik began in the engine room, the harbour master, Tora Lind, said on
Tuesday. Two people were hurt, the police said.
"""
PAGES = {
    "a.html": PAGE.format(revised="2025-03-04T09:00:00+00:00", hurt="Two", more=""),
    "b.html": PAGE.format(revised="2025-03-07T09:00:00+00:00", hurt="Nine", more=""),
    "c.html": PAGE.format(
        revised="2025-03-09T09:00:00+00:00",
        hurt="Three",
        more="<p>Correction: an earlier version of this article misstated how many were hurt.</p>",
    ),
    "d.txt": OTHER,
}


def reportedly(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def lines(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in reportedly(*arguments, "--nl").stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    for name, words in PAGES.items():
        (folder / name).write_text(words, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reading(folder: Path) -> Reading:
    return read([str(folder)], Settings())


@pytest.fixture(scope="module")
def whole(reading: Reading) -> Analysis:
    return analyse(reading.reports, Settings())


def hurt(analysis: Analysis) -> set[str]:
    texts = [report.text for picture in analysis.pictures for report in picture.reports]
    return {word for word in ("Two", "Nine", "Three") if any(f"{word} people" in t for t in texts)}


def test_only_the_last_version_counts(whole: Analysis) -> None:
    [picture] = whole.pictures
    assert [report.path.rsplit("/")[-1] for report in picture.reports] == ["c.html", "d.txt"]
    assert [report.path.rsplit("/")[-1] for report in picture.earlier] == ["a.html", "b.html"]
    assert [version.kind for version in picture.versions] == ["updated", "corrected"]
    inside = {report.id for report in picture.reports}
    assert {statement.report_id for statement in picture.statements} <= inside
    assert all(set(origin.report_ids) <= inside for origin in picture.origins)
    assert picture.story.report_ids == tuple(report.id for report in picture.reports)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2025, 3, 4), {"Two"}, id="the first"),
        pytest.param(date(2025, 3, 6), {"Two"}, id="before the second"),
        pytest.param(date(2025, 3, 7), {"Two", "Nine"}, id="the second"),  # "Two": the other outlet
        pytest.param(date(2025, 3, 9), {"Two", "Three"}, id="the third"),
    ],
)
def test_each_day_has_the_version_that_was_there(
    reading: Reading, whole: Analysis, day: date, expected: set[str]
) -> None:
    then = analyse(reading.reports, Settings(), as_of=day)
    assert hurt(then) == expected
    reports = [report for picture in then.pictures for report in picture.reports]
    assert len(reports) == (1 if day < date(2025, 3, 5) else 2)
    days = pictures_by_day(whole.pictures[0], reading.reports, Settings())
    assert sorted(days) == [date(2025, 3, d) for d in (4, 5, 7, 9)]
    if day in days:
        assert {r.id for r in days[day].reports} == {r.id for r in reports}


def test_a_version_more_leaves_the_counts_alone(folder: Path, whole: Analysis) -> None:
    alone = analyse(
        read([str(folder / "c.html"), str(folder / "d.txt")], Settings()).reports, Settings()
    )
    [one], [other] = whole.pictures, alone.pictures
    assert one.origins == other.origins
    assert one.statuses == other.statuses
    assert one.copies == other.copies


def test_a_project_lists_what_changed(folder: Path, tmp_path: Path) -> None:
    project = str(tmp_path / "ferry.db")
    done = reportedly("add", project, str(folder))
    assert done.stderr == f"{project}: 4 reports added, 2 in all, 1 story, 2 earlier versions\n"
    rows = [
        json.loads(line) for line in reportedly("versions", project, "--nl").stdout.splitlines()
    ]
    found = [(row["kind"], row["removed"], row["added"]) for row in rows]
    assert found[0] == ("updated", "Two", "Nine")
    assert found[1] == ("corrected", "Nine", "Three")
    assert rows[1]["note"].startswith("Correction: an earlier version")
    assert [row["appeared"] for row in rows] == ["2025-03-07", *["2025-03-09"] * (len(rows) - 1)]
    assert "removed" in reportedly("versions", project, "--csv").stdout.splitlines()[0]
    assert "kind" in reportedly("versions", project, "-t").stdout.splitlines()[0]
    known = reportedly("versions", project, "--nl", "--as-of", "2025-03-08").stdout.splitlines()
    assert [json.loads(line)["added"] for line in known] == ["Nine"]
    listed = [
        json.loads(line) for line in reportedly("stories", project, "--nl").stdout.splitlines()
    ]
    assert [row["reports"] for row in listed] == [2]


def test_a_project_grows_by_a_version(folder: Path, tmp_path: Path) -> None:
    """Version by version or all at once: the same account."""
    step, once = str(tmp_path / "step.db"), str(tmp_path / "once.db")
    for name in ("a.html", "d.txt", "b.html", "c.html"):
        reportedly("add", step, str(folder / name))
    reportedly("add", once, str(folder))
    for command in (["statements"], ["stories"], ["versions"]):
        one, other = (reportedly(*command, p, "--nl").stdout for p in (step, once))
        assert one == other != ""


def test_inspect_and_compare_tell_of_versions(folder: Path) -> None:
    kinds = [[v["kind"] for v in row["versions"]] for row in lines("inspect", str(folder))]
    assert kinds == [["updated"], ["updated", "corrected"], ["corrected"], []]
    record = json.loads(reportedly("compare", str(folder), "--json").stdout)
    assert len(record["reports"]) == 2
    change = record["versions"][0]["changes"][0]
    assert [words["exact"] for words in change["removed"]] == ["Two"]
    assert [words["exact"] for words in change["added"]] == ["Nine"]


def test_the_page_shows_each_day_its_version(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "ferry.html"
    assert reportedly("brief", str(folder), "-o", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "Corrected by 9 Mar 2025" in text
    assert re.search(r"<del>[^<]*Nine[^<]*</del>", text)
    assert re.search(r"<ins>[^<]*Three[^<]*</ins>", text)
    linked = set(re.findall(r'href="#([sm]\d+)"', text))
    assert linked <= set(re.findall(r'id="([sm]\d+)"', text))
    assert text.count("later replaced") == 2
    assert len(re.findall(r'<details class="doc[^"]* u\d', text)) == 2
