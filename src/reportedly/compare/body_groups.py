"""Tell which names of bodies, unnamed groups and countries in different reports are one.

The agents of each report go in, for each that is no named person a key comes out: the country it
belongs to and the words of its name. Equal keys are one body. "The Defence Ministry" takes its
country from the story where only one can be meant:

    "Kenyan Defence Ministry", "Kenya’s defence minister"   ->  "the Defence Ministry" is Kenya's
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from reportedly.compare.bodies import BodyKey, body_key, is_government, known_body
from reportedly.compare.countries import Geography, country_named
from reportedly.compare.local_agents import LocalAgent
from reportedly.compare.people import Person
from reportedly.compare.person_names import parse_name, surname_key
from reportedly.model import MentionType
from reportedly.text import listed, plain


def is_person(local: LocalAgent, geography: Geography) -> bool:
    """Return whether a local agent is a named person, and not a country or a role."""
    if local.type != "person" or not local.named or local.name in geography.states:
        return False
    if country_named(local.name) is not None or known_body(local.name) is not None:
        return False
    return not is_role(local.name)


def is_role(name: str) -> bool:
    """Return whether a name is only what somebody is: "Foreign Minister", "the Kenyan leader".

    >>> is_role("Foreign Minister"), is_role("Ann Reed")
    (True, False)
    """
    words = plain(name).split()
    return bool(words) and words[-1] in listed("person_nouns")


def correct_types(locals_: Sequence[LocalAgent]) -> None:
    """Give one name one type all over the story; the tagger slips on rare names.

    It takes a bare surname for a body, and a firm named after people for one of them.
    """
    votes: dict[str, Counter[MentionType]] = {}
    for local in locals_:
        if " " in local.name and local.named:
            votes.setdefault(local.name, Counter()).update(local.types)
    for local in locals_:
        words = local.name.split()
        if local.name in votes and local.type == "person" and _is_firm(local, words):
            votes[local.name]["org"] += sum(votes[local.name].values()) + 1
    usual = {name: min(found, key=lambda t: (-found[t], t)) for name, found in votes.items()}
    surnames = {_surname_key(n) for n, type_ in usual.items() if type_ == "person"}
    firms = {n.split()[0] for n, type_ in usual.items() if type_ == "org"}
    for local in locals_:
        bare = " " not in local.name and local.name[:1].isupper()
        if local.name in usual:
            local.types = Counter({usual[local.name]: 1})
        elif bare and local.type in ("org", "other") and surname_key(local.name) in surnames:
            local.types, local.named = Counter({"person": 1}), True
        elif local.name in firms and surname_key(local.name) not in surnames:
            local.types = Counter({"org": 1})


def _surname_key(name: str) -> str:
    parsed = parse_name(name)
    return parsed.surname if parsed else surname_key(name.split()[-1])


def _is_firm(local: LocalAgent, words: Sequence[str]) -> bool:
    """Return whether "Brannt Terminals" is also called "Brannt", as people are not."""
    last = plain(words[-1])
    return words[0] in local.forms and (last in listed("body_nouns") or last.endswith("als"))


def body_keys(
    locals_: Sequence[LocalAgent], people: Sequence[Person], geography: Geography
) -> dict[int, BodyKey]:
    """Return keys, by number, of all that is no named person; a country's has no words."""
    found = {
        number: _key(local, geography)
        for number, local in enumerate(locals_)
        if not is_person(local, geography)
    }
    _spell_out(found, locals_)
    _spell_out_compass(found, locals_)
    _spell_out_initials(found, locals_)
    owners = _owners(found, people, {n for n in found if locals_[n].type == "person"})
    for number, made in found.items():
        countries = owners.get(made.words, set())
        if made.country is None and made.words and len(countries) == 1:
            found[number] = BodyKey(next(iter(countries)), made.words)
    return found


