"""Reports as sparse vectors of weighted terms, in arrays, for streams of very many reports.

    "Two ferries sank off Elsund"  ->  numbers [17, 204, 311], values [0.71, 0.48, 0.52]

A term's number is its place in the order in which terms were first met, so it only means
something together with the vocabulary that gave it. Which words count, and for how much, says
`terms.py`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from reportedly.cluster.terms import (
    HEADLINE,
    LEAD,
    PRIOR,
    expected,
    term_of,
    unsaid_by_title,
    words_of_news,
)
from reportedly.model import Report
from reportedly.text import WORD

Numbers = npt.NDArray[np.int32]
Values = npt.NDArray[np.float64]
Which = npt.NDArray[np.bool_]

_NOTHING = -1  # the number of a word that is no term
_RARE = PRIOR * math.exp(-3.0)  # reports that a name stands in, at most, going by the list for news


@dataclass(frozen=True, slots=True)
class Vector:
    """Terms by number, ascending, with values whose squares add up to one; or no terms."""

    numbers: Numbers
    values: Values

    def product(self, full: Values) -> float:
        """Return the product with a vector that is laid out in full."""
        return float((full[self.numbers] * self.values).sum())

    def heaviest(self, count: int) -> list[tuple[int, float]]:
        """Return the heaviest terms with their values, the earlier met first where equal."""
        order = np.argsort(-self.values, kind="stable")[:count]
        return list(zip(self.numbers[order].tolist(), self.values[order].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about.

    Attributes:
        news: All its terms.
        title: Those of its title.
        address: Those of its address, where the title has none of them.
        names: The part of its news that is rare and has a capital letter throughout, which is no
            vector of length one; days of the week and most first words of sentences are not rare.
        leading: Those of its lead; none where its text does not tell what its address does.
    """

    news: Vector
    title: Vector
    address: Vector
    names: Vector
    leading: Vector


class Vocabulary:
    """The terms met so far: their numbers, and in how many reports each stood."""

    def __init__(self) -> None:
        """Start with no terms met."""
        self.reports = 0
        self.numbers: dict[str, int] = {}
        self.spread = np.zeros(1 << 12)
        self.expected = np.zeros(1 << 12)
        self._forms: dict[str | None, _Forms] = {}

    @classmethod
    def of(cls, terms: list[str], spread: Values, reports: int) -> Vocabulary:
        """Return the vocabulary of so many reports, with the spread of each term."""
        found = cls()
        found.reports = reports
        found.numbers = {term: number for number, term in enumerate(terms)}
        found.spread = np.concatenate([spread, np.zeros(max(1, len(terms)))])
        found.expected = np.zeros(len(found.spread))
        found.expected[: len(terms)] = [expected(term) for term in terms]
        return found

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self.numbers)

    def vectors(self, report: Report) -> About:
        """Count one more report; return what it is about.

        All is weighed by what is known now: nothing that comes later changes it.
        """
        numbers, counts, named, led = self._counted(report)
        self.reports += 1
        self.spread[numbers] += 1
        rarity = np.log((PRIOR + self.reports) / (self.expected[numbers] + self.spread[numbers]))
        telling = rarity > 1.0  # what stands in more than a third of all tells nothing
        numbers = numbers[telling]
        values = (1 + np.log(counts[telling])) * rarity[telling]
        news = _unit(numbers, values)
        named = named[telling] & (self.expected[numbers] <= _RARE)
        titled, addressed = (
            np.isin(numbers, self._numbered(words, report.language))
            for words in (WORD.findall(report.title or ""), unsaid_by_title(report))
        )
        leading = named & led[telling] & ~addressed.any()
        return About(
            news=news,
            title=_unit(numbers[titled], values[titled]),
            address=_unit(numbers[addressed], values[addressed]),
            names=Vector(numbers[named], news.values[named]),
            leading=Vector(numbers[leading], news.values[leading]),
        )

    def _counted(self, report: Report) -> tuple[Numbers, Values, Which, Which]:
        """Return the terms of a report, how often each counts, which are names and in the lead."""
        found: list[int] = []
        emphases: list[float] = []
        lengths: list[int] = []
        capital: list[bool] = []
        for emphasis, words in words_of_news(report):
            found += self._numbered(words, report.language)
            emphases.append(emphasis)
            lengths.append(len(words))
            capital += [word[0].isupper() for word in words]
        numbers, places = np.unique(np.array(found, dtype=np.int32), return_inverse=True)
        weights = np.repeat(np.array(emphases, dtype=np.float64), lengths)
        counts: Values = np.bincount(places, weights, len(numbers)).astype(np.float64)
        # Headlines write other words with a capital letter too.
        small = (weights != HEADLINE) & ~np.array(capital, dtype=bool)
        named = np.bincount(places, small, len(numbers)) == 0
        led = np.bincount(places, weights == LEAD, len(numbers)) > 0
        real = 1 if len(numbers) and numbers[0] == _NOTHING else 0
        return numbers[real:], counts[real:], named[real:], led[real:]

    def _numbered(self, words: list[str], language: str | None) -> list[int]:
        forms = self._forms.get(language)
        if forms is None:
            forms = self._forms[language] = _Forms(partial(self._met, language=language))
        return list(map(forms.__getitem__, words))

    def _met(self, word: str, language: str | None) -> int:
        """Return the number of the term that a word counts as, which may be a new one."""
        term = term_of(word, language)
        if term is None:
            return _NOTHING
        if term not in self.numbers:
            self.numbers[term] = len(self.numbers)
            if len(self.numbers) > len(self.spread):
                self.spread = np.concatenate([self.spread, np.zeros(len(self.spread))])
                self.expected = np.concatenate([self.expected, np.zeros(len(self.expected))])
            self.expected[self.numbers[term]] = expected(term)
        return self.numbers[term]


