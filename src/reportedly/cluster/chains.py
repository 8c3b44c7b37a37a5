"""Where the chain behind a statement ends, as far as these reports show it.

    copied words            -> the report they were copied from, and on from there
    a named speaker         -> that speaker
    "according to Outlet"   -> what its own report rests on, if that is here; else the outlet
    "officials told Outlet" -> unnamed, one for the outlet they told
    "officials said"        -> unnamed, one for each group in each report
    "X said that Arlen said" -> Arlen, where X adds nothing
    the outlet's own voice  -> whom the report credits as a whole; else not stated
    the same of two outlets -> one end, where one owner has both

A chain of copies or credits that comes back to where it was ends at its earliest report.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.cluster.judging import SOURCES
from reportedly.cluster.newsrooms import Newsrooms
from reportedly.cluster.passed_on import find_passed_on, find_said_by_nobody, overlap, unnamed_kind
from reportedly.model import (
    Agent,
    Attribution,
    Clue,
    Copy,
    Credit,
    OriginKind,
    Report,
    Span,
    Statement,
    Utterance,
)
from reportedly.text import hull, plain, share

# What an outlet puts above words of its own: nobody who spoke.
_NOTICE = re.compile(
    r"(?:corrections?|clarifications?|amendments?|update|notice|retraction|"
    r"(?:editor|publisher)['’]?s['’]? note)$",
    re.I,
)


_LONG_NAME = 5  # words; what is shorter and begins a title may be the name of its speaker


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends; equal `identity` means one origin."""

    identity: tuple[str, ...]
    kind: OriginKind
    name: str
    agent: Agent | None = None
    copied_from: str | None = None  # id of the report that the words were copied from
    circular: bool = False
    via: bool = False  # whether somebody passes on what somebody else said
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one story, indexed for following chains."""

    reports: Mapping[str, Report]
    order: Mapping[str, int]  # report id -> place in the story
    agent_of: Mapping[str, Agent]  # statement id -> its speaker
    attributions: Mapping[str, Attribution]
    copied: Mapping[str, Sequence[Copy]]  # report id -> the copies of which it is the later one
    by_outlet: Mapping[str, Sequence[Statement]]
    newsrooms: Newsrooms
    owners: Mapping[str, str]  # newsroom -> whose it is, where another one of the story is, too
    surnames: frozenset[str]  # of the people whom the story names in full


def index_rows(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    attributions: Sequence[Attribution],
    agents: Sequence[Agent],
    utterances: Sequence[Utterance],
    copies: Sequence[Copy],
) -> Rows:
    """Return the rows of one story in the form that `find_ends` reads."""
    by_id = {agent.id: agent for agent in agents}
    agent_of = {statement: agent for agent in agents for statement in agent.statement_ids}
    # What only passes on another's words, or is "local media", is lent no speaker and lends none.
    passing = find_passed_on(statements)
    unlent = {row.id for row in statements if row.unnamed_kind == "media"}
    for utterance in utterances:
        speaker = by_id.get(utterance.agent_id or "")
        for statement_id in utterance.statement_ids:
            known = agent_of.get(statement_id)
            if statement_id in unlent or any(i in passing for i in utterance.statement_ids):
                continue
            if speaker and (known is None or not known.named):
                agent_of[statement_id] = speaker
    copied: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        copied[copy.b].append(copy)
    newsrooms = Newsrooms(reports, statements, agents)
    outlets = {report.id: newsrooms.key(report.outlet) for report in reports}
    by_outlet: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if outlets.get(statement.report_id):
            by_outlet[outlets[statement.report_id]].append(statement)
    return Rows(
        reports={report.id: report for report in reports},
        order={report.id: place for place, report in enumerate(reports)},
        agent_of=agent_of,
        attributions={attribution.id: attribution for attribution in attributions},
        copied=copied,
        by_outlet=by_outlet,
        newsrooms=newsrooms,
        owners=_shared_owners(reports, outlets),
        surnames=_surnames(agents),
    )


def _shared_owners(reports: Sequence[Report], outlets: Mapping[str, str]) -> dict[str, str]:
    owned = {
        outlets[one.id]: one.owner_group for one in reports if one.owner_group and outlets[one.id]
    }
    several = Counter(owned.values())
    return {outlet: owner for outlet, owner in owned.items() if several[owner] > 1}


def _surnames(agents: Sequence[Agent]) -> frozenset[str]:
    people = (plain(agent.name).split() for agent in agents if agent.type == "person")
    return frozenset(words[-1] for words in people if len(words) > 1)


def find_ends(
    rows: Rows, statements: Sequence[Statement], utterances: Sequence[Utterance]
) -> dict[str, End]:
    """Return for each statement, by its id, where its chain ends."""
    found = {statement.id: _follow(rows, statement) for statement in statements}
    for outer, inner in find_passed_on(statements).items():
        found[outer] = replace(
            found[inner], clues=found[outer].clues, copied_from=found[outer].copied_from, via=True
        )
    for inner, outer in find_said_by_nobody(statements).items():
        found[inner] = replace(found[outer], clues=found[inner].clues)
    for utterance in utterances:
        ends = [found[i] for i in utterance.statement_ids if i in found]
        if not ends:
            continue
        first = min(ends, key=_tells_less)
        for statement_id in utterance.statement_ids:
            end = found.get(statement_id)
            if end and end.identity != first.identity and not (end.agent and end.agent.named):
                found[statement_id] = replace(first, clues=end.clues, copied_from=end.copied_from)
    return _of_publishers(found, rows)


def _tells_less(end: End) -> int:
    """Return a number that is smaller the more an end tells of who said something."""
    if end.agent and end.agent.named:
        return 0
    return 3 if end.kind == "not stated" else 2 if end.kind == "unnamed" else 1


def _of_publishers(found: dict[str, End], rows: Rows) -> dict[str, End]:
    """Make one end of what editions of one owner say in their own voice.

    Not of an outlet that another report credits: it is an origin by its own name.
    """
    credited = {end.identity for end in found.values() if end.kind == "outlet"}
    silent = {end.identity for end in found.values() if end.kind == "not stated"} - credited
    owners = {one: rows.owners[one[1]] for one in silent if one[1] in rows.owners}
    several = Counter(owners.values())
    for statement_id, end in found.items():
        owner = owners.get(end.identity)
        if owner and several[owner] > 1:
            found[statement_id] = replace(end, identity=("owner", plain(owner)), name=owner)
    return found


def _follow(rows: Rows, statement: Statement) -> End:
    """Follow copies and credits from one statement until neither leads on."""
    place, clues, copied_from = _trace_copy(rows, statement)
    end = _end(rows, statement, place)
    credited = end.clues
    seen = {statement.id: statement}
    here = statement
    while end.kind == "outlet":
        there = _told_by(rows, end.identity[1], here)
        if there is None:
            break
        if there.id in seen:
            chain = list(seen.values())
            end = replace(_earliest(chain[chain.index(there) :], rows) or end, circular=True)
            break
        seen[there.id] = there
        place, _, _ = _trace_copy(rows, there)
        here, end = there, _end(rows, there, place)
    clues = (*clues, *_clues(rows, statement), *credited)
    return replace(end, clues=clues, copied_from=copied_from)


def _earliest(circle: Sequence[Statement], rows: Rows) -> End | None:
    """Return the outlet that was the first of those that cite each other to print it."""
    first = min(circle, key=lambda one: (rows.order.get(one.report_id, 0), one.id))
    report = rows.reports.get(first.report_id)
    return _outlet(report.outlet, rows) if report and report.outlet else None


def _trace_copy(rows: Rows, statement: Statement) -> tuple[str, tuple[Clue, ...], str | None]:
    """Return the report in which a statement's words stood first, with the words as evidence."""
    report_id = statement.report_id
    span = hull(statement.content) if statement.content else statement.context
    clues: tuple[Clue, ...] = ()
    source: str | None = None
    visited = [report_id]
    while True:
        step = _copied_from(rows, report_id, span)
        if step is None:
            return report_id, clues, source
        other, there, here = step
        if not clues:
            clues = (
                Clue(report_id=report_id, span=here, rule="copied words"),
                Clue(report_id=other, span=there, rule="copied words"),
            )
            source = other
        if other in visited:
            return min(visited, key=lambda i: rows.order.get(i, 0)), clues, source
        visited.append(other)
        report_id, span = other, there


