"""Families of copies: all reports that go back to one text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Copy, Span

_OVERLAP = 0.3  # share of what two reports share that also stands in a third: the same text
_WHOLLY = 0.7  # share of a report that stands in another, from which it has nothing else to say


@dataclass(frozen=True, slots=True)
class _Link:
    """A copy as seen from one of its two reports."""

    copy: Copy
    spans: tuple[Span, ...]  # in the report that it is seen from
    later: bool  # whether that report is shown to be the later one
    contained: float  # share of the other report that stands in it

    def length(self) -> int:
        return sum(span.end - span.start for span in self.spans)


def group_families(copies: Iterable[Copy]) -> list[tuple[str, ...]]:
    """Return the reports that copies and versions link, each family and the list sorted.

    A partial copy links nothing: a round-up takes a part from each of many reports, and
    would make one family of them all. Nor does a report that copies one text here and another
    there: it belongs to the one that it takes most from.
    """
    whole = [copy for copy in copies if copy.kind != "partial"]
    apart = set(_of_other_texts(whole))
    parent: dict[str, str] = {}
    for copy in whole:
        if copy.id not in apart:
            first, second = sorted((_root(parent, copy.a), _root(parent, copy.b)))
            parent[second] = first
    members: dict[str, list[str]] = {}
    for report_id in sorted(parent):
        members.setdefault(_root(parent, report_id), []).append(report_id)
    return sorted(tuple(family) for family in members.values() if len(family) > 1)


def _root(parent: dict[str, str], report_id: str) -> str:
    parent.setdefault(report_id, report_id)
    while parent[report_id] != report_id:
        parent[report_id] = parent[parent[report_id]]  # shortens the way for the next search
        report_id = parent[report_id]
    return report_id


def _of_other_texts(copies: Iterable[Copy]) -> Iterator[str]:
    """Yield the ids of copies by which a report would join a second text to its first."""
    links: dict[str, list[_Link]] = defaultdict(list)
    for copy in copies:
        known = copy.direction == "a first"
        spans = [(run.a, run.b) for run in copy.runs]
        links[copy.a].append(_Link(copy, tuple(a for a, _ in spans), False, copy.containment_b))
        links[copy.b].append(_Link(copy, tuple(b for _, b in spans), known, copy.containment_a))
    for found in links.values():
        if len(found) > 1:
            yield from _second_texts(found)


def _second_texts(links: Sequence[_Link]) -> Iterator[str]:
    """Yield the copies that share nothing with what a report shares most of."""
    ordered = sorted(links, key=lambda link: (-link.length(), link.copy.id))
    taken = _merged(ordered[0].spans)
    for link in ordered[1:]:
        if _shared(link.spans, taken) >= _OVERLAP * link.length():
            taken = _merged([*taken, *link.spans])
        # What lies wholly in a report that is not shown to be later may be cut from it.
        elif link.later or link.contained < _WHOLLY:
            yield link.copy.id


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _shared(spans: Iterable[Span], taken: Sequence[Span]) -> int:
    """Return how many characters of `spans` lie in `taken`, which is merged."""
    ends = [span.end for span in taken]
    total = 0
    for span in spans:
        at = bisect_left(ends, span.start)
        while at < len(taken) and taken[at].start < span.end:
            total += max(0, min(span.end, taken[at].end) - max(span.start, taken[at].start))
            at += 1
    return total
