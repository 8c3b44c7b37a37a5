"""From reports to pictures: `reports -> renew -> rows -> analyse -> Picture`, one a story.

As known on a day is a run over the reports published by that day, and nothing else: that is why
nothing said later can show through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.cluster.versions import find_versions
from reportedly.memory import Memory, Rows, ShortMemory
from reportedly.model import (
    Agent,
    Attribution,
    Conflict,
    Copy,
    DateInference,
    Denial,
    Derivation,
    Figure,
    Mention,
    Origin,
    Picture,
    PlaceMention,
    Problem,
    Proposition,
    Question,
    Report,
    Ruling,
    Status,
    Story,
    TimeMention,
    Update,
    Utterance,
    Version,
    WordChoice,
)
from reportedly.renewing import RenewedStory, date_reports, renew, ruled_statements
from reportedly.runners.base import Runner
from reportedly.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The result of a run: one picture a story, the largest story first."""

    pictures: tuple[Picture, ...]
    reports: tuple[Report, ...]  # with inferred dates, in order of publication
    copies: tuple[Copy, ...]
    dates: tuple[DateInference, ...]
    problems: tuple[Problem, ...]
    as_of: date | None = None
    versions: tuple[Version, ...] = ()
    earlier: tuple[Report, ...] = ()  # versions that a later one has taken the place of


def analyse(
    reports: Sequence[Report],
    settings: Settings,
    *,
    runner: Runner | None = None,
    memory: Memory | None = None,
    as_of: date | None = None,
    rulings: Sequence[Ruling] = (),
) -> Analysis:
    """Lay out who says what in these reports; one picture a story.

    With `as_of`, only reports shown to be published by that day take part: the result equals
    that of a run over only those. Of several versions of an article only the last takes part.
    `rulings` is the log of what people decided, whatever was undone included.
    """
    memory = memory or ShortMemory()
    if as_of is not None:
        versions = tuple(find_versions(reports, settings.versions))
        dated = date_reports(
            reports, versions, settings, memory=memory, runner=runner, rulings=rulings
        )
        reports = published_by(as_of, dated, reports, versions)
    found = renew(reports, settings, memory=memory, runner=runner, rulings=rulings)
    pictures = (_picture(story, memory, as_of) for story in found.stories)
    return Analysis(
        pictures=tuple(with_versions(one, found.versions, found.earlier) for one in pictures),
        reports=found.reports,
        copies=found.copies,
        dates=found.dates,
        problems=found.problems,
        as_of=as_of,
        versions=found.versions,
        earlier=found.earlier,
    )


def with_versions(
    picture: Picture, versions: Sequence[Version], earlier: Sequence[Report]
) -> Picture:
    """Return the picture with the earlier versions of its reports."""
    wanted = {report.id for report in picture.reports}
    found: list[Version] = []
    for version in reversed(versions):  # of each article the last step comes first here
        if version.later in wanted:
            found.append(version)
            wanted.add(version.earlier)
    held = tuple(report for report in earlier if report.id in wanted)
    return replace(picture, versions=tuple(reversed(found)), earlier=held)


def published_by(
    day: date,
    dated: Iterable[Report],
    reports: Iterable[Report],
    versions: Sequence[Version] = (),
) -> tuple[Report, ...]:
    """Return those of `reports` whose dated twin was surely published by `day`.

    A later version was so by the day it appeared; the first one, where it bears no date of its
    own, by that of the article.
    """
    until = {report.id: report.published_until for report in dated}
    for version in reversed(versions):
        until[version.earlier] = until.get(version.later)
    until |= {report.id: report.published_until for report in reports if report.published_until}
    until |= {version.later: version.appeared for version in versions}
    known = {report_id for report_id, last in until.items() if last and last <= day}
    return tuple(report for report in reports if report.id in known)


def _picture(found: RenewedStory, memory: Memory, as_of: date | None) -> Picture:
    return picture_from(found.story, found.rows(memory), found.problems, as_of)


def picture_from(
    story: Story, rows: Rows, problems: tuple[Problem, ...], as_of: date | None = None
) -> Picture:
    """Return the picture that the rows of one story make."""
    return Picture(
        story=story,
        as_of=as_of,
        reports=rows[Report],
        statements=ruled_statements(rows),
        attributions=rows[Attribution],
        figures=rows[Figure],
        times=rows[TimeMention],
        places=rows[PlaceMention],
        mentions=rows[Mention],
        word_choices=rows[WordChoice],
        copies=rows[Copy],
        dates=rows[DateInference],
        agents=rows[Agent],
        utterances=rows[Utterance],
        origins=rows[Origin],
        derivations=rows[Derivation],
        questions=rows[Question],
        propositions=rows[Proposition],
        conflicts=rows[Conflict],
        denials=rows[Denial],
        updates=rows[Update],
        statuses=rows[Status],
        rulings=rows.get(Ruling, ()),
        problems=problems,
    )


def days_of(picture: Picture) -> list[date]:
    """Return the days by which a report of the story, or a version of one, was surely there."""
    days = {report.published_until for report in (*picture.reports, *picture.earlier)}
    days |= {version.appeared for version in picture.versions}
    return sorted(day for day in days if day is not None)


def pictures_by_day(
    picture: Picture,
    reports: Sequence[Report],
    settings: Settings,
    *,
    memory: Memory | None = None,
    most: int | None = None,
    rulings: Sequence[Ruling] = (),
) -> dict[date, Picture]:
    """Return the story as known on each of its days, the last `most` of them.

    `reports` are those of the whole input as read, before dates were inferred. A day on which
    nothing of the story could be made out is left out.
    """
    memory = memory or ShortMemory()
    found: dict[date, Picture] = {}
    own = {report.id for report in (*picture.reports, *picture.earlier)}
    raw = [report for report in reports if report.id in own]
    for day in days_of(picture)[-most if most else None :]:
        known = published_by(day, picture.reports, raw, picture.versions)
        parts = analyse(known, settings, memory=memory, rulings=rulings).pictures
        if parts:
            found[day] = replace(parts[0], as_of=day)
    return found
