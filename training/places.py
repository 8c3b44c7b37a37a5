"""Learn which words name places, and which place each means: `models/place_layers.npz`.

    python -m training.places

Learns from the articles of LGL and GeoVirus that `benchmarks.places` does not measure. Each
layer learns on answers of the one before that were given for articles it had not seen (four
folds by article). Needs scikit-learn, which the package itself does not.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.annotated import Annotated, annotated
from benchmarks.places import Article, Toponym, distance, read
from sklearn.neural_network import MLPClassifier

from reportedly.annotate import toponyms as finding
from reportedly.annotate.place_evidence import evidence
from reportedly.annotate.place_model import (
    LAYERS,
    Layer,
    by_name,
    chosen,
    joined,
    names,
)
from reportedly.annotate.place_ranking import (
    Field,
    Floats,
    build,
    columns,
    first_weights,
    peoples_named,
    shares,
)
from reportedly.annotate.place_table import Place
from reportedly.model import Mention
from training.invented_places import invented_articles

TARGET = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "models"
FOLDS = 4
HIDDEN = {"named": 24, "first": 24, "second": 24, "taken": 24}
ALPHA = 1.0  # keeps the weights small: there are only some 3,000 names to learn from
EPOCHS = 40
NETWORKS = 5  # by other random starts; their mean errs less than each
# GeoVirus gives no ids: there the place is right that is the nearest of its name, if as near as
# this to what is annotated, in kilometres. Countries may be marked anywhere inside.
NEAR = {"K": 1500.0, "C": 900.0, "A": 400.0, "D": 100.0, "P": 60.0, "F": 1500.0}


@dataclass(frozen=True, slots=True)
class Example:
    """One article, with what the layers see of it and what they should answer."""

    article: Article
    toponyms: list[finding.Toponym]
    rows: Floats
    field: Field | None
    gold: list[Toponym | None]
    fold: int
    invented: bool = False

    @property
    def named(self) -> list[bool]:
        """Return for each toponym whether it names a place."""
        return [gold is not None for gold in self.gold]

    def right(self) -> Floats:
        """Return for each place how often it is the one meant, -1 where the name is no place's."""
        assert self.field is not None
        votes = np.full(len(self.field.places), -1.0, np.float32)
        groups = {key: number for number, key in enumerate(self.field.keys)}
        for one, gold in zip(self.toponyms, self.gold, strict=True):
            if gold is None or one.key not in groups:
                continue
            rows = np.flatnonzero(self.field.group == groups[one.key])
            meant = is_right(gold, [self.field.places[row] for row in rows])
            votes[rows] = np.maximum(votes[rows], 0) + np.array(meant, np.float32)
        return votes


def is_right(gold: Toponym, places: Sequence[Place]) -> list[bool]:
    """Return for each place whether it is the annotated one."""
    if gold.geonames_id is not None:
        return [place.geonames_id == gold.geonames_id for place in places]
    far = [distance(gold, place) for place in places]
    allowed = [km <= NEAR[place.kind] for km, place in zip(far, places, strict=True)]
    near = [km for km, fits in zip(far, allowed, strict=True) if fits]
    least = min(near, default=0.0)
    return [fits and km <= least + 5 for km, fits in zip(far, allowed, strict=True)]


def example(
    article: Article, parsed: Annotated, mentions: tuple[Mention, ...], *, invented: bool = False
) -> Example:
    """Return one article as the layers see it."""
    toponyms = finding.find_toponyms(article.text, parsed.parses, mentions)
    rows = np.array(evidence(article.text, toponyms, mentions), np.float32)
    field = build(toponyms, article.text, peoples_named(parsed.parses))
    gold = [_gold(article, one) for one in toponyms]
    fold = int(hashlib.sha256(article.text.encode()).hexdigest(), 16) // 2 % FOLDS
    return Example(article, toponyms, rows, field, gold, fold, invented)


def _gold(article: Article, one: finding.Toponym) -> Toponym | None:
    fits = (g for g in article.toponyms if one.span.start < g.end and g.start < one.span.end)
    return next(fits, None)


def fit(rows: Floats, answers: Floats, hidden: int) -> Layer:
    """Return a layer that learned to give `answers` for `rows`: the mean of several networks.

    Set side by side they are one network again, with as many hidden units as all together.
    """
    mean, scale = rows.mean(0), rows.std(0) + 1e-3
    scaled = np.clip((rows - mean) / scale, -5.0, 5.0)
    networks = [
        MLPClassifier(
            (hidden,),
            alpha=ALPHA,
            max_iter=EPOCHS,
            random_state=seed,
            learning_rate_init=2e-3,
            tol=0.0,
        ).fit(scaled, answers > 0)
        for seed in range(NETWORKS)
    ]
    return Layer(
        mean=mean,
        scale=scale,
        hidden=np.concatenate([one.coefs_[0] for one in networks], 1).astype(np.float32),
        hidden_bias=np.concatenate([one.intercepts_[0] for one in networks]).astype(np.float32),
        out=np.concatenate([one.coefs_[1][:, 0] / NETWORKS for one in networks]).astype(np.float32),
        out_bias=float(np.mean([one.intercepts_[1][0] for one in networks])),
    )


