"""Unpack one compressed stream (gzip, bzip2, xz) as it is read, member after member.

    a.html.gz  ->  "a.html.gz": the page         news.warc.gz  ->  "news.warc.gz": the archive

A packed file has no member with a name of its own, so the path stays as it is.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from reportedly.acquire.containers.limits import Budget
from reportedly.acquire.containers.members import Member, Opened, Readable, Source
from reportedly.errors import CannotHandle
from reportedly.model import Problem

CHUNK = 65_536
GZIP = b"\x1f\x8b\x08"
# An xz file names the memory it wants for unpacking; `xz -9` asks for 65 MB.
XZ_MEMORY = 130_000_000


class Unpacker(Protocol):
    """One member of a stream on its way out."""

    @property
    def eof(self) -> bool:
        """Whether the member has ended."""

    @property
    def unused_data(self) -> bytes:
        """What stood behind its end."""

    def unpack(self, packed: bytes, size: int) -> bytes:
        """Return up to `size` bytes more."""

    def waiting(self) -> int:
        """Return how many bytes were taken but not yet unpacked."""


class _Zlib:
    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(wbits=bits)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def unpack(self, packed: bytes, size: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + packed, size)

    def waiting(self) -> int:
        return len(self._inner.unconsumed_tail)


class _Other:
    def __init__(self, inner: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._inner = inner

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def unpack(self, packed: bytes, size: int) -> bytes:
        return self._inner.decompress(packed, size)

    def waiting(self) -> int:
        return int(not self._inner.needs_input)


class _Deflate:
    """With zlib's header, as the standard says, or without, as some servers send it."""

    def __init__(self) -> None:
        self._inner = _Zlib(15)
        self._begun = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def unpack(self, packed: bytes, size: int) -> bytes:
        begun, self._begun = self._begun, True
        try:
            return self._inner.unpack(packed, size)
        except zlib.error:
            if begun:
                raise
            self._inner = _Zlib(-15)
            return self._inner.unpack(packed, size)

    def waiting(self) -> int:
        return self._inner.waiting()


class _Brotli:
    def __init__(self) -> None:
        import brotli  # type: ignore[import-untyped]

        self._inner = brotli.Decompressor()
        self.unused_data = b""
        self._error = brotli.error

    @property
    def eof(self) -> bool:
        return bool(self._inner.is_finished())

    def unpack(self, packed: bytes, size: int) -> bytes:
        try:
            return bytes(self._inner.process(packed, output_buffer_limit=size))
        except self._error as error:
            raise OSError("not brotli") from error

    def waiting(self) -> int:
        return int(not self._inner.can_accept_more_data())


def gzip() -> Unpacker:
    """Return what unpacks a gzip member."""
    return _Zlib(31)


def deflate() -> Unpacker:
    """Return what unpacks HTTP's "deflate"."""
    return _Deflate()


def brotli() -> Unpacker:
    """Return what unpacks HTTP's "br"."""
    return _Brotli()


def bzip2() -> Unpacker:
    """Return what unpacks a bzip2 stream."""
    return _Other(bz2.BZ2Decompressor())


def xz() -> Unpacker:
    """Return what unpacks an xz stream."""
    return _Other(lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=XZ_MEMORY))


class Unpacked:
    """What a compressed stream holds, as a stream; counts against the budget as it is read."""

    def __init__(
        self, stream: Readable, make: Callable[[], Unpacker], budget: Budget, magic: bytes
    ) -> None:
        """Begin with the first member; `make` gives the unpacker of each, `magic` begins each."""
        self._stream, self._make, self._budget, self._magic = stream, make, budget, magic
        self._unpacker: Unpacker | None = make()
        self._packed = b""  # read, not yet given to the unpacker
        self._given = b""  # what the unpacker was given last: the next member may begin in it
        self._lost: CannotHandle | None = None  # damage behind what is given out first
        self._in = self._out = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes; raise where they are damaged or too many."""
        if size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        try:
            found = self._some(min(size, CHUNK)) if size else b""
        except (zlib.error, OSError, lzma.LZMAError) as error:
            raise CannotHandle(f"damaged, cannot be unpacked ({error}); fetch it again") from error
        self._out += len(found)
        self._budget.unpacked(len(found), self._out, self._in)
        return found

    def _some(self, size: int) -> bytes:
        while self._unpacker is not None:
            if self._lost is not None:
                raise self._lost
            packed = b""
            if not self._unpacker.waiting():
                packed = self._packed or self._stream.read(CHUNK)
                if not packed:
                    raise CannotHandle("ends in the middle of what is packed; fetch it again")
                self._given, self._packed = packed, b""
                self._in += len(packed)
            found = self._unpacker.unpack(packed, size)
            if self._unpacker.eof:
                self._next(self._unpacker.unused_data)
            if found:
                return found
        return b""

    def _next(self, rest: bytes) -> None:
        """Go to the member behind the one that ended; zeros between and at the end are padding."""
        self._in -= len(rest)
        rest = rest.lstrip(b"\x00")
        while len(rest) < len(self._magic) and (more := self._stream.read(CHUNK)):
            rest = (rest + more).lstrip(b"\x00")
        self._packed, self._given = rest, b""
        self._unpacker = self._make() if rest else None
        # What follows the last member and is none is ignored, as gzip does; a member behind it
        # shows that something between is lost.
        if rest and not rest.startswith(self._magic) and self.resume():
            self._lost = CannotHandle("damaged between two members; fetch it again")

    def resume(self) -> bool:
        """Go to the next member behind the damage; return whether there is one."""
        if self._lost is not None:
            self._lost = None
            return True
        rest = self._given[1:] + self._packed
        while (at := rest.find(self._magic)) < 0:
            more = self._stream.read(CHUNK)
            if not more:
                self._unpacker = None
                return False
            rest = rest[1 - len(self._magic) :] + more
        self._packed, self._given, self._unpacker = rest[at:], b"", self._make()
        return True


def read_gzip(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield what a gzip file holds."""
    yield _only(Unpacked(source, gzip, opened.budget, GZIP), opened)


def read_bzip2(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield what a bzip2 file holds."""
    yield _only(Unpacked(source, bzip2, opened.budget, b"BZh"), opened)


def read_xz(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield what an xz file holds."""
    yield _only(Unpacked(source, xz, opened.budget, b"\xfd7zXZ\x00"), opened)


def _only(stream: Readable, opened: Opened) -> Member:
    return Member(address="", stream=stream, told=opened.told, captured_at=opened.captured_at)
