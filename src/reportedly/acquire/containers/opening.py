"""Open bytes or a stream: one report as a capture, a container as the captures of its members."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime

from reportedly.acquire.containers.archives import read_tar, read_zip
from reportedly.acquire.containers.compressed import read_bzip2, read_gzip, read_xz
from reportedly.acquire.containers.feeds import read_feed, read_json_feed
from reportedly.acquire.containers.limits import Budget, FileSettings, LimitReached
from reportedly.acquire.containers.mail import read_mail, read_mailbox
from reportedly.acquire.containers.members import (
    Member,
    Opened,
    Readable,
    Source,
    capture_of,
    joined,
)
from reportedly.acquire.containers.sniffing import Sort, binary_sort, sort_of
from reportedly.acquire.containers.tables import read_csv, read_json, read_json_lines
from reportedly.acquire.containers.warc import read_warc
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Problem, Told

Reader = Callable[[Source, Opened], Iterator[Member | Problem]]
MEDIA_TYPES: dict[Sort, str] = {
    "html": "text/html",
    "text": "text/plain",
    "pdf": "application/pdf",
}
MESSAGE = "message/rfc822"
READERS: dict[Sort, Reader] = {
    "gzip": read_gzip,
    "bzip2": read_bzip2,
    "xz": read_xz,
    "zip": read_zip,
    "tar": read_tar,
    "warc": read_warc,
    "feed": read_feed,
    "json feed": read_json_feed,
    "mail": read_mail,
    "mbox": read_mailbox,
    "csv": read_csv,
    "json lines": read_json_lines,
    "json": read_json,
}


def open_bytes(
    path: str,
    content: bytes,
    settings: FileSettings,
    *,
    told: Told | None = None,
    captured_at: datetime | None = None,
) -> Iterator[Capture | Problem]:
    """Yield what the bytes hold: one capture of a page, text or document, many of a container.

    `path` is what the user knows the input by; members are named behind it, as in
    "news.zip > a.html". `told` is what is known from outside, such as the address it was fetched
    from. Nothing raises on bad bytes: they become a `Problem`.

    >>> [capture] = open_bytes("a.html", b"<p>The bridge is shut.</p>", FileSettings())
    >>> capture.path, capture.media_type
    ('a.html', 'text/html')
    """
    stream = io.BytesIO(content)
    yield from open_stream(path, stream, settings, told=told, captured_at=captured_at)


def open_stream(
    path: str,
    stream: Readable,
    settings: FileSettings,
    *,
    told: Told | None = None,
    captured_at: datetime | None = None,
) -> Iterator[Capture | Problem]:
    """Yield what a stream holds, as `open_bytes` does, with no more of it in memory than needed."""
    member = Member(address="", stream=stream, told=told or Told(), captured_at=captured_at)
    try:
        yield from _member(member, Opened(path=path, budget=Budget(settings)), 0)
    except LimitReached as error:
        yield Problem(path=path, stage="files", reason=str(error))


def _member(member: Member, within: Opened, depth: int) -> Iterator[Capture | Problem]:
    """Yield what a member of a container holds; what is wrong with it stays with it."""
    opened = Opened(
        path=joined(within.path, member.address),
        budget=within.budget,
        told=member.told if member.address else _over(member.told, within.told),
        captured_at=member.captured_at or within.captured_at,
    )
    try:
        yield from _opened(Source(member.stream), opened, member.media_type, depth)
    except LimitReached:
        raise
    except CannotHandle as error:
        yield opened.problem(str(error))
    except (OSError, EOFError) as error:
        yield opened.problem(f"cannot be read: {error}; fetch or save it again")
    except Exception as error:  # what a library trips over must not end the run over the rest
        yield opened.problem(f"damaged ({type(error).__name__}: {error}); fetch or save it again")


def _opened(
    source: Source, opened: Opened, media_type: str | None, depth: int
) -> Iterator[Capture | Problem]:
    sort: Sort = "mail" if media_type == MESSAGE else sort_of(source.head(), opened.path)
    if media_type in (None, MESSAGE) and (reader := READERS.get(sort)):
        if depth >= opened.budget.settings.max_depth:
            raise CannotHandle(
                f"packed more than {opened.budget.settings.max_depth} times over; "
                "unpack it or raise files.max_depth"
            )
        empty = True
        for member in reader(source, opened):
            empty = False
            if isinstance(member, Problem):
                yield member
            else:
                opened.budget.member()
                yield from _member(member, opened, depth + 1)
        if empty:
            raise CannotHandle("nothing in it that can be read; save or fetch it again")
        return
    content = source.whole(opened.budget)
    if sort == "empty":
        raise CannotHandle("empty; save the report again")
    if sort == "binary":
        what = binary_sort(content)
        raise CannotHandle(f"{what}, which cannot be read; save it as text, HTML or PDF")
    yield capture_of(opened, content, media_type or MEDIA_TYPES.get(sort, "text/plain"))


def _over(told: Told, other: Told) -> Told:
    """Return what the first says, and the other where it says nothing."""
    return Told(
        by=told.by or other.by,
        url=told.url or other.url,
        title=told.title or other.title,
        outlet=told.outlet or other.outlet,
        published=told.published or other.published,
        authors=told.authors or other.authors,
        language=told.language or other.language,
        encoding=told.encoding or other.encoding,
    )
