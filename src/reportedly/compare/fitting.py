"""Which figures answer which frame: by what they count, their unit, and the words nearby."""

from __future__ import annotations

import re
from functools import cache

from reportedly.compare.frames import Frame
from reportedly.compare.hits import Hit
from reportedly.intervals import PEOPLE, same_thing
from reportedly.model import Figure
from reportedly.text import listed, word_list

_BREAK = re.compile(r"[,;:—–(]|\b(?:and|but|while|although|whereas|with)\b")
_REACH = 110  # characters between a figure and its word; longer ones met were about other things
_BREAK_COST = 30


def nearest_hit(figure: Figure, hits: list[Hit]) -> Hit | None:
    """Return the words to which a figure belongs: the nearest that it can count."""
    ranked = [
        (cost, number, hit)
        for number, hit in enumerate(hits)
        if fits(hit.frame, figure) and (cost := _cost(figure, hit)) is not None
    ]
    return min(ranked)[2] if ranked else None


def _cost(figure: Figure, hit: Hit) -> int | None:
    """Return how far a figure is from some words; little where it is what the verb is about."""
    verb, head = hit.predicate, figure.counted_head
    inside = hit.piece.start <= figure.span.start < hit.piece.start + len(hit.piece.text)
    if inside and verb and head and head in (*verb.subject, *verb.object):
        return _TIED
    return _distance(figure, hit)


_TIED = 15


def _distance(figure: Figure, hit: Hit) -> int | None:
    start, end = hit.piece.start, hit.piece.start + len(hit.piece.text)
    if not (start <= figure.span.start and figure.span.end <= end):
        return None
    if figure.span.overlaps(hit.span):
        return 0
    first, second = sorted([figure.span, hit.span])
    between = hit.piece.text[first.end - start : max(first.end, second.start) - start]
    if re.search(r"[.!?]\s", between):
        return None
    cost = len(between) + _BREAK_COST * len(_BREAK.findall(between))
    return cost if cost <= _REACH else None


def fits(frame: Frame, figure: Figure) -> bool:
    """Return whether a figure is of the kind that answers a frame."""
    if frame.figure is None or figure.change in ("up", "down"):
        return False
    if frame.figure == "count":
        return figure.unit is None and _counts(frame, figure.counted_head)
    if frame.figure == "money":
        return is_money(figure)
    return figure.base_unit == frame.figure


def _counts(frame: Frame, head: str | None) -> bool:
    if "person" in frame.counted:
        return head is None or head in frame.counted or is_person(head)
    return head is not None and any(same_thing(head, noun) for noun in frame.counted)


def is_person(noun: str) -> bool:
    """Return whether a counted noun names people.

    >>> is_person("firefighter"), is_person("resident"), is_person("drone")
    (True, True, False)
    """
    if noun in PEOPLE or noun in listed("counted_persons") or same_thing(noun, "person"):
        return True
    return noun.endswith(_ENDINGS) and noun not in listed("counted_things")


_ENDINGS = ("er", "or", "ist", "man", "men", "woman", "women", "ant", "ian")


def is_money(figure: Figure) -> bool:
    """Return whether a figure is an amount of money."""
    return figure.unit is not None and figure.base_unit == figure.unit and figure.unit in _money()


@cache
def _money() -> frozenset[str]:
    return frozenset(line.split(";")[0].strip() for line in word_list("currencies"))
