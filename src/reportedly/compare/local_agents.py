"""Gather, for each report of a story, who is named in it or speaks in it.

Mentions and statements go in, one `LocalAgent` a report and name comes out: what
`agents.resolve_agents` then brings together across reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.model import Mention, MentionType, Report, Statement

_ASIDE = frozenset({"furniture", "teaser", "credit", "byline"})
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "i",
        "we",
        "you",
        "this",
    ]
)


@dataclass(slots=True)
class LocalAgent:
    """Whom one report means by one name."""

    report_id: str
    name: str  # the fullest in the report, or the words for somebody unnamed
    types: Counter[MentionType] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)  # as written
    roles: Counter[str] = field(default_factory=Counter)  # told beside the name
    phrases: Counter[str] = field(default_factory=Counter)  # "the minister", "its spokesman"
    named: bool = False
    statement_ids: list[str] = field(default_factory=list)
    wanted: bool = False  # speaks, keeps silent, or bears a name of its own

    @property
    def described(self) -> list[str]:
        """Return all that is said of what it is, in a fixed order."""
        return sorted({*self.roles, *self.phrases})

    @property
    def type(self) -> MentionType:
        """Return what it is most often taken for."""
        return min(self.types, key=lambda kind: (-self.types[kind], kind), default="other")


def gather(
    reports: Sequence[Report], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> list[LocalAgent]:
    """Return the agents of each report, in order of the reports and then of appearance."""
    texts = {report.id: report for report in reports}
    found: dict[tuple[str, str], LocalAgent] = {}
    for mention in sorted(mentions, key=lambda row: row.span):
        report = texts.get(mention.report_id)
        if report is None or _is_aside(report, mention.span.start):
            continue
        _note(found, mention, mention.span.of(report.text))
    for statement in statements:
        if statement.report_id in texts:
            _count(found, statement)
    order = {report.id: number for number, report in enumerate(reports)}
    kept = [local for local in found.values() if local.wanted]
    return sorted(kept, key=lambda local: order[local.report_id])


def _is_aside(report: Report, offset: int) -> bool:
    block = report.block_at(offset)
    return block is not None and block.kind in _ASIDE


def _at(found: dict[tuple[str, str], LocalAgent], report_id: str, name: str) -> LocalAgent:
    return found.setdefault((report_id, name), LocalAgent(report_id, name))


def _note(found: dict[tuple[str, str], LocalAgent], mention: Mention, words: str) -> None:
    name = mention.agent or (words if mention.named else None)
    if name is None or words.lower() in _PRONOUNS:
        return
    local = _at(found, mention.report_id, name)
    local.forms[words] += 1
    if mention.named:
        local.named = True
        local.types[mention.type] += 3  # a name tells more than "it"
        local.wanted |= mention.type in ("person", "org")
    else:
        local.types[mention.type] += 1
        local.phrases[words] += 1
    if mention.role and mention.role.lower() not in _PRONOUNS:
        local.roles[mention.role] += 1


def _count(found: dict[tuple[str, str], LocalAgent], statement: Statement) -> None:
    if statement.speaker and statement.speaker.lower() not in _PRONOUNS:
        local = _at(found, statement.report_id, statement.speaker)
        local.statement_ids.append(statement.id)
        local.wanted = True
        local.named |= statement.named
        if statement.speaker_type:
            local.types[statement.speaker_type] += 1
        if statement.role and statement.role.lower() not in _PRONOUNS:
            local.roles[statement.role] += 1
    elif statement.about and statement.about.lower() not in _PRONOUNS:
        _at(found, statement.report_id, statement.about).wanted = True


class Groups:
    """Sets of numbers that are joined pair by pair (union and find)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def top(self, number: int) -> int:
        """Return the number that stands for the set."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, a: int, b: int) -> None:
        """Make one set of two; the smaller number stands for it."""
        a, b = self.top(a), self.top(b)
        self._above[max(a, b)] = min(a, b)

    def members(self) -> Mapping[int, list[int]]:
        """Return the sets, each in ascending order, by the number that stands for them."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            found.setdefault(self.top(number), []).append(number)
        return found
