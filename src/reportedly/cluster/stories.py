"""Group reports on one developing event into stories.

    Reports in order of publication -> copies join their original's story
                                    -> others the story whose terms they share -> Story

One pass in order of publication: a report joins the likest story that stood before it, or
opens one. Stories are looked up by their heaviest terms, so a report costs about the same
however many stories there are, and reports that arrive later leave the earlier ones where
they are.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportedly.cluster.copies import publication_order
from reportedly.cluster.terms import Terms, likeness, read_terms
from reportedly.model import Copy, Mention, Report, Span, Story
from reportedly.stage import Stage
from reportedly.text import key, trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """When reports belong together.

    Attributes:
        least: Likeness (0 to 1) from which a report joins a story.
        daily_loss: Likeness lost for each day since the story's last report.
        longest_gap: Days after which no more likeness is lost.
        merging: Likeness to a second story from which the two become one.
        lookup_terms: Heaviest terms of a report by which stories are looked up.
        compared: Stories that are compared with a report, at most.
    """

    # Swept 0.20-0.30, 0-0.004 and 0-0.40 on the development halves of NewsEvents and of the
    # event triples; both keep their best BCubed F1 within 0.01 around these values.
    least: float = 0.22
    daily_loss: float = 0.002
    longest_gap: int = 60
    merging: float = 0.35
    lookup_terms: int = 25
    compared: int = 30


@dataclass(slots=True)
class _Growing:
    """A story while it is being gathered."""

    reports: list[Report] = field(default_factory=list)
    total: Terms = field(default_factory=dict)  # sum of the members' terms
    last: date | None = None
    weakest: float = 1.0
    copied: int = 0

    def add(self, report: Report, terms: Terms, likeness: float) -> None:
        self.reports.append(report)
        for word, value in terms.items():
            self.total[word] = self.total.get(word, 0.0) + value
        self.last = report.published_until or self.last
        self.weakest = min(self.weakest, likeness)


def group_stories(
    reports: Sequence[Report],
    mentions: Mapping[str, Sequence[Mention]],
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
    >>> [len(story.report_ids) for story in group_stories(reports, {}, [], StorySettings())]
    [2, 1]
    """
    ordered = sorted({report.id: report for report in reports}.values(), key=publication_order)
    terms = {report.id: read_terms(report, mentions.get(report.id, ())) for report in ordered}
    for growing in _gather(ordered, terms, copies, settings):
        yield _finish(growing, terms)


def _gather(
    ordered: Sequence[Report],
    terms: Mapping[str, Terms],
    copies: Sequence[Copy],
    settings: StorySettings,
) -> list[_Growing]:
    originals = _originals(copies)
    stories: list[_Growing] = []
    home: dict[str, int] = {}  # report id -> the place of its story in `stories`
    index: dict[str, dict[int, float]] = defaultdict(dict)
    moved: dict[int, int] = {}
    for report in ordered:
        own = terms[report.id]
        copied = [_now(home[other], moved) for other in originals[report.id] if other in home]
        ranked = _rank(report, own, stories, index, moved, terms, settings)
        if copied:
            at, value = min(copied), 1.0
            stories[at].copied += 1
        elif ranked and ranked[0][0] >= settings.least:
            value, at = ranked[0]
        else:
            stories.append(_Growing())
            at, value = len(stories) - 1, 1.0
        close = [other for value, other in ranked if value >= settings.merging and other != at]
        if close and value >= settings.merging:
            at = _merge(at, close[0], stories, moved)
        stories[at].add(report, own, value)
        home[report.id] = at
        for word in _heaviest(own, settings.lookup_terms):
            index[word][at] = max(index[word].get(at, 0.0), own[word])
    return [story for at, story in enumerate(stories) if at not in moved]


def _originals(copies: Sequence[Copy]) -> dict[str, list[str]]:
    """Return for each report the ones that it shares most of its wording with."""
    found: dict[str, list[str]] = defaultdict(list)
    for copy in copies:
        if copy.kind != "partial":  # a round-up that reuses a part of many tells none of them
            found[copy.a].append(copy.b)
            found[copy.b].append(copy.a)
    return found


