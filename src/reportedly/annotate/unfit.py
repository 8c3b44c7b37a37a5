"""Refuse what looks like an attribution and is none, and turn round what the parser read amiss.

If the mayor agrees to talk, ...           nobody has agreed yet
On a channel opened on Friday, called ...  a day says nothing
The bridge fell at noon, reported NPA.     NPA reports; the bridge does not
"""

from __future__ import annotations

from reportedly.annotate.contents import DAYS
from reportedly.annotate.cues import Cue
from reportedly.annotate.quotations import QuotationIndex
from reportedly.annotate.sources import Source
from reportedly.model import Parse

_OBJECTS = frozenset({"them", "him", "us", "me"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_IF = frozenset({"if", "unless"})
# Verbs that stand before their subject at the end of a sentence: ", reported NPA."
_ENDING = frozenset({"report", "say", "write", "announce", "state", "add"})
_NAME = frozenset({"PROPN", "NOUN", "ADJ", "DET"})
_LONGEST_NAME = 8  # tokens


def is_nobody(parse: Parse, cue: Cue, source: Source) -> bool:
    """Return whether a source can be no speaker: a day, an object pronoun.

    So is a source that holds its own cue: "the goal of establishing what ...".
    """
    head = parse.tokens[source.head]
    low = head.text.lower()
    if source.first <= cue.head <= source.last or low in DAYS:
        return True
    is_object = cue.kind == "verb" and low in _OBJECTS
    return is_object and source.first == source.last


def is_supposed(parse: Parse, cue: Cue) -> bool:
    """Return whether a cue only may come true: "if she agrees", "the sooner they agree".

    "If she says that it is safe" still tells words that may be hers.
    """
    verb = parse.tokens[cue.head]
    if cue.kind != "verb" or verb.tag not in _FINITE:
        return False
    below = parse.children[cue.head]
    marks = {parse.tokens[c].text.lower() for c in below if parse.tokens[c].dep == "mark"}
    if verb.dep == "advcl" and marks & _IF:
        return not any(parse.tokens[c].dep == "ccomp" for c in below)
    first, _ = parse.sentences[verb.sentence]
    subject = next((c for c in below if parse.tokens[c].dep == "nsubj" and c < cue.head), None)
    start = parse.subtree(subject)[0] if subject is not None else cue.head
    return any(
        parse.tokens[k].text.lower() == "the" and parse.tokens[k + 1].tag in {"RBR", "JJR"}
        for k in range(max(first, start - 2), cue.head - 1)
        if subject is None or (k + 1 < subject and parse.tokens[subject].pos != "NOUN")
    )


def find_inverted(
    parse: Parse, cue: Cue, source: Source | None, quotations: QuotationIndex
) -> Source | None:
    """Return the name after a verb that ends its sentence: "The bridge fell, reported NPA."."""
    tokens = parse.tokens
    first, end = parse.sentences[tokens[cue.head].sentence]
    while end > first and tokens[end - 1].dep == "punct":
        end -= 1
    behind = range(cue.tokens[-1] + 1, end)
    if cue.lemma not in _ENDING or tokens[cue.head].tag not in _FINITE | {"VBN"}:
        return None
    if not 0 < len(behind) <= _LONGEST_NAME or tokens[behind[-1]].pos != "PROPN":
        return None
    before = cue.tokens[0] - 1
    if before <= first or tokens[before].text != "," or quotations.at(tokens[before - 1].start):
        return None
    if any(tokens[k].pos not in _NAME for k in behind):
        return None
    is_clause = any(tokens[k].tag in _FINITE for k in range(first, before))
    is_other = source is None or source.last < cue.head
    return Source(behind[0], behind[-1], behind[-1]) if is_clause and is_other else None


def said_before(parse: Parse, cue: Cue) -> list[int]:
    """Return the tokens of a sentence before its cue and the comma there."""
    first, _ = parse.sentences[parse.tokens[cue.head].sentence]
    return list(range(first, cue.tokens[0] - 1))
