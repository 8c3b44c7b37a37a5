"""Read how firmly a content is put: polarity, certainty, and the words that hedge it.

The content's tokens and the cue go in, FactBank's values come out, as seen by the source:

    "The bridge may have fallen"       +  possible        may
    "The bridge has not fallen"        -  certain
    denied that "the bridge fell"      -  certain
    urged them "to close the bridge"   u  underspecified
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.acts import is_denial
from reportedly.annotate.predicates import is_negated, main_predicates
from reportedly.model import Act, Certainty, Parse, Pieces, Polarity
from reportedly.text import listed, word_list

_RANK: tuple[Certainty, ...] = ("certain", "probable", "possible", "underspecified")
_OPEN = frozenset({"whether", "if", "unless"})
_HEDGE_DEPS = frozenset({"aux", "advmod", "acomp", "oprd", "attr", "amod", "auxpass"})
_PASSIVE_ONLY = frozenset(
    {"say", "report", "claim", "allege", "rumor", "rumour", "estimate", "consider", "indicate"}
)
_NEEDS_COMPLEMENT = frozenset({"appear", "look", "seem", "suggest", "risk", "hint"})
_NEEDS_CLAUSE = frozenset({"possible", "potential", "feasible", "plausible"})  # "possible to go"
_WISHES = frozenset({"hope", "wish", "want", "pray", "demand"})  # whatever the tense of what for
_DEPTH = 8  # how far above or below a verb its hedges are looked for


@dataclass(frozen=True, slots=True)
class Modality:
    """Polarity, certainty and hedges of one content."""

    polarity: Polarity
    certainty: Certainty
    hedges: Pieces


def modality_of(
    parse: Parse, tokens: Sequence[int], act: Act, cue_lemma: str | None, *, left_open: bool
) -> Modality:
    """Return how firmly the main event of `tokens` is put, by whoever says it.

    `left_open` where the content is a question, or the source did not say it ("did not say").
    """
    mains = main_predicates(parse, tokens)
    hedges = _hedges(parse, mains, tokens)
    grades: list[Certainty] = [grade for _, grade in hedges]
    doubted = cue_lemma == "doubt" and act == "say"
    if cue_lemma and act == "say" and (doubted or cue_lemma in _mental()):
        grades.append("probable")
    certainty: Certainty = max(grades, key=_RANK.index, default="certain")
    polarity: Polarity = "+"
    if mains and (is_negated(parse, mains[0]) or _is_not_to(parse, mains[0])):
        polarity = "-"
    if act == "deny" and cue_lemma and not is_denial(cue_lemma):
        polarity = "-"  # "said it was not true that ...": it is the words that deny
    elif act == "deny" or doubted:
        # A denial of a denial ("denied that it had not ...") affirms again.
        polarity = "+" if polarity == "-" else "-"
    if left_open or _is_open(parse, mains, tokens) or _is_unreal(parse, mains, act, cue_lemma):
        polarity, certainty = "u", "underspecified"
    if act in ("decline", "silent", "unverified"):
        return Modality("u", "underspecified", ())
    return Modality(polarity, certainty, tuple(parse.span(i, i) for i, _ in hedges))


def _is_not_to(parse: Parse, main: int) -> bool:
    """Return whether "the aim is not to stay" is negated at what follows the copula."""
    return parse.tokens[main].lemma == "be" and any(
        parse.tokens[child].dep == "xcomp" and is_negated(parse, child)
        for child in parse.children[main]
    )


def _hedges(
    parse: Parse, mains: Sequence[int], tokens: Sequence[int]
) -> list[tuple[int, Certainty]]:
    """Return the hedges of the first main predicate, in text order.

    Only what governs that predicate counts: its auxiliaries and adverbs, an adjective or verb
    that takes it as complement, and those of verbs it merely introduces ("seems to be falling").
    """
    if not mains:
        return []
    inside = set(tokens)
    found: dict[int, Certainty] = {}
    for index in [mains[0], *_below(parse, mains[0], inside)]:
        for near in (index, *parse.children[index]):
            if near in inside and (grade := _grade(parse, near, index)):
                found[near] = grade
    return sorted(found.items())


def _below(parse: Parse, index: int, inside: set[int]) -> list[int]:
    """Return the verbs that `index` only introduces: chains of `to fall`, `be falling`."""
    found = []
    for _ in range(_DEPTH):
        following = [
            child
            for child in parse.children[index]
            if child in inside and parse.tokens[child].dep in ("xcomp", "oprd", "acomp")
        ]
        if not following:
            break
        index = following[0]
        found.append(index)
    return found


def _grade(parse: Parse, index: int, verb: int) -> Certainty | None:
    token = parse.tokens[index]
    grade = _levels().get(token.lemma) or _levels().get(token.text.lower())
    if grade is None:
        return None
    if token.text.lower() in ("may", "might", "could") and token.tag != "MD":
        return None
    if index != verb and token.lemma not in _NEEDS_CLAUSE:
        return grade if token.dep in _HEDGE_DEPS and token.pos != "VERB" else None
    if token.pos not in ("VERB", "ADJ", "ADV"):
        return None
    deps = {parse.tokens[child].dep for child in parse.children[index]}
    if token.lemma in _PASSIVE_ONLY and not ("auxpass" in deps and deps & {"xcomp", "ccomp"}):
        return None
    if token.lemma in _NEEDS_CLAUSE and "ccomp" not in deps:
        return None
    if token.lemma in _NEEDS_COMPLEMENT and not deps & {"xcomp", "ccomp", "oprd", "acomp"}:
        return None
    return grade


def _is_open(parse: Parse, mains: Sequence[int], tokens: Sequence[int]) -> bool:
    """Return whether the content as a whole is a "whether", not only a clause inside it."""
    if not mains or not tokens:
        return False
    first = parse.tokens[tokens[0]]
    if first.lemma == "whether":
        return True
    return any(
        parse.tokens[child].lemma in _OPEN and parse.tokens[child].dep == "mark"
        for child in parse.children[mains[0]]
    )


def _is_unreal(parse: Parse, mains: Sequence[int], act: Act, cue_lemma: str | None) -> bool:
    """Return whether the content is wanted or asked for: a bare infinitive under such a cue."""
    if act != "say" or not cue_lemma or cue_lemma not in listed("unreal_cues"):
        return False
    if not mains or cue_lemma in _WISHES:
        return True
    main = parse.tokens[mains[0]]
    if main.pos != "VERB":
        return True
    tensed = any(
        parse.tokens[child].tag in ("VBD", "VBZ", "VBP", "MD") for child in parse.children[mains[0]]
    )
    return not tensed and main.tag not in ("VBD", "VBZ", "VBP")


@cache
def _levels() -> dict[str, Certainty]:
    levels: dict[str, Certainty] = {}
    for line in word_list("hedges"):
        word, _, level = line.partition("\t")
        levels[word] = next(rank for rank in _RANK if rank == level)
    return levels


@cache
def _mental() -> frozenset[str]:
    """Return verbs of opinion: whoever believes or suspects does not assert."""
    return frozenset({"believe", "think", "suspect", "assume", "expect", "estimate", "fear"})
