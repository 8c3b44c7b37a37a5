from __future__ import annotations

import pytest

from reportedly.acquire.documents.paragraphs import PrintedLine, put_together
from reportedly.acquire.documents.pdf import LIGATURES
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.errors import CannotHandle
from reportedly.model import Report
from tests.acquire.containers.opened import opened, report_in
from tests.acquire.containers.samples import pdf, printed_lines

FIRST = (
    "The bridge at Delmare was shut to all traffic on Monday evening after engineers found a crack "
    "as long as a hand in its northern pier, the mayor, Ilse Varga, said."
)
SECOND = (
    "Two of the three engineers who looked at the pier on Sunday said that the crack had grown by "
    "two centimetres since October. The third, who asked not to be named, denied that it had grown."
)
Lines = list[tuple[str, float, float, float]]


def page(number: int, *, indent: float = 0.0, gap: float = 6.0) -> Lines:
    """Return a printed page: a running head, two paragraphs, a page number."""
    first = printed_lines(FIRST, x=60, y=700, size=10, width=60)
    second = printed_lines(SECOND, x=60, y=first[-1][2] - 12 - gap, size=10, width=60)
    second[0] = (second[0][0], 60 + indent, *second[0][2:])
    first[0] = (first[0][0], 60 + indent, *first[0][2:])
    head = (f"Delmare Echo, 4 March 2025, {number}", 60.0, 800.0, 8.0)
    return [head, *first, *second, (f"Page {number} of 3", 280.0, 30.0, 8.0)]


def body(report: Report) -> list[str]:
    return [block.span.of(report.text) for block in report.blocks if block.kind == "body"]


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([page(n) for n in (1, 2, 3)], id="gaps"),
        pytest.param([page(n, indent=12, gap=0) for n in (1, 2, 3)], id="indents"),
    ],
)
def test_paragraphs_are_put_together_and_running_heads_stand_apart(pages: list[Lines]) -> None:
    report = report_in("paper.pdf", pdf(pages))
    assert report.media_type == "application/pdf"
    assert body(report) == [FIRST, SECOND] * 3
    apart = [block.span.of(report.text) for block in report.blocks if block.kind != "body"]
    assert "Delmare Echo, 4 March 2025, 1" in apart
    assert "Page 2 of 3" in apart


def test_larger_letters_make_the_headline() -> None:
    title = ("Bridge shut after crack is found", 60.0, 760.0, 20.0)
    paper = ("The Echo", 60.0, 800.0, 30.0)
    report = report_in("paper.pdf", pdf([[paper, title, *page(1)[1:]]]))
    assert report.title == "Bridge shut after crack is found"
    assert [block.kind for block in report.blocks].count("headline") == 1


def test_paragraph_goes_on_in_the_next_column() -> None:
    lines = printed_lines(FIRST + " " + SECOND, x=60, y=700, size=10, width=40)
    half = len(lines) // 2
    moved = [
        (words, 320.0, 700 - 12.0 * n, size) for n, (words, _, _, size) in enumerate(lines[half:])
    ]
    report = report_in("paper.pdf", pdf([[*lines[:half], *moved]]))
    assert body(report) == [FIRST + " " + SECOND]


def test_items_of_a_list_are_paragraphs() -> None:
    words = ["The engineers ask for", "• a net", "• a watch by day", "and by night."]
    printed = [PrintedLine(1, one, 60, 700 - 12 * n, 10) for n, one in enumerate(words)]
    found = [one.text for one in put_together(printed).paragraphs]
    assert found == ["The engineers ask for", "• a net", "• a watch by day and by night."]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The bridge was evacu-", "ated."], "The bridge was evacuated."),
        (["A well-known man. The well-", "known man."], "A well-known man. The well-known man."),
        (["From Delmare-", "Nord."], "From Delmare- Nord."),
        (["An oﬃcial said."], "An official said."),
    ],
)
def test_words_parted_at_line_ends(lines: list[str], expected: str) -> None:
    lines = [words.translate(LIGATURES) for words in lines]
    printed = [PrintedLine(1, words, 60, 700 - 12 * n, 10) for n, words in enumerate(lines)]
    assert [one.text for one in put_together(printed).paragraphs] == [expected]


@pytest.mark.parametrize(
    ("content", "settings", "reason"),
    [
        pytest.param(pdf([[("1", 10, 10, 8)]]), ReportSettings(), "text recogniser", id="pictures"),
        pytest.param(pdf([page(1)])[:300], ReportSettings(), "damaged PDF", id="cut"),
        pytest.param(b"%PDF-1.7\nnothing", ReportSettings(), "damaged PDF", id="head only"),
        pytest.param(
            pdf([page(1), page(2)]), ReportSettings(max_pages=1), "reports.max_pages", id="pages"
        ),
        pytest.param(pdf([page(1)]), ReportSettings(longest=100), "reports.longest", id="letters"),
        pytest.param(
            pdf([page(1)]).replace(
                b"/Root 1 0 R",
                b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O <"
                + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >> /ID [<41> <41>]",
            ),
            ReportSettings(),
            "encrypted",
            id="encrypted",
        ),
    ],
)  # fmt: skip
def test_pdf_that_cannot_be_read_says_why(
    content: bytes, settings: ReportSettings, reason: str
) -> None:
    [capture], _ = opened("paper.pdf", content)
    with pytest.raises(CannotHandle, match=reason):
        read_report(capture, settings)
