"""The command line; no logic of its own.

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 no match or differences, 2 usage or
environment, 3 finished but some inputs could not be read, 130 interrupted. Everything heavy is
imported inside the commands: `reportedly --help` must answer at once.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportedly import __version__
from reportedly.errors import ReportedlyError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.loading import Loaded
    from reportedly.model import Problem

Command = TypeVar("Command", bound=Callable[..., Any])
SOME_UNREAD = 3
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
    # A file name that is not UTF-8, or a terminal that has no curly quotes, must not end a run.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _input_options(command: Command) -> Command:
    options = [
        click.argument("paths", nargs=-1, metavar="PATH..."),
        click.option("--meta", metavar="FILE.csv", help="Outlet, date, language or URL by file."),
        click.option("--outlet", help="The outlet of all inputs."),
        click.option("--published", metavar="DATE", help="The date of all inputs."),
        click.option("--lang", metavar="CODE", help="The language of all inputs."),
        click.option("--config", metavar="FILE", help="Settings; default: ./reportedly.toml."),
        click.option("--fetch", is_flag=True, help="Fetch inputs that are addresses (URLs)."),
        click.option("--allow-private", is_flag=True, help="Fetch from private networks too."),
        click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes to use."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _as_of_option(command: Command) -> Command:
    return click.option(
        "--as-of", metavar="DATE", help="Use only what was published by this day (YYYY-MM-DD)."
    )(command)


def _row_options(command: Command) -> Command:
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


# --- the main job --------------------------------------------------------------------------


@main.command()
@_input_options
@_as_of_option
@click.option("-o", "--output", metavar="FILE", help="Write .html, .md or .json; - for stdout.")
@click.option("--story", metavar="ID|N", help="One story, where the input holds several.")
def brief(output: str | None, as_of: str | None, story: str | None, **inputs: Any) -> None:  # noqa: ANN401
    """Print what is reported, where accounts conflict, and what is not known.

    PATH is a file, a folder, a project file, - for standard input, or with --fetch a URL. A file
    is text, HTML, PDF, .docx or .odt, a feed, mail, a table with a column text or html, a web
    archive (WARC, WACZ, MHTML), or a zip, tar or gzip of these.
    """
    from reportedly.loading import analysed, write_brief

    with _loaded(inputs) as loaded:
        result = analysed(loaded, as_of=_day(as_of), story=story)
        for line in write_brief(result, output, given=inputs["paths"]):
            _talk(line, quiet=inputs["quiet"])
        _finish(result.analysis.problems, quiet=inputs["quiet"])


@main.command()
@_input_options
@click.option("--nl", is_flag=True, help="JSON lines; the only form.")
def inspect(nl: bool, **inputs: Any) -> None:  # noqa: ANN401
    """Print everything found in each report, one JSON object a line."""
    from reportedly.loading import inspected

    with _loaded(inputs) as loaded:
        for record in inspected(loaded):
            _print_json(record)


@main.command()
@_input_options
@_as_of_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object for all; the only form.")
def compare(as_json: bool, as_of: str | None, **inputs: Any) -> None:  # noqa: ANN401
    """Print copies, origins, questions, conflicts and updates as one JSON object."""
    from reportedly.loading import compared

    with _loaded(inputs) as loaded:
        _print_json(compared(loaded, as_of=_day(as_of)))


# --- the project file ----------------------------------------------------------------------


@main.command()
@click.argument("project", metavar="DB")
@_input_options
def add(project: str, **inputs: Any) -> None:  # noqa: ANN401
    """Read files, folders and, with --fetch, URLs into a project file; analyse what is new."""
    from reportedly.projects import add_to_project

    done = add_to_project(project, **_named(inputs))
    _finish(done.problems, quiet=inputs["quiet"], last=done.summary)


@main.command()
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
                _talk(f"{arrival.problem.path}: {arrival.problem.reason}", quiet=quiet)
                lost = lost or arrival.problem.lost
        _talk(f"{project}: {one.summary}", quiet=quiet)
    sys.exit(SOME_UNREAD if lost and options["once"] else 0)


@main.command()
@click.argument("project", metavar="DB")
@_as_of_option
@_row_options
def stories(project: str, as_of: str | None, **rows: Any) -> None:  # noqa: ANN401
    """List the stories of a project."""
    from reportedly.projects import story_rows

    _print_rows(story_rows(project, as_of=_day(as_of)), rows)


@main.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@_as_of_option
@click.option("--speaker", help="Only statements by this speaker (part of the name).")
@click.option("--outlet", help="Only reports of this outlet (part of the name).")
@click.option("--side", help="Only statements by this side.")
@click.option("--quoted", is_flag=True, help="Only direct and mixed quotations.")
@click.option("--own-voice", is_flag=True, help="Only what outlets say in their own voice.")
@click.option("--hedged", is_flag=True, help="Only hedged statements.")
@click.option("--since", metavar="DATE", help="Only reports published on or after this day.")
@click.option("--until", metavar="DATE", help="Only reports published on or before this day.")
@_row_options
def statements(
    project: str, story: str | None, as_of: str | None, since: str | None, until: str | None,
    speaker: str | None, outlet: str | None, side: str | None,
    quoted: bool, own_voice: bool, hedged: bool, **rows: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """List the statements of a project or of one story: the ledger."""
    from reportedly.present.listings import SHORT, Filters
    from reportedly.projects import statement_rows

    filters = Filters(
        speaker=speaker,
        outlet=outlet,
        side=side,
        quoted=quoted,
        own_voice=own_voice,
        hedged=hedged,
        since=_day(since),
        until=_day(until),
    )
    _print_rows(statement_rows(project, story, filters, as_of=_day(as_of)), rows, short=SHORT)


@main.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@_as_of_option
@click.option("--speaker", help="Only figures given by this speaker (part of the name).")
@click.option("--outlet", help="Only reports of this outlet (part of the name).")
@click.option("--side", help="Only figures given by this side.")
@click.option("--since", metavar="DATE", help="Only reports published on or after this day.")
@click.option("--until", metavar="DATE", help="Only reports published on or before this day.")
@_row_options
def figures(
    project: str, story: str | None, as_of: str | None, since: str | None, until: str | None,
    speaker: str | None, outlet: str | None, side: str | None, **rows: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """List the figures of a project or of one story, with who gives them."""
    from reportedly.present.figure_rows import SHORT
    from reportedly.present.listings import Filters
    from reportedly.projects import figure_rows

    filters = Filters(
        speaker=speaker, outlet=outlet, side=side, since=_day(since), until=_day(until)
    )
    _print_rows(figure_rows(project, story, filters, as_of=_day(as_of)), rows, short=SHORT)


@main.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@click.option("--from", "first", metavar="DATE", required=True, help="As known on this day,")
@click.option("--to", "last", metavar="DATE", help="and on this; default: the last report.")
@_row_options
def changes(project: str, story: str | None, first: str, last: str | None, **rows: Any) -> None:  # noqa: ANN401
    """List what changed between two days; exit 1 if anything did."""
    from reportedly.loading import day_from
    from reportedly.present.day_changes import SHORT
    from reportedly.projects import change_rows

    found = list(change_rows(project, story, first=day_from(first), last=_day(last)))
    _print_rows(found, rows, short=SHORT)
    sys.exit(1 if found else 0)


@main.command()
@click.argument("project", metavar="DB")
@_as_of_option
@_row_options
def versions(project: str, as_of: str | None, **rows: Any) -> None:  # noqa: ANN401
    """List what outlets changed in articles that were captured more than once."""
    from reportedly.present.changes import SHORT
    from reportedly.projects import version_rows

    _print_rows(version_rows(project, as_of=_day(as_of)), rows, short=SHORT)


@main.command()
@click.argument("project", metavar="DB")
@click.argument("words", nargs=-1, required=True)
@_as_of_option
@_row_options
def search(project: str, words: tuple[str, ...], as_of: str | None, **rows: Any) -> None:  # noqa: ANN401
    """Find words in statements and reports; exit 1 if there are none."""
    from reportedly.present.listings import SHORT
    from reportedly.projects import search_rows

    found = list(search_rows(project, " ".join(words), as_of=_day(as_of)))
    _print_rows(found, rows, short=SHORT)
    sys.exit(0 if found else 1)


@main.command()
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


# --- shared by the commands ----------------------------------------------------------------


def _named(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in inputs.items() if name != "quiet"}


@contextmanager
def _loaded(inputs: Mapping[str, Any]) -> Iterator[Loaded]:
    """Read the inputs; afterwards say what could not be read and leave with its exit code."""
    from reportedly.loading import load

    if not inputs["paths"]:
        if sys.stdin.isatty():
            raise UsageError("name a file or a folder of reports, or - for standard input")
        inputs = {**inputs, "paths": ("-",)}
    with load(**_named(inputs)) as loaded:
        yield loaded
        problems = loaded.problems
    _finish(problems, quiet=inputs["quiet"])


def _finish(problems: Sequence[Problem], *, quiet: bool, last: str | None = None) -> None:
    for problem in problems:
        _talk(f"{problem.path}: {problem.reason}", quiet=quiet)
    if last:
        _talk(last, quiet=quiet)
    if any(problem.lost for problem in problems):
        sys.exit(SOME_UNREAD)


def _talk(line: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(line, err=True)


def _day(words: str | None) -> date | None:
    from reportedly.loading import day_from

    return day_from(words) if words else None


def _print_json(record: Mapping[str, Any]) -> None:
    import json

    click.echo(json.dumps(record, ensure_ascii=False))


def _print_rows(
    rows: Iterable[Mapping[str, Any]],
    options: Mapping[str, Any],
    *,
    short: Sequence[str] | None = None,
) -> None:
    import shutil
    from itertools import islice

    from reportedly.present.tables import RowFormat, rows_as_text

    form: RowFormat = options["form"] or ("table" if sys.stdout.isatty() else "nl")
    fields = options["fields"].split(",") if options["fields"] else None
    chosen = islice(rows, options["limit"])
    width = shutil.get_terminal_size((120, 24)).columns
    click.echo(rows_as_text(chosen, form, fields=fields, short=short, width=width), nl=False)
