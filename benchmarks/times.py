"""Times: TimeML's TIMEX3 in TimeBank and AQUAINT, spans and values.

AQUAINT and half of TimeBank, by a hash of the articles' names, were looked at while the rules were
written; the figures are for the other half of TimeBank. Span F1 wants the same characters; value F1
wants the same value on an expression that overlaps, as TempEval-3 scores it.
"""

from __future__ import annotations

import hashlib
import html
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.annotated import Annotated, annotated
from benchmarks.table import Row, data_folder

TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
PEERS = {
    "span": {"HeidelTime (published)": ".818", "UWTime (published)": "~.831"},
    "value": {"HeidelTime (published)": "~.776", "UWTime (published)": "~.824"},
}


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: where it stands and what it is worth."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text, its day, and its expressions as annotated."""

    name: str
    text: str
    published: date | None
    timexes: tuple[Timex, ...]

    @property
    def held_out(self) -> bool:
        """Return whether the article lies in the half that is reported."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 1


def measure(sample: int | None = None) -> list[Row]:
    """Return strict span F1 and value F1 on the half held out."""
    articles = [a for a in read() if a.held_out and not a.name.startswith("AQUAINT")][:sample]
    if not articles:
        return []
    scores = score(articles)
    data = f"TimeBank, {len(articles)} articles held out by hash"
    rows = [
        Row(part="times", data=data, measure=f"{name} F1", ours=f"{scores[name]:.3f}", peers=peers)
        for name, peers in (("strict span", PEERS["span"]), ("value", PEERS["value"]))
    ]
    from benchmarks import histories  # it reads its articles as this module does

    return [
        *rows,
        speed([a for a in read() if not a.held_out][:sample]),
        *histories.measure(sample),
    ]


SPEED_ARTICLES = 60  # some 1,200 sentences; parsing them takes far longer than what is timed


def speed(articles: list[Article]) -> Row:
    """Return how fast figures and times are found together, sentences and parse given."""
    ready = [annotated(article.text, article.published) for article in articles[:SPEED_ARTICLES]]
    sentences = sum(len(one.sentences) for one in ready)
    best = min(_processor_time(ready) for _ in range(3))  # the first run loads the tables
    return Row(
        part="times",
        data=f"AQUAINT and TimeBank, {sentences} sentences",
        measure="figures and times together, sentences a second of processor time, without parse",
        ours=f"{sentences / best:.0f}",
    )


def _processor_time(ready: list[Annotated]) -> float:
    started = time.process_time()
    for one in ready:
        list(one.figures())
        list(one.times())
    return time.process_time() - started


def score(articles: list[Article]) -> dict[str, float]:
    """Return F1 for strict spans, overlapping spans and values."""
    right = {"strict span": 0, "overlap": 0, "value": 0}
    total = 0
    for article in articles:
        found = ours(article)
        total += len(found) + len(article.timexes)
        for one, other in pairs(article.timexes, found):
            right["overlap"] += 1
            right["strict span"] += (one.start, one.end) == (other.start, other.end)
            right["value"] += one.value == other.value
    return {name: 2 * count / total if total else 0.0 for name, count in right.items()}


def pairs(expected: tuple[Timex, ...], found: tuple[Timex, ...]) -> Iterator[tuple[Timex, Timex]]:
    """Yield each annotated expression with the first of ours that overlaps it."""
    left = list(found)
    for one in expected:
        fits = [other for other in left if one.start < other.end and other.start < one.end]
        if fits:
            best = next((o for o in fits if (o.start, o.end) == (one.start, one.end)), fits[0])
            left.remove(best)
            yield one, best


def ours(article: Article) -> tuple[Timex, ...]:
    """Return our expressions; ordinal days and "so far" are ours alone and not TimeML's."""
    return tuple(
        Timex(found.span.start, found.span.end, found.value or "")
        for found in annotated(article.text, article.published).times()
        if found.mod != "ORDINAL_DAY" and found.span.of(article.text).lower() != "so far"
    )


def read() -> list[Article]:
    """Return the articles of both collections, none where the data is absent."""
    path = data_folder() / "times" / "timebank_aquaint_tml.zip"
    if not path.exists():
        return []
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".tml"))
        return [from_timeml(name, archive.read(name).decode("utf-8", "replace")) for name in names]


def from_timeml(name: str, source: str) -> Article:
    """Return the text of a TimeML file without its tags, and the expressions in it."""
    created = re.search(r'<DCT>.*?value="([^"]*)"', source, re.DOTALL)
    body = source[source.find("<TEXT>") + len("<TEXT>") : source.find("</TEXT>")]
    text, timexes, opened, last = "", [], None, 0
    for tag in TAG.finditer(body):
        text += html.unescape(body[last : tag.start()])
        last = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if tag[1] and opened is not None:
            timexes.append(Timex(opened[0], len(text), opened[1]))
            opened = None
        elif not tag[1]:
            opened = (len(text), dict(ATTRIBUTE.findall(tag[3])).get("value", ""))
    text += html.unescape(body[last:])
    return Article(name, text, _day(created[1] if created else ""), tuple(timexes))


def _day(value: str) -> date | None:
    found = re.match(r"\d{4}-\d\d-\d\d", value)
    return date.fromisoformat(found[0]) if found else None
