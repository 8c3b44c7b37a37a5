"""How somebody or something stands by one report, and how by a later one.

    "Brandt was arrested"  (3 May)        "Brandt was charged with arson"  (5 May)
    "The bridge has been closed"          "The bridge was closed for hours and has reopened"
    "no charges have been filed yet"      "Brandt has been charged"
    "is expected to sign the bill"        "signed the bill"

Who is told to be at a later step on a later day has moved on, and nothing contradicts. On one day
only what was planned or "not yet" moves on, or that of which the later report tells both steps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.compare.answers import Answer, plain_answer
from reportedly.compare.material import Material
from reportedly.compare.steps import ANYBODY, Step, find_steps

_SHARED = 2  # rare words that two steps must have beside them where no name ties them
_MOST = 25  # tellings of one step that are held to others; a thousand reports repeat it
_NEAR = 180  # characters around a step in which the word for what is on it stands


def find_standing(material: Material) -> Iterator[Answer]:
    """Yield answers of the frame "status": what has moved on, each later one with the earlier."""
    told: dict[tuple[str, str], list[Step]] = {}
    for step in find_steps(material):
        told.setdefault((step.ladder, step.of), []).append(step)
    named = Counter(ladder for ladder, of in told if of != ladder)
    for ladder, of in sorted(told):
        found = told[ladder, of]
        if of != ladder and named[ladder] == 1:
            # What is told of nobody by name is of the only one who is named.
            nobody = told.get((ladder, ladder), [])
            found = [*found, *(one for one in nobody if one.shown == ANYBODY)]
        found = list(_first_of_each(found))
        if len({one.statement.report_id for one in found}) > 1:
            yield from _moved(found, material)


def _first_of_each(found: Sequence[Step]) -> Iterator[Step]:
    """Yield those told first of each step."""
    told: Counter[int] = Counter()
    for step in found:
        told[step.number] += 1
        if told[step.number] <= _MOST:
            yield step


def _moved(found: Sequence[Step], material: Material) -> Iterator[Answer]:
    """Yield the steps that overtake others, and those overtaken."""
    lower = [[one for one in found if _overtakes(later, one, found)] for later in found]
    passed = {id(one) for ones in lower for one in ones}
    for later, ones in zip(found, lower, strict=True):
        if ones or id(later) in passed:
            yield replace(
                plain_answer(later.statement, "status", material),
                stance="+",
                at=later.at,
                topic=f"{later.ladder} {found[0].of}",
                actor=_written(later, material),
                step=later.number,
                against=frozenset(one.statement.id for one in ones),
            )


def _written(step: Step, material: Material) -> str | None:
    """Return the word for who or what moves on, as its report writes it."""
    if step.shown == ANYBODY:
        return None
    report = material.reports[step.statement.report_id]
    word = re.compile(rf"\b{re.escape(step.shown)}\w*", re.IGNORECASE)
    found = word.search(report.text, max(0, step.at - _NEAR), step.at + _NEAR)
    return found.group() if found else step.shown


def _overtakes(later: Step, earlier: Step, told: Sequence[Step]) -> bool:
    """Return whether one step was told after another, of the same one."""
    if later.number <= earlier.number or later.loose or later.day is None or earlier.day is None:
        return False
    if later.statement.report_id == earlier.statement.report_id or later.day < earlier.day:
        return False
    if not _is_one(later, earlier):
        return False
    if later.day == earlier.day:
        return earlier.loose or _tells_both(later, earlier, told)
    return not any(
        one.number >= later.number
        and not one.loose
        and one.day is not None
        and one.day <= earlier.day
        and _is_one(one, later)
        for one in told
    )


def _is_one(a: Step, b: Step) -> bool:
    """Return whether two steps are of one: of a name, or of a noun with words that tell."""
    if a.named or b.named or ANYBODY in (a.shown, b.shown):
        return True
    return len(a.words & b.words) >= _SHARED


def _tells_both(later: Step, earlier: Step, told: Sequence[Step]) -> bool:
    """Return whether the later report tells the earlier step before: it knows their order."""
    return any(
        one.number == earlier.number
        and one.statement.report_id == later.statement.report_id
        and one.at < later.at
        for one in told
    )
