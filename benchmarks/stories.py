"""Stories: are reports on one event together, and others apart? Beside a TF-IDF single pass.

The baseline is the usual one (Miranda and others 2018 use it as theirs): TF-IDF vectors counted on
the very reports, one pass in order of publication, a report joins the nearest cluster whose last
report is within a window. It gets the threshold and the window that are best on the data.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from benchmarks.clusterings import Grouping, bcubed, ceaf_e
from benchmarks.news import Labelled, event_triples, local_reports, news_events
from benchmarks.table import Row
from reportedly.cluster.copies import CopySettings, find_copies, publication_order
from reportedly.cluster.stories import StorySettings, group_stories
from reportedly.model import Report
from reportedly.text import WORD, plain

PEER = "TF-IDF single pass, best settings (run)"
Vector = dict[str, float]


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows for stories; none where the data is not at hand."""
    news, triples, local = news_events(sample), event_triples(sample), local_reports(sample)
    rows: list[Row] = []
    for data, events in (
        ("NewsEvents dev", news),
        ("NewsEvents dev, half 1 by event", _half(news, 0)),
        ("NewsEvents dev, half 2 by event", _half(news, 1)),
        ("event triples dev", triples),
        ("both together", [*news, *triples]),
        ("local papers (LGL, labelled for this)", local),
        ("all together", [*news, *triples, *local] if local else []),
    ):
        if events:
            rows.extend(_measure(data, events))
    for data, events in (("NewsEvents dev", news), ("event triples dev", triples)):
        rows.extend(_alone(data, events))
    return rows


def _alone(data: str, events: Sequence[Labelled]) -> list[Row]:
    """Return how many events stay one story when a desk reads nothing but their reports."""
    held: dict[Hashable, list[Report]] = defaultdict(list)
    for each in events:
        held[each.event].append(each.report)
    several = [reports for reports in held.values() if len(reports) > 1]
    if not several:
        return []
    whole = sum(len(set(group(reports).values())) == 1 for reports in several)
    size = f"{data}, each event by itself"
    measure = "events that are one story"
    return [Row(part="stories", data=size, measure=measure, ours=f"{whole} of {len(several)}")]


def _half(events: Sequence[Labelled], half: int) -> list[Labelled]:
    return [each for each in events if hashlib.sha1(each.event.encode()).digest()[0] % 2 == half]


def _measure(data: str, events: Sequence[Labelled]) -> list[Row]:
    true = {each.report.id: each.event for each in events}
    reports = [each.report for each in events]
    ours = group(reports)
    peer = _best_baseline(reports, true)
    size = f"{data}, {len(reports)} reports, {len(set(true.values()))} events"
    return [
        Row(
            part="stories",
            data=size,
            measure=measure,
            ours=f"{score(ours, true):.3f}",
            peers={PEER: f"{score(peer, true):.3f}"},
        )
        for measure, score in (("BCubed F1", bcubed), ("CEAF-e F1", ceaf_e))
    ] + [
        Row(
            part="stories",
            data=size,
            measure="number of stories",
            ours=str(len(set(ours.values()))),
            peers={PEER: str(len(set(peer.values())))},
        ),
        Row(
            part="stories",
            data=size,
            measure="reports put together with one on another event",
            ours=str(_mistaken(ours, true)),
            peers={PEER: str(_mistaken(peer, true))},
        ),
    ]


def _mistaken(found: Grouping, true: Grouping) -> int:
    """Return how many reports stand in a story with a report on another event."""
    events: dict[Hashable, set[Hashable]] = defaultdict(set)
    for name, story in found.items():
        events[story].add(true[name])
    return sum(len(events[story]) > 1 for story in found.values())


def group(reports: Sequence[Report]) -> Grouping:
    """Return the story of each report, by the stages alone, without annotation."""
    copies = list(find_copies(reports, CopySettings()))
    stories = group_stories(reports, copies, StorySettings())
    return {report_id: story.id for story in stories for report_id in story.report_ids}


# --- the baseline --------------------------------------------------------------------------


@dataclass(slots=True)
class _Cluster:
    total: Counter[str] = field(default_factory=Counter)
    length: float = 1.0
    last: int = 0
    reports: list[str] = field(default_factory=list)


def _best_baseline(reports: Sequence[Report], true: dict[str, str]) -> Grouping:
    vectors = _vectors(reports)
    found = [
        _single_pass(reports, vectors, least / 20, window)
        for least in range(2, 10)
        for window in (5, 30, 10_000)
    ]
    return max(found, key=lambda grouping: bcubed(grouping, true))


def _vectors(reports: Sequence[Report]) -> dict[str, Vector]:
    counts = {
        report.id: Counter(plain(word) for word in WORD.findall(report.text)) for report in reports
    }
    spread = Counter(word for count in counts.values() for word in count)
    vectors: dict[str, Vector] = {}
    for name, count in counts.items():
        vector = {
            word: (1 + math.log(number)) * math.log(len(reports) / spread[word])
            for word, number in count.items()
        }
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors[name] = {word: value / length for word, value in vector.items()}
    return vectors


def _single_pass(
    reports: Sequence[Report], vectors: dict[str, Vector], least: float, window: int
) -> Grouping:
    clusters: list[_Cluster] = []
    for report in sorted(reports, key=publication_order):
        day = report.published_from.toordinal() if report.published_from else 0
        vector = vectors[report.id]
        near = [cluster for cluster in clusters if day - cluster.last <= window]
        best = max(near, key=lambda cluster: _cosine(vector, cluster), default=None)
        if best is None or _cosine(vector, best) < least:
            best = _Cluster()
            clusters.append(best)
        best.total.update(vector)
        best.length = math.sqrt(sum(value * value for value in best.total.values())) or 1.0
        best.last = day
        best.reports.append(report.id)
    return {name: str(at) for at, cluster in enumerate(clusters) for name in cluster.reports}


def _cosine(vector: Vector, cluster: _Cluster) -> float:
    total = cluster.total
    return sum(value * total.get(word, 0.0) for word, value in vector.items()) / cluster.length
