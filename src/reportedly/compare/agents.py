"""Tell who in different reports is one person, body or unnamed group.

A story's mentions and statements go in, `Agent` rows come out, each with every form of its name,
the statements it is the speaker of, and for whom it speaks:

    "Oleh Dravinsky", "Dravinskyy", "Lethenia's foreign minister"  ->  one agent, for Lethenia

Nobody is joined on a surname alone when first names or roles disagree. Work is done in blocks of
equal keys, never on all pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.compare.bodies import BodyKey, body_in, body_key, is_government, known_body
from reportedly.compare.countries import Geography, country_named, learn
from reportedly.compare.local_agents import Groups, LocalAgent, gather
from reportedly.compare.people import Person, describe, join_people, role_words
from reportedly.model import (
    COUNTED_BLOCKS,
    Agent,
    Mention,
    MentionType,
    PlaceMention,
    Report,
    Statement,
    Story,
)
from reportedly.stage import Stage
from reportedly.text import key, plain, word_list

_PAST = re.compile(
    r"\b(?:former|formerly|ex-|retired|late|onetime|one-time|analyst|professor)\b", re.I
)
_INDEFINITE = re.compile(r"^(?:an?|one|another|some|two|three|several)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSettings:
    """How names are brought together.

    Attributes:
        misspelled_from: Letters a surname needs for a likeness of one letter to count. Of names
            of five letters and fewer many real pairs are one letter apart (Smith, Smyth).
    """

    misspelled_from: int = 7


def resolve_agents(
    story: Story,
    reports: Sequence[Report],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    places: Sequence[PlaceMention],
    settings: AgentSettings,
) -> Iterator[Agent]:
    """Yield the agents of `story`, in order of first appearance."""
    locals_ = gather(reports, mentions, statements)
    geography = _geography(reports, mentions, places)
    groups, notes = Groups(len(locals_)), dict[int, str]()
    people = _people(locals_, geography, settings)
    for person in people:
        _join_all(groups, person.numbers)
        notes[min(person.numbers)] = person.note
    keys = _body_keys(locals_, geography)
    _join_bodies(groups, locals_, keys)
    _join_roles(groups, locals_, people, keys)
    names = _body_names(locals_, keys)
    for members in groups.members().values():
        chosen = [locals_[number] for number in members]
        first = keys.get(members[0])
        countries = [found.country for n in members if (found := keys.get(n)) and found.country]
        belongs = _Belonging(first, countries[0] if countries else None, names, geography)
        yield _agent(story, chosen, belongs, notes.get(members[0], ""))


def _geography(
    reports: Sequence[Report], mentions: Sequence[Mention], places: Sequence[PlaceMention]
) -> Geography:
    texts = {report.id: report.text for report in reports}
    named = {
        mention.span.of(texts[mention.report_id])
        for mention in mentions
        if mention.type == "place" and mention.report_id in texts
    }
    read = [
        "\n".join(b.span.of(report.text) for b in report.blocks if b.kind in COUNTED_BLOCKS)
        if report.blocks
        else report.text
        for report in reports
    ]
    located = Counter((place.name, place.country) for place in places if place.country)
    return learn(read, sorted(named), sorted(located.elements()))


def _join_all(groups: Groups, numbers: Sequence[int]) -> None:
    for number in numbers[1:]:
        groups.join(numbers[0], number)


# --- persons -------------------------------------------------------------------------------


def _people(
    locals_: Sequence[LocalAgent], geography: Geography, settings: AgentSettings
) -> list[Person]:
    found = [
        person
        for number, local in enumerate(locals_)
        if local.type == "person" and local.named
        if (person := describe(number, local.name, sorted(local.roles), local.report_id, geography))
    ]
    return join_people(found, settings.misspelled_from)


def _join_roles(
    groups: Groups,
    locals_: Sequence[LocalAgent],
    people: Sequence[Person],
    keys: Mapping[int, BodyKey],
) -> None:
    """Join "the Ruritanian president" with the one person of the story who is that."""
    holders: dict[str, list[Person]] = {}
    for person in people:
        for word in sorted(person.roles):
            holders.setdefault(word, []).append(person)
    for number, local in enumerate(locals_):
        if local.named or local.type != "person" or any(map(_INDEFINITE.match, local.forms)):
            continue
        words = role_words(local.name)
        rarest = min((holders.get(word, []) for word in words), key=len, default=[])
        fitting = [person for person in rarest if words <= person.roles]
        country = keys[number].country if number in keys else None
        if len(fitting) == 1 and (not country or country in fitting[0].countries):
            groups.join(fitting[0].numbers[0], number)


# --- bodies, groups and countries ----------------------------------------------------------


def _body_keys(locals_: Sequence[LocalAgent], geography: Geography) -> dict[int, BodyKey]:
    """Return keys of all that is no named person; a country's has no words."""
    found: dict[int, BodyKey] = {}
    for number, local in enumerate(locals_):
        if local.type == "person" and local.named:
            continue
        country = country_named(local.name)
        if country is not None and known_body(local.name) is None:
            found[number] = BodyKey(country, frozenset())
            continue
        made = body_key(local.name, geography)
        found[number] = BodyKey(made.country, frozenset()) if is_government(made) else made
    return found


