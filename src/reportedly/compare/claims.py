"""What denies or negates what, where no frame asks: told by the rare words that both share.

"The company denied that its sprinklers were out of order"   a worker had said they were
"The coast guard denied it"                                  what was said just before
"He never said ‘act of war’"                                 whoever is quoted with it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice

from reportedly.compare.accusations import (
    Accusations,
    calls_false,
    is_inside,
    is_of_fact,
    points_to_telling,
)
from reportedly.compare.answers import Answer, rare_terms
from reportedly.compare.background import is_recalled, is_wanted
from reportedly.compare.material import Material, rarity
from reportedly.compare.negated import Negations
from reportedly.compare.opposites import Opposites
from reportedly.compare.patterns import flat
from reportedly.compare.pointed import Pointed
from reportedly.compare.rare_words import Families, RareWords, in_families, root
from reportedly.compare.unproven import Unproven
from reportedly.model import Predicate, Statement

_DENIED = 0.45  # share of a denial's rare words, by rarity, that what it denies must have
_DENIED_ITSELF = 0.75  # the same where an outlet's own sentence is what is denied
_FEWEST = 3  # rare words that such a sentence must share
_PRONOUN = re.compile(r"^\W*(?:that )?(?:it|them|any part in it)\W*$")


def find_claims(
    answers: Sequence[Answer], index: RareWords, material: Material
) -> Iterator[Answer]:
    """Yield answers of the frame "claim": what is denied or negated, and what denies it."""
    # What a frame asks in words is asked there; "to put pressure" is denied, not the closure.
    affirmed = {answer.frame for answer in answers if answer.stance == "+"}
    framed = {a.statement_id for a in answers if a.figure is None and a.frame in affirmed}
    families = Families()
    stance: dict[str, str] = {}
    against: dict[str, frozenset[str]] = {}
    at: dict[str, int] = {}  # where the clause stands that is meant
    accusations = Accusations(material)
    negations, pointed, unproven = Negations(material), Pointed(material), Unproven(material)
    opposites = Opposites(material)
    for statement_id in index.terms:
        if statement_id in framed:
            continue
        statement = material.statements[statement_id]
        denied = accusations.denied_by(statement) if _denies(statement, material) else []
        denied = denied or pointed.denied_by(statement)
        denied = denied or list(_denied(statement, index, material))
        clashes = [] if denied else list(negations.negated_by(statement))
        clashes = clashes if denied or clashes else list(unproven.negated_by(statement))
        clashes = clashes if denied or clashes else list(opposites.excluded_by(statement))
        for clash in clashes:
            at.setdefault(clash.affirmed_id, clash.affirmed_at)
            at.setdefault(statement_id, clash.negated_at)
        denied = denied or list(dict.fromkeys(clash.affirmed_id for clash in clashes))
        for other in denied:
            families.join(other, statement_id)
            stance.setdefault(other, "+")
            stance[statement_id] = "-"
        if denied:
            against[statement_id] = frozenset(denied)
    _join_alike(against, families, material)
    for answer in in_families("claim", families, stance, index, material):
        one = answer.statement_id
        yield replace(answer, against=against.get(one, frozenset()), at=at.get(one, answer.at))


def _join_alike(
    against: Mapping[str, frozenset[str]], families: Families, material: Material
) -> None:
    """Put together what one denier says against one accusation, however many tell of it."""
    told: dict[str, dict[str, frozenset[str]]] = {}
    for denial_id in material.ordered(against):
        denier = material.party(denial_id) or material.voice(denial_id)
        for one in material.ordered(against[denial_id]):
            words = frozenset(root(term) for term in rare_terms(material.statements[one]))
            told.setdefault(denier, {})[one] = words
    for accusations in told.values():
        first = islice(accusations.items(), _ACCUSATIONS)
        for (one, words), (other, others) in combinations(first, 2):
            shared = sum(map(rarity, sorted(words & others)))
            least = min(sum(map(rarity, sorted(own))) for own in (words, others))
            if len(words & others) >= _FEWEST and shared >= _ONE_ACCUSATION * least:
                families.join(one, other)


_ACCUSATIONS = 60  # of those that one denier denies, held against one another
_ONE_ACCUSATION = 0.35  # share of the rare words of the shorter of two that tell of one thing


def _denies(statement: Statement, material: Material) -> bool:
    """Return whether somebody denies, or calls false what others tell."""
    if statement.act == "deny":
        return True
    attributed = statement.kind != "own voice" and statement.speaker is not None
    return attributed and calls_false(material.words(statement))


def _denied(statement: Statement, index: RareWords, material: Material) -> Iterator[str]:
    """Yield what a statement denies or negates, as rare words tell."""
    denies = statement.act == "deny"
    if denies and _PRONOUN.match(material.words(statement)):
        before = _just_before(statement, index, material)
        if before is not None and not _turns_down(statement, material):
            yield before
    elif not denies or _tells_what(statement, material):
        yield from _in_words(statement, index, material)


def _in_words(statement: Statement, index: RareWords, material: Material) -> Iterator[str]:
    """Yield what has the words of a denial or negation."""
    denies = statement.act == "deny"
    if denies or any(predicate.negated for predicate in statement.predicates):
        yield from _said_so(statement, index, material)
    own = index.terms.get(statement.id, frozenset()) if denies else _negated(statement, index)
    if not own or not statement.predicates or (not denies and statement.speaker is None):
        return
    ranked = []
    for other in index.near(statement.id):
        shared = own & index.terms[other]
        if len(shared) < 2 and not (denies and max(map(rarity, shared), default=0) > _TELLING):
            continue
        share = index.weight(shared) / index.weight(own)
        negation = None if denies else statement
        if not _speaks_of(material.statements[other], shared, negation, material):
            continue
        if material.statements[other].kind == "own voice" and not (
            denies and share >= _DENIED_ITSELF and len(shared) >= _FEWEST
        ):
            continue
        if share >= _DENIED and _may_be_denied(statement, material.statements[other], material):
            ranked.append((-share, material.order(other), other))
    best = min(ranked, default=None)
    yield from (other for share, _, other in sorted(ranked) if best and share <= best[0] * _CLOSE)


def _tells_what(statement: Statement, material: Material) -> bool:
    """Return whether the words of a denial tell what is not so."""
    words = material.words(statement)
    return is_of_fact(statement, words) and not points_to_telling(words)


def _turns_down(statement: Statement, material: Material) -> bool:
    """Return whether a verb may as well turn down an offer: "she rejected it"."""
    report = material.reports.get(statement.report_id)
    cue = " ".join(span.of(report.text) for span in statement.cue) if report else ""
    return _TURNS_DOWN.search(flat(cue)) is not None


_TURNS_DOWN = re.compile(r"\b(?:reject|dismiss|brush|wav)")


def _said_so(statement: Statement, index: RareWords, material: Material) -> Iterator[str]:
    """Yield whoever is quoted elsewhere with words that a statement says were never said."""
    for match in _QUOTED_WORDS.finditer(material.words(statement)):
        if material.words(statement).count(match[1]) > 1:
            continue  # "we parted over lunch. I mean, not 'over lunch'": a joke at oneself
        for other in index.spoken.get(match[1].split()[0], ()):
            row = material.statements[other]
            if row.report_id == statement.report_id or match[1] not in material.words(row):
                continue
            if material.voice(other) == material.voice(statement.id) and (
                material.said(row) == material.said(statement)
            ):
                continue  # words taken back in one breath
            if not _share_a_run(statement, row, material):
                yield other


# Inside a quotation other marks are used; two words at least, since "no" is said by everybody.
_QUOTED_WORDS = re.compile(
    r"\b(?:never|not|denied|denies|didn't|hadn't)\b[^.;]{0,40}?"
    r"(?<!\w)'([a-z]+(?: [a-z]+){1,6})'(?!\w)"
)
_CLOSE = 0.8  # of the best, for another statement to be denied as well


def _speaks_of(
    other: Statement, words: frozenset[str], negation: Statement | None, material: Material
) -> bool:
    """Return whether a statement affirms something with some words, of the story's own days.

    Against a mere negation it must have the negated verb itself, with a word that it takes.
    """
    affirmed = [
        predicate
        for predicate in other.predicates
        if not predicate.negated
        and not is_recalled(other, predicate.span, material)
        and not is_wanted(other, predicate.span, material)
    ]
    if not affirmed or any(
        predicate.negated and words & {predicate.lemma, *predicate.subject, *predicate.object}
        for predicate in other.predicates
    ):
        return False
    return negation is None or any(
        p.negated and p.lemma == q.lemma and rarity(p.lemma) >= _VERB and _share_taken(p, q)
        for p in negation.predicates
        for q in affirmed
    )


def _share_taken(p: Predicate, q: Predicate) -> bool:
    """Return whether two verbs have a word in common among what they take, where both show it."""
    return bool(
        {*p.subject, *p.object} & {*q.subject, *q.object}
        or not (p.subject or p.object)
        or not (q.subject or q.object)
    )


_VERB = 1.5  # "cross", "warn" tell what is negated; "be", "have", "put" do not


def _negated(statement: Statement, index: RareWords) -> frozenset[str]:
    """Return the telling words of what a statement negates: the verb and what it takes."""
    words = {
        word
        for predicate in statement.predicates
        if predicate.negated
        for word in (predicate.lemma, *predicate.subject, *predicate.object)
    }
    return index.terms.get(statement.id, frozenset()) & words


_TELLING = 5.0  # a word this rare ("sprinkler") is enough for a denial beside its subject


def _may_be_denied(denial: Statement, other: Statement, material: Material) -> bool:
    if other.act == "deny" or other.polarity != "+" or other.within == denial.id:
        return False
    if denial.within == other.id or is_inside(denial, other):
        return False
    if _share_a_run(denial, other, material):
        return False
    if material.voice(denial.id) == material.voice(other.id):
        # Whoever says otherwise on another day has changed the account.
        return material.said(denial) != material.said(other)
    a, b = material.side(denial.id), material.side(other.id)
    return a is None or b is None or a != b


def _share_a_run(a: Statement, b: Statement, material: Material) -> bool:
    """Return whether two statements share a run of words: two tellings of one, not a denial.

    A denial may repeat what it denies; whoever negates in words of his own does not.
    """
    if a.act == "deny":
        return False
    runs = [
        {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
        for words in (_WORD.findall(material.words(one)) for one in (a, b))
    ]
    return not runs[0].isdisjoint(runs[1])


_RUN = 6  # words
_WORD = re.compile(r"\w+")


def _just_before(statement: Statement, index: RareWords, material: Material) -> str | None:
    """Return the statement of somebody else that ends last before one in the same report."""
    start = statement.context.start
    before = [
        other
        for other in index.told.get(statement.report_id, ())
        if (row := material.statements[other]).context.start < start
        and start - row.context.end < _ADJACENT
        and material.voice(other) != material.voice(statement.id)
        and not any(predicate.negated for predicate in row.predicates)
    ]
    return max(before, key=material.order, default=None)


_ADJACENT = 60  # characters between a statement and the "denied it" that follows
