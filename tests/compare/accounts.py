"""Small invented stories, run through the program's own stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportedly.memory import Rows
from reportedly.model import (
    Block,
    Conflict,
    Denial,
    Proposition,
    Question,
    Report,
    Span,
    Statement,
    Status,
    Story,
    Update,
)
from reportedly.pipeline import REPORT_STAGES, STORY_STAGES, run_stage
from reportedly.settings import Settings

Told = tuple[str, int, str]  # outlet, day of March 2025, text


class Account:
    """What comparison makes of a few reports."""

    def __init__(self, *told: Told) -> None:
        """Run every stage on the reports."""
        self.reports = [_report(number, *one) for number, one in enumerate(told)]
        self.rows = _rows(self.reports)
        self.questions: Sequence[Question] = self.rows[Question]
        self.propositions: Sequence[Proposition] = self.rows[Proposition]
        self.conflicts: Sequence[Conflict] = self.rows[Conflict]
        self.denials: Sequence[Denial] = self.rows[Denial]
        self.updates: Sequence[Update] = self.rows[Update]
        self.statuses: Sequence[Status] = self.rows[Status]
        self.statements: Sequence[Statement] = self.rows[Statement]

    def kinds(self) -> list[str]:
        """Return the kinds of conflict found, sorted."""
        return sorted(row.kind for row in self.conflicts)

    def asked(self) -> list[str]:
        """Return the questions as printed."""
        return [row.text for row in self.questions]

    def label(self, question: str) -> str:
        """Return the chip of a question."""
        found = next(row for row in self.questions if row.text == question)
        return next(
            s.label for s in self.statuses if (s.question_id, s.proposition_id) == (found.id, None)
        )


def _report(number: int, outlet: str, day: int, text: str) -> Report:
    published = date(2025, 3, day)
    id_ = f"r{number}-{outlet}"
    block = Block(report_id=id_, span=Span(0, len(text)), kind="body", reason="test")
    return Report(
        id=id_,
        path=f"{id_}.txt",
        sha256="",
        text=text,
        language="en",
        title=text[:40],
        outlet=outlet,
        published_from=published,
        published_until=published,
        published_basis="given",
        blocks=(block,) if text else (),
    )


def _rows(reports: Sequence[Report]) -> Rows:
    settings = Settings()
    found: dict[type, list[object]] = {stage.writes: [] for stage in REPORT_STAGES}
    for report in reports:
        rows: Rows = {}
        for stage in REPORT_STAGES:
            rows[stage.writes], problem = run_stage(stage, report, rows, settings)
            assert problem is None, problem
            found[stage.writes].extend(rows[stage.writes])
    story = Story(id="s", title="t", report_ids=tuple(report.id for report in reports))
    all_rows: Rows = {Report: tuple(reports), **{k: tuple(v) for k, v in found.items()}}
    for stage in STORY_STAGES:
        all_rows[stage.writes], problem = run_stage(stage, story, all_rows, settings)
        assert problem is None, problem
    return all_rows
