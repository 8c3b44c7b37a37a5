"""The log of a project as a file: one ruling a line, JSON, nothing lost either way.

    project -> exported -> rulings.jsonl -> imported -> another copy of the project

Each line repeats the exact words that it is about. What does not fit the project it is brought
into (a report that is not there, words that do not stand there, a changed line) is refused whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from reportedly.deciding_stories import Decided, Decider
from reportedly.errors import UsageError
from reportedly.model import Report, Ruling, RulingKind, Span, Words
from reportedly.projects import analysed_again
from reportedly.rulings import ruling
from reportedly.settings import read_settings
from reportedly.store.database import open_project

MOST_TOLD = 5  # faults of a file that are named
LONGEST_LINE = 1_000_000  # characters; a ruling takes a few hundred

_FIELDS = ("id", "kind", "words", "reports", "names", "undoes", "by", "at", "note")


def exported(project: str) -> Iterator[str]:
    """Yield the log of a project, undone rulings included, as lines of JSON."""
    with open_project(project) as kept:
        log = kept.rulings()
        reports = {report.id: report for report in kept.reports()}
    for one in log:
        yield json.dumps(record_of(one, reports), ensure_ascii=False)


def record_of(one: Ruling, reports: Mapping[str, Report]) -> dict[str, Any]:
    """Return a ruling as it is written, with the words it is about and where they stand."""
    return {
        "id": one.id,
        "kind": one.kind,
        "words": [_place(words, reports.get(words.report_id)) for words in one.words],
        "reports": list(one.reports),
        "names": list(one.names),
        "undoes": one.undoes,
        "by": one.by,
        "at": one.at.isoformat(),
        "note": one.note,
    }


def _place(words: Words, report: Report | None) -> dict[str, Any]:
    return {
        "report": words.report_id,
        "start": words.span.start,
        "end": words.span.end,
        "path": report.path if report else None,
        "exact": words.span.of(report.text) if report else None,
    }


def imported(project: str, file: str, decider: Decider) -> Decided:
    """Bring the rulings of a file into a project; those it holds already stay as they are."""
    lines = _lines(file)
    settings = read_settings(decider.config)
    with open_project(project, create=Path(project).exists()) as kept:
        before = kept.rulings()
        reports = {report.id: report for report in kept.reports()}
        found, faults = _read(lines, reports, {one.id for one in before})
        if faults:
            more = f"; and {len(faults) - MOST_TOLD} more" if len(faults) > MOST_TOLD else ""
            raise UsageError(
                f"{file} does not fit {project}, nothing was imported: "
                + "; ".join(faults[:MOST_TOLD])
                + more
            )
        known = {one.id for one in before}
        new = [one for one in found if one.id not in known]
        kept.rule(new)
        analysis = analysed_again(kept, settings)
    summary = f"{len(new)} rulings imported, {len(found) - len(new)} were there already"
    return Decided(summary=summary, rulings=tuple(new), problems=analysis.problems)


def _lines(file: str) -> list[str]:
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {file}: {error}") from error
    return text.split("\n")


def _read(
    lines: Sequence[str], reports: Mapping[str, Report], known: set[str]
) -> tuple[list[Ruling], list[str]]:
    """Return the rulings of the lines, and what is wrong with them, line by line."""
    found: list[Ruling] = []
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_ruling(line, reports))
        except _Unfit as error:
            faults.append(f"line {number}: {error}")
    ids = known | {one.id for one in found}
    faults += [
        f"{one.id} takes back {one.undoes}, which is neither in the file nor in the project"
        for one in found
        if one.undoes and one.undoes not in ids
    ]
    return found, faults


class _Unfit(Exception):
    """A line that is no ruling on this project."""


def _ruling(line: str, reports: Mapping[str, Report]) -> Ruling:
    if len(line) > LONGEST_LINE:
        raise _Unfit(f"longer than {LONGEST_LINE:,} characters")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Unfit("not JSON") from error
    if not isinstance(record, dict):
        raise _Unfit("not an object")
    unknown = sorted(set(record) - set(_FIELDS))
    missing = [name for name in ("id", "kind", "at") if name not in record]
    if unknown or missing:
        raise _Unfit(f"unknown field {unknown[0]}" if unknown else f"no field {missing[0]}")
    if record["kind"] not in get_args(RulingKind):
        raise _Unfit(f"no ruling is called {str(record['kind'])[:40]!r}")
    one = ruling(
        record["kind"],
        at=_moment(record["at"]),
        words=[_words(place, reports) for place in _list(record, "words", dict)],
        reports=_list(record, "reports", str),
        names=_list(record, "names", str),
        undoes=_text(record, "undoes") or None,
        by=_text(record, "by"),
        note=_text(record, "note"),
    )
    if one.id != record["id"]:
        raise _Unfit(f"its id {str(record['id'])[:20]} is not that of its content: it was changed")
    gone = [report for report in one.reports if report not in reports]
    if gone:
        raise _Unfit(f"about a report that is not in the project ({gone[0]})")
    return one


def _words(place: dict[str, Any], reports: Mapping[str, Report]) -> Words:
    start, end = place.get("start"), place.get("end")
    report = reports.get(str(place.get("report")))
    if report is None:
        raise _Unfit(f"about a report that is not in the project ({place.get('path')})")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(report.text):
        raise _Unfit(f"no such place in {report.path}: {start}-{end}")
    span = Span(start, end)
    if place.get("exact") not in (None, span.of(report.text)):
        raise _Unfit(f"other words stand at {start}-{end} of {report.path}")
    return Words(report_id=report.id, span=span)


def _moment(written: object) -> datetime:
    try:
        found = datetime.fromisoformat(str(written))
    except ValueError as error:
        raise _Unfit(f"no moment: {str(written)[:40]!r}") from error
    if found.tzinfo is None:
        raise _Unfit(f"a moment without its zone: {str(written)[:40]!r}")
    return found


def _list(record: Mapping[str, Any], name: str, kind: type) -> list[Any]:
    found = record.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, kind) for one in found):
        raise _Unfit(f"{name} is no list of {'places' if kind is dict else 'words'}")
    return found


def _text(record: Mapping[str, Any], name: str) -> str:
    found = record.get(name)
    if not isinstance(found, str | None):
        raise _Unfit(f"{name} is no text")
    return found or ""


def write_log(project: str, file: str) -> int:
    """Write the log of a project to a file, or with "-" to standard output; return how many."""
    lines = list(exported(project))
    words = "".join(f"{line}\n" for line in lines)
    if file == "-":
        sys.stdout.write(words)
        return len(lines)
    try:
        Path(file).write_text(words, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from error
    return len(lines)
