r"""Pieces: what is judged in flat text, where lines of the file are not lines of the report.

    "The bridge was\nshut on Monday."         ->  one piece: the file is hard-wrapped
    "He left.Sign up for our newsletter."     ->  two pieces: something was glued onto a paragraph
    anything else                             ->  the line itself

A piece is a `Line` whose span lies in the text; that of joined lines holds their line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.acquire.lines import Line
from reportedly.acquire.phrases import furniture_sort, has_credit, is_credit
from reportedly.acquire.wording import IN_GALLERY
from reportedly.model import Span

# Plain-text mail and terminals wrap at 65 to 80 columns; a few tools at 100 or 120.
NARROWEST, WIDEST = 50, 120
FEWEST_FULL = 3  # full lines that a text must hold before it counts as wrapped
LONG = 0.7  # share of the width from which a line counts as long
FULL_SHARE = 0.6  # share of the long lines, where another follows closely, that are full
# Share of the full lines after which a sentence goes on: no end before, no capital after. German,
# with its capitals, keeps well above it; in a list of headings each line begins with one.
OPEN_SHARE = 0.4
ENDED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]{0,3}$")
LIST_MARK = re.compile(r"(?:[*•·▪■–—-]|\d{1,3}[.)]) ?\S")
# Where a sentence may end: at white space, or with no space before a capital ("left.Read more").
# An initial or a short abbreviation ("J. Ode", "U.S. troops") ends none.
BOUNDARY = re.compile(
    r"[.!?…](?:(?<=[^\W_A-Z][^\W_A-Z].)[\"'”’»)\]]{0,3}\s+(?=[^\W\da-z]|[“\"‘«*©(])"
    r"|(?<=[^\W\d_A-Z][^\W\d_A-Z].)[\"'”“’»)\]]{0,3}(?=[A-Z0-9*©(])|[\"”’»)]\s+)"
)
LEAST_GLUED = 60  # characters; shorter lines are judged whole
LONGEST_TAIL = 300  # characters; what was glued on is a line, not a paragraph
MOST_PARTS = 400  # of one line: a book in one line is not looked through
OPENING = re.compile(r"^(?:Advertisement|ADVERTISEMENT|Anzeige|WERBUNG|Publicidad)\s+(?=[A-Z“\"])")


def pieces(lines: Sequence[Line]) -> list[Line]:
    r"""Return the pieces of a text: its lines, joined or parted where they need it.

    >>> from reportedly.acquire.lines import flat_lines
    >>> text = "The bridge at Delmare was shut on Monday.Sign up for our newsletter"
    >>> [piece.text for piece in pieces(flat_lines(text))]
    ['The bridge at Delmare was shut on Monday.', 'Sign up for our newsletter']
    """
    return [piece for line in unwrapped(lines) for piece in _parted(line)]


# --- hard-wrapped lines -----------------------------------------------------------------------


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of one hard-wrapped paragraph joined into one.

    A line is full where the first word of the next had no room in it. A text is wrapped where most
    long lines that another follows are full and many of the full ones break a sentence.
    """
    width = max((len(line.text) for line in lines if " " in line.text), default=0)
    if not NARROWEST <= width <= WIDEST:
        return list(lines)
    spaced = any(line.gap for line in lines)
    full = [_is_full(above, below, width, spaced=spaced) for above, below in pairwise(lines)]
    long_lines = sum(
        len(above.text) >= LONG * width and not below.gap for above, below in pairwise(lines)
    )
    open_ends = sum(
        is_full and not ENDED.search(above.text) and not below.text[0].isupper()
        for is_full, (above, below) in zip(full, pairwise(lines), strict=True)
    )
    count = sum(full)
    if count < max(FEWEST_FULL, FULL_SHARE * long_lines) or open_ends < OPEN_SHARE * count:
        return list(lines)
    return list(_joined(lines, full))


def _is_full(above: Line, below: Line, width: int, *, spaced: bool) -> bool:
    if below.gap or LIST_MARK.match(below.text):
        return False
    if not spaced and ENDED.search(above.text) and not below.text[0].islower():
        # Nothing but its length would say that a paragraph goes on here; parted sentences lose
        # less than a paragraph and an appeal in one.
        return False
    first = below.text.split(maxsplit=1)[0]
    # Some tools wrap one column early; two lines never differ by more than their next word.
    return len(above.text) + 1 + len(first) >= width


def _joined(lines: Sequence[Line], full: Sequence[bool]) -> Iterator[Line]:
    group: list[Line] = []
    for line, goes_on in zip(lines, [*full, False], strict=True):
        group.append(line)
        if goes_on:
            continue
        yield group[0] if len(group) == 1 else _one(group)
        group = []


def _one(group: Sequence[Line]) -> Line:
    span = Span(group[0].span.start, group[-1].span.end)
    return Line(span=span, text=" ".join(line.text for line in group), gap=group[0].gap)


# --- glued lines ------------------------------------------------------------------------------


def _parted(line: Line) -> Iterator[Line]:
    """Yield a line in parts, where something in it may not be of one kind with the rest.

    The parts are put together again where they turn out to be.
    """
    # In joined lines a character of the words need not stand where the words say.
    joined = len(line.text) != line.span.end - line.span.start
    whole = joined or len(line.text) < LEAST_GLUED or _is_caption(line.text)
    cuts = [] if whole else _cuts(line.text)
    start = 0
    for cut in [*cuts, len(line.text)]:
        words = line.text[start:cut].strip()
        if words:
            first = line.span.start + line.text.index(words[0], start)
            yield Line(
                span=Span(first, first + len(words)),
                text=words,
                gap=line.gap and not start,
                glued=start > 0,
            )
            start = cut


def _is_caption(text: str) -> bool:
    """Return whether a line is a caption with its credit in brackets, or a whole gallery."""
    return IN_GALLERY.search(text) is not None or (text[-1] in ")]" and has_credit(text))


def _cuts(text: str) -> list[int]:
    """Return where to part a line: around stock phrases and credits, and before a tail."""
    ends = [0, *(match.end() for match in BOUNDARY.finditer(text)), len(text)]
    if len(ends) > MOST_PARTS:
        return []
    cuts: set[int] = set()
    if opening := OPENING.match(text):
        cuts.add(opening.end())
    for start, end in pairwise(ends):
        words = text[start:end].strip()
        if not words or (start == 0 and end == len(text)):
            continue
        tail = end == len(text) and len(words) <= LONGEST_TAIL
        spaceless = start > 0 and not text[start - 1].isspace()
        if tail and (spaceless or not ENDED.search(words)):
            cuts.add(start)
        elif len(words) <= LONGEST_TAIL and (furniture_sort(words) or is_credit(words)):
            cuts.update((start, end))
        elif spaceless:
            cuts.add(start)
    return sorted(cuts - {0, len(text)})
