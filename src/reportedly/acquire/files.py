"""Read files, folders and standard input into captures.

    reports/*.txt, saved.html, folder/, -   ->   Capture | Problem, in the order named

What cannot be read becomes a `Problem` that says what is wrong and what to do. A path that does
not exist is the user's slip and raises `UsageError`.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.model import Capture, Given, Problem

READABLE = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ""})
META_COLUMNS = frozenset({"path", "url", "outlet", "published", "language"})
DOCUMENT = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
ELEMENT = re.compile(
    rb"</?(?:p|div|a|span|article|section|h[1-6]|br|meta|title|ul|table|main)[\s/>]", re.I
)
CANONICAL = re.compile(
    rb"<(?:link[^>]{0,300}?rel=[\"']?canonical[\"']?[^>]{0,300}?href"
    rb"|meta[^>]{0,300}?og:url[\"'][^>]{0,300}?content)=[\"']([^\"'>\s]{8,2000})",
    re.IGNORECASE,
)
SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x7fELF", "a program"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """What is read from disk.

    Attributes:
        max_bytes: Files larger than this are left out with a `Problem`; a news page is seldom
            above 1 MB.
    """

    max_bytes: int = 32_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaRow:
    """One row of a `--meta` file: what the user says of the input that it names."""

    path: str | None = None
    url: str | None = None
    given: Given


def read_meta(path: str) -> tuple[MetaRow, ...]:
    """Return the rows of a CSV file with a column `path` or `url`, and any of the others."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = {(name or "").strip().lower() for name in reader.fieldnames or ()}
            if not columns & {"path", "url"}:
                raise UsageError(
                    f"{path}: no column named path or url; found: "
                    f"{', '.join(sorted(columns)) or 'nothing'}"
                )
            return tuple(_meta_row(path, reader.line_num, row) for row in reader)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error


def _meta_row(path: str, number: int, row: Mapping[str | None, str | None]) -> MetaRow:
    said = {
        name.strip().lower(): value.strip()
        for name, value in row.items()
        if isinstance(name, str) and isinstance(value, str) and value.strip()
    }
    published = said.get("published")
    if published is not None:
        try:
            datetime.fromisoformat(published)
        except ValueError as error:
            raise UsageError(
                f"{path}, line {number}: not a date: {published!r}; write it as 2024-08-07"
            ) from error
    given = Given(
        outlet=said.get("outlet"),
        published=published,
        language=said.get("language"),
        url=said.get("url"),
    )
    return MetaRow(path=said.get("path"), url=said.get("url"), given=given)


class _Meta:
    """The rows of `--meta`, found by path, file name or the address a page gives itself."""

    def __init__(self, rows: Sequence[MetaRow], given: Given) -> None:
        self._given = given
        self._rows = rows
        self._used: set[int] = set()
        self._names: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            if row.path:
                self._names.setdefault(os.path.basename(row.path), []).append(number)
        self._urls = {_bare_url(row.url): number for number, row in enumerate(rows) if row.url}

    def of(self, path: str, content: bytes) -> Given:
        """Return what is given for an input."""
        number = self._by_path(path)
        if number is None:
            number = self._by_url(content)
        if number is None:
            return self._given
        self._used.add(number)
        row = self._rows[number].given
        return Given(
            outlet=row.outlet or self._given.outlet,
            published=row.published or self._given.published,
            language=row.language or self._given.language,
            url=row.url or self._given.url,
        )

    def _by_path(self, path: str) -> int | None:
        """Find the row that ends as the path does; a name alone decides only if it is the one."""
        numbers = self._names.get(os.path.basename(path), [])
        whole = Path(os.path.abspath(path)).parts
        fitting = [n for n in numbers if _ends_alike(whole, self._rows[n].path or "")]
        if fitting:
            return max(fitting, key=lambda n: len(Path(self._rows[n].path or "").parts))
        return numbers[0] if len(numbers) == 1 else None

    def _by_url(self, content: bytes) -> int | None:
        found = CANONICAL.search(content[:500_000]) if self._urls else None
        return (
            self._urls.get(_bare_url(found.group(1).decode("utf-8", "replace"))) if found else None
        )

    def unused(self) -> Iterator[Problem]:
        """Yield a problem for each row that names no input."""
        for number, row in enumerate(self._rows):
            if number not in self._used:
                reason = "named in --meta, but no input is called so; check the row"
                yield Problem(
                    path=row.path or row.url or "", stage="files", reason=reason, lost=False
                )


