"""Lay questions out as people ruled: what answers what, and which answers say the same.

    questions found, rulings -> as_ruled -> questions

A question that somebody words is shown in their words, and says whose they are. Its id comes
from those words; a question found keeps its id, whatever is put to it or taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from reportedly.compare.answers import Answer, plain_answer
from reportedly.compare.frames import frame_of
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.compare.question_words import text_of
from reportedly.compare.regrouping import Verdict, regrouped, verdicts
from reportedly.compare.ruled_pairs import ANSWERS, CONFLICTS, Pair, standing
from reportedly.model import Ruling
from reportedly.rulings import reviewer
from reportedly.text import key, plain

# From answers in order to those that say the same: how it is done where nobody ruled.
Parting = Callable[[Sequence[Answer], Material], tuple[tuple[Answer, ...], ...]]

_KINDS = frozenset({"question", *ANSWERS, *CONFLICTS})


def as_ruled(groups: Iterable[Group], material: Material, parting: Parting) -> list[Group]:
    """Return the questions as ruled, in their order, those that a ruling made last."""
    found = list(groups)
    if not any(one.kind in _KINDS for one in material.rulings):
        return found
    same = standing(material.rulings, ANSWERS, material.meant)
    against = standing(material.rulings, CONFLICTS, material.meant)
    board = _Board(found, material)
    for one in material.rulings:
        if one.kind == "question" and one.names:
            board.move(one)
        for ids in _to_meet(one, same if one.kind in ANSWERS else against):
            board.bring_together(*ids, one)
    return [_parted(group, same, material) for group in board.laid_out(parting)]


def worded(words: str, by: str) -> str:
    """Return a question in a reviewer's words, with whose they are.

    >>> worded("Who gave the order? ", "mia")
    'Who gave the order? [worded by mia]'
    """
    return f"{' '.join(words.split())} [worded by {by}]"


def _to_meet(one: Ruling, held: dict[Pair, Ruling]) -> list[Pair]:
    """Return the pairs that a ruling holds for and that need one question."""
    if one.kind not in ("same answer", "conflict"):
        return []
    return [ids for ids, ruling in held.items() if ruling is one]


class _Board:
    """Which answers stand under which question, while rulings move them."""

    def __init__(self, groups: Sequence[Group], material: Material) -> None:
        self._material = material
        self._groups = {group.id: group for group in groups}
        self._answers = {group.id: list(group.answers) for group in groups}
        self._changed: set[str] = set()
        self._texts: dict[str, str] = {}  # ids of questions by their flat words
        if any(one.kind == "question" for one in material.rulings):
            self._texts = {_flat(text_of(group, material)): group.id for group in groups}

    def move(self, one: Ruling) -> None:
        """Put statements to the question that a ruling words, and take them from others.

        From those that it names beside it; where it names none, from all.
        """
        target = self._worded(one)
        leaving = {self._texts[_flat(text)] for text in one.names[1:] if _flat(text) in self._texts}
        for statement in self._material.meant.all(one):
            if not statement.counted:
                continue
            left = self._take(statement.id, leaving or set(self._groups), target)
            self._put(statement.id, target, left)
        self._note(target, f"ruled by {reviewer(one)}")

    def bring_together(self, a: str, b: str, one: Ruling) -> None:
        """Give two statements a question in common: that of the earlier, else one of their words.

        What they are asked with others stays as it is.
        """
        first, second = self._material.ordered((a, b))
        homes = [self._of(first), self._of(second)]
        if set(homes[0]) & set(homes[1]):
            return
        if not homes[0] and not homes[1]:
            homes[0] = [self._new(key("question", "shared", first), "shared")]
        target = (homes[0] or homes[1])[0]
        for statement_id in (first, second):
            self._put(statement_id, target, [])
        self._note(target, f"ruled by {reviewer(one)}")

    def laid_out(self, parting: Parting) -> list[Group]:
        """Return the questions that still have answers."""
        found = []
        for group_id, group in self._groups.items():
            if group_id in self._changed:
                ordered = sorted(self._answers[group_id], key=self._place)
                group = replace(group, propositions=parting(ordered, self._material))
            if group.propositions:
                found.append(group)
        return found

    def _place(self, answer: Answer) -> tuple[object, int]:
        return self._material.order(answer.statement_id), answer.at

    def _of(self, statement_id: str) -> list[str]:
        """Return the questions that a statement answers, a refusal to speak apart."""
        return [
            group_id
            for group_id, answers in self._answers.items()
            if any(a.statement_id == statement_id and not a.remark for a in answers)
        ]

    def _take(self, statement_id: str, leaving: set[str], target: str) -> list[Answer]:
        taken: list[Answer] = []
        for group_id in sorted(leaving - {target}):
            own = [a for a in self._answers[group_id] if a.statement_id == statement_id]
            if own:
                taken += own
                rest = [a for a in self._answers[group_id] if a.statement_id != statement_id]
                self._answers[group_id] = rest
                self._changed.add(group_id)
        return taken

    def _put(self, statement_id: str, target: str, left: Sequence[Answer]) -> None:
        """Let a statement answer a question: as it answered the one it leaves, where it fits."""
        there = self._answers[target]
        if any(answer.statement_id == statement_id for answer in there):
            return
        frame = self._groups[target].frame
        figured = any(answer.figure for answer in there) or frame.needs == "figure"
        fitting = [answer for answer in left if bool(answer.figure) == figured] or list(left)
        if fitting:
            first = min(fitting, key=lambda answer: answer.at)
            answer = replace(first, frame=frame.id)
        else:
            statement = self._material.statements[statement_id]
            figures = [self._material.figures.get(one) for one in statement.figures]
            known = [figure for figure in figures if figure is not None]
            figure = known[0] if figured and len(known) == 1 else None
            answer = plain_answer(statement, frame.id, self._material, figure)
        there.append(answer)
        self._changed.add(target)

    def _worded(self, one: Ruling) -> str:
        flat = _flat(one.names[0])
        if flat not in self._texts:
            made = self._new(key("question", "ruled", flat), "ruled")
            text = worded(one.names[0], reviewer(one))
            self._groups[made] = replace(self._groups[made], text=text)
            self._texts[flat] = made
        return self._texts[flat]

    def _new(self, group_id: str, frame: str) -> str:
        if group_id not in self._groups:
            self._groups[group_id] = Group(
                id=group_id,
                frame=frame_of(frame),
                actor=None,
                counted=None,
                topic=None,
                word=None,
                propositions=(),
            )
            self._answers[group_id] = []
        return group_id

    def _note(self, group_id: str, reason: str) -> None:
        group = self._groups[group_id]
        told = f"frame {group.frame.id}, {reason}"
        if reason not in group.ruled:
            self._groups[group_id] = replace(group, ruled=group.ruled or told)


def _flat(text: str) -> str:
    return " ".join(plain(text).split()).strip(" ?.!")


# --- which answers say the same ------------------------------------------------------------


def _parted(group: Group, held: dict[Pair, Ruling], material: Material) -> Group:
    """Return a question with its answers brought together and parted as ruled."""
    places: dict[str, list[str]] = {}
    answers = group.answers
    for number, answer in enumerate(answers):
        places.setdefault(answer.statement_id, []).append(str(number))
    own = {ids: one for ids, one in held.items() if ids[0] in places and ids[1] in places}
    if not own:
        return group
    decided = [
        Verdict(a, b, verdict.same)
        for verdict in verdicts(own)
        for a, b in product(places[verdict.a], places[verdict.b])
    ]
    numbers = iter(range(len(answers)))
    before = [[str(next(numbers)) for _ in said] for said in group.propositions]
    after = [
        tuple(sorted((answers[int(n)] for n in members), key=lambda a: _order(a, material)))
        for members in regrouped(before, decided)
    ]
    after.sort(key=lambda said: _order(said[0], material))
    return replace(
        group,
        propositions=tuple(after),
        why=tuple(_why(said, own) for said in after),
    )


def _order(answer: Answer, material: Material) -> tuple[object, int]:
    return material.order(answer.statement_id), answer.at


def _why(said: Sequence[Answer], held: dict[Pair, Ruling]) -> str:
    ids = {answer.statement_id for answer in said}
    names = sorted({reviewer(one) for pair_, one in held.items() if ids & set(pair_)})
    return f"ruled by {', '.join(names)}" if names else ""
