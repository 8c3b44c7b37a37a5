"""Small containers of invented reports, as bytes, for tests and for the fuzzer."""

from __future__ import annotations

import bz2
import gzip
import html
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Mapping, Sequence

TEXT = "The bridge at Delmare was shut on Monday after a crack was found.\n"
LONG = (
    "<p>The bridge at Delmare was shut on Monday after a crack was found in its northern pier, "
    "the mayor, Ilse Varga, said.</p>\n<p>“Nobody is to cross it before the engineers say so in "
    "writing,” she told reporters at the town hall. At least 40 people were taken across the "
    "river by boat that night, among them 12 children.</p>\n"
)
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Bridge shut</title></head>'
    f"<body><article><h1>Bridge shut</h1>{LONG}</article></body></html>"
).encode()


# --- archives of the web -------------------------------------------------------------------


def record(
    url: str,
    body: bytes = PAGE,
    *,
    kind: str = "response",
    type_: str = "text/html; charset=utf-8",
    status: int = 200,
    headers: str = "",
    more: str = "",
) -> bytes:
    """Return a record of a web archive; `headers` are the server's, `more` the archiver's."""
    content = body
    if kind == "response":
        content = f"HTTP/1.1 {status} X\r\nContent-Type: {type_}\r\n{headers}\r\n".encode() + body
    content_type = type_ if kind != "response" else "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{more}"
        f"WARC-Date: 2025-03-04T05:06:07Z\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def records(count: int) -> list[bytes]:
    """Return records of pages that differ."""
    return [
        record(f"https://echo.example/{n}", PAGE.replace(b"shut", b"shut %d" % n))
        for n in range(count)
    ]


def packed(members: Sequence[bytes]) -> bytes:
    """Return each part compressed for itself, as archives of the web are."""
    return b"".join(gzip.compress(member, mtime=0) for member in members)


# --- packed files --------------------------------------------------------------------------


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """Return a zip archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def tarred(files: Mapping[str, bytes], *, mode: str = "w:gz") -> bytes:
    """Return a tar archive."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


# --- feeds, mail, tables -------------------------------------------------------------------

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Delmare Echo</title><language>en-gb</language>
<item><title>Bridge shut &amp; closed&nbsp;now</title><link>https://echo.example/1</link>
<pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate><dc:creator>Ann Reed</dc:creator>
<description>A crack was found.</description><content:encoded><![CDATA[{LONG}]]></content:encoded>
</item>
<item><title>Ferry</title><link>https://echo.example/2</link><description>It runs.</description>
</item>
<item><title>Rain</title><guid isPermaLink="false">17</guid><description>It fell.</description>
</item>
</channel></rss>
""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Delmare Echo</title>
<entry><title type="html">Bridge &lt;b&gt;shut&lt;/b&gt;</title><link rel="self"
 href="https://echo.example/feed"/><link href="https://echo.example/1"/><id>tag:1</id>
<updated>2025-03-04T08:00:00Z</updated><author><name>Ann Reed</name></author>
<content type="html">{html.escape(LONG)}</content></entry>
<entry><title>Ferry</title><link href="https://echo.example/2"/>
<published>2025-03-05T08:00:00+01:00</published><updated>2025-03-06T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}</div></content></entry>
</feed>
""".encode()
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Delmare Echo",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://echo.example/1",
                "title": "Bridge shut",
                "content_html": LONG,
                "date_published": "2025-03-04T08:00:00+01:00",
                "authors": [{"name": "Ann Reed"}],
            },
            {"id": "https://echo.example/2", "summary": "It runs."},
        ],
    }
).encode()
MAIL = b"""Received: from post.example
Message-ID: <1@echo.example>
From: =?utf-8?Q?Ann_Reed_from_The_Echo?= <ann@echo.example>
Date: Tue, 4 Mar 2025 08:00:00 +0100
Subject: =?utf-8?B?QnJpZGdlIHNodXQg4oCU?= now
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b0

--b0
Content-Type: multipart/alternative; boundary=b1

--b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The bridge is shut =E2=80=94 now.
--b1
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

<p>The bridge is =93shut=94 now.</p>
--b1--
--b0
Content-Type: text/plain; name="plan.txt"
Content-Disposition: attachment; filename="plan.txt"

