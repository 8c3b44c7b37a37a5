"""The command line; no logic of its own.

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 no match or differences, 2 usage or
environment, 3 finished but some inputs could not be read, 130 interrupted. Everything heavy is
imported inside the commands: `reportedly --help` must answer at once.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from contextlib import suppress
from typing import Any

import click

from reportedly import __version__
from reportedly.cli import (
    briefing,
    exporting,
    filling,
    origins,
    places,
    reporting,
    reviewing,
    rows,
    serving,
    siding,
    stories,
    words,
)
from reportedly.errors import ReportedlyError

INTERRUPTED = 130


class _Commands(click.Group):
    """Turns the errors that a user can put right into one line and exit code 2."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401
        try:
            return super().invoke(context)
        except ReportedlyError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            _discard_output()
            raise click.ClickException("the disk is full; free some space, run again") from error
        except KeyboardInterrupt:
            click.echo("interrupted; a project keeps what was finished", err=True)
            sys.exit(INTERRUPTED)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the commands in the order they are written here."""
        return list(self.commands)


click.ClickException.exit_code = 2


def _discard_output() -> None:
    """Let what is still waiting to be written go nowhere: Python tries again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportedly")
def main() -> None:
    """Lay out who says what in news reports on one event."""
    # What is read stays until the end: to look for cycles in it so often takes a tenth of the time.
    gc.set_threshold(50_000, 20, 50)
    # A file name that is not UTF-8, or a terminal that has no curly quotes, must not end a run.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


# In the order of the help.
COMMANDS = (
    briefing.brief,
    briefing.inspect,
    briefing.compare,
    filling.add,
    filling.watch,
    stories.stories,
    rows.statements,
    rows.figures,
    places.places,
    words.quotes,
    words.wording,
    origins.origins,
    rows.changes,
    rows.versions,
    rows.search,
    reviewing.review,
    reviewing.rule,
    siding.sides,
    reporting.report,
    exporting.export,
    serving.serve,
)
for command in COMMANDS:
    main.add_command(command)
