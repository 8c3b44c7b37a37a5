"""How things show themselves in a notebook: text, and HTML without scripts, at most 30 kB.

The HTML is static and carries its own few rules under a class of its own, so that it survives
wherever notebooks are shown; everything from reports is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from reportedly.present.words import clipped

Bundle = dict[str, str]
ROWS = 20  # shown; the rest is counted
CELL = 160  # characters
LARGEST = 30_000  # bytes of HTML; what is above is shown as text
STYLE = Markup(
    "<style>.rpt{{font-size:.9em;line-height:1.35}}.rpt table{{border-collapse:collapse}}"
    ".rpt th,.rpt td{{text-align:left;vertical-align:top;padding:.2em .7em .2em 0;"
    "border-bottom:1px solid #8886}}.rpt h4{{margin:.6em 0 .2em}}.rpt p{{margin:.2em 0}}"
    ".rpt .under{{opacity:.75}}</style>"
).format()


def bundle(text: str, html: Markup) -> Bundle:
    """Return what a notebook chooses from; HTML that is too large is left out."""
    whole = f'<div class="rpt">{STYLE}{html}</div>'
    if len(whole.encode("utf-8", "replace")) > LARGEST:
        return {"text/plain": text}
    return {"text/plain": text, "text/html": whole}


def shown(value: object) -> str:
    """Return a cell in few characters; "" where nothing is known.

    >>> shown(None), shown(["about", "some"]), shown(3)
    ('', 'about, some', '3')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return clipped(" ".join(str(value).split()), CELL)


def text_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as a table of text, and how many more there are."""
    from reportedly.present.tables import rows_as_text

    some = [{name: row.get(name) for name in columns} for row in rows[:ROWS]]
    table = rows_as_text(some, "table", width=120) if some else "no rows\n"
    return table + _rest(rows)


def html_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Markup:
    """Return rows as an HTML table, and how many more there are."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in columns)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td dir="auto">{}</td>').format(shown(row.get(name))) for name in columns
            )
        )
        for row in rows[:ROWS]
    )
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")
    return table.format(head, body) + Markup("<p>{}</p>").format(_rest(rows))


def _rest(rows: Sequence[object]) -> str:
    number = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    return number if len(rows) <= ROWS else f"{number}, the first {ROWS} shown"


def paragraphs(*lines: str) -> Markup:
    """Return lines as paragraphs; empty ones are left out."""
    return Markup("").join(Markup("<p>{}</p>").format(escape(line)) for line in lines if line)
