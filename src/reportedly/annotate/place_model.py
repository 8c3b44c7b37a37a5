"""Weigh the evidence: is a toponym a place's name, and which place does it mean.

Four small learned layers, in `models/place_layers.npz`, one after the other:

    evidence -> named    how likely it is that words name a place at all
    columns  -> first    which of a name's places, by size and by the likely names around it
    columns  -> second   the same, once more, with the first answers around it
    both     -> taken    how likely it is that the best place is the one meant

The card beside the weights says from what they were learned and how well they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from reportedly.annotate import place_evidence, place_ranking
from reportedly.annotate.place_evidence import evidence, is_person
from reportedly.annotate.place_ranking import Field, Floats, build, columns, first_weights, shares
from reportedly.annotate.place_table import Place
from reportedly.annotate.toponyms import Toponym
from reportedly.model import Mention, Parse
from reportedly.shipped import shipped_arrays

LAYERS = ("named", "first", "second", "taken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A network with one hidden layer and one answer."""

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: float

    def answer(self, rows: Floats) -> Floats:
        """Return the answer for each row, 0 to 1."""
        scaled = np.clip((rows - self.mean) / self.scale, -5.0, 5.0)
        inner = np.maximum(scaled @ self.hidden + self.hidden_bias, 0.0)
        return np.asarray(1.0 / (1.0 + np.exp(-(inner @ self.out + self.out_bias))), np.float32)


@dataclass(frozen=True, slots=True)
class Reading:
    """The place that a toponym most likely means, and how likely that is; None: it has none."""

    toponym: Toponym
    place: Place | None
    likely: float


@cache
def layers() -> dict[str, Layer]:
    """Return the shipped layers by name."""
    stored = shipped_arrays("place_layers")
    if list(stored["names"]) != names():
        raise RuntimeError("models/place_layers.npz was learned from other columns")
    return {name: _layer(stored, name) for name in LAYERS}


def _layer(stored: dict[str, np.ndarray], name: str) -> Layer:
    fields = ("mean", "scale", "hidden", "hidden_bias", "out")
    arrays = {field: stored[f"{name} {field}"].astype(np.float32) for field in fields}
    return Layer(**arrays, out_bias=float(stored[f"{name} out_bias"]))


def names() -> list[str]:
    """Return the columns that the layers see."""
    return [*place_evidence.NAMES, *place_ranking.NAMES]


def read_places(
    text: str, toponyms: Sequence[Toponym], parses: Sequence[Parse], mentions: Sequence[Mention]
) -> list[Reading]:
    """Return the most likely place of each toponym, in their order."""
    if not toponyms:
        return []
    seen_rows = evidence(text, toponyms, mentions)
    rows = np.array(seen_rows, np.float32)
    field = build(toponyms, text, place_ranking.peoples_named(parses))
    if field is None:
        return [Reading(one, None, 0.0) for one in toponyms]
    learned = layers()
    named = learned["named"].answer(rows)
    seen, weights = ranked(
        field, by_name(field, toponyms, named), learned["first"], learned["second"]
    )
    best = chosen(field, weights)
    taken = learned["taken"].answer(joined(rows, named, seen, field, toponyms, best))
    return [
        Reading(one, field.places[best[one.key]], float(likely))
        if one.key in best and not is_person(row)
        else Reading(one, None, 0.0)
        for one, row, likely in zip(toponyms, seen_rows, taken, strict=True)
    ]


def by_name(field: Field, toponyms: Sequence[Toponym], named: Floats) -> Floats:
    """Return for each name of a field how likely it names a place, wherever that is likeliest."""
    most = dict.fromkeys(field.keys, 0.0)
    for one, likely in zip(toponyms, named.tolist(), strict=True):
        if one.key in most:
            most[one.key] = max(most[one.key], likely)
    return np.array([most[key] for key in field.keys], np.float32)


def ranked(field: Field, likely: Floats, first: Layer, second: Layer) -> tuple[Floats, Floats]:
    """Return the columns that the second layer saw, and its answers."""
    weights = first_weights(field, likely)
    answers = first.answer(columns(field, weights))
    weights = shares(field, answers) * likely[field.group]
    seen = columns(field, weights)
    return seen, second.answer(seen)


def chosen(field: Field, answers: Floats) -> dict[tuple[str, str], int]:
    """Return the row of the likeliest place of each name; of equal ones the first."""
    best: dict[tuple[str, str], int] = {}
    values = answers.tolist()
    for row, group in enumerate(field.group.tolist()):
        key = field.keys[group]
        if key not in best or values[row] > values[best[key]]:
            best[key] = row
    return best


def joined(
    rows: Floats,
    named: Floats,
    seen: Floats,
    field: Field,
    toponyms: Sequence[Toponym],
    best: dict[tuple[str, str], int],
) -> Floats:
    """Return what the last layer sees: the evidence beside the columns of the best place."""
    nothing = np.zeros(seen.shape[1], np.float32)
    places = [seen[best[one.key]] if one.key in best else nothing for one in toponyms]
    return np.column_stack([rows, named, np.array(places, np.float32)]).astype(np.float32)
