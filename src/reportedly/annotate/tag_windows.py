"""Cut the words of a report into windows that the tagger can read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.annotate.tag_inputs import Numbers

START, END = 101, 102  # [CLS] and [SEP] of BERT's word pieces


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words as word pieces.

    Attributes:
        first: The first word.
        last: One past the last word.
        pieces: Ids of the word pieces, with start and end marks.
        owners: For each piece the number of its word, counted from `first`; -1 for the marks.
        firsts: For each word the index of its first piece.
    """

    first: int
    last: int
    pieces: list[int]
    owners: Numbers
    firsts: Numbers

    def spread(self, columns: Numbers) -> Numbers:
        """Return the words' columns for each piece; zeros for the marks."""
        own = columns[self.first : self.last]
        found = own[self.owners]
        found[self.owners < 0] = 0
        return found

    def heads(self, heads: Numbers) -> Numbers:
        """Return for each piece the first piece of its word's head; its own word's if outside."""
        own = heads[self.first : self.last] - self.first
        here = np.arange(len(own))
        own = np.where((own < 0) | (own >= len(own)), here, own)
        found = self.firsts[own][self.owners]
        return np.where(self.owners < 0, np.arange(len(self.pieces)), found)


def cut(
    pieces: Sequence[Sequence[int]], breaks: Numbers, longest: int, first: int | None = None
) -> Iterator[Window]:
    """Yield windows of at most `longest` pieces, cut at the last paragraph or sentence that fits.

    Args:
        pieces: The word pieces of each word.
        breaks: 2 where a paragraph begins, 1 where a sentence begins.
        longest: Most pieces of a window, its two marks among them.
        first: Most pieces of the first window, where it is to differ.
    """
    begin = 0
    room = (first or longest) - 2
    while begin < len(pieces):
        end, used = begin, 0
        best = {1: begin, 2: begin}
        while end < len(pieces):
            size = min(len(pieces[end]), longest - 2)
            if used + size > room and end > begin:
                break
            used += size
            end += 1
            if end < len(pieces) and breaks[end]:
                best[int(breaks[end])] = end
        if end < len(pieces):
            end = _best(best, begin, end)
        yield _window(pieces, begin, end, longest)
        begin, room = end, longest - 2


def _best(best: dict[int, int], begin: int, end: int) -> int:
    """Prefer the end of a paragraph, unless that leaves half of the window empty."""
    half = begin + (end - begin) // 2
    if best[2] > half:
        return best[2]
    last = max(best.values())
    return last if last > begin else end


def _window(pieces: Sequence[Sequence[int]], begin: int, end: int, longest: int) -> Window:
    ids, owners, firsts = [START], [-1], []
    for number in range(begin, end):
        own = pieces[number][: longest - 2]
        firsts.append(len(ids))
        ids.extend(own)
        owners.extend([number - begin] * len(own))
    ids.append(END)
    owners.append(-1)
    return Window(begin, end, ids, np.array(owners), np.array(firsts))
