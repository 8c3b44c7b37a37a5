"""The command on stories: list them, and put them right by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.options import Command, as_of_option, collapse_option, row_options
from reportedly.cli.output import day_given, finish, print_rows

if TYPE_CHECKING:
    from reportedly.deciding_stories import Decided, Decider


class _Listing(click.Group):
    """Lists where no other verb is named: `stories DB` is `stories list DB`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["list", *args]
        return super().parse_args(context, args)


@click.group(cls=_Listing, context_settings={"help_option_names": ["-h", "--help"]})
def stories() -> None:
    """List the stories of a project, or put them right by hand.

    `reportedly stories DB` lists them. A story is named by its number in the list, its id (or the
    start of it) or its title. What you decide is kept beside the rows, holds for later runs, and
    can be taken back.
    """


@stories.command("list")
@click.argument("project", metavar="DB")
@as_of_option
@collapse_option
@row_options
def list_stories(project: str, as_of: str | None, collapse: str, **rows: Any) -> None:  # noqa: ANN401
    """List the stories of a project; also without the word `list`."""
    from reportedly.projects import story_rows

    print_rows(story_rows(project, as_of=day_given(as_of), collapse=collapse), rows)


def _decision_options(command: Command) -> Command:
    """Add who decides and why."""
    options = [
        click.option("--by", default="", metavar="NAME", help="Who decides."),
        click.option("--note", default="", metavar="WORDS", help="Why."),
        click.option("--config", metavar="FILE", help="Settings; default: ./reportedly.toml."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _decider(options: dict[str, Any]) -> Decider:
    from reportedly.deciding_stories import Decider

    return Decider(by=options["by"], note=options["note"], config=options["config"])


def _tell(decided: Decided, options: dict[str, Any]) -> None:
    finish(decided.problems, quiet=options["quiet"], last=decided.summary)


@stories.command()
@click.argument("project", metavar="DB")
@click.argument("wanted", nargs=-1, required=True, metavar="STORY STORY...")
@_decision_options
def merge(project: str, wanted: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Make one story of several; it keeps the id of the oldest."""
    from reportedly.deciding_stories import unite_stories

    _tell(unite_stories(project, wanted, _decider(options)), options)


@stories.command()
@click.argument("project", metavar="DB")
@click.argument("story")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@_decision_options
def split(project: str, story: str, reports: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Give reports of a story, named by path, file name or id, a story of their own."""
    from reportedly.deciding_stories import part_reports

    _tell(part_reports(project, story, reports, _decider(options)), options)


@stories.command()
@click.argument("project", metavar="DB")
@click.argument("story")
@click.argument("title")
@_decision_options
def rename(project: str, story: str, title: str, **options: Any) -> None:  # noqa: ANN401
    """Call a story by another title."""
    from reportedly.deciding_stories import rename_story

    _tell(rename_story(project, story, title, _decider(options)), options)


@stories.command()
@click.argument("project", metavar="DB")
@click.argument("ruling", required=False)
@_decision_options
def undo(project: str, ruling: str | None, **options: Any) -> None:  # noqa: ANN401
    """Take back a decision: the one of a RULING id (`stories decided`), or the last."""
    from reportedly.deciding_stories import undo_decision

    _tell(undo_decision(project, ruling, _decider(options)), options)


@stories.command()
@click.argument("project", metavar="DB")
@row_options
def decided(project: str, **rows: Any) -> None:  # noqa: ANN401
    """List what was decided about stories, and whether it still holds."""
    from reportedly.deciding_stories import decision_rows

    print_rows(decision_rows(project), rows, short=("ruling_id", "at", "by", "what", "holds"))
