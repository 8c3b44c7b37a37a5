"""Who stands on which side: as rows, and as a first `sides.toml` for the user to put right.

pictures -> side_rows -> a row for each agent on a side
pictures -> proposed -> the text of a file, each line with the words that it rests on
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.model import Agent, Mention, Picture
from reportedly.present.labels import short_paths
from reportedly.present.words import clipped
from reportedly.text import flat_name

MOST_SIDES = 12  # in a proposal; more are not parties to one event
MOST_WORDS = 90  # characters of the words that a line rests on
_HEAD = """\
# A first proposal from what these reports say of whom people speak for. Put it right, save it as
# sides.toml, and name it with --sides. A side is yours to name; each name stands under one side
# only; the order here is the order in which sides are shown.
"""


def side_rows(pictures: Iterable[Picture]) -> Iterator[dict[str, Any]]:
    """Yield who stands on which side, the sides in their order, those who speak most first."""
    for picture in pictures:
        for side, agents in _by_side(picture).items():
            for agent in agents:
                yield {
                    "story": picture.story.title,
                    "side": side,
                    "agent": agent.name,
                    "type": agent.type,
                    "role": agent.role,
                    "speaks_for": agent.principal,
                    "statements": len(agent.statement_ids),
                    "names": list(agent.names),
                }


def _by_side(picture: Picture) -> dict[str, list[Agent]]:
    found: dict[str, list[Agent]] = {}
    for agent in picture.agents:
        if agent.side:
            found.setdefault(agent.side, []).append(agent)
    for agents in found.values():
        agents.sort(key=lambda agent: (-len(agent.statement_ids), agent.name))
    return dict(sorted(found.items()))


def proposed(pictures: Sequence[Picture]) -> str:
    """Return a draft of `sides.toml`: one side for each party that people speak for."""
    sides: dict[str, dict[str, _Line]] = {}
    for picture in pictures:
        places = _Places(picture)
        for side, agents in _by_side(picture).items():
            held = sides.setdefault(side, {})
            for agent in agents:
                if agent.named:
                    held.setdefault(flat_name(agent.name), places.line(agent))
    placed = {flat_name(side): side for side in sides}  # nobody stands under two
    for side in sorted(sides):
        held = sides[side]
        sides[side] = {n: one for n, one in held.items() if placed.setdefault(n, side) == side}
    chosen = sorted(sides, key=lambda side: (-sum(one.said for one in sides[side].values()), side))
    tables = [_table(side, list(sides[side].values())) for side in sorted(chosen[:MOST_SIDES])]
    if not tables:
        return _HEAD + "# Nobody in these reports is said to speak for a state, body or party.\n"
    left = [side for side in sorted(chosen[MOST_SIDES:]) if side]
    rest = f"\n# Left out, said least: {', '.join(left)}\n" if left else ""
    return _HEAD + "\n" + "\n".join(tables) + rest


@dataclass(frozen=True, slots=True)
class _Line:
    """One member of a side in a proposal, with the words that say so."""

    name: str
    person: bool
    said: int
    words: str
    place: str


class _Places:
    """Where the reports of a story name somebody, and what they say of them."""

    def __init__(self, picture: Picture) -> None:
        self._texts = {report.id: report.text for report in picture.reports}
        self._paths = short_paths(picture.reports)
        self._of: dict[str, list[Mention]] = {}
        for mention in picture.mentions:
            if mention.agent and mention.report_id in self._texts:
                self._of.setdefault(mention.agent, []).append(mention)

    def line(self, agent: Agent) -> _Line:
        """Return an agent with the words that tell most of whom it speaks for."""
        found = [mention for name in agent.names for mention in self._of.get(name, ())]
        told = [mention for mention in found if mention.role_span is not None]
        first = next(iter(told or found), None)
        words, place = agent.role or "", ""
        if first is not None:
            text = self._texts[first.report_id]
            spans = [first.span, *([first.role_span] if first.role_span else [])]
            start, end = min(s.start for s in spans), max(s.end for s in spans)
            words = clipped(" ".join(text[start:end].split()), MOST_WORDS)
            place = f"{self._paths[first.report_id]}:{start}"
        person = agent.type == "person"
        return _Line(agent.name, person, len(agent.statement_ids), words, place)


def _table(side: str, lines: Sequence[_Line]) -> str:
    parts = ["[[sides]]", f"name = {_toml(side)}"]
    for key, wanted in (("bodies", False), ("people", True)):
        own = [one for one in lines if one.person is wanted]
        own = [one for one in own if flat_name(one.name) != flat_name(side)]
        if own:
            parts.append(f"{key} = [")
            parts += [f"  {_toml(one.name)},{_why(one)}" for one in own]
            parts.append("]")
    return "\n".join(parts) + "\n"


def _why(one: _Line) -> str:
    words = "".join(c for c in one.words if c.isprintable())
    told = f"“{words}” ({one.place})" if one.place else words
    return f"  # {told}" if told else ""


def _toml(name: str) -> str:
    """Return a name as a TOML string: what JSON escapes, TOML does too."""
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
