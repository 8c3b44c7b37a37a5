"""Read tables of reports, as databases and scripts export them: CSV, JSON lines, JSON.

    reports.csv  ->  "reports.csv > https://echo.example/1", "reports.csv > 2" ...

A row needs a column `text` or `html`; `title`, `url`, `outlet`, `published`, `authors` and
`language` are used where they stand.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportedly.acquire.containers.entries import Entry, member_of, stated_moment
from reportedly.acquire.containers.limits import Budget
from reportedly.acquire.containers.members import SHOWN, Member, Opened, Source, counted
from reportedly.acquire.containers.sniffing import sniff_markup
from reportedly.acquire.decoding import decode
from reportedly.errors import CannotHandle
from reportedly.model import Problem, Told

# What desks, archives and data sets call each; the first that a row has is taken.
COLUMNS: dict[str, tuple[str, ...]] = {
    "html": ("html", "content_html", "body_html"),
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext",
             "maintext", "main_text", "content_text", "body_text"),
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url", "canonical_url"),
    "outlet": ("outlet", "publisher", "publication", "source", "newspaper", "media_name"),
    "published": ("published", "published_at", "date_published", "publish_date",
                  "publication_date", "pub_date", "pubdate", "date"),
    "authors": ("authors", "author", "byline", "creator"),
    "language": ("language", "lang"),
}  # fmt: skip
MARKS = ",;\t|"
LISTS = ("articles", "items", "reports", "documents", "docs", "data", "results", "rows", "hits")
Row = Mapping[str, object]


def read_csv(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the rows of a table whose first line names its columns."""
    lines = _Lines(source, opened.budget)
    first = next(lines, "")
    mark = max(MARKS, key=lambda one: (first.count(one), -MARKS.index(one)))
    # The module's own limit, 131,072 characters, is less than some live blogs have.
    csv.field_size_limit(opened.budget.settings.max_bytes)
    columns = [name.strip().lower() for name in next(csv.reader([first], delimiter=mark), [])]
    known = {*COLUMNS["html"], *COLUMNS["text"]}
    if not known & set(columns):
        raise CannotHandle(
            f"a table without a column text or html; found: {', '.join(columns)[:200] or 'nothing'}"
            "; a table about other files goes to --meta"
        )
    rows, number = _Rows("its row in the table", opened), 0
    try:
        for number, values in enumerate(csv.reader(lines, delimiter=mark), 1):
            if any(value.strip() for value in values):
                row = dict(zip(columns, values, strict=False))
                yield from rows.read(row, number)
    except csv.Error as error:
        reason = f"damaged after row {number}, the rest is not read ({error}); export it again"
        yield opened.problem(reason)
    if lines.quotes % 2:
        reason = "a quotation mark is never closed, rows may stand inside others; export it again"
        yield opened.problem(reason)
    yield from rows.without_text()


def read_json_lines(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the objects of a file that has one on each line."""
    rows = _Rows("its line in the file", opened)
    for number, line in enumerate(_Lines(source, opened.budget), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield opened.problem(f"not JSON ({error}); export it again", at=f"line {number}")
            continue
        if isinstance(row, dict):
            yield from rows.read(_small(row), number)
        else:
            yield opened.problem("not an object with named values", at=f"line {number}")
    yield from rows.without_text()


def read_json(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the objects of one list, or of the list in an object."""
    try:
        found = json.loads(decode(source.whole(opened.budget), hint=opened.told.encoding)[0])
    except (ValueError, RecursionError) as error:
        raise CannotHandle(f"not JSON ({error}); export it again") from error
    rows = _Rows("its entry in the file", opened)
    for number, row in enumerate(_listed(found), 1):
        yield from rows.read(row, number)
    yield from rows.without_text()


def _listed(found: object) -> list[Row]:
    if isinstance(found, dict):
        for name in LISTS:
            if isinstance(found.get(name), list):
                return _listed(found[name])
        found = [found]
    rows = (
        [_small(one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    )
    wanted = {*COLUMNS["html"], *COLUMNS["text"]}
    return rows if any(wanted & set(row) for row in rows) else []


def _small(row: Mapping[str, Any]) -> Row:
    return {str(name).strip().lower(): value for name, value in row.items()}


class _Rows:
    """The rows of one table as they are read; keeps which had no text."""

    def __init__(self, by: str, opened: Opened) -> None:
        self._by, self._opened = by, opened
        self._read = self._empty = 0
        self._shown: list[str] = []

    def read(self, row: Row, number: int) -> Iterator[Member | Problem]:
        url = _value(row, "url")
        url = url if url and url.startswith(("http://", "https://")) else None
        address = url or str(number)
        text, markup = _value(row, "text") or "", _value(row, "html") or ""
        if not text and not markup:
            self._empty += 1
            self._shown += [address] if self._empty <= SHOWN else []
            return
        self._read += 1
        if not markup and sniff_markup(text.encode("utf-8", "replace")) == "html":
            text, markup = "", text
        written = _value(row, "published")
        told = Told(
            by=self._by,
            url=url,
            title=_value(row, "title"),
            outlet=_value(row, "outlet"),
            published=stated_moment(written),
            authors=tuple(_values(row, "authors")),
            language=_value(row, "language"),
        )
        if written and told.published is None:
            reason = f"not a date, or one of two days: {written[:60]!r}; write it as 2024-08-07"
            yield self._opened.problem(reason, at=address, lost=False)
        yield member_of(Entry(address=address, html=markup, text=text, told=told))

    def without_text(self) -> Iterator[Problem]:
        """Yield a problem with the rows that had no text, where there are any."""
        if not self._read:
            reason = "no row with a text; expected a column or key called text or html"
            yield self._opened.problem(reason)
        elif self._empty:
            shown = ", ".join(self._shown) + (" ..." if self._empty > SHOWN else "")
            reason = f"{counted(self._empty, 'row')} without a text left out: {shown}"
            yield self._opened.problem(reason, lost=False)


def _value(row: Row, wanted: str) -> str | None:
    return next(iter(_values(row, wanted)), None)


def _values(row: Row, wanted: str) -> Iterator[str]:
    """Yield what a row says of one thing; a list, or an object with a name, is several or one."""
    found = next((row[name] for name in COLUMNS[wanted] if row.get(name)), None)
    several: Iterable[object] = found if isinstance(found, list) else [found]
    for one in several:
        value = (one.get("name") or one.get("title")) if isinstance(one, dict) else one
        if isinstance(value, int | float) and not isinstance(value, bool) and wanted == "published":
            value = str(int(value)) if abs(value) < 1e14 else None
        if isinstance(value, str) and value.strip():
            yield value.strip()


class _Lines:
    """The lines of a stream of text, none longer than one report may be."""

    def __init__(self, source: Source, budget: Budget) -> None:
        head = source.head()
        # To the end of a line: a character cut in two would look like another encoding.
        whole = head[: head.rfind(b"\n") + 1] or head
        _, encoding = decode(whole)
        mark = "utf-8-sig" if encoding == "utf-8" else encoding
        if encoding.startswith(("utf-16", "utf-32")):
            mark = encoding.removesuffix("-le").removesuffix("-be")
        self._budget = budget
        self.quotes = 0  # quotation marks so far: an odd number at the end is one left open
        self._text = io.TextIOWrapper(
            io.BufferedReader(source), encoding=mark, errors="replace", newline=""
        )

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        most = self._budget.settings.max_bytes
        line = self._text.readline(most + 1)
        if not line:
            raise StopIteration
        if len(line) > most:
            raise self._budget.too_large()
        self.quotes += line.count('"')
        # A zero byte would end the reading of the table.
        return line.replace("\x00", "")
