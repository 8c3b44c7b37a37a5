"""Look up countries, their capitals and people, news outlets, and nouns for people and bodies.

Everything is read from `words/` once per process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.text import listed, word_list


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words that news uses for it.

    Attributes:
        code: ISO 3166-1 alpha-2.
        people: Words for its people and things ("Danish", "Danes").
        seats: Its capital and other words for its government.
    """

    name: str
    code: str
    aliases: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, in alphabetical order of their names.

    >>> [country.seats for country in countries() if country.code == "DK"]
    [('Copenhagen',)]
    """
    found = []
    for line in word_list("countries"):
        name, code, aliases, people, seats = line.split("\t")
        found.append(Country(name, code, _split(aliases), _split(people), _split(seats)))
    return tuple(found)


def _split(entries: str) -> tuple[str, ...]:
    return tuple(entry for entry in entries.split("|") if entry)


@cache
def country_names() -> dict[str, str]:
    """Return name or alias of each country -> its name."""
    return {form: c.name for c in countries() for form in (*c.aliases, c.name)}


@cache
def seats() -> dict[str, str]:
    """Return capital, or other word for a government -> the country's name."""
    return {seat: country.name for country in countries() for seat in country.seats}


@cache
def peoples() -> dict[str, str]:
    """Return word for a country's people or things -> the country's name."""
    return {word: country.name for country in countries() for word in country.people}


@cache
def outlets() -> frozenset[str]:
    """Return the names of news agencies and outlets, without "the"."""
    forms = (form.strip() for line in word_list("outlets") for form in line.split("|"))
    return frozenset(form for form in forms if not form.islower())


def platforms() -> frozenset[str]:
    """Return the names of platforms where people publish their own words."""
    return listed("platforms")


def person_nouns() -> frozenset[str]:
    """Return nouns for people, singular."""
    return listed("person_nouns")


def body_nouns() -> frozenset[str]:
    """Return nouns for bodies, singular."""
    return listed("body_nouns")


@cache
def titles() -> dict[str, str]:
    """Return title, lower case -> the noun that it stands for ("gen." -> "general")."""
    pairs = (line.partition("\t") for line in word_list("titles"))
    return {title: noun or title.rstrip(".") for title, _, noun in pairs}
