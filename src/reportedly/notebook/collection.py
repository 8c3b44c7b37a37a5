"""What `read` and `open` return: reports and stories that can be asked in Python.

files, folders -> read -> Collection -> .stories, .statements, .figures, .sql
project file   -> open -> Collection
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from os import PathLike, fspath
from typing import Any

from reportedly.loading import load
from reportedly.model import Picture
from reportedly.notebook.rows import Row, Rows
from reportedly.notebook.showing import Bundle, bundle, html_table
from reportedly.notebook.sources import Source
from reportedly.notebook.stories import StoryView
from reportedly.notebook.wordings import Wordings
from reportedly.present import figure_rows, listings, origin_rows
from reportedly.present.labels import counted
from reportedly.present.listings import LEDGER, Filters
from reportedly.projects import opened_pictures, project_problems
from reportedly.store.asking import ask

Path = str | PathLike[str]


class Collection:
    """Reports and their stories, the largest story first; never changed."""

    def __init__(
        self, pictures: Sequence[Picture], problems: Iterable[Any], source: Source
    ) -> None:
        """Keep the stories of `source`, and what of it could not be read."""
        self._source = source
        self.stories = tuple(StoryView(picture, source) for picture in pictures)
        self.problems: Rows[Row] = Rows(
            {"path": one.path, "stage": one.stage, "reason": one.reason, "lost": one.lost}
            for one in problems
        )

    @property
    def _pictures(self) -> list[Picture]:
        return [story.picture for story in self.stories]

    @property
    def reports(self) -> Rows[Row]:
        """One row for each report."""
        every = chain.from_iterable(one.reports for one in self._pictures)
        return Rows(map(listings.report_row, every), short=listings.REPORT_SHORT)

    @property
    def statements(self) -> Rows[Row]:
        """Every statement of every story; the columns are those of the ledger."""
        every = (listings.statement_rows(one, Filters()) for one in self._pictures)
        columns = [column.name for column in LEDGER.columns]
        return Rows(chain.from_iterable(every), columns=columns, short=listings.SHORT)

    @property
    def figures(self) -> Rows[Row]:
        """Every figure in the statements."""
        every = (figure_rows.figure_rows(one, Filters()) for one in self._pictures)
        return Rows(chain.from_iterable(every), short=figure_rows.SHORT)

    @property
    def origins(self) -> Rows[Row]:
        """Who said it, through what, and which report carries it, in every story."""
        every = (origin_rows.origin_rows(one) for one in self._pictures)
        return Rows(chain.from_iterable(every), short=origin_rows.SHORT)

    @property
    def wording(self) -> Wordings:
        """The words that outlets chose, in every story."""
        return Wordings(tuple(self._pictures))

    def sql(self, query: str, parameters: Sequence[str | int | float | None] = ()) -> Rows[Row]:
        """Return what a query finds in the tables `stories`, `reports`, `ledger` and `figures`.

        Of a project file every table can be asked; those of its own that bear these names are
        reached as `main.reports` and so on. The query can only read.
        """
        tables: Mapping[str, Rows[Row]] = {
            "stories": Rows(map(listings.story_row, self._pictures)),
            "reports": self.reports,
            "ledger": self.statements,
            "figures": self.figures,
        }
        columns, rows = ask(query, parameters, project=self._source.project, tables=tables)
        return Rows((dict(zip(columns, row, strict=True)) for row in rows), columns=columns)

    def __repr__(self) -> str:
        return "\n".join([self._size(), *(repr(story) for story in self.stories)])

    def _size(self) -> str:
        lost = sum(bool(row["lost"]) for row in self.problems)
        unread = f" · {counted(lost, 'input')} could not be read" if lost else ""
        number = len(self.stories)
        stories = f"{number:,} stor{'y' if number == 1 else 'ies'}"
        reports = sum(len(one.reports) for one in self._pictures)
        return f"{counted(reports, 'report')} · {stories}{unread}"

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        rows = [listings.story_row(one) for one in self._pictures]
        columns = ("title", "first", "last", "reports", "outlets", "statements", "disputed")
        return bundle(repr(self), html_table(rows, columns))


def read(paths: Path | Sequence[Path], **options: Any) -> Collection:  # noqa: ANN401
    """Read and analyse files, folders or addresses; nothing is kept, nothing fetched unasked.

    The options are those of `reportedly brief`: meta, outlet, published, lang, config, jobs,
    fetch, allow_private.

    >>> import reportedly as rp
    >>> collection = rp.read("examples/varnholm")
    >>> len(collection.reports)
    13
    """
    listed = [paths] if isinstance(paths, str | PathLike) else list(paths)
    with load(paths=[fspath(path) for path in listed], **options) as loaded:
        source = Source(held=loaded)
        analysis = source.analysis()
    return Collection(analysis.pictures, (*loaded.problems, *analysis.problems), source)


def open(project: Path) -> Collection:
    """Open a project file as last analysed; it is only read.

    Raises:
        UsageError: there is no such file, or it is no project.
    """
    path = fspath(project)
    with opened_pictures(path, as_of=None) as pictures:
        held = list(pictures)
    return Collection(held, project_problems(path), Source(project=path))
