"""What the commands on a project file do: reports in, rows and files out. No printing.

add_to_project, story_rows, statement_rows, figure_rows, change_rows, version_rows, search_rows,
export_project
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reportedly.acquire.files import read_meta
from reportedly.adding import Outcome, made_by, renew_added
from reportedly.analysis import analyse, picture_from, with_versions
from reportedly.errors import UsageError
from reportedly.fetch.fetching import Fetcher
from reportedly.loading import chosen_story, given_for, runner_for, same_story
from reportedly.memory import Overlay
from reportedly.model import Given, Picture, Problem
from reportedly.present import changes, day_changes, listings
from reportedly.present import figure_rows as figures
from reportedly.present.collapsing import collapsed, collapsed_story
from reportedly.present.listings import Filters
from reportedly.present.origin_rows import origin_dot
from reportedly.reading import read_each
from reportedly.renewing import renew
from reportedly.runners.counted import Tell
from reportedly.settings import Settings, read_settings
from reportedly.side_files import newly_declared, read_sides
from reportedly.store.database import Project, open_project


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding to a project did."""

    summary: str
    problems: tuple[Problem, ...]


def add_to_project(
    project: str,
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
) -> Added:
    """Read inputs into a project file, made where there is none, and analyse what is new."""
    if not paths:
        raise UsageError("name the files or folders to add")
    settings, declared = read_settings(config), read_sides(sides)
    rows, given = read_meta(meta) if meta else (), given_for(outlet, published, lang)
    with open_project(project, create=True) as kept:
        # What the user says of an address must reach its page also where that is unchanged.
        known = {} if rows or given != Given() else kept.visits()
        fetcher = Fetcher(settings.fetch, allow_private=allow_private, known=known)
        inputs = read_each(
            paths, settings, meta=rows, given=given, fetcher=fetcher if fetch else None
        )
        added, problems = kept.add(inputs)
        kept.remember(fetcher.visits.values())
        kept.rule(newly_declared(declared, kept.rulings(), datetime.now(UTC)))
        found = analysed_again(kept, settings, jobs=jobs, tell=tell)
    summary = (
        f"{project}: {_count(added, 'report')} added, {found.reports} in all, "
        f"{_count(found.stories, 'story', 'stories')}"
    )
    if found.versions:
        summary += f", {_count(found.versions, 'earlier version')}"
    if fetcher.unchanged:
        summary += f"; {_count(fetcher.unchanged, 'address', 'addresses')} unchanged"
    return Added(summary=summary, problems=(*problems, *found.problems))


def analysed_again(
    kept: Project, settings: Settings, *, jobs: int = 1, tell: Tell | None = None
) -> Outcome:
    """Analyse what is new or ruled otherwise in a project open for writing, and save it."""
    runner = runner_for(jobs, tell)
    done = renew_added(kept, settings, runner=runner)
    if done is not None:
        return done
    log = kept.rulings()
    found = renew(kept.reports(), settings, runner=runner, memory=kept, rulings=log)
    stories = [one.story for one in found.stories]
    mark = made_by(settings, log)
    kept.save(stories, found.reports, found.copies, found.dates, found.versions, mark)
    return Outcome(
        reports=len(found.reports),
        stories=len(stories),
        versions=len(found.versions),
        problems=found.problems,
    )


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


@contextmanager
def opened_pictures(project: str, *, as_of: date | None) -> Iterator[Iterator[Picture]]:
    """Open a project and give its stories, the largest first, one at a time."""
    with open_project(project) as kept:
        yield project_pictures(kept, as_of=as_of)


def project_pictures(
    project: Project, *, as_of: date | None, holding: Sequence[str] | None = None
) -> Iterator[Picture]:
    """Yield the stories of a project as stored, or as known on a day, the largest first.

    With `holding`, stored stories that hold none of these statements are left out.
    """
    if as_of is None:
        versions, earlier = project.versions()
        for story in project.stories(holding=holding):
            picture = picture_from(story, project.story_rows(story), ())
            yield with_versions(picture, versions, earlier)
        return
    analysis = analyse(
        project.reports(),
        read_settings(None),
        memory=Overlay(project),
        as_of=as_of,
        rulings=project.rulings(),
    )
    yield from analysis.pictures


def project_problems(project: str) -> list[Problem]:
    """Return what of a project's inputs could not be read."""
    with open_project(project) as kept:
        return kept.problems()


