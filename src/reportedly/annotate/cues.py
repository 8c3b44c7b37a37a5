"""Find the words that tie what is said to who says it.

A parse goes in, `Cue` rows come out, in text order: reporting verbs, "according to" and its like,
adverbs of hearsay, nouns such as "claim". Words inside quotation marks are the speaker's own and
introduce nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly.annotate.quotations import QuotationIndex
from reportedly.model import Parse, Token
from reportedly.text import listed, word_list

CueKind = Literal["verb", "according", "adverb", "noun"]

_SPEECH = frozenset(
    ["say", "add", "tell", "warn", "claim", "insist", "suggest", "call", "urge", "argue"]
)
# Turning to somebody, which comes before speech: who "had rung her and said" is who said it.
_TURNING_TO = frozenset(
    ["speak", "talk", "call", "ring", "phone", "telephone", "meet", "write", "visit", "approach",
     "contact", "text", "email", "message"]
)  # fmt: skip
_SHORTEST_SPEECH = 12  # characters; in “Hamlet,” a title is quoted
_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})
# Adverbs that open a sentence or clause rather than belong to the verb.
_NOT_IN_GROUP = frozenset({"when", "where", "how", "why", "however", "meanwhile", "then"})
# "in the words of", "in the view of": the noun between "in" and "of".
_WORDS_OF = frozenset({"word", "view", "opinion", "eye", "telling", "account", "judgment"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its tokens, the one that governs, and how it takes its content.

    Attributes:
        frames: For a verb, the letters of `words/reporting_verbs.txt`.
    """

    kind: CueKind
    head: int
    tokens: tuple[int, ...]
    lemma: str
    frames: frozenset[str] = frozenset()


@cache
def reporting_verbs() -> dict[str, frozenset[str]]:
    """Return lemma -> frames.

    >>> sorted(reporting_verbs()["say"])
    ['c', 'q']
    """
    pairs = (line.partition("\t") for line in word_list("reporting_verbs"))
    return {lemma: frozenset(frames.split()) for lemma, _, frames in pairs}


def reporting_nouns() -> frozenset[str]:
    """Return the nouns, singular."""
    return listed("reporting_nouns")


def hearsay_adverbs() -> frozenset[str]:
    """Return the adverbs."""
    return listed("hearsay_adverbs")


def find_cues(parse: Parse, quotations: QuotationIndex) -> Iterator[Cue]:
    """Yield the cues of a report, in text order."""
    for index, token in enumerate(parse.tokens):
        if quotations.at(token.start) is not None:
            continue
        cue = _cue(parse, index, token, quotations)
        if cue is not None:
            yield cue


def lemma_of(token: Token) -> str:
    """Return the lemma, lower case, with the lemmatiser's commonest slip on cues put right."""
    lemma = token.lemma.lower()
    return "hope" if lemma == "hop" and "pp" not in token.text else lemma


def _cue(parse: Parse, index: int, token: Token, quotations: QuotationIndex) -> Cue | None:
    low = token.text.lower()
    if low == "according":
        return _according(parse, index)
    if low in hearsay_adverbs():
        return Cue("adverb", index, (index,), low)
    lemma = lemma_of(token)
    if token.pos in {"NOUN", "PROPN"} and lemma in _WORDS_OF:
        return _words_of(parse, index, lemma)
    if token.pos == "NOUN" and lemma in reporting_nouns() and _has_clause(parse, index):
        return Cue("noun", index, (index,), lemma)
    if token.pos in {"VERB", "AUX"} and token.dep != "amod" and lemma in reporting_verbs():
        frames = reporting_verbs()[lemma]
        if _is_second_half(parse, index) or _is_bare(parse, index):
            return None
        return Cue("verb", index, _verb_group(parse, index, frames), lemma, frames)
    if (
        token.pos == "VERB"
        and token.tag in {"VBD", "VBZ"}
        and _has_quotation(parse, index, quotations)
    ):
        group = _verb_group(parse, index, frozenset())
        return Cue("verb", index, group, lemma, frozenset({"q"}))
    return None


def _has_quotation(parse: Parse, verb: int, quotations: QuotationIndex) -> bool:
    """Tell any verb that a quotation runs into ("“Go!” she barked") or a colon announces."""
    tokens = parse.tokens
    subjects = [c for c in parse.children[verb] if tokens[c].dep == "nsubj" and c < verb]
    first = min([parse.subtree(subjects[0])[0], verb]) if subjects else verb
    before = quotations.at(tokens[first - 1].start) if first else None
    if before is not None and before.closed and before.outer.end <= tokens[first].start:
        last = tokens[first - 2].text if first > 1 else ""
        is_title = last == "," and before.inner.end - before.inner.start < _SHORTEST_SPEECH
        return last in {",", "!", "?", "…"} and not is_title
    if tokens[verb].dep != "ROOT" or not subjects:
        return False
    below = [c for c in parse.children[verb] if tokens[c].text == ":" and c > verb]
    return (
        bool(below)
        and below[0] + 1 < len(tokens)
        and (quotations.at(tokens[below[0] + 1].start) is not None)
    )


