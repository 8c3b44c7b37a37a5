"""Figures that a report gives as the right ones in place of others that it told before.

"a bill of $284 billion ... The amount was quickly corrected to $284.46."
"first said to be 12; the actual number was 21"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.compare.answers import Answer, rare_terms
from reportedly.compare.material import Material
from reportedly.compare.patterns import flat
from reportedly.intervals import compare, value
from reportedly.model import Figure, Statement

_NEAR = 60  # characters before a figure in which it is called the right one
_RIGHT = re.compile(
    r"\b(?:(?:corrected|amended|restated)(?: [\w']+){0,3} to"
    r"|(?:actual|correct|right|real|true) (?:amount|sum|figure|number|total|toll|price|cost|bill|"
    r"value|count|charge)(?: [\w']+){0,2}? (?:was|is|were|being|of)"
    r"|turn(?:s|ed) out(?: to be)?(?:, | that )?(?:[\w']+ )?(?:only|just|really|actually) [a-z]+"
    r"|should have (?:been|read))"
    r"(?: (?:just|only|about|around|really|actually|a|the))*\W*$"
)


def find_corrections(answers: Sequence[Answer], material: Material) -> Iterator[Answer]:
    """Yield each right figure as an answer to what the first such figure of its report answers."""
    told: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.figure is not None:
            told.setdefault(answer.report_id, []).append(answer)
    used = {answer.figure.id for found in told.values() for answer in found if answer.figure}
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        before = told.get(statement.report_id, ())
        for figure_id in statement.figures if before and statement.counted else ():
            figure = material.figures.get(figure_id)
            if figure is not None and figure.id not in used and _is_right(figure, material):
                yield from _in_place_of(figure, statement, before, material)


def _is_right(figure: Figure, material: Material) -> bool:
    report = material.reports.get(figure.report_id)
    if report is None:
        return False
    before = flat(report.text[max(0, figure.span.start - _NEAR) : figure.span.start])
    return _RIGHT.search(before) is not None


def _in_place_of(
    figure: Figure, statement: Statement, told: Sequence[Answer], material: Material
) -> Iterator[Answer]:
    earlier = [
        answer
        for answer in told
        if answer.figure
        and answer.at < figure.span.start
        and compare(answer.figure, figure).kind == "conflicts"
        and value(answer.figure)
    ]
    if earlier:
        day_from, day_until = material.said(statement)
        yield replace(
            min(earlier, key=lambda answer: answer.at),
            statement_id=statement.id,
            stance="+",
            at=figure.span.start,
            figure=figure,
            former=False,
            corrects=True,
            day_from=day_from,
            day_until=day_until,
            terms=rare_terms(statement),
        )
