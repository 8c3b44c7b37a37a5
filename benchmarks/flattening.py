"""Pages whose truth is known, flattened in the ways that text loses its markup.

    page -> lines with their true kinds -> one flat text a way, each line's place in it kept

The truth of body lines is a person's (`GoldPage.body`), as are title, authors and standfirsts where
the set has them. The rest is read from what only the page has: tags, class names, links. None of
this stands in the flat text, and the classifier of flat text never sees it.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.page_sets import GoldPage, lines_in, words_of
from reportedly.acquire.decoding import decode
from reportedly.acquire.html import read_page
from reportedly.acquire.lines import Line
from reportedly.acquire.phrases import furniture_sort, is_byline, is_credit, is_date_line
from reportedly.errors import CannotHandle
from reportedly.model import BlockKind

MENUS = frozenset({"nav", "footer", "comment", "cookie", "form"})
PLAIN_TAGS = frozenset(
    ["p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th", "dt", "dd", "pre"]
)
NAMED = frozenset(
    [
        "nav",
        "footer",
        "aside",
        "related",
        "social",
        "newsletter",
        "comment",
        "ad",
        "cookie",
        "form",
        "byline",
        "date",
        "bio",
        "tags",
        "meta",
        "hidden",
    ]
)
NO_TEASER = frozenset({"tags", "social", "byline", "nav", "meta", "date", "newsletter"})
ABOVE, BELOW = 14, 6  # lines around the article in which bylines and dates are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueLine:
    """A line of a page and what it is.

    Attributes:
        text: Its words.
        kind: What it is; "body" where it stands in the main text that a person marked.
        wanted: Whether it stands in that main text, whatever its kind.
        hidden: Whether it belongs to a menu, footer, comment or dialog of the page.
        doubtful: Whether the truth may have dropped it: it stands between two paragraphs of the
            main text, in the same element, unlinked and under no name of its own.
    """

    text: str
    kind: BlockKind
    wanted: bool
    hidden: bool
    doubtful: bool


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


def true_lines(page: GoldPage) -> list[TrueLine]:
    """Return the lines of a page with their kinds; none where its main text is not found in it."""
    try:
        lines = read_page(decode(page.content, is_html=True)[0]).lines
    except CannotHandle:
        return []
    wanted = lines_in([line.text for line in lines], page.body)
    if not any(wanted):
        return []
    return _Page(page, lines, wanted).kinds()


class _Page:
    def __init__(self, page: GoldPage, lines: Sequence[Line], wanted: Sequence[bool]) -> None:
        self.lines, self.wanted = lines, wanted
        self.first = wanted.index(True)
        self.last = len(wanted) - 1 - list(reversed(wanted)).index(True)
        self.title = words_of(page.title or "")
        self.authors = [" ".join(words_of(name)) for name in page.authors]
        self.standfirst = " ".join(words_of(" ".join(page.standfirst)))
        self.head = self._head()
        inside = [line for line, belongs in zip(lines, wanted, strict=True) if belongs]
        self.boxes = {parent for line in inside for parent in line.parents[1:2]}
        self.marks = frozenset[str]().union(*(line.marks for line in inside)) | {"headline"}

    def kinds(self) -> list[TrueLine]:
        """Return each line with its kind."""
        kinds = [self._kind(index, line) for index, line in enumerate(self.lines)]
        return [
            TrueLine(
                text=line.text,
                kind=kind,
                wanted=self.wanted[index],
                hidden=bool(line.marks & (MENUS | {"hidden"})),
                doubtful=kind == "furniture" and self._is_doubtful(index, line),
            )
            for index, (line, kind) in enumerate(zip(self.lines, kinds, strict=True))
        ]

    def _is_doubtful(self, index: int, line: Line) -> bool:
        return (
            self.first < index < self.last
            and line.linked < 0.5
            and line.tag in PLAIN_TAGS
            and not self.boxes.isdisjoint(line.parents[1:4])
            and line.marks <= self.marks
            and not line.near & NAMED
            and furniture_sort(line.text) is None
            and any(map(str.isalpha, line.text))
        )

    def _head(self) -> int | None:
        best: tuple[float, int] | None = None
        for index, line in enumerate(self.lines[: self.first + 3]):
            words = words_of(line.text)
            if not words or len(words) > 40 or line.marks & {"footer", "comment"}:
                continue
            shared = len(set(words) & set(self.title)) / len(set(words) | set(self.title))
            large = {"h1": 0.5, "h2": 0.2}.get(line.tag, 0.0) - 0.4 * ("nav" in line.near)
            score = shared + large
            if score >= 0.9 and (best is None or score >= best[0]):
                best = (score, index)
        return best[1] if best else None

    def _kind(self, index: int, line: Line) -> BlockKind:
        if index == self.head:
            return "headline"
        top = self.first if self.head is None else min(self.head, self.first)
        within = top <= index <= self.last + 2
        pictured = line.tag == "figcaption" or bool({"caption", "credit"} & line.near)
        pictured = pictured or (is_credit(line.text) and line.linked < 0.8)
        if (
            within
            and pictured
            and not line.marks & {"comment", "nav"}
            and "social" not in line.near
        ):
            alone = "credit" in line.near and "caption" not in line.near
            return "credit" if alone or is_credit(line.text) else "caption"
        if self.wanted[index]:
            return "standfirst" if self._is_standfirst(index, line) else "body"
        beside = top - ABOVE <= index <= self.last + BELOW
        if beside and not line.marks & {"comment", "related"}:
            opening = self._opening(index, line, top)
            if opening is not None:
                return opening
        return "teaser" if self._is_teaser(index, line) else "furniture"

    def _is_standfirst(self, index: int, line: Line) -> bool:
        words = words_of(line.text)
        if index > self.first + 3 or len(words) < 4:
            return False
        if self.standfirst:
            return " ".join(words) in self.standfirst
        return "standfirst" in line.near and index == self.first and self.head is not None

    def _opening(self, index: int, line: Line, top: int) -> BlockKind | None:
        words = words_of(line.text)
        if len(words) > 30 or "nav" in line.near:
            return None
        near_text = top - 4 <= index <= self.first + 4
        joined = " ".join(words)
        named = any(len(name) > 4 and name in joined for name in self.authors)
        if named or is_byline(line.text):
            return "byline"
        dated = any(map(str.isdigit, line.text)) and len(words) <= 14
        if is_date_line(line.text) or (dated and near_text and self._is_time(line)):
            return "dateline"
        if "byline" in line.near and near_text and not self._counts(words):
            return "byline"
        above = self.head is not None and self.head < index < self.first
        if above and "standfirst" in line.near and len(words) > 5:
            return "standfirst"
        return None

    def _counts(self, words: Sequence[str]) -> bool:
        """Return whether words are mostly a time or a count, though a byline's box holds them."""
        return sum(any(map(str.isdigit, word)) for word in words) * 3 >= len(words)

    def _is_time(self, line: Line) -> bool:
        return line.tag == "time" or "date" in line.near

    def _is_teaser(self, index: int, line: Line) -> bool:
        """Return whether a line is the linked title of another story, or its summary."""
        if line.marks & MENUS or line.near & NO_TEASER or "header" in line.near:
            return False
        words = len(line.text.split())
        if line.linked >= 0.8:
            return 4 <= words <= 40
        above = self.lines[index - 1] if index else line
        titled = above.linked >= 0.8 and 4 <= len(above.text.split()) <= 40
        return "related" in line.marks and words >= 8 and titled


