r"""Read the visible text of one page in reading order, one line per block-level element.

    <article><h1>Bridge closed</h1><p>A <b>crack</b> was found.</p></article>
    ->  "Bridge closed\\nA crack was found."  with /html/body/article/h1 and .../p beside them

Scripts, styles and hidden elements are not visible and give no text; what they say about the
page (JSON-LD, meta tags) is kept apart for `metadata`. The walk keeps its own stack, so a page
nested without end cannot exhaust Python's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from lxml import etree

from reportedly.acquire.lines import Line
from reportedly.errors import CannotHandle
from reportedly.model import Span
from reportedly.text import word_list

# fmt: off
INVISIBLE = frozenset(
    {
        "script", "style", "noscript", "template", "title", "iframe", "object", "embed",
        "svg", "math", "canvas", "audio", "video", "select", "datalist", "map", "param",
        "source", "track", "meta", "link", "base",
    }
)
# fmt: on
# fmt: off
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "img", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr", "label", "input", "amp-img", "picture", "bold",
    }
)
# fmt: on
# Shown apart by every browser's own style though they stand in a line of text.
SPACED = frozenset({"time", "label", "input", "button", "img"})
# Elements that begin no line of their own but end the one before them.
BREAKS = frozenset({"br", "hr"})
PRESERVED = frozenset({"pre", "textarea", "listing", "xmp"})
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# libxml2 drops what lies below 2,048; far fewer levels are enough for a page that means to be read.
MAX_DEPTH = 500
NAMING = ("class", "id", "role", "itemprop", "data-testid")
NO_MARKS: frozenset[str] = frozenset()
MUCH_TEXT = 1_500  # characters
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>])[^<>]*>")
# fmt: off
VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    }
)
# fmt: on
NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Data that scripts carry for the page, where it gives no JSON-LD: "publishedAt":"2024-08-07T...".
DATA_DATE = re.compile(
    r"[\"'](datePublished|publishedAt|published_at|publishedDate|publishDate|publish_date"
    r"|publicationDate|firstPublished\w{0,12}|pubDate|uploadDate|first_publish\w{0,10}|dateCreated)"
    r"\\?[\"']\s{0,2}:\s{0,2}\\?[\"']((?:19|20)\d{2}-?\d{2}-?\d{2}[^\"']{0,30})"
)
SPACES = re.compile(r"[ \t\n\r\f\v\u200b]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows, and what its head says about it."""

    text: str
    lines: tuple[Line, ...]
    language: str | None = None
    title: str | None = None  # the <title>
    metas: tuple[tuple[str, str], ...] = ()  # name or property in lower case, and content
    links: tuple[tuple[str, str], ...] = ()  # rel and href of the head's links
    scripts: tuple[str, ...] = ()  # JSON-LD, as text
    times: tuple[tuple[str, int, frozenset[str]], ...] = ()  # datetime, line it is in, marks
    data_dates: tuple[tuple[str, str], ...] = ()  # name and value in a script's data


def read_page(source: str) -> Page:
    r"""Return the visible text of `source` and what stands beside it.

    >>> page = read_page("<title>T</title><p>A&nbsp;<b>crack</b>\n was found.<p>Two")
    >>> page.text
    'A\xa0crack was found.\nTwo'
    >>> [line.place for line in page.lines]
    ['/html/body/p', '/html/body/p[2]']
    """
    root = _parse(source)
    walk = _Walk()
    walk.run(root)
    return Page(
        text="\n".join(line.text for line in walk.lines),
        lines=tuple(walk.lines),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        title=walk.title,
        metas=tuple(walk.metas),
        links=tuple(walk.links),
        scripts=tuple(walk.scripts),
        times=tuple(walk.times),
        data_dates=tuple(DATA_DATE.findall(source)[:20]),
    )


def _parse(source: str) -> etree._Element:
    source = DECLARATION.sub("", source.replace("\x00", ""), count=1)
    root, too_deep = _tree(source)
    if too_deep:
        root, _ = _tree(_shallow(source))
    if root is None:
        raise CannotHandle("no text: the page is empty")
    return root


