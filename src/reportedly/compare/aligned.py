"""Figures that two reports give in clauses of the same words: one thing, told with two numbers.

"paid $2,385,310 in harbour duties"     "have paid $2.2 million in harbour duties since spring"
"borrow $3.6 billion from pension funds"      "pension money of $3.5 billion was borrowed"

A report that gives both numbers tells them apart, so what it gives is left out. What moves by
the hour (prices), what grows while an event goes on (victims) and what is counted anew every
time is asked by other frames or by none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.compare.answers import Answer, is_part, plain_answer
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.compare.rare_words import Families
from reportedly.intervals import PEOPLE, compare, value
from reportedly.model import Figure, Report, Statement
from reportedly.rarity import meaning, stem

# Frames that ask of one word each, whatever it is of, or of words that statements share.
_LOOSE = frozenset({"amount", "cost", "price"})
_SHARED = 2  # telling words that both clauses must have
_SHARE = 0.5  # share of the words of the clause with fewer, by rarity, that the other must have
_RARE = 2.5  # one of them at least must be as rare as "tax", "military", "arrest"
_VERB = 2.0  # "earn", "reserve" tell what a figure is of; "have", "be" and "pay" do not
_SUBJECT = 2  # words before a verb that may be its subject: "the elder Brandt earned"
_LEAST = 1.2  # words less rare than this ("have", "make", "million") tell nothing
_RATIO = 2.0  # times one figure that another of the same thing may be
_SLIGHT = 1.25  # the same of a share of one whole: further apart it is another stage of it
_WITHIN = 2  # days between the reports that give them
_REACH = 110  # characters on each side of a figure in which its clause ends
_MOST = 60  # figures of one kind that have a word, beyond which it tells nothing apart
_CLAUSE = re.compile(
    r"[.;!?—–()\"]\s|\n|(?<!\d),\s|\b(?:and|but|while|although|whereas|which|who|as part of)\b"
)
_WORD = re.compile(r"[a-z][a-z'-]+[a-z]")
_WHOLE = re.compile(r" (?:out )?of (?:the |its |his |her |their )?(\d[\d,]*\d)\b")
_PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:last|this|next|previous|fiscal|per|a) (?:year|quarter|month|week|day)|"
    r"first|second|third|fourth)\b"
)
_MOVES = re.compile(
    r"\b(?:pric\w+|trad(?:e|es|ed|ing)|shares?|stocks?|valu\w+|worth|bitcoin|market|poll\w*|"
    r"odds|support|estimat\w+|forecast\w*|project\w+ (?:to|that)|"
    r"kill\w*|dead|died|deaths?|injur\w*|wound\w*|hurt|missing|fled|evacuat\w*)\b"
)
_SCORES = frozenset({"point", "vote", "seat", "goal", "place", "more", "other", "share"})
_TIME = ("second", "minute", "hour", "day", "week", "month", "year", "time", "degree")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the words of its clause."""

    answer: Answer
    figure: Figure
    kind: str
    words: frozenset[str]
    periods: frozenset[str]
    clause: str
    verb: str | None = None  # that takes the figure, where it tells something
    subject: frozenset[str] = frozenset()
    whole: str | None = None  # of how many: "20 of 71 laps"


def find_aligned(answers: Sequence[Answer], material: Material) -> Iterator[Answer]:
    """Yield figures of one thing of which two reports give two, and which no other frame asks."""
    used = {a.figure.id for a in answers if a.figure and a.frame not in _LOOSE}
    used -= _agreed(answers)
    amounts = {a.figure.id: a.topic for a in answers if a.figure and a.frame == "amount"}
    told = list(_told(used, material))
    given: dict[str, set[tuple[str, float]]] = {}
    for one in told:
        given.setdefault(one.answer.report_id, set()).add((one.kind, value(one.figure)))
    families = Families()
    paired: dict[str, Told] = {}
    against: dict[str, set[str]] = {}
    for a, b in _pairs(told):
        topic = amounts.get(a.figure.id)
        if topic and topic == amounts.get(b.figure.id) and _is_somebodys(a, b, material):
            continue  # held against each other there
        if _are_apart(a, b, given, material):
            families.join(a.figure.id, b.figure.id)
            paired[a.figure.id], paired[b.figure.id] = a, b
            against.setdefault(a.figure.id, set()).add(b.answer.statement_id)
            against.setdefault(b.figure.id, set()).add(a.answer.statement_id)
    for one in told:
        if one.figure.id in paired:
            first = families.find(one.figure.id)
            opposed = frozenset(against[one.figure.id])
            yield replace(one.answer, topic=first, noun=paired[first].clause, against=opposed)


