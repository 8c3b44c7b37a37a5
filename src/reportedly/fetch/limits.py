"""How much a foreign server may cost: the settings of everything that uses the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How addresses are fetched with `--fetch` and `watch`.

    Attributes:
        user_agent: The name given to servers; its first word is looked for in robots.txt. Add an
            address where a site can reach you.
        connect_seconds: Longest wait for a connection, and for the address of a host.
        read_seconds: Longest silence of a server.
        total_seconds: Longest time for one address, with all its redirects; a server that
            sends a byte now and then is cut off here, in the midst of a safe greeting (TLS)
            up to `connect_seconds` later.
        robots_seconds: The same for robots.txt.
        robots_hours: How long a robots.txt holds before it is asked for again.
        max_bytes: Largest answer, as sent and as unpacked; a news page is seldom above 1 MB.
        most_redirects: Redirects that are followed for one address.
        delay_seconds: Pause between two requests to one host; its robots.txt may ask for more.
        longest_wait: Longest pause that a host may ask for; beyond it, it is left alone.
        proxy: Address of a proxy, as `http://proxy.example:3128`; those that the environment
            names are not used. A proxy looks up names itself, so only addresses written as
            numbers are then checked for private networks.
    """

    user_agent: str = "reportedly (reads news reports; heeds robots.txt)"
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    robots_seconds: float = 15.0
    robots_hours: float = 24.0
    max_bytes: int = 32_000_000
    most_redirects: int = 5
    delay_seconds: float = 1.0
    longest_wait: float = 60.0
    proxy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """How feeds are watched.

    Attributes:
        most_entries: New or changed entries that are taken from one feed in one round; the rest
            waits for the next. Few feeds list more than a hundred.
    """

    most_entries: int = 100
