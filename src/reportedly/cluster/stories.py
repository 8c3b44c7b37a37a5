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
from itertools import islice

from reportedly.cluster.copies import publication_order
from reportedly.cluster.terms import Rarity, Terms, count_stems, dot, weigh
from reportedly.model import Copy, Report, Span, Story
from reportedly.stage import Stage
from reportedly.text import key, trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """When reports belong together.

    Attributes:
        least: Likeness (0 to 1) from which a report joins a story.
        whole: Weight of the likeness to the story as a whole; the rest goes to the likest
            single report.
        silence_loss: Likeness lost, in the end, by a story that no report has followed up.
        silence_days: Days after which two thirds of that are lost.
        longest_silence: Days after which a report opens a story of its own, however like it is:
            another launch, flood or vote in the same words.
        lookup_terms: Heaviest terms of a report by which stories are looked up.
        looked_up: Stories behind one term that are looked up, at most; the latest ones.
        compared: Stories that are compared with a report, at most.
    """

    # Swept 0.12-0.22, 0.3-0.7, 0-0.2 and 3-30 days on the development halves of NewsEvents and
    # of the event triples, for BCubed and CEAF-e F1; the middle of the best region.
    least: float = 0.15
    whole: float = 0.7
    silence_loss: float = 0.17
    silence_days: float = 7.0
    # Of 90, 120, 180 and 365, and none, the best BCubed F1 on the development half of NewsEvents.
    longest_silence: int = 365
    lookup_terms: int = 25
    looked_up: int = 300
    compared: int = 8


@dataclass(slots=True)
class _Growing:
    """A story while it is being gathered."""

    reports: list[Report] = field(default_factory=list)
    total: Terms = field(default_factory=dict)  # sum of the members' terms
    square: float = 0.0  # of the length of `total`, kept up to date: it costs time to count
    last: date | None = None
    weakest: float = 1.0
    copied: int = 0

    def add(self, report: Report, terms: Terms, likeness: float) -> None:
        self.reports.append(report)
        self.square += 2 * dot(terms, self.total) + sum(v * v for v in terms.values())
        for word, value in terms.items():
            self.total[word] = self.total.get(word, 0.0) + value
        self.last = report.published_until or self.last
        self.weakest = min(self.weakest, likeness)


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
    terms = _terms(ordered)
    for growing in _gather(ordered, terms, copies, settings):
        yield _finish(growing, terms)


def _terms(ordered: Sequence[Report]) -> dict[str, Terms]:
    """Return the terms of each report, weighed by what was known when it came out."""
    rarity = Rarity()
    terms: dict[str, Terms] = {}
    for report in ordered:
        counts = count_stems(report)
        rarity.learn(counts)
        terms[report.id] = weigh(counts, rarity)
    return terms


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
    for report in ordered:
        own = terms[report.id]
        copied = [home[other] for other in originals[report.id] if other in home]
        likest = None if copied else _likest(report, stories, index, terms, settings)
        if copied:
            at, value = min(copied), 1.0
            stories[at].copied += 1
        elif likest and likest[0] >= settings.least:
            value, at = likest
        else:
            stories.append(_Growing())
            at, value = len(stories) - 1, 1.0
        stories[at].add(report, own, value)
        home[report.id] = at
        for word in _heaviest(own, settings.lookup_terms):
            seen = index[word].pop(at, 0.0)  # put back at the end: the index is in order of use
            index[word][at] = max(seen, own[word])
    return stories


def _originals(copies: Sequence[Copy]) -> dict[str, list[str]]:
    """Return for each report the ones that it shares most of its wording with."""
    found: dict[str, list[str]] = defaultdict(list)
    for copy in copies:
        if copy.kind != "partial":  # a round-up that reuses a part of many tells none of them
            found[copy.a].append(copy.b)
            found[copy.b].append(copy.a)
    return found


def _likest(
    report: Report,
    stories: Sequence[_Growing],
    index: Mapping[str, dict[int, float]],
    terms: Mapping[str, Terms],
    settings: StorySettings,
) -> tuple[float, int] | None:
    """Return the story that `report` is most like, of those that share heavy terms with it."""
    own = terms[report.id]
    shared: dict[int, float] = defaultdict(float)
    for word in _heaviest(own, settings.lookup_terms):
        for at, value in islice(reversed(index.get(word, {}).items()), settings.looked_up):
            shared[at] += value * own[word]
    open_ = [at for at in shared if _silence(report, stories[at]) <= settings.longest_silence]
    nearest = sorted(open_, key=lambda at: (-shared[at], at))[: settings.compared]
    found = [(_likeness(report, own, stories[at], terms, settings), -at) for at in nearest]
    value, at = max(found, default=(0.0, 1))
    return (value, -at) if found else None


def _likeness(
    report: Report,
    own: Terms,
    story: _Growing,
    terms: Mapping[str, Terms],
    settings: StorySettings,
) -> float:
    """Return the mean of the likeness to the story as a whole and to its likest late report."""
    whole = dot(own, story.total) / (math.sqrt(max(0.0, story.square)) or 1.0)
    # The last dozen: a story of ten thousand reports must not cost ten thousand comparisons.
    nearest = max(dot(own, terms[other.id]) for other in story.reports[-12:])
    gap = _silence(report, story)
    lost = settings.silence_loss * (1 - math.exp(-gap / settings.silence_days))
    return settings.whole * whole + (1 - settings.whole) * nearest - lost


def _silence(report: Report, story: _Growing) -> int:
    """Return the days from a story's last report to this one; 0 where a date is missing."""
    if report.published_from is None or story.last is None:
        return 0
    return max(0, (report.published_from - story.last).days)


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
    ranked = sorted(members, key=lambda report: -round(dot(terms[report.id], total), 6))
    for report in ranked:
        span = _headline(report)
        if span:
            return report, span
    for report in ranked:
        span = _first_clause(report)
        if span:
            return report, span
    return ranked[0], None


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
    version=2,
    per=Report,
    reads=(Copy,),
    writes=Story,
    settings=StorySettings(),
    run=group_stories,
)
