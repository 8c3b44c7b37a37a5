"""What the commands share: inputs in, rows and problems out, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.progress import progress
from reportedly.errors import INTERNAL, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.loading import Loaded
    from reportedly.model import Problem

SOME_UNREAD = 3


def of_inputs(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of the inputs that reading them takes."""
    return {name: value for name, value in inputs.items() if name not in ("quiet", "no_progress")}


@contextmanager
def read_inputs(inputs: Mapping[str, Any]) -> Iterator[Loaded]:
    """Read the inputs; afterwards say what could not be read and leave with its exit code."""
    from reportedly.loading import load

    if not inputs["paths"]:
        if sys.stdin.isatty():
            raise UsageError("name a file or a folder of reports, or - for standard input")
        inputs = {**inputs, "paths": ("-",)}
    hushed = inputs["quiet"] or inputs["no_progress"]
    with progress(quiet=hushed) as tell, load(**of_inputs(inputs), tell=tell) as loaded:
        yield loaded
        problems = loaded.problems
    finish(problems, quiet=inputs["quiet"])


def finish(problems: Sequence[Problem], *, quiet: bool, last: str | None = None) -> None:
    """Say what could not be read; leave with exit code 3 where an input or a step was lost."""
    for problem in problems:
        talk(f"{problem.path}: {problem.reason}", quiet=quiet)
    if last:
        talk(last, quiet=quiet)
    if any(problem.lost or problem.reason.startswith(INTERNAL) for problem in problems):
        sys.exit(SOME_UNREAD)


def talk(line: str, *, quiet: bool) -> None:
    """Print a line on stderr."""
    if not quiet:
        click.echo(line, err=True)


def day_given(words: str | None) -> date | None:
    """Return the day that an option names; None where it was not given."""
    from reportedly.loading import day_from

    return day_from(words) if words else None


def print_json(record: Mapping[str, Any]) -> None:
    """Print a record as one line of JSON."""
    import json

    click.echo(json.dumps(record, ensure_ascii=False))


def print_rows(
    rows: Iterable[Mapping[str, Any]],
    options: Mapping[str, Any],
    *,
    short: Sequence[str] | None = None,
) -> None:
    """Print rows in the form asked for: a table on a terminal, JSON lines elsewhere."""
    import shutil
    from itertools import islice

    from reportedly.present.tables import RowFormat, rows_as_text

    form: RowFormat = options["form"] or ("table" if sys.stdout.isatty() else "nl")
    fields = options["fields"].split(",") if options["fields"] else None
    chosen = islice(rows, options["limit"])
    width = shutil.get_terminal_size((120, 24)).columns
    click.echo(rows_as_text(chosen, form, fields=fields, short=short, width=width), nl=False)
