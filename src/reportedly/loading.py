"""What the commands on inputs do: inputs in, results out. No printing, no options.

load -> Loaded -> inspected, compared, answered, analysed
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from reportedly.acquire.files import read_meta
from reportedly.analysis import Analysis, analyse, pictures_by_day
from reportedly.cluster.stories import id_of_story
from reportedly.cluster.versions import find_versions
from reportedly.errors import UsageError
from reportedly.fetch.fetching import Fetcher
from reportedly.memory import Memory, Overlay, ShortMemory
from reportedly.model import (
    Attribution,
    Figure,
    Given,
    Mention,
    Picture,
    PlaceMention,
    Problem,
    Report,
    Ruling,
    Sentence,
    Statement,
    Story,
    TimeMention,
)
from reportedly.pipeline import annotate
from reportedly.present.answer_rows import By, answer_rows
from reportedly.present.comparison import compare_record, version_record
from reportedly.present.inspection import inspect_record
from reportedly.reading import read
from reportedly.runners.base import Runner
from reportedly.runners.counted import CountedRunner, Tell
from reportedly.runners.local import LocalRunner
from reportedly.runners.processes import ProcessRunner
from reportedly.settings import Settings, read_settings
from reportedly.side_files import read_sides
from reportedly.store.database import is_project, open_project

DAYS_SHOWN = 31  # more daily pictures than this make a page nobody can step through


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Inputs that were read, and what is needed to go on with them."""

    reports: tuple[Report, ...]  # as read: dates not yet inferred
    problems: tuple[Problem, ...]
    settings: Settings
    runner: Runner
    memory: Memory
    rulings: tuple[Ruling, ...] = ()  # sides declared, and the log of a project


def runner_for(jobs: int, tell: Tell | None = None) -> Runner:
    """Return what runs the stages in so many processes, and tells how far it is."""
    runner = LocalRunner() if jobs == 1 else ProcessRunner(jobs)
    return CountedRunner(runner, tell) if tell else runner


@contextmanager
def load(
    *,
    paths: Sequence[str],
    meta: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    lang: str | None = None,
    config: str | None = None,
    sides: str | None = None,
    jobs: int = 1,
    fetch: bool = False,
    allow_private: bool = False,
    tell: Tell | None = None,
) -> Iterator[Loaded]:
    """Read files, folders, standard input, addresses, or the reports of one project file."""
    settings, declared = read_settings(config), read_sides(sides)
    runner = runner_for(jobs, tell)
    if len(paths) == 1 and is_project(paths[0]):
        with open_project(paths[0]) as project:
            yield Loaded(
                reports=tuple(project.reports()),
                problems=tuple(project.problems()),
                settings=settings,
                runner=runner,
                memory=Overlay(project),
                rulings=(*declared, *project.rulings()),
            )
        return
    reading = read(
        paths,
        settings,
        meta=read_meta(meta) if meta else (),
        given=given_for(outlet, published, lang),
        fetcher=Fetcher(settings.fetch, allow_private=allow_private) if fetch else None,
    )
    yield Loaded(
        reports=reading.reports,
        problems=reading.problems,
        settings=settings,
        runner=runner,
        memory=ShortMemory(),
        rulings=declared,
    )


def given_for(outlet: str | None, published: str | None, language: str | None) -> Given:
    """Return what the user says of all inputs; a date that is none is refused."""
    if published is not None:
        try:
            datetime.fromisoformat(published)
        except ValueError as error:
            raise UsageError(f"not a date: {published!r}; write it as 2024-08-07") from error
    return Given(outlet=outlet, published=published, language=language)


def day_from(words: str) -> date:
    """Return the day that `YYYY-MM-DD` names.

    >>> day_from("2025-03-04")
    datetime.date(2025, 3, 4)
    """
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"not a day: {words!r}; write it as YYYY-MM-DD") from error


# --- files in, result out ------------------------------------------------------------------


