"""Stories that no newsroom would hand in on purpose: empty, huge, hostile, in another direction."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.model import Agent, Picture, Proposition, Question
from reportedly.present import folder as folders
from reportedly.present.folder import is_big, render_folder
from reportedly.present.html import render_page, render_story
from reportedly.present.saving import save_story
from reportedly.present.shown import Shown, shown_story
from tests.present.pictures import REPORTS, ferry, ferry_days, hostile, said, status
from tests.present.test_page import Reader


def shown(picture: Picture) -> Shown:
    return shown_story(picture, {}, version="1")


def bare() -> Picture:
    """Return a story with one statement, no date, no outlet and no question."""
    report = replace(REPORTS[2], published_from=None, published_until=None, title=None)
    whole = ferry()
    return replace(
        whole,
        story=replace(whole.story, title="", report_ids=(report.id,)),
        reports=(report,),
        statements=(said("t8", report, "The ferry had been repaired in March"),),
        figures=(),
        agents=(),
        origins=(),
        questions=(),
        propositions=(),
        conflicts=(),
        denials=(),
        updates=(),
        statuses=(),
        problems=(),
    )


def asked(number: int) -> Picture:
    """Return a story with many questions, each answered by every statement."""
    whole = ferry()
    ids = tuple(row.id for row in whole.statements)
    names = [f"q{place}" for place in range(number)]
    return replace(
        whole,
        questions=tuple(
            Question(
                id=name,
                story_id="s",
                text=f"Was it {name}?",
                kind="whether",
                proposition_ids=(f"p-{name}",),
            )
            for name in names
        ),
        propositions=tuple(
            Proposition(id=f"p-{name}", story_id="s", question_id=name, statement_ids=ids)
            for name in names
        ),
        statuses=tuple(status(name, "Reported", support="reported") for name in names),
        updates=(),
        conflicts=(),
        denials=(),
    )


def test_one_statement_without_date_or_outlet() -> None:
    page = render_page(shown(bare()))
    words = "".join(Reader(page).text)
    for told in ("Untitled story", "no date", "Outlet not stated", "One report, none with a date."):
        assert told in words
    assert "1 of the statements" not in words


def test_five_hundred_questions_are_counted_and_not_all_laid_out() -> None:
    start = time.perf_counter()
    page = render_page(shown(asked(500)))
    assert time.perf_counter() - start < 10
    assert len(page) < 2_000_000
    assert "of 500" in "".join(Reader(page).text)
    assert "more" in page


def test_names_of_four_hundred_letters_are_cut_and_say_so() -> None:
    name = "Vice-Under-Secretary " * 20
    whole = ferry()
    agents: tuple[Agent, ...] = tuple(replace(one, name=name, side=name) for one in whole.agents)
    page = Reader(render_page(shown(replace(whole, agents=agents))))
    words = "".join(page.text)
    assert name not in words
    assert "Vice-Under-Secretary …" in words


@pytest.mark.parametrize(
    ("words", "language"),
    [
        pytest.param("המעבורת עלתה על שרטון ליד האי.", "he", id="Hebrew"),
        pytest.param("قال القبطان إن المحرك توقف عند الساعة 4:40.", "ar", id="Arabic"),
        pytest.param("Said \u202eevil\u202c and \u2066more", "en", id="overrides"),
    ],
)
def test_words_from_right_to_left_are_marked_and_kept(words: str, language: str) -> None:
    picture = hostile(words)
    picture = replace(picture, reports=(replace(picture.reports[0], language=language),))
    page = render_page(shown(picture))
    assert words in page
    tags = Reader(page).tags
    assert any(tag == "p" and a.get("dir") == "auto" for tag, a in tags)
    # Whatever the words turn, they turn only what stands in an element of their own.
    assert page.count("<bdi") > 5


def test_a_title_of_a_megabyte_stays_bearable() -> None:
    title = "<script>alert('x')</script> data:text/html,<b onclick=x> \u202e" * 18_000
    whole = ferry()
    first = replace(whole.reports[0], title=title)
    picture = replace(
        whole, story=replace(whole.story, title=title), reports=(first, *whole.reports[1:])
    )
    page = render_page(shown(picture))
    plain = render_page(shown(whole))
    assert len(page) < len(plain) + 10_000
    assert "<script>alert" not in page
    assert {tag for tag, _ in Reader(page).tags} == {tag for tag, _ in Reader(plain).tags}


def _repeated(times: int) -> Picture:
    """Return the story of the ferry told by very many reports."""
    whole = ferry()
    reports, statements = [], []
    for number in range(times):
        for report in whole.reports:
            one = replace(report, id=f"{report.id}-{number}", path=f"{number}/{report.path}")
            reports.append(one)
            statements += [
                replace(row, id=f"{row.id}-{number}", report_id=one.id, figures=())
                for row in whole.statements
                if row.report_id == report.id
            ]
    ids = tuple(row.id for row in statements)
    return replace(
        whole,
        reports=tuple(reports),
        statements=tuple(statements),
        propositions=(replace(whole.propositions[0], statement_ids=ids),),
        agents=(),
        conflicts=(),
        denials=(),
        updates=(),
    )


def test_a_long_story_is_a_folder_whose_links_all_lead_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "BIG", 300)
    story = shown(_repeated(40))
    assert is_big(story)
    told = save_story(story, str(tmp_path / "ferry.html"))
    assert "too many for one page" in told[0]
    folder = tmp_path / "ferry"
    assert told[-1].startswith(f"wrote {folder / 'index.html'}")
    pages = {path.name: Reader(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert "ledger-2.html" in pages
    ids = {name: set(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        for tag, attributes in page.tags:
            if tag == "a":
                file, _, place = attributes["href"].partition("#")
                assert not place or place in ids[file or name], attributes["href"]
    entries = {one for held in ids.values() for one in held if re.fullmatch(r"s\d+", one)}
    assert len(entries) == len(story.last.statements)


def test_a_short_story_becomes_a_folder_where_one_is_asked_for(tmp_path: Path) -> None:
    story = shown_story(ferry(), ferry_days(), version="1")
    names = [name for name, _ in render_folder(story)]
    save_story(story, str(tmp_path / "pages"))
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == sorted(names)
    assert names[0] == "index.html"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds files that are no report of ours"):
        save_story(shown(ferry()), str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_pages_of_an_earlier_report_are_replaced_and_other_files_kept(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    save_story(shown(ferry()), str(folder))
    (folder / "ledger-9.html").write_text("old")
    (folder / "notes.txt").write_text("mine")
    save_story(shown(ferry()), str(folder))
    names = {path.name for path in folder.iterdir()}
    assert "notes.txt" in names
    assert "ledger-9.html" not in names


def test_the_page_is_one_file_up_to_the_limit() -> None:
    assert not is_big(shown(ferry()))
    assert render_story(ferry(), ferry_days(), version="1").startswith("<!doctype html>")
