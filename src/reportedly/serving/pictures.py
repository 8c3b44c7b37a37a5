"""The stories that are open: loaded once, shown until the project holds something newer.

    project file -> Shelf -> OpenStory, one a story -> Shown, one a day

What was loaded carries the revision of the story in the file, so that what another process adds
shows with the next request. Loading runs in threads of its own; earlier days see days.py.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import replace
from datetime import date

from reportedly import __version__
from reportedly.analysis import days_of, picture_from, published_by, with_versions
from reportedly.model import Picture, Problem, Report
from reportedly.present.labels import day_label
from reportedly.present.lookup import Lookup, Numbering, look_up, number
from reportedly.present.shown import DAYS, TITLE, Shown, shown_story
from reportedly.present.words import clipped
from reportedly.serving.days import Job, Line, WorkOut
from reportedly.serving.numbers import Numbers
from reportedly.settings import Settings
from reportedly.store.database import Project
from reportedly.store.overview import Overview, open_overview, open_snapshot

# Pictures held at once, in statements: about 12 kB each with their words, so some 1.5 GB at most.
MOST_HELD = 120_000
# How long a request waits for a day, or for what is newer while there is something older to show.
PATIENCE = 5.0
SHORT_PATIENCE = 0.5
UNTITLED = "Untitled story"


class Shelf:
    """The open stories of one project."""

    def __init__(
        self, path: str, settings: Settings, work_out: WorkOut, *, patience: float = PATIENCE
    ) -> None:
        """Open nothing yet; `settings` are those that the project is filled with."""
        self._path = path
        self._settings = settings
        self._patience = patience
        self._held: OrderedDict[str, OpenStory] = OrderedDict()
        self._loading: dict[tuple[str, str], Future[OpenStory]] = {}
        self._lock = threading.Lock()
        self._loaders = ThreadPoolExecutor(2, thread_name_prefix="load")
        self._line = Line(work_out)

    def revisions(self) -> dict[str, str]:
        """Return the revision of each story in the file, the largest story first."""
        with open_overview(self._path) as overview:
            return overview.revisions()

    def story(self, start: str) -> OpenStory | None:
        """Return the story whose id begins so; None where there is not exactly one."""
        revisions = self.revisions()
        found = [key for key in revisions if key.startswith(start)] if start else []
        if start in revisions:
            found = [start]
        return self._open(found[0], revisions[found[0]]) if len(found) == 1 else None

    def _open(self, story_id: str, revision: str) -> OpenStory:
        with self._lock:
            held = self._held.get(story_id)
            if held is not None:
                self._held.move_to_end(story_id)
                if held.revision == revision:
                    return held
            loading = self._loading.get((story_id, revision))
            if loading is None:
                loading = self._loaders.submit(self._load, story_id, revision)
                self._loading[story_id, revision] = loading
        try:
            return loading.result(SHORT_PATIENCE if held is not None else None)
        except NotYet:
            assert held is not None  # else there is no limit to wait for
            held.stale = True
            return held

    def _load(self, story_id: str, revision: str) -> OpenStory:
        try:
            story = OpenStory(self._path, story_id, revision, self._settings, self._line)
            story.patience = self._patience
            with self._lock:
                self._held[story_id] = story
                self._held.move_to_end(story_id)
                self._make_room()
            return story
        finally:
            with self._lock:
                self._loading.pop((story_id, revision), None)

    def _make_room(self) -> None:
        while len(self._held) > 1 and sum(one.size for one in self._held.values()) > MOST_HELD:
            self._held.popitem(last=False)

    def close(self) -> None:
        """Let go of everything; a day that is being worked out is left unfinished."""
        self._loaders.shutdown(wait=False, cancel_futures=True)
        self._line.close()


class OpenStory:
    """One story as saved, and as known on earlier days as these are asked for.

    Attributes:
        id: The story.
        revision: Its state in the file when it was loaded.
        stale: Whether something newer is being loaded.
        picture: Everything at hand.
        days: The earlier days on which it looked otherwise, earliest first.
    """

    def __init__(
        self, path: str, story_id: str, revision: str, settings: Settings, line: Line
    ) -> None:
        """Load the story from the project."""
        self.id = story_id
        self.revision = revision
        self.stale = False
        self.patience = PATIENCE
        self._path = path
        self._settings = settings
        self._line = line
        with open_snapshot(path) as (project, overview):
            self.picture, self._raw = _loaded(project, overview, story_id)
        self._members, self._whole = _by_day(self.picture, self._raw)
        self.days = tuple(self._members)
        self._latest = shown_story(self.picture, {}, version=__version__)
        self._pictures: dict[date, Future[Picture | None]] = {}
        self._lock = threading.Lock()
        self._one: dict[date, Shown] = {}
        self._numbers: dict[date | None, Numbers] = {}
        self._several: dict[tuple[date | None, int], Shown] = {}

    @property
    def size(self) -> int:
        """How many statements are held, those of its days included."""
        parts = [picture for day in self.days if (picture := self._now(day)) is not None]
        return sum(len(one.statements) for one in (self.picture, *parts))

    @property
    def latest_label(self) -> str:
        """What everything at hand is called, in few characters."""
        return self._latest.labels[-1]

    def day_known(self, asked: date | None) -> date | None:
        """Return the day whose picture is that of the day asked for; None for the latest.

        Raises:
            LookupError: nothing was published by then.
        """
        if asked is None or (self._whole is not None and asked >= self._whole):
            return None
        before = [day for day in self.days if day <= asked]
        if not before:
            raise LookupError(asked.isoformat())
        return before[-1]

    def shown_latest(self) -> Shown:
        """Return the story with everything at hand."""
        return self._latest

    def shown(self, day: date | None) -> Shown | None:
        """Return the story as known on one of its days; None while that is being worked out."""
        if day is None:
            return self._latest
        if day not in self._one:
            picture = self._wait(day)
            if picture is None:
                return None
            numbering = number([picture, self.picture])
            self._one[day] = self._of([picture], [day], numbering)
        return self._one[day]

    def numbers(self, day: date | None, shown: Shown) -> Numbers:
        """Return the statements by number, on a day and as shown on it."""
        if day not in self._numbers:
            self._numbers[day] = Numbers(shown.last)
        return self._numbers[day]

    def over_time(self, day: date | None) -> tuple[Shown, int]:
        """Return the story on its days up to one, and how many of these are still missing."""
        wanted = chosen([one for one in self.days if day is None or one <= day])
        for one in reversed(wanted):
            self._ask(one, now=False)
        ready = {one: picture for one in wanted if (picture := self._now(one)) is not None}
        missing = len(wanted) - len(ready)
        known = (day, len(ready))
        if known not in self._several:
            pictures = [*ready.values(), *([self.picture] if day is None else [])]
            if not pictures:
                pictures = [picture] if day and (picture := self._wait(day)) else [self.picture]
            numbering = number([*pictures, self.picture])
            shown = self._of(pictures, [*ready], numbering)
            if day is None:
                shown = replace(
                    shown,
                    labels=(*shown.labels[: len(ready)], *self._latest.labels),
                    isos=(*shown.isos[: len(ready)], ""),
                )
            self._several[known] = shown
        return self._several[known], missing

    def _of(self, pictures: Sequence[Picture], days: Sequence[date], numbering: Numbering) -> Shown:
        lookups: tuple[Lookup, ...] = tuple(
            look_up(replace(one, problems=self.picture.problems), numbering) for one in pictures
        )
        return replace(
            self._latest,
            titles=tuple(clipped(one.story.title, TITLE) or UNTITLED for one in pictures),
            lookups=lookups,
            labels=tuple(day_label(day, day, year=numbering.year) for day in days),
            isos=tuple(day.isoformat() for day in days),
        )

    # --- earlier days --------------------------------------------------------------------

    def _wait(self, day: date) -> Picture | None:
        waiting = self._ask(day, now=True)
        try:
            return waiting.result(self.patience)
        except NotYet:
            return None
        except Exception:
            with self._lock:  # the next reader tries again
                self._pictures.pop(day, None)
            raise

    def _now(self, day: date) -> Picture | None:
        one = self._pictures.get(day)
        failed = one is None or not one.done() or one.exception() is not None
        return None if one is None or failed else one.result()

    def _ask(self, day: date, *, now: bool) -> Future[Picture | None]:
        with self._lock:
            known = self._pictures.get(day)
            if known is None or (now and not known.done()):
                job = Job(
                    path=self._path,
                    settings=self._settings,
                    story=(self.id, self.revision),
                    day=day,
                    report_ids=tuple(report.id for report in self._members[day]),
                )
                known = self._pictures[day] = self._line.ask(job, now=now)
            return known


def _loaded(
    project: Project, overview: Overview, story_id: str
) -> tuple[Picture, tuple[Report, ...]]:
    """Return a story, and its reports with their earlier versions as read."""
    story = next(one for one in project.stories() if one.id == story_id)
    versions, earlier = project.versions()
    problems = tuple(_about(story.title, story.report_ids, overview.problems()))
    picture = picture_from(story, project.story_rows(story), problems)
    picture = with_versions(picture, versions, earlier)
    ids = [report.id for report in (*picture.reports, *picture.earlier)]
    raw = overview.reports(ids)
    return picture, tuple(raw[key] for key in ids)


def _about(title: str, report_ids: Sequence[str], problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems of a story, and those of inputs that belong to none."""
    own = set(report_ids)
    return [
        one
        for one in problems
        if one.report_id in own or (one.report_id is None and (one.lost or one.path == title))
    ]


def _by_day(
    picture: Picture, raw: Sequence[Report]
) -> tuple[dict[date, tuple[Report, ...]], date | None]:
    """Return the reports known on each day before all of them were, and the day they were."""
    whole = {report.id for report in picture.reports}
    found: dict[date, tuple[Report, ...]] = {}
    for day in days_of(picture):
        known = published_by(day, picture.reports, raw, picture.versions)
        ids = {report.id for report in known}
        replaced = {one.earlier for one in picture.versions if one.later in ids}
        if ids - replaced == whole:
            return found, day
        if known:
            found[day] = known
    return found, None


def chosen(days: Sequence[date]) -> list[date]:
    """Return the days that stand beside each other: the first, the last, an even choice between.

    >>> len(chosen([date(2025, 3, day) for day in range(1, 31)]))
    13
    """
    if len(days) < DAYS:
        return list(days)
    step = (len(days) - 1) / (DAYS - 2)
    return sorted({days[round(step * index)] for index in range(DAYS - 1)})
