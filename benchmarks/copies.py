"""Copies: pairs and families of reports that share wording, beside MinHash.

Real pairs are those of NewsEvents that were judged by eye (`labels/copies.csv`); made ones are
abridgements, reorderings, edits and splices of the same articles, kept as recipes: nothing of
their text is in this repository. MinHash gets the threshold that is best on the very data.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.clusterings import adjusted_rand, f1
from benchmarks.news import Labelled, as_report, event_triples, news_events
from benchmarks.table import Row
from reportedly.cluster.copies import CopySettings, find_copies
from reportedly.cluster.families import group_families
from reportedly.model import Given, Report
from reportedly.text import WORD, plain

Pair = frozenset[str]
PEER = "datasketch MinHash, best threshold (run)"
LABELS = Path(__file__).parent / "labels" / "copies.csv"


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows for copies; none where the data is not at hand."""
    events, triples = news_events(sample), event_triples(sample)
    rows = [_false_pairs(triples)] if triples else []
    if events:
        rows.extend(_labelled(events))
        rows.extend(_made(events))
    return rows


def _pairs(copies: Iterable[Any]) -> set[Pair]:
    return {frozenset((copy.a, copy.b)) for copy in copies}


def _score(found: set[Pair], true: set[Pair], unsure: frozenset[Pair] = frozenset()) -> str:
    found = found - unsure
    right = len(found & true)
    precision = right / len(found) if found else 0.0
    recall = right / len(true) if true else 0.0
    return f"{f1(precision, recall):.3f} (P {precision:.2f} R {recall:.2f})"


def _false_pairs(triples: Sequence[Labelled]) -> Row:
    reports = [each.report for each in triples]
    peers = _best_minhash(reports, set())
    found = list(find_copies(reports, CopySettings()))
    return Row(
        part="copies",
        data=f"event triples dev, {len(reports)} independent reports",
        measure="false pairs",
        ours=str(len(found)),
        peers={"datasketch MinHash at 0.1 (run)": peers},
    )


