"""Who may talk to the local app, and what its pages may do.

    request -> Guard: host, key, origin, size -> the app -> Guard: headers -> response

Any page that a browser has open can send requests to a server on the same machine. So the app
answers only to its own names (a rebound host name is none of them), only to a browser that
opened the address with the key of this run, and takes writes only from its own pages.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" a browser also hides the origin of a form, which writes are judged by.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
READING = frozenset({"GET", "HEAD"})
UPLOAD = "/add"
MOST_UPLOADED = 256 * 2**20  # bytes: a thousand saved pages with their scripts
MOST_SENT = 64 * 2**10  # bytes of any other form
STRANGER = (
    "This page needs the key of this run. Open the address that `reportedly serve` printed "
    "when it started.\n"
)
# A page, not a redirect: after a redirect from elsewhere a browser would keep the cookie back.
ENTRY = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>reportedly</title>'
    '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">'
    '<meta http-equiv="refresh" content="0;url={url}"></head>'
    '<body><p><a href="{url}">Open the stories</a></p></body></html>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may talk to the app.

    Attributes:
        key: The secret of this run.
        host: The address it listens on.
        port: The port; 0 where it is not known, as in a test.
        read_only: Whether nothing may be written.
    """

    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    host: str = "127.0.0.1"
    port: int = 0
    read_only: bool = False

    @property
    def cookie(self) -> str:
        """Return the name of the cookie; browsers do not tell ports apart."""
        return f"reportedly-{self.port}"

    def knows(self, name: str) -> bool:
        """Return whether the app answers to a host name.

        >>> Access().knows("localhost"), Access().knows("news.example")
        (True, False)
        """
        if name in LOOPBACK or name == self.host.lower():
            return True
        # On an open address any number is this machine; a name may be one bound to it by others.
        return not is_loopback(self.host) and _address(name) is not None

    def opening_url(self) -> str:
        """Return the address to open in a browser."""
        shown = "127.0.0.1" if _is_any(self.host) else self.host
        name = f"[{shown}]" if ":" in shown else shown
        return f"http://{name}:{self.port}/?{urlencode({'key': self.key})}"


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    address = _address(host)
    return host.lower() == "localhost" or (address is not None and address.is_loopback)


def _is_any(host: str) -> bool:
    address = _address(host)
    return address is not None and address.is_unspecified


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


class Guard:
    """Lets a request through to the app, or answers it itself."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        """Stand before `app`."""
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", "no-store")
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        request = Request(scope)
        answer = self._refused(request) or self._entered(request)
        if answer is not None:
            await answer(scope, receive, sending)
            return
        limit = MOST_UPLOADED if request.url.path == UPLOAD else MOST_SENT
        if _length(request.headers) > limit:
            await _too_much(limit)(scope, receive, sending)
            return
        await self._app(scope, _counting(receive, limit), sending)

    def _refused(self, request: Request) -> Response | None:
        """Return why a request is not for this app; None where it is."""
        if not self._access.knows(_name(request.headers.get("host", ""))):
            return _no(421, "This server does not answer to that host name.")
        if request.method not in (*READING, "POST"):
            return _no(405, "Only GET, HEAD and POST are known here.")
        if request.method in READING:
            return None
        if not _own(request):
            return _no(403, "Changes are taken only from the pages of this app.")
        if self._access.read_only:
            return _no(403, "This project is served to be read only.")
        return None

    def _entered(self, request: Request) -> Response | None:
        """Return how to get in, for a browser that is not in yet."""
        given = parse_qs(request.url.query).get("key", [])
        if request.method in READING and given and self._is_key(given[0]):
            return self._welcome(request)
        if self._is_key(_cookie(request, self._access.cookie)):
            return None
        return _no(403, STRANGER)

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._access.key.encode())

    def _welcome(self, request: Request) -> Response:
        rest = [pair for pair in request.query_params.multi_items() if pair[0] != "key"]
        query = f"?{urlencode(rest)}" if rest else ""
        # One slash: two would begin the address of another server.
        path = "/" + request.url.path.lstrip("/\\")
        url = f"{path}{query}".replace("&", "&amp;").replace('"', "%22").replace("<", "%3C")
        response = HTMLResponse(ENTRY.format(url=url))
        response.set_cookie(
            self._access.cookie, self._access.key, httponly=True, samesite="strict", path="/"
        )
        return response


def _no(status: int, words: str) -> Response:
    return PlainTextResponse(words, status)


def _too_much(limit: int) -> Response:
    return _no(413, f"More than {limit:,} bytes at once are not taken; add them from the shell.")


def _name(host: str) -> str:
    """Return the name in a Host header, without its port.

    >>> _name("localhost:8000"), _name("[::1]:80"), _name("::1")
    ('localhost', '::1', '')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _cookie(request: Request, name: str) -> str:
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _own(request: Request) -> bool:
    """Return whether a page of this app sends the request."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("origin") == f"{request.url.scheme}://{request.headers['host']}"


def _length(headers: Headers) -> int:
    stated = headers.get("content-length", "0")
    return int(stated) if stated.isascii() and stated.isdigit() else MOST_UPLOADED + 1


class TooMuchSent(Exception):
    """A body went on past its limit."""


def _counting(receive: Receive, limit: int) -> Receive:
    """Return `receive`, which breaks off once more than `limit` bytes came."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > limit:
            raise TooMuchSent
        return message

    return counted


def too_much_sent(request: Request, error: Exception) -> Response:
    """Answer a request whose body went on past its limit."""
    return _too_much(MOST_UPLOADED if request.url.path == UPLOAD else MOST_SENT)
