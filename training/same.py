"""Learn how sure it is that two statements say the same.

    python -m training.same            writes src/reportedly/models/same.npz
    python -m training.same --folds    prints how well pairs of unseen stories are told instead

Learns from pairs of statements of different reports on one event: those of `labels/same.json`
(NewsEvents and event triples, development halves) and the development stories of
`benchmarks/labels/comparison.json`. The labels hold ids and offsets:

    units   passages: place of the report, start, end
    same    lists of units that say the same
    told    those of them that tell one remark

A pair is left out where only a statement around or within one of the two is labelled. Needs
scikit-learn, which the package itself does not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmarks.labelled_stories import read_stories
from benchmarks.news import as_report, event_triples, news_rows
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from reportedly.analysis import analyse
from reportedly.compare.likeness import MEASURES, SPEAKERS, measures, speakers
from reportedly.compare.material import Material
from reportedly.compare.weighed import weigh
from reportedly.memory import ShortMemory
from reportedly.model import Given, Picture, Report, Statement
from reportedly.settings import Settings
from reportedly.text import hull

LABELS = Path(__file__).parent / "labels" / "same.json"
MODEL = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models" / "same.npz"
FOLDS = 8
LEAST_COSINE = 0.03  # what shares less is not asked about
SAME_PASSAGE = 0.5  # share of the characters of both that a statement and a unit must have

Passage = tuple[str, int, int]  # report, start, end
Rows = npt.NDArray[np.float64]


def main() -> None:
    """Learn the weights and write them, or print how well unseen stories are judged."""
    parser = argparse.ArgumentParser(description="Learn which statements say the same.")
    parser.add_argument("--folds", action="store_true", help="measure on unseen stories instead")
    chosen = parser.parse_args()
    stories = [list(story) for story in (*_own_stories(), *_benchmark_stories())]
    if chosen.folds:
        print(_unseen(stories))
        return
    weights = learn([pair for story in stories for pair in story])
    names = np.array([*MEASURES, *SPEAKERS])
    np.savez_compressed(MODEL, names=names, weights=weights.astype(np.float32))


Pair = tuple[list[float], bool]


def learn(pairs: Sequence[Pair]) -> Rows:
    """Return a weight for each measure, and the base."""
    rows = np.array([row for row, _ in pairs])
    scale = StandardScaler().fit(rows)
    model = LogisticRegression(C=0.1, max_iter=500)
    model.fit(scale.transform(rows), [same for _, same in pairs])
    weights = model.coef_[0] / scale.scale_
    return np.array([*weights, model.intercept_[0] - weights @ scale.mean_])


def _unseen(stories: Sequence[Sequence[Pair]]) -> str:
    """Return F1 over pairs of stories not learned from, at the best threshold for all."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        seen = [pair for n, story in enumerate(stories) if n % FOLDS != fold for pair in story]
        weights = learn(seen)
        for pairs in stories[fold::FOLDS]:
            scored += [(float(np.dot(weights[:-1], row) + weights[-1]), s) for row, s in pairs]
    scored.sort(key=lambda pair: -pair[0])
    right = np.cumsum([same for _, same in scored])
    found = np.arange(1, len(scored) + 1)
    best = int(np.argmax(2 * right / (found + right[-1])))
    return (
        f"{len(scored)} pairs, {right[-1]} the same: F1 "
        f"{2 * right[best] / (found[best] + right[-1]):.3f} (P {right[best] / found[best]:.3f}, "
        f"R {right[best] / right[-1]:.3f}) at {scored[best][0]:.2f}"
    )


# --- pairs of a story --------------------------------------------------------------------------


def _own_stories() -> Iterator[Iterator[Pair]]:
    rows = {row["id"]: row for row in news_rows()}
    triples = {one.name: one.report for one in event_triples()}
    for story in json.loads(LABELS.read_text(encoding="utf-8"))["stories"]:
        reports = [triples.get(name) or _report(rows[name]) for name in story["reports"]]
        pictures = analyse(reports, Settings(), memory=ShortMemory()).pictures
        names = story["reports"]
        units = [(names[report], start, end) for report, start, end in story["units"]]
        same = {
            frozenset((units[a], units[b]))
            for group in story["same"]
            for a, b in combinations(group, 2)
        }
        yield _pairs(pictures, same)


def _report(row: dict[str, str]) -> Report:
    given = Given(outlet=row["outlet"], published=row["published"][:10], url=row["url"])
    return as_report(row["id"], f"{row['title']}\n\n{row['text']}", given)


def _benchmark_stories() -> Iterator[Iterator[Pair]]:
    for reading in read_stories("development"):
        names = reading.story.names
        same = {
            frozenset((names[report], start, end) for report, start, end in pair)
            for pair in reading.story.same()
        }
        yield _pairs(reading.pictures, same)


def _pairs(pictures: Iterable[Picture], same: set[frozenset[Passage]]) -> Iterator[Pair]:
    """Yield the measures of each pair that may say the same, and whether it does."""
    units = {unit for pair in same for unit in pair}
    for picture in pictures:
        material = Material(
            picture.reports,
            picture.statements,
            picture.figures,
            picture.times,
            picture.places,
            picture.agents,
        )
        words = weigh(material)
        path = {report.id: report.path for report in picture.reports}
        meant = {
            one: _units(path[own.report_id], material.statements[one], units)
            for one, own in words.items()
        }
        for (one, a), (other, b) in combinations(words.items(), 2):
            found = measures(a, b) if a.report_id != b.report_id else None
            if found is None or found[0] < LEAST_COSINE:
                continue
            (first, about_first), (second, about_second) = meant[one], meant[other]
            if first and second and frozenset((first, second)) in same:
                yield [*found, *speakers(a, b)], True
            elif not any(frozenset((x, y)) in same for x in about_first for y in about_second):
                yield [*found, *speakers(a, b)], False


def _units(
    path: str, statement: Statement, units: Iterable[Passage]
) -> tuple[Passage | None, list[Passage]]:
    """Return the unit that a statement is, and all units that share words with it."""
    span = hull(statement.content)
    near = [u for u in sorted(units) if u[0] == path and u[1] < span.end and span.start < u[2]]

    def share(unit: Passage) -> float:
        inner = min(unit[2], span.end) - max(unit[1], span.start)
        return inner / (max(unit[2], span.end) - min(unit[1], span.start))

    best = max(near, key=share, default=None)
    return (best if best and share(best) >= SAME_PASSAGE else None), near


if __name__ == "__main__":
    main()
