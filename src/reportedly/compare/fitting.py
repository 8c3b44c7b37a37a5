"""Which figures answer which frame: by what they count, or by the unit they are given in."""

from __future__ import annotations

from functools import cache

from reportedly.compare.frames import Frame
from reportedly.intervals import PEOPLE, same_thing
from reportedly.model import Figure
from reportedly.text import word_list


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
    if noun in PEOPLE or noun in _persons() or same_thing(noun, "person"):
        return True
    return noun.endswith(_ENDINGS) and noun not in _things()


_ENDINGS = ("er", "or", "ist", "man", "men", "woman", "women", "ant", "ian")


@cache
def _persons() -> frozenset[str]:
    return frozenset(word_list("counted_persons"))


@cache
def _things() -> frozenset[str]:
    return frozenset(word_list("counted_things"))


def is_money(figure: Figure) -> bool:
    """Return whether a figure is an amount of money."""
    return figure.unit is not None and figure.base_unit == figure.unit and figure.unit in _money()


@cache
def _money() -> frozenset[str]:
    return frozenset(line.split(";")[0].strip() for line in word_list("currencies"))
