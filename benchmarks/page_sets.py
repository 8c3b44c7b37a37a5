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


def lines_in(lines: list[str], body: str) -> list[bool]:
    """Return which lines of a page belong to `body`, a person's copy of its main text.

    A line belongs where most of its five-word runs stand in the body. A shorter one must be a
    line of it, or a run of it, beside a long line that belongs: menus repeat the words of headings.
    """
    whole = {" ".join(words_of(line)) for line in body.split("\n")}
    words = words_of(body)
    runs = {size: {tuple(words[i : i + size]) for i in range(len(words))} for size in (3, 5)}
    first = [_belongs(words_of(line), whole, runs) for line in lines]
    lengths = [len(words_of(line)) for line in lines]
    found: list[bool] = []
    for index, belongs in enumerate(first):
        beside = range(max(0, index - 3), min(len(lines), index + 4))
        near = any(first[i] and lengths[i] > 5 for i in beside if i != index)
        found.append(belongs and (lengths[index] > 5 or near))
    return found


def _belongs(line: list[str], whole: set[str], runs: dict[int, set[tuple[str, ...]]]) -> bool:
    if not line:
        return False
    if " ".join(line) in whole:
        return True
    if len(line) < 5:
        return len(line) > 2 and all(
            tuple(line[i : i + 3]) in runs[3] for i in range(len(line) - 2)
        )
    hits = sum(tuple(line[i : i + 5]) in runs[5] for i in range(len(line) - 4))
    return hits > 0.6 * (len(line) - 4)


def sampled(pages: Iterable[GoldPage], sample: int | None) -> list[GoldPage]:
    """Return at most `sample` of the pages, evenly spread over them; all of them for None."""
    found = list(pages)
    if sample is None or len(found) <= sample:
        return found
    step = len(found) / sample
    return [found[int(number * step)] for number in range(sample)]
