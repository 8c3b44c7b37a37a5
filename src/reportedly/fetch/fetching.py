"""Fetch pages and feeds, politely: an address in, its bytes out, or in words why not.

    url -> known host? robots.txt -> pause -> request -> redirect? once more -> Fetched

One request at a time. What an address answered before is told to its server (`If-None-Match`,
`If-Modified-Since`), which can then say that nothing has changed.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus

from reportedly.errors import CannotHandle
from reportedly.fetch.addresses import (
    Resolve,
    Target,
    check_number,
    checked_numbers,
    joined,
    target_of,
)
from reportedly.fetch.addresses import resolve as system_resolve
from reportedly.fetch.hosts import ROBOTS, Host, check_rules, learn_rules, pause, retry_after
from reportedly.fetch.limits import FetchSettings
from reportedly.fetch.replies import Reply, ask
from reportedly.model import Problem, Visit

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of an address."""

    visit: Visit  # to be remembered for the next time
    content: bytes | None  # None: unchanged since the visit before
    charset: str | None = None  # as the server says; it may be wrong


class Fetcher:
    """Fetches one address after the other, and remembers how each host wants to be treated."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        allow_private: bool = False,
        known: Mapping[str, Visit] | None = None,
        resolve: Resolve = system_resolve,
    ) -> None:
        """Start with what earlier visits (`known`, by address) found."""
        self._settings = settings
        self._allow_private = allow_private
        self.known = known or {}  # may be replaced between two addresses
        self._resolve = resolve
        self._hosts: dict[str, Host] = {}
        self.visits: dict[str, Visit] = {}  # what this run found, by address
        self.unchanged = 0  # addresses that brought nothing new

    def get(self, url: str) -> Fetched | Problem:
        """Return what is at an address, or the problem with it."""
        try:
            found = self._follow(url, _Budget("total_seconds", self._settings))
        except CannotHandle as error:
            return Problem(path=url, stage="fetch", reason=str(error))
        self.visits[url] = found.visit
        self.unchanged += found.content is None
        return found

    def _follow(self, url: str, budget: _Budget) -> Fetched:
        """Go where the address leads, redirect by redirect."""
        before = self.known.get(url)
        target = target_of(url)
        seen = {target.url}
        for _ in range(self._settings.most_redirects + 1):
            host = self._host(target)
            check_rules(host, target, self._settings)
            reply = self._ask(host, target, _conditions(before, target), budget)
            onward = _onward(target, reply)
            if onward is None:
                return _fetched(url, target, reply, before)
            if onward.url in seen:
                raise CannotHandle(f"redirects in a circle, back to {onward.url}; try a browser")
            seen.add(onward.url)
            target = onward
        most = self._settings.most_redirects
        raise CannotHandle(f"redirects more than {most} times; open it in a browser")

    def _host(self, target: Target) -> Host:
        """Return what is known of a host; its robots.txt is asked for first, where that is due."""
        host = self._hosts.setdefault(target.origin, Host())
        now = time.monotonic()
        if host.rules_until is None or host.rules_until <= now:
            learn_rules(host, self._robots(target), self._settings, now)
        return host

    def _robots(self, target: Target) -> Reply | str:
        """Return what a host answers to the request for robots.txt, or why it does not."""
        budget = _Budget("robots_seconds", self._settings)
        here = target_of(target.origin + ROBOTS)
        numbers = self._numbers(here)  # a host that may not be asked at all is told apart
        try:
            for _ in range(self._settings.most_redirects + 1):
                reply = self._request(here, numbers, {}, budget)
                onward = _onward(here, reply)
                if onward is None:
                    return reply
                here, numbers = onward, self._numbers(onward)
        except CannotHandle as error:
            return str(error).split(";")[0]
        return "it redirects too often"

    def _ask(
        self, host: Host, target: Target, conditions: Mapping[str, str], budget: _Budget
    ) -> Reply:
        """Ask when the host may be asked; where it wants a short rest, once more after it."""
        longest = self._settings.longest_wait
        if host.resting and host.free_at - time.monotonic() > longest:
            raise CannotHandle(host.resting)
        for is_last in (False, True):
            self._wait(host, target)
            reply = self._request(target, self._numbers(target), conditions, budget)
            host.free_at = time.monotonic() + pause(host, self._settings)
            rest = retry_after(reply, datetime.now(UTC))
            if rest is None:
                break
            host.free_at = max(host.free_at, time.monotonic() + rest)
            if rest > longest or is_last:
                host.resting = (
                    f"{target.host} wants to be left alone for {rest:.0f} s "
                    f"(answered {reply.status}); run again after that"
                )
                raise CannotHandle(host.resting)
        return reply

    def _wait(self, host: Host, target: Target) -> None:
        """Wait until a host may be asked again."""
        seconds = max(0.0, host.free_at - time.monotonic())
        if seconds > self._settings.longest_wait:
            raise CannotHandle(
                f"{target.host} asks for {seconds:.0f} s between requests, more than "
                "fetch.longest_wait; raise that, or run again later"
            )
        time.sleep(seconds)

    def _request(
        self,
        target: Target,
        numbers: Sequence[str],
        conditions: Mapping[str, str],
        budget: _Budget,
    ) -> Reply:
        headers = {
            "Host": target.origin.partition("://")[2],
            "User-Agent": self._settings.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **conditions,
        }
        with budget.spending() as until:
            return ask(target, numbers, headers, self._settings, until=until, slow=budget.slow)

    def _numbers(self, target: Target) -> list[str]:
        """Return the numbers to connect to, none of them on a private network unless allowed."""
        if self._settings.proxy:
            check_number(target, allow_private=self._allow_private)
            return [target.host]  # the proxy looks it up
        seconds = self._settings.connect_seconds
        allow = self._allow_private
        return checked_numbers(target, self._resolve, seconds, allow_private=allow)


class _Budget:
    """Seconds that the requests for one address may take together; pauses do not count."""

    def __init__(self, limit: str, settings: FetchSettings) -> None:
        self._left: float = getattr(settings, limit)
        self.slow = f"not finished after {self._left:g} s; try again later, or raise fetch.{limit}"

    @contextmanager
    def spending(self) -> Iterator[float]:
        """Give the moment by which to end, and take off what was used of the time left."""
        started = time.monotonic()
        try:
            yield started + self._left
        finally:
            self._left -= time.monotonic() - started


def _onward(target: Target, reply: Reply) -> Target | None:
    """Return where a reply redirects to; None for one that does not."""
    location = reply.headers.get("location", "").strip()
    if reply.status not in MOVED or not location:
        return None
    try:
        return target_of(joined(target, location))
    except CannotHandle as error:
        raise CannotHandle(f"redirects to {location[:200]}: {error}") from error


def _conditions(before: Visit | None, target: Target) -> dict[str, str]:
    """Return the headers that ask for the page only if it has changed since."""
    if before is None or before.final_url != target.url:
        return {}
    asked = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in asked.items() if value}


def _fetched(url: str, target: Target, reply: Reply, before: Visit | None) -> Fetched:
    """Return what a final reply brings; raise `CannotHandle` where that is nothing."""
    now = datetime.now(UTC)
    if reply.status == HTTPStatus.NOT_MODIFIED and before is not None:
        return Fetched(visit=replace(before, visited_at=now), content=None)
    if reply.status not in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
        raise CannotHandle(_refusal(reply.status))
    charset = CHARSET.search(reply.headers.get("content-type", "")[:500])
    visit = Visit(
        url=url,
        final_url=target.url,
        sha256=hashlib.sha256(reply.body).hexdigest(),
        etag=_validator(reply, "etag"),
        last_modified=_validator(reply, "last-modified"),
        visited_at=now,
    )
    return Fetched(
        visit=visit, content=reply.body, charset=charset.group(1).lower() if charset else None
    )


def _validator(reply: Reply, name: str) -> str | None:
    """Return a header that is sent back later, unless it could not be sent safely."""
    value = reply.headers.get(name, "")
    return value if 0 < len(value) <= 500 and value.isascii() and value.isprintable() else None


def _refusal(status: int) -> str:
    try:
        said = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        said = str(status)
    if status in (401, 402, 403, 451):
        return f"answered {said}; open it in a browser, save the page and name the file"
    if status in (404, 410):
        return f"answered {said}; check the address"
    return f"answered {said}; try again later"
