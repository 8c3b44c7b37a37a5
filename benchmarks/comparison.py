"""Accounts side by side: conflicts, updates, questions and their status on the example story.

The gold is `tests/gold/example_story.json`, written by hand from the reports. A found conflict
fits a gold one if a statement of one of its sides has the words of one gold side and a statement
of another has those of the other. The pairs that look like conflicts and are none are counted
apart: each one reported is a false conflict.

NAnCo's questions and answers are given as phrases without their reports; what is measured there
is only the last step, whether two answers in words are held for the same.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks import claimdiff, comparison_stories, opposed_stories
from benchmarks.table import ROOT, Row, data_folder
from reportedly.analysis import analyse, pictures_by_day
from reportedly.compare.same import alike
from reportedly.memory import ShortMemory
from reportedly.model import Picture, Status
from reportedly.rarity import stem, weight
from reportedly.reading import read
from reportedly.settings import Settings
from reportedly.text import WORD, plain, words_of

GOLD = ROOT / "tests" / "gold" / "example_story.json"
Passage = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was found of the gold annotation.

    Attributes:
        conflicts: Gold conflicts, and how many were found.
        listed: Conflicts found, and how many of them the gold has.
        false: Pairs that the gold says are no conflict, and how many were reported as one.
        updates: Gold updates, and how many were found.
        answers: Passages that answer a gold question, and how many stand under one question.
        statuses: Gold labels by question and day, and how many were met.
    """

    conflicts: tuple[int, int]
    listed: tuple[int, int]
    false: tuple[int, int]
    updates: tuple[int, int]
    answers: tuple[int, int]
    statuses: tuple[int, int]


class _Words:
    """The words of a picture's statements, to be found in the gold."""

    def __init__(self, picture: Picture) -> None:
        reports = {report.id: report for report in picture.reports}
        self._file = {s.id: Path(reports[s.report_id].path).name for s in picture.statements}
        self._words = {
            s.id: _flat(words_of(s.content, reports[s.report_id].text)) for s in picture.statements
        }
        self._context = {
            s.id: _flat(s.context.of(reports[s.report_id].text)) for s in picture.statements
        }

    def has(self, ids: Iterable[str], passages: Iterable[Passage]) -> bool:
        """Return whether one of the statements holds the words of one of the passages."""
        wanted = [(passage["file"], _flat(passage["words"])) for passage in passages]
        return any(self._is_in(one, *passage) for one in ids for passage in wanted)

    def _is_in(self, one: str, file: str, words: str) -> bool:
        if self._file[one] != file:
            return False
        if words in self._words[one] or self._words[one] in words:
            return True
        shared = len(set(words.split()) & set(self._words[one].split()))
        return words in self._context[one] and shared >= 0.7 * len(words.split())

    def are_opposed(
        self, sides: Sequence[Sequence[str]], a: list[Passage], b: list[Passage]
    ) -> bool:
        """Return whether two sides hold the words of two gold sides, in either order."""
        return any(
            self.has(sides[m], a) and self.has(sides[n], b)
            for m in range(len(sides))
            for n in range(len(sides))
            if m != n
        )


def _flat(text: str) -> str:
    return " ".join(plain(text).split())


