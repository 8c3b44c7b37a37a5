"""What one clause negates and another affirms, word for word: "it is not a hoax", "a plain hoax".

Where the verb tells nothing ("is", "found no evidence of"), what it is about must be the same;
else the verb and something that it takes. Candidates come from an index of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from reportedly.compare.background import is_wanted
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.model import Predicate, Statement
from reportedly.rarity import meaning, stem

# Verbs by which something is said to be something, or to be there.
_IS = frozenset({"be", "become", "remain", "exist", "represent", "constitute", "amount", "call"})
_IS |= {"describe", "label", "strike", "mark"}
# Verbs by which something is found to be there, where they take a word for what shows it.
_FOUND = frozenset({"find", "see", "turn", "show", "establish", "produce", "have", "contain"})
_EVIDENCE = frozenset({"evidence", "proof", "sign", "indication", "shred", "hint", "trace"})
_TELLING = 3.5  # rarity of the words of a clause together, below which they tell nothing
_ALONE = 4.5  # the same, below which whom it is about must be named too
_FIRST = 2  # words after a negated verb that tell what is negated; later ones say of what
_NEAR = 3  # words that a verb takes among which stands what something is said to be
_MOST = 200  # clauses that have a word, beyond which it tells nothing apart
_BEFORE = 40  # characters before a verb in which it is told to be no fact
_END = re.compile(r"[.!?;]\W")
_UNDER = 90  # characters after a negated verb in which what it takes may stand
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|would|could|may|might|should|can|will|want\w*|hop\w+|likely|until)\b"
    r"(?:\W+[\w'’]+){0,3}\W*$"
)


class Clash(NamedTuple):
    """A clause that affirms what another negates, and where both stand in their reports."""

    affirmed_id: str
    affirmed_at: int
    negated_at: int


class Negations:
    """The clauses of a story by what they are about, for what negates them to find."""

    def __init__(self, material: Material) -> None:
        """Take the statements that count."""
        self._material = material

    def negated_by(self, statement: Statement) -> Iterator[Clash]:
        """Yield the clauses of others that affirm what one of this statement negates."""
        if statement.act != "say" or statement.certainty == "possible" or statement.polarity == "u":
            return
        for predicate in statement.predicates:
            if not is_negated(predicate) or self._is_unreal(statement, predicate):
                continue
            words = _core(predicate, self._names(statement))
            if sum(map(rarity, sorted(words))) < _TELLING:
                continue
            for other, affirmed in self._having(words):
                if _fits(words, predicate, affirmed) and self._may_stand(statement, other):
                    yield Clash(other.id, affirmed.span.start, predicate.span.start)

    def _having(self, words: frozenset[str]) -> list[tuple[Statement, Predicate]]:
        rarest = max(sorted(words), key=rarity)
        found = self._affirmed.get(meaning(stem(rarest)), [])
        return found if len(found) <= _MOST else []

    @cached_property
    def _affirmed(self) -> dict[str, list[tuple[Statement, Predicate]]]:
        """The clauses that affirm, by each word in them."""
        found: dict[str, list[tuple[Statement, Predicate]]] = {}
        for one in self._material.ordered(self._material.statements):
            statement = self._material.statements[one]
            if not statement.counted or not affirms(statement):
                continue
            for predicate in statement.predicates:
                if self._is_under_negation(statement, predicate):
                    continue
                if self._is_unreal(statement, predicate):
                    continue
                taken = (predicate.lemma, *predicate.subject, *predicate.object)
                for word in sorted(_meanings(taken)):
                    found.setdefault(word, []).append((statement, predicate))
        return found

    def _names(self, statement: Statement) -> frozenset[str]:
        return frozenset(word for name in statement.names for word in flat(name).split())

    def _is_unreal(self, statement: Statement, predicate: Predicate) -> bool:
        """Return whether a verb tells what may be, or what is asked or wanted."""
        report = self._material.reports.get(statement.report_id)
        if report is None or is_wanted(statement, predicate.span, self._material):
            return True
        at = predicate.span.start
        return _UNREAL.search(flat(report.text[max(0, at - _BEFORE) : at])) is not None

    def _is_under_negation(self, statement: Statement, predicate: Predicate) -> bool:
        """Return whether a verb, or one before it, is negated: "not aware of any contact"."""
        report = self._material.reports[statement.report_id]
        end = predicate.span.start
        return any(
            other.span == predicate.span
            or not _END.search(report.text[min(other.span.end, end) : end])
            for other in statement.predicates
            if is_negated(other) and 0 <= end - other.span.start <= _UNDER
        )

    def _may_stand(self, statement: Statement, other: Statement) -> bool:
        """Return whether two statements are two accounts and not one told twice."""
        if statement.id == other.id or other.within == statement.id:
            return False
        if statement.within == other.id:
            return False
        if statement.kind == other.kind == "own voice":
            return False
        return self._material.voice(statement.id) != self._material.voice(other.id)


def is_negated(predicate: Predicate) -> bool:
    """Return whether a verb is negated, by itself or by what it takes: "creates zero precedent"."""
    return predicate.negated or "zero" in predicate.object


def affirms(statement: Statement) -> bool:
    """Return whether a statement says that something is so, or probably so."""
    return (
        statement.act == "say"
        and statement.polarity != "u"
        and statement.certainty in ("certain", "probable")
    )


def _core(predicate: Predicate, names: frozenset[str]) -> frozenset[str]:
    """Return the words that tell what a clause negates."""
    words = [word for word in predicate.object if word.isalpha() and word != "zero"]
    if _is_found(predicate):
        words = words[_place_of_evidence(predicate.object) + 1 :]
    elif not _is_light(predicate.lemma):
        return frozenset()
    told = [word for word in words if word not in names]
    named = [word for word in words if word in names]
    first = told[:1] if _is_found(predicate) else told[:_FIRST]
    if sum(map(rarity, first)) < _ALONE:  # "no contact" tells nothing without with whom
        first += named[:1] if first else []
    return frozenset(first)


def _is_light(lemma: str) -> bool:
    return lemma.split()[0] in _IS


def _is_found(predicate: Predicate) -> bool:
    """Return whether a clause tells that there is, or is no, evidence of something."""
    verb = predicate.lemma.split()[0]
    return verb in _FOUND | _IS and not _EVIDENCE.isdisjoint(predicate.object[:_NEAR])


def _place_of_evidence(words: tuple[str, ...]) -> int:
    return max(place for place, word in enumerate(words[:_NEAR]) if word in _EVIDENCE)


def _fits(words: frozenset[str], negated: Predicate, affirmed: Predicate) -> bool:
    """Return whether a clause affirms all that another negates."""
    wanted = _meanings(words)
    if _is_light(affirmed.lemma):
        if not wanted <= _meanings(affirmed.object[:_NEAR]):
            return False
    elif affirmed.lemma in words or not _is_deed(wanted, affirmed):
        return False
    # "It" and "there" are of anything; "the firing" is not "the investigation".
    a, b = _meanings(negated.subject), _meanings(affirmed.subject)
    return not a or not b or not a.isdisjoint(b)


def _is_deed(wanted: set[str], affirmed: Predicate) -> bool:
    """Return whether a verb says what a noun negates: "not in contact with", "wrote to"."""
    done = meaning(stem(affirmed.lemma.split()[0]))
    rest = wanted - {done}
    return done in wanted and bool(rest) and rest <= _meanings(affirmed.object)


def _meanings(words: Iterable[str]) -> set[str]:
    return {meaning(stem(word)) for word in words}
