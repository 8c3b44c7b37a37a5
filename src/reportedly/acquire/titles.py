"""Decide what a report is called, by what its page's places agree on.

    og:title "Bridge shut after crack | Varnholm Herald"   <h1> "Bridge shut after crack is found"
    JSON-LD headline "Bridge shut after crack"             -> "Bridge shut after crack"

Outlets give one article two or three titles: one above the text, one for sharing, one for search.
A page that says it is news means the one it shares; elsewhere that is often written for search
engines, and the headline above the text counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from reportedly.acquire.page_data import PageData
from reportedly.model import Block, Span
from reportedly.register import Listed
from reportedly.text import plain

TITLE_END = re.compile(r"\s+[|–—·»•]\s+|\s+-\s+|\s+:: ")
SEPARATOR = re.compile(r"\s+[|–—·»•:]{1,2}\s+|\s+-\s+|\s*[|ㅣ｜：]\s*")
WORD = re.compile(r"\w+")
NOT_WORD = re.compile(r"\W+")
ANY_SITE = frozenset({"com", "co", "org", "net", "blog", "news", "www", "gov", "edu", "ac"})
LARGE = re.compile(r"/h1(?:\[\d+\])?(?:/|$)")
FEWEST_WORDS = 2  # of a heading that may be the title
LONGEST = 400  # characters of a title; what is longer is a description
# What each place counts. Of 937 development pages, halved by host, the weights of news were the
# best of a grid on both halves (.93 of the titles of news pages, where it was .90); elsewhere no
# other weights were better. A largest heading that was not typed as the headline ("heading") made
# the titles of news pages worse at any weight, and those elsewhere best at this one (.890, where
# they were .880); a chooser learned over all candidates was better on neither half.
# twitter:title repeats og:title, and is no second witness.
NEWS = {
    "og:title": 2.5, "headline": 1.6, "<title>": 0.5, "line": 1.6, "told": 2.0,
    "twitter:title": 0.0, "other": 0.5, "heading": 0.0,
}  # fmt: skip
ELSEWHERE = {
    "og:title": 1.0, "headline": 1.2, "<title>": 1.1, "line": 4.0, "told": 2.0, "other": 0.5,
    "heading": 2.5,
}  # fmt: skip
# What may stand between a title and an addition to it; without one the shorter title was cut off.
ADDITION = re.compile(r"\W*[|–—·»•:,;(\[/…-]|[.!?…]|\W*$")
AGREED = 3  # places that give the same title, which then no place has cut off
WHOLE = 0.6  # share of a title that another's words must make for the rest to be an addition


@dataclass(frozen=True, slots=True)
class _Titled:
    place: str
    words: str
    span: Span | None = None


def find_title(
    text: str,
    blocks: Sequence[Block],
    data: PageData,
    page_title: str | None,
    *,
    url: str | None = None,
    listed: Listed | None = None,
) -> tuple[str | None, Span | None]:
    """Return the title and, where it is a line of the report, its words there.

    `listed` is the outlet in the register whose domain the address lies in.

    >>> data = PageData(titled=(("og:title", "Shut - Herald"),), outlets=("Herald",))
    >>> find_title("", (), data, None)
    ('Shut', None)
    """
    found = list(_candidates(text, blocks, data, page_title))
    if not found:
        return None, None
    sites = _sites(data, url, listed)
    forms = {_key(one.words) for one in found}
    weights = NEWS if data.is_news or listed else ELSEWHERE
    scores: dict[tuple[str, ...], float] = {}
    shown: dict[tuple[str, ...], str] = {}
    cleaned = [_cleaned(one.words, sites, forms) for one in found]
    for one, bare in zip(found, cleaned, strict=True):
        words = _uncut(bare, cleaned)
        if key := _key(words):
            scores[key] = scores.get(key, 0.0) + weights.get(one.place, weights["other"])
            shown.setdefault(key, words)
    if not scores:
        return None, None
    best = max(scores, key=lambda key: scores[key])
    span = next((_part(one.span, text, shown[best]) for one in found if one.span), None)
    return _spaced(span.of(text)) if span else shown[best], span


def bare_title(title: str) -> str:
    """Return a page's <title> without the name of the site at its end.

    >>> bare_title("Bridge shut after crack is found | The Varnholm Herald")
    'Bridge shut after crack is found'
    """
    pieces = TITLE_END.split(title)
    longest = max(pieces, key=len)
    return pieces[0] if len(pieces[0]) * 2 >= len(longest) else longest


def _candidates(
    text: str, blocks: Sequence[Block], data: PageData, page_title: str | None
) -> Iterator[_Titled]:
    for place, words in data.titled:
        if len(words) <= LONGEST:
            yield _Titled(place, _spaced(words))
    if page_title and len(page_title) <= LONGEST:
        yield _Titled("<title>", _spaced(page_title))
    headline = next((block.span for block in blocks if block.kind == "headline"), None)
    if headline is not None:
        yield _Titled("line", _spaced(headline.of(text)), headline)
    elif heading := _large_line(text, blocks, [words for _, words in data.titled]):
        yield _Titled("heading", _spaced(heading.of(text)), heading)


def _large_line(text: str, blocks: Sequence[Block], told: Sequence[str]) -> Span | None:
    """Return the heading of the first rank that stands for the headline where no line was typed.

    Of several, the one with most words of the titles that the page gives, if it has any.
    """
    large = [block.span for block in blocks if LARGE.search(block.place or "")]
    named = {word for words in told for word in _key(words)}
    found = [(len(named & set(_key(span.of(text)))), -span.start, span) for span in large]
    found = [one for one in found if len(_key(one[2].of(text))) >= FEWEST_WORDS]
    if len(found) > 1:
        found = [one for one in found if one[0]]
    return max(found)[2] if found else None


def _spaced(words: str) -> str:
    return " ".join(words.replace("\xad", "").split())


def _key(words: str) -> tuple[str, ...]:
    # Asked of the same titles many times; a line of a megabyte is not worth keeping.
    return _kept_key(words) if len(words) <= LONGEST else _new_key(words)


def _new_key(words: str) -> tuple[str, ...]:
    return tuple(WORD.findall(plain(words)))


_kept_key = lru_cache(maxsize=1_024)(_new_key)


def _part(line: Span, text: str, title: str) -> Span | None:
    """Return where in the headline's line the title stands; None where it is another's words."""
    words = line.of(text)
    if _key(words) == _key(title):
        return line
    at = words.find(title)
    return Span(line.start + at, line.start + at + len(title)) if at >= 0 else None


# --- the names of sites in titles -------------------------------------------------------------


def _sites(data: PageData, url: str | None, listed: Listed | None) -> frozenset[str]:
    """Return the names under which the site may stand in its titles, letters only.

    A name after "=", of a section, counts only as a whole.
    """
    names = {_letters(name) for name in data.outlets}
    names |= {_letters(name) for name in (listed.name, *listed.aliases)} if listed else set()
    try:
        address = urlsplit(url or data.url or "")
        host = (address.hostname or "").removeprefix("www.")
    except ValueError:
        return frozenset(name for name in names if len(name) > 1)
    parts = [part for part in host.split(".")[:-1] if part not in ANY_SITE and len(part) > 2]
    return frozenset(
        name for name in {*names, _letters(host), *parts, *_sections(address.path)} if len(name) > 1
    )


def _sections(path: str) -> list[str]:
    """Return the sections that an address lies in, as `_sites` has them; the last part is no one.

    >>> _sections("/news/uk-politics/bridge-shut-after-crack-is-found-123")
    ['=news', '=ukpolitics']
    """
    parts = path[:500].split("/")[1:-1]
    return [f"={_letters(part)}" for part in parts if part and part.count("-") < 2]


def _letters(words: str) -> str:
    return NOT_WORD.sub("", plain(words))


def _is_site(piece: str, sites: frozenset[str]) -> bool:
    letters = _letters(piece)
    if f"={letters}" in sites:
        return True
    if len(letters) < 3:
        return letters in sites or not letters
    return any(
        letters == site
        or (
            len(site) > 3
            and len(letters) < 2.2 * len(site) + 6
            and (site in letters or letters in site)
        )
        for site in sites
    )


def _cleaned(title: str, sites: frozenset[str], forms: Iterable[tuple[str, ...]]) -> str:
    """Return a title without the site's name at its ends, nor what only this place adds."""
    while breaks := list(SEPARATOR.finditer(title)):
        first, last = breaks[0], breaks[-1]
        if last.start() and _is_site(title[last.end() :], sites):
            title = title[: last.start()].strip()
        elif _is_site(title[: first.start()], sites):
            title = title[first.end() :].strip()
        else:
            break
    key = _key(title)
    for form in sorted(forms, key=len, reverse=True):
        if _begins(form, key) and ADDITION.match(_after(title, len(form))):
            shorter = _first_words(title, len(form))
            # "[Rates, Service" was cut off; nothing was added to it.
            if all(shorter.count(one) == shorter.count(other) for one, other in ("()", "[]")):
                return shorter
    return title


def _begins(form: tuple[str, ...], key: tuple[str, ...]) -> bool:
    """Return whether a title is the greater part of another, from its beginning."""
    added = len(form) < len(key) and key[: len(form)] == form
    return added and sum(map(len, form)) >= WHOLE * sum(map(len, key))


def _uncut(title: str, others: Iterable[str]) -> str:
    """Return the whole of a title that this place cuts off in the middle; itself where none is.

    >>> _uncut("Bridge shut after crack", ["Bridge shut after crack found"])
    'Bridge shut after crack found'
    """
    key = _key(title)
    others = list(others)
    if sum(_key(other) == key for other in others) >= AGREED:
        return title
    for other in others if key else ():
        if _begins(key, _key(other)) and not ADDITION.match(_after(other, len(key))):
            return other
    return title


def _after(title: str, count: int) -> str:
    """Return what follows the first words of a title."""
    *_, last = islice(WORD.finditer(title), count)
    return title[last.end() :]


def _first_words(title: str, count: int) -> str:
    matches = list(WORD.finditer(title))[:count]
    rest = title[matches[-1].end() :]
    closing = re.match(r"[.!?…”’\"'»)]*", rest)
    return title[: matches[-1].end()] + (closing.group() if closing else "")
