"""Find where a report chose one word among several: spellings, nouns, verbs of speech.

    "Kiev" (Kyiv)   "incursion" (attack)   "crash" (event)   "claim" (verb of speech, distancing)

Names keep the form of the report; nouns and verbs are counted by their lemma. A choice inside
quotation marks is the source's, any other the outlet's. Which of the nouns are words for one
event, only the reports of a story together can show: here every noun for an event is kept, under
the concept that the lists give it, or "event".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.attitudes import is_held_back
from reportedly.annotate.own_voice import is_in, merged
from reportedly.model import Attribution, Block, BlockKind, Parse, Report, Span, Token, WordChoice
from reportedly.stage import Stage
from reportedly.text import quotations, word_list

EVENT = "event"  # concept of a noun for an event that the lists put beside no other
_LONGEST = 4  # words in the longest form of the lists


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSettings:
    """Where words are looked at.

    Attributes:
        blocks: Kinds of block whose words are an outlet's choice for this report.
    """

    blocks: tuple[BlockKind, ...] = ("headline", "standfirst", "body", "caption")


def find_word_choices(
    report: Report,
    parses: Sequence[Parse],
    attributions: Sequence[Attribution],
    settings: WordingSettings,
) -> Iterator[WordChoice]:
    """Yield the choices of words in `report`, in text order.

    >>> report = Report(id="r", path="-", sha256="", text="They went to Kiev.")
    >>> [choice] = find_word_choices(report, [], [], WordingSettings())
    >>> choice.concept, choice.form, choice.voice
    ('Kyiv', 'Kiev', 'outlet')
    """
    quoted = _quoted(report, attributions)
    found = [*_spelled(report, quoted), *_event_nouns(report, parses, quoted)]
    found += _verbs(report, attributions, quoted)
    taken: set[tuple[Span, str]] = set()
    for choice in sorted(found, key=lambda choice: (choice.span, choice.concept)):
        if (choice.span, choice.concept) in taken:
            continue
        taken.add((choice.span, choice.concept))
        block = report.block_at(choice.span.start)
        if _is_read(block, settings):
            yield choice


def _is_read(block: Block | None, settings: WordingSettings) -> bool:
    return block is None or block.kind in settings.blocks


def _quoted(report: Report, attributions: Sequence[Attribution]) -> list[Span]:
    spans = quotations(report.text, Span(0, len(report.text)))
    for attribution in attributions:
        if attribution.kind == "direct":
            spans.extend(attribution.content)
    return merged(spans)


def _choice(
    report: Report,
    span: Span,
    concept: str,
    quoted: Sequence[Span],
    *,
    form: str | None = None,
    verb: str | None = None,
) -> WordChoice:
    return WordChoice(
        report_id=report.id,
        span=span,
        concept=concept,
        form=form or span.of(report.text),
        voice="source" if is_in(quoted, span.start, span.end) else "outlet",
        verb_class=verb,
    )


def _spelled(report: Report, quoted: Sequence[Span]) -> Iterator[WordChoice]:
    concepts = _spellings()
    for match in _spelling_pattern().finditer(report.text):
        yield _choice(report, Span(*match.span()), concepts[match.group()], quoted)


def _event_nouns(
    report: Report, parses: Sequence[Parse], quoted: Sequence[Span]
) -> Iterator[WordChoice]:
    forms = _event_words()
    for parse in parses:
        index = 0
        while index < len(parse.tokens):
            size = _match(report, parse, index, forms)
            if size:
                span = parse.span(index, index + size - 1)
                lemmas = _lemmas(parse, index, size)
                yield _choice(report, span, forms[lemmas], quoted, form=lemmas)
            index += size or 1


def _match(report: Report, parse: Parse, index: int, forms: Mapping[str, str]) -> int:
    """Return how many tokens from `index` on are the longest form in `forms`; 0 for none."""
    sentence = parse.tokens[index].sentence
    for size in range(_LONGEST, 0, -1):
        tokens = parse.tokens[index : index + size]
        if len(tokens) < size or tokens[-1].sentence != sentence:
            continue
        if _lemmas(parse, index, size) in forms and _is_noun(report, tokens[-1]):
            return size
    return 0


def _lemmas(parse: Parse, index: int, size: int) -> str:
    return " ".join(token.lemma.lower() for token in parse.tokens[index : index + size])


def _is_noun(report: Report, token: Token) -> bool:
    """Return whether a token is a common noun; a headline writes those with a capital too."""
    if token.pos == "NOUN":
        return True
    block = report.block_at(token.start) if token.pos == "PROPN" else None
    return block is not None and block.kind == "headline"


def _verbs(
    report: Report, attributions: Sequence[Attribution], quoted: Sequence[Span]
) -> Iterator[WordChoice]:
    classes = _verb_classes()
    for attribution in attributions:
        lemma = (attribution.cue_lemma or "").lower()
        verb_class = classes.get(lemma)
        if verb_class is None or not attribution.cue:
            continue
        if is_held_back(report.text, attribution):
            verb_class = "withholding"  # "has not commented", "would not say"
        span = attribution.cue[0]
        yield _choice(report, span, "verb of speech", quoted, form=lemma, verb=verb_class)


@cache
def _spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in word_list("spellings"):
        concept, *forms = line.split("\t")
        for form in forms:
            found.setdefault(form, concept)
    return found


@cache
def _spelling_pattern() -> re.Pattern[str]:
    longest_first = sorted(_spellings(), key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def _event_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in word_list("event_words"):
        concept, *forms = line.split("\t")
        for form in forms:
            found.setdefault(form, concept)
    for noun in word_list("event_nouns"):
        found.setdefault(noun, EVENT)
    return found


@cache
def _verb_classes() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in word_list("verb_classes"))


STAGE = Stage(
    name="wording",
    version=2,  # raise it when the same input would give other rows
    per=Report,
    reads=(Parse, Attribution),
    writes=WordChoice,
    settings=WordingSettings(),
    run=find_word_choices,
)
