"""Rows as text: table, JSON lines, JSON, CSV, TSV or Markdown, the same fields in all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TextIO

from reportedly.errors import UsageError

RowFormat = Literal["table", "nl", "json", "csv", "tsv", "md"]


def rows_as_text(
    rows: Iterable[Mapping[str, Any]],
    form: RowFormat,
    *,
    fields: Sequence[str] | None = None,
    short: Sequence[str] | None = None,
    width: int = 100,
) -> str:
    """Return the rows in one of the forms; `fields` chooses and orders the columns.

    Without `fields` a table shows only the columns in `short`: more would fit no terminal.

    >>> print(rows_as_text([{"a": 1, "b": None}], "csv"), end="")
    a,b
    1,
    """
    rows = [dict(row) for row in rows]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if fields:
        columns = _chosen(fields, columns)
    elif short and form == "table":
        columns = [name for name in short if name in columns]
    chosen = [{name: row[name] for name in columns} for row in rows]
    if form == "nl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen)
    if form == "json":
        return json.dumps(chosen, ensure_ascii=False, indent=1) + "\n"
    if not columns:
        return ""
    if form in ("csv", "tsv"):
        return _separated(chosen, columns, "," if form == "csv" else "\t")
    if form == "md":
        return _markdown(chosen, columns)
    return _table(chosen, columns, width)


def _chosen(fields: Sequence[str], columns: Sequence[str]) -> list[str]:
    names = [name.strip() for name in fields]
    for name in names:
        if columns and name not in columns:
            raise UsageError(f"no column {name!r}; there are: {', '.join(columns)}")
    return names


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _separated(rows: list[dict[str, Any]], columns: list[str], mark: str) -> str:
    out = io.StringIO()
    write_separated(out, columns, ([_flat(row[name]) for name in columns] for row in rows), mark)
    return out.getvalue()


def write_separated(
    out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]], mark: str
) -> int:
    """Write rows with a mark between cells, the names of the columns first; return how many."""
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    # A lone carriage return ends a row for a reader, and the writer above does not see it.
    careful = csv.writer(out, delimiter=mark, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    count = 0
    for row in rows:
        odd = any(isinstance(cell, str) and "\r" in cell for cell in row)
        (careful if odd else writer).writerow(row)
        count += 1
    return count


def _markdown(rows: list[dict[str, Any]], columns: list[str]) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    def cell(value: object) -> str:
        return " ".join(_flat(value).split()).replace("|", "\\|")

    head = line(columns) + line("---" for _ in columns)
    return head + "".join(line(cell(row[name]) for name in columns) for row in rows)


# Words of a report must not move the cursor or change the colours of a terminal.
_CONTROL = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\ufffd")


def _table(rows: list[dict[str, Any]], columns: list[str], width: int) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_flat(row[name]).translate(_CONTROL)) for name in columns))
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
