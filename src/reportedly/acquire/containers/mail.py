"""Read mail: one message, a mailbox, a page saved as MHTML.

    letter.eml  ->  "letter.eml"          week.mbox  ->  "week.mbox > 1", "week.mbox > 2" ...
    page.mhtml  ->  "page.mhtml"          letter.eml with an attachment  ->  "letter.eml > plan.pdf"

Of a message in several forms the HTML is read, else the text. Sender, subject and date are what
the header says; nothing in it is checked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import TYPE_CHECKING

from reportedly.acquire.containers.entries import stated_moment, visible
from reportedly.acquire.containers.members import Member, Opened, Source
from reportedly.acquire.containers.sniffing import may_hold_reports
from reportedly.acquire.decoding import decode
from reportedly.errors import CannotHandle
from reportedly.model import Problem, Told
from reportedly.register import shipped_register

SEPARATOR = re.compile(rb"From [^\r\n]{1,300}?\d\d[:\d]\d[^\r\n]{0,100}\r?\n")
FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
QUOTED = re.compile(rb"^>(?=>{0,20}From )", re.MULTILINE)
# "Ann Reed from The Echo", "Echo via Mailer"
SENDER = re.compile(
    r"^.{2,60}?\s(?:from|at|of|@)\s(?P<outlet>.{2,80})$|^(?P<sent>.{2,80})\svia\s.+$"
)
MOST_PARTS = 2_000
# The parser looks on each line for the end of every part around it.
MOST_BOUNDARIES = 300
if TYPE_CHECKING:
    Part = Message[str, str]


def read_mail(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield what one message holds: its text, then what is attached and may be a report."""
    content = source.whole(opened.budget)
    if content.count(b"boundary=") > MOST_BOUNDARIES:
        raise CannotHandle(f"more than {MOST_BOUNDARIES} parts within parts; save it as HTML")
    message = message_from_bytes(content)
    parts, attached = _parts(message)
    if _is_saved_page(message, parts):
        yield _saved_page(message, parts)
        return
    chosen = _chosen(parts)
    if chosen is None and not attached:
        raise CannotHandle("a mail without text; forward or save it again")
    if chosen is not None:
        is_html = chosen.get_content_type() == "text/html"
        yield Member(
            address="",
            stream=io.BytesIO(_bytes(chosen) if is_html else _unflowed(chosen)),
            told=_told(message, chosen),
            media_type="text/html" if is_html else "text/plain",
        )
    yield from attached


