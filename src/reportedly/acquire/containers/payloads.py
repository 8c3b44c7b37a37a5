"""Undo what a server did to a page for its way: chunks and compression, as HTTP names them.

Archives keep these headers both with the bytes as sent and with bytes long unpacked, so each is
undone only where the bytes show it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from reportedly.acquire.containers.compressed import Unpacked, Unpacker, brotli, deflate, gzip
from reportedly.acquire.containers.limits import Budget, LimitReached
from reportedly.acquire.containers.members import Source
from reportedly.acquire.containers.sniffing import binary_sort
from reportedly.errors import CannotHandle

CHUNK_SIZE = re.compile(rb"[ \t]{0,8}([0-9a-fA-F]{1,8})[ \t]{0,8}(?:;[^\r\n]{0,200})?\r?\n")
MAGIC = {"gzip": b"\x1f\x8b", "deflate": b"", "br": b""}
UNPACKERS: dict[str, Callable[[], Unpacker]] = {"gzip": gzip, "deflate": deflate, "br": brotli}
MOST_ENCODINGS = 3


def decoded_payload(payload: bytes, *, transfer: str, encoding: str, budget: Budget) -> bytes:
    r"""Return the body of a reply as the browser saw it.

    >>> from reportedly.acquire.containers.limits import FileSettings
    >>> budget = Budget(FileSettings())
    >>> chunks = b"5\r\nShut \r\n4\r\nnow.\r\n0\r\n\r\n"
    >>> decoded_payload(chunks, transfer="chunked", encoding="", budget=budget)
    b'Shut now.'
    """
    if "chunked" in transfer.lower():
        payload = _without_chunks(payload, budget)
    names = [name.strip().lower().removeprefix("x-") for name in encoding.split(",")]
    for name in reversed(names[:MOST_ENCODINGS]):
        if name in UNPACKERS:
            payload = _unpacked(payload, name, budget)
    return payload


def _without_chunks(payload: bytes, budget: Budget) -> bytes:
    """Return the bytes between the sizes; all as it is where it does not begin with one."""
    pieces: list[bytes] = []
    at = 0
    while head := CHUNK_SIZE.match(payload, at):
        size = int(head.group(1), 16)
        if not size:
            return b"".join(pieces)
        if head.end() + size > len(payload):
            raise CannotHandle("ends in the middle of a chunk; fetch it again")
        pieces.append(payload[head.end() : head.end() + size])
        at = head.end() + size
        at += 2 if payload[at : at + 2] == b"\r\n" else 1
    if at and at < len(payload):
        raise CannotHandle("its chunks are damaged; fetch it again")
    return b"".join(pieces) or payload


def _unpacked(payload: bytes, name: str, budget: Budget) -> bytes:
    if not payload.startswith(MAGIC[name]):
        return payload
    try:
        stream = Unpacked(io.BytesIO(payload), UNPACKERS[name], budget, MAGIC[name])
        return Source(stream).whole(budget)
    except LimitReached:
        raise
    except CannotHandle:
        # Only gzip has a mark of its own: these may be bytes that were unpacked before.
        if name == "gzip" or binary_sort(payload):
            raise
        return payload
