"""The brief as a Word file: each line carries a comment with the exact words it rests on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.errors import MissingExtra
from reportedly.model import Picture
from reportedly.present.brief import brief_of, summary
from reportedly.present.exchange.said import Provenance, Said, said_of
from reportedly.present.labels import day_label, period
from reportedly.present.lines import Line
from reportedly.present.lookup import Lookup, look_up, number

if TYPE_CHECKING:
    from docx.document import Document

# What XML cannot hold: control characters and halves of surrogate pairs.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
STILL = datetime(2000, 1, 1, tzinfo=UTC)  # the same input gives the same bytes


def word_file(pictures: Sequence[Picture], made: Provenance) -> bytes:
    """Return the briefs of the stories as a .docx file.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtra(
            "Word files need python-docx; run: pip install 'reportedly[docx]'"
        ) from error
    document = docx.Document()
    for picture in pictures:
        _story(document, picture)
    document.add_heading("How this was made", 2)
    day = made.as_of or "everything at hand"
    document.add_paragraph(
        f"reportedly {made.version}, as of {day}. It says what reports say, never what is true. "
        "The comment on each line gives the exact words, the chain, and where they stand."
    )
    document.core_properties.author = "reportedly"
    document.core_properties.created = document.core_properties.modified = STILL
    document.core_properties.title = _fit("; ".join(one.story.title for one in pictures))[:250]
    return _packed(document)


def _story(document: Document, picture: Picture) -> None:
    lookup = look_up(picture, number([picture]))
    document.add_heading(_fit(picture.story.title) or "Untitled story", 1)
    days = day_label(*period(picture.reports), year=True)
    as_of = f", as known on {picture.as_of.isoformat()}" if picture.as_of else ""
    document.add_paragraph(f"{summary(picture)} · {days}{as_of}")
    brief = brief_of(lookup)
    held = {lookup.numbering.refs[row.id].number: row for row in picture.statements}
    for column in brief.columns:
        if not column.items:
            continue
        document.add_heading(column.title, 2)
        for item in column.items:
            document.add_heading(_fit(f"{item.question} [{item.label.text}]"), 3)
            for line in item.lines:
                _line(document, line, said_of(held[line.ref.number], lookup), lookup)
            if item.left:
                document.add_paragraph(f"{item.left} more in the ledger.")
    if brief.missing:
        document.add_heading("Not found in these reports", 2)
        document.add_paragraph("; ".join(brief.missing) + ".")


def _line(document: Document, line: Line, said: Said, lookup: Lookup) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    side = f"{line.side}: " if line.side else ""
    words = "".join(f"{piece.gap}{piece.text}" for piece in line.words.pieces)
    shown = f"{line.words.opening}{words}{line.words.closing}"
    paragraph.add_run(_fit(side))
    exact = paragraph.add_run(_fit(shown))
    through = f", {line.channel}" if line.channel else ""
    role = f", {line.role}" if line.role else ""
    outlet = said.report.outlet or "outlet not named"
    notes = "".join(f"; {note.text}" for note in line.notes)
    paragraph.add_run(_fit(f" — {line.who}{role}{through} ({outlet}, {line.day}){notes}"))
    place = f"characters {said.span.start}–{said.span.end} of {said.report.path}"
    comment = document.add_comment(
        exact,
        text=_fit(f"{said.exact}\n{said.chain()}\n{place}\nSHA-256 {said.report.sha256}"),
        author="reportedly",
        initials="rp",
    )
    moment = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"
    comment._comment_elm.set(moment, f"{STILL:%Y-%m-%dT%H:%M:%SZ}")


def _fit(words: str) -> str:
    return UNFIT.sub("\ufffd", words)


def _packed(document: Document) -> bytes:
    """Return the file with the same moment on every member."""
    written, out = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return out.getvalue()
