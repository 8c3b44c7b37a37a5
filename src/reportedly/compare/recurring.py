r"""What several reports say that no question asks for: statements alike in words and figures.

    "The ferry ran aground off Elsund on Monday"            \
    "A ferry struck rocks near Elsund on Monday, 12 hurt"    >  one proposition
    "Two boats lay in the harbour of Elsund"                    none: only names are shared

Words are weighed by how few statements of the story have them. Outlets' own sentences take part.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.compare.answers import REMARKS, Answer, plain_answer
from reportedly.compare.material import Material
from reportedly.intervals import nominal
from reportedly.model import Statement
from reportedly.rarity import stem, weight
from reportedly.text import WORD

FRAME = "told"
# Swept on the labelled development stories of the benchmark: from 0.31 to 0.34 F1 is flat, with
# four in five pairs right, and whichever story is left out the others choose from there.
_LEAST = 0.33
_AMONG = 0.1  # by how much less than to the first of a group a statement may be like the others
_SAME_FIGURE, _SAME_SPEAKER = 0.15, 0.05
# Headlines and first lines tell what a story is about. Swept with the above: from 0.1 to 0.15
# F1 is flat and a twelfth above that without; beyond, pairs are more often wrong.
_BOTH_FIRST = 0.12
_FIRST = 300  # characters of a report that are its first lines
_MOST_OF_IT = 0.75  # share of the smaller of two groups that the larger has: they are one
_OTHER_FIGURE = 0.5  # factor where both give figures and share none
_FEWEST = 3  # words of its own that a statement needs
_FEWEST_SHARED = 2  # one word alone is often only the name of what both speak of
_TELLING = 0.5  # "the", "it" and "would" are in nearly every news text; "new" and "police" are not
_PROBES = 14  # of its rarest words that others have, by which a statement finds others
_HINT = 0.05  # what those words alone must make of the likeness
_POSTED = 60  # statements looked at for one word
_NEAREST = 20  # statements that one is held against
_HELD = 8  # of a group, those that a further statement must be like
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
    first: bool  # whether it stands in the headline or the first lines
    wording: _Wording


_Wording = tuple[frozenset[str], frozenset[tuple[float, str | None]], bool, bool]


def find_recurring(together: Iterable[Collection[str]], material: Material) -> Iterator[Answer]:
    """Yield answers of the frame "told": one topic for each thing that two reports say.

    `together` holds what other questions find to say the same; it is not said twice. A statement
    that says several things stands with each.
    """
    words = _weighed(material)
    within: dict[str, list[frozenset[str]]] = defaultdict(list)
    for said in map(frozenset, together):
        for one in said:
            within[one].append(said)
    kept = 0
    for group in _merged(_gathered(words)):
        reports = {words[one].report_id for one in group}
        known = any(said.issuperset(group) for said in within[group[0]])
        if len(reports) < 2 or known or kept >= _MOST or _differs(group, words):
            continue
        kept += 1
        for one in group:
            answer = plain_answer(material.statements[one], FRAME, material)
            stance = "-" if words[one].negated else "+"
            yield replace(answer, stance=stance, topic=group[0])


def _differs(group: Sequence[str], words: Mapping[str, _Words]) -> bool:
    """Return whether every statement of a group gives figures, and no two give one in common."""
    figures = [words[one].figures for one in group]
    return all(figures) and len(frozenset().union(*figures)) == sum(map(len, figures))


def _merged(groups: Iterable[list[str]]) -> list[list[str]]:
    """Return groups, those put together of which one has most of the other's statements."""
    found: list[dict[str, None]] = []
    having: dict[str, set[int]] = defaultdict(set)
    for group in groups:
        common = Counter(place for one in group for place in having[one])
        home = min(
            (
                place
                for place, count in common.items()
                if count >= max(2, _MOST_OF_IT * min(len(group), len(found[place])))
            ),
            default=len(found),
        )
        if home == len(found):
            found.append({})
        for one in group:
            found[home].setdefault(one)
            having[one].add(home)
    return [list(group) for group in found]


def _weighed(material: Material) -> dict[str, _Words]:
    """Return the statements that say something, in order of publication."""
    stems: dict[str, frozenset[str]] = {}
    for one in material.ordered(material.statements):
        statement = material.statements[one]
        if _says_something(statement):
            stems[one] = frozenset(
                word for word in _stems(statement, material) if weight(word) >= _TELLING
            )
    having = Counter(word for found in stems.values() for word in found)
    rare = {word: math.log((len(stems) + 1) / count) for word, count in having.items()}
    shared = frozenset(word for word, count in having.items() if count > 1)
    return {
        one: _words(material.statements[one], found, rare, shared, material)
        for one, found in stems.items()
        if len(found) >= _FEWEST
    }


def _says_something(statement: Statement) -> bool:
    """Return whether a statement can say what another says: a bare "the error" says nothing."""
    if not (statement.counted and statement.content) or statement.act in REMARKS:
        return False
    return bool(statement.predicates) or statement.block == "headline"


