"""Which lines of a page stand in the main text that a person copied from it.

Both are read as words and matched in order, so that a heading that a table of contents repeats
counts once, where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from benchmarks.page_sets import words_of

RUN = 5  # words in a row that are no chance
SHORT_RUN = 3  # of one line
SHARE = 0.6  # of a line's words that must match


def aligned_lines(lines: Sequence[str], body: str) -> list[bool]:
    """Return which of `lines` stand in `body`.

    >>> aligned_lines(["Home", "A bridge was shut.", "Share"], "A bridge was shut.")
    [False, True, False]
    """
    words = [words_of(line) for line in lines]
    owners = [number for number, line in enumerate(words) for _ in line]
    flat = [word for line in words for word in line]
    hits = [0] * len(lines)
    for match in SequenceMatcher(None, flat, words_of(body), autojunk=False).get_matching_blocks():
        first, end = match.a, match.a + match.size
        while first < end:
            owner, last = owners[first], first
            while last < end and owners[last] == owner:
                last += 1
            shared = last - first
            if shared >= SHORT_RUN or shared == len(words[owner]) or match.size >= RUN:
                hits[owner] += shared
            first = last
    return [bool(line) and hit >= SHARE * len(line) for line, hit in zip(words, hits, strict=True)]
