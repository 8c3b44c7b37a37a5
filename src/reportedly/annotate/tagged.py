"""Put what the tagger found and what the rules found together: one list of drafts.

The tagger decides on the spans of an attribution that stands on its own. The rules keep what it
cannot say: an attribution inside another's words, a speaker before a colon, hearsay without a
source, and which verb governs the cue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.annotate.channels import is_channel
from reportedly.annotate.cues import turned_to
from reportedly.annotate.drafts import Draft, frame_of
from reportedly.annotate.floating import QUOTING
from reportedly.annotate.pieces import joined, snapped
from reportedly.annotate.quotations import QuotationIndex
from reportedly.annotate.tag_decoding import Found, Run
from reportedly.model import Parse, Pieces, Sentence, Span
from reportedly.text import hull

# The rules' reading stands for cues that PolNeAR marks too seldom, or otherwise than is wanted
# here: hearsay, a speaker before a colon, whom an outlet cites, "put the toll at", refusals.
_KINDS = frozenset({"colon", "adverb", "citing"})
_LEMMAS = frozenset({"put", "decline", "refuse", "respond", "comment", "speak"})
_TURNING = frozenset({"but", "while", "though", "although", "whereas"})
_NOBODY = frozenset({"you", "nobody", "none"})
_RELATIVE = frozenset({"who", "which", "that"})
# Contents that say nothing: "is known about what", "asked not to be named".
_EMPTY = frozenset({"what", "whom", "why", "how", "who"})


def merged(
    sentences: Sequence[Sentence],
    parse: Parse,
    quotations: QuotationIndex,
    found: Iterable[Found],
    drafts: Sequence[Draft],
    text: str,
) -> list[Draft]:
    """Return the drafts of `found`, and those of `drafts` that the rules know better."""
    merger = _Merger(sentences, parse, quotations, drafts, text)
    tagged = [draft for draft in map(merger.draft, found) if draft is not None and draft.content]
    taken = _each_once(tagged)
    cues = _Cover(piece for draft in taken for piece in draft.cue)
    contents = _Cover(piece for draft in taken for piece in draft.content)
    for draft in drafts:
        anchor = hull(draft.cue or draft.content)
        if cues.meets(anchor):
            continue
        if contents.covers(anchor) or is_known_better(draft) or merger.is_plain(draft):
            taken.append(replace(draft))
    return taken


def is_known_better(draft: Draft) -> bool:
    """Tell whether the rules' reading of a cue stands against the tagger's."""
    return draft.kind in _KINDS or draft.lemma in _LEMMAS


def _each_once(drafts: list[Draft]) -> list[Draft]:
    """Leave a content that two cues claim to the nearer one, if the other has more."""
    claims: dict[Span, list[Draft]] = {}
    for draft in drafts:
        for piece in draft.content:
            claims.setdefault(piece, []).append(draft)
    for piece, claiming in claims.items():
        nearest = min(claiming, key=lambda draft: _gap(piece, hull(draft.cue)))
        for draft in claiming:
            if draft is not nearest and len(draft.content) > 1:
                draft.content = tuple(other for other in draft.content if other != piece)
    return drafts


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end)


class _Merger:
    """Makes drafts of what the tagger found in one report."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        parse: Parse,
        quotations: QuotationIndex,
        drafts: Sequence[Draft],
        text: str,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._parse = parse
        self._quotations = quotations
        self._by_token = {draft.token: draft for draft in drafts if draft.token is not None}

    def draft(self, item: Found) -> Draft | None:
        """Return the draft of one attribution; the rules' where they know it better."""
        parse = self._parse
        known = next((self._by_token[k] for k in range(*item.cue) if k in self._by_token), None)
        if known is not None and is_known_better(known):
            return replace(known)
        if self._says_nothing(item) or (known is None and item.source is None):
            return None  # without a source or a cue that the rules know, 22 in 70 were right
        token = known.token if known and known.token is not None else _governor(parse, item.cue)
        sentence = parse.tokens[token].sentence
        source, head = _source(parse, item, token, known)
        content = self._content(item, sentence, known)
        return Draft(
            source=source,
            cue=(_span(parse, item.cue),),
            content=content,
            sentence=sentence,
            head=head,
            token=token,
            lemma=known.lemma if known else parse.tokens[token].lemma,
            kind=known.kind if known else _kind(parse, token),
            frame=frame_of(parse, sentence, content, source),
            inherits=bool(source)
            and source[0].end <= parse.tokens[parse.sentences[sentence][0]].start,
            inside=known.inside if known else None,
        )

    def is_plain(self, draft: Draft) -> bool:
        """Tell plain speech by the rules, which the tagger may miss in odd surroundings."""
        begins = [piece.start for piece in draft.content]
        return draft.lemma in QUOTING or any(self._quotations.at(at) for at in begins)

    def _says_nothing(self, item: Found) -> bool:
        source = _span(self._parse, item.source).of(self._text).lower() if item.source else ""
        said = " ".join(_span(self._parse, run).of(self._text).lower() for run in item.content)
        is_request = source in _RELATIVE and said.startswith("not to be ")
        return source in _NOBODY or said in _EMPTY or is_request

    def _content(self, item: Found, sentence: int, known: Draft | None) -> Pieces:
        parse = self._parse
        runs = [run for run in item.content if self._belongs(run, sentence)]
        pieces = (_cut(parse, _span(parse, run), known) for run in runs)
        content = joined(snapped(piece, self._quotations) for piece in pieces)
        return known.content if known and not content else content

    def _belongs(self, run: Run, sentence: int) -> bool:
        """Tell whether a content may belong to a cue in `sentence`.

        What stands in another sentence without quotation marks was right 3 times in 27.
        """
        first = self._parse.tokens[run[0]]
        if first.sentence == sentence:
            return True
        same = self._sentences[first.sentence].block == self._sentences[sentence].block
        return same and self._quotations.at(first.start) is not None