def _stems(statement: Statement, material: Material) -> Iterator[str]:
    """Yield the stems of a statement's words, of "women-only" those of both parts."""
    for piece in material.pieces(statement):
        for match in WORD.finditer(piece.text):
            parts = [part for part in match.group().split("-") if len(part) > 1]
            yield from map(stem, parts if len(parts) > 1 else [match.group()])


def _words(
    statement: Statement,
    found: frozenset[str],
    rare: Mapping[str, float],
    shared: Collection[str],
    material: Material,
) -> _Words:
    ordered = sorted(found, key=lambda word: (-rare[word], word))
    length = math.sqrt(sum(rare[word] ** 2 for word in ordered)) or 1.0
    given = (material.figures.get(i) for i in statement.figures)
    figures = frozenset(
        (value, figure.unit)
        for figure in given
        if figure is not None and (value := nominal(figure)) is not None
    )
    negated = statement.polarity == "-" or statement.act == "deny"
    first = statement.block == "headline" or statement.content[0].start < _FIRST
    return _Words(
        report_id=statement.report_id,
        voice=material.voice(statement.id),
        weights={word: rare[word] / length for word in ordered},
        rarest=tuple(word for word in ordered if word in shared)[:_PROBES],
        figures=figures,
        negated=negated,
        first=first,
        wording=(found, figures, negated, first),
    )


def _gathered(words: Mapping[str, _Words]) -> Iterator[list[str]]:
    """Yield statements that say the same, each group led by its earliest statement.

    A group is yielded only where it brings two together that no earlier one has. Of statements in
    the same words one leads for all.
    """
    wordings: dict[_Wording, list[str]] = defaultdict(list)
    for one, own in words.items():
        wordings[own.wording].append(one)
    links = _linked({alike[0]: words[alike[0]] for alike in wordings.values()})
    order = {one: place for place, one in enumerate(words)}
    likest = _Likest(words, {own: alike[0] for own, alike in wordings.items()}, links)
    within: dict[str, set[int]] = defaultdict(set)
    groups = 0
    for first in links:
        near = {
            one: like
            for other in (first, *links[first])
            for one in wordings[words[other].wording]
            if order[one] > order[first] and (like := likest.of(first, one)) >= _LEAST
        }
        group = [first]
        for one in sorted(near, key=lambda one: (-round(near[one], 6), order[one])):
            if all(likest.of(other, one) >= _LEAST - _AMONG for other in group[:_HELD]):
                group.append(one)
        if all(within[first] & within[one] for one in group[1:]):
            continue
        groups += 1
        for one in group:
            within[one].add(groups)
        yield group


@dataclass(frozen=True, slots=True)
class _Likest:
    """How alike two statements are, told by how alike their wordings are."""

    words: Mapping[str, _Words]
    first: Mapping[_Wording, str]  # the statement that stands for all in the same words
    links: Mapping[str, Mapping[str, float]]

    def of(self, a: str, b: str) -> float:
        """Return the likeness of two statements; 0 where it is little."""
        one, two = self.words[a], self.words[b]
        x, y = self.first[one.wording], self.first[two.wording]
        base = _same(one) if x == y else self.links[x].get(y, 0.0)
        return base + (_SAME_SPEAKER if base and one.voice == two.voice else 0.0)


def _linked(words: Mapping[str, _Words]) -> dict[str, dict[str, float]]:
    """Return for each statement those that are nearly enough like it, and how much."""
    links: dict[str, dict[str, float]] = {one: {} for one in words}
    posted: dict[str, list[str]] = defaultdict(list)
    order = {one: place for place, one in enumerate(words)}
    for one, own in words.items():
        shared: dict[str, float] = defaultdict(float)
        for word in own.rarest:
            weight_here = own.weights[word]
            for other in posted[word][:_POSTED]:
                shared[other] += weight_here * words[other].weights[word]
        near = [other for other, alike in shared.items() if alike >= _HINT]
        if len(near) > _NEAREST:  # of equals the earliest
            near.sort(key=lambda other: (-round(shared[other], 6), order[other]))
        for other in near[:_NEAREST]:
            alike = likeness(words[other], own)
            if alike >= _LEAST - _AMONG - _SAME_SPEAKER:
                links[one][other] = links[other][one] = alike
        for word in own.weights:
            posted[word].append(one)
    return links


def _same(own: _Words) -> float:
    """Return how like a statement one in the same words is."""
    return 1.0 + (_SAME_FIGURE if own.figures else 0.0) if len(own.weights) > 1 else 0.0


def likeness(a: _Words, b: _Words) -> float:
    """Return how alike two statements are: the cosine of their words, moved by their figures.

    Who says them is not looked at here.
    """
    if a.negated != b.negated:
        return 0.0
    few, many = sorted([a.weights, b.weights], key=len)
    shared = [word for word in few if word in many]
    if len(shared) < _FEWEST_SHARED:
        return 0.0
    score = sum(few[word] * many[word] for word in shared)
    if a.first and b.first:
        score += _BOTH_FIRST
    if a.figures and b.figures:
        if a.figures.isdisjoint(b.figures):
            return score * _OTHER_FIGURE
        score += _SAME_FIGURE
    return score
