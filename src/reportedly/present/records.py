"""What the records of `inspect` and `compare` share: plain objects for JSON.

Keys may be added, never renamed; unknown is `None`. Offsets are code points into `text`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.model import Problem, Report

Record = dict[str, Any]


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
            "from": day_record(report.published_from),
            "until": day_record(report.published_until),
            "basis": report.published_basis,
            "reason": report.published_reason or None,
        },
        "url": report.url,
        "outlet_basis": report.outlet_basis,
        "owner_group": report.owner_group,
        "credits": [credit.name for credit in report.credits],
        "credit_kinds": [credit.kind for credit in report.credits],
    }


def day_record(day: date | None) -> str | None:
    """Return a day as an ISO date."""
    return day.isoformat() if day else None


def problem_record(problem: Problem) -> Record:
    """Return a problem: which input, which stage, what is wrong."""
    return {"path": problem.path, "stage": problem.stage, "reason": problem.reason}
