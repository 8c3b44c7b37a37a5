"""Find reports that share wording: copies, cut and rewritten ones, versions.

    Reports -> words -> fingerprints -> reports that share some -> shared runs -> Copy

Candidates come from an index of fingerprints, never from comparing all with all. Candidate pairs
are then laid side by side, those of one family together, so that each report is read seldom.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from reportedly.cluster.fingerprints import Fingerprints
from reportedly.cluster.judging import CopySettings, judge
from reportedly.cluster.tiles import Shingled, find_tiles_of
from reportedly.cluster.wordings import (
    Shingles,
    fingerprints_of,
    read_hashes,
    read_wording,
    shingle,
)
from reportedly.model import Copy, Report
from reportedly.stage import Stage

__all__ = [
    "STAGE",
    "CopySettings",
    "Mapped",
    "add_copies",
    "add_ordered",
    "by_order",
    "compare_new",
    "find_copies",
    "in_order_of_publication",
    "order_day",
    "order_id",
    "order_key",
    "publication_order",
]

Mapped = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]  # as `map`, or a runner's


def find_copies(reports: Sequence[Report], settings: CopySettings) -> Iterator[Copy]:
    """Yield the pairs of `reports` that share wording, in order of publication.

    >>> story = "The old mill by the river burned down on Sunday night. No one was hurt."
    >>> longer = story + " The mill had stood empty since the flood of four years ago."
    >>> first = Report(id="1", path="1", sha256="", text=longer)
    >>> second = Report(id="2", path="2", sha256="", text=story)
    >>> [copy] = find_copies([first, second], CopySettings(least_words=10))
    >>> copy.kind, copy.direction, copy.containment_b
    ('copy', 'not shown', 1.0)
    """
    yield from add_copies(reports, (), Fingerprints(), settings)


def add_copies(
    reports: Sequence[Report],
    known: Iterable[Copy],
    index: Fingerprints,
    settings: CopySettings,
    mapped: Mapped = map,
) -> Iterator[Copy]:
    """Yield the copies among `reports`, of which those in `index` have been compared before.

    `known` are the copies found then. The new reports are added to the index. What is yielded is
    what a run over all of them would give. `mapped` may spread the work over several processes.
    """
    yield from add_ordered(by_order(reports), known, index, settings, mapped)


def by_order(reports: Iterable[Report]) -> dict[str, Report]:
    """Return the reports, each once, by their order keys, in order of publication."""
    given = {order_key(report): report for report in {one.id: one for one in reports}.values()}
    return {order: given[order] for order in sorted(given)}


def add_ordered(
    given: Mapping[str, Report],
    known: Iterable[Copy],
    index: Fingerprints,
    settings: CopySettings,
    mapped: Mapped = map,
) -> list[Copy]:
    """Return what `add_copies` does, of reports that are in order (see `by_order`)."""
    gone = set(index.orders) - set(given)
    index.drop(gone)
    since = len(index.orders)
    there = set(index.orders)
    _take_in([order for order in given if order not in there], given, index, settings, mapped)
    reports = [given[order] for order in index.orders]
    altered = {order_id(order) for order in gone}
    known = [copy for copy in known if copy.a not in altered and copy.b not in altered]
    found = _still_found(known, reports, index, settings)
    # What is gone may have stood before others, which are then to be compared for the first time.
    compared = {(copy.a, copy.b) for copy in found}
    firsts, seconds = array("i"), array("i")
    for a, b in index.pairs(0 if gone else since, settings.widest):
        pair = reports[a].id, reports[b].id
        if pair not in compared and pair[::-1] not in compared:
            firsts.append(a)
            seconds.append(b)
    beside = mapped(partial(_laid_beside, settings=settings), _together(firsts, seconds, reports))
    every = [*found, *chain.from_iterable(beside)]
    return _in_order(every, given.values())


def compare_new(
    new: Mapping[str, Report],
    behind: Callable[[Shingles], Fingerprints],
    find: Callable[[Sequence[str]], Mapping[str, Report]],
    settings: CopySettings,
    mapped: Mapped = map,
) -> tuple[list[Copy], Fingerprints] | None:
    """Return what `new` reports share with each other and with others, and their fingerprints.

    `behind` returns which others have any of some fingerprints, `find` reports by their ids. None
    where the new ones stand before so many others that pairs of these would part.
    """
    own = Fingerprints()
    _take_in(list(new), new, own, settings, mapped)
    index = behind(np.unique(own.values))
    since = len(index.orders)
    index.add(own.orders, [own.values[own.owners == at] for at in range(len(own.orders))])
    if index.displaced(settings.widest):
        return None
    pairs = list(index.pairs(since, settings.widest))
    wanted = sorted({at for pair in pairs for at in pair if at < since})
    given = find([order_id(index.orders[at]) for at in wanted])
    there = {at: given[order_id(index.orders[at])] for at in wanted}
    there |= {since + at: report for at, report in enumerate(new.values())}
    parts = [_part(pairs[at : at + _SOME_PAIRS], there) for at in range(0, len(pairs), _SOME_PAIRS)]
    found = mapped(partial(_laid_beside, settings=settings), parts)
    return list(chain.from_iterable(found)), own


def _take_in(
    new: Sequence[str],
    given: Mapping[str, Report],
    index: Fingerprints,
    settings: CopySettings,
    mapped: Mapped,
) -> None:
    """Add the fingerprints of reports that are not in an index yet."""
    parts = [[given[order] for order in new[at : at + _PART]] for at in range(0, len(new), _PART)]
    prints = mapped(partial(_fingerprinted, settings=settings), parts)
    index.add(new, list(chain.from_iterable(prints)))


_PART = 200  # reports that are handed to a process at once
_SOME_PAIRS, _MOST_PAIRS = 500, 5_000  # the same of pairs; whole families where they are smaller


def _fingerprinted(reports: Sequence[Report], settings: CopySettings) -> list[Shingles]:
    hashes = [read_hashes(report) for report in reports]
    return fingerprints_of(hashes, settings.shingle, settings.window)


class _Beside(NamedTuple):
    """Reports, and which of them to lay side by side, by their places."""

    reports: list[Report]
    pairs: list[tuple[int, int]]


def _together(
    firsts: Sequence[int], seconds: Sequence[int], reports: Sequence[Report]
) -> Iterator[_Beside]:
    """Yield the pairs in parts that have few reports in common: as a rule none."""
    homes = _families(firsts, seconds, len(reports))
    order = sorted(range(len(firsts)), key=lambda at: homes[firsts[at]])
    part: list[tuple[int, int]] = []
    last = -1
    for at in order:
        home = homes[firsts[at]]
        if len(part) >= _MOST_PAIRS or (home != last and len(part) >= _SOME_PAIRS):
            yield _part(part, reports)
            part = []
        part.append((firsts[at], seconds[at]))
        last = home
    if part:
        yield _part(part, reports)


def _part(
    pairs: Sequence[tuple[int, int]], reports: Sequence[Report] | Mapping[int, Report]
) -> _Beside:
    places: dict[int, int] = {}
    numbered = [
        (places.setdefault(a, len(places)), places.setdefault(b, len(places))) for a, b in pairs
    ]
    return _Beside([reports[number] for number in places], numbered)


def _families(firsts: Sequence[int], seconds: Sequence[int], count: int) -> Sequence[int]:
    """Return for each report the first of those that pairs link it with, if only by others."""
    home = array("i", range(count))
    for a, b in zip(firsts, seconds, strict=True):
        while home[a] != a:
            home[a] = a = home[home[a]]  # shortens the way for the next search
        while home[b] != b:
            home[b] = b = home[home[b]]
        home[max(a, b)] = min(a, b)
    for number in range(count):
        home[number] = home[home[number]]
    return home


def _laid_beside(part: _Beside, settings: CopySettings) -> list[Copy]:
    """Return the copies among pairs of reports."""
    wordings = [read_wording(report) for report in part.reports]
    shingled = [Shingled(shingle(each.hashes, settings.shingle), len(each)) for each in wordings]
    found: list[Copy] = []
    for b, pairs in groupby(part.pairs, key=itemgetter(1)):
        others = [a for a, _ in pairs]
        tiled = find_tiles_of([shingled[a] for a in others], shingled[b], settings.shingle)
        for a, tiles in zip(others, tiled, strict=True):
            texts = (part.reports[a], wordings[a], part.reports[b], wordings[b])
            copy = judge(*texts, tiles, settings)
            if copy is not None:
                found.append(copy)
    return found


def _still_found(
    known: Sequence[Copy], reports: Sequence[Report], index: Fingerprints, settings: CopySettings
) -> Sequence[Copy]:
    """Return the known copies that a run over all reports would find too."""
    if index.displaced(settings.widest):
        pairs = index.pairs(0, settings.widest)
        near = {frozenset((reports[a].id, reports[b].id)) for a, b in pairs}
        return [copy for copy in known if frozenset((copy.a, copy.b)) in near]
    return known


def in_order_of_publication(copies: Iterable[Copy], reports: Iterable[Report]) -> list[Copy]:
    """Return copies by their later report in order of publication, then by the earlier one."""
    return _in_order(copies, sorted(reports, key=publication_order))


def _in_order(copies: Iterable[Copy], ordered: Iterable[Report]) -> list[Copy]:
    place = {report.id: at for at, report in enumerate(ordered)}
    count = len(place)

    def later_and_earlier(copy: Copy) -> int:
        a, b = place[copy.a], place[copy.b]
        return a * count + b if a > b else b * count + a

    return sorted(copies, key=later_and_earlier)


def order_key(report: Report) -> str:
    """Return the order of publication as one string, which sorts as `publication_order` does.

    It ends with a mark of all else that grouping looks at, and so changes with that: the same
    report may be read otherwise once more of its outlet's pages are known.
    """
    undated, day, moment, report_id = publication_order(report)
    named = (report.outlet, report.owner_group, report.url)
    read = (report.title, report.title_span, *named, report.language)
    mark = zlib.crc32(repr((read, report.credits, report.published_until)).encode(*_ANY))
    for block in report.blocks:
        mark = zlib.crc32(f"{block.kind}{block.span.start}-{block.span.end}".encode(), mark)
    return f"{undated:d}{day.isoformat()}{moment}\x01{report_id}\x01{mark:08x}"


def order_day(order: str) -> date:
    """Return the day that an order key begins with; of an undated report the last there is."""
    return date.fromisoformat(order[1:11])


def order_id(order: str) -> str:
    """Return the id of the report that an order key is of."""
    return order.split("\x01")[1]


_ANY = ("utf-8", "backslashreplace")


def publication_order(report: Report) -> tuple[bool, date, str, str]:
    """Return what to sort reports by: day, moment where stated, id; undated ones last."""
    moment = report.published_at.isoformat() if report.published_at else ""
    day = report.published_from or date.max
    return report.published_from is None, day, moment, report.id


STAGE = Stage(
    name="copies",
    version=3,
    per=Report,
    reads=(),
    writes=Copy,
    settings=CopySettings(),
    run=find_copies,
)
