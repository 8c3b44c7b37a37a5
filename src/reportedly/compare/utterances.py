"""Link the tellings of one act of speech in several reports.

    report 1:  “It is a little bit rich, them calling it a plot,” Arlen told a briefing.   \
    report 2:  Arlen said it was “a bit rich for (us) to call it a plot”.                   > one
    report 3:  Arlen scoffed at talk of a plot as rich.                                    /

The same speaker, days that fit, and aligned words: rare words weigh most. The fullest
quotation stands for the utterance and the others are compared with it; only what is like none
of these may link to another telling.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from reportedly.compare.one_speech import (
    UtteranceSettings,
    is_repeated,
    may_be_one,
    may_be_one_speaker,
    score_of,
)
from reportedly.compare.ruled_utterances import as_ruled
from reportedly.compare.speeches import (
    POSTED,
    Group,
    add_alike,
    add_parts,
    add_repeated,
    unite_alike,
)
from reportedly.compare.tellings import (
    Alignment,
    Telling,
    align,
    find_differences,
    read_tellings,
    runs,
)
from reportedly.model import Agent, Report, Ruling, Statement, Story, Utterance
from reportedly.stage import Stage
from reportedly.text import key


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
    tellings = _tellings(reports, statements, settings)
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
    group = Group(base, agent_of.get(base.statement.id), tellings)
    group.verbatim = max((align(base, other).verbatim for other in others), default=0)
    return replace(_utterance(story, group, _speaker(group, agent_of)), reason=reason)


def _speaker(group: Group, agent_of: Mapping[str, Agent]) -> str | None:
    """Return the named agent whom the tellings give; None where they give several.

    Where fewer than one in three name somebody else, these have mistaken the speaker.
    """
    found = [agent_of.get(telling.statement.id) for telling in group.tellings]
    named = Counter(agent.id for agent in found if agent and agent.named)
    return next((one for one, count in named.items() if count > 2 / 3 * named.total()), None)


def _tellings(
    reports: Sequence[Report], statements: Sequence[Statement], settings: UtteranceSettings
) -> list[Telling]:
    """Return all that is told as somebody's speech, fullest quotations first.

    Where an outlet's own voice has words in quotation marks, or many that others quote, it tells
    them too.
    """
    own: list[Telling] = []
    spoken: list[Telling] = []
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.counted and statement.act in ("say", "deny"):
            by_report[statement.report_id].append(statement)
    for report in reports:
        for telling in read_tellings(report, by_report.get(report.id, ())):
            (own if telling.statement.kind == "own voice" else spoken).append(telling)
    told = {run for one in spoken for run in runs(one, settings.repeated, quoted=True)}
    found = [
        *spoken,
        *(
            telling
            for telling in own
            if telling.quoted() >= settings.verbatim
            or any(run in told for run in runs(telling, settings.repeated, quoted=False))
        ),
    ]
    place = {report.id: number for number, report in enumerate(reports)}
    found.sort(key=lambda telling: place[telling.statement.report_id])
    # A stable sort: among equals the earlier report stays in front.
    return sorted(found, key=lambda telling: (-telling.quoted(), -round(telling.total, 6)))


def _gather(
    tellings: Sequence[Telling],
    reports: Mapping[str, Report],
    agent_of: Mapping[str, Agent],
    settings: UtteranceSettings,
) -> list[Group]:
    groups: list[Group] = []
    left = tellings
    for _ in range(_ROUNDS):
        found, left = _linked(left, reports, agent_of, settings)
        groups += found
    groups += [Group(one, agent_of.get(one.statement.id), [one]) for one in left]
    add_parts(groups, settings)
    add_alike(groups, reports, settings)
    unite_alike(groups, reports, settings)
    add_repeated(groups, reports, settings)
    return groups


_ROUNDS = 2  # in which what found no place beside another telling of its report is linked anew


def _linked(
    tellings: Sequence[Telling],
    reports: Mapping[str, Report],
    agent_of: Mapping[str, Agent],
    settings: UtteranceSettings,
) -> tuple[list[Group], list[Telling]]:
    """Return groups of tellings, and the tellings that are like one but found no place in it."""
    groups: list[Group] = []
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
            _open(telling, agent, groups, index, settings)
    taken = _assign(links, tellings, groups, agent_of, settings)
    linked = sorted({place for _, place, _, _ in links} - taken)
    return groups, [tellings[place] for place in linked]


# In the index: whoever spoke, and long runs of words; no id is one character long.
_ANYBODY, _REPEATED = "*", "="


def _open(
    telling: Telling,
    agent: Agent | None,
    groups: list[Group],
    index: dict[tuple[str, str], list[int]],
    settings: UtteranceSettings,
) -> None:
    group = Group(telling, agent, [telling])
    group.used[telling.statement.report_id] = set(range(len(telling.words)))
    groups.append(group)
    for word in sorted({word.stem for word in telling.words if word.weight}):
        index[group.agent_id or "", word].append(len(groups) - 1)
        index[_ANYBODY, word].append(len(groups) - 1)
    for run in _quoted_runs(telling, settings):
        index[_REPEATED, run].append(len(groups) - 1)


def _quoted_runs(telling: Telling, settings: UtteranceSettings) -> Iterator[str]:
    """Yield the words that follow each other in a long quotation."""
    if telling.quoted() >= settings.repeated_by_others:
        yield from runs(telling, settings.repeated_by_others, quoted=True)


_REPEATING = 3  # speeches that one run of words leads to


def _candidates(
    telling: Telling,
    agent: Agent | None,
    groups: Sequence[Group],
    index: Mapping[tuple[str, str], list[int]],
    settings: UtteranceSettings,
) -> list[int]:
    """Return the utterances that share rare words with a telling, the likeliest first."""
    owners = ["", agent.id] if agent and agent.named else [_ANYBODY]
    shared: dict[int, float] = defaultdict(float)
    for word in {word.stem: word.weight for word in telling.words if word.weight}.items():
        for owner in owners:
            for at in index.get((owner, word[0]), ())[:POSTED]:
                shared[at] += word[1]
    likely = [
        at
        for at, value in shared.items()
        # No alignment can weigh more than the words that both have at all.
        if value >= settings.least_weight / 2
        and value >= settings.least_verbatim_share * min(groups[at].base.distinct, telling.distinct)
    ]
    likely.sort(key=lambda at: (-round(shared[at], 6), at))
    repeated = [
        at
        for run in _quoted_runs(telling, settings)
        for at in index.get((_REPEATED, run), ())[:_REPEATING]
    ]
    return list(dict.fromkeys([*likely[: settings.compared], *repeated]))


def _assign(
    links: list[tuple[float, int, int, Alignment]],
    tellings: Sequence[Telling],
    groups: Sequence[Group],
    agent_of: Mapping[str, Agent],
    settings: UtteranceSettings,
) -> set[int]:
    """Give each telling to its best utterance, which takes one from a report; return which.

    A second one of the same report is taken where it tells another part of the speech, or tells
    most of it again.
    """
    taken: set[int] = set()
    for score, place, at, alignment in sorted(links, key=lambda link: link[:3]):
        telling, group = tellings[place], groups[at]
        told = {i for i, _ in alignment.pairs}
        used = group.used.get(telling.statement.report_id, set())
        agent = agent_of.get(telling.statement.id)
        if not (
            may_be_one_speaker(group.speaker, agent)
            or is_repeated(alignment, group.base, group.speaker, telling, agent, settings)
        ):
            continue
        again = used and 3 * len(told & used) > len(told)
        quoted = alignment.telling >= settings.least_weight  # the same words in marks again
        if place in taken or (again and -score < settings.least_again and not quoted):
            continue
        taken.add(place)
        if agent and (group.speaker is None or (agent.named and not group.speaker.named)):
            group.speaker = agent
        group.used[telling.statement.report_id] = used | told
        group.tellings.append(telling)
        group.score = min(group.score, -score)
        group.verbatim = max(group.verbatim, alignment.verbatim)
    return taken


def _utterance(story: Story, group: Group, agent_id: str | None) -> Utterance:
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
    version=11,
    per=Story,
    reads=(Report, Statement, Agent, Ruling),
    writes=Utterance,
    settings=UtteranceSettings(),
    run=link_utterances,
)
