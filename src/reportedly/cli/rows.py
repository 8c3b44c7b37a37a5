"""Commands that list the rows of a project file."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportedly.cli.options import as_of_option, collapse_option, row_options
from reportedly.cli.output import day_given, print_rows


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@as_of_option
@click.option("--speaker", help="Only statements by this speaker (part of the name).")
@click.option("--outlet", help="Only reports of this outlet (part of the name).")
@click.option("--side", help="Only statements by this side.")
@click.option("--quoted", is_flag=True, help="Only direct and mixed quotations.")
@click.option("--own-voice", is_flag=True, help="Only what outlets say in their own voice.")
@click.option("--hedged", is_flag=True, help="Only hedged statements.")
@click.option("--since", metavar="DATE", help="Only reports published on or after this day.")
@click.option("--until", metavar="DATE", help="Only reports published on or before this day.")
@collapse_option
@row_options
def statements(
    project: str, story: str | None, as_of: str | None, since: str | None, until: str | None,
    speaker: str | None, outlet: str | None, side: str | None,
    quoted: bool, own_voice: bool, hedged: bool, collapse: str, **rows: Any,  # noqa: ANN401
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
        since=day_given(since),
        until=day_given(until),
    )
    found = statement_rows(project, story, filters, as_of=day_given(as_of), collapse=collapse)
    print_rows(found, rows, short=SHORT if collapse == "none" else (*SHORT, "reports", "outlets"))


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@as_of_option
@click.option("--speaker", help="Only figures given by this speaker (part of the name).")
@click.option("--outlet", help="Only reports of this outlet (part of the name).")
@click.option("--side", help="Only figures given by this side.")
@click.option("--since", metavar="DATE", help="Only reports published on or after this day.")
@click.option("--until", metavar="DATE", help="Only reports published on or before this day.")
@collapse_option
@row_options
def figures(
    project: str, story: str | None, as_of: str | None, since: str | None, until: str | None,
    speaker: str | None, outlet: str | None, side: str | None, collapse: str, **rows: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """List the figures of a project or of one story, with who gives them."""
    from reportedly.present.figure_rows import SHORT
    from reportedly.present.listings import Filters
    from reportedly.projects import figure_rows

    filters = Filters(
        speaker=speaker, outlet=outlet, side=side, since=day_given(since), until=day_given(until)
    )
    found = figure_rows(project, story, filters, as_of=day_given(as_of), collapse=collapse)
    print_rows(found, rows, short=SHORT if collapse == "none" else (*SHORT, "reports", "outlets"))


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@click.option("--from", "first", metavar="DATE", required=True, help="As known on this day,")
@click.option("--to", "last", metavar="DATE", help="and on this; default: the last report.")
@row_options
def changes(project: str, story: str | None, first: str, last: str | None, **rows: Any) -> None:  # noqa: ANN401
    """List what changed between two days; exit 1 if anything did."""
    from reportedly.loading import day_from
    from reportedly.present.day_changes import SHORT
    from reportedly.projects import change_rows

    found = list(change_rows(project, story, first=day_from(first), last=day_given(last)))
    print_rows(found, rows, short=SHORT)
    sys.exit(1 if found else 0)


@click.command()
@click.argument("project", metavar="DB")
@as_of_option
@row_options
def versions(project: str, as_of: str | None, **rows: Any) -> None:  # noqa: ANN401
    """List what outlets changed in articles that were captured more than once."""
    from reportedly.present.changes import SHORT
    from reportedly.projects import version_rows

    print_rows(version_rows(project, as_of=day_given(as_of)), rows, short=SHORT)


@click.command()
@click.argument("project", metavar="DB")
@click.argument("words", nargs=-1, required=True)
@as_of_option
@row_options
def search(project: str, words: tuple[str, ...], as_of: str | None, **rows: Any) -> None:  # noqa: ANN401
    """Find words in statements and reports; exit 1 if there are none."""
    from reportedly.present.listings import SHORT
    from reportedly.projects import search_rows

    found = list(search_rows(project, " ".join(words), as_of=day_given(as_of)))
    print_rows(found, rows, short=SHORT)
    sys.exit(0 if found else 1)
