"""The elements of a page while it is read: what each is, and what those around it say of it.

<div class="related"><ul><li><a>  ->  tag, names, marks of all around, place, blocks it stands in

Elements of like kinds in like surroundings share what is said of them: it is worked out once.
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
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LONGEST_PLACE = 100  # elements; below, a path would make memory quadratic in the depth
NAMED_AROUND = 5  # elements around one whose names are kept with it
BLOCKS_AROUND = 6  # blocks around an element that are counted
MOST_SETTINGS = 5_000  # kept for one page; few have 500


class Kind:
    """What an element's tag, class and id say of it."""

    __slots__ = ("block", "bold", "dated", "inside", "keeps_space", "linked", "names", "own", "tag")

    def __init__(self, tag: str, names: str, *, inside: bool) -> None:
        self.tag = tag
        self.names = names
        self.own = NO_MARKS if tag in OUTERMOST else page_marks(tag, names)
        if tag in OUTERMOST:
            self.names = ""
        self.block = tag not in INLINE
        self.bold = tag in BOLD
        self.linked = tag in LINKED
        self.keeps_space = tag in PRESERVED
        self.inside = inside  # whether it is a link to a place on the same page
        self.dated = tag == "time" or "date" in self.own


@lru_cache(maxsize=20_000)
def kind_of(tag: str, names: str = "", inside: bool = False) -> Kind:
    """Return the kind of an element with these names."""
    return Kind(tag, names, inside=inside)


class Setting:
    """What an element and those around it say together."""

    __slots__ = ("bold", "inside", "keeps_space", "linked", "marks", "names", "within")

    def __init__(self, above: Setting | None, kind: Kind) -> None:
        self.within: dict[Kind, Setting] = {}
        if above is None:
            self.marks = kind.own
            self.names: tuple[str, ...] = (kind.names,) if kind.names else ()
            self.bold = self.linked = self.keeps_space = self.inside = False
            return
        self.marks = above.marks | kind.own if kind.own else above.marks
        self.names = (kind.names, *above.names[:NAMED_AROUND]) if kind.names else above.names
        self.bold = above.bold or kind.bold
        self.linked = above.linked or kind.linked
        self.keeps_space = above.keeps_space or kind.keeps_space
        self.inside = above.inside or kind.inside


class Element:
    """An element that is open, or in which a line stands."""

    __slots__ = (
        "above", "counts", "hidden", "kind", "level", "nth", "number", "outer", "parents", "place",
        "setting",
    )  # fmt: skip

    def __init__(
        self, kind: Kind, setting: Setting, above: Element | None, level: int, number: int
    ) -> None:
        self.kind = kind
        self.setting = setting
        self.above = above
        self.level = level  # how many elements it stands in
        self.number = number
        self.counts: dict[str, int] | None = None  # its children, by tag
        # Until a line asks for them: see `place_of` and `parents_of`.
        self.place: tuple[str, str] | None = None
        self.parents: tuple[int, ...] | None = None
        self.nth = 1  # among the children of one tag
        if above is None:
            self.outer: Element | None = None  # the nearest block it stands in
            self.hidden = 0  # the number of the outermost hidden element it stands in
            return
        self.outer = above if above.kind.block or above.outer is None else above.outer
        self.hidden = above.hidden
        counts = above.counts
        if counts is None:
            above.counts = {kind.tag: 1}
        else:
            self.nth = counts[kind.tag] = counts.get(kind.tag, 0) + 1


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
        path = f"{path}/{one.kind.tag}"
        place = f"{place}/{one.kind.tag}[{one.nth}]" if one.nth > 1 else f"{place}/{one.kind.tag}"
        one.place = place, path
    return place, path


def box_of(element: Element) -> Element:
    """Return the nearest block that an element stands in, or is; the outermost counts as one."""
    return element if element.kind.block or element.outer is None else element.outer


def parents_of(element: Element) -> tuple[int, ...]:
    """Return the numbers of the blocks that an element stands in, nearest first.

    The outermost element is none: all stand in it.
    """
    box = box_of(element)
    if box.parents is None:
        found: list[int] = []
        here = box
        while here.outer is not None and len(found) < BLOCKS_AROUND:
            found.append(here.number)
            here = here.outer
        box.parents = tuple(found)
    return box.parents


def is_hidden(tag: str, said: Mapping[str, str]) -> bool:
    """Return whether an element says that it is not shown."""
    if "hidden" in said:
        return True
    style = said.get("style")
    if style and HIDDEN.search(style[:500]):
        return True
    return tag == "dialog" and "open" not in said
