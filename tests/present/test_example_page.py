"""The page of the example story: every quoted run stands in the stored text at its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from reportedly.analysis import analyse, pictures_by_day
from reportedly.memory import ShortMemory
from reportedly.model import Picture
from reportedly.present.html import render_story
from reportedly.present.markdown import render_story as render_markdown
from reportedly.reading import Reading
from reportedly.settings import Settings
from tests.present.test_page import Reader


@pytest.fixture(scope="module")
def story(example: Reading, memory: ShortMemory) -> Picture:
    analysis = analyse(example.reports, Settings(), memory=memory)
    return max(analysis.pictures, key=lambda picture: len(picture.reports))


@pytest.fixture(scope="module")
def written(story: Picture, example: Reading, memory: ShortMemory) -> str:
    days = pictures_by_day(story, example.reports, Settings(), memory=memory)
    return render_story(story, days, version="1")


@pytest.fixture(scope="module")
def page(written: str) -> Reader:
    return Reader(written)


@pytest.fixture(scope="module")
def markup(written: str) -> HtmlElement:
    return html.document_fromstring(written)


def test_every_quoted_run_stands_in_the_text_at_its_place(page: Reader, story: Picture) -> None:
    assert len(page.quoted) > 100
    for place, words in page.quoted:
        report, span = place.split(":")
        start, end = map(int, span.split("-"))
        assert story.reports[int(report) - 1].text[start:end] == words


def test_every_link_leads_somewhere(page: Reader) -> None:
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a"}
    assert {link.removeprefix("#") for link in links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_report_and_statement_is_in_the_page(page: Reader, story: Picture) -> None:
    ids = set(page.ids)
    assert {f"d{number}" for number in range(1, len(story.reports) + 1)} <= ids
    assert {
        f"s{number}" for number in range(1, len({row.id for row in story.statements}) + 1)
    } <= ids


def test_nothing_is_called_true_or_false_in_our_own_words(story: Picture) -> None:
    ours = render_markdown(story, {})
    for row in story.statements:
        report = next(one for one in story.reports if one.id == row.report_id)
        assert row.context.end <= len(report.text)
    for verdict in ("debunked", "misleading", "credible", "biased"):
        assert verdict not in ours


def test_the_words_of_every_evidence_stand_at_the_characters_it_names(
    markup: HtmlElement, story: Picture
) -> None:
    reports = {Path(report.path).name: report for report in (*story.reports, *story.earlier)}
    entries = markup.find_class("entry")
    assert len(entries) >= len(story.statements)
    for entry in entries:
        [link] = entry.xpath(".//dl//a/@href")
        [head] = markup.xpath(f"//details[@id='{link.removeprefix('#')}']/p[@class='meta']")
        file, sha256 = (code.text_content() for code in head.iter("code"))
        report = reports[Path(file).name]
        assert report.sha256 == sha256
        [short] = entry.xpath(".//dl//small/text()")
        assert sha256.startswith(short.partition("SHA-256 ")[2].removesuffix("…"))
        stored = []
        for place in entry.xpath(".//dd")[-1].text_content().split(", "):
            start, end = map(int, place.split("–"))
            stored.append(report.text[start:end])
        assert [mark.text_content() for mark in entry.iter("mark")] == stored


def test_the_page_stays_small(written: str) -> None:
    # The page of the example had 652,905 bytes when this was written.
    assert len(written.encode()) < 670_000


def test_the_bytes_of_every_file_have_the_hash_that_is_printed(markup: HtmlElement) -> None:
    rows = markup.xpath("//section[@id='method']//table[contains(@class, 'cu')]//td")
    printed = [[code.text_content() for code in row.iter("code")] for row in rows]
    assert len(printed) > 10
    for path, sha256 in printed:
        assert hashlib.sha256(Path(path).read_bytes()).hexdigest() == sha256


def test_quoted_tellings_stand_in_a_report(markup: HtmlElement, story: Picture) -> None:
    texts = [" ".join(report.text.split()) for report in story.reports]
    for quotation in markup.xpath("//section[@id='quotes']//blockquote"):
        for run in quotation.text_content().split(" … "):
            words = " ".join(run.strip('“”"').split())
            assert any(words in text for text in texts), words
