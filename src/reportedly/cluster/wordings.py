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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    bounds = [np.zeros(0, np.int64)]
    marks: list[Span] = []
    for span in _counted(report):
        parts = _WORDS.split(report.text[span.start : span.end])
        hashes += map(_HASHES.__getitem__, parts[1::2])
        lengths = np.fromiter(map(len, parts), np.int64, len(parts))
        bounds.append(span.start + np.cumsum(lengths[:-1]))
        marks += _spoken(report.text, span)
    _HASHES.keep_small()
    both = np.concatenate(bounds).astype(np.int32)
    starts = np.ascontiguousarray(both[::2])
    return Wording(
        report_id=report.id,
        hashes=np.array(hashes, dtype=np.uint32),
        starts=starts,
        ends=np.ascontiguousarray(both[1::2]),
        quoted=_inside_marks(starts, marks),
    )


# Splits a text into what stands between words and the words, in turn.
_WORDS = re.compile(f"({WORD.pattern})")


def read_hashes(report: Report) -> Hashes:
    """Return the hashes of the words alone, which is far less work.

    >>> report = Report(id="r", path="r", sha256="", text="The ferry “sank at once”.")
    >>> read_hashes(report).tolist() == read_wording(report).hashes.tolist()
    True
    """
    hashes: list[int] = []
    for span in _counted(report):
        hashes += map(_HASHES.__getitem__, WORD.findall(report.text, span.start, span.end))
    _HASHES.keep_small()
    return np.array(hashes, dtype=np.uint32)


def _inside_marks(starts: npt.NDArray[np.int32], marks: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Return for each word whether it begins inside one of the runs, which may overlap."""
    if not marks:
        return np.zeros(len(starts), dtype=np.bool_)
    depth = np.zeros(len(starts) + 1, dtype=np.int32)
    np.add.at(depth, np.searchsorted(starts, [mark.start for mark in marks]), 1)
    np.add.at(depth, np.searchsorted(starts, [mark.end for mark in marks]), -1)
    return np.cumsum(depth[:-1]) > 0


class _Hashes(dict[str, int]):
    """The hashes of the words met lately: half of what reading a heap costs is looking them up."""

    def __missing__(self, word: str) -> int:
        self[word] = found = zlib.crc32(plain(word).encode("utf-8", "surrogatepass"))
        return found

    def keep_small(self) -> None:
        """Begin anew once there are very many."""
        if len(self) > _MOST_WORDS:
            self.clear()


_MOST_WORDS = 200_000
_HASHES = _Hashes()


# One sentence, roughly: what a first person stands in is somebody's speech or post, also
# where a page shows it without quotation marks. Desks do not write "I" in their own news.
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
# "I" also opens "I'm". Each begins with a letter of its own, which is searched for fast.
_FIRST_PERSON = re.compile(r"(?:I|My|my|Me|me|We|we|Our|our)\b")


def _spoken(text: str, span: Span) -> list[Span]:
    """Return the runs of `span` that are somebody's words; they may overlap."""
    found = quotations(text, span)
    own: list[Span] = []
    at = span.start
    for hit in _FIRST_PERSON.finditer(text, span.start, span.end):
        if hit.start() < at or _goes_on(text, hit.start()):
            continue
        if not _inside(Span(*hit.span()), found):
            own.append(_sentence(text, span, hit.start()))
            at = own[-1].end
    return [*found, *own]


def _goes_on(text: str, at: int) -> bool:
    """Return whether the character at `at` goes on with a word."""
    before = text[at - 1 : at]
    return before.isalnum() or before == "_"


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


def fingerprints_of(texts: Sequence[Hashes], size: int, window: int) -> list[Shingles]:
    """Return for each text the smallest shingle of every window, each once, ascending (winnowing).

    Schleimer, Wilkerson and Aiken (2003): two texts that share `window` shingles in a row
    share at least one fingerprint, while only about two in `window` + 1 shingles are kept.
    All texts are gone over at once: short arrays cost more to handle than to count.
    """
    lengths = np.array([len(each) for each in texts], dtype=np.int64)
    ends = np.cumsum(lengths)
    smallest = shingle(np.concatenate([np.zeros(0, np.uint32), *texts]), size)
    short = size - 1
    for step in _doublings(window):
        smallest = np.minimum(smallest[: max(0, len(smallest) - step)], smallest[step:])
        short += step
    found: list[Shingles] = []
    for text, start, end in zip(texts, ends - lengths, ends - short, strict=True):
        if end > start:
            found.append(np.unique(smallest[start:end]))
        else:
            shingles = shingle(text, size)
            found.append(shingles.min(keepdims=True) if len(shingles) else shingles)
    return found


def _doublings(window: int) -> Iterator[int]:
    """Yield the steps by which smallest values of two widen to those of a whole window."""
    width = 1
    while width < window:
        step = min(width, window - width)
        yield step
        width += step
