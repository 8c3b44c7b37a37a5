"""What cannot both hold among the answers to one question, and what merely came later.

    figures    intervals that do not meet, of the same thing on compatible days
    polarity   affirmed by one, negated by another
    account    different answers in words by different speakers

Time comes first: a larger figure of a growing count on a later day overtakes, it does not
contradict. A false conflict costs more trust than a missed one, so what cannot be told is none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise

from reportedly.compare.answers import Answer
from reportedly.compare.layout import Group
from reportedly.compare.material import Material
from reportedly.intervals import compare, nominal
from reportedly.model import ConflictKind, Figure

Said = tuple[Answer, ...]

_STEADY = 2  # days over which a figure that a frame knows nothing of is taken not to move
_NEXT = 200  # characters within which two figures in one unit are taken to be of one thing
_SLIP = 2  # days within which one number in two units is taken for one telling
_WINDOW = 7  # days within which "did" and "did not" are held against each other
_STEP = 1.5  # two desks on one day stand this far apart by the hour they wrote at, seldom more
_LEAP = 5  # one figure so many times another, said by no opposed sides, counts something else
_SHARED = 2  # rare words that "is" and "is not" must share where the frame alone does not oppose


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """Two or more sides that cannot all hold, as reported."""

    kind: ConflictKind
    sides: tuple[tuple[str, ...], ...]  # statement ids
    reason: str
    why: str
    score: float = 1.0


def opposed(group: Group, material: Material) -> list[Opposition]:
    """Return what stands against what among the answers of a question."""
    return [
        *_figures(group, material),
        *_polarity(group, material),
        *_accounts(group, material),
        *_changed(group, material),
    ]


# --- figures -----------------------------------------------------------------------------------


def _figures(group: Group, material: Material) -> Iterator[Opposition]:
    """Yield one opposition for each figure that others stand against, the most opposed first."""
    plain = [said for said in group.propositions if _is_plain_figure(said)]
    against: dict[tuple[int, str], list[tuple[int, Opposition]]] = {}
    for (m, first), (n, second) in combinations(enumerate(plain), 2):
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
    return head.figure is not None and head.stance == "+" and not head.former and not head.remark


def _apart(group: Group, first: Said, second: Said, material: Material) -> Opposition | None:
    a, b = first[0].figure, second[0].figure
    if a is None or b is None or first[0].where != second[0].where:
        return None
    slips = [(x, y) for x in first for y in second if _is_other_unit(x, y, material)]
    pairs = slips or [(x, y) for x in first for y in second if _against(group, x, y, material)]
    if not pairs or (not slips and compare(a, b).kind != "conflicts"):
        return None
    ones, twos = tuple(x for x, _ in pairs), tuple(y for _, y in pairs)
    rule = "other unit" if slips else group.frame.change
    return Opposition(
        kind="figures",
        sides=_sides(ones, twos, material),
        reason=rule if slips else f"apart, {rule}",
        why=_WHY[rule],
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


def _against(group: Group, x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two answers whose figures do not meet contradict each other."""
    if material.voice(x.statement_id) == material.voice(y.statement_id):
        return False
    if not same_measure(group, x, y) or not _may_be_weighed(x, y, material):
        return False
    apart = days_apart(x, y)
    change = group.frame.change
    if change == "fixed":
        return True
    if change == "steady":
        return apart <= _STEADY and _ratio(x, y) < 2 * _LEAP
    if change == "varies" or x.figure is None or y.figure is None:
        return apart == 0
    small, large = (x, y) if value(x.figure) <= value(y.figure) else (y, x)
    early, late = (small, large) if change == "grows" else (large, small)
    if is_later(early, late):
        return False
    return _are_sides(x, y, material) or _STEP <= _ratio(x, y) < _LEAP


def _ratio(x: Answer, y: Answer) -> float:
    small, large = sorted([value(x.figure), value(y.figure)])
    return large / small if small else math.inf


