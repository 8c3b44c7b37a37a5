"""Find what a report says in its own voice: the clauses that no attribution covers.

A sentence, its parse and the spans that attributions cover go in, stretches of text come out:

    "The depot, which opened in May, is safe, the mayor said on Tuesday."
         -------------------------

A frame (", the mayor said on Tuesday") holds no clause of the outlet's own and yields nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.acts import is_denial
from reportedly.annotate.predicates import (
    SUBJECTS,
    is_finite,
    is_participle,
    shared_subject,
    subject_of,
)
from reportedly.model import Parse, Pieces, Report, Sentence, Span
from reportedly.text import word_list

# "• ", "* ", "(ANP) ", "OSTBY, Ostland, May 3 (ANP) - ": what stands before a report's first words.
_LEAD = re.compile(
    r"(?:[•·▪●*]\s*"
    r"|\(?[A-Z]{2,8}\)\s+(?:[—–-]+\s+)?"
    r"|[A-Z][A-Z.'’ -]{1,30}(?:,[^—–()\n]{1,40})?(?:\([^()\n]{1,30}\))?\s*(?:[—–]|--?)\s+)"
)
_ASKED = frozenset(
    {"ask", "question", "press", "speak", "talk", "address", "reply", "respond", "authorize"}
)
_EDGE_START = frozenset({"PUNCT", "CCONJ", "SCONJ", "SPACE"})
_EDGE_END = frozenset({"PUNCT", "CCONJ", "SCONJ", "ADP", "DET", "SPACE", "PART"})
_EDGE_END_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_NEEDED = frozenset({"dobj", "attr", "acomp", "oprd", "ccomp", "xcomp"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_TITLES = frozenset({"headline", "standfirst"})
_OF_CONTENT = frozenset({"that", "so", "because", "if", "whether", "unless", "lest"})
_CONTRAST = frozenset({"but", "though", "although", "while", "whereas", "however"})


@dataclass(frozen=True, slots=True)
class Covered:
    """What of a report is somebody's words, or tells whose; each ordered and separate.

    Attributes:
        all: Sources, cues, contents, and when and through what they were said.
        told: Contents alone.
        quoted: What stands between quotation marks.
    """

    all: Sequence[Span]
    told: Sequence[Span]
    quoted: Sequence[Span]


def is_in(spans: Sequence[Span], start: int, end: int) -> bool:
    """Return whether one of the ordered, separate `spans` covers `start` to `end`."""
    index = bisect_right(spans, start, key=lambda span: span.start) - 1
    return index >= 0 and end <= spans[index].end


def merged(spans: Sequence[Span]) -> list[Span]:
    """Return the union of `spans` as ordered, separate spans.

    >>> merged([Span(3, 6), Span(0, 4), Span(8, 9)])
    [Span(start=0, end=6), Span(start=8, end=9)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def own_clauses(
    report: Report,
    sentence: Sentence,
    tokens: range,
    parse: Parse,
    known: Covered,
) -> Iterator[Pieces]:
    """Yield the clauses of one sentence that are the outlet's own; `tokens` are its in `parse`."""
    if sentence.span.of(report.text).rstrip("”\"' ’)").endswith("?"):
        return  # a question asserts nothing
    free = [
        i for i in tokens if not _touches(known.all, parse.tokens[i].start, parse.tokens[i].end)
    ]
    words = [i for i in free if parse.tokens[i].pos in _CONTENT]
    inside = [i for i in words if is_in(known.quoted, parse.tokens[i].start, parse.tokens[i].end)]
    # Mostly quotation, and nobody credited: somebody's words, not the outlet's.
    if not words or 2 * len(inside) > len(words):
        return
    if len(free) == len(tokens):
        if _is_statement(parse, tokens, sentence):
            yield (_without_lead(report.text, sentence.span),)
        return
    yield from _remaining(report.text, parse, free, known)


def _without_lead(text: str, span: Span) -> Span:
    """Return a sentence without a bullet or the place and agency that it opens with."""
    match = _LEAD.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    index = bisect_right(spans, end - 1, key=lambda span: span.start) - 1
    return index >= 0 and start < spans[index].end


def _is_statement(parse: Parse, tokens: range, sentence: Sentence) -> bool:
    if sentence.block in _TITLES:
        found = [parse.tokens[i] for i in tokens]
        return len(found) >= 4 and any(t.pos in ("VERB", "AUX", "NUM") for t in found)
    root = next((i for i in tokens if parse.tokens[i].head == i), None)
    if root is not None and parse.tokens[root].tag == "VB" and not _governs_tense(parse, root):
        return False  # an order: "Give what you can."
    return any(_heads_clause(parse, i) and shared_subject(parse, i) is not None for i in tokens)


def _governs_tense(parse: Parse, index: int) -> bool:
    return is_finite(parse, index) or subject_of(parse, index) is not None


def _heads_clause(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    verb = token.pos in ("VERB", "AUX") or is_participle(parse, index)
    verb = verb and token.dep not in ("aux", "auxpass")
    return verb and is_finite(parse, index)


def _remaining(text: str, parse: Parse, free: Sequence[int], known: Covered) -> Iterator[Pieces]:
    left = set(_without_tails(text, parse, free, known.all))
    for verb in _topmost(parse, [i for i in free if i in left and _heads_clause(parse, i)]):
        if _is_occasion(parse, verb, left) or _is_told(parse, verb, left, known.told):
            continue
        subject = shared_subject(parse, verb)
        if subject is None:
            continue
        if any(
            parse.tokens[child].dep in _NEEDED and child not in left
            for child in parse.children[verb]
        ):
            continue  # what it acts on is somebody's words: "the king issued (a call for calm)"
        clause = _clause(parse, verb, left)
        extra = _missing_subject(parse, verb, subject, left)
        if any(is_in(known.quoted, parse.tokens[i].start, parse.tokens[i].end) for i in extra):
            continue
        pieces = _pieces(parse, sorted({*clause, *extra}))
        if pieces:
            pieces = (_without_lead(text, pieces[0]), *pieces[1:])
        if _says_something(parse, pieces):
            yield pieces


def _clause(parse: Parse, verb: int, left: set[int]) -> list[int]:
    """Return the words of `left` below a verb, not those that tell about attributed words."""
    found, waiting = [], [verb]
    while waiting:
        here = waiting.pop()
        if here in left:
            found.append(here)
        for child in parse.children[here]:
            strange = here not in left and parse.tokens[child].dep in ("relcl", "acl", "appos")
            if not strange:
                waiting.append(child)
    return sorted(found)


def _without_tails(
    text: str, parse: Parse, free: Sequence[int], covered: Sequence[Span]
) -> list[int]:
    """Return `free` without runs that go straight on from attributed words.

    "(He called) on his cabinet": with no mark or conjunction between, it is the same clause.
    """
    kept: list[int] = []
    last, tail = -2, False
    for index in free:
        if index != last + 1:
            start = parse.tokens[index].start
            before = bisect_right(covered, start, key=lambda span: span.start) - 1
            joined = before >= 0 and not text[covered[before].end : start].strip()
            tail = joined and parse.tokens[index].pos not in ("PUNCT", "CCONJ", "SCONJ")
        elif parse.tokens[index].pos in ("PUNCT", "CCONJ"):
            tail = False
        if not tail:
            kept.append(index)
        last = index
    return kept


def _is_told(parse: Parse, verb: int, left: set[int], told: Sequence[Span]) -> bool:
    """Return whether a clause hangs on attributed words: "(he would do it) so that they agreed".

    A contrast is the outlet's again, whatever the parser hangs it on.
    """
    head = parse.tokens[parse.tokens[verb].head]
    marks = {parse.tokens[i].lemma for i in parse.children[verb] if parse.tokens[i].dep == "mark"}
    if marks & _OF_CONTENT and parse.tokens[verb].head not in left:
        return True
    if not is_in(told, head.start, head.end):
        return False
    first = parse.subtree(verb)[0]
    joining = {parse.tokens[i].lemma for i in range(max(first - 2, 0), first + 2)}
    return parse.tokens[verb].dep == "relcl" or not joining & _CONTRAST


def _topmost(parse: Parse, verbs: Sequence[int]) -> list[int]:
    """Return the verbs that no other of them stands above."""
    chosen = set(verbs)
    found = []
    for verb in verbs:
        here, above = verb, parse.tokens[verb].head
        while above != here and above not in chosen:
            here, above = above, parse.tokens[above].head
        if above == here:
            found.append(verb)
    return found


def _is_occasion(parse: Parse, verb: int, left: set[int]) -> bool:
    """Return whether a clause only tells how somebody came to speak: "when she was asked"."""
    token = parse.tokens[verb]
    if token.dep == "relcl" and token.lemma in _speech_verbs() and not is_denial(token.lemma):
        return True  # "the 40 million that it estimated"
    return token.lemma in _ASKED and token.dep in ("advcl", "relcl") and token.head not in left


@cache
def _speech_verbs() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in word_list("verb_classes"))


def _missing_subject(parse: Parse, verb: int, subject: int, left: set[int]) -> list[int]:
    """Return the words that a clause needs to be understood and does not hold itself.

    That is the subject it shares with the verb of speech ("the mayor denied it and was not
    there") or what a relative clause tells about ("the depot, which opened in May").
    """
    if parse.tokens[verb].dep == "relcl":
        subject = parse.tokens[verb].head
    elif subject in left:
        return []
    return _noun_words(parse, subject)


def _noun_words(parse: Parse, head: int) -> list[int]:
    found, waiting = [], [head]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting.extend(
            child
            for child in parse.children[here]
            if parse.tokens[child].dep
            in ("det", "amod", "compound", "poss", "nummod", "case", "nmod", "quantmod")
        )
    return sorted(found)


def _pieces(parse: Parse, tokens: Sequence[int]) -> Pieces:
    runs: list[list[int]] = []
    for index in tokens:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    found = []
    for run in runs:
        while run and parse.tokens[run[0]].pos in _EDGE_START and not _is_relative(parse, run[0]):
            run.pop(0)
        while run and _is_loose_end(parse, run[-1]):
            run.pop()
        if any(parse.tokens[i].pos in _CONTENT or parse.tokens[i].dep in SUBJECTS for i in run):
            found.append(parse.span(run[0], run[-1]))
    return tuple(found)


def _is_loose_end(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.pos in _EDGE_END or token.tag in _EDGE_END_TAGS


def _is_relative(parse: Parse, index: int) -> bool:
    """Return whether a word opens a relative clause: "the hall where they slept"."""
    head = parse.tokens[parse.tokens[index].head]
    return parse.tokens[index].tag in ("WDT", "WP", "WP$", "WRB") and head.dep == "relcl"


def _says_something(parse: Parse, pieces: Pieces) -> bool:
    tokens = [i for piece in pieces for i in parse.inside(piece)]
    words = [i for i in tokens if parse.tokens[i].pos in _CONTENT]
    return len(words) >= 2 and len(tokens) >= 3 and any(_heads_clause(parse, i) for i in tokens)
