"""Read what is packed into one file: zip, WACZ and tar. Nothing is written to disk.

week.zip  ->  "week.zip > monday/a.html" ...
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from reportedly.acquire.containers.limits import Budget
from reportedly.acquire.containers.members import (
    Member,
    Opened,
    Readable,
    Source,
    left_out,
)
from reportedly.acquire.containers.sniffing import may_hold_reports
from reportedly.acquire.documents import DOCX, ODT
from reportedly.errors import CannotHandle
from reportedly.model import Problem

ENCRYPTED = 0x1
WACZ = "datapackage.json"
# Programs leave these beside what was packed.
OWN_FOLDERS = frozenset({"__macosx"})
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError)


@dataclass(slots=True)
class _Passed:
    """Names of what was not opened, and of what stands outside the folder it is packed in."""

    left: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def problems(self, opened: Opened) -> Iterator[Problem]:
        if self.left:
            yield opened.problem(left_out(self.left), lost=False)
        if self.outside:
            shown = ", ".join(self.outside[:3])
            reason = f"names lead out of the archive ({shown}); read, nothing was written to disk"
            yield opened.problem(reason, lost=False)


def read_zip(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the files of a zip archive that may hold reports, of a WACZ its web archives."""
    try:
        file = source.seekable_file(opened.budget)
        archive = zipfile.ZipFile(file)
    except ZIP_ERRORS as error:
        raise CannotHandle(f"a damaged zip archive ({error}); fetch or pack it again") from error
    passed = _Passed()
    with archive:
        names = set(archive.namelist())
        if media_type := _office_type(archive, names):
            file.seek(0)
            yield Member(address="", stream=file, told=opened.told, media_type=media_type)
            return
        web = WACZ in names and any(name.startswith("archive/") for name in names)
        for info in archive.infolist():
            if info.is_dir() or (web and not info.filename.startswith("archive/")):
                continue
            if _is_own(info.filename):
                continue
            yield from _zipped(archive, info, opened, passed)
    yield from passed.problems(opened)


def _office_type(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    """Return what an office document is, None for an archive of files."""
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        raise CannotHandle("a spreadsheet; save it as CSV")
    if "ppt/presentation.xml" in names:
        raise CannotHandle("slides; save them as PDF")
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as file:
            return ODT if file.read(len(ODT) + 1).strip() == ODT.encode() else None
    return None


def _zipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, opened: Opened, passed: _Passed
) -> Iterator[Member | Problem]:
    name = shown_name(info.filename)
    if info.flag_bits & ENCRYPTED:
        yield opened.problem("encrypted; unpack it with its password first", at=name)
        return
    try:
        with archive.open(info) as file:
            counted = _Counted(file, opened.budget, info.compress_size)
            yield from _member(name, counted, passed)
    except ZIP_ERRORS as error:
        yield opened.problem(f"damaged in the zip archive ({error}); pack it again", at=name)


def read_tar(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the files of a tar archive that may hold reports."""
    passed = _Passed()
    try:
        with tarfile.open(fileobj=source, mode="r|", errorlevel=1) as archive:
            for info in archive:
                file = archive.extractfile(info) if info.isfile() else None
                if file is None or _is_own(info.name):
                    continue
                yield from _member(shown_name(info.name), file, passed)
    except (tarfile.TarError, UnicodeError, ValueError, EOFError) as error:
        reason = f"a damaged tar archive, the rest is not read ({error}); pack it again"
        yield opened.problem(reason)
    yield from passed.problems(opened)


def _member(name: str, stream: Readable, passed: _Passed) -> Iterator[Member]:
    source = Source(stream)
    if not may_hold_reports(source.head(), name):
        passed.left.append(name)
        return
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        passed.outside.append(name)
    yield Member(address=name, stream=source)


def _is_own(name: str) -> bool:
    """Return whether a file belongs to the system that packed, or is hidden, as in folders."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.lower() in OWN_FOLDERS for part in parts) or (
        bool(parts) and parts[-1].startswith(".")
    )


def shown_name(name: str) -> str:
    r"""Return a name fit to be shown in one line.

    >>> shown_name("monday\\a\n.html")
    'monday/a .html'
    """
    name = name.replace("\\", "/").encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else " " for c in name)[:500]


class _Counted:
    """A member of a zip archive on its way out; counts against the budget."""

    def __init__(self, file: Readable, budget: Budget, packed: int) -> None:
        self._file, self._budget, self._packed = file, budget, packed
        self._out = 0

    def read(self, size: int = -1, /) -> bytes:
        try:
            found = self._file.read(size)
        except (*ZIP_ERRORS, EOFError) as error:
            raise CannotHandle(f"damaged in the zip archive ({error}); pack it again") from error
        self._out += len(found)
        self._budget.unpacked(len(found), self._out, self._packed)
        return found
