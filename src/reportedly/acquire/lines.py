r"""Lines: what the classifier of blocks sees, the same for flat text and for pages.

    "Headline\\n\\nBy A. Reed"  ->  Line(0-8), Line(10-20, gap=True)

A line is a run of text between line ends, without the white space around it. In a page it is one
block-level element as a browser shows it, with what its tags and classes say about it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportedly.model import Span

LINE = re.compile(r"[^\n]*\S[^\n]*")


class Line(NamedTuple):
    """A line of a report with what is known of it before its kind is decided.

    A tuple: some hundred are made of every page, each in a third of the time of a dataclass.
    """

    span: Span
    text: str
    gap: bool = False  # whether a blank line stands above it
    glued: bool = False  # whether it goes on in the middle of a line of the text
    tag: str = ""  # nearest block-level element; "" for flat text
    marks: frozenset[str] = frozenset()  # what tags and classes around it say ("nav", "text")
    near: frozenset[str] = frozenset()  # what its own and the nearest block's names say
    linked: float = 0.0  # share of its characters that stand in links
    place: str | None = None  # DOM path
    path: str = ""  # the same without the numbers of its elements
    parents: tuple[int, ...] = ()  # the elements it stands in, nearest first, by number
    names: tuple[str, ...] = ()  # classes and ids of those that have any, nearest first
    bold: bool = False  # whether most of it is set in bold
    inside: bool = False  # whether it begins in a link to a place on the same page


def flat_lines(text: str) -> list[Line]:
    r"""Return the lines of flat text.

    >>> [(line.text, line.gap) for line in flat_lines("One\n\n  Two  \n")]
    [('One', False), ('Two', True)]
    """
    found: list[Line] = []
    last = 0
    for match in LINE.finditer(text):
        words = match.group().strip()
        start = match.start() + match.group().index(words[0])
        # More than one line end between this line and the one above is a blank line.
        gap = bool(found) and text.count("\n", last, match.start()) > 1
        found.append(Line(span=Span(start, start + len(words)), text=words, gap=gap))
        last = match.end()
    return found
