"""Find the words that name who says something: the source of a cue.

A cue goes in, a `Source` comes out: the tokens of its words and their head, or None where nobody
is named ("it was reported that", "reportedly").
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.annotate.cues import Cue
from reportedly.model import Parse

_SUBJECTS = frozenset({"nsubj", "csubj"})
_EMPTY = frozenset({"there", "it", "what", "which", "that"})
# Dependencies through which a verb without a subject of its own has the subject of its head.
_SHARED = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep"})
_FARTHEST = 4  # heads to climb for a subject


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens `first` to `last`, both included, and their syntactic head."""

    first: int
    last: int
    head: int


def find_source(parse: Parse, cue: Cue) -> Source | None:
    """Return the source of a cue."""
    if cue.kind == "verb":
        return _of_verb(parse, cue)
    if cue.kind == "according":
        return _object(parse, cue.tokens[-1])
    if cue.kind == "noun":
        return _of_noun(parse, cue.head)
    return None


def is_passive(parse: Parse, verb: int) -> bool:
    """Return whether a verb stands in the passive."""
    return any(parse.tokens[c].dep in {"nsubjpass", "auxpass"} for c in parse.children[verb])


def _of_verb(parse: Parse, cue: Cue) -> Source | None:
    if is_passive(parse, cue.head):
        for child in parse.children[cue.head]:
            if parse.tokens[child].dep == "agent":
                return _object(parse, child)
        return None
    return _subject(parse, cue.head) or _participle(parse, cue.head) or _shared(parse, cue.head)


def _subject(parse: Parse, verb: int) -> Source | None:
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if token.dep in _SUBJECTS:
            if token.text.lower() in _EMPTY and token.tag in {"EX", "WP", "WDT"}:
                return None if token.tag == "EX" else _antecedent(parse, verb, child)
            return _phrase(parse, child, verb)
    return None


def _antecedent(parse: Parse, verb: int, pronoun: int) -> Source | None:
    """Keep "who" as the words of the source; "which" and "that" may stand for a body."""
    if parse.tokens[verb].dep == "relcl":
        return Source(pronoun, pronoun, pronoun)
    return None


def _participle(parse: Parse, verb: int) -> Source | None:
    """Read "officials saying that", "the commander bragging that"."""
    token = parse.tokens[verb]
    if token.dep == "acl" and token.tag == "VBG":
        head = token.head
        below = [k for k in parse.subtree(head) if k < verb]
        if below:
            return Source(_run_start(below, head), head, head)
    return None


def _shared(parse: Parse, verb: int) -> Source | None:
    here = verb
    for _ in range(_FARTHEST):
        token = parse.tokens[here]
        if token.dep not in _SHARED or token.head == here:
            return None
        if token.dep in {"advcl", "ccomp"} and parse.tokens[verb].tag not in {"VBG", "VB", "VBN"}:
            return None
        here = token.head
        if is_passive(parse, here):
            return _passive_subject(parse, here)
        found = _subject(parse, here) or _participle(parse, here)
        if found:
            return found
    return None


def _passive_subject(parse: Parse, verb: int) -> Source | None:
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "nsubjpass":
            return _phrase(parse, child, verb)
    return None


def _object(parse: Parse, preposition: int) -> Source | None:
    """Return the object of "to" or "by", with appositions that the parser hung beside it."""
    objects = [c for c in parse.children[preposition] if parse.tokens[c].dep in {"pobj", "pcomp"}]
    if not objects:
        return None
    head = objects[0]
    below = [k for k in parse.subtree(preposition) if k > preposition]
    last = _run_end(below, head)
    while last > head and parse.tokens[last].dep == "punct":
        last -= 1
    return Source(below[0], last, head)


def _of_noun(parse: Parse, noun: int) -> Source | None:
    """Read the source of a noun: "Denmark's claim", "a claim by Denmark", "the Danish claim"."""
    for child in parse.children[noun]:
        token = parse.tokens[child]
        if token.dep == "poss":
            below = [k for k in parse.subtree(child) if parse.tokens[k].dep != "case"]
            return Source(below[0], _run_end(below, child), child)
        if token.dep == "prep" and token.lemma in {"by", "from", "of"}:
            return _object(parse, child)
    return None


def _phrase(parse: Parse, head: int, verb: int) -> Source:
    """Return the run of words around `head` below it that does not reach across the verb."""
    below = [k for k in parse.subtree(head) if (k < verb) == (head < verb)]
    last = _run_end(below, head)
    first = _run_start(below, head)
    while last > head and parse.tokens[last].dep == "punct" and parse.tokens[last].text != ",":
        last -= 1
    if last > head and parse.tokens[last].text == "," and last + 1 < verb - 3:
        last -= 1
    return Source(first, last, head)


def _run_end(below: list[int], head: int) -> int:
    last = head
    for index in below:
        if index == last + 1:
            last = index
    return last


def _run_start(below: list[int], head: int) -> int:
    first = head
    for index in reversed(below):
        if index == first - 1:
            first = index
    return first
