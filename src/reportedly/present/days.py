"""Line up the questions of earlier days with those of the latest picture.

A question is found anew for every day from the reports published by then, so that nothing later
shows through; its twin of another day is the one that shares most statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from reportedly.model import Picture, Question, Status

BESIDE = "frame told"  # the reason of what several reports say beside all that is asked


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
    """Return for each question id of `latest` the question of `earlier` that became it.

    Each earlier question becomes one at most: the same by id, else that with most statements.
    """
    questions = {question.id: question for question in earlier.questions}
    if earlier is latest:
        return questions
    found: dict[str, Question] = {}
    taken: set[str] = set()
    for _, was, later in sorted(_kin(latest, earlier)):
        if was not in taken and later not in found:
            found[later] = questions[was]
        taken.add(was)
    return found


def forebears(latest: Picture, earlier: Picture) -> dict[str, Question]:
    """Return for each question id of `latest` the earlier question that spoke of it.

    Its twin; where it has none, because one question became two, that with most statements.
    """
    questions = {question.id: question for question in earlier.questions}
    found = twins(latest, earlier)
    for _, was, later in sorted(_kin(latest, earlier)):
        found.setdefault(later, questions[was])
    return found


_Rank = tuple[bool, int]


def _kin(latest: Picture, earlier: Picture) -> list[tuple[_Rank, str, str]]:
    """Return which earlier and later questions share statements, with a rank to sort by."""
    homes: dict[str, list[Question]] = {}
    told = statements_of(latest)
    for question in latest.questions:
        for one in dict.fromkeys(told[question.id]):
            homes.setdefault(one, []).append(question)
    ids = statements_of(earlier)
    found: list[tuple[_Rank, str, str]] = []
    for was in earlier.questions:
        votes = Counter(
            later.id
            for one in dict.fromkeys(ids[was.id])
            for later in homes.get(one, ())
            if _may_be_one(was, later)
        )
        found += [((was.id != later, -shared), was.id, later) for later, shared in votes.items()]
    return found


def _may_be_one(a: Question, b: Question) -> bool:
    """Return whether two questions may be one: what stands beside all questions is none."""
    return a.reason == b.reason or BESIDE not in (a.reason, b.reason)


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
