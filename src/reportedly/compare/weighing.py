"""Hold the figures that answer one question against each other.

Intervals that do not meet contradict each other only where the same thing is measured, on
compatible days, and somebody vouches for them. Time comes first: a larger figure of a growing
count on a later day overtakes, it does not contradict.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from reportedly.compare.answers import Answer
from reportedly.compare.fitting import is_money
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.compare.patterns import flat
from reportedly.compare.sides import (
    WHY,
    Opposition,
    Said,
    are_parties,
    are_sides,
    days_apart,
    is_later,
)
from reportedly.intervals import compare, nominal, value
from reportedly.model import Statement

_STEADY = 2  # days over which a figure that a frame knows nothing of is taken not to move
_MONTH = 31  # days over which the age of a person or the size of a thing is one
_OTHER_THING = 2  # times one size, age or sum that another is, beyond which it is of another thing
_NEXT = 200  # characters within which two figures in one unit are taken to be of one thing
_SLIP = 2  # days within which one number in two units is taken for one telling
_OFFICE = 2  # numbers of one day that one office gives two outlets; three are a count that moves
STEP = 1.5  # two desks on one day stand this far apart by the hour they wrote at, seldom more
LEAP = 5  # one figure so many times another, said by no opposed sides, counts something else


def figures_apart(group: Group, material: Material) -> Iterator[Opposition]:
    """Yield one opposition for each figure that others stand against, the most opposed first."""
    plain = _told_most([said for said in group.propositions if _is_plain_figure(said)])
    most = max(1, min(_MOST, _WEIGHED // max(1, len(plain))))
    kinds = _Kinds(group, material)
    once = [(said, _apart_in_time(said, kinds, material, most)) for said in plain]
    against: dict[tuple[int, str], list[tuple[int, Opposition]]] = {}
    for (m, first), (n, second) in combinations(enumerate(once), 2):
        found = _apart(group, first, second, material)
        if found is not None:
            against.setdefault((m, found.reason), []).append((n, found))
            turned = replace(found, sides=(found.sides[1], found.sides[0]))
            against.setdefault((n, found.reason), []).append((m, turned))
    done: set[tuple[int, int]] = set()
    for (m, _), pairs in sorted(against.items(), key=lambda item: (-len(item[1]), item[0])):
        rest = [(n, found) for n, found in pairs if (n, m) not in done and (m, n) not in done]
        if rest:
            done.update((m, n) for n, _ in rest)
            yield _joined([found for _, found in rest], material)


def _told_most(figures: Sequence[Said]) -> list[Said]:
    """Return the figures that are given most often, in their order."""
    ranked = sorted(range(len(figures)), key=lambda number: -len(figures[number]))
    return [figures[number] for number in sorted(ranked[:_FIGURES])]


def _joined(found: Sequence[Opposition], material: Material) -> Opposition:
    """Return one opposition of a figure against all that stand against it."""
    return replace(
        found[0],
        sides=tuple(
            material.ordered(i for one in found for i in one.sides[number]) for number in (0, 1)
        ),
    )


def _is_plain_figure(said: Said) -> bool:
    head = said[0]
    overtakes = head.former or head.corrects
    return head.figure is not None and head.stance == "+" and not overtakes and not head.remark


def _apart(group: Group, one: _Once, two: _Once, material: Material) -> Opposition | None:
    (first, ones), (second, twos) = one, two
    a, b = first[0].figure, second[0].figure
    if a is None or b is None or first[0].where != second[0].where:
        return None
    if a.unit == b.unit and compare(a, b).kind != "conflicts":
        return None
    slips = []
    if a.unit != b.unit:
        given = product((one.answer for one in ones), (two.answer for two in twos))
        slips = [(x, y) for x, y in given if _is_other_unit(x, y, material)]
    if group.frame.id == "detail":
        # It is known which figures are held to which, whoever gives either.
        pairs = [
            (x.answer, y.answer) for x in ones for y in twos if _is_held_to(x.answer, y.answer)
        ]
    else:
        pairs = list(_pairs(group, ones, twos, material))
    pairs = slips or pairs
    if not pairs or (not slips and compare(a, b).kind != "conflicts"):
        return None
    if not slips and a.unit != b.unit and nominal(a) == nominal(b):
        return None  # "25 tons" and "25 tonnes" of two desks are one number
    rule = "other unit" if slips else group.frame.change
    return Opposition(
        kind="figures",
        sides=(
            _all_like([x for x, _ in pairs], first, material),
            _all_like([y for _, y in pairs], second, material),
        ),
        reason=rule if slips else f"apart, {rule}",
        why=WHY[rule],
    )


def _pairs(
    group: Group, ones: Sequence[_Given], twos: Sequence[_Given], material: Material
) -> Iterator[tuple[Answer, Answer]]:
    """Yield the answers with one figure that contradict those with another.

    Answers of one kind stand alike to others: a thousand outlets are held against a thousand once.
    """
    known: dict[tuple[int, int], bool] = {}
    for x in ones:
        for y in twos:
            if x.voice == y.voice:
                continue
            both = (x.kind, y.kind)
            if x.answer.report_id == y.answer.report_id:
                found = _against(group, x.answer, y.answer, material)
            elif both in known:
                found = known[both]
            else:
                found = known[both] = _against(group, x.answer, y.answer, material)
            if found:
                yield x.answer, y.answer


class _Given(NamedTuple):
    """An answer, whose it is, and a number for all else on which it depends what it contradicts."""

    answer: Answer
    voice: str
    kind: int


class _Kinds:
    """Numbers the kinds of answers to a question."""

    def __init__(self, group: Group, material: Material) -> None:
        self._material = material
        self._owned = group.frame.by == "word"
        self._numbers: dict[tuple[object, ...], int] = {}

    def given(self, answer: Answer) -> _Given:
        """Return an answer with its kind."""
        one, figure = answer.statement_id, answer.figure
        said = self._material.statements[one]
        nameless = said.speaker if said.kind != "own voice" and not said.named else None
        key = (
            (self._material.side(one), self._material.party(one), said.kind, nameless),
            (answer.day_from, answer.day_until, answer.degree),
            (figure.vague, figure.bound, figure.unit, value(figure)) if figure else (),
            answer.whose if self._owned else None,
        )
        kind = self._numbers.setdefault(key, len(self._numbers))
        return _Given(answer, self._material.voice(one), kind)


def _apart_in_time(said: Said, kinds: _Kinds, material: Material, most: int) -> list[_Given]:
    """Return one answer for each speaker and day: a thousand reports repeat a few of them."""
    found = {_occasion(answer, material): answer for answer in reversed(said)}
    return [kinds.given(answer) for answer in list(reversed(found.values()))[:most]]


_Once = tuple[Said, list[_Given]]  # who gives a figure, and one answer for each speaker and day
_MOST = 60  # speakers and days of one figure that are held against another's
# Figures of one question, those given most often, and answers to it that are held against one
# another: so many take seconds, and ten thousand would take a quarter of an hour.
_FIGURES = 400
_WEIGHED = 2_000


def _occasion(answer: Answer, material: Material) -> tuple[str, date | None, str | None]:
    unit = answer.figure.unit if answer.figure else None
    return material.voice(answer.statement_id), answer.day_from, unit


def _all_like(chosen: Sequence[Answer], said: Said, material: Material) -> tuple[str, ...]:
    """Return the statements of all answers by the speakers and on the days of those chosen."""
    wanted = {_occasion(answer, material) for answer in chosen}
    return material.ordered(
        answer.statement_id for answer in said if _occasion(answer, material) in wanted
    )


def _is_other_unit(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether one speaker is given the same number in two units: a slip of somebody's."""
    a, b = x.figure, y.figure
    if a is None or b is None or a.unit is None or b.unit is None or a.unit == b.unit:
        return False
    if a.base_unit != b.base_unit or nominal(a) != nominal(b):
        return False
    same = material.voice(x.statement_id) == material.voice(y.statement_id)
    return same and days_apart(x, y) <= _SLIP


