r"""What several reports say that no question asks for: statements alike in words and figures.

    "The ferry ran aground off Elsund on Monday"            \
    "A ferry struck rocks near Elsund on Monday, 12 hurt"    >  one proposition
    "Two boats lay in the harbour of Elsund"                    none: only names are shared

Words are weighed by how few statements of the story have them; how sure it is that two say the
same was learned (`likeness`). Outlets' own sentences take part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.compare.answers import Answer, plain_answer
from reportedly.compare.likeness import NEVER, by_speakers, likeness
from reportedly.compare.material import Material
from reportedly.compare.weighed import Weighed, Wording, weigh

FRAME = "told"
# How sure it is that two say the same, as log-odds: as likely as not. On stories that the weights
# were not learned from F1 is level around it (0.514 at -0.2, 0.511 here, 0.506 at 0.2), and fewer
# are wrong further up (0.267, 0.251 and 0.225 of those put together).
_LEAST = 0.0
_AMONG = 1.0  # by how much less than to the first of a group a statement may be like the others
_SLACK = 1.5  # who speaks moves it by less than this
_MOST_OF_IT = 0.75  # share of the smaller of two groups that the larger has: they are one
_HINT = 0.05  # what its rarest words alone must make of the cosine
_POSTED = 60  # statements looked at for one word
_NEAREST = 20  # statements that one is held against
_HELD = 8  # of a group, those that a further statement must be like
_PARTS = 3  # groups that one statement leads; a fourth gains nothing
_MOST = 400  # propositions of a story


Said = tuple[str, int]  # a question, and the place of one of the answers to it


def find_recurring(
    together: Iterable[Collection[str]],
    material: Material,
    answers: Mapping[str, Collection[Said]] | None = None,
) -> Iterator[Answer]:
    """Yield answers of the frame "told": one topic for each thing that two reports say.

    `together` holds what other questions find to say the same; it is not said twice. A statement
    that says several things stands with each. What `answers` one question differently is not
    the same.
    """
    words = weigh(material)
    within: dict[str, list[frozenset[str]]] = defaultdict(list)
    for said in map(frozenset, together):
        for one in said:
            within[one].append(said)
    kept = 0
    for group in _merged(_gathered(words, answers or {})):
        reports = {words[one].report_id for one in group}
        known = any(said.issuperset(group) for said in within[group[0]])
        if len(reports) < 2 or known or kept >= _MOST or _differs(group, words):
            continue
        kept += 1
        for one in group:
            answer = plain_answer(material.statements[one], FRAME, material)
            stance = "-" if words[one].wording.negated else "+"
            yield replace(answer, stance=stance, topic=group[0])


def _differs(group: Sequence[str], words: Mapping[str, Weighed]) -> bool:
    """Return whether every statement of a group gives figures, and no two give one in common."""
    figures = [words[one].wording.figures for one in group]
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


def _gathered(
    words: Mapping[str, Weighed], answers: Mapping[str, Collection[Said]]
) -> Iterator[list[str]]:
    """Yield statements that say the same, each group led by its earliest statement.

    What is like the leader need not be like each other: a statement of several parts leads a
    group for each of them. Of statements in the same words one leads for all, and what one
    speaker says in them is looked at once.
    """
    wordings: dict[Wording, list[str]] = defaultdict(list)
    for one, own in words.items():
        wordings[own.wording].append(one)
    links = _linked({alike[0]: words[alike[0]] for alike in wordings.values()})
    order = {one: place for place, one in enumerate(words)}
    leads = {one: alike[0] for alike in wordings.values() for one in alike}
    likest = _Likest(words, leads, links, answers)
    repeated = {alike[0]: _by_kind(alike, words, answers) for alike in wordings.values()}
    within: dict[str, set[int]] = defaultdict(set)
    groups = 0
    for first in links:
        near: dict[str, float] = {}
        copies: dict[str, list[str]] = {first: [first]}
        for kind in (kind for other in (first, *links[first]) for kind in repeated[other]):
            later = kind[bisect_right(kind, order[first], key=order.__getitem__) :]
            if later and (like := likest.of(first, later[0])) >= _LEAST:
                near[later[0]], copies[later[0]] = like, later
        ranked = sorted(near, key=lambda one: (-round(near[one], 6), order[one]))
        for _ in range(_PARTS):
            group = [
                one for each in _next_group(first, ranked, within, likest) for one in copies[each]
            ]
            if not group:
                break
            groups += 1
            for one in group:
                within[one].add(groups)
            yield group


def _by_kind(
    alike: Iterable[str], words: Mapping[str, Weighed], answers: Mapping[str, Collection[Said]]
) -> list[list[str]]:
    """Return statements in the same words by who says them and what they answer."""
    found: dict[tuple[str | None, str, frozenset[Said]], list[str]] = defaultdict(list)
    for one in alike:
        own = words[one]
        told = own.utterance if own.utterance != one else ""
        found[own.agent, told, frozenset(answers.get(one, ()))].append(one)
    return list(found.values())


def _next_group(
    first: str, ranked: Sequence[str], within: Mapping[str, set[int]], likest: _Likest
) -> list[str]:
    """Return the likest statement that no group has beside `first` yet, and all like both."""
    new = next((one for one in ranked if within[first].isdisjoint(within[one])), None)
    if new is None:
        return []
    group = [first, new]
    for one in ranked:
        others = group[1:_HELD]
        if one != new and all(likest.of(other, one) >= _LEAST - _AMONG for other in others):
            group.append(one)
    return group


@dataclass(frozen=True, slots=True)
class _Likest:
    """How alike two statements are, told by how alike their wordings are."""

    words: Mapping[str, Weighed]
    leads: Mapping[str, str]  # the statement that stands for all in the same words
    links: Mapping[str, Mapping[str, float]]
    answers: Mapping[str, Collection[Said]]

    def of(self, a: str, b: str) -> float:
        """Return how sure it is that two statements say the same; `NEVER` where hardly."""
        one, two, x, y = self.words[a], self.words[b], self.leads[a], self.leads[b]
        base = likeness(one, two) if x == y else self.links[x].get(y, NEVER)
        if base == NEVER or _differ(self.answers.get(a, ()), self.answers.get(b, ())):
            return NEVER
        return base + by_speakers(one, two)


def _differ(a: Collection[Said], b: Collection[Said]) -> bool:
    """Return whether a question has both among its answers, and nowhere as one answer."""
    return {question for question, _ in a} & {question for question, _ in b} != set() and set(
        a
    ).isdisjoint(b)


def _linked(words: Mapping[str, Weighed]) -> dict[str, dict[str, float]]:
    """Return for each statement those that are nearly enough like it, and how much."""
    links: dict[str, dict[str, float]] = {one: {} for one in words}
    posted: dict[str, list[str]] = defaultdict(list)
    order = {one: place for place, one in enumerate(words)}
    for one, own in words.items():
        shared: dict[str, float] = defaultdict(float)
        for word in own.rarest:
            rare = own.rare[word] ** 2 / own.length
            for other in posted[word][:_POSTED]:
                shared[other] += rare / words[other].length
        near = [other for other, alike in shared.items() if alike >= _HINT]
        if len(near) > _NEAREST:  # of equals the earliest
            near.sort(key=lambda other: (-round(shared[other], 6), order[other]))
        for other in near[:_NEAREST]:
            alike = likeness(words[other], own)
            if alike >= _LEAST - _AMONG - _SLACK:
                links[one][other] = links[other][one] = alike
        for word in own.rare:
            posted[word].append(one)
    return links
