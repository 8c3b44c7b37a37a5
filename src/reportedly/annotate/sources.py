"""Find the words that name who says something: the source of a cue.

A cue goes in, a `Source` comes out: the tokens of its words and their head, or None where nobody
is named ("it was reported that", "reportedly").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.annotate.channels import channel_nouns
from reportedly.annotate.cues import Cue, is_further_speech, turned_to
from reportedly.annotate.quotations import QuotationIndex
from reportedly.model import Parse

_SUBJECTS = frozenset({"nsubj", "csubj"})
_EMPTY = frozenset({"there", "it", "what", "which", "that"})
# Dependencies through which a verb without a subject of its own has the subject of its head.
_SHARED = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep"})
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|UPDATED?|BREAKING", re.IGNORECASE)
_FARTHEST = 4  # heads to climb for a subject
_QUOTES = frozenset({"quote", "cite"})
_TITLE = 40  # characters of a quotation that may be a title or nickname within a source
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})  # the tagger takes VBD for VBN at times
_DASHES = frozenset({"—", "–", "--", "-"})
# Whose object stands between the verb and its "of".
_OF_WHOM = frozenset({"accuse", "assure", "convict", "inform", "notify", "remind", "suspect"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens `first` to `last`, both included, and their syntactic head."""

    first: int
    last: int
    head: int


def find_source(parse: Parse, cue: Cue, quotations: QuotationIndex) -> Source | None:
    """Return the source of a cue."""
    if cue.kind == "verb":
        found = _of_verb(parse, cue)
        if found is not None:
            found = _outside(parse, found, quotations)
            found = _nearer(parse, cue, found, quotations) if found else None
        if found is None and not is_passive(parse, cue.head):
            found = _beside(parse, cue, quotations)
        return tidied(parse, found) if found else None
    if cue.kind == "according":
        return _object(parse, cue.tokens[-1])
    if cue.kind == "noun":
        return _of_noun(parse, cue.head)
    return None


def is_passive(parse: Parse, verb: int) -> bool:
    """Return whether a verb stands in the passive; so does "asked" in "when asked whether"."""
    deps = {parse.tokens[c].dep for c in parse.children[verb]}
    token = parse.tokens[verb]
    is_short = token.tag == "VBN" and token.dep == "advcl" and not deps & {"nsubj", "aux"}
    return is_short or _is_headline_s(parse, verb) or bool(deps & {"nsubjpass", "auxpass"})


def _is_headline_s(parse: Parse, verb: int) -> bool:
    """Return whether a verb is a passive without its "is": "Firm accused of theft"."""
    token = parse.tokens[verb]
    if token.lemma not in _OF_WHOM or token.tag not in ("VBD", "VBN"):
        return False
    deps = {parse.tokens[child].dep for child in parse.children[verb]}
    of = any(after.text.lower() == "of" for after in parse.tokens[verb + 1 : verb + 2])
    return of and not deps & {"aux", "auxpass", "dobj", "dative", "agent"}


def _outside(parse: Parse, source: Source, quotations: QuotationIndex) -> Source | None:
    """Cut a source at the quotation that it runs into; None where its head is quoted."""
    if quotations.at(parse.tokens[source.head].start) is not None:
        return None
    first, last = source.first, source.last
    for index in range(source.first, source.last + 1):
        quotation = quotations.at(parse.tokens[index].start)
        if quotation is not None and quotation.outer.end - quotation.outer.start > _TITLE:
            if index < source.head:
                first = index + 1
            else:
                last = index - 1
                break
    while first < source.head and parse.tokens[first].dep == "punct":
        first += 1
    return Source(first, last, source.head)


def _nearer(parse: Parse, cue: Cue, found: Source, quotations: QuotationIndex) -> Source:
    """Return the name right before the verb where the parser chose one farther off."""
    before = cue.tokens[0] - 1
    if found.last >= before - 1 or parse.tokens[cue.head].tag not in _FINITE:
        return found
    near = _noun_before(parse, before, quotations)
    if near is None or near.first <= found.last:
        return found
    token = parse.tokens[near.head]
    is_name = token.pos == "PROPN" and token.dep not in {"pobj", "npadvmod", "compound"}
    return near if is_name and not token.lemma.endswith("day") else found


