"""What a report is about, as weighted terms: word stems, heavier where rare and up front.

    "Two ferries sank off Elsund"  ->  {"elsund": 0.71, "ferri": 0.48, "sank": 0.52}

How rare a stem is starts from a fixed list for news and learns from the reports that were
published before, never from later ones: a report's terms stay the same when others arrive.
This module says which words count, and for how much; `vectors.py` does the counting.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from reportedly.cluster.addresses import address_words
from reportedly.model import COUNTED_BLOCKS, Report, Span
from reportedly.rarity import rarity, stem
from reportedly.text import WORD, plain

# All of these were swept together on the development halves of NewsEvents and the event
# triples, by the average precision with which likeness ranks pairs on one event first.
_FIRST_WORDS = 400  # the news stands in front; background and boilerplate come at the end
_UP_FRONT = 60  # words of the body that count as its lead
LEAD, HEADLINE = 2.0, 5.0  # times that a word counts there
_RAREST = 6.0  # weight of the rarest; a slip of the pen must not outweigh the event's name
_WIDE = 8  # characters of a word and what follows it, more than nearly every text has
PRIOR = 300  # reports that the list for news counts for against those at hand


def expected(term: str) -> float:
    """Return in how many of `PRIOR` reports a stem would stand, going by the list for news."""
    return PRIOR * math.exp(-min(_RAREST, rarity().get(term, _RAREST)))


def term_of(word: str, language: str | None) -> str | None:
    """Return the stem that a word counts as; None for a number, a letter or a function word.

    >>> [term_of(word, "en") for word in ("Ferries", "40", "s")]
    ['ferri', None, None]
    """
    word = plain(word)
    if len(word) < 2 or word.isdigit() or word in _empty_words(language):
        return None
    return stem(word)


def words_of_news(report: Report) -> Iterator[tuple[float, list[str]]]:
    """Yield the words of a report's news in runs, each with the times that its words count."""
    unsaid = unsaid_by_title(report)
    if unsaid:
        yield HEADLINE, unsaid
    left = _FIRST_WORDS
    for kind, span in _counted(report):
        if kind != "body":
            yield HEADLINE, _words(report.text, span, _FIRST_WORDS)[:_FIRST_WORDS]
            continue
        lead = max(0, left - _FIRST_WORDS + _UP_FRONT)
        found = _words(report.text, span, left)
        words = found[:left]
        yield LEAD, words[:lead]
        yield 1.0, words[lead:]
        left -= len(words)
        if not left and len(found) > len(words):
            return


def unsaid_by_title(report: Report) -> list[str]:
    """Return the words of a report's address where its title has none of them; else [].

    Pages that were saved as stubs bear the title of their section, and little text.

    >>> from dataclasses import replace
    >>> page = Report(id="", path="", sha256="", text="", language="en", title="World news")
    >>> unsaid_by_title(replace(page, url="https://news.example/ferry-sinks-off-elsund"))
    ['ferry', 'sinks', 'off', 'elsund']
    >>> unsaid_by_title(replace(page, url="https://news.example/all-news-of-the-world"))
    []
    """
    words = address_words(report.url).split()
    if not words:
        return []
    told = {term_of(word, report.language) for word in WORD.findall(report.title or "")} - {None}
    return [] if any(term_of(word, report.language) in told for word in words) else words


def _words(text: str, span: Span, count: int) -> list[str]:
    """Return the words of a span, or its first `count` and some of those after them."""
    near = span.start + _WIDE * count
    if near < span.end:
        found = WORD.findall(text, span.start, near)
        if len(found) > count:  # the last of them may be cut, and is not among the first
            return found
    return WORD.findall(text, span.start, span.end)


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
