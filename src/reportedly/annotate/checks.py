"""Tie a note that nothing could be verified to the statements that it is about.

    The port said two men had died. The claim could not be independently verified.
    -------- the note covers it ---

Statements of one report go in and come out, in text order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.model import Statement
from reportedly.text import hull, plain

_FARTHEST = 12  # statements that a note may look back over
_MANY = re.compile(
    r"\b(?:claims|reports|accounts|statements|assertions|allegations|figures|either|neither|these|"
    r"both|they|any of)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"\b(?:clear|unclear|unknown|uncertain)\b", re.IGNORECASE)
_ABOUT_WORDS = re.compile(
    r"\b(?:claim|report|account|statement|assertion|allegation|figure|toll|video|footage|image|"
    r"photo|that|it|this|information|detail|either|neither|these|those|both|they|them)s?\b",
    re.IGNORECASE,
)


def with_covered(statements: Sequence[Statement], text: str) -> Iterator[Statement]:
    """Yield `statements`, notes that nothing could be verified with what they cover."""
    for number, statement in enumerate(statements):
        if statement.act != "unverified" or statement.attribution_id is not None:
            yield statement
            continue
        before = [
            other
            for other in statements[max(0, number - _FARTHEST) : number]
            if other.attribution_id is not None and other.act in ("say", "deny")
        ]
        yield replace(statement, covers=tuple(s.id for s in _covered(statement, before, text)))


def _covered(note: Statement, before: Sequence[Statement], text: str) -> list[Statement]:
    words = hull(note.content).of(text)
    if _UNKNOWN.search(words):
        return []  # "it is not clear how many": nobody claimed to know
    near = [other for other in before if _is_near(other, note, text)]
    if not near or not _ABOUT_WORDS.search(words):
        return []
    if note.about:
        theirs = [s for s in near if _is_of(s.speaker or "", note.about)]
        if theirs:
            return theirs if _MANY.search(words) else theirs[-1:]
    last = near[-1]
    if not _MANY.search(words):
        return [last]
    same = "\n" if "\n" not in text[last.context.end : note.context.start] else None
    return [s for s in near if same is None or same not in text[s.context.end : note.context.start]]


def _is_near(other: Statement, note: Statement, text: str) -> bool:
    """Tell whether a statement stands in the same paragraph or the one before."""
    between = text[other.context.end : note.context.start]
    return other.context.start <= note.context.start and len(re.findall(r"\n\s*", between)) < 2


def _is_of(speaker: str, about: str) -> bool:
    return bool(set(plain(speaker).split()) & set(plain(about).split()))
