"""For whom an agent speaks: a country, a body, nobody but itself.

"Lethenia's foreign minister"          speaks for Lethenia
"a friend of Lethenia's president"     speaks for nobody
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.compare.bodies import BodyKey, body_in, known_body
from reportedly.compare.countries import Geography, country_named
from reportedly.model import MentionType
from reportedly.text import plain, word_list

_PAST = re.compile(
    r"\b(?:former|formerly|ex-|retired|late|onetime|one-time|deposed|ousted|toppled|analyst|"
    r"professor)\b",
    re.I,
)
# Heads and spokespeople of these speak for nobody else, wherever they are.
_PRIVATE = re.compile(
    r"\b(?:union|company|companie|firm|club|team|institute|university|college|school|association|"
    r"charity|church|newspaper|airline|airway|carrier|retailer|carmaker|studio|brewer|"
    r"league|society|foundation|campaign group|business|chamber|trade|ceo|chief executive|"
    r"chief financial|chief operating|"
    r"correspondent|reporter|journalist|editor|columnist|organi[sz]ers?|event|festival|celebrations?|"
    r"concert|parade|opposition|"
    r"far-right|far-left|candidate|exiled|red cross|red crescent)(?:s|es)?\b"
)
# Who is somebody's does not speak for whom that somebody leads.
_CLOSE = re.compile(
    r"\b(?:friend|relative|wife|husband|son|daughter|father|mother|brother|sister|cousin|nephew|"
    r"niece|uncle|aunt|widow|girlfriend|boyfriend|critic|opponent|rival|donor|supporter|biographer)"
    r"s?\b"
)
_SENT = re.compile(r"\b(ambassador|envoy|emissary|high commissioner|consul)s? to\b.*", re.I)
_CLAUSE = re.compile(r"[ ,]+(?:who|that|which|closely|close|on vacation)\b")


@dataclass(frozen=True, slots=True)
class Belonging:
    """What helps to tell for whom an agent speaks."""

    keys: Sequence[BodyKey]  # of those of its names that are no person's
    bodies: Mapping[str, str | None]
    geography: Geography

    @property
    def country(self) -> str | None:
        """Return the country that its names, other than a person's, show."""
        return next((made.country for made in self.keys if made.country), None)

    @property
    def is_country(self) -> bool:
        """Return whether it is a country, or its government as a whole."""
        return bool(self.keys) and all(m.country and not m.words for m in self.keys)


def principal_of(
    kind: MentionType, named: bool, roles: Counter[str], belongs: Belonging
) -> str | None:
    """Return the country or body that an agent speaks for, by most of what is said of it."""
    if kind != "person" or not named:
        return belongs.country
    votes: Counter[str] = Counter()
    for role, count in sorted(roles.items()):
        found = _principal_of_role(role, belongs)
        if found:
            votes[found] += count
    if not votes:
        return belongs.country
    return min(votes, key=lambda found: (-votes[found], found))


def _principal_of_role(role: str, belongs: Belonging) -> str | None:
    role = _SENT.sub(r"\1", role)  # an ambassador to a country is another's
    body = body_in(role)
    if body is not None:
        return body[1] or body[0]
    words = [word.strip(",.") for word in role.split()]
    for size in range(min(6, len(words)), 1, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if name in belongs.bodies:
                return belongs.bodies[name] or name
    country = belongs.geography.country_of(role)
    if country is None and len(words) > 2 and words[-2] in ("of", "at", "for"):
        return words[-1] if words[-1] in belongs.bodies else None
    return country


def is_official(
    kind: MentionType,
    named: bool,
    words: Sequence[str],
    principal: str | None,
    belongs: Belonging,
) -> bool:
    """Return whether an agent speaks for a state or party, not only from within a country."""
    if principal is None or not is_party(principal, belongs.geography):
        return False
    if belongs.is_country:
        return True
    bodies = [body for word in words if (body := known_body(word))] if kind != "person" else []
    if bodies:
        return any(party is not None for _, party in bodies)
    if kind == "person" and named and any(map(_PAST.search, words)):
        return False
    told = (plain(_CLAUSE.split(word, maxsplit=1)[0]) for word in words)
    return any(
        _official_pattern().search(one) and not _PRIVATE.search(one) and not _CLOSE.search(one)
        for one in told
    )


def is_party(name: str, geography: Geography) -> bool:
    """Return whether a name is that of a country, or of a body that is a party of its own."""
    body = known_body(name)
    known = country_named(name) == name or name in geography.states.values()
    return known or (body is not None and body[1] == name)


@cache
def _official_pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, word_list("official_nouns")), key=len, reverse=True))
    return re.compile(rf"\b(?:{nouns}|minist(?:er|ry))s?\b")
