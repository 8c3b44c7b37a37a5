"""How each host wants to be treated: its robots.txt, its pauses, and whether it wants rest.

robots.txt says no          ->  nothing of it is fetched
robots.txt cannot be read   ->  nothing either, as RFC 9309 has it, until it can
no robots.txt               ->  everything may be fetched
429 or 503 with Retry-After ->  the host is left alone for that long
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from reportedly.errors import CannotHandle
from reportedly.fetch.addresses import Target
from reportedly.fetch.limits import FetchSettings
from reportedly.fetch.replies import Reply

if TYPE_CHECKING:
    from protego import Protego

ROBOTS = "/robots.txt"
MOST_ROBOTS = 512_000  # bytes that are read, as RFC 9309 and the large search engines do
REST = 60.0  # seconds, where a server wants to be left alone and does not say for how long


@dataclass(slots=True, kw_only=True)
class Host:
    """What is known of one server in this run; moments are of the monotonic clock."""

    rules: Protego | None = None  # None: everything may be fetched
    unreadable: str | None = None  # why robots.txt could not be read
    rules_until: float | None = None  # None: not asked for yet
    free_at: float = 0.0  # the next request waits until then
    resting: str | None = None  # what it answered when it wanted to be left alone


def learn_rules(host: Host, reply: Reply | str, settings: FetchSettings, now: float) -> None:
    """Take in the answer to the request for robots.txt, or the reason why there is none."""
    from protego import Protego

    host.rules, host.unreadable = None, None
    host.rules_until = now + 3600 * settings.robots_hours
    if isinstance(reply, str):
        host.unreadable = reply
    elif reply.status == 200:
        host.rules = Protego.parse(reply.body[:MOST_ROBOTS].decode("utf-8-sig", "replace"))
    elif not 400 <= reply.status < 500 or reply.status == 429:
        host.unreadable = f"it answered {reply.status}"


def check_rules(host: Host, target: Target, settings: FetchSettings) -> None:
    """Raise `CannotHandle` where the host does not want the address to be fetched."""
    if host.unreadable is not None:
        raise CannotHandle(
            f"robots.txt of {target.host} could not be read ({host.unreadable}), so nothing is "
            "fetched there; try again later, or save the page and name the file"
        )
    if host.rules and not host.rules.can_fetch(target.url, agent_token(settings)):
        raise CannotHandle(
            f"robots.txt of {target.host} asks programs to leave it alone; "
            "save the page from a browser, and name the file"
        )


def pause(host: Host, settings: FetchSettings) -> float:
    """Return the seconds to leave between two requests to a host."""
    asked = host.rules.crawl_delay(agent_token(settings)) if host.rules else None
    return max(settings.delay_seconds, asked or 0.0)


def agent_token(settings: FetchSettings) -> str:
    """Return the name that robots.txt is searched for.

    >>> agent_token(FetchSettings())
    'reportedly'
    """
    return re.split(r"[/\s]", settings.user_agent.strip())[0]


def retry_after(reply: Reply, now: datetime) -> float | None:
    """Return for how many seconds a server wants to be left alone; None: it does not.

    >>> busy = Reply(status=429, headers={"retry-after": "120"}, body=b"")
    >>> retry_after(busy, datetime(2025, 3, 4, tzinfo=UTC))
    120.0
    """
    if reply.status not in (429, 503):
        return None
    stated = reply.headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        until = parsedate_to_datetime(stated)
    except (TypeError, ValueError):
        return REST
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
