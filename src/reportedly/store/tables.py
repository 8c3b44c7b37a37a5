"""What every table and column of a project holds, read from the comments of `schema.sql`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Literal

from reportedly.model import (
    Copy,
    DateInference,
    FeedEntry,
    Problem,
    Report,
    Ruling,
    Story,
    Version,
    Visit,
)
from reportedly.store.codec import Column, columns_of, table_of
from reportedly.store.database import OF_REPORT, OF_STORY
from reportedly.store.migrations import schema

Form = Literal["text", "integer", "number", "yes or no", "day", "moment", "JSON", "bytes"]

KINDS: tuple[type, ...] = (
    Report,
    Problem,
    Version,
    Copy,
    Story,
    DateInference,
    Visit,
    FeedEntry,
    Ruling,
    *OF_REPORT,
    *OF_STORY,
)

# What only the project file itself needs: the bytes, and the bookkeeping of runs.
INTERNAL_TABLES = frozenset(
    {
        "migrations",
        "captures",
        "made",
        "statement_words",
        "visits",
        "feed_entries",
        "read_marks",
        "groupings",
        "arranged",
        "fingerprints",
        "lines",
        "gathered",
        "waiting",
    }
)
INTERNAL_COLUMNS = frozenset({"made_by", "row"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNote:
    """One column of a table."""

    name: str
    form: Form
    optional: bool  # whether it may be empty
    note: str  # what it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNote:
    """One table of a project."""

    name: str
    note: str  # what a row is
    columns: tuple[ColumnNote, ...]


_TABLE = re.compile(
    r"^-- (?P<note>[^\n]+)\nCREATE (?:VIRTUAL )?TABLE (?P<name>\w+)[^\n]*\n(?P<body>.*?)\n\)",
    re.MULTILINE | re.DOTALL,
)
_COLUMN = re.compile(r'^  "?(?P<name>[a-z]\w*)"?(?P<rest>[^\n]*?)  -- (?P<note>.+)$', re.MULTILINE)
_SQL_FORMS: dict[str, Form] = {"INTEGER": "integer", "REAL": "number", "BLOB": "bytes"}
_OWN_FORMS: dict[object, Form] = {bool: "yes or no", date: "day", datetime: "moment"}


@cache
def every_table() -> tuple[TableNote, ...]:
    """Return all tables, in the order of the schema."""
    return tuple(
        TableNote(
            name=table["name"],
            note=table["note"],
            columns=tuple(
                _column(table["name"], column) for column in _COLUMN.finditer(table["body"])
            ),
        )
        for table in _TABLE.finditer(schema())
    )


def exported_tables() -> tuple[TableNote, ...]:
    """Return the tables that go out of a project, without what only the file itself needs."""
    return tuple(
        TableNote(
            name=table.name,
            note=table.note,
            columns=tuple(c for c in table.columns if c.name not in INTERNAL_COLUMNS),
        )
        for table in every_table()
        if table.name not in INTERNAL_TABLES
    )


def _column(table: str, found: re.Match[str]) -> ColumnNote:
    name, rest, note = found["name"], found["rest"], found["note"]
    own = _fields().get((table, name))
    form: Form = "JSON" if note.endswith("(JSON)") else "text"
    for word, sql_form in _SQL_FORMS.items():
        if word in rest:
            form = sql_form
    if own is not None:
        form = _OWN_FORMS.get(own.hint, form)
    return ColumnNote(
        name=name,
        form=form,
        optional="NOT NULL" not in rest and "PRIMARY KEY" not in rest,
        note=note.removesuffix("(JSON)").strip(),
    )


@cache
def _fields() -> dict[tuple[str, str], Column]:
    """Return the field behind each column of a table of ours."""
    kinds = [(table_of(kind), kind) for kind in KINDS]
    return {
        (table, name): column
        for table, kind in (*kinds, ("story_reports", Report))
        for column in columns_of(kind)
        for name in column.names
    }
