"""Texts that no page is: lines of one flattened page among those of pages of other hosts.

feed:        newer stories of other pages below an article
transplant:  menus, appeals and teasers of other pages around and inside an article
drops:       a page that lost some of its lines

What is learned from them does not lean on how one host arranges its pages.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.flattening import Flattened, article_with_some, ends, joined, reader_lines
from benchmarks.true_lines import TrueLine

from reportedly.model import BlockKind

APART = frozenset({"furniture", "teaser"})
LONG = 80  # characters of a paragraph
LONGEST_INNER = 250  # characters of furniture put between paragraphs
MANY_LINES = 1_500  # of a page that is left out
# fmt: off
OPENINGS = (
    "Latest news", "More news", "News Feed", "Newest", "Latest", "More stories", "Top stories",
    "All news", "Read also", "Most read", "Related", "In other news", "Aktuell", "Meistgelesen",
    "Mehr zum Thema", "Lo último", "À lire aussi", "Leggi anche", "More from us",
    "You may also like", "Recommended", "LIVE", "Today",
)
MORE = ("Read more", "More", "Read More »", "Continue reading", "Share", "Mehr", "Leer más")
MONTHS = ("March", "May", "July", "October")
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The lines of one page, where its article begins and ends, and what can be taken from it."""

    lines: tuple[TrueLine, ...]
    is_news: bool

    def titles(self) -> list[str]:
        """Return its headlines."""
        return [line.text for line in self.lines if line.kind == "headline"]

    def paragraph(self) -> str | None:
        """Return the first long paragraph of its article."""
        found = (line.text for line in self.lines if line.kind == "body")
        return next((text for text in found if len(text) > LONG), None)

    def around(self, *, above: bool) -> list[TrueLine]:
        """Return what stands above or below its article and is none of it."""
        first, last = ends(self.lines)
        chosen = self.lines[:first] if above else self.lines[last + 1 :]
        return [line for line in chosen if line.kind in APART and not line.wanted]

    def inner(self) -> list[TrueLine]:
        """Return furniture that may stand between paragraphs."""
        return [
            line
            for line in self.lines
            if line.kind == "furniture"
            and not (line.doubtful or line.hidden)
            and len(line.text) < LONGEST_INNER
        ]


def mixed(source: Source, sources: Sequence[Source], seed: int) -> Iterator[Flattened]:
    """Yield a page mixed with others in each way; the same seed always gives the same texts."""
    draw = random.Random(seed)
    for way, mix in MIXES.items():
        lines = mix(source, sources, draw)
        if any(line.wanted for line in lines):
            yield joined(lines, way, draw.choice(("\n", "\n", "\n\n")))


def _feed(source: Source, sources: Sequence[Source], draw: random.Random) -> list[TrueLine]:
    lines = list(article_with_some(source.lines, draw.randrange(1_000)))
    lines = lines[: ends(lines)[1] + 1 + draw.randint(0, 6)]
    if draw.random() < 0.8:
        lines.append(_line(draw.choice(OPENINGS), "furniture"))
    news = [one for one in sources if one.is_news] or list(sources)
    for _ in range(draw.randint(2, 12)):
        lines += _item(draw.choice(news if draw.random() < 0.5 else sources), draw)
    if draw.random() < 0.5:
        lines += draw.choice(sources).around(above=False)[: draw.randint(0, 25)]
    return lines


def _item(source: Source, draw: random.Random) -> Iterator[TrueLine]:
    titles, paragraph = source.titles(), source.paragraph()
    if not titles:
        return
    if draw.random() < 0.35:
        yield _line(_moment(draw), "furniture")
    yield _line(titles[0], "teaser")
    if paragraph and draw.random() < 0.4:
        if draw.random() < 0.4:
            cut = paragraph[: draw.randint(LONG, 2 * LONG)].rsplit(" ", 1)[0]
            paragraph = cut + draw.choice(("...", "…", ""))
        yield _line(paragraph[:350], "teaser")
    if draw.random() < 0.2:
        yield _line(draw.choice(MORE), "furniture")


def _moment(draw: random.Random) -> str:
    minute, month = f"{draw.randint(0, 59):02d}", draw.choice(MONTHS)
    return draw.choice(
        (
            f"{draw.randint(0, 23)}:{minute}",
            f"{draw.randint(1, 12)}:{minute} {draw.choice(('AM', 'PM'))}",
            f"{draw.randint(2, 23)} hours ago",
            f"{draw.randint(1, 28)} {month} {draw.randint(2015, 2026)}",
            f"{draw.randint(2, 59)} min ago",
        )
    )


def _transplant(source: Source, sources: Sequence[Source], draw: random.Random) -> list[TrueLine]:
    above = draw.choice(sources).around(above=True)
    below = draw.choice(sources).around(above=False)
    inner = draw.choice(sources).inner()
    lines: list[TrueLine] = []
    for line in reader_lines(source.lines):
        lines.append(line)
        if inner and draw.random() < 0.06:
            lines.append(draw.choice(inner))
        if draw.random() < 0.02:
            item = _item(draw.choice(sources), draw)
            lines += [one for one in item if one.kind == "teaser"][:1]
    kept = draw.choice((0, 1, 3, 8, 20, 60, len(above)))
    return above[len(above) - min(kept, len(above)) :] + lines + below[: draw.choice((3, 20, 150))]


def _drops(source: Source, sources: Sequence[Source], draw: random.Random) -> list[TrueLine]:
    lost = draw.choice((0.1, 0.3, 0.6))
    lines = [
        line
        for line in source.lines
        if line.kind == "headline" or draw.random() > (lost if line.kind in APART else 0.12)
    ]
    inside = [i for i, line in enumerate(lines) if line.wanted or line.kind == "headline"]
    if inside and draw.random() < 0.5:
        low, high = inside[0] - draw.randint(0, 10), inside[-1] + 1 + draw.randint(0, 40)
        lines = lines[max(0, low) : high]
    return lines


def _line(text: str, kind: BlockKind) -> TrueLine:
    return TrueLine(text=text, kind=kind, wanted=False, hidden=False, doubtful=False)


Mix = Callable[[Source, Sequence[Source], random.Random], list[TrueLine]]
MIXES: dict[str, Mix] = {"feed": _feed, "transplant": _transplant, "drops": _drops}
