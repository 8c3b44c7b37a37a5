"""The stories as a workbook for spreadsheets: one sheet a table, a codebook, and gaps.

Cells hold text, numbers and days; nothing is taken for a formula or a link.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from reportedly.errors import MissingExtra, UsageError
from reportedly.model import Picture
from reportedly.present.answer_rows import answer_rows
from reportedly.present.brief import UNKNOWN, brief_of
from reportedly.present.exchange.said import Provenance, every_report
from reportedly.present.figure_rows import figure_rows
from reportedly.present.listings import LEDGER, Filters, report_row, statement_rows, story_row
from reportedly.present.lookup import look_up, number

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # characters that a cell can hold
ROWS = 1_048_575  # rows below the heading that a sheet can hold
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OLDEST = date(1900, 3, 1)  # before this, spreadsheets count days in their own ways
STILL = datetime(2000, 1, 1, tzinfo=UTC)  # the same input gives the same bytes
WIDE = frozenset({"exact", "question", "title", "prefix", "suffix", "what", "note"})

Rows = Iterable[Mapping[str, Any]]


def workbook(pictures: Sequence[Picture], made: Provenance) -> bytes:
    """Return the stories as an .xlsx file.

    Raises:
        MissingExtra: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra(
            "workbooks need XlsxWriter; run: pip install 'reportedly[xlsx]'"
        ) from error
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"author": "reportedly", "created": STILL})
        for name, rows in _sheets(pictures, made):
            _sheet(book, name, rows)
    return out.getvalue()


def _sheets(pictures: Sequence[Picture], made: Provenance) -> Iterator[tuple[str, Rows]]:
    yield "Stories", map(story_row, pictures)
    yield "Who says what", (row for one in pictures for row in answer_rows(one))
    yield "Not known", (row for one in pictures for row in _gaps(one))
    yield "Figures", (row for one in pictures for row in figure_rows(one, Filters()))
    yield "Statements", (row for one in pictures for row in statement_rows(one, Filters()))
    yield "Reports", map(report_row, every_report(pictures))
    yield "Codebook", ({"column": c.name, "form": c.form, "note": c.note} for c in LEDGER.columns)
    yield "About", _about(made)


def _gaps(picture: Picture) -> Iterator[dict[str, Any]]:
    """Yield what is not known or not verified, and what was looked for and not found."""
    brief = brief_of(look_up(picture, number([picture])))
    for item in brief.column(UNKNOWN).items:
        yield {"story": picture.story.title, "what": item.question, "note": item.label.text}
    for words in brief.missing:
        yield {"story": picture.story.title, "what": words, "note": "not found in these reports"}


def _about(made: Provenance) -> Iterator[dict[str, Any]]:
    yield {"what": "reportedly", "note": made.version}
    yield {"what": "as known on", "note": made.as_of or "everything at hand"}
    yield {"what": "words", "note": "exact words of the reports; nothing here is a finding"}
    yield {"what": "places", "note": "start and end count Unicode code points in the text"}
    for sha256 in made.hashes:
        yield {"what": "made from bytes with SHA-256", "note": sha256}


def _sheet(book: xlsxwriter.Workbook, name: str, rows: Rows) -> None:
    sheet = book.add_worksheet(name)
    bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    columns: list[str] = []
    for place, row in enumerate(rows, 1):
        if place == 1:
            columns = list(row)
            sheet.write_row(0, 0, columns, bold)
            sheet.freeze_panes(1, 0)
        if place > ROWS:
            raise UsageError(f"more than {ROWS:,} rows do not fit a sheet; export csv or parquet")
        for column, title in enumerate(columns):
            _cell(sheet, place, column, row.get(title), days)
    for column, title in enumerate(columns):
        sheet.set_column(column, column, 60 if title in WIDE else 18, wrapped)


def _cell(sheet: Worksheet, row: int, column: int, value: Any, days: Any) -> None:  # noqa: ANN401
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, str) and DAY.fullmatch(value) and _is_day(value):
        sheet.write_datetime(row, column, datetime.fromisoformat(value), days)
    else:
        words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        sheet.write_string(row, column, _fit(words))


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words) >= OLDEST
    except ValueError:
        return False


def _fit(words: str) -> str:
    """Return text that a cell can hold; what is cut says so, the other forms have it whole."""
    words = words.encode("utf-8", "replace").decode("utf-8")
    return words if len(words) <= LONGEST else words[: LONGEST - 6] + " (cut)"
