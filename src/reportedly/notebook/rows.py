"""Rows of one kind: a sequence of dictionaries that shows itself and becomes a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Generic, Literal, Self, TypeVar, cast, overload

from reportedly.errors import MissingExtra, UsageError
from reportedly.notebook.showing import Bundle, bundle, html_table, shown, text_table

Backend = Literal["pandas", "polars"]
DAYS = frozenset({"published_from", "published_until", "said_from", "said_until", "first", "last"})


class Row(Mapping[str, Any]):
    """One row: names and values, never changed."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Keep `values` in their order."""
        self._values = dict(values)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {shown(value)}" for name, value in self._values.items())


One = TypeVar("One", bound=Row)


class Rows(Sequence[One], Generic[One]):
    """Rows of one kind, in order; never changed.

    >>> rows = Rows([{"outlet": "Varnholm Post", "n": 2}, {"outlet": "Sund Radio", "n": 1}])
    >>> len(rows), rows[0]["outlet"], len(rows.where(n=1)), rows.columns
    (2, 'Varnholm Post', 1, ('outlet', 'n'))
    """

    def __init__(
        self,
        rows: Iterable[One] | Iterable[Mapping[str, Any]],
        *,
        columns: Sequence[str] = (),
        short: Sequence[str] = (),
    ) -> None:
        """Keep `rows`; `columns` are for no row at all, `short` what a display has room for."""
        made = (row if isinstance(row, Row) else Row(row) for row in rows)
        self._rows = cast("tuple[One, ...]", tuple(made))
        found = dict.fromkeys(name for row in self._rows for name in row)
        self.columns: tuple[str, ...] = tuple(found) or tuple(columns)
        self._short = tuple(name for name in short if name in self.columns) or self.columns

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> One: ...

    @overload
    def __getitem__(self, place: slice) -> Self: ...

    def __getitem__(self, place: int | slice) -> One | Self:
        if isinstance(place, slice):
            return self._like(self._rows[place])
        return self._rows[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and list(self._rows) == list(other._rows)

    def __hash__(self) -> int:
        return hash((self.columns, len(self._rows)))

    def where(self, **values: Any) -> Self:  # noqa: ANN401
        """Return the rows whose columns have these values.

        Raises:
            UsageError: there is no such column.
        """
        for name in values:
            if name not in self.columns:
                raise UsageError(f"no column {name!r}; there are: {', '.join(self.columns)}")
        wanted = values.items()
        return self._like(r for r in self._rows if all(r.get(n) == v for n, v in wanted))

    def df(self, backend: Backend = "pandas") -> Any:  # noqa: ANN401
        """Return the rows as a data frame of pandas or polars; days as dates, None as missing.

        Raises:
            MissingExtra: the library is not installed.
        """
        if backend not in ("pandas", "polars"):
            raise UsageError(f"no backend {backend!r}; there are: pandas, polars")
        try:
            library = import_module(backend)
        except ImportError as error:
            raise MissingExtra(f"{backend} is not installed; run: pip install {backend}") from error
        columns = {name: [row.get(name) for row in self._rows] for name in self.columns}
        if backend == "polars":
            frame = library.DataFrame(columns, strict=False)
            days = [name for name in self.columns if name in DAYS]
            return frame.with_columns(
                library.col(name).cast(library.String).str.to_date(strict=False) for name in days
            )
        frame = library.DataFrame(columns, columns=list(self.columns))
        for name in self.columns:
            if name in DAYS:
                frame[name] = library.to_datetime(frame[name])
        return frame

    def _like(self, rows: Iterable[One]) -> Self:
        return type(self)(rows, columns=self.columns, short=self._short)

    def __repr__(self) -> str:
        return text_table(self._rows, self._short)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        return bundle(repr(self), html_table(self._rows, self._short))
