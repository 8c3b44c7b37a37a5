"""Commands that write a project out."""

from __future__ import annotations

import click


@click.command()
@click.argument("project", metavar="DB")
@click.argument("destination", metavar="DEST")
@click.option(
    "--format", "form", type=click.Choice(["csv", "jsonl", "parquet"]), required=True,
    help="The form of the files; one file a table.",
)  # fmt: skip
def export(project: str, destination: str, form: str) -> None:
    """Write every table of a project into a folder, one file a table."""
    from reportedly.projects import export_project

    for line in export_project(project, destination, form):
        click.echo(line, err=True)
