"""What a reader of a container takes and gives.

    Source (bytes as a stream, with its head to look at)  ->  Member, Member, Problem, Member ...

Every reader is a function `read_...(source, opened) -> Iterator[Member | Problem]`. A member's
stream is read before the next member is asked for.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Protocol

from reportedly.acquire.containers.limits import Budget, LimitReached
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Problem, Told

HEAD = 65_536  # bytes looked at to tell what something is
MEMBER = " > "  # stands in a path between a container and what it holds
SHOWN = 5  # names of what is left out that a problem lists


class Readable(Protocol):
    """All that is asked of a stream."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, b"" at the end."""


class Source(io.RawIOBase):
    """A stream whose beginning can be looked at before it is read.

    >>> source = Source(io.BytesIO(b"some words"))
    >>> source.head(4), source.read(4), source.read(-1)
    (b'some', b'some', b' words')
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._ahead = b""
        self._at = 0
        self._error: CannotHandle | None = None  # met while looking ahead, not yet raised

    def head(self, size: int = HEAD) -> bytes:
        """Return the next bytes without taking them; fewer only at the end."""
        while len(self._ahead) < size and self._error is None:
            try:
                more = self._stream.read(size - len(self._ahead))
            except LimitReached:
                raise
            except CannotHandle as error:
                # What stands before the damage is good: it is read first.
                self._error = error
                break
            if not more:
                break
            self._ahead += more
        return self._ahead[:size]

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; return how much."""
        size = len(buffer)
        found = self._ahead[:size]
        if not found and self._error is not None:
            error, self._error = self._error, None
            raise error
        found = found or self._stream.read(size)
        self._ahead = self._ahead[size:]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def tell(self) -> int:
        """Return how many bytes were taken."""
        return self._at

    def resume(self) -> bool:
        """Go on behind damage, where the stream can; return whether anything follows."""
        self._ahead, self._error = b"", None
        resume = getattr(self._stream, "resume", None)
        return resume is not None and resume()

    def seekable_file(self, budget: Budget) -> BinaryIO:
        """Return a file that can be read in any order: the input itself, else a copy in memory."""
        stream = self._stream
        if isinstance(stream, io.BytesIO):
            return stream
        on_disk = isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO)
        if isinstance(stream, io.BufferedReader) and on_disk and stream.seekable():
            return stream
        return io.BytesIO(self.whole(budget))

    def whole(self, budget: Budget) -> bytes:
        """Return all that is left; raise `CannotHandle` where that is more than one report."""
        most = budget.settings.max_bytes
        pieces: list[bytes] = []
        size = 0
        while piece := self.read(min(1_000_000, most + 1 - size)):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise budget.too_large()
        return b"".join(pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One thing in a container, as the container holds it.

    Attributes:
        address: What it is called there: a name, an address, a number; "" for the only one.
        stream: Its bytes.
        told: What the container says of it.
        captured_at: When it was fetched or saved, where the container says so.
        media_type: What it is, where its own bytes need not be asked.
    """

    address: str
    stream: Readable
    told: Told = field(default_factory=Told)
    captured_at: datetime | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The container that is being read: its path, and what is known of it from outside."""

    path: str
    budget: Budget
    told: Told = field(default_factory=Told)
    captured_at: datetime | None = None

    def problem(self, reason: str, *, at: str = "", lost: bool = True) -> Problem:
        """Return a problem with the container, or with its member called `at`."""
        return Problem(path=joined(self.path, at), stage="files", reason=reason, lost=lost)


def joined(path: str, address: str) -> str:
    """Return the path of a member.

    >>> joined("news.zip", "monday/a.html"), joined("a.html.gz", "")
    ('news.zip > monday/a.html', 'a.html.gz')
    """
    return f"{path}{MEMBER}{address}" if address else path


def capture_of(opened: Opened, content: bytes, media_type: str) -> Capture:
    """Return the capture of bytes that hold one report."""
    return Capture(
        path=opened.path,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        media_type=media_type,
        told=opened.told,
        captured_at=opened.captured_at,
    )


def left_out(names: Sequence[str]) -> str:
    """Return the reason of a problem with what holds no reports, and loses none.

    >>> left_out(["logo.png"])
    '1 file left out, of a kind that holds no reports: logo.png'
    """
    shown = ", ".join(names[:SHOWN]) + (" ..." if len(names) > SHOWN else "")
    return f"{counted(len(names), 'file')} left out, of a kind that holds no reports: {shown}"


def counted(number: int, what: str) -> str:
    """Return a number with the thing that it counts.

    >>> counted(1, "file"), counted(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"
