"""The elements of a page while it is read: what each is, and what those around it say of it.

<div class="related"><ul><li><a>  ->  tag, names, marks of all around, place, blocks it stands in

Of most elements no line asks what they say: it is worked out for those of which one does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from reportedly.acquire.page_marks import NO_MARKS, page_marks

# fmt: off
INVISIBLE = frozenset(
    {
        "script", "style", "noscript", "template", "title", "iframe", "object", "embed",
        "svg", "math", "canvas", "audio", "video", "select", "datalist", "map", "param",
        "source", "track", "meta", "link", "base",
    }
)
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "img", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr", "label", "input", "amp-img", "picture", "bold",
    }
)
# fmt: on
# Shown apart by every browser's own style though they stand in a line of text.
SPACED = frozenset({"time", "label", "input", "button", "img"})
PRESERVED = frozenset({"pre", "textarea", "listing", "xmp"})
OUTERMOST = frozenset({"html", "head", "body"})
SHOWN = OUTERMOST | {"main", "article"}  # even where they say that they are hidden
LINKED = frozenset({"a", "button"})
BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
LONGEST_PLACE = 100  # elements; below, a path would make memory quadratic in the depth
NAMED_AROUND = 5  # elements around one whose names are kept with it
BLOCKS_AROUND = 6  # blocks around an element that are counted


# What a tag says of an element; the last four hold for all that stands in it, too.
UNSEEN, IN_LINE, APART, KEEPS_SPACE, IN_LINK, IN_BOLD, INSIDE = (1 << bit for bit in range(7))
INHERITED = KEEPS_SPACE | IN_LINK | IN_BOLD | INSIDE  # inside: a link to a place on the same page


def _traits() -> dict[str, int]:
    found: dict[str, int] = {}
    for trait, tags in (
        (UNSEEN, INVISIBLE),
        (IN_LINE, INLINE),
        (APART, SPACED),
        (KEEPS_SPACE, PRESERVED),
        (IN_LINK, LINKED),
        (IN_BOLD, BOLD),
    ):
        for tag in tags:
            found[tag] = found.get(tag, 0) | trait
    return found


TRAITS = _traits()  # by tag; most have none


class Element:
    """An element that is open, or in which a line stands.

    What only lines ask for is worked out when one does: see `told_of`, `place_of`, `parents_of`.
    """

    __slots__ = (
        "above", "counts", "hidden", "level", "names", "nth", "number", "outer", "parents",
        "place", "tag", "told", "traits",
    )  # fmt: skip

    def __init__(
        self, tag: str, names: str, traits: int, above: Element | None, level: int, number: int
    ) -> None:
        self.tag = tag
        self.names = names
        self.above = above
        self.level = level  # how many elements it stands in
        self.number = number
        self.counts: dict[str, int] | None = None  # its children, by tag
        self.told: Told | None = None
        self.place: tuple[str, str] | None = None
        self.parents: tuple[int, ...] | None = None
        self.nth = 1  # among the children of one tag
        if above is None:
            self.traits = traits & IN_LINE
            self.outer: Element | None = None  # the nearest block it stands in
            self.hidden = 0  # the number of the outermost hidden element it stands in
            return
        self.traits = traits | (above.traits & INHERITED)
        outer = above.outer
        self.outer = outer if outer is not None and above.traits & IN_LINE else above
        self.hidden = above.hidden
        counts = above.counts
        if counts is None:
            above.counts = {tag: 1}
        else:
            self.nth = counts[tag] = counts.get(tag, 0) + 1


# What an element and all around it say, and the names of those that have any, nearest first.
Told = tuple[frozenset[str], tuple[str, ...]]


def own_marks(element: Element) -> frozenset[str]:
    """Return what an element's tag, class and id say of it."""
    return NO_MARKS if element.tag in OUTERMOST else page_marks(element.tag, element.names)


def told_of(element: Element) -> Told:
    """Return what an element and those around it say of it."""
    waiting: list[Element] = []
    here: Element | None = element
    while here is not None and here.told is None:
        waiting.append(here)
        here = here.above
    told: Told = (NO_MARKS, ()) if here is None or here.told is None else here.told
    for one in reversed(waiting):
        if one.tag not in OUTERMOST:
            told = _with_own(told, one.tag, one.names)
        one.told = told
    return told


@lru_cache(maxsize=20_000)
def _with_own(told: Told, tag: str, names: str) -> Told:
    """Return what those around an element and it say; the same thing where the same is said."""
    own = page_marks(tag, names)
    if not own and not names:
        return told
    around = (names, *told[1][:NAMED_AROUND]) if names else told[1]
    return told[0] | own if own else told[0], around


def place_of(element: Element) -> tuple[str, str]:
    """Return the path to an element with and without numbers; of few does a line ask."""
    waiting: list[Element] = []
    here: Element | None = element
    while here is not None and here.place is None:
        waiting.append(here)
        here = here.above if 0 < here.level < LONGEST_PLACE else None
    if here is not None and here.place is not None:
        place, path = here.place
    else:
        place = path = "" if waiting[-1].above is None else "/…"
    for one in reversed(waiting):
        tag = one.tag
        path = f"{path}/{tag}"
        place = f"{place}/{tag}[{one.nth}]" if one.nth > 1 else f"{place}/{tag}"
        one.place = place, path
    return place, path


def box_of(element: Element) -> Element:
    """Return the nearest block that an element stands in, or is; the outermost counts as one."""
    return element.outer if element.traits & IN_LINE and element.outer is not None else element


def parents_of(element: Element) -> tuple[int, ...]:
    """Return the numbers of the blocks that an element stands in, nearest first.

    The outermost element is none: all stand in it.
    """
    box = box_of(element)
    if box.parents is None:
        outer = box.outer
        if outer is None:
            box.parents = ()
        else:
            if outer.parents is None:
                outer.parents = _numbers(outer)
            box.parents = (box.number, *outer.parents[: BLOCKS_AROUND - 1])
    return box.parents


def _numbers(box: Element) -> tuple[int, ...]:
    found: list[int] = []
    here = box
    while here.outer is not None and len(found) < BLOCKS_AROUND:
        found.append(here.number)
        here = here.outer
    return tuple(found)


def _hides(style: str) -> bool:
    low = style.lower()
    return ("none" in low or "hidden" in low) and HIDDEN.search(low) is not None


def is_hidden(tag: str, said: Mapping[str, str]) -> bool:
    """Return whether an element says that it is not shown."""
    if "hidden" in said:
        return True
    style = said.get("style")
    if style and _hides(style[:500]):
        return True
    return tag == "dialog" and "open" not in said