def _verb_group(parse: Parse, verb: int, frames: frozenset[str]) -> tuple[int, ...]:
    """Return a verb with its auxiliaries, "not", adverbs, particle and governed preposition.

    Annotators of PolNeAR take auxiliaries into the cue in 97 of 100 cases, adverbs beside the
    verb in 90, prepositions that the content follows in 85.
    """
    own = set(parse.children[verb])
    first = last = verb
    while first - 1 in own and parse.tokens[first - 1].dep in _GROUP:
        first -= 1
    while first < verb and parse.tokens[first].text.lower() in _NOT_IN_GROUP:
        first += 1
    if last + 1 in own and parse.tokens[last + 1].dep == "prt":
        last += 1
    negated = any(parse.tokens[c].dep == "neg" for c in own)
    if last + 1 in own and _is_governed(parse.tokens[last + 1], frames, negated=negated):
        last += 1
    return tuple(range(first, last + 1))


def _is_governed(token: Token, frames: frozenset[str], *, negated: bool) -> bool:
    lemma = token.lemma.lower()
    if token.dep != "prep" or lemma == "as":
        return False
    return f"p={lemma}" in frames or (negated and f"n={lemma}" in frames)


def _is_second_half(parse: Parse, verb: int) -> bool:
    """Tell "comment" in "declined to comment": the first verb is the cue."""
    token = parse.tokens[verb]
    head = parse.tokens[token.head]
    return (
        token.dep == "xcomp"
        and lemma_of(head) in reporting_verbs()
        and "i" in reporting_verbs()[lemma_of(head)]
        and not any(parse.tokens[c].dep == "dobj" for c in parse.children[token.head])
    )


def _is_bare(parse: Parse, verb: int) -> bool:
    """Tell "asked" in "asked about the talks, she said": nobody is said to ask."""
    token = parse.tokens[verb]
    deps = {parse.tokens[c].dep for c in parse.children[verb]}
    return (
        token.tag in {"VBN", "VBD"}
        and token.dep == "advcl"
        and not deps
        & {
            "nsubj",
            "aux",
            "auxpass",
            "nsubjpass",
            "ccomp",
        }
    )


def is_further_speech(parse: Parse, verb: int) -> bool:
    """Tell "said" in "said it was safe and said it would stay so": a cue beside the first.

    The parser hangs it on the verb of what is said, as one more thing that the subject did.
    """
    token = parse.tokens[verb]
    if token.dep != "conj" or token.tag not in {"VBD", "VBZ"} or token.lemma not in _SPEECH:
        return False
    if any(parse.tokens[c].dep in {"nsubj", "aux", "auxpass"} for c in parse.children[verb]):
        return False
    if turned_to(parse, verb) is not None:
        return False
    above = parse.tokens[parse.tokens[token.head].head]
    return parse.tokens[token.head].dep == "ccomp" and above.lemma in reporting_verbs()


def turned_to(parse: Parse, verb: int) -> int | None:
    """Return "rung" in "said Reed had rung her and said": who turned to somebody then spoke.

    The parser ties the second "said" to "rung" or to the first; a pronoun may be the first speaker.
    """
    token = parse.tokens[verb]
    if token.dep != "conj":
        return None
    below = [c for c in parse.children[token.head] if parse.tokens[c].dep == "ccomp" and c < verb]
    for here in (token.head, *below):
        subjects = [parse.tokens[c] for c in parse.children[here] if parse.tokens[c].dep == "nsubj"]
        named = any(subject.pos != "PRON" for subject in subjects)
        is_said = parse.tokens[here].dep == "ccomp"
        if named and is_said and lemma_of(parse.tokens[here]) in _TURNING_TO:
            return here
    return None


def _according(parse: Parse, index: int) -> Cue | None:
    after = index + 1
    if after < len(parse.tokens) and parse.tokens[after].text.lower() == "to":
        return Cue("according", index, (index, after), "accord")
    return None


def _words_of(parse: Parse, index: int, lemma: str) -> Cue | None:
    """Read "in the words of X": cue from "in" to "of"."""
    tokens = parse.tokens
    before = index - 2 if index and tokens[index - 1].dep == "det" else index - 1
    after = index + 1
    if before < 0 or after >= len(tokens) or tokens[after].text != "of":
        return None
    if tokens[before].text.lower() != "in" or tokens[before].sentence != tokens[after].sentence:
        return None
    return Cue("according", before, tuple(range(before, after + 1)), lemma)


def _has_clause(parse: Parse, index: int) -> bool:
    """Tell "the claim that it is safe" from "a claim for damages"."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if token.dep in {"acl", "ccomp", "relcl"} and child > index:
            marks = [parse.tokens[c] for c in parse.children[child]]
            if any(m.dep == "mark" and m.text.lower() in {"that", "whether"} for m in marks):
                return True
    return False
