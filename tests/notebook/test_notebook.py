"""The interface for notebooks: rows, stories, evidence, queries, and how they show themselves."""

from __future__ import annotations

import pickle
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import reportedly as rp
from reportedly.errors import UsageError
from reportedly.notebook.rows import Rows
from reportedly.notebook.showing import LARGEST, bundle, html_table

REPORTS = {
    "post.txt": """Varnholm Post
12 March 2025

Bridge at Sund closed after flood

At least 40 people were hurt when the Sund bridge gave way, Mayor Ilse Brandt said on Wednesday.
"We will rebuild it within a year, whatever it costs us," Brandt said.
""",
    "radio.txt": """Sund Radio
13 March 2025

Flood closes Sund bridge

About 60 people were hurt at the Sund bridge, hospital director Jon Aske said on Thursday.
"We will rebuild it within one year, whatever it costs us," Mayor Ilse Brandt said.
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("floods")
    for name, text in REPORTS.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def collection(folder: Path) -> rp.Collection:
    return rp.read(folder)


@pytest.fixture(scope="module")
def story(collection: rp.Collection) -> rp.StoryView:
    [story] = collection.stories
    return story


def test_reports_and_statements_become_frames(collection: rp.Collection) -> None:
    reports = collection.reports.df()
    assert sorted(reports["outlet"]) == ["Sund Radio", "Varnholm Post"]
    assert reports["published_from"].min() == pd.Timestamp("2025-03-12")
    ledger = collection.statements.df(backend="polars")
    assert ledger.height == len(collection.statements) > 3
    assert str(ledger.schema["published_from"]) == "Date"


def test_a_statement_is_its_own_evidence(story: rp.StoryView) -> None:
    [first, *_] = story.statements.find("rebuild it within a year")
    assert first.exact == first["exact"]
    assert first.report.text[first.span.start : first.span.end] in first.context(10)
    assert [link.relation for link in first.chain] == ["publishes", "says"]
    assert (first.speaker, first.chain[0].who) == ("Ilse Brandt", "Varnholm Post")
    assert f"characters {first['start']}–{first['end']}" in first.cite()
    assert "2025, March 12" in first.cite()
    assert first.report.sha256 in first.cite("plain")


def test_altered_words_inside_quotation_marks(story: rp.StoryView) -> None:
    altered = story.quotes.altered()
    assert [(row["a_words"], row["b_words"]) for row in altered] == [("a", "one")]
    assert len(story.quotes.all()) == 2


def test_a_brief_leads_to_its_evidence(story: rp.StoryView) -> None:
    brief = story.brief()
    items = [*brief.reported, *brief.conflicts, *brief.unknown]
    lines = [line for item in items for line in item.lines]
    assert lines
    for line in lines:
        assert line.evidence["statement_id"] == line.evidence.statement.id
    assert repr(items[0]).startswith(f"{items[0].question} [")


def test_the_story_on_an_earlier_day_knows_nothing_of_the_later_report(story: rp.StoryView) -> None:
    earlier = story.as_of("2025-03-12")
    assert earlier is not None
    assert [row["outlet"] for row in earlier.reports] == ["Varnholm Post"]
    assert "Aske" not in repr(earlier.brief())
    assert story.as_of("2025-03-11") is None
    with pytest.raises(UsageError, match="2025-03-11"):
        story.brief(as_of="2025-03-11")


def test_changes_between_two_days(story: rp.StoryView) -> None:
    changes = story.changes("2025-03-12", "2025-03-13")
    assert [row["outlet"] for row in changes.where(kind="report")] == ["Sund Radio"]
    assert not story.changes("2025-03-10", "2025-03-11")


def test_figures_by_what_they_count(story: rp.StoryView) -> None:
    figures = story.figures("people")
    assert [(row["said"], row["low"], row["high"]) for row in figures] == [
        ("At least 40", 40, None),
        ("About 60", figures[1]["low"], figures[1]["high"]),
    ]
    assert not story.figures("people", unit="metre")


def test_origins_places_and_words(collection: rp.Collection, story: rp.StoryView) -> None:
    assert {row["origin"] for row in story.origins} >= {"Ilse Brandt", "Jon Aske"}
    assert len(collection.origins) == len(story.origins)
    assert sum(row["rows"] for row in story.by_origin()) == len(story.statements)
    verbs = collection.wording.verbs(by=["outlet"])
    assert {(row["outlet"], row["verb"], row["cls"]) for row in verbs} == {
        ("Sund Radio", "say", "neutral"),
        ("Varnholm Post", "say", "neutral"),
    }
    assert verbs.df()["n"].sum() == 4
    with pytest.raises(UsageError, match="cannot count by 'mood'"):
        collection.wording.verbs(by=["mood"])


@pytest.mark.parametrize("by", ["side", "speaker", "outlet", "day"])
def test_comparing_under_headings(story: rp.StoryView, by: str) -> None:
    rows = story.compare(by=by)  # type: ignore[arg-type]
    assert {row["statement_id"] for row in rows} <= {
        row["statement_id"] for row in story.statements
    }
    if by == "outlet":
        assert {row["heading"] for row in rows} == {"Sund Radio", "Varnholm Post"}


def test_an_unknown_heading_is_refused(story: rp.StoryView) -> None:
    with pytest.raises(UsageError, match="side, speaker, outlet, day"):
        story.compare(by="mood")  # type: ignore[arg-type]


# --- projects ------------------------------------------------------------------------------


def test_a_project_gives_the_same_as_its_inputs(
    folder: Path, collection: rp.Collection, tmp_path: Path
) -> None:
    from reportedly.projects import add_to_project

    path = tmp_path / "floods.db"
    add_to_project(str(path), paths=[str(folder)])
    opened = rp.open(path)
    assert opened.statements == collection.statements
    assert repr(opened.stories[0].brief()) == repr(collection.stories[0].brief())
    assert opened.stories[0].as_of("2025-03-12") is not None
    [row] = opened.sql("SELECT count(*) AS n FROM main.captures")
    assert row["n"] == 2


def test_no_such_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no project file"):
        rp.open(tmp_path / "none.db")


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE ledger",
        "ATTACH 'x.db' AS other",
        "PRAGMA journal_mode",
        "INSERT INTO ledger DEFAULT VALUES",
        "SELECT load_extension('x')",
        "SELEC 1",
        "SELECT 1; SELECT 2",
    ],
)
def test_a_query_can_only_read(collection: rp.Collection, query: str) -> None:
    with pytest.raises(UsageError, match="query"):
        collection.sql(query)


def test_a_query_that_never_ends_is_stopped(
    collection: rp.Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.store.asking.SECONDS", 0.1)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(UsageError, match="interrupted"):
        collection.sql(endless)


def test_a_query_counts_statements_by_outlet(collection: rp.Collection) -> None:
    rows = collection.sql(
        "SELECT outlet, count(*) AS n FROM ledger WHERE speaker = ? GROUP BY outlet ORDER BY 1",
        ["Ilse Brandt"],
    )
    assert [row["outlet"] for row in rows] == ["Sund Radio", "Varnholm Post"]


# --- how things show themselves -------------------------------------------------------------


class Tags(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


def test_what_is_shown_is_static_and_small(collection: rp.Collection) -> None:
    story = collection.stories[0]
    for thing in (collection, story, story.brief(), story.statements, story.statements[0]):
        shown = thing._repr_mimebundle_()
        assert len(shown["text/html"]) < LARGEST
        tags = Tags()
        tags.feed(shown["text/html"])
        assert not tags.found & {"script", "img", "link", "src", "href", "onclick", "iframe"}
        assert shown["text/plain"] == repr(thing)


def test_markup_in_reports_shows_as_text() -> None:
    table = html_table([{"exact": "<script>alert(1)</script>"}], ["exact"])
    assert "<script" not in table
    assert "&lt;script&gt;" in table


def test_what_would_be_too_large_is_shown_as_text() -> None:
    large = html_table([{f"column {n}": "x" * 200 for n in range(40)}] * 20, ["column 1"] * 40)
    assert list(bundle("text", large)) == ["text/plain"]


def test_rows_can_be_sliced_kept_and_compared(story: rp.StoryView) -> None:
    rows = story.statements
    assert [row["start"] for row in rows[1:3]] == [rows[1]["start"], rows[2]["start"]]
    assert type(rows[:2]) is type(rows)
    assert pickle.loads(pickle.dumps(rows)) == rows
    with pytest.raises(TypeError):
        rows[0]["exact"] = "other words"  # type: ignore[index]


def test_empty_rows_keep_their_columns() -> None:
    assert list(Rows((), columns=["a", "b"]).df().columns) == ["a", "b"]
    assert re.search("0 rows", repr(Rows(())))
    with pytest.raises(UsageError, match="no column 'c'"):
        Rows([{"a": 1}]).where(c=2)
