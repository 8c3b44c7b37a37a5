"""The body words of a report, as arrays that wording can be compared by.

    text:    The ferry “sank at once” , he said .
    words:   the ferry  sank at once    he said
    quoted:  no  no     yes  yes yes    no no

Only body and standfirst are read: shared page furniture makes no copy, nor does a headline,
which desks often hit upon alike.
Words are kept as 32-bit hashes of their plain form: a few kilobytes a report, compared fast.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from reportedly.model import Report, Span
from reportedly.text import WORD, plain, quotations

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bits are lost in products

Hashes = npt.NDArray[np.uint32]
Shingles = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The counted words of one report, in text order."""

    report_id: str
    hashes: Hashes
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    quoted: npt.NDArray[np.bool_]  # True for words inside quotation marks

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """Return the characters from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def own(self) -> int:
        """Return how many words stand outside quotation marks."""
        return int(len(self.quoted) - self.quoted.sum())


def read_wording(report: Report) -> Wording:
    """Return the body words of `report`; of the whole text where no block is known.

    >>> report = Report(id="r", path="r", sha256="", text="The ferry “sank at once”.")
    >>> read_wording(report).quoted.tolist()
    [False, False, True, True, True]
    """
    hashes: list[int] = []
    spans: list[tuple[int, int]] = []
    marks: list[Span] = []
    for span in _counted(report):
        words = [match.span() for match in WORD.finditer(report.text, span.start, span.end)]
        hashes += [_hash(report.text[start:end]) for start, end in words]
        spans += words
        marks += _spoken(report.text, span)
    starts, ends = np.array(spans, dtype=np.int32).reshape(-1, 2).T
    return Wording(
        report_id=report.id,
        hashes=np.array(hashes, dtype=np.uint32),
        starts=np.ascontiguousarray(starts),
        ends=np.ascontiguousarray(ends),
        quoted=_inside_marks(starts, marks),
    )


def _inside_marks(starts: npt.NDArray[np.int32], marks: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Return for each word whether it begins inside one of the runs, which may overlap."""
    depth = np.zeros(len(starts) + 1, dtype=np.int32)
    np.add.at(depth, np.searchsorted(starts, [mark.start for mark in marks]), 1)
    np.add.at(depth, np.searchsorted(starts, [mark.end for mark in marks]), -1)
    return np.cumsum(depth[:-1]) > 0


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return zlib.crc32(plain(word).encode("utf-8", "surrogatepass"))


# One sentence, roughly: what a first person stands in is somebody's speech or post, also
# where a page shows it without quotation marks. Desks do not write "I" in their own news.
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur)\b")  # "I" also opens "I'm"


def _spoken(text: str, span: Span) -> list[Span]:
    """Return the runs of `span` that are somebody's words; they may overlap."""
    found = quotations(text, span)
    own: list[Span] = []
    at = span.start
    for hit in _FIRST_PERSON.finditer(text, span.start, span.end):
        if hit.start() >= at and not _inside(Span(*hit.span()), found):
            own.append(_sentence(text, span, hit.start()))
            at = own[-1].end
    return [*found, *own]


def _sentence(text: str, span: Span, at: int) -> Span:
    """Return the sentence of `span` that holds the character at `at`, roughly."""
    start = max(text.rfind(mark, span.start, at) for mark in ".!?\n") + 1
    end = _SENTENCE.match(text, at, span.end)
    return Span(max(start, span.start), end.end() if end else span.end)


def _inside(span: Span, runs: list[Span]) -> bool:
    at = bisect_right(runs, span.start, key=lambda run: run.start) - 1
    return at >= 0 and runs[at].covers(span)


def _counted(report: Report) -> list[Span]:
    if not report.blocks:
        return [Span(0, len(report.text))]
    return [block.span for block in report.blocks if block.kind in ("standfirst", "body")]


def shingle(hashes: Hashes, size: int) -> Shingles:
    """Return one hash for each run of `size` words; none for a shorter text."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        mixed = mixed * _FACTOR + hashes[offset : offset + count].astype(np.uint64)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def fingerprint(shingles: Shingles, window: int) -> Shingles:
    """Return the smallest shingle of every window, each once, ascending (winnowing).

    Schleimer, Wilkerson and Aiken (2003): two texts that share `window` shingles in a row
    share at least one fingerprint, while only about two in `window` + 1 shingles are kept.
    """
    if len(shingles) <= window:
        return np.unique(shingles[:1] if not len(shingles) else shingles.min(keepdims=True))
    windows = np.lib.stride_tricks.sliding_window_view(shingles, window)
    return np.unique(windows.min(axis=1))
