"""Real stories whose oppositions one reader labelled from the reports alone.

`labels/oppositions.json` holds ids of NewsEvents and of the event triples, and offsets, no words.
All reports of a story were read before anything that the program makes of them was looked at.
Halves are by the hash of the story's name: rules were made while looking at "development"; of the
stories "held aside" only totals were looked at. On the development half a few passages that say
the same as a labelled side were added when the program showed them. None of the stories is among
those of `labels/comparison.json`.

    oppositions    a kind and two sides, each a list of passages: place of the report, start, end
    updates        what was overtaken, and what overtook it
    undecided      two sides that a reader may oppose or not; neither right nor wrong
    none           two sides that look like an opposition and are none

A statement tells a passage where one of both holds half of the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.news import as_report, event_triples, news_rows
from benchmarks.table import Row
from reportedly.analysis import analyse
from reportedly.memory import ShortMemory
from reportedly.model import Given, Picture, Report, Span, Statement
from reportedly.settings import Settings

LABELS = Path(__file__).parent / "labels" / "oppositions.json"
_HALF = 0.5  # of the shorter of a statement and a passage, that both must share

Passage = tuple[int, Span]  # place of the report, words
Pair = tuple[tuple[Passage, ...], tuple[Passage, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """A story with its labels."""

    half: str  # "development" or "held aside"
    source: str  # "events" or "triples"
    name: str
    reports: Sequence[str]
    oppositions: Sequence[Pair]
    updates: Sequence[Pair]
    undecided: Sequence[Pair]
    none: Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found of the labels of a story or several."""

    met: int = 0
    there: int = 0
    right: int = 0
    shown: int = 0
    updates: int = 0
    overtaken: int = 0
    mistaken: int = 0
    tempting: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return the counts of two stories together."""
        pairs = zip(self._counts(), other._counts(), strict=True)
        return Tally(*(a + b for a, b in pairs))

    def _counts(self) -> tuple[int, ...]:
        return (
            self.met,
            self.there,
            self.right,
            self.shown,
            self.updates,
            self.overtaken,
            self.mistaken,
            self.tempting,
        )


def opposed_stories() -> list[Opposed]:
    """Return the labelled stories, in the order of the file."""
    found = json.loads(LABELS.read_text(encoding="utf-8"))["stories"]
    return [
        Opposed(
            half=one["half"],
            source=one["set"],
            name=one["event"],
            reports=one["reports"],
            oppositions=[_pair(row["sides"]) for row in one["oppositions"]],
            updates=[_pair(sides) for sides in one["updates"]],
            undecided=[_pair(sides) for sides in one["undecided"]],
            none=[_pair(sides) for sides in one["none"]],
        )
        for one in found
    ]


def _pair(sides: Sequence[Sequence[Sequence[int]]]) -> Pair:
    first, second = (tuple((r, Span(s, e)) for r, s, e in side) for side in sides)
    return first, second


class Read:
    """What the program makes of a story."""

    def __init__(self, story: Opposed, pictures: Iterable[Picture]) -> None:
        self.story = story
        self.pictures = tuple(pictures)
        place = {name: number for number, name in enumerate(story.reports)}
        self._place = {r.id: place[r.path] for p in self.pictures for r in p.reports}
        self._statements = {s.id: s for p in self.pictures for s in p.statements}

    def tally(self) -> Tally:
        """Return how much of the labels was found."""
        story = self.story
        conflicts = [row.sides for p in self.pictures for row in p.conflicts]
        updates = [(row.earlier, row.later) for p in self.pictures for row in p.updates]
        right = [c for c in conflicts if any(self.meets(c, pair) for pair in story.oppositions)]
        free = [
            c
            for c in conflicts
            if c not in right and any(self.meets(c, pair) for pair in story.undecided)
        ]
        return Tally(
            met=sum(any(self.meets(c, pair) for c in conflicts) for pair in story.oppositions),
            there=len(story.oppositions),
            right=len(right),
            shown=len(conflicts) - len(free),
            updates=sum(any(self.overtakes(u, pair) for u in updates) for pair in story.updates),
            overtaken=len(story.updates),
            mistaken=sum(any(self.meets(c, pair) for c in conflicts) for pair in story.none),
            tempting=len(story.none),
        )

    def meets(self, sides: Sequence[Sequence[str]], pair: Pair) -> bool:
        """Return whether two sides of an opposition tell the two sides of a labelled one."""
        a, b = ([self._tells(side, passages) for side in sides] for passages in pair)
        return any(x and y for m, x in enumerate(a) for n, y in enumerate(b) if m != n)

    def overtakes(self, sides: Sequence[Sequence[str]], pair: Pair) -> bool:
        """Return whether an update tells what was overtaken, and with what."""
        return self._tells(sides[0], pair[0]) and self._tells(sides[1], pair[1])

    def _tells(self, ids: Iterable[str], passages: Sequence[Passage]) -> bool:
        rows = [self._statements[i] for i in ids]
        return any(
            place == self._place[row.report_id] and _share(row, span)
            for row in rows
            for place, span in passages
        )


def _share(statement: Statement, span: Span) -> bool:
    """Return whether a statement, with the words that lead it in, tells a passage."""
    pieces = [*statement.content, *statement.cue] or [statement.context]
    start, end = min(p.start for p in pieces), max(p.end for p in pieces)
    shared = min(end, span.end) - max(start, span.start)
    return shared >= _HALF * min(end - start, span.end - span.start)


@cache
def _reports() -> dict[str, Report]:
    found = {one.report.path: one.report for one in event_triples()}
    for row in news_rows():
        given = Given(outlet=row["outlet"], published=row["published"][:10], url=row["url"])
        found[row["id"]] = as_report(row["id"], f"{row['title']}\n\n{row['text']}", given)
    return found


def read_opposed(half: str) -> Iterator[Read]:
    """Yield the stories of a half as the program reads them; none where the data is not there."""
    reports = _reports()
    for story in opposed_stories():
        if story.half == half and all(name in reports for name in story.reports):
            chosen = [reports[name] for name in story.reports]
            yield Read(story, analyse(chosen, Settings(), memory=ShortMemory()).pictures)


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows for both halves; none where the data is not at hand."""
    rows: list[Row] = []
    for half in ("development", "held aside"):
        tallies = [read.tally() for read in list(read_opposed(half))[:sample]]
        if tallies:
            rows.extend(_rows(half, len(tallies), sum(tallies, Tally())))
    return rows


def _rows(half: str, size: int, total: Tally) -> Iterator[Row]:
    data = f"triples and further NewsEvents, labelled for this, {half} half, {size} stories"
    found = f"{total.met}/{total.there}, {total.right}/{total.shown}"
    measures = {
        "oppositions found, and right of those shown": found,
        "updates found": f"{total.updates}/{total.overtaken}",
        "pairs that are none, reported as conflict": f"{total.mistaken}/{total.tempting}",
    }
    for measure_, ours in measures.items():
        yield Row(part="comparison", data=data, measure=measure_, ours=ours)
