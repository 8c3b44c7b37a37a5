"""Gather, for each report of a story, who is named in it or speaks in it.

Mentions and statements go in, one `LocalAgent` a report and name comes out: what
`agents.resolve_agents` then brings together across reports.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
_SOFT_HYPHEN = "\u00ad"  # shows where a word may be cut, and is no letter of a name
# "A witness", "another witness" and "one witness" of a report are three.
INDEFINITE = re.compile(r"(?:an?|one|another)\b", re.I)


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
    opening: int = 0  # "a witness" is brought in: which of those the report calls so

    @property
    def label(self) -> str:
        """Return what tells it from all others of its report."""
        return f"{self.name} {self.opening}" if self.opening else self.name

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
    shown = [
        mention
        for mention in sorted(mentions, key=lambda row: row.span)
        if mention.report_id in texts
        and not _is_aside(texts[mention.report_id], mention.span.start)
    ]
    found = _Found(_openings(texts, shown, statements))
    for mention in shown:
        _note(found, mention, mention.span.of(texts[mention.report_id].text))
    for statement in statements:
        if statement.report_id in texts:
            _count(found, statement)
    order = {report.id: number for number, report in enumerate(reports)}
    kept = [local for local in found.locals_.values() if local.wanted]
    return sorted(kept, key=lambda local: order[local.report_id])


_Openings = Mapping[tuple[str, str], Sequence[int]]


def _openings(
    texts: Mapping[str, Report], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> _Openings:
    """Return where each report brings in somebody unnamed: offsets, by report and noun."""
    found: dict[tuple[str, str], set[int]] = {}
    named = {(m.report_id, m.agent) for m in mentions if m.named}
    for mention in mentions:
        who = mention.report_id, mention.agent or ""
        text = texts[mention.report_id].text
        if who not in named and _brings_in(text, mention.span.start, mention.span.of(text)):
            found.setdefault(who, set()).add(mention.span.start)
    for statement in statements:
        who = statement.report_id, statement.speaker or ""
        if statement.report_id in texts and statement.source and who not in named:
            span, text = statement.source[0], texts[statement.report_id].text
            if not statement.named and INDEFINITE.match(span.of(text)):
                found.setdefault(who, set()).add(span.start)
    return {who: sorted(starts) for who, starts in found.items()}


def _brings_in(text: str, start: int, words: str) -> bool:
    """Return whether somebody is new to the reader: not "is a witness", said of one known."""
    if not INDEFINITE.match(words):
        return False
    before = text[max(0, start - 12) : start].rstrip()
    return not before.endswith((" is", " was", " as"))


class _Found:
    """The agents met so far, each by its report, its name and where it was brought in."""

    def __init__(self, openings: _Openings) -> None:
        self.locals_: dict[tuple[str, str, int], LocalAgent] = {}
        self._openings = openings

    def at(self, report_id: str, name: str, offset: int) -> LocalAgent:
        """Return whom a report calls by a name at an offset: whom it brought in last."""
        number = bisect_right(self._openings.get((report_id, name), ()), offset)
        name = name.replace(_SOFT_HYPHEN, "")
        made = LocalAgent(report_id, name, opening=number)
        return self.locals_.setdefault((report_id, name, number), made)


def _is_aside(report: Report, offset: int) -> bool:
    block = report.block_at(offset)
    return block is not None and block.kind in _ASIDE


def _note(found: _Found, mention: Mention, words: str) -> None:
    name = mention.agent or (words if mention.named else None)
    if name is None or words.lower() in _PRONOUNS:
        return
    local = found.at(mention.report_id, name, mention.span.start)
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


def _count(found: _Found, statement: Statement) -> None:
    offset = (statement.source or (statement.context,))[0].start
    if statement.speaker and statement.speaker.lower() not in _PRONOUNS:
        local = found.at(statement.report_id, statement.speaker, offset)
        local.statement_ids.append(statement.id)
        local.wanted = True
        local.named |= statement.named
        if statement.speaker_type:
            local.types[statement.speaker_type] += 1
        if statement.role and statement.role.lower() not in _PRONOUNS:
            local.roles[statement.role] += 1
    elif statement.about and statement.about.lower() not in _PRONOUNS:
        found.at(statement.report_id, statement.about, offset).wanted = True


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