def learn(examples: Sequence[Example]) -> dict[str, Layer]:
    """Return the four layers."""
    usable = [one for one in examples if one.field is not None]
    learned = {}
    rows = [one.rows for one in usable]
    wanted = [np.array(one.named, np.float32) for one in usable]
    learned["named"], named = _folded(usable, rows, wanted, "named")
    fields = [one.field for one in usable if one.field is not None]
    right = [one.right() for one in usable]
    likely = [by_name(f, e.toponyms, n) for f, e, n in zip(fields, usable, named, strict=True)]
    weights = [first_weights(f, share) for f, share in zip(fields, likely, strict=True)]
    seen: list[Floats] = []
    for name in ("first", "second"):
        seen = [columns(f, w) for f, w in zip(fields, weights, strict=True)]
        learned[name], answers = _folded(usable, seen, right, name)
        weights = [
            shares(f, a) * share[f.group]
            for f, a, share in zip(fields, answers, likely, strict=True)
        ]
    best = [chosen(f, a) for f, a in zip(fields, answers, strict=True)]
    last = [
        joined(e.rows, n, s, f, e.toponyms, b)
        for e, n, s, f, b in zip(usable, named, seen, fields, best, strict=True)
    ]
    taken = [_taken(e, f, b) for e, f, b in zip(usable, fields, best, strict=True)]
    learned["taken"], answers = _folded(usable, last, taken, "taken")
    _report(usable, answers, taken)
    return learned


def _taken(one: Example, field: Field, best: dict[tuple[str, str], int]) -> Floats:
    found = []
    for toponym, gold in zip(one.toponyms, one.gold, strict=True):
        row = best.get(toponym.key)
        found.append(
            float(gold is not None and row is not None and is_right(gold, [field.places[row]])[0])
        )
    return np.array(found, np.float32)


def _folded(
    examples: Sequence[Example], rows: list[Floats], answers: list[Floats], name: str
) -> tuple[Layer, list[Floats]]:
    """Return a layer learned from all, and each example's answers of one that did not see it."""
    found: list[Floats] = [np.zeros(0, np.float32)] * len(examples)
    for fold in range(FOLDS):
        inside = [n for n, one in enumerate(examples) if one.fold != fold]
        layer = _fit_known([rows[n] for n in inside], [answers[n] for n in inside], name)
        for n, one in enumerate(examples):
            if one.fold == fold:
                found[n] = layer.answer(rows[n])
    return _fit_known(rows, answers, name), found


def _fit_known(rows: list[Floats], answers: list[Floats], name: str) -> Layer:
    table, wanted = np.concatenate(rows), np.concatenate(answers)
    known = wanted >= 0  # names that are no places here teach nothing about which place
    return fit(table[known], wanted[known], HIDDEN[name])


def _report(examples: Sequence[Example], answers: list[Floats], taken: list[Floats]) -> None:
    """Print the F1 that unseen articles would get, at some thresholds."""
    for sort in ("LGL", "GeoVirus", "invented"):
        chosen_ones = [n for n, one in enumerate(examples) if _sort(one) == sort]
        total = sum(len(examples[n].article.toponyms) for n in chosen_ones)
        likely = np.concatenate([answers[n] for n in chosen_ones])
        right = np.concatenate([taken[n] for n in chosen_ones])
        for least in (0.3, 0.4, 0.5, 0.6):
            kept = likely >= least
            score = right[kept].sum() / ((kept.sum() + total) / 2)
            sys.stderr.write(f"{sort} at {least}: {score:.3f} of {kept.sum()} / {total}\n")


def _sort(one: Example) -> str:
    if one.invented:
        return "invented"
    return "LGL" if any(g.geonames_id for g in one.article.toponyms) else "GeoVirus"


def save(learned: dict[str, Layer]) -> None:
    """Write the layers beside the other models."""
    arrays: dict[str, np.ndarray] = {"names": np.array(names())}
    for name in LAYERS:
        layer = learned[name]
        for field in ("mean", "scale", "hidden", "hidden_bias", "out", "out_bias"):
            arrays[f"{name} {field}"] = np.asarray(getattr(layer, field), np.float32)
    np.savez_compressed(TARGET / "place_layers.npz", **arrays)  # type: ignore[arg-type]


def main() -> None:
    """Learn from the articles that are not held out, and from invented ones."""
    annotated_sets = [article for source in ("LGL", "GeoVirus") for article in read(source)]
    examples = [_parsed(article) for article in annotated_sets if not article.held_out]
    examples.extend(_parsed(article, invented=True) for article in invented_articles())
    save(learn(examples))


def _parsed(article: Article, *, invented: bool = False) -> Example:
    parsed = annotated(article.text)
    return example(article, parsed, tuple(parsed.names()), invented=invented)


if __name__ == "__main__":
    main()
