"""Run single stages over bare text, for benchmarks whose data is sentences or articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.annotate import figures, names, parses, places, sentences, times
from reportedly.model import (
    Block,
    Figure,
    Mention,
    Parse,
    PlaceMention,
    Report,
    Sentence,
    Span,
    TimeMention,
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report made from bare text, with its sentences and its parse."""

    report: Report
    sentences: tuple[Sentence, ...]
    parses: tuple[Parse, ...]

    def figures(self) -> Iterator[Figure]:
        """Yield the figures of the text."""
        stage = figures.STAGE
        return stage.run(self.report, self.sentences, self.parses, stage.settings)

    def times(self) -> Iterator[TimeMention]:
        """Yield the time expressions of the text."""
        stage = times.STAGE
        return stage.run(self.report, self.sentences, self.parses, stage.settings)

    def names(self) -> Iterator[Mention]:
        """Yield whom and what the text names."""
        stage = names.STAGE
        return stage.run(self.report, self.sentences, self.parses, stage.settings)

    def places(
        self, mentions: tuple[Mention, ...] | None = None, *, derived: bool = False
    ) -> Iterator[PlaceMention]:
        """Yield the places that the text names; `mentions` are found where they are not given.

        `derived` is the setting of that name: words for peoples are given too.
        """
        stage = places.STAGE
        known = tuple(self.names()) if mentions is None else mentions
        settings = replace(stage.settings, derived=derived)
        return stage.run(self.report, self.parses, known, settings)


def annotated(text: str, published: date | None = None) -> Annotated:
    """Return `text` as a report of one body block, split into sentences and parsed."""
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="given")
    report = Report(
        id="r",
        path="-",
        sha256="",
        text=text,
        blocks=(block,),
        published_from=published,
        published_until=published,
        published_basis="given" if published else "none",
    )
    split = tuple(sentences.STAGE.run(report, sentences.STAGE.settings))
    parsed = tuple(parses.STAGE.run(report, split, parses.STAGE.settings))
    return Annotated(report, split, parsed)
