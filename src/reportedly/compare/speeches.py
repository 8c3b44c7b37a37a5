"""Acts of speech while their tellings are gathered, and how further tellings join them.

What one report alone tells joins a speech of which any telling is like it, and two speeches are
one where a telling of each is like the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.compare.one_speech import UtteranceSettings, may_be_one, retold_share
from reportedly.compare.tellings import Telling, align, runs
from reportedly.model import Agent, Report

POSTED = 150  # tellings of one speaker that one word leads to
_HELD = 12  # tellings of a speech that are held against those of others


@dataclass(slots=True)
class Group:
    """An utterance while it is being gathered; the first telling stands for it."""

    base: Telling
    speaker: Agent | None  # named as soon as one telling names them
    tellings: list[Telling] = field(default_factory=list)
    used: dict[str, set[int]] = field(default_factory=dict)  # report -> words of the base told
    score: float = 1.0
    verbatim: int = 0

    @property
    def agent_id(self) -> str | None:
        """Return the id of the speaker, where one is named."""
        return self.speaker.id if self.speaker and self.speaker.named else None


def add_parts(groups: Sequence[Group], settings: UtteranceSettings) -> None:
    """Add what one report quotes beside its main telling, where another report has its words."""
    linked = [group for group in groups if len(group.used) > 1 and group.agent_id]
    by_agent: dict[str, list[Group]] = defaultdict(list)
    for group in linked:
        by_agent[group.agent_id or ""].append(group)
    for single in groups:
        if len(single.used) > 1 or single.base.quoted() < settings.verbatim:
            continue
        home = next(
            (
                group
                for group in by_agent.get(single.agent_id or "", ())[:50]
                if _quotes_any(single.base, group.tellings[:12], settings)
            ),
            None,
        )
        if home is not None:
            home.tellings.append(single.base)


def _quotes_any(telling: Telling, others: Sequence[Telling], settings: UtteranceSettings) -> bool:
    return any(
        other.statement.report_id != telling.statement.report_id
        and align(telling, other).verbatim >= settings.verbatim
        for other in others
    )


def add_alike(
    groups: Sequence[Group], reports: Mapping[str, Report], settings: UtteranceSettings
) -> None:
    """Join what one report alone tells to the speech of which any telling is like it.

    The fullest telling stands for a speech, and a paraphrase may have its words from another.
    Only with a named speaker; the words count, not their order.
    """
    linked = [g for g in groups if len(_reports(g)) > 1]
    told = {id(telling) for group in linked for telling in group.tellings}
    alone = [g for g in groups if len(_reports(g)) == 1 and id(g.base) not in told]
    entries = [(g, t) for g in [*linked, *alone] if g.agent_id for t in g.tellings]
    moved: dict[int, Group] = {}
    index = _by_word(entries)
    for single, telling in entries:
        if id(telling) in told or id(single) in moved or len(_reports(single)) != 1:
            continue
        found = [
            (-share, at)
            for share, at in _alike(telling, single.agent_id or "", entries, index, settings)
            if may_be_one(entries[at][1].statement, telling.statement, reports, settings)
        ]
        if found:
            share, at = min(found)
            _move(single, entries[at][0], -share, moved)


def _move(single: Group, found: Group, share: float, moved: dict[int, Group]) -> None:
    """Give what one report alone tells to the speech that it was found to be of."""
    to = moved.get(id(found), found)
    to.tellings += single.tellings
    to.score = min(to.score, share)
    moved[id(single)] = to
    single.tellings = []


def unite_alike(
    groups: Sequence[Group], reports: Mapping[str, Report], settings: UtteranceSettings
) -> None:
    """Make two speeches one where a telling of each has most of the other's words.

    A long quotation and what others paraphrase of it may each have found tellings of its own.
    """
    linked = [group for group in groups if group.agent_id and len(_reports(group)) > 1]
    entries = [(group, telling) for group in linked for telling in group.tellings[:_HELD]]
    home = {id(group): group for group in linked}
    index = _by_word(entries)
    sure = replace(
        settings,
        least_share=settings.least_united_share,
        least_weight=settings.least_unnamed_weight,
        least_words=2 * settings.least_words,
    )
    for group, telling in entries:
        for _, at in sorted(_alike(telling, group.agent_id or "", entries, index, sure)):
            other, base = entries[at]
            keep, gone = home[id(group)], home[id(other)]
            if keep is gone or not may_be_one(base.statement, telling.statement, reports, settings):
                continue
            keep.tellings += gone.tellings
            keep.score = min(keep.score, gone.score)
            home |= {one: keep for one, held in home.items() if held is gone}
            gone.tellings = []


def add_repeated(
    groups: Sequence[Group], reports: Mapping[str, Report], settings: UtteranceSettings
) -> None:
    """Join what one report alone tells to the speech that has its words, whoever is named.

    Nearly all its words in the order of another telling: one of the two has mistaken the speaker.
    """
    linked = [group for group in groups if len(_reports(group)) > 1]
    told = {id(telling) for group in linked for telling in group.tellings}
    alone = [g for g in groups if len(_reports(g)) == 1 and id(g.base) not in told]
    entries = [(g, t) for g in [*linked, *alone] for t in g.tellings]
    index: dict[str, list[int]] = defaultdict(list)
    for at, (_, telling) in enumerate(entries):
        for run in dict.fromkeys(runs(telling, settings.repeated, quoted=False)):
            index[run].append(at)
    moved: dict[int, Group] = {}
    for single, telling in entries:
        if id(telling) in told or id(single) in moved or len(_reports(single)) != 1:
            continue
        near = {
            at
            for run in runs(telling, settings.repeated, quoted=False)
            for at in index[run][:_HELD]
        }
        found = [
            (-share, at)
            for at in sorted(near)
            if may_be_one(entries[at][1].statement, telling.statement, reports, settings)
            and (share := retold_share(entries[at][1], telling, settings))
        ]
        if found:
            share, at = min(found)
            _move(single, entries[at][0], -share, moved)


def _by_word(entries: Sequence[tuple[Group, Telling]]) -> dict[tuple[str, str], list[int]]:
    """Return the places of tellings by speaker and by each word that tells something."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (group, telling) in enumerate(entries):
        for word in sorted({word.stem for word in telling.words if word.weight}):
            index[group.agent_id or "", word].append(at)
    return index


def _reports(group: Group) -> set[str]:
    return {telling.statement.report_id for telling in group.tellings}


def _alike(
    telling: Telling,
    agent_id: str,
    entries: Sequence[tuple[Group, Telling]],
    index: Mapping[tuple[str, str], list[int]],
    settings: UtteranceSettings,
) -> Iterator[tuple[float, int]]:
    """Yield the tellings of one speaker that share enough words with another, and what share."""
    shared: dict[int, list[float]] = defaultdict(list)
    for word, weight in sorted({w.stem: w.weight for w in telling.words if w.weight}.items()):
        for at in index.get((agent_id, word), ())[:POSTED]:
            shared[at].append(weight)
    for at, weights in shared.items():
        common = sum(weights)
        share = common / (min(entries[at][1].distinct, telling.distinct) or 1.0)
        enough = share >= settings.least_share and common >= settings.least_weight
        if enough and len(weights) >= settings.least_words:
            yield round(min(share, 1.0), 6), at
