"""The brief in a notebook: three columns of questions, each line with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.notebook.evidence import Evidence, every_evidence
from reportedly.notebook.showing import Bundle, bundle
from reportedly.present.brief import CONFLICT, REPORTED, UNKNOWN, Brief, Item, brief_of
from reportedly.present.lines import Line
from reportedly.present.lookup import Lookup


@dataclass(frozen=True)
class BriefLine:
    """One line of a brief; `evidence` is the statement that it prints."""

    line: Line
    evidence: Evidence

    def __repr__(self) -> str:
        who = f"{self.line.side}: " if self.line.side else ""
        through = f", {self.line.channel}" if self.line.channel else ""
        return f"{who}{self.evidence.exact} ({self.line.who}{through}, {self.line.day})"


@dataclass(frozen=True)
class BriefItem:
    """One question of a brief with its label and the lines shown."""

    question: str
    label: str
    lines: tuple[BriefLine, ...]
    left: int

    def __repr__(self) -> str:
        rest = [f"  and {self.left} more in the ledger"] if self.left else []
        return "\n".join(
            [f"{self.question} [{self.label}]", *(f"  {x}" for x in self.lines), *rest]
        )


class BriefView:
    """What is reported, where accounts conflict, what is not known, as known on one day."""

    def __init__(self, brief: Brief, lookup: Lookup) -> None:
        """Show `brief`, whose lines stand for statements in `lookup`."""
        evidence = every_evidence(lookup)
        refs = lookup.numbering.refs
        held = {refs[key].number: one for key, one in evidence.items()}
        self._columns = {
            column.title: tuple(_item(item, held) for item in column.items)
            for column in brief.columns
        }
        self.missing: tuple[str, ...] = brief.missing

    @property
    def reported(self) -> tuple[BriefItem, ...]:
        """Questions on which nothing here contradicts what is reported."""
        return self._columns[REPORTED]

    @property
    def conflicts(self) -> tuple[BriefItem, ...]:
        """Questions on which accounts conflict."""
        return self._columns[CONFLICT]

    @property
    def unknown(self) -> tuple[BriefItem, ...]:
        """Questions on which nothing is known or verified."""
        return self._columns[UNKNOWN]

    def html(self, *, most: int = 100) -> Markup:
        """Return the columns as HTML, at most so many questions each."""
        parts = Markup("")
        for title, items in self._columns.items():
            if items:
                parts += Markup("<h4>{}</h4>").format(title)
            for item in items[:most]:
                lines = Markup("").join(
                    Markup('<li dir="auto">{}</li>').format(repr(line)) for line in item.lines
                )
                text = Markup("<p><b>{}</b> {}</p><ul>{}</ul>")
                parts += text.format(item.question, item.label, lines)
        return parts

    def __repr__(self) -> str:
        parts = []
        for title, items in self._columns.items():
            parts += [title, *(repr(item) for item in items), ""] if items else []
        if self.missing:
            parts.append("Not found in these reports: " + "; ".join(self.missing))
        return "\n".join(parts)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> Bundle:
        return bundle(repr(self), self.html())


def brief_view(lookup: Lookup) -> BriefView:
    """Return the brief of one day's picture."""
    return BriefView(brief_of(lookup), lookup)


def _item(item: Item, held: Mapping[int, Evidence]) -> BriefItem:
    return BriefItem(
        question=item.question,
        label=item.label.text,
        lines=tuple(BriefLine(line, held[line.ref.number]) for line in item.lines),
        left=item.left,
    )
