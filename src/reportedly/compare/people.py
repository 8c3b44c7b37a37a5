"""Tell which names in different reports are one person's.

Names are compared only within a block of equal surname keys, and misspellings only where two
surnames share a form with one letter left out: never all with all. Names agree when first names
do; a bare surname joins a full name when there is just one to join. Nothing is joined against
roles or titles that disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.compare.countries import Geography
from reportedly.compare.person_names import (
    PersonName,
    first_name_keys,
    is_misspelling,
    near_keys,
    parse_name,
    surname_key,
    without_role,
)
from reportedly.text import listed, plain

_SAME_ROLE = {
    "leader": "president",
    "head": "chief",
    "boss": "chief",
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
    "spox": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "advisor": "adviser",
    "premier": "prime",
    "congresswoman": "congressman",
    "councilwoman": "councilman",
}


@dataclass(slots=True, eq=False)
class Person:
    """Names that are taken for one person's, by their numbers."""

    name: PersonName
    numbers: list[int]
    roles: set[str] = field(default_factory=set)  # words of the roles
    offices: set[str] = field(default_factory=set)  # those that say what they are, not whose
    countries: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        """Return on what the names were joined."""
        return "; ".join(dict.fromkeys(self.notes))

    def take(self, other: Person, note: str) -> None:
        """Take over all that is known of `other`."""
        if len(other.name.first) > len(self.name.first):
            self.name = other.name
        self.numbers += other.numbers
        self.roles |= other.roles
        self.offices |= other.offices
        self.countries |= other.countries
        self.reports |= other.reports
        self.notes += [*other.notes, note]


def describe(
    number: int, name: str, roles: Sequence[str], report_id: str, geography: Geography
) -> Person | None:
    """Return one name as a person to be joined with others; None where it is no name."""
    parsed = parse_name(name)
    if parsed is None or not parsed.surname:
        return None
    countries = {country for role in roles if (country := geography.country_of(role))}
    before = name.removesuffix(without_role(name))  # "Mayor" of "Mayor Ann Reed"
    words = {word for role in (*roles, before) for word in role_words(role)}
    offices = {word for role in (*roles, before) for word in role_words(_office(role))}
    return Person(parsed, [number], words, offices, countries, {report_id})


def _office(role: str) -> str:
    """Return a role without whose it is, where that is somebody who has an office too.

    >>> [_office(role) for role in ("President Ode’s adviser", "aide to the mayor", "head of it")]
    ['adviser', 'aide', 'head of it']
    """
    for owner in _OWNERS.finditer(role):
        if not listed("person_nouns").isdisjoint(plain(owner["owner"]).split()):
            return role[owner.end() :]
    for served in _SERVED.finditer(role):
        if not listed("person_nouns").isdisjoint(plain(role[served.end() :]).split()):
            return role[: served.start()]
    return role


_OWNERS = re.compile(r"(?P<owner>[^,]+)['’]s? ")
_SERVED = re.compile(r" (?:to|for|of|under) ")


def role_words(role: str) -> set[str]:
    """Return the words of a role, words of one meaning brought to one.

    >>> sorted(role_words("the Kenyan leader"))
    ['kenyan', 'president']
    """
    words = re.findall(r"[^\W_][\w’'-]+", plain(role))
    return {_SAME_ROLE.get(w, w) for w in words if w not in ("the", "of", "and", "for", "his")}


def join_people(people: Sequence[Person], misspelled_from: int) -> list[Person]:
    """Return `people` with those joined that are one; `misspelled_from` in letters."""
    blocks: dict[str, list[Person]] = {}
    for person in people:
        blocks.setdefault(person.name.surname, []).append(person)
    joined = [person for key in sorted(blocks) for person in _join_block(blocks[key])]
    return _join_misspelled(_join_two_surnames(joined), misspelled_from)


def _join_two_surnames(people: Sequence[Person]) -> list[Person]:
    """Join "Ana Porras", and "Porras" in the same report, with "Ana Porras Solano"."""
    longer: dict[str, list[Person]] = {}
    for person in people:
        if len(person.name.first) > 1:
            longer.setdefault(surname_key(person.name.first[-1]), []).append(person)
    kept: list[Person] = []
    for person in people:
        fitting = [
            other
            for other in longer.get(person.name.surname, ())[:_MOST]
            if other is not person and _shortens(person, other)
        ]
        if len(fitting) == 1:
            fitting[0].take(person, "first of two surnames")
        else:
            kept.append(person)
    return kept


def _shortens(short: Person, full: Person) -> bool:
    if not agree(short, full) or len(short.name.first) >= len(full.name.first):
        return False
    if short.name.first:
        return short.name.first == full.name.first[: len(short.name.first)]
    return bool(short.reports & full.reports)


