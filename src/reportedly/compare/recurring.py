r"""What several reports say that no question asks for: statements alike in words and figures.

    "The ferry ran aground off Elsund on Monday"            \
    "A ferry struck rocks near Elsund on Monday, 12 hurt"    >  one proposition
    "Two boats lay in the harbour of Elsund"                    none: only names are shared

Words are weighed by how few statements of the story have them. Outlets' own sentences take part.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reportedly.compare.answers import REMARKS, Answer, plain_answer
from reportedly.compare.material import Material
from reportedly.intervals import nominal
from reportedly.model import Statement
from reportedly.rarity import stem, weight
from reportedly.text import WORD

FRAME = "told"
# Swept on the labelled development stories of the benchmark: from 0.45 on nine in ten pairs are
# right; at 0.32, where F1 is best by a hair, two in three.
_LEAST = 0.45
_NOT_FIRST = 0.05  # by how much more a statement must be like another than the first of a group
_SAME_FIGURE, _SAME_SPEAKER = 0.15, 0.05
_OTHER_FIGURE = 0.5  # factor where both give figures and share none
_FEWEST = 3  # words of its own that a statement needs
_PROBES = 6  # of its rarest words, by which a statement finds others
_HINT = 0.1  # what those words alone must make of the likeness
_POSTED = 60  # statements looked at for one word
_NEAREST = 15  # statements that one is held against
_MOST = 400  # propositions of a story


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement as weighed words."""

    report_id: str
    voice: str
    weights: Mapping[str, float]  # of length one together
    rarest: tuple[str, ...]
    figures: frozenset[tuple[float, str | None]]
    negated: bool


def find_recurring(together: Iterable[Collection[str]], material: Material) -> Iterator[Answer]:
    """Yield answers of the frame "told": one topic for each thing that two reports say.

    `together` holds what other questions find to say the same; it is not said twice.
    """
    words = _weighed(material)
    within: dict[str, list[frozenset[str]]] = defaultdict(list)
    for said in map(frozenset, together):
        for one in said:
            within[one].append(said)
    kept = 0
    for group in _gathered(words):
        reports = {words[one].report_id for one in group}
        known = any(said.issuperset(group) for said in within[group[0]])
        if len(reports) < 2 or known or kept >= _MOST:
            continue
        kept += 1
        for one in group:
            answer = plain_answer(material.statements[one], FRAME, material)
            stance = "-" if words[one].negated else "+"
            yield replace(answer, stance=stance, topic=group[0])


def _weighed(material: Material) -> dict[str, _Words]:
    """Return the statements that say something, in order of publication."""
    stems: dict[str, frozenset[str]] = {}
    for one in material.ordered(material.statements):
        statement = material.statements[one]
        if statement.counted and statement.content and statement.act not in REMARKS:
            found = frozenset(
                stem(match.group())
                for piece in material.pieces(statement)
                for match in WORD.finditer(piece.text)
            )
            stems[one] = frozenset(word for word in found if weight(word) >= _TELLING)
    having = Counter(word for found in stems.values() for word in found)
    rare = {word: math.log((len(stems) + 1) / count) for word, count in having.items()}
    return {
        one: _words(material.statements[one], found, rare, material)
        for one, found in stems.items()
        if len(found) >= _FEWEST
    }


_TELLING = 0.7  # "the", "it" and "would" are in nearly every news text; "new" and "police" are not


def _words(
    statement: Statement, found: frozenset[str], rare: Mapping[str, float], material: Material
) -> _Words:
    ordered = sorted(found, key=lambda word: (-rare[word], word))
    length = math.sqrt(sum(rare[word] ** 2 for word in ordered)) or 1.0
    figures = (material.figures.get(i) for i in statement.figures)
    return _Words(
        report_id=statement.report_id,
        voice=material.voice(statement.id),
        weights={word: rare[word] / length for word in ordered},
        rarest=tuple(word for word in ordered if rare[word] > 0)[:_PROBES],
        figures=frozenset(
            (value, figure.unit)
            for figure in figures
            if figure is not None and (value := nominal(figure)) is not None
        ),
        negated=statement.polarity == "-" or statement.act == "deny",
    )


def _gathered(words: Mapping[str, _Words]) -> list[list[str]]:
    """Return statements that say the same, each with the group that has the likest of all."""
    groups: list[list[str]] = []
    home: dict[str, int] = {}
    posted: dict[str, list[str]] = defaultdict(list)
    for one, own in words.items():
        shared: dict[str, float] = defaultdict(float)
        for word in own.rarest:
            for other in posted[word][:_POSTED]:
                shared[other] += own.weights[word] * words[other].weights[word]
        likely = [other for other, alike in shared.items() if alike >= _HINT]
        near = sorted(likely, key=lambda other: (-round(shared[other], 6), home[other], other))
        best, at = 0.0, -1
        for other in near[:_NEAREST]:
            alike = likeness(words[other], own)
            first = groups[home[other]][0] == other
            if alike >= (_LEAST if first else _LEAST + _NOT_FIRST) and alike > best:
                best, at = alike, home[other]
        if at < 0:
            at = len(groups)
            groups.append([])
        groups[at].append(one)
        home[one] = at
        for word in own.weights:
            posted[word].append(one)
    return groups


def likeness(a: _Words, b: _Words) -> float:
    """Return how alike two statements are: the cosine of their words, moved by their figures."""
    if a.negated != b.negated:
        return 0.0
    few, many = sorted([a.weights, b.weights], key=len)
    score = sum(value * many[word] for word, value in few.items() if word in many)
    if a.figures and b.figures:
        if a.figures.isdisjoint(b.figures):
            return score * _OTHER_FIGURE
        score += _SAME_FIGURE
    return score + (_SAME_SPEAKER if a.voice == b.voice else 0.0)
