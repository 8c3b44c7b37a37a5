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
from functools import partial

from reportedly.compare.belonging import Belonging, is_official, is_party, principal_of
from reportedly.compare.bodies import BodyKey
from reportedly.compare.body_groups import (
    block_of,
    body_keys,
    correct_types,
    is_role,
    named_bodies,
)
from reportedly.compare.countries import Geography, learn
from reportedly.compare.local_agents import Groups, LocalAgent, gather
from reportedly.compare.people import Person, describe, join_people, role_words
from reportedly.compare.ruled_agents import as_ruled, with_sides
from reportedly.compare.shown_names import families_of, shown_name, voting
from reportedly.model import (
    COUNTED_BLOCKS,
    Agent,
    Copy,
    Mention,
    MentionType,
    PlaceMention,
    Report,
    Ruling,
    Statement,
    Story,
)
from reportedly.stage import Stage
from reportedly.text import key

_FORMER = frozenset({"former", "formerly", "ex", "retired", "late", "onetime", "one-time"})
_NO_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their|one) ", re.I)
_SOME = re.compile(r"^(?:an?|one|another|some|two|three|several)\b", re.I)


_READ = COUNTED_BLOCKS | {"caption"}


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
    copies: Sequence[Copy],
    rulings: Sequence[Ruling],
    settings: AgentSettings,
) -> Iterator[Agent]:
    """Yield the agents of `story`, in order of first appearance."""
    locals_ = gather(reports, mentions, statements)
    families = families_of(reports, copies)
    correct_types(locals_)
    geography = _geography(reports, mentions, places)
    groups, notes = Groups(len(locals_)), dict[int, str]()
    people = _people(locals_, geography, settings)
    for person in people:
        _join_all(groups, person.numbers)
        notes[min(person.numbers)] = person.note
    keys = body_keys(locals_, people, geography)
    _join_bodies(groups, locals_, keys)
    _join_roles(groups, locals_, people, keys)
    names = _body_names(locals_, keys)
    found = []
    for members, ruled in as_ruled(groups.members().values(), locals_, rulings):
        chosen = [locals_[number] for number in members]
        known = [keys[number] for number in members if number in keys]
        belongs = Belonging(known, names, geography)
        note = ruled or notes.get(members[0], "")
        found.append(_agent(story, chosen, belongs, families, note))
    yield from with_sides(found, rulings, partial(is_party, geography=geography))


def _geography(
    reports: Sequence[Report], mentions: Sequence[Mention], places: Sequence[PlaceMention]
) -> Geography:
    texts = {report.id: report.text for report in reports}
    named: set[str] = set()
    surnames: set[str] = set()
    for mention in mentions:
        words = mention.span.of(texts.get(mention.report_id, "")) if mention.named else ""
        if " " not in words:
            named.add(words)
        elif mention.type == "person":
            surnames.add(words.split()[-1])
    read = [
        "\n".join(b.span.of(report.text) for b in report.blocks if b.kind in _READ)
        if report.blocks
        else report.text
        for report in reports
    ]
    located = Counter((place.name, place.country) for place in places if place.country)
    return learn(read, sorted(named - surnames), sorted(located.elements()))


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
    for number, made in keys.items():
        local = locals_[number]
        person_like = local.type == "person" and not local.named
        if not (person_like or is_role(local.name)) or any(map(_SOME.match, local.forms)):
            continue
        words = role_words(" ".join(sorted(made.words)))
        rarest = min((holders.get(word, []) for word in sorted(words)), key=len, default=[])
        # "The president" is not "the president's adviser".
        fitting = [
            p
            for p in rarest
            if words <= p.roles and words & p.offices and _same_office(local, made, p)
        ]
        if len(fitting) == 1:
            groups.join(fitting[0].numbers[0], number)


def _same_office(local: LocalAgent, made: BodyKey, person: Person) -> bool:
    """Return whether a role told without a name can be that of a person.

    "The mayor" is whom its own report calls mayor: every town has one. Only where the country,
    or what somebody is head of, is told too can another report's holder be meant.
    """
    told = role_words(" ".join((local.name, *local.forms)))
    if told & _FORMER and not person.roles & _FORMER:
        return False
    if local.report_id in person.reports:
        return made.country is None or not person.countries or made.country in person.countries
    return made.country is not None and made.country in person.countries


def _join_bodies(
    groups: Groups, locals_: Sequence[LocalAgent], keys: Mapping[int, BodyKey]
) -> None:
    alike: dict[tuple[object, ...], list[int]] = {}
    named = named_bodies(locals_, keys)
    for number, made in keys.items():
        alike.setdefault(block_of(locals_[number], made, named), []).append(number)
    for numbers in alike.values():
        _join_all(groups, numbers)


def _body_names(
    locals_: Sequence[LocalAgent], keys: Mapping[int, BodyKey]
) -> dict[str, str | None]:
    """Return the names of bodies that the story names -> the country they belong to."""
    return {
        local.name: keys[number].country
        for number, local in enumerate(locals_)
        if local.type == "org" and local.named and number in keys
    }


# --- rows ----------------------------------------------------------------------------------


def _agent(
    story: Story,
    members: Sequence[LocalAgent],
    belongs: Belonging,
    families: Mapping[str, int],
    note: str,
) -> Agent:
    types: Counter[MentionType] = Counter()
    forms: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    for local in members:
        types[local.type] += 3 if local.named else 1
        forms.update(local.forms)
        forms[local.name] += 1
        roles.update(local.roles)
        phrases.update(local.phrases)
    kind = min(types, key=lambda found: (-types[found], found))
    if belongs.is_country and kind in ("person", "org", "other"):
        kind = "place"
    named = any(local.named for local in members)
    principal = principal_of(kind, named, roles + phrases, belongs)
    voters = voting(members, families)
    name = (belongs.country or "") if belongs.is_country else shown_name(kind, named, voters)
    words = [*roles, *phrases] if kind == "person" and named else [name, *forms]
    side = principal if is_official(kind, named, words, principal, belongs) else None
    return Agent(
        id=key("agent", story.id, tuple((local.report_id, local.label) for local in members)),
        story_id=story.id,
        name=name,
        names=tuple(sorted({*forms, *(local.name for local in members)})),
        type=kind,
        named=named,
        role=_role(roles, phrases) if named else None,
        principal=principal or (name if kind == "org" and named else None),
        side=side,
        statement_ids=tuple(id_ for local in members for id_ in local.statement_ids),
        reason=_reason(members, note),
    )


def _role(roles: Counter[str], phrases: Counter[str]) -> str | None:
    """Return the role most often told beside the name, else what stands in place of the name."""
    said = roles or Counter({p: n for p, n in phrases.items() if " " in _NO_ARTICLE.sub("", p)})
    found = min(said, key=lambda role: (-said[role], -len(role), role), default=None)
    return _NO_ARTICLE.sub("", found) if found else None


def _reason(members: Sequence[LocalAgent], note: str) -> str:
    reports = len({local.report_id for local in members})
    if len(members) == 1 and not note.startswith("ruled"):
        return "one name in one report"
    return f"{reports} reports: {note or 'same name, or same body under its forms'}"


STAGE = Stage(
    name="agents",
    version=8,
    per=Story,
    reads=(Report, Mention, Statement, PlaceMention, Copy, Ruling),
    writes=Agent,
    settings=AgentSettings(),
    run=resolve_agents,
)
