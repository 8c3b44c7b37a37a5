"""One statement to review, in the terminal: words in context, who says them, what rests on it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from reportedly.present.review import Case
from reportedly.present.words import isolated, shown

KEYS = "y right · n wrong · s speaker · u undo · space skip · q quit"
_RELATIONS = {
    "utterance": "the same speech",
    "answer": "says the same",
    "conflict": "stands against it",
}
_STYLES = {"exact": "bold", "sentence": "", "near": "dim"}


def write_case(case: Case, console: Console) -> None:
    """Print one statement with all that a reviewer needs, and the keys."""
    entry = case.entry
    head = f"{case.place} of {case.total} · {entry.ref.outlet} {entry.ref.number}"
    console.print()
    console.rule(Text(head, style="bold"), align="left")
    console.print(Text.assemble(*((_spaced(c.text), _STYLES[c.style]) for c in entry.context)))
    console.print(Text(" → ".join(_link(link.name, link.does) for link in entry.chain)))
    console.print(Text(f"{entry.report} · {entry.day} · {entry.ref.source}", style="dim"))
    for fact in entry.facts:
        value = f"“{fact.value}”" if fact.quoted else fact.value
        console.print(Text(f"{fact.name}: {shown(value)}", style="dim"))
    for asked in case.asked:
        console.print(Text(f"{shown(asked.text)}  [{asked.label}] {asked.why}"))
    for other in case.beside:
        told = f"{other.ref.outlet} {other.ref.number} {_RELATIONS[other.relation]}: "
        console.print(Text(f"  {told}{isolated(shown(other.words.plain))} ({shown(other.who)})"))
    console.print(Text(KEYS, style="bold"))


def _spaced(text: str) -> str:
    """Return words in one line, with a space where the report has one before or after them."""
    before, after = (" " if text[at:][:1].isspace() else "" for at in (0, -1))
    return f"{before}{shown(text).strip()}{after}"


def _link(name: str, does: str) -> str:
    return f"{shown(name)} ({shown(does)})" if does else shown(name)
