"""Watch feeds: read each, fetch what is new or changed, and keep it in a project.

    feed -> entries -> new or changed? -> its page, else the entry's own text -> project

What was seen is remembered in the project, so that the next round, or the next run, asks only for
what came since. An entry whose page cannot be fetched is tried a few times more, then let be.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reportedly.acquire.containers.entries import Entry, member_of
from reportedly.acquire.containers.feeds import Feed, parse_feed, parse_json_feed
from reportedly.acquire.containers.opening import open_bytes
from reportedly.acquire.containers.sniffing import sort_of
from reportedly.errors import CannotHandle, UsageError
from reportedly.fetch.fetching import Fetched, Fetcher
from reportedly.model import Capture, FeedEntry, Problem, Report
from reportedly.projects import analysed_again
from reportedly.reading import read_each, reports_of
from reportedly.settings import Settings, read_settings
from reportedly.store.database import Project, open_project

TRIES = 3  # rounds in which the page of an entry is asked for before it is let be
Found = tuple[Capture, Report] | Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One thing that a round of watching brought."""

    feed: str
    report: Report | None = None  # None: a problem
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one look at all feeds brought."""

    arrivals: tuple[Arrival, ...]
    reports: int  # in the project now, versions counted once
    stories: int

    @property
    def summary(self) -> str:
        """How much came in, and how much there is now."""
        brought = sum(arrival.report is not None for arrival in self.arrivals)
        return f"{brought} came in; reports in all: {self.reports}, stories: {self.stories}"


def arrival_line(arrival: Arrival) -> str:
    """Return a report that came in as one line: day, outlet, headline, address."""
    report = arrival.report
    if report is None:
        return ""
    day = report.published_from.isoformat() if report.published_from else "no date"
    parts = (day, report.outlet or "outlet not stated", report.title or "no headline")
    line = "  ".join((*parts, report.url or report.path))
    return "".join(c if c.isprintable() else " " for c in line)


def watch(
    feeds: Sequence[str],
    project: str,
    *,
    every: float,
    once: bool,
    config: str | None = None,
    allow_private: bool = False,
) -> Iterator[Round]:
    """Yield what each round brings; between two rounds pass `every` minutes. Ctrl-C ends a pause.

    The project is open only while a round lasts, so that others can read it and add to it.
    """
    for feed in feeds:
        if not feed.lower().startswith(("http://", "https://")):
            raise UsageError(f"{feed} is no address of a feed; it begins with http:// or https://")
    settings = read_settings(config)
    fetcher = Fetcher(settings.fetch, allow_private=allow_private)
    while True:
        with open_project(project, create=True) as kept:
            fetcher.known = kept.visits()
            yield _round(feeds, kept, fetcher, settings)
        if once:
            return
        try:
            time.sleep(60 * every)
        except KeyboardInterrupt:
            return


def _round(feeds: Sequence[str], kept: Project, fetcher: Fetcher, settings: Settings) -> Round:
    arrivals = [one for feed in feeds for one in _look_at(feed, kept, fetcher, settings)]
    held = _held(kept)
    # Also what an interrupted round has left behind without a story.
    if any(report.id not in held for report in kept.reports()):
        analysed_again(kept, settings)
    stories = kept.stories()
    reports = sum(len(story.report_ids) for story in stories)
    return Round(arrivals=tuple(arrivals), reports=reports, stories=len(stories))


def _held(kept: Project) -> set[str]:
    """Return the reports that are in a story, or are an earlier version of one."""
    found = {report_id for story in kept.stories() for report_id in story.report_ids}
    versions, _ = kept.versions()
    return found | {version.earlier for version in versions}


def _look_at(feed: str, kept: Project, fetcher: Fetcher, settings: Settings) -> Iterator[Arrival]:
    """Yield what is new in one feed."""
    fetched = fetcher.get(feed)
    if isinstance(fetched, Problem):
        yield Arrival(feed=feed, problem=fetched)
        return
    if fetched.content is None:
        return
    try:
        entries = _parsed(fetched.content, fetched).entries
    except CannotHandle as error:
        yield Arrival(feed=feed, problem=Problem(path=feed, stage="watch", reason=str(error)))
        return
    seen = kept.feed_entries(feed)
    fresh = [entry for entry in entries if _is_fresh(entry, seen)]
    for entry in fresh[: settings.watch.most_entries]:
        yield from _take(feed, entry, seen.get(entry.address), kept, fetcher, settings)
    is_done = len(fresh) <= settings.watch.most_entries and not any(
        0 < row.tries < TRIES for row in kept.feed_entries(feed).values()
    )
    if is_done:  # else the feed must come again, although it has not changed
        kept.remember([fetched.visit])


def _parsed(content: bytes, fetched: Fetched) -> Feed:
    sort = sort_of(content)
    if sort == "json feed":
        return parse_json_feed(content)
    if sort == "feed":
        return parse_feed(content, encoding=fetched.charset)
    raise CannotHandle("not a feed; look on the site for the address of its RSS or Atom feed")


def _is_fresh(entry: Entry, seen: dict[str, FeedEntry]) -> bool:
    before = seen.get(entry.address)
    if before is None or before.stamp != _stamp(entry):
        return bool(entry.told.url or entry.whole)
    return 0 < before.tries < TRIES


def _stamp(entry: Entry) -> str:
    """Return what changes when an entry does."""
    told = entry.told
    words = "\n".join(str(part) for part in (told.title, told.published, entry.html, entry.text))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _take(
    feed: str,
    entry: Entry,
    before: FeedEntry | None,
    kept: Project,
    fetcher: Fetcher,
    settings: Settings,
) -> Iterator[Arrival]:
    """Bring one entry into the project, and remember that it was seen."""
    found = list(_read(feed, entry, fetcher, settings))
    added, _ = kept.add(found)
    if entry.told.url in fetcher.visits:
        kept.remember([fetcher.visits[entry.told.url]])
    problems = [one for one in found if isinstance(one, Problem) and one.lost]
    tried = before.tries if before and before.stamp == _stamp(entry) else 0
    kept.remember_entry(
        FeedEntry(
            feed=feed,
            address=entry.address,
            stamp=_stamp(entry),
            tries=tried + 1 if problems else 0,
            seen_at=datetime.now(UTC).replace(microsecond=0),
        )
    )
    for one in found:
        if isinstance(one, Problem):
            yield Arrival(feed=feed, problem=one)
        elif added:
            yield Arrival(feed=feed, report=one[1])


def _read(feed: str, entry: Entry, fetcher: Fetcher, settings: Settings) -> list[Found]:
    """Return the page behind an entry; where there is none to be had, the entry's own text."""
    found: list[Found] = []
    if entry.told.url:
        found = list(read_each([entry.told.url], settings, fetcher=fetcher))
        if not entry.whole or not any(isinstance(one, Problem) and one.lost for one in found):
            return found
    content = member_of(entry).stream.read()
    path = entry.told.url or f"{feed} > {entry.address}"
    captures = open_bytes(path, content, settings.files, told=entry.told)
    return list(reports_of(captures, settings))
