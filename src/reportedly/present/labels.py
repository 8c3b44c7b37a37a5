"""The words on the labels: symbols, their rules, and how days and places in a file are written.

A label states what the supplied reports contain, by a printed rule; none is a finding of fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.model import Report, Status

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_DATE = "no date"
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac"})
ARTICLES = frozenset({"the", "a", "an", "le", "la", "el", "der", "die", "das"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """How a question stands, as one chip.

    Attributes:
        symbol: One character that repeats the text for the eye.
        text: The label itself.
        kind: Name of its style.
    """

    symbol: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a label means.

    Attributes:
        symbol: The symbol beside the label.
        text: The label.
        rule: When it is given.
    """

    symbol: str
    text: str
    rule: str


# By precedence, as printed on the page: the first that holds is the single chip of a question.
DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        symbol="⇄",
        text="Disputed",
        rule="Two sides, or a side and an outlet’s own voice, say what cannot both hold.",
    ),
    Definition(
        symbol="⊘",
        text="Denied",
        rule="Somebody explicitly negates it; nobody else in these reports affirms it.",
    ),
    Definition(
        symbol="≠",
        text="Differ",
        rule="Figures or accounts cannot both hold once unit, scope and date are matched.",
    ),
    Definition(
        symbol="↻",
        text="Account changed",
        rule="The same speaker or body says something incompatible later.",
    ),
    Definition(
        symbol="●",
        text="Corroborated",
        rule="Two or more named origins of different bodies and sides, neither resting on the "
        "other or on a common third.",
    ),
    Definition(
        symbol="◎",
        text="Several origins",
        rule="Two or more named origins of one side, none of them shown on another.",
    ),
    Definition(
        symbol="⧉",
        text="Repeated",
        rule="Several reports, all traced to one origin.",
    ),
    Definition(
        symbol="◐",
        text="Reported",
        rule="Several reports, at most one of which names an origin, or one report whose source "
        "has no name; copying neither shown nor excluded.",
    ),
    Definition(
        symbol="○",
        text="Single origin",
        rule="One named origin in one report.",
    ),
    Definition(
        symbol="◌",
        text="Unattributed",
        rule="Only an outlet’s own voice; no source given.",
    ),
    Definition(
        symbol="…",
        text="No account",
        rule="Only that somebody has not commented.",
    ),
    Definition(
        symbol="·",
        text="Not yet reported",
        rule="Nothing in the reports published by that day.",
    ),
)

FLAGS: tuple[Definition, ...] = (
    Definition(
        symbol="·",
        text="unverified, says …",
        rule="An outlet writes that it could not verify the words.",
    ),
    Definition(symbol="·", text="hedged “…”", rule="The words carry a hedge, which is quoted."),
    Definition(
        symbol="·", text="not official", rule="Said by somebody whom the report does not name."
    ),
    Definition(symbol="·", text="old", rule="The same origin gives a newer figure."),
    Definition(symbol="·", text="updated", rule="A later statement overtakes an earlier one."),
    Definition(symbol="·", text="corrected", rule="The outlet itself corrects what it reported."),
    Definition(
        symbol="·",
        text="date inferred",
        rule="A report’s date rests on the days that it names, not on a stated date.",
    ),
    Definition(
        symbol="·",
        text="outside article body",
        rule="The words stand in a caption, a teaser or page furniture; kept, not counted.",
    ),
    Definition(
        symbol="·", text="reviewed by …", rule="A person ruled on it; the evidence says what."
    ),
)

_CONTEST: Mapping[str, Label] = {
    "disputed": Label(symbol="⇄", text="Disputed", kind="disputed"),
    "denied": Label(symbol="⊘", text="Denied", kind="denied"),
    "differ": Label(symbol="≠", text="Accounts differ", kind="differ"),
    "changed": Label(symbol="↻", text="Account changed", kind="changed"),
}
_SUPPORT: Mapping[str, Label] = {
    "corroborated": Label(symbol="●", text="Corroborated", kind="corroborated"),
    "several origins": Label(symbol="◎", text="Several origins", kind="several"),
    "repeated": Label(symbol="⧉", text="Repeated", kind="repeated"),
    "reported": Label(symbol="◐", text="Reported", kind="reported"),
    "single": Label(symbol="○", text="Single origin", kind="single"),
    "unattributed": Label(symbol="◌", text="Unattributed", kind="unattributed"),
    "no account": Label(symbol="…", text="No account", kind="silent"),
    "not yet reported": Label(symbol="·", text="Not yet reported", kind="none"),
}
NOT_YET = _SUPPORT["not yet reported"]


def label_of(status: Status | None) -> Label:
    """Return the chip of a status; without a status nothing has been reported yet."""
    if status is None:
        return NOT_YET
    default = _CONTEST.get(status.contest) or _SUPPORT.get(status.support, NOT_YET)
    words = status.label.strip().lstrip("".join(d.symbol for d in DEFINITIONS)).strip()
    text = words[:1].upper() + words[1:] if words else default.text
    return Label(symbol=default.symbol, text=text, kind=default.kind)


