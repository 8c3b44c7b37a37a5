"""How far reviewers agree: what two of them ruled on the same words, and where they part.

    log, statements -> judgements -> agreements, one for each two reviewers and kind

Each reviewer's last ruling on a thing counts, unless it was taken back. Agreement is given as a
share with its n, and as Cohen's kappa, which takes off what chance alone would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.model import Ruling, RulingKind, Words
from reportedly.rulings import Meant, in_force, reviewer

# What is judged, by the kinds of ruling that judge it.
_ON_ONE: Mapping[RulingKind, str] = {
    "right": "reading",
    "wrong": "reading",
    "speaker": "speaker",
    "question": "question",
}
_ON_TWO: Mapping[RulingKind, str] = {
    "same utterance": "utterance",
    "other utterance": "utterance",
    "same answer": "answer",
    "other answer": "answer",
    "conflict": "conflict",
    "no conflict": "conflict",
    "one agent": "agent",
    "other agent": "agent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one reviewer says of one thing.

    Attributes:
        about: What is judged: reading, speaker, question, utterance, answer, conflict, agent, side.
        thing: The statements or names that it is about.
        value: What was ruled.
        ruling: The ruling itself.
    """

    about: str
    thing: tuple[str, ...]
    value: str
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two reviewers agree on one sort of thing.

    Attributes:
        a: One reviewer.
        b: The other.
        about: What is judged.
        n: Things that both ruled on.
        agreed: On how many of these they say the same.
        kappa: Cohen's kappa; None where both always say one and the same.
        apart: Their judgements where they part, a's first.
    """

    a: str
    b: str
    about: str
    n: int
    agreed: int
    kappa: float | None
    apart: tuple[tuple[Judgement, Judgement], ...]


def agreements(log: Iterable[Ruling], meant: Meant) -> list[Agreement]:
    """Return the agreement of each two reviewers on each sort of thing that both ruled on."""
    of: dict[str, dict[tuple[str, tuple[str, ...]], Judgement]] = {}
    for one in in_force(log):  # in the order decided: the last on a thing stays
        for judged in _judgements(one, meant):
            of.setdefault(reviewer(one), {})[judged.about, judged.thing] = judged
    found = []
    for a, b in combinations(sorted(of), 2):
        both = sorted(set(of[a]) & set(of[b]))
        for about in sorted({name for name, _ in both}):
            pairs = [(of[a][thing], of[b][thing]) for thing in both if thing[0] == about]
            found.append(_agreement(a, b, about, pairs))
    return found


def _agreement(
    a: str, b: str, about: str, pairs: Sequence[tuple[Judgement, Judgement]]
) -> Agreement:
    values = [(x.value, y.value) for x, y in pairs]
    return Agreement(
        a=a,
        b=b,
        about=about,
        n=len(values),
        agreed=sum(x == y for x, y in values),
        kappa=kappa(values),
        apart=tuple((x, y) for x, y in pairs if x.value != y.value),
    )


def kappa(values: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two raters; None where chance alone gives full agreement.

    >>> kappa([("right", "right"), ("wrong", "wrong"), ("right", "wrong"), ("right", "right")])
    0.5
    """
    n = len(values)
    first, second = Counter(x for x, _ in values), Counter(y for _, y in values)
    chance = sum(first[value] * second[value] for value in first)
    if n == 0 or chance == n * n:
        return None
    agreed = sum(x == y for x, y in values)
    return (n * agreed - chance) / (n * n - chance)


def _judgements(one: Ruling, meant: Meant) -> Iterator[Judgement]:
    if one.kind == "side":
        for name in one.names[1:]:
            yield Judgement(about="side", thing=(name,), value=one.names[0], ruling=one)
        return
    things = [_thing(words, meant) for words in one.words] or list(one.names)
    about = _ON_ONE.get(one.kind)
    if about is not None:
        value = one.kind if about == "reading" else (one.names or ("the outlet itself",))[0]
        for thing in things:
            yield Judgement(about=about, thing=(thing,), value=value, ruling=one)
    elif one.kind in _ON_TWO:
        against = one.kind in ("conflict", "no conflict")
        pairs = [(things[0], other) for other in things[1:]] if against else combinations(things, 2)
        for x, y in pairs:
            both = (min(x, y), max(x, y))
            yield Judgement(about=_ON_TWO[one.kind], thing=both, value=one.kind, ruling=one)


def _thing(words: Words, meant: Meant) -> str:
    statement = meant.one(words)
    span = words.span
    return statement.id if statement else f"{words.report_id}:{span.start}-{span.end}"
