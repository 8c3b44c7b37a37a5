"""Read the predicates of a stretch of text: what is said to happen, to whom, negated or not.

Tokens of a parse go in, `Predicate` rows and content words come out:

    "No oil has crossed the border."  ->  cross (negated), subject: oil, object: border
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.model import Parse, Pieces, Predicate
from reportedly.text import listed, plain

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "attr", "acomp", "oprd", "dative"})
_NOUN_OBJECTS = ("prep", "amod", "poss", "compound")
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "appos", "conj", "parataxis"})
_NEGATIVE = frozenset({"never", "neither", "nowhere", "nobody", "none", "nothing", "hardly", "nor"})
_NOT_ONLY = frozenset({"only", "just", "merely", "simply", "necessarily"})
_FAILING = frozenset({"fail", "refuse", "decline", "unable", "forget", "cease", "refrain", "avoid"})
_CONTENT_TAGS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_EMPTY = listed("empty_words")
_CHAIN = 12  # how far a chain of coordinated or embedded verbs is followed; real ones end sooner


def tokens_in(parse: Parse, pieces: Pieces) -> list[int]:
    """Return the indexes of the tokens that lie in the pieces of a span."""
    return sorted({index for piece in pieces for index in parse.inside(piece)})


def main_predicates(parse: Parse, tokens: Sequence[int]) -> list[int]:
    """Return the head of each sentence, or part of one, in `tokens`; verbs where there are any.

    Of clauses that merely follow each other ("it has not moved, it is sinking") the first is
    taken, whichever of them the parser hung the other on.
    """
    inside = set(tokens)
    heads = [
        index
        for index in tokens
        if (parse.tokens[index].head not in inside or parse.tokens[index].head == index)
        and parse.tokens[index].pos not in ("PUNCT", "SPACE", "CCONJ")
    ]
    by_sentence: dict[int, list[int]] = {}
    for index in heads:
        by_sentence.setdefault(parse.tokens[index].sentence, []).append(index)
    return [_first_clause(parse, _best(parse, group), inside) for group in by_sentence.values()]


def _best(parse: Parse, heads: list[int]) -> int:
    verbs = [index for index in heads if parse.tokens[index].pos in ("VERB", "AUX")]
    finite = [index for index in verbs if is_finite(parse, index)]
    nouns = [index for index in heads if parse.tokens[index].pos in ("NOUN", "PROPN", "ADJ")]
    return (finite or verbs or nouns or heads)[0]


def _first_clause(parse: Parse, index: int, inside: set[int]) -> int:
    for child in parse.children[index]:
        if child >= index:
            break
        if child in inside and parse.tokens[child].dep in ("ccomp", "parataxis"):
            marked = any(parse.tokens[c].dep == "mark" for c in parse.children[child])
            if subject_of(parse, child) is not None and not marked:
                return child
    return index


def is_finite(parse: Parse, index: int) -> bool:
    """Return whether a verb carries tense, by itself or through an auxiliary."""
    if parse.tokens[index].tag in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(
        parse.tokens[child].dep in ("aux", "auxpass")
        and parse.tokens[child].tag in ("VBD", "VBP", "VBZ", "MD")
        for child in parse.children[index]
    )


def subject_of(parse: Parse, index: int) -> int | None:
    """Return the head of a verb's own subject; an expletive only where there is nothing else."""
    found = [child for child in parse.children[index] if parse.tokens[child].dep in SUBJECTS]
    real = [child for child in found if parse.tokens[child].dep != "expl"]
    return next(iter(real or found), None)


def shared_subject(parse: Parse, index: int) -> int | None:
    """Return the head of a verb's subject, its own or that of the verb it is joined to."""
    for _ in range(_CHAIN):
        own = subject_of(parse, index)
        if own is not None:
            return own
        if parse.tokens[index].dep not in ("conj", "xcomp"):
            return None
        index = parse.tokens[index].head
    return None


def is_negated(parse: Parse, index: int) -> bool:
    """Return whether a verb, adjective or noun is negated where it stands."""
    for _ in range(_CHAIN):
        if _negated_itself(parse, index):
            return True
        token = parse.tokens[index]
        if token.dep == "xcomp" and parse.tokens[token.head].lemma in _FAILING:
            return True
        joined = token.dep in ("conj", "dep") and token.pos in ("VERB", "NOUN", "ADJ")
        if not joined or _stands_alone(parse, index) or token.head == index:
            return False
        index = token.head
    return False


def _negated_itself(parse: Parse, index: int) -> bool:
    for child in parse.children[index]:
        token = parse.tokens[child]
        negates = token.dep == "neg" or token.lemma in _NEGATIVE or token.text.lower() == "no"
        if negates and not _is_not_only(parse, child):
            return True
        if token.dep in SUBJECTS | _OBJECTS and _has_no(parse, child):
            return True
    return False


def _is_not_only(parse: Parse, negation: int) -> bool:
    """Return whether a negation is that of "not just", which affirms what it stands before."""
    following = parse.tokens[negation + 1 : negation + 2]
    return bool(following) and following[0].text.lower() in _NOT_ONLY