def _tree(source: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, False
    too_deep = any("depth" in entry.message for entry in parser.error_log.filter_from_fatals())
    return root, too_deep


def _shallow(source: str) -> str:
    """Return the page with every element below `MAX_DEPTH` turned into a line break."""
    depth = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name = match.group(1), match.group(2).lower()
        if name in VOID:
            return match.group()
        depth = max(0, depth - 1) if closing else depth + 1
        kept = depth < MAX_DEPTH
        return match.group() if kept else ("" if name in INLINE else "<br>")

    return TAG.sub(replace, source)


def _is_hidden(element: etree._Element) -> bool:
    if element.tag != "dialog" and not element.attrib:
        return False
    if element.get("hidden") is not None or HIDDEN.search(element.get("style", "")[:500]):
        return True
    return element.tag == "dialog" and element.get("open") is None


def _holds_much(element: etree._Element) -> bool:
    """Return whether a hidden element holds so much text that a script must show it.

    Pages that stream their parts (React) keep the whole article in such an element; several of
    the development pages do.
    """
    length = 0
    for text in element.itertext("p", "li", "h2", "h3", "td", "pre"):
        length += len(text)
        if length > MUCH_TEXT:
            return True
    return False


@cache
def _marks_by_word() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in word_list("page_marks"):
        mark, words = entry.split(":", 1)
        for word in words.split():
            found[word] = mark.strip()
    return found


@lru_cache(maxsize=20_000)
def page_marks(tag: str, names: str) -> frozenset[str]:
    """Return what an element's tag and its class, id and role say about it.

    >>> sorted(page_marks("div", "c-articleBody related_posts"))
    ['article', 'related', 'text']
    """
    table = _marks_by_word()
    found = {table[tag]} if tag in table else set()
    if tag == "form":
        found.add("form")
    # A cap: names a megabyte long say nothing more than their beginning.
    for name in names[:400].split():
        parts = [part.lower() for part in NAME_PARTS.findall(name)]
        joined = parts + [first + second for first, second in pairwise(parts)]
        found.update(table[part] for part in joined if part in table)
    return frozenset(found)


@dataclass(slots=True)
class _Open:
    """An element on the stack of the walk."""

    tag: str
    number: int
    place: str
    marks: frozenset[str]
    own: frozenset[str]  # without those of the elements around it
    block: bool
    parents: tuple[int, ...]
    linked: bool
    keeps_space: bool
    seen: dict[str, int] = field(default_factory=dict)


class _Walk:
    """The state of one walk: open elements, the line being built, what was found."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.title: str | None = None
        self.metas: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.times: list[tuple[str, int, frozenset[str]]] = []
        self._stack: list[_Open] = []
        self._buffer: list[tuple[str, bool]] = []
        self._owner: _Open | None = None
        self._length = 0
        self._count = 0

    def run(self, root: etree._Element) -> None:
        """Walk the tree below `root` in document order."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                if self._visible(element):
                    self._open(element)
                else:
                    skipped = element
                    walker.skip_subtree()
            elif skipped is not None and element is skipped:
                skipped = None
                self._add(element.tail)
            else:
                self._close(element)
        self._flush()

    def _visible(self, element: etree._Element) -> bool:
        tag = element.tag
        if not isinstance(tag, str):
            return False
        if tag in INVISIBLE:
            self._note(element)
            return False
        if tag in {"html", "head", "body", "main", "article"}:
            return True
        if self._stack and "hidden" in self._stack[-1].marks:
            return True
        return not _is_hidden(element) or _holds_much(element)

    def _note(self, element: etree._Element) -> None:
        """Keep what an invisible element says of the page."""
        tag = element.tag
        if tag == "title":
            self.title = self.title or " ".join("".join(element.itertext()).split()) or None
        elif tag == "meta":
            self._meta(element)
        elif tag == "link" and element.get("href"):
            self.links.append((element.get("rel", "").lower(), element.get("href", "")))
        elif tag == "script":
            self._script(element)

    def _meta(self, element: etree._Element) -> None:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        name = name or element.get("http-equiv")
        content = element.get("content")
        if name and content and content.strip():
            self.metas.append((name.strip().lower(), content.strip()))

    def _script(self, element: etree._Element) -> None:
        if element.get("type", "").lower().startswith("application/ld+json") and element.text:
            self.scripts.append(element.text)

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        above = self._stack[-1] if self._stack else None
        block = tag not in INLINE
        if block:
            self._flush()
        elif tag in SPACED:
            self._buffer.append((" ", False))
        self._count += 1
        opened = self._described(element, above, block)
        self._stack.append(opened)
        moment = element.get({"time": "datetime", "abbr": "title"}.get(tag, "content"))
        if moment and (tag == "time" or "date" in opened.own):
            self.times.append((moment[:100], len(self.lines), opened.marks))
        self._add(element.text)

    def _described(self, element: etree._Element, above: _Open | None, block: bool) -> _Open:
        tag = element.tag
        marks = NO_MARKS
        if tag not in {"html", "head", "body"}:
            said = element.attrib
            names = " ".join([said[name][:200] for name in NAMING if name in said]) if said else ""
            marks = page_marks(tag, names)
            if said and _is_hidden(element):
                marks |= {"hidden"}
        if above is None:
            return _Open(tag, self._count, f"/{tag}", marks, marks, block, (), False, False)
        nth = above.seen[tag] = above.seen.get(tag, 0) + 1
        # Below this depth a path would make memory quadratic in the depth.
        base = above.place if len(self._stack) < 100 else "/…"
        return _Open(
            tag=tag,
            number=self._count,
            place=f"{base}/{tag}" + (f"[{nth}]" if nth > 1 else ""),
            marks=above.marks | marks if marks else above.marks,
            own=marks,
            block=block,
            parents=(self._count, *above.parents[:5]) if block else above.parents,
            linked=above.linked or tag == "a" or tag == "button",
            keeps_space=above.keeps_space or tag in PRESERVED,
        )

    def _close(self, element: etree._Element) -> None:
        if self._stack[-1].block:
            self._flush()
        closed = self._stack.pop()
        if closed.tag in SPACED:
            self._buffer.append((" ", False))
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text or not self._stack:
            return
        here = self._stack[-1]
        pieces = text.splitlines() if here.keeps_space and "\n" in text else [text]
        for number, piece in enumerate(pieces):
            if number:
                self._flush()
            if self._owner is None and not piece.isspace():
                self._owner = here
            self._buffer.append((piece, here.linked))

    def _flush(self) -> None:
        buffer, owner = self._buffer, self._owner
        self._buffer, self._owner = [], None
        if not buffer or owner is None:
            return
        near = self._stack[-1].own | owner.own
        words = SPACES.sub(" ", "".join(text for text, _ in buffer)).strip(" ")
        if not words.strip():
            return
        linked = sum(len(text.strip()) for text, is_linked in buffer if is_linked)
        start = self._length
        self._length += len(words) + 1
        self.lines.append(
            Line(
                span=Span(start, start + len(words)),
                text=words,
                tag=self._block_tag(),
                marks=owner.marks,
                near=near,
                linked=min(1.0, linked / len(words)),
                place=owner.place,
                parents=owner.parents,
            )
        )

    def _block_tag(self) -> str:
        for opened in reversed(self._stack):
            if opened.block:
                return opened.tag
        return ""
