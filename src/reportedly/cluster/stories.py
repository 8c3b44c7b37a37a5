"""Group reports on one developing event into stories.

    Reports in order of publication -> copies join their original's story
                                    -> others the story that they are like -> Story

One pass in order of publication: a report joins the likest story that stood before it, or
opens one; a story that has grown takes up small ones that turn out to tell the same. Stories
are looked up by their heaviest terms, so a report costs about the same however many stories
there are, and reports that arrive later leave the earlier ones where they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from reportedly.cluster.copies import publication_order
from reportedly.cluster.gathering import Gathering, Growing, StorySettings
from reportedly.model import Copy, Report, Span, Story
from reportedly.stage import Stage
from reportedly.text import key, trimmed

__all__ = [
    "STAGE",
    "StorySettings",
    "finished",
    "gather",
    "group_stories",
    "id_of_story",
    "title_of",
    "told",
]


def group_stories(
    reports: Sequence[Report],
    copies: Sequence[Copy],
    settings: StorySettings,
) -> Iterator[Story]:
    """Yield the stories that `reports` tell, the one with the earliest report first.

    Every report is in exactly one story; a report like no other is a story of its own.

    >>> texts = (
    ...     "The ferry Alba sank off Elsund in a storm.",
    ...     "Divers searched the wreck of the ferry Alba off Elsund.",
    ...     "Parliament raised the tax on sugar.",
    ... )
    >>> reports = [Report(id=t[:8], path="", sha256="", text=t) for t in texts]
    >>> [len(story.report_ids) for story in group_stories(reports, [], StorySettings())]
    [2, 1]
    """
    ordered = sorted({report.id: report for report in reports}.values(), key=publication_order)
    gathering = Gathering(settings)
    gather(gathering, ordered, copies)
    yield from finished(gathering, ordered)


def gather(gathering: Gathering, ordered: Sequence[Report], copies: Iterable[Copy]) -> None:
    """Put reports, in order of publication and later than those it holds, into the stories."""
    originals = _originals(copies, {report.id for report in ordered})
    for report in ordered:
        gathering.add(report, originals.get(report.id, ()))


def finished(gathering: Gathering, reports: Sequence[Report]) -> Iterator[Story]:
    """Yield the stories as gathered from these reports, which are in order of publication."""
    by_id = {report.id: report for report in reports}
    place = {report.id: at for at, report in enumerate(reports)}
    found = [growing for growing in gathering.stories if growing.report_ids]
    first = {growing.place: min(map(place.__getitem__, growing.report_ids)) for growing in found}
    for growing in sorted(found, key=lambda one: first[one.place]):
        yield told(growing, by_id, place)


def id_of_story(report_id: str) -> str:
    """Return the id of the story that grows from a report.

    A report that came in later but was published earlier may be what the story grows from the next
    time; by the id that it had, it is still found as the story of the report that it grew from.
    """
    return key("story", report_id)


def _originals(copies: Iterable[Copy], wanted: Set[str]) -> dict[str, list[str]]:
    """Return for each wanted report the ones that it shares most of its wording with."""
    found: dict[str, list[str]] = defaultdict(list)
    for copy in copies:
        if copy.kind == "partial":  # a round-up that reuses a part of many tells none of them
            continue
        if copy.a in wanted:
            found[copy.a].append(copy.b)
        if copy.b in wanted:
            found[copy.b].append(copy.a)
    return found


def told(growing: Growing, reports: Mapping[str, Report], place: Mapping[str, int]) -> Story:
    """Return a story as gathered, with its title; `place` says what its reports are sorted by."""
    ids = sorted(growing.report_ids, key=place.__getitem__)
    title, report_id, span = title_of([reports[one] for one in growing.typical()])
    return Story(
        id=id_of_story(growing.report_ids[0]),
        title=title,
        title_report=report_id,
        title_span=span,
        report_ids=tuple(ids),
        reason="alone" if len(ids) == 1 else "copies" if growing.copied else "shared terms",
        score=round(growing.weakest, 4),
    )


def title_of(members: Sequence[Report]) -> tuple[str, str | None, Span | None]:
    """Return the words that these reports go by, the report that has them, and where.

    The first headline among them, else the first clause; a path where there are no words.
    """
    for find in (_headline, _first_clause):
        for report in members:
            span = find(report)
            if span:
                return span.of(report.text), report.id, span
    return members[0].path, None, None


def _headline(report: Report) -> Span | None:
    span = report.title_span
    if span is None:
        span = next((b.span for b in report.blocks if b.kind == "headline"), None)
    if span is None:
        return None
    label = _LABEL.match(report.text, span.start, span.end)
    span = trimmed(Span(label.end() if label else span.start, span.end), report.text)
    return span if span.start < span.end else None


# What a desk puts before a headline to tell its own versions apart.
_LABEL = re.compile(
    r"\s*(?:(?:UPDATE|WRAPUP|WRAP|CORRECTED|REFILE|LEAD|BREAKING|LIVE|EXCLUSIVE|ANALYSIS|WATCH)"
    r"(?: ?\d+)?\s?[-–—:|]+\s*)+"
)


# Ends a clause that reads as a title: a full stop, or a comma or dash once enough is said.
_CLAUSE = re.compile(r"\S.{20,110}?(?=[.!?;:]\s|,\s| [–—-] |\s*\n|\Z)", re.DOTALL)


def _first_clause(report: Report) -> Span | None:
    starts = [block.span.start for block in report.blocks if block.kind == "body"] or [0]
    found = _CLAUSE.search(report.text, starts[0], starts[0] + 400)
    if found:
        return trimmed(Span(*found.span()), report.text)
    whole = trimmed(Span(starts[0], min(len(report.text), starts[0] + 110)), report.text)
    return whole if whole.start < whole.end else None


STAGE = Stage(
    name="stories",
    version=6,
    per=Report,
    reads=(Copy,),
    writes=Story,
    settings=StorySettings(),
    run=group_stories,
)
