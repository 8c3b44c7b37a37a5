"""Where an address on the web leads, and whether it may be gone to.

    "https://News.example/a b"   ->   Target(https, news.example, 443, /a%20b)
    Target                       ->   [198.51.100.7]

Hosts on private networks are refused unless the user allows them: a page or feed must not make
this computer ask its own router, database or cloud for things. What is checked is the number
that a name stands for, and the connection then goes to that number: a name that is looked up
twice can answer differently the second time.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from reportedly.errors import CannotHandle

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int, float], list[str]]

PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address on the web, taken apart."""

    scheme: str  # "http" or "https"
    host: str  # in lower case and ASCII; an IPv6 number without its brackets
    port: int
    path: str  # with the query; never empty

    @property
    def origin(self) -> str:
        """The address of the server itself."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == PORTS[self.scheme]
        return f"{self.scheme}://{name}" if usual else f"{self.scheme}://{name}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, in one spelling."""
        return self.origin + self.path


def target_of(url: str) -> Target:
    """Return the parts of an address; raise `CannotHandle` for one that is not fetched.

    >>> target_of("HTTP://News.example/a b#top").url
    'http://news.example/a%20b'
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        parts = parse_url(_ascii_host(url.strip()))
    except (LocationParseError, UnicodeError, ValueError) as error:
        raise CannotHandle(f"not an address: {error}; check its spelling") from error
    if parts.scheme not in PORTS:
        raise CannotHandle(
            f"neither http nor https but {parts.scheme or 'nothing'}; save it, and name the file"
        )
    if not parts.host or not parts.host.strip("[]."):
        raise CannotHandle("the address names no host; check its spelling")
    if parts.auth:
        raise CannotHandle("the address holds a user name or password; it is not sent anywhere")
    return Target(
        scheme=parts.scheme,
        host=parts.host.strip("[]").rstrip("."),
        port=parts.port or PORTS[parts.scheme],
        path=parts.request_uri or "/",
    )


def _ascii_host(url: str) -> str:
    """Return an address whose host is spelt as the network knows it."""
    if url.isascii():
        return url
    head, mark, rest = url.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if host.isascii():
        return url
    return head + mark + host.encode("idna").decode("ascii") + rest[len(host) :]


def joined(target: Target, location: str) -> str:
    """Return the address that a redirect from `target` leads to."""
    try:
        return urljoin(target.url, location.strip())
    except ValueError as error:
        raise CannotHandle(f"redirects to what is no address: {location[:200]!r}") from error


def is_public(address: Address) -> bool:
    """Return whether a number belongs to the open network.

    >>> [is_public(ipaddress.ip_address(n)) for n in ("8.8.8.8", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        # An old number inside a new one: what counts is where it leads in the end.
        inner = address.ipv4_mapped or address.sixtofour or _behind_nat(address)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return is_public(address.teredo[1])
    return address.is_global and not address.is_multicast


def _behind_nat(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(address.packed[-4:]) if address in NAT64 else None


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """Return the numbers that a name stands for, best first; give up after some seconds."""
    found: list[str] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, UnicodeError) as error:
            failed.append(OSError(str(error)))

    # The system's own look-up knows no time limit; a thread that hangs is left behind.
    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        why = "no answer" if thread.is_alive() or not failed else str(failed[0])
        raise CannotHandle(f"no address is known for {host} ({why}); check name and network")
    return found


def checked_numbers(
    target: Target, resolve: Resolve, seconds: float, *, allow_private: bool
) -> list[str]:
    """Return the numbers to connect to; raise `CannotHandle` where none is allowed."""
    numbers = resolve(target.host, target.port, seconds)
    allowed = [n for n in numbers if allow_private or is_public(ipaddress.ip_address(n))]
    if not allowed:
        raise _private(target, numbers[0])
    return allowed


def check_number(target: Target, *, allow_private: bool) -> None:
    """Raise `CannotHandle` for a host that is itself a number and not allowed; for a proxy."""
    try:
        address = ipaddress.ip_address(target.host)
    except ValueError:
        if target.host != "localhost":
            return
        address = ipaddress.ip_address("127.0.0.1")
    if not allow_private and not is_public(address):
        raise _private(target, str(address))


def _private(target: Target, number: str) -> CannotHandle:
    return CannotHandle(
        f"{target.host} is {number}, not on the open network; if you mean it, add --allow-private"
    )
