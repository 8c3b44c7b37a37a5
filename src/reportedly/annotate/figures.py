"""Find the figures in a report: numbers as intervals, with unit, hedge and what they count.

    "captured more than 100 Russian servicemen"
              --------------------------------
     low 100, high open, counted "Russian servicemen" (head "serviceman"), bound "more than"

A figure's span covers its hedge, number and unit; what it counts has a span of its own. Ages
are figures with the unit "year of age"; dates, years, clock times, scores and names with a
number are none. The base units are those of `words/units.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.counted import (
    Counted,
    counted_after,
    counted_in_subject,
    is_name,
    is_stuff,
)
from reportedly.annotate.figure_links import linked
from reportedly.annotate.number_words import (
    FEW,
    MULTIPLES,
    ONES,
    PARTS,
    PLURALS,
    TENS,
    UNICODE_PARTS,
    Piece,
    pieces_of,
)
from reportedly.annotate.quantities import Quantity, find_quantities, hedged_behind
from reportedly.annotate.scopes import Scope, is_scoped, scope_of
from reportedly.annotate.time_words import WEEKDAYS
from reportedly.annotate.units import FRACTION
from reportedly.model import Figure, Parse, Report, Sentence, Span
from reportedly.stage import Stage
from reportedly.text import key, lowered

NUMBER_WORDS = re.compile(
    rf"[\d{''.join(UNICODE_PARTS)}]|\b(?:"
    + "|".join(sorted({*ONES, *TENS, *MULTIPLES, *PLURALS, *FEW, *PARTS, "single"}))
    + r")\b|fold\b|\b(?:than|nearly|almost|least) an?\b"
)
LONGEST_SENTENCE = 10_000  # characters; a longer one is a table or a dump, read in part


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSettings:
    """How figures are read.

    Attributes:
        about: Share by which "about", "nearly" and "just over" widen a number.
    """

    # A tenth: "about 1,000" is used from 900 to 1,100. Narrower, agencies that round the same
    # figure differently would conflict; wider, "about 40" and "about 50" would be the same.
    about: float = 0.1


def find_figures(
    report: Report,
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    settings: FigureSettings,
) -> Iterator[Figure]:
    """Yield the figures of `report`, in reading order.

    >>> text = "At least 40 were hurt."
    >>> report = Report(id="r1", path="-", sha256="", text=text)
    >>> whole = Sentence(report_id="r1", span=Span(0, len(text)), block="body")
    >>> [found] = find_figures(report, [whole], [], FigureSettings())
    >>> found.span.of(text), found.low, found.high, found.bound
    ('At least 40', 40.0, None, 'at least')
    """
    parse = parses[0] if parses else None
    lower = lowered(report.text)
    for sentence in sentences:
        span = Span(
            sentence.span.start, min(sentence.span.end, sentence.span.start + LONGEST_SENTENCE)
        )
        if not NUMBER_WORDS.search(lower, span.start, span.end):
            continue
        yield from linked(report.text, span, _figures_in(report, span, parse, settings))


def _figures_in(
    report: Report, sentence: Span, parse: Parse | None, settings: FigureSettings
) -> Iterator[Figure]:
    text = report.text
    pieces = pieces_of(text, sentence.start, sentence.end)
    scoped = is_scoped(text, sentence)
    reached = sentence.start  # a number inside what another counts is a name: "two 737 jets"
    for quantity in find_quantities(pieces, text, about=settings.about):
        span = Span(pieces[quantity.first].start, pieces[quantity.last - 1].end)
        after = pieces[quantity.after - 1].end
        number = pieces[quantity.number].start
        hedged = span.end if quantity.hedge and quantity.unit is None else after
        # "20 or more shops": what is counted stands behind the hedge.
        counted = _counted(parse, quantity, number, max(after, hedged), sentence.end)
        if counted is None and _is_numbered(pieces, quantity):
            continue
        if span.start < reached or _is_name(parse, quantity, counted, Span(number, after)):
            continue
        if not _means_something(quantity, counted, parse):
            continue
        if counted is not None and counted.span.start >= after:
            behind = counted.span.end
            quantity = hedged_behind(pieces, text, quantity, behind, about=settings.about)
        whole = counted is not None and text[after : after + 4].lower() != " of "
        reached = max(span.end, counted.span.end if counted and whole else 0)
        place = counted.span if counted else None
        scope = scope_of(text, sentence, span, place) if scoped else None
        unit_span = None
        if quantity.unit and quantity.unit_last > quantity.unit_first:
            unit_span = Span(pieces[quantity.unit_first].start, pieces[quantity.unit_last - 1].end)
        yield _figure(report, span, quantity, unit_span, counted, scope)


def _figure(
    report: Report,
    span: Span,
    quantity: Quantity,
    unit_span: Span | None,
    counted: Counted | None,
    scope: Scope | None,
) -> Figure:
    unit = quantity.unit
    per = f" per {quantity.per}" if quantity.per else ""
    factor = unit.factor if unit else 1.0
    return Figure(
        id=key("figure", report.id, span.start, span.end),
        report_id=report.id,
        span=span,
        low=quantity.low,
        high=quantity.high,
        unit=unit.name + per if unit else None,
        unit_span=unit_span,
        base_low=_times(quantity.low, factor) if unit else None,
        base_high=_times(quantity.high, factor) if unit else None,
        base_unit=unit.base + per if unit else None,
        hedge=quantity.hedge,
        bound=quantity.bound,
        change=quantity.change,
        counted=counted.span.of(report.text) if counted else None,
        counted_span=counted.span if counted else None,
        counted_head=counted.head if counted else None,
        scope="rate" if quantity.per else scope,
        vague=quantity.vague,
    )


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else float(f"{value * factor:.12g}")


def _counted(
    parse: Parse | None, quantity: Quantity, number: int, after: int, end: int
) -> Counted | None:
    if parse is None or quantity.modifier:
        return None
    if quantity.unit is None:
        return counted_after(parse, after, end) or counted_in_subject(parse, number)
    index = parse.inside(Span(after, end))
    if not index or quantity.per:
        return None
    if quantity.unit is FRACTION and parse.tokens[index.start].tag in ("NNS", "NNPS"):
        return counted_after(parse, after, end)  # "one in five families"
    if parse.tokens[index.start].lemma != "of":
        return None
    if quantity.unit.base == "percent" or quantity.vague or is_stuff(parse, index.start + 1):
        return counted_after(parse, after, end)
    return None


def _is_name(parse: Parse | None, quantity: Quantity, counted: Counted | None, place: Span) -> bool:
    """Return whether the number belongs to a name; a hedge or a unit rules that out."""
    if parse is None or quantity.unit or quantity.hedge or quantity.vague:
        return False
    return is_name(parse, counted, place)


def _is_numbered(pieces: Sequence[Piece], quantity: Quantity) -> bool:
    """Return whether a bare small number only follows a name: "Tank 6 was hit", "Harbour Way 4"."""
    if quantity.unit or quantity.hedge or quantity.number == 0 or quantity.vague:
        return False
    before, number = pieces[quantity.number - 1], pieces[quantity.number].text
    named = before.text[:1].isupper() and before.lower not in WEEKDAYS
    return named and number.isdigit() and len(number) < 4


def _means_something(quantity: Quantity, counted: Counted | None, parse: Parse | None) -> bool:
    """Return whether "one" and "a single" have a noun to count, and fractions a whole."""
    if quantity.unit is not None or parse is None:
        return not (quantity.single and quantity.unit is None and parse is None)
    if quantity.single or (quantity.low == quantity.high == 1.0):
        return counted is not None
    return True


STAGE = Stage(
    name="figures",
    version=7,  # raise it when the same input would give other rows
    per=Report,
    reads=(Sentence, Parse),
    writes=Figure,
    settings=FigureSettings(),
    run=find_figures,
)
