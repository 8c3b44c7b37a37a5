"""Walk the elements of one page, as the parser meets them, and gather its visible lines.

start(tag), data(text), end(tag) ...  ->  lines, each with its place, marks and links

No tree is built: neither depth nor size of a page costs more than its own text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from reportedly.acquire.lines import Line
from reportedly.acquire.page_marks import element_names, page_marks
from reportedly.model import Span

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
PROSE_TAGS = frozenset({"p", "li", "h2", "h3", "td", "pre"})
MOMENTS = {"time": "datetime", "abbr": "title"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Elements nested deeper are read as if they stood side by side; no page that means to be read
# is half as deep.
MAX_DEPTH = 500
LONGEST_PLACE = 100  # elements; below, a path would make memory quadratic in the depth
NAMED_AROUND = 5  # elements around one whose names are kept with it
NO_MARKS: frozenset[str] = frozenset()
MUCH_TEXT = 1_500  # characters
WHITE = " \t\n\r\f\v"
# A single space stays as it is: most are.
SPACES = re.compile(r"[\t\n\r\f\v\u200b][ \t\n\r\f\v\u200b]*| [ \t\n\r\f\v\u200b]+")


class _Open:
    """An element on the stack of the walk."""

    __slots__ = (
        "above",
        "block",
        "bold",
        "counts",
        "hidden",
        "inside",
        "interrupted",
        "keeps_space",
        "level",
        "linked",
        "marks",
        "names",
        "nth",
        "own",
        "parents",
        "place",
        "tag",
    )

    def __init__(self, tag: str, above: _Open | None, level: int, number: int) -> None:
        self.tag = tag
        self.above = above
        self.level = level  # how many elements it stands in
        self.block = block = tag not in INLINE
        self.own: frozenset[str] = NO_MARKS  # without those of the elements around it
        self.counts: dict[str, int] | None = None  # its children, by tag
        self.interrupted: _State | None = None  # the line that it stands in, if it is hidden
        self.nth = 1  # among the children of one tag
        if above is None:
            self.place = f"/{tag}"
            self.marks: frozenset[str] = NO_MARKS
            self.names: tuple[str, ...] = ()  # of it and those around it, nearest first
            self.parents: tuple[int, ...] = ()
            self.bold = self.linked = self.keeps_space = False
            self.inside = False  # whether it stands in a link to a place on the same page
            self.hidden = 0  # the number of the outermost hidden element it stands in
            return
        self.place = ""  # until a line asks for it: see `_place`
        self.marks = above.marks
        self.names = above.names
        self.parents = (number, *above.parents[:5]) if block else above.parents
        self.bold = above.bold or tag in BOLD
        self.linked = above.linked or tag in LINKED
        self.keeps_space = above.keeps_space or tag in PRESERVED
        self.inside = above.inside
        self.hidden = above.hidden
        if above.counts is None:
            above.counts = {tag: 1}
        else:
            self.nth = above.counts[tag] = above.counts.get(tag, 0) + 1


_State = tuple[list[str], _Open | None, _Open | None, int, int]


class _Raw(NamedTuple):
    """A line before it is known whether its hidden part is shown."""

    text: str
    tag: str
    owner: _Open
    place: str
    near: frozenset[str]
    linked: float
    bold: bool


class PageWalk:
    """The state of one reading: open elements, the line being built, what was found.

    `start`, `end`, `data` and `close` are what lxml calls.
    """

    def __init__(self) -> None:
        self.language: str | None = None
        self.title: str | None = None
        self.metas: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.elements = 0
        self._raw: list[_Raw] = []
        self._times: list[tuple[str, int, frozenset[str], int]] = []
        self._stack: list[_Open] = []
        self._roots: dict[str, int] = {}
        self._skipping = 0  # how many invisible elements are open
        self._too_deep = 0  # how many are open below `MAX_DEPTH`
        self._captured: list[str] | None = None  # the text of a title or of JSON-LD
        self._unions: dict[tuple[frozenset[str], frozenset[str]], frozenset[str]] = {}
        self._clear()

    def _clear(self) -> None:
        self._buffer: list[str] = []
        self._owner: _Open | None = None  # the element that the line begins in
        self._around: _Open | None = None  # the one that all of it stands in
        self._linked = 0
        self._bold = 0

    def _state(self) -> _State:
        return self._buffer, self._owner, self._around, self._linked, self._bold

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._skipping:
            self._skipping += 1
            return
        if tag in INVISIBLE:
            self._skipping = 1
            self._note(tag, attributes)
            return
        block = tag not in INLINE
        hides = "style" in attributes or "hidden" in attributes or tag == "dialog"
        hidden = hides and self._begins_hidden(tag, attributes)
        if block and not hidden:
            if self._buffer:
                self._flush()
        elif tag in SPACED:
            self._buffer.append(" ")
        if len(self._stack) >= MAX_DEPTH:
            self._too_deep += 1
            return
        self._open(tag, attributes)
        if hidden:
            # What stands before a hidden element goes on after it.
            here = self._stack[-1]
            here.hidden = self.elements
            here.interrupted = self._state()
            self._clear()

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping:
                self._keep_captured(tag)
            return
        if self._too_deep:
            self._too_deep -= 1
            if tag not in INLINE:
                self._flush()
            return
        if not self._stack:
            return
        here = self._stack[-1]
        if self._buffer and (here.block or here.interrupted):
            self._flush()
        self._stack.pop()
        if here.interrupted:
            self._buffer, self._owner, self._around, self._linked, self._bold = here.interrupted
        if tag in SPACED:
            self._buffer.append(" ")

    def _begins_hidden(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Return whether an element is hidden and none around it is."""
        if tag in SHOWN or not self._stack or self._stack[-1].hidden:
            return False
        return len(self._stack) < MAX_DEPTH and is_hidden(tag, attributes)

    def data(self, text: str) -> None:
        """Take characters."""
        if self._skipping:
            if self._captured is not None:
                self._captured.append(text)
            return
        if not self._stack or not (self._buffer or text.strip(WHITE)):
            return
        here = self._stack[-1]
        if here.keeps_space and "\n" in text:
            first, *others = text.split("\n")
            self._add(first, here)
            for piece in others:
                self._flush()
                self._add(piece, here)
        else:
            self._add(text, here)

    def close(self) -> None:
        """Take the end of the page."""
        self._flush()

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep what an invisible element says of the page."""
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link" and attributes.get("href"):
            self.links.append((attributes.get("rel", "").lower(), attributes["href"]))
        elif (tag == "title" and not self.title) or (
            tag == "script" and attributes.get("type", "").lower().startswith("application/ld+json")
        ):
            self._captured = []

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        name = name or attributes.get("http-equiv")
        content = attributes.get("content")
        if name and content and content.strip():
            self.metas.append((name.strip().lower(), content.strip()))

    def _keep_captured(self, tag: str) -> None:
        captured, self._captured = self._captured, None
        if captured and tag == "title":
            self.title = " ".join("".join(captured).split()) or None
        elif captured:
            self.scripts.append("".join(captured))

    def _open(self, tag: str, said: Mapping[str, str]) -> None:
        self.elements += 1
        stack = self._stack
        above = stack[-1] if stack else None
        opened = _Open(tag, above, len(stack), self.elements)
        stack.append(opened)
        if above is None and not self.language:
            self.language = said.get("lang") or said.get("xml:lang")
        if tag not in OUTERMOST:
            self._name(opened, said)
        if not said:
            return
        if tag == "a" and said.get("href", "").startswith("#"):
            opened.inside = True
        if tag == "time" or "date" in opened.own:
            moment = said.get(MOMENTS.get(tag, "content"))
            if moment:
                self._times.append((moment[:100], len(self._raw), opened.marks, opened.hidden))

    def _name(self, opened: _Open, said: Mapping[str, str]) -> None:
        """Set what an element's tag, class and id say of it."""
        names = element_names(said) if said else ""
        own = opened.own = page_marks(opened.tag, names)
        if names:
            opened.names = (names, *opened.names[:NAMED_AROUND])
        if own:
            both = (opened.marks, own)
            union = self._unions.get(both)
            if union is None:
                union = self._unions[both] = opened.marks | own
            opened.marks = union

    def _add(self, text: str, here: _Open) -> None:
        if here is not self._around and not text.isspace():
            if not text:
                return
            if self._around is None:
                self._owner = here
                self._around = here
            else:
                self._around = self._common(self._around)
        self._buffer.append(text)
        if here.linked:
            self._linked += len(text.strip())
        if here.bold:
            self._bold += len(text.strip())

    def _common(self, element: _Open) -> _Open:
        """Return the nearest element around `element`, or itself, that is still open."""
        while element.above and not (
            element.level < len(self._stack) and self._stack[element.level] is element
        ):
            element = element.above
        return element

    def _flush(self) -> None:
        if not self._buffer:
            return
        owner, around = self._owner, self._around
        if owner is None or around is None:
            self._buffer.clear()
            return
        words = SPACES.sub(" ", "".join(self._buffer)).strip(" ")
        if words.strip():
            nearest = next(open_ for open_ in reversed(self._stack) if open_.block)
            self._raw.append(
                _Raw(
                    words,
                    nearest.tag,
                    owner,
                    _place(around),
                    nearest.own | owner.own,  # of the elements open at its end and its beginning
                    min(1.0, self._linked / len(words)),
                    2 * self._bold > len(words),
                )
            )
        self._clear()

    def found(self) -> tuple[tuple[Line, ...], tuple[tuple[str, int, frozenset[str]], ...]]:
        """Return the lines, and the times with the numbers of the lines they are in."""
        held: Counter[int] = Counter()
        for raw in self._raw:
            if raw.owner.hidden and raw.tag in PROSE_TAGS:
                held[raw.owner.hidden] += int(len(raw.text) * (1.0 - raw.linked))
        # Pages that stream their parts (React) keep the whole article in a hidden element, which
        # a script shows; several of the development pages do.
        shown = {0, *(number for number, length in held.items() if length > MUCH_TEXT)}
        lines: list[Line] = []
        place: list[int] = []  # of each raw line among the lines
        start = 0
        for raw in self._raw:
            place.append(len(lines))
            if raw.owner.hidden in shown:
                lines.append(_line(raw, start))
                start += len(raw.text) + 1
        place.append(len(lines))
        times = [(when, place[at], marks) for when, at, marks, part in self._times if part in shown]
        return tuple(lines), tuple(times)


def _place(element: _Open) -> str:
    """Return the path to an element; of few does a line ask."""
    waiting: list[_Open] = []
    here: _Open | None = element
    while here is not None and not here.place:
        waiting.append(here)
        here = here.above if here.level < LONGEST_PLACE else None
    place = here.place if here is not None else "/…"
    for one in reversed(waiting):
        place = one.place = f"{place}/{one.tag}[{one.nth}]" if one.nth > 1 else f"{place}/{one.tag}"
    return place


def _line(raw: _Raw, start: int) -> Line:
    owner = raw.owner
    return Line(
        span=Span(start, start + len(raw.text)),
        text=raw.text,
        tag=raw.tag,
        marks=owner.marks | {"hidden"} if owner.hidden else owner.marks,
        near=raw.near,
        linked=raw.linked,
        place=raw.place,
        parents=owner.parents,
        names=owner.names,
        bold=raw.bold,
        inside=owner.inside,
    )


def is_hidden(tag: str, said: Mapping[str, str]) -> bool:
    """Return whether an element says that it is not shown."""
    if "hidden" in said:
        return True
    style = said.get("style")
    if style and HIDDEN.search(style[:500]):
        return True
    return tag == "dialog" and "open" not in said
