"""Write `docs/reference/` and the sample in the README from the program itself.

Run as `make docs`. A test refuses pages that are not what this would write.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import click
from rich.console import Console

from docs import notebook
from reportedly.cli import main as command_line
from reportedly.loading import analysed, load
from reportedly.model import Report
from reportedly.pipeline import STAGES
from reportedly.present.export import described
from reportedly.present.listings import LEDGER
from reportedly.present.terminal import write_brief
from reportedly.settings import Settings
from reportedly.stage import Stage
from reportedly.store.codec import table_of
from reportedly.store.tables import every_table

README = Path(__file__).resolve().parent.parent / "README.md"
EXAMPLE = "examples/varnholm"
SAMPLE_BEGINS, SAMPLE_ENDS = "<!-- brief -->", "<!-- /brief -->"
SAMPLE_LINES, SAMPLE_WIDTH = 18, 100
REFERENCE = Path(__file__).resolve().parent / "reference"
WIDTH = 88
LONGEST = 60  # characters of a default that a table has room for

CLI = """\
# Commands

Data goes to stdout, talk to stderr. `-` reads standard input. Exit codes, the same in every form
of output:

| code | means |
| --- | --- |
| 0 | done |
| 1 | nothing found (`search`) |
| 2 | a wrong option, path or value, or a file that cannot be used |
| 3 | finished, but some inputs could not be read; stderr names them |
| 130 | interrupted; a project keeps what was finished, and the next run goes on from there |
"""

TABLES = """\
# Tables of a project

A project is one SQLite file. All of its tables but `migrations`, `captures`, `visits`,
`feed_entries`, `made`, `read_marks`, `groupings`, `arranged`, `fingerprints`, `lines`, `gathered`,
`waiting` and `statement_words` also go out with `reportedly export`, under the same names, without
the columns `made_by` and `row`; `ledger` is made by the export.

Offsets (`..._start`, `..._end`) count Unicode code points in `reports.text`, the end not included.
A day is an ISO date, yes and no are 1 and 0, an empty cell is "not known" or "not stated". Rows
that name a key in `made_by` belong to the picture as last analysed where `made.current` is 1:

```sql
SELECT reports.outlet, statements.speaker, statements.kind
FROM statements JOIN made ON made.key = statements.made_by AND made.current
JOIN reports ON reports.id = statements.report_id;
```
"""

SETTINGS = """\
# Settings

`reportedly.toml` in the current folder, or the file that `--config` names. A table is a step, a
key one of its settings; what is not written there keeps its default.

```toml
[files]
max_bytes = 64000000
```
"""

STAGES_PAGE = """\
# Stages

Pure functions, in the order in which they run. A stage reads rows that earlier stages wrote, and
writes rows of one type. Raising its version, or changing its settings, makes its rows anew.

| stage | version | for each | reads | writes |
| --- | --- | --- | --- | --- |
"""


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    return {
        "cli.md": "".join([CLI, *map(_command, command_line.commands)]),
        "tables.md": "".join([TABLES, *(f"{described(t)}\n" for t in (*every_table(), LEDGER))]),
        "settings.md": "".join([SETTINGS, *_settings()]),
        "stages.md": "".join([STAGES_PAGE, *map(_stage, STAGES)]),
    }


def _command(name: str) -> str:
    command = command_line.commands[name]
    above = click.Context(command_line, info_name="reportedly", **command_line.context_settings)
    context = click.Context(command, above, name, terminal_width=WIDTH)
    parts = [_help(name, command, context)]
    if isinstance(command, click.Group):
        for verb, below in command.commands.items():
            within = click.Context(below, context, verb, terminal_width=WIDTH)
            parts.append(_help(f"{name} {verb}", below, within))
    return "".join(parts)


def _help(name: str, command: click.Command, context: click.Context) -> str:
    return f"\n## {name}\n\n```text\n{command.get_help(context)}\n```\n"


def _settings() -> Iterator[str]:
    for group in fields(Settings):
        settings = getattr(Settings(), group.name)
        told = type(settings).__doc__ or ""
        notes = _notes(told)
        if not notes:
            continue
        yield f"\n## {group.name}\n\n{told.strip().splitlines()[0]}\n"
        yield "\n| key | default | what it is |\n| --- | --- | --- |\n"
        for field in fields(settings):
            default = getattr(settings, field.name)
            if not is_dataclass(default):
                note = _cell(notes[field.name])
                yield f"| `{field.name}` | `{_cell(_as_toml(default))}` | {note} |\n"


def _notes(told: str) -> dict[str, str]:
    """Return what the `Attributes` part of a docstring says of each field."""
    part = told.partition("Attributes:")[2]
    found = re.findall(r"^ {4,8}(\w+): (.*(?:\n {9,}.*)*)", part, re.MULTILINE)
    return {name: " ".join(words.split()) for name, words in found}


def _as_toml(default: object) -> str:
    if isinstance(default, frozenset):
        default = sorted(default)  # sets print in another order in every process
    words = json.dumps(default, ensure_ascii=False)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 4]} ..."


def _stage(stage: Stage) -> str:
    reads = ", ".join(f"`{table_of(kind)}`" for kind in stage.reads) or "the report itself"
    per = "report" if stage.per is Report else "story"
    writes = table_of(stage.writes)
    return f"| {stage.name} | {stage.version} | {per} | {reads} | `{writes}` |\n"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def readme() -> str:
    """Return the README with the beginning of the real brief of the example story."""
    before, rest = README.read_text(encoding="utf-8").split(SAMPLE_BEGINS)
    _, after = rest.split(SAMPLE_ENDS)
    shown = "\n".join(_brief().splitlines()[:SAMPLE_LINES])
    block = f"```console\n$ reportedly brief {EXAMPLE}\n{shown}\n    …\n```"
    return f"{before}{SAMPLE_BEGINS}\n{block}\n{SAMPLE_ENDS}{after}"


def _brief() -> str:
    out = io.StringIO()
    with load(paths=[str(README.parent / EXAMPLE)]) as loaded:
        [picture] = analysed(loaded, as_of=None, story=None).pictures
    write_brief(picture, Console(file=out, width=SAMPLE_WIDTH, no_color=True, highlight=False))
    return out.getvalue()


def write() -> None:
    """Write every page of the reference, and the sample in the README."""
    REFERENCE.mkdir(exist_ok=True)
    for name, words in pages().items():
        (REFERENCE / name).write_text(words, encoding="utf-8", newline="\n")
    README.write_text(readme(), encoding="utf-8", newline="\n")
    notebook.write()


if __name__ == "__main__":
    write()
    sys.stderr.write(f"wrote {REFERENCE}, {README} and {notebook.NOTEBOOK}\n")
