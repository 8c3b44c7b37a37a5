"""Where two speakers of one side give accounts of one thing that do not go together.

"The aim is not to occupy their land"      its foreign ministry
"It was necessary to seize territory"      its president's office
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.compare.sides import WHY, Opposition, sides_of
from reportedly.rarity import meaning, stem

_SHARED = 2  # meanings that what one affirms and another negates must share
_MOST = 200  # affirmations of one question, and as many negations, that are held apart


def divided(group: Group, material: Material) -> Iterator[Opposition]:
    """Yield what one speaker of a side affirms and another negates, in answers in words."""
    if group.frame.answer != "words":
        return
    told = [a for a in group.answers if not a.remark and material.party(a.statement_id)]
    yes = [a for a in told if a.stance == "+"][:_MOST]
    no = [a for a in told if a.stance == "-"][:_MOST]
    pairs = [(x, y) for x in yes for y in no if _are_divided(x, y, material)]
    if pairs:
        affirm = list({x.statement_id: x for x, _ in pairs}.values())
        negate = list({y.statement_id: y for _, y in pairs}.values())
        yield Opposition(
            kind="account",
            sides=sides_of(affirm, negate, material),
            reason="one side, two accounts",
            why=WHY["one side, two accounts"],
        )


def _are_divided(x: Answer, y: Answer, material: Material) -> bool:
    if material.party(x.statement_id) != material.party(y.statement_id):
        return False
    if material.voice(x.statement_id) == material.voice(y.statement_id):
        return False
    return len(_meanings(x) & _meanings(y)) >= _SHARED


def _meanings(answer: Answer) -> set[str]:
    return {meaning(stem(term)) for term in answer.terms}
