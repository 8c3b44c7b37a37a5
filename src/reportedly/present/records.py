"""The fixed forms of `inspect` and `compare`: rows in, plain objects for JSON out.

Keys may be added, never renamed; unknown is `None`. Offsets are code points into `text`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reportedly.model import (
    Attribution,
    Conflict,
    Copy,
    Figure,
    Mention,
    Picture,
    Pieces,
    PlaceMention,
    Problem,
    Report,
    Sentence,
    Span,
    Statement,
    Status,
    TimeMention,
    Utterance,
)
from reportedly.present.days import matched_questions
from reportedly.text import words_of

Record = dict[str, Any]


# --- inspect -------------------------------------------------------------------------------


def inspect_record(
    report: Report,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    figures: Sequence[Figure],
    places: Sequence[PlaceMention],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
    problems: Sequence[Problem],
) -> Record:
    """Return everything found in one report, in the form of `reportedly inspect`."""
    said = {s.attribution_id: s for s in statements if s.attribution_id}
    return {
        **report_record(report),
        "text": report.text,
        "blocks": [_block(block.span, block.kind) for block in report.blocks],
        "sentences": [_ends(sentence.span) for sentence in sentences],
        "names": [
            {**_ends(m.span), "type": m.type, "agent": m.agent, "role": m.role} for m in mentions
        ],
        "times": [_time(time) for time in times],
        "figures": [_figure(figure) for figure in figures],
        "places": [_place(place) for place in places],
        "attributions": [_attribution(a, said.get(a.id)) for a in attributions],
        "own_voice": [_own_voice(s) for s in statements if s.attribution_id is None],
        "problems": [_problem(problem) for problem in problems],
    }


def report_record(report: Report) -> Record:
    """Return what is known of a report as a whole, without its text."""
    return {
        "path": report.path,
        "id": report.id,
        "sha256": report.sha256,
        "language": report.language,
        "title": report.title,
        "outlet": report.outlet,
        "authors": list(report.authors),
        "published": {
            "from": _day(report.published_from),
            "until": _day(report.published_until),
            "basis": report.published_basis,
            "reason": report.published_reason or None,
        },
        "url": report.url,
        "outlet_basis": report.outlet_basis,
        "credits": [credit.name for credit in report.credits],
    }


def _ends(span: Span) -> Record:
    return {"start": span.start, "end": span.end}


def _block(span: Span, kind: str) -> Record:
    return {**_ends(span), "kind": kind}


def _pairs(pieces: Pieces) -> list[list[int]]:
    return [[piece.start, piece.end] for piece in pieces]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _time(time: TimeMention) -> Record:
    return {
        **_ends(time.span),
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "from": _day(time.day_from),
        "until": _day(time.day_until),
    }


def _figure(figure: Figure) -> Record:
    return {
        **_ends(figure.span),
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "base_low": figure.base_low,
        "base_high": figure.base_high,
        "base_unit": figure.base_unit,
        "hedge": figure.hedge,
        "counted": figure.counted,
        "change": figure.change,
        "bound": figure.bound,
        "scope": figure.scope,
        "vague": figure.vague,
    }


def _place(place: PlaceMention) -> Record:
    return {
        **_ends(place.span),
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "precision": place.precision,
        "country": place.country,
        "region": place.region,
    }


def _attribution(attribution: Attribution, statement: Statement | None) -> Record:
    return {
        "id": attribution.id,
        "kind": attribution.kind,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "speaker": attribution.speaker,
        "channel": attribution.channel,
        "within": attribution.within,
        "said_from": _day(attribution.said_from),
        "said_until": _day(attribution.said_until),
        "polarity": statement.polarity if statement else None,
        "certainty": statement.certainty if statement else None,
        "hedges": _pairs(statement.hedges) if statement else [],
        "block": attribution.block,
        "role": attribution.role,
        "named": attribution.named,
        "channel_kind": attribution.channel_kind,
        "candidates": list(attribution.candidates),
        "act": statement.act if statement else None,
    }


def _own_voice(statement: Statement) -> Record:
    return {
        "id": statement.id,
        "act": statement.act,
        "content": _pairs(statement.content),
        "about": statement.about,
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "block": statement.block,
    }


def _problem(problem: Problem) -> Record:
    return {"path": problem.path, "stage": problem.stage, "reason": problem.reason}


# --- compare -------------------------------------------------------------------------------


def compare_record(
    reports: Sequence[Report],
    copies: Sequence[Copy],
    pictures: Sequence[Picture],
    days: Mapping[str, Mapping[date, Picture]],
    problems: Sequence[Problem],
) -> Record:
    """Return the comparison of a whole input; `days` holds the daily pictures by story id."""
    indexes = [_Index(picture) for picture in pictures]
    by_id = {report.id: report for report in reports}
    return {
        "reports": [report_record(report) for report in reports],
        "stories": [
            {"id": p.story.id, "title": p.story.title, "reports": list(p.story.report_ids)}
            for p in pictures
        ],
        "copies": [_copy(copy, by_id) for copy in copies],
        "origins": [record for index in indexes for record in _origins(index)],
        "utterances": [record for index in indexes for record in _utterances(index)],
        "propositions": [record for index in indexes for record in _propositions(index)],
        "questions": [
            record for p in pictures for record in _questions(p, days.get(p.story.id, {}))
        ],
        "conflicts": [_conflict(row, i) for i in indexes for row in i.picture.conflicts],
        "denials": [record for index in indexes for record in _denials(index)],
        "updates": [record for index in indexes for record in _updates(index)],
        "wording": [record for index in indexes for record in _wording(index)],
        "problems": [_problem(problem) for problem in problems],
    }


def words_record(report: Report, attribution_id: str | None, pieces: Pieces) -> Record:
    """Return words in the one form used wherever words are meant."""
    return {
        "report": report.id,
        "attribution": attribution_id,
        "start": pieces[0].start,
        "end": pieces[-1].end,
        "exact": words_of(pieces, report.text),
    }


class _Index:
    """The reports and statements of one picture by id, made once."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.reports = {report.id: report for report in picture.reports}
        self.statements = {statement.id: statement for statement in picture.statements}

    def words(self, ids: Sequence[str]) -> list[Record]:
        """Return the words of statements; a statement in another picture is left out."""
        return [self._of(self.statements[i]) for i in ids if i in self.statements]

    def _of(self, statement: Statement) -> Record:
        report = self.reports[statement.report_id]
        return words_record(report, statement.attribution_id, statement.content)

    def part(self, statement_id: str, span: Span) -> Record:
        """Return some of the words of a statement."""
        statement = self.statements[statement_id]
        report = self.reports[statement.report_id]
        return words_record(report, statement.attribution_id, (span,))


