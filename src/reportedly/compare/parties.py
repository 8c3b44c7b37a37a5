"""Which party a word stands for: "Kyiv's army", "Ukrainian forces" and "we" may be one.

Names of countries, their capitals and the words for their people come from
`words/countries.txt`; names that the reports themselves use are added from the agents, with
regular adjectives ("Lethenian" of "Lethenia").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from reportedly.compare.patterns import flat
from reportedly.model import Agent, Predicate, Statement
from reportedly.rarity import stem, weight
from reportedly.text import word_list

_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*\.?")
_OWN = re.compile(r"\b(?:we|our|ours|us)\b")
_ITS = re.compile(r"\b(?:its|their)\b")
_ENEMY = re.compile(r"\b(?:the enemy|enemy forces|the aggressor)\b")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|into|inside|on|onto|from|against|across|over|near|toward|towards|through|"
    r"within|to)\s+(?:\w+(?:'s)?\s+){0,2}$"
)
_ENDINGS = ("n", "an", "ian", "ese", "i", "ish", "ic")
_COMMON = 1.5  # rarity below which a word of its own is no name in running text: "people", "time"
_LONGEST = 4  # words in a name looked up in running text; the longest country names have four


@cache
def _countries() -> Mapping[str, str]:
    """Return flat names, capitals and adjectives of countries with the country each means."""
    found: dict[str, str] = {}
    for line in word_list("countries"):
        fields = [*line.split("\t"), "", "", "", ""]
        name, _, others, people, capital = fields[:5]
        for form in [name, *others.split("|"), *people.split("|"), *capital.split("|")]:
            if form.strip():
                found.setdefault(flat(form.strip()), name)
    return found


class Parties:
    """The parties of one story, and the words that stand for them."""

    def __init__(self, agents: Sequence[Agent]) -> None:
        """Gather the words for each party from the agents of the story."""
        self._speaker: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._meant: dict[str, str | None] = {}  # by word as written
        self._named: dict[str, list[tuple[int, int, str]]] = {}  # by text
        for agent in agents:
            party = agent.principal or agent.side  # who acts, whatever side it was put on
            if party is None:
                continue
            for statement_id in agent.statement_ids:
                self._speaker[statement_id] = party
            for form in (party, *([] if agent.type == "person" else agent.names)):
                self._add(form, party)
        self._add_adjectives()

    def _add(self, form: str, party: str) -> None:
        name = flat(form)
        if _WORD.fullmatch(name) and weight(stem(name)) < _COMMON and name not in _countries():
            return  # "70 people" are not those of a magazine called People
        self._words.setdefault(name, party)

    def _add_adjectives(self) -> None:
        """Learn "Lethenian" from "Lethenia"."""
        for party in sorted(set(self._words.values())):
            base = flat(party)
            for ending in _ENDINGS:
                self._words.setdefault(base + ending, party)
                self._words.setdefault(base.rstrip("aeiouy") + ending, party)

    def speaking(self, statement: Statement) -> str | None:
        """Return the party for which the speaker of a statement speaks; None: not known."""
        return self._speaker.get(statement.id)

    def meant(self, word: str) -> str | None:
        """Return the party that a word or name stands for.

        >>> Parties([]).meant("Kyiv"), Parties([]).meant("bridge")
        ('Ukraine', None)
        """
        if word not in self._meant:
            form = flat(word).removesuffix("'s").removesuffix("'")
            found = self._words.get(form) or self._canonical(_countries().get(form))
            self._meant[word] = found
        return self._meant[word]

    def _canonical(self, country: str | None) -> str | None:
        return self._words.get(flat(country), country) if country else None

    def among(self, words: Iterable[str]) -> str | None:
        """Return the first party that any of `words` stands for."""
        return next((party for word in words if (party := self.meant(word))), None)

    def named_in(self, text: str) -> list[tuple[int, int, str]]:
        """Return where flat `text` names a party, in text order."""
        if text not in self._named:
            self._named[text] = list(self._names(text))
        return self._named[text]

    def _names(self, text: str) -> Iterator[tuple[int, int, str]]:
        matches = list(_WORD.finditer(text))
        last = -1
        for index, match in enumerate(matches):
            if match.start() < last:
                continue
            for end in reversed(list(islice(matches, index, index + _LONGEST))):
                party = self.meant(text[match.start() : end.end()])
                if party:
                    yield match.start(), end.end(), party
                    last = end.end()
                    break

    def actor(
        self, statement: Statement, text: str, at: int, predicate: Predicate | None
    ) -> str | None:
        """Return the party that does what the words at `at` of flat `text` say; None: unknown.

        The subject comes first, then "we", then the party named last before the words unless
        as a place ("into Russia"), then "its". "The enemy" is nobody in particular.
        """
        if predicate and (party := self.among(predicate.subject)):
            return party
        before = text[:at]
        speaker = self.speaking(statement)
        if speaker and _OWN.search(before):
            return speaker
        if _ENEMY.search(before):
            return None
        for start, _, party in reversed(self.named_in(before)):
            if not _PLACE_BEFORE.search(text[:start]):
                return party
        return speaker if _ITS.search(before) else None
