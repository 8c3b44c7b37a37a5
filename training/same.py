"""Learn how sure it is that two statements say the same.

    python -m training.same            writes src/reportedly/models/same.npz
    python -m training.same --folds    measures what is made of stories that were not learned from

Learns from pairs of statements of different reports on one event: those of `labels/same.json`
(NewsEvents and event triples, development halves) and the development stories of
`benchmarks/labels/comparison.json`. The labels hold ids and offsets:

    units   passages: place of the report, start, end
    same    lists of units that say the same
    told    those of them that tell one remark

A pair is left out where only a statement around or within one of the two is labelled. The folds
are measured as `benchmarks comparison` does: questions, groups and all, beside TF-IDF cosine with
its best threshold. Needs scikit-learn, which the package itself does not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from benchmarks.comparison_stories import Counts, cosine_baseline, count_pairs
from benchmarks.labelled_stories import (
    Labelled,
    Passage,
    Reading,
    event_report,
    pairs,
    read_stories,
)
from benchmarks.news import event_triples, news_rows
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from reportedly.compare import likeness
from reportedly.compare.layout import lay_out
from reportedly.compare.likeness import MEASURES, SPEAKERS, measures, speakers
from reportedly.compare.material import Material
from reportedly.compare.weighed import weigh
from reportedly.model import Picture, Span, Statement
from reportedly.text import hull

LABELS = Path(__file__).parent / "labels" / "same.json"
MODEL = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models" / "same.npz"
FOLDS = 6
SAME_PASSAGE = 0.5  # share of the characters of both that a statement and a unit must have

Rows = npt.NDArray[np.float64]
Pair = tuple[list[float], bool]


def main() -> None:
    """Learn the weights and write them, or measure what is made of unseen stories."""
    parser = argparse.ArgumentParser(description="Learn which statements say the same.")
    parser.add_argument("--folds", action="store_true", help="measure on unseen stories instead")
    chosen = parser.parse_args()
    readings = [*_own_stories(), *read_stories("development")]
    if chosen.folds:
        print("learned:", _unseen(readings))
        print("TF-IDF cosine, best threshold:", cosine_baseline(readings))
        return
    weights = learn([pair for reading in readings for pair in labelled_pairs(reading)])
    names = np.array([*MEASURES, *SPEAKERS])
    np.savez_compressed(MODEL, names=names, weights=weights.astype(np.float32))


def learn(pairs: Sequence[Pair]) -> Rows:
    """Return a weight for each measure, and the base."""
    rows = np.array([row for row, _ in pairs])
    scale = StandardScaler().fit(rows)
    model = LogisticRegression(C=0.1, max_iter=500)
    model.fit(scale.transform(rows), [same for _, same in pairs])
    weights = model.coef_[0] / scale.scale_
    return np.array([*weights, model.intercept_[0] - weights @ scale.mean_])


def _unseen(readings: Sequence[Reading]) -> Counts:
    """Return the counts of pairs of passages, by weights that had not seen their story."""
    known = [list(labelled_pairs(reading)) for reading in readings]
    total = Counts()
    for fold in range(FOLDS):
        weights = learn([p for n, own in enumerate(known) if n % FOLDS != fold for p in own])
        *first, base = map(float, weights)
        count = len(MEASURES)
        judge = likeness.Judge(tuple(first[:count]), tuple(first[count:]), base)
        with patch.object(likeness, "judge", lambda judge=judge: judge):
            for reading in readings[fold::FOLDS]:
                found = [
                    reading.passages(answer.statement_id for answer in said)
                    for picture in reading.pictures
                    for group in lay_out(_material(picture))
                    for said in group.propositions
                ]
                total += count_pairs(pairs(found), reading.story.same())
    return total


# --- pairs of a story --------------------------------------------------------------------------


def _own_stories() -> Iterator[Reading]:
    rows = {row["id"]: row for row in news_rows()}
    triples = {one.name: one.report for one in event_triples()}
    for story in json.loads(LABELS.read_text(encoding="utf-8"))["stories"]:
        names = story["reports"]
        labelled = Labelled(
            half="training",
            names=names,
            units=[(report, start, end) for report, start, end in story["units"]],
            utterances=[[told] for told in story["told"]],
            propositions=story["same"],
            oppositions=[],
            updates=[],
            undecided=[],
        )
        reports = [triples.get(name) or event_report(rows[name]) for name in names]
        yield Reading(labelled, reports)


def labelled_pairs(reading: Reading) -> Iterator[Pair]:
    """Yield the measures of each pair that may say the same, and whether it does."""
    same = reading.story.same()
    units = sorted({unit for pair in same for unit in pair})
    for picture in reading.pictures:
        material = _material(picture)
        words = weigh(material)
        meant = {
            one: _units(reading.place[own.report_id], material.statements[one], units)
            for one, own in words.items()
        }
        for (one, a), (other, b) in combinations(words.items(), 2):
            found = measures(a, b) if a.report_id != b.report_id else None
            if found is None:
                continue
            (first, about_first), (second, about_second) = meant[one], meant[other]
            if first and second and frozenset((first, second)) in same:
                yield [*found, *speakers(a, b)], True
            elif not any(frozenset((x, y)) in same for x in about_first for y in about_second):
                yield [*found, *speakers(a, b)], False


def _material(picture: Picture) -> Material:
    return Material(
        picture.reports,
        picture.statements,
        picture.figures,
        picture.times,
        picture.places,
        picture.agents,
        picture.utterances,
    )


def _units(
    place: int, statement: Statement, units: Sequence[Passage]
) -> tuple[Passage | None, list[Passage]]:
    """Return the unit that a statement is, and all units that share words with it."""
    span = hull(statement.content)
    near = [unit for unit in units if unit[0] == place and span.overlaps(Span(unit[1], unit[2]))]

    def share(unit: Passage) -> float:
        inner = min(unit[2], span.end) - max(unit[1], span.start)
        return inner / (max(unit[2], span.end) - min(unit[1], span.start))

    best = max(near, key=share, default=None)
    return (best if best and share(best) >= SAME_PASSAGE else None), near


if __name__ == "__main__":
    main()
