"""What an address says that its page is about: the headline that a desk made it from.

    .../world/2031/05/ferry-sinks-off-elsund-52044  ->  "ferry sinks off elsund"

A page that was saved as a stub, a gallery, a search or under its section's title often has
no word on its event left, and its address still has all of them.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_LEAST = 3  # words; what has fewer ("world", "on-air", "breaking-news") names a section
_WORDS = re.compile(r"[^\W\d_]{2,}")
_JOINED = re.compile(r"[-_+ ]+")
_ENDING = re.compile(r"\.\w{2,5}$")
_LONGEST = 2000  # characters; what browsers send at most


def address_words(url: str | None) -> str:
    """Return the words of the part of an address that reads like a headline; "" for none.

    >>> address_words("https://news.example/world/2031/05/ferry-sinks-off-elsund-52044.html")
    'ferry sinks off elsund'
    >>> address_words("https://news.example/search?for=Elsund+ferry+storm")
    'Elsund ferry storm'
    >>> address_words("https://news.example/world/latest-news")
    ''
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url[:_LONGEST])
    except ValueError:  # a malformed address says nothing
        return ""
    return _most(parts.path.split("/")) or _most([value for _, value in parse_qsl(parts.query)])


def _most(pieces: list[str]) -> str:
    """Return the words of the piece with the most of them, the last of several."""
    found = [_words(piece) for piece in reversed(pieces)]
    most = max(found, key=len, default=[])
    return " ".join(most) if len(most) >= _LEAST else ""


def _words(piece: str) -> list[str]:
    parts = _JOINED.split(_ENDING.sub("", piece))
    return [part for part in parts if _WORDS.fullmatch(part)]
