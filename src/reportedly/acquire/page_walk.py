"""Walk the elements of one page, as the parser meets them, and gather the lines of its text.

start(tag), data(text), end(tag) ...  ->  lines, each with the element it begins in, and links

No tree is built: neither depth nor size of a page costs more than its own text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportedly.acquire.page_elements import (
    INLINE,
    INVISIBLE,
    MOST_SETTINGS,
    SHOWN,
    SPACED,
    Element,
    Kind,
    Setting,
    box_of,
    is_hidden,
    kind_of,
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
        self._settings = 0
        self._clear()

    def _clear(self) -> None:
        self._buffer: list[str] = []
        self._owner: Element | None = None  # the element that the line begins in
        self._around: Element | None = None  # the one that all of it stands in
        self._linked = 0
        self._bold = 0

    def _state(self) -> _State:
        return self._buffer, self._owner, self._around, self._linked, self._bold

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._skipping:
            self._skipping += 1
            return
        if tag in INVISIBLE:
            self._skipping = 1
            self.head.note(tag, said)
            return
        hidden = False
        if tag == "dialog" or (said and ("style" in said or "hidden" in said)):
            hidden = self._begins_hidden(tag, said)
        if tag not in INLINE and not hidden:
            if self._buffer:
                self._flush()
        elif tag in SPACED:
            self._buffer.append(" ")
        if len(self._stack) >= MAX_DEPTH:
            self._too_deep += 1
            return
        self._open(tag, said)
        if hidden:
            # What stands before a hidden element goes on after it.
            self._stack[-1].hidden = self.elements
            self._interrupted[self.elements] = self._state()
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
            if tag not in INLINE:
                self._flush()
            return
        if not self._stack:
            return
        here = self._stack[-1]
        interrupted = self._interrupted.pop(here.number, None)
        if self._buffer and (here.kind.block or interrupted):
            self._flush()
        self._stack.pop()
        if interrupted:
            self._buffer, self._owner, self._around, self._linked, self._bold = interrupted
        if tag in SPACED:
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
        if here.setting.keeps_space and "\n" in text:
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

    def _open(self, tag: str, said: Mapping[str, str]) -> None:
        self.elements += 1
        stack = self._stack
        if said:
            inside = tag == "a" and said.get("href", "").startswith("#")
            kind = kind_of(tag, element_names(said), inside)
        else:
            kind = kind_of(tag)
        if stack:
            above = stack[-1]
            around = above.setting
            setting = around.within.get(kind) or self._setting(around, kind)
            opened = Element(kind, setting, above, len(stack), self.elements)
        else:
            setting = Setting(None, kind)
            opened = Element(kind, setting, None, 0, self.elements)
            if not self.head.language:
                self.head.language = said.get("lang") or said.get("xml:lang")
        stack.append(opened)
        if kind.dated and said:
            moment = said.get(MOMENTS.get(tag, "content"))
            if moment:
                self.times.append((moment[:100], len(self.lines), setting.marks, opened.hidden))

    def _setting(self, around: Setting, kind: Kind) -> Setting:
        found = Setting(around, kind)
        self._settings += 1
        if self._settings < MOST_SETTINGS:
            around.within[kind] = found
        return found

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
        if here.setting.linked:
            self._linked += len(text.strip())
        if here.setting.bold:
            self._bold += len(text.strip())

    def _common(self, element: Element) -> Element:
        """Return the nearest element around `element`, or itself, that is still open."""
        stack = self._stack
        while element.above and not (
            element.level < len(stack) and stack[element.level] is element
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
        words = "".join(self._buffer) if len(self._buffer) > 1 else self._buffer[0]
        words = SPACES.sub(" ", words).strip(" ")
        if words.strip():
            box = box_of(self._stack[-1])
            # Of the elements open at its end and its beginning.
            near = box.kind.own | owner.kind.own if box is not owner else owner.kind.own
            linked = min(1.0, self._linked / len(words)) if self._linked else 0.0
            bold = 2 * self._bold > len(words)
            self.lines.append(RawLine(words, box.kind.tag, owner, around, near, linked, bold))
        self._clear()
