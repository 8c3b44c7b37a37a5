"""Open bytes or a stream: one report as a capture, a container as the captures of its members."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime

from reportedly.acquire.containers.limits import Budget, FileSettings, LimitReached
from reportedly.acquire.containers.members import (
    Member,
    Opened,
    Readable,
    Source,
    capture_of,
    joined,
)
from reportedly.acquire.containers.sniffing import Sort, binary_sort, sort_of
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Problem, Told

Reader = Callable[[Source, Opened], Iterator[Member | Problem]]
MEDIA_TYPES: dict[Sort, str] = {
    "html": "text/html",
    "text": "text/plain",
    "pdf": "application/pdf",
}
READERS: dict[Sort, Reader] = {}


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
        told=member.told,
        captured_at=member.captured_at,
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
    sort = sort_of(source.head(), opened.path)
    if media_type is None and (reader := READERS.get(sort)):
        if depth >= opened.budget.settings.max_depth:
            raise CannotHandle(
                f"packed more than {opened.budget.settings.max_depth} times over; "
                "unpack it or raise files.max_depth"
            )
        for member in reader(source, opened):
            if isinstance(member, Problem):
                yield member
            else:
                opened.budget.member()
                yield from _member(member, opened, depth + 1)
        return
    content = source.whole(opened.budget)
    if sort == "empty":
        raise CannotHandle("empty; save the report again")
    if sort == "binary":
        raise CannotHandle(f"{binary_sort(content)}, not text or HTML; save it as one of these")
    yield capture_of(opened, content, media_type or MEDIA_TYPES.get(sort, "text/plain"))