def _now(at: int, moved: Mapping[int, int]) -> int:
    while at in moved:
        at = moved[at]
    return at


def _rank(
    report: Report,
    own: Terms,
    stories: Sequence[_Growing],
    index: Mapping[str, Mapping[int, float]],
    moved: Mapping[int, int],
    terms: Mapping[str, Terms],
    settings: StorySettings,
) -> list[tuple[float, int]]:
    """Return how like `report` is to the stories that share heavy terms with it, best first."""
    shared: dict[int, float] = defaultdict(float)
    for word in _heaviest(own, settings.lookup_terms):
        for at, value in index.get(word, {}).items():
            shared[_now(at, moved)] += value * own[word]
    nearest = sorted(shared, key=lambda at: (-shared[at], at))[: settings.compared]
    ranked = [(_likeness(report, own, stories[at], terms, settings), at) for at in nearest]
    return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


def _likeness(
    report: Report,
    own: Terms,
    story: _Growing,
    terms: Mapping[str, Terms],
    settings: StorySettings,
) -> float:
    """Return the mean of the likeness to the story as a whole and to its likest late report."""
    length = math.sqrt(sum(value * value for value in story.total.values())) or 1.0
    whole = sum(value * story.total.get(word, 0.0) for word, value in own.items()) / length
    # The last dozen: a story of ten thousand reports must not cost ten thousand comparisons.
    nearest = max(likeness(own, terms[other.id]) for other in story.reports[-12:])
    gap = 0
    if report.published_from and story.last:
        gap = max(0, (report.published_from - story.last).days)
    return (whole + nearest) / 2 - settings.daily_loss * min(gap, settings.longest_gap)


def _merge(a: int, b: int, stories: list[_Growing], moved: dict[int, int]) -> int:
    """Make two stories one, in the place of the earlier; return that place."""
    kept, gone = min(a, b), max(a, b)
    for word, value in stories[gone].total.items():
        stories[kept].total[word] = stories[kept].total.get(word, 0.0) + value
    stories[kept].reports = sorted(
        stories[kept].reports + stories[gone].reports, key=publication_order
    )
    days = [day for day in (stories[kept].last, stories[gone].last) if day]
    stories[kept].last = max(days, default=None)
    stories[kept].weakest = min(stories[kept].weakest, stories[gone].weakest)
    stories[kept].copied += stories[gone].copied
    moved[gone] = kept
    return kept


def _heaviest(terms: Terms, count: int) -> list[str]:
    return sorted(terms, key=lambda word: (-terms[word], word))[:count]


def _finish(growing: _Growing, terms: Mapping[str, Terms]) -> Story:
    members = growing.reports
    report, span = _title(members, growing.total, terms)
    return Story(
        id=key("story", members[0].id),
        title=span.of(report.text) if span else report.path,
        title_report=report.id if span else None,
        title_span=span,
        report_ids=tuple(member.id for member in members),
        reason="alone" if len(members) == 1 else "copies" if growing.copied else "shared terms",
        score=round(growing.weakest, 4),
    )


def _title(
    members: Sequence[Report], total: Terms, terms: Mapping[str, Terms]
) -> tuple[Report, Span | None]:
    """Return the headline of the report that is most like the whole story, earliest first.

    Where no report has a headline, the first clause of the most typical one stands in.
    """
    length = math.sqrt(sum(value * value for value in total.values())) or 1.0

    def typical(report: Report) -> float:
        return sum(value * total.get(w, 0.0) for w, value in terms[report.id].items()) / length

    ranked = sorted(members, key=lambda report: -round(typical(report), 6))
    for report in ranked:
        span = _headline(report)
        if span:
            return report, span
    for report in ranked:
        span = _first_clause(report)
        if span:
            return report, span
    return ranked[0], None


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
    version=1,
    per=Report,
    reads=(Mention, Copy),
    writes=Story,
    settings=StorySettings(),
    run=group_stories,
)
