"""Gather what a report tells of everybody whom it names: roles, countries, sex, how often.

Namings and the words of roles go in; for each name comes out a `Known`, and a `Scene` holds all
that is needed to say whom a pronoun or role means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from reportedly.annotate.gazetteer import country_names, peoples, person_nouns, titles
from reportedly.annotate.short_names import full_names
from reportedly.annotate.unnamed import Naming
from reportedly.model import MentionType, Parse
from reportedly.text import is_family_name_first, plain, word_list

_FEMALE = frozenset({"ms.", "mrs.", "ms", "mrs", "miss", "dame", "lady", "queen", "princess"})
_MALE = frozenset({"mr.", "mr", "sir", "lord", "king", "prince", "father"})
_MALE_NOUNS = frozenset(
    ["man", "boy", "son", "father", "husband", "brother", "uncle", "nephew", "grandfather",
     "grandson", "widower", "boyfriend", "gentleman", "king", "prince", "monk", "priest"]
)  # fmt: skip
_FEMALE_NOUNS = frozenset(
    ["woman", "girl", "daughter", "mother", "wife", "sister", "aunt", "niece", "grandmother",
     "granddaughter", "widow", "girlfriend", "lady", "queen", "princess", "nun", "actress"]
)  # fmt: skip
# Words for one office: "Rep. Ode" is a congressman, "spokesman" and "spokeswoman" are one role.
SAME_ROLES: Mapping[str, str] = {
    "congressman": "representative",
    "congresswoman": "representative",
    "rep": "representative",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "spox": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "councilwoman": "councilman",
    "councilor": "councillor",
    "advisor": "adviser",
    "sen": "senator",
    "gov": "governor",
    "pm": "premier",
    "attorney": "lawyer",
    "policewoman": "policeman",
    "businesswoman": "businessman",
    "actress": "actor",
    "comedienne": "comedian",
}


_EX = re.compile(r"\b(ex)-")
_TERM = re.compile(r"\bfrom \d{4} (?:to|until|till) \d{4}\b")  # an office that is over


@dataclass(slots=True)
class Known:
    """What the report has told of a person or body so far."""

    name: str
    type: MentionType
    roles: set[str] = field(default_factory=set)  # words of its roles, plain
    countries: set[str] = field(default_factory=set)  # that its roles name
    gender: str | None = None  # "f" or "m"; None: not shown
    named: int = 0  # how often


@dataclass(slots=True)
class Scene:
    """One report while its namings are resolved one by one, in text order.

    Attributes:
        quoted: Numbers of the namings inside quotation marks.
        aside: Numbers of the sentences in captions, credits and furniture.
        bracketed: Numbers of the namings in round brackets: credits, parties, states.
        answers: The name of whom each naming means, as far as resolved.
    """

    parse: Parse
    namings: Sequence[Naming]
    quoted: set[int]
    aside: set[int]
    bracketed: set[int]
    everybody: Mapping[str, Known]
    answers: list[str | None] = field(default_factory=list)
    by_sentence: dict[int, list[int]] = field(default_factory=dict)
    by_head: dict[int, int] = field(default_factory=dict)

    def sentence(self, number: int) -> int:
        """Return the number of the sentence that a naming stands in."""
        return self.parse.tokens[self.namings[number].head].sentence

    def is_subject(self, number: int) -> bool:
        """Tell whether a naming is the subject of a verb."""
        return self.parse.tokens[self.namings[number].head].dep in {"nsubj", "nsubjpass"}

    def is_main(self, number: int) -> bool:
        """Tell the subject of the main verb: who spoke in "the bridge is safe, Ode said"."""
        verb = self.parse.tokens[self.namings[number].head].head
        return self.parse.tokens[verb].dep == "ROOT"

    def noun(self, number: int) -> str:
        """Return the noun at the head of a naming, plain."""
        return plain(self.parse.tokens[self.namings[number].head].lemma)

    def gender(self, number: int) -> str | None:
        """Return the sex that a naming shows, "f" or "m"; None where it shows none."""
        naming = self.namings[number]
        name = self.answers[number] if number < len(self.answers) else None
        known = self.everybody.get(name or "")
        if known is not None:
            return known.gender
        if naming.pronoun:
            return {"he": "m", "she": "f"}.get(naming.words)
        return noun_gender(self.noun(number))


def gather(
    parse: Parse, namings: Sequence[Naming], roles: Mapping[int, str]
) -> tuple[dict[str, Known], dict[str, tuple[str, ...]]]:
    """Return what is known of everybody named, and for each name whom it may be short for.

    A surname of several is its bearer's whom a role or title beside it shows, or who is the
    report's main bearer by far.
    """
    full = full_names(namings)
    found: dict[str, Known] = {}
    for number, naming in enumerate(namings):
        if not naming.named or len(full.get(naming.words, ())) != 1:
            continue
        name = full[naming.words][0]
        known = found.setdefault(name, Known(name, naming.type))
        known.named += 1
        _tell(known, parse, naming, roles.get(number, "").split())
    for known in found.values():
        if known.type == "person" and known.gender is None:
            known.gender = name_gender(known.name)
    return found, full


def _tell(known: Known, parse: Parse, naming: Naming, told: Sequence[str]) -> None:
    title = title_of(parse, naming)
    known.countries.update(countries_in(told))
    inside = plain(naming.words).split()[:-2]  # "Mayor" of "Mayor Ada Ode"
    known.roles.update(same_role(word) for word in inside if word in person_nouns())
    words = [part for word in told for part in _EX.sub(r"\1 ", plain(word)).strip(",.").split()]
    known.roles.update(same_role(titles().get(w, w)) for w in (*words, title) if w)
    if _TERM.search(" ".join(told)):
        known.roles.add("former")
    known.gender = known.gender or title_gender(title, words)


def title_of(parse: Parse, naming: Naming) -> str:
    """Return the word before a name, lower case."""
    return parse.tokens[naming.first - 1].text.lower() if naming.first else ""


def same_role(word: str) -> str:
    """Return one word for all that name one office: "congresswoman" is a representative."""
    return SAME_ROLES.get(word, word)


def countries_in(words: Sequence[str]) -> set[str]:
    """Return the countries that words of a role name."""
    bare = [word.removesuffix("'s").removesuffix("’s").strip(",") for word in words]
    known = country_names() | peoples()
    return {known[word] for word in bare if word in known}


def title_gender(title: str, role: Sequence[str]) -> str | None:
    """Return the sex that a title or role shows: "Mrs.", "spokeswoman"."""
    if title in _FEMALE or any(word.endswith("woman") for word in role):
        return "f"
    if title in _MALE or any(word.endswith("man") and word != "chairman" for word in role):
        return "m"
    return None


def noun_gender(noun: str) -> str | None:
    """Return the sex that a noun for somebody shows: "her son"."""
    if noun in _MALE_NOUNS or noun in _FEMALE_NOUNS:
        return "m" if noun in _MALE_NOUNS else "f"
    return None


def name_gender(name: str) -> str | None:
    """Return the sex that a full name's first name shows, None where either may bear it.

    >>> name_gender("Maria Okello"), name_gender("J. Okello"), name_gender("Xi Jinping")
    ('f', None, None)
    """
    words = [word for word in plain(name).split() if len(word.strip(".")) > 1]
    if len(words) < 2 or len(name.split()) < 2 or is_family_name_first(name):
        return None
    if plain(name).split()[0] != words[0]:
        return None  # the first name is but an initial
    found = given_names().get(words[0].split("-")[0], "u")
    return None if found == "u" else found


@cache
def given_names() -> dict[str, str]:
    """Return first name -> "m", "f" or "u".

    >>> given_names()["maria"]
    'f'
    """
    pairs = (line.split("\t", 1) for line in word_list("given_names"))
    return dict(pairs)


def bracketed(parse: Parse, namings: Sequence[Naming]) -> set[int]:
    """Return the numbers of the namings inside round brackets of one sentence."""
    inside: set[int] = set()
    depth, sentence = 0, -1
    for index, token in enumerate(parse.tokens):
        if token.sentence != sentence:
            depth, sentence = 0, token.sentence
        depth += len(re.findall(r"[(\[]", token.text))
        if depth:
            inside.add(index)
        depth = max(0, depth - len(re.findall(r"[)\]]", token.text)))
    return {number for number, naming in enumerate(namings) if naming.head in inside}
