"""Turn a parsed report into what the tagger reads: for each word a row of small numbers.

    parse, quotations, drafts   ->   Inputs(columns, heads, breaks)

The columns tell what word pieces alone do not: tag, dependency, name, capitals, quotation marks,
where sentences and paragraphs begin, and what the rules make of the word. The tagger adds an
embedding of each to the word's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reportedly.annotate.drafts import Draft
from reportedly.annotate.quotations import QuotationIndex
from reportedly.model import Parse, Pieces, Span
from reportedly.text import hull

Numbers = npt.NDArray[np.int64]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
COLUMNS = ("tag", "dep", "entity", "shape", "quotation", "break", "outer", "inner")
_SHAPES = 7
_PLACES = 5
_BREAKS = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tags, dependencies and entity types that the tagger has learned, by their number."""

    tags: Mapping[str, int]
    deps: Mapping[str, int]
    entities: Mapping[str, int]

    @classmethod
    def of(cls, words: Mapping[str, Sequence[str]]) -> Vocabulary:
        """Return the vocabulary of the lists "tags", "deps" and "entities"; numbers begin at 1."""
        tags, deps, entities = (
            {word: number for number, word in enumerate(words[name], 1)}
            for name in ("tags", "deps", "entities")
        )
        return cls(tags, deps, entities)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many values each column takes; 0 stands for what is unknown."""
        return (
            len(self.tags) + 1,
            len(self.deps) + 1,
            2 * len(self.entities) + 1,
            _SHAPES,
            _PLACES,
            _BREAKS,
            len(LABELS),
            len(LABELS),
        )


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the tagger reads of one report.

    Attributes:
        columns: One row a token, one column for each of `COLUMNS`.
        heads: For each token the index of its syntactic head.
        breaks: The tokens at which a sentence begins (1) or a paragraph (2); else 0.
    """

    columns: Numbers
    heads: Numbers
    breaks: Numbers


def inputs_of(
    parse: Parse,
    quotations: QuotationIndex,
    drafts: Sequence[Draft],
    text: str,
    vocabulary: Vocabulary,
) -> Inputs:
    """Return the inputs for all tokens of `parse`."""
    columns = np.zeros((len(parse.tokens), len(COLUMNS)), dtype=np.int64)
    breaks = _breaks(parse, text)
    for index, token in enumerate(parse.tokens):
        columns[index, 0] = vocabulary.tags.get(token.tag, 0)
        columns[index, 1] = vocabulary.deps.get(token.dep, 0)
        columns[index, 3] = _shape(token.text)
        columns[index, 4] = _place(token.start, token.end, quotations)
    for entity in parse.entities:
        number = vocabulary.entities.get(entity.label)
        if number is not None:
            columns[entity.first, 2] = 2 * number - 1
            columns[entity.first + 1 : entity.last, 2] = 2 * number
    columns[:, 5] = breaks
    outer, inner = _levels(drafts)
    columns[:, 6] = draft_labels(parse, outer)
    columns[:, 7] = draft_labels(parse, inner)
    heads = np.array([token.head for token in parse.tokens], dtype=np.int64)
    return Inputs(columns, heads, breaks)


def _breaks(parse: Parse, text: str) -> Numbers:
    found = np.zeros(len(parse.tokens), dtype=np.int64)
    end = 0
    for first, last in parse.sentences:
        if first == last:
            continue
        start = parse.tokens[first].start
        found[first] = 2 if not first or "\n" in text[end:start] else 1
        end = parse.tokens[last - 1].end
    return found


def _shape(word: str) -> int:
    if not word[0].isalnum():
        return 5
    if word[0].isdigit():
        return 4
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 6
    return 2 if word[0].isupper() else 0


def _place(start: int, end: int, quotations: QuotationIndex) -> int:
    quotation = quotations.at(start)
    if quotation is None:
        return 0
    if start < quotation.inner.start:
        return 1
    if end > quotation.inner.end:
        return 3
    return 2 if quotation.closed else 4


def _levels(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Part the drafts into those that stand alone and those whose cue is in another's content."""
    open_: list[tuple[Span, Draft]] = []
    waiting = sorted(
        ((piece, draft) for draft in drafts for piece in draft.content),
        key=lambda pair: pair[0],
        reverse=True,
    )
    outer: list[Draft] = []
    inner: list[Draft] = []
    for draft in sorted((d for d in drafts if d.cue or d.content), key=_anchor):
        here = _anchor(draft)
        while waiting and waiting[-1][0].start <= here.start:
            open_.append(waiting.pop())
        open_ = [pair for pair in open_ if pair[0].end > here.start]
        is_held = any(other is not draft and piece.covers(here) for piece, other in open_)
        (inner if is_held and draft.cue else outer).append(draft)
    return outer, inner


def _anchor(draft: Draft) -> Span:
    return hull(draft.cue or draft.content)


def draft_labels(parse: Parse, drafts: Sequence[Draft]) -> Numbers:
    """Return for each token the number of its label in `LABELS`; contents give way to cues."""
    found = np.zeros(len(parse.tokens), dtype=np.int64)
    for role in ("content", "source", "cue"):
        for draft in drafts:
            pieces: Pieces = getattr(draft, role)
            for piece in pieces:
                mark(found, parse.inside(piece), role)
    return found


def mark(labels: Numbers, tokens: range, role: str) -> None:
    """Write the label of `role` on a run of tokens."""
    if tokens:
        first = 1 + 2 * ROLES.index(role)
        labels[tokens[0]] = first
        labels[tokens[1:]] = first + 1
