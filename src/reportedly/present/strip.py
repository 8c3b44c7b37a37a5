"""The number strip: every figure that answers a question, drawn as an interval, and as words.

Each row of a question shares one scale. An open bound is an arrow: "at least 40" runs on to
the right. The words beside the drawing say the same, so the drawing can be left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Figure, Question, Statement
from reportedly.present.lines import Line, line_of
from reportedly.present.lookup import Lookup, bounds

WIDTH = 300  # of the drawing, in its own units; 12 are left free on both sides
MARGIN = 12
ROWS = 14  # figures of one question
STRIPS = 12
# Beyond this ratio a linear scale squeezes the small figures into one dot.
LOGARITHMIC = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One figure on the scale.

    Attributes:
        line: The statement that holds it.
        value: The interval in words, in the unit that all rows share.
        said: The figure in the words of the report.
        left: Where the bar begins.
        right: Where the bar ends.
        open_left: Whether the lower bound is open.
        open_right: Whether the upper bound is open.
        dashed: Whether no source is given for it.
    """

    line: Line
    value: str
    said: str
    left: float
    right: float
    open_left: bool
    open_right: bool
    dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The figures that answer one question.

    Attributes:
        question: The question.
        unit: The unit that all rows share; "" for a bare count.
        low: What the left end of the scale stands for.
        high: What the right end stands for.
        logarithmic: Whether equal distances are equal ratios.
        marks: One for each figure, in order of publication.
        left: How many figures more the ledger holds.
        since: Index of the first day on which one of them is known.
    """

    question: str
    unit: str
    low: str
    high: str
    logarithmic: bool
    marks: tuple[Mark, ...]
    left: int
    since: int


def strips_of(lookup: Lookup) -> tuple[Strip, ...]:
    """Return the strips of all questions that two or more figures answer."""
    strips = []
    for question in lookup.picture.questions:
        by_unit: dict[str, list[tuple[Statement, Figure]]] = {}
        for statement in lookup.members(question):
            figure = lookup.answer((question.id, statement.id))
            own = _own(statement, figure, lookup)
            if own is not None and statement.counted:
                by_unit.setdefault(own.base_unit or own.unit or "", []).append((statement, own))
        for unit, held in sorted(by_unit.items(), key=lambda pair: -len(pair[1]))[:1]:
            if len(held) > 1 and len({bounds(figure) for _, figure in held}) > 1:
                strips.append(_strip(question, unit, held, lookup))
        if len(strips) == STRIPS:
            break
    return tuple(strips)


def _own(statement: Statement, answer: Figure | None, lookup: Lookup) -> Figure | None:
    """Return the figure of `statement` that gives the answer of its proposition."""
    if answer is None:
        return None
    figures = [lookup.figures[key] for key in statement.figures if key in lookup.figures]
    alike = (figure for figure in figures if bounds(figure) == bounds(answer))
    return next(alike, answer if answer.report_id == statement.report_id else None)


def _strip(
    question: Question, unit: str, held: Sequence[tuple[Statement, Figure]], lookup: Lookup
) -> Strip:
    ends = [end for _, figure in held for end in bounds(figure) if end is not None]
    ends = ends or [0.0]
    divisor, name = _scale(unit, max(ends))
    positive = [end for end in ends if end > 0]
    logarithmic = len(positive) == len(ends) and max(ends) / min(ends) > LOGARITHMIC
    low, high = (min(ends) / 2, max(ends) * 2) if logarithmic else (min(0.0, *ends), max(ends))
    marks = tuple(
        _mark(
            line_of(statement, lookup, question.id),
            figure,
            (low, high),
            logarithmic,
            divisor,
            name,
            figure.span.of(lookup.reports[figure.report_id].text),
        )
        for statement, figure in held[:ROWS]
    )
    return Strip(
        question=question.text,
        unit=name,
        low=number(low / divisor),
        high=number(high / divisor),
        logarithmic=logarithmic,
        marks=marks,
        since=min(mark.line.ref.since for mark in marks),
        left=max(0, len(held) - ROWS),
    )


def _mark(
    line: Line,
    figure: Figure,
    scale: tuple[float, float],
    logarithmic: bool,
    divisor: float,
    unit: str,
    said: str,
) -> Mark:
    low, high = bounds(figure)
    reach = (WIDTH - 2 * MARGIN) / 6  # how far an arrow runs where the scale goes on
    right = _at(high, scale, logarithmic) if high is not None else None
    left = _at(low, scale, logarithmic) if low is not None else None
    if left is None:
        left = max(0.0, (right or 0) - reach)
    if right is None:
        right = min(float(WIDTH), left + reach)
    return Mark(
        line=line,
        value=interval(low, high, divisor, unit),
        said=said,
        left=round(left, 1),
        right=round(right, 1),
        open_left=low is None,
        open_right=high is None,
        dashed=not line.speaker,
    )


def _at(value: float, scale: tuple[float, float], logarithmic: bool) -> float:
    low, high = scale
    if logarithmic:
        low, high, value = math.log(low), math.log(high), math.log(value)
    part = (value - low) / (high - low) if high > low else 0.5
    return MARGIN + part * (WIDTH - 2 * MARGIN)


def interval(low: float | None, high: float | None, divisor: float, unit: str) -> str:
    """Return an interval in words.

    >>> interval(1000, 2000, 1000, "km"), interval(40, None, 1, ""), interval(None, 6, 1, "mile")
    ('1–2 km', 'at least 40', 'up to 6 miles')
    """
    if low is None and high is None:
        return "not given"
    if low is None or high is None:
        bound = high if low is None else low
        assert bound is not None
        words = ("up to " if low is None else "at least ") + number(bound / divisor)
    elif low == high:
        words = number(low / divisor)
    else:
        words = f"{number(low / divisor)}–{number(high / divisor)}"
    one = low == high == divisor
    return f"{words} {unit if one else plural(unit)}".rstrip()


def plural(unit: str) -> str:
    """Return a unit for more than one; symbols stay as they are.

    >>> plural("mile"), plural("km"), plural("percent"), plural("foot")
    ('miles', 'km', 'percent', 'feet')
    """
    if len(unit) < 3 or unit.endswith("s") or unit in {"percent", "hertz"}:
        return unit
    return "feet" if unit == "foot" else f"{unit}s"


def converted(figure: Figure) -> str:
    """Return a figure in its base unit; "" where that says no more than the figure itself."""
    low, high = bounds(figure)
    ends = [end for end in (low, high) if end is not None]
    if figure.base_unit is None or not ends or figure.base_unit == "second":
        return ""
    divisor, unit = _scale(figure.base_unit, max(ends))
    given = (figure.low, figure.high)
    if given in {(low, high), tuple(None if end is None else end / divisor for end in (low, high))}:
        return ""
    return interval(low, high, divisor, unit)


def number(value: float) -> str:
    """Return a number with three significant digits or all digits before the point.

    >>> number(200000), number(9.656064), number(0.5)
    ('200,000', '9.66', '0.5')
    """
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _scale(unit: str, highest: float) -> tuple[float, str]:
    """Return what to divide by, and the unit's short name."""
    if unit in {"metre", "meter", "m"}:
        return (1000.0, "km") if highest >= 1000 else (1.0, "m")
    if unit in {"kilogram", "kg"}:
        return (1000.0, "t") if highest >= 1000 else (1.0, "kg")
    return 1.0, unit
