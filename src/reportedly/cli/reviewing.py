"""Commands by which people overrule the program: review one by one, rule, read the log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.options import Command, row_options
from reportedly.cli.output import finish, print_rows, talk

if TYPE_CHECKING:
    from reportedly.deciding_stories import Decided, Decider
    from reportedly.reviewing import Sitting


def _decision_options(command: Command) -> Command:
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


@click.command(short_help="Rule on statements, agents and sides; see also review.")
@click.argument("project", metavar="DB")
@click.argument("kind", metavar="KIND")
@click.argument("what", nargs=-1, required=True, metavar="WHAT...")
@click.option("--story", metavar="ID|N", help="The story, where statements are named by number.")
@click.option("--name", metavar="NAME", help="speaker: who says it; none: the outlet itself.")
@click.option("--worded", metavar="WORDS", help="question: which one the statements answer.")
@click.option("--leaving", metavar="WORDS", help="question: the one they leave; none: all others.")
@_decision_options
def rule(
    project: str, kind: str, what: tuple[str, ...], story: str | None, name: str | None,
    worded: str | None, leaving: str | None, **options: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """Overrule what the program made of statements or names; kept beside the rows, undoable.

    KIND is right, wrong, speaker, same-utterance, other-utterance, same-answer, other-answer,
    question, conflict, no-conflict; or on names: one-agent, other-agent, side. WHAT are
    statements, each by its number on the page, the start of its id or file:offset; or names, for
    a side first its own.
    """
    from reportedly.deciding import decide, kind_named

    decided = decide(
        project,
        kind_named(kind),
        what,
        _decider(options),
        story=story,
        name=name or worded,
        leaving=leaving,
    )
    _tell(decided, options)


@click.command()
@click.argument("project", metavar="DB")
@click.argument("story", required=False)
@click.option("--list", "listing", is_flag=True, help="List what was ruled; changes nothing.")
@click.option("--queue", is_flag=True, help="List what there is to review, weightiest first.")
@click.option("--undo", "undoing", is_flag=True, help="Take back the last ruling (of --by).")
@click.option("--undo-id", metavar="ID", help="Take back the ruling with this id.")
@click.option("--import", "bring", metavar="FILE", help="Add the rulings of a file to the log.")
@click.option("--export", "send", metavar="FILE", help="Write the log to a file; - for stdout.")
@click.option("--disagreements", is_flag=True, help="List where reviewers part; exit 1 if any.")
@click.option("--again", is_flag=True, help="Show what was reviewed already, too.")
@_decision_options
@row_options
def review(
    project: str, story: str | None, listing: bool, queue: bool, undoing: bool,
    undo_id: str | None, bring: str | None, send: str | None, disagreements: bool, again: bool,
    by: str, note: str, config: str | None, quiet: bool, **rows: Any,  # noqa: ANN401
) -> None:  # fmt: skip
    """Go through the statements of a story, one key each, those first on which most rests.

    y right, n wrong, s speaker, u undo, space skip, q quit. Needs a terminal; `rule` does the
    same from a script.
    """
    from reportedly import deciding, ruling_files

    options = {"by": by, "note": note, "config": config, "quiet": quiet}
    if listing:
        print_rows(deciding.ruling_rows(project), rows)
    elif undoing or undo_id:
        _tell(deciding.undo(project, undo_id, _decider(options)), options)
    elif bring:
        _tell(ruling_files.imported(project, bring, _decider(options)), options)
    elif send:
        _export(project, send, quiet=quiet)
    elif disagreements:
        _disagreements(project, rows, quiet=quiet)
    elif queue:
        from reportedly.reviewing import queue_rows

        print_rows(queue_rows(project, story, by=by, again=again), rows)
    else:
        _one_by_one(project, story, options, again=again)


def _export(project: str, file: str, *, quiet: bool) -> None:
    from reportedly.ruling_files import write_log

    count = write_log(project, file)
    talk(f"{count} rulings written to {file}", quiet=quiet or file == "-")


def _disagreements(project: str, rows: dict[str, Any], *, quiet: bool) -> None:
    from reportedly.deciding import agreement_rows

    rates, apart = agreement_rows(project)
    for one in rates:
        kappa = "not defined" if one["kappa"] is None else f"{one['kappa']:.2f}"
        line = (
            f"{one['about']}: {one['a']} and {one['b']} agree on {one['agreed']} of {one['n']} "
            f"({one['percent']:.0f} %), kappa {kappa}"
        )
        talk(line, quiet=quiet)
    print_rows(apart, rows)
    sys.exit(1 if apart else 0)


def _one_by_one(project: str, story: str | None, options: dict[str, Any], *, again: bool) -> None:
    from rich.console import Console

    from reportedly.errors import UsageError
    from reportedly.present.review_text import write_case
    from reportedly.reviewing import sitting

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "review by key needs a terminal; from a script use `rule`, or review with --list, "
            "--queue, --undo, --import, --export or --disagreements"
        )
    console = Console(highlight=False)
    with sitting(project, story, _decider(options), again=again) as held:
        while (item := held.current()) is not None:
            write_case(item, console)
            if not answered(held, click.getchar()):
                break
    finish(held.problems, quiet=options["quiet"], last=held.summary)


def answered(held: Sitting, key: str) -> bool:
    """Do what a key asks for; return whether to go on."""
    if key in ("q", "\x04", "\x1b"):
        return False
    if key == "\x03":
        raise KeyboardInterrupt
    if key == "y":
        click.echo(held.rule("right"))
    elif key == "n":
        click.echo(held.rule("wrong"))
    elif key == "s":
        name = click.prompt(
            "Who says it? (empty: the outlet itself)", default="", show_default=False
        )
        click.echo(held.rule("speaker", name))
    elif key == "u":
        click.echo(held.undo())
    elif key == " ":
        held.skip()
    else:
        click.echo("y right · n wrong · s speaker · u undo · space skip · q quit")
    return True
