"""What a report is about, as weighted terms: word stems, heavier where rare, named or up front.

    "Two ferries sank off Elsund"  ->  {"elsund": 9.1, "ferri": 4.2, "sank": 5.0, ...}

How rare a word is in news is read from a fixed list, not counted in the reports at hand: a
report's terms never depend on which other reports there are. That is what makes a story the
same when later reports arrive, and lets five reports on one event be told apart from chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportedly.model import COUNTED_BLOCKS, Mention, Report, Span
from reportedly.rarity import stem, weight
from reportedly.text import WORD, plain

Terms = dict[str, float]

_FIRST_WORDS = 400  # the news stands in front; background and boilerplate come at the end
_UP_FRONT = 60  # words of the body that count as its lead


def read_terms(report: Report, mentions: Sequence[Mention]) -> Terms:
    """Return the weighted terms of `report`, scaled to length one; {} for an empty text."""
    named = {word for mention in mentions if mention.named for word in _stems(report, mention.span)}
    counts: dict[str, float] = defaultdict(float)
    for emphasis, word, capital in _words(report):
        counts[word] += emphasis * (1.5 if capital or word in named else 1.0)
    found = {
        word: (1 + math.log(count)) * weight(word)
        for word, count in counts.items()
        if count >= 1 and weight(word) > 1.0
    }
    length = math.sqrt(sum(value * value for value in found.values()))
    return {word: value / length for word, value in found.items()} if length else {}


def _stems(report: Report, span: Span) -> Iterator[str]:
    for match in WORD.finditer(report.text, span.start, span.end):
        yield stem(plain(match.group()))


def _words(report: Report) -> Iterator[tuple[float, str, bool]]:
    """Yield emphasis, stem and whether it is a name, for each counted word."""
    body = 0
    for kind, span in _counted(report):
        for match in WORD.finditer(report.text, span.start, span.end):
            body += kind == "body"
            if body > _FIRST_WORDS:
                return
            word = match.group()
            if len(word) < 2 or word.isdigit():
                continue
            before = report.text[max(0, match.start() - 2) : match.start()]
            capital = (
                kind == "body"
                and word[0].isupper()
                and before[-1:] == " "
                and (before[:1].isalnum() or before[:1] == ",")
            )
            emphasis = 3.0 if kind != "body" else 1.5 if body <= _UP_FRONT else 1.0
            yield emphasis, stem(plain(word)), capital


def _counted(report: Report) -> list[tuple[str, Span]]:
    if not report.blocks:
        return [("body", Span(0, len(report.text)))]
    return [(block.kind, block.span) for block in report.blocks if block.kind in COUNTED_BLOCKS]


def likeness(a: Terms, b: Terms) -> float:
    """Return the cosine of two term vectors of length one."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[word] for word, value in a.items() if word in b)
