"""Figures of one thing where no frame asks: by what they count, or by their unit and the words.

"the tanks held about 8,000 tonnes of diesel"   "12,000 tonnes of fuel had been stored"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.compare.answers import Answer, is_part, plain_answer
from reportedly.compare.background import is_recalled, is_wanted
from reportedly.compare.fitting import is_money
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.compare.rare_words import Families, RareWords, name_of
from reportedly.intervals import nominal
from reportedly.model import Figure, Statement

_RARE = 2.5  # a counted noun must be rarer than this


def find_amounts(
    answers: Sequence[Answer], index: RareWords, material: Material
) -> Iterator[Answer]:
    """Yield answers of the frame "amount": figures of one thing, given by two speakers."""
    used = {answer.figure.id for answer in answers if answer.figure}
    by_kind: dict[str, list[Answer]] = {}
    for statement_id in index.terms:
        statement = material.statements[statement_id]
        for figure_id in statement.figures:
            figure = material.figures.get(figure_id)
            if figure is None or figure_id in used or figure.part_of is not None:
                continue
            kind = _kind_of(figure.base_unit, figure.counted_head)
            if kind is None or _is_rest(figure) or is_part(statement, figure, material):
                continue
            if not is_recalled(statement, figure.span, material):
                answer = plain_answer(statement, "amount", material, figure, within=_WITHIN)
                planned = _is_planned(statement, figure, material)
                answer = replace(
                    answer,
                    stance="?" if planned else answer.stance,
                    terms=_beside(answer, statement, material),
                )
                by_kind.setdefault(kind, []).append(answer)
    for kind in sorted(by_kind):
        yield from _same_amounts(kind, by_kind[kind], index, material)


_WITHIN = 60  # characters after a figure in which the day of its deed may be named: "in July"
_PLAN = re.compile(r"\W*to (?!have\b)\w")  # "threatened | to fire four missiles"


def _is_planned(statement: Statement, figure: Figure, material: Material) -> bool:
    """Return whether a figure counts what is yet to be done: against it stands no other."""
    plan = statement.attribution_id is not None and _PLAN.match(material.words(statement))
    return bool(plan) or is_wanted(statement, figure.span, material)


_BESIDE = 60  # characters around a figure in which words say what it measures


def _beside(answer: Answer, statement: Statement, material: Material) -> frozenset[str]:
    """Return the words near a figure that may say what it is of."""
    report, figure = material.reports.get(statement.report_id), answer.figure
    if report is None or figure is None:
        return frozenset()
    start, end = max(0, figure.span.start - _BESIDE), figure.span.end + _BESIDE
    text = flat(report.text[start:end])
    unit = {figure.counted_head, figure.unit}
    named = {word for name in statement.names for word in flat(name).split()}
    terms = set(statement.terms) - named
    if figure.counted_head:
        terms &= _taking(figure.counted_head, statement)
    return frozenset(
        term
        for term in terms
        if term not in unit
        and rarity(term) >= _SOMEWHAT
        and not term[0].isdigit()
        and term[: max(4, len(term) - 2)] in text
        and material.parties.meant(term) is None
    )


def _taking(noun: str, statement: Statement) -> set[str]:
    """Return the words of the verbs that a counted noun belongs to, and of what they take."""
    return {
        word
        for predicate in statement.predicates
        if noun in (*predicate.subject, *predicate.object)
        for word in (predicate.lemma, *predicate.subject, *predicate.object)
    }


def value_of(answer: Answer) -> float | None:
    """Return the number that an answer names."""
    return nominal(answer.figure) if answer.figure else None


def _needs_words(answer: Answer, kind: str) -> bool:
    return kind in _MANY_THINGS or (answer.figure is not None and is_money(answer.figure))


_MANY_THINGS = frozenset({"square metre", "metre per second"})
_SOMEWHAT = 1.0  # "show", "track", "store" help to tell what a figure is of; "say", "be" do not


def _is_rest(figure: Figure) -> bool:
    """Return whether a figure counts an increase or others than those counted before."""
    words = set(flat(figure.counted or "").split())
    return figure.change in ("up", "down") or bool(words & _OTHERS)


_OTHERS = frozenset({"other", "others", "more", "another", "additional", "further", "extra"})
# A length may be a height, a distance or a reach; which, the words beside it seldom tell.
_PRICED = (" per share", " per barrel", " per ounce")  # what they trade at moves by the hour
_NO_AMOUNT = (
    "metre",
    "second",
    "year",
    "month",
    "week",
    "day",
    "hour",
    "percent",
    "degree",
    "time",
)


def _kind_of(base_unit: str | None, head: str | None) -> str | None:
    if base_unit is not None:
        vague = base_unit.startswith(_NO_AMOUNT) and base_unit != "metre per second"
        vague = vague or base_unit.endswith(_PRICED)
        return None if vague else base_unit
    return f"count {head}" if head and rarity(head) >= _RARE else None


def _same_amounts(
    kind: str, found: Sequence[Answer], index: RareWords, material: Material
) -> Iterator[Answer]:
    """Yield the figures of one kind whose statements share rare words, if of two voices."""
    families = Families()
    by_id: dict[str, Answer] = {}
    for answer in found:
        by_id.setdefault(answer.statement_id, answer)
    having: dict[str, str] = {}
    for statement_id, answer in by_id.items():
        tied = {term for term in answer.terms if term in index.having}
        # A counted noun, or a unit other than of length, is tie enough by itself.
        for term in sorted(tied) if _needs_words(answer, kind) else [kind]:
            families.join(having.setdefault(term, statement_id), statement_id)
    members: dict[str, list[Answer]] = {}
    for statement_id in material.ordered(by_id):
        members.setdefault(families.find(statement_id), []).append(by_id[statement_id])
    for family in members.values():
        reports = {material.statements[answer.statement_id].report_id for answer in family}
        voices = {material.voice(answer.statement_id) for answer in family}
        values = {value_of(answer) for answer in family}
        if len(reports) > 1 and len(voices) > 1 and len(values) > 1:
            noun = name_of([answer.statement_id for answer in family], index)
            first = family[0].statement_id
            yield from (replace(a, topic=f"{kind} {first}", noun=noun) for a in family)
