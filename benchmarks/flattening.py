"""Pages whose truth is known, flattened in the ways that text loses its markup.

lines with their true kinds (`true_lines`) -> one flat text a way, each line's place in it kept
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.page_sets import GoldPage
from benchmarks.true_lines import TrueLine, true_lines
from reportedly.model import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Where a line stands in a flattened text, and what it is."""

    start: int
    end: int
    kind: BlockKind
    wanted: bool
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flattened:
    """A flat text and its true lines."""

    way: str
    text: str
    pieces: tuple[Piece, ...]


# --- ways of flattening -----------------------------------------------------------------------


def flattened(page: GoldPage, ways: Iterable[str] | None = None) -> list[Flattened]:
    """Return a page flattened in each way; the same page always gives the same texts."""
    lines = true_lines(page)
    return [flattened_lines(lines, page.name, way) for way in ways or WAYS] if lines else []


def flattened_lines(lines: Sequence[TrueLine], name: str, way: str) -> Flattened:
    """Return the lines of the page of a name flattened in one way."""
    return WAYS[way](lines, _number(name, way), way)


def _number(*parts: str) -> int:
    return int(hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12], 16)


def joined(
    lines: Sequence[TrueLine],
    way: str,
    gap: str | Callable[[int], str],
    form: Callable[[str], str] = str,
) -> Flattened:
    """Return the lines one after another; `gap` is what stands before each but the first."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for index, line in enumerate(lines):
        between = "" if not index else gap if isinstance(gap, str) else gap(index)
        text = form(line.text)
        start = length + len(between)
        parts += [between, text]
        length = start + len(text)
        pieces.append(
            Piece(
                start=start,
                end=length,
                kind=line.kind,
                wanted=line.wanted,
                doubtful=line.doubtful,
            )
        )
    return Flattened(way=way, text="".join(parts), pieces=tuple(pieces))


def _whole(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    return joined(lines, way, "\n")


def _copied(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return what a reader marks and copies: from the headline on, without menus."""
    first, last = ends(lines)
    low, high = max(0, first - number % 5), last + 1 + number // 5 % 30
    kept = [line for line in lines[low:high] if not line.hidden or line.wanted]
    return joined(kept, way, "\n\n")


def ends(lines: Sequence[TrueLine]) -> tuple[int, int]:
    """Return the first and the last line of the article."""
    inside = [i for i, line in enumerate(lines) if line.wanted or line.kind == "headline"]
    return inside[0], inside[-1]


def reader_lines(lines: Sequence[TrueLine]) -> list[TrueLine]:
    """Return the article without furniture, as a reader's view keeps it."""
    first, last = ends(lines)
    return [
        line
        for index, line in enumerate(lines)
        if line.kind not in {"furniture", "teaser"}
        or line.wanted
        or (first <= index <= last and line.kind == "teaser")
    ]


def _reader(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    return joined(reader_lines(lines), way, ("\n", "\n\n")[number % 2])


def article_with_some(lines: Sequence[TrueLine], number: int) -> list[TrueLine]:
    """Return the article with a little of what stands above and below it, as archives keep it."""
    first, last = ends(lines)
    above, below = (0, 0, 1, 2, 4, 7)[number % 6], (0, 1, 2, 3, 5, 8, 14, 40)[number // 6 % 8]
    return list(lines[max(0, first - above) : last + 1 + below])


def _archive(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    return joined(article_with_some(lines, number), way, ("\n", "\n\n")[number // 48 % 2])


def _doubled(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return a copy whose title stands twice: as the window's and as the page's."""
    kept = article_with_some(lines, number)
    titles = [line for line in lines if line.kind == "headline"]
    return joined([*titles[:1], *kept], way, ("\n", "\n\n")[number // 48 % 2])


def _wrapped(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    width = 70 + number % 11

    def wrap(text: str) -> str:
        return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)

    return joined(article_with_some(lines, number), way, "\n\n", wrap)


def _wrapped_tight(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    width = 70 + number % 11

    def wrap(text: str) -> str:
        return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)

    return joined(article_with_some(lines, number), way, "\n", wrap)


def _glued_paragraphs(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return a copy in which runs of two to six paragraphs lost the breaks between them."""
    kept = article_with_some(lines, number)

    def gap(index: int) -> str:
        both = kept[index].kind == kept[index - 1].kind == "body"
        return " " if both and index % (2 + number % 5) else "\n"

    return joined(kept, way, gap)


def _glued_furniture(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return a copy in which what follows a paragraph is often glued onto its end."""
    kept = article_with_some(lines, number)

    def gap(index: int) -> str:
        after = kept[index].kind in {"furniture", "credit", "teaser"}
        after = after and kept[index - 1].kind == "body" and len(kept[index - 1].text) > 80
        return (" ", "", "\n")[_number(kept[index].text, way) % 3] if after else "\n"

    return joined(kept, way, gap)


def _unbroken(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    return joined(reader_lines(lines), way, " ")


Way = Callable[[Sequence[TrueLine], int, str], Flattened]
WAYS: dict[str, Way] = {
    "whole page": _whole,
    "copied without menus": _copied,
    "reader view": _reader,
    "article with some furniture": _archive,
    "title doubled": _doubled,
    "hard-wrapped": _wrapped,
    "hard-wrapped without blank lines": _wrapped_tight,
    "paragraphs glued together": _glued_paragraphs,
    "furniture glued onto paragraphs": _glued_furniture,
    "no line breaks": _unbroken,
}