def story_rows(project: str, *, as_of: date | None, collapse: str = "none") -> list[dict[str, Any]]:
    """Return the stories of a project as rows; `collapse` "origin" counts by origin."""
    with opened_pictures(project, as_of=as_of) as pictures:
        found = ((picture, listings.story_row(picture)) for picture in pictures)
        return [collapsed_story(*one) if collapse == "origin" else one[1] for one in found]


def statement_rows(
    project: str,
    story: str | None,
    filters: Filters,
    *,
    as_of: date | None,
    collapse: str = "none",
) -> Iterator[dict[str, Any]]:
    """Yield the statements of a project, or of one story, that the filters leave.

    With `collapse` "origin", those that repeat one origin are one row.
    """
    with opened_pictures(project, as_of=as_of) as pictures:
        for picture in _chosen(story, pictures):
            rows = listings.statement_rows(picture, filters)
            yield from collapsed(picture, rows) if collapse == "origin" else rows


def _chosen(story: str | None, pictures: Iterable[Picture]) -> Iterable[Picture]:
    return pictures if story is None else (chosen_story(story, tuple(pictures)),)


def rows_of(
    project: str,
    story: str | None,
    listed: Callable[[Picture], Iterable[dict[str, Any]]],
    *,
    as_of: date | None,
) -> Iterator[dict[str, Any]]:
    """Yield the rows that `listed` gives for each story of a project, or for one of them."""
    with opened_pictures(project, as_of=as_of) as pictures:
        for picture in _chosen(story, pictures):
            yield from listed(picture)


def figure_rows(
    project: str,
    story: str | None,
    filters: Filters,
    *,
    as_of: date | None,
    collapse: str = "none",
) -> Iterator[dict[str, Any]]:
    """Yield the figures of a project, or of one story, in the statements the filters leave.

    With `collapse` "origin", those that repeat one origin are one row.
    """
    with opened_pictures(project, as_of=as_of) as pictures:
        for picture in _chosen(story, pictures):
            rows = figures.figure_rows(picture, filters)
            yield from collapsed(picture, rows) if collapse == "origin" else rows


def origin_drawing(project: str, story: str | None, *, as_of: date | None) -> str:
    """Return the origins of a project, or of one story, as Graphviz text."""
    with opened_pictures(project, as_of=as_of) as pictures:
        return origin_dot(_chosen(story, pictures))


def change_rows(
    project: str, story: str | None, *, first: date, last: date | None
) -> Iterator[dict[str, Any]]:
    """Yield what changed between two days, story by story; `last` None: up to the last report."""
    if last is not None and last < first:
        raise UsageError(f"--from {first} is after --to {last}")
    with open_project(project) as kept:
        after = list(project_pictures(kept, as_of=last))
        if story is not None:
            after = [chosen_story(story, tuple(after))]
        earlier = list(project_pictures(kept, as_of=first))
        for picture in after:
            yield from day_changes.change_rows(same_story(picture, earlier), picture)


def version_rows(project: str, *, as_of: date | None) -> Iterator[dict[str, Any]]:
    """Yield what changed between versions, story by story: one row a change."""
    with opened_pictures(project, as_of=as_of) as pictures:
        for picture in pictures:
            yield from changes.version_rows(picture)


def search_rows(project: str, words: str, *, as_of: date | None) -> Iterator[dict[str, Any]]:
    """Yield the statements that hold the words, best first; words in quotes stand together."""
    with open_project(project) as kept:
        found = kept.search(words)
        rows: dict[str, dict[str, Any]] = {}
        for picture in project_pictures(kept, as_of=as_of, holding=found):
            wanted = {s.id for s in picture.statements} & set(found)
            if wanted:
                every = listings.statement_rows(picture, Filters())
                rows.update((r["statement_id"], r) for r in every if r["statement_id"] in wanted)
        yield from (rows[i] for i in found if i in rows)


def export_project(
    project: str, destination: str, form: str, *, story: str | None, as_of: date | None
) -> list[str]:
    """Write a project in one of the forms of `export`; return one line on each thing to tell.

    Raises:
        UsageError: tables are wanted of one story or an earlier day: they go out as they are.
    """
    from reportedly.present.exchange.formats import by_name
    from reportedly.present.exchange.writing import write_stories
    from reportedly.present.export import export_tables

    if form in by_name():
        with opened_pictures(project, as_of=as_of) as pictures:
            chosen = list(_chosen(story, pictures))
        return write_stories(by_name()[form], chosen, Path(destination))
    if story is not None or as_of is not None:
        raise UsageError(
            f"{form} writes the whole project as last analysed; leave out --story and --as-of, "
            "or use one of: " + ", ".join(by_name())
        )
    with open_project(project) as kept:
        return export_tables(kept, Path(destination), form)
