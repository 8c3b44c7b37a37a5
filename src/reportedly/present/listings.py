"""Stories and statements as flat rows: what the listing commands and the exports of them print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportedly.model import Agent, Picture, Report, Statement
from reportedly.present.days import status_of
from reportedly.text import hull, plain, words_of

CONTEXT = 40  # characters of prefix and suffix, enough to find the words again in a changed copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which statements to list; None and False leave everything in.

    Attributes:
        speaker: Part of the speaker's name, in any case and with or without accents.
        outlet: Part of the outlet's name.
        side: The side, as shown.
        quoted: Only direct and mixed quotations.
        own_voice: Only what outlets say in their own voice.
        hedged: Only statements with a hedge.
        since: Only reports surely published on or after this day.
        until: Only reports surely published on or before this day.
    """

    speaker: str | None = None
    outlet: str | None = None
    side: str | None = None
    quoted: bool = False
    own_voice: bool = False
    hedged: bool = False
    since: date | None = None
    until: date | None = None


def story_row(picture: Picture) -> dict[str, Any]:
    """Return one story as a row."""
    chips = Counter(status.contest for status in status_of(picture).values())
    days = [d for r in picture.reports for d in (r.published_from, r.published_until) if d]
    return {
        "story_id": picture.story.id,
        "title": picture.story.title,
        "first": min(days).isoformat() if days else None,
        "last": max(days).isoformat() if days else None,
        "reports": len(picture.reports),
        "outlets": len({r.outlet for r in picture.reports if r.outlet}),
        "statements": sum(s.counted for s in picture.statements),
        "named_origins": sum(origin.kind == "speaker" for origin in picture.origins),
        "questions": len(picture.questions),
        "disputed": chips["disputed"] + chips["denied"],
        "differ": chips["differ"] + chips["changed"],
    }


def statement_rows(picture: Picture, filters: Filters) -> Iterator[dict[str, Any]]:
    """Yield the statements of a story that the filters leave, in order of report and text."""
    reports = {report.id: report for report in picture.reports}
    speakers = {i: agent for agent in picture.agents for i in agent.statement_ids}
    questions = _questions(picture)
    for statement in picture.statements:
        report, agent = reports[statement.report_id], speakers.get(statement.id)
        if _passes(statement, report, agent, filters):
            row = statement_row(statement, report, agent)
            yield {**row, "story_id": picture.story.id, "question": questions.get(statement.id)}


def statement_row(statement: Statement, report: Report, agent: Agent | None) -> dict[str, Any]:
    """Return one statement as a row: its exact words first, then all that is known of it."""
    span = hull(statement.content)
    return {
        "statement_id": statement.id,
        "exact": words_of(statement.content, report.text),
        "speaker": agent.name if agent else statement.speaker,
        "side": agent.side if agent else None,
        "kind": statement.kind,
        "act": statement.act,
        "cue": words_of(statement.cue, report.text) or None,
        "channel": statement.channel,
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "hedges": [piece.of(report.text) for piece in statement.hedges],
        "said_from": statement.said_from.isoformat() if statement.said_from else None,
        "said_until": statement.said_until.isoformat() if statement.said_until else None,
        "outlet": report.outlet,
        "published_from": report.published_from.isoformat() if report.published_from else None,
        "published_until": report.published_until.isoformat() if report.published_until else None,
        "date_basis": report.published_basis,
        "path": report.path,
        "start": span.start,
        "end": span.end,
        "prefix": report.text[max(0, span.start - CONTEXT) : span.start],
        "suffix": report.text[span.end : span.end + CONTEXT],
        "block": statement.block,
        "counted": statement.counted,
        "report_id": report.id,
        "sha256": report.sha256,
    }


def _questions(picture: Picture) -> Mapping[str, str]:
    texts = {question.id: question.text for question in picture.questions}
    found: dict[str, str] = {}
    for proposition in picture.propositions:
        for i in proposition.statement_ids:
            found.setdefault(i, texts.get(proposition.question_id, ""))
    return found


def _passes(statement: Statement, report: Report, agent: Agent | None, filters: Filters) -> bool:
    speaker = agent.name if agent else statement.speaker
    return all(
        (
            not filters.speaker or _holds(speaker, filters.speaker),
            not filters.outlet or _holds(report.outlet, filters.outlet),
            not filters.side or (agent is not None and _holds(agent.side, filters.side)),
            not filters.quoted or statement.kind in ("direct", "mixed"),
            not filters.own_voice or statement.kind == "own voice",
            not filters.hedged or bool(statement.hedges),
            _in_time(report, filters),
        )
    )


def _holds(whole: str | None, part: str) -> bool:
    return whole is not None and plain(part) in plain(whole)


def _in_time(report: Report, filters: Filters) -> bool:
    if filters.since and (report.published_from is None or report.published_from < filters.since):
        return False
    return not filters.until or (
        report.published_until is not None and report.published_until <= filters.until
    )
