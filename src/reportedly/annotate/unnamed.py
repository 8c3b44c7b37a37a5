"""Find who is spoken of without a name: "officials", "a spokesman", "the ministry", "he".

A parse goes in, and the tokens that names have taken; `Naming` rows come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.gazetteer import body_nouns, person_nouns
from reportedly.model import MentionType, Parse, Span, Token

_PRONOUNS: dict[str, MentionType] = {
    "he": "person",
    "she": "person",
    "it": "org",
    "they": "group",
    "who": "person",
    "which": "org",
}
_OBJECTS = {"him": "he", "her": "she", "them": "they", "it": "it"}  # after "according to"


@dataclass(frozen=True, slots=True)
class Naming:
    """Tokens `first` to `last`, both included, that name somebody; `head` is their syntactic head.

    Attributes:
        words: The name without brackets and "the"; the words of an unnamed group.
        country: The country that it stands for, where the gazetteer knows.
    """

    first: int
    last: int
    head: int
    type: MentionType
    words: str
    named: bool = True
    pronoun: bool = False
    country: str | None = None


def noun_phrases(parse: Parse, text: str, taken: set[int]) -> Iterator[Naming]:
    """Yield nouns for people and bodies, with what stands before them."""
    for index, token in enumerate(parse.tokens):
        if index in taken or token.pos not in {"NOUN", "PROPN", "ADJ"}:
            continue
        kind = _noun_type(token)
        if kind is None or token.dep in {"compound", "amod", "nmod"}:
            continue
        first, last = _phrase(parse, index)
        words = Span(parse.tokens[first].start, parse.tokens[last].end).of(text)
        yield Naming(first, last, index, kind, _bare(words), named=False)


def _noun_type(token: Token) -> MentionType | None:
    lemma = token.lemma.lower()
    if token.pos == "PROPN" and lemma in body_nouns():
        return "org"  # "the Coast Guard" is no person
    if lemma in person_nouns():
        return "group" if token.tag in {"NNS", "NNPS"} else "person"
    if lemma in body_nouns() and token.pos != "ADJ":
        return "org"
    return None


def _phrase(parse: Parse, index: int) -> tuple[int, int]:
    """Return a noun with what stands before it and an "of", "for" or "with" behind it."""
    first = last = index
    for child in parse.children[index]:
        token = parse.tokens[child]
        if child < index and token.dep in {"det", "amod", "compound", "poss", "nummod", "nmod"}:
            first = min(first, parse.subtree(child)[0])
        if child == last + 1 and token.dep == "prep" and token.lemma in {"of", "for", "with"}:
            last = _short_end(parse, child)
    return first, last


def _short_end(parse: Parse, preposition: int) -> int:
    """Return the end of a prepositional phrase without what hangs behind its noun."""
    for child in parse.children[preposition]:
        if parse.tokens[child].dep == "pobj":
            return _phrase(parse, child)[1] if child - preposition < 12 else child
    return preposition - 1


def _bare(words: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE))


def pronouns(parse: Parse) -> Iterator[Naming]:
    """Yield third-person pronouns that may be who speaks."""
    for index, token in enumerate(parse.tokens):
        kind = _PRONOUNS.get(token.text.lower())
        if kind and token.dep in {"nsubj", "nsubjpass"} and token.tag in {"PRP", "WP", "WDT"}:
            yield _pronoun(index, kind, token.text.lower())
        elif _is_after_according(parse.tokens, index):
            subject = _OBJECTS[token.text.lower()]
            yield _pronoun(index, _PRONOUNS[subject], subject)


def _is_after_according(tokens: Sequence[Token], index: int) -> bool:
    before = [token.text.lower() for token in tokens[max(0, index - 2) : index]]
    return tokens[index].text.lower() in _OBJECTS and before == ["according", "to"]


def _pronoun(index: int, kind: MentionType, words: str) -> Naming:
    return Naming(index, index, index, kind, words, named=False, pronoun=True)
