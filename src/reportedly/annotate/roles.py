"""Find the role that a report gives a person beside the name.

    Coast Guard spokeswoman Ada Ode      Ada Ode, the harbour master, said      a pilot, Ada Ode,
    -----------------------                       -----------------             -------

A parse and a naming go in, the spans of the roles' words come out, without their articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.annotate.bearers import given_names
from reportedly.annotate.gazetteer import body_nouns, peoples, person_nouns, titles
from reportedly.annotate.unnamed import Naming
from reportedly.model import MentionType, Parse, Span, Token
from reportedly.text import plain

_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr"})
_LONGEST_BEFORE = 12  # tokens of a role before a name
_LONGEST_AFTER = 25


def find_roles(parse: Parse, naming: Naming, starts: Mapping[int, Naming]) -> list[Span]:
    """Return the roles that the words beside a person's name give, the one before it first.

    `starts` holds the unnamed namings of the report by their first token.
    """
    found = (_before(parse, naming), _after(parse, naming, starts), _apposed(parse, naming))
    return [span for span in found if span is not None]


def _before(parse: Parse, naming: Naming) -> Span | None:
    tokens = parse.tokens
    last = naming.first - 1
    noun = last
    while noun >= 0 and last - noun < 5 and _is_before(tokens, noun, naming):
        if _is_role_noun(tokens[noun]):
            break
        if noun == last and not _has_of(tokens, noun):
            return None
        noun -= 1
    else:
        return None
    first = noun
    while first > 0 and noun - first < _LONGEST_BEFORE and _belongs(tokens, first - 1, naming):
        first -= 1
    while first < noun and tokens[first].pos in {"ADV", "CCONJ", "PUNCT", "PART"}:
        first += 1
    span = Span(tokens[first].start, tokens[last].end)
    is_title = first == last and tokens[first].text.lower() in _HONORIFICS
    return None if is_title else span


def _is_before(tokens: Sequence[Token], index: int, naming: Naming) -> bool:
    token = tokens[index]
    return token.sentence == tokens[naming.first].sentence and (
        token.pos in {"PROPN", "NOUN", "ADJ"} or token.text in {"of", "for", "."}
    )


def _has_of(tokens: Sequence[Token], index: int) -> bool:
    """Tell "Chief of Staff" and "Minister for Health" from a word that is no role."""
    return any(tokens[k].text in {"of", "for"} for k in range(max(0, index - 3), index))


def _is_role_noun(token: Token) -> bool:
    low = token.text.lower()
    return low in titles() or token.lemma.lower() in person_nouns() or low in person_nouns()


def _belongs(tokens: Sequence[Token], index: int, naming: Naming) -> bool:
    token = tokens[index]
    if token.sentence != tokens[naming.first].sentence or token.pos == "DET":
        return False
    if token.pos in {"PROPN", "NOUN", "ADJ"} or token.text in {"'s", "’s", "-", "&"}:
        return token.pos != "NOUN" or token.dep in {"compound", "nmod", "amod", "poss"}
    return token.text == "and" and tokens[index + 1].pos == tokens[index - 1].pos == "PROPN"


def _after(parse: Parse, naming: Naming, starts: Mapping[int, Naming]) -> Span | None:
    tokens = parse.tokens
    comma = naming.last + 1
    if comma >= len(tokens) or tokens[comma].text != ",":
        return None
    for first in (comma + 1, comma + 2):
        noun = starts.get(first)
        if noun and tokens[comma].sentence == tokens[first].sentence and noun.type == "person":
            return _until_comma(parse, noun)
    return None


def _until_comma(parse: Parse, noun: Naming) -> Span:
    """Return the words of a role up to the next comma, dash, bracket or relative clause."""
    tokens = parse.tokens
    last = noun.head
    below = set(parse.subtree(noun.head))
    limit = min(len(tokens), noun.first + _LONGEST_AFTER)
    while (
        last + 1 < limit
        and last + 1 in below
        and tokens[last + 1].text not in {",", "—", "–", "(", ";", ":"}
        and tokens[last + 1].tag not in {"WP", "WDT"}
    ):
        last += 1
    first = noun.first + (tokens[noun.first].pos == "DET" and noun.first < noun.head)
    return Span(tokens[first].start, tokens[last].end)


def _apposed(parse: Parse, naming: Naming) -> Span | None:
    head = parse.tokens[naming.head]
    noun = parse.tokens[head.head]
    if head.dep != "appos" or noun.lemma.lower() not in person_nouns() or noun.start > head.start:
        return None
    first = min([k for k in parse.subtree(head.head) if k <= head.head], default=head.head)
    if parse.tokens[first].pos == "DET" and first < head.head:
        first += 1
    return parse.span(first, head.head)


def names_office_holder(tokens: Sequence[Token], first: int, last: int, kind: MentionType) -> bool:
    """Tell "Mayor Ada Ode" and "Dane Ada Ode" from works so named, for which the tagger took them.

    A body that begins so ("Pilot Oil") needs a first name to be taken for a person.
    """
    begin = first
    while begin < last and _is_office(tokens[begin]):
        begin += 1
    if kind not in {"other", "org"} or begin == first or not 0 <= last - begin <= 2:
        return False
    rest = tokens[begin : last + 1]
    if rest[-1].tag == "NNPS" or (tokens[first].text in peoples() and len(rest) < 2):
        return False
    if not all(token.text[:1].isupper() and token.text[-1:].isalpha() for token in rest):
        return False
    if rest[-1].lemma.lower() in body_nouns():
        return False
    is_given = plain(rest[0].text) in given_names()
    is_subject = kind == "other" and rest[-1].dep in {"nsubj", "nsubjpass"}
    return is_given or (is_subject and tokens[first].text not in peoples())


def _is_office(token: Token) -> bool:
    low = token.text.lower()
    return (low in person_nouns() and low not in titles()) or token.text in peoples()
