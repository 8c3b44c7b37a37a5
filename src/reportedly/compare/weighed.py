"""Statements as weighed words: what is looked at to tell whether two of them say the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.compare.answers import REMARKS
from reportedly.compare.material import Material
from reportedly.intervals import nominal
from reportedly.model import Span, Statement
from reportedly.rarity import stem, weight
from reportedly.text import WORD, hull, plain

_FIRST = 300  # characters of a report that are its first lines
_TELLING = 0.5  # "the", "it" and "would" are in nearly every news text; "new" and "police" are not
_PROBES = 14  # of its rarest words that others have, by which a statement finds others

_Number = tuple[float, str | None]


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a statement, whoever says it; statements often share one.

    Attributes:
        stems: The stems that tell something.
        pairs: The stems that stand side by side, common ones included.
        names: Those of the stems that bear a capital inside a sentence.
        digits: The numbers as they are written.
        figures: The numbers that figures were read from, with their units.
        negated: Whether it is denied or negated.
        voice: "own", "quoted" or "told".
        bare: Whether it has no verb of its own: "the bill", "a surprise".
        headline: Whether it is a headline.
        first: Whether it stands in the headline or the first lines.
    """

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    digits: frozenset[str]
    figures: frozenset[_Number]
    negated: bool
    voice: str
    bare: bool
    headline: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a whole sentence, weighed likewise; its statements share it."""

    rare: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement with the weight of its words: how few statements of the story have them."""

    report_id: str
    agent: str | None  # who says it, where that one has a name
    utterance: str  # the act of speech that it tells; itself where no other report tells it
    wording: Wording
    rare: Mapping[str, float]  # the rarest first
    rarest: tuple[str, ...]  # of those that other statements have
    total: float  # sum of the weights
    length: float  # root of the sum of their squares
    around: Sentence  # in which it stands
    among: int  # statements of the story


def weigh(material: Material) -> dict[str, Weighed]:
    """Return the statements that say something, in order of publication."""
    wordings: dict[str, Wording] = {}
    for one in material.ordered(material.statements):
        statement = material.statements[one]
        if statement.counted and statement.content and statement.act not in REMARKS:
            wording = _wording(statement, material)
            if wording.stems:
                wordings[one] = wording
    having = Counter(word for wording in wordings.values() for word in wording.stems)
    rare = {word: math.log((len(wordings) + 1) / count) for word, count in having.items()}
    shared = frozenset(word for word, count in having.items() if count > 1)
    around = _sentences(wordings, material)
    return {
        one: _weighed(one, wording, rare, shared, around[one], len(wordings), material)
        for one, wording in wordings.items()
    }


def _sentences(statements: Collection[str], material: Material) -> dict[str, Sentence]:
    """Return the sentence of each statement; a word is as rare as few statements stand by it."""
    words: dict[tuple[str, Span], frozenset[str]] = {}
    where: dict[str, tuple[str, Span]] = {}
    for one in statements:
        statement = material.statements[one]
        inner = hull(statement.content)
        start, end = statement.context.start, statement.context.end
        span = Span(min(start, inner.start), max(end, inner.end))
        where[one] = statement.report_id, span
        if where[one] not in words:
            text = material.reports[statement.report_id].text
            words[where[one]] = frozenset(stem for stem, _ in _words(text, (span,)))
    having = Counter(word for place in where.values() for word in words[place])
    rare = {word: math.log((len(where) + 1) / count) for word, count in having.items()}
    found: dict[frozenset[str], Sentence] = {}
    for own in words.values():
        if own not in found:
            length = math.sqrt(sum(rare[word] ** 2 for word in sorted(own))) or 1.0
            found[own] = Sentence({word: rare[word] for word in sorted(own)}, length)
    return {one: found[words[place]] for one, place in where.items()}


def _weighed(
    one: str,
    wording: Wording,
    rare: Mapping[str, float],
    shared: Collection[str],
    around: Sentence,
    among: int,
    material: Material,
) -> Weighed:
    ordered = sorted(wording.stems, key=lambda word: (-rare[word], word))
    agent = material.agent_of(one)
    return Weighed(
        report_id=material.statements[one].report_id,
        agent=agent.id if agent is not None and agent.named else None,
        utterance=material.utterance(one),
        wording=wording,
        rare={word: rare[word] for word in ordered},
        rarest=tuple(word for word in ordered if word in shared)[:_PROBES],
        total=sum(rare[word] for word in ordered) or 1.0,
        length=math.sqrt(sum(rare[word] ** 2 for word in ordered)) or 1.0,
        around=around,
        among=among,
    )


def _wording(statement: Statement, material: Material) -> Wording:
    report = material.reports.get(statement.report_id)
    words = list(_words(report.text, statement.content)) if report is not None else []
    stems = [stem for stem, _ in words]
    given = (material.figures.get(i) for i in statement.figures)
    return Wording(
        stems=_telling(stems),
        pairs=frozenset(pairwise(stems)),
        names=_telling(stem for stem, is_name in words if is_name),
        digits=frozenset(stem for stem in stems if stem[0].isdigit()),
        figures=frozenset(
            (value, figure.unit)
            for figure in given
            if figure is not None and (value := nominal(figure)) is not None
        ),
        negated=statement.polarity == "-" or statement.act == "deny",
        voice=_VOICES.get(statement.kind, "quoted"),
        bare=not statement.predicates and statement.block != "headline",
        headline=statement.block == "headline",
        first=statement.block == "headline" or statement.content[0].start < _FIRST,
    )


_VOICES = {"own voice": "own", "indirect": "told"}


def _telling(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in stems if weight(word) >= _TELLING)


def _words(text: str, pieces: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the stems of words, of "women-only" those of both parts, and which are names."""
    for piece in pieces:
        for match in WORD.finditer(text, piece.start, piece.end):
            word = match.group()
            parts = [part for part in word.split("-") if len(part) > 1]
            capital = word[0].isupper() and match.start() > piece.start
            for part in parts if len(parts) > 1 else [word]:
                found = stem(plain(part))
                if found:
                    yield found, capital