def read_mailbox(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the messages of a mailbox."""
    for number, message in enumerate(_messages(source, opened), 1):
        if isinstance(message, bytes):
            yield Member(
                address=str(number), stream=io.BytesIO(message), media_type="message/rfc822"
            )
        else:
            yield opened.problem(str(message), at=str(number))


def _messages(source: Source, opened: Opened) -> Iterator[bytes | CannotHandle]:
    """Yield the bytes of each message, or why it cannot be read."""
    most = opened.budget.settings.max_bytes
    lines = io.BufferedReader(source)
    kept: list[bytes] = []
    size, blank, begun = 0, True, False
    while line := lines.readline(most + 1):
        if blank and SEPARATOR.match(line) and FIELD.match(lines.peek(80)[:80]):
            if begun:
                yield _unquoted(kept) if size <= most else opened.budget.too_large()
            kept, size, begun = [], 0, True
            continue
        size += len(line)
        if size <= most:
            kept.append(line)
        blank = not line.strip()
    if begun:
        yield _unquoted(kept) if size <= most else opened.budget.too_large()


def _unquoted(lines: list[bytes]) -> bytes:
    return QUOTED.sub(b"", b"".join(lines))


# --- the parts of a message ----------------------------------------------------------------


def _parts(message: Part) -> tuple[list[Part], list[Member]]:
    """Return the parts with text, and what is attached, in their order; no mail within mail."""
    parts: list[Part] = []
    attached: list[Member] = []
    left = [message]
    seen = 0
    while left and seen < MOST_PARTS:
        part = left.pop(0)
        seen += 1
        payload = part.get_payload()
        inner = [one for one in payload if isinstance(one, Message)] if part.is_multipart() else []
        if part.get_content_type() == "message/rfc822" and inner:
            attached += [_attached(part, one.as_bytes(), len(attached)) for one in inner]
        elif part.is_multipart():
            left[:0] = inner
        elif part.get_content_disposition() == "attachment" or not _is_text(part):
            content = _bytes(part)
            name = _file_name(part)
            if name and may_hold_reports(content[:65_536], name):
                attached.append(_attached(part, content, len(attached)))
        else:
            parts.append(part)
    return parts, attached


def _is_text(part: Part) -> bool:
    """Return whether a part is to be read; one that says it has parts, and has none, is text."""
    return part.get_content_type() in {"text/html", "text/plain"} or (
        part.get_content_maintype() == "multipart"
    )


def _attached(part: Part, content: bytes, number: int) -> Member:
    name = _file_name(part) or f"message {number + 1}"
    media_type = "message/rfc822" if part.get_content_type() == "message/rfc822" else None
    return Member(address=name, stream=io.BytesIO(content), media_type=media_type)


def _file_name(part: Part) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        return None
    return "".join(c if c.isprintable() else " " for c in _decoded(name))[:200] if name else None


def _chosen(parts: list[Part]) -> Part | None:
    """Return the first part with words, HTML before text."""
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    others = [part for part in parts if part.get_content_type() != "text/html"]
    return next((part for part in (*pages, *others) if _has_words(part)), None)


def _has_words(part: Part) -> bool:
    content = _bytes(part)
    words = decode(content[:500_000], is_html=True, hint=part.get_content_charset())[0]
    return bool(visible(words) if part.get_content_type() == "text/html" else words.strip())


def _bytes(part: Part) -> bytes:
    """Return the bytes of a part; as they stand where its transfer encoding is a lie."""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        found = None
    if isinstance(found, bytes):
        return found
    payload = part.get_payload()
    return str(payload).encode("utf-8", "surrogateescape") if payload else b""


def _unflowed(part: Part) -> bytes:
    """Return the text of a part, its paragraphs whole where it says that they were broken."""
    content = _bytes(part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return content
    joined: list[list[bytes]] = []
    open_ = False
    for line in content.splitlines():
        flows = line.endswith(b" ") and line != b"-- " and not line.startswith(b">")
        # A space before "From", ">" or another space was put there for the way.
        words = line[1:] if line.startswith(b" ") else line
        if open_ and not line.startswith(b">"):
            joined[-1].append(words)
        else:
            joined.append([words])
        open_ = flows
    return b"\n".join(b"".join(pieces) for pieces in joined) + b"\n"


# --- what the header says ------------------------------------------------------------------


def _told(message: Part, chosen: Part) -> Told:
    return Told(
        by="the mail's header",
        title=_header(message, "Subject"),
        outlet=_outlet(_header(message, "From")),
        published=stated_moment(_header(message, "Date")),
        encoding=chosen.get_content_charset(),
    )


def _outlet(sender: str | None) -> str | None:
    """Return the outlet in a sender's name, else what its domain is known for.

    >>> _outlet('"Ann Reed from The Echo" <ann@echo.example>'), _outlet("<desk@echo.example>")
    ('The Echo', None)
    """
    name, address = parseaddr(sender or "")
    name = " ".join(name.split())
    if not name or "@" in name:
        listed = shipped_register().at(f"https://{address.rpartition('@')[2]}/")
        return listed.name if listed else None
    found = SENDER.match(name)
    return (found.group("outlet") or found.group("sent")) if found else name


def _header(message: Part, name: str) -> str | None:
    found = message.get(name)
    return " ".join(_decoded(str(found)).split())[:500] or None if found is not None else None


def _decoded(words: str) -> str:
    """Return a header's words; as they stand where they are encoded wrongly."""
    try:
        pieces = decode_header(words.replace("\r", "").replace("\n", " "))
    except (ValueError, LookupError):
        return words
    found = []
    for piece, charset in pieces:
        raw = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
        found.append(decode(raw, hint=charset)[0])
    return "".join(found)


# --- a page saved as MHTML -----------------------------------------------------------------


def _is_saved_page(message: Part, parts: list[Part]) -> bool:
    if message.get("Snapshot-Content-Location") or "Saved by" in str(message.get("From", "")):
        return True
    if message.get("Message-ID") or message.get("Received") or message.get("To"):
        return False
    return any(str(part.get("Content-Location", "")).startswith("http") for part in parts)


def _moment(words: str | None) -> datetime | None:
    found = stated_moment(words)
    moment = datetime.fromisoformat(found) if found else None
    # Browsers write "-0000": in universal time, wherever that was.
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _saved_page(message: Part, parts: list[Part]) -> Member:
    """Return the page that the parts belong to: the first; frames and styles come behind it."""
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise CannotHandle("no page in this saved page; save it again as HTML")
    address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    url = address if address and address.startswith(("http://", "https://")) else None
    return Member(
        address="",
        stream=io.BytesIO(_bytes(page)),
        told=Told(by="the saved page", url=url, encoding=page.get_content_charset()),
        captured_at=_moment(_header(message, "Date")),
        media_type="text/html",
    )
