"""The command on origins: who said it, through what, and which report carries it."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.options import as_of_option, row_options
from reportedly.cli.output import day_given, print_rows


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@as_of_option
@click.option("--dot", is_flag=True, help="Print a drawing for Graphviz instead of rows.")
@click.option("--without", is_flag=True, help="List what changes if one origin is left out.")
@row_options
def origins(
    project: str,
    story: str | None,
    as_of: str | None,
    dot: bool,
    without: bool,
    **rows: Any,  # noqa: ANN401
) -> None:
    """List who said it, through what, and which report carries it."""
    from reportedly.present import leaving_out, origin_rows
    from reportedly.projects import origin_drawing, rows_of

    day = day_given(as_of)
    if dot:
        click.echo(origin_drawing(project, story, as_of=day), nl=False)
        return
    if without:
        found = rows_of(project, story, leaving_out.without_rows, as_of=day)
        print_rows(found, rows, short=leaving_out.SHORT)
    else:
        found = rows_of(project, story, origin_rows.origin_rows, as_of=day)
        print_rows(found, rows, short=origin_rows.SHORT)
