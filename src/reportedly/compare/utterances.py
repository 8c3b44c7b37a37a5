"""Link the tellings of one act of speech in several reports.

    report 1:  “It is a little bit rich, them calling it a plot,” Arlen told a briefing.   \
    report 2:  Arlen said it was “a bit rich for (us) to call it a plot”.                   > one
    report 3:  Arlen scoffed at talk of a plot as rich.                                    /

The same speaker, days that fit, and aligned words: rare words weigh most. The fullest
quotation stands for the utterance and the others are compared with it; only what is like none
of these may link to another telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from reportedly.compare.one_speech import (
    UtteranceSettings,
    may_be_one,
    may_be_one_speaker,
    score_of,
)
from reportedly.compare.ruled_utterances import as_ruled
from reportedly.compare.tellings import (
    Alignment,
    Telling,
    align,
    find_differences,
    read_tellings,
)
from reportedly.model import Agent, Report, Ruling, Statement, Story, Utterance
from reportedly.stage import Stage
from reportedly.text import key


@dataclass(slots=True)
class _Group:
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


def link_utterances(
    story: Story,
    reports: Sequence[Report],
    statements: Sequence[Statement],
    agents: Sequence[Agent],
    rulings: Sequence[Ruling],
    settings: UtteranceSettings,
) -> Iterator[Utterance]:
    """Yield each act of speech that two or more reports tell, the earliest told first.

    A speech that one report alone tells is no row: its statement says all there is.
    """
    published = {report.id: report for report in reports}
    agent_of = {statement: agent for agent in agents for statement in agent.statement_ids}
    tellings = _tellings(reports, statements)
    groups = _gather(tellings, published, agent_of, settings)
    order = {statement.id: place for place, statement in enumerate(statements)}
    kept = [g for g in groups if len({t.statement.report_id for t in g.tellings}) > 1]
    for group in kept:
        group.tellings.sort(key=lambda telling: order[telling.statement.id])
    kept.sort(key=lambda group: order[group.tellings[0].statement.id])
    found = [_utterance(story, group, _speaker(group, agent_of)) for group in kept]
    yield from as_ruled(
        found, statements, rulings, partial(_ruled, story, published, statements, agent_of)
    )


def _ruled(
    story: Story,
    reports: Mapping[str, Report],
    statements: Sequence[Statement],
    agent_of: Mapping[str, Agent],
    statement_ids: Sequence[str],
    reason: str,
) -> Utterance | None:
    """Return the utterance of statements that somebody ruled to be one; the fullest is its base."""
    wanted = set(statement_ids)
    tellings = [
        telling
        for one in statements
        if one.id in wanted
        for telling in read_tellings(reports[one.report_id], [one])
    ]
    if not tellings:
        return None
    base = max(tellings, key=lambda telling: (telling.quoted(), round(telling.total, 6)))
    others = [telling for telling in tellings if telling is not base]
    group = _Group(base, agent_of.get(base.statement.id), tellings)
    group.verbatim = max((align(base, other).verbatim for other in others), default=0)
    return replace(_utterance(story, group, _speaker(group, agent_of)), reason=reason)


def _speaker(group: _Group, agent_of: Mapping[str, Agent]) -> str | None:
    """Return the one named agent that the tellings give; None where none or several do."""
    found = [agent_of.get(telling.statement.id) for telling in group.tellings]
    named = {agent.id for agent in found if agent and agent.named}
    return named.pop() if len(named) == 1 else None


def _tellings(reports: Sequence[Report], statements: Sequence[Statement]) -> list[Telling]:
    """Return all that is told as somebody's speech, fullest quotations first."""
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.kind != "own voice" and statement.counted and statement.act in ("say", "deny"):
            spoken[statement.report_id].append(statement)
    found = [
        telling
        for report in reports
        for telling in read_tellings(report, spoken.get(report.id, ()))
    ]
    # A stable sort: among equals the earlier report stays in front.
    return sorted(found, key=lambda telling: (-telling.quoted(), -round(telling.total, 6)))