def _copy(copy: Copy, reports: Mapping[str, Report]) -> Record:
    return {
        "id": copy.id,
        "a": copy.a,
        "b": copy.b,
        "containment_a": round(copy.containment_a, 4),
        "containment_b": round(copy.containment_b, 4),
        "kind": copy.kind,
        "direction": copy.direction,
        "reason": copy.reason,
        "evidence": [
            {
                "a": words_record(reports[copy.a], None, (run.a,)),
                "b": words_record(reports[copy.b], None, (run.b,)),
            }
            for run in copy.runs
        ],
    }


def _origins(index: _Index) -> list[Record]:
    return [
        {
            "id": origin.id,
            "story": origin.story_id,
            "name": origin.name,
            "kind": origin.kind,
            "side": origin.side,
            "reports": list(origin.report_ids),
            "statements": index.words(origin.statement_ids),
        }
        for origin in index.picture.origins
    ]


def _utterances(index: _Index) -> list[Record]:
    speakers = {agent.id: agent.name for agent in index.picture.agents}
    return [_utterance(row, speakers, index) for row in index.picture.utterances]


def _utterance(row: Utterance, speakers: Mapping[str, str], index: _Index) -> Record:
    return {
        "id": row.id,
        "story": row.story_id,
        "speaker": speakers.get(row.agent_id or ""),
        "said_from": _day(row.said_from),
        "said_until": _day(row.said_until),
        "statements": index.words(row.statement_ids),
        "reason": row.reason,
        "differences": [
            {
                "kind": difference.kind,
                "quoted": difference.quoted,
                "a": index.part(difference.a, difference.a_span),
                "b": index.part(difference.b, difference.b_span),
            }
            for difference in row.differences
        ],
    }


def _propositions(index: _Index) -> list[Record]:
    statuses = {s.proposition_id: s for s in index.picture.statuses if s.proposition_id}
    return [
        {
            "id": row.id,
            "story": row.story_id,
            "question": row.question_id,
            "statements": index.words(row.statement_ids),
            "stance": row.stance,
            "reason": row.reason,
            "status": _status(statuses[row.id]) if row.id in statuses else None,
        }
        for row in index.picture.propositions
    ]


def _questions(picture: Picture, days: Mapping[date, Picture]) -> list[Record]:
    by_day = matched_questions(picture, days)
    current = {s.question_id: s for s in picture.statuses if s.proposition_id is None}
    return [
        {
            "id": question.id,
            "story": question.story_id,
            "text": question.text,
            "kind": question.kind,
            "propositions": list(question.proposition_ids),
            "status": _status(current[question.id]) if question.id in current else None,
            "days": [
                {"day": day.isoformat(), **_status(status)}
                for day, status in by_day.get(question.id, [])
            ],
        }
        for question in picture.questions
    ]


def _status(status: Status) -> Record:
    return {
        "label": status.label,
        "support": status.support,
        "contest": status.contest,
        "flags": list(status.flags),
        "reports": status.reports,
        "outlets": status.outlets,
        "origins": status.origins,
        "sides": status.sides,
        "why": status.why,
        "because": list(status.because),
    }


def _conflict(row: Conflict, index: _Index) -> Record:
    return {
        "id": row.id,
        "story": row.story_id,
        "question": row.question_id,
        "kind": row.kind,
        "sides": [index.words(side) for side in row.sides],
        "reason": row.reason,
        "why": row.why,
    }


def _denials(index: _Index) -> list[Record]:
    return [
        {
            "id": row.id,
            "statement": index.words((row.statement_id,))[0],
            "denies": index.words(row.denies),
            "reason": row.reason,
        }
        for row in index.picture.denials
    ]


def _updates(index: _Index) -> list[Record]:
    return [
        {
            "id": row.id,
            "story": row.story_id,
            "question": row.question_id,
            "kind": row.kind,
            "earlier": index.words(row.earlier),
            "later": index.words(row.later),
            "reason": row.reason,
            "why": row.why,
        }
        for row in index.picture.updates
    ]


def _wording(index: _Index) -> list[Record]:
    return [
        {
            **words_record(index.reports[row.report_id], None, (row.span,)),
            "concept": row.concept,
            "form": row.form,
            "voice": row.voice,
            "verb_class": row.verb_class,
        }
        for row in index.picture.word_choices
    ]
