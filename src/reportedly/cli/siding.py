"""The command on sides: list them, propose a file of them, put one into a project."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.options import input_options, row_options
from reportedly.cli.output import finish, print_rows, read_inputs


@click.command(short_help="List who stands on which side, or propose a sides.toml.")
@input_options
@click.option("--propose", is_flag=True, help="Print a sides.toml to put right, with its reasons.")
@click.option("--set", "chosen", metavar="FILE", help="Put these sides into a project, for good.")
@row_options
def sides(propose: bool, chosen: str | None, **options: Any) -> None:  # noqa: ANN401
    """List who stands on which side.

    Sides are parties that you name, in a file sides.toml or with --sides; without one they are the
    states and bodies that officials speak for.
    """
    form = {name: options.pop(name) for name in ("form", "fields", "limit")}
    if chosen is not None:
        from reportedly.deciding import set_sides

        done = set_sides(options["paths"], chosen, config=options["config"])
        finish(done.problems, quiet=options["quiet"], last=done.summary)
        return
    from reportedly.loading import analysed
    from reportedly.present.sides import proposed, side_rows

    with read_inputs(options) as loaded:
        result = analysed(loaded, as_of=None, story=None)
        if propose:
            click.echo(proposed(result.pictures), nl=False)
        else:
            print_rows(side_rows(result.pictures), form)