def _is_held_to(x: Answer, y: Answer) -> bool:
    return x.report_id != y.report_id and y.statement_id in x.against


def _against(group: Group, x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two speakers' answers whose figures do not meet contradict each other."""
    change = group.frame.change
    if change == "moves":  # two prices of one day are of two hours of it
        return False
    if change == "constant":
        near = days_apart(x, y) <= _MONTH and ratio(x, y) < _OTHER_THING
        return near and not _are_of_others(x, y, material)
    if not same_measure(group, x, y) or not _may_be_weighed(x, y, material):
        return False
    apart = days_apart(x, y)
    if change == "fixed":
        return ratio(x, y) < 2 * LEAP and (group.frame.by != "word" or is_one_owner(x, y))
    if change == "steady":
        return apart <= _STEADY and ratio(x, y) < 2 * LEAP
    if change == "varies" or x.figure is None or y.figure is None:
        return apart == 0
    small, large = (x, y) if value(x.figure) <= value(y.figure) else (y, x)
    early, late = (small, large) if change == "grows" else (large, small)
    if is_later(early, late):
        return False
    if ratio(x, y) < STEP:  # two hours of one night, unless two parties count against each other
        return are_parties(x, y, material) or _is_of_one_office(group, x, y, material)
    return are_sides(x, y, material) or ratio(x, y) < LEAP


def _are_of_others(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two speak of "a 36-yard goal" and "a 48-yard goal", and name nobody alike."""
    if not (_is_any(x, material) and _is_any(y, material)):
        return False
    ones, twos = (_names(material.statements[one.statement_id]) for one in (x, y))
    return bool(ones) and bool(twos) and ones.isdisjoint(twos)


_ANY = re.compile(r"\ban? $", re.IGNORECASE)


def _is_any(answer: Answer, material: Material) -> bool:
    """Return whether what is measured is not known before: "a 36-yard goal"."""
    report = material.reports.get(answer.report_id)
    before = report.text[max(0, answer.at - 3) : answer.at] if report else ""
    return _ANY.search(before) is not None


def _names(statement: Statement) -> set[str]:
    return {word for name in statement.names for word in flat(name).split()}


def _is_of_one_office(group: Group, x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two outlets have two counts of one day from one office, "police".

    Where more than two numbers were given that day, the count was moving.
    """
    one_day = x.day_from == x.day_until == y.day_from == y.day_until
    if x.report_id == y.report_id or x.day_from is None or not one_day:
        return False
    ones, twos = (material.statements[answer.statement_id] for answer in (x, y))
    speaker = flat(ones.speaker or "")
    nameless = not (ones.named or twos.named or ones.kind == "own voice")
    if not nameless or speaker != flat(twos.speaker or ""):
        return False
    exact = all(a.figure is not None and a.figure.bound == "exact" for a in (x, y))
    given = group.numbers[x.day_from, x.degree]
    return bool(speaker) and exact and len(given) == _OFFICE


def is_one_owner(x: Answer, y: Answer) -> bool:
    """Return whether two costs or losses may be those of one body."""
    pairs = [(set(a.split()), set(b.split())) for a in x.whose for b in y.whose]
    return any(a <= b or b <= a for a, b in pairs) or not (x.whose or y.whose)


def ratio(x: Answer, y: Answer) -> float:
    """Return how many times the smaller of two figures the larger is."""
    small, large = sorted([value(x.figure), value(y.figure)])
    return large / small if small else math.inf


def _may_be_weighed(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two figures are firm enough to be held against each other.

    Two desks in their own voices count by their own hours and in their own ways, and "dozens"
    against 84 is nothing; but what two sides say is.
    """
    if are_sides(x, y, material):
        return True
    voices = {material.statements[answer.statement_id].kind for answer in (x, y)}
    vague = any(answer.figure is not None and answer.figure.vague for answer in (x, y))
    return voices != {"own voice"} and not vague


def same_measure(group: Group, x: Answer, y: Answer) -> bool:
    """Return whether two figures are of one thing as far as the words beside them show."""
    if x.degree != y.degree:
        return False
    if group.frame.change != "steady" or x.figure is None or y.figure is None:
        return True
    if x.figure.unit and x.report_id == y.report_id and abs(x.at - y.at) < _NEXT:
        return True
    needed = 2 if x.figure.base_unit == "metre" or is_money(x.figure) else 1
    beside = group.beside
    return len(beside[value(x.figure)] & beside[value(y.figure)]) >= needed
