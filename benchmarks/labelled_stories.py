"""Twelve real stories that one reader labelled: what says the same, what stands against what.

`labels/comparison.json` holds ids of the NewsEvents set and offsets, no words. The stories were
drawn by the hash of their name among those with four reports and more, up to eight reports each
of at most 1,200 words. Those at even places are for development; the others were labelled before
anything was tuned on the first, and their errors are not looked at.

    units          passages: place of the report, start, end
    utterances     acts of speech, each a list of remarks, each a list of units that tell it
    propositions   units that say the same
    oppositions    a kind and two sides
    updates        what an event has overtaken, and what overtook it
    undecided      two lists of units that a reader may oppose or not; neither right nor wrong
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from benchmarks.news import as_report, news_rows
from reportedly.analysis import analyse
from reportedly.memory import ShortMemory
from reportedly.model import Given, Picture, Report, Span, Statement
from reportedly.settings import Settings
from reportedly.text import hull

LABELS = Path(__file__).parent / "labels" / "comparison.json"
_SAME_PASSAGE = 0.5  # share of the characters of both that a statement and a unit must have

Passage = tuple[int, int, int]  # place of the report, start, end
Pair = frozenset[Passage]
Groups = list[list[Passage]]


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A story with its labels."""

    half: str  # "development" or "final"
    names: Sequence[str]
    units: Sequence[Passage]
    utterances: Sequence[Sequence[Sequence[int]]]
    propositions: Sequence[Sequence[int]]
    oppositions: Sequence[dict[str, Any]]
    updates: Sequence[Sequence[Sequence[int]]]
    undecided: Sequence[Sequence[Sequence[int]]]

    def told(self) -> set[Pair]:
        """Return the pairs of units that tell one remark."""
        return self._pairs(remark for act in self.utterances for remark in act)

    def of_one_act(self) -> set[Pair]:
        """Return the pairs of units of one act of speech, whatever part of it they tell."""
        return self._pairs({unit for remark in act for unit in remark} for act in self.utterances)

    def same(self) -> set[Pair]:
        """Return the pairs of units that say the same."""
        return self._pairs(self.propositions) | self.told()

    def _pairs(self, groups: Iterable[Iterable[int]]) -> set[Pair]:
        return pairs([[self.inner[self.units[i]] for i in group] for group in groups])

    @cached_property
    def inner(self) -> dict[Passage, Passage]:
        """The unit that stands for each: the shortest inside it that says the same.

        "The paper wrote that she said it was closed" and "it was closed" are told once.
        """
        found = {unit: unit for unit in self.units}
        for group in (*self.propositions, *(remark for act in self.utterances for remark in act)):
            for a, b in permutations([self.units[i] for i in group], 2):
                inside = a[0] == b[0] and a[1] <= b[1] and b[2] <= a[2]
                if inside and b[2] - b[1] < found[a][2] - found[a][1]:
                    found[a] = b
        return {unit: found[found[unit]] for unit in found}

    def sides(self, rows: Iterable[Sequence[Sequence[int]]]) -> list[list[set[Passage]]]:
        """Return lists of units as passages."""
        return [[{self.inner[self.units[i]] for i in side} for side in sides] for sides in rows]


def stories() -> list[Labelled]:
    """Return the labelled stories, in the order of the file."""
    found = json.loads(LABELS.read_text(encoding="utf-8"))["stories"]
    return [
        Labelled(
            half=one["half"],
            names=one["reports"],
            units=[(r, s, e) for r, s, e in one["units"]],
            utterances=one["utterances"],
            propositions=one["propositions"],
            oppositions=one["oppositions"],
            updates=one["updates"],
            undecided=one["undecided"],
        )
        for one in found
    ]


def pairs(groups: Iterable[Iterable[Passage]]) -> set[Pair]:
    """Return the pairs within groups that two reports make."""
    return {
        frozenset((a, b))
        for group in groups
        for a, b in combinations(sorted(set(group)), 2)
        if a[0] != b[0]
    }


class Reading:
    """What the program makes of a labelled story, in terms of its units."""

    def __init__(self, story: Labelled, reports: Sequence[Report]) -> None:
        self.story = story
        analysis = analyse(reports, Settings(), memory=ShortMemory())
        self.pictures: tuple[Picture, ...] = analysis.pictures
        self.reports: dict[str, Report] = {r.id: r for p in self.pictures for r in p.reports}
        place = {name: number for number, name in enumerate(story.names)}
        self.place = {r.id: place[r.path] for r in self.reports.values()}
        self.statements: dict[str, Statement] = {
            s.id: s for p in self.pictures for s in p.statements if s.counted and s.content
        }
        self._passages = {i: self._passage(s) for i, s in self.statements.items()}

    def _passage(self, statement: Statement) -> Passage:
        span, place = hull(statement.content), self.place[statement.report_id]
        near = [
            (_overlap(span, Span(start, end)), (where, start, end))
            for where, start, end in self.story.units
            if where == place and start < span.end and span.start < end
        ]
        share, unit = max(near, default=(0.0, (place, span.start, span.end)))
        if share < _SAME_PASSAGE:
            return (place, span.start, span.end)
        return self.story.inner[unit]

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """Return the units that statements are, each other statement as itself."""
        return [self._passages[i] for i in ids if i in self._passages]

    def utterances(self) -> Groups:
        """Return what the program takes for one act of speech."""
        return [self.passages(u.statement_ids) for p in self.pictures for u in p.utterances]

    def propositions(self) -> Groups:
        """Return what the program takes for the same."""
        return [self.passages(q.statement_ids) for p in self.pictures for q in p.propositions]

    def conflicts(self) -> list[list[set[Passage]]]:
        """Return the sides of each conflict."""
        return [
            [set(self.passages(side)) for side in row.sides]
            for picture in self.pictures
            for row in picture.conflicts
        ]

    def updates(self) -> list[list[set[Passage]]]:
        """Return what each update overtakes, and with what."""
        return [
            [set(self.passages(row.earlier)), set(self.passages(row.later))]
            for picture in self.pictures
            for row in picture.updates
        ]


def read_stories(half: str | None = None) -> Iterator[Reading]:
    """Yield the labelled stories as the program reads them; none where the data is not at hand."""
    rows = {row["id"]: row for row in news_rows()}
    for story in stories():
        if rows and half in (None, story.half):
            yield Reading(story, [event_report(rows[name]) for name in story.names])


def event_report(row: dict[str, Any]) -> Report:
    """Return a row of NewsEvents as a report."""
    given = Given(outlet=row["outlet"], published=row["published"][:10], url=row["url"])
    return as_report(row["id"], f"{row['title']}\n\n{row['text']}", given)


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start))
