"""Read the statements of a story as people ruled: who says them, and which are read wrongly.

    statements, rulings -> as_ruled -> statements

The words, their spans and the attribution as read stay as they are; what is ruled wrong is kept
and no longer counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.compare.bodies import body_in
from reportedly.model import Mention, MentionType, Ruling, Statement
from reportedly.rulings import Meant
from reportedly.text import word_list, word_set

_KINDS = frozenset({"right", "wrong", "speaker"})


def as_ruled(
    statements: Sequence[Statement], mentions: Sequence[Mention], rulings: Iterable[Ruling]
) -> tuple[Statement, ...]:
    """Return the statements, in their order; the latest ruling on one decides.

    Applied to its own result it changes nothing more.
    """
    held = [one for one in rulings if one.kind in _KINDS]
    if not held:
        return tuple(statements)
    meant, names = Meant(statements), _Names(mentions)
    wrong: dict[str, bool] = {}
    speakers: dict[str, str] = {}
    for one in held:
        for statement in meant.all(one):
            if one.kind == "speaker":
                speakers[statement.id] = one.names[0] if one.names else ""
            else:
                wrong[statement.id] = one.kind == "wrong"
    found = []
    for statement in statements:
        if statement.id in speakers:
            statement = _said_by(statement, speakers[statement.id], names)
        if wrong.get(statement.id):
            statement = replace(statement, counted=False)
        found.append(statement)
    return tuple(found)


def _said_by(statement: Statement, name: str, names: _Names) -> Statement:
    """Return the statement as said by a speaker; by the outlet itself where there is no name."""
    if not name:
        return replace(
            statement,
            attribution_id=None,
            kind="own voice",
            speaker=None,
            speaker_type=None,
            named=False,
            role=None,
            candidates=(),
            cue_class=None,
            unnamed_kind=None,
        )
    full, kind = names.known(statement.report_id, name)
    same = full == statement.speaker
    return replace(
        statement,
        kind="indirect" if statement.kind == "own voice" else statement.kind,
        speaker=full,
        speaker_type=kind,
        named=any(word[:1].isupper() for word in full.split()),
        role=statement.role if same else None,
        candidates=(),
        unnamed_kind=statement.unnamed_kind if same else None,
    )


class _Names:
    """Who is named in the reports, to take a reviewer's short form for the full one."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._of: dict[str, dict[str, MentionType]] = {}
        self._everywhere: dict[str, MentionType] = {}
        for mention in mentions:
            if mention.agent and mention.named:
                self._of.setdefault(mention.report_id, {}).setdefault(mention.agent, mention.type)
                self._everywhere.setdefault(mention.agent, mention.type)

    def known(self, report_id: str, name: str) -> tuple[str, MentionType]:
        """Return the name as its report has it in full, and what sort of name it is."""
        own = self._of.get(report_id, {})
        if name in own:
            return name, own[name]
        words = word_set(name)
        fitting = [full for full in own if words and words <= word_set(full)]
        if len(fitting) == 1:
            return fitting[0], own[fitting[0]]
        return name, self._everywhere.get(name) or _sort_of(name)


def _sort_of(name: str) -> MentionType:
    """Return what sort of name one is that stands in no report.

    >>> _sort_of("Mia Lund"), _sort_of("Defence Ministry"), _sort_of("two drivers")
    ('person', 'org', 'other')
    """
    if body_in(name) or word_set(name) & {"ministry", *word_list("official_nouns")}:
        return "org"
    return "person" if all(word[:1].isupper() for word in name.split()) else "other"
