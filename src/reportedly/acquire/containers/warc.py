"""Read the pages of a web archive (WARC, WET), record after record.

    news.warc.gz  ->  "news.warc.gz > https://echo.example/bridge" ...

The date of a record is when the page was fetched, never when it was published. Requests, pictures,
scripts, error pages and the like are counted and passed over.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportedly.acquire.containers.limits import LimitReached
from reportedly.acquire.containers.members import Member, Opened, Source, counted
from reportedly.acquire.containers.payloads import decoded_payload
from reportedly.acquire.containers.sniffing import sort_of
from reportedly.errors import CannotHandle
from reportedly.model import Problem, Told

PAGES = frozenset({"response", "resource", "conversion"})
KINDS = PAGES | {"warcinfo", "request", "metadata", "revisit", "continuation"}
READABLE_TYPES = re.compile(
    r"text/(?:html|plain|xml|rtf)|application/(?:xhtml\+xml|pdf|rss\+xml|atom\+xml|rdf\+xml|xml"
    r"|feed\+json|octet-stream|vnd\.openxmlformats-officedocument\.wordprocessingml\.document"
    r"|vnd\.oasis\.opendocument\.text)$"
)
READABLE_SORTS = frozenset({"html", "text", "pdf", "feed", "json feed", "zip"})
UNTYPED = frozenset({"", "application/octet-stream", "text/xml", "application/xml"})
TYPED_SORTS = READABLE_SORTS - {"text", "zip"}  # what untyped bytes must be to be read
NO_REPORTS = re.compile(r"/(?:robots|ads|app-ads|humans|security|llms)\.txt$", re.IGNORECASE)
# Another record inside the bytes of one shows that the length in its header is wrong.
SWALLOWED = re.compile(rb"\r?\nWARC/1\.[01]\r?\n(?=[^\r\n]{0,200}\r?\nWARC-|WARC-)")
KINDS_SHOWN = 8
FRAME = len("WARC/1.0\r\n" + "\r\n" + "\r\n\r\n")  # of a record, around its header and content
SLACK = 100  # bytes between records that are white space, or a header counted not quite exactly


class _Skipped:
    """What was passed over, by kind."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()
        self.damaged = ""  # why the last record could not be read, if it could not

    def add(self, kind: str) -> None:
        self._kinds[kind] += 1

    def problem(self, opened: Opened) -> Iterator[Problem]:
        if self._kinds:
            kinds = sorted(self._kinds.items(), key=lambda one: (-one[1], one[0]))
            shown = ", ".join(f"{count:,} {kind}" for kind, count in kinds[:KINDS_SHOWN])
            rest = ", ..." if len(kinds) > KINDS_SHOWN else ""
            total = counted(sum(self._kinds.values()), "record")
            reason = f"{total} passed over, no page of news: {shown}{rest}"
            yield opened.problem(reason, lost=False)


