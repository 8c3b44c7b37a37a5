"""Find what a number counts: the noun after it, or the subject whose number it gives.

"captured more than 100 Russian servicemen"   Russian servicemen, head "serviceman"
"the number of missing sailors rose to 12"    missing sailors, head "sailor"
"at least 40 were killed"                     killed
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reportedly.annotate.time_words import MONTHS, WEEKDAYS
from reportedly.model import Parse, Span

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "POS", "HYPH", "AFX"})
ADVERBS = frozenset({"RB", "RBS", "RBR"})
DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
QUOTES = frozenset("“”\"'‘’«»")
MOST_WORDS = 12

# What has happened to the people counted, where no noun says who they are.
STATES = frozenset(
    {"dead", "killed", "wounded", "injured", "missing", "hurt", "arrested", "detained", "captured"}
)
BEFORE_STATE = frozenset({"were", "was", "are", "is", "have", "has", "been", "being", "people"})
# Irregular plurals that the tagger's lemmatiser leaves as they are.
LEMMAS = {"servicemen": "serviceman", "servicewomen": "servicewoman", "troops": "troop"}
# "last year" after a noun is no part of it.
STOP = frozenset({"last", "this", "next", "today", "yesterday", "overnight", "alone", "so", "as"})


CALENDAR = frozenset({*MONTHS, *WEEKDAYS})


@dataclass(frozen=True, slots=True)
class Counted:
    """The words that say what is counted, and the lemma of their head."""

    span: Span
    head: str


def counted_after(parse: Parse, offset: int, end: int) -> Counted | None:
    """Return the noun phrase that begins right after `offset`, before `end`."""
    tokens = parse.tokens
    index = bisect_left(tokens, offset, key=lambda token: token.start)
    if index < len(tokens) and tokens[index].text in QUOTES:
        index += 1
    of = index < len(tokens) and tokens[index].lemma == "of"
    if of:
        index += 1
        while index < len(tokens) and tokens[index].tag in (*DETERMINERS, "CD"):
            index += 1
    state = _state(parse, index, end)
    return _noun_phrase(parse, index, end) or state


def is_stuff(parse: Parse, index: int) -> bool:
    """Tell "tonnes of grain", "metres of snow" from "miles of the border" and "miles of Orrest"."""
    tags = [token.tag for token in parse.tokens[index : index + 3]]
    return bool(tags) and tags[0] in ("NN", "NNS", "JJ", "VBN") and not tags[0].startswith("NNP")


def _noun_phrase(parse: Parse, index: int, end: int) -> Counted | None:
    tokens, first, head, last = parse.tokens, index, -1, -1
    joined = False
    while index < len(tokens) and tokens[index].end <= end and index - first < MOST_WORDS:
        token = tokens[index]
        if token.tag in NOUNS:
            named = head >= 0 and tokens[head].tag == "NNP" and token.tag in ("NN", "NNS")
            if head < 0 or named or not (joined or tokens[head].tag in PLURALS):
                head = index  # "Poel and Tarn buses": the names say which buses
            last = index
        elif last >= 0 and _goes_on(parse, index, last):
            joined = joined or token.tag in ("CC", ",")
        elif last >= 0 or not _modifies(parse, index, first):
            break
        if last >= 0 and tokens[last].tag in PLURALS and not _goes_on(parse, index + 1, last):
            break
        index += 1
    if head < 0:
        return None
    return Counted(parse.span(first, last), _lemma(parse, head))


def _modifies(parse: Parse, index: int, first: int) -> bool:
    token = parse.tokens[index]
    if token.text.lower() in STOP:
        return False
    if token.tag in ADVERBS:
        after = parse.tokens[index + 1 : index + 2]
        return bool(after) and after[0].tag in ("JJ", "VBN", "VBG")
    return token.tag in MODIFIERS or (index > first and token.tag in ("CC", ",", "CD"))


def _goes_on(parse: Parse, index: int, last: int) -> bool:
    """Return whether the phrase goes on at `index`: "towns and villages", "aid workers"."""
    tokens = parse.tokens
    if index >= len(tokens):
        return False
    token = tokens[index]
    if token.text.lower() in STOP:
        return False
    if token.tag == "CD":
        return tokens[index - 1].tag == "POS"  # "the depot's nine tanks"
    if token.tag in ("POS", "HYPH") or tokens[index - 1].tag == "HYPH":
        return True  # "coal-fired power plants"
    if token.lemma in ("and", "or") and index == last + 1:
        return _joins_plural(parse, index, last)
    if index > last + 1 and tokens[last + 1].lemma in ("and", "or"):
        return token.tag in MODIFIERS or token.tag in NOUNS
    return tokens[last].tag not in PLURALS and token.tag in NOUNS


def _joins_plural(parse: Parse, index: int, last: int) -> bool:
    """Return whether another noun of the same number follows the conjunction at `index`."""
    tokens = parse.tokens
    for token in tokens[index + 1 : index + 4]:
        if token.tag in NOUNS:
            return token.tag == tokens[last].tag or tokens[last].tag not in PLURALS
        if token.tag not in MODIFIERS:
            return False
    return False


def _state(parse: Parse, index: int, end: int) -> Counted | None:
    for token in parse.tokens[index : index + 4]:
        word = token.text.lower()
        if token.end > end:
            return None
        if word in STATES:
            return Counted(Span(token.start, token.end), word)
        if word not in BEFORE_STATE:
            return None
    return None


def _lemma(parse: Parse, index: int) -> str:
    token = parse.tokens[index]
    word = token.text.lower()
    if token.tag == "NNPS" and word.endswith("s"):
        return word[:-1]  # "Americans": the lemmatiser keeps names as they are
    return LEMMAS.get(word) or token.lemma.lower()


def counted_in_subject(parse: Parse, offset: int) -> Counted | None:
    """Return what "the number of ..." or "the toll" says that the number at `offset` counts."""
    tokens = parse.tokens
    index = bisect_left(tokens, offset, key=lambda token: token.start)
    if index >= len(tokens):
        return None
    here = index
    for _ in range(4):
        if tokens[here].pos in ("VERB", "AUX"):
            break
        here = tokens[here].head
    for child in parse.children[here]:
        if tokens[child].dep in ("nsubj", "nsubjpass"):
            return _of_subject(parse, child)
    return None


def _of_subject(parse: Parse, subject: int) -> Counted | None:
    tokens = parse.tokens
    if tokens[subject].lemma == "toll":
        first = min([subject, *(c for c in parse.children[subject] if tokens[c].dep == "compound")])
        return Counted(parse.span(first, subject), "dead")
    if tokens[subject].lemma != "number":
        return None
    for of in parse.children[subject]:
        if tokens[of].lemma == "of" and of + 1 < len(tokens):
            after = of + 2 if tokens[of + 1].tag in DETERMINERS else of + 1
            return _noun_phrase(parse, after, tokens[-1].end) or _state(
                parse, after, tokens[-1].end
            )
    return None


def is_name(parse: Parse, counted: Counted | None, number: Span) -> bool:
    """Return whether the number is part of a name: "the 737 Max", "the Corolla 11 cameras"."""
    whole = parse.tokens[parse.inside(number).start].text if parse.inside(number) else ""
    # "2.5 F" is measured in something that the tables don't know; names have whole numbers.
    named = whole[:1].isdigit() and "." not in whole
    if named and counted is not None and counted.span.start >= number.end:
        tags = {parse.tokens[index].tag for index in parse.inside(counted.span)}
        if tags <= {"NNP", "NNPS", "HYPH", "POS"} and "NNPS" not in tags:
            return True
    return _follows_name(parse, counted, number)


def _follows_name(parse: Parse, counted: Counted | None, number: Span) -> bool:
    tokens = parse.tokens
    index = bisect_right(tokens, number.start, key=lambda token: token.start) - 1
    if index <= 0 or not tokens[index].text.lstrip("-–")[:1].isdigit():
        return False
    before = tokens[index - 1]
    if before.tag not in ("NNP", "NNPS") or before.sentence != tokens[index].sentence:
        return False
    if before.text.lower().rstrip(".") in CALENDAR:
        return False
    # "In Minnesota 460 vehicles were stolen": a place, then a count.
    return counted is None or index < 2 or tokens[index - 2].tag not in ("IN", "TO")
