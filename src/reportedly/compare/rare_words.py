"""Which statements of a story share rare words, and families of statements that do.

Candidates for comparison come from here: an index of rare words, never all with all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from reportedly.compare.answers import REMARKS, Answer, plain_answer, rare_terms
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.rarity import meaning, stem
from reportedly.text import WORD

_RARE = 2.5  # words rarer than this are indexed
# A word of more statements than this, or than this share of a story's, tells nothing apart.
_MOST, _MOST_SHARE, _MOST_FEW = 40, 0.05, 6


def root(word: str) -> str:
    """Return how the words of one family begin: "discriminate", "discrimination".

    >>> root("discrimination") == root("discriminates"), root("sanctions")
    (True, 'sanction')
    """
    kept = meaning(stem(word))
    return kept[:_ROOT] if len(kept) > _ROOT else kept


_ROOT = 8  # letters; with seven "president" and "presentation" would be near


class RareWords:
    """Which statements have which rare words."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self.terms: dict[str, frozenset[str]] = {}
        self.having: dict[str, list[str]] = {}
        self.told: dict[str, list[str]] = {}  # attributed statements by report
        for statement_id in material.ordered(material.statements):
            statement = material.statements[statement_id]
            if not statement.counted or statement.act in REMARKS:
                continue
            named = {word for name in statement.names for word in flat(name).split()}
            terms = frozenset(
                term
                for term in rare_terms(statement) - named
                if rarity(term) >= _RARE and material.parties.meant(term) is None
            )
            self.terms[statement_id] = terms
            if statement.act == "say" and statement.kind != "own voice":
                self.told.setdefault(statement.report_id, []).append(statement_id)
            for term in sorted(terms):
                self.having.setdefault(term, []).append(statement_id)
        self._drop_common()

    @cached_property
    def spoken(self) -> dict[str, list[str]]:
        """The statements with words of a speaker's own, by each word in them."""
        found: dict[str, list[str]] = {}
        for one in self.terms:
            row = self._material.statements[one]
            if row.kind in ("direct", "mixed") and row.act == "say":
                for word in dict.fromkeys(WORD.findall(self._material.words(row))):
                    found.setdefault(word, []).append(one)
        return found

    def _drop_common(self) -> None:
        most = min(_MOST, max(_MOST_FEW, _MOST_SHARE * len(self.terms)))
        common = {term for term, members in self.having.items() if len(members) > most}
        self.terms = {one: terms - common for one, terms in self.terms.items()}
        for term in common:
            del self.having[term]

    def near(self, statement_id: str) -> list[str]:
        """Return the statements that share a telling word with one, in order of publication."""
        found: dict[str, None] = {}
        for term in sorted(self.terms.get(statement_id, ())):
            found.update(dict.fromkeys(self.having[term]))
        found.pop(statement_id, None)
        return list(found)

    def shared(self, a: str, b: str) -> frozenset[str]:
        """Return the rare words of both."""
        return self.terms.get(a, frozenset()) & self.terms.get(b, frozenset())

    def weight(self, terms: Iterable[str]) -> float:
        """Return how much some words tell, by rarity."""
        return sum(rarity(term) for term in sorted(terms))


class Families:
    """Connected statements: the smallest in order of publication names its family."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, one: str) -> str:
        """Return the statement that stands for the family of one."""
        root = one
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(one, one) != root:
            self._parent[one], one = root, self._parent[one]
        return root

    def join(self, first: str, second: str) -> None:
        """Make two families one, named by the first."""
        a, b = self.find(first), self.find(second)
        self._parent.setdefault(a, a)
        if a != b:
            self._parent[b] = a


def in_families(
    frame: str, families: Families, stance: dict[str, str], index: RareWords, material: Material
) -> Iterator[Answer]:
    """Yield an answer for each statement, its family being its topic."""
    members: dict[str, list[str]] = {}
    for statement_id in material.ordered(stance):
        members.setdefault(families.find(statement_id), []).append(statement_id)
    for family in members.values():
        noun = name_of(family, index)
        for statement_id in family:
            answer = plain_answer(material.statements[statement_id], frame, material)
            yield replace(answer, stance=stance[statement_id], topic=family[0], noun=noun)


def name_of(family: Sequence[str], index: RareWords) -> str | None:
    """Return the words that most of a family share, the rarest first, in alphabetical order."""
    counts: dict[str, int] = {}
    for statement_id in family:
        for term in index.terms[statement_id]:
            counts[term] = counts.get(term, 0) + 1
    shared = [term for term, count in counts.items() if count > 1 and term.isalpha()]
    shared.sort(key=lambda term: (-counts[term], -rarity(term), term))
    return ", ".join(shared[:3]) or None
