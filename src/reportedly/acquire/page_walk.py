"""Walk the elements of one page, as the parser meets them, and gather the lines of its text.

start(tag), data(text), end(tag) ...  ->  lines, each with the element it begins in, and links

No tree is built: neither depth nor size of a page costs more than its own text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportedly.acquire.page_elements import (
    APART,
    IN_BOLD,
    IN_LINE,
    IN_LINK,
    INSIDE,
    KEEPS_SPACE,
    SHOWN,
    TRAITS,
    UNSEEN,
    Element,
    is_hidden,
    own_marks,
    told_of,
)
from reportedly.acquire.page_heads import Head
from reportedly.acquire.page_marks import element_names
from reportedly.acquire.page_shown import RawLine, RawTime

MOMENTS = {"time": "datetime", "abbr": "title"}
# Elements nested deeper are read as if they stood side by side; no page that means to be read
# is half as deep.
MAX_DEPTH = 500
WHITE = " \t\n\r\f\v"
# A single space stays as it is: most are.
SPACES = re.compile(r"[\t\n\r\f\v\u200b][ \t\n\r\f\v\u200b]*| [ \t\n\r\f\v\u200b]+")

_State = tuple[list[str], Element | None, Element | None, int, int]


class PageWalk:
    """The state of one reading: open elements, the line being built, what was found.

    `start`, `end`, `data` and `close` are what lxml calls.
    """

    def __init__(self) -> None:
        self.head = Head()
        self.elements = 0
        self.lines: list[RawLine] = []
        self.times: list[RawTime] = []
        self._stack: list[Element] = []
        self._skipping = 0  # how many invisible elements are open
        self._too_deep = 0  # how many are open below `MAX_DEPTH`
        # By the number of the hidden element that it stands in: the line that goes on after it.
        self._interrupted: dict[int, _State] = {}
        self._clear()

    def _clear(self) -> None:
        self._buffer: list[str] = []
        self._owner: Element | None = None  # the element that the line begins in
        self._around: Element | None = None  # the one that all of it stands in
        self._linked = 0
        self._bold = 0

    def _state(self) -> _State:
        return self._buffer, self._owner, self._around, self._linked, self._bold

    def _go_on(self, state: _State) -> None:
        self._buffer, self._owner, self._around, self._linked, self._bold = state

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._skipping:
            self._skipping += 1
            return
        traits = TRAITS.get(tag, 0)
        if traits & UNSEEN:
            self._skipping = 1
            self.head.note(tag, said)
            return
        hidden = False
        if tag == "dialog" or (said and ("style" in said or "hidden" in said)):
            hidden = self._begins_hidden(tag, said)
        if not (traits & IN_LINE or hidden):
            if self._buffer:
                self._flush()
        elif traits & APART:
            self._buffer.append(" ")
        if len(self._stack) >= MAX_DEPTH:
            self._too_deep += 1
            return
        opened = self._open(tag, said, traits)
        if hidden:
            # What stands before a hidden element goes on after it.
            opened.hidden = opened.number
            self._interrupted[opened.number] = self._state()
            self._clear()

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping:
                self.head.keep(tag)
            return
        if self._too_deep:
            self._too_deep -= 1
            if self._buffer and not TRAITS.get(tag, 0) & IN_LINE:
                self._flush()
            return
        if not self._stack:
            return
        here = self._stack[-1]
        if self._interrupted and here.number in self._interrupted:
            self._flush()
            self._go_on(self._interrupted.pop(here.number))
        elif self._buffer and not here.traits & IN_LINE:
            self._flush()
        self._stack.pop()
        if here.traits & APART:
            self._buffer.append(" ")

    def _begins_hidden(self, tag: str, said: Mapping[str, str]) -> bool:
        """Return whether an element is hidden and none around it is."""
        if tag in SHOWN or not self._stack or self._stack[-1].hidden:
            return False
        return len(self._stack) < MAX_DEPTH and is_hidden(tag, said)

    def data(self, text: str) -> None:
        """Take characters."""
        if self._skipping:
            if self.head.captured is not None:
                self.head.captured.append(text)
            return
        if not self._stack or not (self._buffer or text.strip(WHITE)):
            return
        here = self._stack[-1]
        if here.traits & KEEPS_SPACE and "\n" in text:
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

    def _open(self, tag: str, said: Mapping[str, str], traits: int) -> Element:
        self.elements += 1
        stack = self._stack
        names = ""
        if said:
            names = element_names(said)
            if tag == "a" and said.get("href", "").startswith("#"):
                traits |= INSIDE
        if not stack and not self.head.language:
            self.head.language = said.get("lang") or said.get("xml:lang")
        above = stack[-1] if stack else None
        opened = Element(tag, names, traits, above, len(stack), self.elements)
        stack.append(opened)
        if said and above and (moment := said.get(MOMENTS.get(tag, "content"))):
            self._dated(moment, opened)
        return opened

    def _dated(self, moment: str, element: Element) -> None:
        if element.tag == "time" or "date" in own_marks(element):
            marks = told_of(element)[0]
            self.times.append((moment[:100], len(self.lines), marks, element.hidden))

    def _add(self, text: str, here: Element) -> None:
        if here is not self._around and not text.isspace():
            if not text:
                return
            if self._around is None:
                self._owner = here
                self._around = here
            else:
                self._around = self._common(self._around)
        self._buffer.append(text)
        if here.traits & (IN_LINK | IN_BOLD):
            length = len(text.strip())
            if here.traits & IN_LINK:
                self._linked += length
            if here.traits & IN_BOLD:
                self._bold += length

    def _common(self, element: Element) -> Element:
        """Return the nearest element around `element`, or itself, that is still open."""
        stack = self._stack
        while element.above and not (
            element.level < len(stack) and stack[element.level] is element
        ):
            element = element.above
        return element

    def _flush(self) -> None:
        buffer, owner, around = self._buffer, self._owner, self._around
        if owner is None or around is None:
            buffer.clear()
            return
        words = "".join(buffer) if len(buffer) > 1 else buffer[0]
        # Most lines hold none of what would be changed, and to see that is faster.
        if "  " in words or not words.isprintable():
            words = SPACES.sub(" ", words)
        words = words.strip(" ")
        if words and not words.isspace():
            here = self._stack[-1]
            linked = min(1.0, self._linked / len(words)) if self._linked else 0.0
            bold = 2 * self._bold > len(words)
            self.lines.append(RawLine(words, here, owner, around, linked, bold))
        self._clear()
