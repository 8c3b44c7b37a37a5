from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Given, Report

SENTENCE = "The bridge at Delmare was shut on Monday after a long crack was found in it. "


def read(content: bytes, media_type: str = "text/plain", path: str = "a.txt") -> Report:
    capture = Capture(path=path, sha256="0" * 64, content=content, media_type=media_type)
    return read_report(capture, ReportSettings())


def test_plain_text_is_kept_as_it_came_but_for_line_ends() -> None:
    text = "  Bridge shut\r\n\r\n\tThe  bridge was shut.\rIt was \u201cold\u201d.\n "
    report = read(b"\xef\xbb\xbf" + text.encode())
    assert report.text == "  Bridge shut\n\n\tThe  bridge was shut.\nIt was \u201cold\u201d.\n "


def test_the_id_rests_on_content_address_and_outlet() -> None:
    capture = Capture(path="a", sha256="0" * 64, content=SENTENCE.encode(), media_type="text/plain")
    same = Capture(path="b", sha256="0" * 64, content=SENTENCE.encode(), media_type="text/plain")
    other = Capture(
        path="a",
        sha256="0" * 64,
        content=SENTENCE.encode(),
        media_type="text/plain",
        given=Given(outlet="Delmare Echo"),
    )
    first, second, third = (read_report(c, ReportSettings()).id for c in (capture, same, other))
    assert first == second != third


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(b"<html><script>draw()</script></html>", "text/html", id="only a script"),
        pytest.param(b"\xef\xbb\xbf \n", "text/plain", id="only a mark"),
    ],
)
def test_nothing_to_read(content: bytes, media_type: str) -> None:
    with pytest.raises(CannotHandle):
        read(content, media_type)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_right_to_left(media_type: str) -> None:
    text = (
        "أغلق الجسر يوم الاثنين بعد العثور على صدع طويل فيه، وقال رئيس البلدية إن أحدا لم يصب بأذى."
    )
    report = read(
        text.encode() if media_type == "text/plain" else f"<p>{text}</p>".encode(), media_type
    )
    assert report.text == text
    assert report.language == "ar"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(SENTENCE * 12_000, "text/plain", id="one paragraph"),
        pytest.param((SENTENCE + "\n") * 10_000, "text/plain", id="many lines"),
        pytest.param(f"<p>{SENTENCE}</p>" * 10_000, "text/html", id="page"),
        pytest.param("<div>" * 30_000 + SENTENCE * 20, "text/html", id="deep"),
        pytest.param('"' * 100_000 + "by " * 100_000, "text/plain", id="unbalanced"),
        pytest.param(("Donate now\n" + SENTENCE + "\n") * 3_000, "text/plain", id="appeals"),
        pytest.param(("1" * 80 + "x\n") * 300, "text/plain", id="long numbers"),
        pytest.param("on on on on on on on on on on on on 1x\n" * 300, "text/plain", id="on on"),
        pytest.param("A-" * 50_000 + "b.", "text/plain", id="capitals and hyphens"),
        pytest.param("1-" * 200_000 + "(" * 100_000, "text/plain", id="figures and brackets"),
    ],
)
def test_large_input_takes_time_in_proportion(content: str, media_type: str) -> None:
    started = time.process_time()
    read(content.encode(), media_type)
    assert time.process_time() - started < 15


def test_a_text_too_long_for_one_report_is_refused_with_the_limit_to_raise() -> None:
    with pytest.raises(CannotHandle, match=r"raise reports\.longest"):
        read((SENTENCE * 20_000).encode())


@given(st.binary(min_size=1, max_size=300), st.sampled_from(["text/plain", "text/html"]))
@settings(max_examples=60)
def test_no_bytes_break_it(content: bytes, media_type: str) -> None:
    try:
        report = read(content, media_type)
    except CannotHandle:
        return
    last = 0
    for block in report.blocks:
        assert not report.text[last : block.span.start].strip()
        last = block.span.end
    assert not report.text[last:].strip()