def _has_no(parse: Parse, index: int) -> bool:
    return any(
        parse.tokens[child].text.lower() in ("no", "neither")
        or (parse.tokens[child].dep == "neg" and child < index and not _is_not_only(parse, child))
        for child in parse.children[index]
    )


def _stands_alone(parse: Parse, index: int) -> bool:
    return any(
        parse.tokens[child].dep in SUBJECTS | {"aux", "auxpass"} for child in parse.children[index]
    )


def predicates_in(parse: Parse, tokens: Sequence[int]) -> tuple[Predicate, ...]:
    """Return the predicates among `tokens`, in text order."""
    inside = set(tokens)
    return tuple(
        _predicate(parse, index, inside) for index in tokens if _is_predicate(parse, index)
    )


def _is_predicate(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    if token.pos == "VERB":
        return not (token.dep == "amod" and token.tag == "VBG")  # "neighbouring", "remaining"
    if token.pos == "AUX":
        return token.dep not in ("aux", "auxpass")
    if token.pos == "ADJ":
        return token.dep in ("acomp", "oprd") or is_participle(parse, index)
    return token.pos == "NOUN" and token.lemma in listed("event_nouns")


def is_participle(parse: Parse, index: int) -> bool:
    """Return whether the tagger took a verb for an adjective: "have so far advanced a mile"."""
    has = any(
        parse.tokens[child].dep == "aux" and parse.tokens[child].lemma == "have"
        for child in parse.children[index]
    )
    return has and parse.tokens[index].text.endswith("ed")


def _verb_of(participle: str) -> str:
    """Return the verb of a regular participle, by the nouns of action that are spelt like it."""
    return next(
        (form for form in (participle[:-1], participle[:-2]) if form in listed("event_nouns")),
        participle[:-2],
    )


def _predicate(parse: Parse, index: int, inside: set[int]) -> Predicate:
    token = parse.tokens[index]
    if token.pos == "NOUN":
        subject: list[int] = []
        objects = _dependents(parse, index, _NOUN_OBJECTS)
        negated = _has_no(parse, index)
    else:
        subject, objects = _participants(parse, index)
        negated = is_negated(parse, index)
    return Predicate(
        lemma=_lemma(parse, index),
        span=parse.span(index, index),
        negated=negated or _object_of_negation(parse, index),
        subject=_words_below(parse, subject),
        object=_words_below(parse, [child for child in objects if child in inside], inside),
    )


def _object_of_negation(parse: Parse, index: int) -> bool:
    """Return whether "made no advance", "is not a threat" negates the object at `index`."""
    token = parse.tokens[index]
    return token.dep in ("dobj", "attr", "acomp") and is_negated(parse, token.head)


def _lemma(parse: Parse, index: int) -> str:
    particles = [
        parse.tokens[child].lemma
        for child in parse.children[index]
        if parse.tokens[child].dep == "prt"
    ]
    token = parse.tokens[index]
    if not token.lemma[:1].isalpha() and token.pos == "AUX":
        return "be"  # the curly "’s" has no lemma of its own
    if token.pos == "ADJ" and is_participle(parse, index):
        return _verb_of(token.text.lower())
    return " ".join([token.lemma, *particles])


def _participants(parse: Parse, index: int) -> tuple[list[int], list[int]]:
    subject: list[int] = []
    objects = _dependents(parse, index, (*_OBJECTS, "prep"))
    objects += [c for c in parse.children[index] if parse.tokens[c].dep in ("xcomp", "ccomp")]
    own = shared_subject(parse, index)
    relative = own is None or parse.tokens[own].tag in ("WDT", "WP")
    if relative and parse.tokens[index].dep in ("relcl", "acl"):
        own = parse.tokens[index].head  # "the depot, which burned": who or which is the depot
    if own is not None:
        passive = any(
            parse.tokens[c].dep in ("auxpass", "nsubjpass") for c in parse.children[index]
        )
        (objects if passive else subject).append(own)
    for child in parse.children[index]:
        if parse.tokens[child].dep == "agent":
            subject.extend(parse.children[child])
    return subject, objects


def _dependents(parse: Parse, index: int, deps: Sequence[str]) -> list[int]:
    return [child for child in parse.children[index] if parse.tokens[child].dep in deps]


def _words_below(
    parse: Parse, heads: Iterable[int], inside: set[int] | None = None
) -> tuple[str, ...]:
    """Return the content words under `heads`, not those of clauses that hang below."""
    found: set[int] = set()
    waiting = list(heads)
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        if parse.tokens[here].dep in ("xcomp", "ccomp"):
            continue  # its own predicate tells the rest
        waiting.extend(
            child
            for child in parse.children[here]
            if parse.tokens[child].dep not in _CLAUSES and (inside is None or child in inside)
        )
    return words_in(parse, sorted(found))


def words_in(parse: Parse, tokens: Iterable[int]) -> tuple[str, ...]:
    """Return the lemmas of the content words among `tokens`, in order, without repetition."""
    found: dict[str, None] = {}
    for index in tokens:
        token = parse.tokens[index]
        if token.pos in _CONTENT_TAGS and token.lemma not in _EMPTY and token.text[:1].isalnum():
            found.setdefault(plain(token.lemma))
    return tuple(found)
