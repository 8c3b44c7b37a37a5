"""Read files, folders and standard input into captures.

    reports/*.txt, saved.html, folder/, news.warc.gz, -   ->   Capture | Problem, in the order named

What a file holds is opened by `containers`; here is what the user names, and says of it. What
cannot be read becomes a `Problem` that says what is wrong and what to do. A path that does not
exist is the user's slip and raises `UsageError`.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reportedly.acquire.containers import FileSettings, open_stream
from reportedly.acquire.containers.members import HEAD, MEMBER, left_out
from reportedly.acquire.containers.sniffing import MAYBE, may_hold_reports, suffix_of
from reportedly.errors import UsageError
from reportedly.model import Capture, Given, Problem

FromWeb = Callable[[str], Iterator[Capture | Problem]]

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
META_COLUMNS = frozenset({"path", "url", "outlet", "published", "language"})
CANONICAL = re.compile(
    rb"<(?:link[^>]{0,300}?rel=[\"']?canonical[\"']?[^>]{0,300}?href"
    rb"|meta[^>]{0,300}?og:url[\"'][^>]{0,300}?content)=[\"']([^\"'>\s]{8,2000})",
    re.IGNORECASE,
)


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
        self._paths = [(row.path or "").replace(MEMBER, "/") for row in rows]
        self._names: dict[str, list[int]] = {}
        for number, path in enumerate(self._paths):
            if path:
                self._names.setdefault(os.path.basename(path), []).append(number)
        self._urls = {_bare_url(row.url): number for number, row in enumerate(rows) if row.url}

    def of(self, capture: Capture) -> Given:
        """Return what is given for an input: of it, else of what it is packed in, else of all."""
        container, _, address = capture.path.partition(MEMBER)
        number = None
        if "://" not in address:
            number = self._by_path(capture.path.replace(MEMBER, "/"))
        if number is None:
            number = self._by_url(capture)
        around = self._by_path(container) if address else None
        found = self._given
        for row in (around, number):
            if row is not None:
                self._used.add(row)
                found = _over(self._rows[row].given, found)
        return found

    def _by_path(self, path: str) -> int | None:
        """Find the row that ends as the path does; a name alone decides only if it is the one."""
        numbers = self._names.get(os.path.basename(path), [])
        whole = Path(os.path.abspath(path)).parts
        fitting = [n for n in numbers if _ends_alike(whole, self._paths[n])]
        if fitting:
            return max(fitting, key=lambda n: len(Path(self._paths[n]).parts))
        return numbers[0] if len(numbers) == 1 else None

    def _by_url(self, capture: Capture) -> int | None:
        if not self._urls:
            return None
        if capture.told.url and (number := self._urls.get(_bare_url(capture.told.url))) is not None:
            return number
        found = CANONICAL.search(capture.content[:500_000])
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


def _over(given: Given, other: Given) -> Given:
    """Return what the first says, and the other where it says nothing."""
    return Given(
        outlet=given.outlet or other.outlet,
        published=given.published or other.published,
        language=given.language or other.language,
        url=given.url or other.url,
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
    from_web: FromWeb | None = None,
) -> Iterator[Capture | Problem]:
    """Yield what is read from files, from folders in sorted order, from "-" and from the web.

    A row of `meta` that names an input wins over `given`, which holds for all of them. Addresses
    are refused without `from_web`, which brings what they hold.
    """
    for path in paths:
        _check_path(path, from_web)
    known = _Meta(meta, given or Given())
    for path in paths:
        captures = from_web(path) if from_web and _is_address(path) else _input(path, settings)
        for found in captures:
            if isinstance(found, Capture):
                yield replace(found, given=known.of(found))
            else:
                yield found
    yield from known.unused()


def _check_path(path: str, from_web: FromWeb | None) -> None:
    if _is_address(path):
        if from_web is None:
            raise UsageError(f"{path} is an address on the web; add --fetch to have it fetched")
    elif path != "-" and not os.path.lexists(path):
        raise UsageError(f"{path}: no such file or folder")


def _is_address(path: str) -> bool:
    return ADDRESS.match(path) is not None and not os.path.lexists(path)


def _input(path: str, settings: FileSettings) -> Iterator[Capture | Problem]:
    if path == "-":
        return open_stream("-", sys.stdin.buffer, settings)
    return _folder(path, settings) if os.path.isdir(path) else _file(path, settings)


def _folder(path: str, settings: FileSettings) -> Iterator[Capture | Problem]:
    read, left = 0, []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            whole = os.path.join(folder, name)
            if may_hold_reports(_head(whole), name):
                read += 1
                yield from _file(whole, settings)
            else:
                left.append(os.path.relpath(whole, path))
    if not read:
        reason = "no reports in this folder; put text, HTML or archives of them into it"
        yield _problem(path, reason)
    if left:
        yield replace(_problem(path, left_out(left)), lost=False)


def _head(path: str) -> bytes:
    """Return the beginning of a file whose name does not say whether it holds reports."""
    if suffix_of(path) not in MAYBE or not os.path.isfile(path):
        return b""
    try:
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def _file(path: str, settings: FileSettings) -> Iterator[Capture | Problem]:
    try:
        if not os.path.isfile(path):
            yield _problem(path, "not a regular file; name a file of reports")
            return
        with open(path, "rb") as file:
            yield from open_stream(path, file, settings)
    except OSError as error:
        yield _problem(path, f"cannot be read: {error.strerror or error}; check its permissions")


def _problem(path: str, reason: str) -> Problem:
    return Problem(path=path, stage="files", reason=reason)
