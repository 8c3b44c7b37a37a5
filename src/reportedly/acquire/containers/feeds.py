"""Read feeds: RSS 0.9 to 2.0, Atom and JSON Feed. An entry with its full text is a report.

    news.rss  ->  "news.rss > https://echo.example/1": the entry's title and text, as a page

An entry that only links gives a `Problem` that loses nothing and names the link.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree

from reportedly.acquire.containers.entries import (
    MARKUP,
    Entry,
    member_of,
    stated_moment,
    visible,
)
from reportedly.acquire.containers.members import Member, Opened, Source, counted
from reportedly.acquire.decoding import decode
from reportedly.errors import CannotHandle
from reportedly.model import Problem, Told

# What a feed calls the content of an entry is its text from this many words on, what it calls a
# description from the higher number: of summaries in feeds few have more than 60 words.
WORDS_OF_TEXT = 40
WORDS_OF_SUMMARY = 90
CUT = re.compile(
    r"(?:\[(?:…|\.\.\.|&#8230;|\+\d+ chars)\]|\b(?:continue reading|read (?:more|the full|on)|"
    r"full story|weiterlesen|mehr lesen|lire la suite|seguir leyendo|leer más)\W{0,6}"
    r"(?:\s?[\w’' .-]{0,60})?)\W{0,6}$",
    re.IGNORECASE,
)
# WordPress writes this below every entry, whole or not.
APPEARED = re.compile(r"\s*The post .{1,300} (?:first )?appeared first on .{1,100}$", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
# Not allowed in XML; some systems write them, and a parser stops there.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)
END = re.compile(
    r"</(?:[\w.-]{1,30}:)?(?:rss|feed|rdf|channel)\s{0,20}>|^\s*<[^>]*/>\s*$", re.IGNORECASE
)
ITEMS = frozenset({"item", "entry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it stands."""

    title: str | None
    entries: tuple[Entry, ...]
    cut: bool = False  # whether its end is missing, and with it the last entry