def counts_of(status: Status | None) -> str:
    """Return the counts behind a status: reports and named origins, never one alone."""
    if status is None or not status.reports:
        return ""
    origins = counted(status.origins, "named origin") if status.origins else "no named origin"
    return f"{counted(status.reports, 'report')}, {origins}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "report"), counted(2, "report"), counted(0, "origin")
    ('1 report', '2 reports', '0 origins')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day_label(first: date | None, last: date | None, *, year: bool = False) -> str:
    """Return a day or a period in few characters.

    >>> day_label(date(2024, 8, 8), date(2024, 8, 8))
    '8 Aug'
    >>> day_label(date(2024, 8, 19), date(2024, 8, 26), year=True)
    '19–26 Aug 2024'
    >>> day_label(date(2024, 7, 30), date(2024, 8, 2)), day_label(None, None)
    ('30 Jul – 2 Aug', 'no date')
    """
    if first is None or last is None:
        known = first or last
        return NO_DATE if known is None else day_label(known, known, year=year)
    end = f"{last.day} {MONTHS[last.month - 1]}"
    if first == last:
        words = end
    elif (first.year, first.month) == (last.year, last.month):
        words = f"{first.day}–{end}"
    else:
        start = f"{first.day} {MONTHS[first.month - 1]}"
        apart = year and first.year != last.year
        words = f"{start} {first.year} – {end}" if apart else f"{start} – {end}"
    return f"{words} {last.year}" if year else words


def period(reports: Iterable[Report]) -> tuple[date | None, date | None]:
    """Return the first and the last day on which `reports` may have been published."""
    days = [day for one in reports for day in (one.published_from, one.published_until) if day]
    return (min(days), max(days)) if days else (None, None)


def abbreviations(reports: Sequence[Report]) -> dict[str, str]:
    """Return the short form of each report's outlet, by report id.

    Outlets get their initials, made unique; a report without an outlet gets a letter of its
    own with a star.
    """
    shorts: dict[str, str] = {}
    taken: dict[str, int] = {}
    found: dict[str, str] = {}
    unnamed = 0
    for report in reports:
        if report.outlet is None:
            found[report.id] = f"{_letters(unnamed)}*"
            unnamed += 1
            continue
        if report.outlet not in shorts:
            shorts[report.outlet] = _unique(_initials(report.outlet), taken)
        found[report.id] = shorts[report.outlet]
    return found


def _initials(outlet: str) -> str:
    words = re.findall(r"[^\W_]+", _without_ending(outlet))
    words = [word for word in words if word.casefold() not in ARTICLES] or words
    if not words:
        return "?"
    capitals = words[0] if words[0].isupper() and 1 < len(words[0]) <= 4 else ""
    if capitals or len(words) == 1:
        return capitals or words[0][:2].upper()
    return "".join(word[0] for word in words[:3]).upper()


def _without_ending(outlet: str) -> str:
    """Return the telling part of an outlet that is given as a host: "thesun" of a web address."""
    if " " in outlet or "." not in outlet:
        return outlet
    parts = [part for part in outlet.lower().split(".") if part not in {"", "www"}]
    kept = parts[:-1] if len(parts) > 1 else parts
    return " ".join(kept[:-1] if len(kept) > 1 and kept[-1] in SECOND_LEVEL else kept)


def _unique(short: str, taken: dict[str, int]) -> str:
    """Return `short` with a number behind it where it is taken; `taken` counts its uses."""
    candidate = short
    while candidate in taken:
        taken[short] += 1
        candidate = f"{short}{taken[short]}"
    taken[candidate] = 1
    return candidate


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def short_paths(reports: Sequence[Report]) -> dict[str, str]:
    """Return the shortest beginning of each report's file name that tells it from the others.

    A name is only cut where a word of it ends, so `000_52b9.txt` becomes `000`.
    """
    names = {one.id: _file_name(one.path) for one in reports}
    starts: dict[str, int] = {}
    for name in names.values():
        for cut in _cuts(name):
            starts[cut] = starts.get(cut, 0) + 1
    return {
        key: next((cut for cut in _cuts(name) if starts[cut] == 1), name)
        for key, name in names.items()
    }


def _file_name(path: str) -> str:
    """Return the last name in a path; a member that has only a number, with its container's.

    >>> _file_name("week.zip > monday/a.html"), _file_name("post/week.mbox > 3")
    ('a.html', 'week.mbox > 3')
    """
    container, mark, member = path.rpartition(" > ")
    name = member.rstrip("/").rsplit("/", 1)[-1] or path
    return f"{_file_name(container)} > {name}" if mark and name.isdigit() else name


def _cuts(name: str) -> list[str]:
    ends = [match.start() for match in re.finditer(r"[._\- ]", name)][:8]
    return [*(name[:end] for end in ends if end), name]