def _labelled(events: Sequence[Labelled]) -> list[Row]:
    ids = {each.name: each.report.id for each in events}
    true: set[Pair] = set()
    whole: set[Pair] = set()
    unsure: set[Pair] = set()
    lines = [
        line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    for row in csv.DictReader(lines):
        if row["a"] not in ids or row["b"] not in ids:
            continue
        pair = frozenset((ids[row["a"]], ids[row["b"]]))
        (unsure if row["verdict"] == "unsure" else true).add(pair)
        if row["verdict"] == "copy":
            whole.add(pair)
    reports = [each.report for each in events]
    copies = list(find_copies(reports, CopySettings()))
    families = group_families(copies)
    data = f"NewsEvents dev, {len(reports)} reports, {len(true)} pairs judged by eye"
    return [
        Row(
            part="copies",
            data=data,
            measure="pair F1",
            ours=_score(_pairs(copies), true, frozenset(unsure)),
            peers={PEER: _best_minhash(reports, true, frozenset(unsure))},
        ),
        Row(
            part="copies",
            data=data,
            measure="family ARI",
            ours=f"{_ari(families, _components(whole), reports):.3f}",
            peers={PEER: f"{max(_minhash_aris(reports, whole)):.3f}"},
        ),
    ]


def _components(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    families: list[set[str]] = []
    for pair in pairs:
        touching = [family for family in families if family & pair]
        families = [family for family in families if not family & pair]
        families.append(set(pair).union(*touching))
    return [tuple(sorted(family)) for family in families]


def _ari(
    found: Iterable[tuple[str, ...]], true: Iterable[tuple[str, ...]], reports: Sequence[Report]
) -> float:
    def grouping(families: Iterable[tuple[str, ...]]) -> dict[str, str]:
        first = {report_id: family[0] for family in families for report_id in family}
        return {report.id: first.get(report.id, report.id) for report in reports}

    return adjusted_rand(grouping(found), grouping(true))


# --- made copies ---------------------------------------------------------------------------

_PARAGRAPH = re.compile(r"\n+")


def _made(events: Sequence[Labelled]) -> list[Row]:
    """Make copies of long articles that are none themselves, and find them again.

    A made copy takes over what its original's outlet prints under every article; pairs with
    other articles of that outlet are not judged.
    """
    listed = LABELS.read_text(encoding="utf-8")
    originals = [
        each for each in events if each.name not in listed and len(_paragraphs(each.report)) >= 8
    ][::2]
    rows: list[Row] = []
    reports = [each.report for each in events]
    given = Given(outlet="Copyist", published="2031-05-01")
    for recipe, make in (
        ("abridged to half", _abridge),
        ("paragraphs reordered", _reorder),
        ("every ninth word changed", _edit),
    ):
        made = {
            each.report.id: as_report(f"{recipe} {each.name}", make(each.report), given)
            for each in originals
        }
        rows.append(_row(recipe, reports, [(copy, (i,)) for i, copy in made.items()]))
    spliced: list[tuple[Report, tuple[str, ...]]] = []
    for first, second in pairwise(originals):
        text = "\n\n".join([*_paragraphs(first.report)[:4], *_paragraphs(second.report)[:4]])
        copy = as_report(f"spliced {first.name}", text, given)
        spliced.append((copy, (first.report.id, second.report.id)))
    rows.append(_row("spliced of two", reports, spliced))
    return rows


def _row(
    recipe: str, real: Sequence[Report], made: Sequence[tuple[Report, tuple[str, ...]]]
) -> Row:
    """Score the pairs with a made copy; what the real reports share is measured elsewhere."""
    outlet = {report.id: report.outlet for report in real}
    reports = [*real, *(copy for copy, _ in made)]
    true = {frozenset((original, copy.id)) for copy, originals in made for original in originals}
    judged = true | {
        frozenset((report.id, copy.id))
        for copy, originals in made
        for report in real
        if report.outlet not in {outlet[original] for original in originals}
    }
    found = _pairs(find_copies(reports, CopySettings())) & judged
    return Row(
        part="copies",
        data=f"NewsEvents dev, {len(made)} articles {recipe}",
        measure="pair F1",
        ours=_score(found, true),
        peers={PEER: _best_minhash(reports, true, judged=judged)},
    )


def _paragraphs(report: Report) -> list[str]:
    return [
        line
        for block in report.blocks
        if block.kind == "body"
        for line in _PARAGRAPH.split(block.span.of(report.text))
        if len(line.split()) > 5
    ]


def _abridge(report: Report) -> str:
    paragraphs = _paragraphs(report)
    return "\n\n".join(paragraphs[: len(paragraphs) // 2])


def _reorder(report: Report) -> str:
    paragraphs = _paragraphs(report)
    return "\n\n".join([*paragraphs[1::2], *paragraphs[::2]])


def _edit(report: Report) -> str:
    words = "\n\n".join(_paragraphs(report)).split(" ")
    return " ".join("other" if place % 9 == 8 else word for place, word in enumerate(words))


# --- the peer ------------------------------------------------------------------------------

_THRESHOLDS = tuple(step / 20 for step in range(1, 13))


def _minhash_links(reports: Sequence[Report]) -> dict[float, set[Pair]]:
    """Return the pairs that datasketch links at each threshold, by their estimated likeness."""
    from datasketch import MinHash, MinHashLSH  # heavy, and only benchmarks need it

    sketches: dict[str, Any] = {}
    for report in {report.id: report for report in reports}.values():
        sketch = MinHash(num_perm=128, seed=1)
        words = [plain(word) for word in WORD.findall(report.text)]
        for at in range(len(words) - 4):
            sketch.update(" ".join(words[at : at + 5]).encode("utf-8", "replace"))
        if len(words) > 4:
            sketches[report.id] = sketch
    index = MinHashLSH(num_perm=128, params=(64, 2))  # wide open; likeness decides below
    for name, sketch in sketches.items():
        index.insert(name, sketch)
    likeness = {
        frozenset((name, other)): sketch.jaccard(sketches[other])
        for name, sketch in sketches.items()
        for other in index.query(sketch)
        if other != name
    }
    return {
        least: {pair for pair, value in likeness.items() if value >= least} for least in _THRESHOLDS
    }


def _best_minhash(
    reports: Sequence[Report],
    true: set[Pair],
    unsure: frozenset[Pair] = frozenset(),
    judged: set[Pair] | None = None,
) -> str:
    links = _minhash_links(reports)
    if not true:
        return str(len(links[_THRESHOLDS[1]]))
    return max(
        _score(found & judged if judged else found, true, unsure) for found in links.values()
    )


def _minhash_aris(reports: Sequence[Report], whole: set[Pair]) -> list[float]:
    true = _components(whole)
    return [_ari(_components(found), true, reports) for found in _minhash_links(reports).values()]
