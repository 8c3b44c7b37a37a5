"""Stories and statements as flat rows: what the listing commands and the exports of them print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportedly.model import Agent, Origin, Picture, Proposition, Question, Report, Statement
from reportedly.present.days import disputed, status_of
from reportedly.present.reviews import reviews_of
from reportedly.store.tables import ColumnNote, Form, TableNote
from reportedly.text import hull, plain, words_of

CONTEXT = 40  # characters of prefix and suffix, enough to find the words again in a changed copy


def _column(name: str, note: str, form: Form = "text", *, optional: bool = True) -> ColumnNote:
    return ColumnNote(name=name, form=form, optional=optional, note=note)


LEDGER = TableNote(
    name="ledger",
    note="Every statement with its exact words, speaker, report and place: one flat row each.",
    columns=(
        _column("statement_id", "hash of the content", optional=False),
        _column("exact", "the exact words, an ellipsis between pieces that do not touch"),
        _column("speaker", "name of the speaker, the fullest in the story"),
        _column("side", "whom the speaker speaks for"),
        _column("kind", "direct, mixed, indirect or own voice"),
        _column("act", "say, deny, decline (to comment), silent, unverified"),
        _column("cue", "words that tie source and content together"),
        _column("channel", "through what it was said, in the report's words"),
        _column("polarity", "+ affirmed, - negated, u open"),
        _column("certainty", "certain, probable, possible or underspecified, as worded"),
        _column("hedges", "words that weaken it", "JSON"),
        _column("said_from", "first day on which it may have been said", "day"),
        _column("said_until", "last day on which it may have been said", "day"),
        _column("outlet", "who published the report"),
        _column("published_from", "first day on which it may have been published", "day"),
        _column("published_until", "last day on which it may have been published", "day"),
        _column("date_basis", "on what the date rests: stated, inferred, given, none"),
        _column("path", "file of the report as the user named it"),
        _column("start", "first character in the text of the report", "integer"),
        _column("end", "one past the last character", "integer"),
        _column("prefix", f"the {CONTEXT} characters before the words"),
        _column("suffix", f"the {CONTEXT} characters after the words"),
        _column("block", "kind of the block it stands in"),
        _column("counted", "no: outside the body, or ruled wrong; kept, not counted", "yes or no"),
        _column("report_id", "the report it stands in"),
        _column("sha256", "SHA-256 of the bytes of the report as received"),
        _column("copy_of", "earlier report that this one is shown to copy"),
        _column("origin_id", "where its chain of reports ends"),
        _column("origin", "name of that origin, as shown"),
        _column("story_id", "the story it belongs to"),
        _column("question_id", "the question that it answers"),
        _column("question", "words of that question"),
        _column("proposition_id", "what it says in common with other statements"),
        _column("reviewed_by", "who ruled on it; empty where nobody did"),
    ),
)

# What a terminal has room for; the other forms give every column.
SHORT = ("speaker", "exact", "cue", "channel", "outlet", "published_until", "path", "start")

REPORT_SHORT = ("title", "outlet", "published_from", "published_until", "date_basis", "path")


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
        "first": _iso(min(days, default=None)),
        "last": _iso(max(days, default=None)),
        "reports": len(picture.reports),
        "outlets": len({r.outlet for r in picture.reports if r.outlet}),
        "statements": sum(s.counted for s in picture.statements),
        "named_origins": sum(origin.kind == "speaker" for origin in picture.origins),
        "questions": len(picture.questions),
        "disputed": disputed(picture),
        "differ": chips["differ"] + chips["changed"],
    }


def report_row(report: Report) -> dict[str, Any]:
    """Return one report as a row."""
    return {
        "report_id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "outlet_basis": report.outlet_basis,
        "authors": list(report.authors),
        "published_from": _iso(report.published_from),
        "published_until": _iso(report.published_until),
        "date_basis": report.published_basis,
        "language": report.language,
        "url": report.url,
        "path": report.path,
        "sha256": report.sha256,
        "characters": len(report.text),
    }


def statement_rows(picture: Picture, filters: Filters) -> Iterator[dict[str, Any]]:
    """Yield the statements of a story that the filters leave, in order of report and text.

    The columns are those of `LEDGER`, in its order.
    """
    around = _Around(picture)
    for statement in picture.statements:
        report, agent = around.reports[statement.report_id], around.agents.get(statement.id)
        if _passes(statement, report, agent, filters):
            yield {**_words(statement, report, agent), **around.row(statement)}


def passing(picture: Picture, filters: Filters) -> Iterator[Statement]:
    """Yield the statements of a story that the filters leave, themselves."""
    reports = {report.id: report for report in picture.reports}
    agents = {i: agent for agent in picture.agents for i in agent.statement_ids}
    for statement in picture.statements:
        report, agent = reports[statement.report_id], agents.get(statement.id)
        if _passes(statement, report, agent, filters):
            yield statement


class _Around:
    """What a story says around its statements, found by statement id."""

    def __init__(self, picture: Picture) -> None:
        self.reports = {report.id: report for report in picture.reports}
        self.agents = {i: agent for agent in picture.agents for i in agent.statement_ids}
        self._story_id = picture.story.id
        self._origins: dict[str, Origin] = {}
        for origin in picture.origins:
            self._origins |= dict.fromkeys(origin.statement_ids, origin)
        questions = {question.id: question for question in picture.questions}
        self._answers: dict[str, tuple[Proposition, Question | None]] = {}
        for proposition in picture.propositions:
            for i in proposition.statement_ids:
                found = (proposition, questions.get(proposition.question_id))
                self._answers.setdefault(i, found)
        self._reviews = reviews_of(picture.statements, picture.rulings)
        # Where it is not shown which came first, neither is said to copy the other.
        self._copied = {c.b: c.a for c in picture.copies if c.direction == "a first"}

    def row(self, statement: Statement) -> dict[str, Any]:
        """Return the columns of the ledger that come from the rest of the story."""
        origin = self._origins.get(statement.id)
        proposition, question = self._answers.get(statement.id, (None, None))
        reviews = self._reviews.get(statement.id)
        return {
            "copy_of": self._copied.get(statement.report_id),
            "origin_id": origin.id if origin else None,
            "origin": origin.name if origin else None,
            "story_id": self._story_id,
            "question_id": question.id if question else None,
            "question": question.text if question else None,
            "proposition_id": proposition.id if proposition else None,
            "reviewed_by": ", ".join(sorted({r.by for r in reviews})) if reviews else None,
        }


def _words(statement: Statement, report: Report, agent: Agent | None) -> dict[str, Any]:
    """Return the columns of the ledger that the report itself gives."""
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
        "said_from": _iso(statement.said_from),
        "said_until": _iso(statement.said_until),
        "outlet": report.outlet,
        "published_from": _iso(report.published_from),
        "published_until": _iso(report.published_until),
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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


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
