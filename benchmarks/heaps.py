"""Heaps of made reports as large as one likes: recipes over real ones, nothing of their text.

    a real event -> its articles, every telling word exchanged for another one about as common
                 -> a made event, told some other time, with as many copies as it takes

Within one made event a word is always exchanged for the same other word, so that articles which
shared wording still do; across events nothing is shared but the commonest words and stock
phrases. Made events have one to a few hundred reports; those beyond the real articles are cut,
reordered and spliced from them, or tell the same in other words.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.news import Labelled, event_triples, news_events
from reportedly.model import Block, Report, Span
from reportedly.rarity import rarity, stem
from reportedly.text import plain

START = date(2031, 1, 1)
_PER_DAY = 300  # made reports a day
_KEPT = 2.0  # words in more than one of seven texts stay; they tell no event from another
_GOLDEN = 0.6180339887498949
_COPIED = 0.35  # of the reports beyond the real ones; the others are reworded
_WORD = re.compile(r"[^\W\d_]{3,}")
_OUTLETS = tuple(f"Outlet {number}" for number in range(60))


@dataclass(frozen=True, slots=True)
class _Event:
    articles: tuple[tuple[str, tuple[str, ...]], ...]  # headline and paragraphs
    days: tuple[int, ...]  # since the first article


def make_heap(count: int, seed: int = 1) -> Iterator[tuple[str, Report]]:
    """Yield made reports with their made event, event by event; none without the data."""
    events = _real_events()
    if not events:
        return
    pools = _pools(events)
    made = number = 0
    while made < count:
        chance = random.Random(f"{seed} {number}")
        for report in _make_event(number, events, pools, chance, count):
            yield f"event {number}", report
            made += 1
            if made == count:
                return
        number += 1


def _real_events() -> list[_Event]:
    found: dict[str, list[Labelled]] = defaultdict(list)
    for each in (*news_events(), *event_triples()):
        found[each.event].append(each)
    return [_event(found[event]) for event in sorted(found)]


def _event(members: Sequence[Labelled]) -> _Event:
    ordered = sorted(members, key=lambda each: (each.report.published_from or date.min, each.name))
    first = ordered[0].report.published_from or date.min
    return _Event(
        articles=tuple(
            (each.report.title or "", tuple(_paragraphs(each.report)) or (each.name,))
            for each in ordered
        ),
        days=tuple(((each.report.published_from or first) - first).days for each in ordered),
    )


def _paragraphs(report: Report) -> Iterator[str]:
    for block in report.blocks:
        if block.kind in ("standfirst", "body"):
            yield from (line for line in block.span.of(report.text).split("\n") if line.strip())


_Pools = dict[tuple[bool, int], list[str]]


def _pools(events: Sequence[_Event]) -> _Pools:
    """Return the telling words of all articles by capital letter and by how common they are."""
    found: dict[tuple[bool, int], set[str]] = defaultdict(set)
    for event in events:
        for title, paragraphs in event.articles:
            for word in _WORD.findall(" ".join((title, *paragraphs))):
                if (band := _band(word)) is not None:
                    found[band].add(word)
    return {band: sorted(words) for band, words in found.items()}


def _band(word: str) -> tuple[bool, int] | None:
    value = rarity().get(stem(plain(word)), 9.0)
    return (word[0].isupper(), int(value)) if value >= _KEPT else None


def _make_event(
    number: int, events: Sequence[_Event], pools: _Pools, chance: random.Random, count: int
) -> Iterator[Report]:
    real = events[chance.randrange(len(events))]
    # Few are large; drawn evenly, so that small and large heaps are made up alike.
    size = min(300, max(1, int(2.5 / max(1e-3, number * _GOLDEN % 1) ** 0.75)))
    start = START + timedelta(days=chance.randrange(max(1, count // _PER_DAY)))
    order = chance.sample(range(len(real.articles)), len(real.articles))
    common: dict[str, str] = {}
    for place in range(size):
        at = order[place % len(order)]
        title, paragraphs = real.articles[at]
        words = common
        if place >= len(order) and chance.random() < _COPIED:
            other = real.articles[chance.choice(order)][1]
            paragraphs = _recombined(paragraphs, other, chance)
        elif place >= len(order):
            words = _reworded(common, place, pools)
            paragraphs = tuple(_shuffled(line, chance) for line in paragraphs)
        day = start + timedelta(days=min(20, real.days[at]))
        lines = [_exchanged(line, number, words, pools) for line in (title, *paragraphs)]
        yield _as_report(f"{number}-{place}", lines, day, chance.choice(_OUTLETS))


def _reworded(words: dict[str, str], place: int, pools: _Pools) -> dict[str, str]:
    """Return another desk's own words: half of those that are no names, exchanged once more."""
    found = dict(words)
    for word in words:
        band = _band(word)
        if band and not band[0] and _hash(f"{place} {word}") % 2:
            found[word] = _drawn(word, place, pools[band])
    return found


def _recombined(
    own: tuple[str, ...], other: tuple[str, ...], chance: random.Random
) -> tuple[str, ...]:
    """Return a later desk's version: cut at the end, some paragraphs swapped, some taken over."""
    kept = list(own[: max(1, round(len(own) * chance.uniform(0.4, 1.0)))])
    at = chance.randrange(len(kept))
    kept[at:] = reversed(kept[at:])
    if chance.random() < 0.3:
        kept += other[: max(1, len(other) // 3)]
    return tuple(kept)


def _shuffled(line: str, chance: random.Random) -> str:
    """Return the words of a paragraph in another order: the same news, no run of them shared."""
    words = line.split(" ")
    return " ".join(chance.sample(words, len(words)))


def _exchanged(line: str, number: int, words: dict[str, str], pools: _Pools) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word not in words:
            band = _band(word)
            words[word] = word if band is None else _drawn(word, number, pools[band])
        return words[word]

    return _WORD.sub(other, line)


def _drawn(word: str, number: int, pool: Sequence[str]) -> str:
    return pool[_hash(f"{number} {word}") % len(pool)]


def _hash(words: str) -> int:
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest)


def _as_report(name: str, lines: Sequence[str], day: date, outlet: str) -> Report:
    text = "\n\n".join(lines)
    spans = [Span(0, len(lines[0])), Span(min(len(text), len(lines[0]) + 2), len(text))]
    return Report(
        id=hashlib.blake2b(name.encode(), digest_size=8).hexdigest(),
        path=f"{name}.txt",
        sha256="",
        text=text,
        language="en",
        title=lines[0],
        title_span=spans[0],
        outlet=outlet,
        published_from=day,
        published_until=day,
        published_basis="given",
        blocks=(
            Block(report_id=name, span=spans[0], kind="headline", reason=""),
            Block(report_id=name, span=spans[1], kind="body", reason=""),
        ),
    )
