"""What cannot both hold among the answers to one question, and what merely came later.

    figures    intervals that do not meet (see `weighing`)
    polarity   affirmed by one, negated by another
    account    different answers in words by different speakers

A false conflict costs more trust than a missed one, so what cannot be told is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

from reportedly.compare.accusations import are_persons
from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.compare.one_side import divided
from reportedly.compare.ruled_conflicts import as_ruled
from reportedly.compare.sides import WHY, Opposition, Said, days_apart, is_later, sides_of
from reportedly.compare.weighing import figures_apart
from reportedly.intervals import value
from reportedly.rarity import meaning, stem
from reportedly.text import WORD

_WINDOW = 7  # days within which "did" and "did not" are held against each other
_MINUTES = (15, 180)  # closer is rounding; further apart is another event or another zone
_SHARED = 2  # rare words that "is" and "is not" must share where the frame alone does not oppose


def opposed(group: Group, material: Material) -> tuple[Opposition, ...]:
    """Return what stands against what among the answers of a question; it is found once."""
    found = material.opposed.get(group.id)
    if found is None:
        found = material.opposed[group.id] = tuple(_opposed(group, material))
    return found


def _opposed(group: Group, material: Material) -> list[Opposition]:
    found = [
        *figures_apart(group, material),
        *_polarity(group, material),
        *_accounts(group, material),
        *_changed(group, material),
        *_clocks(group, material),
        *divided(group, material),
    ]
    return as_ruled(found, group, material)


# --- yes and no --------------------------------------------------------------------------------


def _polarity(group: Group, material: Material) -> Iterator[Opposition]:
    if group.frame.id == "told":
        return  # many things, none of them asked
    firm = [a for a in group.answers if not a.remark and not _is_guess(a, material)]
    plus = _alike(group, "+", firm, material)
    minus = _alike(group, "-", firm, material)
    pairs = [
        (x, y) for x in plus for y in minus if contradict(group, plus[x][0], minus[y][0], material)
    ]
    if not pairs:
        return
    yes = tuple(answer for x in dict.fromkeys(x for x, _ in pairs) for answer in plus[x])
    no = tuple(answer for y in dict.fromkeys(y for _, y in pairs) for answer in minus[y])
    pairs_of = [(plus[x][0], minus[y][0]) for x, y in pairs]
    same_day = any(days_apart(x, y) == 0 for x, y in pairs_of)
    reason = "negation" if same_day else "negation, days apart"
    acts = {material.statements[answer.statement_id].act for answer in no}
    yield Opposition(
        kind="denial" if "deny" in acts else "polarity",
        sides=sides_of(yes, no, material),
        reason=reason,
        why=WHY[reason],
    )


def _alike(
    group: Group, stance: str, answers: Sequence[Answer], material: Material
) -> dict[tuple[object, ...], list[Answer]]:
    """Return answers that are one for a contradiction together: a thousand reports repeat a few."""
    found: dict[tuple[object, ...], list[Answer]] = {}
    for answer in answers:
        if answer.stance != stance:
            continue
        act = material.statements[answer.statement_id].act
        key = (*what(group, answer, material), *whose(answer, material), act)
        if group.frame.id == "claim":
            key = (*key, answer.statement_id)  # each stands against what it names itself
        if key in found or len(found) < _MOST:
            found.setdefault(key, []).append(answer)
    return found


def what(group: Group, answer: Answer, material: Material) -> tuple[object, ...]:
    """Return all of an answer's words on which it depends what negates it."""
    named = _named_senses(group, answer, material)
    said = (named, answer.topic, answer.terms, answer.senses)
    return (*said, value(answer.figure), answer.figure is None, answer.former)


def whose(answer: Answer, material: Material) -> tuple[object, ...]:
    """Return whose an answer is and of which days."""
    one = answer.statement_id
    return material.voice(one), material.side(one), answer.day_from, answer.day_until


_MOST = 200  # affirmations of one question, and as many negations, that are held apart


def _is_guess(answer: Answer, material: Material) -> bool:
    """Return whether a statement says only what may or could be."""
    return material.statements[answer.statement_id].certainty == "possible"


def contradict(group: Group, x: Answer, y: Answer, material: Material) -> bool:
    """Return whether `y`, which negates, stands against `x`, which affirms."""
    if y.against and x.statement_id not in y.against:
        return False
    return are_apart(x, y, material) and negates(group, x, y, material)


