"""What parts one question of a frame from the next: who acts, what is counted, which event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.compare.answers import Answer
from reportedly.compare.frames import Frame
from reportedly.compare.material import Material
from reportedly.intervals import same_thing


def parted(frame: Frame, answers: Sequence[Answer], material: Material) -> Iterable[list[Answer]]:
    """Return the answers of a frame, those to each question together."""
    if not answers:
        return []
    if frame.by == "actor":
        return _by_actor(answers, material)
    if frame.by == "topic":
        return _by_known([(a, "event" if a.topic in frame.merge else a.topic) for a in answers])
    if frame.by == "word":
        return _by_known([(answer, answer.word) for answer in answers])
    if frame.by == "counted":
        return _by_counted(answers, whole="person" in frame.counted)
    return [list(answers)]


def add_remarks(questions: list[list[Answer]], remarks: Sequence[Answer]) -> None:
    """Put each remark to the question of its topic or party, else to the largest.

    Where nothing else was asked, who is silent in two reports has a question of its own, and
    the others share one.
    """
    asked = list(questions)
    silent: dict[str | None, list[Answer]] = {}
    for remark in remarks:
        fitting = [
            members
            for members in asked
            if any(
                (remark.topic and answer.topic == remark.topic)
                or (remark.asked and answer.actor == remark.asked)
                for answer in members
            )
        ]
        if fitting or asked:
            max(fitting or asked, key=len).append(remark)
            continue
        silent.setdefault(remark.actor, []).append(remark)
    rest: list[Answer] = []
    for members in silent.values():
        if len({remark.report_id for remark in members}) > 1:
            questions.append(members)
        else:
            rest.extend(members)
    if rest:
        questions.append(rest)


def _by_known(keyed: Sequence[tuple[Answer, str | None]]) -> Iterable[list[Answer]]:
    """Group by key; those without one join the group whose words they share, else the largest."""
    groups: dict[str | None, list[Answer]] = {}
    for answer, name in keyed:
        groups.setdefault(name, []).append(answer)
    unknown = groups.pop(None, [])
    if not groups:
        return [unknown] if unknown else []
    known = {name: _Known(groups[name]) for name in sorted(groups, key=str)}
    # Those that share words first: they tell where the rest of their report belongs.
    for answer in sorted(unknown, key=lambda a: -max(one.likeness(a)[0] for one in known.values())):
        likest = max(known, key=lambda n: (*known[n].likeness(answer), len(groups[n])))
        groups[likest].append(answer)
        known[likest].add(answer)
    return groups.values()


class _Known:
    """The answers of a group by their words: a thousand reports repeat a few."""

    def __init__(self, members: Sequence[Answer]) -> None:
        self._words: set[frozenset[str]] = set()
        self._reports: Counter[str] = Counter()
        for member in members:
            self.add(member)

    def add(self, member: Answer) -> None:
        """Take one more answer."""
        self._words.add(member.terms)
        self._reports[member.report_id] += 1

    def likeness(self, answer: Answer) -> tuple[int, int]:
        """Return how many rare words an answer shares with the likest here; one is chance.

        Then how many of the group stand in the same report.
        """
        most = max((len(answer.terms & words) for words in self._words), default=0)
        return (most if most > 1 else 0), self._reports[answer.report_id]


def _by_actor(answers: Sequence[Answer], material: Material) -> Iterable[list[Answer]]:
    """Group by who acts; a statement that names nobody is about the one most spoken of.

    Unless that is the speaker's own party: nobody calls his own side "the enemy".
    """
    counts = Counter(answer.actor for answer in answers if answer.actor)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    keyed: list[tuple[Answer, str | None]] = []
    for answer in answers:
        actor = answer.actor
        if actor is None:
            statement = material.statements[answer.statement_id]
            own = material.parties.speaking(statement)
            actor = next((name for name in ranked if name != own), None)
        keyed.append((answer, actor))
    return _by_known(keyed)


def _by_counted(answers: Sequence[Answer], *, whole: bool) -> Iterable[list[Answer]]:
    """Group by what is counted; with `whole`, those of one party are no part of the others.

    "12 dead" and "10 Americans dead" are two counts; "1,000 Ukrainian soldiers" and "thousands
    of troops" may be one.
    """
    groups: list[tuple[Answer, list[Answer]]] = []
    for answer in answers:
        for first, members in groups:
            if _may_be_one_count(first, answer, whole=whole):
                members.append(answer)
                break
        else:
            groups.append((answer, [answer]))
    return [members for _, members in groups]


def _may_be_one_count(a: Answer, b: Answer, *, whole: bool) -> bool:
    if (a.counted is None) != (b.counted is None) or not same_thing(a.counted, b.counted):
        return False
    return a.party == b.party or (not whole and (a.party is None or b.party is None))
