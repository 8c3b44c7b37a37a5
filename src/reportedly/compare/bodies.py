"""Bring the names of a body, and of unnamed groups, to one form.

"the Russian Defense Ministry", "Russia's Ministry of Defence"  ->  Russia: defence ministry
"US officials", "American officials"                            ->  United States: official
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly.compare.countries import Geography, country_in
from reportedly.register import shipped_register
from reportedly.text import plain, word_list

_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "in",
        "to",
        "at",
        "on",
        "its",
        "his",
        "her",
        "their",
        "our",
        "some",
        "several",
        "two",
        "three",
        "four",
        "five",
        "six",
        "many",
        "other",
        "most",
        "senior",
        "top",
        "local",
        "one",
        "another",
        "both",
        "all",
    }
)
_SPELLINGS = {
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "programme": "program",
    "organization": "organisation",
    "officials": "official",
    "ministries": "ministry",
    "authorities": "authority",
    "militaries": "military",
}
# What a firm may put behind its name, and seldom does twice alike.
_FIRM = frozenset(
    ["inc", "corp", "co", "ltd", "plc", "llc", "llp", "ag", "sa", "gmbh", "nv", "spa",
     "group", "corporation", "limited", "holding", "company"]
)  # fmt: skip
_GOVERNMENT = frozenset({"government", "authority", "leadership", "administration", "regime"})
_PARTS = re.compile(r"; |, | and ")
_DOUBLE = frozenset(
    [
        "Antigua and Barbuda",
        "Bosnia and Herzegovina",
        "Trinidad and Tobago",
        "Sao Tome and Principe",
    ]
)
# What follows one of these tells of a group's members, not which group it is.
_TAIL = re.compile(r"\b(?:who|that|which|familiar|briefed|with|speaking|close|including)\b.*")


@dataclass(frozen=True, slots=True)
class BodyKey:
    """A body by the country it belongs to and the words of its name."""

    country: str | None
    words: frozenset[str]


def body_key(name: str, geography: Geography) -> BodyKey:
    """Return the country and the words of a body's or group's name.

    >>> key = body_key("Kenya’s Ministry of Defense", Geography())
    >>> key.country, sorted(key.words)
    ('Kenya', ['defence', 'ministry'])
    """
    known = known_body(name)
    if known is not None:
        return BodyKey(known[1], frozenset({plain(known[0])}))
    within = None if _is_desk(name) else body_in(name)  # "a Pentagon official"
    country = _one_country(name, geography) or (within[1] if within else None)
    words = [plain(word) for word in re.findall(r"[^\W_][\w.’'&-]*", _TAIL.sub("", name))]
    kept = {
        _SPELLINGS.get(word, _singular(word))
        for word in (w.removesuffix("'s").strip(".'") for w in words)
        if word not in _SMALL and not word.isdigit()
    }
    kept -= _country_words(name, country, geography)
    kept = kept - _FIRM if name.split()[-1].strip(".,").casefold() in _FIRM else kept
    return BodyKey(country, frozenset(kept))


def _is_desk(name: str) -> bool:
    """Return whether a name is that of an outlet's desk: "BBC Parliament".

    >>> _is_desk("BBC Parliament"), _is_desk("Parliament")
    (True, False)
    """
    first, _, rest = name.partition(" ")
    return bool(rest) and first.isupper() and shipped_register().named(first) is not None


def _one_country(name: str, geography: Geography) -> str | None:
    """Return the country that a name speaks of; None for "Kenyan and Ugandan officials"."""
    parts = _PARTS.split(name)
    found = {country for part in parts if (country := geography.country_of(part))}
    if len(parts) > 1 and len(found) > 1 and country_in(name) not in _DOUBLE:
        return None
    if "; " in name and not all(geography.country_of(part) for part in parts):
        return None  # two who said it together, of whom one speaks for nobody known
    return geography.country_of(name)


def is_government(key: BodyKey) -> bool:
    """Return whether a body is a country's government as a whole, and not a town's."""
    return key.country is not None and len(key.words) == 1 and key.words <= _GOVERNMENT


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _country_words(name: str, country: str | None, geography: Geography) -> set[str]:
    """Return the words of `name` that do nothing but name the country."""
    if country is None:
        return set()
    found = set()
    for word in re.findall(r"[^\W_][\w.-]*", name):
        bare = re.sub(r"['’]s$", "", word)
        if country_in(bare) == country or geography.states.get(bare) == country:
            found |= {plain(bare).strip("."), _singular(plain(bare).strip("."))}
    if country_in(name) == country:
        # Names of two words: "South Korean", "United States".
        found |= {plain(word) for word in country.split()}
        found |= {"north", "south"} if country.startswith(("North ", "South ")) else set()
    return found


def known_body(name: str) -> tuple[str, str | None] | None:
    """Return a well-known body's name and the party it speaks for; None for any other.

    >>> known_body("the U.N."), known_body("ICRC")
    (('United Nations', 'United Nations'), ('Red Cross', None))
    """
    bare = re.sub(r"^(?:the|The) ", "", name.strip()).replace("’", "'")
    return _bodies().get(bare)


def body_in(words: str) -> tuple[str, str | None] | None:
    """Return the first well-known body that is named in `words`.

    >>> body_in("White House press secretary")
    ('White House', 'United States')
    """
    match = _pattern().search(words.replace("’", "'"))
    return _bodies()[match.group()] if match else None


@cache
def _bodies() -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for line in word_list("bodies"):
        name, principal, others = [*line.split("\t"), "", ""][:3]
        for form in (name, *others.split("|")):
            if form:
                found.setdefault(re.sub(r"^the ", "", form), (name, principal or None))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, sorted(_bodies(), key=lambda form: (-len(form), form))))
    return re.compile(rf"(?<![\w-])(?:{forms})(?!\w)")
