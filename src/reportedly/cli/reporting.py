"""The command that writes a story of a project for reading."""

from __future__ import annotations

import click

from reportedly.cli.options import as_of_option
from reportedly.cli.output import day_given, talk


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@click.option(
    "-o", "--output", metavar="FILE", required=True,
    help="Write .html, .md, .docx, .xlsx, .pdf or .json; without an ending: a folder of pages.",
)  # fmt: skip
@as_of_option
@click.option("--config", metavar="FILE", help="Settings; default: ./reportedly.toml.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr.")
def report(
    project: str, story: str | None, output: str, as_of: str | None,
    config: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Write a story of a project: a page, or a folder of pages where it is long.

    STORY is its number in `stories`, the start of its id, or its title; default: the largest.
    """
    from reportedly.reporting import write_report

    for line in write_report(project, story, output, as_of=day_given(as_of), config=config):
        talk(line, quiet=quiet)