def _agreed(answers: Sequence[Answer]) -> set[str]:
    """Return the figures that are told as a sum of one thing and that nothing there differs from.

    No question is asked of them, so they may be held against others.
    """
    sums: dict[str | None, list[Figure]] = {}
    for answer in answers:
        if answer.figure and answer.frame == "sum":
            sums.setdefault(answer.topic, []).append(answer.figure)
    return {
        figure.id
        for told in sums.values()
        for figure in told
        if not any(_differ(figure, other) for other in told)
    }


def _differ(a: Figure, b: Figure) -> bool:
    small, large = sorted((abs(value(a)), abs(value(b))))
    return compare(a, b).kind == "conflicts" and large < _RATIO * small


def _is_somebodys(a: Told, b: Told, material: Material) -> bool:
    """Return whether not both figures are told by outlets in their own voices."""
    rows = (material.statements[one.answer.statement_id] for one in (a, b))
    return {row.kind for row in rows} != {"own voice"}


def _told(used: Container[str], material: Material) -> Iterator[Told]:
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        if not statement.counted or statement.act != "say" or statement.polarity != "+":
            continue
        for figure_id in statement.figures:
            figure = material.figures.get(figure_id)
            if figure is None or figure_id in used or not _is_firm(figure):
                continue
            kind = _kind_of(figure)
            if kind is None or is_part(statement, figure, material):
                continue
            found = _clause_of(statement, figure, kind, material)
            if found is not None:
                yield found


def _is_firm(figure: Figure) -> bool:
    """Return whether a figure is a number that somebody stands by, of a whole."""
    return (
        figure.bound in ("exact", "about")
        and not figure.vague
        and figure.part_of is None
        and figure.change not in ("up", "down")
        and figure.change_from is None
        and figure.scope not in ("daily", "rate", "so far")
    )


def _kind_of(figure: Figure) -> str | None:
    """Return what must be the same of two figures: the unit, or the noun that is counted."""
    if figure.base_unit is not None:
        return None if figure.base_unit.startswith(_TIME) else figure.base_unit
    head = figure.counted_head
    if head is None or head in PEOPLE | _SCORES or rarity(head) < _LEAST:
        return None
    return f"count {meaning(stem(head))}"


def _clause_of(statement: Statement, figure: Figure, kind: str, material: Material) -> Told | None:
    report = material.reports.get(figure.report_id)
    if report is None:
        return None
    start, end = figure.span.start, (figure.unit_span or figure.counted_span or figure.span).end
    end = max(end, figure.span.end)
    before = flat(report.text[max(0, start - _REACH) : start])
    after = flat(report.text[end : end + _REACH])
    first = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    last = match.start() if (match := _CLAUSE.search(after)) else len(after)
    before, after = before[first:], after[:last]
    clause = f"{before} {after}"
    if _MOVES.search(clause):
        return None
    own = {figure.counted_head, *(figure.unit or "").lower().split()}
    words = frozenset(
        meaning(stem(word))
        for word in _WORD.findall(clause)
        if word not in own and rarity(word) >= _LEAST
    )
    answer = replace(
        plain_answer(statement, "detail", material, figure), where=frozenset(), counted=None
    )
    exact = report.text[start - len(before) : start], report.text[end : end + len(after)]
    told = " ".join(f"{exact[0].strip()} … {exact[1].strip()}".split())
    verb, subject = _verb_of(statement, figure, report.text, start - len(before))
    periods = _periods(flat(statement.context.of(report.text)), report)
    whole = match[1] if (match := _WHOLE.match(report.text, figure.span.end)) else None
    return Told(answer, figure, kind, words, periods, told, verb, subject, whole)


