"""The stories that are open: loaded once, shown until the project holds something newer.

    project file -> Shelf -> OpenStory, one a story -> Shown, one a day

What was loaded carries the revision of the story in the file, so that what another process adds
shows with the next request. Loading runs in threads of its own; earlier days see days.py.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import replace
from datetime import date

from reportedly import __version__
from reportedly.analysis import days_of, picture_from, published_by, with_versions
from reportedly.errors import ReportedlyError
from reportedly.model import Picture, Problem, Report
from reportedly.present.labels import day_label
from reportedly.present.lookup import Lookup, Numbering, look_up, number
from reportedly.present.shown import DAYS, TITLE, Shown, shown_story
from reportedly.present.words import clipped
from reportedly.serving.days import Job, Line, WorkOut
from reportedly.serving.kept_days import SHARE, KeptDays
from reportedly.serving.numbers import Numbers
from reportedly.settings import Settings
from reportedly.store.database import Project
from reportedly.store.overview import Overview, open_overview, open_snapshot

_WHOLE = 16  # characters of a story's id
# Pictures held at once, in statements: about 12 kB each with their words, so some 1.5 GB at most;
# an earlier day, which shares most rows with its story, counts for a third.
MOST_HELD = 120_000
# How long a request waits for a day, or for what is newer while there is something older to show.
PATIENCE = 5.0
SHORT_PATIENCE = 0.5
UNTITLED = "Untitled story"
Prepare = Callable[["OpenStory"], None]


class Shelf:
    """The open stories of one project."""

    def __init__(
        self,
        path: str,
        settings: Settings,
        work_out: WorkOut,
        *,
        patience: float = PATIENCE,
        prepare: Prepare | None = None,
    ) -> None:
        """Open nothing yet; `settings` are those that the project is filled with.

        `prepare` is called with a story that was loaded, while readers are shown what was held
        of it before, if anything was.
        """
        self._prepare = prepare
        self._path = path
        self._settings = settings
        self._patience = patience
        self._held: OrderedDict[str, OpenStory] = OrderedDict()
        self._loading: dict[tuple[str, str], Future[OpenStory]] = {}
        self._lock = threading.Lock()
        self._loaders = ThreadPoolExecutor(2, thread_name_prefix="load")
        self._preparing = ThreadPoolExecutor(1, thread_name_prefix="prepare")
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
        if not found and len(start) == _WHOLE:
            with open_overview(self._path) as overview:
                former = overview.story_once_called(start)
            found = [former] if former in revisions else []
        return self._open(found[0], revisions[found[0]]) if len(found) == 1 else None

    def open_largest(self) -> None:
        """Begin to load the story that takes longest to load."""
        with suppress(ReportedlyError):  # whoever asks for a page is told
            largest = next(iter(self.revisions()), "")
            if largest:
                self._preparing.submit(self.story, largest)

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
            with self._lock:
                before = self._held.get(story_id)
            story = OpenStory(
                self._path, story_id, revision, self._settings, self._line, before=before
            )
            story.patience = self._patience
            if before is not None:
                self._prepared(story)
            with self._lock:
                self._held[story_id] = story
                self._held.move_to_end(story_id)
                self._make_room()
            if before is None and self._prepare is not None:
                self._preparing.submit(self._prepared, story)
            return story
        finally:
            with self._lock:
                self._loading.pop((story_id, revision), None)

    def _prepared(self, story: OpenStory) -> None:
        if self._prepare is not None:
            with suppress(Exception):  # whoever asks for the view is told
                self._prepare(story)

    def _make_room(self) -> None:
        """Let go of the stories used longest ago, and then of days of the one that is left."""
        while len(self._held) > 1 and sum(one.size for one in self._held.values()) > MOST_HELD:
            self._held.popitem(last=False)

    def close(self) -> None:
        """Let go of everything; a day that is being worked out is left unfinished."""
        for threads in (self._loaders, self._preparing):
            threads.shutdown(wait=False, cancel_futures=True)
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
        self,
        path: str,
        story_id: str,
        revision: str,
        settings: Settings,
        line: Line,
        *,
        before: OpenStory | None = None,
    ) -> None:
        """Load the story from the project; what still holds of `before` is not made again."""
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
        self._kept = KeptDays(self.picture, self._work_out)
        if before is not None:
            self._take_over(before)
        self._one: dict[date, Shown] = {}
        self._numbers: dict[date | None, Numbers] = {}
        self._several: dict[tuple[date | None, int], Shown] = {}

    @property
    def size(self) -> int:
        """How many statements are held, those of its days included."""
        return len(self.picture.statements) + self._kept.size

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
        known = self._one.get(day)
        if known is None:
            picture = self._kept.wait(day, self.patience)
            if picture is None:
                return None
            known = self._of([picture], [day], number([picture, self.picture]))
            self._one[day] = known
            self._make_room([day])
        return known

    def numbers(self, day: date | None, shown: Shown) -> Numbers:
        """Return the statements by number, on a day and as shown on it."""
        if day not in self._numbers:
            self._numbers[day] = Numbers(shown.last)
        return self._numbers[day]

    def over_time(self, day: date | None) -> tuple[Shown, int]:
        """Return the story on its days up to one, and how many of these are still missing."""
        wanted = chosen([one for one in self.days if day is None or one <= day], self._room)
        for one in reversed(wanted):
            self._kept.begin(one)
        ready = {one: picture for one in wanted if (picture := self._kept.now(one)) is not None}
        missing = len(wanted) - len(ready)
        known = (day, len(ready))
        found = self._several.get(known)
        if found is None:
            found = self._beside(day, ready)
            self._several = {known: found}  # the last one asked for; it holds all these days
            self._make_room(wanted)
        return found, missing

    def _beside(self, day: date | None, ready: dict[date, Picture]) -> Shown:
        pictures = [*ready.values(), *([self.picture] if day is None else [])]
        if not pictures:
            waited = self._kept.wait(day, self.patience) if day else None
            pictures = [waited or self.picture]
        shown = self._of(pictures, [*ready], number([*pictures, self.picture]))
        if day is not None:
            return shown
        return replace(
            shown,
            labels=(*shown.labels[: len(ready)], *self._latest.labels),
            isos=(*shown.isos[: len(ready)], ""),
        )

    @property
    def _room(self) -> int:
        """How many days can be held beside each other."""
        return max(2, (MOST_HELD * SHARE) // max(1, len(self.picture.statements)))

    def _make_room(self, but: Sequence[date]) -> None:
        for day in self._kept.let_go(max(0, MOST_HELD - len(self.picture.statements)), but=but):
            self._one.pop(day, None)
            self._numbers.pop(day, None)

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

    def _work_out(self, day: date, now: bool) -> Future[Picture | None]:
        job = Job(
            path=self._path,
            settings=self._settings,
            story=(self.id, self.revision),
            day=day,
            report_ids=self._ids(day),
        )
        return self._line.ask(job, now=now)

    def _ids(self, day: date) -> tuple[str, ...]:
        return tuple(report.id for report in self._members.get(day, ()))

    def _take_over(self, before: OpenStory) -> None:
        """Take the days that what was added since leaves as they were."""
        if self.picture.rulings != before.picture.rulings:
            return
        for day, picture in before._kept.ready().items():
            if self._ids(day) and self._ids(day) == before._ids(day):
                self._kept.take(day, picture)


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


def chosen(days: Sequence[date], most: int = DAYS) -> list[date]:
    """Return the days that stand beside each other: the first, the last, an even choice between.

    They and the latest are at most so many.

    >>> len(chosen([date(2025, 3, day) for day in range(1, 31)]))
    13
    """
    most = max(2, min(most, DAYS))
    if len(days) < most:
        return list(days)
    step = (len(days) - 1) / max(1, most - 2)
    return sorted({days[round(step * index)] for index in range(most - 1)})
