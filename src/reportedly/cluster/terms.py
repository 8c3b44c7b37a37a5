"""What a report is about, as weighted terms: word stems, heavier where rare and up front.

    "Two ferries sank off Elsund"  ->  {"elsund": 0.71, "ferri": 0.48, "sank": 0.52}

How rare a stem is starts from a fixed list for news and learns from the reports that were
published before, never from later ones: a report's terms stay the same when others arrive.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from reportedly.model import COUNTED_BLOCKS, Report, Span
from reportedly.rarity import rarity, stem
from reportedly.text import WORD, plain

Terms = dict[str, float]

# All of these were swept together on the development halves of NewsEvents and the event
# triples, by the average precision with which likeness ranks pairs on one event first.
_FIRST_WORDS = 400  # the news stands in front; background and boilerplate come at the end
_UP_FRONT = 60  # words of the body that count as its lead
_LEAD, _HEADLINE = 2.0, 5.0  # times that a word counts there
_RAREST = 6.0  # weight of the rarest; a slip of the pen must not outweigh the event's name
_PRIOR = 300  # reports that the list for news counts for against those at hand


@dataclass(slots=True)
class Rarity:
    """How rare stems are in news and in the reports met so far."""

    reports: int = 0
    spread: Counter[str] = field(default_factory=Counter)  # stem -> reports that have it

    def learn(self, stems: Iterator[str] | dict[str, float]) -> None:
        """Count one more report."""
        self.reports += 1
        self.spread.update(iter(stems))

    def weight(self, word: str) -> float:
        """Return the logarithm of one over the share of reports that have a stem."""
        expected = _expected().get(word, _PRIOR * math.exp(-_RAREST))
        return math.log((_PRIOR + self.reports) / (expected + self.spread.get(word, 0)))


@cache
def _expected() -> dict[str, float]:
    """Return in how many of `_PRIOR` reports each listed stem would stand."""
    return {word: _PRIOR * math.exp(-min(_RAREST, value)) for word, value in rarity().items()}


def count_stems(report: Report) -> dict[str, float]:
    """Return how often each stem stands in a report's news, more for headline and lead."""
    counts: dict[str, float] = defaultdict(float)
    for emphasis, word in _words(report):
        counts[word] += emphasis
    return dict(counts)


def weigh(counts: dict[str, float], rarity: Rarity) -> Terms:
    """Return the terms for counted stems, scaled to length one; {} where there are none."""
    found = {
        word: (1 + math.log(count)) * value
        for word, count in counts.items()
        if (value := rarity.weight(word)) > 1.0  # in more than a third of all: tells nothing
    }
    length = math.sqrt(sum(value * value for value in found.values()))
    return {word: value / length for word, value in found.items()} if length else {}


def _words(report: Report) -> Iterator[tuple[float, str]]:
    empty = _empty_words(report.language)
    body = 0
    for kind, span in _counted(report):
        for match in WORD.finditer(report.text, span.start, span.end):
            body += kind == "body"
            if body > _FIRST_WORDS:
                return
            word = plain(match.group())
            if len(word) > 1 and not word.isdigit() and word not in empty:
                yield (
                    _HEADLINE if kind != "body" else _LEAD if body <= _UP_FRONT else 1.0,
                    stem(word),
                )


@cache
def _empty_words(language: str | None) -> frozenset[str]:
    """Return the function words of a language other than English, whose list has its own."""
    if language in (None, "en"):
        return frozenset()
    from spacy.util import get_lang_class  # takes a second, and English does without

    try:
        return frozenset(plain(word) for word in get_lang_class(language).Defaults.stop_words)
    except ImportError:  # spaCy does not know the language
        return frozenset()


def _counted(report: Report) -> list[tuple[str, Span]]:
    if not report.blocks:
        return [("body", Span(0, len(report.text)))]
    return [(block.kind, block.span) for block in report.blocks if block.kind in COUNTED_BLOCKS]


def dot(a: Terms, b: Terms) -> float:
    """Return the sum of products of what two vectors share: their cosine at length one."""
    if len(a) > len(b):
        a, b = b, a
    return sum([value * b[word] for word, value in a.items() if word in b])
