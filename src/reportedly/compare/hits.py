"""Which words of a statement speak to a frame, and whether they affirm or negate.

"failed to advance deeper"        ->  advance: -
"the advance was halted"          ->  advance: -
"has not advanced"                ->  advance: -
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.compare.frames import Frame, frames, topics_in
from reportedly.compare.material import Material, Piece
from reportedly.compare.patterns import beginnings
from reportedly.model import Predicate, Span, Statement

_NEGATED = re.compile(
    r"(?:\b(?:not(?! only| just| merely)|no|never|none|nothing|nobody|neither|nor|without|cannot|"
    r"fail\w* to|unable to|refus\w* to|den(?:y|ies|ied|ying)|hardly|far from)\b|n't\b)"
    r"(?:[^\w.,;:!?]+[\w'-]+){0,4}[^\w.,;:!?]*$"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a statement that speak to a frame."""

    frame: Frame
    span: Span  # in the report
    sign: str
    piece: Piece
    predicate: Predicate | None


def find_hits(statement: Statement, material: Material, scene: frozenset[str]) -> Iterator[Hit]:
    """Yield the words of a statement that speak to the frames named in `scene`."""
    pieces = material.pieces(statement)
    begun = beginnings(" ".join(piece.text for piece in pieces))
    for frame in frames():
        if frame.id not in scene or frame.heads.isdisjoint(begun):
            continue
        found = [hit for piece in pieces for hit in _hits_in(frame, piece, statement)]
        if found and not any(frame.never.search(piece.text) for piece in pieces):
            yield from found


def _hits_in(frame: Frame, piece: Piece, statement: Statement) -> Iterator[Hit]:
    plus = list(frame.plus.finditer(piece.text))
    company = frame.company.search(piece.text) is not None
    found = [(match, "+") for match in plus]
    found += [(match, "-") for match in frame.minus.finditer(piece.text)]
    if company:
        found += [
            (match, "+")
            for match in frame.weak.finditer(piece.text)
            if not frame.led or _is_led(piece.text, match.start())
        ]
    if company or plus:
        found += [(match, "-") for match in frame.stops.finditer(piece.text)]
    stopped = any(sign == "-" for _, sign in found)
    for match, sign in found:
        span = Span(piece.start + match.start(), piece.start + match.end())
        predicate = next((p for p in statement.predicates if p.span.overlaps(span)), None)
        # A pattern with a negation in it has been read as such.
        inside = _NEGATION.search(match.group()) is not None
        negated = not inside and _is_negated(piece.text, match.start(), predicate)
        if negated:
            sign = _FLIPPED[sign]
        elif stopped and sign == "+" and frame.stops.search(piece.text):
            continue  # "the advance was halted": the noun that is stopped affirms nothing
        yield Hit(frame, span, sign, piece, predicate)


def _is_led(text: str, at: int) -> bool:
    """Return whether a word for an event stands before some words in their sentence.

    "The raid was meant to ..." tells its aim; "missiles meant to deter raids" do not.
    """
    start = max(0, at - _LED)
    start += max((match.end() for match in _END.finditer(text[start:at])), default=0)
    return bool(topics_in(text[start:at]))


_LED = 120  # characters
_END = re.compile(r"[.!?;]\s")
_FLIPPED = {"+": "-", "-": "+"}
_NEGATION = re.compile(r"\b(?:not|no|never|cannot)\b|n't\b")


def is_negated(before: str) -> bool:
    """Return whether what follows flat text is negated by the end of it.

    >>> is_negated("there are not "), is_negated("not only that, but ")
    (True, False)
    """
    return _NEGATED.search(before) is not None


def _is_negated(text: str, at: int, predicate: Predicate | None) -> bool:
    return bool(predicate and predicate.negated) or bool(
        _NEGATED.search(text[max(0, at - 60) : at])
    )
