"""Put the lines of a printed page back together: paragraphs, headings, running heads.

A line goes on the paragraph before it unless a gap, an indent, another size of letters or a short
line that ends a sentence parts them. Running heads and page numbers stand apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# Lines at the top and at the bottom of a page that may be running heads or feet.
EXTREME = 3
APART = 1.6  # times the size of letters: more than lines of one text stand apart
PAGE_NUMBER = re.compile(
    r"[-–—|\s]{0,6}(?:page|seite|pagina|página|s\.|p\.)?\s{0,3}\d{1,4}"
    r"(?:\s{0,3}(?:/|of|von|de|sur|di)\s{0,3}\d{1,4})?[-–—|\s]{0,6}",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]{0,3}$")
BULLETS = ("•", "▪", "◦", "‣", "●", "■")
DIGITS = re.compile(r"\d+")
HYPHENS = ("-", "\u2010")
SOFT = "\u00ad"
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
LARGER = 1.18  # times the body's size: headings. In print, quotations are seldom set as large
WIDER = 1.35  # times the usual distance of two lines: a gap between paragraphs
SHORT = 0.75  # of the usual length: the last line of a paragraph, where it ends a sentence


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it stands on a page; `y` grows upwards, `size` is that of the letters."""

    page: int
    text: str
    x: float
    y: float
    size: float
    font: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together, and the page on which they begin."""

    page: int
    text: str
    size: float
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A document put back together."""

    paragraphs: tuple[Paragraph, ...]
    heads: tuple[str, ...]  # running heads and feet, each wording once, then page numbers


def put_together(lines: Sequence[PrintedLine]) -> Printed:
    """Return the paragraphs that the lines of a document make.

    >>> found = put_together([PrintedLine(1, "The bridge was", 50, 700, 10),
    ...                       PrintedLine(1, "shut on Mon-", 50, 688, 10),
    ...                       PrintedLine(1, "day evening.", 50, 676, 10)])
    >>> [one.text for one in found.paragraphs]
    ['The bridge was shut on Monday evening.']
    """
    apart = _running(lines)
    kept = [line for index, line in enumerate(lines) if index not in apart]
    known = Counter(word.lower() for line in kept for word in WORD.findall(line.text))
    body = _body_size(kept)
    paragraphs = tuple(
        Paragraph(
            page=group[0].page,
            text=_joined(group, known),
            size=group[0].size,
            heading=group[0].size >= LARGER * body and sum(len(one.text) for one in group) < 300,
        )
        for group in _groups(kept, body)
    )
    heads = dict.fromkeys(lines[index].text for index in sorted(apart))
    return Printed(paragraphs=paragraphs, heads=tuple(heads))


def _running(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the numbers of the lines that are running heads, feet or page numbers."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    extremes: list[int] = []
    for indexes in pages.values():
        ordered = sorted(indexes, key=lambda index: -lines[index].y)
        extremes += dict.fromkeys([*_edge(lines, ordered), *_edge(lines, ordered[::-1])])
    forms: dict[tuple[str, int], set[int]] = defaultdict(set)
    for index in extremes:
        forms[_form(lines[index])].add(lines[index].page)
    return {
        index
        for index in extremes
        # Left and right pages, and chapters, may have their own: two pages are enough.
        if len(forms[_form(lines[index])]) > 1 or PAGE_NUMBER.fullmatch(lines[index].text)
    }


def _edge(lines: Sequence[PrintedLine], ordered: Sequence[int]) -> Sequence[int]:
    """Return the first lines of a page, seen from its edge, that a gap parts from the rest."""
    found = 0
    for number, (index, following) in enumerate(pairwise(ordered[: EXTREME + 1]), 1):
        line, other = lines[index], lines[following]
        if abs(line.y - other.y) > APART * max(line.size, other.size):
            found = number
    return ordered[:found] if found else ordered[:1]


def _form(line: PrintedLine) -> tuple[str, int]:
    """Return what running heads have in common: words but for numbers, and where they stand."""
    return DIGITS.sub("0", line.text), round(line.y)


def _body_size(lines: Sequence[PrintedLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _groups(lines: Sequence[PrintedLine], body: float) -> Iterator[list[PrintedLine]]:
    """Yield the lines of each paragraph."""
    gaps = _usual_gaps(lines)
    lengths = sorted(len(line.text) for line in lines if abs(line.size - body) < 0.1 * body)
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    group: list[PrintedLine] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if group and _parted(group[-1], line, following, gaps, usual, body):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _usual_gaps(lines: Sequence[PrintedLine]) -> dict[float, float]:
    """Return the usual distance from one line to the next, for each size."""
    gaps: dict[float, list[float]] = defaultdict(list)
    for line, following in pairwise(lines):
        gap = line.y - following.y
        if _same_size(line, following) and line.page == following.page and 0 < gap < 4 * line.size:
            gaps[round(line.size)].append(gap)
    # The lower half: of a page of short paragraphs, every second gap is that between two of them.
    return {size: median(sorted(found)[: len(found) // 2 + 1]) for size, found in gaps.items()}


def _parted(
    last: PrintedLine,
    line: PrintedLine,
    following: PrintedLine | None,
    gaps: dict[float, float],
    usual: int,
    body: float,
) -> bool:
    """Return whether a line begins a paragraph of its own."""
    if not _same_size(last, line) or line.text.startswith(BULLETS):
        return True
    ended = SENTENCE_END.search(last.text) is not None
    gap = last.y - line.y
    if line.page != last.page or gap < 0:  # the next page or column
        return ended or line.size >= LARGER * body
    if gap > WIDER * gaps.get(round(line.size), gap):
        return True
    if line.size >= LARGER * body:
        return False
    beside = [one.x for one in (last, following) if one is not None and _same_size(one, line)]
    if beside and 0.6 * line.size <= line.x - min(beside) <= 5 * line.size and ended:
        return True
    # A byline in letters of its own ends no sentence.
    return (ended or last.font != line.font) and len(last.text) < SHORT * usual


def _same_size(one: PrintedLine, other: PrintedLine) -> bool:
    return abs(one.size - other.size) <= 0.08 * max(one.size, other.size)


def _joined(lines: Sequence[PrintedLine], known: Counter[str]) -> str:
    """Return the words of a paragraph, those that were parted at line ends put together."""
    text = lines[0].text
    for line in lines[1:]:
        if text.endswith(SOFT):
            text = text[:-1] + line.text
        elif text.endswith(HYPHENS) and line.text[:1].islower():
            text = _without_hyphen(text, line.text, known)
        else:
            text += f" {line.text}"
    return text


def _without_hyphen(text: str, following: str, known: Counter[str]) -> str:
    """Return two lines joined, the hyphen kept where the document writes the word with one."""
    first = re.search(r"[^\W\d_]+$", text[:-1])
    second = re.match(r"[^\W\d_]+", following)
    if first is None or second is None:
        return text + following
    parted = f"{first.group()}-{second.group()}".lower()
    whole = f"{first.group()}{second.group()}".lower()
    keeps = known[parted] > known[whole]
    return text + following if keeps else text[:-1] + following
