"""Domain types to flat rows and back, from their type annotations alone.

Span            -> two columns, `<field>_start` and `<field>_end`
date, datetime  -> ISO text
bool            -> 0 or 1
str, int, float -> as they are
anything else   -> JSON text (pieces of a span as [[start, end], ...])
"""

from __future__ import annotations

import json
import re
import types
from array import array
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import (
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from reportedly.errors import ProjectError
from reportedly.model import SharedRuns, Span

Value = str | int | float | bytes | None
Type = TypeVar("Type")
_Reader = Callable[[Any], Any]


class Column(NamedTuple):
    """One field of a type as the store sees it."""

    field: str
    names: tuple[str, ...]  # column names; two for a span
    hint: Any  # the type of the field, without its `| None`
    optional: bool  # whether the field may be None

    @property
    def sql(self) -> str:
        """The declared type of the column or columns."""
        if self.hint in (int, bool, Span):
            return "INTEGER"
        return "REAL" if self.hint is float else "TEXT"


def table_of(kind: type) -> str:
    """Return the table of a type: its name in snake case, plural.

    >>> from reportedly.model import Story, TimeMention
    >>> table_of(TimeMention), table_of(Story)
    ('time_mentions', 'stories')
    """
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
    if name.endswith("y"):
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith("s") else f"{name}s"


@cache
def columns_of(kind: Hashable) -> tuple[Column, ...]:
    """Return the columns of a type, in the order of its fields."""
    hints = get_type_hints(kind)
    return tuple(_column(field.name, hints[field.name]) for field in fields(cast(Any, kind)))


def column_names(kind: type) -> list[str]:
    """Return the names of all columns of a type."""
    return [name for column in columns_of(kind) for name in column.names]


def to_row(row: object) -> list[Value]:
    """Return the values of a row, in the order of `column_names`."""
    values: list[Value] = []
    for column in columns_of(cast(Hashable, type(row))):
        value = getattr(row, column.field)
        if column.hint is Span:
            values += (None, None) if value is None else (value.start, value.end)
        else:
            values.append(_stored(value))
    return values


def from_row(kind: type[Type], values: Sequence[Value]) -> Type:
    """Return the row that `to_row` flattened.

    Raises:
        ProjectError: the values are not those of such a row.
    """
    try:
        return kind(**_fields_from(kind, values))
    except (ValueError, TypeError, KeyError) as error:
        raise ProjectError(
            f"a row of the table {table_of(kind)} is damaged ({error}); "
            "restore a copy of the project, or add the reports to a new one"
        ) from error


def _fields_from(kind: type, values: Sequence[Value]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    at = 0
    for field, read, is_span in _plan(kind):
        value: Any = values[at]
        at += 1
        if is_span:
            end: Any = values[at]
            at += 1
            found[field] = None if value is None else Span(value, end)
        else:
            found[field] = value if value is None or read is None else read(value)
    return found


@cache
def _plan(kind: Hashable) -> tuple[tuple[str, _Reader | None, bool], ...]:
    """Return each field with what reads its value (None: it is as stored), and if it is a span.

    Worked out once a type: there are some 350 rows to read for each report.
    """
    return tuple(
        (column.field, None if column.hint is Span else _reader(column.hint), column.hint is Span)
        for column in columns_of(kind)
    )


def _column(name: str, hint: Any) -> Column:  # noqa: ANN401
    bare = _bare(hint)
    names = (f"{name}_start", f"{name}_end") if bare is Span else (name,)
    return Column(name, names, bare, optional=bare is not hint)


def _bare(hint: Any) -> Any:  # noqa: ANN401
    """Return the type of a field without its `| None`."""
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        if len(parts) == 1:
            return parts[0]
    return hint


# --- to the store --------------------------------------------------------------------------


def _stored(value: object) -> Value:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    words = json.dumps(_simple(value), ensure_ascii=False, separators=(",", ":"))
    return encodable(words)


def encodable(words: str) -> str:
    r"""Return text that UTF-8 can hold: half a surrogate pair, as in odd file names, is spelt out.

    >>> encodable("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    if words.isascii():
        return words
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def _simple(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple | SharedRuns):
        return [_simple(one) for one in value]
    if is_dataclass(value):
        return {field.name: _simple(getattr(value, field.name)) for field in fields(value)}
    return value.isoformat() if isinstance(value, date) else value


# --- and back ------------------------------------------------------------------------------


_PLAIN: dict[Any, _Reader] = {
    bool: bool,
    float: float,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _reader(hint: Hashable) -> _Reader | None:
    """Return what turns a stored value into one of a type; None where it is one already."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint in (str, int) or get_origin(hint) is Literal:
        return None
    if hint is SharedRuns:
        return _runs
    rebuild = _rebuilder(hint)
    return lambda value: () if value == "[]" else rebuild(json.loads(value))


@cache
def _rebuilder(hint: Hashable) -> _Reader:
    """Return what turns parsed JSON into a value of a type."""
    bare = _bare(hint)
    rebuild: _Reader
    if bare is Span:
        rebuild = _span
    elif get_origin(bare) is tuple:
        inner = _rebuilder(get_args(bare)[0])
        rebuild = _tuple_of(inner)
    elif is_dataclass(bare):
        hints = get_type_hints(bare)
        rebuild = _dataclass_of(bare, {name: _rebuilder(hints[name]) for name in hints})
    else:
        rebuild = _PLAIN.get(bare, _same)
    return rebuild if bare is hint else lambda value: None if value is None else rebuild(value)


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def _span(value: Any) -> Span:  # noqa: ANN401
    start, end = value
    return Span(start, end)


def _tuple_of(inner: _Reader) -> _Reader:
    if inner is _same:
        return tuple
    return lambda value: tuple(inner(one) for one in value)


def _runs(value: str) -> SharedRuns:
    """Return runs that are read when asked for: a project has dozens for each of many copies."""
    return SharedRuns.later(partial(_bounds, value))


def _bounds(value: str) -> array[int]:
    try:
        runs = json.loads(value)
        return array("i", (at for run in runs for at in (*run["a"], *run["b"])))
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise ProjectError(
            f"a row of the table copies is damaged ({error}); "
            "restore a copy of the project, or add the reports to a new one"
        ) from error


def _dataclass_of(kind: Any, readers: dict[str, _Reader]) -> _Reader:  # noqa: ANN401
    return lambda value: kind(**{name: readers[name](one) for name, one in value.items()})