def _copied_from(rows: Rows, report_id: str, span: Span) -> tuple[str, Span, Span] | None:
    """Return the earliest report that has most of the words in `span`, where it has them."""
    best: tuple[int, str, Span, Span] | None = None
    for copy in rows.copied.get(report_id, ()):
        if copy.a not in rows.order:
            continue
        whole = _in_whole_copy(rows, copy, span)
        if whole and (best is None or rows.order[copy.a] < best[0]):
            best = rows.order[copy.a], copy.a, whole, span
            continue
        inside = list(copy.runs.beside(span))
        covered = sum(overlap(run.b, span) for run in inside)
        # Six tenths: a copied sentence often has its first or last words changed.
        if not inside or 10 * covered < 6 * max(1, span.end - span.start):
            continue
        run = max(inside, key=lambda run: overlap(run.b, span))
        if best is None or rows.order[copy.a] < best[0]:
            best = rows.order[copy.a], copy.a, run.a, run.b
    return best[1:] if best else None


def _in_whole_copy(rows: Rows, copy: Copy, span: Span) -> Span | None:
    """Return where the same words stand in the report of which this one is a copy as a whole.

    Shared runs leave headlines out: two desks may hit upon one headline, but not for one text.
    """
    here, there = rows.reports.get(copy.b), rows.reports.get(copy.a)
    if copy.containment_b < 0.9 or not here or not there or span.start == span.end:
        return None
    start = there.text.find(span.of(here.text))
    return Span(start, start + (span.end - span.start)) if start >= 0 else None


