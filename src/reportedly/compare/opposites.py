"""What two speakers say of one thing in words that exclude each other.

    "the launch put a satellite into orbit successfully"     "the launch was a failure"
    "the negotiations ended in January"                      "the discussions continued until June"

What it is said of must be the same noun, or one that news uses for it, and none of the two may be
negated, asked for or only possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from reportedly.compare.background import is_recalled, is_wanted
from reportedly.compare.material import Material, rarity
from reportedly.compare.negated import Clash, affirms
from reportedly.compare.patterns import flat
from reportedly.model import Predicate, Statement
from reportedly.rarity import meaning, stem
from reportedly.text import word_list

_RARE = 2.0  # rarity of a noun of which something is said
_MOST = 100  # clauses about one noun, beyond which they are of many things
_BEFORE = 40  # characters before a verb in which its adverb stands, or that it is no fact
_FIRST = 3  # words that a verb takes among which stands what something is said to be
_WORD = re.compile(r"[a-z][a-z'-]+")
_UNREAL = re.compile(
    r"\b(?:if|whether|could|may|might|would|should|must|will|shall|to|not|n't|no|never|unless|until|"
    r"hop\w+|fear\w*|possib\w+|nearly|almost|less|more|claim\w*|alleg\w+)\b[^.;:,]{0,25}$"
)
Pole = tuple[int, int]  # the line of the list, and the side of its stroke


class Said(NamedTuple):
    """A clause that says of something one of two opposites."""

    statement: Statement
    predicate: Predicate
    poles: frozenset[Pole]


class Opposites:
    """The clauses of a story by what they are about, for those that exclude them to find."""

    def __init__(self, material: Material) -> None:
        """Take the statements that count."""
        self._material = material

    def excluded_by(self, statement: Statement) -> Iterator[Clash]:
        """Yield the clauses told before that one of this statement excludes."""
        if statement.id not in self._telling:
            return
        for noun, said in self._telling[statement.id]:
            against = frozenset((line, 1 - side) for line, side in said.poles)
            having = self._about[noun]
            for other in having if len(having) <= _MOST else ():
                if other.poles & against and self._may_stand(statement, other.statement):
                    first, last = other.predicate.span.start, said.predicate.span.start
                    yield Clash(other.statement.id, first, last)

    @cached_property
    def _about(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for told in self._telling.values():
            for noun, said in told:
                found.setdefault(noun, []).append(said)
        return found

    @cached_property
    def _telling(self) -> dict[str, list[tuple[str, Said]]]:
        """What each statement says of which nouns, by statement."""
        found: dict[str, list[tuple[str, Said]]] = {}
        for one in self._material.ordered(self._material.statements):
            statement = self._material.statements[one]
            if not statement.counted or statement.kind == "own voice" or not affirms(statement):
                continue
            for predicate in statement.predicates:
                poles = self._poles(statement, predicate) if predicate.subject else frozenset()
                for noun in self._nouns(statement, predicate) if poles else ():
                    said = Said(statement, predicate, poles)
                    found.setdefault(one, []).append((noun, said))
        return found

    def _poles(self, statement: Statement, predicate: Predicate) -> frozenset[Pole]:
        report = self._material.reports.get(statement.report_id)
        if report is None or predicate.negated or statement.polarity != "+":
            return frozenset()
        at = predicate.span.start
        before = flat(report.text[max(statement.context.start, at - _BEFORE) : at])
        words = [*predicate.lemma.split(), *predicate.object[:_FIRST], *_WORD.findall(before)[-1:]]
        found = frozenset(pole for word in words for pole in _opposites().get(stem(word), ()))
        if not found or _UNREAL.search(before) or is_wanted(
            statement, predicate.span, self._material
        ):  # fmt: skip
            return frozenset()
        recalled = is_recalled(statement, predicate.span, self._material)
        return frozenset() if recalled else found

    def _nouns(self, statement: Statement, predicate: Predicate) -> Iterator[str]:
        """Yield the nouns of which something is said, by what they mean; no names."""
        names = {word for name in statement.names for word in flat(name).split()}
        for word in dict.fromkeys(predicate.subject):
            named = word in names or self._material.parties.meant(word) is not None
            if not named and word.isalpha() and rarity(word) >= _RARE:
                yield meaning(stem(word))

    def _may_stand(self, statement: Statement, other: Statement) -> bool:
        """Return whether two statements are two accounts, and the other one is told first."""
        if statement.id in (other.id, other.within) or statement.within == other.id:
            return False
        if self._material.order(other.id) > self._material.order(statement.id):
            return False
        return self._material.voice(statement.id) != self._material.voice(other.id)


@cache
def _opposites() -> dict[str, frozenset[Pole]]:
    """Return where each word stands, by its stem; "unconstitutional" has two opposites."""
    found: dict[str, frozenset[Pole]] = {}
    for line, entry in enumerate(word_list("opposites")):
        for side, words in enumerate(entry.split("/")):
            for word in map(stem, words.split()):
                found[word] = found.get(word, frozenset()) | {(line, side)}
    return found
