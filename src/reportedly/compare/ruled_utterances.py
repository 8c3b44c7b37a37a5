"""Bring tellings together as one act of speech, or part them, as people ruled.

    utterances found, rulings -> as_ruled -> utterances

Only the rows that a ruling changes are made again; the others stay as found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reportedly.compare.regrouping import regrouped, verdicts
from reportedly.compare.ruled_pairs import UTTERANCES, Pair, standing
from reportedly.model import Ruling, Statement, Utterance
from reportedly.rulings import Meant, reviewer

# From the statements of one utterance, in order, and the reason: the row; None where they have
# no words to compare.
Maker = Callable[[Sequence[str], str], Utterance | None]


def as_ruled(
    found: Iterable[Utterance],
    statements: Sequence[Statement],
    rulings: Sequence[Ruling],
    make: Maker,
) -> list[Utterance]:
    """Return the utterances of a story as ruled, the earliest told first."""
    found = list(found)
    held = standing(rulings, UTTERANCES, Meant(statements))
    if not held:
        return found
    decided = verdicts(held)
    order = {statement.id: place for place, statement in enumerate(statements)}
    report = {statement.id: statement.report_id for statement in statements}
    kept = {frozenset(row.statement_ids): row for row in found}
    told = _reviewers(held)
    rows: list[Utterance] = []
    for members in regrouped([row.statement_ids for row in found], decided):
        if frozenset(members) in kept:
            rows.append(kept[frozenset(members)])
            continue
        ordered = sorted(members, key=order.__getitem__)
        ruled = any(v.same and v.a in members and v.b in members for v in decided)
        if len(ordered) < 2 or (not ruled and len({report[one] for one in ordered}) < 2):
            continue  # a speech that one report alone tells is no row, unless somebody says so
        names = sorted({name for one in ordered for name in told.get(one, ())})
        row = make(ordered, f"ruled by {', '.join(names)}")
        if row is not None:
            rows.append(row)
    return sorted(rows, key=lambda row: order[row.statement_ids[0]])


def _reviewers(held: Mapping[Pair, Ruling]) -> dict[str, set[str]]:
    """Return who ruled on the act of speech of each statement."""
    found: dict[str, set[str]] = {}
    for ids, one in held.items():
        for statement_id in ids:
            found.setdefault(statement_id, set()).add(reviewer(one))
    return found
