"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def input_options(command: Command) -> Command:
    """Add what every command that reads inputs takes."""
    options = [
        click.argument("paths", nargs=-1, metavar="PATH..."),
        click.option("--meta", metavar="FILE.csv", help="Outlet, date, language or URL by file."),
        click.option("--outlet", help="The outlet of all inputs."),
        click.option("--published", metavar="DATE", help="The date of all inputs."),
        click.option("--lang", metavar="CODE", help="The language of all inputs."),
        click.option("--config", metavar="FILE", help="Settings; default: ./reportedly.toml."),
        click.option("--sides", metavar="FILE", help="Sides of the story; default: ./sides.toml."),
        click.option("--fetch", is_flag=True, help="Fetch inputs that are addresses (URLs)."),
        click.option("--allow-private", is_flag=True, help="Fetch from private networks too."),
        click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes to use."),
        click.option("--no-progress", is_flag=True, help="Do not say how far long work is."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def as_of_option(command: Command) -> Command:
    """Add the day that the reader looks back to."""
    return click.option(
        "--as-of", metavar="DATE", help="Use only what was published by this day (YYYY-MM-DD)."
    )(command)


def collapse_option(command: Command) -> Command:
    """Add how rows that repeat one origin are counted."""
    return click.option(
        "--collapse",
        type=click.Choice(["origin", "none"]),
        default="none",
        help="Make what repeats one origin one row, with counts of reports and outlets.",
    )(command)


def row_options(command: Command) -> Command:
    """Add the forms in which rows can be printed."""
    options = [
        click.option("-t", "--table", "form", flag_value="table", help="A table (on a terminal)."),
        click.option("--nl", "form", flag_value="nl", help="JSON lines (when piped)."),
        click.option("--json", "form", flag_value="json", help="One JSON list."),
        click.option("--csv", "form", flag_value="csv", help="Comma-separated values."),
        click.option("--tsv", "form", flag_value="tsv", help="Tab-separated values."),
        click.option("--md", "form", flag_value="md", help="A Markdown table."),
        click.option("--fields", metavar="A,B,...", help="Only these columns, in this order."),
        click.option("--limit", type=click.IntRange(1), help="At most this many rows."),
    ]
    for option in reversed(options):
        command = option(command)
    return command