# --- ways of flattening -----------------------------------------------------------------------


def flattened(page: GoldPage, ways: Iterable[str] | None = None) -> list[Flattened]:
    """Return a page flattened in each way; the same page always gives the same texts."""
    lines = true_lines(page)
    if not lines:
        return []
    return [WAYS[way](lines, _number(page.name, way), way) for way in ways or WAYS]


def _number(*parts: str) -> int:
    return int(hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12], 16)


def _joined(
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
    return _joined(lines, way, "\n")


def _copied(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return what a reader marks and copies: from the headline on, without menus."""
    first, last = _ends(lines)
    low, high = max(0, first - number % 5), last + 1 + number // 5 % 30
    kept = [line for line in lines[low:high] if not line.hidden or line.wanted]
    return _joined(kept, way, "\n\n")


def _ends(lines: Sequence[TrueLine]) -> tuple[int, int]:
    inside = [i for i, line in enumerate(lines) if line.wanted or line.kind == "headline"]
    return inside[0], inside[-1]


def _reader_lines(lines: Sequence[TrueLine]) -> list[TrueLine]:
    first, last = _ends(lines)
    return [
        line
        for index, line in enumerate(lines)
        if line.kind not in {"furniture", "teaser"}
        or line.wanted
        or (first <= index <= last and line.kind == "teaser")
    ]


def _reader(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    return _joined(_reader_lines(lines), way, ("\n", "\n\n")[number % 2])


def _archive_lines(lines: Sequence[TrueLine], number: int) -> list[TrueLine]:
    """Return the article with a little of what stands above and below it, as archives keep it."""
    first, last = _ends(lines)
    above, below = (0, 0, 1, 2, 4, 7)[number % 6], (0, 1, 2, 3, 5, 8, 14, 40)[number // 6 % 8]
    return list(lines[max(0, first - above) : last + 1 + below])


def _archive(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    return _joined(_archive_lines(lines, number), way, ("\n", "\n\n")[number // 48 % 2])


def _doubled(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return a copy whose title stands twice: as the window's and as the page's."""
    kept = _archive_lines(lines, number)
    titles = [line for line in lines if line.kind == "headline"]
    return _joined([*titles[:1], *kept], way, ("\n", "\n\n")[number // 48 % 2])


def _wrapped(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    width = 70 + number % 11

    def wrap(text: str) -> str:
        return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)

    return _joined(_archive_lines(lines, number), way, "\n\n", wrap)


def _wrapped_tight(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    width = 70 + number % 11

    def wrap(text: str) -> str:
        return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)

    return _joined(_archive_lines(lines, number), way, "\n", wrap)


def _glued_paragraphs(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return a copy in which runs of two to six paragraphs lost the breaks between them."""
    kept = _archive_lines(lines, number)

    def gap(index: int) -> str:
        both = kept[index].kind == kept[index - 1].kind == "body"
        return " " if both and index % (2 + number % 5) else "\n"

    return _joined(kept, way, gap)


def _glued_furniture(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    """Return a copy in which what follows a paragraph is often glued onto its end."""
    kept = _archive_lines(lines, number)

    def gap(index: int) -> str:
        after = kept[index].kind in {"furniture", "credit", "teaser"}
        after = after and kept[index - 1].kind == "body" and len(kept[index - 1].text) > 80
        return (" ", "", "\n")[_number(kept[index].text, way) % 3] if after else "\n"

    return _joined(kept, way, gap)


def _unbroken(lines: Sequence[TrueLine], number: int, way: str) -> Flattened:
    return _joined(_reader_lines(lines), way, " ")


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
