"""Decide whom each naming of a report means: the fullest name that the report gives.

Namings go in, in text order, and for each comes out a name, or None where two candidates remain
or none was found:

    Ada Ode ... Ode ... the harbour master ... she
    Ada Ode     Ada Ode  Ada Ode               Ada Ode
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.annotate.gazetteer import country_names, peoples, person_nouns, titles
from reportedly.annotate.unnamed import Naming
from reportedly.model import MentionType, Parse
from reportedly.text import plain

_FEMALE = frozenset({"ms.", "mrs.", "ms", "mrs", "dame", "lady", "queen", "princess", "sister"})
_MALE = frozenset({"mr.", "mr", "sir", "lord", "king", "prince", "father"})
_GENERIC = frozenset(["official", "leader", "politician", "aide", "diplomat"])
_SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson", "spox"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FORMER = frozenset({"former", "ex", "retired", "late", "onetime", "one-time"})
_MALE_NOUNS = frozenset(
    ["man", "boy", "son", "father", "husband", "brother", "uncle", "nephew", "grandfather",
     "grandson", "widower", "boyfriend", "gentleman", "king", "prince", "monk", "priest"]
)  # fmt: skip
_FEMALE_NOUNS = frozenset(
    ["woman", "girl", "daughter", "mother", "wife", "sister", "aunt", "niece", "grandmother",
     "granddaughter", "widow", "girlfriend", "lady", "queen", "princess", "nun", "actress"]
)  # fmt: skip
_FARTHEST = 6  # sentences a pronoun may look back; beyond, news repeats the name


@dataclass(slots=True)
class Known:
    """What the report has told of a person or body so far."""

    name: str
    type: MentionType
    roles: set[str] = field(default_factory=set)  # nouns of its roles, plain
    countries: set[str] = field(default_factory=set)  # that its roles name
    gender: str | None = None  # "f" or "m"; None: not shown


def full_names(namings: Sequence[Naming]) -> dict[str, tuple[str, ...]]:
    """Return for each name in the report the fullest names that it may be short for.

    >>> ode = Naming(0, 1, 1, "person", "Ada Ode")
    >>> full_names([ode, Naming(3, 3, 3, "person", "Ode")])
    {'Ada Ode': ('Ada Ode',), 'Ode': ('Ada Ode',)}
    """
    by_type: dict[MentionType, dict[str, tuple[str, ...]]] = {}
    for naming in namings:
        if naming.named:
            by_type.setdefault(naming.type, {})[naming.words] = tuple(plain(naming.words).split())
    found: dict[str, tuple[str, ...]] = {}
    for kind, names in by_type.items():
        index = _by_word(names)
        # A first name alone is short for a full name that stands before it, a surname for any.
        order = {name: number for number, name in enumerate(names)}
        for name, words in names.items():
            longer = [
                other
                for other in index.get(words[-1], ())
                if len(names[other]) > len(words)
                and _is_short_for(words, names[other], kind)
                and (names[other][-1] == words[-1] or order[other] < order[name])
            ]
            found[name] = _fullest(longer, names) or (name,)
        if kind == "person":
            found |= _misspelt(found, names)
    return found | _one_form_a_country(namings)


def _by_word(names: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name, words in names.items():
        for word in set(words):
            index.setdefault(word, []).append(name)
    return index


def _is_short_for(short: tuple[str, ...], long: tuple[str, ...], kind: MentionType) -> bool:
    if long[-len(short) :] == short:
        return True
    if kind == "person" and len(short) == 1:
        return short[0] in long  # a first name alone, or the first of two surnames
    # "Ada Ode" for "Ada B. Ode"
    return kind == "person" and (short[0], short[-1]) == (long[0], long[-1])


def _fullest(longer: list[str], names: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Leave out names that are themselves short for another of the list."""
    kept = [
        name
        for name in longer
        if not any(
            len(names[other]) > len(names[name])
            and _is_short_for(names[name], names[other], "person")
            for other in longer
        )
    ]
    return tuple(sorted(kept))


def _misspelt(
    found: dict[str, tuple[str, ...]], names: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Take a surname that nobody bears for one that differs by a slip of the pen."""
    surnames: dict[str, set[str]] = {}
    for name, words in names.items():
        if len(words) > 1:
            surnames.setdefault(words[-1], set()).update(found[name])
    changed: dict[str, tuple[str, ...]] = {}
    for name, words in names.items():
        if len(words) == 1 and found[name] == (name,) and len(name) >= 6:
            near = {
                full
                for surname, fulls in surnames.items()
                if _differs_by_a_slip(words[0], surname)
                for full in fulls
            }
            if len(near) == 1:
                changed[name] = tuple(near)
    return changed


def _differs_by_a_slip(a: str, b: str) -> bool:
    """Tell whether one letter is changed, added or lost, or two neighbours are swapped.

    >>> _differs_by_a_slip("okonjo", "oknojo"), _differs_by_a_slip("okonjo", "okello")
    (True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5:
        return a == b
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])