def score_example(memory: ShortMemory | None = None) -> Score:
    """Run the program on the example story and hold it against the gold."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    settings, memory = Settings(), memory or ShortMemory()
    reading = read([str(ROOT / gold["folder"])], settings)
    picture = analyse(reading.reports, settings, memory=memory).pictures[0]
    days = pictures_by_day(picture, reading.reports, settings, memory=memory)
    words = _Words(picture)
    fitting = {
        c.id
        for c in picture.conflicts
        for g in gold["conflicts"]
        if words.are_opposed(c.sides, *g["sides"])
    }
    figures = [c for c in picture.conflicts if c.kind == "figures"]
    return Score(
        conflicts=_count(
            any(words.are_opposed(c.sides, *g["sides"]) for c in picture.conflicts)
            for g in gold["conflicts"]
        ),
        listed=(len(picture.conflicts), len(fitting)),
        false=_count(
            any(words.are_opposed(c.sides, g["words"][:1], g["words"][1:]) for c in figures)
            for g in gold["not_conflicts"]
        ),
        updates=_count(
            any(
                words.has(u.earlier, [g["earlier"]]) and words.has(u.later, [g["later"]])
                for u in picture.updates
            )
            for g in gold["updates"]
        ),
        answers=_answers(picture, gold["questions"]),
        statuses=_statuses(days, gold["questions"]),
    )


def _count(found: Iterable[bool]) -> tuple[int, int]:
    seen = list(found)
    return len(seen), sum(seen)


def _best(picture: Picture, question: Passage) -> tuple[int, str | None]:
    """Return how many gold answers stand under the question that has most, and its id."""
    words = _Words(picture)
    said: dict[str, list[str]] = {}
    for proposition in picture.propositions:
        said.setdefault(proposition.question_id, []).extend(proposition.statement_ids)
    ranked = [
        (sum(words.has(said.get(q.id, ()), [a]) for a in question["answers"]), -n, q.id)
        for n, q in enumerate(picture.questions)
    ]
    most, _, best = max(ranked, default=(0, 0, None))
    return (most, best) if most else (0, None)


def _answers(picture: Picture, questions: Sequence[Passage]) -> tuple[int, int]:
    found = [_best(picture, question)[0] for question in questions]
    return sum(len(question["answers"]) for question in questions), sum(found)


def _statuses(days: dict[date, Picture], questions: Sequence[Passage]) -> tuple[int, int]:
    met = []
    for question in questions:
        for day, labels in question["status"].items():
            picture = days.get(date.fromisoformat(day))
            if picture is not None:
                met.append(_label(picture, question) in labels)
    return _count(met)


def _label(picture: Picture, question: Passage) -> str:
    best = _best(picture, question)[1]
    rolled: dict[str, Status] = {s.question_id: s for s in picture.statuses if not s.proposition_id}
    if best is None:
        return "not yet reported"
    status = rolled[best]
    return status.support if status.contest == "none" else status.contest


# --- same answer or not ------------------------------------------------------------------------


def score_answers(sample: int | None = None) -> list[float]:
    """Return for each NAnCo question the balanced accuracy of "the same answer".

    Two answers are the same where at least two of the three annotators put them together.
    """
    path = data_folder() / "conflict" / "nanco_dev.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        questions = [json.loads(line) for line in lines]
    return [_balanced(question, sample) for question in questions]


def _balanced(question: Passage, sample: int | None) -> float:
    asked = _terms(question["question"])
    hits: dict[bool, list[bool]] = {True: [], False: []}
    for a, b in combinations(question["answers"][:sample], 2):
        truth = _together(a, b)
        if truth is None:
            continue
        ours = alike(_terms(a["Answer"]) - asked, _terms(b["Answer"]) - asked, weight)
        hits[truth].append(ours == truth)
    return sum(sum(found) / max(len(found), 1) for found in hits.values()) / 2


def _together(a: Passage, b: Passage) -> bool | None:
    votes = [
        a[name] == b[name]
        for name in ("cluster_Phil", "cluster_Lidiya", "cluster_Jason")
        if a.get(name) not in (None, "", "-1") and b.get(name) not in (None, "", "-1")
    ]
    return None if len(votes) < 2 else 2 * sum(votes) > len(votes)


def _terms(text: str) -> frozenset[str]:
    """Return the stems of a phrase that tell something."""
    stems = {stem(plain(match.group())) for match in WORD.finditer(text)}
    return frozenset(term for term in stems if weight(term) >= _TELLING)


_TELLING = 1.0  # "the" and "was" tell nothing; phrases are too short to ask for rarer words


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows of the table; `sample` bounds the answers taken of a question."""
    score, data = score_example(), "example story (gold by hand)"
    rows = [
        _row(data, "conflicts found", score.conflicts),
        _row(data, "conflicts reported that the gold lists", score.listed),
        _row(data, "pairs that are none, reported as conflict", score.false),
        _row(data, "updates found", score.updates),
        _row(data, "answers under one question", score.answers),
        _row(data, "status by question and day", score.statuses),
    ]
    rows.extend(comparison_stories.measure(sample))
    rows.extend(opposed_stories.measure(sample))
    found = score_answers(sample)
    if found:
        rows.append(
            Row(
                part="comparison",
                data=f"NAnCo dev, {len(found)} questions",
                measure="same answer or not, balanced accuracy",
                ours=f"{sum(found) / len(found):.3f}",
                peers={"Discord RoBERTa-large (published)": ".813", "NLI (published)": ".58"},
            )
        )
    return [*rows, *claimdiff.measure(sample)]


def _row(data: str, what: str, counted: tuple[int, int]) -> Row:
    total, found = counted
    return Row(part="comparison", data=data, measure=what, ours=f"{found}/{total}")
