"""Tie the figures of one sentence together: parts, changes, and units said once for two numbers.

    "at least 40 were hurt, including 12 children"     12 is part of 40
    "fell from 4.8 percent to 4.7 percent"             4.7 is what 4.8 became
    "460 vehicles were stolen, compared with 63"       63 vehicles
    "shares were up 2.3%, Burl by 2.6%"                both up

Nothing is read here that a single figure says itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.model import Figure, Span

SUBSET = re.compile(
    r"(?:\bincluding|\bamong them|\bof whom|\bof which|\bof them|\bincl\.)\W+(?:at least\s+)?$",
    re.IGNORECASE,
)
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|which|those)\b", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+(?:a\s+(?:low|high|peak|record)\s+of\s+)?$", re.IGNORECASE)
# What may stand between the two ends of a change; a new clause or another "from" may not.
TO = re.compile(r"^[^;:]{0,60}?\bto\s+(?:a\s+\w+\s+of\s+|just\s+|only\s+)?$", re.IGNORECASE)
BACK_FROM = re.compile(r"^[^;:.]{0,60}?\bfrom\s+(?:a\s+\w+\s+of\s+)?$", re.IGNORECASE)
REACHED = re.compile(r"\b(?:to|at)\s+$", re.IGNORECASE)
# Words that set a bare number beside one that has said its unit.
BESIDE = re.compile(
    r"\b(?:from|compared (?:with|to)|against|than|versus|vs\.?|while the \w+ (?:is|was))\s+$",
    re.IGNORECASE,
)
# "1.3 A to 0.03 A": one number less than the one before it is no range but a way down.
DOWN_TO = re.compile(r"^\S{0,8}\s+to\s+$", re.IGNORECASE)
OR = re.compile(r"^(?:\s+points?)?,?\s+or\s+$", re.IGNORECASE)
BY = re.compile(r"\bby\s+$", re.IGNORECASE)
MOVED = ("up", "down")
# Two numbers of one thing lie near each other; ten times apart they measure different things.
NEAR = 10.0
# Figures that are looked back at; prose has hardly as many in a sentence, tables and dumps have.
MOST_BACK = 20


def linked(text: str, sentence: Span, figures: Iterator[Figure]) -> Iterator[Figure]:
    """Yield the figures of one sentence, each with what it shares with those before it."""
    found: list[Figure] = []
    for figure in figures:
        before = text[found[-1].span.end if found else sentence.start : figure.span.start]
        after = text[figure.span.end : min(sentence.end, figure.span.end + 12)]
        found.append(_tied(found[-MOST_BACK:], figure, before, after))
    for index in range(len(found) - 1):
        _tie_change(found, index, text, sentence)
    yield from found


def _tied(found: Sequence[Figure], figure: Figure, before: str, after: str) -> Figure:
    if not found:
        return figure
    last = found[-1]
    whole = next((f for f in reversed(found) if f.unit is None and f.part_of is None), None)
    if whole is not None and figure.unit == whole.unit and _is_part(before, after):
        return replace(figure, part_of=whole.id)
    beside = _beside(found, figure, before)
    if beside is not None:
        figure = _like(figure, beside)
    if last.change in MOVED and figure.change == "=" and _moves_too(last, figure, before):
        figure = replace(figure, change=last.change)
    return figure


def _tie_change(found: list[Figure], index: int, text: str, sentence: Span) -> None:
    """Tie the two ends of "fell from 40 to 30" and "rose to 40 from 30"."""
    one, other = found[index], found[index + 1]
    before = text[max(sentence.start, one.span.start - 40) : one.span.start]
    between = text[_end(one) : other.span.start]
    if other.change_from or not _same_kind(one, other):
        return
    down = _measures(one) and _size(other) < _size(one) and DOWN_TO.match(between)
    if down or (FROM.search(before) and TO.match(between)):
        if _measures(one) and not _measures(other):
            other = _like(other, one)
        found[index + 1] = replace(other, change_from=one.id)
        if not _measures(one) and _measures(other):
            found[index] = _like(one, other)
    elif REACHED.search(before) and BACK_FROM.match(between):
        found[index] = replace(one, change_from=other.id)


def _end(figure: Figure) -> int:
    counted = figure.counted_span
    return max(figure.span.end, counted.end if counted else 0)


def _same_kind(one: Figure, other: Figure) -> bool:
    if not _measures(one) or not _measures(other):
        return _near(one, other)
    return one.unit == other.unit and one.counted_head == other.counted_head


def _is_part(before: str, after: str) -> bool:
    return bool(SUBSET.search(before[-40:]) or OF_THEM.match(after))


def _moves_too(last: Figure, figure: Figure, before: str) -> bool:
    return bool(OR.match(before)) or (figure.unit == last.unit and bool(BY.search(before)))


def _beside(found: Sequence[Figure], figure: Figure, before: str) -> Figure | None:
    """Return the earlier figure whose unit or counted thing a bare number shares."""
    if figure.unit or figure.counted_head or figure.vague:
        return None
    fitting = [other for other in found if _measures(other) and _near(other, figure)]
    if not fitting:
        return None
    fine = _is_fine(figure) and any(_is_fine(other) for other in fitting)
    if BESIDE.search(before) or fine:
        return next((o for o in reversed(fitting) if not fine or _is_fine(o)), None)
    return None


def _measures(figure: Figure) -> bool:
    return bool(figure.unit or figure.counted_head)


def _near(one: Figure, other: Figure) -> bool:
    a, b = _size(one), _size(other)
    return bool(a and b) and 1 / NEAR <= a / b <= NEAR


def _size(figure: Figure) -> float:
    return abs(figure.low if figure.low is not None else figure.high or 0.0)


def _is_fine(figure: Figure) -> bool:
    """Return whether a number is given to the penny: "1,463.87", not "12"."""
    return _size(figure) % 1 != 0


def _like(figure: Figure, other: Figure) -> Figure:
    factor = _factor(other)
    return replace(
        figure,
        unit=other.unit,
        base_low=_times(figure.low, factor),
        base_high=_times(figure.high, factor),
        base_unit=other.base_unit,
        counted=other.counted,
        counted_span=other.counted_span,
        counted_head=other.counted_head,
    )


def _factor(figure: Figure) -> float | None:
    said = figure.low if figure.low is not None else figure.high
    base = figure.base_low if figure.low is not None else figure.base_high
    return base / said if said and base is not None else None


def _times(value: float | None, factor: float | None) -> float | None:
    return None if value is None or factor is None else float(f"{value * factor:.12g}")
