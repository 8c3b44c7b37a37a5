"""Put cue, source and content together: a draft of an attribution, before anybody is named.

find_drafts: parse, quotations -> Draft, in text order of their cues
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.annotate.contents import content_tokens
from reportedly.annotate.cues import Cue, find_cues
from reportedly.annotate.pieces import joined, pieces_of
from reportedly.annotate.quotations import Quotation, QuotationIndex
from reportedly.annotate.sources import Source, find_source, is_passive, phrase_of, tidied
from reportedly.annotate.unfit import find_inverted, is_nobody, is_supposed, said_before
from reportedly.model import Parse, Pieces, Span

_READERS = frozenset({"you", "we", "nobody", "none"})
_NEAR = 3  # characters between a quotation and its source or cue: a comma and blanks


@dataclass(slots=True)
class Draft:
    """An attribution in the making.

    Attributes:
        head: The span of the source's syntactic head.
        token: The governing token of the cue; None for a colon or a free-standing quotation.
        frame: Tokens of the sentence that are neither content nor source.
        inherits: Whether the source was named in an earlier sentence.
        loose: Whether nothing but the verb shows that something is said, and that only may be.
        inside: Governing token of the cue around it, where its place does not show that.
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
    loose: bool = False
    inside: int | None = None


def find_drafts(parse: Parse, quotations: QuotationIndex, text: str) -> Iterator[Draft]:
    """Yield the attributions that have a cue in the parse."""
    made: dict[int, Draft] = {}  # by the governing token of the cue
    for draft in _with_cues(parse, quotations, text):
        made[draft.token or 0] = draft
        yield draft
    for index, token in enumerate(parse.tokens):
        if token.tag == "VBG" and token.lemma in {"cite", "quote"} and token.head in made:
            citing = _citing(parse, index, made[token.head])
            if citing is not None and quotations.at(token.start) is None:
                yield citing


def _citing(parse: Parse, verb: int, around: Draft) -> Draft | None:
    """Read "it fell, the Herald said, citing officials": what the officials said is the same."""
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "dobj" and child > verb and around.content:
            source = tidied(parse, phrase_of(parse, child, verb))
            return Draft(
                source=(parse.span(source.first, source.last),),
                cue=(parse.span(verb, verb),),
                content=around.content,
                sentence=around.sentence,
                head=parse.span(child, child),
                token=verb,
                lemma=parse.tokens[verb].lemma,
                kind="citing",
                inside=around.token,
            )
    return None


def _with_cues(parse: Parse, quotations: QuotationIndex, text: str) -> Iterator[Draft]:
    for cue in find_cues(parse, quotations):
        if parse.tokens[cue.head].tag == "VBG" and cue.lemma in {"cite", "quote"}:
            continue
        if is_supposed(parse, cue):
            continue
        source = find_source(parse, cue, quotations)
        if source is not None and (_is_reader(parse, source) or is_nobody(parse, cue, source)):
            continue
        behind = find_inverted(parse, cue, source, quotations)
        source = behind or source
        before = said_before(parse, cue) if behind else content_tokens(parse, cue, source)
        content = pieces_of(parse, before, text, quotations)
        if "q" in cue.frames:
            beside = _quoted_beside(parse, cue, source, quotations)
            meets = any(a.overlaps(b) for a in beside for b in content)
            content = joined((*content, *beside)) if meets else beside or content
        content = _apart(parse, cue, source, content)
        announces = not content and "q" in cue.frames and _ends_in_colon(parse, cue, text)
        if (content or announces) and _is_kept(parse, cue, source):
            yield _draft(parse, cue, source, content, text, quotations)


def _is_reader(parse: Parse, source: Source) -> bool:
    """Tell "nobody", and "you" and "we" outside quotation marks: the outlet, its reader."""
    return source.first == source.last and parse.tokens[source.head].text.lower() in _READERS


def _ends_in_colon(parse: Parse, cue: Cue, text: str) -> bool:
    _, end = parse.sentences[parse.tokens[cue.head].sentence]
    return text[parse.tokens[end - 1].end - 1] == ":"


def _is_kept(parse: Parse, cue: Cue, source: Source | None) -> bool:
    """Without a source only hearsay and the passive are attributions."""
    if source is not None or cue.kind == "adverb":
        return True
    return cue.kind == "verb" and is_passive(parse, cue.head)


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


