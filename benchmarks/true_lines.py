"""What each line of a page is, told from what only the page has.

    page -> lines with their true kinds: headline, byline, body, caption, teaser, furniture ...

The truth of body lines is a person's (`GoldPage.body`), as are title, authors and standfirsts where
the set has them. The rest is read from tags, class names and the addresses that links lead to. None
of this stands in the flat text, and the classifier of flat text never sees it.

What flat text cannot tell apart is told alike: a title or a caption that the page prints twice in
the same words is one both times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from training.alignment import aligned_lines

from benchmarks.page_sets import GoldPage, words_of
from benchmarks.true_captions import Captions
from reportedly.acquire.dates import written_dates
from reportedly.acquire.decoding import decode
from reportedly.acquire.html import read_page
from reportedly.acquire.lines import Line
from reportedly.acquire.phrases import (
    furniture_sort,
    has_credit,
    is_byline,
    is_credit,
    is_date_line,
)
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
NAMES_OF_CREDITS = frozenset({"source", "quelle", "credit", "credits", "photo", "image", "via"})
SHORT_CREDIT = 8  # words of a credit that names only who made the picture
BY = frozenset({"by", "von", "par", "por", "di", "door", "af", "av", "autor", "author", "words"})
LONGEST_NAME = 5  # words
LONGEST_SIGNED = 12  # words: a longer line that names an author tells of them
COUNTER = re.compile(r"^\d+ ?/ ?\d+$|^\W*\d+[ -]?(?:min|m\b)", re.IGNORECASE)
FEWEST_DIGITS = 3  # of a time of day, or of a date that is written in no language known here
BIOGRAPHY = re.compile(r"^(?:(?:see )?full bio|bio|about the author)\b|\[email\sprotected\]", re.I)
PICTURE_NAMES = re.compile(r"image|img|photo|foto|figure|picture|media|wp-caption", re.I)
SLUG_WORDS = 4  # in the address of an article, as a rule its title's
LONG_TITLE = 7  # words: shorter ones must share one with the address ("Learn more, buy now")
LONG_NUMBER = re.compile(r"\d{5,}")
NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|thema|themen|category|categories|author|authors|autor|section|account|login"
    r"|subscribe|abo|products?|shop|wp-login|share|sharer|intent)(?:/|\.|\?|$)",
    re.IGNORECASE,
)


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


def true_lines(page: GoldPage) -> list[TrueLine]:
    """Return the lines of a page with their kinds; none where its main text is not found in it."""
    source = decode(page.content, is_html=True)[0]
    try:
        lines = read_page(source).lines
    except CannotHandle:
        return []
    wanted = aligned_lines([line.text for line in lines], page.body)
    if not any(wanted):
        return []
    tree = etree.fromstring(source.encode("utf-8", "replace"), etree.HTMLParser(huge_tree=True))
    return _Page(page, lines, wanted, _Links(tree), Captions(tree)).kinds()


class _Links:
    """Where the links of a page lead, by their letters: elements may part words that lines join."""

    def __init__(self, tree: etree._Element | None) -> None:
        self.found: dict[str, list[str]] = defaultdict(list)
        for link in () if tree is None else tree.iter("a"):
            letters = "".join(words_of("".join(link.itertext())))
            if letters and link.get("href"):
                self.found[letters].append(link.get("href"))

    def to_article(self, text: str) -> bool:
        """Return whether a link in a line leads to what looks like the page of an article."""
        words = words_of(text)
        joined = "".join(words)
        if (exact := self.found.get(joined)) is not None:
            return any(_is_article(href, words) for href in exact)
        return any(
            any(_is_article(href, words) for href in hrefs)
            for letters, hrefs in self.found.items()
            if (letters in joined and len(letters) * 2 >= len(joined)) or joined in letters
        )


def _is_article(href: str, text: Sequence[str]) -> bool:
    """Return whether an address is that of an article whose title, or part of it, is `text`."""
    path = re.sub(r"^\w*:?//[^/]*", "", href.split("#")[0])
    if not path or NO_ARTICLE.search(path):
        return False
    parts = [part for part in path.split("?")[0].lower().split("/") if part]
    slugs = [[word for word in re.split(r"[-_+.%]", part) if len(word) > 1] for part in parts]
    words = set(text)
    told = len(words) >= LONG_TITLE or any(words & set(slug) for slug in slugs)
    if any(len(slug) >= SLUG_WORDS for slug in slugs):
        return told
    short = (slug for slug in slugs if len(slug) == SLUG_WORDS - 1)
    if len(words) >= LONG_TITLE - 1 and any(len(words & set(slug)) > 1 for slug in short):
        return True
    return LONG_NUMBER.search("/".join(path.split("/")[-2:])) is not None


class _Page:
    def __init__(
        self,
        page: GoldPage,
        lines: Sequence[Line],
        wanted: Sequence[bool],
        links: _Links,
        captions: Captions,
    ) -> None:
        self.lines, self.wanted, self.links, self.captions = lines, wanted, links, captions
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
        self._add_summaries(kinds)
        self._add_standfirst(kinds)
        self._add_repeated(kinds)
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
        return best[1] if best else self._only_large()

    def _only_large(self) -> int | None:
        """Return the one first-rank heading above the text, whose title is told in other words."""
        low = max(0, self.first - ABOVE)
        found = [
            index
            for index in range(low, self.first + 1)
            if self.lines[index].tag == "h1" and len(words_of(self.lines[index].text)) > 2
        ]
        return found[0] if len(found) == 1 else None

    def _kind(self, index: int, line: Line) -> BlockKind:
        if index == self.head:
            return "headline"
        top = self.first if self.head is None else min(self.head, self.first)
        if top <= index <= self.last + 2 and self._is_pictured(index, line):
            return "credit" if self._is_bare_credit(line) else "caption"
        if self.wanted[index]:
            return "standfirst" if self._is_standfirst(index, line) else "body"
        beside = top - ABOVE <= index <= self.last + BELOW
        # Where the headline stands in a box that is named so, the name says nothing.
        named = frozenset[str]() if self.head is None else self.lines[self.head].marks
        if beside and not (line.marks - named) & {"comment", "related"}:
            opening = self._opening(index, line, top)
            if opening is not None:
                return opening
        return "teaser" if self._is_teaser(line) else "furniture"

    def _is_pictured(self, index: int, line: Line) -> bool:
        if line.marks & {"comment", "nav"} or "social" in line.near:
            return False
        named = line.tag == "figcaption" or {"caption", "credit"} & line.near
        shown = has_credit(line.text) or PICTURE_NAMES.search(" ".join(line.names[:2]))
        if named and not is_date_line(line.text) and (shown or line.text in self.captions):
            return True
        signed = index <= self.first + 4 and self._is_named(words_of(line.text))
        return is_credit(line.text) and line.linked < 0.8 and not signed

    def _is_bare_credit(self, line: Line) -> bool:
        few = len(words_of(line.text)) <= SHORT_CREDIT
        opening = line.text.partition(":")[0].strip().lower()
        if is_credit(line.text) or (few and opening in NAMES_OF_CREDITS):
            return True
        alone = "credit" in line.near and "caption" not in line.near
        return alone and (few or not has_credit(line.text))

    def _is_standfirst(self, index: int, line: Line) -> bool:
        words = words_of(line.text)
        if index > self.first + 3 or len(words) < 4:
            return False
        if self.standfirst:
            return " ".join(words) in self.standfirst
        return "standfirst" in line.near and index == self.first and self.head is not None

    def _opening(self, index: int, line: Line, top: int) -> BlockKind | None:
        words = words_of(line.text)
        if len(words) > 30 or ("nav" in line.near and "date" not in line.near):
            return None
        near_text = top - 4 <= index <= self.first + 4
        if BIOGRAPHY.search(line.text):
            return None
        if is_byline(line.text) or (self._is_named(words) and not self._tells_of_author(index)):
            return "byline"
        if near_text and self._is_led(index, words):
            return "byline"
        if is_date_line(line.text) or (near_text and len(words) <= 14 and self._is_time(line)):
            return "dateline"
        if "byline" in line.near and near_text and not self._counts(words):
            return None if self._is_sentence(line.text) else "byline"
        above = self.head is not None and self.head < index < self.first
        if above and "standfirst" in line.near and len(words) > 5:
            return "standfirst"
        return None

    def _is_named(self, words: Sequence[str]) -> bool:
        joined = " ".join(words)
        named = any(len(name) > 4 and name in joined for name in self.authors)
        return named and len(words) <= LONGEST_SIGNED + 2 * len(self.authors)

    def _is_led(self, index: int, words: Sequence[str]) -> bool:
        """Return whether a line is a "by" that stands alone, or the name right below one."""
        if len(words) == 1 and words[0] in BY and index + 1 < len(self.lines):
            return self._is_name(self.lines[index + 1].text)
        above = words_of(self.lines[index - 1].text) if index else []
        return len(above) == 1 and above[0] in BY and self._is_name(self.lines[index].text)

    def _is_name(self, text: str) -> bool:
        words = text.split()
        return 1 < len(words) <= LONGEST_NAME and all(word[0].isupper() for word in words)

    def _tells_of_author(self, index: int) -> bool:
        """Return whether a line below the article opens a note on who wrote it."""
        line = self.lines[index]
        if index <= self.last:
            return self._is_sentence(line.text)
        below = self.lines[index + 1 : index + 4]
        names = set(words_of(line.text))
        return "bio" in line.near or any(
            len(words := words_of(other.text)) >= LONGEST_SIGNED and names & set(words[:6])
            for other in below
        )

    def _is_sentence(self, text: str) -> bool:
        """Return whether a line has more in it than names and what those who bear them are."""
        words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
        capital = sum(word[0].isupper() for word in words)
        return len(words) > LONGEST_NAME and capital < 0.6 * len(words)

    def _counts(self, words: Sequence[str]) -> bool:
        """Return whether words are mostly a time or a count, though a byline's box holds them."""
        return sum(any(map(str.isdigit, word)) for word in words) * 3 >= len(words)

    def _is_time(self, line: Line) -> bool:
        if not any(map(str.isdigit, line.text)) or COUNTER.match(line.text):
            return False
        dated = next(written_dates(line.text), None) is not None
        if line.tag == "time" or "date" in line.near:
            # "Reading time: 2 minutes" stands there too.
            return dated or sum(map(str.isdigit, line.text)) >= FEWEST_DIGITS
        return line.linked < 0.5 and dated

    def _is_teaser(self, line: Line) -> bool:
        """Return whether a line is the linked title of another story."""
        if "cookie" in line.marks or line.near & NO_TEASER:
            return False
        count = len(line.text.split())
        # A long title in a menu reads like any other; a short one may be that of a section.
        menu = ("nav" in line.marks and "related" not in line.marks) or "header" in line.near
        fewest = LONG_TITLE if menu else 5 if line.marks & MENUS else 4
        if line.linked >= 0.5 and fewest <= count <= 40 and not line.inside:
            return self.links.to_article(line.text)
        pointed = furniture_sort(line.text) == "related" and line.linked >= 0.3 and count > 5
        return pointed and self.links.to_article(line.text.split(":", 1)[-1])

    def _add_summaries(self, kinds: list[BlockKind]) -> None:
        """Make the summary below the title of another story a teaser too."""
        for index, line in enumerate(self.lines):
            if kinds[index] != "furniture" or line.marks & MENUS or "related" not in line.marks:
                continue
            titled = index and kinds[index - 1] == "teaser" and self.lines[index - 1].linked >= 0.5
            if titled and line.linked < 0.5 and len(line.text.split()) >= 8:
                kinds[index] = "teaser"

    def _add_standfirst(self, kinds: list[BlockKind]) -> None:
        """Make what stands between headline and byline the standfirst, where nobody marked one."""
        if self.standfirst or self.head is None or "standfirst" in kinds:
            return
        below = list(range(self.head + 1, min(len(kinds), self.head + 4)))
        signed = next((i for i in below if kinds[i] in {"byline", "dateline"}), None)
        for index in below:
            if signed is None or index >= signed:
                return
            line = self.lines[index]
            plain = kinds[index] == "body" or (
                kinds[index] == "furniture" and not line.marks & MENUS and line.linked < 0.5
            )
            if plain and 6 <= len(words_of(line.text)) <= 60 and not furniture_sort(line.text):
                kinds[index] = "standfirst"

    def _add_repeated(self, kinds: list[BlockKind]) -> None:
        """Give what stands twice one kind; titles and captions where they stand near each other."""
        captions = {
            tuple(words_of(line.text))
            for line, kind in zip(self.lines, kinds, strict=True)
            if kind == "caption"
        }
        teasers = {
            line.text for line, kind in zip(self.lines, kinds, strict=True) if kind == "teaser"
        }
        head = None if self.head is None else words_of(self.lines[self.head].text)
        top = self.first if self.head is None else min(self.head, self.first)
        for index, line in enumerate(self.lines):
            if kinds[index] not in {"furniture", "teaser"} or self.wanted[index]:
                continue
            words = words_of(line.text)
            if head and words == head and top - ABOVE <= index <= self.first:
                kinds[index] = "headline"
            elif len(words) > 3 and tuple(words) in captions and top <= index <= self.last:
                kinds[index] = "caption"
            elif line.text in teasers:
                kinds[index] = "teaser"
