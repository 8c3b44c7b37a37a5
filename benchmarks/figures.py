"""Figures: NewsQuant, values with units and changes, beside quantulum3 on the same sentences.

A quantity counts as found where the value is the same (ranges by both ends); with its unit
where the normalised unit is the same too, for a count the head of the counted noun; with its
change where the sign of NewsQuant ("=", "~", ">", "<", "up", "down") is the same.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from benchmarks.annotated import annotated
from benchmarks.table import Row, data_folder
from reportedly.annotate.units import unit_tables
from reportedly.intervals import nominal
from reportedly.model import Figure

# NewsQuant's names of units, where ours are others.
UNIT_NAMES = {
    "age": "year of age",
    "dollar": "US dollar",
    "percentage": "percent",
    "pound-mass": "pound",
    "celsius": "degree Celsius",
    "degree celsius": "degree Celsius",
    "fahrenheit": "degree Fahrenheit",
    "degree fahrenheit": "degree Fahrenheit",
    "japanese yen": "Japanese yen",
    "indian rupee": "Indian rupee",
    "australian dollar": "Australian dollar",
    "canadian dollar": "Canadian dollar",
    "singaporean dollar": "Singapore dollar",
    "malaysian ringgit": "Malaysian ringgit",
    "chinese yuan": "Chinese yuan",
    "shekel": "Israeli shekel",
    "foot pound-force": "pound-foot",
    "square feet": "square foot",
    "penny": "pence",
    "hong kong dollar": "Hong Kong dollar",
    "kilopound per square inch": "ksi",
    "count": "time",
    "touch down": "td",
}


UNITS = frozenset(
    unit.name for unit in (*unit_tables().after.values(), *unit_tables().before.values())
) | {"fraction", "year of age"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in the terms of the data set."""

    value: tuple[float, ...]
    unit: str
    change: str = "="


Same = Callable[[Quantity, Quantity], bool]


def measure(sample: int | None = None) -> list[Row]:
    """Return value, value+unit and value+change F1, for us and for quantulum3."""
    path = data_folder() / "quantities" / "newsquant_dev.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sentences = [json.loads(line) for line in lines][:sample]
    gold = [[from_gold(quantity) for quantity in s["quantities"]] for s in sentences]
    ours = [from_figures(list(annotated(s["text"]).figures())) for s in sentences]
    peer = _quantulum([s["text"] for s in sentences])
    measures: list[tuple[str, Same, str]] = [
        ("value F1", _same_value, ".920"),
        ("value + unit F1", _same_unit, ".856"),
        ("value + change F1", _same_change, ".881"),
    ]
    rows = []
    for name, same, published in measures:
        peers = {"CQE, test half (published)": published}
        if peer is not None and same is not _same_change:
            peers["quantulum3 (run)"] = f"{f1(gold, peer, same):.3f}"
        rows.append(
            Row(
                part="figures",
                data=f"NewsQuant dev, {len(sentences)} sentences, also looked at while building",
                measure=name,
                ours=f"{f1(gold, ours, same):.3f}",
                peers=peers,
            )
        )
    return rows


def f1(gold: list[list[Quantity]], found: list[list[Quantity]], same: Same) -> float:
    """Return F1 over all sentences, each quantity matched at most once."""
    right = total = 0
    for expected, got in zip(gold, found, strict=True):
        total += len(expected) + len(got)
        right += len(matched(expected, got, same))
    return 2 * right / total if total else 1.0


def matched(
    expected: Iterable[Quantity], got: Iterable[Quantity], same: Same
) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs that agree, the first fitting one for each."""
    left, pairs = list(got), []
    for quantity in expected:
        fit = next((other for other in left if same(quantity, other)), None)
        if fit is not None:
            left.remove(fit)
            pairs.append((quantity, fit))
    return pairs


def _same_value(a: Quantity, b: Quantity) -> bool:
    return len(a.value) == len(b.value) and all(
        abs(x - y) <= 1e-6 * max(1.0, abs(x)) for x, y in zip(a.value, b.value, strict=True)
    )


def _same_unit(a: Quantity, b: Quantity) -> bool:
    return _same_value(a, b) and a.unit == b.unit


def _same_change(a: Quantity, b: Quantity) -> bool:
    return _same_value(a, b) and a.change == b.change


def from_gold(quantity: dict[str, str]) -> Quantity:
    """Return a quantity of the data set: its ends in order, its unit as one word where counted."""
    ends = [float(end) for end in quantity["value"].lstrip("-").split("-")]
    if quantity["value"].startswith("-"):
        ends[0] = -ends[0]
    unit = quantity["normalized_unit"]
    if unit.startswith("%"):
        unit = "fraction"
    unit = UNIT_NAMES.get(unit, unit)
    if " per " in unit and unit not in UNITS:
        first, per = unit.split(" per ", 1)
        return Quantity(
            tuple(sorted(ends)),
            f"{UNIT_NAMES.get(first, first)} per {UNIT_NAMES.get(per, per)}",
            quantity["change"],
        )
    if unit not in UNITS and unit != "-":
        unit = unit.split()[-1].lower()
    return Quantity(tuple(sorted(ends)), unit, quantity["change"])


def from_figures(figures: list[Figure]) -> list[Quantity]:
    """Return our figures in the terms of the data set, which has "from 40 to 30" as one quantity.

    We keep the two ends of a change apart, and tie them; here they are put together again, but
    for ranges: "from 5 to 7 percent to 3 to 5" is two there as well.
    """
    by_id = {figure.id: (place, figure) for place, figure in enumerate(figures)}
    ends = {
        figure.change_from: figure
        for place, figure in enumerate(figures)
        if figure.change_from in by_id
        and by_id[figure.change_from][0] < place
        and not {figure.bound, by_id[figure.change_from][1].bound} & {"between"}
    }
    after = {figure.id for figure in ends.values()}
    return [
        _change(figure, ends[figure.id]) if figure.id in ends else from_figure(figure)
        for figure in figures
        if figure.id not in after
    ]


def _change(one: Figure, other: Figure) -> Quantity:
    start, end = from_figure(one), from_figure(other)
    return replace(end, value=tuple(sorted((*start.value, *end.value))))


def from_figure(figure: Figure) -> Quantity:
    """Return one of our figures in the terms of the data set."""
    value: tuple[float, ...]
    if figure.bound == "between" and figure.low is not None and figure.high is not None:
        value = (figure.low, figure.high)
    elif figure.vague and figure.low is not None:
        value = (figure.low, 10 * figure.low)
    else:
        value = (nominal(figure) or 0.0,)
    return Quantity(value, figure.unit or figure.counted_head or "-", figure.change or "=")


def _quantulum(texts: list[str]) -> list[list[Quantity]] | None:
    try:
        from quantulum3 import parser  # type: ignore[import-untyped]
    except ImportError:
        return None
    found = []
    for text in texts:
        try:
            quantities = parser.parse(text)
        except Exception:
            quantities = []
        found.append([_from_quantulum(quantity) for quantity in quantities])
    return found


def _from_quantulum(quantity: object) -> Quantity:
    value = float(getattr(quantity, "value"))  # noqa: B009  (quantulum3 has no types)
    spread = getattr(quantity, "uncertainty", None)
    ends = (value - spread, value + spread) if spread else (value,)
    name = str(getattr(quantity, "unit").name)  # noqa: B009
    unit = "-" if name == "dimensionless" else UNIT_NAMES.get(name, name)
    return Quantity(ends, unit)
