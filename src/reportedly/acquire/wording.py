"""Guess the kinds of lines from their wording alone, before it is known where they stand.

"By Ann Reed" -> byline    "Sign up now" -> furniture    "The bridge was shut on ..." -> prose
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reportedly.acquire.dates import written_dates
from reportedly.acquire.lines import Line
from reportedly.acquire.phrases import (
    CLOCK,
    DIGIT,
    furniture_sort,
    has_credit,
    is_byline,
    is_credit,
    is_date_line,
)
from reportedly.model import BlockKind

Guess = tuple[BlockKind, str]  # the kind and the reason for it

PROSE_WORDS = 9
END = 60  # characters in which a line's last stop is looked for
STOPS = ".!?…:;。！？؟।"
ENDED = re.compile(rf"[{STOPS}][\"'”’»)\]]*(?:\s?\[\d+\])?$")
ADDRESS = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]ours?)\b")
IMPERATIVE = re.compile(
    r"(?:^|[.!?:] )(?:be|get|sign|subscribe|join|click|support|donate|download|follow|listen|try"
    r"|buy|order|enter|share|register|stay)\b[^.!?]*[.!?]?$",
    re.IGNORECASE,
)
MARKED_OFF = re.compile(r"[|·•/]| [-–—] |\bmin(?:ute)?s? read\b")
# "Hide Caption 3 of 25": a gallery, whose captions may stand in one line of any length.
IN_GALLERY = re.compile(
    r"\b(?:hide|show|toggle) caption,? \d{1,4} (?:of|/) \d{1,4}\b", re.IGNORECASE
)
QUOTED = re.compile(r"[“\"«„][^”\"»“]*(?:[”\"»“]|$)")


def is_prose(line: str, fewest: int = PROSE_WORDS) -> bool:
    """Return whether a line reads like a paragraph: long enough, and ended.

    >>> is_prose("The bridge was shut on Monday after a crack was found."), is_prose("Bridge shut")
    (True, False)
    """
    # Chinese, Japanese and Thai write no spaces: about five characters make a word or two.
    words = len(line.split()) if " " in line else len(line) // 5
    return words >= 40 or (words >= fewest and _is_ended(line))


def _is_ended(line: str) -> bool:
    last = line[-1]
    return last in STOPS or (not last.isalnum() and ENDED.search(line[-END:]) is not None)


def addresses(line: str) -> bool:
    """Return whether a line speaks to its reader, outside quotation marks.

    >>> addresses("Support us today."), addresses("“Support us,” she said.")
    (True, False)
    """
    bare = QUOTED.sub(" ", line)
    return ADDRESS.search(bare) is not None or IMPERATIVE.search(bare[-300:]) is not None


def holds_date(line: str) -> bool:
    """Return whether a line is short and holds a whole date beside names or a reading time.

    >>> holds_date("13 March 2025 | Staff reporter | 3 min read"), holds_date("It was hot.")
    (True, False)
    """
    if len(line) > 90 or line.endswith((".", "?", "!")) or not DIGIT.search(line):
        return False
    found = next(written_dates(line), None)
    if found is None or len(line.split()) > 12:
        return False
    rest = line[: found.span.start] + line[found.span.end :]
    return MARKED_OFF.search(rest) is not None or len(rest.split()) <= 2


def guess_by_wording(lines: Sequence[Line], prose_words: int = PROSE_WORDS) -> list[Guess]:
    """Return what each line's own words make of it; a paragraph is ("body", "prose")."""
    counts = Counter(line.text for line in lines if len(line.text) < 200)
    repeated = frozenset(text for text, count in counts.items() if count > 2)
    texts = dict.fromkeys(line.text for line in lines)  # menus stand in a page twice
    found = {text: _guess(text, repeated, prose_words) for text in texts}
    if ("body", "prose") not in found.values() and prose_words > 3:
        # A report of short sentences only: then any ended line is a paragraph.
        found = {text: _guess(text, repeated, 3) for text in texts}
    return [found[line.text] for line in lines]


def _guess(text: str, repeated: frozenset[str], prose_words: int) -> Guess:
    if is_byline(text):
        return "byline", "byline"
    dated = DIGIT.search(text) is not None
    if dated and is_date_line(text):
        return "dateline", "date"
    if dated and CLOCK.match(text):
        return "furniture", "clock"
    if not any(map(str.isalpha, text)):
        return "furniture", "no words"
    prose = is_prose(text, prose_words)
    if dated and not prose and holds_date(text):
        return "dateline", "holds a date"
    sort = furniture_sort(text)
    if sort and (not prose or sort in {"legal", "cookie"} or addresses(text)):
        return "furniture", sort
    if text in repeated:
        return "furniture", "repeated"
    if is_credit(text):
        return "credit", "credit"
    return _caption(text) or ("body", "prose" if prose else "short")


def _caption(text: str) -> Guess | None:
    if "caption" in text.lower() and IN_GALLERY.search(text):
        return "caption", "gallery"
    if has_credit(text) and not QUOTED.search(text[-140:]):
        return "caption", "credit at the end"
    return None
