"""The flags of a status: what a reader should know beside the chip, and what never changes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.model import COUNTED_BLOCKS, Proposition, Report, Ruling, Statement, Update
from reportedly.rulings import Meant, reviewer

_CORRECTIONS = ("correction", "corrected")


class Flags:
    """What flags rest on, indexed for one story."""

    def __init__(
        self,
        reports: Sequence[Report],
        statements: Sequence[Statement],
        propositions: Sequence[Proposition],
        updates: Sequence[Update],
        rulings: Sequence[Ruling] = (),
    ) -> None:
        """Index the rows."""
        meant = Meant(statements)
        self._reviewers: dict[str, set[str]] = {}
        for one in rulings:
            for statement in meant.all(one):
                self._reviewers.setdefault(statement.id, set()).add(reviewer(one))
        self._reports = {report.id: report for report in reports}
        self._statements = {statement.id: statement for statement in statements}
        self._earlier = {(row.question_id, i): row for row in updates for i in row.earlier}
        self._later = {(row.question_id, i): row for row in updates for i in row.later}
        self._unverified: dict[str, set[str]] = {}
        for proposition in propositions:
            for i in proposition.statement_ids:
                if self._statements[i].act == "unverified":
                    self._unverified.setdefault(proposition.question_id, set()).add(
                        self._statements[i].report_id
                    )

    def of(self, question_id: str, said: Sequence[str]) -> tuple[str, ...]:
        """Return the flags of statements that answer a question, in a fixed order."""
        rows = [self._statements[i] for i in said]
        return tuple(dict.fromkeys(self._flags(question_id, rows)))

    def _flags(self, question_id: str, rows: Sequence[Statement]) -> Iterator[str]:
        doubted = self._unverified.get(question_id, set())
        for name in sorted({self._outlet(s.report_id) for s in rows if s.report_id in doubted}):
            yield f"unverified, says {name}"
        for statement in rows:
            for span in statement.hedges[:1]:
                yield f"hedged “{span.of(self._reports[statement.report_id].text)}”"
        if any(s.kind != "own voice" and s.speaker and not s.named for s in rows):
            yield "not official"
        yield from self._by_time([(question_id, statement.id) for statement in rows])
        if any(self._reports[s.report_id].published_basis == "inferred" for s in rows):
            yield "date inferred"
        if any(s.block not in COUNTED_BLOCKS for s in rows):
            yield "outside article body"
        for name in sorted({name for s in rows for name in self._reviewers.get(s.id, ())}):
            yield f"reviewed by {name}"

    def _by_time(self, said: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Yield flags of statements on a question; they may stand otherwise on another."""
        if any(self._is_old(i) for i in said):
            yield "old"
        updates = [self._later[i] for i in said if i in self._later]
        if any(row.kind in ("superseded", "refined", "moved on") for row in updates):
            yield "updated"
        if any(row.kind == "corrected" for row in updates):
            yield "corrected"

    def _is_old(self, said: tuple[str, str]) -> bool:
        """Return whether a newer figure of the same speaker exists."""
        row = self._earlier.get(said)
        return row is not None and row.reason.startswith("same speaker")

    def _outlet(self, report_id: str) -> str:
        report = self._reports.get(report_id)
        return (report.outlet if report else None) or "an outlet not named"