def _told_by(rows: Rows, outlet: str, statement: Statement) -> Statement | None:
    """Return the statement in the outlet's own reports that says the same, or None.

    Not one that says the contrary: the outlet also prints who denies what it reported.
    """
    own = [
        s
        for s in rows.by_outlet.get(outlet, ())
        if s.report_id != statement.report_id and {s.polarity, statement.polarity} != {"+", "-"}
    ]
    scored = [
        (min(share(statement.terms, s.terms), share(s.terms, statement.terms)), s)
        for s in own[:300]
        if s.terms
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= 0.5 else None


def _end(rows: Rows, statement: Statement, place: str) -> End:
    """Return where a statement rests, seen from the report in which its words stood first."""
    report = rows.reports.get(place) or rows.reports[statement.report_id]
    agent = rows.agent_of.get(statement.id)
    name = agent.name if agent else statement.speaker
    channel = statement.channel if statement.channel_kind == "outlet" else None
    if statement.kind == "own voice" or (name is None and channel is None):
        return _own_voice(report, rows)
    if name is None:
        return _outlet(channel or "", rows)
    if _NOTICE.match(name) or _is_headline(name, rows.reports[statement.report_id]):
        return _own_voice(report, rows)
    if rows.newsrooms.holds(name, agent):
        return _outlet(name, rows)
    if plain(name) in rows.surnames:
        # No report says who of that name: not shown to be another than those named in full.
        return End(("one of", plain(name), report.id), "unnamed", name, agent)
    if agent.named if agent else statement.named:
        identity = ("agent", agent.id if agent else plain(name))
        return End(identity, "speaker", name, agent)
    kind = unnamed_kind(name)
    # What officials told one outlet is one origin, whoever repeats it; else each report's own.
    if channel:
        return End((kind, "told", rows.newsrooms.key(channel)), kind, name, agent)
    return End((kind, "in", report.id, agent.id if agent else plain(name)), kind, name, agent)


def _is_headline(name: str, report: Report) -> bool:
    """Return whether a name is but the report's title, all of whose words bear capital letters."""
    return len(name.split()) >= _LONG_NAME and plain(report.title or "").startswith(plain(name))


def _own_voice(report: Report, rows: Rows) -> End:
    credit = _agency(report, rows)
    if credit:
        words = Clue(report_id=report.id, span=credit.span, rule="credit")
        return replace(_outlet(credit.name, rows), clues=(words,))
    if report.outlet:
        key = rows.newsrooms.key(report.outlet)
        return End(("outlet", key), "not stated", report.outlet)
    return End(("report", report.id), "not stated", "outlet not stated")


def _agency(report: Report, rows: Rows) -> Credit | None:
    """Return the credit of the whole report, if it is to another outlet than its own."""
    for credit in report.credits:
        around = report.text[max(0, credit.span.start - 60) : credit.span.end + 60]
        if credit.kind not in SOURCES or "photo" in plain(around):
            continue  # a contribution, a first word or a picture is not the report
        if rows.newsrooms.key(credit.name) != rows.newsrooms.key(report.outlet):
            return credit
    return None


def _outlet(name: str, rows: Rows) -> End:
    return End(("outlet", rows.newsrooms.key(name)), "outlet", name)


def _clues(rows: Rows, statement: Statement) -> tuple[Clue, ...]:
    """Return the words that name the speaker and the channel."""
    found = [
        Clue(report_id=statement.report_id, span=piece, rule="source") for piece in statement.source
    ]
    attribution = rows.attributions.get(statement.attribution_id or "")
    if attribution and attribution.channel_span:
        found.append(
            Clue(report_id=statement.report_id, span=attribution.channel_span, rule="channel")
        )
    return tuple(found)
