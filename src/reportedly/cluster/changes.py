"""Lay two versions of one article side by side: which words went, which came.

    ... killed 12 people on Monday . | ... killed at least 15 people on Monday .
               --                             --------------
                                 -> Change(removed="12", added="at least 15")

First whole lines are matched, then the words of those that differ. Only the article itself is
compared: what stands around it (teasers, dates of the day, counters) changes with every visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportedly.model import COUNTED_BLOCKS, Change, Pieces, Report, Span

# A word with its inner hyphens, a number with its separators, or one mark.
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:['’\-][^\W_]+)*|[^\w\s]|_")
_SAME = str.maketrans("‘’“”„«»–—", '\'\'"""""--')  # marks that desks and their software exchange
Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article: its words as compared, and where each stands."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


def article_lines(report: Report) -> list[Line]:
    """Return the lines of the article that have words, in reading order."""
    found: list[Line] = []
    for block in report.blocks:
        if block.kind in COUNTED_BLOCKS:
            found += text_lines(report.text, block.span)
    return found


def text_lines(text: str, span: Span) -> Iterator[Line]:
    """Yield the lines of `span` that have words."""
    start = span.start
    for line in span.of(text).split("\n"):
        spans = tuple(
            Span(*match.span()) for match in TOKEN.finditer(text, start, start + len(line))
        )
        if spans:
            yield Line(tuple(one.of(text).translate(_SAME) for one in spans), spans)
        start += len(line) + 1


def find_changes(earlier: Report, later: Report, most_cells: int) -> tuple[Change, ...]:
    """Return what was removed and added, in reading order; () where the words are the same.

    Comparing takes time with the product of both lengths; a stretch of more than `most_cells`
    such pairs is given as one change.

    >>> from reportedly.model import Block
    >>> def report(text):
    ...     block = Block(report_id=text, span=Span(0, len(text)), kind="body", reason="")
    ...     return Report(id=text, path="", sha256="", text=text, blocks=(block,))
    >>> one, two = report("Fire killed 12 people."), report("Fire killed at least 15 people.")
    >>> [change] = find_changes(one, two, 1_000)
    >>> change.removed[0].of(one.text), change.added[0].of(two.text)
    ('12', 'at least 15')
    """
    before, after = article_lines(earlier), article_lines(later)
    found: list[Change] = []
    lines = _opcodes([one.words for one in before], [one.words for one in after], most_cells)
    for kind, i, j, k, n in lines:
        if kind != "equal":
            found += _in_words(before[i:j], after[k:n], most_cells)
    return tuple(found)


def _in_words(before: Sequence[Line], after: Sequence[Line], most_cells: int) -> Iterator[Change]:
    """Yield the changes between two runs of lines, word by word."""
    one = [word for line in before for word in line.words]
    two = [word for line in after for word in line.words]
    one_spans = [span for line in before for span in line.spans]
    two_spans = [span for line in after for span in line.spans]
    one_breaks = _breaks(before)
    two_breaks = _breaks(after)
    for _, i, j, k, n in _joined(_opcodes(one, two, most_cells), one, two):
        yield Change(
            removed=_pieces(one_spans, i, j, one_breaks),
            added=_pieces(two_spans, k, n, two_breaks),
        )


def _breaks(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the words with which a line begins."""
    found, at = set(), 0
    for line in lines:
        found.add(at)
        at += len(line.words)
    return frozenset(found)


def _pieces(spans: Sequence[Span], first: int, last: int, breaks: frozenset[int]) -> Pieces:
    """Return words as one span a line: what stands between two lines may be another block."""
    found: list[Span] = []
    for at in range(first, last):
        if found and at not in breaks:
            found[-1] = Span(found[-1].start, spans[at].end)
        else:
            found.append(spans[at])
    return tuple(found)


def _joined(opcodes: Sequence[Opcode], one: Sequence[str], two: Sequence[str]) -> list[Opcode]:
    """Return the changes, those joined that belong together.

    A sentence written anew still shares a word or two with the old one; and a mark put before some
    words belongs with the one put behind them.
    """
    found: list[Opcode] = []
    for place, (kind, i, j, k, n) in enumerate(opcodes):
        if kind == "equal":
            continue
        here: Opcode = (kind, i, j, k, n)
        between = i - opcodes[place - 1][1] if place else 0
        if found and between <= _most_between(found[-1], here, one, two):
            _, a, _, c, _ = found[-1]
            found[-1] = ("replace", a, j, c, n)
        else:
            found.append(here)
    return found


def _most_between(a: Opcode, b: Opcode, one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many words may stand between two changes that are shown as one."""
    for _, i, j, k, n in (a, b):
        if any(word[0].isalnum() for word in (*one[i:j], *two[k:n])):
            return min(2, _size(a) // 2, _size(b) // 2)
    return 8  # about the longest words that desks put in quotation marks within a sentence


def _size(opcode: Opcode) -> int:
    _, i, j, k, n = opcode
    return (j - i) + (n - k)


def _opcodes(one: Sequence[object], two: Sequence[object], most_cells: int) -> list[Opcode]:
    """Return how to turn one sequence into the other; what is alike at both ends costs nothing."""
    first = 0
    while first < min(len(one), len(two)) and one[first] == two[first]:
        first += 1
    last = 0
    while last < min(len(one), len(two)) - first and one[-1 - last] == two[-1 - last]:
        last += 1
    i, j, k, n = first, len(one) - last, first, len(two) - last
    found: list[Opcode] = [("equal", 0, first, 0, first)] if first else []
    if (j - i) * (n - k) > most_cells:
        found.append(("replace", i, j, k, n))
    else:
        matcher = SequenceMatcher(None, one[i:j], two[k:n])
        found += [(kind, a + i, b + i, c + k, d + k) for kind, a, b, c, d in matcher.get_opcodes()]
    if last:
        found.append(("equal", j, len(one), n, len(two)))
    return found
