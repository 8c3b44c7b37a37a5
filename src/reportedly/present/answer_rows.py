"""Who says what as flat rows: one for each statement on each question, under a heading.

The heading is the side, the speaker, the outlet or the day, as the reader asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from reportedly.model import Picture, Statement
from reportedly.present.labels import label_of
from reportedly.present.lines import NO_SOURCE, OWN_VOICE
from reportedly.present.listings import Filters, statement_rows
from reportedly.present.lookup import Lookup, look_up, number

By = Literal["side", "speaker", "outlet", "day"]
BY: tuple[By, ...] = ("side", "speaker", "outlet", "day")
# What a terminal has room for; the other forms give every column.
SHORT = ("question", "label", "heading", "exact", "speaker", "channel", "outlet", "published_until")
OF_STATEMENT = (
    "exact",
    "speaker",
    "side",
    "cue",
    "channel",
    "kind",
    "hedges",
    "outlet",
    "published_from",
    "published_until",
    "path",
    "start",
    "end",
    "statement_id",
    "report_id",
    "story_id",
)


def answer_rows(picture: Picture, by: By = "side") -> Iterator[dict[str, Any]]:
    """Yield the statements on each question, the most contested question first.

    A statement that answers two questions stands under both. The heading of an outlet's own
    voice says so; that of a side, an outlet or a day that is not known is empty.
    """
    lookup = look_up(picture, number([picture]))
    ledger = {row["statement_id"]: row for row in statement_rows(picture, Filters())}
    for question in picture.questions:
        status = lookup.statuses.get(question.id)
        for statement in lookup.members(question):
            answer = lookup.answers.get((question.id, statement.id))
            row = ledger[statement.id]
            yield {
                "question": question.text,
                "label": label_of(status).text,
                "heading": _heading(statement, row, lookup, by),
                **{name: row[name] for name in OF_STATEMENT},
                "question_id": question.id,
                "proposition_id": answer.id if answer else None,
            }


def _heading(statement: Statement, row: dict[str, Any], lookup: Lookup, by: By) -> str | None:
    found: str | None
    if by == "outlet":
        found = row["outlet"]
    elif by == "day":
        found = lookup.day(statement.report_id)
    elif statement.kind == "own voice":
        found = OWN_VOICE
    else:
        found = row["side"] if by == "side" else row["speaker"] or NO_SOURCE
    return found
