from __future__ import annotations

import pytest

from tests.acquire.containers.opened import opened, report_in
from tests.acquire.containers.samples import MAIL, MBOX, MHTML


def test_html_is_read_before_text_and_the_header_is_evidence() -> None:
    [letter, plan], problems = opened("letter.eml", MAIL)
    assert not problems
    assert letter.media_type == "text/html"
    assert letter.content == b"<p>The bridge is \x93shut\x94 now.</p>"
    assert letter.told.outlet == "The Echo"
    assert letter.told.title == "Bridge shut — now"
    assert letter.told.published == "2025-03-04T08:00:00+01:00"
    assert plan.content.strip() == b"The plan of the engineers."


def test_report_of_a_mail() -> None:
    report = report_in("letter.eml", MAIL.split(b"--b0\nContent-Type: text/plain")[0])
    assert report.text == "The bridge is “shut” now."
    assert (report.title, report.outlet) == ("Bridge shut — now", "The Echo")
    assert str(report.published_from) == "2025-03-04"
    assert report.published_reason.endswith("the mail's header")


def test_mailbox_unquotes_lines_and_numbers_messages() -> None:
    captures, _ = opened("week.mbox", MBOX)
    assert [capture.path for capture in captures] == [
        "week.mbox > 1",
        "week.mbox > 1 > plan.txt",
        "week.mbox > 2",
    ]
    assert b"\nFrom the harbour" in captures[-1].content
    assert captures[-1].told.outlet == "Desk"


def test_saved_page_has_its_address_and_the_day_it_was_saved_but_no_date_of_its_own() -> None:
    [capture], _ = opened("page.mhtml", MHTML)
    assert capture.told.url == "https://echo.example/1"
    assert capture.told.published is None
    assert capture.captured_at is not None
    assert capture.captured_at.isoformat() == "2025-03-04T08:00:00+00:00"
    assert "shut — now" in capture.content.decode()


def mail(header: str, body: str) -> bytes:
    return f"Message-ID: <1@x.example>\n{header}\n\n{body}".encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            mail("Content-Type: text/plain; charset=bogus", "Zoë"), "Zoë", id="no charset"
        ),
        pytest.param(
            mail("Content-Transfer-Encoding: base64", "not base64 at all!"), None, id="no base64"
        ),
        pytest.param(
            mail("Content-Transfer-Encoding: nonsense", "The words."),
            "The words.",
            id="no encoding",
        ),
        pytest.param(
            mail("Content-Type: multipart/mixed", "The words."), "The words.", id="no boundary"
        ),
        pytest.param(mail("Subject: =?utf-8?B?%%%?=", "Words."), "Words.", id="broken subject"),
        pytest.param(mail("Date: the day after", "Words."), "Words.", id="no date"),
        pytest.param(mail("From: @@@ <<", "Words."), "Words.", id="no sender"),
        pytest.param(
            b"Message-ID: <1>\nContent-Type: text/plain; charset=ascii\n\nZo\xeb \x93x\x94",
            "Zoë “x”",
            id="lying charset",
        ),
    ],
)
def test_mail_that_lies_about_itself(content: bytes, expected: str | None) -> None:
    captures, problems = opened("letter.eml", content)
    if expected is not None:
        assert report_in("letter.eml", content).text.strip() == expected
    assert captures or problems


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Delmare Echo <news@echo.example>", "Delmare Echo"),
        ("Ann Reed at The Echo <ann@echo.example>", "The Echo"),
        ("Delmare Echo via Mailer <x@mailer.example>", "Delmare Echo"),
        ("ann@unknown.example", None),
        ('"ann@echo.example" <ann@unknown.example>', None),
    ],
)
def test_sender_is_the_outlet(sender: str, outlet: str | None) -> None:
    [capture], _ = opened("letter.eml", mail(f"From: {sender}", "Words."))
    assert capture.told.outlet == outlet


def test_paragraphs_that_were_broken_for_the_way_are_whole_again() -> None:
    body = "The bridge is shut \nsince Monday.\n\n From the harbour, \nthat is.\n-- \nDesk\n"
    header = "Content-Type: text/plain; format=flowed"
    [capture], _ = opened("letter.eml", mail(header, body))
    assert capture.content.decode() == (
        "The bridge is shut since Monday.\n\nFrom the harbour, that is.\n-- \nDesk\n"
    )


def test_mail_without_words_is_a_problem() -> None:
    captures, [problem] = opened("letter.eml", mail("Subject: x", ""))
    assert not captures
    assert "without text" in problem.reason


def test_mail_in_mail_is_read_for_itself() -> None:
    inner = "From: Desk <d@echo.example>\nSubject: Ferry\n\nThe ferry runs."
    body = f"--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    captures, _ = opened("a.eml", mail("Content-Type: multipart/mixed; boundary=b", body))
    assert [capture.path for capture in captures] == ["a.eml", "a.eml > message 1"]
    assert captures[1].told.title == "Ferry"


def test_parts_within_parts_without_end_are_no_trouble() -> None:
    content = "Message-ID: <1>\n"
    for number in range(400):
        content += f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"
    captures, problems = opened("a.eml", (content + "\nWords.").encode())
    assert captures or problems


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        ("From: our reporter\nDate: Monday\n\nThe bridge is shut.\n", True),
        ("Subject: the bridge\n\nIt is shut.\n", True),
        ("From the harbour: it is shut.\nMore: later.\n", True),
        ("Received: by post\nSubject: x\n\nIt is shut.\n", False),
    ],
)
def test_text_that_looks_like_mail_stays_text(text: str, is_text: bool) -> None:
    [capture], _ = opened("report.txt", text.encode())
    assert (capture.content == text.encode()) is is_text