def inspected(loaded: Loaded) -> Iterator[dict[str, Any]]:
    """Yield the record of each report, in the order of the input."""
    facts = annotate(loaded.reports, loaded.settings, runner=loaded.runner, memory=loaded.memory)
    by_id = {report.id: report for report in loaded.reports}
    versions: dict[str, list[dict[str, Any]]] = {}
    for version in find_versions(loaded.reports, loaded.settings.versions):
        record = version_record(version, by_id)
        versions.setdefault(version.earlier, []).append(record)
        versions.setdefault(version.later, []).append(record)
    for one in facts:
        yield inspect_record(
            one.report,
            one.of(Sentence),
            one.of(Mention),
            one.of(TimeMention),
            one.of(Figure),
            one.of(PlaceMention),
            one.of(Attribution),
            one.of(Statement),
            one.problems,
            versions.get(one.report.id, ()),
        )


def compared(loaded: Loaded, *, as_of: date | None) -> dict[str, Any]:
    """Return the comparison of the whole input as one record."""
    analysis = _analyse(loaded, as_of)
    days = {picture.story.id: _days(picture, loaded) for picture in analysis.pictures}
    problems = (*loaded.problems, *analysis.problems)
    return compare_record(
        analysis.reports,
        analysis.copies,
        analysis.pictures,
        days,
        problems,
        analysis.versions,
        analysis.earlier,
    )


def answered(
    loaded: Loaded, by: By, *, as_of: date | None, story: str | None
) -> Iterator[dict[str, Any]]:
    """Yield who says what on each question as rows, under the headings asked for."""
    for picture in analysed(loaded, as_of=as_of, story=story).pictures:
        yield from answer_rows(picture, by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The stories to show, what was known of each by day, and everything unread."""

    loaded: Loaded
    analysis: Analysis
    pictures: tuple[Picture, ...]  # the stories asked for
    problems: tuple[Problem, ...]

    def days(self, picture: Picture) -> dict[date, Picture]:
        """Return the story as known on each of its days; computed when asked for."""
        return _days(picture, self.loaded)

    def whole(self, picture: Picture) -> Picture:
        """Return the story with all that could not be read, which belongs to no story."""
        return replace(picture, problems=self.problems)


def analysed(loaded: Loaded, *, as_of: date | None, story: str | None) -> Result:
    """Analyse the input; `story` picks one by its number in the list, or the start of its id."""
    analysis = _analyse(loaded, as_of)
    pictures = analysis.pictures
    if story is not None:
        pictures = (chosen_story(story, pictures),)
    return Result(
        loaded=loaded,
        analysis=analysis,
        pictures=pictures,
        problems=(*loaded.problems, *analysis.problems),
    )


def chosen_story(wanted: str, pictures: Sequence[Picture]) -> Picture:
    """Return the story with this number (from 1), id, start of an id, or title."""
    return pictures[story_place(wanted, [picture.story for picture in pictures])]


def story_place(wanted: str, stories: Sequence[Story]) -> int:
    """Return where in a list the story stands that a user names as in `chosen_story`."""
    if wanted.isdigit() and 1 <= int(wanted) <= len(stories):
        return int(wanted) - 1
    for place, story in enumerate(stories):
        if wanted and (story.id.startswith(wanted) or story.title == wanted):
            return place
    for place, story in enumerate(stories):  # an id that it had before an earlier report came in
        if wanted and any(id_of_story(one).startswith(wanted) for one in story.report_ids):
            return place
    listed = "; ".join(f"{n} {story.title}" for n, story in enumerate(stories[:9], 1))
    raise UsageError(f"no story {wanted!r}; there are: {listed or 'none'}")


def same_story(picture: Picture, others: Sequence[Picture]) -> Picture | None:
    """Return the story that most reports of `picture` were in on another day."""
    own = {report.id for report in picture.reports}
    shared = [(sum(r.id in own for r in other.reports), -n) for n, other in enumerate(others)]
    most, place = max(shared, default=(0, 0))
    return others[-place] if most else None


def _analyse(loaded: Loaded, as_of: date | None) -> Analysis:
    return analyse(
        loaded.reports,
        loaded.settings,
        runner=loaded.runner,
        memory=loaded.memory,
        as_of=as_of,
        rulings=loaded.rulings,
    )


def _days(picture: Picture, loaded: Loaded) -> dict[date, Picture]:
    return pictures_by_day(
        picture,
        loaded.reports,
        loaded.settings,
        memory=loaded.memory,
        most=DAYS_SHOWN,
        rulings=loaded.rulings,
    )