def _beside(parse: Parse, cue: Cue, quotations: QuotationIndex) -> Source | None:
    """Return the noun phrase before the verb, or behind it after a quotation.

    For sentences whose subject the parser missed: long quotations confuse it.
    """
    verb = parse.tokens[cue.head]
    if verb.tag not in _FINITE or (verb.tag == "VBN" and verb.dep in {"acl", "advcl"}):
        return None
    return _noun_before(parse, cue.tokens[0] - 1, quotations) or (
        _noun_behind(parse, cue.tokens[-1] + 1, quotations)
        if _follows_quotation(parse, cue.tokens[0], quotations)
        else None
    )


def _noun_before(parse: Parse, index: int, quotations: QuotationIndex) -> Source | None:
    tokens = parse.tokens
    first, _ = parse.sentences[tokens[index + 1].sentence]
    last = index
    while index > first and _is_aside(parse, index):
        index -= 1
    if index < first or tokens[index].pos not in _NOMINAL or quotations.at(tokens[index].start):
        return None
    here = index
    while (
        here - 1 >= first
        and tokens[here - 1].pos in _BEFORE_NOUN
        and quotations.at(tokens[here - 1].start) is None
    ):
        here -= 1
    return Source(here, last if tokens[last].text in {",", ")"} else index, index)


def _is_aside(parse: Parse, index: int) -> bool:
    """Step over the comma, age or bracket between a name and its verb."""
    token = parse.tokens[index]
    return token.dep == "punct" or token.pos == "NUM" or parse.tokens[token.head].text == "("


def _noun_behind(parse: Parse, index: int, quotations: QuotationIndex) -> Source | None:
    tokens = parse.tokens
    if index >= len(tokens) or tokens[index].pos not in _BEFORE_NOUN | _NOMINAL:
        return None
    sentence = tokens[index].sentence
    last = index
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].sentence == sentence
        and tokens[last + 1].pos in _BEFORE_NOUN | _NOMINAL
        and quotations.at(tokens[last + 1].start) is None
    ):
        last += 1
    return Source(index, last, last) if tokens[last].pos in _NOMINAL else None


def _follows_quotation(parse: Parse, index: int, quotations: QuotationIndex) -> bool:
    before = index - 1
    while before >= 0 and parse.tokens[before].dep == "punct":
        if quotations.at(parse.tokens[before].start) is not None:
            return True
        before -= 1
    return before >= 0 and quotations.at(parse.tokens[before].start) is not None


def tidied(parse: Parse, source: Source) -> Source:
    """Cut what stands around a source's words but tells not who: dateline, clause, time."""
    last = _end_of_words(parse, source)
    return Source(_start_of_words(parse, source), max(last, source.head), source.head)


def _start_of_words(parse: Parse, source: Source) -> int:
    """Leave out a dateline, ending in a dash, and "but"."""
    tokens = parse.tokens
    first = source.first
    for index in range(source.first, source.head):
        if tokens[index].text in _DASHES and tokens[index].end < tokens[index + 1].start:
            first = index + 1
    while first < source.head and (
        tokens[first].pos in {"CCONJ", "PUNCT", "SPACE"} or _CLOCK.fullmatch(tokens[first].text)
    ):
        first += 1  # "14:02 Police said" in a live blog
    return first


def _end_of_words(parse: Parse, source: Source) -> int:
    """Leave out a relative clause and "on Friday"; take in the bracket that closes."""
    tokens = parse.tokens
    last = source.last
    for index in range(source.head + 1, source.last + 1):
        token = tokens[index]
        is_relative = token.tag in {"WP", "WDT", "WP$", "WRB"} and tokens[index - 1].text == ","
        is_own = token.dep == "prep" and token.head == source.head
        if is_relative or (is_own and index < source.last and _is_frame(parse, index)):
            last = index - 2 if is_relative else index - 1
            break
    words = [token.text for token in tokens[source.first : last + 1]]
    if "(" in words and ")" not in words:
        near = range(last + 1, min(last + 6, len(tokens)))
        return next((index for index in near if tokens[index].text == ")"), last)
    return last


