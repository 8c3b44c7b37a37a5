"""Put what the tagger found and what the rules found together: one list of drafts.

The tagger decides on the spans of an attribution that stands on its own. The rules keep what it
cannot say: an attribution inside another's words, a speaker before a colon, hearsay without a
source, and which verb governs the cue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.annotate.drafts import Draft, frame_of
from reportedly.annotate.pieces import joined, snapped
from reportedly.annotate.quotations import QuotationIndex
from reportedly.annotate.tag_decoding import Found, Run
from reportedly.model import Parse, Pieces, Span
from reportedly.text import hull

# What rules may add beside the tagger: cues that PolNeAR marks too seldom to be learned.
_KEPT = frozenset({"colon", "adverb", "citing"})


def merged(
    parse: Parse, quotations: QuotationIndex, found: Iterable[Found], drafts: Sequence[Draft]
) -> list[Draft]:
    """Return the drafts of `found`, and those of `drafts` that the rules know better."""
    by_token = {draft.token: draft for draft in drafts if draft.token is not None}
    taken = [_draft(parse, quotations, item, by_token) for item in found if item.content]
    cues = _Cover(piece for draft in taken for piece in draft.cue)
    contents = _Cover(piece for draft in taken for piece in draft.content)
    for draft in drafts:
        anchor = hull(draft.cue or draft.content)
        if cues.meets(anchor):
            continue
        inside = contents.covers(anchor)
        if inside or (draft.kind in _KEPT and not any(map(contents.meets, draft.content))):
            taken.append(replace(draft))
    return taken


def _draft(
    parse: Parse, quotations: QuotationIndex, item: Found, by_token: Mapping[int, Draft]
) -> Draft:
    content = joined(snapped(_span(parse, run), quotations) for run in item.content)
    source: Pieces = (_span(parse, item.source),) if item.source else ()
    known = next((by_token[k] for k in range(*item.cue) if k in by_token), None)
    token = known.token if known and known.token is not None else _governor(parse, item.cue)
    sentence = parse.tokens[token].sentence
    head = _governor(parse, item.source) if item.source else None
    return Draft(
        source=source,
        cue=(_span(parse, item.cue),),
        content=content,
        sentence=sentence,
        head=parse.span(head, head) if head is not None else None,
        token=token,
        lemma=known.lemma if known else parse.tokens[token].lemma,
        kind=known.kind if known else _kind(parse, token),
        frame=frame_of(parse, sentence, content, source),
        inherits=head is not None and parse.tokens[head].sentence < sentence,
        inside=known.inside if known else None,
    )


def _span(parse: Parse, run: Run) -> Span:
    return parse.span(run[0], run[1] - 1)


def _governor(parse: Parse, run: Run) -> int:
    """Return the word of a run that stands highest in the parse, a verb or noun before others."""
    inside = range(*run)
    tops = [k for k in inside if parse.tokens[k].head not in inside or parse.tokens[k].head == k]
    words = [k for k in tops if parse.tokens[k].pos not in {"PUNCT", "ADP", "PART", "DET", "AUX"}]
    return (words or tops or list(inside))[0]


def _kind(parse: Parse, token: int) -> str:
    if parse.tokens[token].text == ":":
        return "colon"
    return "noun" if parse.tokens[token].pos in {"NOUN", "PROPN"} else "verb"


class _Cover:
    """Asks whether characters are covered by any of a set of spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = joined(spans)
        self._starts = [span.start for span in self._spans]

    def covers(self, span: Span) -> bool:
        """Return whether one of the spans covers all of `span`."""
        number = bisect_right(self._starts, span.start) - 1
        return number >= 0 and self._spans[number].end >= span.end

    def meets(self, span: Span) -> bool:
        """Return whether one of the spans shares a character with `span`."""
        number = bisect_right(self._starts, span.end - 1) - 1
        return number >= 0 and self._spans[number].end > span.start
