"""Tell what bytes are: by their beginning first, by their name only where that cannot decide."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

Sort = Literal[
    "html",
    "text",
    "pdf",
    "gzip",
    "bzip2",
    "xz",
    "zip",
    "tar",
    "warc",
    "mbox",
    "mail",
    "feed",
    "json feed",
    "json",
    "json lines",
    "csv",
    "binary",
    "empty",
]

DOCUMENT = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
ELEMENT = re.compile(
    rb"</?(?:p|div|a|span|article|section|h[1-6]|br|meta|title|ul|table|main)[\s/>]", re.I
)
SIGNATURES: tuple[tuple[bytes, Sort], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
)
OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x7fELF", "a program"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
)
# The first element of a feed, after a declaration, comments and a document type.
ROOT = re.compile(
    rb"(?>\s++|<\?[^>]{0,2000}>|<!--.{0,4000}?-->"
    rb"|<!doctype[^>\[]{0,500}+(?:\[.{0,20000}?\]\s*+)?>){0,20}<([A-Za-z][\w:.-]{0,40})",
    re.IGNORECASE | re.DOTALL,
)
FEED_ROOTS = frozenset({b"rss", b"feed", b"rdf", b"channel"})
# The line between messages has a time or a year: "From a@b.example Tue Mar  4 08:00:00 2025".
MBOX = re.compile(rb"From [^\r\n]{1,300}?\d\d[:\d]\d[^\r\n]{0,100}\r?\n(?:>?[A-Za-z][\w-]{0,60}:)")
FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):")
# Fields that only mail has; "From:", "Date:" and "Subject:" are also typed by hand above a text.
MAIL_FIELDS = frozenset(
    {
        b"mime-version",
        b"message-id",
        b"received",
        b"return-path",
        b"delivered-to",
        b"content-transfer-encoding",
        b"dkim-signature",
        b"list-unsubscribe",
    }
)
JSON_FEED = re.compile(rb'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/jsonfeed\.org', re.IGNORECASE)
COLUMN = re.compile(
    rb'(?:^|[,;\t|"\x00\xef\xbb\xbf\s])(?:text|html|body|content|article)(?=[,;\t|"\x00\s]|$)', re.I
)
KEY = re.compile(rb'"(?:text|html|body|content|article)"\s{0,20}:', re.IGNORECASE)
# One object on the first line, another on the second.
OBJECTS = re.compile(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
NAMED: dict[str, Sort] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".mbox": "mbox",
}
# Endings of what may hold reports; other files in folders and archives are left out unopened.
READABLE = frozenset(
    {
        *(".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ""),
        *(".warc", ".wacz", ".gz", ".tgz", ".bz2", ".xz", ".zip", ".tar", ".pdf", ".docx", ".odt"),
        *(".rss", ".atom", ".rdf", ".xml", ".wet", *NAMED),
    }
)


PACKED = frozenset({".gz", ".bz2", ".xz"})
# Endings that other things than reports have as well: opened only where they hold reports.
MAYBE = frozenset({".xml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv"})


def suffix_of(name: str) -> str:
    """Return the ending of a name or of an address, in small letters.

    >>> suffix_of("news.zip > Monday/Page.HTML")
    '.html'
    """
    return PurePosixPath(name.rsplit(" > ", 1)[-1].replace("\\", "/")).suffix.lower()


def _inner_suffix(name: str) -> str:
    """Return the ending of a name without those of packing: of "a.csv.gz", ".csv"."""
    suffix = suffix_of(name)
    while suffix in PACKED:
        name = name[: -len(suffix)]
        suffix = suffix_of(name)
    return suffix


def sort_of(head: bytes, name: str = "") -> Sort:
    r"""Return what sort of thing begins with `head` and is called `name`.

    >>> sort_of(b"<?xml version='1.0'?><rss version='2.0'>"), sort_of(b"WARC/1.0\r\n")
    ('feed', 'warc')
    """
    if not head.strip():
        return "empty"
    for signature, sort in SIGNATURES:
        if head.startswith(signature):
            return sort
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[257:262] == b"ustar":
        return "tar"
    if binary_sort(head):
        return "binary"
    return _sort_of_text(head.removeprefix(b"\xef\xbb\xbf"), _inner_suffix(name))


def may_hold_reports(head: bytes, name: str) -> bool:
    r"""Return whether a file of a folder or an archive, beginning with `head`, is to be opened.

    >>> may_hold_reports(b"<urlset>", "sitemap.xml"), may_hold_reports(b"<rss>", "news.xml")
    (False, True)
    >>> may_hold_reports(b"path,outlet\r\n", "meta.csv"), may_hold_reports(b"x", "script.js")
    (False, False)
    """
    suffix = suffix_of(name)
    if suffix not in READABLE:
        return False
    if suffix not in MAYBE:
        return True
    if sort_of(head, name) in ("feed", "json feed"):
        return True
    if suffix in (".csv", ".tsv"):
        return COLUMN.search(head.lstrip().split(b"\n", 1)[0]) is not None
    return suffix != ".xml" and KEY.search(head) is not None


def _sort_of_text(head: bytes, suffix: str) -> Sort:
    named = NAMED.get(suffix)
    if MBOX.match(head):
        return "mbox"
    if is_mail(head, surely=named == "mail"):
        return "mail"
    start = head.lstrip()[:1]
    if start == b"<":
        return "feed" if is_feed(head) else sniff_markup(head)
    if start in (b"{", b"[") and (found := _sort_of_json(head, named)):
        return found
    if named == "csv":
        return "csv"
    return sniff_markup(head)


def _sort_of_json(head: bytes, named: Sort | None) -> Sort | None:
    """Return which JSON begins so: a feed, lines or one list; None for text in brackets."""
    if head.lstrip().startswith(b"{") and JSON_FEED.search(head[:20_000]):
        return "json feed"
    if named in ("json", "json lines"):
        return "json lines" if named == "json lines" or OBJECTS.match(head) else "json"
    return None


def is_mail(head: bytes, *, surely: bool) -> bool:
    """Return whether a header of mail stands at the beginning.

    `surely` says that the name is that of a mail; any header will then do.
    """
    names: set[bytes] = set()
    for line in head[:20_000].splitlines():
        if not line.strip():
            break
        if line[:1] in b" \t" and names:
            continue
        field = FIELD.match(line)
        if field is None:
            return False
        names.add(field.group(1).lower())
    return bool(names & MAIL_FIELDS) or (surely and bool(names))


def is_feed(head: bytes) -> bool:
    """Return whether the first element is that of a feed."""
    root = ROOT.match(_plain(head))
    return root is not None and root.group(1).lower().rsplit(b":", 1)[-1] in FEED_ROOTS


def _plain(head: bytes) -> bytes:
    """Return the bytes as ASCII could be read in them, whatever UTF they are in."""
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"")


def sniff_markup(head: bytes) -> Literal["html", "text"]:
    """Return "html" for bytes that hold markup, "text" for others.

    >>> sniff_markup(b"<!DOCTYPE html><p>Hello"), sniff_markup(b"Profits < losses, he said.")
    ('html', 'text')
    """
    head = head[:20_000].replace(b"\x00", b"")
    if DOCUMENT.search(head[:3_000]) or len(ELEMENT.findall(head)) > 5:
        return "html"
    begins = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    return "html" if begins and ELEMENT.search(head) else "text"


def binary_sort(content: bytes) -> str | None:
    """Return what sort of binary file the bytes are, None where they may be text."""
    for signature, what in OTHERS:
        if content.startswith(signature):
            return what
    sample = content[:8_000]
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return None
    zeros = sample.count(0)
    wide = max(sample[0::2].count(0), sample[1::2].count(0)) > 0.35 * len(sample)
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    # Text with a stray control character or zero is common; a tenth of them is no text.
    return "a binary file" if control > 0.1 * len(sample) and not (zeros and wide) else None
