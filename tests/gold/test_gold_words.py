"""The gold annotation of the example story points only at words that stand in its files.

Nothing of the package is used here: the visible text is made with the standard library alone, so
that the gold stays an oracle for the program and not an echo of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOLD: dict[str, Any] = json.loads((HERE / "example_story.json").read_text(encoding="utf-8"))
FOLDER = ROOT / GOLD["folder"]
REPORTS: dict[str, dict[str, Any]] = {report["file"]: report for report in GOLD["reports"]}
STATEMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    statement["id"]: (report["file"], statement)
    for report in GOLD["reports"]
    for statement in report["statements"]
}
BLOCKS = "headline standfirst byline dateline body caption credit teaser furniture"
BLOCK_KINDS = set(BLOCKS.split())
BREAKS = """
    address article aside blockquote body br button dd div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr label li main nav ol p section table td th tr ul
"""
BREAKING = set(BREAKS.split())
INVISIBLE = {"head", "noscript", "script", "style", "template", "title"}
STATUSES = {
    "disputed", "denied", "differ", "changed", "corroborated", "several origins", "repeated",
    "reported", "single", "unattributed", "no account", "not yet reported",
}  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = "January February March April May June July August September October November December"
MONTH = {name[:3]: number for number, name in enumerate(MONTHS.split(), 1)}


class _Visible(HTMLParser):
    """Collects what a reader sees, one entry for each run between block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [""]
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in INVISIBLE
        if tag in BREAKING:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in INVISIBLE
        if tag in BREAKING:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.blocks[-1] += data


def squeeze(text: str) -> str:
    return " ".join(text.split())


@cache
def lines(name: str) -> list[str]:
    raw = (FOLDER / name).read_bytes().decode(REPORTS[name]["encoding"])
    if not name.endswith(".html"):
        return [squeeze(line) for line in raw.splitlines() if line.strip()]
    page = _Visible()
    page.feed(raw)
    page.close()
    return [squeeze(block) for block in page.blocks if block.strip()]


def visible(name: str) -> str:
    return " ".join(lines(name))


def count(words: str, text: str) -> int:
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return len(re.findall(before + re.escape(words) + after, text))


def passages(value: object) -> Iterator[dict[str, Any]]:
    """Every {"file", "words"} pair, however deep it lies."""
    if isinstance(value, dict):
        if "file" in value and "words" in value:
            yield value
        for part in value.values():
            yield from passages(part)
    elif isinstance(value, list):
        for part in value:
            yield from passages(part)


def test_the_gold_covers_the_folder() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(REPORTS)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_blocks_cover_the_text_in_order(name: str) -> None:
    blocks = REPORTS[name]["blocks"]
    assert {block["kind"] for block in blocks} <= BLOCK_KINDS
    assert " ".join(block["text"] for block in blocks) == visible(name)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_title_is_the_headline(name: str) -> None:
    [headline] = [block for block in REPORTS[name]["blocks"] if block["kind"] == "headline"]
    assert headline["text"] == REPORTS[name]["title"]


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_bodies_are_of_the_length_of_a_report(name: str) -> None:
    body = [block["text"] for block in REPORTS[name]["blocks"] if block["kind"] == "body"]
    assert 180 <= len(" ".join(body).split()) <= 450


@pytest.mark.parametrize("identifier", sorted(STATEMENTS))
def test_statement_stands_in_its_file(identifier: str) -> None:
    name, statement = STATEMENTS[identifier]
    where, content = statement["where"], statement["content"]
    assert count(where, visible(name)) == 1
    outside = where
    for piece in content:
        assert count(piece, where) == 1, piece
        outside = outside.replace(piece, " | ")
    for piece in statement["source"] + statement["cue"]:
        # A cue may lie inside the content of a statement that holds another one.
        assert count(piece, outside) == 1 or count(piece, where) == 1, piece
    if statement["channel"]:
        assert statement["channel"]["words"] in visible(name)
    assert statement["kind"] in {"direct", "mixed", "indirect"}
    assert statement["act"] in {"said", "denied", "declined"}
    assert statement["block"] in BLOCK_KINDS - {"teaser", "furniture"}
    assert statement["within"] is None or STATEMENTS[statement["within"]][0] == name


@pytest.mark.parametrize("identifier", sorted(STATEMENTS))
def test_a_quotation_stands_inside_quotation_marks(identifier: str) -> None:
    name, statement = STATEMENTS[identifier]
    if statement["kind"] != "direct":
        return
    for piece in statement["content"]:
        before = visible(name).split(piece)[0]
        assert before.rstrip()[-1] in "“‘", piece


def test_speakers_are_agents() -> None:
    agents = {agent["name"] for agent in GOLD["agents"]}
    speakers = {
        name
        for _, statement in STATEMENTS.values()
        if statement["speaker"]
        for name in statement["speaker"].split("; ")
    }
    assert speakers <= agents


