"""What a report itself says was thought or said at first, and what the same speakers say since.

"Divers initially thought that the hull had split. They now believe a valve was left open."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.compare.answers import Answer, plain_answer
from reportedly.compare.material import Material
from reportedly.compare.patterns import flat
from reportedly.model import Report, Statement

_SAID = (
    r"(?:thought|believed|said|reported|suspected|assumed|told|claimed|stated|announced|"
    r"described|blamed|attributed|concluded|estimated)"
)
_AT_FIRST = re.compile(
    rf"\b(?:initially|at first|originally|first)(?: had)? {_SAID}\b"
    rf"|\b{_SAID}(?: [\w']+)? (?:initially|at first|originally)\b"
)
_SINCE = re.compile(
    r"\b(?:now|later|since|subsequently|then|eventually|have since|has since)"
    r"(?: [\w']+){0,2}? (?:believe|think|thought|say|said|suspect|conclude|acknowledge|admit|"
    r"corrected|clarif|changed|determin|concede|establish|revis|retract|correct|found)\w*"
    r"|\b(?:believes?|thinks?|says?|suspects?|changed|clarified|corrected|retracted)"
    r"(?: [\w']+){0,2} now\b"
)
_NEXT = 3  # characters between two sentences that follow on each other
_PRONOUN = re.compile(r"\W*(?:but |and |however,? )?(?:they|it|he|she|officials|police)\b")


def find_first_accounts(material: Material) -> Iterator[Answer]:
    """Yield answers of the frame "first said": what was said at first, and what is said since."""
    told: dict[str, list[Statement]] = {}
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        if statement.counted and statement.content and statement.attribution_id is not None:
            told.setdefault(statement.report_id, []).append(statement)
    for report_id in sorted(told.keys() & material.reports.keys()):
        report = material.reports[report_id]
        for number, first in enumerate(told[report_id]):
            if not _is_of_first(first, report):
                continue
            ahead = told[report_id][number + 1 : number + 1 + _AHEAD]
            since = (one for one in ahead if _is_of_since(one, first, report, material))
            later = next(since, None)
            if later is not None:
                yield _answer(first, first, 0, material)
                yield _answer(later, first, 1, material)


def _answer(statement: Statement, first: Statement, step: int, material: Material) -> Answer:
    return replace(
        plain_answer(statement, "first said", material),
        stance="+",
        topic=first.id,
        step=step,
        against=frozenset([first.id] if step else []),
    )


_AHEAD = 4  # statements after one among which stands what its speaker says since


def _is_of_first(statement: Statement, report: Report) -> bool:
    """Return whether the words that lead a statement in say that it was told at first."""
    start = statement.context.start
    lead = flat(report.text[start : statement.content[0].start])
    return _AT_FIRST.search(lead) is not None


def _is_of_since(later: Statement, first: Statement, report: Report, material: Material) -> bool:
    """Return whether a statement is what the same speaker says since, in the next clause."""
    if later.content[0].start < first.content[-1].end:
        return False
    between = report.text[first.content[-1].end : later.content[0].start]
    if later.context != first.context and later.context.start - first.context.end > _NEXT:
        return False
    same = material.voice(later.id) == material.voice(first.id)
    pronoun = _PRONOUN.match(flat(report.text[later.context.start : later.content[0].start]))
    return (same or pronoun is not None) and _SINCE.search(flat(between)) is not None
