from __future__ import annotations

import pytest

from reportedly.acquire.documents import DOCX, ODT, document_page
from reportedly.errors import CannotHandle
from tests.acquire.containers.opened import opened, report_in
from tests.acquire.containers.samples import TEXT, docx, odt, paragraph, zipped


def page(content: bytes, media_type: str = DOCX) -> str:
    markup = document_page(content, media_type, longest=10_000, max_pages=10)
    return markup.split("<body>\n")[1].removesuffix("</body></html>\n")


def test_report_of_a_word_document() -> None:
    body = paragraph("Bridge shut after crack is found", "Titel") + paragraph(TEXT.strip()) * 2
    report = report_in("letter.docx", docx(body))
    assert report.title == "Bridge shut after crack is found"
    assert report.text.count(TEXT.strip()) == 2
    assert report.media_type == DOCX


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(paragraph("A", "berschrift2"), "<h2>A</h2>\n", id="heading by style name"),
        pytest.param("<w:p><w:r><w:t>Sh</w:t></w:r><w:r><w:t>ut</w:t></w:r></w:p>",
                     "<p>Shut</p>\n", id="word in two runs"),
        pytest.param("<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
                     "<w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>",
                     "<p>yes</p>\n", id="tracked changes"),
        pytest.param("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/>"
                     "<w:t>c &lt; d</w:t></w:r></w:p>",
                     "<p>a<br>b\tc &lt; d</p>\n", id="breaks and tabs"),
        pytest.param("<w:tbl><w:tr><w:tc>" + paragraph("Cars") + "</w:tc><w:tc>" + paragraph("40")
                     + "</w:tc></w:tr></w:tbl>", "<p>Cars</p>\n<p>40</p>\n", id="table"),
        pytest.param(paragraph(" "), "", id="blank"),
    ],
)  # fmt: skip
def test_word(body: str, expected: str) -> None:
    assert page(docx(body)) == f"<article>\n{expected}</article>\n"


def test_header_stands_apart() -> None:
    assert page(docx(paragraph("A"), header=paragraph("Press release"))).startswith(
        "<header>\n<p>Press release</p>\n</header>\n"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<text:h text:outline-level="2">A</text:h>', "<h2>A</h2>\n"),
        ('<text:p>a<text:s text:c="2"/>b<text:line-break/>c</text:p>', "<p>a  b<br>c</p>\n"),
        ("<text:p>a<text:span>b</text:span>c</text:p>", "<p>abc</p>\n"),
        ("<text:tracked-changes><text:p>no</text:p></text:tracked-changes><text:p>a</text:p>",
         "<p>a</p>\n"),
        ("<text:p>a<office:annotation><text:p>no</text:p></office:annotation>b</text:p>",
         "<p>ab</p>\n"),
    ],
)  # fmt: skip
def test_opendocument(body: str, expected: str) -> None:
    assert page(odt(body), ODT) == f"<article>\n{expected}</article>\n"


def _shorter(content: bytes) -> bytes:
    """Return an archive whose directory says that its members begin before it does."""
    return content[:60] + content[65:]


DEEP = "<w:p>" * 20_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(docx("x" * 500_000), "reports.longest", id="large"),
        pytest.param(zipped({"word/document.xml": b""}), "damaged", id="empty part"),
        pytest.param(b"PK\x03\x04", "damaged", id="no archive"),
        pytest.param(zipped({"word/other.xml": b""}), "damaged", id="no text in it"),
        pytest.param(_shorter(docx(paragraph("A"))), "damaged", id="bytes missing"),
    ],
)
def test_document_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(CannotHandle, match=reason):
        page(content)


def test_deep_documents_and_entities_do_no_harm() -> None:
    assert "x" not in page(docx(DEEP + "x"))
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'
    files = {"word/document.xml": f"{bomb}<w:document><w:p>&a;</w:p></w:document>"}
    assert "aaaa" not in page(zipped(files))


def test_office_documents_are_told_from_archives() -> None:
    [capture], _ = opened("unnamed", odt("<text:p>Words</text:p>"))
    assert capture.media_type == ODT
