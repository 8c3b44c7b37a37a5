"""The fixed form of `compare`: what stands out across reports as a plain object for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reportedly.model import (
    Conflict,
    Copy,
    Picture,
    Pieces,
    Problem,
    Report,
    Span,
    Statement,
    Status,
    Utterance,
    Version,
)
from reportedly.present.days import matched_questions
from reportedly.present.records import Record, day_record, problem_record, report_record
from reportedly.text import words_of


def compare_record(
    reports: Sequence[Report],
    copies: Sequence[Copy],
    pictures: Sequence[Picture],
    days: Mapping[str, Mapping[date, Picture]],
    problems: Sequence[Problem],
    versions: Sequence[Version] = (),
    earlier: Sequence[Report] = (),
) -> Record:
    """Return the comparison of a whole input; `days` holds the daily pictures by story id.

    `earlier` holds the reports that `versions` name and that do not count.
    """
    indexes = [_Index(picture) for picture in pictures]
    by_id = {report.id: report for report in reports}
    return {
        "reports": [report_record(report) for report in reports],
        "stories": [
            {"id": p.story.id, "title": p.story.title, "reports": list(p.story.report_ids)}
            for p in pictures
        ],
        "versions": [
            version_record(version, by_id | {one.id: one for one in earlier})
            for version in versions
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
        "problems": [problem_record(problem) for problem in problems],
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


def version_record(version: Version, reports: Mapping[str, Report]) -> Record:
    """Return what changed between two versions of an article, in the words of each."""
    earlier, later = reports[version.earlier], reports[version.later]
    return {
        "id": version.id,
        "kind": version.kind,
        "appeared": day_record(version.appeared),
        "basis": version.basis,
        "reason": version.reason,
        "earlier": report_record(earlier),
        "later": report_record(later),
        "note": words_record(later, None, (version.note,)) if version.note else None,
        "changes": [
            {
                "removed": [words_record(earlier, None, (piece,)) for piece in change.removed],
                "added": [words_record(later, None, (piece,)) for piece in change.added],
            }
            for change in version.changes
        ],
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
        "owner_group": copy.owner_group,
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
        "said_from": day_record(row.said_from),
        "said_until": day_record(row.said_until),
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
