"""Turn the tokens of what is said into spans that end where quotation marks and clauses end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.annotate.quotations import QuotationIndex
from reportedly.model import Parse, Pieces, Span

# "THORSUND, March 4 (Reuters) - " at the head of a report belongs to nobody's words.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’\-]{2,}(?:[ /,]{1,2}[A-Z][\w.'’]*|,? \d{1,2}){0,5}(?: \([\w ./]{2,20}\))?"
    r"|[A-Z][\w.'’]+(?:,? [A-Z][\w.'’]*){0,3} \([A-Z][\w ./]{1,20}\)) ?(?:—|–|--|-) "
)
_EDGES = " \t\u00a0,;:–—-"


def pieces_of(parse: Parse, found: Iterable[int], text: str, quotations: QuotationIndex) -> Pieces:
    """Return tokens as spans: gaps of punctuation closed, ends trimmed, quotations kept whole."""
    runs: list[list[int]] = []
    for index in found:
        gap = range(runs[-1][1] + 1, index) if runs else None
        if gap is not None and all(parse.tokens[k].dep == "punct" for k in gap):
            runs[-1][1] = index
        else:
            runs.append([index, index])
    spans = [snapped(_trimmed(parse.span(a, b), text, quotations), quotations) for a, b in runs]
    return joined(span for span in spans if any(c.isalnum() for c in span.of(text)))


def _trimmed(span: Span, text: str, quotations: QuotationIndex) -> Span:
    start, end = span.start, span.end
    dateline = _DATELINE.match(text, start, end)
    if dateline and (not start or text[start - 1].isspace()):
        start = dateline.end()
    while start < end and (text[start] in _EDGES or text[start] in ".)]"):
        start += 1
    while end > start and text[end - 1] in _EDGES + "." and not _is_kept(end - 1, text, quotations):
        end -= 1
    if text[start:end].count("(") < text[start:end].count(")") and text[end - 1] == ")":
        end -= 1
    return Span(start, max(start, end))


def _is_kept(at: int, text: str, quotations: QuotationIndex) -> bool:
    """Keep a full stop inside a quotation and that of an abbreviation in mid-sentence."""
    if quotations.at(at) is not None:
        return True
    return text[at] == "." and text[at + 1 : at + 2] in {",", ")"}


def snapped(span: Span, quotations: QuotationIndex) -> Span:
    """Widen `span` so that it cuts no quotation in two."""
    start, end = span.start, span.end
    first = quotations.at(start)
    last = quotations.at(end - 1) if end > start else None
    if first is not None:
        start = first.outer.start
    if last is not None:
        end = last.outer.end
    return Span(start, end)


def joined(spans: Iterable[Span]) -> Pieces:
    """Return spans in order, those that overlap or touch made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
