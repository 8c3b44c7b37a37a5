"""Commands that write a project out."""

from __future__ import annotations

import click

from reportedly.cli.options import as_of_option
from reportedly.cli.output import day_given

TABLES = ["csv", "jsonl", "parquet", "datapackage"]
STORIES = [
    "xlsx",
    "docx",
    "webanno",
    "schemaorg",
    "stix",
    "ftm",
    "geojson",
    "prov",
    "brat",
    "labelstudio",
]


@click.command()
@click.argument("project", metavar="DB")
@click.argument("destination", metavar="DEST")
@click.option(
    "--format", "form", type=click.Choice([*TABLES, *STORIES]), required=True,
    help="The form; see below.",
)  # fmt: skip
@click.option("--story", metavar="ID|N", help="One story only.")
@as_of_option
def export(project: str, destination: str, form: str, story: str | None, as_of: str | None) -> None:
    """Write a project out for other programs; what a form cannot hold is said on stderr.

    Every table, one file each, into a folder: csv, jsonl, parquet, datapackage (csv with a
    description that programs read). Stories, into one file: xlsx, docx (the brief, with the exact
    words as comments), webanno (W3C Web Annotation), schemaorg, stix (STIX 2.1), ftm
    (FollowTheMoney), geojson, prov (W3C PROV), labelstudio; into a folder: brat.
    """
    from reportedly.projects import export_project

    for line in export_project(project, destination, form, story=story, as_of=day_given(as_of)):
        click.echo(line, err=True)
