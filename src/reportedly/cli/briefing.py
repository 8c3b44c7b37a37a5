"""The main job: inputs in, a brief or a record out, with no project kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.options import as_of_option, input_options, row_options
from reportedly.cli.output import day_given, finish, print_json, print_rows, read_inputs, talk

if TYPE_CHECKING:
    from reportedly.present.answer_rows import By


@click.command()
@input_options
@as_of_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write .html, .md, .docx, .xlsx, .pdf or .json; - for stdout.",
)
@click.option("--story", metavar="ID|N", help="One story, where the input holds several.")
def brief(output: str | None, as_of: str | None, story: str | None, **inputs: Any) -> None:  # noqa: ANN401
    """Print what is reported, where accounts conflict, and what is not known.

    PATH is a file, a folder, a project file, - for standard input, or with --fetch a URL. A file
    is text, HTML, PDF, .docx or .odt, a feed, mail, a table with a column text or html, a web
    archive (WARC, WACZ, MHTML), or a zip, tar or gzip of these.
    """
    from reportedly.loading import analysed
    from reportedly.reporting import write_brief

    with read_inputs(inputs) as loaded:
        result = analysed(loaded, as_of=day_given(as_of), story=story)
        for line in write_brief(result, output, given=inputs["paths"]):
            talk(line, quiet=inputs["quiet"])
        finish(result.analysis.problems, quiet=inputs["quiet"])


@click.command()
@input_options
@click.option("--nl", is_flag=True, help="JSON lines; the only form.")
def inspect(nl: bool, **inputs: Any) -> None:  # noqa: ANN401
    """Print everything found in each report, one JSON object a line."""
    from reportedly.loading import inspected

    with read_inputs(inputs) as loaded:
        for record in inspected(loaded):
            print_json(record)


@click.command()
@input_options
@as_of_option
@click.option(
    "--by", type=click.Choice(["side", "speaker", "outlet", "day"]),
    help="Print who says what on each question as rows, under these headings.",
)  # fmt: skip
@click.option("--story", metavar="ID|N", help="With --by: one story only.")
@row_options
def compare(by: By | None, story: str | None, as_of: str | None, **inputs: Any) -> None:  # noqa: ANN401
    """Print copies, origins, questions, conflicts and updates as one JSON object.

    With --by, print who says what instead: a row for each statement on each question.
    """
    from reportedly.loading import answered, compared
    from reportedly.present.answer_rows import SHORT

    rows = {name: inputs.pop(name) for name in ("form", "fields", "limit")}
    with read_inputs(inputs) as loaded:
        if by is None:
            print_json(compared(loaded, as_of=day_given(as_of)))
        else:
            found = answered(loaded, by, as_of=day_given(as_of), story=story)
            print_rows(found, rows, short=SHORT)
