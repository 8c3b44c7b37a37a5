"""What changed in a story between two days: reports that came, questions that stand otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from reportedly.model import Picture, Question, Status
from reportedly.present.days import forebears, statements_of, status_of
from reportedly.present.figure_rows import worded
from reportedly.present.listings import Filters, statement_rows

# What a terminal has room for; the other forms give every column.
SHORT = (
    "kind",
    "question",
    "before",
    "after",
    "value",
    "exact",
    "speaker",
    "outlet",
    "published_until",
)
OF_STATEMENT = (
    "exact",
    "speaker",
    "side",
    "hedges",
    "outlet",
    "published_from",
    "published_until",
    "path",
    "start",
    "end",
    "report_id",
)
COLUMNS = (
    "kind",
    "question_id",
    "question",
    "before",
    "after",
    "reports_before",
    "reports_after",
    "origins_before",
    "origins_after",
    "why",
    "value",
    "hedge",
    "counted",
    *OF_STATEMENT,
    "because",
    "story_id",
)


def change_rows(before: Picture | None, after: Picture) -> Iterator[dict[str, Any]]:
    """Yield what the later picture says otherwise than the earlier; None: nothing was known yet.

    First the reports that came in between, then the questions. The words of a row are those of
    the first statement that came in between; where only the weighing changed, of none.
    """
    yield from _new_reports(before, after)
    earlier = forebears(after, before) if before else {}
    old = status_of(before) if before else {}
    known = {statement.id for statement in before.statements} if before else set()
    new = status_of(after)
    ledger = {row["statement_id"]: row for row in statement_rows(after, Filters())}
    held = statements_of(after)
    for question in after.questions:
        twin = earlier.get(question.id)
        was, now = old.get(twin.id) if twin else None, new.get(question.id)
        came = [i for i in ledger if i in set(held[question.id]) - known]
        if now is None or (was is not None and _stands(was) == _stands(now) and not came):
            continue
        yield _row(question, was, now, came, ledger, after)


def _new_reports(before: Picture | None, after: Picture) -> Iterator[dict[str, Any]]:
    had = {report.id for report in before.reports} if before else set()
    for report in after.reports:
        if report.id in had:
            continue
        title = report.title
        yield {
            **dict.fromkeys(COLUMNS),
            "kind": "report",
            "before": "not yet published",
            "after": "published",
            "exact": title,
            "outlet": report.outlet,
            "published_from": _iso(report.published_from),
            "published_until": _iso(report.published_until),
            "path": report.path,
            "report_id": report.id,
            "because": [],
            "story_id": after.story.id,
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _stands(status: Status) -> tuple[str, ...]:
    return (status.label, status.support, status.contest)


def _row(
    question: Question,
    was: Status | None,
    now: Status,
    came: list[str],
    ledger: dict[str, dict[str, Any]],
    picture: Picture,
) -> dict[str, Any]:
    first = ledger[came[0]] if came else {}
    figure = _figure(came[0], question, picture) if came else (None, None, None)
    return {
        "kind": "question",
        "question_id": question.id,
        "question": question.text,
        "before": was.label if was else "not yet reported",
        "after": now.label,
        "reports_before": was.reports if was else 0,
        "reports_after": now.reports,
        "origins_before": was.origins if was else 0,
        "origins_after": now.origins,
        "why": now.why,
        "value": figure[0],
        "hedge": figure[1],
        "counted": figure[2],
        **{name: first.get(name) for name in OF_STATEMENT},
        "because": came,
        "story_id": picture.story.id,
    }


def _figure(
    statement: str, question: Question, picture: Picture
) -> tuple[str | None, str | None, str | None]:
    """Return interval, hedge and counted thing of the figure with which a statement answers."""
    figures = {figure.id: figure for figure in picture.figures}
    for proposition in picture.propositions:
        answers = proposition.question_id == question.id and statement in proposition.statement_ids
        figure = figures.get(proposition.figure_id or "")
        if answers and figure is not None:
            return worded(figure), figure.hedge, figure.counted
    return None, None, None
