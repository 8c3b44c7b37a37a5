"""The words that outlets chose, in a notebook: counts, occurrences, verbs by outlet or side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.errors import UsageError
from reportedly.model import Picture
from reportedly.notebook.rows import Row, Rows
from reportedly.present import wording_rows

BY = ("outlet", "side", "by", "voice", "report_id", "path", "story_id")


@dataclass(frozen=True)
class Wordings:
    """Names, nouns for the event and verbs that introduce somebody's words, in some stories."""

    pictures: tuple[Picture, ...]

    def counts(self) -> Rows[Row]:
        """Return how often each outlet uses each form, and in how many of its reports."""
        rows = (row for one in self.pictures for row in wording_rows.wording_rows(one))
        return Rows(rows, short=wording_rows.SHORT)

    def each(self) -> Rows[Row]:
        """Return every occurrence, with the words around it."""
        rows = (row for one in self.pictures for row in wording_rows.occurrence_rows(one))
        return Rows(rows, short=wording_rows.SHORT_EACH)

    def verbs(self, by: Sequence[str] = ("outlet", "side")) -> Rows[Row]:
        """Return the verbs that introduce words, counted under some columns.

        `cls` is the class of the verb, `n` how often it stands there, `n_docs` in how many
        reports.

        Raises:
            UsageError: there is no such column to count under.
        """
        for name in by:
            if name not in BY:
                raise UsageError(f"cannot count by {name!r}; there are: {', '.join(BY)}")
        held: dict[tuple[Any, ...], list[Row]] = {}
        for row in self.each():
            if row["kind"] == "verb":
                key = (*(row[name] for name in by), row["form"], row["verb_class"])
                held.setdefault(key, []).append(row)
        names = (*by, "verb", "cls")
        return Rows(
            (
                {
                    **dict(zip(names, key, strict=True)),
                    "n": len(rows),
                    "n_docs": len({row["report_id"] for row in rows}),
                }
                for key, rows in held.items()
            ),
            columns=(*names, "n", "n_docs"),
        )
