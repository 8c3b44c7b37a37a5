"""Find attributions that no verb ties together: quotations that stand alone, and "Name: words".

“It is safe,” she said. “Come in.”     the second quotation goes on with the first
Mayor: the bridge is safe              the colon is the cue
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportedly.annotate.drafts import Draft
from reportedly.annotate.pieces import joined
from reportedly.annotate.quotations import Quotation, QuotationIndex, paragraphs
from reportedly.model import Sentence
from reportedly.text import WORD, hull

QUOTING = frozenset(
    [
        "say",
        "tell",
        "add",
        "write",
        "note",
        "ask",
        "reply",
        "continue",
        "explain",
        "tweet",
        "post",
        "state",
        "recall",
        "respond",
        "joke",
        "warn",
        "insist",
        "argue",
        "declare",
        "remark",
        "comment",
        "answer",
        "exclaim",
        "conclude",
        "stress",
        "emphasize",
    ]
)


def attach_quotations(
    sentences: Sequence[Sentence],
    drafts: Sequence[Draft],
    quotations: QuotationIndex,
    text: str,
    shortest: int,
) -> list[Draft]:
    """Return `drafts` with the quotations that follow them, and new ones for the rest."""
    walk = _Walk(sentences, drafts, text)
    for quotation in quotations.quotations:
        if not walk.is_claimed(quotation) and _is_free(quotation, sentences, text, shortest):
            walk.place(quotation)
    return [draft for draft in walk.drafts if draft.content]


def _is_free(quotation: Quotation, sentences: Sequence[Sentence], text: str, shortest: int) -> bool:
    """Tell a quotation that is a sentence of its own from a word in distancing marks."""
    number = _sentence_at(sentences, quotation.outer.start)
    if number is None or sentences[number].span.start != quotation.outer.start:
        return False
    words = len(WORD.findall(quotation.inner.of(text)))
    last = _sentence_at(sentences, quotation.outer.end - 1)
    ends = last is not None and sentences[last].span.end <= quotation.outer.end + 1
    return ends and words >= (1 if text[quotation.inner.end - 1] in ".!?,…" else shortest)


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> int | None:
    number = bisect_right(sentences, offset, key=lambda s: s.span.start) - 1
    return number if number >= 0 and offset < sentences[number].span.end else None


class _Walk:
    """Gives quotations without a cue to the speech before them, in text order."""

    def __init__(self, sentences: Sequence[Sentence], drafts: Sequence[Draft], text: str) -> None:
        self.drafts = list(drafts)
        self._sentences = sentences
        self._text = text
        self._paragraph: dict[int, int] = {}
        for number, run in enumerate(paragraphs(sentences, text)):
            for sentence in run:
                self._paragraph[sentence] = number
        claims = sorted(
            ((piece, number) for number, draft in enumerate(drafts) for piece in draft.content),
            key=lambda claim: (claim[0], claim[1]),
        )
        self._claimed = joined(piece for piece, _ in claims)
        self._starts = [piece.start for piece in self._claimed]
        self._owners: dict[int, int] = {}  # start of a claimed run -> number of its draft
        for piece, number in claims:
            self._owners.setdefault(piece.start, number)
        self._by_paragraph: dict[int, list[Draft]] = {}
        self._speeches: dict[int, list[tuple[int, int]]] = {}  # where each begins, its number
        for number, draft in enumerate(self.drafts):
            self._enter(number, draft)
        for speeches in self._speeches.values():
            speeches.sort()
        self._open: Draft | None = None  # the speech that a quotation without end belongs to

    def _enter(self, number: int, draft: Draft) -> None:
        paragraph = self._paragraph[draft.sentence]
        self._by_paragraph.setdefault(paragraph, []).append(draft)
        if draft.lemma in QUOTING or draft.kind == "quotation":
            began = hull((*draft.cue, *draft.source, *draft.content)[:1]).start
            self._speeches.setdefault(paragraph, []).append((began, number))

    def is_claimed(self, quotation: Quotation) -> bool:
        """Return whether a cue already introduces the quotation."""
        number = bisect_right(self._starts, quotation.outer.start) - 1
        inside = number >= 0 and quotation.outer.start < self._claimed[number].end
        if inside:
            owner = self.drafts[self._owners[self._starts[number]]]
            self._open = owner if quotation.goes_on else None
        return inside

    def place(self, quotation: Quotation) -> None:
        """Attach a quotation to the speech before it, or start a draft of its own."""
        sentence = _sentence_at(self._sentences, quotation.outer.start)
        if sentence is None:
            return
        here = self._paragraph[sentence]
        draft = self._open or self._before(here, quotation) or self._announced(here)
        ends = self._text[quotation.inner.end - 1] in ".!?,…"
        draft = draft or (self._going_on(here, sentence) if ends else None)
        if draft is not None:
            draft.content = joined((*draft.content, quotation.outer))
        elif ends:
            draft = self._alone(quotation, sentence, here)
        self._open = draft if quotation.goes_on else None

    def _before(self, paragraph: int, quotation: Quotation) -> Draft | None:
        """Return the last speech before the quotation in its paragraph."""
        speeches = self._speeches.get(paragraph, [])
        number = bisect_left(speeches, quotation.outer.start, key=lambda one: one[0]) - 1
        return self.drafts[speeches[number][1]] if number >= 0 else None

    def _announced(self, paragraph: int) -> Draft | None:
        """Return the speech of a paragraph before that ended in a colon."""
        for draft in reversed(self._by_paragraph.get(paragraph - 1, ())):
            end = self._sentences[draft.sentence].span.end
            if self._text[end - 1] == ":" and draft.token is not None:
                return draft
        return None

    def _going_on(self, paragraph: int, sentence: int) -> Draft | None:
        """Return the direct speech of the paragraph before, which a new paragraph goes on with."""
        for draft in reversed(self._by_paragraph.get(paragraph - 1, ())):
            same_block = self._sentences[draft.sentence].block == self._sentences[sentence].block
            if same_block and draft.source and draft.content and self._is_direct(draft):
                return draft
        return None

    def _is_direct(self, draft: Draft) -> bool:
        return all(self._text[piece.start] in "\"“„«'‘" for piece in draft.content)

    def _alone(self, quotation: Quotation, sentence: int, here: int) -> Draft:
        """Start a draft for a quotation that is a paragraph; the speaker is the one before."""
        draft = Draft((), (), (quotation.outer,), sentence, kind="quotation")
        for paragraph in (here - 1, here - 2):
            speeches = [d for d in self._by_paragraph.get(paragraph, ()) if d.source]
            same_block = [
                d
                for d in speeches
                if self._sentences[d.sentence].block == self._sentences[sentence].block
            ]
            if same_block:
                last = same_block[-1]
                draft.source, draft.head, draft.inherits = last.source, last.head, True
                break
        self.drafts.append(draft)
        self._enter(len(self.drafts) - 1, draft)
        return draft


def quoted_drafts(
    sentences: Sequence[Sentence], quotations: QuotationIndex, text: str, shortest: int
) -> list[Draft]:
    """Return a draft without source for each quotation: all that an unparsed text shows."""
    found = []
    for quotation in quotations.quotations:
        sentence = _sentence_at(sentences, quotation.outer.start)
        if sentence is not None and len(WORD.findall(quotation.inner.of(text))) >= shortest:
            found.append(Draft((), (), (quotation.outer,), sentence, kind="quotation"))
    return found
