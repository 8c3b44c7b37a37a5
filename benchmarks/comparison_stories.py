"""Utterances, propositions and oppositions on the labelled stories, beside plain baselines.

Pairs of passages of two reports are counted. Two parts of one speech are no pair that must be
found and none that is wrong. The baselines get the threshold that is best on the very data:
the same speaker and shared words for utterances, TF-IDF cosine for what says the same.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from benchmarks.labelled_stories import Pair, Passage, Reading, pairs, read_stories
from benchmarks.table import Row
from reportedly.rarity import stem
from reportedly.text import WORD, plain, words_of

_STEPS = [step / 20 for step in range(1, 20)]
Sides = list[set[Passage]]
Scored = list[tuple[float, Pair]]
Counted = Callable[[Reading, set[Pair]], "Counts"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What is right of what was found, and of what there is."""

    right: int = 0
    found: int = 0
    met: int = 0
    there: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the counts of two stories together."""
        return Counts(
            self.right + other.right,
            self.found + other.found,
            self.met + other.met,
            self.there + other.there,
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.right / max(self.found, 1), self.met / max(self.there, 1)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __str__(self) -> str:
        """Return F1 with precision and recall."""
        precision, recall = self.right / max(self.found, 1), self.met / max(self.there, 1)
        return f"{self.f1:.3f} (P {precision:.3f}, R {recall:.3f})"


def count_pairs(found: Set[Pair], gold: Set[Pair], free: Set[Pair] = frozenset()) -> Counts:
    """Return the counts of pairs; those in `free` alone are neither right nor wrong."""
    told = found - (free - gold)
    hits = len(told & gold)
    return Counts(hits, len(told), hits, len(gold))


def utterances(reading: Reading) -> Counts:
    """Return how many pairs of tellings of one remark were found."""
    story = reading.story
    return count_pairs(pairs(reading.utterances()), story.told(), story.of_one_act())


def propositions(reading: Reading) -> Counts:
    """Return how many pairs that say the same were found."""
    return count_pairs(pairs(reading.propositions()), reading.story.same())


def oppositions(reading: Reading) -> Counts:
    """Return how many oppositions were found, and how many of those found are there."""
    story = reading.story
    gold = story.sides([row["sides"] for row in story.oppositions])
    free = story.sides(story.undecided)
    found = [sides for sides in reading.conflicts() if _any(sides, gold) or not _any(sides, free)]
    right = sum(_any(sides, gold) for sides in found)
    met = sum(_any(sides, found) for sides in gold)
    return Counts(right, len(found), met, len(gold))


def updates(reading: Reading) -> Counts:
    """Return how many of the updates there are were found; those found beyond are not judged."""
    gold = reading.story.sides(reading.story.updates)
    found = reading.updates()
    met = sum(any(a & c and b & d for c, d in found) for a, b in gold)
    return Counts(met, met, met, len(gold))


def _any(sides: Sides, others: Sequence[Sides]) -> bool:
    """Return whether two of some sides meet two sides of another opposition."""
    return any(
        sides[m] & other[a] and sides[n] & other[b]
        for other in others
        for m, n in combinations(range(len(sides)), 2)
        for a, b in ((0, 1), (1, 0))
    )


# --- baselines ---------------------------------------------------------------------------------


def _stems(reading: Reading) -> dict[str, list[str]]:
    found = {}
    for one, statement in reading.statements.items():
        text = words_of(statement.content, reading.reports[statement.report_id].text)
        found[one] = [stem(plain(match.group())) for match in WORD.finditer(text)]
    return found


def speaker_baseline(readings: Sequence[Reading]) -> Counts:
    """Return the counts of "the same speaker, and so many of the shorter one's words"."""
    scored = [(reading, list(_by_speaker(reading))) for reading in readings]
    return _best(
        scored,
        lambda reading, found: count_pairs(found, reading.story.told(), reading.story.of_one_act()),
    )


def _by_speaker(reading: Reading) -> Iterator[tuple[float, Pair]]:
    stems = _stems(reading)
    told: dict[str, list[str]] = {}
    for one, statement in reading.statements.items():
        if statement.speaker:
            told.setdefault(plain(statement.speaker), []).append(one)
    for group in told.values():
        for a, b in combinations(group, 2):
            x, y = set(stems[a]), set(stems[b])
            yield from _scored(reading, a, b, len(x & y) / max(1, min(len(x), len(y))))


def cosine_baseline(readings: Sequence[Reading]) -> Counts:
    """Return the counts of TF-IDF vectors that are near each other."""
    scored = [(reading, list(_by_cosine(reading))) for reading in readings]
    return _best(scored, lambda reading, found: count_pairs(found, reading.story.same()))


def _by_cosine(reading: Reading) -> Iterator[tuple[float, Pair]]:
    stems = _stems(reading)
    having = Counter(term for words in stems.values() for term in set(words))
    vectors: dict[str, dict[str, float]] = {}
    for one, words in stems.items():
        weights = {t: n * math.log(len(stems) / having[t]) for t, n in Counter(words).items()}
        length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
        vectors[one] = {term: value / length for term, value in weights.items()}
    for a, b in combinations(sorted(vectors), 2):
        x, y = vectors[a], vectors[b]
        yield from _scored(reading, a, b, sum(x[t] * y[t] for t in sorted(x.keys() & y.keys())))


def _scored(reading: Reading, a: str, b: str, score: float) -> Iterator[tuple[float, Pair]]:
    if score < _STEPS[0]:
        return
    for pair in pairs([reading.passages((a, b))]):
        yield score, pair


def _best(scored: Sequence[tuple[Reading, Scored]], count: Counted) -> Counts:
    ways = []
    for least in _STEPS:
        total = Counts()
        for reading, found in scored:
            total += count(reading, {pair for score, pair in found if score >= least})
        ways.append(total)
    return max(ways, key=lambda counts: counts.f1)


# --- rows --------------------------------------------------------------------------------------


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows for both halves; none where the data is not at hand."""
    rows: list[Row] = []
    for half in ("development", "final"):
        readings = list(read_stories(half))[:sample]
        if readings:
            rows.extend(_measure(half, readings))
    return rows


def _measure(half: str, readings: Sequence[Reading]) -> Iterator[Row]:
    size = sum(len(reading.story.names) for reading in readings)
    data = (
        f"NewsEvents dev, labelled for this, {half} half, {len(readings)} stories, {size} reports"
    )

    def total(count: Callable[[Reading], Counts]) -> Counts:
        return sum(map(count, readings), Counts())

    said = total(utterances)
    yield Row(
        part="comparison",
        data=data,
        measure=f"tellings of one remark, F1 of {said.there} pairs",
        ours=str(said),
        peers={
            "same speaker and shared words, best threshold (run)": str(speaker_baseline(readings))
        },
    )
    same = total(propositions)
    yield Row(
        part="comparison",
        data=data,
        measure=f"passages that say the same, F1 of {same.there} pairs",
        ours=str(same),
        peers={"TF-IDF cosine, best threshold (run)": str(cosine_baseline(readings))},
    )
    opposed, overtaken = total(oppositions), total(updates)
    yield Row(
        part="comparison",
        data=data,
        measure="oppositions found, and right of those shown",
        ours=f"{opposed.met}/{opposed.there}, {opposed.right}/{opposed.found}",
    )
    yield Row(
        part="comparison",
        data=data,
        measure="updates found",
        ours=f"{overtaken.met}/{overtaken.there}",
    )