def _draft(
    parse: Parse,
    cue: Cue,
    source: Source | None,
    content: Pieces,
    text: str,
    quotations: QuotationIndex,
) -> Draft:
    words = () if source is None else (_source_span(parse, source, text),)
    sentence = parse.tokens[cue.head].sentence
    return Draft(
        source=words,
        cue=(parse.span(cue.tokens[0], cue.tokens[-1]),),
        content=content,
        sentence=sentence,
        head=parse.span(source.head, source.head) if source else None,
        token=cue.head,
        lemma=cue.lemma,
        kind=cue.kind,
        frame=frame_of(parse, sentence, content, _spans_of(parse, source)),
        loose=cue.kind == "verb" and not _is_clear(parse, cue, content, quotations),
    )


def _spans_of(parse: Parse, source: Source | None) -> Pieces:
    return (parse.span(source.first, source.last),) if source is not None else ()


def frame_of(parse: Parse, sentence: int, content: Pieces, source: Pieces) -> list[int]:
    """Return the tokens of a sentence that are neither what is said nor who says it."""
    apart = (*content, *source)
    return [
        k
        for k in range(*parse.sentences[sentence])
        if not any(parse.tokens[k].start < s.end and s.start < parse.tokens[k].end for s in apart)
    ]


def _is_clear(parse: Parse, cue: Cue, content: Pieces, quotations: QuotationIndex) -> bool:
    """Tell "tests confirmed the leak" from "tests to confirm it", "rust can claim lives"."""
    if not any(parse.tokens[k].tag in {"TO", "MD"} for k in cue.tokens):
        return True
    if any(quotations.at(piece.start) or quotations.inside(piece) for piece in content):
        return True
    token = parse.tokens[cue.head]
    return token.dep == "parataxis" or any(
        parse.tokens[c].dep == "ccomp" for c in parse.children[cue.head]
    )


def _source_span(parse: Parse, source: Source, text: str) -> Span:
    span = parse.span(source.first, source.last)
    end = span.end
    while end > span.start and text[end - 1] in " ;:–—-":
        end -= 1
    return Span(span.start, end)


def _quoted_beside(
    parse: Parse, cue: Cue, source: Source | None, quotations: QuotationIndex
) -> Pieces:
    """Return the quotations of the same sentence that touch a cue or its source."""
    first, end = parse.sentences[parse.tokens[cue.head].sentence]
    near = {cue.tokens[0], cue.tokens[-1]}
    if source is not None and not _is_far(parse, cue, source):
        near |= {source.first, source.last}
    found: list[Quotation] = []
    for quotation in _in_sentence(quotations, parse.span(first, end - 1)):
        inside = parse.inside(quotation.outer)
        is_before = inside and inside[-1] < min(near)
        if is_before and parse.tokens[cue.head].tag == "VBG":
            continue  # "“Go,” she said, adding, “now”": the first belongs to "said"
        if inside and _touches(parse, inside, min(near), max(near)):
            found.append(quotation)
    return joined(quotation.outer for quotation in found)


def _is_far(parse: Parse, cue: Cue, source: Source) -> bool:
    """Tell whether another verb stands between: "“Yes,” he said, adding that ..."."""
    first, last = sorted((source.head, cue.head))
    between = range(first + 1, last)
    return any(parse.tokens[k].pos == "VERB" and k not in cue.tokens for k in between)


def _touches(parse: Parse, quoted: range, first: int, last: int) -> bool:
    """Tell whether only punctuation stands between, or a phrase closed by a comma or colon."""
    if quoted[-1] < first:
        between = range(quoted[-1] + 1, first)
        return all(
            parse.tokens[k].dep == "punct" or not parse.tokens[k].text.isalnum() for k in between
        )
    if quoted[0] <= last:
        return False
    between = range(last + 1, quoted[0])
    words = [k for k in between if parse.tokens[k].text[0].isalnum()]
    return not words or parse.tokens[quoted[0] - 1].text in {",", ":"}


def _in_sentence(quotations: QuotationIndex, sentence: Span) -> list[Quotation]:
    inside = quotations.inside(sentence)
    before = quotations.at(sentence.start)
    return [before, *inside] if before is not None and before not in inside else inside