def _one_form_a_country(namings: Sequence[Naming]) -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for naming in namings:
        if naming.named and naming.words in country_names():
            forms.setdefault(country_names()[naming.words], []).append(naming.words)
    fullest = {name: max(words, key=len) for name, words in forms.items()}
    return {word: (fullest[name],) for name, words in forms.items() for word in words}


class Referents:
    """Resolves the namings of one report one by one, in text order."""

    def __init__(
        self, parse: Parse, namings: Sequence[Naming], roles: Mapping[int, str], quoted: set[int]
    ) -> None:
        self._parse = parse
        self._namings = namings
        self._quoted = quoted  # numbers of the namings inside quotation marks
        self._full = full_names(namings)
        self._known: dict[str, Known] = {}
        self._answers: list[str | None] = []
        self._by_head = {naming.head: number for number, naming in enumerate(namings)}
        self._by_sentence: dict[int, list[int]] = {}
        self._everybody = self._gather(roles)

    def _gather(self, roles: Mapping[int, str]) -> dict[str, Known]:
        found: dict[str, Known] = {}
        for number, naming in enumerate(self._namings):
            name = self._named(naming)
            if name is None:
                continue
            known = found.setdefault(name, Known(name, naming.type))
            title = self._title(naming)
            told = roles.get(number, "").split()
            known.countries.update(_countries(told))
            inside = plain(naming.words).split()[:-2]  # "Mayor" of "Mayor Ada Ode"
            known.roles.update(word for word in inside if word in person_nouns())
            words = [plain(word) for word in told]
            known.roles.update(titles().get(word, word) for word in (*words, title) if word)
            known.gender = known.gender or _gender(title, words)
        return found

    def _title(self, naming: Naming) -> str:
        return self._parse.tokens[naming.first - 1].text.lower() if naming.first else ""

    def _named(self, naming: Naming) -> str | None:
        if not naming.named:
            return None
        full = self._full.get(naming.words, ())
        return full[0] if len(full) == 1 else None

    def candidates(self, naming: Naming) -> tuple[str, ...]:
        """Return the full names that a name may be short for."""
        return self._full.get(naming.words, ()) if naming.named else ()

    def resolve_all(self) -> list[str | None]:
        """Return the name of whom each naming means."""
        for number, naming in enumerate(self._namings):
            self._answers.append(self._resolve(number, naming))
            sentence = self._parse.tokens[naming.head].sentence
            self._by_sentence.setdefault(sentence, []).append(number)
        return self._answers

    def _resolve(self, number: int, naming: Naming) -> str | None:
        if naming.named:
            return self._named(naming)
        if naming.words in {"who", "which"} and naming.pronoun:
            return self._antecedent(naming)
        if naming.pronoun:
            return self._pronoun(naming)
        named = self._apposed(naming)
        if named:
            return named
        first = self._parse.tokens[naming.first]
        is_definite = first.text.lower() in {"the", "that", "this"} or (
            first.pos not in {"DET", "NUM"} and naming.type == "person"  # "Minister says"
        )
        body = self._principal(naming)
        if body:
            return body
        if is_definite and naming.type != "group" and naming.head - naming.first <= 2:
            return self._definite(naming)
        return naming.words

    def _antecedent(self, naming: Naming) -> str | None:
        verb = self._parse.tokens[naming.head].head
        number = self._by_head.get(self._parse.tokens[verb].head)
        if self._parse.tokens[verb].dep != "relcl" or number is None:
            return None
        return self._answers[number] if number < len(self._answers) else None

    def _apposed(self, naming: Naming) -> str | None:
        """Resolve "the harbour master" in "Ada Ode, the harbour master," and the reverse."""
        tokens = self._parse.tokens
        near = [
            child for child in self._parse.children[naming.head] if tokens[child].dep == "appos"
        ]
        if tokens[naming.head].dep == "appos":
            near.append(tokens[naming.head].head)
        for head in near:
            other = self._namings[self._by_head[head]] if head in self._by_head else None
            if other and other.named and other.type == naming.type:
                return self._named(other)
        return None

    def _principal(self, naming: Naming) -> str | None:
        """Return for whom an unnamed spokesperson speaks: "a spokesman for the Coast Guard"."""
        tokens = self._parse.tokens
        if plain(tokens[naming.head].lemma) not in _SPOKES:
            return None
        found: list[int] = []
        for child in self._parse.children[naming.head]:
            if tokens[child].dep == "prep" and tokens[child].lemma in {"for", "of"}:
                found += [c for c in self._parse.children[child] if tokens[c].dep == "pobj"]
            elif tokens[child].dep in {"compound", "poss"}:
                found.append(child)
        for head in found:
            number = self._by_head.get(head)
            if number is not None and self._namings[number].type in {"org", "other"}:
                return (
                    self._answers[number]
                    if number < len(self._answers)
                    else (self._named(self._namings[number]) or self._namings[number].words)
                )
        return None

    def _definite(self, naming: Naming) -> str | None:
        """Resolve "the general", "the ministry": the last one so called, else the only one."""
        token = self._parse.tokens[naming.head]
        noun = plain(token.lemma)
        if naming.type == "org":
            last = self._last(naming, lambda name: plain(name).split()[1:][-1:] == [noun])
            return last or naming.words
        told = naming.words.split()
        matching = self._last(naming, lambda name: self._may_be(name, noun, told))
        if matching:
            return matching
        bearers = sorted(name for name in self._everybody if self._may_be(name, noun, told))
        if len(bearers) == 1:
            return bearers[0]
        if noun in _GENERIC:
            return self._last(naming, lambda name: bool(self._roles(name)))
        return None

    def _may_be(self, name: str, noun: str, told: Sequence[str]) -> bool:
        """Tell whether one of a name bears the role `noun`, and not another country's."""
        known = self._everybody.get(name)
        if known is None or noun not in known.roles:
            return False
        if {plain(word) for word in told} & _FORMER and not known.roles & _FORMER:
            return False
        countries = _countries(told)
        return not countries or not known.countries or bool(countries & known.countries)

    def _roles(self, name: str) -> set[str]:
        known = self._everybody.get(name)
        return known.roles if known else set()

    def _last(self, naming: Naming, fits: Callable[[str], bool]) -> str | None:
        for number in range(len(self._answers) - 1, -1, -1):
            name = self._answers[number]
            other = self._namings[number]
            far = self._parse.tokens[naming.head].sentence - self._parse.tokens[other.head].sentence
            if far > 4 * _FARTHEST:
                return None
            if name and other.type == naming.type and number not in self._quoted and fits(name):
                return name
        return None

    def _pronoun(self, naming: Naming) -> str | None:
        here = self._parse.tokens[naming.head].sentence
        for sentence in range(here, max(-1, here - _FARTHEST - 1), -1):
            numbers = [n for n in self._by_sentence.get(sentence, ()) if self._fits(n, naming)]
            subjects = [n for n in numbers if self._is_subject(n)]
            speaking = [n for n in subjects if self._is_main(n)]
            chosen = (speaking or subjects)[:1] or (numbers if self._all_one(numbers) else [])
            if chosen:
                return self._answers[chosen[0]]
            if numbers:
                return None  # two persons in the nearest sentence: which of them is not shown
            if naming.type != "person" and here - sentence >= 2:
                return None
        return None

    def _all_one(self, numbers: list[int]) -> bool:
        return len({self._answers[n] for n in numbers}) == 1

    def _is_subject(self, number: int) -> bool:
        return self._parse.tokens[self._namings[number].head].dep in _SUBJECTS

    def _is_main(self, number: int) -> bool:
        """Tell the subject of the main verb: who spoke in "the bridge is safe, Ode said"."""
        verb = self._parse.tokens[self._namings[number].head].head
        return self._parse.tokens[verb].dep == "ROOT"

    def _fits(self, number: int, pronoun: Naming) -> bool:
        naming, name = self._namings[number], self._answers[number]
        if number in self._quoted or name is None:
            return False
        if pronoun.words == "it":
            return naming.type in {"org", "place"} and self._is_subject(number)
        if pronoun.words == "they":
            return naming.type in {"group", "org"} and self._is_subject(number)
        if not naming.named and plain(naming.words) == "one person":
            return False  # counted among the dead or hurt, hardly ever heard
        known = self._everybody.get(name)
        if known is None and not self._is_subject(number):
            return False  # somebody unnamed who did nothing
        gender = known.gender if known else self._gender_of(naming)
        return naming.type == "person" and gender in {None, "f" if pronoun.words == "she" else "m"}

    def _gender_of(self, naming: Naming) -> str | None:
        """Return the gender that the noun for somebody unnamed shows: "her son"."""
        noun = plain(self._parse.tokens[naming.head].lemma)
        if noun in _MALE_NOUNS or noun in _FEMALE_NOUNS:
            return "m" if noun in _MALE_NOUNS else "f"
        return None


def _countries(words: Sequence[str]) -> set[str]:
    bare = [word.removesuffix("'s").removesuffix("’s").strip(",") for word in words]
    known = country_names() | peoples()
    return {known[word] for word in bare if word in known}


def _gender(title: str, role: Sequence[str]) -> str | None:
    if title in _FEMALE or any(word.endswith("woman") for word in role):
        return "f"
    if title in _MALE or any(word.endswith("man") and word != "chairman" for word in role):
        return "m"
    return None
