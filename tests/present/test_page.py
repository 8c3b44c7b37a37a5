"""The page: whole, safe, and true to the words of the reports."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, nodes

import reportedly.present
from reportedly.model import Picture, Report, Statement
from reportedly.present import folder, front, ledger, lines, shown, who
from reportedly.present import words as exact
from reportedly.present.front import front_of
from reportedly.present.html import render_story, render_view
from reportedly.present.ledger import ledger_of
from reportedly.present.links import InPage
from reportedly.present.overtime import over_time
from reportedly.present.pages import StoryPage, story_page
from reportedly.present.shown import Shown, shown_story
from reportedly.present.views import VIEWS, View
from tests.present.pictures import REPORTS, ferry, ferry_days, hostile, said

HERE = Path(reportedly.present.__file__).parent
NASTY = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param('"><img src=x onerror=alert(1)>', id="event handler"),
    pytest.param("</style><style>*{display:none}", id="style"),
    pytest.param("<a href='javascript:alert(1)'>x</a> data:text/html,x", id="address"),
    pytest.param("{{ page }} {% raw %}", id="template"),
    pytest.param("\u202edesrever\u2066\x00\x1b[31m", id="direction and control characters"),
    pytest.param("\ud800", id="half a character"),
]


class Reader(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.quoted: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.place: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "q":
            self.place = found["data-at"]
            self.quoted.append((self.place, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "q":
            self.place = None

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.place is not None:
            self.quoted[-1] = (self.place, self.quoted[-1][1] + data)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


def ferry_shown() -> Shown:
    return shown_story(ferry(), ferry_days(), version="1")


def read(picture: Picture, days: dict[date, Picture] | None = None) -> Reader:
    return Reader(render_story(picture, days or {}, version="1"))


def test_every_link_leads_somewhere_in_the_page() -> None:
    page = read(ferry(), ferry_days())
    links = {a["href"] for tag, a in page.tags if tag == "a"}
    assert links
    assert {link for link in links if not link.startswith("#")} == set()
    assert {link[1:] for link in links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_statement_has_its_evidence_and_its_place_in_a_document() -> None:
    ids = set(read(ferry()).ids)
    for number in range(1, len(ferry().statements) + 1):
        assert {f"s{number}", f"m{number}"} <= ids


def test_exact_words_stand_in_the_report_at_their_place() -> None:
    page = read(ferry(), ferry_days())
    assert page.quoted
    for place, words in page.quoted:
        report, span = place.split(":")
        start, end = map(int, span.split("-"))
        assert REPORTS[int(report) - 1].text[start:end] == words


def test_documents_hold_the_whole_text() -> None:
    shown = "".join(read(ferry()).text)
    for report in REPORTS:
        for block in report.blocks:
            pieces = re.sub(r"\d", "", block.span.of(report.text))
            assert pieces in re.sub(r"\d", "", shown)


def test_nothing_is_asked_from_outside() -> None:
    page = read(ferry(), ferry_days())
    loading = {"src", "srcset", "action", "background", "poster", "data", "formaction", "ping"}
    for tag, attributes in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        assert not loading & attributes.keys()
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert "url(" not in render_story(ferry(), {}, version="1")
    assert "@import" not in render_story(ferry(), {}, version="1")


@pytest.mark.parametrize("kind", ["style", "script"])
def test_the_policy_names_the_hash_of_what_stands_in_the_page(kind: str) -> None:
    page = render_story(ferry(), ferry_days(), version="1")
    found = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
    assert len(found) == 1
    hashed = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
    policy = next(a["content"] for _, a in Reader(page).tags if "http-equiv" in a)
    assert f"{kind}-src 'sha256-{hashed}'" in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("words", NASTY)
def test_hostile_words_show_as_text(words: str) -> None:
    page = read(hostile(words))
    plain = read(hostile("plain"))
    assert _tags(page) == _tags(plain)
    render_story(hostile(words), {}, version="1").encode()


def _tags(page: Reader) -> list[tuple[str, list[str]]]:
    """Return the tags and their attributes, without those that only set text apart."""
    return [(tag, sorted(a.keys() - {"dir"})) for tag, a in page.tags if tag not in {"bdi", "span"}]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ab<>&\"'“”{}%\n\u202e\u05d0", min_size=1, max_size=30))
def test_no_words_break_the_page(words: str) -> None:
    page = Reader(render_story(hostile(words), {}, version="1"))
    assert page.ids.count("s1") == 1


def test_right_to_left_words_are_kept_apart_and_keep_their_language() -> None:
    words = "שלום עולם"
    picture = hostile(words)
    picture = replace(picture, reports=(replace(picture.reports[0], language="he"),))
    page = render_story(picture, {}, version="1")
    assert "<bdi class=w lang=he>" in page
    assert page.count(words) > 5


def test_a_story_without_dates_outlets_questions_or_statements() -> None:
    bare = replace(
        ferry(),
        reports=(replace(REPORTS[0], outlet=None, published_from=None, published_until=None),),
        statements=(),
        questions=(),
        propositions=(),
        statuses=(),
        agents=(),
        figures=(),
        updates=(),
        denials=(),
        conflicts=(),
    )
    assert "no date" in render_story(bare, {}, version="1")
    assert "no reports" not in render_story(replace(bare, reports=()), {}, version="1")


def test_earlier_days_show_nothing_later() -> None:
    known = ferry_shown()
    page = story_page(known)
    assert [day.label for day in page.days] == ["3 May", "5 May"]
    assert page.showing[0].it == "Showing 2 statements from 1 report"
    brief = front_of(known)
    assert brief.counts[0].numbers[0].it == ("1", "")
    for column in brief.columns:
        for item in column.items:
            for voice in item.voices:
                for line in voice.lines:
                    assert line.it.ref.since <= max(item.since, voice.since, line.since)
    assert [change.question for change in over_time(known).grid.changes] == [
        "Did the engine fail?",
        "How many passengers were hurt?",
    ]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_of_an_earlier_day_alone_has_nothing_later_at_hand(view: View) -> None:
    words = str(render_view(view, ferry_shown().on("2031-05-03"), InPage()))
    assert words
    for later in ("East Gazette", "no fault of any kind", "could not be independently"):
        assert later not in words


def test_same_input_gives_the_same_page() -> None:
    first = render_story(ferry(), ferry_days(), version="1")
    assert first == render_story(ferry(), ferry_days(), version="1")


def test_days_are_chosen_evenly_when_there_are_too_many() -> None:
    early = next(iter(ferry_days().values()))
    days = {date(2031, month, day): early for month in (3, 4) for day in range(1, 29)}
    page = story_page(shown_story(ferry(), days, version="1"))
    assert len(page.days) == shown.DAYS
    assert page.days[0].iso == "2031-03-01"
    assert page.days[-2].iso == "2031-04-28"
    assert page.note == "14 of 57 days can be chosen here."


def _used() -> set[str]:
    """Return every attribute that a template of a story reads."""
    found = set()
    environment = Environment(autoescape=True)
    shared = ["parts.html", "evidence.html", "entries.html", "story.html"]
    for name in [*shared, *(view.template for view in VIEWS)]:
        tree = environment.parse((HERE / "templates" / name).read_text(encoding="utf-8"))
        found |= {node.attr for node in tree.find_all(nodes.Getattr)}
    return found


def _reach(hint: object, found: set[type]) -> None:
    """Add the dataclasses that a field with this type can hold, and all that they hold."""
    for part in get_args(hint):
        _reach(part, found)
    kind = get_origin(hint) or hint
    if isinstance(kind, type) and is_dataclass(kind) and kind not in found | {shown.Part}:
        found.add(kind)
        for part in get_type_hints(kind).values():
            _reach(part, found)


def test_templates_use_exactly_what_the_pages_have() -> None:
    found: set[type] = set()
    _reach(StoryPage, found)
    _reach(folder.Leaf, found)
    for view in VIEWS:
        _reach(get_type_hints(view.build)["return"], found)
    names = {field.name for cls in found for field in fields(cls)}
    properties = {
        name for cls in found for name, it in vars(cls).items() if isinstance(it, property)
    }
    macros = {"index", "first", "chip", "chips", "exact", "label", "standing", "notes"}
    macros |= {"statement", "also", "shown", "entry"}
    macros |= {"view", "mark", "document", "review", "origins"}  # links
    # What the terminal and the Markdown print, and by what lines are chosen.
    elsewhere = {"source", "path", "plain", "weight", "turn", "figured", "lines", "more", "side"}
    elsewhere |= {"telling"}
    # By what views are made and pages of them told apart.
    elsewhere |= {"build", "several", "size", "part", "total"}
    elsewhere |= {"shapes", "full", "stated"}  # by which maps and origins are drawn
    assert _used() - names - properties - macros == set()
    assert names - _used() - elsewhere == set()


def test_every_field_of_a_page_is_explained() -> None:
    for cls in (
        StoryPage,
        front.FrontItem,
        ledger.Entry,
        lines.Line,
        front.FrontColumn,
        who.WhoRow,
    ):
        for field in fields(cls):
            assert f"{field.name}: " in (cls.__doc__ or "")


def test_time_grows_with_the_story_and_not_with_its_square() -> None:
    small, large = _many(100), _many(400)
    assert _seconds(large) < 12 * _seconds(small) + 0.5


def _many(number: int) -> Picture:
    reports: list[Report] = []
    statements: list[Statement] = []
    for place in range(number):
        one = replace(REPORTS[1], id=f"r{place}", path=f"in/{place}.txt", outlet=f"Outlet {place}")
        reports.append(one)
        rows = [row for row in ferry().statements if row.report_id == "r2"]
        statements.extend(
            replace(row, id=f"{row.id}-{place}", report_id=one.id, figures=()) for row in rows
        )
    whole = ferry()
    ids = tuple(row.id for row in statements)
    answer = replace(whole.propositions[0], statement_ids=ids)
    return replace(
        whole,
        reports=tuple(reports),
        statements=tuple(statements),
        propositions=(answer,),
        agents=(),
        denials=(),
        updates=(),
    )


def _seconds(picture: Picture) -> float:
    start = time.perf_counter()
    render_story(picture, {}, version="1")
    return time.perf_counter() - start


def test_a_statement_of_two_pieces_keeps_its_gap() -> None:
    row = said("x", REPORTS[1], "There was no fault of any kind,", speaker="Leo", kind="direct")
    second = said("y", REPORTS[1], "About 20 passengers").content
    shown = exact.words_of(replace(row, content=row.content + second), REPORTS[1], 2)
    assert shown.plain == "“There was no fault of any kind, … About 20 passengers”"


def test_names_of_any_length_stay_bearable() -> None:
    page = render_story(hostile("word " * 20_000), {}, version="1")
    # The document itself holds the words three times and the file name as often again.
    assert len(page) < 7 * 100_000


def test_an_undecided_speaker_shows_who_it_may_be() -> None:
    first, *rest = ferry().statements
    undecided = replace(first, candidates=("Mira Oslund", "Leo Brandt"), anonymity=first.cue)
    story = replace(ferry(), statements=(undecided, *rest))
    entries = ledger_of(shown_story(story, ferry_days(), version="1")).entries
    facts = {fact.name: fact.value for fact in entries[0].facts}
    assert facts["May be"] == "Mira Oslund or Leo Brandt"
    assert "Why unnamed" in facts