def read_warc(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the pages of an archive; go on behind what is damaged where that can be found."""
    skipped = _Skipped()
    while True:
        try:
            yield from _records(source, opened, skipped)
        except LimitReached:
            raise
        except (CannotHandle, OSError) as error:
            # Told already where it struck inside a record.
            if skipped.damaged != str(error):
                yield opened.problem(f"records may be missing here: {error}")
            if source.resume():
                continue
        break
    yield from skipped.problem(opened)


def _records(
    source: Any,  # noqa: ANN401
    opened: Opened,
    skipped: _Skipped,
    *,
    swallowed: bool = False,
) -> Iterator[Member | Problem]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    # `quirks_mode` looks for the next record where one does not begin as it should.
    records = ArchiveIterator(
        source, record_types=WarcRecordType.any_type, quirks_mode=True, stream_detect=False
    )
    end: int | None = source.tell()
    for record in records:
        skipped.damaged = ""
        yield from _gap(end, record.stream_pos, opened)
        end = _end(record)
        if _kind(record) not in KINDS:
            yield opened.problem(f"damaged header of the record at byte {record.stream_pos:,}")
            continue
        kind = _why_not(record)
        if kind is not None:
            skipped.add(kind)
            continue
        try:
            yield from _page(record, opened, skipped, swallowed=swallowed)
        except LimitReached:
            raise
        except CannotHandle as error:
            yield opened.problem(str(error), at=_address(record))
            skipped.damaged, end = str(error), None
    yield from _gap(end, source.tell(), opened)


def _gap(end: int | None, start: int, opened: Opened) -> Iterator[Problem]:
    """Yield a problem where bytes between two records belong to neither."""
    if end is not None and start - end > SLACK:
        reason = f"{start - end:,} bytes behind byte {end:,} are no record; fetch it again"
        yield opened.problem(reason)


def _end(record: Any) -> int | None:  # noqa: ANN401
    """Return where a record should end, None where its header does not say."""
    length = record.headers.get("Content-Length") or ""
    if not length.isdecimal() or len(length) > 15:
        return None
    head = sum(len(name) + len(value) + 4 for name, value in record.headers.to_tuples())
    return int(record.stream_pos) + FRAME + head + int(length)


def _page(
    record: Any,  # noqa: ANN401
    opened: Opened,
    skipped: _Skipped,
    *,
    swallowed: bool,
) -> Iterator[Member | Problem]:
    address = _address(record)
    expected = record.content_length
    payload = Source(record.reader).whole(opened.budget)
    if other := SWALLOWED.search(payload):
        yield opened.problem("the length in its header is wrong; fetch it again", at=address)
        # Once only: records made to swallow others without end would take forever.
        if not swallowed:
            rest = io.BytesIO(payload[other.start() :].lstrip())
            yield from _records(rest, opened, skipped, swallowed=True)
        return
    if len(payload) < expected:
        raise CannotHandle(f"ends after {len(payload):,} of {expected:,} bytes; fetch it again")
    payload = _as_sent(record, payload, opened)
    sort = sort_of(payload, address)
    untyped = _type_of(record) in UNTYPED
    if sort not in (TYPED_SORTS if untyped else READABLE_SORTS):
        skipped.add(f"of unknown type that are {sort}" if untyped else f"{sort} called page")
        return
    if cut := record.headers.get("WARC-Truncated"):
        reason = f"cut off when it was archived (WARC-Truncated: {cut}); the end is missing"
        yield opened.problem(reason, at=address, lost=False)
    yield Member(
        address=address,
        stream=io.BytesIO(payload),
        told=Told(
            by="the WARC record",
            url=address if address.startswith(("http://", "https://")) else None,
            encoding=record.http_charset or None,
        ),
        captured_at=record.record_date,
    )


def _why_not(record: Any) -> str | None:  # noqa: ANN401
    """Return as what a record is passed over, None for one that may be a page."""
    name = _kind(record)
    if name not in PAGES:
        return name
    address = _address(record)
    if name == "resource" and address.startswith("urn:"):
        return "notes of the archiver"
    status = record.http_headers.status_code if record.is_http and record.http_headers else None
    if name == "response" and status is not None and not 200 <= status < 300:
        return f"with status {status}"
    if NO_REPORTS.search(address.split("?", 1)[0]):
        return "robots.txt and the like"
    kind = _type_of(record)
    return None if kind in UNTYPED or READABLE_TYPES.match(kind) else kind


def _kind(record: Any) -> str:  # noqa: ANN401
    return str(record.headers.get("WARC-Type") or "").strip().lower()


def _type_of(record: Any) -> str:  # noqa: ANN401
    found = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (found or "").split(";", 1)[0].strip().lower()[:80]


def _address(record: Any) -> str:  # noqa: ANN401
    """Return the address of the page; the record's own where it has none."""
    headers = record.headers
    found = headers.get("WARC-Target-URI") or headers.get("WARC-Record-ID") or "unnamed record"
    return str(found).strip().strip("<>")


def _as_sent(record: Any, payload: bytes, opened: Opened) -> bytes:  # noqa: ANN401
    headers = record.http_headers if record.is_http else None
    if headers is None:
        return payload
    return decoded_payload(
        payload,
        transfer=headers.get("Transfer-Encoding") or "",
        encoding=headers.get("Content-Encoding") or "",
        budget=opened.budget,
    )
