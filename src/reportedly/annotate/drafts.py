"""Put cue, source and content together: a draft of an attribution, before anybody is named.

find_drafts: parse, quotations -> Draft, in text order of their cues
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.annotate.contents import content_tokens, joined, pieces_of
from reportedly.annotate.cues import Cue, find_cues
from reportedly.annotate.quotations import Quotation, QuotationIndex
from reportedly.annotate.sources import Source, find_source
from reportedly.model import Parse, Pieces, Span
from reportedly.text import hull

_NEAR = 3  # characters between a quotation and its source or cue: a comma and blanks


@dataclass(slots=True)
class Draft:
    """An attribution in the making.

    Attributes:
        head: The span of the source's syntactic head.
        token: The governing token of the cue; None for a colon or a free-standing quotation.
        frame: Tokens of the sentence that are neither content nor source.
        inherits: Whether the source was named in an earlier sentence.
    """

    source: Pieces
    cue: Pieces
    content: Pieces
    sentence: int
    head: Span | None = None
    token: int | None = None
    lemma: str | None = None
    kind: str = "verb"
    frame: list[int] = field(default_factory=list)
    inherits: bool = False


def find_drafts(parse: Parse, quotations: QuotationIndex, text: str) -> Iterator[Draft]:
    """Yield the attributions that have a cue in the parse."""
    for cue in find_cues(parse, quotations):
        source = find_source(parse, cue)
        content = pieces_of(parse, content_tokens(parse, cue, source), text, quotations)
        if not content and "q" in cue.frames:
            content = _quoted_beside(parse, cue, source, quotations, text)
        if not content or not _is_kept(cue, source, content):
            continue
        yield _draft(parse, cue, source, _apart(parse, cue, source, content), text)


def _is_kept(cue: Cue, source: Source | None, content: Pieces) -> bool:
    """Without a source only hearsay and the passive are attributions."""
    if source is not None or cue.kind in {"adverb", "noun"}:
        return cue.kind != "noun" or source is not None
    return cue.kind == "verb"


def _apart(parse: Parse, cue: Cue, source: Source | None, content: Pieces) -> Pieces:
    """Cut the words of cue and source out of the content."""
    holes = [parse.span(k, k) for k in cue.tokens]
    if source is not None:
        holes.append(parse.span(source.first, source.last))
    pieces = list(content)
    for hole in holes:
        pieces = [part for piece in pieces for part in _minus(piece, hole)]
    return joined(pieces)


def _minus(piece: Span, hole: Span) -> list[Span]:
    if not piece.overlaps(hole):
        return [piece]
    parts = []
    if piece.start < hole.start:
        parts.append(Span(piece.start, hole.start))
    if hole.end < piece.end:
        parts.append(Span(hole.end, piece.end))
    return parts


def _draft(parse: Parse, cue: Cue, source: Source | None, content: Pieces, text: str) -> Draft:
    words = () if source is None else (_source_span(parse, source, text),)
    sentence = parse.tokens[cue.head].sentence
    first, end = parse.sentences[sentence]
    said = list(content)
    frame = [
        k
        for k in range(first, end)
        if not any(parse.tokens[k].start < s.end and s.start < parse.tokens[k].end for s in said)
        and not (source and source.first <= k <= source.last)
    ]
    return Draft(
        source=words,
        cue=_cue_pieces(parse, cue),
        content=content,
        sentence=sentence,
        head=parse.span(source.head, source.head) if source else None,
        token=cue.head,
        lemma=cue.lemma,
        kind=cue.kind,
        frame=frame,
    )


def _cue_pieces(parse: Parse, cue: Cue) -> Pieces:
    if cue.kind == "verb":
        return joined(parse.span(k, k) for k in cue.tokens)
    return (parse.span(cue.tokens[0], cue.tokens[-1]),)


def _source_span(parse: Parse, source: Source, text: str) -> Span:
    span = parse.span(source.first, source.last)
    end = span.end
    while end > span.start and text[end - 1] in " ;:–—-":
        end -= 1
    return Span(span.start, end)


def _quoted_beside(
    parse: Parse, cue: Cue, source: Source | None, quotations: QuotationIndex, text: str
) -> Pieces:
    """Return the quotation that touches a cue or its source, or opens the same sentence."""
    first, end = parse.sentences[parse.tokens[cue.head].sentence]
    sentence = parse.span(first, end - 1)
    frame = [parse.span(k, k) for k in cue.tokens]
    if source is not None:
        frame.append(parse.span(source.first, source.last))
    around = hull(tuple(sorted(frame)))
    found: list[Quotation] = [
        quotation
        for quotation in _in_sentence(quotations, sentence)
        if _touches(quotation.outer, around, text)
    ]
    return joined(quotation.outer for quotation in found)


def _in_sentence(quotations: QuotationIndex, sentence: Span) -> list[Quotation]:
    inside = quotations.inside(sentence)
    before = quotations.at(sentence.start)
    return [before, *inside] if before is not None and before not in inside else inside


def _touches(quotation: Span, frame: Span, text: str) -> bool:
    if quotation.end <= frame.start:
        between = text[quotation.end : frame.start]
    elif frame.end <= quotation.start:
        between = text[frame.end : quotation.start]
        if between.rstrip().endswith((":", ",")):
            return True
    else:
        return False
    return len(between.strip()) <= _NEAR and not any(c.isalnum() for c in between)