def _spell_out(keys: dict[int, BodyKey], locals_: Sequence[LocalAgent]) -> None:
    """Give "Brannt" the key of "Brannt Terminals", where only one name in the story begins so."""
    longer: dict[str, set[BodyKey]] = {}
    for number, made in keys.items():
        words = plain(locals_[number].name).split()
        if len(words) > 1 and locals_[number].named and made.words:
            longer.setdefault(words[0], set()).add(made)
    for number, made in list(keys.items()):
        local = locals_[number]
        alone = local.named and " " not in local.name and made.country is None
        fitting = longer.get(plain(local.name), set()) if alone else set()
        if len(fitting) == 1 and local.type in ("org", "other"):
            [keys[number]] = fitting


def _spell_out_compass(keys: dict[int, BodyKey], locals_: Sequence[LocalAgent]) -> None:
    """Give "the North" the key of North Korea, where no other country so called is named."""
    named = {made.country for made in keys.values() if made.country and not made.words}
    for number in list(keys):
        word = locals_[number].name.removeprefix("the ").removeprefix("The ")
        if word in _COMPASS:
            fitting = [country for country in named if country.startswith(f"{word} ")]
            if len(fitting) == 1:
                keys[number] = BodyKey(fitting[0], frozenset())


def _spell_out_initials(keys: dict[int, BodyKey], locals_: Sequence[LocalAgent]) -> None:
    """Give "HRC" the key of "Harbour Rescue Committee", where one name has those initials."""
    longer: dict[str, set[BodyKey]] = {}
    for number, made in keys.items():
        words = [w for w in re.findall(r"[^\W_][\w’'-]*", locals_[number].name) if w[0].isupper()]
        if locals_[number].named and len(words) >= _INITIALS and made.words:
            longer.setdefault("".join(word[0] for word in words), set()).add(made)
    for number, made in list(keys.items()):
        name = locals_[number].name
        if name.isupper() and len(name) >= _INITIALS and made.country is None:
            fitting = longer.get(name, set())
            if len(fitting) == 1:
                [keys[number]] = fitting


_INITIALS = 3  # letters; of two letters many names have the same
_COMPASS = frozenset({"North", "South", "East", "West"})


def _key(local: LocalAgent, geography: Geography) -> BodyKey:
    country = country_named(local.name) or geography.states.get(local.name)
    if country is not None and known_body(local.name) is None:
        return BodyKey(country, frozenset())
    made = body_key(local.name, geography)
    return BodyKey(made.country, frozenset()) if is_government(made) else made


def _owners(
    keys: Mapping[int, BodyKey], people: Sequence[Person], persons: Set[int]
) -> dict[frozenset[str], set[str]]:
    """Return the words of bodies -> the countries that are named with them, or with a minister."""
    found: dict[frozenset[str], set[str]] = {}
    ministers = [(person.roles, person.countries) for person in people]
    for number, made in keys.items():
        if made.country and made.words:
            # Of people each report may mean others: one witness is Kenyan, another is not.
            if number not in persons:
                found.setdefault(made.words, set()).add(made.country)
            ministers.append((set(made.words), {made.country}))
    for words, countries in ministers:
        if "minister" in words and len(countries) == 1:
            for word in sorted(words - {"minister"}):
                name = "defence" if word == "defense" else word
                found.setdefault(frozenset({name, "ministry"}), set()).update(countries)
    return found


def named_bodies(locals_: Sequence[LocalAgent], keys: Mapping[int, BodyKey]) -> frozenset[BodyKey]:
    """Return the keys of all bodies that bear a name somewhere in the story."""
    return frozenset(made for number, made in keys.items() if locals_[number].named and made.words)


def block_of(local: LocalAgent, made: BodyKey, named: frozenset[BodyKey]) -> tuple[object, ...]:
    """Return what bodies and groups must share to be one; unnamed ones need a country for it."""
    if made.country and not made.words:
        return ("country", made.country)
    words = tuple(sorted(made.words)) or (plain(local.name),)
    if local.opening:
        return ("apart", local.report_id, local.label)
    if made in named:
        return ("body", made.country, words)
    # "the company" of two reports may be two; "the county police" hardly.
    loose = local.type in ("group", "person", "other") or len(words) == 1
    if not local.named and made.country is None and loose:
        return ("apart", local.report_id, local.label)
    return ("unnamed", made.country, words, local.type == "person")