def _is_frame(parse: Parse, preposition: int) -> bool:
    """Tell "on Friday", "in 2018" and "in a statement": when and how, not who."""
    if parse.tokens[preposition].lemma not in {"on", "in", "at"}:
        return False
    for child in parse.children[preposition]:
        token = parse.tokens[child]
        if token.dep == "pobj":
            is_time = token.lemma.endswith("day") or token.text.isdigit()
            return is_time or token.lemma in channel_nouns()
    return False


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
            return phrase_of(parse, child, verb)
    return None


def _antecedent(parse: Parse, verb: int, pronoun: int) -> Source | None:
    """Keep "who" as the words of the source; "which" and "that" may stand for a body."""
    if parse.tokens[verb].dep == "relcl":
        return Source(pronoun, pronoun, pronoun)
    return None


def _participle(parse: Parse, verb: int) -> Source | None:
    """Read "officials saying that", "the commander bragging that"."""
    token = parse.tokens[verb]
    if token.dep == "acl" and token.tag == "VBG" and not _is_apart(parse, verb):
        head = token.head
        below = [k for k in parse.subtree(head) if k < verb]
        if below:
            return Source(_run_start(below, head), head, head)
    return None


def _is_apart(parse: Parse, verb: int) -> bool:
    """Tell "gave a talk, saying" from "officials saying"."""
    return verb > 0 and parse.tokens[verb - 1].text == ","


def _shared(parse: Parse, verb: int) -> Source | None:
    turned = turned_to(parse, verb)
    if turned is not None:
        return _subject(parse, turned)
    here = verb
    if is_further_speech(parse, verb):
        here = parse.tokens[verb].head  # the clause said before it; its head is the first cue
    for _ in range(_FARTHEST):
        token = parse.tokens[here]
        is_shared = token.dep in _SHARED or (token.dep == "acl" and _is_apart(parse, here))
        is_noun = here != verb and token.pos in {"NOUN", "PROPN"}
        if not (is_shared or is_noun) or token.head == here:
            return None
        is_open = parse.tokens[verb].tag in {"VBG", "VB", "VBN"} or is_further_speech(parse, verb)
        if token.dep in {"advcl", "ccomp"} and not is_open:
            return None
        here = token.head
        if is_passive(parse, here):
            return _passive_subject(parse, here)
        if parse.tokens[here].lemma in _QUOTES and _is_as(parse, verb):
            return _quoted_one(parse, here)
        found = _subject(parse, here) or _participle(parse, here)
        if found and _is_reduced(parse, here, verb):
            return Source(found.first, verb - 1, found.head)
        if found:
            return found
    return None


def _is_as(parse: Parse, verb: int) -> bool:
    """Tell "quoted her as saying"."""
    return parse.tokens[parse.tokens[verb].head].text.lower() == "as"


def _quoted_one(parse: Parse, verb: int) -> Source | None:
    """Return whom an outlet quotes: "NPA quoted the mayor as saying"."""
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "dobj" and child > verb:
            return phrase_of(parse, child, verb)
    return None


def _is_reduced(parse: Parse, head: int, verb: int) -> bool:
    """Tell "officials briefed on it said", where the parser took "briefed" for the main verb."""
    if parse.tokens[verb].dep != "conj" or parse.tokens[verb].head != head or head > verb:
        return False
    joins = {"cc", "punct"}
    return not any(
        parse.tokens[c].dep in joins and head < c < verb
        for c in (*parse.children[head], *parse.children[verb])
    )


def _passive_subject(parse: Parse, verb: int) -> Source | None:
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "nsubjpass":
            return phrase_of(parse, child, verb)
    return None


def _object(parse: Parse, preposition: int) -> Source | None:
    """Return the object of "to" or "by", with appositions that the parser hung beside it."""
    objects = [c for c in parse.children[preposition] if parse.tokens[c].dep in {"pobj", "pcomp"}]
    if not objects:
        return None
    head = objects[0]
    below = parse.subtree(head)
    last = _run_end(below, head)
    for other in objects[1:]:
        # "the Institute, a think tank": the parser hangs some appositions beside their noun.
        start = parse.subtree(other)[0]
        if start == last + 2 and parse.tokens[start].text.lower() in {"a", "an", "the"}:
            last = _run_end(parse.subtree(other), other)
    while last > head and parse.tokens[last].dep == "punct" and parse.tokens[last].text != ")":
        last -= 1
    return tidied(parse, Source(_run_start(below, head), last, head))


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


def phrase_of(parse: Parse, head: int, verb: int) -> Source:
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
