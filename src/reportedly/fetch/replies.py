"""One request and its answer: headers and body, or in words why there is none.

    Target, numbers to connect to   ->   Reply(200, headers, bytes)

A request has three clocks: one for connecting, one for silence, and one for the whole. The last
runs in a thread beside it and cuts the line: a server that sends one byte every few seconds is
never silent for long, and would otherwise never end.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.errors import CannotHandle
from reportedly.fetch.addresses import Target, target_of
from reportedly.fetch.limits import FetchSettings

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

PIECE = 65_536
# What is asked for, and its other name. Bodies are unpacked here and not by the library, so that
# one that ends too early is told from a whole one.
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
EITHER_HEADER = 47  # window bits: zlib or gzip, whichever the header says
RAW = -15  # some servers send "deflate" without its header
MOST_NUMBERS = 3  # numbers of one host that are tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes  # unpacked


def ask(
    target: Target,
    numbers: Sequence[str],
    headers: Mapping[str, str],
    settings: FetchSettings,
    *,
    until: float,
    slow: str,
) -> Reply:
    """Return what the server answers.

    `until` is the moment of the monotonic clock to end by, `slow` what to say of one that does not.

    Raises:
        CannotHandle: there is no whole answer within the limits; the message says why.
    """
    from urllib3.exceptions import HTTPError

    deadline = _Deadline(until - time.monotonic())
    try:
        with _connected(target, numbers, settings, deadline) as connection:
            path = target.url if settings.proxy and target.scheme == "http" else target.path
            connection.request(
                "GET", path, headers=headers, preload_content=False, decode_content=False
            )
            response = connection.getresponse()
            kept = {name.lower(): value for name, value in response.headers.items()}
            body = _body(response, kept, settings)
    except (HTTPError, OSError, ValueError, http.client.HTTPException, CannotHandle) as error:
        if deadline.passed:
            raise CannotHandle(slow) from error
        if isinstance(error, CannotHandle):
            raise
        raise CannotHandle(_in_words(error, target, settings)) from error
    finally:
        deadline.cancel()
    if deadline.passed:  # a body without a stated length ends where the line was cut
        raise CannotHandle(slow)
    return Reply(status=response.status, headers=kept, body=body)


class _Deadline:
    """Cuts a connection when its time is up."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._connection: HTTPConnection | None = None
        self._sock: socket.socket | None = None
        self._timer = threading.Timer(max(0.01, seconds), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: HTTPConnection) -> None:
        """Name the connection to cut; again once it is open.

        The connection lets go of its socket when the headers are there, and the body still comes.
        """
        self._connection = connection
        self._sock = connection.sock
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        held = self._connection.sock if self._connection else None
        if sock := held or self._sock:
            with suppress(OSError):
                # Not the method of a TLS socket, which would first forget its encryption.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def cancel(self) -> None:
        """Stop the clock."""
        self._timer.cancel()


# --- the connection ------------------------------------------------------------------------


@contextmanager
def _connected(
    target: Target, numbers: Sequence[str], settings: FetchSettings, deadline: _Deadline
) -> Iterator[HTTPConnection]:
    """Connect to the first of the numbers that answers."""
    from urllib3.exceptions import HTTPError

    failed: Exception = OSError("no number to connect to")
    for number in numbers[:MOST_NUMBERS]:
        connection = _connection(target, number, settings)
        deadline.watch(connection)
        try:
            connection.connect()
        except ssl.SSLError:
            connection.close()
            raise  # another number of the same server has the same certificate
        except (OSError, HTTPError) as error:
            connection.close()
            failed = error
            continue
        try:
            deadline.watch(connection)
            connection.timeout = settings.read_seconds
            if connection.sock is not None:
                connection.sock.settimeout(settings.read_seconds)
            yield connection
        finally:
            connection.close()
        return
    raise failed


def _connection(target: Target, number: str, settings: FetchSettings) -> HTTPConnection:
    """Return a connection that will go to a number, and be known under the name it stands for."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    proxy = target_of(settings.proxy) if settings.proxy else None
    host, port = (proxy.host, proxy.port) if proxy else (number, target.port)
    timeout = settings.connect_seconds
    if target.scheme == "http":
        return HTTPConnection(host, port, timeout=timeout)
    connection = HTTPSConnection(
        host, port, timeout=timeout, server_hostname=target.host, assert_hostname=target.host
    )
    if proxy:
        connection.set_tunnel(target.host, target.port)
    return connection


# --- the body ------------------------------------------------------------------------------


def _body(response: BaseHTTPResponse, headers: Mapping[str, str], settings: FetchSettings) -> bytes:
    """Read the body and unpack it, both only up to the limit."""
    most, way = settings.max_bytes, headers.get("content-encoding", "identity").strip().lower()
    if way not in PACKED | {"", "identity"}:
        raise CannotHandle(f"packed with {way!r}, which was not asked for; save the page by hand")
    stated = headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most:
        raise CannotHandle(_too_large("larger than", most))
    found = bytearray()
    while piece := response.read1(PIECE):
        found += piece
        if len(found) > most:
            raise CannotHandle(_too_large("larger than", most))
    return _unpacked(bytes(found), most) if way in PACKED and found else bytes(found)


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return _inflated(packed, most, EITHER_HEADER)
    except zlib.error:
        pass
    try:
        return _inflated(packed, most, RAW)
    except zlib.error as error:
        raise CannotHandle(f"packed wrongly ({error}); save the page by hand") from error


def _inflated(packed: bytes, most: int, window: int) -> bytes:
    found = b""
    while packed:
        unpacker = zlib.decompressobj(window)
        found += unpacker.decompress(packed, most + 1 - len(found))
        if len(found) > most:
            raise CannotHandle(_too_large("unpacks to more than", most))
        if not unpacker.eof:
            raise CannotHandle("broke off inside a packed page; try again later")
        # What follows is a further packed part; zeros and other padding are none.
        packed = unpacker.unused_data if unpacker.unused_data[:2] == b"\x1f\x8b" else b""
    return found


def _too_large(what: str, most: int) -> str:
    limit = f"{most / 1_000_000:g} MB" if most >= 100_000 else f"{most:,} bytes"
    return f"{what} {limit}; raise fetch.max_bytes if you mean it"


# --- why not -------------------------------------------------------------------------------


def _in_words(error: Exception, target: Target, settings: FetchSettings) -> str:
    """Return what went wrong between us and the server, and what to do."""
    from urllib3.exceptions import (
        ConnectTimeoutError,
        IncompleteRead,
        NewConnectionError,
        ReadTimeoutError,
        SSLError,
    )
    from urllib3.util.ssl_match_hostname import CertificateError

    host, cause = target.host, error
    if isinstance(error, NewConnectionError):  # a sort of ConnectTimeoutError in the library
        return f"{host} takes no connection; check the address, or try again later"
    if isinstance(error, ConnectTimeoutError):
        seconds = f"{settings.connect_seconds:g} s"
        return f"{host} could not be reached within {seconds}; try again later"
    if isinstance(error, ReadTimeoutError | TimeoutError):
        return f"{host} was silent for {settings.read_seconds:g} s; try again later"
    while cause.args and isinstance(cause.args[-1], Exception):
        cause = cause.args[-1]
    if isinstance(cause, ssl.SSLError | SSLError | CertificateError):
        why = getattr(cause, "verify_message", "") or str(cause)
        return f"the connection to {host} is not safe ({why}); check the address"
    if isinstance(cause, IncompleteRead | http.client.IncompleteRead):
        return f"{host} broke off before the end of the page; try again later"
    return f"{host} gave no answer that can be read ({type(cause).__name__}); try again later"
