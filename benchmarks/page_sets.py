"""The page sets: pages with their main text, title, authors and date, and which are held aside."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from benchmarks.table import data_folder

WORD = re.compile(r"\w+")
VERSION = re.compile(r"_(\d{4}_\d\d_\d\d)\.html$")
SHINGLE = 4  # words
PARTS = 5  # one host in five is held aside from training


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page and what a person found on it; None where nobody said."""

    name: str
    host: str
    content: bytes
    body: str
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    day: date | None = None
    standfirst: tuple[str, ...] = ()  # paragraphs of the body that are its standfirst

    @property
    def held_aside(self) -> bool:
        """Whether no page of its host was trained on."""
        return int(hashlib.sha256(self.host.encode()).hexdigest(), 16) % PARTS == 0


def wcxb_pages() -> Iterator[GoldPage]:
    """Yield the article pages of WCXB (dev); those without a main text are left out."""
    path = data_folder() / "pages" / "wcxb_articles_dev.zip"
    if not path.exists():
        return
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".json"):
                continue
            gold = json.loads(archive.read(name))
            if not gold.get("main_content"):
                continue
            url = gold.get("url")
            yield GoldPage(
                name=name.removesuffix(".json"),
                host=(urlsplit(url or "").hostname or name).removeprefix("www."),
                content=archive.read(name.replace(".json", ".html")),
                body=gold["main_content"],
                url=url,
                title=gold.get("title"),
                authors=_names(gold.get("author") or ""),
                day=_day(gold.get("publish_date")),
            )


def _names(author: str) -> tuple[str, ...]:
    """Return the names in a string of them; degrees behind a name are none."""
    parts = [part.strip() for part in re.split(r",|;| and | & ", author)]
    return tuple(part for part in parts if len(part) > 4 and not part.isupper())


def outlet_pages() -> Iterator[GoldPage]:
    """Yield the pages of the outlet set; the versions of its JSON are in the order of the files."""
    path = data_folder() / "pages" / "outlet_pages_dev.zip"
    if not path.exists():
        return
    with zipfile.ZipFile(path) as archive:
        files: dict[str, list[str]] = {}
        for name in sorted(archive.namelist()):
            if VERSION.search(name):
                files.setdefault(VERSION.sub("", name), []).append(name)
        for outlet, names in files.items():
            versions = list(json.loads(archive.read(f"{outlet}.json")).values())
            if len(versions) != len(names):
                continue
            for name, gold in zip(names, versions, strict=True):
                yield _outlet_page(name, outlet, archive.read(name), gold)


def _outlet_page(name: str, outlet: str, content: bytes, gold: dict[str, Any]) -> GoldPage:
    body = gold.get("body") or {"summary": [], "sections": []}
    paragraphs = list(body["summary"])
    for section in body["sections"]:
        paragraphs += [*section["headline"], *section["paragraphs"]]
    return GoldPage(
        name=name,
        host=outlet,
        content=content,
        body="\n\n".join(paragraphs),
        title=gold.get("title"),
        authors=tuple(gold.get("authors") or ()),
        day=_day(gold.get("publishing_date")),
        standfirst=tuple(body["summary"]),
    )


def dated_pages() -> Iterator[GoldPage]:
    """Yield the pages that carry a publication date or are known to carry none."""
    path = data_folder() / "pages" / "dated_pages_dev.jsonl.gz"
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            gold = json.loads(line)
            yield GoldPage(
                name=gold["url"],
                host=urlsplit(gold["url"]).hostname or "",
                content=gold["html"].encode("utf-8", "replace"),
                body="",
                url=gold["url"],
                day=_day(gold["date"]),
            )


def _day(written: object) -> date | None:
    if not isinstance(written, str):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case."""
    return WORD.findall(text.lower())


def shingle_f1(found: str, gold: str) -> float:
    """Return the F1 of the four-word shingles of two texts, counted as often as they occur."""
    first, second = _shingles(found), _shingles(gold)
    shared = sum((first & second).values())
    if not first and not second:
        return 1.0
    return 2 * shared / (sum(first.values()) + sum(second.values()))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = words_of(text)
    size = max(1, min(SHINGLE, len(words)))
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def sampled(pages: Iterable[GoldPage], sample: int | None) -> list[GoldPage]:
    """Return at most `sample` of the pages, evenly spread over them; all of them for None."""
    found = list(pages)
    if sample is None or len(found) <= sample:
        return found
    step = len(found) / sample
    return [found[int(number * step)] for number in range(sample)]
