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
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
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

from reportedly.model import Span

Value = str | int | float | bytes | None
Type = TypeVar("Type")


class Column(NamedTuple):
    """One field of a type as the store sees it."""

    field: str
    names: tuple[str, ...]  # column names; two for a span
    hint: Any


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
    for column in columns_of(type(row)):
        value = getattr(row, column.field)
        if len(column.names) == 2:
            values += [None, None] if value is None else [value.start, value.end]
        else:
            values.append(_stored(value))
    return values


def from_row(kind: type[Type], values: Sequence[Value]) -> Type:
    """Return the row that `to_row` flattened."""
    found: dict[str, Any] = {}
    at = 0
    for column in columns_of(kind):
        if len(column.names) == 2:
            start, end = values[at], values[at + 1]
            found[column.field] = None if start is None else Span(int(start), int(end or 0))
        else:
            found[column.field] = _read(column.hint, values[at])
        at += len(column.names)
    return kind(**found)


def _column(name: str, hint: Any) -> Column:  # noqa: ANN401
    if _bare(hint) is Span:
        return Column(name, (f"{name}_start", f"{name}_end"), hint)
    return Column(name, (name,), hint)


def _bare(hint: Any) -> Any:  # noqa: ANN401
    """Return the type of a field without its `| None`."""
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        return parts[0] if len(parts) == 1 else hint
    return hint


def _stored(value: object) -> Value:
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return json.dumps(_simple(value), ensure_ascii=False, separators=(",", ":"))


def _simple(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {field.name: _simple(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_simple(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(hint: Any, value: Value) -> Any:  # noqa: ANN401
    bare = _bare(hint)
    if value is None:
        return None
    if bare in _READERS:
        return _READERS[bare](value)
    if get_origin(bare) is Literal:
        return value
    return _rebuilt(bare, json.loads(str(value)))


_READERS: dict[Any, Callable[[Any], Any]] = {
    bool: bool,
    str: str,
    int: int,
    float: float,
    bytes: bytes,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _rebuilt(hint: Any, value: Any) -> Any:  # noqa: ANN401
    bare = _bare(hint)
    if value is None:
        return None
    if bare is Span:
        return Span(*value)
    if get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        return tuple(_rebuilt(inner, one) for one in value)
    if is_dataclass(bare):
        hints = get_type_hints(bare)
        return bare(**{name: _rebuilt(hints[name], one) for name, one in value.items()})  # type: ignore[operator]
    return _READERS[bare](value) if bare in (date, datetime) else value
