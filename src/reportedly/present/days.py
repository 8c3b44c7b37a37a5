"""Line up the questions of earlier days with those of the latest picture.

A question is found anew for every day from the reports published by then, so that nothing later
shows through; its twin of another day is the one that shares most statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from reportedly.model import Picture, Question, Status


def statements_of(picture: Picture) -> dict[str, list[str]]:
    """Return the ids of the statements under each question, by question id."""
    found: dict[str, list[str]] = {question.id: [] for question in picture.questions}
    for proposition in picture.propositions:
        found.setdefault(proposition.question_id, []).extend(proposition.statement_ids)
    return found


def status_of(picture: Picture) -> dict[str, Status]:
    """Return the roll-up status of each question, by question id."""
    return {s.question_id: s for s in picture.statuses if s.proposition_id is None}


def disputed(picture: Picture) -> int:
    """Return how many questions are disputed: what every list and page counts by that name."""
    return sum(status.contest == "disputed" for status in status_of(picture).values())


def twins(latest: Picture, earlier: Picture) -> dict[str, Question]:
    """Return for each question id of `latest` the question of `earlier` that became it."""
    home = {i: question for question, ids in statements_of(latest).items() for i in ids}
    found: dict[str, Question] = {}
    best: dict[str, int] = {}
    ids = statements_of(earlier)
    for question in earlier.questions:
        votes = Counter(home[i] for i in ids[question.id] if i in home)
        for later, shared in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:1]:
            if shared > best.get(later, 0):
                found[later], best[later] = question, shared
    return found


def question_keys(days: Sequence[Picture]) -> list[dict[str, str]]:
    """Return for each day what its questions are called on all days, by question id.

    A question is called by the id of its twin of the last day; where it has none, by its own.
    """
    found: list[dict[str, str]] = []
    for day, picture in enumerate(days):
        keys = {question.id: latest for latest, question in twins(days[-1], picture).items()}
        taken = set(keys.values())
        for question in picture.questions:
            own = question.id if question.id not in taken else f"{question.id} on {day}"
            keys.setdefault(question.id, own)
        found.append(keys)
    return found


def matched_questions(
    latest: Picture, days: Mapping[date, Picture]
) -> dict[str, list[tuple[date, Status]]]:
    """Return the status of each question of `latest` on each earlier day that knew it."""
    found: dict[str, list[tuple[date, Status]]] = {q.id: [] for q in latest.questions}
    for day in sorted(days):
        statuses = status_of(days[day])
        for later, question in sorted(twins(latest, days[day]).items()):
            if question.id in statuses:
                found[later].append((day, statuses[question.id]))
    return found
