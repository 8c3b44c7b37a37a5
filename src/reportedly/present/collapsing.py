"""Count by origin: what repeats one origin in other words or reports becomes one row.

    rows of five reports on one briefing -> the first of them, with reports 5, outlets 5

Two statements repeat each other where they go back to one origin and are one act of speech, one
answer to a question, or the same words. What one speaker says of different things stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.model import Picture
from reportedly.text import plain, words_of

Row = dict[str, Any]


def repeated(picture: Picture) -> dict[str, str]:
    """Return for each statement the first one of its origin that says the same, or itself."""
    home = {i: origin.id for origin in picture.origins for i in origin.statement_ids}
    texts = {report.id: report.text for report in picture.reports}
    said: dict[str, list[tuple[str, str]]] = {}
    for kind, rows in (("utterance", picture.utterances), ("answer", picture.propositions)):
        for row in rows:
            for statement_id in row.statement_ids:
                said.setdefault(statement_id, []).append((kind, row.id))
    first: dict[tuple[str, str, str], str] = {}
    found: dict[str, str] = {}
    for statement in picture.statements:
        origin = home.get(statement.id, statement.id)
        words = plain(words_of(statement.content, texts[statement.report_id])).strip("“”\"' .,")
        marks = [(origin, *mark) for mark in (*said.get(statement.id, ()), ("words", words))]
        leader = next((first[mark] for mark in marks if mark in first), statement.id)
        found[statement.id] = leader
        for mark in marks:
            first.setdefault(mark, leader)
    return found


def collapsed(picture: Picture, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of statements or figures, those that repeat an origin as the first of them.

    Added are in how many reports and outlets it stands, and how many rows it stands for.
    """
    leader = repeated(picture)
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        # Two figures in one statement are two rows still.
        figure = (row["base_low"], row["base_high"], row["base_unit"]) if "figure_id" in row else ()
        groups.setdefault((leader[row["statement_id"]], *figure), []).append(row)
    for held in groups.values():
        yield {
            **held[0],
            "reports": len({row["report_id"] for row in held}),
            "outlets": len({row["outlet"] for row in held if row["outlet"]}),
            "rows": len(held),
        }


def collapsed_story(picture: Picture, row: Row) -> Row:
    """Return the row of a story with its statements counted by origin, and its copies."""
    leader = repeated(picture)
    counted = {leader[one.id] for one in picture.statements if one.counted}
    copies = {copy.b for copy in picture.copies if copy.kind != "partial"}
    return {**row, "statements": len(counted), "copies": len(copies)}