def test_spellings_occur() -> None:
    everything = "\n".join(visible(name) for name in REPORTS)
    for agent in GOLD["agents"]:
        for spelling in agent["spellings"]:
            assert count(spelling, everything), spelling


def test_passages_stand_in_their_files() -> None:
    found = list(passages(GOLD))
    assert len(found) > 300
    for passage in found:
        assert passage["words"] in visible(passage["file"]), passage
        if passage.get("statement"):
            name, statement = STATEMENTS[passage["statement"]]
            assert name == passage["file"]
            assert passage["words"] in statement["where"], passage


def test_furniture_traps_stand_in_furniture() -> None:
    for trap in GOLD["furniture_traps"]:
        for block in REPORTS[trap["file"]]["blocks"]:
            if trap["words"] in block["text"]:
                assert block["kind"] in {"teaser", "furniture"}


def test_pairs_name_files_that_exist() -> None:
    for copy in GOLD["copies"]:
        assert copy["from"] in REPORTS
        assert copy["to"] in REPORTS
        assert copy["credit_words"] is None or copy["credit_words"] in visible(copy["to"])
        assert copy["example"]["words"] in visible(copy["from"])
    for origin in GOLD["origins"]:
        assert set(origin["reports"]) <= set(REPORTS)
    for note in GOLD["unverified"]:
        assert set(note["about"]) <= set(STATEMENTS)


def test_questions_are_known_and_their_status_has_six_days() -> None:
    first = date.fromisoformat(GOLD["story"]["first"])
    days = [(first + timedelta(n)).isoformat() for n in range(6)]
    questions = {question["id"] for question in GOLD["questions"]}
    for question in GOLD["questions"]:
        assert list(question["status"]) == days
        for labels in question["status"].values():
            assert set(labels) <= STATUSES
    for row in GOLD["conflicts"] + GOLD["updates"] + GOLD["origins"]:
        assert row["question"] in questions


def test_nothing_is_known_before_it_was_published() -> None:
    def published(passage: dict[str, Any]) -> str:
        return str(REPORTS[passage["file"]]["published"]["from"])

    for question in GOLD["questions"]:
        first = min(published(answer) for answer in question["answers"])
        for day, labels in question["status"].items():
            assert (labels == ["not yet reported"]) == (day < first), (question["id"], day)
    for conflict in GOLD["conflicts"]:
        assert conflict["from"] >= max(
            min(published(passage) for passage in side) for side in conflict["sides"]
        ), conflict["id"]
    for update in GOLD["updates"]:
        assert published(update["earlier"]) < published(update["later"])


def named_days(text: str) -> Iterator[tuple[str, date]]:
    """Weekdays that stand beside a date; a year that is not given is that of the event."""
    year = int(GOLD["story"]["event"][:4])
    day = rf"\b({'|'.join([*DAYS, *(name[:3] for name in DAYS)])}),? "
    month = r"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)"
    for found in re.finditer(day + r"(\d{1,2}) " + month + r"(?: (\d{4}))?", text):
        yield found[1], date(int(found[4] or year), MONTH[found[3][:3]], int(found[2]))
    for found in re.finditer(day + month + r" (\d{1,2})(?:, (\d{4}))?", text):
        yield found[1], date(int(found[4] or year), MONTH[found[2][:3]], int(found[3]))
    for found in re.finditer(day + r"(\d{2})\.(\d{2})\.(\d{4})", text):
        yield found[1], date(int(found[4]), int(found[3]), int(found[2]))


def test_weekdays_fit_their_dates() -> None:
    found = [pair for name in REPORTS for pair in named_days(visible(name))]
    assert len(found) >= 9
    for weekday, day in found:
        assert DAYS[day.weekday()].startswith(weekday), (weekday, day)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_weekdays_of_the_report_fit_its_date(name: str) -> None:
    """A report speaks of its own day or of days since the event, but for days announced."""
    published = date.fromisoformat(REPORTS[name]["published"]["from"])
    event = date.fromisoformat(GOLD["story"]["event"])
    known = {DAYS[(event + timedelta(n)).weekday()] for n in range((published - event).days + 1)}
    ahead = re.compile(r"begin on |begins on |until |by |on |at noon on $")
    for block in REPORTS[name]["blocks"]:
        if block["kind"] not in {"body", "caption", "standfirst"}:
            continue
        for weekday in re.finditer("|".join(DAYS), block["text"]):
            assert weekday[0] in known or ahead.search(block["text"][: weekday.start()][-9:])


def test_the_undated_report_can_be_dated() -> None:
    [undated] = [r for r in GOLD["reports"] if r["published"]["basis"] == "inferred"]
    text = visible(undated["file"])
    assert not re.search(r"\b20\d\d\b|\bMarch\b", text)
    assert "in its third day" in text
    third = date.fromisoformat(GOLD["story"]["event"]) + timedelta(2)
    assert undated["published"]["from"] == third.isoformat()