def are_apart(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two answers are of two sides and of days that fit."""
    return days_apart(x, y) <= _WINDOW and _other_side(x, y, material)


def negates(group: Group, x: Answer, y: Answer, material: Material) -> bool:
    """Return whether the words of `y` negate those of `x`, whoever says either, and when."""
    if x.former:
        return False
    if is_denial(y, material) and not is_same_proposition(group, x, y, material):
        return False
    if y.figure is not None and group.frame.opposes != "always":
        if x.figure is None:
            return False
        # "Not a single drone" negates any number of them.
        return value(x.figure) == value(y.figure) or value(y.figure) <= 1
    return _is_about_it(group, x, y)


def is_denial(answer: Answer, material: Material) -> bool:
    """Return whether an answer is an explicit denial, not merely a negated sentence."""
    return material.statements[answer.statement_id].act == "deny" and not answer.remark


def is_same_proposition(group: Group, affirmed: Answer, denied: Answer, material: Material) -> bool:
    """Return whether what is denied is what was affirmed, not another answer to the question.

    Where many answers may hold together, only the one named is denied: who denies a "bargaining
    chip" denies no "stronger position". Of an exclusive question any answer is.
    """
    if group.frame.opposes != "shared" or group.frame.exclusive:
        return True
    named = _named_senses(group, affirmed, material), _named_senses(group, denied, material)
    return bool(named[0] & named[1]) or len(affirmed.terms & denied.terms) >= _SHARED


def _named_senses(group: Group, answer: Answer, material: Material) -> frozenset[str]:
    """Return the words by which an answer names one of the answers that its frame knows.

    They count by what they mean: a "negotiating position" is a "bargaining chip" as well.
    """
    text = material.words(material.statements[answer.statement_id])
    return _found(group.frame.senses, text)


@lru_cache(maxsize=10_000)
def _found(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    words = {word for match in pattern.finditer(text) for word in WORD.findall(match.group())}
    return frozenset(meaning(stem(word)) for word in words if len(word) > _SHORT)


_SHORT = 3  # letters of words such as "for" and "any"


def _is_about_it(group: Group, x: Answer, y: Answer) -> bool:
    """Return whether an affirmed and a negated answer are about one thing, as the frame asks."""
    if group.frame.opposes == "topic":
        return x.topic is not None and x.topic == y.topic
    if group.frame.opposes != "shared":
        return group.frame.opposes == "always"
    if group.frame.needs != "none":
        return _is_none_of(group, x, y)
    if group.frame.by == "topic" and group.topic is None:
        return False
    return bool(x.senses & y.senses) or len(x.terms & y.terms) >= _SHARED


def _is_none_of(group: Group, x: Answer, y: Answer) -> bool:
    """Return whether one counts some where another says that there were none, then or later."""
    if group.frame.figure != "count" or x.figure is None or y.figure is not None:
        return False
    some = value(x.figure) >= 1 and x.where == y.where and x.degree == y.degree
    return some and (days_apart(x, y) == 0 or is_later(x, y))


def _other_side(x: Answer, y: Answer, material: Material) -> bool:
    """Return whether two answers come from different sides, or one from an outlet itself."""
    if material.voice(x.statement_id) == material.voice(y.statement_id):
        return False
    rows = (material.statements[x.statement_id], material.statements[y.statement_id])
    if x.statement_id in y.against and are_persons(*rows):
        return True  # who contradicts a colleague word for word gives another account
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
    # What is asked must be known: "who is responsible" for one thing and for another are two.
    if group.topic is None or not (two_sides or group.frame.id == "aim"):
        return
    rivals = group.frame.rivals
    if rivals and not any(answer.topic in rivals for answer in group.answers):
        return
    excluded = group.frame.exclusive and two_sides
    yield Opposition(
        kind="account",
        sides=tuple(
            material.ordered(answer.statement_id for answer in said) for said in attributed
        ),
        reason="accounts differ",
        why=WHY["accounts differ"],
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
            named = group.frame.id != "claim" or yes.statement_id in no.against
            if turned and named and earlier.day_until and _is_about_it(group, yes, no):
                yield earlier, later


def _changed(group: Group, material: Material) -> Iterator[Opposition]:
    for earlier, later in turns(group, material):
        yield Opposition(
            kind="account",
            sides=((earlier.statement_id,), (later.statement_id,)),
            reason="account changed",
            why=WHY["account changed"],
        )


def _clocks(group: Group, material: Material) -> Iterator[Opposition]:
    """Yield where two speakers give two times of day for one event."""
    told = [said for said in group.propositions if said[0].clock is not None]
    for first, second in combinations(told, 2):
        apart = abs((first[0].clock or 0) - (second[0].clock or 0))
        ones = {material.voice(answer.statement_id) for answer in first}
        twos = {material.voice(answer.statement_id) for answer in second}
        if _MINUTES[0] <= apart <= _MINUTES[1] and ones.isdisjoint(twos):
            yield Opposition(
                kind="attribute",
                sides=sides_of(first, second, material),
                reason="two times of day",
                why=WHY["two times of day"],
            )


def _of_two_sides(told: Sequence[Said], material: Material) -> bool:
    sides = {material.side(answer.statement_id) for said in told for answer in said} - {None}
    return len(sides) > 1