def _periods(sentence: str, report: Report) -> frozenset[str]:
    """Return the times that a sentence names; "last year" is a year where the report is dated."""
    found = set(_PERIOD.findall(sentence))
    if report.published_from is not None:
        for words, back in (("last year", 1), ("previous year", 1), ("this year", 0)):
            if words in found:
                found.remove(words)
                found.add(str(report.published_from.year - back))
    return frozenset(found)


def _verb_of(
    statement: Statement, figure: Figure, text: str, first: int
) -> tuple[str | None, frozenset[str]]:
    """Return the verb that takes a figure and what its subject is: "the Brandts earned".

    Where the parse shows no subject, the last words before the verb are taken for it; `first` is
    where the clause begins.
    """
    number = re.sub(r"[^\d.,]", "", figure.span.of(text)).strip(".,")
    for predicate in statement.predicates:
        if number and number in predicate.object and rarity(predicate.lemma) >= _VERB:
            near = abs(predicate.span.start - figure.span.start) <= _REACH
            words = predicate.subject or _before(text[first : predicate.span.start])
            subject = frozenset(meaning(stem(word)) for word in words)
            return (meaning(stem(predicate.lemma)), subject) if near else (None, frozenset())
    return None, frozenset()


def _before(text: str) -> list[str]:
    """Return the last words of a clause that tell something."""
    return [word for word in _WORD.findall(flat(text)) if rarity(word) >= _LEAST][-_SUBJECT:]


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    having: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        for word in sorted(one.words | {part for part in (one.verb, one.whole) if part}):
            if rarity(word) >= _RARE or word == one.verb:
                having.setdefault((one.kind, word), []).append(one)
    seen: set[tuple[str, str]] = set()
    for members in having.values():
        if len(members) > _MOST:
            continue
        for number, a in enumerate(members):
            for b in members[number + 1 :]:
                ids = (a.figure.id, b.figure.id)
                if a.figure.report_id != b.figure.report_id and ids not in seen:
                    seen.add(ids)
                    yield a, b


def _are_apart(
    a: Told, b: Told, given: dict[str, set[tuple[str, float]]], material: Material
) -> bool:
    """Return whether two figures are of one thing and cannot both hold."""
    x, y = value(a.figure), value(b.figure)
    small, large = sorted((abs(x), abs(y)))
    if not small or large / small > _RATIO or (a.periods and b.periods and a.periods != b.periods):
        return False
    if (b.kind, y) in given[a.answer.report_id] or (a.kind, x) in given[b.answer.report_id]:
        return False
    if (
        not (_is_one_thing(a.words, b.words) or _is_one_deed(a, b) or _is_one_share(a, b))
        or compare(a.figure, b.figure).kind != "conflicts"
    ):
        return False
    one, two = (material.reports[t.answer.report_id] for t in (a, b))
    if one.published_from is None or two.published_from is None or one.outlet == two.outlet:
        return False
    return abs((one.published_from - two.published_from).days) <= _WITHIN


def _is_one_thing(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = a & b
    if len(shared) < _SHARED or max(map(rarity, shared)) < _RARE:
        return False
    least = min(sum(map(rarity, sorted(words))) for words in (a, b))
    return sum(map(rarity, sorted(shared))) >= _SHARE * least


def _is_one_deed(a: Told, b: Told) -> bool:
    """Return whether two figures are what one subject is said to have done: "earned" so much."""
    return a.verb is not None and a.verb == b.verb and not a.subject.isdisjoint(b.subject)


def _is_one_share(a: Told, b: Told) -> bool:
    """Return whether two figures are so many of one whole: "20 of 71 laps", "21 of the 71"."""
    small, large = sorted((value(a.figure), value(b.figure)))
    return a.whole is not None and a.whole == b.whole and large < _SLIGHT * small
