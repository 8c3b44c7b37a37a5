"""The command that lists the places of a project file."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.options import as_of_option, row_options
from reportedly.cli.output import day_given, print_rows


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@as_of_option
@click.option(
    "--coarsen",
    type=click.Choice(["admin1", "admin2", "none"]),
    default="admin1",
    show_default=True,
    help="Count places for their region or district; none: as exactly as they are known.",
)
@row_options
def places(
    project: str, story: str | None, as_of: str | None, coarsen: str, **rows: Any  # noqa: ANN401
) -> None:  # fmt: skip
    """List the places that reports name: what they are read as, how exactly, in how many."""
    from functools import partial

    from reportedly.present.located import coarsening
    from reportedly.present.place_rows import SHORT, place_rows
    from reportedly.projects import rows_of

    listed = partial(place_rows, coarsen=coarsening(coarsen))
    print_rows(rows_of(project, story, listed, as_of=day_given(as_of)), rows, short=SHORT)