def _may_be_weighed(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two figures are firm enough to be held against each other.

    Two desks in their own voices count by their own hours and in their own ways, and "dozens"
    against 84 is nothing; but what two sides say is.
    """
    if _are_sides(x, y, material):
        return True
    voices = {material.statements[answer.statement_id].kind for answer in (x, y)}
    vague = any(answer.figure is not None and answer.figure.vague for answer in (x, y))
    return voices != {"own voice"} and not vague


def same_measure(group: Group, x: Answer, y: Answer) -> bool:
    """Return whether two figures are of one thing as far as the words beside them show."""
    if group.frame.change != "steady" or x.figure is None or y.figure is None:
        return True
    if x.figure.unit and x.report_id == y.report_id and abs(x.at - y.at) < _NEXT:
        return True
    needed = 2 if x.figure.base_unit == "metre" else 1
    return len(_measured(group, x) & _measured(group, y)) >= needed


def _measured(group: Group, answer: Answer) -> frozenset[str]:
    """Return the words beside a figure, and beside the same figure in other reports."""
    number = value(answer.figure)
    same = [a.terms for a in group.answers if a.figure and value(a.figure) == number]
    return frozenset().union(*same)


def value(figure: Figure | None) -> float:
    """Return the one number that a figure names, in its base unit; 0 for none."""
    value = nominal(figure) if figure else None
    if figure is None or value is None:
        return 0.0
    ratio = 1.0
    for base, said in ((figure.base_low, figure.low), (figure.base_high, figure.high)):
        if base is not None and said:
            ratio = base / said
    return value * ratio


def is_later(early: Answer, late: Answer) -> bool:
    """Return whether `late` is of a day after that of `early`; an unknown day may be."""
    if early.day_until is None or late.day_from is None:
        return True
    return late.day_from > early.day_until


def days_apart(x: Answer, y: Answer) -> int:
    """Return how many days lie between two answers: 0 where they may be of one day."""
    if x.day_from is None or y.day_from is None:
        return 0
    first, second = sorted([(x.day_from, x.day_until), (y.day_from, y.day_until)], key=_by_start)
    end = first[1] or first[0]
    return max(0, (second[0] - end).days)


def _by_start(days: tuple[date, date | None]) -> date:
    return days[0]


def _are_sides(x: Answer, y: Answer, material: Material) -> bool:
    a, b = material.side(x.statement_id), material.side(y.statement_id)
    return a is not None and b is not None and a != b


# --- yes and no --------------------------------------------------------------------------------


def _polarity(group: Group, material: Material) -> Iterator[Opposition]:
    firm = [a for a in group.answers if not a.remark and not _is_guess(a, material)]
    plus = [answer for answer in firm if answer.stance == "+"]
    minus = [answer for answer in firm if answer.stance == "-"]
    pairs = [(x, y) for x in plus for y in minus if contradict(group, x, y, material)]
    if not pairs:
        return
    yes, no = tuple(x for x, _ in pairs), tuple(y for _, y in pairs)
    same_day = any(days_apart(x, y) == 0 for x, y in pairs)
    reason = "negation" if same_day else "negation, days apart"
    acts = {material.statements[answer.statement_id].act for answer in no}
    yield Opposition(
        kind="denial" if "deny" in acts else "polarity",
        sides=_sides(yes, no, material),
        reason=reason,
        why=_WHY[reason],
    )


def _is_guess(answer: Answer, material: Material) -> bool:
    """Return whether a statement says only what may or could be."""
    return material.statements[answer.statement_id].certainty == "possible"


def contradict(group: Group, x: Answer, y: Answer, material: Material) -> bool:
    """Return whether `y`, which negates, stands against `x`, which affirms."""
    if days_apart(x, y) > _WINDOW or x.former or not _other_side(x, y, material):
        return False
    if y.figure is not None and group.frame.opposes != "always":
        if x.figure is None:
            return False
        # "Not a single drone" negates any number of them.
        return value(x.figure) == value(y.figure) or value(y.figure) <= 1
    return _is_about_it(group, x, y)


def _is_about_it(group: Group, x: Answer, y: Answer) -> bool:
    """Return whether an affirmed and a negated answer are about one thing, as the frame asks."""
    if group.frame.opposes == "topic":
        return x.topic is not None and x.topic == y.topic
    if group.frame.opposes != "shared":
        return group.frame.opposes == "always"
    if group.frame.needs != "none":
        return False
    return bool(x.senses & y.senses) or len(x.terms & y.terms) >= _SHARED


def _other_side(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two answers come from different sides, or one from an outlet itself."""
    if material.voice(x.statement_id) == material.voice(y.statement_id):
        return False
    a, b = material.side(x.statement_id), material.side(y.statement_id)
    return a is None or b is None or a != b


# --- accounts in words -------------------------------------------------------------------------


def _accounts(group: Group, material: Material) -> Iterator[Opposition]:
    if group.frame.answer != "words":
        return
    told = [said for said in group.propositions if said[0].stance == "+" and not said[0].remark]
    attributed = [
        said
        for said in told
        if any(material.statements[answer.statement_id].kind != "own voice" for answer in said)
    ]
    voices = [{material.voice(answer.statement_id) for answer in said} for said in attributed]
    two_sides = _of_two_sides(attributed, material)
    if not any(a.isdisjoint(b) for a, b in combinations(voices, 2)):
        return
    if not two_sides and not (group.frame.id == "aim" and group.topic):
        return
    excluded = group.frame.exclusive and two_sides
    yield Opposition(
        kind="account",
        sides=tuple(
            material.ordered(answer.statement_id for answer in said) for said in attributed
        ),
        reason="accounts differ",
        why=_WHY["accounts differ"],
        score=1.0 if excluded else 0.5,
    )


def turns(group: Group, material: Material) -> Iterator[tuple[Answer, Answer]]:
    """Yield where one speaker affirms on one day and negates on another, or the reverse."""
    by_voice: dict[str, list[Answer]] = {}
    for answer in group.answers:
        plain = not answer.remark and answer.figure is None and answer.stance in "+-"
        if plain and material.statements[answer.statement_id].kind != "own voice":
            by_voice.setdefault(material.voice(answer.statement_id), []).append(answer)
    for voice in sorted(by_voice):
        ordered = sorted(by_voice[voice], key=lambda a: (a.day_from or date.max, a.at))
        for earlier, later in pairwise(ordered):
            yes, no = (earlier, later) if earlier.stance == "+" else (later, earlier)
            turned = {yes.stance, no.stance} == {"+", "-"} and is_later(earlier, later)
            if turned and earlier.day_until and _is_about_it(group, yes, no):
                yield earlier, later


def _changed(group: Group, material: Material) -> Iterator[Opposition]:
    for earlier, later in turns(group, material):
        yield Opposition(
            kind="account",
            sides=((earlier.statement_id,), (later.statement_id,)),
            reason="account changed",
            why=_WHY["account changed"],
        )


def _of_two_sides(told: Sequence[Said], material: Material) -> bool:
    sides = {material.side(answer.statement_id) for said in told for answer in said} - {None}
    return len(sides) > 1


def _sides(
    first: Sequence[Answer], second: Sequence[Answer], material: Material
) -> tuple[tuple[str, ...], ...]:
    return (
        material.ordered(answer.statement_id for answer in first),
        material.ordered(answer.statement_id for answer in second),
    )


_WHY = {
    "account changed": (
        "The same speaker affirms on one day what it negates on another; "
        "it would vanish if each is meant of its own day only."
    ),
    "grows": (
        "The two figures of the same thing do not meet, and the larger is not the later; "
        "it would vanish if they counted different things or were of different days."
    ),
    "falls": (
        "The two figures of the same thing do not meet, and the smaller is not the later; "
        "it would vanish if they counted different things or were of different days."
    ),
    "varies": (
        "The two figures of the same thing on the same day do not meet; "
        "it would vanish if they counted different things or were of different hours."
    ),
    "steady": (
        "The two figures of the same thing within two days do not meet; "
        "it would vanish if they measured different things or it changed in between."
    ),
    "fixed": (
        "The two figures of the same thing do not meet, and it should not have changed; "
        "it would vanish if they measured different things."
    ),
    "other unit": (
        "One speaker is given the same number in two units; "
        "it would vanish if both numbers were really said."
    ),
    "negation": (
        "One side affirms what another negates, on compatible days; "
        "it would vanish if they spoke of different things or times."
    ),
    "negation, days apart": (
        "One side affirms what another negated on another day of the same week; "
        "it would vanish if each is meant of its own day only."
    ),
    "accounts differ": (
        "Different speakers answer the same question differently, none negating another; "
        "it would vanish if the answers can hold together."
    ),
}
