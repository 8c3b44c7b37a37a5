"""Say whether a figure is an amount by which something rose or fell.

"shares fell 3 percent"     down        "rose by 12"      up
"shot down 117 drones"      neither     "rose to 12"      neither: that is where it stands
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportedly.annotate.number_words import Piece
from reportedly.annotate.units import Unit

RISES = frozenset(
    {"rise", "rises", "rose", "risen", "rising", "up", "gain", "gained", "gains", "gaining"}
    | {"increase", "increased", "increases", "increasing", "climb", "climbed", "climbs", "climbing"}
    | {"jump", "jumped", "jumps", "jumping", "grew", "grow", "grows", "grown", "growing", "add"}
    | {"added", "adds", "adding", "advance", "advanced", "advances", "surge", "surged", "surges"}
    | {"soar", "soared", "soars", "soaring", "rally", "rallied", "rallies", "higher"}
)
FALLS = frozenset(
    {"fall", "falls", "fell", "fallen", "falling", "down", "drop", "dropped", "drops", "dropping"}
    | {"decline", "declined", "declines", "declining", "decrease", "decreased", "decreases"}
    | {"lose", "lost", "loses", "losing", "slid", "slide", "slides", "sliding", "sank", "sink"}
    | {"tumble", "tumbled", "tumbles", "tumbling", "plunge", "plunged", "plunges", "plunging"}
    | {"plummet", "plummeted", "plummeting", "shed", "sheds", "dip", "dipped", "dips", "lower"}
    | {"slip", "slipped", "slips", "shrank", "shrink", "shrinks", "eased", "cut", "edged"}
)
# Words between the verb and its number ("fell by a further 12", "up another 3 %").
BETWEEN_CHANGE = frozenset({"by", "another", "a", "an", "further", "additional", "only", "just"})


# What rises and falls by an amount without "by".
CHANGING = frozenset({"percent", "percentage point", "degree", "degree Celsius", "hertz"})


def direction(
    pieces: Sequence[Piece],
    first: int,
    after: int,
    last: int,
    low: float,
    unit: Unit | None,
) -> Literal["up", "down"] | None:
    """Return the way that a figure moved something, None for a figure that says how much there is.

    Its pieces are `first` up to `last`, hedges included; number and unit end before `after`.
    """
    index = first - 1
    while index >= 0 and _lower(pieces, index) in BETWEEN_CHANGE and first - index < 4:
        index -= 1
    moves = _can_move(pieces, after, unit)
    if moves and low < 0:
        return "down"
    if moves and _lower(pieces, index) == "+":
        return "up"
    if moves or _lower(pieces, first - 1) == "by":
        word, behind = _lower(pieces, index), _lower(pieces, last)
        if word in RISES or behind == "higher":
            return "up"
        if word in FALLS or behind == "lower":
            return "down"
    return None


def _can_move(pieces: Sequence[Piece], after: int, unit: Unit | None) -> bool:
    """Tell "shares fell 3 percent" from "shot down 117 drones" and "advanced six miles"."""
    if _lower(pieces, after) in ("points", "point"):
        return True
    return unit is not None and (unit.money or unit.base in CHANGING)


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""