def _join_bodies(
    groups: Groups, locals_: Sequence[LocalAgent], keys: Mapping[int, BodyKey]
) -> None:
    alike: dict[tuple[object, ...], list[int]] = {}
    for number, made in keys.items():
        alike.setdefault(_block(locals_[number], made), []).append(number)
    for numbers in alike.values():
        _join_all(groups, numbers)
    # "the Defence Ministry" is the one that the story names with its country, if there is one.
    owners: dict[frozenset[str], dict[str, int]] = {}
    for number, made in keys.items():
        if made.country and made.words and locals_[number].type != "group":
            owners.setdefault(made.words, {}).setdefault(made.country, number)
    for number, made in keys.items():
        if made.country is None and len(owners.get(made.words, {})) == 1:
            [owner] = owners[made.words].values()
            if locals_[number].type != "group":
                groups.join(owner, number)


def _block(local: LocalAgent, made: BodyKey) -> tuple[object, ...]:
    """Return what bodies and groups must share to be one; unnamed ones need a country for it."""
    if made.country and not made.words:
        return ("country", made.country)
    unnamed = not local.named and local.type in ("group", "person")
    words = tuple(sorted(made.words)) or (plain(local.name),)
    if unnamed and made.country is None:
        return ("apart", local.report_id, local.name)
    return ("unnamed" if unnamed else "body", made.country, words, local.type == "person")


def _body_names(
    locals_: Sequence[LocalAgent], keys: Mapping[int, BodyKey]
) -> dict[str, str | None]:
    """Return the names of bodies that the story names -> whom they belong to."""
    return {
        local.name: keys[number].country
        for number, local in enumerate(locals_)
        if local.type == "org" and local.named and number in keys
    }


# --- rows ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Belonging:
    """What helps to tell for whom an agent speaks."""

    key: BodyKey | None
    country: str | None
    bodies: Mapping[str, str | None]
    geography: Geography


def _agent(story: Story, members: Sequence[LocalAgent], belongs: _Belonging, note: str) -> Agent:
    types: Counter[MentionType] = Counter()
    forms: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for local in members:
        types[local.type] += 3 if local.named else 1
        forms.update(local.forms)
        forms[local.name] += 1
        roles.update(local.roles)
    kind = min(types, key=lambda found: (-types[found], found))
    named = any(local.named for local in members)
    principal = _principal(kind, named, roles, belongs)
    name = _shown_name(kind, named, members, belongs)
    words = [*roles, *forms] if kind == "person" else [name, *forms]
    side = principal if _is_official(kind, named, words, principal, belongs) else None
    return Agent(
        id=key("agent", story.id, tuple((local.report_id, local.name) for local in members)),
        story_id=story.id,
        name=name,
        names=tuple(sorted({*forms, *(local.name for local in members)})),
        type=kind,
        named=named,
        role=min(roles, key=lambda role: (-roles[role], -len(role), role), default=None),
        principal=principal or (name if kind == "org" and named else None),
        side=side,
        statement_ids=tuple(id_ for local in members for id_ in local.statement_ids),
        reason=_reason(members, note),
    )


def _reason(members: Sequence[LocalAgent], note: str) -> str:
    reports = len({local.report_id for local in members})
    if len(members) == 1:
        return "one name in one report"
    return f"{reports} reports: {note or 'same name, or same body under its forms'}"


def _principal(
    kind: MentionType, named: bool, roles: Counter[str], belongs: _Belonging
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


def _principal_of_role(role: str, belongs: _Belonging) -> str | None:
    body = body_in(role)
    if body is not None:
        return body[1] or body[0]
    words = role.split()
    for size in range(min(6, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size]).strip(",.")
            if name in belongs.bodies:
                return belongs.bodies[name] or name
    return belongs.geography.country_of(role)


def _is_official(
    kind: MentionType,
    named: bool,
    words: Sequence[str],
    principal: str | None,
    belongs: _Belonging,
) -> bool:
    """Return whether an agent speaks for a state or party, not only from within a country."""
    if principal is None:
        return False
    if belongs.key is not None and belongs.key.country and not belongs.key.words:
        return True
    if kind != "person" and any(known_body(word) for word in words):
        return True
    if kind == "person" and named and any(map(_PAST.search, words)):
        return False
    return any(_official_pattern().search(plain(word)) for word in words)


@cache
def _official_pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, word_list("official_nouns")), key=len, reverse=True))
    return re.compile(rf"\b(?:{nouns}|minist(?:er|ry))s?\b")


def _shown_name(
    kind: MentionType, named: bool, members: Sequence[LocalAgent], belongs: _Belonging
) -> str:
    """Return the fullest form of the most frequent spelling."""
    if belongs.key is not None and belongs.key.country and not belongs.key.words:
        return belongs.key.country
    weights: Counter[str] = Counter()
    spellings: Counter[str] = Counter()
    for local in members:
        if local.named or not named:
            name = re.sub(r"['’]s?$", "", local.name)
            weights[name] += sum(local.forms.values()) or 1
            spellings[_spelling(name, kind)] += weights[name]
    usual = min(spellings, key=lambda form: (-spellings[form], form))
    fitting = [name for name in weights if _spelling(name, kind) == usual]
    if kind != "person":
        return min(fitting, key=lambda name: (-weights[name], -len(name), name))
    return min(fitting, key=lambda name: (-len(name.split()), -weights[name], name))


def _spelling(name: str, kind: MentionType) -> str:
    return plain(name.split()[-1]) if kind == "person" and name.split() else name


STAGE = Stage(
    name="agents",
    version=1,
    per=Story,
    reads=(Report, Mention, Statement, PlaceMention),
    writes=Agent,
    settings=AgentSettings(),
    run=resolve_agents,
)
