"""An entry of a feed or a row of a table as a member: its text, and what is said of it beside.

The member's bytes are the entry's own words and nothing else: its title, then its text.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape, unescape

from reportedly.acquire.containers.members import Member
from reportedly.acquire.containers.sniffing import DOCUMENT
from reportedly.acquire.dates import written_dates
from reportedly.model import Told

TAGS = re.compile(r"<[^<>]{0,5000}>")
BLOCKS = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|article|section)[\s/>]", re.I)
MARKUP = re.compile(r"</?(?:p|div|a|span|b|i|em|strong|br|h[1-6]|ul|li|img|figure)[\s/>]", re.I)
PARAGRAPHS = re.compile(r"\n[ \t\r]*\n\s*")
EARLIEST = 1900  # a year before this is a clock that was not set
# Day and month, or month and day: both are written so where both are at most 12.
NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed or one row of a table.

    Attributes:
        address: What it is called: its link, else its number.
        html: Its text as markup; "" where it is plain or missing.
        text: Its text without markup; "" where it has markup or is missing.
        whole: Whether that is said to be the text, not a summary of it.
        told: What is said of it, its title with it.
    """

    address: str
    html: str = ""
    text: str = ""
    whole: bool = True
    told: Told


def visible(markup: str) -> str:
    """Return the words of markup, roughly: enough to count and compare them.

    >>> visible("<p>Shut&nbsp;since <b>Monday</b></p>")
    'Shut since Monday'
    """
    return " ".join(unescape(TAGS.sub(" ", markup)).split())


def member_of(entry: Entry) -> Member:
    """Return the member that an entry with text is."""
    title = " ".join((entry.told.title or "").split())
    if entry.html:
        content, media_type = _page(title, entry.html), "text/html"
    else:
        text = entry.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        above = title and not " ".join(text[: len(title) * 2 + 50].split()).startswith(title)
        content, media_type = f"{title}\n\n{text}\n" if above else f"{text}\n", "text/plain"
    return Member(
        address=entry.address,
        stream=io.BytesIO(content.encode("utf-8", "replace")),
        told=entry.told,
        media_type=media_type,
    )


def _page(title: str, markup: str) -> str:
    if DOCUMENT.search(markup[:3_000].encode("utf-8", "replace")):
        return markup
    if not BLOCKS.search(markup):
        # Plain words between tags of a line: blank lines are all that parts them.
        markup = "".join(f"<p>{piece}</p>\n" for piece in PARAGRAPHS.split(markup) if piece.strip())
    above = title and not visible(markup[: len(title) * 4 + 500]).startswith(title)
    head = f"<title>{escape(title, quote=False)}</title>" if title else ""
    heading = f"<h1>{escape(title, quote=False)}</h1>\n" if above else ""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">{head}</head><body><article>\n'
        f"{heading}{markup}\n</article></body></html>\n"
    )


def stated_moment(words: str | None) -> str | None:
    """Return a date as a feed, a mail or a table writes it, as ISO date or date-time.

    None for what is no date, and for numbers that may be read in two ways.

    >>> stated_moment("Tue, 04 Mar 2025 08:00:00 GMT"), stated_moment("2025-03-04")
    ('2025-03-04T08:00:00+00:00', '2025-03-04')
    >>> stated_moment("4/3/2025"), stated_moment("24/3/2025"), stated_moment("soon")
    (None, '2025-03-24', None)
    """
    words = (words or "").strip()[:100]
    # The first moment that some systems know; mail's rules would take its year for 2001.
    if not words or "0001" in words[:20].split():
        return None
    if EPOCH.fullmatch(words):
        return datetime.fromtimestamp(int(words[:10]), tz=UTC).isoformat()
    moment = _as_iso(words) or _as_mail(words)
    if moment is not None:
        whole = len(words) > 10 or moment.hour or moment.minute
        found = moment.isoformat() if whole else moment.date().isoformat()
        return found if moment.year >= EARLIEST else None
    days = {found.day for found in written_dates(words)}
    numbers = NUMBERS.search(words)
    either = numbers is not None and max(map(int, numbers.groups())) <= 12
    return days.pop().isoformat() if len(days) == 1 and not either else None


def _as_iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _as_mail(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words) if any(map(str.isalpha, words)) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
