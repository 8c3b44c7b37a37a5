"""Lay the statements of a story out under questions: the one computation behind two stages.

    Statement -> Answer -> group (what is asked) -> question with its propositions

`questions` and `propositions` each yield their half of it. Ids are computed from the frame and
the earliest statement, so that a later report adds to a question without renaming it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from reportedly.compare.aligned import find_aligned
from reportedly.compare.answers import Answer, find_answers
from reportedly.compare.clocks import find_clocks
from reportedly.compare.corrections import find_corrections
from reportedly.compare.first_accounts import find_first_accounts
from reportedly.compare.frames import Frame, frame_of, frames
from reportedly.compare.groups import Group
from reportedly.compare.loose import find_loose
from reportedly.compare.material import Material
from reportedly.compare.measures import find_measures
from reportedly.compare.parting import add_remarks, parted
from reportedly.compare.recurring import find_recurring
from reportedly.compare.remarks import find_remarks
from reportedly.compare.ruled_questions import as_ruled
from reportedly.compare.same import looked_at, same_answer
from reportedly.compare.standing import find_standing
from reportedly.compare.sums import find_sums
from reportedly.compare.weighing import figures_apart
from reportedly.intervals import compare
from reportedly.model import (
    Agent,
    Figure,
    PlaceMention,
    Report,
    Ruling,
    Span,
    Statement,
    TimeMention,
    Utterance,
)
from reportedly.text import hull, key


@lru_cache(maxsize=2)
def laid_out(
    reports: tuple[Report, ...],
    statements: tuple[Statement, ...],
    figures: tuple[Figure, ...],
    times: tuple[TimeMention, ...],
    places: tuple[PlaceMention, ...],
    agents: tuple[Agent, ...],
    utterances: tuple[Utterance, ...],
    rulings: tuple[Ruling, ...] = (),
) -> tuple[Material, tuple[Group, ...]]:
    """Return the rows of a story, indexed, and its questions.

    Kept for the five stages that ask for the same story one after the other.
    """
    material = Material(reports, statements, figures, times, places, agents, utterances, rulings)
    return material, tuple(as_ruled(lay_out(material), material, _propositions))


def lay_out(material: Material) -> list[Group]:
    """Return the questions of a story with their answers, the earliest first."""
    scene = _suiting(material)
    answers: list[Answer] = []
    for statement_id in material.ordered(material.statements):
        answers.extend(find_answers(material.statements[statement_id], material, scene))
    answers = _innermost(
        [answer for answer in answers if not _is_of_another_event(answer, material)], material
    )
    answers += find_corrections(answers, material)
    by_frame: dict[str, list[Answer]] = {}
    for answer in answers:
        by_frame.setdefault(answer.frame, []).append(answer)
    measured = [*find_measures(material), *find_sums(material)]
    loose = [*measured, *find_clocks(material), *find_loose([*answers, *measured], material)]
    aligned = find_aligned([*answers, *loose], material)
    moved = [*find_standing(material), *find_first_accounts(material)]
    for answer in (*loose, *aligned, *moved):
        by_frame.setdefault(answer.frame, []).append(answer)
    remarks: dict[str, list[Answer]] = {}
    for remark in find_remarks(answers, material):
        remarks.setdefault(remark.frame, []).append(remark)
    groups: list[Group] = []
    for frame in frames():
        apart = [list(members) for members in parted(frame, by_frame.get(frame.id, []), material)]
        add_remarks(apart, remarks.get(frame.id, []))
        groups.extend(
            _group(frame, members, material)
            for members in apart
            if not _is_passing(members, material)
        )
    asked = [group for group in groups if _is_worth_asking(group, material)]
    return [*asked, *_recurring(asked, material)]


def _recurring(asked: Sequence[Group], material: Material) -> Iterable[Group]:
    """Yield the one question under which all stands that several reports say beside."""
    together = ({a.statement_id for a in said} for group in asked for said in group.propositions)
    found = list(find_recurring(together, material, _answers(asked)))
    if found:
        # By the first report of all: which statement comes to be shared first may change.
        first = min(material.statements, key=material.order)
        named = key("question", "told", material.statements[first].report_id)
        yield replace(_group(frame_of("told"), found, material), id=named)


def _answers(asked: Sequence[Group]) -> dict[str, set[tuple[str, int]]]:
    """Return for each statement the questions that it answers, each with the place of its answer.

    What remarks say of a question is left aside, and figures: "84" and "at least 84" are two
    answers of which a reader says that they are the same.
    """
    found: dict[str, set[tuple[str, int]]] = {}
    for group in asked:
        for place, said in enumerate(group.propositions):
            for answer in said:
                if not answer.remark and answer.figure is None:
                    found.setdefault(answer.statement_id, set()).add((group.id, place))
    return found


def _is_worth_asking(group: Group, material: Material) -> bool:
    """Return whether a question is asked.

    Of amounts that no frame knows, only those disputed; of prices and payments, only what several
    tell.
    """
    if group.frame.id in _OF_EVENTS or group.frame.id == "when":
        return any(answer.topic in material.scene_topics for answer in group.answers)
    if group.frame.id in ("cost", "price"):
        told = [a for a in group.answers if a.figure and not a.figure.vague]
        if group.word in _HARM:
            return bool(told)
        if group.frame.id == "price" and len({answer.report_id for answer in told}) > 1:
            return True
        return _is_told_twice(told) or next(figures_apart(group, material), None) is not None
    if group.frame.id not in _IF_DISPUTED or (group.frame.id == "amount" and _is_negated(group)):
        return True
    return next(figures_apart(group, material), None) is not None


def _is_told_twice(told: Sequence[Answer]) -> bool:
    """Return whether two reports give a sum that may be one; else those of a word are of many."""
    return any(
        a.report_id != b.report_id
        and a.figure is not None
        and b.figure is not None
        and compare(a.figure, b.figure).kind not in ("conflicts", "not comparable")
        for a, b in combinations(told[:_SUMS], 2)
    )


_SUMS = 60  # answers with a sum that are held against one another for that
_IF_DISPUTED = frozenset({"amount", "age", "detail", "measure", "sum"})
# What is asked of the event that a story is about, not of every other that it speaks of.
_OF_EVENTS = frozenset({"aim", "cause", "responsible", "involved"})
_HARM = frozenset({"cost", "damage", "loss", "ransom", "reward", "compensation", "fine"})


def _is_of_another_event(answer: Answer, material: Material) -> bool:
    """Return whether an answer is about an event other than those the story is about."""
    if answer.frame not in _OF_EVENTS or answer.topic is None:
        return False
    made = answer.frame != "aim" and answer.topic in _MADE
    return made or answer.topic not in material.scene_topics


_MADE = frozenset({"deal", "talks", "law", "decision"})  # nobody is to blame that there is a law


def _is_negated(group: Group) -> bool:
    return len({answer.stance for answer in group.answers} & {"+", "-"}) == 2


def _is_passing(members: Sequence[Answer], material: Material) -> bool:
    """Return whether a question has a single answer, and that in an outlet's own voice.

    That something could not be verified is no answer.
    """
    told = [answer for answer in members if answer.remark != "unverified"] or members
    if len({answer.statement_id for answer in told}) > 1:
        return False
    statement = material.statements[told[0].statement_id]
    return statement.kind == "own voice" and not told[0].remark


def _suiting(material: Material) -> frozenset[str]:
    """Return the frames whose scene at least half of the reports speak of."""
    words: dict[str, list[str]] = {}
    for statement in material.statements.values():
        if statement.counted:
            words.setdefault(statement.report_id, []).append(material.words(statement))
    found = set()
    for frame in frames():
        if frame.scene is None:
            found.add(frame.id)
            continue
        scene = frame.scene
        hits = sum(any(scene.search(text) for text in texts) for texts in words.values())
        if 2 * hits >= len(words) > 0:
            found.add(frame.id)
    return frozenset(found)


def _innermost(answers: Sequence[Answer], material: Material) -> list[Answer]:
    """Drop an answer where a shorter statement around the same words gives it too.

    In "officials said that the company claimed ..." the company is the one that answers.
    """
    spans: dict[tuple[str, str], list[tuple[Span, str]]] = {}
    for answer in answers:
        statement = material.statements[answer.statement_id]
        span = hull(statement.content) if statement.content else statement.context
        spans.setdefault((statement.report_id, answer.frame), []).append((span, statement.id))
    return [answer for answer in answers if not _has_inner(answer, spans, material)]


def _has_inner(
    answer: Answer, spans: dict[tuple[str, str], list[tuple[Span, str]]], material: Material
) -> bool:
    statement = material.statements[answer.statement_id]
    if not statement.content:
        return False
    own = hull(statement.content)
    return any(
        other != statement.id and own.covers(span) and own != span and _holds(span, answer.at)
        for span, other in spans[statement.report_id, answer.frame]
    )


def _holds(span: Span, at: int) -> bool:
    return span.start <= at < span.end


# --- a question and its propositions -----------------------------------------------------------


def _group(frame: Frame, members: Sequence[Answer], material: Material) -> Group:
    ordered = sorted(members, key=lambda a: (material.order(a.statement_id), a.at))
    return Group(
        id=_id(frame, ordered[0]),
        frame=frame,
        actor=_only(answer.actor for answer in ordered)
        if frame.id == "comment"
        else _commonest(answer.actor for answer in ordered),
        counted=_commonest(answer.counted for answer in ordered if not answer.remark),
        topic=_commonest(_noun(answer.noun) for answer in ordered) or ordered[0].topic,
        word=_commonest(answer.word for answer in ordered),
        propositions=_propositions(ordered, material),
    )


def _id(frame: Frame, first: Answer) -> str:
    """Return the id of a question, from its frame and the first answer to it.

    A statement may give two figures that answer two questions of one frame: "12 passengers and
    three sailors were on board".
    """
    if first.figure is not None and frame.by in ("counted", "topic", "word"):
        return key("question", frame.id, first.statement_id, first.at)
    return key("question", frame.id, first.statement_id)


def _common(answers: Sequence[Answer]) -> frozenset[str]:
    """Return the words of so many answers to a question that they tell none from the others."""
    counts = Counter(term for answer in answers for term in answer.terms)
    most = max(_COMMON_FROM, _COMMON * len(answers))
    return frozenset(term for term, count in counts.items() if count > most)


_COMMON, _COMMON_FROM = 0.6, 6  # share of the answers, and a number below which none is common


def _only(values: Iterable[str | None]) -> str | None:
    """Return the one value of all; None where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _noun(word: str | None) -> str | None:
    """Return a word for an event, unless it is a verb form ("closed", "leaking")."""
    return None if word is None or word.endswith(("ed", "ing", "shut", "close")) else word


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _propositions(ordered: Sequence[Answer], material: Material) -> tuple[tuple[Answer, ...], ...]:
    """Group answers that say the same; each is held against the first of every group."""
    found: list[dict[str, Answer]] = []  # by statement
    heads: list[Answer] = []
    places: dict[object, int] = {}  # of answers that nothing tells apart
    common = _common(ordered)
    for answer in ordered:
        alike = looked_at(answer, material)
        if alike not in places:
            fitting = (n for n, h in enumerate(heads) if same_answer(h, answer, material, common))
            places[alike] = next(fitting, len(heads))
        if places[alike] == len(heads):
            heads.append(answer)
            found.append({})
        found[places[alike]].setdefault(answer.statement_id, answer)
    return tuple(tuple(said.values()) for said in found)
