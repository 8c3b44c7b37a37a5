"""Set statements against one another, or let them stand together, as people ruled.

    oppositions found in a question, rulings -> as_ruled -> oppositions

A pair that somebody ruled to hold together counts no more, and neither do the tellings of the
same two acts of speech; an opposition of which no pair is left is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.compare.sides import Opposition
from reportedly.model import ConflictKind
from reportedly.rulings import reviewer


def as_ruled(found: Iterable[Opposition], group: Group, material: Material) -> list[Opposition]:
    """Return the oppositions of a question as ruled, those that a ruling made last."""
    if not material.ruled:
        return list(found)
    kept = [left for one in found if (left := _left(one, material)) is not None]
    return [*kept, *_made(group, kept, material)]


def _left(one: Opposition, material: Material) -> Opposition | None:
    """Return an opposition without the pairs that can hold together; None where none is left."""
    sides = []
    for number, side in enumerate(one.sides):
        others = [i for n, other in enumerate(one.sides) if n != number for i in other]
        left = tuple(i for i in side if not all(material.may_stand(i, o) for o in others))
        if left:
            sides.append(left)
    return replace(one, sides=tuple(sides)) if len(sides) > 1 else None


def _made(group: Group, kept: Iterable[Opposition], material: Material) -> list[Opposition]:
    """Return an opposition for each ruling that sets statements of this question apart."""
    apart, held = list(kept), material.ruled
    own = {answer.statement_id: answer for answer in group.answers}
    found: dict[str, Opposition] = {}
    for ruling in dict.fromkeys(one for one in held.values() if one.kind == "conflict"):
        first, *rest = [row.id for row in material.meant.all(ruling)] or [""]
        rest = [i for i in rest if i in own and held.get(material.as_told(first, i)) is ruling]
        rest = [i for i in rest if not any(_opposes(one, first, i) for one in apart)]
        if first in own and rest:
            found[ruling.id] = Opposition(
                kind=_kind(own[first], [own[i] for i in rest]),
                sides=((first,), material.ordered(rest)),
                reason="ruled",
                why=f"Ruled by {reviewer(ruling)}: the two sides cannot both hold; "
                "it would vanish if that were taken back.",
            )
    return list(found.values())


def _opposes(one: Opposition, a: str, b: str) -> bool:
    sides = [{a, b} & set(side) for side in one.sides]
    return any(a in side for side in sides) and any(b in side and a not in side for side in sides)


def _kind(first: Answer, rest: Iterable[Answer]) -> ConflictKind:
    others = list(rest)
    if first.figure and all(answer.figure for answer in others):
        return "figures"
    if {first.stance, *(answer.stance for answer in others)} == {"+", "-"}:
        return "polarity"
    return "account"
