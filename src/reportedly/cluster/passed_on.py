"""Tell which statements only pass on another's words, and which speakers are nobody.

"Officials said that Arlen had told them of the cracks"       goes back to Arlen
"Arlen said that the need for a dam implies neglect"          the need has told nobody anything
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportedly.model import OriginKind, Span, Statement
from reportedly.text import hull, listed, plain

# "Reports" in the plural are what others have printed: nobody in particular, not a document.
_DOCUMENTS = re.compile(
    r"\b(?:documents?|report|letters?|memos?|filings?|records?|emails?|e-mails?|statements?|"
    r"transcripts?|surveys?|studies|study|polls?|data|figures|papers?|complaint|indictment|"
    r"lawsuit|affidavit|communiqu[eé])$"
)
_FOOTAGE = re.compile(r"\b(?:footage|videos?|photos?|photographs?|pictures?|images?|recordings?)$")
# What follows the head noun: "officials briefed on the data" are no data.
_BEHIND_HEAD = re.compile(
    r"\s+(?:of|on|in|at|by|to|for|from|with|about|who|that|which|\w+ed|\w+ing|familiar|close)\s"
)


def find_passed_on(statements: Sequence[Statement]) -> dict[str, str]:
    """Return the statements that only pass on what somebody else said, with what they pass on."""
    by_id = {statement.id: statement for statement in statements}
    nobody = find_said_by_nobody(statements)
    found: dict[str, str] = {}
    for inner in statements:
        outer = by_id.get(inner.within or "")
        if outer is None or not inner.speaker or not outer.content or inner.id in nobody:
            continue
        words = _with_frame([*inner.content, *inner.source, *inner.cue])
        shared = sum(min(overlap(piece, hull(outer.content)), _length(piece)) for piece in words)
        # Seven tenths: what is left is "that", "had", "them" and marks.
        if 10 * shared >= 7 * sum(map(_length, outer.content)):
            found[outer.id] = inner.id
    return {outer: _innermost(found, outer) for outer in found}


_FRAME = 40  # characters between who said it and what: "had rung the family on Tuesday and"


def _with_frame(words: Sequence[Span]) -> list[Span]:
    """Return pieces of a telling with the few words between them, which tell how it was told."""
    joined: list[Span] = []
    for piece in sorted(words):
        if joined and piece.start - joined[-1].end <= _FRAME:
            joined[-1] = Span(joined[-1].start, max(piece.end, joined[-1].end))
        else:
            joined.append(piece)
    return joined


def _innermost(passed_on: Mapping[str, str], outer: str) -> str:
    seen = {outer}
    inner = passed_on[outer]
    while inner in passed_on and inner not in seen:
        seen.add(inner)
        inner = passed_on[inner]
    return inner


def _length(span: Span) -> int:
    return span.end - span.start


def find_said_by_nobody(statements: Sequence[Statement]) -> dict[str, str]:
    """Return what no speaker of its own says, with the statement around it, whose words it is."""
    by_id = {statement.id: statement for statement in statements}
    found: dict[str, str] = {}
    for inner in statements:
        outer = by_id.get(inner.within or "")
        if outer is None or not outer.speaker or outer.id in found or inner.unnamed_kind:
            continue
        if inner.speaker_type == "other" and not inner.named and _is_abstract(inner.speaker or ""):
            found[inner.id] = outer.id
    return found


def _is_abstract(name: str) -> bool:
    head = (_head_words(name).split() or [""])[-1]
    forms = {head, head.removesuffix("s")}
    is_somebody = any(not forms.isdisjoint(listed(n)) for n in ("person_nouns", "body_nouns"))
    return unnamed_kind(name) == "unnamed" and not is_somebody


def unnamed_kind(name: str) -> OriginKind:
    """Return what sort of origin a speaker without a name is."""
    words = _head_words(name)
    if _FOOTAGE.search(words):
        return "footage"
    return "document" if _DOCUMENTS.search(words) else "unnamed"


def _head_words(name: str) -> str:
    return _BEHIND_HEAD.split(plain(name).strip(), maxsplit=1)[0]


def overlap(a: Span, b: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))
