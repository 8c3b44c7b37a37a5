"""brat standoff: one text and one annotation file a report.

Offsets count Unicode code points, as brat's do. A run over several lines is written as fragments,
because brat allows no line break inside one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.model import Picture, Pieces, Report, Span
from reportedly.present.exchange.said import Provenance, Said, every_report, every_said

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")  # what Python and brat break lines at
CONFIG = """\
[entities]
Source
Cue
Content
[relations]
Said_by\tArg1:Content, Arg2:Source
Tied_by\tArg1:Content, Arg2:Cue
[events]
[attributes]
Kind\tArg:Content, Value:direct|mixed|indirect|own_voice
Outside_body\tArg:Content
"""


def files(pictures: Sequence[Picture], made: Provenance) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a brat collection, by name."""
    held: dict[str, list[Said]] = {}
    for picture in pictures:
        for said in every_said(picture):
            held.setdefault(said.report.id, []).append(said)
    yield "annotation.conf", CONFIG.encode()
    about = {"reportedly": made.version, "as of": made.as_of or "everything at hand"}
    lines = [f"{name}: {value}" for name, value in about.items()]
    yield "ABOUT.txt", "\n".join([*lines, *made.hashes, ""]).encode()
    for report in every_report(pictures):
        yield f"{report.id}.txt", report.text.encode("utf-8", "replace")
        written = "".join(_lines(report, held.get(report.id, [])))
        yield f"{report.id}.ann", written.encode("utf-8", "replace")


def _lines(report: Report, statements: Sequence[Said]) -> Iterator[str]:
    marks = relations = attributes = 0
    for number, said in enumerate(statements, 1):
        row = said.statement
        first = marks + 1
        yield _mark(first, "Content", row.content, report)
        marks = first
        attributes += 1
        yield f"A{attributes}\tKind T{first} {row.kind.replace(' ', '_')}\n"
        if not row.counted:
            attributes += 1
            yield f"A{attributes}\tOutside_body T{first}\n"
        for label, relation, pieces in (
            ("Source", "Said_by", row.source),
            ("Cue", "Tied_by", row.cue),
        ):
            if pieces:
                marks += 1
                relations += 1
                yield _mark(marks, label, pieces, report)
                yield f"R{relations}\t{relation} Arg1:T{first} Arg2:T{marks}\n"
        told = " ".join(f"{said.chain()}; {row.id}".split())
        yield f"#{number}\tAnnotatorNotes T{first}\t{told}\n"


def _mark(number: int, label: str, pieces: Pieces, report: Report) -> str:
    parts = [part for piece in pieces for part in _fragments(piece, report.text)]
    places = ";".join(f"{part.start} {part.end}" for part in parts)
    return f"T{number}\t{label} {places}\t{' '.join(part.of(report.text) for part in parts)}\n"


def _fragments(piece: Span, text: str) -> list[Span]:
    found = LINE.finditer(text, piece.start, piece.end)
    return [Span(one.start(), one.end()) for one in found]
