"""What one clause negates and another affirms, word for word: "it is not a hoax", "a total hoax".

Where the verb tells nothing ("is", "found no evidence of"), what it is about must be the same;
else the verb and something that it takes. Candidates come from an index of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from reportedly.compare.background import is_recalled, is_wanted
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.model import Predicate, Statement
from reportedly.rarity import meaning, stem

# Verbs by which something is said to be something, or to be there.
_IS = frozenset(
    [
        "be",
        "become",
        "remain",
        "exist",
        "represent",
        "constitute",
        "amount",
        "call",
        "describe",
        "label",
        "strike",
        "mark",
    ]
)
# Verbs by which something is found to be there, where they take a word for what shows it.
_FOUND = frozenset(
    ["find", "see", "turn", "show", "establish", "produce", "have", "contain", "offer", "present"]
)
_EVIDENCE = frozenset(
    ["evidence", "proof", "sign", "indication", "shred", "hint", "trace", "basis"]
)
_TELLING = 3.5  # rarity of the words of a clause together, below which they tell nothing
_FIRST = 2  # words after a negated verb that tell what is negated; later ones say of what
_NEAR = 3  # words that a verb takes among which stands what something is said to be
_MOST = 200  # clauses that have a word, beyond which it tells nothing apart
_BEFORE = 40  # characters before a verb in which it is told to be no fact
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|would|could|may|might|should|can|will|want\w*|hop\w+|likely|until)\b"
    r"(?:\W+[\w'’]+){0,3}\W*$"
)


class Negations:
    """The clauses of a story by what they are about, for what negates them to find."""

    def __init__(self, material: Material) -> None:
        """Take the statements that count."""
        self._material = material

    def negated_by(self, statement: Statement) -> Iterator[str]:
        """Yield the statements of which one clause affirms what one of this one negates."""
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
                    yield other.id

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
            if not statement.counted or not _affirms(statement):
                continue
            for predicate in statement.predicates:
                if is_negated(predicate) or self._is_unreal(statement, predicate):
                    continue
                taken = (predicate.lemma, *predicate.subject, *predicate.object)
                for word in sorted(_meanings(taken)):
                    found.setdefault(word, []).append((statement, predicate))
        return found

    def _names(self, statement: Statement) -> frozenset[str]:
        return frozenset(word for name in statement.names for word in flat(name).split())

    def _is_unreal(self, statement: Statement, predicate: Predicate) -> bool:
        """Return whether a verb tells what may be, is asked or wanted, or was of another day."""
        if is_recalled(statement, predicate.span, self._material):
            return True
        report = self._material.reports.get(statement.report_id)
        if report is None or is_wanted(statement, predicate.span, self._material):
            return True
        at = predicate.span.start
        return _UNREAL.search(flat(report.text[max(0, at - _BEFORE) : at])) is not None

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


def _affirms(statement: Statement) -> bool:
    return (
        statement.act == "say"
        and statement.polarity != "u"
        and statement.certainty in ("certain", "probable")
    )


def _core(predicate: Predicate, names: frozenset[str]) -> frozenset[str]:
    """Return the words that tell what a clause negates."""
    told = [w for w in predicate.object if w.isalpha() and w not in names and w != "zero"]
    if _is_found(predicate):
        told = told[_place_of_evidence(predicate.object) + 1 :]
        return frozenset(told[:1])
    return frozenset(told[:_FIRST]) if _is_light(predicate.lemma) else frozenset()


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
    if not _is_light(affirmed.lemma):
        return False
    if not _meanings(words) <= _meanings(affirmed.object[:_NEAR]):
        return False
    # "It" and "there" are of anything; "the firing" is not "the investigation".
    a, b = _meanings(negated.subject), _meanings(affirmed.subject)
    return not a or not b or not a.isdisjoint(b)


def _meanings(words: Iterable[str]) -> set[str]:
    return {meaning(stem(word)) for word in words}
