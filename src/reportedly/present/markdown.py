"""The brief as Markdown: a bullet a statement, its evidence as a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from reportedly.model import Picture
from reportedly.present.brief import CONFLICT, REPORTED, UNKNOWN, Brief, Item, brief_of, summary
from reportedly.present.grid import Grid, grid_of
from reportedly.present.labels import counted, day_label, period
from reportedly.present.ledger import Entry, entries_on
from reportedly.present.lines import Line, Remark
from reportedly.present.lookup import Lookup, Ref, look_up, number
from reportedly.present.words import isolated, shown

# All that CommonMark, its tables and its footnotes give a meaning to.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
ORDER = (REPORTED, CONFLICT, UNKNOWN)


def render_story(picture: Picture, days: Mapping[date, Picture]) -> str:
    """Return the brief of a story, what changed over `days`, and the evidence as footnotes."""
    earlier = [day for day in sorted(days) if len(days[day].reports) < len(picture.reports)]
    pictures = [*(days[day] for day in earlier), picture]
    numbering = number(pictures)
    lookups = [look_up(one, numbering) for one in pictures]
    brief = brief_of(lookups[-1])
    dates = [day_label(day, day) for day in earlier] + ["latest"]
    lines = [
        *_head(lookups[-1].picture),
        *_brief(brief),
        *_changes(grid_of(lookups, dates)),
        *_problems(lookups[-1].picture),
        *_footnotes(brief, lookups[-1]),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(picture: Picture) -> Iterator[str]:
    first, last = period(picture.reports)
    yield f"# {escaped(picture.story.title)}"
    yield ""
    when = f", as known on {picture.as_of.isoformat()}" if picture.as_of else ""
    yield f"{summary(picture)} · {day_label(first, last, year=True)}{when}"
    yield ""
    yield (
        "Every line is what a report says. Quotation marks are the report’s own; lines without "
        "them are the reporter’s wording. Nothing here is a finding of fact."
    )


def _brief(brief: Brief) -> Iterator[str]:
    for title in ORDER:
        column = brief.column(title)
        yield from ("", f"## {title}")
        if not column.items:
            yield from ("", "Nothing in these reports.")
        for item in column.items:
            yield from _item(item)
        if column.left:
            yield from ("", f"{counted(column.left, 'more question')}.")
    if brief.missing:
        yield from ("", f"Not found in these reports: {'; '.join(brief.missing)}.")


def _item(item: Item) -> Iterator[str]:
    parts = [f"{item.label.symbol} {item.label.text}", item.counts, *item.flags]
    yield from ("", f"### {escaped(item.question)}", "")
    yield " · ".join(escaped(part) for part in parts if part)
    yield ""
    for line in item.lines:
        yield f"- {_line(line)}"
    if item.left:
        yield f"- {counted(item.left, 'more statement')}"


def _line(line: Line) -> str:
    role = f", {escaped(line.role)}" if line.role else ""
    who = f"{escaped(line.who)}{role}"
    parts = [who, escaped(line.channel), line.day, *map(_remark, line.notes)]
    if line.other:
        others = sorted({ref.outlet for ref in line.other})
        parts.append(f"also in {escaped(', '.join(others))}, words differ")
    notes = "".join(_mark(ref) for ref in (line.ref, *line.more))
    return f"{escaped(line.words.plain)} ({' · '.join(part for part in parts if part)}){notes}"


def _remark(note: Remark) -> str:
    refs = ", ".join(f"{escaped(ref.outlet)} {ref.number}" for ref in note.refs)
    more = f" and {note.left} more" if note.left else ""
    return f"{note.text} {refs}".rstrip() + more


def _mark(ref: Ref) -> str:
    return f"[^s{ref.number}]"


def _changes(grid: Grid) -> Iterator[str]:
    if not grid.changes:
        return
    yield from ("", "## What changed", "")
    for change in grid.changes:
        yield (
            f"- {change.date}: {escaped(change.question)} "
            f"{change.before.text} → {change.after.text}. {escaped(change.why)}".rstrip(" .")
            + "."
        )


def _problems(picture: Picture) -> Iterator[str]:
    if not picture.problems:
        return
    yield from ("", "## What could not be read", "")
    for problem in picture.problems:
        yield f"- {escaped(problem.path)}: {escaped(problem.reason)}"


def _footnotes(brief: Brief, lookup: Lookup) -> Iterator[str]:
    lines = (line for column in brief.columns for item in column.items for line in item.lines)
    wanted = {ref.number for line in lines for ref in (line.ref, *line.more)}
    yield ""
    for entry in entries_on(lookup):
        if entry.ref.number in wanted:
            yield f"[^s{entry.ref.number}]: {_evidence(entry)}"


def _evidence(entry: Entry) -> str:
    chain = " → ".join(
        escaped(f"{link.name} ({link.does})" if link.does else link.name) for link in entry.chain
    )
    facts = "; ".join(f"{fact.name.lower()}: {escaped(fact.value)}" for fact in entry.facts)
    return (
        f"{escaped(entry.ref.outlet)} {entry.ref.number}. {escaped(entry.words.plain)} — {chain}; "
        f"{facts}; {escaped(entry.report)}, {entry.day} ({escaped(entry.day_basis)}); "
        f"characters {entry.place} of {escaped(entry.path)}, SHA-256 {entry.sha256}."
    )


def escaped(text: str) -> str:
    r"""Return `text` as Markdown that shows it as it is.

    >>> escaped("<b>*one*\ntwo</b>")
    '\\<b\\>\\*one\\* two\\</b\\>'
    """
    return isolated(SPECIAL.sub(r"\\\1", shown(text)))