class _Forms(dict[str, int]):
    """The numbers of the words met; one that is not in it yet is looked up as a term."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> int:
        self[word] = found = self._find(word)
        return found


def _unit(numbers: Numbers, values: Values) -> Vector:
    length = float(np.sqrt(np.sum(values * values)))
    # Rounded to what is kept of them between runs, so that a run that goes on is like a whole one.
    values = (values / length if length else values).astype(np.float32).astype(np.float64)
    return Vector(numbers, values)


NO_TERMS = Vector(np.zeros(0, np.int32), np.zeros(0))


class Pile:
    """Vectors one after the other, so that products with all of them are taken at once."""

    __slots__ = ("_ends", "_numbers", "_starts", "_values", "count")

    def __init__(self, vectors: list[Vector]) -> None:
        """Pile up some vectors."""
        self.count = len(vectors)
        self._numbers = np.concatenate([NO_TERMS.numbers, *(one.numbers for one in vectors)])
        self._values = np.concatenate([NO_TERMS.values, *(one.values for one in vectors)])
        lengths = np.array([len(one.numbers) for one in vectors], dtype=np.int64)
        self._ends = np.cumsum(lengths)
        self._starts = self._ends - lengths

    def products(self, full: Values) -> Values:
        """Return the product of each vector with one that is laid out in full."""
        return self._summed(full[self._numbers] * self._values)

    def capped_products(self, full: Values, most: float) -> tuple[Values, Values]:
        """Return the products, and what they are if no single term makes up more than `most`."""
        parts = full[self._numbers] * self._values
        return self._summed(parts), self._summed(np.minimum(parts, most, out=parts))

    def _summed(self, parts: Values) -> Values:
        sums = np.zeros(len(parts) + 1)
        np.cumsum(parts, out=sums[1:])
        return np.asarray(sums[self._ends] - sums[self._starts])


class Laid:
    """A vector laid out in full, as long as the vocabulary, while it is compared."""

    def __init__(self) -> None:
        """Begin with nothing laid out."""
        self.full = np.zeros(1 << 12)
        self._vector = NO_TERMS

    def lay(self, vector: Vector, size: int) -> Values:
        """Return a vector of a vocabulary of `size` terms in full, in place of the last one."""
        self.full[self._vector.numbers] = 0.0
        if size > len(self.full):
            self.full = np.zeros(2 * size)
        self.full[vector.numbers] = vector.values
        self._vector = vector
        return self.full


def summed(vectors: list[Vector]) -> Vector:
    """Return the sum of vectors; it has no length of one."""
    if not vectors:
        return NO_TERMS
    numbers = np.concatenate([vector.numbers for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    found, places = np.unique(numbers, return_inverse=True)
    return Vector(found, np.bincount(places, values, len(found)).astype(np.float64))
