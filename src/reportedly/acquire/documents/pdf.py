"""Read a PDF that has a text layer; one that holds pictures of pages only is refused."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

from reportedly.acquire.documents.paragraphs import Paragraph, Printed, PrintedLine, put_together
from reportedly.errors import CannotHandle

# Fewer letters on a page, on average, are stamps and numbers on the picture of a page.
LEAST_LETTERS = 40
# One glyph for several letters, as printers set them.
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
ENDS = str.maketrans("\r\n\t\x00", "    ")


def pdf_page(content: bytes, *, longest: int, max_pages: int) -> str:
    """Return the text of a PDF as the markup of a page, a `section` for each of its pages."""
    reader = _opened(content, max_pages)
    lines: list[PrintedLine] = []
    letters = 0
    for number, page in enumerate(reader.pages, 1):
        lines += _lines(page, number)
        letters = sum(len(line.text) for line in lines)
        if letters > longest:
            raise CannotHandle(
                f"more than {longest:,} characters of text are more than one report; "
                "split the file, or raise reports.longest"
            )
    if letters < LEAST_LETTERS * len(reader.pages):
        raise CannotHandle(
            "pictures of pages without a text layer; run it through a text recogniser first "
            "(ocrmypdf does)"
        )
    return _markup(put_together(lines))


def _opened(content: bytes, max_pages: int) -> Any:  # noqa: ANN401
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # What it mends on its way is no news to the user.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotHandle("encrypted; save it without a password")
        count = len(reader.pages)
    except (DependencyError, NotImplementedError) as error:
        raise CannotHandle("encrypted; save it without a password") from error
    except CannotHandle:
        raise
    except Exception as error:  # damaged files make the parser fail in any way
        raise CannotHandle(f"a damaged PDF ({type(error).__name__}: {error})") from error
    if not count:
        raise CannotHandle("a PDF without pages; save it again")
    if count > max_pages:
        raise CannotHandle(
            f"{count:,} pages are more than one report; split it, or raise reports.max_pages"
        )
    return reader


def _lines(page: Any, number: int) -> Iterator[PrintedLine]:  # noqa: ANN401
    """Yield the lines of a page in the order in which it sets them."""
    runs: list[PrintedLine] = []

    def note(
        text: str, outer: Sequence[float], inner: Sequence[float], font: object, size: float | None
    ) -> None:
        if text.strip():
            name = str(font.get("/BaseFont", "")) if isinstance(font, dict) else ""
            runs.append(_placed(text, outer, inner, size or 1.0, number, name))

    try:
        page.extract_text(visitor_text=note)
    except Exception as error:  # as above
        reason = f"page {number} is damaged ({type(error).__name__}: {error})"
        raise CannotHandle(f"{reason}; print it to a new PDF") from error
    for _, together in groupby(_numbered(runs), key=lambda one: one[0]):
        group = [run for _, run in together]
        words = " ".join("".join(run.text for run in group).split())
        if words:
            first = group[0]
            longest = max(group, key=lambda run: len(run.text))
            yield PrintedLine(number, words, first.x, first.y, longest.size, longest.font)


def _placed(
    text: str, outer: Sequence[float], inner: Sequence[float], size: float, page: int, font: str
) -> PrintedLine:
    """Return a run of letters where the page shows it."""
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    scale = math.sqrt(abs(_turn(outer) * _turn(inner)))
    return PrintedLine(page, text.translate(LIGATURES).translate(ENDS), x, y, size * scale, font)


def _turn(matrix: Sequence[float]) -> float:
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def _numbered(runs: Sequence[PrintedLine]) -> Iterator[tuple[int, PrintedLine]]:
    """Yield each run with the number of the line it stands in."""
    line, last = 0, None
    for run in runs:
        if last is not None and abs(run.y - last.y) > 0.5 * max(run.size, last.size):
            line += 1
        yield line, run
        last = run


# --- as markup -----------------------------------------------------------------------------


def _markup(printed: Printed) -> str:
    title = _title(printed.paragraphs)
    pieces = ['<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n']
    pieces += [f"<nav>{_paragraph(head)}</nav>\n" for head in printed.heads[:1]]
    pieces.append("<article>\n")
    page = 0
    for paragraph in printed.paragraphs:
        while page < paragraph.page:
            pieces.append("<section>\n" if page == 0 else "</section>\n<section>\n")
            page += 1
        tag = "h1" if paragraph is title else "h2" if paragraph.heading else "p"
        pieces.append(_paragraph(paragraph.text, tag))
    pieces.append("</section>\n</article>\n" if page else "</article>\n")
    if printed.heads[1:]:
        pieces += ["<footer>\n", *map(_paragraph, printed.heads[1:]), "</footer>\n"]
    pieces.append("</body></html>\n")
    return "".join(pieces)


def _paragraph(text: str, tag: str = "p") -> str:
    return f"<{tag}>{escape(text, quote=False)}</{tag}>\n"


def _title(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Return the largest heading of the first page that is more than a paper's name."""
    first = [one for one in paragraphs if one.page == paragraphs[0].page and one.heading]
    several = [one for one in first if len(one.text.split()) > 2]
    return max(several or first, key=lambda one: one.size, default=None)