The plan of the engineers.
--b0
Content-Type: image/png; name="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--b0--
"""
MBOX = (
    b"From ann@echo.example Tue Mar  4 08:00:00 2025\n"
    + MAIL
    + b"\n\nFrom b@echo.example Wed Mar  5 08:00:00 2025\nFrom: Desk <b@echo.example>\n"
    b"Subject: Ferry\n\nThe ferry runs again.\n>From the harbour, that is.\n\n"
)
MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://echo.example/1
Subject: Bridge shut
Date: Tue, 4 Mar 2025 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="xx"

--xx
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://echo.example/1

<!DOCTYPE html><html><head><meta charset=3D"utf-8"><title>Bridge</title></head>=
<body><p>The bridge is shut =E2=80=94 now.</p></body></html>
--xx
Content-Type: text/css
Content-Location: https://echo.example/a.css

p{}
--xx--
"""
CSV = (
    b"Title,Text,URL,Published,Outlet\n"
    b'Bridge shut,"The bridge, she said, is shut.\nIt stays so.",https://echo.example/1,'
    b"4 March 2025,Delmare Echo\n"
    b"Ferry,,https://echo.example/2,,\n"
    b"Rain,It fell all night.,,3/4/2025,\n"
)
JSON_LINES = (
    b'{"headline": "Bridge shut", "body": "The bridge is shut.", "date": 1741075200}\n'
    b"{broken\n"
    b'{"html": "<p>It fell all night.</p>", "publisher": {"name": "Delmare Echo"}}\n'
)


# --- documents -----------------------------------------------------------------------------


def pdf(pages: Sequence[Sequence[tuple[str, float, float, float]]]) -> bytes:
    """Return a PDF with lines of (words, x, y, size) on its pages."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET\n"
            for words, x, y, size in lines
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return out.encode("cp1252")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def printed_lines(
    words: str, *, x: float, y: float, size: float, width: int
) -> list[tuple[str, float, float, float]]:
    """Return the lines that words make when they are set in a column."""
    lines: list[str] = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(line, x, y - 1.2 * size * n, size) for n, line in enumerate(lines)]


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, header: str = "") -> bytes:
    """Return a Word document with this markup between its <w:body> tags."""
    styles = (
        f'<w:styles {WORD}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style></w:styles>'
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": styles,
    }
    if header:
        files["word/header1.xml"] = f"<w:hdr {WORD}>{header}</w:hdr>"
    return zipped(files)


def paragraph(words: str, style: str = "") -> str:
    """Return a paragraph of a Word document."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r></w:p>"


ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def odt(body: str) -> bytes:
    """Return an OpenDocument text with this markup as its text."""
    content = (
        f"<office:document-content {ODT_NAMES}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def samples() -> dict[str, bytes]:
    """Return one of each sort, by file name."""
    lines = printed_lines(TEXT * 4, x=50, y=700, size=10, width=60)
    return {
        "page.html": PAGE,
        "text.txt": TEXT.encode(),
        "news.warc": b"".join(records(3)),
        "news.warc.gz": packed(records(3)),
        "whole.warc.gz": gzip.compress(b"".join(records(3)), mtime=0),
        "page.html.gz": gzip.compress(PAGE, mtime=0),
        "page.html.bz2": bz2.compress(PAGE),
        "page.html.xz": lzma.compress(PAGE),
        "week.zip": zipped({"a.html": PAGE, "b.warc.gz": packed(records(2)), "c.eml": MAIL}),
        "week.tgz": tarred({"a.html": PAGE, "b.rss": RSS}),
        "site.wacz": zipped({"datapackage.json": "{}", "archive/data.warc.gz": packed(records(2))}),
        "news.rss": RSS,
        "news.atom": ATOM,
        "feed.json": JSON_FEED,
        "letter.eml": MAIL,
        "week.mbox": MBOX,
        "page.mhtml": MHTML,
        "reports.csv": CSV,
        "reports.jsonl": JSON_LINES,
        "reports.json": b'{"articles": [{"title": "Rain", "text": "It fell all night."}]}',
        "paper.pdf": pdf([lines]),
        "letter.docx": docx(paragraph("Bridge shut", "Titel") + paragraph(TEXT)),
        "letter.odt": odt(f'<text:h text:outline-level="1">Rain</text:h><text:p>{TEXT}</text:p>'),
    }
