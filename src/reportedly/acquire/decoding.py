"""Bytes to characters, when the bytes say what they are, and when they lie."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w:.-]{2,40})", re.I)
# As browsers read them: https://encoding.spec.whatwg.org/#names-and-labels
AS_BROWSERS: Final = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "windows-1254",
    "tis-620": "windows-874",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
# Python decodes these too, but no page or mail is written in them.
NO_PAGES: Final = ("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna", "punycode")
WESTERN: Final = frozenset({"windows-1252", "cp1252", "iso-8859-15", "latin-9"})
# Whole words above ASCII: Cyrillic, Greek, Chinese ... In Western text such bytes stand alone.
WORDS_ABOVE = re.compile(rb"[\x80-\xff]{4,}")
JAPANESE_MAIL: Final = (b"\x1b$B", b"\x1b$@")  # ISO-2022-JP, whose bytes are all ASCII
SAMPLE = 60_000  # bytes that the guess at an encoding looks at
# One character above ASCII whose UTF-8 was taken for Latin-1 and written as UTF-8 again.
TWICE = re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]")
# These stand in nearly all that was made UTF-8 twice, and in no text.
CONTROLS = re.compile(r"[\x80-\x9f]")
# What such a mistake does not leave without them, but capitals before a sign do: "NESTLÉ®".
AS_IT_IS = re.compile("[A-Z][ÂÃ]|[Ä-ô]")


def decode(content: bytes, *, is_html: bool = False, hint: str | None = None) -> tuple[str, str]:
    r"""Return the characters of `content` and the encoding they were read in.

    UTF-8 that is valid wins over whatever a page declares; a few wrong bytes in it become U+FFFD.
    `hint` is an encoding named outside the bytes, by a server or a mail; it goes before the page's.

    >>> decode("Zoë".encode()), decode(b"\x93Yes\x94, she said.")
    (('Zoë', 'utf-8'), ('“Yes”, she said.', 'windows-1252'))
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    if wide := _wide(content):
        return content.decode(wide, "replace"), wide
    if b"\x1b" in content and any(mark in content for mark in JAPANESE_MAIL):
        with suppress(ValueError):
            return content.decode("iso-2022-jp"), "iso-2022-jp"
    try:
        return _once(content), "utf-8"
    except UnicodeDecodeError:
        named = (_usable(hint) if hint else None, _declared(content) if is_html else None)
        return _decode_other(content, [name for name in named if name])


def _once(content: bytes) -> str:
    r"""Return the characters of UTF-8, and of what tools that save pages have made UTF-8 twice.

    All of a page must be so, and capitals before a sign are not taken for it. Of 1,148 pages of the
    sets 13 are, and in all of them it was a mistake. `text.encode().decode("latin-1").encode()`
    gives back the bytes. A text about just this, which holds nothing else above ASCII, is misread.

    >>> _once("Zo\xc3\xab was there".encode()), _once("Zo\xc3\xab and Zoë".encode())
    ('Zoë was there', 'ZoÃ« and Zoë')
    """
    text = content.decode("utf-8")
    if TWICE.search(content) and (CONTROLS.search(text) or not AS_IT_IS.search(text)):
        with suppress(ValueError):
            return text.encode("latin-1").decode("utf-8")
    return text


def _wide(content: bytes) -> str | None:
    """Return the sort of UTF-16 in which every second byte of Western text is zero."""
    sample = content[:2_000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(content: bytes) -> str | None:
    found = XML_DECLARED.search(content[:200]) or DECLARED.search(content[:8_000])
    if found is None:
        return None
    return _usable(found.group(1).decode("ascii", "ignore"))


def _usable(label: str) -> str | None:
    """Return the encoding that a label stands for, None for one that is none or cannot be."""
    name = AS_BROWSERS.get(label.strip().lower(), label.strip().lower())
    try:
        b"".decode(name)
        whole = codecs.lookup(name).name
    except (LookupError, TypeError, ValueError):
        return None
    # Not utf-16: a declaration that could be read was not written in it.
    return None if whole.startswith(NO_PAGES) else name


def _decode_other(content: bytes, declared: Sequence[str]) -> tuple[str, str]:
    lenient = content.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    other = sum(character > "\x7f" for character in lenient[:SAMPLE]) - wrong
    # Truncated or patched UTF-8: far more right sequences than wrong ones.
    if other > 20 * wrong or ("utf-8" in declared and other > 2 * wrong):
        return lenient, "utf-8"
    other_script = _is_other_script(content)
    for name in declared:
        # Western is what servers and editors declare that nobody told anything.
        if name != "utf-8" and not (other_script and name in WESTERN):
            with suppress(ValueError):
                return content.decode(name), name
    if not other_script and _is_western(content):
        return content.decode("windows-1252", "replace"), "windows-1252"
    best = from_bytes(content[:SAMPLE]).best()
    encoding = best.encoding if best is not None else "windows-1252"
    return content.decode(encoding, "replace"), encoding.replace("_", "-")


def _is_other_script(content: bytes) -> bool:
    """Return whether most bytes above ASCII stand in whole words of them."""
    sample = content[:SAMPLE]
    inside = sum(map(len, WORDS_ABOVE.findall(sample)))
    return inside * 2 > sum(byte > 0x7F for byte in sample)


def _is_western(content: bytes) -> bool:
    """Return whether the bytes above ASCII are few, as in English with curly quotation marks."""
    sample = content[:SAMPLE]
    high = [byte for byte in sample if byte > 0x7F]
    undefined = sum(byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} for byte in high)
    most = 0.06 if len(sample) > 400 else 0.15
    return not undefined and len(high) < most * len(sample)
