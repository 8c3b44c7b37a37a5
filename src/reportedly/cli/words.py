"""The commands on words: what outlets call things, and how they quote one utterance."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.options import as_of_option, row_options
from reportedly.cli.output import day_given, print_rows


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@as_of_option
@click.option("--each", is_flag=True, help="List every occurrence with its context.")
@row_options
def wording(project: str, story: str | None, as_of: str | None, each: bool, **rows: Any) -> None:  # noqa: ANN401
    """Count names, nouns for the event and verbs of speech, outlet by outlet."""
    from reportedly.present import wording_rows
    from reportedly.projects import rows_of

    listed = wording_rows.occurrence_rows if each else wording_rows.wording_rows
    short = wording_rows.SHORT_EACH if each else wording_rows.SHORT
    print_rows(rows_of(project, story, listed, as_of=day_given(as_of)), rows, short=short)


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@as_of_option
@click.option("--altered", is_flag=True, help="List where words in quotation marks part.")
@row_options
def quotes(project: str, story: str | None, as_of: str | None, altered: bool, **rows: Any) -> None:  # noqa: ANN401
    """List utterances that several reports tell, telling by telling."""
    from reportedly.present import quote_rows
    from reportedly.projects import rows_of

    listed = quote_rows.altered_rows if altered else quote_rows.telling_rows
    short = quote_rows.SHORT_ALTERED if altered else quote_rows.SHORT
    print_rows(rows_of(project, story, listed, as_of=day_given(as_of)), rows, short=short)
