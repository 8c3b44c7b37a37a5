"""Write every table of a project into a folder: CSV, JSON lines or Parquet, and a codebook.

    project -> reports.csv, statements.csv, ... ledger.csv, codebook.md

The values are the same in all forms. Words are written exactly as the reports have them, in CSV
too: a cell that a spreadsheet would take for a formula is counted and told of, not altered.
"""

from __future__ import annotations

import errno
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from reportedly import __version__
from reportedly.analysis import picture_from
from reportedly.errors import ProjectError, UsageError
from reportedly.present.datapackage import DESCRIPTOR, descriptor
from reportedly.present.listings import LEDGER, Filters, statement_rows
from reportedly.present.tables import write_separated
from reportedly.store.codec import Value
from reportedly.store.database import Project
from reportedly.store.tables import ColumnNote, TableNote, exported_tables

if TYPE_CHECKING:
    import pyarrow as pa

FORMS = ("csv", "jsonl", "parquet")  # endings of files
PACKAGE = "datapackage"  # CSV with a description that programs read
CODEBOOK = "codebook.md"
TITLE = "# Codebook of a reportedly export"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets begin a formula with
BATCH = 10_000  # rows of a Parquet file at a time; holds a few megabytes

Row = tuple[Value, ...]


def export_tables(project: Project, destination: Path, form: str) -> list[str]:
    """Write one file a table and a codebook; return a line on each, and one on odd cells.

    `form` is csv, jsonl, parquet or datapackage.

    Raises:
        UsageError: the destination is a file, holds other files, or cannot be written.
        ProjectError: the disk is full.
    """
    ending = "csv" if form == PACKAGE else form
    write = {"csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet}[ending]
    tables = [*exported_tables(), LEDGER]
    said: list[str] = []
    odd = _Formulas()
    try:
        _make_folder(destination, tables)
        # First, so that an export that breaks off is known as one, and can be written again.
        _replace(destination / CODEBOOK, partial(_write_codebook, tables=tables))
        for table in tables:
            path = destination / f"{table.name}.{ending}"
            rows = odd.watch(_rows(project, table))
            count = _replace(path, partial(write, table=table, rows=rows))
            said.append(f"{path}: {count} {'row' if count == 1 else 'rows'}")
        if form == PACKAGE:
            _replace(destination / DESCRIPTOR, lambda file: file.write(descriptor(tables)))
            said.append(f"{destination / DESCRIPTOR}: the same for programs")
    except OSError as error:
        raise _in_words(error, destination) from error
    said.append(f"{destination / CODEBOOK}: what every column holds")
    if ending == "csv" and odd.count:
        said.append(odd.warning())
    return said


def _in_words(error: OSError, destination: Path) -> ProjectError | UsageError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ProjectError(f"{destination}: the disk is full; free some space and export again")
    return UsageError(f"cannot write to {destination}: {error.strerror or error}")


# --- the folder ----------------------------------------------------------------------------


def _make_folder(destination: Path, tables: Iterable[TableNote]) -> None:
    """Make the folder; refuse one that holds anything but an earlier export."""
    if destination.exists() and not destination.is_dir():
        raise UsageError(f"{destination} is a file; name a folder, new or empty")
    destination.mkdir(parents=True, exist_ok=True)
    found = {path.name for path in destination.iterdir() if not path.name.startswith(".")}
    own = {f"{table.name}.{form}" for table in tables for form in FORMS} | {CODEBOOK, DESCRIPTOR}
    if found and (found - own or not _is_codebook(destination / CODEBOOK)):
        first = min(found - own or found)
        raise UsageError(
            f"{destination} holds files that are no export, such as {first}; "
            "name a new or an empty folder"
        )


def _is_codebook(path: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError), path.open(encoding="utf-8") as file:
        return file.readline().rstrip("\n") == TITLE
    return False


def _replace(path: Path, write: Callable[[IO[bytes]], int]) -> int:
    """Write a file beside its place and move it there when it is whole."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            count = write(file)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return count


# --- rows ----------------------------------------------------------------------------------


def _rows(project: Project, table: TableNote) -> Iterator[Row]:
    if table is not LEDGER:
        return project.table(table.name, [column.name for column in table.columns])
    return _ledger(project)


def _ledger(project: Project) -> Iterator[Row]:
    for story in project.stories():
        picture = picture_from(story, project.story_rows(story), ())
        for row in statement_rows(picture, Filters()):
            yield tuple(_flat(value) for value in row.values())


def _flat(value: Any) -> Value:  # noqa: ANN401
    """Return a value of a listing as the store would hold it."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value  # type: ignore[no-any-return]


class _Formulas:
    """Counts the cells that a spreadsheet would take for a formula."""

    def __init__(self) -> None:
        self.count = 0

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.count += sum(map(_is_formula, row))
            yield row

    def warning(self) -> str:
        cells = "1 cell begins" if self.count == 1 else f"{self.count} cells begin"
        return (
            f"note: {cells} with = + - @ or a tab, which spreadsheets run as a formula; "
            "import the columns as text, or use parquet"
        )


def _is_formula(value: Value) -> bool:
    return isinstance(value, str) and len(value) > 1 and value.startswith(FORMULA)


# --- the forms -----------------------------------------------------------------------------


def _write_csv(file: IO[bytes], table: TableNote, rows: Iterable[Row]) -> int:
    with io.TextIOWrapper(file, encoding="utf-8", newline="") as words:
        names = [column.name for column in table.columns]
        cells = ([_in_csv(c, v) for c, v in zip(table.columns, row, strict=True)] for row in rows)
        return write_separated(words, names, cells, ",")


def _in_csv(column: ColumnNote, value: Value) -> Value:
    if column.form == "yes or no" and value is not None:
        return "true" if value else "false"
    return value


def _write_jsonl(file: IO[bytes], table: TableNote, rows: Iterable[Row]) -> int:
    count = 0
    for row in rows:
        record = {c.name: _in_json(c, v) for c, v in zip(table.columns, row, strict=True)}
        file.write(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")
        count += 1
    return count


def _in_json(column: ColumnNote, value: Value) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if column.form == "yes or no":
        return bool(value)
    return json.loads(str(value)) if column.form == "JSON" else value


def _write_parquet(file: IO[bytes], table: TableNote, rows: Iterable[Row]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([_field(column) for column in table.columns])
    count, waiting = 0, iter(rows)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(waiting, BATCH)):
            columns = zip(*some, strict=True)
            arrays = [
                pa.array(_in_parquet(column, values), field.type)
                for column, field, values in zip(table.columns, schema, columns, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(some)
    return count


def _field(column: ColumnNote) -> pa.Field:
    import pyarrow as pa

    types = {
        "integer": pa.int64(),
        "number": pa.float64(),
        "yes or no": pa.bool_(),
        "day": pa.date32(),
    }
    kind = types.get(column.form, pa.string())
    note = {"description": column.note}
    return pa.field(column.name, kind, nullable=column.optional, metadata=note)


def _in_parquet(column: ColumnNote, values: Sequence[Value]) -> Sequence[Any]:
    if column.form == "yes or no":
        return [None if value is None else bool(value) for value in values]
    if column.form == "day":
        return [None if value is None else date.fromisoformat(str(value)) for value in values]
    return values


# --- the codebook --------------------------------------------------------------------------


ABOUT = """
Made by reportedly {version}. Every table of the project is one file; only the picture as last
analysed is in them. `reports.sha256` names the bytes that everything here was made from.

- Offsets (`..._start`, `..._end`) count Unicode code points in `reports.text`; the end is not
  included.
- A day is an ISO date. A moment is ISO 8601 text, with its offset from UTC where the report
  gives one.
- JSON columns are JSON text in CSV and Parquet, and plain JSON in JSON lines.
- An empty cell is "not known" or "not stated", never a guess. CSV cannot tell it from empty
  text; the other forms can.
- CSV files hold the reports' words unaltered. A cell that begins with `=`, `+`, `-`, `@` or a
  tab is taken for a formula by spreadsheets: import the columns as text.
"""


def _write_codebook(file: IO[bytes], tables: Sequence[TableNote]) -> int:
    parts = [TITLE, ABOUT.format(version=__version__).rstrip("\n")]
    parts += [described(table) for table in tables]
    file.write(("\n".join(parts) + "\n").encode("utf-8"))
    return len(tables)


def described(table: TableNote) -> str:
    """Return a table's part of the codebook, in Markdown."""
    lines = [
        f"\n## {table.name}\n",
        f"{table.note}\n",
        "| column | form | empty | holds |",
        "| --- | --- | --- | --- |",
    ]
    for column in table.columns:
        note = column.note.replace("|", "\\|")
        empty = "may be" if column.optional else "never"
        lines.append(f"| `{column.name}` | {column.form} | {empty} | {note} |")
    return "\n".join(lines)