def _ends_alike(whole: tuple[str, ...], path: str) -> bool:
    parts = Path(os.path.normpath(path)).parts
    return whole[-len(parts) :] == parts


def _bare_url(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[#].*$", "", url.strip().lower()).rstrip("/")


def read_captures(
    paths: Sequence[str],
    settings: FileSettings,
    *,
    meta: Sequence[MetaRow] = (),
    given: Given | None = None,
) -> Iterator[Capture | Problem]:
    """Yield what is read from files, from folders in sorted order, and from "-".

    A row of `meta` that names an input wins over `given`, which holds for all of them.
    """
    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise UsageError(f"{path}: no such file or folder")
    known = _Meta(meta, given or Given())
    for path in paths:
        if path == "-":
            yield _capture("-", sys.stdin.buffer.read(settings.max_bytes + 1), known, settings)
        elif os.path.isdir(path):
            yield from _folder(path, known, settings)
        else:
            yield _file(path, known, settings)
    yield from known.unused()


def _folder(path: str, known: _Meta, settings: FileSettings) -> Iterator[Capture | Problem]:
    read, left = 0, []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            whole = os.path.join(folder, name)
            if Path(name).suffix.lower() in READABLE:
                read += 1
                yield _file(whole, known, settings)
            else:
                left.append(os.path.relpath(whole, path))
    if not read:
        reason = "no reports in this folder; put text or HTML files into it"
        yield Problem(path=path, stage="files", reason=reason)
    if left:
        shown = ", ".join(left[:5]) + (" ..." if len(left) > 5 else "")
        reason = f"{len(left)} files that are neither text nor HTML were left out: {shown}"
        yield Problem(path=path, stage="files", reason=reason, lost=False)


def _file(path: str, known: _Meta, settings: FileSettings) -> Capture | Problem:
    try:
        if not os.path.isfile(path):
            return _problem(path, "not a regular file; name a text or HTML file")
        with open(path, "rb") as file:
            content = file.read(settings.max_bytes + 1)
    except OSError as error:
        return _problem(path, f"cannot be read: {error.strerror or error}; check its permissions")
    return _capture(path, content, known, settings)


def _capture(path: str, content: bytes, known: _Meta, settings: FileSettings) -> Capture | Problem:
    if len(content) > settings.max_bytes:
        limit = settings.max_bytes // 1_000_000
        return _problem(path, f"larger than {limit} MB; split it or raise files.max_bytes")
    if not content.strip():
        return _problem(path, "empty; save the report again")
    if what := binary_sort(content):
        return _problem(path, f"{what}, not text or HTML; save it as one of these")
    capture = Capture(
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        media_type=sniff(content),
    )
    return replace(capture, given=known.of(path, content))


def _problem(path: str, reason: str) -> Problem:
    return Problem(path=path, stage="files", reason=reason)


def sniff(content: bytes) -> str:
    """Return "text/html" for bytes that hold markup, "text/plain" for others.

    >>> sniff(b"<!DOCTYPE html><p>Hello"), sniff(b"Profits < losses, he said.")
    ('text/html', 'text/plain')
    """
    head = content[:20_000].replace(b"\x00", b"")
    if DOCUMENT.search(head[:3_000]) or len(ELEMENT.findall(head)) > 5:
        return "text/html"
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return "text/html" if begins and ELEMENT.search(head) else "text/plain"


def binary_sort(content: bytes) -> str | None:
    """Return what sort of binary file the bytes are, None where they may be text."""
    for signature, what in SIGNATURES:
        if content.startswith(signature):
            return what
    sample = content[:8_000]
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return None
    zeros = sample.count(0)
    wide = max(sample[0::2].count(0), sample[1::2].count(0)) > 0.35 * len(sample)
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    # Text with a stray control character or zero is common; a tenth of them is no text.
    return "a binary file" if control > 0.1 * len(sample) and not (zeros and wide) else None