def _cut(parse: Parse, piece: Span, known: Draft | None) -> Span:
    """End a content where the rules end it, if what follows is a channel or turns against it.

    "confirmed the leak | to the Herald"; "said the bridge is safe | , but the pace of work ...":
    the tagger takes such tails in as often as not, and they are the outlet's own words.
    """
    ends = [own.end for own in known.content if own.start == piece.start] if known else []
    if not ends or ends[0] >= piece.end:
        return piece
    tail = [k for k in parse.inside(Span(ends[0], piece.end)) if parse.tokens[k].text != ","]
    turns = bool(tail) and parse.tokens[tail[0]].text in _TURNING
    return Span(piece.start, ends[0]) if turns or is_channel(parse, tail) else piece


def _source(
    parse: Parse, item: Found, token: int, known: Draft | None
) -> tuple[Pieces, Span | None]:
    """Return the source and the span of its head; the rules' where the tagger gives none.

    Theirs too where they read the subject of the cue's own verb and the tagger that of another
    verb: "Ode called it calm, while Tern claimed that ...", "said Tern had rung her and said".
    """
    if item.source is None or (known and known.source and turned_to(parse, token) is not None):
        return (known.source, known.head) if known else ((), None)
    run = _within(parse, item.source, token)
    head, span = _governor(parse, run), _span(parse, run)
    if known and known.head and known.source and not known.source[0].overlaps(span):
        own = parse.inside(known.head)
        if own and _is_subject(parse, own[0], token) and _is_other_subject(parse, head, token):
            return known.source, known.head
    if known and known.head and span.covers(known.head):
        return (span,), known.head
    return (span,), parse.span(head, head)


def _within(parse: Parse, run: Run, token: int) -> Run:
    """Return a run that begins in the sentence of a cue without what lies behind that sentence."""
    first, end = parse.sentences[parse.tokens[token].sentence]
    return (run[0], min(run[1], end)) if first <= run[0] < end else run


def _is_subject(parse: Parse, word: int, verb: int) -> bool:
    return parse.tokens[word].head == verb and parse.tokens[word].dep.startswith("nsubj")


def _is_other_subject(parse: Parse, word: int, verb: int) -> bool:
    token = parse.tokens[word]
    return token.dep.startswith("nsubj") and token.head != verb


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
