"""Bring agents together, part them and give them their sides as people ruled.

    groups of local agents, rulings -> as_ruled -> groups
    agents, rulings -> with_sides -> agents

Names are compared without regard to case, accents and articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from reportedly.compare.local_agents import LocalAgent
from reportedly.model import Agent, Ruling
from reportedly.rulings import declared_sides, reviewer
from reportedly.text import flat_name, plain

_PAST = re.compile(r"\b(?:former|formerly|ex|retired|late|onetime)\b")


# --- one or two ----------------------------------------------------------------------------


def as_ruled(
    groups: Iterable[Sequence[int]], locals_: Sequence[LocalAgent], rulings: Iterable[Ruling]
) -> list[tuple[list[int], str]]:
    """Return groups of numbers of local agents as ruled, with the reason where one is ruled."""
    found = [(list(group), "") for group in groups]
    decided = _pairs(rulings)
    if not decided:
        return found
    for names, one in sorted(decided.items(), key=lambda pair: pair[1].kind != "one agent"):
        if one.kind == "one agent":
            found = _joined(found, locals_, names, f"ruled one by {reviewer(one)}")
        else:
            found = _parted(found, locals_, names, f"ruled two by {reviewer(one)}")
    return sorted(found)


_Found = list[tuple[list[int], str]]
_Names = tuple[str, str]


def _pairs(rulings: Iterable[Ruling]) -> dict[_Names, Ruling]:
    """Return for each two names, flat and in order, what was ruled on them last."""
    found: dict[_Names, Ruling] = {}
    for one in rulings:
        if one.kind in ("one agent", "other agent"):
            names = sorted({flat_name(name) for name in one.names} - {""})
            for a, b in combinations(names, 2):
                found.pop((a, b), None)
                found[a, b] = one
    return found


def _joined(found: _Found, locals_: Sequence[LocalAgent], names: _Names, reason: str) -> _Found:
    """Join the groups that bear either name, where there is one for each."""
    bearing = [_bearing(found, locals_, name) for name in names]
    chosen = sorted({place for places in bearing for place in places})
    if not all(bearing) or len(chosen) < 2:
        return found
    members = sorted(number for place in chosen for number in found[place][0])
    rest = [one for place, one in enumerate(found) if place not in chosen]
    return [*rest, (members, reason)]


def _bearing(found: _Found, locals_: Sequence[LocalAgent], name: str) -> list[int]:
    """Return the places of the groups that bear a name: as a full one, else in any form."""

    def those_with(names: Callable[[LocalAgent], Iterable[str]]) -> list[int]:
        return [
            place
            for place, (group, _) in enumerate(found)
            if any(flat_name(form) == name for n in group for form in names(locals_[n]))
        ]

    return those_with(lambda local: (local.name,)) or those_with(lambda local: local.forms)


def _parted(found: _Found, locals_: Sequence[LocalAgent], names: _Names, reason: str) -> _Found:
    """Part each group that bears both names: what bears the second, by its fullest name, goes."""
    made: _Found = []
    for group, told in found:
        sets = [[n for n in group if flat_name(locals_[n].name) == name] for name in names]
        if not all(sets):
            made.append((group, told))
            continue
        rest = [number for number in group if number not in sets[1]]
        made += [(rest, reason), (sets[1], reason)]
    return made


# --- sides ---------------------------------------------------------------------------------


def with_sides(
    agents: Iterable[Agent], rulings: Iterable[Ruling], is_country: Callable[[str], bool]
) -> Iterable[Agent]:
    """Yield the agents with the sides that were named for them, or for whom they speak for.

    A member that is a country takes its officials along, not everybody who lives there; any
    other body takes along all who speak for it.
    """
    of = declared_sides(rulings)
    for agent in agents:
        side = _side(agent, of, is_country) if of else None
        yield replace(agent, side=side) if side else agent


def _side(agent: Agent, of: dict[str, str], is_country: Callable[[str], bool]) -> str | None:
    names = [agent.name, *(agent.names if agent.named else ())]
    own = next((of[flat] for name in names if (flat := flat_name(name)) in of), None)
    if own or agent.principal is None:
        return own
    spoken_for = of.get(flat_name(agent.principal))
    if agent.side == agent.principal:
        return spoken_for
    former = bool(agent.role and _PAST.search(plain(agent.role)))
    return None if former or is_country(agent.principal) else spoken_for
