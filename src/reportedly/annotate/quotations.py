"""Find what stands in quotation marks.

The sentences of a report go in, its quotations come out, in text order, without overlap. Marks
are paired within a paragraph (a line); one that never closes runs to the end of its paragraph
where the next paragraph opens with a mark again, or where it opened the paragraph or followed a
colon or comma. Marks inside a quotation belong to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Sentence, Span

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"”', "''": "''", "'": "'", "”": "”"}
_MARK = re.compile(r"''|[“„«‘\"'”]")
# A comma, and then who said it: "“The bridge is safe, Ada Ode said."
_WHO = re.compile(
    r",(?=\s(?:(?:[A-Z][\w.’'-]{0,24}|the|a|his|her)\s(?:[a-z]{2,14}\s){0,2}){0,4}"
    r"(?:he |she |they )?(?:said|says|added|wrote|asked|replied|warned|told|explained)\b)"
)
_STOP = re.compile(r"[.!?](?=\s|$)")
# Characters of a quotation that never closes. Of 2,000 quotations in PolNeAR (train) nine in ten
# are shorter; what is longer and never closes is a slip of the pen.
_LONGEST_OPEN = 400
_MOST_APOSTROPHES = 12  # looked at for the end of a quotation in single marks
_LONGEST_SINGLE = 600  # characters within which a single mark must close; else an apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    Attributes:
        outer: The span with its marks.
        inner: The span without them.
        closed: Whether a closing mark was found.
        goes_on: Whether the next quotation goes on with this one, a paragraph later.
    """

    outer: Span
    inner: Span
    closed: bool
    goes_on: bool = False


def paragraphs(sentences: Sequence[Sentence], text: str) -> list[range]:
    r"""Return the runs of sentence numbers that share a line of the text.

    >>> first = Sentence(report_id="r", span=Span(0, 2), block="body")
    >>> second = Sentence(report_id="r", span=Span(3, 5), block="body")
    >>> paragraphs([first, second], "A.\nB.")
    [range(0, 1), range(1, 2)]
    """
    found: list[range] = []
    first = 0
    for number in range(1, len(sentences) + 1):
        if number == len(sentences) or _is_apart(sentences[number - 1], sentences[number], text):
            found.append(range(first, number))
            first = number
    return found if sentences else []


def _is_apart(a: Sentence, b: Sentence, text: str) -> bool:
    between = text[a.span.end : b.span.start]
    return a.block != b.block or any(c in between for c in "\n\r\x0b\x0c\x85\u2028\u2029")


def find_quotations(sentences: Sequence[Sentence], text: str) -> list[Quotation]:
    """Return the quotations of a report, in text order.

    >>> text = "“It is safe. Come in,” she said."
    >>> whole = Sentence(report_id="r", span=Span(0, len(text)), block="body")
    >>> [found.inner.of(text) for found in find_quotations([whole], text)]
    ['It is safe. Come in,']
    """
    spans = [
        Span(sentences[run[0]].span.start, sentences[run[-1]].span.end)
        for run in paragraphs(sentences, text)
    ]
    found: list[Quotation] = []
    for number, span in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        found.extend(_in_paragraph(text, span, following))
    return found


def _in_paragraph(text: str, span: Span, following: Span | None) -> Iterator[Quotation]:
    here = span.start
    hopeless = ""  # marks that nothing closes any more: looking again would cost a pass each
    while match := _MARK.search(text, here, span.end):
        mark, start = match.group(), match.start()
        here = match.end()
        if mark in hopeless or not _opens(text, match, span):
            continue
        end = _closing(text, mark, match.end(), span.end)
        if end is not None:
            size = len(mark)
            yield Quotation(Span(start, end), Span(start + size, end - size), closed=True)
            here = end
        elif _runs_on(text, mark, start, span, following):
            goes_on = following is not None and text.startswith(mark, following.start)
            end = span.end if goes_on else _given_up(text, start, span.end)
            yield Quotation(Span(start, end), Span(start + len(mark), end), False, goes_on)
            if end == span.end:
                return
            here = end
        elif mark not in "'‘":
            hopeless += mark


def _opens(text: str, match: re.Match[str], span: Span) -> bool:
    before = text[match.start() - 1] if match.start() > span.start else " "
    after = text[match.end()] if match.end() < span.end else " "
    mark = match.group()
    if mark in "“„«":
        return True
    if after.isspace() or before.isalnum():
        return False
    if mark == "'" and (after.isdigit() and text[match.end() : match.end() + 3].endswith("s")):
        return False  # the '90s
    return mark != "”" and (before.isspace() or before in '([-–—/:,"“')


def _closing(text: str, mark: str, start: int, end: int) -> int | None:
    """Return where the quotation ends, after its closing mark; None where it never closes."""
    if mark in "‘'":
        return _closing_single(text, _CLOSERS[mark], start, min(end, start + _LONGEST_SINGLE))
    if mark == "''":
        at = text.find(mark, start, end)
        return at + 2 if at >= 0 else None
    ends = [at + 1 for closer in _CLOSERS[mark] if (at := text.find(closer, start, end)) >= 0]
    return min(ends, default=None)


def _closing_single(text: str, closer: str, start: int, end: int) -> int | None:
    """Prefer a mark after punctuation: others may be apostrophes."""
    first: int | None = None
    at = text.find(closer, start, end)
    for _ in range(_MOST_APOSTROPHES):
        if at < 0:
            break
        if not text[at + 1 : at + 2].isalnum() and at > start:
            if text[at - 1] in ".,!?":
                return at + 1
            first = first or at + 1
        at = text.find(closer, at + 1, end)
    return first


def _given_up(text: str, start: int, end: int) -> int:
    """Return where a quotation that never closes ends: before who said it, else after a while."""
    who = _WHO.search(text, start, min(end, start + _LONGEST_OPEN))
    if who:
        return who.start() + 1
    if end - start <= _LONGEST_OPEN:
        return end
    stops = [stop.end() for stop in _STOP.finditer(text, start, start + _LONGEST_OPEN)]
    return stops[-1] if stops else start + _LONGEST_OPEN


def _runs_on(text: str, mark: str, start: int, span: Span, following: Span | None) -> bool:
    if mark in "'‘":
        return False
    if following is not None and text.startswith(mark, following.start):
        return True
    before = text[span.start : start].rstrip()
    return not before or before[-1] in ":,"


class QuotationIndex:
    """Answers where a character stands with regard to the quotations of a report."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.quotations = quotations
        self._starts = [quotation.outer.start for quotation in quotations]

    def at(self, offset: int) -> Quotation | None:
        """Return the quotation whose marks enclose the character at `offset`."""
        number = bisect_right(self._starts, offset) - 1
        if number >= 0 and offset < self.quotations[number].outer.end:
            return self.quotations[number]
        return None

    def inside(self, span: Span) -> list[Quotation]:
        """Return the quotations that begin inside `span`."""
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        return list(self.quotations[first:last])
