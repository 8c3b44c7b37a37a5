"""The brief in the terminal: the three columns one after the other, a statement a line.

Exact words are wrapped, never cut; without a terminal there is no colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from shlex import quote

from rich.console import Console
from rich.text import Text

from reportedly.model import Picture
from reportedly.present.brief import CONFLICT, REPORTED, UNKNOWN, Column, Item, brief_of, summary
from reportedly.present.labels import counted, day_label, period
from reportedly.present.lines import Line, Remark
from reportedly.present.lookup import look_up, number
from reportedly.present.words import clipped, isolated, shown
from reportedly.store.opening import is_project

ORDER = (CONFLICT, REPORTED, UNKNOWN)
STYLES = {CONFLICT: "bold red", REPORTED: "bold green", UNKNOWN: "bold magenta"}
SIDE = 14  # characters for the side; longer ones are put on the line of the speaker
INDENT = 4
OUTLETS = 4  # named after a line, of those that say the same
TITLE = 200


def write_brief(picture: Picture, console: Console) -> None:
    """Print the brief of one story."""
    lookup = look_up(picture, number([picture]))
    brief = brief_of(lookup)
    _head(picture, console)
    for title in ORDER:
        _column(brief.column(title), console)
    if brief.missing:
        _say(console, Text("Not found in these reports: " + "; ".join(brief.missing)), 0)
    _foot(picture, console)


def write_next_steps(console: Console, *, given: Sequence[str], stories: int) -> None:
    """Print the commands that a reader may want now, for the paths that were `given`."""
    paths = " ".join(map(quote, given[:3])) + (" …" if len(given) > 3 else "")
    choice = " --story 1" if stories > 1 else ""
    steps = {f"reportedly brief {paths}{choice} -o story.html": "the page"}
    if len(given) == 1 and is_project(given[0]):
        steps[f"reportedly statements {paths}"] = "the ledger"
    else:
        steps[f"reportedly add story.db {paths}"] = "keep it"
    console.print()
    for place, (step, why) in enumerate(steps.items()):
        start = "Next: " if place == 0 else "      "
        words = Text.assemble((start, "dim"), shown(step), (f"   ({why})", "dim"))
        _say(console, words, 0, hang=8)


def _head(picture: Picture, console: Console) -> None:
    first, last = period(picture.reports)
    facts = f"{summary(picture)} · {day_label(first, last, year=True)}"
    title = Text(isolated(clipped(shown(picture.story.title), TITLE)), style="bold")
    gap = console.width - title.cell_len - len(facts)
    if gap >= 2:
        _say(console, Text.assemble(title, " " * gap, (facts, "dim")), 0)
    else:
        _say(console, title, 0)
        _say(console, Text(facts, style="dim"), 0)
    if picture.as_of is not None:
        as_of = day_label(picture.as_of, picture.as_of, year=True)
        _say(console, Text(f"As known on {as_of}", style="dim"), 0)


def _column(column: Column, console: Console) -> None:
    console.print()
    _say(console, Text(column.title, style=STYLES[column.title]), 0)
    if not column.items:
        _say(console, Text("Nothing in these reports.", style="dim"), 2)
    for item in column.items:
        _item(item, console)
    if column.left:
        more = f"{counted(column.left, 'more question')} on the page (-o page.html)"
        _say(console, Text(more, style="dim"), 2)


def _item(item: Item, console: Console) -> None:
    question = Text(isolated(shown(item.question)), style="bold")
    parts = [f"{item.label.symbol} {shown(item.label.text)}", item.counts, *map(shown, item.flags)]
    label = " · ".join(part for part in parts if part)
    gap = console.width - 2 - question.cell_len - Text(label).cell_len
    if gap >= 2:
        _say(console, Text.assemble(question, " " * gap, (label, "cyan")), 2)
    else:
        _say(console, question, 2)
        _say(console, Text(label, style="cyan"), INDENT)
    widest = max((Text(_side(line)).cell_len for line in item.lines), default=1)
    for line in item.lines:
        _line(line, widest, console)
    if item.left:
        more = f"{counted(item.left, 'more statement')} in the ledger"
        _say(console, Text(more, style="dim"), INDENT)


def _side(line: Line) -> str:
    side = isolated(shown(line.side))
    return side if side and Text(side).cell_len <= SIDE else "—"


def _line(line: Line, widest: int, console: Console) -> None:
    side = _side(line)
    head = side + " " * (widest - Text(side).cell_len + 2)
    words = Text(isolated(shown(line.words.plain)))
    meta = Text(_meta(line), style="dim")
    hang = widest + 2
    if INDENT + hang + words.cell_len + 3 + meta.cell_len <= console.width:
        gap = " " * max(3, 52 - words.cell_len) if console.width >= 120 else "   "
        one = Text.assemble((head, "cyan"), words, gap, meta)
        if INDENT + one.cell_len <= console.width:
            _say(console, one, INDENT, hang=hang)
            return
    _say(console, Text.assemble((head, "cyan"), words), INDENT, hang=hang)
    _say(console, meta, INDENT + hang)


def _meta(line: Line) -> str:
    who = shown(line.who)
    role = shown(line.role)
    if role and role.lower() not in who.lower():
        who = f"{who}, {role}"
    parts = [who, shown(line.channel), shown(line.ref.source), line.day, *map(_remark, line.notes)]
    named: set[str] = set()
    for refs, note in ((line.same, ""), (line.other, " (words differ)")):
        outlets = sorted({ref.outlet for ref in refs} - named)
        named.update(outlets)
        if outlets:
            more = f" and {len(outlets) - OUTLETS} more" if len(outlets) > OUTLETS else ""
            parts.append(f"also in {', '.join(outlets[:OUTLETS])}{more}{note}")
    return " · ".join(isolated(part) for part in parts if part)


def _remark(note: Remark) -> str:
    more = f" and {note.left} more" if note.left else ""
    return " ".join([note.text, ", ".join(shown(ref.source) for ref in note.refs)]).rstrip() + more


def _foot(picture: Picture, console: Console) -> None:
    lost = sum(problem.lost for problem in picture.problems)
    if lost:
        _say(console, Text(f"{counted(lost, 'input')} could not be read.", style="yellow"), 0)
    note = "— side not known. Quotation marks are the reports’ own."
    _say(console, Text(note, style="dim"), 0)
    days = sorted(report.published_until for report in picture.reports if report.published_until)
    earlier = [
        f"{day.isoformat()} ({counted(known, 'report')})"
        for known, (day, later) in enumerate(pairwise([*days, date.max]), 1)
        if day != later and known < len(picture.reports)
    ]
    if earlier:
        _say(console, Text(f"Earlier: --as-of {', '.join(earlier)}", style="dim"), 0, hang=9)


def _say(console: Console, text: Text, indent: int, *, hang: int = 0) -> None:
    """Print `text` wrapped behind an indent; the lines after the first hang further in."""
    width = max(12, console.width - indent - hang)
    text.overflow = "fold"
    first, *rest = _wrapped(text, console, width, width + hang)
    console.print(Text(" " * indent) + first, soft_wrap=True, highlight=False)
    for line in rest:
        console.print(Text(" " * (indent + hang)) + line, soft_wrap=True, highlight=False)


def _wrapped(text: Text, console: Console, width: int, first_width: int) -> list[Text]:
    """Return the lines of `text`: the first may be wider than those that hang."""
    lines = list(text.wrap(console, first_width))
    for line in lines:
        line.rstrip()
    rest = lines[1:]
    if len(lines) > 1 and width < first_width:
        lines = [lines[0], *Text(" ").join(rest).wrap(console, width)]
    for line in lines:
        line.rstrip()
    return lines or [Text()]