def _join_block(block: Sequence[Person]) -> Iterator[Person]:
    full = [person for person in block if person.name.first]
    bare = [person for person in block if not person.name.first]
    found = _join_full(full)
    alone: list[Person] = []
    for person in bare:
        fitting = [other for other in found[:_MOST] if agree(other, person)]
        if len(fitting) == 1:
            fitting[0].take(person, "surname alone, one person of that name")
        elif not fitting:
            alone.append(person)
        else:
            yield person  # two could be meant: shown apart
    yield from found
    yield from _join_bare(alone)


_MOST = 50  # people of one surname that a bare surname is compared with; more are never one story


def _join_full(full: Sequence[Person]) -> list[Person]:
    found: list[Person] = []
    known: dict[str, list[Person]] = {}
    initials = [person for person in full if len(person.name.first[0]) == 1]
    for person in full:
        if len(person.name.first[0]) == 1:
            continue
        keys = first_name_keys(person.name.first[0])
        fitting = [other for key in keys for other in known.get(key, ()) if agree(other, person)]
        slips = [] if fitting else [o for o in found[:_MOST] if _same_with_a_slip(o, person)]
        if fitting:
            fitting[0].take(person, "same first name and surname")
            person = fitting[0]
        elif len(slips) == 1:
            slips[0].take(person, "first name one letter apart, same role")
            person = slips[0]
        else:
            found.append(person)
        for key in keys:
            if person not in known.setdefault(key, []):
                known[key].append(person)
    for person in initials:
        fitting = [
            other
            for other in found[:_MOST]
            if other.name.first[0][0] == person.name.first[0] and agree(other, person)
        ]
        if len(fitting) == 1:
            fitting[0].take(person, "same initial and surname")
        else:
            found.append(person)
    return found


def _same_with_a_slip(a: Person, b: Person) -> bool:
    """Return whether two bear one surname and role, and first names one letter apart."""
    one, other = a.name.first[0], b.name.first[0]
    alike = min(len(one), len(other)) >= _SLIP_FROM and is_misspelling(one, other)
    return alike and bool(a.roles & b.roles) and agree(a, b)


_SLIP_FROM = 5  # letters of a first name; shorter ones are often another's: "Jon", "Joe"


def _join_bare(bare: Sequence[Person]) -> list[Person]:
    found: list[Person] = []
    for person in bare:
        fitting = [other for other in found[:_MOST] if agree(other, person)]
        if fitting:
            fitting[0].take(person, "same surname, nothing against it")
        else:
            found.append(person)
    return found


def agree(a: Person, b: Person) -> bool:
    """Return whether nothing known of two people of one name speaks against their being one."""
    if a.name.title and b.name.title and a.name.title != b.name.title:
        return False
    if not a.roles or not b.roles or a.roles & b.roles:
        return True
    if a.countries and b.countries:
        return bool(a.countries & b.countries)
    # Roles without a word in common: enough to part bare surnames, not two full names.
    return bool(a.name.first and b.name.first)


def _join_misspelled(people: list[Person], misspelled_from: int) -> list[Person]:
    forms: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        if len(person.name.letters) >= misspelled_from:
            for form in sorted(set(near_keys(person.name.letters))):
                forms.setdefault(form, []).append(number)
    gone: set[int] = set()
    # The rarer name is the slip; it goes to the one it can be a slip of.
    for number in sorted(range(len(people)), key=lambda n: (len(people[n].numbers), n)):
        near = _near(people, number, forms) - gone
        if len(near) == 1:
            [other] = near
            if len(people[other].numbers) >= len(people[number].numbers):
                people[other].take(people[number], "surname one letter apart")
                gone.add(number)
    return [person for number, person in enumerate(people) if number not in gone]


def _near(people: Sequence[Person], number: int, forms: dict[str, list[int]]) -> set[int]:
    person = people[number]
    if len(person.name.letters) == 0:
        return set()
    found = set()
    for form in set(near_keys(person.name.letters)):
        for other in forms.get(form, ())[:_MOST]:
            if other != number and _may_be_slip(person, people[other]):
                found.add(other)
    return found


def _may_be_slip(a: Person, b: Person) -> bool:
    if not is_misspelling(a.name.letters, b.name.letters) or not agree(a, b):
        return False
    if a.name.first and b.name.first:
        return bool(set(first_name_keys(a.name.first[0])) & set(first_name_keys(b.name.first[0])))
    # A bare surname needs more than a likeness: the right spelling in the same report, or a role.
    return bool(a.reports & b.reports or a.roles & b.roles)