def _gather(
    tellings: Sequence[Telling],
    reports: Mapping[str, Report],
    agent_of: Mapping[str, Agent],
    settings: UtteranceSettings,
) -> list[_Group]:
    groups: list[_Group] = []
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    links: list[tuple[float, int, int, Alignment]] = []
    for place, telling in enumerate(tellings):
        agent = agent_of.get(telling.statement.id)
        joined = False
        for at in _candidates(telling, agent, groups, index, settings):
            group = groups[at]
            again = group.base.statement.report_id == telling.statement.report_id
            if not (
                again or may_be_one(group.base.statement, telling.statement, reports, settings)
            ):
                continue
            alignment = align(group.base, telling)
            score = score_of(alignment, group.base, group.speaker, telling, agent, settings)
            if score and (not again or score >= settings.least_again):
                links.append((-score, place, at, alignment))
                joined = True
        if not joined:
            _open(telling, agent, groups, index)
    _assign(links, tellings, groups, agent_of, settings)
    _add_parts(groups, settings)
    _add_alike(groups, reports, settings)
    _unite_alike(groups, reports, settings)
    return groups


_ANYBODY = "*"  # in the index: whoever spoke; no id is one character long


def _open(
    telling: Telling,
    agent: Agent | None,
    groups: list[_Group],
    index: dict[tuple[str, str], list[int]],
) -> None:
    group = _Group(telling, agent, [telling])
    group.used[telling.statement.report_id] = set(range(len(telling.words)))
    groups.append(group)
    for word in sorted({word.stem for word in telling.words if word.weight}):
        index[group.agent_id or "", word].append(len(groups) - 1)
        index[_ANYBODY, word].append(len(groups) - 1)


def _candidates(
    telling: Telling,
    agent: Agent | None,
    groups: Sequence[_Group],
    index: Mapping[tuple[str, str], list[int]],
    settings: UtteranceSettings,
) -> list[int]:
    """Return the utterances that share rare words with a telling, the likeliest first."""
    owners = ["", agent.id] if agent and agent.named else [_ANYBODY]
    shared: dict[int, float] = defaultdict(float)
    for word in {word.stem: word.weight for word in telling.words if word.weight}.items():
        for owner in owners:
            for at in index.get((owner, word[0]), ())[:_POSTED]:
                shared[at] += word[1]
    likely = [
        at
        for at, value in shared.items()
        # No alignment can weigh more than the words that both have at all.
        if value >= settings.least_weight / 2
        and value >= settings.least_verbatim_share * min(groups[at].base.distinct, telling.distinct)
    ]
    return sorted(likely, key=lambda at: (-round(shared[at], 6), at))[: settings.compared]


def _assign(
    links: list[tuple[float, int, int, Alignment]],
    tellings: Sequence[Telling],
    groups: Sequence[_Group],
    agent_of: Mapping[str, Agent],
    settings: UtteranceSettings,
) -> None:
    """Give each telling to its best utterance, which takes one from a report.

    A second one of the same report is taken where it tells another part of the speech, or tells
    most of it again.
    """
    taken: set[int] = set()
    for score, place, at, alignment in sorted(links, key=lambda link: link[:3]):
        telling, group = tellings[place], groups[at]
        told = {i for i, _ in alignment.pairs}
        used = group.used.get(telling.statement.report_id, set())
        agent = agent_of.get(telling.statement.id)
        if not may_be_one_speaker(group.speaker, agent):
            continue
        again = used and 3 * len(told & used) > len(told)
        if place in taken or (again and -score < settings.least_again):
            continue
        taken.add(place)
        if agent and (group.speaker is None or (agent.named and not group.speaker.named)):
            group.speaker = agent
        group.used[telling.statement.report_id] = used | told
        group.tellings.append(telling)
        group.score = min(group.score, -score)
        group.verbatim = max(group.verbatim, alignment.verbatim)


def _add_parts(groups: Sequence[_Group], settings: UtteranceSettings) -> None:
    """Add what one report quotes beside its main telling, where another report has its words."""
    linked = [group for group in groups if len(group.used) > 1 and group.agent_id]
    by_agent: dict[str, list[_Group]] = defaultdict(list)
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


