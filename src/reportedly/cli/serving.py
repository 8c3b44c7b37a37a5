"""The command that serves a project to a browser."""

from __future__ import annotations

import click

from reportedly.cli.output import talk


@click.command()
@click.argument("project", metavar="DB")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
    help="The port; 0 for any that is free.",
)  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the pages in a browser.")
@click.option("--read-only", is_flag=True, help="Take no files, no rulings, no marks.")
@click.option("--config", metavar="FILE", help="Settings; default: ./reportedly.toml.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr.")
def serve(
    project: str, host: str, port: int, open_browser: bool, read_only: bool,
    config: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Serve a project to a browser on this machine, until Ctrl-C.

    Prints the address to open. It holds the key of this run: nobody gets in without it.
    """
    from reportedly.serving.running import serve as run

    run(
        project,
        host=host,
        port=port,
        open_browser=open_browser,
        read_only=read_only,
        config=config,
        say=click.echo,
        warn=lambda line: talk(line, quiet=quiet),
    )