def read_feed(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the entries of an RSS or Atom feed."""
    content = source.whole(opened.budget)
    yield from _members(parse_feed(content, encoding=opened.told.encoding), opened)


def read_json_feed(source: Source, opened: Opened) -> Iterator[Member | Problem]:
    """Yield the entries of a JSON Feed."""
    yield from _members(parse_json_feed(source.whole(opened.budget)), opened)


def _members(feed: Feed, opened: Opened) -> Iterator[Member | Problem]:
    if feed.cut:
        yield opened.problem("ends before the feed does, the last entry is lost; fetch it again")
    elif not feed.entries:
        raise CannotHandle("a feed without entries; fetch it again later")
    for entry in feed.entries:
        words = len(visible(entry.html or entry.text).split())
        if entry.whole:
            yield member_of(entry)
        elif entry.told.url:
            reason = f"the feed only links to it ({counted(words, 'word')}); add {entry.told.url}"
            yield opened.problem(reason, at=entry.address, lost=False)
        else:
            reason = f"neither text nor link in the feed ({counted(words, 'word')})"
            yield opened.problem(reason, at=entry.address, lost=False)


def is_whole(content: str, summary: str) -> bool:
    """Return whether an entry holds its text: content if there is any, else a long description.

    >>> is_whole("<p>The bridge was shut. " + "A crack was found. " * 10 + "Read more</p>", "")
    False
    """
    words = APPEARED.sub("", visible(content or summary))
    if CUT.search(words[-120:]) or words.endswith(("…", "...")):
        return False
    return len(words.split()) >= (WORDS_OF_TEXT if content else WORDS_OF_SUMMARY)


# --- RSS and Atom --------------------------------------------------------------------------


def parse_feed(content: bytes, *, encoding: str | None = None) -> Feed:
    """Return what an RSS or Atom feed holds; raise `CannotHandle` where it is none."""
    words, _ = decode(content, is_html=True, hint=encoding)
    root = _parsed(words)
    if root is None or _name(root) not in {"rss", "feed", "rdf", "channel"}:
        raise CannotHandle("no feed can be read in it; fetch it again")
    channel = next((one for one in root if _name(one) == "channel"), root)
    title = _text(channel, "title")
    language = _language(_text(channel, "language") or root.get(f"{XML}lang"))
    found = [one for one in root.iter() if _name(one) in ITEMS]
    entries = [
        _entry(one, number, title, language)
        for number, one in enumerate(found, 1)
        # An Atom entry may quote the feed that it was taken from, never another entry.
        if not any(_name(above) in ITEMS for above in one.iterancestors())
    ]
    cut = END.search(words[-2_000:]) is None
    return Feed(title=title, entries=tuple(entries[:-1] if cut else entries), cut=cut)


XML = "{http://www.w3.org/XML/1998/namespace}"


def _parsed(words: str) -> Any:  # noqa: ANN401
    """Return the root of a feed; what it defines for itself is never expanded or fetched."""
    words = FORBIDDEN.sub(" ", DECLARATION.sub("", words.lstrip("\ufeff")))
    if ENTITIES.search(words[:20_000]):
        raise CannotHandle("defines entities of its own, as attacks do and no feed needs")
    words = NAMED.sub(_as_number, words)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(words.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise CannotHandle(f"not a feed that can be read ({error}); fetch it again") from error


def _as_number(found: re.Match[str]) -> str:
    """Return a character that HTML names, and XML does not, by its number."""
    name = found.group(1)
    character = None if name in OF_XML else html5.get(f"{name};")
    return "".join(f"&#{ord(c)};" for c in character) if character else found.group()


def _entry(item: Any, number: int, feed: str | None, language: str | None) -> Entry:  # noqa: ANN401
    content, summary = _content(item)
    url = _link(item)
    updated = stated_moment(_text(item, "updated", "modified"))
    published = stated_moment(_text(item, "pubdate", "published", "issued", "date", "created"))
    markup = content or summary
    plain = not MARKUP.search(markup)
    told = Told(
        by="the feed, as its last change" if updated and not published else "the feed",
        url=url,
        title=_plain(_text(item, "title")),
        outlet=_plain(_source(item) or feed),
        published=published or updated,
        authors=tuple(_authors(item)),
        language=language,
    )
    return Entry(
        address=url or str(number),
        html="" if plain else markup,
        text=html.unescape(markup) if plain else "",
        whole=is_whole(content, summary),
        told=told,
    )


def _content(item: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return the text and the summary of an entry, as markup; "" where there is none."""
    content, summary = "", ""
    for one in item:
        name = _name(one)
        if name in {"encoded", "content", "body", "fulltext"} and not one.get("url"):
            content = max(content, _markup(one), key=len)
        elif name in {"description", "summary", "abstract"}:
            summary = max(summary, _markup(one), key=len)
    return content, summary


def _markup(one: Any) -> str:  # noqa: ANN401
    """Return what an element holds as markup: written out, or as elements of its own."""
    if len(one) and any(isinstance(below.tag, str) for below in one):
        inner = "".join(etree.tostring(below, encoding="unicode", method="html") for below in one)
        return html.escape(one.text or "", quote=False) + inner
    words = "".join(one.itertext(with_tail=False)).strip()
    return html.escape(words, quote=False) if one.get("type") == "text" else words


def _link(item: Any) -> str | None:  # noqa: ANN401
    links = [one for one in item if _name(one) == "link"]
    chosen = [one for one in links if one.get("rel", "alternate") == "alternate"]
    found = [(one.get("href") or one.text or "").strip() for one in (*chosen, *links)]
    found += [
        (one.text or "").strip()
        for one in item
        if _name(one) in {"guid", "id", "origlink"} and one.get("isPermaLink") != "false"
    ]
    about = item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
    return next((url for url in (*found, about) if _is_address(url)), None)


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://")) and len(url) < 2_000 and " " not in url


def _source(item: Any) -> str | None:  # noqa: ANN401
    """Return the outlet that an entry of an aggregator names as its own."""
    for one in item:
        if _name(one) == "source":
            return (one.text or "").strip() or _text(one, "title")
    return None


def _authors(item: Any) -> Iterator[str]:  # noqa: ANN401
    for one in item:
        if _name(one) in {"author", "creator"}:
            words = _text(one, "name") or (one.text or "")
            # RSS wants an address here: "ann@echo.example (Ann Reed)".
            bracketed = re.search(r"\(([^()]{3,80})\)", words)
            name = _plain(bracketed.group(1) if bracketed else words)
            if name and "@" not in name:
                yield name


def _name(element: Any) -> str:  # noqa: ANN401
    """Return the name of an element in small letters, without its namespace."""
    tag = element.tag
    return re.split(r"[}:]", tag)[-1].lower() if isinstance(tag, str) else ""


def _text(element: Any, *names: str) -> str | None:  # noqa: ANN401
    """Return the words of the first child with the first of the names that has any."""
    for name in names:
        for one in element:
            if _name(one) == name and (words := "".join(one.itertext(with_tail=False)).strip()):
                return words
    return None


def _plain(words: str | None) -> str | None:
    """Return a title or name without the markup that some feeds write into it."""
    return visible(words)[:500] or None if words else None


def _language(words: str | None) -> str | None:
    found = re.match(r"([a-z]{2})(?:[-_]|$)", (words or "").strip().lower())
    return found.group(1) if found else None


# --- JSON Feed -----------------------------------------------------------------------------


def parse_json_feed(content: bytes) -> Feed:
    """Return what a JSON Feed holds; raise `CannotHandle` where it is none."""
    try:
        found = json.loads(decode(content)[0])
    except (ValueError, RecursionError) as error:
        raise CannotHandle(f"not a JSON Feed that can be read ({error}); fetch it again") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise CannotHandle("a JSON Feed without a list of items; fetch it again")
    title = _string(found, "title")
    language = _language(_string(found, "language"))
    entries = [
        _json_entry(item, number, title, language)
        for number, item in enumerate(items, 1)
        if isinstance(item, dict)
    ]
    return Feed(title=title, entries=tuple(entries))


def _json_entry(item: dict[str, Any], number: int, feed: str | None, language: str | None) -> Entry:
    links = (_string(item, name) for name in ("url", "external_url", "id"))
    url = next((link for link in links if link and _is_address(link)), None)
    markup, text = _string(item, "content_html") or "", _string(item, "content_text") or ""
    published = stated_moment(_string(item, "date_published"))
    updated = stated_moment(_string(item, "date_modified"))
    authors = [*_dicts(item.get("authors")), *_dicts([item.get("author")])]
    told = Told(
        by="the feed, as its last change" if updated and not published else "the feed",
        url=url,
        title=_plain(_string(item, "title")),
        outlet=feed,
        published=published or updated,
        authors=tuple(name for one in authors if (name := _string(one, "name"))),
        language=_language(_string(item, "language")) or language,
    )
    return Entry(
        address=url or str(number),
        html=markup,
        text="" if markup else text,
        whole=is_whole(markup or html.escape(text, quote=False), ""),
        told=told,
    )


def _string(item: dict[str, Any], name: str) -> str | None:
    found = item.get(name)
    return found.strip() or None if isinstance(found, str) else None


def _dicts(found: object) -> Sequence[dict[str, Any]]:
    listed: Iterable[object] = found if isinstance(found, list) else ()
    return [one for one in listed if isinstance(one, dict)]
