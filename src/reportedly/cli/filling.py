"""Commands that bring reports into a project file."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportedly.cli.options import input_options
from reportedly.cli.output import SOME_UNREAD, finish, of_inputs, talk
from reportedly.cli.progress import progress


@click.command()
@click.argument("project", metavar="DB")
@input_options
def add(project: str, **inputs: Any) -> None:  # noqa: ANN401
    """Read files, folders and, with --fetch, URLs into a project file; analyse what is new."""
    from reportedly.projects import add_to_project

    with progress(quiet=inputs["quiet"] or inputs["no_progress"]) as tell:
        done = add_to_project(project, **of_inputs(inputs), tell=tell)
    finish(done.problems, quiet=inputs["quiet"], last=done.summary)


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--project", metavar="DB", default="watched.db", show_default=True,
    help="The project to bring reports into; made where there is none.",
)  # fmt: skip
@click.option(
    "--every", type=click.FloatRange(1), default=30, show_default=True, metavar="MINUTES",
    help="The pause between two rounds.",
)  # fmt: skip
@click.option("--once", is_flag=True, help="One round only.")
@click.option("--config", metavar="FILE", help="Settings; default: ./reportedly.toml.")
@click.option("--allow-private", is_flag=True, help="Fetch from private networks too.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr.")
def watch(feeds: tuple[str, ...], project: str, quiet: bool, **options: Any) -> None:  # noqa: ANN401
    """Bring what is new in feeds into a project, until Ctrl-C.

    FEED is the address of an RSS, Atom or JSON feed. Prints a line for each report that comes in.
    """
    from reportedly.watching import arrival_line
    from reportedly.watching import watch as rounds

    lost = False
    for one in rounds(feeds, project, **options):
        for arrival in one.arrivals:
            if arrival.problem is None:
                click.echo(arrival_line(arrival))
            else:
                talk(f"{arrival.problem.path}: {arrival.problem.reason}", quiet=quiet)
                lost = lost or arrival.problem.lost
        talk(f"{project}: {one.summary}", quiet=quiet)
    sys.exit(SOME_UNREAD if lost and options["once"] else 0)
