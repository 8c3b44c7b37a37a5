"""What a page says about itself outside its visible text: JSON-LD and meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from reportedly.acquire.html import Page

ARTICLE_TYPES = re.compile(r"article|newsarticle|blogposting|report|posting$|liveblog", re.I)
MAX_SCRIPT = 2_000_000  # characters of one JSON-LD script
MAX_NODES = 20_000
ADDRESS = re.compile(r"https?://|www\.|@\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """What JSON-LD and meta tags say, each as a list of candidates, the best first."""

    titles: tuple[str, ...] = ()
    titled: tuple[tuple[str, str], ...] = ()  # where it stands, the title
    summaries: tuple[str, ...] = ()  # what it says the article is about
    is_news: bool = False  # whether the page says that it is a news article
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[tuple[str, str], ...] = ()  # the date as written, where it stands
    revised: tuple[tuple[str, str], ...] = ()
    language: str | None = None
    url: str | None = None


TITLE_METAS = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "title")
SUMMARY_METAS = ("og:description", "description", "twitter:description")
OUTLET_METAS = ("og:site_name", "application-name", "publisher", "dc.publisher", "cre")
AUTHOR_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dc.creator.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "article:author_name",
    "og:article:author",
    "authors",
    "cxenseparse:author",
)
PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published-date",
    "publication-date",
    "published_date",
    "date_published",
    "article.published",
    "article:published_date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "ptime",
    "pdate",
    "datecreated",
    "article:create_time",
    "dc.date",
    "dcterms.date",
    "date",
    "og:pubdate",
    "bt:pubdate",
    "published",
    "release_date",
    "created",
    "gentime",
)
REVISED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "modified-date",
    "dateupdate",
    "dateupdated",
    "dcterms.modified",
    "last-modified",
    "revised",
    "article:modified",
)


def page_data(page: Page) -> PageData:
    """Return what the head of `page` and its scripts say about it."""
    nodes = list(_with_authors(list(_articles(page.scripts)), _people(page.scripts)))
    metas: dict[str, list[str]] = {}
    for name, content in page.metas:
        metas.setdefault(name, []).append(unescape(content))
    canonical = [href for rel, href in page.links if rel == "canonical"]
    urls = [*metas.get("og:url", ()), *canonical]
    return PageData(
        titles=_unique(_texts(nodes, "headline"), _from(metas, TITLE_METAS)),
        titled=_titled(nodes, metas),
        summaries=_unique(_texts(nodes, "description"), _from(metas, SUMMARY_METAS)),
        is_news=any("NewsArticle" in kind or "LiveBlog" in kind for kind in _texts(nodes, "@type")),
        outlets=_unique(
            _from(metas, OUTLET_METAS[:1]),
            _names(nodes, "publisher"),
            _from(metas, OUTLET_METAS[1:]),
        ),
        authors=_authors(nodes, metas),
        published=tuple(
            [(text, "JSON-LD datePublished") for text in _texts(nodes, "datePublished")]
            + [(t, f"meta {name}") for name in PUBLISHED_METAS for t in metas.get(name, ())]
            + [(text, "JSON-LD dateCreated") for text in _texts(nodes, "dateCreated")]
        ),
        revised=tuple(
            [(text, "JSON-LD dateModified") for text in _texts(nodes, "dateModified")]
            + [(t, f"meta {name}") for name in REVISED_METAS for t in metas.get(name, ())]
        ),
        language=page.language,
        url=next((url for url in urls if url.startswith("http")), None),
    )


def _titled(nodes: Sequence[Node], metas: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    """Return each title with the place it stands in, the first of each place."""
    found = [(name, metas[name][0]) for name in TITLE_METAS if metas.get(name)]
    found += [("headline", text) for text in _texts(nodes, "headline")[:1]]
    return tuple((place, text) for place, text in found if text.strip())


Node = dict[str, object]


def _articles(scripts: Sequence[str]) -> Iterator[Node]:
    """Yield the objects that describe an article, then those of the page itself."""
    pages: list[Node] = []
    for script in scripts[:50]:
        for node in _nodes(_load(script)):
            kinds = " ".join(_strings(node.get("@type")))
            if ARTICLE_TYPES.search(kinds):
                yield node
            elif "WebPage" in kinds:
                pages.append(node)
    yield from pages


def _load(script: str) -> object:
    if len(script) > MAX_SCRIPT:
        return None
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    try:
        loaded: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return loaded


def _nodes(loaded: object) -> Iterator[Node]:
    waiting, seen = [loaded], 0
    while waiting and seen < MAX_NODES:
        here = waiting.pop(0) if len(waiting) < 1_000 else waiting.pop()
        seen += 1
        if isinstance(here, dict):
            yield here
            # Articles named inside others (mentions, list items) are not this page's.
            waiting.extend(
                value
                for name, value in here.items()
                if name in {"@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"}
                and name != "liveBlogUpdate"
            )
        elif isinstance(here, list):
            waiting.extend(here)


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [unescape(v).strip() for v in values if isinstance(v, str) and v.strip()]


def _texts(nodes: Iterable[Node], name: str) -> list[str]:
    return [text for node in nodes for text in _strings(node.get(name))]


def _names(nodes: Iterable[Node], name: str) -> list[str]:
    found: list[str] = []
    for node in nodes:
        value = node.get(name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                found.extend(_strings(item.get("name")) or _whole_name(item))
            else:
                found.extend(_strings(item))
    return found


def _whole_name(person: Node) -> list[str]:
    parts = [*_strings(person.get("givenName")), *_strings(person.get("familyName"))]
    return [" ".join(parts)] if parts else []


def _from(metas: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [text for name in names for text in metas.get(name, ())]


def _unique(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.split()) for items in lists for text in items))


def _authors(nodes: Sequence[Node], metas: dict[str, list[str]]) -> tuple[str, ...]:
    for node in nodes:
        if named := [name for name in _names([node], "author") if not ADDRESS.search(name)]:
            return _unique(named)
    for name in AUTHOR_METAS:
        if named := [text for text in metas.get(name, ()) if not ADDRESS.search(text)]:
            return _unique(named)
    return ()


def _with_authors(nodes: Sequence[Node], known: dict[str, Node]) -> Iterator[Node]:
    """Yield the nodes with the authors that they name by "@id" only filled in."""
    for node in nodes:
        stated = node.get("author")
        authors = stated if isinstance(stated, list) else [stated]
        if any(isinstance(one, dict) and "@id" in one and "name" not in one for one in authors):
            filled = [known.get(_id(one), one) if isinstance(one, dict) else one for one in authors]
            yield {**node, "author": filled}
        else:
            yield node


def _id(node: Node) -> str:
    found = node.get("@id")
    return found if isinstance(found, str) else ""


def _people(scripts: Sequence[str]) -> dict[str, Node]:
    """Return the objects that have a name and an "@id", by it."""
    return {
        _id(node): node
        for script in scripts[:50]
        if "@id" in script
        for node in _nodes(_load(script))
        if node.get("name") and _id(node)
    }
