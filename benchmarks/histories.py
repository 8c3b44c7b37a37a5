"""Times in histories: half of WikiWars, whose narration runs from date to date.

The articles are read as undated reports: what they say hangs on the years that they name, not on
the day when they were written. Values are those of TIMEX2; expressions that the annotators gave
no value ("after the armistice") are left out on both sides, and of nested ones the outer counts.
"""

from __future__ import annotations

import html
import zipfile

from benchmarks.table import Row, data_folder
from benchmarks.times import ATTRIBUTE, TAG, Article, Timex, ours, pairs


def measure(sample: int | None = None) -> list[Row]:
    """Return value F1 on the articles of WikiWars that there are."""
    articles = read()[:sample]
    if not articles:
        return []
    value = f"{score(articles):.3f}"
    data = f"WikiWars, {len(articles)} articles of its dev half, also looked at while building"
    return [Row(part="times", data=data, measure="value F1", ours=value)]


def score(articles: list[Article]) -> float:
    """Return F1 for values on overlapping expressions."""
    right = total = 0
    for article in articles:
        found = [time for time in ours(article) if not _lies_in_open(time, article)]
        expected = tuple(time for time in article.timexes if time.value)
        total += len(expected) + len(found)
        right += sum(same(one.value, other.value) for one, other in pairs(expected, tuple(found)))
    return 2 * right / total if total else 0.0


def same(expected: str, got: str) -> bool:
    """Return whether two values are the same; TIMEX2 writes weekends and parts of days alike."""
    return expected == got


def _lies_in_open(time: Timex, article: Article) -> bool:
    """Return whether an expression of ours overlaps only such as have no value."""
    over = [t for t in article.timexes if t.start < time.end and time.start < t.end]
    return bool(over) and not any(t.value for t in over)


def read() -> list[Article]:
    """Return the articles, none where the data is absent."""
    path = data_folder() / "times" / "wikiwars_dev.zip"
    if not path.exists():
        return []
    with zipfile.ZipFile(path) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("keyinline/"))
        return [from_inline(n, archive.read(n).decode("utf-8", "replace")) for n in names]


def from_inline(name: str, source: str) -> Article:
    """Return the text of an article without its tags, and the outer expressions in it."""
    body = source[source.find("<TEXT>") + len("<TEXT>") : source.find("</TEXT>")]
    text, timexes, opened, last = "", [], [], 0
    for tag in TAG.finditer(body):
        text += html.unescape(body[last : tag.start()])
        last = tag.end()
        if tag[2] != "TIMEX2":
            continue
        if not tag[1]:
            opened.append((len(text), dict(ATTRIBUTE.findall(tag[3])).get("val", "")))
        elif opened:
            start, value = opened.pop()
            if not opened:
                timexes.append(Timex(start, len(text), value))
    text += html.unescape(body[last:])
    return Article(name, text, None, tuple(timexes))