def _add_alike(
    groups: Sequence[_Group], reports: Mapping[str, Report], settings: UtteranceSettings
) -> None:
    """Join what one report alone tells to the speech of which any telling is like it.

    The fullest telling stands for a speech, and a paraphrase may have its words from another.
    Only with a named speaker; the words count, not their order.
    """
    linked = [g for g in groups if len(_reports(g)) > 1]
    told = {id(telling) for group in linked for telling in group.tellings}
    alone = [g for g in groups if g.tellings == [g.base] and id(g.base) not in told]
    entries = [(g, t) for g in [*linked, *alone] if g.agent_id for t in g.tellings]
    home = [group for group, _ in entries]
    index = _by_word(entries)
    for place, (single, telling) in enumerate(entries):
        if id(telling) in told or home[place] is not single or len(single.tellings) != 1:
            continue
        found = [
            (-share, at)
            for share, at in _alike(telling, single.agent_id or "", entries, index, settings)
            if may_be_one(entries[at][1].statement, telling.statement, reports, settings)
        ]
        if found:
            share, at = min(found)
            home[at].tellings.append(telling)
            home[at].score = min(home[at].score, -share)
            home[place] = home[at]
            single.tellings.clear()


def _unite_alike(
    groups: Sequence[_Group], reports: Mapping[str, Report], settings: UtteranceSettings
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


_POSTED = 150  # tellings of one speaker that one word leads to
_HELD = 12  # tellings of a speech that are held against those of others


def _by_word(entries: Sequence[tuple[_Group, Telling]]) -> dict[tuple[str, str], list[int]]:
    """Return the places of tellings by speaker and by each word that tells something."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (group, telling) in enumerate(entries):
        for word in sorted({word.stem for word in telling.words if word.weight}):
            index[group.agent_id or "", word].append(at)
    return index


def _reports(group: _Group) -> set[str]:
    return {telling.statement.report_id for telling in group.tellings}


def _alike(
    telling: Telling,
    agent_id: str,
    entries: Sequence[tuple[_Group, Telling]],
    index: Mapping[tuple[str, str], list[int]],
    settings: UtteranceSettings,
) -> Iterator[tuple[float, int]]:
    """Yield the tellings of one speaker that share enough words with another, and what share."""
    shared: dict[int, list[float]] = defaultdict(list)
    for word, weight in sorted({w.stem: w.weight for w in telling.words if w.weight}.items()):
        for at in index.get((agent_id, word), ())[:_POSTED]:
            shared[at].append(weight)
    for at, weights in shared.items():
        common = sum(weights)
        share = common / (min(entries[at][1].distinct, telling.distinct) or 1.0)
        enough = share >= settings.least_share and common >= settings.least_weight
        if enough and len(weights) >= settings.least_words:
            yield round(min(share, 1.0), 6), at


def _utterance(story: Story, group: _Group, agent_id: str | None) -> Utterance:
    tellings = group.tellings
    others = [t for t in tellings if t.statement.report_id != group.base.statement.report_id]
    first, last = _said([telling.statement for telling in tellings])
    ids = tuple(telling.statement.id for telling in tellings)
    quoted = f"{group.verbatim} words verbatim" if group.verbatim > 2 else "aligned words"
    return Utterance(
        id=key("utterance", story.id, *ids),
        story_id=story.id,
        agent_id=agent_id,
        statement_ids=ids,
        said_from=first,
        said_until=last,
        differences=tuple(d for telling in others for d in find_differences(group.base, telling)),
        reason=f"same speaker, {quoted}" if agent_id else quoted,
        score=round(group.score, 4),
    )


def _said(statements: Sequence[Statement]) -> tuple[date | None, date | None]:
    """Return the days on which all tellings can have been said; all named days if none fits all."""
    starts = [s.said_from for s in statements if s.said_from and s.said_until]
    ends = [s.said_until for s in statements if s.said_from and s.said_until]
    if not starts or not ends:
        return None, None
    if max(starts) <= min(ends):
        return max(starts), min(ends)
    return min(starts), max(ends)


STAGE = Stage(
    name="utterances",
    version=8,
    per=Story,
    reads=(Report, Statement, Agent, Ruling),
    writes=Utterance,
    settings=UtteranceSettings(),
    run=link_utterances,
)
